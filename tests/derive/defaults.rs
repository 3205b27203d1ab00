//! `default`: what a field holds when nothing stands there.

use super::*;

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "size")]
struct Size {
    #[xml(attribute = "width", default)]
    width: u32,
    #[xml(attribute = "unit", default = "millimetre")]
    unit: String,
    #[xml(text, default = "crate::defaults::seven")]
    of: u8,
}

fn millimetre() -> String {
    "mm".into()
}

fn seven() -> u8 {
    7
}

/// `(name?, mark*, (circle | side)?, (from, to)?, end)`, each with a value when it is absent.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "shape", ns = PLACES)]
struct Shape {
    #[xml(child = "name", ns = PLACES, default)]
    name: String,
    #[xml(child, default)]
    centre: Box<Centre>,
    #[xml(child = "mark", ns = PLACES, default = one_mark)]
    marks: OneOrMore<u8>,
    #[xml(child = "tick", ns = PLACES, default = two_ticks)]
    ticks: Bounded<u8, 2, 3>,
    #[xml(choice, default = "Kind::unknown")]
    kind: Kind,
    #[xml(group, default)]
    range: Range,
    #[xml(child = "end", ns = PLACES)]
    end: String,
}

fn one_mark() -> OneOrMore<u8> {
    OneOrMore::new(1)
}

fn two_ticks() -> Bounded<u8, 2, 3> {
    vec![1, 2].try_into().unwrap()
}

#[derive(Debug, Clone, PartialEq, Default, Xml)]
#[xml(element = "centre", ns = PLACES)]
struct Centre(#[xml(text)] u8);

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Kind {
    #[xml(child = "circle", ns = PLACES)]
    Circle(u8),
    #[xml(child = "side", ns = PLACES)]
    Side(u8),
}

impl Kind {
    fn unknown() -> Self {
        Self::Circle(0)
    }
}

#[derive(Debug, Clone, PartialEq, Default, Xml)]
#[xml(group)]
struct Range {
    #[xml(child = "from", ns = PLACES)]
    from: u8,
    #[xml(child = "to", ns = PLACES)]
    to: u8,
}

#[test]
fn of_attributes_and_text() {
    for xml in ["<size/>", "<size width='0'></size>", "<size unit='mm'><!-- a --></size>", "<size>7</size>"] {
        let size: Size = reads(xml);
        assert_eq!((size.width, size.unit.as_str(), size.of), (0, "mm", 7), "{xml}");
        assert_eq!(written(&size), "<size width=\"0\" unit=\"mm\">7</size>");
    }
    let other: Size = reads("<size width='7' unit='cm'> 3 </size>");
    assert_eq!((other.width, other.unit.as_str(), other.of), (7, "cm", 3));
    refuses::<Size>(
        &["<size width=''/>", "<size> </size>", "<size>x</size>", "<size><a/></size>"],
        expect![[r#"
            <size width=''/>
                Value 1:14: an empty value; expected a whole number from 0 to 4294967295 [LIP0012] at /size/@width
            <size> </size>
                Value 1:8: an empty value; expected a whole number from 0 to 255 [LIP0012] at /size
            <size>x</size>
                Value 1:7: `x`; expected a whole number from 0 to 255 [LIP0012] at /size
            <size><a/></size>
                UnexpectedElement 1:7: element `a`; expected text only in `size` [LIP0007] at /size/a
        "#]],
    );
}

#[test]
fn of_children_choices_and_groups() {
    let least: Shape = reads("<shape xmlns='urn:places'><end/></shape>");
    assert_eq!(
        written(&least),
        "<shape xmlns=\"urn:places\"><name/><centre>0</centre><mark>1</mark><tick>1</tick><tick>2</tick>\
         <circle>0</circle><from>0</from><to>0</to><end/></shape>"
    );
    let all = "<shape xmlns='urn:places'><name>a</name><centre>1</centre><mark>2</mark><mark>3</mark>\
               <tick>4</tick><tick>5</tick><tick>6</tick><side>7</side><from>8</from><to>9</to><end>b</end></shape>";
    let all: Shape = reads(all);
    assert_eq!((all.name.as_str(), all.centre.0, &*all.marks, &*all.ticks), ("a", 1, &[2, 3][..], &[4, 5, 6][..]));
    assert_eq!((all.kind, all.range, all.end.as_str()), (Kind::Side(7), Range { from: 8, to: 9 }, "b"));
    let with = |children: &str| format!("<shape xmlns='urn:places'>{children}</shape>");
    refuses::<Shape>(
        &[
            &with(""),
            &with("<centre/><end/>"),
            &with("<tick>1</tick><end/>"),
            &with("<from>1</from><end/>"),
            &with("<side>1</side><circle>1</circle><end/>"),
            &with("<end/><name/>"),
        ],
        expect![[r#"
            <shape xmlns='urn:places'></shape>
                MissingElement 1:27: the end of `shape`; expected `name`, `centre`, `mark`, `tick`, `circle`, `side`, `from` or `end` [LIP0008] at /shape
            <shape xmlns='urn:places'><centre/><end/></shape>
                Value 1:27: an empty value; expected a whole number from 0 to 255 [LIP0012] at /shape/centre
            <shape xmlns='urn:places'><tick>1</tick><end/></shape>
                MissingElement 1:41: element `end`; expected `tick` [LIP0008] at /shape
            <shape xmlns='urn:places'><from>1</from><end/></shape>
                MissingElement 1:41: element `end`; expected `to` [LIP0008] at /shape
            <shape xmlns='urn:places'><side>1</side><circle>1</circle><end/></shape>
                UnexpectedElement 1:41: element `circle`; expected `from` or `end` [LIP0007] at /shape/circle; `circle` stands here only instead of `side`
            <shape xmlns='urn:places'><end/><name/></shape>
                Order 1:33: element `name`; expected the end of `shape` [LIP0014] at /shape/name; `name` belongs before `end`
        "#]],
    );
}

#[test]
fn are_not_written_over_by_empty_text() {
    #[derive(Debug, PartialEq, Xml)]
    #[xml(element = "unit")]
    struct Unit(#[xml(text, default = "millimetre")] String);

    assert_eq!(reads::<Unit>("<unit/>").0, "mm");
    assert_eq!(reads::<Unit>("<unit> </unit>").0, " ");
    let error = Unit(String::new()).to_xml(Binding::Xsd).unwrap_err();
    assert_eq!(error.to_string(), "/unit: an empty text, which would be read as its default `mm`");
}
