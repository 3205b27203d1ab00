//! What a public library keeps in the LIP records of its readers.

use lip_types::imslip::{ContentType, Date, ExtActivity, ExtIdentification, ExtLearnerInfo, RecData, TypeName};
use lip_types::value::{AnyUri, Date as Day};
use lip_types::{OneOrMore, Xml};

/// Our namespace.
pub const LIBRARY: &str = "urn:example:library";

/// A reader's card, in the record's identification.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "card", ns = "urn:example:library", extends(ExtIdentification))]
pub struct Card {
    /// Its number.
    #[xml(attribute = "number")]
    pub number: u32,
    /// What it is for, in the terms of LIP.
    #[xml(child)]
    pub typename: TypeName,
    /// Who may see it.
    #[xml(child)]
    pub contentype: Option<ContentType>,
    /// When it was given out and when it ends.
    #[xml(child)]
    pub dates: Vec<Date>,
    /// Branches in which it is valid.
    #[xml(child = "branch", ns = "urn:example:library")]
    pub branches: OneOrMore<String>,
}

/// A loan, in an activity.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "loan", ns = "urn:example:library", extends(ExtActivity))]
pub struct Loan {
    /// The last day.
    #[xml(attribute = "until")]
    pub until: Day,
    /// What was lent.
    #[xml(choice)]
    pub item: Item,
    /// Where it stands on the shelves: text with emphasis in it.
    #[xml(child = "shelf", ns = "urn:example:library")]
    pub shelf: Option<Shelf>,
}

/// A book, or a film.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
pub enum Item {
    /// By its ISBN.
    #[xml(child = "isbn", ns = "urn:example:library")]
    Book(String),
    /// By its address.
    #[xml(child = "film", ns = "urn:example:library")]
    Film(AnyUri),
}

/// Text and elements.
#[derive(Debug, Clone, PartialEq, Xml)]
pub struct Shelf {
    /// In the order of the document.
    #[xml(mixed)]
    pub content: Vec<ShelfItem>,
}

/// What stands in the place of a [`Shelf`].
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
pub enum ShelfItem {
    /// Text.
    #[xml(text)]
    Text(String),
    /// The room, set off.
    #[xml(child = "room", ns = "urn:example:library")]
    Room(String),
}

/// A notice in the whole record: one of several elements. It is open record data as well.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice, extends(ExtLearnerInfo, RecData))]
pub enum Notice {
    /// The reader owes so many cents.
    #[xml(child = "fee", ns = "urn:example:library")]
    Fee(u32),
    /// The reader may not borrow.
    #[xml(child = "barred", ns = "urn:example:library")]
    Barred(Barred),
}

/// Why not, and since when.
#[derive(Debug, Clone, PartialEq, Xml)]
pub struct Barred {
    /// Since.
    #[xml(child)]
    pub date: Date,
    /// Why.
    #[xml(child = "reason", ns = "urn:example:library")]
    pub reason: Option<String>,
}
