//! From bytes to text (XML 1.0, section 4.3.3 and appendix F).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::error::ErrorKind;
use super::fault::{Fault, Scan};
use super::scan::clip;

/// The text of a document, without its byte order mark.
///
/// Encodings: UTF-8, UTF-16 with a byte order mark, and whatever the XML declaration names, if it is known: ISO-8859-1,
/// windows-1252, US-ASCII and the other encodings of the WHATWG list that
/// contain ASCII.
pub(crate) fn decode(bytes: &[u8]) -> Scan<Cow<'_, str>> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            let text = utf8(rest)?;
            agree(&text, &["utf-8"])?;
            Ok(text)
        }
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] | [b'<', 0, 0, 0, ..] | [0, 0, 0, b'<', ..] => {
            Err(fault("UTF-32", "UTF-8, UTF-16 or a declared encoding that contains ASCII"))
        }
        [0xFF, 0xFE, rest @ ..] => utf16(rest, UTF_16LE),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, UTF_16BE),
        // Section 4.3.3: UTF-16 must begin with the mark.
        [b'<', 0, ..] | [0, b'<', ..] => Err(fault("UTF-16 without a byte order mark", "a byte order mark")),
        _ => declared(bytes),
    }
}

/// The byte order mark that a document begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// None: it is UTF-8, or in the encoding that it declares.
    None,
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Mark {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Self::Utf8,
            [0xFF, 0xFE, ..] => Self::Utf16Le,
            [0xFE, 0xFF, ..] => Self::Utf16Be,
            _ => Self::None,
        }
    }
}

/// Names of encodings that XML and the WHATWG list take for different ones.
pub(crate) const LATIN_1: &[&str] = &["iso-8859-1", "latin1", "iso_8859-1", "l1"];
pub(crate) const ASCII: &[&str] = &["us-ascii", "ascii"];

fn fault(found: impl Into<String>, expected: &str) -> Box<Fault> {
    Fault::new(ErrorKind::Encoding, 0, 0, found).expected(expected)
}

fn utf8(bytes: &[u8]) -> Scan<Cow<'_, str>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => {
            let at = error.valid_up_to();
            let bad = bytes.get(at).copied().unwrap_or(0);
            Err(Fault::new(ErrorKind::Encoding, at, 0, format!("the byte {bad:#04X}, which is no UTF-8"))
                .expected("UTF-8, or the name of the encoding in the XML declaration"))
        }
    }
}

fn utf16<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Scan<Cow<'b, str>> {
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        return Err(no_utf16(bytes, encoding));
    };
    agree(&text, &["utf-16", "utf-16le", "utf-16be", "iso-10646-ucs-2", "ucs-2"])?;
    Ok(text)
}

/// Where the first code unit stands that is no character, in the text before it.
fn no_utf16(bytes: &[u8], encoding: &'static Encoding) -> Box<Fault> {
    let units = bytes.chunks_exact(2).map(|two| match (two, encoding == UTF_16LE) {
        ([one, other], true) => u16::from_le_bytes([*one, *other]),
        ([one, other], false) => u16::from_be_bytes([*one, *other]),
        _ => 0,
    });
    let (mut at, mut found) = (0, "half a code unit of UTF-16".to_owned());
    for c in char::decode_utf16(units) {
        match c {
            Ok(c) => at += c.len_utf8(),
            Err(alone) => {
                found = format!("{:04X}, half a surrogate pair of UTF-16", alone.unpaired_surrogate());
                break;
            }
        }
    }
    Fault::new(ErrorKind::Encoding, at, 0, found).expected("UTF-16 throughout, as the document begins")
}

/// The declared name must not deny what the first bytes say.
fn agree(text: &str, names: &[&str]) -> Scan<()> {
    match encoding_name(text.as_bytes()) {
        Some((at, name)) if !names.iter().any(|n| name.eq_ignore_ascii_case(n)) => {
            Err(Fault::new(ErrorKind::Encoding, at, name.len(), format!("encoding `{}`", clip(name)))
                .expected(format!("`{}`, as the first bytes say", names[0].to_uppercase())))
        }
        _ => Ok(()),
    }
}

