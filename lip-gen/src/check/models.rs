//! Elements that are declared with several models: right in an XSD, hard to use, and nothing that a DTD can say.

use std::collections::HashMap;

use super::{leaves, particle, types};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{ComplexType, Element, ElementType, Name, Schema, SimpleType, Term, content_model, simple_type};

pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    let mut first: HashMap<&Name, (&Element, String)> = HashMap::new();
    for element in &schema.elements {
        first.insert(&element.name, (element, model(schema, element)));
    }
    for owner in types(schema) {
        let Some(particle) = particle(&owner.r#type.content) else { continue };
        leaves(particle, &mut |term| {
            let Term::Local(element) = term else { return };
            let model = model(schema, element);
            let (known, other) = first.entry(&element.name).or_insert_with(|| (element, model.clone()));
            if *other != model {
                let message = format!("`{}` is declared with two models", element.name);
                diagnostics.push(Diagnostic::info(element.origin, message).label(model).related(known.origin, &*other));
            }
        });
    }
}

/// What the element may hold, in words: names of types do not count.
fn model(schema: &Schema, element: &Element) -> String {
    let r#type: Option<&ComplexType> = match &element.r#type {
        ElementType::Anonymous(r#type) => Some(r#type),
        ElementType::Named(id) => schema.types.get(id.0),
    };
    let Some(r#type) = r#type else { return String::new() };
    let attributes = r#type.attributes.iter().map(|attribute| format!(" @{}", attribute.name));
    let values = r#type.attributes.iter().map(|attribute| match &attribute.r#type {
        values @ SimpleType::Enumeration { .. } => simple_type(values),
        _ => String::new(),
    });
    let attributes: String = attributes.zip(values).map(|(name, values)| name + &values).collect();
    content_model(&r#type.content) + &attributes
}
