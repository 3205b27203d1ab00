//! References to general entities in content (XML 1.0, sections 4.1, 4.3.2 and 4.4).

use super::super::document::Entity;
use super::super::error::ErrorKind;
use super::super::fault::{Fault, Scan};
use super::Reader;

/// A text that goes on when the entity behind it has been read.
pub(super) struct Input<'x> {
    pub(super) text: &'x str,
    /// Where the reference stands, and where the text goes on.
    pub(super) reference: usize,
    pub(super) resume: usize,
    pub(super) entity: &'x str,
    pub(super) open: usize,
}

impl<'x> Reader<'x> {
    /// Goes on in the replacement text of an entity (section 4.4.2).
    pub(super) fn enter(&mut self, name: &'x str, resume: usize) -> Scan<()> {
        let (at, length) = (self.at, resume - self.at);
        let fault = |found: String| Fault::new(ErrorKind::Entity, at, length, found);
        let replacement = match self.document.declarations.entities.get(name) {
            Some(Entity::Internal(replacement)) => replacement,
            Some(Entity::External) => {
                return Err(fault(format!("the external entity `{name}`, which is never opened"))
                    .expected("its text in the document"));
            }
            Some(Entity::Unparsed(_)) => {
                return Err(fault(format!("a reference to the unparsed entity `{name}`"))
                    .expected("its name in an attribute of type ENTITY"));
            }
            None => return Err(fault(format!("the undeclared entity `{name}`")).expected("a declared entity")),
        };
        if self.inputs.iter().any(|i| i.entity == name) {
            return Err(fault(format!("the entity `{name}`, which refers to itself")).expected("an entity that ends"));
        }
        if self.would_expand_too_much(name) {
            return Err(Fault::new(ErrorKind::Limit, at, length, "entities that expand to too much")
                .expected("what `Limits` allows"));
        }
        self.expanded += replacement.len() + 1;
        if self.inputs.len() >= self.limits.entity_depth || self.expands_too_much() {
            let found = if self.expands_too_much() {
                format!("entities that expand to {} bytes", self.expanded)
            } else {
                format!("more than {} entities inside one another", self.limits.entity_depth)
            };
            return Err(Fault::new(ErrorKind::Limit, at, length, found).expected("what `Limits` allows"));
        }
        self.inputs.push(Input { text: self.text, reference: at, resume, entity: name, open: self.open.len() });
        self.text = replacement;
        self.at = 0;
        Ok(())
    }

    /// Whether an entity with all that it refers to is too much: seen before any of it is read.
    pub(super) fn would_expand_too_much(&self, name: &str) -> bool {
        let total = self.document.declarations.totals.get(name);
        total.is_some_and(|total| self.limits.exceeded(self.expanded.saturating_add(*total), self.document.text.len()))
    }

    pub(super) fn expands_too_much(&self) -> bool {
        self.limits.exceeded(self.expanded, self.document.text.len())
    }

    /// Goes on behind the reference; `false` at the end of the document.
    pub(super) fn leave(&mut self) -> Scan<bool> {
        let Some(input) = self.inputs.pop() else { return Ok(false) };
        if input.open != self.open.len() {
            let name = input.entity;
            self.inputs.push(input);
            // Section 4.3.2: an element begins and ends in one entity.
            return Err(Fault::syntax(self.at, 0, format!("the end of the entity `{name}` inside an element"))
                .expected("the end tag"));
        }
        self.text = input.text;
        self.at = input.resume;
        Ok(true)
    }
}
