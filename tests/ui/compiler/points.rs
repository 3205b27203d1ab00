//! Extensions at the wrong point. These messages come from the compiler; the notes are ours.
use lip_types::imslip::{ExtGoal, ExtIdentification, TypeName};
use lip_types::{AnyElement, ExtensionPoint, Xml};

#[derive(Xml)]
#[xml(element = "nationality", ns = "urn:example:lip", extends(ExtIdentification))]
struct Nationality(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a", extends(TypeName))]
struct AtNoPoint(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a", extends(ExtGoal, lip_types::imslip::Goal))]
struct AtOneOfTwo(#[xml(text)] String);

#[derive(Xml)]
#[xml(choice, extends(String))]
enum AtAString {
    #[xml(child = "a")]
    A,
}

fn main() {
    let mut ext = ExtGoal::default();
    let _ = ext.get::<Nationality>();
    let _ = ext.push(&Nationality(String::new()));
    let _ = ext.replace(&Nationality(String::new()));
    let _ = ext.remove::<String>();
    let _ = ext.push(&AnyElement::new("a"));
}
