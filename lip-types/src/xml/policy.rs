//! What is let pass with a warning, and what becomes of it.

use super::error::ErrorKind;

/// What is done with elements, attributes and text that the schema does not know, or not at their place.
///
/// An element in the text of another is not left out, as that would be another text: it makes the element that
/// holds it one that its type [cannot hold](Values::Keep), and is an error with [`Ignore`](Self::Ignore).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Unknown {
    /// They are errors.
    #[default]
    Reject,
    /// They are reported, and kept beside the value of the element that they stand in: see
    /// [`Preserved::kept`](super::Preserved::kept). A value that keeps some is written only when
    /// [`WriteOptions::kept`](super::WriteOptions::kept) says so.
    Preserve,
    /// They are left out, and reported.
    Ignore,
}

/// Whether children may stand in another order than the schema gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Order {
    /// Another order is an error.
    #[default]
    Strict,
    /// They are read into their places, and reported. Of an element of the schema in open content, nothing is moved:
    /// there, another order is an error.
    Lenient,
}

/// What is done with what a type cannot hold: text that is no value of its datatype, an element in
/// which something required is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Values {
    /// It is an error.
    #[default]
    Strict,
    /// Where it is certain what was meant, as with the date `2000:11:06`, that is the value, and it is
    /// reported.
    ///
    /// Anything else is reported, and kept beside the value of the nearest element that can do without it: see
    /// [`Preserved::kept`](super::Preserved::kept). An attribute that need not be there is kept by its element;
    /// of an element, all that must be whole goes with it: the wrong `datetime` of a `date` takes the `date` along, which
    /// the `activity` around can do without. When not even the document element can, there is no value.
    Keep,
}

/// What is let pass, with a warning.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Policy {
    pub(crate) unknown: Unknown,
    pub(crate) order: Order,
    pub(crate) values: Values,
}

impl Policy {
    /// Whether anything is kept that a type has no place for.
    pub(crate) fn keeps(self) -> bool {
        self.unknown == Unknown::Preserve || self.values == Values::Keep
    }

    /// Whether an error stays one, whatever becomes of what it is in.
    pub(crate) fn is_strict(self) -> bool {
        self.unknown == Unknown::Reject && self.values == Values::Strict
    }

    /// Whether a fault is let pass where what it is in has been kept.
    pub(crate) fn forgives(self, kind: ErrorKind) -> bool {
        match kind {
            ErrorKind::UnexpectedElement | ErrorKind::UnexpectedText | ErrorKind::UnknownAttribute => {
                self.unknown == Unknown::Preserve
            }
            ErrorKind::Value
            | ErrorKind::UndeclaredEntity
            | ErrorKind::MissingElement
            | ErrorKind::MissingAttribute => self.values == Values::Keep,
            _ => false,
        }
    }
}

/// Whether a fault says nothing of an element that is no part of the value any more.
pub(crate) fn is_of_schema(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnexpectedElement
            | ErrorKind::UnexpectedText
            | ErrorKind::UnknownAttribute
            | ErrorKind::Value
            | ErrorKind::UndeclaredEntity
            | ErrorKind::MissingElement
            | ErrorKind::MissingAttribute
            | ErrorKind::Order
    )
}
