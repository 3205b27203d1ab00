//! Enums that are one of several elements, groups or texts.

use syn::Fields;

use super::{ChoiceVariant, Term, structure};
use crate::ast::{Item, Variant};
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
    for variant in variants {
        match one(ctxt, variant) {
            Some(new) => {
                let bare = [symbol::TEXT, symbol::GROUP].iter().find_map(|kind| variant.keys.get(kind));
                if let Some(key) = bare.filter(|_| elements) {
                    let message =
                        format!("`{}` in an extension, which is one of several elements; write `child`", key.name);
                    ctxt.error(&key.path, message);
                }
                if let Some(first) = planned.iter().find(|first| same(&first.term, &new.term)) {
                    let what = match &new.term {
                        Term::Child(Some(name)) => format!("the element `{}`", name.local),
                        _ => "text".to_owned(),
                    };
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

/// Whether both are sure to begin with the same.
fn same(first: &Term, second: &Term) -> bool {
    match (first, second) {
        (Term::Child(Some(a)), Term::Child(Some(b))) => a.same(b),
        (Term::Text, Term::Text) => true,
        _ => false,
    }
}

fn one<'i>(ctxt: &Ctxt, variant: &'i Variant<'i>) -> Option<ChoiceVariant<'i>> {
    let mut kinds = variant.keys.keys.iter().filter(|k| k.name != symbol::NS);
    let kind = kinds.next();
    for other in kinds {
        ctxt.error(&other.path, "a variant is one of `child`, `choice`, `group` and `text`; write one of them");
    }
    let ty = match &variant.variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|f| &f.ty),
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
    let term = match kind.name.as_str() {
        symbol::VALUE => {
            ctxt.error(&kind.path, "`value` is for enumerations, `#[xml(value)]` on the enum; a variant of a choice is `child`, `choice`, `group` or `text`");
            return None;
        }
        symbol::TEXT => {
            kind.alone(ctxt);
            Term::Text
        }
        symbol::CHOICE | symbol::GROUP => {
            kind.alone(ctxt);
            Term::Group
        }
        _ => structure::term(ctxt, kind, variant.keys.get(symbol::NS))?,
    };
    if let Some(ns) = variant.keys.get(symbol::NS).filter(|_| !matches!(term, Term::Child(Some(_)))) {
        ctxt.error(&ns.path, "`ns` without a name; write `child = \"…\"` beside it, or take it away");
    }
    Some(ChoiceVariant { ident: variant.ident, ty: ty?, term })
}
