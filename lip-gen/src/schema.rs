//! What a schema means, whichever language it was written in.
//!
//! The readers ([`crate::read`]) produce a [`Schema`]; everything behind them
//! looks at nothing else. References to groups and entities are resolved here:
//! a content model holds elements, sequences and choices only. What was counted
//! on the way stands in [`Inventory`].

mod attribute;
mod content;
mod dump;
mod element;
mod lexical;
mod name;
mod order;
mod simple;
mod tidy;

pub use attribute::{Attribute, AttributeDefault, AttributeWildcard, ProcessContents};
pub use content::{Compositor, Content, Occurs, Particle, Term};
pub use dump::{content_model, simple_type};
pub use element::{ComplexType, Element, ElementType, TypeId};
pub(crate) use lexical::is_ncname;
pub use name::{Name, XML_NAMESPACE};
pub use simple::{Builtin, SimpleType};
pub use tidy::tidy;

use crate::source::Span;

/// A whole schema: `xsd:schema` with all it imports, or a DTD with its entities.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// `targetNamespace`; for a DTD, the `xmlns` that it fixes, if any.
    pub namespace: Option<String>,
    /// Text of the schema's own documentation, white space collapsed by paragraph.
    pub documentation: Option<String>,
    /// Global elements (`xsd:schema/xsd:element`, `<!ELEMENT>`) in the order of declaration.
    pub elements: Vec<Element>,
    /// Named complex types (`xsd:complexType` with `@name`) in the order of declaration.
    pub types: Vec<ComplexType>,
    /// What the schema text holds, for people.
    pub inventory: Inventory,
}

/// Counts of declarations, as written in the schema documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    /// Declared element types: global and local elements, `<!ELEMENT>`, each name once.
    pub elements: usize,
    /// Declared attribute definitions: `xsd:attribute` that is no reference counts once where
    /// it stands, a reference counts where it stands; each definition in an `<!ATTLIST>`
    /// of a declared element counts once, of several of one name the first.
    pub attributes: usize,
    /// Named simple and complex types.
    pub types: usize,
    /// Named model groups and attribute groups.
    pub groups: usize,
    /// Declared entities, general and parameter, those in external modules too; of several declarations of one, the
    /// first counts (XML 1.0, 4.2). The five that need no declaration count where they are declared.
    pub entities: usize,
}

impl Schema {
    /// The global element of this name.
    pub fn element(&self, name: &Name) -> Option<&Element> {
        self.elements.iter().find(|e| &e.name == name)
    }

    /// The named complex type behind an id.
    pub fn complex_type(&self, id: TypeId) -> &ComplexType {
        &self.types[id.0]
    }
}

/// Where a declaration stands; `None` for what no text declares (builtin attributes).
pub type Origin = Option<Span>;
