//! Which elements were renamed: guesses, since nothing in a schema says so.

use super::rename::{Renames, is_near};
use super::{declared, model};
use crate::schema::{ComplexType, Schema};

/// Pairs of an element that is gone and a new one. With more, the schemas have little in common, and nothing is guessed.
const PAIRS: usize = 20_000;

/// Elements that are gone, and new ones with the same content, the same attributes and a near name.
/// In the order of declaration, each is taken once.
pub(super) fn guess(old: &Schema, new: &Schema) -> Renames {
    let (before, after) = (declared::by_key(old), declared::by_key(new));
    let gone: Vec<_> = before.iter().filter(|(key, _)| !after.contains_key(*key)).collect();
    let mut added: Vec<_> = after.iter().filter(|(key, _)| !before.contains_key(*key)).collect();
    let mut renames = Renames::default();
    if gone.len().saturating_mul(added.len()) > PAIRS {
        return renames;
    }
    for (key, element) in gone {
        let r#type = declared::type_of(old, element);
        let same = |other: &str, new_type: &ComplexType| is_near(key, other) && is_same(r#type, new_type);
        let found = added.iter().position(|(other, element)| same(other, declared::type_of(new, element)));
        if let Some((other, other_element)) = found.map(|at| added.remove(at)) {
            let local = other_element.name.local.clone();
            renames.insert((key.clone(), other.clone()), (element.name.clone(), local));
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
