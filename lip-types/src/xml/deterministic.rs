//! What derived code asserts of content models when it is compiled: an element belongs to one field, without a look
//! at what follows (XML 1.0, 3.2.1; XSD 1.0 part 1, 3.8.6).

use super::{Model, Name};

/// Two fields, or two variants, could hold the same element.
///
/// What one position of a model holds again and again is clear, however it is nested: only different ones are compared.
///
/// # Panics
///
/// When they could.
pub const fn deterministic(model: &Model) {
    assert!(
        is_deterministic(model),
        "ambiguous: two of the fields or variants could begin with the same element; write one of them, or elements \
         between them that are never absent"
    );
}

/// Text stands between elements in mixed content only.
///
/// # Panics
///
/// When it stands elsewhere.
pub const fn elements_only(model: &Model) {
    assert!(
        !has_text(model),
        "a variant of this choice is text, which stands between elements in mixed content only; write `#[xml(mixed)]`"
    );
}

const fn has_text(model: &Model) -> bool {
    match model {
        Model::Text => true,
        Model::Sequence(all) | Model::Choice(all) => {
            let mut i = 0;
            while i < all.len() {
                if has_text(&all[i]) {
                    return true;
                }
                i += 1;
            }
            false
        }
        Model::Occurs { inner, .. } => has_text(inner),
        Model::Element(_) | Model::Any => false,
    }
}

const fn is_deterministic(model: &Model) -> bool {
    match model {
        Model::Occurs { inner, .. } => is_deterministic(inner),
        Model::Sequence(all) => {
            let mut i = 0;
            while i < all.len() {
                if !is_deterministic(&all[i]) {
                    return false;
                }
                let mut j = i + 1;
                while j < all.len() {
                    if goes_on(&all[i], &all[j]) || is_nullable(&all[i]) && overlap(&all[i], &all[j]) {
                        return false;
                    }
                    if !is_nullable(&all[j]) {
                        break;
                    }
                    j += 1;
                }
                i += 1;
            }
            true
        }
        Model::Choice(all) => {
            let mut i = 0;
            while i < all.len() {
                let mut j = i + 1;
                while j < all.len() {
                    if overlap(&all[i], &all[j]) {
                        return false;
                    }
                    j += 1;
                }
                if !is_deterministic(&all[i]) {
                    return false;
                }
                i += 1;
            }
            true
        }
        Model::Element(_) | Model::Text | Model::Any => true,
    }
}

const fn is_nullable(model: &Model) -> bool {
    match model {
        Model::Element(_) => false,
        Model::Text | Model::Any => true,
        Model::Occurs { inner, min, .. } => *min == 0 || is_nullable(inner),
        Model::Sequence(all) => {
            let mut i = 0;
            while i < all.len() {
                if !is_nullable(&all[i]) {
                    return false;
                }
                i += 1;
            }
            true
        }
        Model::Choice(all) => {
            let mut i = 0;
            while i < all.len() {
                if is_nullable(&all[i]) {
                    return true;
                }
                i += 1;
            }
            false
        }
    }
}

/// Whether an element that may follow `model`, as more of it, begins `next`, too.
const fn goes_on(model: &Model, next: &Model) -> bool {
    match model {
        Model::Element(_) | Model::Text | Model::Any => false,
        Model::Occurs { inner, min, max } => *max > 1 && *min < *max && overlap(inner, next) || goes_on(inner, next),
        Model::Choice(all) => {
            let mut i = 0;
            while i < all.len() {
                if goes_on(&all[i], next) {
                    return true;
                }
                i += 1;
            }
            false
        }
        Model::Sequence(all) => {
            let mut i = all.len();
            while i > 0 {
                i -= 1;
                if goes_on(&all[i], next) || is_nullable(&all[i]) && overlap(&all[i], next) {
                    return true;
                }
                if !is_nullable(&all[i]) {
                    return false;
                }
            }
            false
        }
    }
}

/// Whether both may begin with the same element.
const fn overlap(one: &Model, other: &Model) -> bool {
    match one {
        Model::Element(name) => begins(other, name),
        Model::Occurs { inner, .. } => overlap(inner, other),
        Model::Text | Model::Any => false,
        Model::Sequence(all) | Model::Choice(all) => {
            let mut i = 0;
            while i < all.len() {
                if overlap(&all[i], other) {
                    return true;
                }
                if matches!(one, Model::Sequence(_)) && !is_nullable(&all[i]) {
                    return false;
                }
                i += 1;
            }
            false
        }
    }
}

const fn begins(model: &Model, name: &Name) -> bool {
    match model {
        Model::Element(other) => same(other.local, name.local) && same(other.namespace.uri(), name.namespace.uri()),
        Model::Occurs { inner, .. } => begins(inner, name),
        Model::Text | Model::Any => false,
        Model::Sequence(all) | Model::Choice(all) => {
            let mut i = 0;
            while i < all.len() {
                if begins(&all[i], name) {
                    return true;
                }
                if matches!(model, Model::Sequence(_)) && !is_nullable(&all[i]) {
                    return false;
                }
                i += 1;
            }
            false
        }
    }
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut i = 0;
    while i < one.len() {
        if one[i] != other[i] {
            return false;
        }
        i += 1;
    }
    true
}
