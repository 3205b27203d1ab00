//! Tuple structs, units, nesting without tags, and types of one's own as text.

use super::*;
use lip_types::value::{FromText, Scope, ToText, ValueError};
use std::borrow::Cow;

/// Attributes, children by position, and what is beside them.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "point")]
struct Point(
    #[xml(attribute = "id")] Option<Token>,
    #[xml(child = "x")] i32,
    #[xml(child = "y")] i32,
    #[xml(child)] Option<Here>,
    #[xml(child = "flag")] Option<()>,
    #[xml(any_attributes)] AnyAttributes,
    #[xml(preserved)] Preserved,
);

#[derive(Debug, Clone, Copy, PartialEq, Xml)]
#[xml(element = "here")]
struct Here;

/// Empty elements as variants without a field.
#[derive(Debug, Clone, Copy, PartialEq, Xml)]
#[xml(choice)]
enum Mode {
    #[xml(child = "off")]
    Off,
    #[xml(child = "on", ns = PLACES)]
    On,
    #[xml(child = "dimmed")]
    Dimmed(u8),
}

/// `flatten` is another word for `choice` and `group`, three levels deep.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "lamp")]
struct Lamp {
    #[xml(flatten)]
    mode: Mode,
    #[xml(flatten)]
    outer: Option<Outer>,
    #[xml(flatten)]
    more: Vec<Inner>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(group)]
struct Outer {
    #[xml(child = "a")]
    a: u8,
    #[xml(flatten)]
    either: Either,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Either {
    #[xml(flatten)]
    Inner(Inner),
    #[xml(child = "c")]
    C(u8),
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(group)]
struct Inner {
    #[xml(child = "b")]
    b: u8,
    #[xml(choice)]
    then: Option<Mode>,
}

/// A value with two traits, and a third for attributes and children.
#[derive(Debug, Clone, PartialEq)]
struct Celsius(i16);

impl FromText for Celsius {
    fn from_text(text: Cow<'_, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        let number = text.trim().strip_suffix("°C").and_then(|number| number.trim().parse().ok());
        number.map(Self).ok_or_else(|| ValueError::new("degrees such as `21 °C`"))
    }
}

impl ToText for Celsius {
    fn to_text(&self, _: &Scope<'_>) -> Result<Cow<'_, str>, ValueError> {
        Ok(format!("{} °C", self.0).into())
    }
}

impl lip_types::xml::Single for Celsius {}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "oven")]
struct Oven {
    #[xml(attribute = "most")]
    most: Option<Celsius>,
    #[xml(text)]
    now: Celsius,
}

