//! Types that a field cannot have. These messages come from the compiler; the notes are ours.
use std::collections::HashMap;

use lip_types::Xml;

#[derive(Xml)]
#[xml(element = "a")]
struct Attributes {
    #[xml(attribute = "a")]
    a: HashMap<String, String>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct ManyAttributes {
    #[xml(attribute = "a")]
    a: Vec<String>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct Children {
    #[xml(child = "a")]
    a: HashMap<String, String>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct Borrowed {
    #[xml(child = "a")]
    a: &'static str,
}

#[derive(Xml)]
#[xml(element = "a")]
struct BorrowedText<'a> {
    #[xml(text)]
    a: &'a str,
}

#[derive(Xml)]
#[xml(element = "a")]
struct Nested {
    #[xml(child = "a")]
    a: Vec<Option<String>>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct OptionalText {
    #[xml(text)]
    a: Option<String>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct Nameless {
    #[xml(child)]
    a: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct NoChoice {
    #[xml(choice)]
    a: Vec<Attributes>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct NoDerive {
    #[xml(child = "b")]
    b: Plain,
}

#[derive(Xml)]
#[xml(element = "a")]
struct NoPreserved {
    #[xml(preserved)]
    b: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct NoAny {
    #[xml(any_attributes)]
    b: Vec<String>,
    #[xml(any)]
    c: String,
}

struct Plain;

fn main() {}
