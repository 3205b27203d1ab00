//! Elements of one name in one content model have one type (XSD 1.0 part 1, 3.8.6
//! "Element Declarations Consistent").

use std::collections::HashMap;

use super::{leaves, name, particle, types};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{ComplexType, Content, Element, ElementType, Name, Schema, Term};

pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    let global: HashMap<&Name, &Element> = schema.elements.iter().map(|e| (&e.name, e)).collect();
    for owner in types(schema) {
        let Some(particle) = particle(&owner.r#type.content) else { continue };
        let mut seen: HashMap<&Name, &Element> = HashMap::new();
        leaves(particle, &mut |term| {
            let Some(name) = name(term) else { return };
            let element = match term {
                Term::Local(element) => element,
                _ => match global.get(name) {
                    Some(element) => *element,
                    None => return,
                },
            };
            let first = *seen.entry(name).or_insert(element);
            if !std::ptr::eq(first, element) && !same_type(first, element) {
                let message = format!("`{name}` stands twice in the content of {}, with two types", owner.what);
                diagnostics.push(Diagnostic::error(element.origin, message).related(first.origin, "the other type"));
            }
        });
    }
}

/// Two anonymous complex types are never one type, two references to a named or a builtin one are.
fn same_type(a: &Element, b: &Element) -> bool {
    let simple = |r#type: &ComplexType| match &r#type.content {
        Content::Simple(simple) if r#type.attributes.is_empty() => Some(simple.clone()),
        _ => None,
    };
    match (&a.r#type, &b.r#type) {
        (ElementType::Named(a), ElementType::Named(b)) => a == b,
        (ElementType::Anonymous(x), ElementType::Anonymous(y)) => {
            let any = |t: &ComplexType| t.content == Content::Any && t.attributes.is_empty();
            a.origin == b.origin || (any(x) && any(y)) || simple(x).is_some_and(|x| Some(x) == simple(y))
        }
        _ => false,
    }
}
