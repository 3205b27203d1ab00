//! To which element or named type a Rust item belongs.

use std::collections::{BTreeMap, BTreeSet};

use super::declared;
use super::report::Subject;
use crate::schema::Schema;
use crate::shape::{Item, Module, Space, StructKind, Wire};

/// The items of a module by name, and what each belongs to.
pub(super) struct Items<'m> {
    pub(super) by_name: BTreeMap<&'m str, &'m Item>,
    /// The Rust names of elements, by their keys.
    pub(super) elements: BTreeMap<String, &'m str>,
    subjects: BTreeMap<&'m str, Subject>,
}

impl<'m> Items<'m> {
    /// Elements and named types are heads; choices, groups and enumerations belong to the one head that
    /// leads to them. What several lead to is a type of its own.
    pub(super) fn of(schema: &Schema, module: &'m Module) -> Self {
        let by_name: BTreeMap<_, _> = module.items.iter().map(|item| (item.name(), item)).collect();
        // The shape of a complex type does not hold its name in the schema, but what was made of it.
        let types: BTreeMap<_, _> = declared::types(schema).into_keys().map(|name| (plain(&name), name)).collect();
        let (mut elements, mut heads) = (BTreeMap::new(), BTreeMap::new());
        for item in &module.items {
            let Item::Struct(head) = item else { continue };
            let subject = match &head.kind {
                StructKind::Element(wire) => {
                    let key = key(wire);
                    let subject = Subject::element(&key);
                    elements.insert(key, head.name.as_str());
                    subject
                }
                StructKind::Complex => match types.get(&plain(&head.name)) {
                    Some(name) => Subject::r#type(name),
                    None => continue,
                },
                StructKind::Group => continue,
            };
            heads.insert(head.name.as_str(), subject);
        }
        let mut owners: BTreeMap<&str, Vec<&Subject>> = BTreeMap::new();
        for (head, subject) in &heads {
            for item in led_to(head, &by_name, &heads) {
                owners.entry(item).or_default().push(subject);
            }
        }
        let parts = by_name.keys().filter(|name| !heads.contains_key(*name)).map(|name| {
            let subject = match owners.get(name).map(Vec::as_slice) {
                Some([only]) => (*only).clone(),
                _ => Subject::r#type(name),
            };
            (*name, subject)
        });
        let mut subjects: BTreeMap<_, _> = parts.collect();
        subjects.extend(heads);
        Self { by_name, elements, subjects }
    }

    /// What an item belongs to.
    pub(super) fn subject(&self, name: &str) -> Subject {
        self.subjects.get(name).cloned().unwrap_or_else(|| Subject::r#type(name))
    }
}

/// The items to which a head leads without passing through another one.
fn led_to<'m>(
    head: &str,
    items: &BTreeMap<&'m str, &'m Item>,
    heads: &BTreeMap<&'m str, Subject>,
) -> BTreeSet<&'m str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Item> = items.get(head).copied().into_iter().collect();
    while let Some(item) = open.pop() {
        for name in item.own_types() {
            if let Some((name, item)) = items.get_key_value(name)
                && !heads.contains_key(name)
                && reached.insert(*name)
            {
                open.push(item);
            }
        }
    }
    reached
}

/// As [`declared::key`] has it.
fn key(wire: &Wire) -> String {
    match &wire.space {
        Space::Uri(uri) => format!("{{{uri}}}{}", wire.local),
        Space::Unqualified | Space::Module | Space::Xml => wire.local.clone(),
    }
}

/// A name without what a Rust name cannot hold, or holds otherwise.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
