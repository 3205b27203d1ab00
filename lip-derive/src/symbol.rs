//! The keys of `#[xml(…)]`.

pub(crate) const XML: &str = "xml";

pub(crate) const ANY: &str = "any";
pub(crate) const ANY_ATTRIBUTES: &str = "any_attributes";
pub(crate) const ATTRIBUTE: &str = "attribute";
pub(crate) const CHILD: &str = "child";
pub(crate) const CHOICE: &str = "choice";
pub(crate) const CRATE: &str = "crate";
pub(crate) const DEFAULT: &str = "default";
pub(crate) const ELEMENT: &str = "element";
pub(crate) const EXTENDS: &str = "extends";
pub(crate) const FLATTEN: &str = "flatten";
pub(crate) const GROUP: &str = "group";
pub(crate) const MIXED: &str = "mixed";
pub(crate) const NS: &str = "ns";
pub(crate) const PRESERVED: &str = "preserved";
pub(crate) const TEXT: &str = "text";
pub(crate) const VALUE: &str = "value";
pub(crate) const WITH: &str = "with";

/// What may stand on an item.
pub(crate) const ON_ITEM: &[&str] = &[ELEMENT, NS, EXTENDS, GROUP, CHOICE, VALUE, CRATE];
/// What may stand on a field.
pub(crate) const ON_FIELD: &[&str] =
    &[ATTRIBUTE, CHILD, CHOICE, GROUP, FLATTEN, TEXT, MIXED, ANY, ANY_ATTRIBUTES, PRESERVED, NS, DEFAULT, WITH];
/// What may stand on a variant.
pub(crate) const ON_VARIANT: &[&str] = &[CHILD, CHOICE, GROUP, FLATTEN, TEXT, VALUE, NS, WITH];
/// What says more of a field or variant, and not what it is.
pub(crate) const BESIDE: &[&str] = &[NS, DEFAULT, WITH];
/// Where keys belong.
pub(crate) const PLACES: &[(&[&str], &str)] = &[
    (ON_ITEM, "before the `struct` or `enum`"),
    (ON_FIELD, "before a field of a struct"),
    (ON_VARIANT, "before a variant of an enum"),
];

/// What other crates call the same.
const ELSEWHERE: &[(&str, &str)] = &[
    ("attr", ATTRIBUTE),
    ("body", TEXT),
    ("codec", WITH),
    ("content", TEXT),
    ("deserialize_with", WITH),
    ("element", CHILD),
    ("elements", CHILD),
    ("enum", CHOICE),
    ("name", ELEMENT),
    ("namespace", NS),
    ("rename", CHILD),
    ("root", ELEMENT),
    ("sequence", GROUP),
    ("serialize_with", WITH),
    ("tag", ELEMENT),
    ("untagged", CHOICE),
    ("xmlns", NS),
];

/// What other derives have, and this one does otherwise.
const OTHERWISE: &[(&[&str], &str)] = &[
    (
        &["skip", "ignore", "skip_serializing", "skip_deserializing"],
        "every field is written, so that nothing is lost; hold what is no XML in a struct around this one",
    ),
    (&["skip_serializing_if", "optional"], "write the type `Option<T>` for what may be absent"),
    (&["required"], "write the type `T` for what must be there, `Option<T>` for what may be absent"),
    (
        &["rename_all", "rename_all_fields"],
        "each name is written as documents have it: `child = \"…\"`, `attribute = \"…\"`",
    ),
    (&["deny_unknown_fields"], "what the type does not know is refused already; take it away"),
    (&["transparent"], "write a struct with one field, `#[xml(text)]` for a value"),
    (&["bound"], "the bounds are found from the fields; take it away"),
    (&["borrow"], "what has been read is owned; take it away"),
    (&["alias"], "an element has one name; write an enum with `#[xml(choice)]` for one of several"),
    (
        &["getter", "remote", "from", "into", "try_from"],
        "write `with = \"module\"` with functions that read and write the text",
    ),
];

/// What to write instead of a key of other derives.
pub(crate) fn otherwise(name: &str) -> Option<&'static str> {
    OTHERWISE.iter().find(|(names, _)| names.contains(&name)).map(|(_, instead)| *instead)
}

/// The key that is likely to be meant.
pub(crate) fn nearest<'k>(name: &str, allowed: &[&'k str]) -> Option<&'k str> {
    let as_written = name;
    let name: String = name.chars().filter(|c| *c != '_').collect::<String>().to_ascii_lowercase();
    let most = if name.len() < 4 { 1 } else { 2 };
    let near = allowed
        .iter()
        .map(|key| (distance(&name, &key.replace('_', "")), *key))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance);
    let elsewhere =
        || ELSEWHERE.iter().find(|(word, key)| *word == as_written && allowed.contains(key)).map(|(_, key)| *key);
    match near {
        Some((_, key)) => Some(key),
        None => elsewhere().and_then(|key| allowed.iter().find(|k| **k == key).copied()),
    }
}

/// Insertions, deletions and changes from one word to another.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
