//! One thing that is wrong with a document.

use std::fmt;
use std::ops::Range;

use super::error::ErrorKind;

/// How bad a [`Finding`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The policy of the reader lets it pass; the value is there all the same.
    Warning,
    /// The document is refused.
    Error,
}

impl Severity {
    /// `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// An edit of the text that certainly mends a [`Finding`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repair {
    /// Bytes of the text, decoded to UTF-8 and without a byte order mark, as [`Finding::offset`] counts them.
    pub range: Range<usize>,
    /// What is to stand there.
    pub replacement: String,
}

/// A fault in a document: what, where, and what was expected.
///
/// ```
/// use lip_types::{FromXml, imslip::LearnerInformation};
/// let text = "<learnerinformation>\n  <goal/>\n  <gaol/>\n</learnerinformation>";
/// let findings = LearnerInformation::from_xml(text).unwrap_err();
/// let error = &findings[0];
/// assert_eq!((error.line(), error.column()), (3, 3));
/// assert_eq!(error.path(), "/learnerinformation/gaol");
/// assert_eq!(error.found(), "element `gaol`");
/// assert!(error.expected().unwrap().contains("`goal`"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    // Boxed: the happy way carries one word.
    pub(super) inner: Box<Inner>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Inner {
    pub(crate) kind: ErrorKind,
    pub(crate) severity: Severity,
    pub(crate) file: Option<String>,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) offset: usize,
    pub(crate) length: usize,
    pub(crate) path: String,
    pub(crate) found: String,
    pub(crate) expected: Option<String>,
    pub(crate) hint: Option<String>,
    pub(crate) repair: Option<Repair>,
}

impl Finding {
    pub(crate) fn new(inner: Inner) -> Self {
        Self { inner: Box::new(inner) }
    }

    /// The kind of fault.
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// Whether it is an error, or a warning under the policy of the reader.
    pub fn severity(&self) -> Severity {
        self.inner.severity
    }

    /// The code of the kind, such as `LIP0007`.
    pub fn code(&self) -> &'static str {
        self.inner.kind.code()
    }

    /// The file, when [`ReadOptions::file`](super::ReadOptions::file) named it.
    pub fn file(&self) -> Option<&str> {
        self.inner.file.as_deref()
    }

    /// The line, from 1. A line ends with LF, CR LF or a bare CR (XML 1.0, 2.11).
    pub fn line(&self) -> usize {
        self.inner.line
    }

    /// The column, from 1, in characters.
    pub fn column(&self) -> usize {
        self.inner.column
    }

    /// The offset in bytes, from 0, into the text as decoded to UTF-8.
    pub fn offset(&self) -> usize {
        self.inner.offset
    }

    /// The length in bytes of what stands in the wrong place; 0 where something is missing.
    pub fn length(&self) -> usize {
        self.inner.length
    }

    /// The bytes of what stands in the wrong place; empty where something is missing.
    pub fn range(&self) -> Range<usize> {
        self.inner.offset..self.inner.offset + self.inner.length
    }

    /// The element, or the attribute behind an `@`, as an XPath:
    /// `/learnerinformation/activity[2]/date`. Names carry a position when the
    /// element has siblings of the same name.
    pub fn path(&self) -> &str {
        &self.inner.path
    }

    /// What was found.
    pub fn found(&self) -> &str {
        &self.inner.found
    }

    /// What was expected in its place.
    pub fn expected(&self) -> Option<&str> {
        self.inner.expected.as_deref()
    }

    /// How to mend it, where that is known.
    pub fn hint(&self) -> Option<&str> {
        self.inner.hint.as_deref()
    }

    /// The edit that mends it, where that is certain.
    pub fn repair(&self) -> Option<&Repair> {
        self.inner.repair.as_ref()
    }

    /// One sentence without the place.
    pub fn message(&self) -> String {
        match &self.inner.expected {
            Some(expected) => format!("{}; expected {expected}", self.inner.found),
            None => self.inner.found.clone(),
        }
    }
}

/// `file:line:column: message [code] at path`
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = self.file() {
            write!(f, "{file}:")?;
        }
        write!(f, "{}:{}: {} [{}]", self.line(), self.column(), self.message(), self.code())?;
        if !self.path().is_empty() {
            write!(f, " at {}", self.path())?;
        }
        if let Some(hint) = self.hint() {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Finding {}
