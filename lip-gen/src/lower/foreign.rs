//! What the user wants of single types: one of theirs in place of a generated one, attributes of theirs on it.
//!
//! Done on the finished items, so that nothing else depends on it.

use std::collections::{BTreeMap, BTreeSet};

use super::Wanted;
use super::names::{matches_nothing, nearest};
use crate::diagnostic::Diagnostic;
use crate::shape::{DefaultValue, Docs, Item, Member, Module, Struct, StructKind, Type};

/// Something that is wanted of one type. The type is named as an owner is: an element by its name, another one by its
/// default name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    /// The key of the type; see above.
    pub of: Wanted,
    /// What is wanted.
    pub what: What,
}

/// What is wanted of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// The path of a derive macro.
    Derive(String),
    /// An attribute with its brackets, such as `#[derive(Hash)]`.
    Attribute(String),
    /// The path of the type that is used instead.
    Extern(String),
}

impl What {
    /// The method of the builder that asks for it, and the table of a `lip-gen.toml`.
    fn asked_by(&self) -> &'static str {
        match self {
            Self::Derive(_) => "derive_for",
            Self::Attribute(_) => "attribute_for",
            Self::Extern(_) => "extern_type",
        }
    }
}

/// Changes the module. `names` are the Rust names by key, `roots` those of the elements with which a document begins.
/// What matches nothing comes back as complaints.
pub(super) fn apply(
    extras: &[Extra],
    names: &BTreeMap<String, String>,
    roots: &BTreeSet<String>,
    module: &mut Module,
) -> Vec<Diagnostic> {
    let mut complaints = Vec::new();
    let mut foreign = BTreeMap::new();
    for Extra { of, what } in extras {
        let item = names.get(&of.name).and_then(|name| module.items.iter().find(|item| item.name() == name));
        let Some(item) = item else {
            let diagnostic = Diagnostic::error(of.at, matches_nothing(what.asked_by(), what.asked_by(), of));
            complaints.push(match nearest(&of.name, names.keys().map(String::as_str)) {
                Some(near) => diagnostic.help(format!("there is `{near}`")),
                None => diagnostic,
            });
            continue;
        };
        match (what, item) {
            (What::Derive(path), item)
                if derived(item).contains(&path.rsplit("::").next().unwrap_or_default().trim()) =>
            {
                let message = format!("`{}` has `{path}` already", item.name());
                complaints
                    .push(Diagnostic::error(of.at, message).help(format!("leave it out of `{}`", what.asked_by())));
            }
            (What::Derive(path), item) => {
                module.attributes.entry(item.name().to_owned()).or_default().push(format!("#[derive({path})]"));
            }
            (What::Attribute(text), item) => {
                module.attributes.entry(item.name().to_owned()).or_default().push(text.clone());
            }
            (What::Extern(path), item) if can_be_foreign(item) => {
                let wire = match item {
                    Item::Struct(Struct { kind: StructKind::Element(wire), .. }) => Some(wire.clone()),
                    _ => None,
                };
                let other = foreign.insert(item.name().to_owned(), Type::Extern(path.clone(), wire));
                if let Some(Type::Extern(other, _)) =
                    other.filter(|other| !matches!(other, Type::Extern(p, _) if p == path))
                {
                    let message = format!("`{}` cannot be both `{other}` and `{path}`", of.name);
                    complaints.push(Diagnostic::error(of.at, message));
                }
            }
            (What::Extern(path), _) => {
                let message = format!(
                    "`{}` cannot be `{path}`: a choice or a group belongs to the type that holds it, and is not replaced",
                    of.name
                );
                complaints
                    .push(Diagnostic::error(of.at, message).help("replace the type of the element that holds it"));
            }
        }
    }
    if !foreign.is_empty() {
        replace(&foreign, roots, module);
    }
    complaints
}

