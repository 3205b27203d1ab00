#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

// Generated and derived code names this crate by its own name.
extern crate self as lip_types;

mod cardinality;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod ext;
mod generated;
#[cfg(feature = "serde")]
pub mod json;
pub mod lip;
#[doc(hidden)]
pub mod private;
#[cfg(feature = "arbitrary")]
pub mod random;
pub mod schemas;
mod syntax;
pub mod value;
pub mod xml;

pub use cardinality::{Bounded, LengthError, OneOrMore};
pub use ecow::EcoString;
pub use ext::{
    AnyAttribute, AnyAttributes, AnyContent, AnyElement, AnyInstruction, AnyNode, Extension, ExtensionPoint,
};
pub use generated::imslip;
#[cfg(feature = "serde")]
pub use lip_derive::Json;
pub use lip_derive::Xml;
pub use value::{Binding, FromText, ToText};
pub use xml::{
    AnyDocument, Declaration, Element, ErrorKind, Finding, Findings, FromXml, Kept, Layout, Limits, Name, Namespace,
    Order, Outcome, Preserved, ReadOptions, Repair, Rule, Severity, ToXml, Unknown, Values, WriteError, WriteOptions,
    from_bytes, from_xml, read, to_xml,
};
