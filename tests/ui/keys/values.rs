//! Values where none belong, none where one belongs, and values of the wrong sort.
use lip_types::Xml;

#[derive(Xml)]
#[xml(element)]
struct NoName {
    #[xml(text)]
    text: String,
}

#[derive(Xml)]
#[xml(element = NAME)]
struct PathForAName {
    #[xml(attribute = NAME)]
    a: String,
    #[xml(child = NAME)]
    b: String,
}

#[derive(Xml)]
#[xml(element = 5)]
struct NumberForAName {
    #[xml(attribute = true)]
    a: String,
}

#[derive(Xml)]
#[xml(group = "a")]
struct NamedGroup {
    #[xml(child = "a")]
    a: String,
}

#[derive(Xml)]
#[xml(group = a, extends = 5)]
struct PathForNothing {
    #[xml(flatten = "a")]
    a: NamedGroup,
    #[xml(mixed(a))]
    b: Vec<Others>,
}

#[derive(Xml)]
#[xml(choice = "a")]
enum NamedChoice {
    #[xml(child = "a")]
    A(String),
    #[xml(text = "b")]
    B(String),
    #[xml(choice = "c")]
    C(Others),
}

#[derive(Xml)]
#[xml(value = "a")]
enum NamedValue {
    #[xml(value)]
    A,
    #[xml(value = B)]
    B,
}

#[derive(Xml)]
#[xml(element = "a", crate = "not a path")]
struct NoRuntime {
    #[xml(text = "b")]
    b: String,
    #[xml(any = "c")]
    c: lip_types::AnyContent,
    #[xml(preserved = "d")]
    d: lip_types::Preserved,
}

#[derive(Xml)]
#[xml(element = "a", crate)]
struct NoRuntimeAtAll {
    #[xml(text)]
    b: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct Unnamed(#[xml(attribute)] String, #[xml(text)] String);

#[derive(Xml)]
#[xml(choice)]
enum Others {
    #[xml(child = "x")]
    X(String),
}

const NAME: &str = "a";

fn main() {}
