//! A schema document as written: every construct with its place, names expanded,
//! nothing looked up (XSD 1.0 part 1, section 3).

mod attributes;
mod complex;
mod document;
mod facets;
mod identity;
mod markup;
mod particle;
mod simple;
mod unsupported;
mod ways;

use crate::diagnostic::Diagnostic;
use crate::schema::{AttributeDefault, Compositor, Name, Occurs, ProcessContents};
use crate::source::Span;

pub(super) use document::parse;
pub(super) use facets::{Facet, FacetKind, Facets};
pub(super) use ways::Ways;

/// The namespace of XML Schema 1.0.
pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// The namespace of `xsi:type` and its like.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// `xsd:schema`.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) span: Span,
    pub(super) target: Option<String>,
    pub(super) documentation: Option<String>,
    pub(super) references: Vec<DocumentReference>,
    pub(super) elements: Vec<Element>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) complex_types: Vec<ComplexType>,
    pub(super) simple_types: Vec<SimpleType>,
    pub(super) groups: Vec<Group>,
    pub(super) attribute_groups: Vec<AttributeGroup>,
    /// Which of the types and groups above stand in an `xsd:redefine`.
    pub(super) redefined: Vec<Redefined>,
    pub(super) notations: Vec<Notation>,
    pub(super) identities: Vec<Identity>,
    /// What of facets and identity constraints is not supported, if they are right.
    pub(super) unsupported: Vec<Diagnostic>,
    /// Element declarations, local ones included.
    pub(super) element_count: usize,
    /// Attribute declarations and references to attributes.
    pub(super) attribute_count: usize,
}

/// `xsd:notation`.
#[derive(Debug)]
pub(super) struct Notation {
    pub(super) name: Name,
    pub(super) span: Span,
}

/// `xsd:key`, `xsd:keyref` or `xsd:unique`.
#[derive(Debug)]
pub(super) struct Identity {
    pub(super) name: Name,
    pub(super) is_reference: bool,
    /// How many fields it has.
    pub(super) fields: usize,
    /// What an `xsd:keyref` refers to.
    pub(super) target: Option<Ref>,
    pub(super) span: Span,
    /// That it is not supported, if it is right.
    pub(super) unsupported: Diagnostic,
}

/// A type or a group that stands in an `xsd:redefine` (4.2.2).
#[derive(Debug)]
pub(super) struct Redefined {
    pub(super) kind: Redefinable,
    pub(super) name: Name,
    pub(super) span: Span,
}

/// A symbol space in which something can be redefined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Redefinable {
    Type,
    Group,
    AttributeGroup,
}

/// `xsd:import`, `xsd:include` or `xsd:redefine`.
#[derive(Debug)]
pub(super) struct DocumentReference {
    pub(super) span: Span,
    pub(super) location: Option<String>,
    pub(super) kind: ReferenceKind,
}

#[derive(Debug)]
pub(super) enum ReferenceKind {
    /// `xsd:include`, or `xsd:redefine`: an include that changes something.
    Include,
    Import(Option<String>),
}

/// A QName in an attribute value.
#[derive(Debug, Clone)]
pub(super) struct Ref {
    pub(super) name: Name,
    pub(super) span: Span,
}

/// `xsd:element` with `@name`.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: Name,
    pub(super) span: Span,
    pub(super) documentation: Option<String>,
    pub(super) r#type: ElementType,
    /// What may not be put in its place.
    pub(super) block: Ways,
}

#[derive(Debug)]
pub(super) enum ElementType {
    Named(Ref),
    Complex(Box<ComplexType>),
    Simple(Box<SimpleType>),
    /// No type is written: `xsd:anyType`.
    Unwritten,
}

/// `xsd:complexType`.
#[derive(Debug)]
pub(super) struct ComplexType {
    pub(super) name: Option<Name>,
    pub(super) span: Span,
    pub(super) documentation: Option<String>,
    pub(super) mixed: bool,
    /// What may not be derived from it.
    pub(super) r#final: Ways,
    pub(super) derivation: Derivation,
    pub(super) particle: Option<Particle>,
    pub(super) attributes: Attributes,
}

/// What the content of a complex type starts from.
#[derive(Debug)]
pub(super) enum Derivation {
    /// No `simpleContent` or `complexContent`.
    None,
    /// `xsd:simpleContent/xsd:extension/@base`
    SimpleExtension(Ref),
    /// `xsd:simpleContent/xsd:restriction`: its base, and the values that it allows.
    SimpleRestriction(Ref, Box<SimpleNarrowing>),
    /// `xsd:complexContent/xsd:extension/@base`
    ComplexExtension(Ref),
    /// `xsd:complexContent/xsd:restriction/@base`
    ComplexRestriction(Ref),
}

/// What stands in an `xsd:restriction` of simple content.
#[derive(Debug)]
pub(super) struct SimpleNarrowing {
    pub(super) span: Span,
    /// `xsd:simpleType`
    pub(super) r#type: Option<SimpleType>,
    pub(super) facets: Facets,
}

/// `xsd:group` with `@name`.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) name: Name,
    pub(super) span: Span,
    pub(super) particle: Particle,
}

#[derive(Debug)]
pub(super) struct Particle {
    pub(super) span: Span,
    pub(super) occurs: Occurs,
    pub(super) term: Term,
}

#[derive(Debug)]
pub(super) enum Term {
    Ref(Ref),
    Local(Box<Element>),
    GroupRef(Ref),
    Model(Compositor, Vec<Particle>),
    Any(ProcessContents),
}

/// The attributes of a complex type or of an attribute group.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    pub(super) uses: Vec<AttributeUse>,
    /// Those with `use="prohibited"`: a restriction takes them away.
    pub(super) prohibited: Vec<Name>,
    /// `xsd:anyAttribute namespace="##any"`
    pub(super) any: Option<ProcessContents>,
}

#[derive(Debug)]
pub(super) enum AttributeUse {
    Local(Attribute),
    Ref { target: Ref, default: Option<AttributeDefault> },
    Group(Ref),
}

/// `xsd:attribute` with `@name`.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: Name,
    pub(super) span: Span,
    pub(super) documentation: Option<String>,
    pub(super) r#type: SimpleUse,
    /// `None` when neither use, default nor fixed is written.
    pub(super) default: Option<AttributeDefault>,
}

/// `xsd:attributeGroup` with `@name`.
#[derive(Debug)]
pub(super) struct AttributeGroup {
    pub(super) name: Name,
    pub(super) span: Span,
    pub(super) attributes: Attributes,
}

/// `xsd:simpleType`.
#[derive(Debug)]
pub(super) struct SimpleType {
    pub(super) name: Option<Name>,
    pub(super) span: Span,
    /// What may not be derived from it.
    pub(super) r#final: Ways,
    pub(super) variety: Variety,
}

#[derive(Debug)]
pub(super) enum Variety {
    Restriction { base: SimpleUse, facets: Facets },
    Union(Vec<SimpleUse>),
}

/// `xsd:enumeration`.
#[derive(Debug)]
pub(super) struct EnumerationValue {
    pub(super) value: String,
    pub(super) documentation: Option<String>,
    pub(super) span: Span,
}

/// A simple type by name or in place.
#[derive(Debug)]
pub(super) enum SimpleUse {
    Named(Ref),
    Anonymous(Box<SimpleType>),
    /// No type is written: `xsd:anySimpleType`.
    Unwritten,
}
