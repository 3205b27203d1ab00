//! Rust items as plain data: what [`crate::lower`] decides and [`crate::emit`] writes.
//!
//! No tokens here, and nothing of the schema but wire names and words for the
//! documentation. Every name is final, every cardinality chosen.

mod item;
mod key;
mod member;

pub use item::{
    Accessor, Choice, Conversion, DefaultAccessor, DefaultValue, Field, Struct, StructKind, Value, Values, Variant,
};
pub use key::key;
pub use member::{Binding, Cardinality, Member, Space, Type, Wire};

/// One generated file.
#[derive(Debug, Clone, Default)]
pub struct Module {
    /// The schema files that it comes from, as the header names them.
    pub sources: Vec<String>,
    /// The command that writes the file again, for the header.
    pub command: Option<String>,
    /// Path of the runtime crate, such as `::lip_types`.
    pub runtime: String,
    /// What the items derive beside what they always do.
    pub derives: Vec<Derive>,
    /// Attributes of single items, by their names.
    pub attributes: std::collections::BTreeMap<String, Vec<String>>,
    /// Whether the items have the JSON form of `lip_types::json`.
    pub serde: Option<Serde>,
    /// The namespace of the schema, if it has one.
    pub namespace: Option<Namespace>,
    /// Rust types of the elements with which a document begins, as the configuration names them.
    pub roots: Vec<String>,
    /// Structs and enums, in the order in which they are written.
    pub items: Vec<Item>,
}

/// A derive macro of another crate, for every generated type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derive {
    /// Its path, such as `::arbitrary::Arbitrary`.
    pub path: String,
    /// The feature of the crate with the generated code that turns it on; always on without one.
    pub feature: Option<String>,
    /// An attribute for fields that hold text, such as `arbitrary(with = ::lip_types::random::text)`.
    pub text: Option<String>,
}

/// The derive of the JSON form, which brings the traits of `serde`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serde {
    /// The feature of the crate with the generated code that turns it on; always on without one.
    pub feature: Option<String>,
}

/// The `NAMESPACE` item of a module.
#[derive(Debug, Clone)]
pub struct Namespace {
    /// The namespace URI; empty for a DTD without a namespace.
    pub uri: String,
    /// The system identifier of a DTD in which the elements have no namespace.
    pub dtd: Option<String>,
    /// Rust types of the global elements, sorted by wire name.
    pub declarations: Vec<String>,
}

/// A generated item.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Item {
    /// An element, a complex type or a group.
    Struct(Struct),
    /// A choice.
    Choice(Choice),
    /// An enumeration.
    Values(Values),
}

/// Documentation of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// Words of the schema: plain text, paragraphs apart by an empty line.
    pub schema: Option<String>,
    /// Our own lines, already Markdown, after the words of the schema.
    pub lines: Vec<String>,
}

impl Docs {
    /// One line of our own.
    pub fn line(line: impl Into<String>) -> Self {
        Self { schema: None, lines: vec![line.into()] }
    }

    /// The words of the schema, or a line of our own where it has none.
    pub fn schema_or(schema: Option<&String>, line: impl Into<String>) -> Self {
        match schema {
            Some(text) => Self { schema: Some(text.clone()), lines: Vec::new() },
            None => Self::line(line),
        }
    }
}

impl Item {
    /// The types of the same module that its members are of.
    pub fn own_types(&self) -> impl Iterator<Item = &str> {
        let (fields, variants) = match self {
            Self::Struct(item) => (item.fields.as_slice(), [].as_slice()),
            Self::Choice(item) => ([].as_slice(), item.variants.as_slice()),
            Self::Values(_) => ([].as_slice(), [].as_slice()),
        };
        let members = fields.iter().map(|field| &field.member).chain(variants.iter().map(|variant| &variant.payload));
        members.filter_map(|member| match &member.item {
            Type::Own(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The Rust name.
    pub fn name(&self) -> &str {
        match self {
            Self::Struct(item) => &item.name,
            Self::Choice(item) => &item.name,
            Self::Values(item) => &item.name,
        }
    }
}
