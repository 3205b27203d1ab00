//! What an item is.
use lip_types::Xml;

#[derive(Xml)]
#[xml(choice)]
struct ChoiceOnAStruct {
    #[xml(child = "a")]
    a: String,
}

#[derive(Xml)]
#[xml(value)]
struct ValueOnAStruct(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a")]
enum ElementOnAnEnum {
    #[xml(child = "a")]
    A(String),
}

#[derive(Xml)]
#[xml(group)]
enum GroupOnAnEnum {
    #[xml(child = "a")]
    A(String),
}

#[derive(Xml)]
enum NoKind {
    #[xml(child = "a")]
    A(String),
}

#[derive(Xml)]
enum NoKindAtAll {
    A,
}

#[derive(Xml)]
#[xml(element = "a", group)]
struct TwoKinds {
    #[xml(text)]
    a: String,
}

#[derive(Xml)]
#[xml(choice, value)]
enum TwoKindsOfEnum {
    #[xml(child = "a")]
    A(String),
}

#[derive(Xml)]
#[xml(element = "a")]
union Union {
    a: u32,
    b: f32,
}

fn main() {}
