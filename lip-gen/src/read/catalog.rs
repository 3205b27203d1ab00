//! Which local file stands for a namespace or a system identifier. Never the network.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Namespaces and system identifiers, and the local files that stand for them.
///
/// ```
/// use lip_gen::read::Catalog;
/// use std::path::Path;
///
/// let mut catalog = Catalog::new();
/// catalog.add("http://www.w3.org/XML/1998/namespace", "schemas/xml/xml.xsd");
/// assert!(catalog.file("http://www.w3.org/XML/1998/namespace").is_some());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    files: BTreeMap<String, PathBuf>,
}

/// What a catalogue says about a reference to another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// A local file.
    File(PathBuf),
    /// A web address that no entry maps to a file.
    Unknown,
    /// The reference names no place, and no entry maps its namespace to a file.
    Nowhere,
}

impl Catalog {
    /// A catalogue without entries: only local files beside the referring document are found.
    pub fn new() -> Self {
        Self::default()
    }

    /// Maps a namespace or a system identifier to a file.
    pub fn add(&mut self, identifier: impl Into<String>, file: impl Into<PathBuf>) {
        self.files.insert(identifier.into(), file.into());
    }

    /// The file for a namespace or system identifier.
    pub fn file(&self, identifier: &str) -> Option<&Path> {
        self.files.get(identifier).map(PathBuf::as_path)
    }

    /// Where to find a document: by namespace, by location, or as a file relative to the
    /// document `base` that refers to it.
    pub fn resolve(&self, namespace: Option<&str>, location: Option<&str>, base: &Path) -> Resolution {
        let known = namespace.and_then(|n| self.file(n)).or_else(|| location.and_then(|l| self.file(l)));
        match (known, location) {
            (Some(file), _) => Resolution::File(file.to_owned()),
            (None, None) => Resolution::Nowhere,
            (None, Some(location)) if has_scheme(location) => Resolution::Unknown,
            (None, Some(location)) => Resolution::File(base.parent().unwrap_or_else(|| Path::new("")).join(location)),
        }
    }
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
    fn namespace_then_location_then_file() {
        let mut catalog = Catalog::new();
        catalog.add("urn:a", "a.xsd");
        catalog.add("http://example.org/b.xsd", "b.xsd");
        let base = Path::new("dir/main.xsd");
        let file = |f: &str| Resolution::File(f.into());
        assert_eq!(catalog.resolve(Some("urn:a"), Some("elsewhere.xsd"), base), file("a.xsd"));
        assert_eq!(catalog.resolve(Some("urn:b"), Some("http://example.org/b.xsd"), base), file("b.xsd"));
        assert_eq!(catalog.resolve(Some("urn:c"), Some("c.xsd"), base), file("dir/c.xsd"));
        assert_eq!(catalog.resolve(Some("urn:c"), Some("HTTP://example.org/c.xsd"), base), Resolution::Unknown);
        assert_eq!(catalog.resolve(Some("urn:c"), None, base), Resolution::Nowhere);
    }
}
