//! What becomes of the Rust types: which are there, and what became of each.

use std::collections::BTreeSet;

use super::item;
use super::owner::Items;
use super::paired::{kind, pair};
use super::rename::Renames;
use super::report::{Api, Builder, Effect, Subject};
use crate::schema::Schema;
use crate::shape::Module;

/// Compares all items.
pub(super) fn compare(
    (old_schema, old): (&Schema, &Module),
    (new_schema, new): (&Schema, &Module),
    renames: &Renames,
    report: &mut Builder,
) {
    if let (Some(before), Some(after)) = (&old.namespace, &new.namespace)
        // Without one, there is the binding by a DTD, which may stand beside the other.
        && ![before, after].map(|namespace| namespace.uri.as_str()).contains(&"")
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
