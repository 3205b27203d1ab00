//! Fields and variants before and after.

use super::super::paired::Paired;
use super::super::rename;
use super::super::report::Api;
use crate::shape::{Binding, Cardinality, Choice, Member, Struct, Type};

/// A field or a variant.
pub(super) struct View<'m> {
    /// As code names it: `Activity.date`, `ActivityItem::Product`.
    path: String,
    name: &'m str,
    member: &'m Member,
    binding: &'m Binding,
    is_variant: bool,
    required: bool,
}

pub(super) fn of_struct(item: &Struct) -> Vec<View<'_>> {
    let fields = item.fields.iter().map(|field| View {
        path: format!("{}.{}", item.name, field.name),
        name: &field.name,
        member: &field.member,
        binding: &field.binding,
        is_variant: false,
        required: field.required,
    });
    fields.collect()
}

pub(super) fn of_choice(item: &Choice) -> Vec<View<'_>> {
    let variants = item.variants.iter().map(|variant| View {
        path: format!("{}::{}", item.name, variant.name),
        name: &variant.name,
        member: &variant.payload,
        binding: &variant.binding,
        is_variant: true,
        required: false,
    });
    variants.collect()
}

/// What happens to members.
pub(super) fn compare(old: &[View<'_>], new: &[View<'_>], paired: &Paired<'_>) -> Vec<Api> {
    let mut found = Vec::new();
    let named = |list: &[View<'_>], name: &str| list.iter().position(|member| member.name == name);
    let mut added: Vec<_> = new.iter().filter(|member| named(old, member.name).is_none()).collect();
    for before in old {
        let word = if before.is_variant { "the variant" } else { "the field" };
        if let Some(at) = named(new, before.name) {
            found.extend(change(before, &new[at], paired));
        } else if let Some(at) = added.iter().position(|after| is_renamed(before, after, paired)) {
            let after = added.remove(at);
            let api = Api::breaking(&before.path, &format!("{word} has another name"));
            let api = api.values(before.name.to_owned(), after.name.to_owned());
            let certain = place(before.binding) == place(after.binding) && before.member == after.member;
            found.push(Api { guess: !certain, ..api });
        } else {
            let api = Api::breaking(&before.path, &format!("{word} is gone"));
            found.push(api.values(shown(before.member), None));
        }
    }
    for after in added {
        let api = match (after.is_variant, after.required) {
            (true, _) => Api::breaking(&after.path, "the variant is new; the enum is exhaustive"),
            (false, true) => Api::breaking(&after.path, "the field is new, and required"),
            (false, false) => Api::compatible(&after.path, "the field is new"),
        };
        found.push(api.values(None, shown(after.member)));
    }
    found
}

fn change(before: &View<'_>, after: &View<'_>, paired: &Paired<'_>) -> Option<Api> {
    let types = (shown(before.member), shown(after.member));
    if types.0 != types.1 {
        let is_guess = is_same(before.member, after.member, paired);
        let what =
            match (before.member.item == after.member.item, before.member.cardinality == after.member.cardinality) {
                (true, true) => "has another box",
                (true, false) => "has another cardinality",
                (false, _) => "has another type",
            };
        let api = Api::breaking(&after.path, what).values(types.0, types.1);
        return Some(Api { guess: is_guess, ..api });
    }
    let places = (place(before.binding), place(after.binding));
    let api = Api::compatible(&after.path, "stands for another part of the document");
    (places.0 != places.1).then(|| api.values(places.0, places.1))
}

/// The same part of the document under another name, or a near name of the same type.
fn is_renamed(before: &View<'_>, after: &View<'_>, paired: &Paired<'_>) -> bool {
    let (from, to) = (place(before.binding), place(after.binding));
    let near = || rename::is_near(before.name, after.name) && kind(&from) == kind(&to);
    is_same(before.member, after.member, paired) && (from == to || near())
}

fn kind(place: &str) -> &str {
    place.split(' ').next().unwrap_or_default()
}

/// The same member, when items have the names of now.
fn is_same(before: &Member, after: &Member, paired: &Paired<'_>) -> bool {
    let item = match (&before.item, &after.item) {
        (Type::Own(before), Type::Own(after)) => paired.get(before.as_str()) == Some(&after.as_str()),
        (before, after) => before == after,
    };
    item && before.cardinality == after.cardinality && before.boxed == after.boxed
}

/// Where in the document; namespaces do not count.
fn place(binding: &Binding) -> String {
    match binding {
        Binding::Attribute(wire) => format!("attribute {}", wire.local),
        Binding::Child(Some(wire)) => format!("child {}", wire.local),
        Binding::Child(None) => "child".to_owned(),
        Binding::Choice => "choice".to_owned(),
        Binding::Group => "group".to_owned(),
        Binding::Text => "text".to_owned(),
        Binding::Mixed => "mixed".to_owned(),
        Binding::Any => "any".to_owned(),
        Binding::AnyAttributes => "any-attributes".to_owned(),
        Binding::Preserved => "preserved".to_owned(),
    }
}

/// The type as code writes it, without paths.
pub(super) fn shown(member: &Member) -> String {
    match (member.boxed, member.cardinality) {
        (true, Cardinality::One) => format!("Box<{}>", unboxed(member)),
        _ => unboxed(member),
    }
}

/// The same without the box around one value, as constructors and conversions take it.
pub(super) fn unboxed(member: &Member) -> String {
    let item = r#type(&member.item);
    match member.cardinality {
        Cardinality::One => item,
        Cardinality::Optional if member.boxed => format!("Option<Box<{item}>>"),
        Cardinality::Optional => format!("Option<{item}>"),
        Cardinality::Any => format!("Vec<{item}>"),
        Cardinality::OneOrMore => format!("OneOrMore<{item}>"),
        Cardinality::Bounded(min, Some(max)) => format!("Bounded<{item}, {min}, {max}>"),
        Cardinality::Bounded(min, None) => format!("Bounded<{item}, {min}, usize::MAX>"),
    }
}

/// One value; a value type is told from an element of the same name.
pub(super) fn r#type(item: &Type) -> String {
    match item {
        Type::Own(name) => name.clone(),
        Type::Runtime(name) => (*name).to_owned(),
        Type::Value(name) => format!("value::{name}"),
        Type::Extern(path, _) => path.clone(),
        Type::String => "String".to_owned(),
    }
}
