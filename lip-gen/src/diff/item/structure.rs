//! Structs before and after: fields, constructor, conversions, methods.

use super::super::paired::Paired;
use super::super::report::Api;
use super::member;
use crate::shape::{Binding, Conversion, DefaultAccessor, DefaultValue, Field, Struct, StructKind};

pub(super) fn compare(old: &Struct, new: &Struct, paired: &Paired<'_>) -> Vec<Api> {
    let mut found = kind(old, new).into_iter().collect::<Vec<_>>();
    found.extend(member::compare(&member::of_struct(old), &member::of_struct(new), paired));
    found.extend(constructor(old, new));
    conversions(old, new, &mut found);
    defaults(old, new, &mut found);
    accessors(old, new, &mut found);
    found
}

fn kind(old: &Struct, new: &Struct) -> Option<Api> {
    let is_element = |item: &Struct| matches!(item.kind, StructKind::Element(_));
    match (is_element(old), is_element(new)) {
        (true, false) => Some(Api::breaking(&new.name, "is no element by itself any more")),
        (false, true) => Some(Api::compatible(&new.name, "is an element by itself")),
        _ => None,
    }
}

/// What `new` asks for, as it is written: text, too, though it may be empty.
fn asked(item: &Struct) -> Option<Vec<&Field>> {
    let is_asked = |field: &&Field| field.required || field.binding == Binding::Text;
    (!item.is_default()).then(|| item.fields.iter().filter(is_asked).collect())
}

fn constructor(old: &Struct, new: &Struct) -> Option<Api> {
    let signature = |item: &Struct, fields: &[&Field]| {
        let arguments: Vec<_> =
            fields.iter().map(|field| format!("{}: {}", field.name, member::unboxed(&field.member))).collect();
        format!("{}::new({})", item.name, arguments.join(", "))
    };
    let path = format!("{}::new", new.name);
    match (asked(old), asked(new)) {
        (None, None) => None,
        (None, Some(after)) => {
            let api = Api::breaking(&new.name, "has no `Default` any more: something is required");
            Some(api.values(None, signature(new, &after)))
        }
        (Some(before), None) => {
            let api = Api::breaking(&path, "is gone: nothing is required, and there is `Default`");
            Some(api.values(signature(old, &before), None))
        }
        (Some(before), Some(after)) => {
            let name = |field: &&Field| field.name.clone();
            let mut names = (before.iter().map(name).collect::<Vec<_>>(), after.iter().map(name).collect::<Vec<_>>());
            let same_types = before.len() == after.len()
                && before.iter().zip(&after).all(|(a, b)| member::unboxed(&a.member) == member::unboxed(&b.member));
            let same_order = names.0 == names.1;
            names.0.sort();
            names.1.sort();
            // Arguments go by position: another name alone is not noticed, names that changed places are.
            if same_types && (same_order || names.0 != names.1) {
                return None;
            }
            let api = Api::breaking(&path, "takes other arguments");
            Some(api.values(signature(old, &before), signature(new, &after)))
        }
    }
}

fn conversions(old: &Struct, new: &Struct, found: &mut Vec<Api>) {
    let from = |conversion: &Option<Conversion>| {
        conversion.as_ref().map(|conversion| match conversion {
            Conversion::Text(_) => "`From<&str>` and `From<String>`".to_owned(),
            Conversion::Value(_, item) => format!("`From<{}>`", member::r#type(item)),
        })
    };
    let (before, after) = (from(&old.conversion), from(&new.conversion));
    if before == after {
        return;
    }
    if let Some(before) = before {
        found.push(Api::breaking(&new.name, &format!("has no {before} any more")));
    }
    if let Some(after) = after {
        found.push(Api::compatible(&new.name, &format!("has {after}")));
    }
}

fn defaults(old: &Struct, new: &Struct, found: &mut Vec<Api>) {
    let path = |accessor: &DefaultAccessor| format!("{}::{}", new.name, accessor.method);
    // What it answers, and as which type.
    let answer = |value: &DefaultValue| match value {
        DefaultValue::Text(text) => format!("&str {text:?}"),
        DefaultValue::Variant(r#enum, variant) => format!("{enum}::{variant}", r#enum = r#enum),
    };
    for before in &old.defaults {
        let Some(after) = new.defaults.iter().find(|after| after.method == before.method) else {
            found.push(Api::breaking(&path(before), "the method is gone"));
            continue;
        };
        let (was, is) = (answer(&before.value), answer(&after.value));
        if was != is {
            found.push(Api::breaking(&path(after), "has another answer when nothing was written").values(was, is));
        }
    }
    for after in new.defaults.iter().filter(|after| !old.defaults.iter().any(|one| one.method == after.method)) {
        found.push(Api::compatible(&path(after), "the method is new").values(None, answer(&after.value)));
    }
}

fn accessors(old: &Struct, new: &Struct, found: &mut Vec<Api>) {
    let path = |method: &str| format!("{}::{method}", new.name);
    for before in &old.accessors {
        let Some(after) = new.accessors.iter().find(|after| after.method == before.method) else {
            found.push(Api::breaking(&path(&before.method), "the iterator is gone"));
            continue;
        };
        let (was, is) = (member::unboxed(&before.payload), member::unboxed(&after.payload));
        if was != is {
            found.push(Api::breaking(&path(&after.method), "iterates over another type").values(was, is));
        }
    }
    for after in new.accessors.iter().filter(|after| !old.accessors.iter().any(|one| one.method == after.method)) {
        let api = Api::compatible(&path(&after.method), "the iterator is new");
        found.push(api.values(None, member::unboxed(&after.payload)));
    }
}
