//! Attributes of one element: what was added, removed, and what became of the others.

use super::report::{Aspect, Builder, Change, Kind, Subject};
use super::{datatype, rename};
use crate::schema::{Attribute, AttributeDefault, ComplexType, SimpleType, simple_type};

/// Compares the attributes of two types.
pub(super) fn compare(old: &ComplexType, new: &ComplexType, subject: &Subject, report: &mut Builder) {
    let absent = |list: &[Attribute], one: &Attribute| !list.iter().any(|other| other.name == one.name);
    let gone: Vec<_> = old.attributes.iter().filter(|one| absent(&new.attributes, one)).collect();
    let mut added: Vec<_> = new.attributes.iter().filter(|one| absent(&old.attributes, one)).collect();
    for old in &old.attributes {
        let name = old.name.to_string();
        if let Some(new) = new.attributes.iter().find(|new| new.name == old.name) {
            changes(old, new).into_iter().for_each(|change| report.change(subject, change.of_attribute(&name)));
        }
    }
    for old in gone {
        let name = old.name.to_string();
        match added.iter().position(|new| is_renamed(old, new)) {
            Some(at) => {
                let new = added.remove(at).name.to_string();
                let change = Change::new(Kind::Renamed, Aspect::Declaration).values(name, new.clone()).guessed();
                report.change(subject, change.of_attribute(&new));
            }
            None => {
                let change = Change::new(Kind::Removed, Aspect::Declaration).values(declaration(old), None);
                report.change(subject, change.of_attribute(&name));
            }
        }
    }
    for new in added {
        let change = Change::new(Kind::Added, Aspect::Declaration).values(None, declaration(new));
        report.change(subject, change.of_attribute(&new.name.to_string()));
    }
    match (&old.any_attribute, &new.any_attribute) {
        (None, Some(_)) => report.change(subject, Change::new(Kind::Widened, Aspect::AnyAttributes)),
        (Some(_), None) => report.change(subject, Change::new(Kind::Narrowed, Aspect::AnyAttributes)),
        _ => {}
    }
}

fn is_renamed(old: &Attribute, new: &Attribute) -> bool {
    rename::is_near(&old.name.local, &new.name.local) && changes(old, new).is_empty()
}

/// What differs between two attributes, their names apart.
fn changes(old: &Attribute, new: &Attribute) -> Vec<Change> {
    let mut changes = Vec::new();
    let (before, after) = (&old.r#type, &new.r#type);
    // `xml:lang` has one meaning, however a schema spells its type.
    let is_list = |r#type: &SimpleType| matches!(r#type, SimpleType::Enumeration { .. });
    let is_lang = old.name.is_xml() && old.name.local == "lang" && !is_list(before) && !is_list(after);
    if let Some((kind, aspect)) = datatype::compare(before, after).filter(|_| !is_lang) {
        changes.push(Change::new(kind, aspect).values(simple_type(before), simple_type(after)));
    }
    let word = |attribute| if is_required(attribute) { "required" } else { "optional" }.to_owned();
    match (is_required(old), is_required(new)) {
        (true, false) => changes.push(Change::new(Kind::Widened, Aspect::Use).values(word(old), word(new))),
        (false, true) => changes.push(Change::new(Kind::Narrowed, Aspect::Use).values(word(old), word(new))),
        _ => {}
    }
    let (before, after) = (default(old), default(new));
    if before != after {
        let kind = match (&before, &after) {
            (Some((true, _)), Some((true, _))) => Kind::Changed,
            (_, Some((true, _))) => Kind::Narrowed,
            (Some((true, _)), _) => Kind::Widened,
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            _ => Kind::Changed,
        };
        let shown = |default: Option<(bool, &str)>| {
            default.map(|(fixed, value)| format!("{}{value:?}", if fixed { "always " } else { "" }))
        };
        changes.push(Change::new(kind, Aspect::Default).values(shown(before), shown(after)));
    }
    changes
}

fn is_required(attribute: &Attribute) -> bool {
    matches!(attribute.default, AttributeDefault::Required | AttributeDefault::Fixed { required: true, .. })
}

/// The value that holds when nothing is written, and whether it is the only one.
fn default(attribute: &Attribute) -> Option<(bool, &str)> {
    match &attribute.default {
        AttributeDefault::Required | AttributeDefault::Optional => None,
        AttributeDefault::Value(value) => Some((false, value)),
        AttributeDefault::Fixed { value, .. } => Some((true, value)),
    }
}

/// `xsd:string, required`
fn declaration(attribute: &Attribute) -> String {
    let r#use = if is_required(attribute) { "required" } else { "optional" };
    let default = match default(attribute) {
        None => String::new(),
        Some((true, value)) => format!(", always {value:?}"),
        Some((false, value)) => format!(", default {value:?}"),
    };
    format!("{}, {}{default}", simple_type(&attribute.r#type), r#use)
}
