//! A fault on its way to becoming a [`Finding`]: an offset still, and no line.

use std::ops::Range;

use super::error::ErrorKind;
use super::finding::{Finding, Inner, Repair, Severity};
use super::locate;

/// A fault at an offset of the text that is scanned.
#[derive(Debug)]
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
}

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

    /// What certainly mends it: other text for a range of bytes.
    #[expect(dead_code, reason = "for the rules that are to come")]
    pub(crate) fn repair(mut self: Box<Self>, range: Range<usize>, replacement: impl Into<String>) -> Box<Self> {
        self.repair = Some(Repair { range, replacement: replacement.into() });
        self
    }

    pub(crate) fn severity(mut self: Box<Self>, severity: Severity) -> Box<Self> {
        self.severity = severity;
        self
    }

    /// The finding, with its line, column and path in a document whose element begins at `content`.
    #[cold]
    pub(crate) fn into_finding(self, text: &str, content: usize, file: Option<String>) -> Finding {
        let Self { kind, at, length, found, expected, hint, repair, severity, attribute } = self;
        let (line, column) = locate::line_column(text, at);
        let mut path = if at < content { String::new() } else { locate::path(text, content, at) };
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

/// A finding about an element that has been read, by its path: for rules that look at values. One that is not
/// found there (an entity may hold it) is told at the document element.
#[cold]
#[expect(clippy::boxed_local, reason = "faults come boxed, to keep results small")]
#[expect(dead_code, reason = "for the rules that are to come")]
pub(crate) fn at_path(text: &str, content: usize, file: Option<&str>, path: &str, mut fault: Box<Fault>) -> Finding {
    let found = locate::element(text, content, path);
    (fault.at, fault.length) = found.unwrap_or((content, 0));
    let mut finding = fault.into_finding(text, content, file.map(str::to_owned));
    path.clone_into(&mut finding.inner.path);
    finding
}
