//! Content models.

use super::{Name, SimpleType};

/// What may stand between the tags of an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// `EMPTY`; a complex type without particle.
    Empty,
    /// Text of a simple type; `(#PCDATA)`.
    Simple(SimpleType),
    /// Element content: `children` (XML 1.0, production 47).
    Elements(Particle),
    /// Mixed content: text between the elements of the model.
    Mixed(Particle),
    /// `ANY`, `xsd:anyType`: any elements and text.
    Any,
}

/// A term with the number of times it may stand (XSD 1.0, 3.9).
#[derive(Debug, Clone, PartialEq)]
pub struct Particle {
    /// How often.
    pub occurs: Occurs,
    /// What.
    pub term: Term,
}

/// `minOccurs` and `maxOccurs`; `?`, `*` and `+` in a DTD.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Occurs {
    /// At least.
    pub min: u32,
    /// At most; `None` for `unbounded`.
    pub max: Option<u32>,
}

/// An element, or a group of particles.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A reference to a global element.
    Element(Name),
    /// An element declared in place (XSD only); its name and its type.
    Local(Box<super::Element>),
    /// `xsd:any`.
    Any,
    /// A sequence or a choice.
    Group(Compositor, Vec<Particle>),
}

/// How the particles of a group go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compositor {
    /// `xsd:sequence`; `(a, b)`.
    Sequence,
    /// `xsd:choice`; `(a | b)`.
    Choice,
}

impl Occurs {
    /// Exactly once.
    pub const ONCE: Self = Self { min: 1, max: Some(1) };
    /// `?`
    pub const OPTIONAL: Self = Self { min: 0, max: Some(1) };
    /// `*`
    pub const ANY: Self = Self { min: 0, max: None };
    /// `+`
    pub const ONE_OR_MORE: Self = Self { min: 1, max: None };
}
