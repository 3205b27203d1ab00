//! Enums that are one of several.

use super::*;

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "one")]
struct One {
    #[xml(choice)]
    shape: Shape,
    #[xml(child = "end")]
    end: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Shape {
    #[xml(child = "circle")]
    Circle(u32),
    #[xml(child = "side")]
    Polygon(Bounded<u32, 3, 4>),
    #[xml(group)]
    Ellipse(Axes),
    #[xml(choice)]
    Line(Line),
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(group)]
struct Axes {
    #[xml(child = "major")]
    major: u32,
    #[xml(child = "minor")]
    minor: u32,
}

#[expect(clippy::box_collection, reason = "boxes of values are allowed")]
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Line {
    #[xml(child = "straight")]
    Straight(String),
    #[xml(child = "curved")]
    Curved(Box<String>),
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "many", ns = "urn:many")]
struct Many {
    #[xml(choice)]
    shapes: Vec<Item>,
    #[xml(choice)]
    last: Option<Last>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Item {
    #[xml(child = "a", ns = "urn:many")]
    A(String),
    #[xml(child = "b", ns = "urn:many")]
    B(OneOrMore<u32>),
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Last {
    #[xml(child = "y", ns = "urn:many")]
    Y(String),
    #[xml(child = "z", ns = "urn:many")]
    Z(String),
}

/// `((a | b)* | c*)`
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "either")]
struct Either {
    #[xml(choice)]
    content: Alternatives,
    #[xml(child = "d")]
    d: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Alternatives {
    #[xml(choice)]
    Letters(Vec<Letter>),
    #[xml(child = "c")]
    C(Vec<String>),
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Letter {
    #[xml(child = "a")]
    A(String),
    #[xml(child = "b")]
    B(String),
}

/// `(a | b)+`
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "some")]
struct Some1(#[xml(choice)] OneOrMore<Letter>);

#[test]
fn are_read_and_written() {
    assert_eq!(reads::<One>("<one><circle>3</circle></one>").shape, Shape::Circle(3));
    let polygon: One = reads("<one><side>3</side><side>4</side><side>5</side><end/></one>");
    assert!(matches!(polygon.shape, Shape::Polygon(sides) if sides.len() == 3));
    assert_eq!(
        written(&reads::<One>("<one> <major>3</major> <minor>2</minor> </one>")),
        "<one><major>3</major><minor>2</minor></one>"
    );
    assert_eq!(reads::<One>("<one><curved>a</curved></one>").shape, Shape::Line(Line::Curved(Box::new("a".into()))));
    let many: Many = reads("<many xmlns='urn:many'><b>1</b><a>x</a><b>2</b><b>3</b><a/><z/></many>");
    assert_eq!((many.shapes.len(), many.last), (4, Some(Last::Z(String::new()))));
    reads::<Many>("<many xmlns='urn:many'/>");
    assert_eq!(reads::<Some1>("<some><b/><a/><b/></some>").0.len(), 3);
}

#[test]
fn of_nullable_alternatives() {
    assert_eq!(reads::<Either>("<either/>").content, Alternatives::Letters(vec![]));
    assert_eq!(reads::<Either>("<either><d/></either>").content, Alternatives::Letters(vec![]));
    let letters: Either = reads("<either><b/><a/><b/><d/></either>");
    assert!(matches!(letters.content, Alternatives::Letters(all) if all.len() == 3));
    assert_eq!(reads::<Either>("<either><c/><c>x</c></either>").content, Alternatives::C(vec!["".into(), "x".into()]));
    refuses::<Either>(
        &[
            "<either><c/><a/></either>",
            "<either><a/><c/></either>",
            "<either><d/><a/></either>",
            "<either><e/></either>",
            "<either><a/><e/></either>",
            "<either><d/><d/></either>",
        ],
        expect![[r#"
            <either><c/><a/></either>
                UnexpectedElement 1:13: element `a`; expected `c`, `d` or the end of `either` [LIP0007] at /either/a; `a` stands here only instead of `c`
            <either><a/><c/></either>
                UnexpectedElement 1:13: element `c`; expected `a`, `b`, `d` or the end of `either` [LIP0007] at /either/c; `c` stands here only instead of `a`
            <either><d/><a/></either>
                Order 1:13: element `a`; expected the end of `either` [LIP0014] at /either/a; `a` belongs before `d`
            <either><e/></either>
                UnexpectedElement 1:9: element `e`; expected `a`, `b`, `c`, `d` or the end of `either` [LIP0007] at /either/e
            <either><a/><e/></either>
                UnexpectedElement 1:13: element `e`; expected `a`, `b`, `d` or the end of `either` [LIP0007] at /either/e
            <either><d/><d/></either>
                UnexpectedElement 1:13: element `d`; expected the end of `either` [LIP0007] at /either/d[2]; `d` stands here already, and may not stand again at this place
        "#]],
    );
}

#[test]
fn are_refused() {
    refuses::<One>(
        &[
            "<one/>",
            "<one><end/></one>",
            "<one><circle>1</circle><circle>1</circle></one>",
            "<one><circle>1</circle><side>1</side></one>",
            "<one><side>1</side><side>1</side></one>",
            "<one><side>1</side><side>1</side><end/></one>",
            "<one><side>1</side><side>1</side><side>1</side><side>1</side><side>1</side></one>",
            "<one><minor>1</minor></one>",
            "<one><major>1</major></one>",
            "<one><major>1</major><end/></one>",
            "<one><circel>1</circel></one>",
            "<one>round</one>",
        ],
        expect![[r#"
            <one/>
                MissingElement 1:1: the end of `one`; expected `circle`, `side`, `major`, `straight` or `curved` [LIP0008] at /one
            <one><end/></one>
                MissingElement 1:6: element `end`; expected `circle`, `side`, `major`, `straight` or `curved` [LIP0008] at /one
            <one><circle>1</circle><circle>1</circle></one>
                UnexpectedElement 1:24: element `circle`; expected `end` or the end of `one` [LIP0007] at /one/circle[2]; `circle` stands here already, and may not stand again at this place
            <one><circle>1</circle><side>1</side></one>
                UnexpectedElement 1:24: element `side`; expected `end` or the end of `one` [LIP0007] at /one/side; `side` stands here only instead of `circle`
            <one><side>1</side><side>1</side></one>
                MissingElement 1:34: the end of `one`; expected `side` [LIP0008] at /one
            <one><side>1</side><side>1</side><end/></one>
                MissingElement 1:34: element `end`; expected `side` [LIP0008] at /one
            <one><side>1</side><side>1</side><side>1</side><side>1</side><side>1</side></one>
                UnexpectedElement 1:62: element `side`; expected `end` or the end of `one` [LIP0007] at /one/side[5]; `side` stands here already, and may not stand again at this place
            <one><minor>1</minor></one>
                MissingElement 1:6: element `minor`; expected `circle`, `side`, `major`, `straight` or `curved` [LIP0008] at /one
            <one><major>1</major></one>
                MissingElement 1:22: the end of `one`; expected `minor` [LIP0008] at /one
            <one><major>1</major><end/></one>
                MissingElement 1:22: element `end`; expected `minor` [LIP0008] at /one
            <one><circel>1</circel></one>
                UnexpectedElement 1:6: element `circel`; expected `circle`, `side`, `major`, `straight` or `curved` [LIP0007] at /one/circel; did you mean `circle`?
            <one>round</one>
                UnexpectedText 1:6: text `round`; expected only elements in `one` [LIP0009] at /one
            1:11: the end of `one`; expected `circle`, `side`, `major`, `straight` or `curved` [LIP0008] at /one
        "#]],
    );
    refuses::<Many>(
        &[
            "<many xmlns='urn:many'><z/><a/></many>",
            "<many xmlns='urn:many'><c/></many>",
            "<many xmlns='urn:many'><a xmlns=''/></many>",
            "<many xmlns='urn:many'><a/><a/><c/><a/></many>",
        ],
        expect![[r#"
            <many xmlns='urn:many'><z/><a/></many>
                Order 1:28: element `a`; expected the end of `many` [LIP0014] at /many/a; `a` belongs before `z`
            <many xmlns='urn:many'><c/></many>
                UnexpectedElement 1:24: element `c`; expected `a`, `b`, `y`, `z` or the end of `many` [LIP0007] at /many/c
            <many xmlns='urn:many'><a xmlns=''/></many>
                UnexpectedElement 1:24: element `a` in no namespace; expected `a`, `b`, `y`, `z` or the end of `many` [LIP0007] at /many/a; `a` stands here in the namespace `urn:many`
            <many xmlns='urn:many'><a/><a/><c/><a/></many>
                UnexpectedElement 1:32: element `c`; expected `a`, `b`, `y`, `z` or the end of `many` [LIP0007] at /many/c
        "#]],
    );
    refuses::<Some1>(
        &["<some/>", "<some> </some>", "<some><c/></some>"],
        expect![[r#"
            <some/>
                MissingElement 1:1: the end of `some`; expected `a` or `b` [LIP0008] at /some
            <some> </some>
                MissingElement 1:8: the end of `some`; expected `a` or `b` [LIP0008] at /some
            <some><c/></some>
                UnexpectedElement 1:7: element `c`; expected `a` or `b` [LIP0007] at /some/c
        "#]],
    );
}
