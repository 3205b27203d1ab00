//! Rust shapes to Rust source text, or to a JSON Schema. Nothing is decided here: see [`crate::lower`].

mod attrs;
mod docs;
mod file;
mod item;
mod json_schema;
mod method;
mod types;

pub use file::emit;
pub use json_schema::json_schema;

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};

use crate::shape::Module;

/// What is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Language {
    /// Types in Rust.
    #[default]
    Rust,
    /// A JSON Schema of the JSON form of these types.
    JsonSchema,
}

/// What generated code stands on: the runtime crate, and derives of other crates.
struct Runtime {
    /// Path of the runtime crate.
    path: TokenStream,
    /// `#[derive(…)]` of other crates.
    derives: TokenStream,
    /// Attributes of theirs for fields that hold text.
    text: TokenStream,
    /// Attributes of single items.
    attributes: BTreeMap<String, TokenStream>,
    /// The derive of the JSON form.
    json: TokenStream,
}

impl Runtime {
    fn of(module: &Module) -> Self {
        Self {
            path: module.runtime.parse().unwrap_or_default(),
            derives: module.derives.iter().map(attrs::derive).collect(),
            text: module.derives.iter().filter_map(attrs::of_text).collect(),
            attributes: module.attributes.iter().map(|(name, list)| (name.clone(), attrs::verbatim(list))).collect(),
            json: attrs::json(module),
        }
    }

    /// Whether the derive finds it without being told.
    fn is_usual(&self) -> bool {
        self.path.to_string().replace(' ', "") == "::lip_types"
    }
}

/// An identifier. Names in shapes are identifiers already; one that is not gives code
/// that says so when it is compiled.
fn ident(name: &str) -> Ident {
    syn::parse_str(name).unwrap_or_else(|_| Ident::new("NotAnIdentifier", Span::call_site()))
}
