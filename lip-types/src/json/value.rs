//! Values: strings with the text that stands in XML.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};

use super::characters::checked;
use crate::value::{Binding, FromText, Scope, ToText, ValueError};
use crate::xml::codec::{Codec, Coded};

/// JSON stands for both bindings: what one of them allows is read. Writing XML asks again.
pub(super) const EITHER: Scope<'static> = Scope::new(Binding::Dtd);

/// Reads the value of a text.
pub(super) fn read<'de, T: FromText, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_str(Text(|text: &str| T::from_text(text.into(), &EITHER)))
}

/// Reads a value of an enumeration: exactly its text, without the white space that XML collapses.
pub(super) fn read_exactly<'de, T: FromText + ToText, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let exact = |text: &str| {
        let value = T::from_text(text.into(), &EITHER)?;
        match value.to_text(&EITHER)? {
            exact if exact == text => Ok(value),
            exact => Err(ValueError::new(format!("`{exact}`"))),
        }
    };
    from.deserialize_str(Text(exact))
}

/// Judges a text where it stands, so that an error has its place.
struct Text<F>(F);

impl<T, F: FnOnce(&str) -> Result<T, ValueError>> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        checked(text)?;
        (self.0)(text).map_err(|error| E::custom(format_args!("found {text:?}, {error}")))
    }
}

/// What a codec makes of a value: its text.
impl<V, I: Codec<V, FIELD>, const FIELD: usize> Serialize for Coded<'_, V, I, FIELD> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.to_text(&EITHER).map_err(S::Error::custom)?)
    }
}

impl<'de, V, I: Codec<V, FIELD>, const FIELD: usize> Deserialize<'de> for Coded<'_, V, I, FIELD> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from)
    }
}

macro_rules! text {
    ($($name:ident)+) => { $(
        impl Serialize for crate::value::$name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.to_text(&EITHER).map_err(S::Error::custom)?)
            }
        }

        impl<'de> Deserialize<'de> for crate::value::$name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                read(from)
            }
        }
    )+ };
}
text! {
    AnyUri Base64Binary Boolean Byte Date DateTime Decimal Double Duration Entities Entity Float GDay GMonth GMonthDay GYear
    GYearMonth HexBinary Id IdRef IdRefs Int Integer Lang Language Long NcName NegativeInteger NmToken NmTokens NonNegativeInteger
    NonPositiveInteger NormalizedString Notation PositiveInteger QName Short Time Token UnsignedByte UnsignedInt UnsignedLong
    UnsignedShort XmlName
}
