//! Which Rust item became which.

use std::collections::{BTreeMap, BTreeSet};

use super::owner::Items;
use super::rename::Renames;
use crate::shape::{Item, StructKind};

/// Rust names of before and the names that they have now.
pub(super) type Paired<'m> = BTreeMap<&'m str, &'m str>;

/// Which item became which, and of which that is a guess.
pub(super) fn pair<'m>(old: &Items<'m>, new: &Items<'m>, renames: &Renames) -> (Paired<'m>, BTreeSet<&'m str>) {
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
