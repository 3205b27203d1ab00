//! Fields: what each is, and what goes with what.
use lip_types::{AnyAttributes, AnyContent, Preserved, Xml};

#[derive(Xml)]
#[xml(element = "a")]
struct NoKey {
    a: String,
    /// Documented, and still nothing.
    pub b: Vec<String>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct NoKeyInATuple(String);

#[derive(Xml)]
#[xml(element = "a")]
struct TwoKinds {
    #[xml(attribute = "a", child = "a")]
    a: String,
    #[xml(text, any, mixed)]
    b: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct SameAttribute {
    #[xml(attribute = "id")]
    a: String,
    #[xml(attribute = "id")]
    b: Option<String>,
    #[xml(attribute = "id", ns = "urn:x")]
    other: String,
    #[xml(attribute = "id", ns = "urn:x")]
    other_again: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct TextBesideChild {
    #[xml(text)]
    a: String,
    #[xml(child = "b")]
    b: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct AnyBesideText {
    #[xml(any)]
    a: AnyContent,
    #[xml(text)]
    b: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct ChildBesideAny {
    #[xml(child = "b")]
    b: String,
    #[xml(any)]
    a: AnyContent,
}

#[derive(Xml)]
#[xml(element = "a")]
struct MixedBesideChild {
    #[xml(mixed)]
    a: Vec<Item>,
    #[xml(child = "b")]
    b: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct Doubles {
    #[xml(text)]
    a: String,
    #[xml(text)]
    b: String,
    #[xml(any_attributes)]
    c: AnyAttributes,
    #[xml(any_attributes)]
    d: AnyAttributes,
    #[xml(preserved)]
    e: Preserved,
    #[xml(preserved)]
    f: Preserved,
}

#[derive(Xml)]
#[xml(element = "a")]
struct TwoOfAny {
    #[xml(any)]
    a: AnyContent,
    #[xml(any)]
    b: AnyContent,
    #[xml(mixed)]
    c: Vec<Item>,
}

#[derive(Xml)]
#[xml(group)]
struct NotInAGroup {
    #[xml(attribute = "a")]
    a: String,
    #[xml(text)]
    b: String,
    #[xml(preserved)]
    c: Preserved,
    #[xml(any)]
    d: AnyContent,
}

#[derive(Xml)]
#[xml(group)]
struct EmptyGroup {}

#[derive(Xml)]
#[xml(element = "a")]
struct OneAfterTheOther {
    #[xml(child = "line")]
    first: String,
    #[xml(child = "line")]
    second: Option<String>,
}

#[derive(Xml)]
#[xml(choice)]
enum Item {
    #[xml(text)]
    Text(String),
    #[xml(child = "b")]
    B(String),
}

fn main() {}
