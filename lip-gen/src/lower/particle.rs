//! What is read off a particle alone: how often, its name, its notation.

use super::docs;
use crate::schema::{Compositor, Content, Name, Occurs, Particle, Term, content_model};
use crate::shape::Cardinality;

/// The Rust cardinality of a number of times.
pub(super) fn cardinality(occurs: Occurs) -> Cardinality {
    match (occurs.min, occurs.max) {
        (1, Some(1)) => Cardinality::One,
        (0, Some(1)) => Cardinality::Optional,
        (0, None) => Cardinality::Any,
        (1, None) => Cardinality::OneOrMore,
        (min, max) => Cardinality::Bounded(min, max),
    }
}

/// The name of an element particle.
pub(super) fn name_of(term: &Term) -> Option<&Name> {
    match term {
        Term::Element(name) => Some(name),
        Term::Local(element) => Some(&element.name),
        Term::Any | Term::Group(..) => None,
    }
}

/// The local name of an element particle.
pub(super) fn local_name(term: &Term) -> Option<&str> {
    name_of(term).map(|name| name.local.as_str())
}

/// A particle, once, in the notation of DTDs.
pub(super) fn model(particle: &Particle) -> String {
    let once = Particle { occurs: Occurs::ONCE, term: particle.term.clone() };
    docs::code(&content_model(&Content::Elements(once)))
}

/// A group of particles in the notation of DTDs.
pub(super) fn models(parts: &[Particle], compositor: Compositor) -> String {
    model(&Particle { occurs: Occurs::ONCE, term: Term::Group(compositor, parts.to_vec()) })
}
