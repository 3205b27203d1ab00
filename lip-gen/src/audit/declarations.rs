//! The declarations of elements by name.

use std::collections::BTreeMap;

use super::{Difference, Kind, Side};
use crate::language::key;
use crate::schema::{ComplexType, Content, Element, ElementType, Schema, Term};

/// All declarations of each element. A DTD has one; an XSD may declare more of them in place.
pub(super) fn of(schema: &Schema) -> BTreeMap<String, Vec<&Element>> {
    let mut out: BTreeMap<String, Vec<&Element>> = BTreeMap::new();
    let mut elements: Vec<&Element> = schema.elements.iter().collect();
    for r#type in &schema.types {
        locals(r#type, &mut elements);
    }
    let mut at = 0;
    while let Some(&element) = elements.get(at) {
        if let ElementType::Anonymous(r#type) = &element.r#type {
            locals(r#type, &mut elements);
        }
        let known = out.entry(key(&element.name, schema.namespace.as_deref())).or_default();
        // What a group or a base type declares, each use of it repeats.
        if !known.iter().any(|other| other.r#type == element.r#type) {
            known.push(element);
        }
        at += 1;
    }
    out
}

/// Adds the elements that are declared in a type.
fn locals<'s>(r#type: &'s ComplexType, out: &mut Vec<&'s Element>) {
    let (Content::Elements(particle) | Content::Mixed(particle)) = &r#type.content else { return };
    let mut pending = vec![particle];
    while let Some(particle) = pending.pop() {
        match &particle.term {
            Term::Local(element) => out.push(element),
            // From left to right.
            Term::Group(_, members) => pending.extend(members.iter().rev()),
            Term::Element(_) | Term::Any => {}
        }
    }
}

pub(super) fn type_of<'s>(schema: &'s Schema, element: &'s Element) -> &'s ComplexType {
    match &element.r#type {
        ElementType::Anonymous(r#type) => r#type,
        ElementType::Named(id) => schema.complex_type(*id),
    }
}

/// An element that one of the two does not declare.
pub(super) fn missing(name: &str, declared: &[&Element], side: Side) -> Difference {
    let (here, there) = match side {
        Side::Dtd => ("XSD", "DTD"),
        Side::Xsd => ("DTD", "XSD"),
    };
    let message = format!("the element `{name}` is declared in the {here}, but not in the {there}");
    let span = declared.first().and_then(|element| element.origin);
    let difference = Difference::new(Kind::Element, name, message);
    match side {
        Side::Dtd => Difference { xsd_span: span, ..difference },
        Side::Xsd => Difference { dtd_span: span, ..difference },
    }
}

impl Difference {
    /// A difference without places.
    pub(super) fn new(kind: Kind, element: &str, message: String) -> Self {
        Self {
            kind,
            element: element.to_owned(),
            attribute: None,
            message,
            dtd: None,
            xsd: None,
            fragment: None,
            accepted: None,
            dtd_span: None,
            xsd_span: None,
        }
    }
}
