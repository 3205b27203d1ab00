//! From bytes to text: byte order mark, declared encoding (XML 1.0, 4.3.3 and appendix F).

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Why bytes are no text: the text up to the fault, and what is wrong behind it.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) text: String,
    /// Bytes of the text that the message is about.
    pub(super) at: (usize, usize),
    pub(super) message: String,
    pub(super) label: String,
}

/// The text of a document or an external entity, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Fault> {
    if let [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, b'<', ..] | [b'<', 0, 0, 0, ..] = bytes {
        return Err(Fault::at_start("the encoding UTF-32 is not supported"));
    }
    // Without a mark, the zeros beside a first `<` tell.
    let (encoding, body) = match bytes {
        [0xEF, 0xBB, 0xBF, body @ ..] => (Some(UTF_8), body),
        [0xFF, 0xFE, body @ ..] => (Some(UTF_16LE), body),
        [0xFE, 0xFF, body @ ..] => (Some(UTF_16BE), body),
        [b'<', 0, ..] => (Some(UTF_16LE), bytes),
        [0, b'<', ..] => (Some(UTF_16BE), bytes),
        _ => (None, bytes),
    };
    if let Some(encoding) = encoding {
        let text = strictly(encoding, body)?;
        let claim = declared_encoding(&text).map(|(at, name)| (at, name.to_owned()));
        return match claim.filter(|(_, name)| !names(name, encoding)) {
            Some((at, name)) => Err(Fault {
                at: (at, at + name.len()),
                message: format!("this is {}, and says that it is {name}", shown(encoding)),
                label: String::new(),
                text,
            }),
            None => Ok(text),
        };
    }
    // The declaration is in ASCII, whatever follows.
    let end = body.iter().take(LONGEST_DECLARATION).take_while(|b| b.is_ascii()).count();
    let head = std::str::from_utf8(&body[..end]).unwrap_or_default();
    let Some((at, name)) = declared_encoding(head) else { return strictly(UTF_8, body) };
    let wrong =
        |message: String| Fault { text: head.to_owned(), at: (at, at + name.len()), message, label: String::new() };
    if is_ascii(name) {
        let text = strictly(UTF_8, body)?;
        return match text.char_indices().find(|(_, c)| !c.is_ascii()) {
            Some((at, c)) => Err(Fault {
                at: (at, at + c.len_utf8()),
                message: format!("this is not {name}"),
                label: "this character cannot stand here".to_owned(),
                text,
            }),
            None => Ok(text),
        };
    }
    match Encoding::for_label_no_replacement(name.as_bytes()) {
        None => Err(wrong(format!("the encoding {name} is not known"))),
        Some(encoding) if is_wide(encoding) => Err(wrong(format!("this is not {name}"))),
        Some(encoding) if is_iso(encoding, name) => Ok(iso(encoding, body)),
        Some(encoding) => strictly(encoding, body),
    }
}

/// A declaration longer than this is not looked at.
const LONGEST_DECLARATION: usize = 1_000;

impl Fault {
    fn at_start(message: &str) -> Self {
        Self { text: String::new(), at: (0, 0), message: message.to_owned(), label: String::new() }
    }
}

/// Decodes; what is malformed is an error, not a replacement character.
fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Fault> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let Some(most) = decoder.max_utf8_buffer_length_without_replacement(bytes.len()) else {
        return Err(Fault::at_start("this is too long"));
    };
    let mut text = String::with_capacity(most);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let DecoderResult::Malformed(length, behind) = result else {
        text.shrink_to_fit();
        return Ok(text);
    };
    let first = read.saturating_sub(usize::from(length) + usize::from(behind));
    let byte = bytes.get(first).copied().unwrap_or_default();
    Err(Fault {
        at: (text.len(), text.len()),
        message: format!("this is not {}", shown(encoding)),
        label: format!("byte 0x{byte:02X} cannot stand here"),
        text,
    })
}

