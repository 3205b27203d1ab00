//! Content of one element: narrowed, widened, reordered, changed.

use super::datatype;
use super::rename::Renames;
use super::report::{Aspect, Change, Kind};
use crate::language::{Comparison, Language, TooLarge, Witness};
use crate::schema::{Compositor, Content, Name, Particle, Term, content_model};

/// What differs between two contents. `element` is the name for fragments; a type has none.
pub(super) fn change(old: &Content, new: &Content, element: Option<&str>, renames: &Renames) -> Option<Change> {
    let shown = (content_model(old), content_model(new));
    if let (Content::Simple(old), Content::Simple(new)) = (old, new) {
        let (kind, aspect) = datatype::compare(old, new)?;
        return Some(Change::new(kind, aspect).values(shown.0, shown.1));
    }
    let told = |kind| Change::new(kind, Aspect::Content).values(shown.0.clone(), shown.1.clone());
    let fragment = |witness: &Witness| Some(fragment(element, witness));
    // Models that are too large to compare are the same when their texts are.
    let Ok(comparison) = languages(old, new) else { return (shown.0 != shown.1).then(|| told(Kind::Changed)) };
    Some(match comparison {
        Comparison { only_left: None, only_right: None } => {
            return (shown.0 != shown.1).then(|| told(Kind::Rewritten));
        }
        Comparison { only_left: Some(lost), only_right: None } => {
            Change { lost: fragment(&lost), ..told(Kind::Narrowed) }
        }
        Comparison { only_left: None, only_right: Some(gained) } => {
            Change { gained: fragment(&gained), ..told(Kind::Widened) }
        }
        Comparison { only_left: Some(lost), only_right: Some(gained) } => {
            if is_same(&each(old, &mut |name| renames.apply(name)), new) {
                return Some(told(Kind::Renamed).guessed());
            }
            let kind = if is_same(&sorted(old), &sorted(new)) { Kind::Reordered } else { Kind::Changed };
            Change { lost: fragment(&lost), gained: fragment(&gained), ..told(kind) }
        }
    })
}

/// Whether two contents take the same.
pub(super) fn is_same(old: &Content, new: &Content) -> bool {
    languages(old, new) == Ok(Comparison { only_left: None, only_right: None })
}

/// Elements are the same when their local names are: a DTD has no namespaces.
fn languages(old: &Content, new: &Content) -> Result<Comparison, TooLarge> {
    let of = |content| Language::of(&each(content, &mut |name| Name::new(None, &name.local)), None);
    of(old)?.compare(&of(new)?)
}

/// The element, if there is one, with the content.
fn fragment(element: Option<&str>, witness: &Witness) -> String {
    let inside = witness.fragment();
    match element {
        Some(name) if inside.is_empty() => format!("<{name}/>"),
        Some(name) => format!("<{name}>{inside}</{name}>"),
        None if inside.is_empty() => "no content".to_owned(),
        None => inside,
    }
}

/// The same content, in which the names of elements are other ones.
fn each(content: &Content, rename: &mut dyn FnMut(&Name) -> Name) -> Content {
    fn particle(old: &Particle, rename: &mut dyn FnMut(&Name) -> Name) -> Particle {
        let term = match &old.term {
            Term::Element(name) => Term::Element(rename(name)),
            Term::Local(element) => Term::Element(Name::new(None, &element.name.local)),
            Term::Any => Term::Any,
            Term::Group(compositor, members) => {
                Term::Group(*compositor, members.iter().map(|member| particle(member, rename)).collect())
            }
        };
        Particle { occurs: old.occurs, term }
    }
    match content {
        Content::Elements(model) => Content::Elements(particle(model, rename)),
        Content::Mixed(model) => Content::Mixed(particle(model, rename)),
        other => other.clone(),
    }
}

/// The same content, in which the members of sequences stand in an order that does not depend on the schema.
fn sorted(content: &Content) -> Content {
    fn particle(old: &Particle) -> Particle {
        let Term::Group(compositor, members) = &old.term else { return old.clone() };
        let mut members: Vec<_> = members.iter().map(particle).collect();
        if *compositor == Compositor::Sequence {
            members.sort_by_cached_key(|member| content_model(&Content::Elements(member.clone())));
        }
        Particle { occurs: old.occurs, term: Term::Group(*compositor, members) }
    }
    match content {
        Content::Elements(model) => Content::Elements(particle(model)),
        Content::Mixed(model) => Content::Mixed(particle(model)),
        other => other.clone(),
    }
}
