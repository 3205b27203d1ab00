//! What a key holds, told by the type of the field: how often, and what the field is without a key.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::characters::Characters;
use crate::cardinality::{Bounded, OneOrMore};
use crate::ext::{AnyAttributes, AnyContent};
use crate::xml::Single;

/// A field of the JSON form: `T`, `Option<T>`, `Vec<T>`, [`OneOrMore<T>`] or [`Bounded<T, MIN, MAX>`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field of the JSON form",
    note = "write `T`, `Option<T>`, `Vec<T>`, `OneOrMore<T>` or `Bounded<T, MIN, MAX>`, where `T` derives `Json` or implements `Serialize` and `Deserialize`"
)]
pub trait JsonMember: Sized {
    /// What the field is when it has no key.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether the field has no key.
    fn is_absent(&self) -> bool {
        false
    }

    /// Reads what the key holds.
    ///
    /// # Errors
    /// When it is something else.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;

    /// Reads the one thing of an object with one key, which is there when it is empty, too.
    ///
    /// # Errors
    /// When it is something else.
    fn read_entry<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::read(from)
    }

    /// Writes it.
    ///
    /// # Errors
    /// Those of the writer.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;
}

/// One thing, with the characters of XML only.
struct Item<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Item<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(Characters(from)).map(Item)
    }
}

fn items<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    let items = Vec::<Item<T>>::deserialize(from)?;
    Ok(items.into_iter().map(|Item(item)| item).collect())
}

#[diagnostic::do_not_recommend]
impl<T: Single + Serialize + DeserializeOwned> JsonMember for T {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(Characters(from))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.serialize(to)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Single + Serialize + DeserializeOwned> JsonMember for Option<T> {
    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    /// Never `null`: what is absent has no key.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(Characters(from)).map(Some)
    }

    fn read_entry<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Option::<Item<T>>::deserialize(from)?.map(|Item(item)| item))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.serialize(to)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Single + Serialize + DeserializeOwned> JsonMember for Vec<T> {
    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        items(from)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.serialize(to)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Single + Serialize + DeserializeOwned> JsonMember for OneOrMore<T> {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::try_from(items(from)?).map_err(D::Error::custom)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.serialize(to)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Single + Serialize + DeserializeOwned, const MIN: usize, const MAX: usize> JsonMember for Bounded<T, MIN, MAX> {
    fn absent() -> Option<Self> {
        Self::try_from(Vec::new()).ok()
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::try_from(items(from)?).map_err(D::Error::custom)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.serialize(to)
    }
}

macro_rules! open {
    ($($name:ident: $nodes:ident),+) => { $(
        impl JsonMember for $name {
            fn absent() -> Option<Self> {
                Some(Self::default())
            }

            fn is_absent(&self) -> bool {
                self.$nodes.is_empty()
            }

            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Self::deserialize(from)
            }

            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                self.serialize(to)
            }
        }
    )+ };
}
open! { AnyContent: nodes, AnyAttributes: attributes }
