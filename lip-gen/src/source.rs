//! Source texts, places in them, and how a text was reached.
//!
//! A [`Span`] is a range of bytes in a [`SourceId`]. A source is a text together
//! with the reference that led to it: the schema document on the command line was
//! reached by none, an included document by its `xsd:include`, the replacement text
//! of an entity by the entity reference. So one text may be several sources, and a
//! message can show the way that was taken.

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A text, and the way by which it was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(u32);

/// A range of bytes in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The source.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte behind the last one.
    pub end: u32,
}

/// A place for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1. Lines end with LF, CR LF or a bare CR (XML 1.0, section 2.11).
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// All texts that were read.
#[derive(Debug, Default)]
pub struct Sources {
    texts: Vec<Text>,
    places: Vec<Place>,
    /// Files that could not be read.
    missing: std::collections::BTreeSet<PathBuf>,
}

/// A few kilobytes of entities can be reached in more ways than the memory holds.
const MOST_PLACES: usize = 500_000;

#[derive(Debug)]
struct Text {
    path: PathBuf,
    text: Arc<str>,
    /// Byte offsets of the first characters of the lines.
    lines: Vec<u32>,
}

#[derive(Debug)]
struct Place {
    text: usize,
    from: Option<Span>,
}

impl Span {
    /// A range of bytes in a source. Offsets above 4 GiB are cut to it; no text is that long.
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let cut = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: cut(start), end: cut(end) }
    }

    /// From the start of this span to the end of another one in the same source.
    /// In another source: this span.
    pub fn to(self, last: Self) -> Self {
        if self.source == last.source { Self { end: last.end.max(self.end), ..self } } else { self }
    }
}

impl Sources {
    /// No texts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text that was read from a file; `from` is the reference that led to it.
    pub fn add(&mut self, path: &Path, text: String, from: Option<Span>) -> SourceId {
        let lines = line_starts(&text);
        self.texts.push(Text { path: path.to_owned(), text: text.into(), lines });
        self.place(self.texts.len() - 1, from)
    }

    /// The text of a source, reached by another reference. After half a million ways, the
    /// source itself: further ones are not told apart.
    pub fn reenter(&mut self, source: SourceId, from: Span) -> SourceId {
        if self.places.len() > MOST_PLACES {
            return source;
        }
        let text = self.places[source.0 as usize].text;
        self.place(text, Some(from))
    }

    fn place(&mut self, text: usize, from: Option<Span>) -> SourceId {
        self.places.push(Place { text, from });
        SourceId(u32::try_from(self.places.len() - 1).unwrap_or(u32::MAX))
    }

    fn text_of(&self, source: SourceId) -> &Text {
        &self.texts[self.places[source.0 as usize].text]
    }

    /// The file of a source.
    pub fn path(&self, source: SourceId) -> &Path {
        &self.text_of(source).path
    }

    /// The text of a source.
    pub fn text(&self, source: SourceId) -> &Arc<str> {
        &self.text_of(source).text
    }

    /// The text of a span; empty when the span is not one of the source.
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.source).get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Every file that was read, once, in the order of reading.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        let mut seen = std::collections::BTreeSet::new();
        self.texts.iter().map(|t| t.path.as_path()).filter(move |p| seen.insert(*p))
    }

    /// A file that was looked for, and is not there or cannot be read.
    pub(crate) fn miss(&mut self, path: &Path) {
        self.missing.insert(path.to_owned());
    }

    /// Every file that was looked for and could not be read, sorted: its appearance changes what is read.
    pub fn missing(&self) -> impl Iterator<Item = &Path> {
        self.missing.iter().map(PathBuf::as_path)
    }

    /// Line and column where a span begins.
    pub fn position(&self, span: Span) -> Position {
        let text = self.text_of(span.source);
        let (line, start) = text.line_of(span.start);
        let before = text.text.get(start..span.start as usize).unwrap_or_default();
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    /// The line in which a span begins, without its line end, and the byte where it begins.
    pub fn line(&self, span: Span) -> (&str, usize) {
        let text = self.text_of(span.source);
        let (line, start) = text.line_of(span.start);
        let end = text.lines.get(line + 1).map_or(text.text.len(), |&next| next as usize);
        let line = text.text.get(start..end).unwrap_or_default();
        (line.trim_end_matches(['\r', '\n']), start)
    }

    /// The references that led to a span, innermost first.
    pub fn references(&self, span: Span) -> impl Iterator<Item = Span> {
        let from = |span: Span| self.places[span.source.0 as usize].from;
        std::iter::successors(from(span), move |&span| from(span))
    }
}

impl Text {
    /// Number of the line, from 0, and the byte where it begins.
    fn line_of(&self, offset: u32) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= offset).saturating_sub(1);
        (line, self.lines.get(line).map_or(0, |&start| start as usize))
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let ends = (0..bytes.len()).filter(|&i| match bytes[i] {
        b'\n' => true,
        b'\r' => bytes.get(i + 1) != Some(&b'\n'),
        _ => false,
    });
    std::iter::once(0).chain(ends.map(|i| u32::try_from(i + 1).unwrap_or(u32::MAX))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_with_lf_crlf_or_bare_cr() {
        let mut sources = Sources::new();
        let id = sources.add(Path::new("x"), "a\rb\r\nc\n\nüd".to_owned(), None);
        let at = |offset| {
            let p = sources.position(Span::new(id, offset, offset));
            (p.line, p.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(2), (2, 1));
        assert_eq!(at(5), (3, 1));
        assert_eq!(at(7), (4, 1));
        assert_eq!(at(10), (5, 2), "columns are characters, not bytes");
        assert_eq!(sources.line(Span::new(id, 2, 3)), ("b", 2));
    }

    #[test]
    fn a_text_knows_how_it_was_reached() {
        let mut sources = Sources::new();
        let outer = sources.add(Path::new("outer"), "abc".to_owned(), None);
        let reference = Span::new(outer, 1, 2);
        let inner = sources.add(Path::new("inner"), "def".to_owned(), Some(reference));
        let again = sources.reenter(inner, Span::new(inner, 0, 1));
        let chain: Vec<_> = sources.references(Span::new(again, 0, 0)).collect();
        assert_eq!(chain, [Span::new(inner, 0, 1), reference]);
        assert_eq!(sources.files().count(), 2);
    }
}
