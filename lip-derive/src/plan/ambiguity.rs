//! Deterministic content models (XML 1.0, 3.2.1; XSD 1.0 part 1, 3.8.6: Unique Particle Attribution): an element
//! belongs to one field, without a look at what follows.

use quote::ToTokens;

use super::types::held;
use super::{Particle, Slot, Term};
use crate::attr::Key;
use crate::ctxt::Ctxt;

/// Tells fields whose elements an earlier one may have taken.
pub(super) fn check(ctxt: &Ctxt, particles: &[(&Key, Particle<'_>)]) {
    for (i, (key, later)) in particles.iter().enumerate() {
        for (_, earlier) in particles.iter().take(i).rev() {
            let fixed = earlier.slot.default.is_none() && held(&earlier.slot.ty).0.is_fixed();
            if same(&earlier.slot, &later.slot) && !fixed {
                let (first, name) = (earlier.member.to_token_stream(), shown(&later.slot));
                let message = format!(
                    "{name} could belong to the field `{first}` as well; write one `Vec`, `OneOrMore` or `Bounded` for both"
                );
                ctxt.error(&key.path, message);
                break;
            }
            if !may_be_empty(&earlier.slot) {
                break;
            }
        }
    }
}

fn may_be_empty(slot: &Slot) -> bool {
    slot.default.is_some() || held(&slot.ty).0.may_be_empty()
}

/// Whether both are sure to begin with the same.
pub(super) fn same(first: &Slot, second: &Slot) -> bool {
    let same_item = || {
        let item = |slot: &Slot| held(&slot.ty).1.to_token_stream().to_string();
        item(first) == item(second)
    };
    match (&first.term, &second.term) {
        (Term::Child(Some(a)), Term::Child(Some(b))) => a.same(b),
        (Term::Child(None), Term::Child(None)) | (Term::Group, Term::Group) => same_item(),
        (Term::Text, Term::Text) => true,
        _ => false,
    }
}

/// What the field holds, in a message.
pub(super) fn shown(slot: &Slot) -> String {
    match &slot.term {
        Term::Child(Some(name)) => format!("the element `{}`", name.local),
        Term::Child(None) => format!("the element of `{}`", super::types::shown(held(&slot.ty).1)),
        Term::Group => format!("what `{}` holds", super::types::shown(held(&slot.ty).1)),
        Term::Text => "text".to_owned(),
    }
}
