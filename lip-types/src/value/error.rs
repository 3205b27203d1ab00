//! What a value was expected to be.

use std::borrow::Cow;
use std::fmt;

/// A text is not a value of the type that is wanted.
///
/// It says what was expected, in words for a person, and where one is known how to mend the text. What was found, and where, is said
/// by the reader or writer that asked for the value.
///
/// ```
/// use lip_types::value::ValueError;
///
/// let error = ValueError::new("a mark from 1 to 6").with_hint("write `1` for the best mark");
/// assert_eq!(error.to_string(), "expected a mark from 1 to 6; write `1` for the best mark");
/// assert_eq!(error.hint(), Some("write `1` for the best mark"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ValueError(Box<Parts>); // Boxed: values are read far more often than refused, and stay small in a `Result`.

#[derive(Debug, Clone, PartialEq, Eq)]
struct Parts {
    expected: Cow<'static, str>,
    hint: Option<Cow<'static, str>>,
    /// The text is a name of its type, of an entity that is not declared.
    is_undeclared_entity: bool,
}

impl ValueError {
    /// An error that says what was expected; `expected` goes on after the word "expected": ``a date such as `2000-11-06` ``.
    #[must_use]
    pub fn new(expected: impl Into<Cow<'static, str>>) -> Self {
        ValueError(Box::new(Parts { expected: expected.into(), hint: None, is_undeclared_entity: false }))
    }

    /// The same error with a way to mend the text, as an order: ``write `2000-11-06` ``.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// What was expected.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// How to mend the text, where that is known.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// The error of a name of an entity that the document does not declare.
    pub(super) fn undeclared_entity() -> Self {
        let mut error = ValueError::new("an unparsed entity that the DOCTYPE declares");
        error.0.is_undeclared_entity = true;
        error
    }

    pub(crate) fn is_undeclared_entity(&self) -> bool {
        self.0.is_undeclared_entity
    }

    /// The error of a type whose text could be read as `mended`.
    pub(super) fn mended(expected: &'static str, mended: Option<String>) -> Self {
        let error = ValueError::new(expected);
        match mended {
            Some(text) => error.with_hint(format!("write `{text}`")),
            None => error,
        }
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected())?;
        match self.hint() {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ValueError").field("expected", &self.0.expected).field("hint", &self.0.hint).finish()
    }
}

impl std::error::Error for ValueError {}
