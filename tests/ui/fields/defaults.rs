//! `default`: of what, and by what.
use lip_types::{AnyAttributes, AnyContent, Bounded, Preserved, Xml};

#[derive(Xml)]
#[xml(element = "a")]
struct OfWhatMayBeAbsent {
    #[xml(attribute = "a", default)]
    a: Option<String>,
    #[xml(child = "b", default)]
    b: Option<Box<String>>,
    #[xml(child = "c", default = "Vec::new")]
    c: Vec<String>,
    #[xml(text, default)]
    d: Option<String>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct OfAWhole {
    #[xml(any, default)]
    a: AnyContent,
    #[xml(any_attributes, default)]
    b: AnyAttributes,
    #[xml(preserved, default)]
    c: Preserved,
}

#[derive(Xml)]
#[xml(element = "a")]
struct OfNothing {
    #[xml(default)]
    b: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct ByAValue {
    #[xml(attribute = "b", default = "1 + 1")]
    b: u32,
    #[xml(attribute = "c", default = 7)]
    c: u32,
    #[xml(child = "d", default("seven"))]
    d: u32,
}

#[derive(Xml)]
#[xml(choice)]
enum OfAVariant {
    #[xml(child = "a", default)]
    A(String),
}

#[derive(Xml)]
#[xml(default, element = "a")]
struct OfAnItem(#[xml(child = "b")] Bounded<u8, 0, 2>);

fn main() {}
