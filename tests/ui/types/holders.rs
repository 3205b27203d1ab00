//! Types that say how often in a way that no field can.
use std::borrow::Cow;

use lip_types::{Bounded, OneOrMore, Xml};

#[derive(Xml)]
#[xml(element = "a")]
struct Attributes {
    #[xml(attribute = "a")]
    a: Vec<String>,
    #[xml(attribute = "b")]
    b: OneOrMore<u8>,
    #[xml(attribute = "c")]
    c: Bounded<u8, 1, 2>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct Text(#[xml(text)] Option<String>);

#[derive(Xml)]
#[xml(element = "a")]
struct Texts(#[xml(text)] Vec<u8>);

#[derive(Xml)]
#[xml(element = "a")]
struct Nested {
    #[xml(child = "a")]
    a: Vec<Option<String>>,
    #[xml(child = "b")]
    b: Option<Vec<String>>,
    #[xml(child = "c")]
    c: Option<Option<u8>>,
    #[xml(child = "d")]
    d: Vec<Vec<u8>>,
    #[xml(child = "e")]
    e: Option<OneOrMore<u8>>,
    #[xml(child = "f")]
    f: Box<Option<String>>,
    #[xml(child = "g")]
    g: Box<Vec<String>>,
    #[xml(child = "h")]
    h: [u8; 3],
}

#[derive(Xml)]
#[xml(element = "a")]
struct Bounds {
    #[xml(child = "a")]
    a: Bounded<u8, 3, 2>,
    #[xml(child = "b")]
    b: Bounded<u8, 0, 0>,
    #[xml(child = "c")]
    c: Bounded<u8, 2, 2>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct Borrowed<'a> {
    #[xml(attribute = "a")]
    a: &'a str,
    #[xml(attribute = "b")]
    b: Option<&'static str>,
    #[xml(child = "c")]
    c: Vec<&'a u8>,
    #[xml(child = "d")]
    d: Cow<'a, str>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct BorrowedText<'a>(#[xml(text)] &'a str);

#[derive(Xml)]
#[xml(choice)]
enum Variants<'a> {
    #[xml(child = "a")]
    A(&'a str),
    #[xml(child = "b")]
    B(Vec<Option<u8>>),
    #[xml(text)]
    Text(Option<String>),
}

fn main() {}
