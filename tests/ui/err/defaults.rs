//! Defaults: of what, and by what.
use lip_types::Xml;

#[derive(Xml)]
#[xml(element = "a")]
struct OfAChild {
    #[xml(child = "b", default)]
    b: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct OfNothing {
    #[xml(default)]
    b: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct ByAValue {
    #[xml(attribute = "b", default = "1 + 1")]
    b: u32,
    #[xml(attribute = "c", default = 7)]
    c: u32,
}

fn main() {}
