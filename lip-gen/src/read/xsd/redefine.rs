//! `xsd:redefine` (XSD 1.0 part 1, 4.2.2): a type or group takes the place of another of its name, and refers to that by its own name.
//!
//! The definition that is replaced is kept under a name that no document can write; what the new one says of its own name is said of
//! that. All else that refers to the name then means the new one.

use std::collections::{HashMap, HashSet};

use super::syntax::{
    AttributeUse, Attributes, ComplexType, Derivation, Document, Particle, Redefinable, Redefined, Ref, SimpleType,
    SimpleUse, Term, Variety,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Name, Occurs};
use crate::source::Span;

/// A group that does not refer to what it replaces: it must restrict it.
#[derive(Debug)]
pub(super) struct Narrowed {
    pub(super) kind: Redefinable,
    pub(super) new: Ref,
    pub(super) old: Ref,
}

/// Puts what is redefined in place.
pub(super) fn apply(documents: &mut [Document], diagnostics: &mut Diagnostics) -> Vec<Narrowed> {
    let mut narrowed: Vec<Narrowed> = Vec::new();
    let mut narrowed_at = HashMap::<Key, usize>::new();
    let mut times = HashMap::<Key, usize>::new();
    let mut places = places(documents);
    let redefined = documents.iter().enumerate().flat_map(|(at, d)| d.redefined.iter().map(move |new| (at, new.key())));
    let mut pending: HashSet<(usize, Key)> = redefined.collect();
    // What is referred to comes later: a redefinition of a redefinition finds it done.
    for at in (0..documents.len()).rev() {
        let redefined = documents.get_mut(at).map(|document| std::mem::take(&mut document.redefined));
        for new in redefined.into_iter().flatten() {
            let key = new.key();
            pending.remove(&(at, key.clone()));
            let time = times.entry(key.clone()).or_default();
            *time += 1;
            let before = if *time == 1 { "before".to_owned() } else { format!("before, {time}") };
            let old = Name { local: format!("{} ({before})", new.name.local), ..new.name.clone() };
            // One that is not done yet replaces this one.
            let is_old = |place: &Place| place.document != at && !pending.contains(&(place.document, key.clone()));
            let known = places.remove(&key).unwrap_or_default();
            let (olds, others): (Vec<_>, Vec<_>) = known.into_iter().partition(is_old);
            for place in &olds {
                if let Some(name) = documents.get_mut(place.document).and_then(|document| document.name_mut(*place)) {
                    name.clone_from(&old);
                }
            }
            let own: Vec<_> = others.iter().copied().filter(|place| place.document == at).collect();
            places.insert(key.clone(), others);
            if own.len() > 1 {
                let message = format!("the {} `{}` is redefined twice in one document", what(new.kind), new.name);
                diagnostics.push(Diagnostic::error(new.span, message));
                continue;
            }
            if olds.is_empty() {
                let what = what(new.kind);
                let message = format!("the {what} `{}` is not declared where it is redefined from", new.name);
                let diagnostic = Diagnostic::error(new.span, message);
                let is_element = documents.iter().any(|d| d.elements.iter().any(|element| element.name == new.name));
                diagnostics.push(match is_element {
                    true => diagnostic.help(format!(
                        "`{}` is an element, and only types and groups can be redefined; edit a copy of the schema instead",
                        new.name
                    )),
                    false => diagnostic,
                });
                continue;
            }
            if let Some(earlier) = narrowed_at.remove(&key).and_then(|earlier| narrowed.get_mut(earlier)) {
                earlier.new.name.clone_from(&old);
            }
            let Some(document) = documents.get_mut(at) else { continue };
            match document.refer(&own, &new.name, &old) {
                Ok(1) => {}
                Ok(0) if new.kind != Redefinable::Type => {
                    let reference = |name: &Name| Ref { name: name.clone(), span: new.span };
                    narrowed_at.insert(key, narrowed.len());
                    narrowed.push(Narrowed { kind: new.kind, new: reference(&new.name), old: reference(&old) });
                }
                Ok(0) => {
                    let message = format!("the new type `{0}` neither restricts nor extends `{0}`", new.name);
                    let help = format!("write `base=\"{}\"` in its restriction or extension", new.name.local);
                    diagnostics.push(Diagnostic::error(new.span, message).help(help));
                }
                Ok(_) => {
                    let message =
                        format!("the new {} `{}` refers to the old one more than once", what(new.kind), new.name);
                    diagnostics.push(Diagnostic::error(new.span, message));
                }
                Err(span) => {
                    let message = format!("the old group `{}` stands exactly once in the new one", new.name);
                    let help = "leave `minOccurs` and `maxOccurs` out, or write the whole model anew";
                    diagnostics.push(Diagnostic::error(span, message).help(help));
                }
            }
        }
    }
    narrowed
}

fn what(kind: Redefinable) -> &'static str {
    match kind {
        Redefinable::Type => "type",
        Redefinable::Group => "group",
        Redefinable::AttributeGroup => "attribute group",
    }
}

type Key = (Redefinable, Name);

