//! Attributes of a type (XSD 1.0 part 1, 3.4.6; the validity constraints of XML 1.0, 3.3).

use std::collections::HashMap;

use super::types;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Attribute, Builtin, Schema, SimpleType};

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
