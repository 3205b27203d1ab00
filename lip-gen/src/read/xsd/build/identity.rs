//! Identity constraints: what `xsd:keyref` refers to (XSD 1.0 part 1, 3.11).

use std::collections::HashMap;

use super::super::syntax::{Document, Identity};
use super::{Builder, declare};
use crate::diagnostic::Diagnostic;

impl<'d> Builder<'d> {
    /// Identity constraints have names, and refer to one with as many fields (3.11.6).
    pub(super) fn identities(&mut self, documents: &'d [Document]) {
        let mut constraints = HashMap::new();
        for d in documents {
            let name = |identity: &'d Identity| (&identity.name, identity.span);
            declare("identity constraint", &d.identities, name, &mut constraints, self.diagnostics);
        }
        for identity in documents.iter().flat_map(|d| &d.identities) {
            let Some(target) = &identity.target else {
                self.error(identity.unsupported.clone());
                continue;
            };
            match constraints.get(&target.name) {
                Some(found) if found.is_reference => {
                    let message =
                        format!("`{}` is an `xsd:keyref` itself, and no `xsd:key` or `xsd:unique`", target.name);
                    self.error(Diagnostic::error(target.span, message).related(found.span, "declared here"));
                }
                Some(found) if found.fields != identity.fields => {
                    let message = format!("`{}` has another number of fields, {}", target.name, found.fields);
                    let diagnostic = Diagnostic::error(target.span, message).related(found.span, "declared here");
                    self.error(diagnostic.note(format!("this one has {}", identity.fields)));
                }
                Some(_) => self.error(identity.unsupported.clone()),
                None => self.undeclared("key", target),
            }
        }
    }
}
