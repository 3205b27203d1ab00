//! What a document holds and its type has no place for.

use super::source::Raw;
use crate::ext::{AnyAttribute, AnyElement};

/// Something that a document holds and its type has no place for; see [`Preserved::kept`](super::Preserved::kept).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kept {
    /// An attribute of the element.
    Attribute(AnyAttribute),
    /// A child of the element.
    Element(Box<AnyElement>),
    /// Text between the children of the element.
    Text(String),
}

/// Where it was kept.
#[derive(Clone)]
pub(crate) struct Place {
    /// Where it stood in its document.
    pub(crate) at: usize,
    /// How many children of the value stand before it.
    pub(crate) before: usize,
    /// As written, if that was kept and does not stand in it already.
    pub(crate) raw: Option<Raw>,
}

impl Kept {
    /// As a step of a path.
    pub(crate) fn step(&self) -> String {
        match self {
            Self::Attribute(attribute) => format!("@{}", with_prefix(&attribute.prefix, &attribute.local)),
            Self::Element(element) => with_prefix(&element.prefix, &element.local),
            Self::Text(_) => "text()".to_owned(),
        }
    }
}

fn with_prefix(prefix: &str, local: &str) -> String {
    if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") }
}
