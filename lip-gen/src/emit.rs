//! Rust shapes to Rust source text. Nothing is decided here: see [`crate::lower`].

mod attrs;
mod docs;
mod file;
mod item;
mod method;
mod types;

pub use file::emit;

use proc_macro2::{Ident, Span, TokenStream};

/// Path of the runtime crate.
struct Runtime(TokenStream);

impl Runtime {
    fn new(path: &str) -> Self {
        Self(path.parse().unwrap_or_default())
    }

    /// Whether the derive finds it without being told.
    fn is_usual(&self) -> bool {
        self.0.to_string().replace(' ', "") == "::lip_types"
    }
}

/// An identifier. Names in shapes are identifiers already; one that is not gives code
/// that says so when it is compiled.
fn ident(name: &str) -> Ident {
    syn::parse_str(name).unwrap_or_else(|_| Ident::new("NotAnIdentifier", Span::call_site()))
}
