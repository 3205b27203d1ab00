//! Which elements were renamed: guesses, since nothing in a schema says so.

use std::collections::BTreeMap;

use super::{elements, model};
use crate::schema::{ComplexType, Name, Schema};

/// How alike names are that one thing may have had, from 0 to 1.
const NEAR: f32 = 0.7;
/// Pairs of an element that is gone and a new one. With more, the schemas have little in common, and nothing is guessed.
const PAIRS: usize = 20_000;

/// Elements that seem to have another name now: keys before and after.
#[derive(Debug, Default)]
pub(super) struct Renames {
    elements: BTreeMap<String, String>,
    /// The names of before, expanded, and the local names of after.
    names: BTreeMap<Name, String>,
}

impl Renames {
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

/// Elements that are gone, and new ones with the same content, the same attributes and a near name.
/// In the order of declaration, each is taken once.
pub(super) fn guess(old: &Schema, new: &Schema) -> Renames {
    let (before, after) = (elements::by_key(old), elements::by_key(new));
    let gone: Vec<_> = before.iter().filter(|(key, _)| !after.contains_key(*key)).collect();
    let mut added: Vec<_> = after.iter().filter(|(key, _)| !before.contains_key(*key)).collect();
    let mut renames = Renames::default();
    if gone.len().saturating_mul(added.len()) > PAIRS {
        return renames;
    }
    for (key, element) in gone {
        let r#type = elements::type_of(old, element);
        let same = |other: &str, new_type: &ComplexType| is_near(key, other) && is_same(r#type, new_type);
        let found = added.iter().position(|(other, element)| same(other, elements::type_of(new, element)));
        if let Some((other, other_element)) = found.map(|at| added.remove(at)) {
            renames.elements.insert(key.clone(), other.clone());
            renames.names.insert(element.name.clone(), other_element.name.local.clone());
        }
    }
    renames
}

fn is_same(old: &ComplexType, new: &ComplexType) -> bool {
    let names = |r#type: &ComplexType| {
        let mut names: Vec<_> = r#type.attributes.iter().map(|attribute| attribute.name.to_string()).collect();
        names.sort();
        names
    };
    names(old) == names(new) && model::is_same(&old.content, &new.content)
}
