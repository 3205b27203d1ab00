//! What only the compiler can see, since it depends on other types. The words are ours.
use lip_types::{Bounded, Xml};

#[derive(Xml)]
#[xml(choice)]
enum Letter {
    #[xml(child = "a")]
    A(String),
    #[xml(child = "b")]
    B(String),
}

#[derive(Xml)]
#[xml(choice)]
enum Other {
    #[xml(child = "b")]
    B(String),
    #[xml(child = "c")]
    C(String),
}

#[derive(Xml)]
#[xml(element = "b")]
struct B(#[xml(text)] String);

#[derive(Xml)]
#[xml(choice)]
enum Piece {
    #[xml(text)]
    Text(String),
    #[xml(child = "em")]
    Em(String),
}

#[derive(Xml)]
#[xml(group)]
struct Open {
    #[xml(child = "x")]
    x: u8,
    #[xml(child = "b")]
    b: Option<u8>,
}

/// `(a | b)*, (b | c)`
#[derive(Xml)]
#[xml(element = "a")]
struct TwoChoices {
    #[xml(choice)]
    letters: Vec<Letter>,
    #[xml(choice)]
    other: Other,
}

/// `(x, b?), b`
#[derive(Xml)]
#[xml(element = "a")]
struct EndOfAGroup {
    #[xml(group)]
    open: Open,
    #[xml(child)]
    b: B,
}

/// `b?, b`
#[derive(Xml)]
#[xml(group)]
struct OwnName {
    #[xml(child = "b")]
    first: Bounded<String, 0, 1>,
    #[xml(child)]
    second: B,
}

#[derive(Xml)]
#[xml(choice)]
enum Nested {
    #[xml(choice)]
    Letter(Letter),
    #[xml(choice)]
    Other(Other),
}

#[derive(Xml)]
#[xml(element = "p")]
struct TextOutsideOfMixed {
    #[xml(choice)]
    pieces: Vec<Piece>,
}

/// These are clear: `(a | b), (b | c)`, and `b{2}, b`.
#[derive(Xml)]
#[xml(element = "a")]
struct Clear {
    #[xml(choice)]
    letter: Letter,
    #[xml(choice)]
    other: Other,
    #[xml(child = "b")]
    two: Bounded<String, 2, 2>,
    #[xml(child)]
    b: B,
}

fn main() {}
