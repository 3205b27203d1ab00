//! Content models: references looked up, groups put where they are referred to.

use super::super::syntax::{Particle, Ref, Term};
use super::{BYTES_PER_PARTICLE, Builder, MOST_PARTICLES};
use crate::diagnostic::Diagnostic;
use crate::schema::{self, Compositor, Content};
use crate::source::Span;

impl Builder<'_> {
    /// Counts one particle or attribute; `false` when there are too many.
    pub(super) fn spend(&mut self, span: Span) -> bool {
        self.spend_text(0, span)
    }

    /// Counts one that holds some bytes of text.
    pub(super) fn spend_text(&mut self, bytes: usize, span: Span) -> bool {
        self.particles = self.particles.saturating_add(1 + bytes / BYTES_PER_PARTICLE);
        if self.particles > MOST_PARTICLES {
            // The sink keeps one of these.
            let message = "the groups and types of this schema expand beyond the limit";
            if !self.exhausted {
                self.error(Diagnostic::error(span, message));
            }
            self.exhausted = true;
        }
        !self.exhausted
    }

    /// As meant, not yet tidy. `None` when it may not occur, or after an error.
    pub(super) fn particle(&mut self, particle: &Particle) -> Option<schema::Particle> {
        if !self.spend(particle.span) {
            return None;
        }
        let term = match &particle.term {
            Term::Any(_) => schema::Term::Any,
            Term::Local(element) => schema::Term::Local(Box::new(self.element(element))),
            Term::Ref(target) => {
                if !self.elements.contains_key(&target.name) {
                    self.undeclared("element", target);
                }
                schema::Term::Element(target.name.clone())
            }
            Term::GroupRef(target) => self.group(target)?.term,
            Term::Model(compositor, particles) => {
                if *compositor == Compositor::Choice && particles.is_empty() && particle.occurs.min > 0 {
                    // It is allowed (3.8.6), and takes nothing, not even the empty content.
                    let message = "an `xsd:choice` of nothing is not supported: no content can satisfy it";
                    let help = "leave it out with what needs it, or write `minOccurs=\"0\"`";
                    self.error(Diagnostic::error(particle.span, message).help(help));
                }
                let inner = self.deeper(particle.span, |b| particles.iter().filter_map(|p| b.particle(p)).collect())?;
                schema::Term::Group(*compositor, inner)
            }
        };
        (particle.occurs.max != Some(0)).then_some(schema::Particle { occurs: particle.occurs, term })
    }

    /// The model of a named group (3.7).
    pub(super) fn group(&mut self, target: &Ref) -> Option<schema::Particle> {
        let Some(&group) = self.groups.get(&target.name) else {
            self.undeclared("group", target);
            return None;
        };
        self.within("group", target, |b| b.particle(&group.particle)).flatten()
    }

    /// The content of a complex type with this particle.
    pub(super) fn content(&mut self, particle: Option<schema::Particle>, mixed: bool) -> Content {
        match particle.and_then(schema::tidy) {
            Some(particle) if mixed => Content::Mixed(particle),
            Some(particle) => Content::Elements(particle),
            // Mixed content without elements is text.
            None if mixed => Content::Simple(schema::SimpleType::Builtin(schema::Builtin::String)),
            None => Content::Empty,
        }
    }
}
