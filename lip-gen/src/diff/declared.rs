//! What a schema declares, by key.

use std::collections::BTreeMap;

use crate::schema::{ComplexType, Element, ElementType, Name, Schema};

/// How an element is called in a comparison: names of the schema's own namespace, and of none, are local parts.
pub(super) fn key(schema: &Schema, name: &Name) -> String {
    match &name.namespace {
        Some(uri) if name.namespace != schema.namespace => format!("{{{uri}}}{}", name.local),
        _ => name.local.clone(),
    }
}

/// The global elements.
pub(super) fn by_key(schema: &Schema) -> BTreeMap<String, &Element> {
    schema.elements.iter().map(|element| (key(schema, &element.name), element)).collect()
}

/// What an element is.
pub(super) fn type_of<'s>(schema: &'s Schema, element: &'s Element) -> &'s ComplexType {
    match &element.r#type {
        ElementType::Anonymous(r#type) => r#type,
        ElementType::Named(id) => schema.complex_type(*id),
    }
}

/// The names of the named types.
pub(super) fn types(schema: &Schema) -> BTreeMap<String, &ComplexType> {
    schema.types.iter().filter_map(|r#type| Some((key(schema, r#type.name.as_ref()?), r#type))).collect()
}
