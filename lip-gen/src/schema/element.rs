//! Elements and their types.

use super::{Attribute, AttributeWildcard, Content, Name, Origin};

/// `xsd:element`, `<!ELEMENT>` with its `<!ATTLIST>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// The expanded name.
    pub name: Name,
    /// `xsd:documentation`, or the comment before the declaration in a DTD.
    pub documentation: Option<String>,
    /// What may stand in it.
    pub r#type: ElementType,
    /// Where it is declared.
    pub origin: Origin,
}

/// The type of an element.
#[derive(Debug, Clone, PartialEq)]
pub enum ElementType {
    /// Declared in place, or by a DTD.
    Anonymous(ComplexType),
    /// A named complex type of this schema.
    Named(TypeId),
}

/// Index of a named complex type in [`super::Schema::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// `xsd:complexType`; a simple type is a complex type without attributes.
#[derive(Debug, Clone, PartialEq)]
pub struct ComplexType {
    /// The name, if it has one.
    pub name: Option<Name>,
    /// `xsd:documentation`.
    pub documentation: Option<String>,
    /// Attributes, those of groups included, in the order of declaration.
    pub attributes: Vec<Attribute>,
    /// `xsd:anyAttribute`, if there is one.
    pub any_attribute: Option<AttributeWildcard>,
    /// What stands between the tags.
    pub content: Content,
    /// Where it is declared.
    pub origin: Origin,
}
