//! `#[derive(Xml)]`: the XML binding of a Rust type.
//!
//! The macro reads the item once (`attr`, `ast`), decides what it means
//! (`plan`, in which nothing invalid can be held), and writes the
//! implementations (`expand`, which cannot fail). All mistakes of an item are
//! reported at once, each at its place.
#![forbid(unsafe_code)]

mod ast;
mod attr;
mod ctxt;
mod expand;
mod plan;
mod symbol;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

#[doc = include_str!("attributes.md")]
#[proc_macro_derive(Xml, attributes(xml))]
pub fn derive_xml(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let ctxt = ctxt::Ctxt::default();
    let item = ast::Item::read(&ctxt, &input);
    let plan = plan::plan(&ctxt, &item);
    let errors = ctxt.into_errors();
    match plan {
        Some(plan) if errors.is_empty() => expand::expand(&item, &plan),
        // Stubs beside the messages: what uses the type brings no errors of its own.
        _ => expand::stubs(&item, &errors),
    }
    .into()
}
