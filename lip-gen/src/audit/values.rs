//! Simple types: what a value may be in a DTD and in an XSD.

use std::collections::BTreeSet;

use super::Side;
use crate::schema::{Builtin, SimpleType};

/// How a type of an XSD stands to that of a DTD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Relation {
    /// Both take the same.
    Same,
    /// The XSD takes less, in a way that no DTD can state.
    Narrower,
    /// They are apart. With a value that one takes and the other does not, if one is known.
    Different(Option<(String, Side)>),
}

/// Whether the text of an element may be less than `#PCDATA`.
pub(super) fn narrows(text: &SimpleType) -> bool {
    !matches!(text, SimpleType::Builtin(builtin) if any_text(*builtin))
}

/// Values of an attribute. Lists of values are compared as sets of what is written; that `xsd:integer` writes one
/// number in many ways does not count.
pub(super) fn compare(dtd: &SimpleType, xsd: &SimpleType) -> Relation {
    use Builtin::{Language, Name, NcName, NmToken, String};
    let different = || Relation::Different(sample(dtd, xsd));
    match (dtd, xsd) {
        (SimpleType::Builtin(a), SimpleType::Builtin(b)) if a == b => Relation::Same,
        (SimpleType::Builtin(String), SimpleType::Builtin(b)) if any_text(*b) => Relation::Same,
        // A DTD has a type of the same name.
        (SimpleType::Builtin(String), SimpleType::Builtin(b)) if declarable(*b) => different(),
        (SimpleType::Builtin(String), SimpleType::Enumeration { values, base, .. }) => {
            // A DTD could list them as well, if each of them is a name token.
            let listed = *base == Builtin::Notation || values.iter().all(|v| takes(&NMTOKEN, v) == Some(true));
            if listed { different() } else { Relation::Narrower }
        }
        (SimpleType::Builtin(String), _) => Relation::Narrower,
        (SimpleType::Builtin(NmToken), SimpleType::Builtin(Name | NcName | Language | Builtin::Boolean)) => {
            Relation::Narrower
        }
        (SimpleType::Enumeration { .. }, _) => match (values(dtd), values(xsd)) {
            (Some(a), Some(b)) if a == b && is_notation(dtd) == is_notation(xsd) => Relation::Same,
            _ => different(),
        },
        _ => different(),
    }
}

const NMTOKEN: SimpleType = SimpleType::Builtin(Builtin::NmToken);

/// What a DTD means by `CDATA`.
fn any_text(builtin: Builtin) -> bool {
    matches!(builtin, Builtin::String | Builtin::AnySimpleType | Builtin::NormalizedString | Builtin::Token)
}

/// `TokenizedType` (XML 1.0, production 56), and notations.
fn declarable(builtin: Builtin) -> bool {
    use Builtin::{Entities, Entity, Id, IdRef, IdRefs, NmToken, NmTokens, Notation};
    matches!(builtin, Id | IdRef | IdRefs | Entity | Entities | NmToken | NmTokens | Notation)
}

fn is_notation(r#type: &SimpleType) -> bool {
    matches!(r#type, SimpleType::Enumeration { base: Builtin::Notation, .. } | SimpleType::Builtin(Builtin::Notation))
}

/// All values, if they can be counted.
fn values(r#type: &SimpleType) -> Option<BTreeSet<String>> {
    match r#type {
        SimpleType::Enumeration { base, values, .. } => Some(values.iter().map(|v| base.normalize(v)).collect()),
        SimpleType::Builtin(Builtin::Boolean) => Some(["true", "false", "1", "0"].map(str::to_owned).into()),
        SimpleType::Union(members) => {
            let all: Option<Vec<_>> = members.iter().map(values).collect();
            all.map(|all| all.into_iter().flatten().collect())
        }
        SimpleType::Builtin(_) => None,
    }
}

/// A value that one takes and the other does not.
fn sample(dtd: &SimpleType, xsd: &SimpleType) -> Option<(String, Side)> {
    candidates(dtd, xsd).into_iter().find_map(|value| match (takes(dtd, &value), takes(xsd, &value)) {
        (Some(true), Some(false)) => Some((value, Side::Dtd)),
        (Some(false), Some(true)) => Some((value, Side::Xsd)),
        _ => None,
    })
}

/// A value that the type takes, other than this one.
pub(super) fn other_than(value: &str, r#type: &SimpleType) -> Option<String> {
    candidates(r#type, r#type).into_iter().find(|v| v != value && takes(r#type, v) == Some(true))
}

/// Values worth trying: those listed, and some that types of names tell apart.
fn candidates(a: &SimpleType, b: &SimpleType) -> Vec<String> {
    let listed = [a, b].into_iter().filter_map(values).flatten();
    listed.chain(["other", "1", "a b", ""].map(str::to_owned)).collect()
}

/// Whether a type takes a value. `None` where that is not known, or depends on the rest of the document.
fn takes(r#type: &SimpleType, value: &str) -> Option<bool> {
    let rest = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '·');
    let token = |word: &str| !word.is_empty() && word.chars().all(rest);
    let name = |word: &str| token(word) && word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'));
    let mut words = value.split(' ');
    let refers = |fits: bool| if fits { None } else { Some(false) };
    if let Some(values) = values(r#type) {
        return Some(values.contains(value));
    }
    match r#type {
        SimpleType::Builtin(builtin) if any_text(*builtin) => Some(true),
        SimpleType::Builtin(Builtin::NmToken) => Some(token(value)),
        SimpleType::Builtin(Builtin::NmTokens) => Some(words.all(token)),
        SimpleType::Builtin(Builtin::Id | Builtin::Name | Builtin::NcName) => Some(name(value)),
        // They name something that must be declared elsewhere.
        SimpleType::Builtin(Builtin::IdRef | Builtin::Entity | Builtin::Notation) => refers(name(value)),
        SimpleType::Builtin(Builtin::IdRefs | Builtin::Entities) => refers(words.all(name)),
        _ => None,
    }
}
