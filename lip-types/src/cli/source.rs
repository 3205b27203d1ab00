//! The text of a document, for showing a place in it.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::xml::decode;

/// A document as a person may see it.
pub(super) struct Source<'b> {
    text: Cow<'b, str>,
    binary: bool,
}

/// The part of a line that is shown, and the bytes of it that are marked.
pub(super) struct Excerpt {
    pub(super) line: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Lines of more characters than this are shown in part.
const LONGEST: usize = 110;
/// That many of them before the place.
const BEFORE: usize = 40;

impl<'b> Source<'b> {
    /// The text of the bytes, with a replacement character for what is no text.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        match decode(bytes) {
            Ok(text) => Self { text, binary: false },
            Err(_) => {
                let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
                let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
                let binary = text.chars().take(2_000).any(|c| c.is_control() && !c.is_ascii_whitespace());
                Self { text, binary }
            }
        }
    }

    /// Whether this is not even meant as text.
    pub(super) fn is_binary(&self) -> bool {
        self.binary
    }

    /// What it is instead of XML, where that can be seen.
    pub(super) fn looks_like(&self) -> Option<&'static str> {
        let text = self.text.trim_start();
        let begins = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        match text.bytes().next() {
            None => Some("the file is empty"),
            Some(b'{' | b'[') => Some("this looks like JSON: `lip convert --to xml` reads that"),
            Some(b'<') if begins("<!doctype html") || begins("<html") => Some("this looks like HTML, not like XML"),
            Some(b'<') => None,
            Some(_) => Some("this does not look like XML"),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The line of a place, which ends with the line; `None` where there is nothing to see.
    pub(super) fn excerpt(&self, offset: usize, length: usize) -> Option<Excerpt> {
        if self.binary {
            return None;
        }
        let text = &*self.text;
        let offset = floor(text, offset);
        let is_end = |b: &u8| matches!(b, b'\n' | b'\r');
        let bytes = text.as_bytes();
        // Between CR and LF is still the end of the line.
        let between = bytes.get(offset) == Some(&b'\n') && offset > 0 && bytes.get(offset - 1) == Some(&b'\r');
        let offset = offset - usize::from(between);
        let from = bytes.get(..offset)?.iter().rposition(is_end).map_or(0, |at| at + 1);
        let to = bytes.get(offset..)?.iter().position(is_end).map_or(text.len(), |n| offset + n);
        let end = floor(text, offset.saturating_add(length)).clamp(offset, to);
        Some(window(text.get(from..to)?, offset - from, end - from))
    }
}

/// A long line is shown around the place, with `…` for what is left out.
fn window(line: &str, start: usize, end: usize) -> Excerpt {
    if line.chars().nth(LONGEST).is_none() {
        return Excerpt { line: line.to_owned(), start, end };
    }
    let (before, behind) = (line.get(..start).unwrap_or_default(), line.get(start..).unwrap_or_default());
    let from = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    let to = behind.char_indices().nth(LONGEST - BEFORE).map_or(line.len(), |(at, _)| start + at);
    let cut = if from > 0 { "…" } else { "" };
    let mut shown = format!("{cut}{}", line.get(from..to).unwrap_or_default());
    let shift = |at: usize| at.min(to) - from + cut.len();
    let (start, end) = (shift(start), shift(end));
    if to < line.len() {
        shown.push('…');
    }
    Excerpt { line: shown, start, end }
}

/// The nearest character boundary that is not behind `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, offset: usize, length: usize) -> String {
        let excerpt = Source::new(text.as_bytes()).excerpt(offset, length).unwrap();
        let Excerpt { line, start, end } = excerpt;
        format!("{}[{}]{}", &line[..start], &line[start..end], &line[end..])
    }

    #[test]
    fn every_line_end_counts() {
        assert_eq!(marked("a\rbc\rd", 3, 1), "b[c]");
        assert_eq!(marked("a\r\nbc\r\nd", 3, 9), "[bc]");
        assert_eq!(marked("a\r\nb", 2, 0), "a[]");
        assert_eq!(marked("a\n", 2, 0), "[]");
        assert_eq!(marked("", 7, 7), "[]");
        assert_eq!(marked("é\nü", 4, 1), "[]ü");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let line = format!("{}<x>{}", "é".repeat(500), "ü".repeat(500));
        let shown = marked(&line, 1_000, 3);
        assert_eq!(shown, format!("…{}[<x>]{}…", "é".repeat(BEFORE), "ü".repeat(LONGEST - BEFORE - 3)));
        assert_eq!(marked(&line, 0, 2_000).chars().count(), LONGEST - BEFORE + 3);
    }

    #[test]
    fn a_picture_is_not_shown() {
        let source = Source::new(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
        assert!(source.is_binary() && source.excerpt(0, 0).is_none());
        assert!(!Source::new(b"<a>\xe9</a>").is_binary());
    }
}
