//! Values: what the text of an attribute or of an element with simple content means.
//!
//! The types here are lexical: a [`DateTime`] holds the text that was read, and writes that text again, so that a document
//! that is read and written keeps its `2000-11-06T09:30:00.50Z`. What a value can hold is exactly the lexical space of its datatype
//! in XML Schema 1.0 part 2 (second edition): `new` refuses everything else.
//!
//! Where the datatype collapses white space, white space around the value is allowed, kept and written; `as_str` leaves it out.
//!
//! # Equality and order
//!
//! `==` and `Hash` are those of the texts, white space included: two values are equal when they are written alike, so that a document
//! that changes in any way is not equal to itself before. `1.50` and `01.5` are not equal, nor `2000-11-06T09:30:00Z` and
//! `2000-11-06T10:30:00+01:00`, which the recommendation counts as one value each.
//!
//! The order is that of the value space, so it is no [`Ord`], which would have to agree with `==`: numbers, dates, times and durations
//! have `compare`, which answers `Equal` for the examples above. Where the recommendation has no order, it answers `None`: of two points
//! in time of which one has a time zone, and that are less than 14 hours apart; of a month and 30 days. Numbers that fit a type of Rust
//! have `get`, and that type's order.
//!
//! ```
//! use std::cmp::Ordering;
//! use lip_types::value::DateTime;
//!
//! let (zulu, paris) = (DateTime::new("2000-11-06T09:30:00Z")?, DateTime::new("2000-11-06T10:30:00+01:00")?);
//! assert!(zulu != paris);
//! assert_eq!(zulu.compare(&paris), Some(Ordering::Equal));
//! # Ok::<(), lip_types::value::ValueError>(())
//! ```
//!
//! # Types of your own
//!
//! A type of your own becomes a value with two traits, [`FromText`] and [`ToText`]; as an attribute, also with
//! [`Single`](crate::xml::Single). For a type of another crate, or as a child element, `#[xml(with = "module")]` names a module with
//! two functions: see [`Xml`](crate::Xml).
//!
//! ```
//! use std::borrow::Cow;
//! use lip_types::value::{FromText, Scope, ToText, ValueError};
//!
//! /// A school year such as `2000/01`.
//! struct SchoolYear(u16);
//!
//! impl FromText for SchoolYear {
//!     fn from_text(text: Cow<'_, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
//!         let year = text.split_once('/').and_then(|(first, _)| first.parse().ok());
//!         year.map(SchoolYear).ok_or_else(|| ValueError::new("a school year such as `2000/01`"))
//!     }
//! }
//!
//! impl ToText for SchoolYear {
//!     fn to_text(&self, _: &Scope<'_>) -> Result<Cow<'_, str>, ValueError> {
//!         Ok(Cow::Owned(format!("{}/{:02}", self.0, (self.0 + 1) % 100)))
//!     }
//! }
//! ```

use std::borrow::Cow;

mod binary;
mod boolean;
mod calendar;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod convert;
mod date;
mod date_time;
mod duration;
mod error;
mod float;
mod integer;
mod lexical;
mod name;
mod number;
mod order;
mod primitive;
mod qname;
mod scope;
mod text;
mod time;
mod uri;
mod white_space;

pub use binary::{Base64Binary, HexBinary};
pub use boolean::Boolean;
#[cfg(feature = "arbitrary")]
pub(crate) use calendar::days_in;
pub use date::{Date, GDay, GMonth, GMonthDay, GYear, GYearMonth};
pub use date_time::DateTime;
pub use duration::Duration;
pub use error::ValueError;
pub use float::{Double, Float};
pub use integer::{
    Byte, Int, Integer, Long, NegativeInteger, NonNegativeInteger, NonPositiveInteger, PositiveInteger, Short,
    UnsignedByte, UnsignedInt, UnsignedLong, UnsignedShort,
};
pub use name::{Entities, Entity, Id, IdRef, IdRefs, NcName, NmToken, NmTokens, XmlName};
pub use number::Decimal;
pub use qname::{Notation, QName};
pub use scope::{Binding, Context, Scope};
pub use text::{Lang, Language, NormalizedString, Token};
pub use time::Time;
pub use uri::AnyUri;
pub use white_space::collapse;

/// A value that can be read from the text of an attribute or of an element with simple content.
pub trait FromText: Sized {
    /// Reads a value.
    ///
    /// In `text`, line ends are normalised and references expanded; white space is as written.
    ///
    /// # Errors
    ///
    /// When `text` is not in the lexical space of the type, or may not stand in this [`Scope`].
    fn from_text(text: Cow<'_, str>, scope: &Scope<'_>) -> Result<Self, ValueError>;
}

/// A value that can be written as the text of an attribute or of an element with simple content.
pub trait ToText {
    /// The text to write, before it is escaped.
    ///
    /// # Errors
    ///
    /// When the value may not stand in this [`Scope`]: a date without a time is a [`DateTime`] in the DTD binding only.
    fn to_text(&self, scope: &Scope<'_>) -> Result<Cow<'_, str>, ValueError>;
}
