//! Which of two simple types accepts more.

use std::collections::BTreeSet;

use super::report::{Aspect, Kind};
use crate::schema::{Builtin, SimpleType};

/// What happened between two simple types, and whether it is about values or the datatype; `None` when nothing did.
pub(super) fn compare(old: &SimpleType, new: &SimpleType) -> Option<(Kind, Aspect)> {
    use SimpleType::{Builtin as Plain, Enumeration, Union};
    match (old, new) {
        (Enumeration { values: old, .. }, Enumeration { values: new, .. }) => {
            let (old, new): (BTreeSet<_>, BTreeSet<_>) = (old.iter().collect(), new.iter().collect());
            Some((kind(new.is_subset(&old), old.is_subset(&new))?, Aspect::Values))
        }
        (Plain(old), Plain(new)) => Some((kind(within(*new, *old), within(*old, *new))?, Aspect::Datatype)),
        (Plain(old), Enumeration { base, .. }) => Some((kind(within(*base, *old), false)?, Aspect::Datatype)),
        (Enumeration { base, .. }, Plain(new)) => Some((kind(false, within(*base, *new))?, Aspect::Datatype)),
        (Union(old), Union(new)) if same_members(old, new) => None,
        (old, new) => Some((kind(is_any_text(old), is_any_text(new))?, Aspect::Datatype)),
    }
}

/// Whether each accepts all that the other one does.
fn kind(narrower: bool, wider: bool) -> Option<Kind> {
    match (narrower, wider) {
        (true, true) => None,
        (true, false) => Some(Kind::Narrowed),
        (false, true) => Some(Kind::Widened),
        (false, false) => Some(Kind::Changed),
    }
}

fn same_members(old: &[SimpleType], new: &[SimpleType]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| compare(old, new).is_none())
}

fn is_any_text(r#type: &SimpleType) -> bool {
    matches!(r#type, SimpleType::Builtin(Builtin::String | Builtin::AnySimpleType))
}

/// Whether every text that is an `inner` is an `outer`, too.
fn within(inner: Builtin, outer: Builtin) -> bool {
    // Any text is a string.
    matches!(outer, Builtin::String | Builtin::AnySimpleType)
        || inner.derives_from(outer)
        // A list of one.
        || matches!(
            (inner, outer),
            (Builtin::NmToken, Builtin::NmTokens) | (Builtin::IdRef, Builtin::IdRefs) | (Builtin::Entity, Builtin::Entities)
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derivation_orders_datatypes() {
        let told = |old, new| compare(&SimpleType::Builtin(old), &SimpleType::Builtin(new)).map(|(kind, _)| kind);
        assert_eq!(told(Builtin::String, Builtin::DateTime), Some(Kind::Narrowed));
        assert_eq!(told(Builtin::Id, Builtin::Token), Some(Kind::Widened));
        assert_eq!(told(Builtin::Byte, Builtin::Decimal), Some(Kind::Widened));
        assert_eq!(told(Builtin::IdRefs, Builtin::IdRef), Some(Kind::Narrowed));
        assert_eq!(told(Builtin::Date, Builtin::Time), Some(Kind::Changed));
        assert_eq!(told(Builtin::String, Builtin::AnySimpleType), None);
    }
}
