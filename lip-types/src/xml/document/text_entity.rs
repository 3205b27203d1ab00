//! Entities that bring text alone: seen from their declarations, without expanding any.

use std::collections::HashMap;

use super::super::scan::{self, Reference};
use super::super::syntax::is_space;
use super::{Declarations, Entity};
use crate::value::Binding;

/// What an entity comes to that brings no elements, comments or instructions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextEntity {
    /// Bytes that are read for it, entities in it included.
    pub(crate) length: usize,
    /// White space alone, written as it is.
    is_space: bool,
    /// White space alone, by reference or as it is.
    is_white: bool,
}

impl TextEntity {
    /// Whether it may stand between elements (XML 1.0, 3.2.1; XSD 1.0 part 1, 3.4.4).
    pub(crate) fn is_blank(&self, binding: Binding) -> bool {
        if binding == Binding::Xsd { self.is_white } else { self.is_space }
    }
}

impl Declarations {
    /// All entities that bring text alone. One that refers to itself, to one that is not declared or to something outside
    /// of the document is none.
    pub(crate) fn texts(&self) -> HashMap<&str, TextEntity> {
        let mut texts: HashMap<&str, TextEntity> = HashMap::new();
        let mut waiting: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut ready: Vec<&str> = Vec::new();
        let mut open: HashMap<&str, usize> = HashMap::new();
        for (name, entity) in &self.entities {
            let Entity::Internal(text) = entity else { continue };
            let Some(inner) = references(text) else { continue };
            open.insert(name, inner.len());
            if inner.is_empty() {
                ready.push(name);
            }
            for other in inner {
                waiting.entry(other).or_default().push(name);
            }
        }
        while let Some(name) = ready.pop() {
            let Some(Entity::Internal(text)) = self.entities.get(name) else { continue };
            texts.insert(name, text_entity(text, &texts));
            for outer in waiting.remove(name).unwrap_or_default() {
                let Some(left) = open.get_mut(outer) else { continue };
                *left = left.saturating_sub(1);
                if *left == 0 {
                    ready.push(outer);
                }
            }
        }
        texts
    }
}

/// The entities that a text refers to; `None` when there is other markup in it.
fn references(text: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(mark) = scan::markup(text, at) {
        if scan::byte(text, mark) == b'<' {
            return None;
        }
        let (reference, end) = scan::reference(text, mark).ok()?;
        if let Reference::Entity(name) = reference {
            names.push(name);
        }
        at = end;
    }
    Some(names)
}

fn text_entity(text: &str, known: &HashMap<&str, TextEntity>) -> TextEntity {
    let blank = |part: &str| part.bytes().all(is_space);
    let mut entity = TextEntity { length: text.len() + 1, is_space: true, is_white: true };
    let mut at = 0;
    while let Some(mark) = scan::markup(text, at) {
        let Ok((reference, end)) = scan::reference(text, mark) else { break };
        let before = blank(&text[at..mark]);
        let inner = match reference {
            Reference::Char(c) => {
                TextEntity { length: 0, is_space: false, is_white: matches!(c, ' ' | '\t' | '\n' | '\r') }
            }
            Reference::Entity(name) => {
                known.get(name).copied().unwrap_or(TextEntity { length: 0, is_space: false, is_white: false })
            }
        };
        entity.length = entity.length.saturating_add(inner.length);
        entity.is_space &= before && inner.is_space;
        entity.is_white &= before && inner.is_white;
        at = end;
    }
    let rest = blank(&text[at..]);
    entity.is_space &= rest;
    entity.is_white &= rest;
    entity
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Limits;
    use crate::xml::document::Document;

    #[test]
    fn entities_of_text() {
        let text = "<!DOCTYPE a [<!ENTITY s ' '><!ENTITY t '&s;&#38;#32;&s;'><!ENTITY w '&s;x'><!ENTITY m '<b/>'>\
            <!ENTITY n '&m;'><!ENTITY l '&k;'><!ENTITY k '&l;'><!ENTITY o SYSTEM 'o'><!ENTITY p '&o;'>]><a/>";
        let document = Document::parse(text, &Limits::default()).unwrap();
        let texts = document.declarations.texts();
        let mut names: Vec<&str> = texts.keys().copied().collect();
        names.sort_unstable();
        assert_eq!(names, ["s", "t", "w"]);
        let blank = |name: &str| [Binding::Xsd, Binding::Dtd].map(|binding| texts[name].is_blank(binding));
        assert_eq!([blank("s"), blank("t"), blank("w")], [[true, true], [true, false], [false, false]]);
        assert!(texts["t"].length > 2 * texts["s"].length);
    }
}
