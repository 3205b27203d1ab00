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
struct Children {
    #[xml(child = "a")]
    a: HashMap<String, String>,
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

#[derive(Xml)]
#[xml(element = "a")]
struct NoGroup {
    #[xml(flatten)]
    a: Nested,
}

#[derive(Xml)]
#[xml(element = "a")]
struct NoItems(#[xml(mixed)] Vec<String>);

#[derive(Xml)]
struct Nested(#[xml(text)] String);

/// Without the bounds that its fields need.
#[derive(Xml)]
#[xml(element = "a")]
struct OfAny<T>(#[xml(child)] Vec<T>);

fn uses() {
    let _ = <OfAny<String> as lip_types::FromXml>::from_xml("<a/>");
}

/// A value, but no element.
struct OfOnesOwn;

impl lip_types::value::FromText for OfOnesOwn {
    fn from_text(
        _: std::borrow::Cow<'_, str>,
        _: &lip_types::value::Scope<'_>,
    ) -> Result<Self, lip_types::value::ValueError> {
        Ok(Self)
    }
}

#[derive(Xml)]
#[xml(element = "a")]
struct NoElement {
    #[xml(attribute)]
    a: OfOnesOwn,
    #[xml(child = "b")]
    b: Vec<OfOnesOwn>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct NoText(#[xml(text)] OfOnesOwn);

struct Plain;

fn main() {}
