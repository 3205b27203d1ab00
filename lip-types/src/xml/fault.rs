//! A fault on its way to becoming a [`Finding`]: an offset still, and no line.

use std::hash::Hash;
use std::ops::Range;

use super::error::ErrorKind;
use super::finding::{Finding, Inner, Repair, Severity};
use super::inline::Inlined;
use super::locate;
use super::outline::Outline;

/// A fault at an offset of the text that is scanned.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) kind: ErrorKind,
    pub(crate) at: usize,
    pub(crate) length: usize,
    pub(crate) found: String,
    expected: Option<String>,
    hint: Option<String>,
    repair: Option<Repair>,
    pub(crate) severity: Severity,
    /// The attribute that is wrong, when one is.
    attribute: Option<String>,
    /// Where the element begins that the path names, when it is not the one at `at`.
    owner: Option<usize>,
}

/// No words of a message are longer, in bytes.
const LONG: usize = 1 << 10;

pub(crate) type Scan<T> = Result<T, Box<Fault>>;

impl Fault {
    #[cold]
    pub(crate) fn new(kind: ErrorKind, at: usize, length: usize, found: impl Into<String>) -> Box<Self> {
        Box::new(Self {
            kind,
            at,
            length,
            found: found.into(),
            expected: None,
            hint: None,
            repair: None,
            severity: Severity::Error,
            attribute: None,
            owner: None,
        })
    }

    #[cold]
    pub(crate) fn syntax(at: usize, length: usize, found: impl Into<String>) -> Box<Self> {
        Self::new(ErrorKind::Syntax, at, length, found)
    }

    pub(crate) fn expected(mut self: Box<Self>, expected: impl Into<String>) -> Box<Self> {
        self.expected = Some(expected.into());
        self
    }

    pub(crate) fn hint(mut self: Box<Self>, hint: Option<String>) -> Box<Self> {
        self.hint = hint;
        self
    }

    pub(crate) fn attribute(mut self: Box<Self>, name: &str) -> Box<Self> {
        self.attribute = Some(name.to_owned());
        self
    }

    /// The attribute that is wrong, as written.
    pub(crate) fn attribute_name(&self) -> Option<&str> {
        self.attribute.as_deref()
    }

    /// What certainly mends it: other text for a range of bytes.
    pub(crate) fn repair(mut self: Box<Self>, range: Range<usize>, replacement: impl Into<String>) -> Box<Self> {
        self.repair = Some(Repair { range, replacement: replacement.into() });
        self
    }

    pub(crate) fn severity(mut self: Box<Self>, severity: Severity) -> Box<Self> {
        self.severity = severity;
        self
    }

    /// Makes what a document brought into its words short enough for as many as are told.
    pub(crate) fn shorten(&mut self) {
        let cut = |text: &mut String, most: usize| {
            if text.len() > most {
                text.truncate((0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0));
                text.push('…');
            }
        };
        cut(&mut self.found, LONG);
        self.hint.iter_mut().chain(&mut self.attribute).for_each(|text| cut(text, LONG));
        // All elements of a large schema may be in it.
        self.expected.iter_mut().for_each(|text| cut(text, 8 * LONG));
    }

    /// How many bytes it would put in place of others.
    pub(crate) fn repair_length(&self) -> usize {
        self.repair.as_ref().map_or(0, |repair| repair.replacement.len())
    }

    pub(crate) fn without_repair(&mut self) {
        self.repair = None;
    }

    pub(crate) fn expected_text(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// What tells it from another of its kind at its place.
    pub(crate) fn words(&self) -> impl Hash + '_ {
        (&self.found, &self.expected, &self.attribute)
    }

    /// The path is that of the element which begins there.
    pub(crate) fn inside(mut self: Box<Self>, owner: usize) -> Box<Self> {
        self.owner = Some(owner);
        self
    }

    /// The finding, with its line, column and path in a document whose element begins at `content`.
    #[cold]
    pub(crate) fn into_finding(mut self, text: &str, content: usize, file: Option<String>) -> Finding {
        self.shorten();
        let path = if self.at < content { String::new() } else { locate::path(text, content, self.at) };
        let place = locate::line_column(text, self.at);
        self.place(place, path, file)
    }

    /// Moves it to where it stands in the document as written.
    fn as_written(&mut self, inlined: &Inlined) {
        let (range, entity) = inlined.origin(&(self.at..self.at + self.length));
        if let Some(entity) = entity {
            self.found = format!("{}, in the entity `{entity}`", self.found);
        }
        (self.at, self.length) = (range.start, range.len());
        self.repair = self.repair.take().and_then(|repair| {
            let range = inlined.as_written(&repair.range).filter(|_| entity.is_none())?;
            Some(Repair { range, ..repair })
        });
    }

    fn place(self, (line, column): (usize, usize), mut path: String, file: Option<String>) -> Finding {
        let Self { kind, at, length, found, expected, hint, repair, severity, attribute, .. } = self;
        if let Some(attribute) = attribute {
            path.push_str("/@");
            path.push_str(&attribute);
        }
        Finding::new(Inner {
            kind,
            severity,
            file,
            line,
            column,
            offset: at,
            length,
            path,
            found,
            expected,
            hint,
            repair,
        })
    }
}

/// The findings of a document, in the order of their places. Where entities were written out, `inlined` tells from which text.
pub(crate) fn findings(
    mut faults: Vec<Fault>,
    text: &str,
    content: usize,
    outline: &Outline<'_>,
    inlined: Option<(&Inlined, &str)>,
    file: Option<&str>,
) -> Vec<Finding> {
    faults.sort_by_key(|fault| fault.at);
    let mut lines = locate::Lines::new(inlined.map_or(text, |(_, written)| written));
    let positions = outline.positions();
    let place = |mut fault: Fault| {
        let path =
            if fault.at < content { String::new() } else { outline.path(fault.owner.unwrap_or(fault.at), &positions) };
        if let Some((inlined, _)) = inlined {
            fault.as_written(inlined);
        }
        let line_column = lines.of(fault.at);
        fault.place(line_column, path, file.map(str::to_owned))
    };
    faults.into_iter().map(place).collect()
}
