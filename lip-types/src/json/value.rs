//! Values: strings with the text that stands in XML.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Error as _, Serialize, Serializer};

use super::checked;
use crate::value::{Binding, FromText, Scope, ToText};

/// JSON stands for both bindings: what one of them allows is read. Writing XML asks again.
const EITHER: Scope<'static> = Scope::new(Binding::Dtd);

macro_rules! text {
    ($($name:ident)+) => { $(
        impl Serialize for crate::value::$name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.to_text(&EITHER).map_err(S::Error::custom)?)
            }
        }

        impl<'de> Deserialize<'de> for crate::value::$name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text: String = checked(String::deserialize(from)?)?;
                let value = Self::from_text(text.as_str().into(), &EITHER);
                value.map_err(|error| D::Error::custom(format_args!("found {text:?}, {error}")))
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
