//! Elements that have another name now.

use std::collections::BTreeMap;

use crate::schema::Name;

/// How alike names are that one thing may have had, from 0 to 1.
const NEAR: f32 = 0.7;

/// Elements that seem to have another name now: keys before and after.
#[derive(Debug, Default)]
pub(super) struct Renames {
    elements: BTreeMap<String, String>,
    /// The names of before, expanded, and the local names of after.
    names: BTreeMap<Name, String>,
}

impl Renames {
    /// Adds an element: its keys, its name of before, expanded, and its local name of now.
    pub(super) fn insert(&mut self, (old, new): (String, String), (before, after): (Name, String)) {
        self.elements.insert(old, new);
        self.names.insert(before, after);
    }

    /// The key of now.
    pub(super) fn get(&self, old: &str) -> Option<&str> {
        self.elements.get(old).map(String::as_str)
    }

    /// Whether an element is the new name of another one.
    pub(super) fn is_new(&self, new: &str) -> bool {
        self.elements.values().any(|other| other == new)
    }

    /// The name of now of any element.
    pub(super) fn apply(&self, name: &Name) -> Name {
        let local = self.names.get(name).unwrap_or(&name.local).clone();
        Name { namespace: name.namespace.clone(), local }
    }
}

/// Whether one thing may have had both names.
pub(super) fn is_near(old: &str, new: &str) -> bool {
    similar::TextDiff::from_chars(old, new).ratio() >= NEAR
}
