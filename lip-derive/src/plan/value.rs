//! Enums that are enumerations of values.

use syn::{Fields, Ident};

use crate::ast::{Item, Variant};
use crate::ctxt::Ctxt;
use crate::symbol;

pub(crate) fn value<'i>(ctxt: &Ctxt, item: &Item<'_>, variants: &'i [Variant<'i>]) -> Option<Vec<(&'i Ident, String)>> {
    if variants.is_empty() {
        ctxt.error(item.ident, "an enumeration of nothing; write a variant for each value");
        return None;
    }
    let mut complete = true;
    let mut values: Vec<(&'i Ident, String)> = Vec::new();
    for variant in variants {
        if !matches!(variant.variant.fields, Fields::Unit) {
            ctxt.error(
                &variant.variant.fields,
                format!("a value of an enumeration holds no field; write `{}` alone", variant.ident),
            );
            complete = false;
        }
        for key in variant.keys.keys.iter().filter(|k| k.name != symbol::VALUE) {
            ctxt.error(&key.path, format!("`{}` in an enumeration of values; write `#[xml(value = \"…\")]`", key.name));
            complete = false;
        }
        let Some(text) = variant.keys.get(symbol::VALUE).and_then(|key| key.text(ctxt)) else {
            if variant.keys.get(symbol::VALUE).is_none() && variant.keys.keys.is_empty() && !variant.keys.broken {
                ctxt.error(variant.ident, "say how the value is written: `#[xml(value = \"…\")]`");
            }
            complete = false;
            continue;
        };
        let collapsed = text.value().split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if collapsed != text.value() {
            ctxt.error(
                text,
                format!("white space is collapsed before values are compared; write `value = \"{collapsed}\"`"),
            );
        }
        if let Some((first, _)) = values.iter().find(|(_, v)| *v == text.value()) {
            ctxt.error(
                text,
                format!("`{}` is the value of `{first}` already; take one of the variants away", text.value()),
            );
        }
        values.push((variant.ident, text.value()));
    }
    complete.then_some(values)
}
