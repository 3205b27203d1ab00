//! Documents of strange schemas go through their types.

use lip_types::{Binding, Element, FromXml, Layout, ToXml, WriteOptions};

fn goes_through<T: Element + FromXml + ToXml + PartialEq + std::fmt::Debug>(name: &str) {
    let text = std::fs::read_to_string(format!("documents/{name}.xml")).unwrap();
    let value = T::from_xml(&text).unwrap_or_else(|findings| panic!("{findings}"));
    let written = WriteOptions::new(Binding::Xsd).layout(Layout::Compact).to_xml(&value).unwrap();
    assert_eq!(T::from_xml(&written).unwrap_or_else(|findings| panic!("{written}\n{findings}")), value);
    let body = |text: &str| text[text.find(T::NAME.local).unwrap_or(0)..].trim().to_owned();
    assert_eq!(body(&written), body(&text));
}

#[test]
fn documents() {
    goes_through::<strange::empty::Empty>("empty");
    goes_through::<strange::keywords::Root>("keywords");
    goes_through::<strange::letters::Straße>("letters");
    goes_through::<strange::nested::Nested>("nested");
    goes_through::<strange::recursive::Recursive>("recursive");
    goes_through::<strange::spaces::Spaces>("spaces");
    goes_through::<strange::wide::Wide>("wide");
}
