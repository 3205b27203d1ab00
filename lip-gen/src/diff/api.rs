//! What becomes of the Rust types: which are there, and what became of each.

use std::collections::{BTreeMap, BTreeSet};

use super::item;
use super::owner::Items;
use super::rename::Renames;
use super::report::{Api, Builder, Effect, Subject};
use crate::schema::Schema;
use crate::shape::{Item, Module, StructKind};

/// Rust names of before and the names that they have now.
pub(super) type Paired<'m> = BTreeMap<&'m str, &'m str>;

/// Compares all items.
pub(super) fn compare(
    (old_schema, old): (&Schema, &Module),
    (new_schema, new): (&Schema, &Module),
    renames: &Renames,
    report: &mut Builder,
) {
    if let (Some(before), Some(after)) = (&old.namespace, &new.namespace)
        && before.uri != after.uri
    {
        let api = Api::breaking("NAMESPACE", "is another one").values(before.uri.clone(), after.uri.clone());
        report.api(&Subject::schema(), api);
    }
    let (old, new) = (Items::of(old_schema, old), Items::of(new_schema, new));
    let (paired, guesses) = pair(&old, &new, renames);
    for (name, item) in &old.by_name {
        let Some((now, other)) = paired.get(name).and_then(|now| new.by_name.get_key_value(now)) else {
            let subject = old.subject(name);
            report.api(&subject, Api::breaking(name, &format!("{} is gone", kind(item))));
            continue;
        };
        let subject = new.subject(now);
        if now != name {
            let api = Api::breaking(name, &format!("{} has another name", kind(item)));
            let api = api.values((*name).to_owned(), (*now).to_owned());
            report.api(&subject, Api { guess: guesses.contains(name), ..api });
        }
        item::compare(item, other, &paired).into_iter().for_each(|api| report.api(&subject, api));
    }
    let known: BTreeSet<_> = paired.values().collect();
    for (name, item) in new.by_name.iter().filter(|(name, _)| !known.contains(name)) {
        report.api(&new.subject(name), Api::compatible(name, &format!("{} is new", kind(item))));
    }
}

/// Which item became which, and of which that is a guess.
fn pair<'m>(old: &Items<'m>, new: &Items<'m>, renames: &Renames) -> (Paired<'m>, BTreeSet<&'m str>) {
    let (mut paired, mut guesses) = (Paired::new(), BTreeSet::new());
    // An element is known by its name in documents, whatever its Rust name.
    let mut heads = Vec::new();
    for (key, name) in &old.elements {
        let guess = renames.get(key);
        if let Some(now) = new.elements.get(guess.unwrap_or(key)) {
            paired.insert(*name, *now);
            heads.push((*name, *now, guess.is_some()));
        }
    }
    // What is made for a part of an element begins with its name.
    for (before, now, guess) in heads.into_iter().filter(|(before, now, _)| before != now) {
        for name in old.by_name.keys().filter(|name| old.subject(name) == old.subject(before)) {
            let Some(rest) = name.strip_prefix(before) else { continue };
            if let Some((other, _)) = new.by_name.get_key_value(format!("{now}{rest}").as_str()) {
                paired.entry(name).or_insert(other);
            }
            if guess {
                guesses.insert(*name);
            }
        }
    }
    let mut taken: BTreeSet<_> = paired.values().copied().collect();
    for name in old.by_name.keys() {
        if !paired.contains_key(name) && new.by_name.contains_key(name) && taken.insert(name) {
            paired.insert(name, name);
        }
    }
    (paired, guesses)
}

/// What an item is, for people.
pub(super) fn kind(item: &Item) -> &'static str {
    match item {
        Item::Struct(item) if item.kind == StructKind::Group => "the struct of a group",
        Item::Struct(_) => "the struct",
        Item::Choice(_) => "the enum",
        Item::Values(_) => "the enum of values",
    }
}

impl Api {
    /// A change after which code may not compile, or means something else.
    pub(super) fn breaking(item: &str, what: &str) -> Self {
        Self { effect: Effect::Breaking, ..Self::compatible(item, what) }
    }

    /// A change that existing code does not notice.
    pub(super) fn compatible(item: &str, what: &str) -> Self {
        let (item, what) = (item.to_owned(), what.to_owned());
        Self { effect: Effect::Compatible, item, what, old: None, new: None, guess: false }
    }

    /// From, to.
    pub(super) fn values(self, old: impl Into<Option<String>>, new: impl Into<Option<String>>) -> Self {
        Self { old: old.into(), new: new.into(), ..self }
    }
}
