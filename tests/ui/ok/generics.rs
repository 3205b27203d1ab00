//! Parameters of types, constants and bounds of every kind; recursion; types that are private.
#![deny(warnings)]
use std::fmt::Debug;

use lip_types::value::{FromText, ToText};
use lip_types::{Binding, Bounded, FromXml, OneOrMore, ToXml, Xml};

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "list")]
pub struct List<T, K = String>
where
    T: Debug,
{
    #[xml(attribute = "kind")]
    kind: Option<K>,
    #[xml(child = "item")]
    items: OneOrMore<T>,
    #[xml(child)]
    private: Option<Private>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "private")]
struct Private {}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "text")]
struct Text<V: FromText + ToText>(#[xml(text)] V);

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "some")]
struct Some_<const LEAST: usize, const MOST: usize>(#[xml(child = "n")] Bounded<u8, LEAST, MOST>);

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Either<A, B> {
    #[xml(child = "a")]
    A(A),
    #[xml(child = "b")]
    B(Vec<B>),
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(group)]
struct Pair<A, B>(#[xml(child = "first")] A, #[xml(child = "second")] Option<B>);

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "both")]
struct Both<A, B> {
    #[xml(choice)]
    either: Either<A, B>,
    #[xml(group)]
    pairs: Vec<Pair<A, B>>,
}

fn round<T: FromXml + ToXml + lip_types::Element + PartialEq + Debug>(xml: &str) -> T {
    let value = T::from_xml(xml).unwrap();
    assert_eq!(T::from_xml(&value.to_xml(Binding::Xsd).unwrap()).unwrap(), value);
    value
}

fn main() {
    let list: List<u32> = round("<list kind='odd'><item>1</item><item>3</item><private/></list>");
    assert_eq!(list.items[1], 3);
    let numbered: List<String, u8> = round("<list kind='7'><item>1</item></list>");
    assert_eq!(numbered.kind, Some(7));
    assert!(List::<String, u8>::from_xml("<list kind='x'><item/></list>").is_err());
    assert_eq!(round::<Text<bool>>("<text>1</text>").0, true);
    assert_eq!(round::<Some_<1, 2>>("<some><n>1</n><n>2</n></some>").0.len(), 2);
    assert!(Some_::<2, 2>::from_xml("<some><n>1</n></some>").is_err());
    round::<Both<u8, String>>("<both><b>x</b><b/><first>1</first><first>2</first><second/></both>");
}
