//! What the derive writes keeps to the strictest lints of the one who uses it.
#![deny(warnings, missing_docs, unused, rust_2018_idioms, unreachable_pub, unused_qualifications, unsafe_code)]
#![allow(dead_code)]

use lip_types::{AnyAttributes, AnyContent, Preserved, Xml};

/// With everything.
#[derive(Debug, Xml)]
#[xml(element = "all", ns = "urn:all")]
#[non_exhaustive]
pub struct All {
    /// Raw.
    #[xml(attribute)]
    pub r#type: Option<String>,
    /// Any other.
    #[xml(any_attributes)]
    pub attributes: AnyAttributes,
    /// Mixed.
    #[xml(mixed)]
    pub items: Vec<Item>,
    /// Kept.
    #[xml(preserved)]
    pub preserved: Preserved,
}

/// Mixed.
#[derive(Debug, Xml)]
#[xml(choice)]
pub enum Item {
    /// Text.
    #[xml(text)]
    Text(String),
    /// Open.
    #[xml(child = "open")]
    Open(Open),
    /// Empty.
    #[xml(child = "empty")]
    Empty(Empty),
}

/// Open.
#[derive(Debug, Xml)]
pub struct Open(
    /// Content.
    #[xml(any)]
    pub AnyContent,
);

/// Empty.
#[derive(Debug, Xml)]
pub struct Empty;

/// Values.
#[derive(Debug, Clone, Copy, Xml)]
#[xml(value)]
pub enum Value {
    /// One.
    #[xml(value = "1")]
    One,
}

macro_rules! by_macro {
    ($name:ident, $field:ident: $type:ty) => {
        /// Made by a macro.
        #[derive(Debug, Xml)]
        #[xml(element = "made")]
        pub struct $name {
            /// A field.
            #[xml(attribute = "id")]
            pub $field: $type,
            /// Text.
            #[xml(child = "text")]
            pub text: Vec<String>,
        }
    };
}

by_macro!(Made, id: Option<Value>);

fn main() {}
