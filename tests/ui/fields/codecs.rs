//! `with`: beside what, and with what.
use lip_types::{AnyContent, Preserved, Xml};

#[derive(Xml)]
#[xml(element = "inner")]
struct Inner(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a")]
struct Beside {
    #[xml(child, with = "codec")]
    a: Inner,
    #[xml(group, with = "codec")]
    b: Inner,
    #[xml(preserved, with = "codec")]
    c: Preserved,
    #[xml(with = "codec")]
    d: u8,
}

#[derive(Xml)]
#[xml(element = "a")]
struct BesideAny(#[xml(any, with = "codec")] AnyContent);

#[derive(Xml)]
#[xml(element = "a")]
struct NoPath {
    #[xml(attribute = "a", with)]
    a: u8,
    #[xml(attribute = "b", with = "not a path")]
    b: u8,
    #[xml(child = "c", with = 7)]
    c: u8,
    #[xml(child = "d", serialize_with = "codec")]
    d: u8,
}

#[derive(Xml)]
#[xml(choice)]
enum Variants {
    #[xml(child = "a", with = "codec")]
    A,
    #[xml(child, with = "codec")]
    B(Inner),
}

fn main() {}
