//! What is wrong with a JSON text.

use std::fmt;

use crate::xml::line_column;

/// Why a JSON text is not the value that it should be: what, where, and what was expected.
///
/// The place is that of the string or key that is wrong; otherwise the one at which the fault showed, as the end of an object that
/// lacks a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    line: usize,
    column: usize,
    offset: usize,
    length: usize,
    path: String,
    found: String,
    expected: Option<String>,
}

impl Error {
    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The place in bytes, from 0.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The length in bytes of what is wrong; 0 where it is a place between.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The keys and places in arrays that lead there, as in `#items[0].goal.date[0].datetime`; empty for the whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What stands there.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What should.
    pub fn expected(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// What was found, and what was expected.
    pub fn message(&self) -> String {
        match &self.expected {
            Some(expected) => format!("{}; expected {expected}", self.found),
            None => self.found.clone(),
        }
    }

    pub(super) fn at(text: &str, offset: usize, found: impl Into<String>, expected: impl Into<String>) -> Self {
        let (line, column) = line_column(text, offset);
        Self {
            line,
            column,
            offset,
            length: 0,
            path: String::new(),
            found: found.into(),
            expected: Some(expected.into()),
        }
    }

    /// The same in a text with so many bytes before it.
    pub(super) fn behind(mut self, before: usize) -> Self {
        self.offset += before;
        self
    }

    /// What `serde_json` says of a text.
    pub(super) fn of(text: &str, error: &serde_path_to_error::Error<serde_json::Error>) -> Self {
        let inner = error.inner();
        let message = inner.to_string();
        let place = format!(" at line {} column {}", inner.line(), inner.column());
        let message = message.strip_suffix(&place).unwrap_or(&message);
        // Its columns are bytes up to the place, which is behind what was read last.
        let lines = text.split_inclusive('\n').take(inner.line().saturating_sub(1));
        let start: usize = lines.map(str::len).sum();
        let mut offset = (start + inner.column().saturating_sub(1)).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let string = Some(offset).filter(|_| inner.is_data()).and_then(|end| Some((string(text, end)?, end + 1)));
        let (offset, length) = string.map_or((offset, 0), |(start, end)| (start, end - start));
        let (line, column) = line_column(text, offset);
        let (found, expected) = match message.rsplit_once(", expected ") {
            Some((found, expected)) => (found, Some(expected.to_owned())),
            None => (message, None),
        };
        let found = found.strip_prefix("found ").unwrap_or(found).to_owned();
        let path = error.path().to_string();
        Self { line, column, offset, length, path: if path == "." { String::new() } else { path }, found, expected }
    }
}

/// Where the string begins that ends with the quotation mark at `end`.
fn string(text: &str, end: usize) -> Option<usize> {
    let before = text.get(..end).filter(|_| text[end..].starts_with('"'))?;
    // A mark behind an odd number of `\\` is one of the string's.
    let is_bare = |at: &usize| before[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0;
    before.rmatch_indices('"').map(|(at, _)| at).find(is_bare)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message())?;
        match self.path.as_str() {
            "" => Ok(()),
            path => write!(f, " at {path}"),
        }
    }
}

impl std::error::Error for Error {}
