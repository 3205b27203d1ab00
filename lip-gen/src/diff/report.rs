//! What a comparison found, as plain data: for people ([`Diff::human`], [`Diff::markdown`]) and for programs ([`Diff::json`]).

use std::collections::BTreeMap;

use serde::Serialize;

/// What differs. As JSON, every field is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Diff {
    /// The old schema.
    pub old: String,
    /// The new schema.
    pub new: String,
    /// The step of a version that the changes ask for.
    pub step: Step,
    /// The same for a version 0.x.
    pub step_before_1: Step,
    /// Changes by what they are about, sorted.
    pub entries: Vec<Entry>,
}

/// All about one element, one named type, or the schema as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// What it is about.
    #[serde(flatten)]
    pub subject: Subject,
    /// What changes for documents.
    pub schema: Vec<Change>,
    /// What changes for Rust code.
    pub api: Vec<Api>,
}

/// What changes are about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Subject {
    /// What it is.
    #[serde(rename = "subject")]
    pub kind: SubjectKind,
    /// Its name; a local element is `owner/name`.
    pub name: String,
}

/// What a [`Subject`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    /// The schema as a whole.
    Schema,
    /// An element.
    Element,
    /// A named type, or a Rust type that several elements share.
    Type,
}

/// A change for documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// What happened.
    pub kind: Kind,
    /// To what.
    pub aspect: Aspect,
    /// The attribute, if it is about one.
    pub attribute: Option<String>,
    /// How it was.
    pub old: Option<String>,
    /// How it is.
    pub new: Option<String>,
    /// A shortest fragment that was accepted, and is not any more. Children are shown without what they must hold.
    pub lost: Option<String>,
    /// A shortest fragment that is accepted now, and was not. Children are shown without what they must hold.
    pub gained: Option<String>,
    /// Whether nothing in the schemas says so.
    pub guess: bool,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed,
    /// Less is accepted.
    Narrowed,
    /// More is accepted.
    Widened,
    /// The same parts stand in another order.
    Reordered,
    /// Each accepts what the other refuses.
    Changed,
    /// The same is accepted, but the Rust type does not stay.
    Rewritten,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Aspect {
    /// The namespace of the schema.
    Namespace,
    /// The element or attribute as a whole.
    Declaration,
    /// The content model.
    Content,
    /// The datatype of the text or of the attribute.
    Datatype,
    /// The list of values.
    Values,
    /// Whether the attribute must be written.
    Use,
    /// The default or fixed value of the attribute.
    Default,
    /// Attributes that the schema leaves open.
    AnyAttributes,
}

/// A change for Rust code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Api {
    /// Whether code of before still compiles and means the same.
    pub effect: Effect,
    /// The item: `Activity`, `Activity.date`, `ActivityItem::Product`.
    pub item: String,
    /// What happens to it.
    pub what: String,
    /// How it was, if it is one that has changed.
    pub old: Option<String>,
    /// How it is.
    pub new: Option<String>,
    /// Whether nothing in the schemas says so.
    pub guess: bool,
}

/// Whether code of before still compiles and means the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// It does.
    Compatible,
    /// It may not.
    Breaking,
}

/// A step of a version ([Semantic Versioning](https://semver.org/)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Nothing differs.
    None,
    /// `1.2.3` → `1.2.4`
    Patch,
    /// `1.2.3` → `1.3.0`
    Minor,
    /// `1.2.3` → `2.0.0`
    Major,
}

impl Diff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many changes for Rust code have this effect.
    pub fn count(&self, effect: Effect) -> usize {
        self.entries.iter().flat_map(|entry| &entry.api).filter(|api| api.effect == effect).count()
    }

    /// One JSON object, with a line end.
    pub fn json(&self) -> String {
        // Plain strings and enums can always be written.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

impl Subject {
    /// A global element, or a local one as `owner/name`.
    pub(super) fn element(name: &str) -> Self {
        Self { kind: SubjectKind::Element, name: name.to_owned() }
    }

    /// A named type.
    pub(super) fn r#type(name: &str) -> Self {
        Self { kind: SubjectKind::Type, name: name.to_owned() }
    }

    /// The schema as a whole.
    pub(super) fn schema() -> Self {
        Self { kind: SubjectKind::Schema, name: String::new() }
    }
}

impl Change {
    /// A change with nothing more to say of it.
    pub(super) fn new(kind: Kind, aspect: Aspect) -> Self {
        let (old, new, lost, gained) = (None, None, None, None);
        Self { kind, aspect, attribute: None, old, new, lost, gained, guess: false }
    }

    /// From, to.
    pub(super) fn values(self, old: impl Into<Option<String>>, new: impl Into<Option<String>>) -> Self {
        Self { old: old.into(), new: new.into(), ..self }
    }

    /// It is about this attribute.
    pub(super) fn of_attribute(self, name: &str) -> Self {
        Self { attribute: Some(name.to_owned()), ..self }
    }

    /// Nothing in the schemas says so.
    pub(super) fn guessed(self) -> Self {
        Self { guess: true, ..self }
    }
}

/// Collects changes by their subjects.
#[derive(Debug, Default)]
pub(super) struct Builder {
    entries: BTreeMap<Subject, (Vec<Change>, Vec<Api>)>,
}

impl Builder {
    pub(super) fn change(&mut self, subject: &Subject, change: Change) {
        self.entries.entry(subject.clone()).or_default().0.push(change);
    }

    pub(super) fn api(&mut self, subject: &Subject, api: Api) {
        self.entries.entry(subject.clone()).or_default().1.push(api);
    }

    pub(super) fn finish(self, [old, new]: [String; 2]) -> Diff {
        let mut entries = Vec::new();
        for (subject, (mut schema, mut api)) in self.entries {
            // The same documents, and the same Rust: nothing differs.
            if api.is_empty() {
                schema.retain(|change| change.kind != Kind::Rewritten);
            }
            // What breaks comes first; otherwise the order of declaration stays.
            api.sort_by_key(|api| std::cmp::Reverse(api.effect));
            if !(schema.is_empty() && api.is_empty()) {
                entries.push(Entry { subject, schema, api });
            }
        }
        let worst = entries.iter().flat_map(|entry| &entry.api).map(|api| api.effect).max();
        let (step, step_before_1) = match worst {
            Some(Effect::Breaking) => (Step::Major, Step::Minor),
            Some(Effect::Compatible) => (Step::Minor, Step::Patch),
            None if entries.is_empty() => (Step::None, Step::None),
            None => (Step::Patch, Step::Patch),
        };
        Diff { old, new, step, step_before_1, entries }
    }
}
