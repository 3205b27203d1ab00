//! Attributes.

use super::{Name, Origin, SimpleType};

/// `xsd:attribute`, or one attribute definition of an `<!ATTLIST>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// The expanded name.
    pub name: Name,
    /// `xsd:documentation`.
    pub documentation: Option<String>,
    /// The type of the value.
    pub r#type: SimpleType,
    /// Whether it must be there, and what holds when it is not.
    pub default: AttributeDefault,
    /// Where it is declared.
    pub origin: Origin,
}

/// `@use` with `@default` and `@fixed`; `DefaultDecl` of a DTD (XML 1.0, production 60).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeDefault {
    /// `use="required"`, `#REQUIRED`.
    Required,
    /// `use="optional"`, `#IMPLIED`.
    Optional,
    /// `default="…"`.
    Value(String),
    /// `fixed="…"`, `#FIXED "…"`; `required` with `use="required"`.
    Fixed {
        /// The only value.
        value: String,
        /// Whether it must be written.
        required: bool,
    },
}

/// `xsd:anyAttribute`: attributes that the schema leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeWildcard {
    /// `namespace="##any"`.
    Any(ProcessContents),
}

/// `processContents` of a wildcard: what must be declared of that which it takes. The least strict first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProcessContents {
    /// Nothing.
    Skip,
    /// What is declared is valid.
    Lax,
    /// All is declared, and valid.
    Strict,
}

impl ProcessContents {
    /// The value of the attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Lax => "lax",
            Self::Strict => "strict",
        }
    }
}