fn declared(bytes: &[u8]) -> Scan<Cow<'_, str>> {
    let Some((at, name)) = encoding_name(bytes) else { return utf8(bytes) };
    if name.eq_ignore_ascii_case("utf-8") {
        return utf8(bytes);
    }
    let wrong =
        |found: String, expected: &str| Err(Fault::new(ErrorKind::Encoding, at, name.len(), found).expected(expected));
    // The WHATWG list takes ISO-8859-1 for windows-1252, and ASCII too; XML does not.
    if LATIN_1.iter().any(|n| name.eq_ignore_ascii_case(n)) {
        return Ok(encoding_rs::mem::decode_latin1(bytes));
    }
    if ASCII.iter().any(|n| name.eq_ignore_ascii_case(n)) {
        if let Some(bad) = bytes.iter().position(|b| !b.is_ascii()) {
            return Err(Fault::new(ErrorKind::Encoding, bad, 0, format!("the byte {:#04X}", bytes[bad]))
                .expected("ASCII, as declared"));
        }
        return utf8(bytes);
    }
    match Encoding::for_label_no_replacement(name.as_bytes()) {
        Some(encoding) if encoding.is_ascii_compatible() && encoding != UTF_8 => {
            match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
                Some(text) => Ok(text),
                None => wrong(format!("bytes that are no {}", encoding.name()), "text in the declared encoding"),
            }
        }
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {
            wrong(format!("encoding `{}`", clip(name)), "the encoding that the bytes are in; this is no UTF-16")
        }
        _ => wrong(format!("encoding `{}`", clip(name)), "an encoding that is known, such as `UTF-8`"),
    }
}

/// The name in the XML declaration, if there is one: production 80, read roughly.
/// Whether the declaration is well-formed is seen later.
pub(crate) fn encoding_name(bytes: &[u8]) -> Option<(usize, &str)> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let head = head.get(..memchr::memmem::find(head, b"?>")?)?;
    let key = memchr::memmem::find(head, b"encoding")?;
    let mut at = key + "encoding".len();
    while head.get(at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'=') {
        at += 1;
    }
    let quote = *head.get(at).filter(|b| matches!(b, b'"' | b'\''))?;
    let value = head.get(at + 1..)?;
    let value = value.get(..memchr::memchr(quote, value)?)?;
    Some((at + 1 + "<?xml".len(), std::str::from_utf8(value).ok()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn encodings_are_told_by_mark_and_name() {
        assert_eq!(decode("\u{feff}<a/>".as_bytes()).unwrap(), "<a/>");
        let utf16 = |s: &str| s.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        assert_eq!(decode(&utf16("\u{feff}<a>é</a>")).unwrap(), "<a>é</a>");
        assert!(decode(&utf16("<a/>")).is_err());
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9\x80</a>";
        assert!(decode(latin).unwrap().contains("é\u{80}"));
        let windows = b"<?xml version='1.0' encoding=\"windows-1252\"?><a>\x80</a>";
        assert!(decode(windows).unwrap().contains('€'));
    }

    #[test]
    fn what_is_no_utf16_is_told_where_it_stands() {
        for (bytes, at, found) in [
            (&b"\xff\xfe<\0\xe9\0/"[..], 3, "half a code unit of UTF-16"),
            (b"\xfe\xff\0<\0a\xd8\x00\0>", 2, "D800, half a surrogate pair of UTF-16"),
        ] {
            let fault = decode(bytes).unwrap_err();
            assert_eq!((fault.at, &*fault.found), (at, found));
        }
    }

    #[test]
    fn bytes_that_lie_are_refused() {
        for bytes in [
            &b"<a>\xe9</a>"[..],
            b"\xc0\xaf",
            b"<?xml version='1.0' encoding='utf-16'?><a/>",
            b"<?xml version='1.0' encoding='klingon'?><a/>",
            b"<?xml version='1.0' encoding='us-ascii'?><a>\xe9</a>",
            b"\xff\xfe<\0a\0/\0>",
            b"\xef\xbb\xbf<?xml version='1.0' encoding='iso-8859-1'?><a/>",
            b"<\0\0\0",
        ] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
