//! Enums that are one of several elements, groups or texts.

use syn::Fields;

use super::{ChoiceVariant, Holder, ambiguity, held, slot, types};
use crate::ast::{Item, Variant};
use crate::attr::Value;
use crate::ctxt::Ctxt;
use crate::symbol;

/// `elements`: each variant must be an element.
pub(crate) fn choice<'i>(
    ctxt: &Ctxt,
    item: &Item<'_>,
    variants: &'i [Variant<'i>],
    elements: bool,
) -> Option<Vec<ChoiceVariant<'i>>> {
    if variants.is_empty() {
        ctxt.error(item.ident, "a choice of nothing; write a variant for each element");
        return None;
    }
    let mut complete = true;
    let mut planned: Vec<ChoiceVariant<'i>> = Vec::new();
    for (index, variant) in variants.iter().enumerate() {
        match one(ctxt, variant, index) {
            Some(new) => {
                let bare =
                    [symbol::TEXT, symbol::GROUP, symbol::FLATTEN].iter().find_map(|kind| variant.keys.get(kind));
                if let Some(key) = bare.filter(|_| elements) {
                    let message =
                        format!("`{}` in an extension, which is one of several elements; write `child`", key.name);
                    ctxt.error(&key.path, message);
                }
                let (holder, item) = held(&new.slot.ty);
                if elements && !matches!(holder, Holder::One) {
                    let item = types::shown(item);
                    let message = format!("an extension is one element; write `{}({item})`", variant.ident);
                    ctxt.error(&new.slot.ty, message);
                }
                if let Some(first) = planned.iter().find(|first| ambiguity::same(&first.slot, &new.slot)) {
                    let what = ambiguity::shown(&new.slot);
                    let message = format!("{what} is `{}` already; take one of the variants away", first.ident);
                    ctxt.error(variant.ident, message);
                }
                planned.push(new);
            }
            None => complete = false,
        }
    }
    complete.then_some(planned)
}

fn one<'i>(ctxt: &Ctxt, variant: &'i Variant<'i>, index: usize) -> Option<ChoiceVariant<'i>> {
    let mut kinds = variant.keys.keys.iter().filter(|k| !symbol::BESIDE.contains(&k.name.as_str()));
    let kind = kinds.next();
    for other in kinds {
        ctxt.error(&other.path, "a variant is one of `child`, `choice`, `group` and `text`; write one of them");
    }
    let named = kind.is_some_and(|kind| kind.name == symbol::CHILD && !matches!(kind.value, Value::None));
    let unit = matches!(variant.variant.fields, Fields::Unit) && named;
    let ty = match &variant.variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|f| f.ty.clone()),
        Fields::Unit if named => Some(syn::parse_quote!(())),
        Fields::Unit if kind.is_some_and(|kind| kind.name == symbol::CHILD) => {
            let message = format!(
                "`{}` holds no element that knows its name; write `child = \"…\"` for an empty element, or `{0}(T)`",
                variant.ident
            );
            ctxt.error(variant.ident, message);
            None
        }
        Fields::Unit if kind.is_none() => None,
        _ => {
            ctxt.error(variant.ident, format!("a variant of a choice holds one field: `{}(T)`", variant.ident));
            None
        }
    };
    let Some(kind) = kind else {
        if !variant.keys.broken {
            ctxt.error(
                variant.ident,
                "say what the variant is: `#[xml(child)]`, `#[xml(child = \"…\")]`, `#[xml(choice)]`, `#[xml(group)]` or `#[xml(text)]`",
            );
        }
        return None;
    };
    match kind.name.as_str() {
        symbol::VALUE => {
            ctxt.error(&kind.path, "`value` is for enumerations, `#[xml(value)]` on the enum; a variant of a choice is `child`, `choice`, `group` or `text`");
            return None;
        }
        symbol::CHILD => {}
        _ => kind.alone(ctxt),
    }
    if let Some(ns) = variant.keys.get(symbol::NS).filter(|_| !named) {
        ctxt.error(&ns.path, "`ns` without a name; write `child = \"…\"` beside it, or take it away");
    }
    if let Some(with) = variant.keys.get(symbol::WITH).filter(|_| unit) {
        let message =
            format!("`with` beside a variant that holds nothing; write `{}(T)`, or take it away", variant.ident);
        ctxt.error(&with.path, message);
    }
    // An unnamed type is told already; what else is wrong is, too.
    let slot = slot::slot(ctxt, &variant.keys, kind, ty.as_ref().unwrap_or(&syn::parse_quote!(())), index);
    ty.and(slot).map(|slot| ChoiceVariant { ident: variant.ident, unit, slot })
}
