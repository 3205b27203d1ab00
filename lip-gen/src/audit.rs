//! A DTD against an XSD of the same format.
//!
//! Both must declare the same elements, with the same content models and attributes. What a DTD
//! cannot say is left out of the comparison: datatypes of text, and of attributes that are
//! no enumeration.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{
    Attribute, AttributeDefault, ComplexType, Content, Element, ElementType, Schema, SimpleType, content_model,
};

/// Pushes a warning for every difference, at its place in the DTD or the XSD. The types come from the XSD
/// all the same, so that an edit of one file shows what it does before the other one follows.
pub fn audit(dtd: &Schema, xsd: &Schema, diagnostics: &mut Diagnostics) {
    let in_dtd = by_name(dtd);
    let in_xsd = by_name(xsd);
    for (name, element) in &in_dtd {
        match in_xsd.get(name) {
            Some(other) => compare((dtd, element), (xsd, other), diagnostics),
            None => diagnostics.push(Diagnostic::warning(
                element.origin,
                format!("the element `{name}` is declared in the DTD, but not in the XSD"),
            )),
        }
    }
    for (name, element) in in_xsd.iter().filter(|(name, _)| !in_dtd.contains_key(*name)) {
        let message = format!("the element `{name}` is declared in the XSD, but not in the DTD");
        diagnostics.push(Diagnostic::warning(element.origin, message));
    }
}

/// A DTD has no namespaces: local names of the schema's own elements are what can be compared.
fn by_name(schema: &Schema) -> BTreeMap<&str, &Element> {
    let own = schema.elements.iter().filter(|e| e.name.namespace.is_none() || e.name.namespace == schema.namespace);
    own.map(|element| (element.name.local.as_str(), element)).collect()
}

fn compare((dtd, a): (&Schema, &Element), (xsd, b): (&Schema, &Element), diagnostics: &mut Diagnostics) {
    let name = &a.name.local;
    let (in_dtd, in_xsd) = (type_of(dtd, a), type_of(xsd, b));
    let (model, other) = (erased(&in_dtd.content), erased(&in_xsd.content));
    if model != other {
        diagnostics.push(
            Diagnostic::warning(a.origin, format!("the content of `{name}` is not the same in DTD and XSD"))
                .label(model)
                .related(b.origin, other),
        );
    }
    let attributes: BTreeMap<_, _> = in_dtd.attributes.iter().map(|at| (at.name.to_string(), at)).collect();
    let others: BTreeMap<_, _> = in_xsd.attributes.iter().map(|at| (at.name.to_string(), at)).collect();
    for (attribute, at) in &attributes {
        match others.get(attribute) {
            None => diagnostics.push(Diagnostic::warning(
                at.origin.or(a.origin),
                format!("the attribute `{attribute}` of `{name}` is declared in the DTD, but not in the XSD"),
            )),
            Some(other) if shown(at) != shown(other) => diagnostics.push(
                Diagnostic::warning(
                    at.origin.or(a.origin),
                    format!("the attribute `{attribute}` of `{name}` is not the same in DTD and XSD"),
                )
                .label(shown(at))
                .related(other.origin.or(b.origin), shown(other)),
            ),
            Some(_) => {}
        }
    }
    for (attribute, at) in others.iter().filter(|(attribute, _)| !attributes.contains_key(*attribute)) {
        let message = format!("the attribute `{attribute}` of `{name}` is declared in the XSD, but not in the DTD");
        diagnostics.push(Diagnostic::warning(at.origin.or(b.origin), message));
    }
}

fn type_of<'s>(schema: &'s Schema, element: &'s Element) -> &'s ComplexType {
    match &element.r#type {
        ElementType::Anonymous(r#type) => r#type,
        ElementType::Named(id) => schema.complex_type(*id),
    }
}

fn erased(content: &Content) -> String {
    match content {
        Content::Simple(_) => "(#PCDATA)".to_owned(),
        content => content_model(content),
    }
}

/// Values and use.
fn shown(attribute: &Attribute) -> String {
    let mut text = match &attribute.r#type {
        SimpleType::Enumeration { values, .. } if !attribute.name.is_xml() => format!("{{{}}} ", values.join("|")),
        _ => String::new(),
    };
    text += &match &attribute.default {
        AttributeDefault::Required => "required".to_owned(),
        AttributeDefault::Optional => "optional".to_owned(),
        AttributeDefault::Value(value) => format!("default={value}"),
        AttributeDefault::Fixed { value, .. } => format!("fixed={value}"),
    };
    text
}
