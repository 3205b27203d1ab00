//! The words of our own in the documentation of generated items: Markdown, in short lines.

use std::collections::BTreeMap;

use super::recursion::complex_type;
use crate::schema::{ComplexType, Content, ElementType, Name, Particle, Schema, Term};
use crate::shape::Cardinality;

/// Which elements and complex types hold an element, in the order of declaration.
pub(super) fn parents(schema: &Schema) -> BTreeMap<Name, Vec<String>> {
    let mut parents = BTreeMap::new();
    for element in &schema.elements {
        held(complex_type(schema, &element.r#type), &element.name.local, &mut parents);
    }
    for r#type in &schema.types {
        // What an element of this type holds was counted with the element.
        let Some(name) = &r#type.name else { continue };
        let mut own = BTreeMap::new();
        held(r#type, &name.local, &mut own);
        for (child, names) in own {
            parents.entry(child).or_insert(names);
        }
    }
    parents
}

fn held(r#type: &ComplexType, parent: &str, parents: &mut BTreeMap<Name, Vec<String>>) {
    if let Content::Elements(particle) | Content::Mixed(particle) = &r#type.content {
        held_by_particle(particle, parent, parents);
    }
}

fn held_by_particle(particle: &Particle, parent: &str, parents: &mut BTreeMap<Name, Vec<String>>) {
    match &particle.term {
        Term::Element(name) => {
            let list = parents.entry(name.clone()).or_default();
            if list.last().is_none_or(|last| last != parent) {
                list.push(parent.to_owned());
            }
        }
        Term::Local(element) => {
            if let ElementType::Anonymous(r#type) = &element.r#type {
                held(r#type, parent, parents);
            }
        }
        Term::Any => {}
        Term::Group(_, parts) => parts.iter().for_each(|part| held_by_particle(part, parent, parents)),
    }
}

/// A text as Markdown code.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        return "the empty text".to_owned();
    }
    let text = text.replace(['\r', '\n', '\t'], " ");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// How often something stands.
pub(super) fn times(cardinality: Cardinality) -> String {
    match cardinality {
        Cardinality::One => "exactly once".to_owned(),
        Cardinality::Optional => "at most once".to_owned(),
        Cardinality::Any => "any number".to_owned(),
        Cardinality::OneOrMore => "one or more".to_owned(),
        Cardinality::Bounded(min, Some(max)) if min == max => format!("{min} times"),
        Cardinality::Bounded(min, Some(max)) => format!("{min} to {max} times"),
        Cardinality::Bounded(min, None) => format!("{min} times or more"),
    }
}

/// The first sentence of a text.
pub(super) fn first_sentence(text: &str) -> String {
    let paragraph = text.trim().split("\n\n").next().unwrap_or_default();
    let paragraph = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = paragraph.match_indices(". ").map(|(at, _)| at);
    // A small letter goes on with the sentence: "e.g. this".
    let mut ends = ends.filter(|at| !paragraph[at + 2..].starts_with(|c: char| c.is_lowercase()));
    match ends.next() {
        Some(end) => paragraph[..=end].to_owned(),
        None => paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences() {
        assert_eq!(first_sentence("One. Two."), "One.");
        assert_eq!(first_sentence("One, e.g. this. Two."), "One, e.g. this.");
        assert_eq!(first_sentence("One\nline\n\nOther"), "One line");
        assert_eq!(first_sentence(""), "");
    }

    #[test]
    fn codes() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code(""), "the empty text");
    }
}
