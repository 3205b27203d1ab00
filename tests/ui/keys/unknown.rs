//! Keys that are unknown, double, at the wrong place, or no keys at all.
use lip_types::Xml;

#[derive(Xml)]
#[xml(elment = "a")]
struct Misspelled {
    #[xml(attribut = "b")]
    b: String,
    #[xml(anyAttributes)]
    c: lip_types::AnyAttributes,
    #[xml(attr = "d")]
    d: String,
    #[xml(zebra)]
    e: String,
}

#[derive(Xml)]
#[xml(name = "a", namespace = "urn:x")]
struct OtherWords {
    #[xml(body)]
    b: String,
    #[xml(rename = "c")]
    c: String,
    #[xml(skip)]
    d: String,
}

/// Keys of other derives.
#[derive(Xml)]
#[xml(element = "a", rename_all = "camelCase", deny_unknown_fields)]
struct Elsewhere {
    #[xml(skip)]
    a: String,
    #[xml(child = "b", skip_serializing_if = "Option::is_none")]
    b: Option<String>,
    #[xml(attribute, borrow)]
    c: String,
    #[xml(child = "d", alias = "dd")]
    d: String,
}

#[derive(Xml)]
#[xml(element = "a", element = "b")]
struct Twice {
    #[xml(text, text)]
    text: String,
}

#[derive(Xml)]
#[xml(element = "a")]
#[xml(element = "b")]
struct TwiceInTwo {
    #[xml(text)]
    #[xml(text)]
    text: String,
}

#[derive(Xml)]
#[xml]
struct NoList {
    #[xml]
    a: String,
    #[xml = "text"]
    b: String,
    #[xml()]
    c: String,
    #[xml("text")]
    d: String,
    #[xml(text("a"))]
    e: String,
    #[xml(attribute)]
    f: String,
}

#[derive(Xml)]
#[xml(attribute = "a")]
struct OnTheItem {
    #[xml(element = "b")]
    b: String,
    #[xml(crate = lip_types)]
    c: String,
    #[xml(value)]
    d: String,
}

#[derive(Xml)]
#[xml(choice)]
enum OnTheVariant {
    #[xml(element = "a")]
    A(String),
    #[xml(attribute = "b")]
    B(String),
    #[xml(any)]
    C(lip_types::AnyContent),
}

fn main() {}
