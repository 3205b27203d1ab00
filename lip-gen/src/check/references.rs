//! Every name in a content model leads to one declared element, every type id to a type.

use std::collections::HashMap;

use super::{leaves, particle, types};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Element, ElementType, Schema, Term};

/// The readers report these at their places; a schema made by hand is checked here.
pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    let mut declared = HashMap::new();
    for element in &schema.elements {
        if let Some(first) = declared.insert(&element.name, element.origin) {
            let message = format!("the element `{}` is declared twice", element.name);
            diagnostics.push(Diagnostic::error(element.origin, message).related(first, "first here"));
        }
        known_type(element, schema, diagnostics);
    }
    for owner in types(schema) {
        let Some(particle) = particle(&owner.r#type.content) else { continue };
        leaves(particle, &mut |term| match term {
            Term::Element(name) if !declared.contains_key(name) => {
                let message = format!("the element `{name}`, in the content of {}, is not declared", owner.what);
                diagnostics.push(Diagnostic::error(owner.span, message));
            }
            Term::Local(element) => known_type(element, schema, diagnostics),
            _ => {}
        });
    }
}

fn known_type(element: &Element, schema: &Schema, diagnostics: &mut Diagnostics) {
    if let ElementType::Named(id) = element.r#type
        && schema.types.get(id.0).is_none()
    {
        let message = format!("the type of the element `{}` is not declared", element.name);
        diagnostics.push(Diagnostic::error(element.origin, message));
    }
}
