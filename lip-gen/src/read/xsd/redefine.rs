//! `xsd:redefine` (XSD 1.0 part 1, 4.2.2): a type or group takes the place of another of its name, and refers to that by its own name.
//!
//! The definition that is replaced is kept under a name that no document can write; what the new one says of its own name is said of
//! that. All else that refers to the name then means the new one.

use std::collections::HashMap;

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
    let mut times = HashMap::<_, usize>::new();
    // What is referred to comes later: a redefinition of a redefinition finds it done.
    for at in (0..documents.len()).rev() {
        let redefined = documents.get_mut(at).map(|document| std::mem::take(&mut document.redefined));
        for new in redefined.into_iter().flatten() {
            let time = times.entry((new.kind, new.name.clone())).or_default();
            *time += 1;
            let before = if *time == 1 { "before".to_owned() } else { format!("before, {time}") };
            let old = Name { local: format!("{} ({before})", new.name.local), ..new.name.clone() };
            let others = documents.iter_mut().enumerate().filter(|(other, document)| {
                // One that is not done yet replaces this one.
                let pending = |r: &Redefined| r.kind == new.kind && r.name == new.name;
                *other != at && !document.redefined.iter().any(pending)
            });
            let renamed = others.map(|(_, document)| rename(document, new.kind, &new.name, &old)).sum::<usize>();
            if renamed == 0 {
                let what = what(new.kind);
                let message = format!("the {what} `{}` is not declared where it is redefined from", new.name);
                diagnostics.push(Diagnostic::error(new.span, message));
                continue;
            }
            let earlier = narrowed.iter_mut().filter(|n| n.kind == new.kind && n.new.name == new.name);
            earlier.for_each(|narrowed| narrowed.new.name.clone_from(&old));
            let Some(document) = documents.get_mut(at) else { continue };
            match document.refer(&new, &old) {
                Ok(1) => {}
                Ok(0) if new.kind != Redefinable::Type => {
                    let reference = |name: &Name| Ref { name: name.clone(), span: new.span };
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

/// Gives a definition another name; how many there were.
fn rename(document: &mut Document, kind: Redefinable, from: &Name, to: &Name) -> usize {
    let mut renamed = 0;
    let mut change = |name: &mut Name| {
        if name == from {
            name.clone_from(to);
            renamed += 1;
        }
    };
    match kind {
        Redefinable::Type => {
            document.complex_types.iter_mut().filter_map(|t| t.name.as_mut()).for_each(&mut change);
            document.simple_types.iter_mut().filter_map(|t| t.name.as_mut()).for_each(&mut change);
        }
        Redefinable::Group => document.groups.iter_mut().for_each(|group| change(&mut group.name)),
        Redefinable::AttributeGroup => document.attribute_groups.iter_mut().for_each(|group| change(&mut group.name)),
    }
    renamed
}

impl Document {
    /// Lets the new definition refer to the old one; how often it does. A group may stand once only: else its place.
    fn refer(&mut self, new: &Redefined, old: &Name) -> Result<usize, Span> {
        let name = &new.name;
        Ok(match new.kind {
            Redefinable::Type => {
                let complex = self.complex_types.iter_mut().filter(|t| t.name.as_ref() == Some(name));
                let simple = self.simple_types.iter_mut().filter(|t| t.name.as_ref() == Some(name));
                let bases = complex.filter_map(ComplexType::base_mut).chain(simple.filter_map(SimpleType::base_mut));
                bases.map(|base| base.replace(name, old)).sum()
            }
            Redefinable::Group => {
                let mut count = 0;
                for group in self.groups.iter_mut().filter(|group| group.name == *name) {
                    count += group.particle.refer(name, old)?;
                }
                count
            }
            Redefinable::AttributeGroup => {
                let groups = self.attribute_groups.iter_mut().filter(|group| group.name == *name);
                groups.map(|group| group.attributes.refer(name, old)).sum()
            }
        })
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
            Term::Ref(_) | Term::Local(_) | Term::Any => Ok(0),
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
