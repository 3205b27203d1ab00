//! Variants of choices.
use lip_types::Xml;

#[derive(Xml)]
#[xml(choice)]
enum Shapes {
    #[xml(child = "a")]
    Unit,
    #[xml(child = "b")]
    Two(String, String),
    #[xml(child = "c")]
    Named { c: String },
    #[xml(child = "d")]
    Empty(),
    Bare(String),
    BareUnit,
    #[xml(child = "e", text)]
    Both(String),
    #[xml(value = "f")]
    Value(String),
    #[xml(child = "g")]
    G(#[xml(text)] String),
    #[xml(child)]
    Nameless,
    #[xml(group)]
    UnitGroup,
}

#[derive(Xml)]
#[xml(choice)]
enum Same {
    #[xml(child = "a")]
    A(String),
    #[xml(child = "a")]
    Again(u32),
    #[xml(text)]
    Text(String),
    #[xml(text)]
    MoreText(String),
}

#[derive(Xml)]
#[xml(choice)]
enum NoVariant {}

fn main() {}
