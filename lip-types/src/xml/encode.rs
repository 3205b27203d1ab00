//! From text to bytes, in the encoding that a document was read from.

use encoding_rs::{EncoderResult, Encoding};

use super::decode::{Mark, encoding_name};
use super::locate::{self, Markup};
use super::scan;

/// The bytes of a document whose element begins at `content`; none when a name, a comment or the like has a
/// character that the encoding lacks.
///
/// In text and in values, such a character becomes a reference (XML 1.0, section 4.1).
pub(crate) fn encode(text: &str, content: usize, mark: Mark) -> Option<Vec<u8>> {
    match mark {
        Mark::Utf16Le => return Some(utf16(text, u16::to_le_bytes)),
        Mark::Utf16Be => return Some(utf16(text, u16::to_be_bytes)),
        Mark::Utf8 => return Some(text.as_bytes().to_vec()),
        Mark::None => {}
    }
    let Some((_, name)) = encoding_name(text.as_bytes()) else { return Some(text.as_bytes().to_vec()) };
    let is = |names: &[&str]| names.iter().any(|n| name.eq_ignore_ascii_case(n));
    if is(super::decode::LATIN_1) {
        return in_pieces(text, content, |text, bytes| up_to(text, 0xFF, bytes));
    }
    if is(super::decode::ASCII) {
        return in_pieces(text, content, |text, bytes| up_to(text, 0x7F, bytes));
    }
    let encoding = Encoding::for_label_no_replacement(name.as_bytes())?;
    if encoding == encoding_rs::UTF_8 {
        return Some(text.as_bytes().to_vec());
    }
    // What this one cannot write, or what UTF-16 without a mark would be.
    if encoding.output_encoding() != encoding {
        return None;
    }
    let mut encoder = encoding.new_encoder();
    let bytes = in_pieces(text, content, |text, bytes| {
        let most = encoder.max_buffer_length_from_utf8_without_replacement(text.len()).unwrap_or(0);
        bytes.reserve(most);
        match encoder.encode_from_utf8_to_vec_without_replacement(text, bytes, false) {
            (EncoderResult::Unmappable(character), read) => Err((character, read)),
            _ => Ok(()),
        }
    })?;
    Some(bytes)
}

fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// Characters up to one are bytes; the others are lacking: the character, and the position behind it.
fn up_to(text: &str, last: u32, bytes: &mut Vec<u8>) -> Result<(), (char, usize)> {
    for (at, c) in text.char_indices() {
        match u8::try_from(c).ok().filter(|byte| u32::from(*byte) <= last) {
            Some(byte) => bytes.push(byte),
            None => return Err((c, at + c.len_utf8())),
        }
    }
    Ok(())
}

/// Encodes piece by piece; `put` answers the character that is lacking, and the position behind it.
fn in_pieces(
    text: &str,
    content: usize,
    mut put: impl FnMut(&str, &mut Vec<u8>) -> Result<(), (char, usize)>,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut places = Places { text, at: content, known: 0 };
    let mut at = 0;
    while at < text.len() {
        let Err((character, read)) = put(&text[at..], &mut bytes) else { break };
        let behind = at + read;
        if !places.take_reference(behind - character.len_utf8()) {
            return None;
        }
        bytes.extend_from_slice(format!("&#{};", u32::from(character)).as_bytes());
        at = behind;
    }
    Some(bytes)
}

/// Where a character may be written as a reference: in text and in values. Asked from the first place to the last.
struct Places<'t> {
    text: &'t str,
    /// Up to where markup has been gone over.
    at: usize,
    /// Up to where references are known to be taken.
    known: usize,
}

impl Places<'_> {
    fn take_reference(&mut self, place: usize) -> bool {
        if place < self.known {
            return true;
        }
        // Before the document element there is neither text nor value.
        while place >= self.at {
            let Some(mark) = scan::markup(self.text, self.at).filter(|mark| *mark <= place) else {
                self.known = scan::markup(self.text, place).unwrap_or(self.text.len());
                return true;
            };
            let (start, behind) = match locate::markup_at(self.text, mark) {
                Some(Markup::Start { name_end, .. }) => (Some(name_end), locate::tag_end(self.text, name_end)),
                Some(Markup::End { behind } | Markup::Other { behind }) => (None, behind),
                None => return false,
            };
            let Some(behind) = behind else { return false };
            if place < behind {
                self.known = start.map_or(0, |start| self.value_end(start, place));
                return place < self.known;
            }
            self.at = behind;
        }
        false
    }

    /// Where the value ends that a place in a start tag is in; 0 when it is in none.
    fn value_end(&self, mut at: usize, place: usize) -> usize {
        while at < place {
            let quote = scan::byte(self.text, at);
            at += 1;
            if matches!(quote, b'"' | b'\'') {
                let rest = self.text.as_bytes().get(at..).unwrap_or_default();
                let end = at + memchr::memchr(quote, rest).unwrap_or(0);
                if place < end {
                    return end;
                }
                at = end + 1;
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_an_encoding_lacks_becomes_a_reference() {
        let head = "<?xml version='1.0' encoding='ISO-8859-1'?>";
        let document = |inside: &str| format!("{head}<a b='{inside}'>{inside}<!-- é -->{inside}</a>");
        let bytes = encode(&document("éŁ"), head.len(), Mark::None).unwrap();
        let latin: Vec<u8> = document("é&#321;").chars().map(|c| c as u8).collect();
        assert_eq!(bytes, latin);
        for inside in ["<!-- Ł -->", "<![CDATA[Ł]]>", "<?a Ł?>", "<Ł/>", "<b Ł=''/>"] {
            assert!(encode(&format!("{head}<a>{inside}</a>"), head.len(), Mark::None).is_none(), "{inside}");
        }
        assert!(encode(&format!("{head}<!-- Ł --><a/>"), head.len() + 10, Mark::None).is_none());
    }

    #[test]
    fn marks_are_written() {
        assert_eq!(encode("<a/>", 0, Mark::Utf16Be).unwrap(), b"\xFE\xFF\0<\0a\0/\0>");
        assert_eq!(encode("<a/>", 0, Mark::Utf16Le).unwrap(), b"\xFF\xFE<\0a\0/\0>\0");
        let windows = "<?xml version='1.0' encoding='windows-1252'?><a>€Ł</a>";
        assert!(encode(windows, 40, Mark::None).unwrap().ends_with(b"<a>\x80&#321;</a>"));
    }
}
