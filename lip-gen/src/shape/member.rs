//! What a field or a variant holds, and where that stands in a document.

/// The name of an element or attribute in documents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wire {
    /// Its namespace.
    pub space: Space,
    /// The local part.
    pub local: String,
}

/// The namespace of a wire name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Space {
    /// None.
    Unqualified,
    /// That of the module: its `NAMESPACE` item.
    Module,
    /// The namespace to which `xml` is bound.
    Xml,
    /// Another one.
    Uri(String),
}

/// Which part of the document a field or variant stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Binding {
    /// An attribute.
    Attribute(Wire),
    /// A child; with a name when the type has none of its own.
    Child(Option<Wire>),
    /// One of several alternatives.
    Choice,
    /// A sequence of its own.
    Group,
    /// Text.
    Text,
    /// Text and elements, mixed.
    Mixed,
    /// Open content.
    Any,
    /// Attributes that the schema leaves open.
    AnyAttributes,
    /// Comments and white space.
    Preserved,
}

/// How often, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// How often.
    pub cardinality: Cardinality,
    /// Whether one value stands in a box.
    pub boxed: bool,
    /// One value.
    pub item: Type,
}

/// How often something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cardinality {
    /// `T`
    One,
    /// `Option<T>`
    Optional,
    /// `Vec<T>`
    Any,
    /// `OneOrMore<T>`
    OneOrMore,
    /// `Bounded<T, MIN, MAX>`; without a maximum, `usize::MAX`.
    Bounded(u32, Option<u32>),
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// Generated in the same module.
    Own(String),
    /// An item of the runtime, such as `AnyContent`.
    Runtime(&'static str),
    /// An item of the runtime's `value` module.
    Value(&'static str),
    /// A type of the user's, by its path; with its name in documents if it has one of its own.
    Extern(String, Option<Wire>),
    /// `String`
    String,
}

impl Member {
    /// Whether it is `Box<T>`.
    pub fn is_box(&self) -> bool {
        self.boxed && self.cardinality == Cardinality::One
    }

    /// One value.
    pub fn one(item: Type) -> Self {
        Self { cardinality: Cardinality::One, boxed: false, item }
    }
}

impl Cardinality {
    /// Whether there may be more than one.
    pub fn repeats(self) -> bool {
        !matches!(self, Self::One | Self::Optional)
    }
}
