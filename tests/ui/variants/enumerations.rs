//! Enumerations of values.
use lip_types::Xml;

#[derive(Xml)]
#[xml(value)]
enum Gender {
    #[xml(value = "M")]
    M,
    #[xml(value = "M")]
    Male,
    F,
    #[xml(value = "N")]
    N(String),
    #[xml(child = "NA")]
    Na,
    #[xml(value = "N A")]
    Spaced,
    #[xml(value = "  U ")]
    Padded,
    #[xml(value = "")]
    Nothing,
}

#[derive(Xml)]
#[xml(value)]
enum NoVariant {}

fn main() {}
