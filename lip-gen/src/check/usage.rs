//! Elements that nobody refers to.

use std::collections::HashSet;

use super::{leaves, particle, types};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Element, Schema, Term};

pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    for element in unreferenced(schema) {
        let message = format!("no element refers to `{}`: a document can only begin with it", element.name);
        diagnostics.push(Diagnostic::info(element.origin, message));
    }
}

pub(super) fn unreferenced(schema: &Schema) -> Vec<&Element> {
    let mut referred = HashSet::new();
    for owner in types(schema) {
        let Some(particle) = particle(&owner.r#type.content) else { continue };
        leaves(particle, &mut |term| {
            if let Term::Element(name) = term
                // An element in itself says nothing about others.
                && owner.element != Some(name)
            {
                referred.insert(name);
            }
        });
    }
    schema.elements.iter().filter(|e| !referred.contains(&e.name)).collect()
}