impl Redefined {
    fn key(&self) -> Key {
        (self.kind, self.name.clone())
    }
}

/// Where a definition stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    document: usize,
    list: List,
    at: usize,
}

/// The lists of a document.
#[derive(Debug, Clone, Copy)]
enum List {
    Complex,
    Simple,
    Groups,
    AttributeGroups,
}

/// The definitions of the names that are redefined somewhere.
fn places(documents: &[Document]) -> HashMap<Key, Vec<Place>> {
    let mut places: HashMap<Key, Vec<Place>> =
        documents.iter().flat_map(|d| &d.redefined).map(|new| (new.key(), Vec::new())).collect();
    if places.is_empty() {
        return places;
    }
    for (document, d) in documents.iter().enumerate() {
        let complex = d.complex_types.iter().map(|t| t.name.as_ref()).enumerate();
        let simple = d.simple_types.iter().map(|t| t.name.as_ref()).enumerate();
        let groups = d.groups.iter().map(|g| Some(&g.name)).enumerate();
        let attribute_groups = d.attribute_groups.iter().map(|g| Some(&g.name)).enumerate();
        let all = complex
            .map(|(at, name)| (List::Complex, at, name))
            .chain(simple.map(|(at, name)| (List::Simple, at, name)))
            .chain(groups.map(|(at, name)| (List::Groups, at, name)))
            .chain(attribute_groups.map(|(at, name)| (List::AttributeGroups, at, name)));
        for (list, at, name) in all {
            let kind = match list {
                List::Complex | List::Simple => Redefinable::Type,
                List::Groups => Redefinable::Group,
                List::AttributeGroups => Redefinable::AttributeGroup,
            };
            let known = name.and_then(|name| places.get_mut(&(kind, name.clone())));
            known.into_iter().for_each(|known| known.push(Place { document, list, at }));
        }
    }
    places
}

impl Document {
    fn name_mut(&mut self, Place { list, at, .. }: Place) -> Option<&mut Name> {
        match list {
            List::Complex => self.complex_types.get_mut(at)?.name.as_mut(),
            List::Simple => self.simple_types.get_mut(at)?.name.as_mut(),
            List::Groups => self.groups.get_mut(at).map(|group| &mut group.name),
            List::AttributeGroups => self.attribute_groups.get_mut(at).map(|group| &mut group.name),
        }
    }

    /// Lets the new definition refer to the old one; how often it does. A group may stand once only: else its place.
    fn refer(&mut self, own: &[Place], name: &Name, old: &Name) -> Result<usize, Span> {
        let mut count = 0;
        for Place { list, at, .. } in own {
            let base = match list {
                List::Complex => self.complex_types.get_mut(*at).and_then(ComplexType::base_mut),
                List::Simple => self.simple_types.get_mut(*at).and_then(SimpleType::base_mut),
                List::Groups => {
                    let group = self.groups.get_mut(*at);
                    count += group.map_or(Ok(0), |group| group.particle.refer(name, old))?;
                    continue;
                }
                List::AttributeGroups => {
                    let group = self.attribute_groups.get_mut(*at);
                    count += group.map_or(0, |group| group.attributes.refer(name, old));
                    continue;
                }
            };
            count += base.map_or(0, |base| base.replace(name, old));
        }
        Ok(count)
    }
}

impl Ref {
    fn replace(&mut self, from: &Name, to: &Name) -> usize {
        let is = self.name == *from;
        if is {
            self.name.clone_from(to);
        }
        usize::from(is)
    }
}

impl ComplexType {
    fn base_mut(&mut self) -> Option<&mut Ref> {
        match &mut self.derivation {
            Derivation::None => None,
            Derivation::SimpleExtension(base)
            | Derivation::SimpleRestriction(base, _)
            | Derivation::ComplexExtension(base)
            | Derivation::ComplexRestriction(base) => Some(base),
        }
    }
}

impl SimpleType {
    fn base_mut(&mut self) -> Option<&mut Ref> {
        match &mut self.variety {
            Variety::Restriction { base: SimpleUse::Named(base), .. } => Some(base),
            Variety::Restriction { .. } | Variety::Union(_) => None,
        }
    }
}

impl Particle {
    /// Recursion is as deep as the syntax, which is bounded.
    fn refer(&mut self, from: &Name, to: &Name) -> Result<usize, Span> {
        match &mut self.term {
            Term::GroupRef(target) => {
                let replaced = target.replace(from, to);
                if replaced > 0 && self.occurs != Occurs::ONCE { Err(self.span) } else { Ok(replaced) }
            }
            Term::Model(_, particles) => particles.iter_mut().map(|particle| particle.refer(from, to)).sum(),
            Term::Ref(_) | Term::Local(_) | Term::Any(_) => Ok(0),
        }
    }
}

impl Attributes {
    fn refer(&mut self, from: &Name, to: &Name) -> usize {
        let groups = self.uses.iter_mut().filter_map(|r#use| match r#use {
            AttributeUse::Group(target) => Some(target),
            AttributeUse::Local(_) | AttributeUse::Ref { .. } => None,
        });
        groups.map(|target| target.replace(from, to)).sum()
    }
}
