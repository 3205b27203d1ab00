//! Random values of every type, by [`arbitrary::Arbitrary`]: for property tests and fuzzing. Feature `arbitrary`.
//!
//! What comes out is what the types are for: each value that can be written is a valid document, in forms that vary as much as
//! the datatypes allow. Three things depend on the document around and not on the type:
//!
//! - a [`DateTime`](crate::value::DateTime) is a form of ISO 8601 now and then, which the XSD binding refuses to write;
//! - an [`Entity`](crate::value::Entity) is one of [`ENTITIES`], which the DOCTYPE must declare;
//! - identifiers differ from each other as long as there is random data to make them from.
//!
//! ```
//! use arbitrary::{Arbitrary, Unstructured};
//! use lip_types::{Binding, FromXml, ToXml, imslip::Activity, random};
//!
//! let mut activity = Activity::arbitrary(&mut Unstructured::new(b"any bytes, or those of a fuzzer"))?;
//! for name in random::ENTITIES {
//!     activity.preserved.declare_entity(name, "file", "notation")?;
//! }
//! let xml = activity.to_xml(Binding::Dtd)?;
//! assert_eq!(Activity::from_xml(&xml)?, activity);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cardinality;
mod content;
mod date;
mod name;
mod number;
mod text;

pub use name::ENTITIES;
pub use text::text;

use arbitrary::{Result, Unstructured};

use crate::value::ValueError;

/// `Arbitrary` for a lexical type: a function that makes its text.
macro_rules! lexical {
    ($($name:ident: $text:expr;)+) => { $(
        impl<'a> ::arbitrary::Arbitrary<'a> for $crate::value::$name {
            fn arbitrary(data: &mut ::arbitrary::Unstructured<'a>) -> ::arbitrary::Result<Self> {
                let text: String = $text(data)?;
                $crate::random::made($crate::value::$name::new(&text), &text)
            }
        }
    )+ };
}
use lexical;

/// A value from a text that was made for it.
fn made<T>(value: std::result::Result<T, ValueError>, text: &str) -> Result<T> {
    debug_assert!(value.is_ok(), "{text:?} is no value: {:?}", value.err());
    value.map_err(|_| arbitrary::Error::IncorrectFormat)
}

/// The text, now and then with white space around it, which the datatype collapses.
fn spaced(data: &mut Unstructured<'_>, text: String) -> Result<String> {
    const SPACES: &[&str] = &[" ", "\n", "\t", "  "];
    if !data.ratio(1, 16)? {
        return Ok(text);
    }
    Ok(format!("{}{text}{}", data.choose(SPACES)?, data.choose(SPACES)?))
}

/// A number of things: few, mostly.
fn few(data: &mut Unstructured<'_>, most: usize) -> Result<usize> {
    data.int_in_range(0..=most)
}
