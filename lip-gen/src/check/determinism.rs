//! Whatever a document holds, each element in it is matched by one particle only:
//! "Unique Particle Attribution" (XSD 1.0 part 1, 3.8.6), deterministic content models (XML 1.0, appendix E).

use super::expression::{Conflict, conflict};
use super::{particle, types};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Compositor, Name, Particle, Term};

pub(super) fn check(schema: &crate::schema::Schema, diagnostics: &mut Diagnostics) {
    for owner in types(schema) {
        let Some(particle) = particle(&owner.r#type.content) else { continue };
        let Some(conflict) = conflict(particle) else { continue };
        let element = conflict.element.map_or("any element".to_owned(), |name| format!("`{name}`"));
        let message = format!("the content model of {} does not say which part of it {element} matches", owner.what);
        let (first, second) = conflict.leaves;
        diagnostics.push(
            Diagnostic::error(owner.span, message)
                .note(format!("{}, {element} may be", before(&conflict)))
                .note(format!("  {}", marked(particle, first)))
                .note(format!("  {}", marked(particle, second)))
                .help("write the model so that the next element alone decides, for example by factoring out what both ways have in common"),
        );
    }
}

fn before(conflict: &Conflict<'_>) -> String {
    if conflict.before.is_empty() {
        return "at the start".to_owned();
    }
    let names: Vec<_> = conflict.before.iter().map(|name| name.map_or("ANY".to_owned(), Name::to_string)).collect();
    format!("after `{}`", names.join(", "))
}

/// The part of the model around a leaf, the leaf between arrows.
fn marked(particle: &Particle, leaf: usize) -> String {
    let mut pieces = Vec::new();
    let mut at = None;
    write(particle, leaf, &mut 0, &mut pieces, &mut at);
    let at = at.unwrap_or(0);
    // A long model is shown around the place.
    let (from, to) = (at.saturating_sub(16), (at + 17).min(pieces.len()));
    let left = if from > 0 { "… " } else { "" };
    let right = if to < pieces.len() { " …" } else { "" };
    format!("{left}{}{right}", pieces.get(from..to).unwrap_or_default().concat().trim())
}

fn write(particle: &Particle, leaf: usize, count: &mut usize, pieces: &mut Vec<String>, at: &mut Option<usize>) {
    let sign = sign(particle);
    let name = match &particle.term {
        Term::Group(compositor, members) => {
            pieces.push("(".to_owned());
            let separator = if *compositor == Compositor::Choice { " | " } else { ", " };
            for (i, member) in members.iter().enumerate() {
                if i > 0 {
                    pieces.push(separator.to_owned());
                }
                write(member, leaf, count, pieces, at);
            }
            pieces.push(format!("){sign}"));
            return;
        }
        Term::Element(name) => name.to_string(),
        Term::Local(element) => element.name.to_string(),
        Term::Any => "ANY".to_owned(),
    };
    if *count == leaf {
        *at = Some(pieces.len());
        pieces.push(format!("→{name}{sign}←"));
    } else {
        pieces.push(format!("{name}{sign}"));
    }
    *count += 1;
}

/// The sign of the bounds, taken from the one place that writes content models.
fn sign(particle: &Particle) -> String {
    let probe = Particle { occurs: particle.occurs, term: Term::Group(Compositor::Sequence, Vec::new()) };
    crate::schema::content_model(&crate::schema::Content::Elements(probe)).trim_start_matches("()").to_owned()
}
