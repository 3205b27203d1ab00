//! What a restriction may put in the place of an element or a wildcard: the same name with a type that is derived by restriction, or
//! a wildcard that is as strict (XSD 1.0 part 1, 3.9.6 "Particle Restriction OK", 3.4.6 "Type Derivation OK").

use std::collections::{HashMap, HashSet};

use super::super::syntax::{ComplexType, Derivation, Element, ElementType, Particle, Ref, Term, Ways};
use super::simple::is_any_type;
use super::{Builder, DEEPEST};
use crate::diagnostic::Diagnostic;
use crate::schema::{Name, ProcessContents, SimpleType};
use crate::source::Span;

/// The elements and wildcards of a content model, as declared. Groups are followed once.
#[derive(Debug, Default)]
pub(super) struct Leaves<'s> {
    elements: Vec<&'s Element>,
    wildcards: Vec<(ProcessContents, Span)>,
}

/// The type of an element, as far as derivations tell it apart.
enum Kind<'s> {
    /// `xsd:anyType`
    Any,
    Simple(SimpleType),
    Complex(&'s ComplexType),
}

impl<'d> Builder<'d> {
    /// The leaves of a type, and of the types that it extends.
    pub(super) fn leaves_of_type<'s>(&self, r#type: &'s ComplexType) -> Leaves<'s>
    where
        'd: 's,
    {
        let mut particles = Vec::new();
        let mut next = Some(r#type);
        // One that extends more, or itself, has been told.
        for _ in 0..DEEPEST {
            let Some(r#type) = next else { break };
            particles.extend(&r#type.particle);
            next = match &r#type.derivation {
                Derivation::ComplexExtension(target) => self.complex_type_of(target),
                _ => None,
            };
        }
        self.leaves(particles)
    }

    /// The leaves of a named group.
    pub(super) fn leaves_of_group(&self, target: &Ref) -> Leaves<'d> {
        self.leaves(self.groups.get(&target.name).map(|&group| &group.particle).into_iter().collect())
    }

    fn leaves<'s>(&self, mut pending: Vec<&'s Particle>) -> Leaves<'s>
    where
        'd: 's,
    {
        let mut leaves = Leaves::default();
        let mut groups = HashSet::new();
        while let Some(particle) = pending.pop() {
            match &particle.term {
                _ if particle.occurs.max == Some(0) => {}
                Term::Local(element) => leaves.elements.push(element),
                Term::Ref(target) => leaves.elements.extend(self.elements.get(&target.name).copied()),
                Term::Any(process) => leaves.wildcards.push((*process, particle.span)),
                Term::Model(_, particles) => pending.extend(particles),
                Term::GroupRef(target) => {
                    let group = self.groups.get(&target.name).filter(|group| groups.insert(&group.name));
                    pending.extend(group.map(|&group| &group.particle));
                }
            }
        }
        leaves
    }

    /// Each leaf of the one restricts one of the other. Where a wildcard takes what has no declaration there, anything goes.
    pub(super) fn leaves_restrict(&mut self, narrow: &Leaves<'_>, wide: &Leaves<'_>, target: &Ref) {
        let declared: HashMap<&Name, &Element> =
            wide.elements.iter().map(|&element| (&element.name, element)).collect();
        for element in &narrow.elements {
            let Some(old) = declared.get(&element.name) else { continue };
            // "NameAndTypeOK": elements of one name in one model have one type.
            if !std::ptr::eq(*old, *element) && !self.type_restricts(element, old) {
                let message = format!("the type of `{}` is no restriction of that in `{}`", element.name, target.name);
                let diagnostic = Diagnostic::error(element.span, message).related(old.span, "restricted here");
                self.error(
                    diagnostic.help("write the same type, or one that is derived from it by `xsd:restriction` alone"),
                );
            }
            if !element.block.include(old.block) {
                let ways = old.block.written();
                let message = format!("`{}` forbids less than in `{}`", element.name, target.name);
                let diagnostic = Diagnostic::error(element.span, message).related(old.span, "restricted here");
                self.error(diagnostic.help(format!("write `block=\"{ways}\"`")));
            }
        }
        // "NSSubset", as mended by its erratum: each of them takes the place of one that is no stricter.
        let Some(lowest) = wide.wildcards.iter().map(|(process, _)| *process).min() else { return };
        for (process, span) in narrow.wildcards.iter().filter(|(process, _)| *process < lowest) {
            let (own, needed) = (process.name(), lowest.name());
            let message =
                format!("`processContents=\"{own}\"` takes more than `{needed}`, which `{}` has", target.name);
            self.error(Diagnostic::error(*span, message).help(format!("write `processContents=\"{needed}\"`")));
        }
    }

    /// Whether the type of an element is that of another one, or derived from it by restriction only.
    fn type_restricts(&mut self, narrow: &Element, wide: &Element) -> bool {
        match (self.kind(narrow), self.kind(wide)) {
            (_, Kind::Any) => true,
            (Kind::Simple(narrow), Kind::Simple(wide)) => narrow.restricts(&wide),
            (Kind::Complex(narrow), Kind::Complex(wide)) => {
                let mut next = Some(narrow);
                for _ in 0..DEEPEST {
                    let Some(r#type) = next else { break };
                    if std::ptr::eq(r#type, wide) {
                        return true;
                    }
                    next = match &r#type.derivation {
                        Derivation::ComplexRestriction(base) | Derivation::SimpleRestriction(base, _) => {
                            self.complex_type_of(base)
                        }
                        _ => None,
                    };
                }
                false
            }
            // A complex type comes from a simple one by extension.
            _ => false,
        }
    }

    fn kind<'s>(&mut self, element: &'s Element) -> Kind<'s>
    where
        'd: 's,
    {
        match &element.r#type {
            ElementType::Unwritten => Kind::Any,
            ElementType::Complex(r#type) => Kind::Complex(r#type),
            ElementType::Simple(r#type) => Kind::Simple(self.simple_type(r#type)),
            ElementType::Named(target) => match self.complex_type_of(target) {
                Some(r#type) => Kind::Complex(r#type),
                None if is_any_type(&target.name) => Kind::Any,
                None => Kind::Simple(self.named_simple_type(target)),
            },
        }
    }

    /// What `final` forbids of a type is not done ("ct-props-correct", "st-props-correct").
    pub(super) fn not_final(&mut self, target: &Ref, way: Ways) {
        let complex = self.complex_type_of(target).map(|r#type| (r#type.r#final, r#type.span));
        let simple = self.simple_types.get(&target.name).map(|r#type| (r#type.r#final, r#type.span));
        if let Some((_, span)) = complex.or(simple).filter(|(forbidden, _)| forbidden.include(way)) {
            let message = format!("`{}` is final: it forbids {}", target.name, way.written());
            let diagnostic = Diagnostic::error(target.span, message).related(span, "declared here");
            self.error(diagnostic.help("leave out `final` there, or use the type as it is"));
        }
    }

    pub(super) fn complex_type_of(&self, target: &Ref) -> Option<&'d ComplexType> {
        self.complex_types.get(self.type_ids.get(&target.name)?.0).copied()
    }
}