#[test]
fn of_tuples_and_units() {
    let point: Point = reads("<point b='1' id='p'><x>-1</x><y>2</y><here/><flag></flag></point>");
    assert_eq!((point.1, point.2, point.3, point.4, point.5.attributes.len()), (-1, 2, Some(Here), Some(()), 1));
    assert_eq!(written(&point), "<point id=\"p\" b=\"1\"><x>-1</x><y>2</y><here/><flag/></point>");
    assert_eq!(reads::<Point>("<point><x>1</x><y>2</y></point>").4, None);
    refuses::<Point>(
        &[
            "<point><y>1</y><x>1</x></point>",
            "<point><x>1</x><y>2</y><flag> </flag></point>",
            "<point><x>1</x><y>2</y><flag a='1'/></point>",
            "<point><x>1</x><y>2</y><here>a</here></point>",
            "<point><x>1</x><y>2</y><flag/><flag/></point>",
        ],
        expect![[r#"
            <point><y>1</y><x>1</x></point>
                Order 1:8: element `y`; expected `x` [LIP0014] at /point/y; `y` belongs behind `x`
            <point><x>1</x><y>2</y><flag> </flag></point>
                UnexpectedText 1:30: white space; expected nothing in `flag` [LIP0009] at /point/flag
            <point><x>1</x><y>2</y><flag a='1'/></point>
                UnknownAttribute 1:30: attribute `a`; expected no attribute [LIP0010] at /point/flag/@a
            <point><x>1</x><y>2</y><here>a</here></point>
                UnexpectedText 1:30: text `a`; expected nothing in `here` [LIP0009] at /point/here
            <point><x>1</x><y>2</y><flag/><flag/></point>
                UnexpectedElement 1:31: element `flag`; expected the end of `point` [LIP0007] at /point/flag[2]; `flag` stands here already, and may not stand again at this place
        "#]],
    );
}

#[test]
fn without_tags() {
    for xml in [
        "<lamp><off/></lamp>",
        "<lamp><on xmlns=\"urn:places\"/><a>1</a><c>2</c></lamp>",
        "<lamp><dimmed>3</dimmed><a>1</a><b>2</b><off/><b>3</b><b>4</b><dimmed>5</dimmed></lamp>",
    ] {
        assert_eq!(written(&reads::<Lamp>(xml)), xml);
    }
    let lamp: Lamp = reads("<lamp><off/><a>1</a><b>2</b><off/><b>3</b></lamp>");
    assert_eq!(lamp.mode, Mode::Off);
    assert_eq!(lamp.outer.unwrap().either, Either::Inner(Inner { b: 2, then: Some(Mode::Off) }));
    assert_eq!(lamp.more, [Inner { b: 3, then: None }]);
    refuses::<Lamp>(
        &[
            "<lamp/>",
            "<lamp><on/></lamp>",
            "<lamp><off>x</off></lamp>",
            "<lamp><off/><a>1</a></lamp>",
            "<lamp><off/><off/></lamp>",
            "<lamp><off/><a>1</a><b>1</b><c>1</c></lamp>",
        ],
        expect![[r#"
            <lamp/>
                MissingElement 1:1: the end of `lamp`; expected `off`, `on` or `dimmed` [LIP0008] at /lamp
            <lamp><on/></lamp>
                UnexpectedElement 1:7: element `on`; expected `off`, `on` or `dimmed` [LIP0007] at /lamp/on; `on` stands here in the namespace `urn:places`
            <lamp><off>x</off></lamp>
                UnexpectedText 1:12: text `x`; expected nothing in `off` [LIP0009] at /lamp/off
            <lamp><off/><a>1</a></lamp>
                MissingElement 1:21: the end of `lamp`; expected `b` or `c` [LIP0008] at /lamp
            <lamp><off/><off/></lamp>
                UnexpectedElement 1:13: element `off`; expected `a`, `b` or the end of `lamp` [LIP0007] at /lamp/off[2]; `off` stands here already, and may not stand again at this place
            <lamp><off/><a>1</a><b>1</b><c>1</c></lamp>
                UnexpectedElement 1:29: element `c`; expected `off`, `on`, `dimmed`, `b` or the end of `lamp` [LIP0007] at /lamp/c; `c` stands here only instead of `off`
        "#]],
    );
}

#[test]
fn with_text_of_ones_own() {
    let oven: Oven = reads("<oven most='250 °C'> 21°C </oven>");
    assert_eq!((oven.most.as_ref().map(|c| c.0), oven.now.0), (Some(250), 21));
    assert_eq!(written(&oven), "<oven most=\"250 °C\">21 °C</oven>");
    refuses::<Oven>(
        &["<oven/>", "<oven most='hot'>1 °C</oven>", "<oven>\n70 °F</oven>"],
        expect![[r#"
        <oven/>
            Value 1:1: an empty value; expected degrees such as `21 °C` [LIP0012] at /oven
        <oven most='hot'>1 °C</oven>
            Value 1:13: `hot`; expected degrees such as `21 °C` [LIP0012] at /oven/@most
        <oven>
        70 °F</oven>
            Value 2:1: `70 °F`; expected degrees such as `21 °C` [LIP0012] at /oven
    "#]],
    );
}
