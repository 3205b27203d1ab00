//! A fault on its way to becoming an [`Error`]: an offset still, and no line.

use super::error::{Error, ErrorKind, Inner};
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
    /// The attribute that is wrong, when one is.
    attribute: Option<String>,
}

pub(crate) type Scan<T> = Result<T, Box<Fault>>;

impl Fault {
    #[cold]
    pub(crate) fn new(kind: ErrorKind, at: usize, length: usize, found: impl Into<String>) -> Box<Self> {
        Box::new(Self { kind, at, length, found: found.into(), expected: None, hint: None, attribute: None })
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

    /// The error, with its line, column and path in a document whose element begins at `content`.
    #[cold]
    pub(crate) fn into_error(self, text: &str, content: usize, file: Option<String>) -> Error {
        let Self { kind, at, length, found, expected, hint, attribute } = self;
        let (line, column) = locate::line_column(text, at);
        let mut path = if at < content { String::new() } else { locate::path(text, content, at) };
        if let Some(attribute) = attribute {
            path.push_str("/@");
            path.push_str(&attribute);
        }
        Error::new(Inner { kind, file, line, column, offset: at, length, path, found, expected, hint })
    }
}
