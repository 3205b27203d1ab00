//! Text so that a reader gets the same characters back (XML 1.0, sections 2.4, 2.11, 3.3.3).

use super::super::syntax::is_char;

/// Appends character data. A carriage return and `]]>` would not survive as they are.
///
/// # Errors
///
/// The first character that XML 1.0 forbids.
pub(super) fn text(value: &str, out: &mut String) -> Result<(), char> {
    escape(value, out, |b| match b {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#13;"),
        _ => None,
    })
}

/// Appends an attribute value for double quotes. White space other than a space
/// would become one.
///
/// # Errors
///
/// The first character that XML 1.0 forbids.
pub(super) fn attribute(value: &str, out: &mut String) -> Result<(), char> {
    escape(value, out, |b| match b {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#9;"),
        b'\n' => Some("&#10;"),
        b'\r' => Some("&#13;"),
        _ => None,
    })
}

fn escape(value: &str, out: &mut String, reference: impl Fn(u8) -> Option<&'static str>) -> Result<(), char> {
    let mut from = 0;
    for (at, b) in value.bytes().enumerate() {
        if let Some(reference) = reference(b) {
            out.push_str(&value[from..at]);
            out.push_str(reference);
            from = at + 1;
        } else if b < 0x20 || b == 0xEF {
            allowed(&value[at..])?;
        }
    }
    out.push_str(&value[from..]);
    Ok(())
}

/// Whether the text's first character may stand in a document.
fn allowed(text: &str) -> Result<(), char> {
    match text.chars().next().filter(|c| !is_char(*c)) {
        Some(c) => Err(c),
        None => Ok(()),
    }
}

/// The first character of a text that may not stand in a document.
pub(super) fn check(text: &str) -> Result<(), char> {
    match text.chars().find(|c| !is_char(*c)) {
        Some(c) => Err(c),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_would_not_survive_is_written_as_a_reference() {
        let mut out = String::new();
        text("a\r\n]]>&\t\u{FFFD}", &mut out).unwrap();
        assert_eq!(out, "a&#13;\n]]&gt;&amp;\t\u{FFFD}");
        out.clear();
        attribute("\"\t\r\n<é>", &mut out).unwrap();
        assert_eq!(out, "&quot;&#9;&#13;&#10;&lt;é>");
        assert_eq!(text("a\u{B}", &mut out), Err('\u{B}'));
        assert_eq!(text("a\u{FFFF}", &mut out), Err('\u{FFFF}'));
    }
}