fn shown(encoding: &'static Encoding) -> &'static str {
    if is_wide(encoding) { "UTF-16" } else { encoding.name() }
}

fn is_wide(encoding: &'static Encoding) -> bool {
    encoding == UTF_16BE || encoding == UTF_16LE
}

/// Whether a declared name fits what a byte order mark says.
fn names(name: &str, encoding: &'static Encoding) -> bool {
    match Encoding::for_label_no_replacement(name.as_bytes()) {
        // `UTF-16` leaves the order of bytes to the mark.
        Some(named) if is_wide(named) => is_wide(encoding),
        Some(named) => named == encoding,
        None => name.eq_ignore_ascii_case("ISO-10646-UCS-2") && is_wide(encoding),
    }
}

fn is_ascii(name: &str) -> bool {
    ["us-ascii", "ascii", "iso646-us", "ansi_x3.4-1968"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Labels of the web take a name of ISO 8859 for the code page of Windows; here the name is taken at its word.
fn is_iso(encoding: &'static Encoding, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    encoding.name().starts_with("windows-") && !name.contains("windows") && !name.contains("cp12")
}

/// They differ in 0x80 to 0x9F only, which ISO 8859 gives to control characters.
fn iso(encoding: &'static Encoding, bytes: &[u8]) -> String {
    let table: Vec<char> = (0..=u8::MAX)
        .map(|byte| {
            let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
            if (0x80..0xA0).contains(&byte) { char::from(byte) } else { text.chars().next().unwrap_or('\u{FFFD}') }
        })
        .collect();
    bytes.iter().filter_map(|&byte| table.get(usize::from(byte))).collect()
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

    #[test]
    fn the_declared_encoding_is_taken_at_its_word() {
        let declared = |name: &str, tail: &[u8]| {
            let mut bytes = format!("<?xml encoding='{name}'?>").into_bytes();
            let start = bytes.len();
            bytes.extend(tail);
            decode(&bytes).map(|text| text[start..].to_owned()).map_err(|fault| fault.message)
        };
        assert_eq!(declared("ISO-8859-1", b"\xE9\x80"), Ok("\u{E9}\u{80}".to_owned()));
        assert_eq!(declared("windows-1252", b"\xE9\x80"), Ok("\u{E9}\u{20AC}".to_owned()));
        assert_eq!(declared("ISO-8859-9", b"\xFD\x9F"), Ok("\u{131}\u{9F}".to_owned()));
        assert_eq!(declared("ISO-8859-2", b"\xB1"), Ok("\u{105}".to_owned()));
        assert_eq!(declared("Shift_JIS", b"\x83\x41"), Ok("\u{30A2}".to_owned()));
        assert_eq!(declared("Shift_JIS", b"ok\x83"), Err("this is not Shift_JIS".to_owned()));
        assert_eq!(declared("US-ASCII", "\u{E9}".as_bytes()), Err("this is not US-ASCII".to_owned()));
        assert_eq!(declared("UTF-16", b""), Err("this is not UTF-16".to_owned()));
        assert_eq!(declared("x-nothing", b""), Err("the encoding x-nothing is not known".to_owned()));
        assert_eq!(declared("utf-8", b"\xE9"), Err("this is not UTF-8".to_owned()));
    }

    #[test]
    fn a_byte_order_mark_decides() {
        let wide = |text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let mark = mark.then_some(0xFEFF);
            mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        let text = "<?xml encoding='UTF-16'?>\u{E9}\u{1F600}";
        for mark in [true, false] {
            assert_eq!(decode(&wide(text, mark, u16::to_le_bytes)).unwrap(), text);
            assert_eq!(decode(&wide(text, mark, u16::to_be_bytes)).unwrap(), text);
        }
        let other = wide("<?xml encoding='utf-8'?>", true, u16::to_le_bytes);
        assert_eq!(decode(&other).unwrap_err().message, "this is UTF-16, and says that it is utf-8");
        assert_eq!(decode(b"\xFF\xFEa").unwrap_err().message, "this is not UTF-16");
        assert_eq!(decode(b"\xEF\xBB\xBFa").unwrap(), "a");
    }
}
