//! Attributes of a type (XSD 1.0 part 1, 3.4.6; the validity constraints of XML 1.0, 3.3).

use std::collections::HashMap;

use super::types;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Attribute, AttributeDefault, Builtin, Schema, SimpleType};

pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    for owner in types(schema) {
        let mut seen = HashMap::new();
        let mut id: Option<&Attribute> = None;
        for attribute in &owner.r#type.attributes {
            let place = attribute.origin.or(owner.span);
            if let Some(first) = seen.insert(&attribute.name, attribute.origin) {
                let message = format!("the attribute `{}` is declared twice in {}", attribute.name, owner.what);
                diagnostics.push(Diagnostic::error(place, message).related(first, "first here"));
            }
            default(attribute, diagnostics);
            if attribute.r#type != SimpleType::Builtin(Builtin::Id) {
                continue;
            }
            if let Some(first) = id {
                let message =
                    format!("{} has two attributes of type ID, `{}` and `{}`", owner.what, first.name, attribute.name);
                diagnostics.push(Diagnostic::error(place, message).related(first.origin, "the first one"));
            }
            id = id.or(Some(attribute));
        }
    }
}

/// A default is a value of the type, as far as value lists go, and an `ID` has none.
fn default(attribute: &Attribute, diagnostics: &mut Diagnostics) {
    let (AttributeDefault::Value(value) | AttributeDefault::Fixed { value, .. }) = &attribute.default else { return };
    match &attribute.r#type {
        SimpleType::Builtin(Builtin::Id) => {
            let message = format!("`{}` is of type ID and cannot have a default or a fixed value", attribute.name);
            diagnostics.push(Diagnostic::error(attribute.origin, message));
        }
        SimpleType::Enumeration { base, values, .. } if !values.contains(&base.normalize(value)) => {
            let message = format!("`{value}` is not a value of the attribute `{}`", attribute.name);
            let shown: Vec<_> = values.iter().take(12).map(|v| format!("`{v}`")).collect();
            let more = if values.len() > shown.len() { ", …" } else { "" };
            let note = format!("its values are {}{more}", shown.join(", "));
            diagnostics.push(Diagnostic::error(attribute.origin, message).note(note));
        }
        _ => {}
    }
}
