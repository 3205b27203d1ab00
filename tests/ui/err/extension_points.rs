//! Extensions at the wrong point. These messages come from the compiler; the notes are ours.
use lip_types::imslip::{ExtGoal, ExtIdentification, TypeName};
use lip_types::{ExtensionPoint, Xml};

#[derive(Xml)]
#[xml(element = "nationality", ns = "urn:example:lip", extends(ExtIdentification))]
struct Nationality(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a", extends(TypeName))]
struct AtNoPoint(#[xml(text)] String);

fn main() {
    let mut ext = ExtGoal::default();
    let _ = ext.get::<Nationality>();
    let _ = ext.push(&Nationality(String::new()));
    let _ = ext.remove::<String>();
}
