//! Characters from a stack of entities.
//!
//! The parser reads one stream of characters. A parameter entity reference pushes the
//! replacement text on the stack, with a space before and after it (XML 1.0, 4.4.8), so
//! that no token crosses the border of an entity. An external entity is a file on the stack.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::read::Catalog;
use crate::source::{SourceId, Sources, Span};

use super::entity::{Entity, Replacement, Value};
use super::external::Library;

/// Entities in entities.
const DEEPEST: usize = 64;
/// What references may bring, in bytes: so much in any DTD, so much more for each byte of its files, and never more
/// than the last. Published DTDs bring 16 bytes for one at most, and 2 MB (DITA).
const EXPANDED: Limit = Limit { any: 1 << 20, per_kilobyte: 32 << 10, most: 16 << 20 };
/// References that are replaced; empty entities count as well. Published DTDs have 31 in a kilobyte at most, and 5,100
/// (XHTML with MathML and SVG). A bomb of a kilobyte is over after a moment.
const REFERENCES: Limit = Limit { any: 10_000, per_kilobyte: 100, most: 200_000 };

/// A limit that grows with the files of the DTD.
struct Limit {
    any: usize,
    per_kilobyte: usize,
    most: usize,
}

impl Limit {
    fn of(&self, bytes: usize) -> usize {
        (bytes / 1024).saturating_mul(self.per_kilobyte).saturating_add(self.any).min(self.most)
    }
}

/// What is wrong; boxed, since it is the rare case.
pub(super) type Fault = Box<Diagnostic>;

pub(super) fn fault(span: Span, message: impl Into<String>) -> Fault {
    Box::new(Diagnostic::error(span, message))
}

pub(super) struct Input<'s> {
    library: Library<'s>,
    pub(super) sources: &'s mut Sources,
    frames: Vec<Frame>,
    /// The lowest frame.
    source: SourceId,
    serial: usize,
    expanded: usize,
    references: usize,
    /// Literals as reached by references: a source for each way, made when a place is asked for.
    reached: HashMap<(SourceId, Span), SourceId>,
}

/// An entity that is being read; the document entity of the DTD is the lowest.
struct Frame {
    /// Tells frames apart: a declaration must end in the entity in which it began.
    serial: usize,
    text: Arc<str>,
    at: usize,
    origin: Origin,
    entity: Option<String>,
    /// The space before the replacement text is still to come.
    lead: bool,
}

enum Origin {
    File(SourceId),
    Entity { replacement: Replacement, reference: Span },
}

/// A frame of the stack, to come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Serial(usize);

impl<'s> Input<'s> {
    pub(super) fn new(source: SourceId, catalog: &'s Catalog, sources: &'s mut Sources) -> Self {
        let text = Arc::clone(sources.text(source));
        let frame = Frame { serial: 0, text, at: 0, origin: Origin::File(source), entity: None, lead: false };
        let library = Library::new(catalog);
        let frames = vec![frame];
        Self { library, sources, frames, source, serial: 0, expanded: 0, references: 0, reached: HashMap::new() }
    }

    /// The frame that is read now.
    pub(super) fn serial(&self) -> Serial {
        Serial(self.frames.last().map_or(0, |frame| frame.serial))
    }

    /// Whether the lowest frame is read.
    pub(super) fn at_bottom(&self) -> bool {
        self.frames.len() <= 1
    }

    /// Drops the frames above one, after an error. Does nothing when that one is gone.
    pub(super) fn unwind(&mut self, serial: Serial) {
        if let Some(index) = self.frames.iter().position(|frame| frame.serial == serial.0) {
            self.frames.truncate(index + 1);
        }
    }

    /// The next character of this entity; line ends are LF (XML 1.0, 2.11).
    /// `None` at its end.
    pub(super) fn raw(&self) -> Option<char> {
        let frame = self.frames.last()?;
        let c = frame.text.get(frame.at..)?.chars().next()?;
        // In a replacement text, line ends are normalised; a CR there comes from a character reference.
        Some(if c == '\r' && matches!(frame.origin, Origin::File(_)) { '\n' } else { c })
    }

    /// Takes the next character of this entity.
    pub(super) fn raw_bump(&mut self) -> Option<char> {
        let c = self.raw()?;
        let frame = self.frames.last_mut()?;
        let rest = frame.text.get(frame.at..).unwrap_or_default();
        frame.at += if c == '\n' && rest.starts_with("\r\n") { 2 } else { c.len_utf8() };
        Some(c)
    }

    /// The next character, spaces around entities included. `None` at the end of the DTD.
    pub(super) fn peek(&self) -> Option<char> {
        let frame = self.frames.last()?;
        match self.raw() {
            _ if frame.lead => Some(' '),
            None if !self.at_bottom() => Some(' '),
            c => c,
        }
    }

    /// Takes the next character, spaces around entities included.
    pub(super) fn bump(&mut self) -> Option<char> {
        let frame = self.frames.last_mut()?;
        if std::mem::take(&mut frame.lead) {
            return Some(' ');
        }
        match self.raw_bump() {
            None if !self.at_bottom() => {
                self.frames.pop();
                Some(' ')
            }
            c => c,
        }
    }

    /// Leaves entities that have been read to their end, where no space follows them.
    /// Never goes below `base`.
    pub(super) fn leave_ended(&mut self, base: Serial) {
        while self.serial() != base && !self.at_bottom() && self.raw().is_none() {
            self.frames.pop();
        }
    }

