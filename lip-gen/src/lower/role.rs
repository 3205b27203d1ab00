//! What choices and groups are called: after the elements in them.

use super::particle::local_name;
use super::{Lowering, words};
use crate::schema::{Compositor, Particle, Term};

/// What has no name in documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Items,
    Choice,
    Groups,
    Group,
    Any,
}

impl Kind {
    pub(super) fn of(particle: &Particle) -> Option<Self> {
        let repeated = particle.occurs.max != Some(1);
        Some(match (&particle.term, repeated) {
            (Term::Element(_) | Term::Local(_), _) => return None,
            (Term::Any, _) => Self::Any,
            (Term::Group(Compositor::Choice, _), true) => Self::Items,
            (Term::Group(Compositor::Choice, _), false) => Self::Choice,
            (Term::Group(Compositor::Sequence, _), true) => Self::Groups,
            (Term::Group(Compositor::Sequence, _), false) => Self::Group,
        })
    }

    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Choice => "choice",
            Self::Groups => "groups",
            Self::Group => "group",
            Self::Any => "any",
        }
    }
}

impl Lowering<'_> {
    /// What a field is called after, when several of its kind stand in one owner.
    pub(super) fn field_role(&self, particle: &Particle) -> String {
        let (compositor, parts) = match &particle.term {
            Term::Group(compositor, parts) => (*compositor, parts),
            Term::Any => return "any".to_owned(),
            term => return words::field_name(local_name(term).unwrap_or_default()),
        };
        let locals: Vec<_> = parts.iter().map(|part| local_name(&part.term)).collect();
        let name = |local: &str| words::field_name(local).trim_end_matches('_').to_owned();
        match (locals.as_slice(), compositor) {
            ([Some(a), Some(b)], Compositor::Choice) => format!("{}_or_{}", name(a), name(b)),
            ([Some(a), Some(b)], Compositor::Sequence) => format!("{}_and_{}", name(a), name(b)),
            _ => {
                let kind = Kind::of(particle).map_or("member", Kind::field);
                format!("{}_{kind}", name(first_local(particle)))
            }
        }
    }

    /// The same for a type: `AOrB`, `AAndB`, `AItem`, `AChoice`, `AGroup`.
    pub(super) fn type_role(&self, particle: &Particle) -> String {
        let (compositor, parts) = match &particle.term {
            Term::Group(compositor, parts) => (*compositor, parts),
            term => return self.element_type_name(term),
        };
        let names: Vec<_> =
            parts.iter().map(|part| local_name(&part.term).map(|_| self.element_type_name(&part.term))).collect();
        match (names.as_slice(), compositor) {
            ([Some(a), Some(b)], Compositor::Choice) => format!("{a}Or{b}"),
            ([Some(a), Some(b)], Compositor::Sequence) => format!("{a}And{b}"),
            _ => {
                let kind = match Kind::of(particle) {
                    Some(Kind::Items) => "Item",
                    Some(Kind::Choice) => "Choice",
                    _ => "Group",
                };
                format!("{}{kind}", self.element_type_name(first_term(particle)))
            }
        }
    }

    /// An element's name in types: that of its Rust type, if it has one of its own.
    pub(super) fn element_type_name(&self, term: &Term) -> String {
        match term {
            Term::Element(name) => match self.registry.element(name) {
                Some(name) => name.to_owned(),
                None => words::type_name(&name.local),
            },
            term => words::type_name(local_name(term).unwrap_or("any")),
        }
    }
}

fn first_term(particle: &Particle) -> &Term {
    match &particle.term {
        Term::Group(_, parts) => parts.first().map_or(&particle.term, first_term),
        term => term,
    }
}

fn first_local(particle: &Particle) -> &str {
    local_name(first_term(particle)).unwrap_or("any")
}
