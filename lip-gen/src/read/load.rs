//! From a file to text: size, byte order mark, encoding.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Sources, Span};

/// A schema document larger than this is refused; the largest in the wild have a few megabytes.
const LARGEST: u64 = 64 << 20;

/// Reads a file. `from` is the reference that leads to it.
pub(super) fn load(
    path: &Path,
    from: Option<Span>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<SourceId> {
    let shown = path.display();
    let bytes = match read(path) {
        Ok(bytes) => bytes,
        Err(message) => {
            diagnostics.push(Diagnostic::error(from, format!("cannot read `{shown}`: {message}")));
            return None;
        }
    };
    if let Some(name) = utf16(&bytes) {
        let message = format!("`{shown}` is {name}; schemas are read in UTF-8, with or without a byte order mark");
        diagnostics.push(Diagnostic::error(from, message).help("save it as UTF-8, and say so in its declaration"));
        return None;
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let text = match std::str::from_utf8(body) {
        Ok(text) => text,
        Err(error) => {
            // The text up to the fault gives the fault a line and a column.
            let valid = String::from_utf8_lossy(&body[..error.valid_up_to()]).into_owned();
            let declared = declared_encoding(&valid).map(|(_, name)| name.to_owned());
            let id = sources.add(path, valid, from);
            let at = error.valid_up_to();
            let byte = body.get(at).copied().unwrap_or_default();
            let mut diagnostic = Diagnostic::error(Span::new(id, at, at), "this is not UTF-8")
                .label(format!("byte 0x{byte:02X} cannot stand here"));
            diagnostic = match declared.filter(|name| !is_utf8(name)) {
                Some(name) => {
                    diagnostic.note(format!("the document says that it is {name}, which is not supported yet"))
                }
                None => diagnostic,
            };
            diagnostics.push(diagnostic.help("schemas are read in UTF-8; save the file in that encoding"));
            return None;
        }
    };
    let id = sources.add(path, text.to_owned(), from);
    // Text in ASCII reads the same in all encodings that are supersets of it.
    if !text.is_ascii()
        && let Some((at, name)) = declared_encoding(text).filter(|(_, name)| !is_utf8(name))
    {
        let span = Span::new(id, at, at + name.len());
        let message = format!("the encoding {name} is not supported yet");
        diagnostics
            .push(Diagnostic::error(span, message).help("schemas are read in UTF-8; save the file in that encoding"));
        return None;
    }
    Some(id)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    use std::io::Read;
    let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
    let mut bytes = Vec::new();
    // The length is asked of what is read, not of the directory entry: a device has no length.
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("it is larger than {} MiB", LARGEST >> 20));
    }
    Ok(bytes)
}

/// UTF-16 and UTF-32 by byte order mark or by the zeros of a first `<` (XML 1.0, appendix F).
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, b'<', ..] | [b'<', 0, 0, 0, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<', 0, ..] | [0, b'<', ..] => Some("UTF-16"),
        _ => None,
    }
}

fn is_utf8(name: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The name in `encoding="…"` of an XML or text declaration, and where it stands.
pub(super) fn declared_encoding(text: &str) -> Option<(usize, &str)> {
    let declaration = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(d, _)| d)?;
    let at = declaration.find("encoding")? + "encoding".len();
    let rest = declaration.get(at..)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (name, _) = value.get(1..)?.split_once(quote)?;
    let start = "<?xml".len() + at + (rest.len() - value.len()) + 1;
    Some((start, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding_is_found_where_it_stands() {
        let text = "<?xml version='1.0' encoding = 'latin1'?><a/>";
        let (at, name) = declared_encoding(text).unwrap();
        assert_eq!((name, &text[at..at + 6]), ("latin1", "latin1"));
        assert_eq!(declared_encoding("<?xml version='1.0'?> encoding='x'"), None);
    }
}