fn replace(foreign: &BTreeMap<String, Type>, roots: &BTreeSet<String>, module: &mut Module) {
    let edges: BTreeMap<&str, Vec<&str>> =
        module.items.iter().map(|item| (item.name(), item.own_types().collect())).collect();
    let needed = |start: Vec<&str>, past_foreign: bool| -> BTreeSet<String> {
        let (mut seen, mut open) = (BTreeSet::new(), start);
        while let Some(name) = open.pop() {
            if (past_foreign || !foreign.contains_key(name)) && seen.insert(name.to_owned()) {
                open.extend(edges.get(name).into_iter().flatten());
            }
        }
        seen
    };
    // What the replaced types led to goes with them, unless something that stays leads to it, too.
    let behind = needed(foreign.keys().map(String::as_str).collect(), true);
    let others = edges.keys().copied().filter(|name| !behind.contains(*name) || roots.contains(*name));
    let kept = needed(others.collect(), false);
    let removed: BTreeSet<String> =
        edges.keys().filter(|name| !kept.contains(**name)).map(|name| (*name).to_owned()).collect();
    module.items.retain(|item| kept.contains(item.name()));
    if let Some(namespace) = &mut module.namespace {
        namespace.declarations.retain(|name| kept.contains(name));
    }
    for item in &mut module.items {
        docs(item, |docs| docs.lines.iter_mut().for_each(|line| unlink(line, &removed)));
        members(item, |member| {
            if let Type::Own(name) = &member.item
                && let Some(path) = foreign.get(name)
            {
                member.item = path.clone();
            }
        });
        if let Item::Struct(item) = item {
            for default in &mut item.defaults {
                if let DefaultValue::Variant(name, _) = &mut default.value
                    && let Some(Type::Extern(path, _)) = foreign.get(name)
                {
                    name.clone_from(path);
                }
            }
        }
        if let Item::Choice(item) = item {
            // Two elements may have become the same type.
            let payloads: Vec<Type> = item.variants.iter().map(|variant| variant.payload.item.clone()).collect();
            let path = |r#type: &Type| match r#type {
                Type::Extern(path, _) => Some(path.clone()),
                _ => None,
            };
            for variant in &mut item.variants {
                let own = path(&variant.payload.item);
                let twins = payloads.iter().filter(|payload| own.is_some() && path(payload) == own).count();
                variant.convertible &= twins < 2;
            }
        }
    }
}

/// Whether a type of the user's can stand in the place of this one: an element, a complex type, an enumeration.
fn can_be_foreign(item: &Item) -> bool {
    match item {
        Item::Struct(item) => item.kind != StructKind::Group,
        Item::Choice(_) => false,
        Item::Values(_) => true,
    }
}

/// What an item derives without being asked (see `emit::item`).
fn derived(item: &Item) -> &'static [&'static str] {
    match item {
        Item::Struct(item) if !item.is_default() => &["Debug", "Clone", "PartialEq", "Eq", "Xml"],
        Item::Struct(_) => &["Debug", "Clone", "PartialEq", "Eq", "Default", "Xml"],
        Item::Choice(_) => &["Debug", "Clone", "PartialEq", "Eq", "Xml"],
        Item::Values(_) => &["Debug", "Clone", "Copy", "PartialEq", "Eq", "Hash", "Xml"],
    }
}

/// Links to types that are gone become code.
fn unlink(line: &mut String, removed: &BTreeSet<String>) {
    let mut at = 0;
    while let Some(start) = line[at..].find("[`").map(|found| at + found) {
        let Some(end) = line[start..].find("`]").map(|found| start + found) else { return };
        let path = &line[start + 2..end];
        if removed.contains(path.split("::").next().unwrap_or_default()) {
            line.replace_range(end + 1..end + 2, "");
            line.replace_range(start..start + 1, "");
        }
        at = end;
    }
}

fn docs(item: &mut Item, mut change: impl FnMut(&mut Docs)) {
    match item {
        Item::Struct(item) => {
            change(&mut item.docs);
            item.fields.iter_mut().for_each(|field| change(&mut field.docs));
            item.accessors.iter_mut().for_each(|accessor| change(&mut accessor.docs));
        }
        Item::Choice(item) => {
            change(&mut item.docs);
            item.variants.iter_mut().for_each(|variant| change(&mut variant.docs));
        }
        Item::Values(item) => change(&mut item.docs),
    }
}

fn members(item: &mut Item, mut change: impl FnMut(&mut Member)) {
    match item {
        Item::Struct(item) => {
            item.fields.iter_mut().for_each(|field| change(&mut field.member));
            item.accessors.iter_mut().for_each(|accessor| change(&mut accessor.payload));
        }
        Item::Choice(item) => item.variants.iter_mut().for_each(|variant| change(&mut variant.payload)),
        Item::Values(_) => {}
    }
}
