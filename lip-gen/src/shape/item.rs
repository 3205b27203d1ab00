//! Structs and enums.

use super::{Binding, Docs, Member, Type, Wire};

/// A struct.
#[derive(Debug, Clone)]
pub struct Struct {
    /// The Rust name.
    pub name: String,
    /// Documentation.
    pub docs: Docs,
    /// What it stands for.
    pub kind: StructKind,
    /// Fields, in the order in which they are written.
    pub fields: Vec<Field>,
    /// `From` the text of simple content.
    pub conversion: Option<Conversion>,
    /// Methods that answer the defaults of attributes.
    pub defaults: Vec<DefaultAccessor>,
    /// Iterators over one variant of a repeated choice.
    pub accessors: Vec<Accessor>,
}

impl Struct {
    /// Whether a value can be made from nothing.
    pub fn is_default(&self) -> bool {
        self.fields.iter().all(|field| !field.required)
    }
}

/// What a struct stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StructKind {
    /// An element with a name of its own.
    Element(Wire),
    /// A complex type: the member that holds it knows the element's name.
    Complex,
    /// A sequence that repeats, or is optional as a whole.
    Group,
}

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// The Rust name.
    pub name: String,
    /// Documentation.
    pub docs: Docs,
    /// Where its value stands in the document.
    pub binding: Binding,
    /// Its type.
    pub member: Member,
    /// Whether a constructor must be given it.
    pub required: bool,
}

/// `impl From<…>` of a struct with simple content.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Conversion {
    /// From `&str` and `String` into this field.
    Text(String),
    /// From the value of this field.
    Value(String, Type),
}

/// `fn …_or_default(&self)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultAccessor {
    /// The method's name.
    pub method: String,
    /// The field that it looks at.
    pub field: String,
    /// The attribute's name, as written.
    pub attribute: String,
    /// The answer when nothing was written.
    pub value: DefaultValue,
}

/// The default of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DefaultValue {
    /// The text of a lexical value.
    Text(String),
    /// A variant of an enumeration.
    Variant(String, String),
}

/// An iterator over one variant of a repeated choice.
#[derive(Debug, Clone)]
pub struct Accessor {
    /// The method's name.
    pub method: String,
    /// Documentation.
    pub docs: Docs,
    /// The field that holds the choice.
    pub field: String,
    /// The enum.
    pub choice: String,
    /// The variant.
    pub variant: String,
    /// What the variant holds.
    pub payload: Member,
    /// Whether the enum has no other variant.
    pub only: bool,
}

/// An enum of alternatives.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The Rust name.
    pub name: String,
    /// Documentation.
    pub docs: Docs,
    /// The alternatives.
    pub variants: Vec<Variant>,
    /// The variant that stands for nothing at all, if one may be empty.
    pub default: Option<String>,
}

/// One alternative of a choice.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The Rust name.
    pub name: String,
    /// Documentation.
    pub docs: Docs,
    /// What it stands for.
    pub binding: Binding,
    /// What it holds.
    pub payload: Member,
    /// Whether the enum is `From` the payload: no other variant holds the same type.
    pub convertible: bool,
}

/// An enumeration of texts.
#[derive(Debug, Clone)]
pub struct Values {
    /// The Rust name.
    pub name: String,
    /// Documentation.
    pub docs: Docs,
    /// The values, in the order of declaration.
    pub values: Vec<Value>,
}

/// One value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The Rust name.
    pub name: String,
    /// The text in the document.
    pub text: String,
    /// What the schema says of it.
    pub documentation: Option<String>,
}