    /// Whether the text of this entity goes on with `text`.
    pub(super) fn starts_with(&self, text: &str) -> bool {
        self.frames.last().is_some_and(|f| !f.lead && f.text.get(f.at..).is_some_and(|rest| rest.starts_with(text)))
    }

    /// Takes `text` if the text of this entity goes on with it.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.starts_with(text);
        if let Some(frame) = self.frames.last_mut().filter(|_| found) {
            frame.at += text.len();
        }
        found
    }

    /// The character behind the next one in this entity.
    pub(super) fn second(&self) -> Option<char> {
        let frame = self.frames.last()?;
        frame.text.get(frame.at..)?.chars().nth(1)
    }

    /// The character that stands this many bytes on in this entity.
    pub(super) fn follows(&self, bytes: usize) -> Option<char> {
        let frame = self.frames.last()?;
        frame.text.get(frame.at + bytes..)?.chars().next()
    }

    /// The place of the next character, without length.
    pub(super) fn here(&mut self) -> Span {
        let Some(frame) = self.frames.last() else { return Span::new(self.source, 0, 0) };
        let (replacement, reference) = match &frame.origin {
            Origin::File(source) => return Span::new(*source, frame.at, frame.at),
            Origin::Entity { replacement, reference } => (replacement, *reference),
        };
        let home = replacement.home;
        let (way, place) = replacement.place(frame.at);
        let mut source = self.reach(home, reference);
        for (reference, home) in way {
            source = self.reach(home, Span { source, ..reference });
        }
        Span { source, ..place }
    }

    fn reach(&mut self, home: SourceId, reference: Span) -> SourceId {
        let sources = &mut *self.sources;
        *self.reached.entry((home, reference)).or_insert_with(|| sources.reenter(home, reference))
    }

    /// The characters of this entity up to one that `stop` names. Empty when the next character is to be
    /// looked at by itself: that one, or a line end.
    pub(super) fn run(&mut self, stop: impl Fn(char) -> bool) -> String {
        let Some(frame) = self.frames.last_mut() else { return String::new() };
        let text = frame.text.get(frame.at..).unwrap_or_default();
        let length = text.find(|c| c == '\r' || stop(c)).unwrap_or(text.len());
        frame.at += length;
        text.get(..length).unwrap_or_default().to_owned()
    }

    /// Takes the characters of this entity up to one that `stop` names.
    pub(super) fn skip(&mut self, stop: impl Fn(char) -> bool) {
        if let Some(frame) = self.frames.last_mut() {
            let text = frame.text.get(frame.at..).unwrap_or_default();
            frame.at += text.find(stop).unwrap_or(text.len());
        }
    }

    /// From a place to the next character. Where these are in two entities: the place.
    pub(super) fn since(&mut self, start: Span) -> Span {
        let end = self.here();
        if end.source == start.source && end.start > start.end { Span { end: end.start, ..start } } else { start }
    }

    /// The file that is read now, or that holds the reference to what is read: where relative identifiers begin.
    pub(super) fn file(&self) -> &Path {
        let file = self.frames.iter().rev().find_map(|frame| match frame.origin {
            Origin::File(source) => Some(source),
            Origin::Entity { .. } => None,
        });
        self.sources.path(file.unwrap_or(self.source))
    }

    /// Goes on with the replacement text of an entity. Of an external one, the text declaration comes first.
    pub(super) fn push(&mut self, name: &str, entity: &Rc<Entity>, reference: Span) -> Result<(), Fault> {
        if self.frames.iter().any(|frame| frame.entity.as_deref() == Some(name)) {
            let message = format!("the parameter entity `%{name};` refers to itself");
            return Err(Box::new(Diagnostic::error(reference, message).related(entity.span, "declared here")));
        }
        if self.frames.len() >= DEEPEST {
            return Err(fault(reference, format!("entities are nested deeper than {DEEPEST} levels")));
        }
        let (text, origin) = match &entity.value {
            Value::Internal(replacement) => {
                let origin = Origin::Entity { replacement: replacement.clone(), reference };
                (Arc::clone(&replacement.text), origin)
            }
            Value::External(identifier) => {
                let source = self.library.open(identifier, reference, entity.span, self.sources)?;
                (Arc::clone(self.sources.text(source)), Origin::File(source))
            }
            Value::Unparsed => return Err(fault(reference, format!("`{name}` is an unparsed entity"))),
        };
        self.spend(text.len(), reference)?;
        self.serial += 1;
        self.frames.push(Frame {
            serial: self.serial,
            text,
            at: 0,
            origin,
            entity: Some(name.to_owned()),
            lead: false,
        });
        Ok(())
    }

    /// Puts a space before what is left of this entity.
    pub(super) fn pad(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.lead = true;
        }
    }

    /// Counts one reference and what it brings.
    pub(super) fn spend(&mut self, bytes: usize, reference: Span) -> Result<(), Fault> {
        self.expanded += bytes;
        self.references += 1;
        if !self.exhausted() {
            return Ok(());
        }
        let (references, expanded, read) = (self.references, self.expanded, self.bytes());
        let message = "the entities of this DTD expand beyond the limit";
        let note = format!("{references} references have brought {expanded} bytes, for {read} bytes in the files");
        Err(Box::new(Diagnostic::error(reference, message).note(note)))
    }

    /// Whether the limits of expansion are passed; going on is of no use then.
    pub(super) fn exhausted(&self) -> bool {
        let read = self.bytes();
        self.expanded > EXPANDED.of(read) || self.references > REFERENCES.of(read)
    }

    /// The length of the files of the DTD, each once.
    fn bytes(&self) -> usize {
        self.sources.text(self.source).len() + self.library.bytes()
    }
}
