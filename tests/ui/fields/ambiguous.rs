//! Elements that could belong to two fields.
use lip_types::{Bounded, OneOrMore, Xml};

#[derive(Xml)]
#[xml(element = "a")]
struct OneAfterTheOther {
    #[xml(child = "line")]
    first: Option<String>,
    #[xml(child = "line")]
    second: String,
    #[xml(child = "mark")]
    marks: OneOrMore<u8>,
    #[xml(child = "mark")]
    mark: u8,
}

#[derive(Xml)]
#[xml(element = "a")]
struct AcrossWhatMayBeAbsent {
    #[xml(child = "line")]
    first: Bounded<String, 1, 2>,
    #[xml(child = "between")]
    between: Vec<String>,
    #[xml(child = "other", default)]
    other: String,
    #[xml(child = "line")]
    last: Vec<String>,
}

#[derive(Xml)]
#[xml(group)]
struct OfOneType {
    #[xml(child)]
    first: Vec<Inner>,
    #[xml(child)]
    second: Option<Inner>,
    #[xml(group)]
    third: Option<Pair>,
    #[xml(group)]
    fourth: Vec<Pair>,
}

/// Each of these is clear.
#[derive(Xml)]
#[xml(element = "a")]
struct Clear {
    #[xml(child = "line")]
    first: String,
    #[xml(child = "line")]
    two: Bounded<String, 2, 2>,
    #[xml(child = "line", ns = "urn:x")]
    other: Option<String>,
    #[xml(child = "line")]
    rest: Option<String>,
    #[xml(child = "end")]
    end: String,
    #[xml(child = "line")]
    last: Vec<String>,
}

#[derive(Xml)]
#[xml(choice)]
enum OfVariants {
    #[xml(child)]
    A(Inner),
    #[xml(child)]
    B(Vec<Inner>),
    #[xml(group)]
    C(Pair),
    #[xml(flatten)]
    D(Option<Pair>),
    #[xml(child = "e")]
    E,
    #[xml(child = "e")]
    F(String),
}

#[derive(Xml)]
#[xml(element = "inner")]
struct Inner(#[xml(text)] String);

#[derive(Xml)]
#[xml(group)]
struct Pair(#[xml(child = "from")] u8, #[xml(child = "to")] u8);

fn main() {}
