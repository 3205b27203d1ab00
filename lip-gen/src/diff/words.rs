//! The words that are the same for every format.

use super::report::{Api, Aspect, Change, Diff, Effect, Kind, Step, Subject, SubjectKind};

/// Marks what nothing in the schemas says.
const GUESS: &str = " (a guess)";

/// What a change is, without how it was and is.
pub(super) fn change(change: &Change) -> String {
    let what = match (change.aspect, change.kind) {
        (Aspect::Declaration, kind) => kind_word(kind).to_owned(),
        (Aspect::AnyAttributes, Kind::Narrowed) => "only declared attributes may stand now".to_owned(),
        (Aspect::AnyAttributes, _) => "any attributes may stand now".to_owned(),
        (Aspect::Content, Kind::Renamed) => "content changed by new names alone".to_owned(),
        (Aspect::Content, Kind::Rewritten) => "content rewritten, the same is accepted".to_owned(),
        (aspect, kind) => format!("{} {}", aspect_word(aspect), kind_word(kind)),
    };
    what + if change.guess { GUESS } else { "" }
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Renamed => "renamed",
        Kind::Narrowed => "narrowed",
        Kind::Widened => "widened",
        Kind::Reordered => "reordered",
        Kind::Changed => "changed",
        Kind::Rewritten => "rewritten",
    }
}

fn aspect_word(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Namespace => "namespace",
        Aspect::Declaration => "declaration",
        Aspect::Content => "content",
        Aspect::Datatype => "datatype",
        Aspect::Values => "values",
        Aspect::Use => "use",
        Aspect::Default => "default",
        Aspect::AnyAttributes => "attributes",
    }
}

/// What happens to a Rust item.
pub(super) fn api(api: &Api) -> String {
    format!("{}{}", api.what, if api.guess { GUESS } else { "" })
}

/// `element `, `type `; the name goes behind it.
pub(super) fn subject(subject: &Subject) -> &'static str {
    match subject.kind {
        SubjectKind::Schema => "schema",
        SubjectKind::Element => "element",
        SubjectKind::Type => "type",
    }
}

/// How many changes there are, and the step they ask for.
pub(super) fn summary(diff: &Diff) -> String {
    if diff.is_empty() {
        return "Nothing differs.".to_owned();
    }
    let changes = |n: usize| format!("{n} {}", if n == 1 { "change" } else { "changes" });
    let documents = diff.entries.iter().map(|entry| entry.schema.len()).sum();
    format!(
        "{} for documents; for Rust code {} breaking and {} compatible: a {} step, with 0.x a {} step.",
        changes(documents),
        diff.count(Effect::Breaking),
        diff.count(Effect::Compatible),
        step(diff.step),
        step(diff.step_before_1),
    )
}

fn step(step: Step) -> &'static str {
    match step {
        Step::None => "no",
        Step::Patch => "patch",
        Step::Minor => "minor",
        Step::Major => "major",
    }
}
