//! The shapes as JSON Schema 2020-12, of the JSON form that `lip_types::json` describes.

mod form;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use form::{Form, Table};

use crate::shape::{Binding, Cardinality, Choice, Docs, Field, Item, Member, Module, Space, Struct, StructKind, Type};
use crate::shape::{Values, Wire, key};

/// Writes a module as JSON Schema: `$defs` has every type by its Rust name, in the order of the shapes, and the schema is that
/// of the roots; of all elements that have a type of their own, when none is named.
///
/// # Errors
/// Never, in fact: all that it holds has a JSON form.
pub fn json_schema(module: &Module) -> serde_json::Result<String> {
    let elements: BTreeMap<_, _> = module.items.iter().filter_map(element).collect();
    let mut defs = Table::default();
    let mut runtime = BTreeSet::new();
    let is_root = |name: &str| module.roots.is_empty() || module.roots.iter().any(|root| root == name);
    let mut has_entities = false;
    for item in &module.items {
        let form = match item {
            Item::Struct(item) => {
                let mut form = structure(item, &elements, &mut runtime);
                if is_root(&item.name) && elements.contains_key(item.name.as_str()) && form.is_object() {
                    form.properties.push("#entities", Form::array(Form::reference(value::ENTITY), 0, None));
                    has_entities = true;
                }
                form
            }
            Item::Choice(item) => choice(item, &elements, &mut runtime),
            Item::Values(item) => values(item),
        };
        defs.push(item.name(), form);
    }
    runtime.into_iter().for_each(|name| value::open(name, &mut defs));
    if has_entities {
        value::entity(&mut defs);
    }
    let roots = match module.roots.as_slice() {
        [] => elements.keys().map(|name| Form::reference(name)).collect(),
        roots => roots.iter().map(|name| Form::reference(name)).collect::<Vec<_>>(),
    };
    let about = match module.sources.as_slice() {
        [] => None,
        sources => Some(format!("The JSON form of documents of {}; written by lip-gen.", sources.join(" and "))),
    };
    let mut whole = Form::any_of(roots);
    whole.schema = Some("https://json-schema.org/draft/2020-12/schema");
    whole.comment = about;
    whole.defs = defs;
    serde_json::to_string_pretty(&whole).map(|text| text + "\n")
}

/// The elements that own a type, by its name.
type Elements<'m> = BTreeMap<&'m str, &'m Wire>;

fn element(item: &Item) -> Option<(&str, &Wire)> {
    match item {
        Item::Struct(Struct { name, kind: StructKind::Element(wire), .. }) => Some((name, wire)),
        _ => None,
    }
}

/// Types of the runtime that are met on the way.
type Runtime = BTreeSet<&'static str>;

fn structure(item: &Struct, elements: &Elements<'_>, runtime: &mut Runtime) -> Form {
    let held = |field: &&Field| field.binding != Binding::Preserved;
    if let Some(text) = item.fields.iter().find(held).filter(|_| item.is_text_only()) {
        return member(&text.member, runtime).about(words(&item.docs));
    }
    let mut form = Form::object().about(words(&item.docs));
    for field in item.fields.iter().filter(held) {
        let owner = elements.get(item.name.as_str()).copied();
        let Some(key) = key(&field.binding, &field.name, own(&field.member, elements).as_ref(), owner) else {
            continue;
        };
        let open = matches!(field.binding, Binding::Any | Binding::AnyAttributes);
        let needed = match field.member.cardinality {
            Cardinality::One => !open,
            Cardinality::OneOrMore | Cardinality::Bounded(1.., _) => true,
            Cardinality::Optional | Cardinality::Any | Cardinality::Bounded(0, _) => false,
        };
        let about = matches!(field.binding, Binding::Attribute(_)).then(|| words(&field.docs)).flatten();
        let value = match field.member.cardinality {
            // Absent, not `null`.
            Cardinality::Optional => one(&field.member.item, runtime),
            _ => member(&field.member, runtime),
        };
        form.require(&key, needed);
        form.properties.push(&key, value.about(about));
    }
    form
}

fn choice(item: &Choice, elements: &Elements<'_>, runtime: &mut Runtime) -> Form {
    let mut form = Form::default().about(words(&item.docs));
    for variant in &item.variants {
        let Some(key) = key(&variant.binding, &variant.name, own(&variant.payload, elements).as_ref(), None) else {
            continue;
        };
        form.one_of.push(Form::entry(&key, member(&variant.payload, runtime)));
    }
    form
}

fn values(item: &Values) -> Form {
    let texts = item.values.iter().map(|value| value.text.clone()).collect();
    Form::one_of_texts(texts).about(words(&item.docs))
}

fn member(member: &Member, runtime: &mut Runtime) -> Form {
    let one = one(&member.item, runtime);
    let (min, max) = match member.cardinality {
        Cardinality::One => return one,
        Cardinality::Optional => return Form::any_of(vec![one, Form::of("null")]),
        Cardinality::Any => (0, None),
        Cardinality::OneOrMore => (1, None),
        Cardinality::Bounded(min, max) => (min, max),
    };
    Form::array(one, min, max)
}

fn one(item: &Type, runtime: &mut Runtime) -> Form {
    match item {
        Type::Own(name) => Form::reference(name),
        Type::Runtime(name) => {
            runtime.insert(name);
            Form::reference(name)
        }
        Type::Value(name) => Form::text(value::pattern(name)),
        Type::String => Form::string(),
        // Only its crate knows its form.
        Type::Extern(path, _) => Form::default().about(Some(format!("As `{path}` has it."))),
    }
}

/// The name of the element, where its type knows it. Types of the user's are known by the local part, whatever their namespace.
fn own(member: &Member, elements: &Elements<'_>) -> Option<Wire> {
    match &member.item {
        Type::Own(name) => elements.get(name.as_str()).copied().cloned(),
        Type::Extern(_, wire) => wire.as_ref().map(|wire| Wire { space: Space::Module, local: wire.local.clone() }),
        _ => None,
    }
}

/// Documentation as plain text: links to types lose their brackets.
fn words(docs: &Docs) -> Option<String> {
    let paragraphs = docs.schema.iter().chain(&docs.lines).map(|text| text.replace("[`", "`").replace("`]", "`"));
    let text = paragraphs.collect::<Vec<_>>().join("\n\n");
    (!text.is_empty()).then_some(text)
}
