//! Laws that hold for any bytes. A law that is broken panics; so does what should never panic.
#![forbid(unsafe_code)]

pub mod dictionary;
mod document;
mod exact;
mod json;
mod lenient;
mod schema;
pub mod seeds;
mod value;

pub use document::document;
pub use json::json;
pub use schema::{dtd, xsd};
pub use value::value;

/// A law, asked for bytes.
pub type Law = fn(&[u8]);

/// The targets by name.
pub const TARGETS: &[(&str, Law)] =
    &[("document", document), ("json", json), ("dtd", dtd), ("xsd", xsd), ("value", value)];
