//! Which file a URI means, if it means a local one.

use std::path::{Path, PathBuf};

/// The file of a reference; `None` for an address of the web.
pub(super) fn local(folder: &Path, uri: &str) -> Option<PathBuf> {
    let scheme = uri.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("file:"));
    if scheme.is_none() && has_scheme(uri) {
        return None;
    }
    let Some(scheme) = scheme else {
        let plain = folder.join(uri);
        // A file may have a `%` in its name; what is written for URIs is decoded.
        return Some(if plain.exists() || !uri.contains('%') { plain } else { folder.join(decoded(uri)) });
    };
    let rest = uri.get(scheme.len()..).unwrap_or_default();
    let path = match rest.strip_prefix("//") {
        // An authority is no folder; only that of this machine is local.
        Some(rest) => rest.strip_prefix("localhost").unwrap_or(rest),
        None => rest,
    };
    path.starts_with('/').then(|| PathBuf::from(decoded(path)))
}

/// `%20` → a space (RFC 3986, 2.1).
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// Whether a location is a URI with a scheme (RFC 3986, 3.1). One letter is a drive of Windows.
fn has_scheme(location: &str) -> bool {
    location.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_are_files() {
        let file = |uri: &str| local(Path::new("dir"), uri).map(|path| path.to_string_lossy().into_owned());
        assert_eq!(file("a.dtd").as_deref(), Some("dir/a.dtd"));
        assert_eq!(file("a%20b.dtd").as_deref(), Some("dir/a b.dtd"));
        assert_eq!(file("file:///x/a%2Fb").as_deref(), Some("/x/a/b"));
        assert_eq!(file("FILE:/x").as_deref(), Some("/x"));
        assert_eq!(file("file://localhost/x").as_deref(), Some("/x"));
        assert_eq!(file("file://elsewhere/x"), None);
        assert_eq!(file("http://example.org/x"), None);
    }
}
