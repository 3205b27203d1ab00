//! Elements that need themselves: no finite document can hold one.

use std::collections::{HashMap, HashSet};

use super::particle;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{ComplexType, Compositor, Element, ElementType, Name, Particle, Schema, Term};

pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    let mut finite = Finite { schema, elements: HashSet::new(), types: HashSet::new() };
    finite.grow();
    let global: HashMap<&Name, &Element> = schema.elements.iter().map(|e| (&e.name, e)).collect();
    for element in schema.elements.iter().filter(|e| !finite.elements.contains(&e.name)) {
        let way = finite.way(element, &global);
        let message =
            format!("no finite document can hold `{}`: it needs itself, or an element that does", element.name);
        diagnostics.push(Diagnostic::warning(element.origin, message).note(way));
    }
}

/// Elements and named types that a finite document can hold, as far as is known.
struct Finite<'s> {
    schema: &'s Schema,
    elements: HashSet<&'s Name>,
    types: HashSet<usize>,
}

impl<'s> Finite<'s> {
    /// Adds what needs only known ones, until nothing is added. Each round but the last one adds some;
    /// real schemas take a handful.
    fn grow(&mut self) {
        // Who waits for whom: an element is looked at again only when something that it names was added.
        let mut waiting: HashMap<Key<'s>, Vec<Key<'s>>> = HashMap::new();
        let mut pending = Vec::new();
        for element in &self.schema.elements {
            let key = Key::Element(&element.name);
            self.needs(&element.r#type, &mut |on| waiting.entry(on).or_default().push(key));
            pending.push(key);
        }
        for (id, r#type) in self.schema.types.iter().enumerate() {
            let key = Key::Type(id);
            content_needs(r#type, &mut |on| waiting.entry(on).or_default().push(key));
            pending.push(key);
        }
        let elements: HashMap<&Name, &Element> = self.schema.elements.iter().map(|e| (&e.name, e)).collect();
        while let Some(key) = pending.pop() {
            let added = match key {
                Key::Element(name) => {
                    let holds = elements.get(name).is_some_and(|e| self.element(&e.r#type));
                    holds && self.elements.insert(name)
                }
                Key::Type(id) => {
                    let holds = self.schema.types.get(id).is_some_and(|t| self.complex(t));
                    holds && self.types.insert(id)
                }
            };
            if added {
                pending.extend(waiting.remove(&key).unwrap_or_default());
            }
        }
    }

    fn needs(&self, r#type: &'s ElementType, visit: &mut impl FnMut(Key<'s>)) {
        match r#type {
            ElementType::Named(id) => visit(Key::Type(id.0)),
            ElementType::Anonymous(r#type) => content_needs(r#type, visit),
        }
    }

    fn element(&self, r#type: &ElementType) -> bool {
        match r#type {
            ElementType::Named(id) => self.types.contains(&id.0),
            ElementType::Anonymous(r#type) => self.complex(r#type),
        }
    }

    fn complex(&self, r#type: &ComplexType) -> bool {
        particle(&r#type.content).is_none_or(|p| self.particle(p))
    }

    fn particle(&self, particle: &Particle) -> bool {
        particle.occurs.min == 0
            || match &particle.term {
                Term::Element(name) => self.elements.contains(name),
                Term::Local(element) => self.element(&element.r#type),
                Term::Any => true,
                Term::Group(Compositor::Sequence, members) => members.iter().all(|m| self.particle(m)),
                Term::Group(Compositor::Choice, members) => members.iter().any(|m| self.particle(m)),
            }
    }

    /// From an element along what it needs, until an element comes again.
    fn way(&self, from: &'s Element, global: &HashMap<&'s Name, &'s Element>) -> String {
        let mut names: Vec<&str> = Vec::new();
        let mut seen = HashSet::new();
        let mut at = from;
        loop {
            names.push(&at.name.local);
            if !seen.insert(&at.name) || names.len() > 20 {
                break;
            }
            let r#type = match &at.r#type {
                ElementType::Named(id) => self.schema.types.get(id.0),
                ElementType::Anonymous(r#type) => Some(r#type),
            };
            let next = r#type.and_then(|t| particle(&t.content)).and_then(|p| self.missing(p));
            match next.and_then(|term| match term {
                Term::Local(element) => Some(&**element),
                Term::Element(name) => global.get(name).copied(),
                _ => None,
            }) {
                Some(element) => at = element,
                None => break,
            }
        }
        let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(" needs ")
    }

    /// The first element that a model needs and that no finite document holds.
    fn missing(&self, particle: &'s Particle) -> Option<&'s Term> {
        if self.particle(particle) {
            return None;
        }
        match &particle.term {
            Term::Group(_, members) => members.iter().find_map(|m| self.missing(m)),
            term => Some(term),
        }
    }
}

/// A global element or a named type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'s> {
    Element(&'s Name),
    Type(usize),
}

/// The elements and types that a content model names; the readers limit the depth.
fn content_needs<'s>(r#type: &'s ComplexType, visit: &mut impl FnMut(Key<'s>)) {
    let Some(particle) = particle(&r#type.content) else { return };
    let mut pending = vec![particle];
    while let Some(next) = pending.pop() {
        match &next.term {
            Term::Element(name) => visit(Key::Element(name)),
            Term::Group(_, members) => pending.extend(members),
            Term::Any => {}
            Term::Local(element) => match &element.r#type {
                ElementType::Named(id) => visit(Key::Type(id.0)),
                ElementType::Anonymous(r#type) => pending.extend(super::particle(&r#type.content)),
            },
        }
    }
}
