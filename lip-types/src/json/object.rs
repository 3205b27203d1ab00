//! Objects: what `#[derive(Json)]` stands on. An array is never taken for an object, and `null` never for what is absent.

use std::fmt::{self, Display as _};
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use super::depth::enter;
use super::entities::Entries;
use super::member::JsonMember;
use crate::value::{FromText, ToText};
use crate::xml::{Element, Preserved, Single};

/// A type that is read from an object.
pub trait FromObject: Sized {
    /// Whether it is an element, and counts for the depth.
    const IS_ELEMENT: bool;
    /// The keys, in the order of the fields.
    fn keys() -> &'static [&'static str];
    /// Reads all entries.
    ///
    /// # Errors
    /// When a key is unknown, missing or there twice, or holds something else.
    fn read<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error>;
    /// Where it keeps what stands beside the schema.
    fn preserved(&mut self) -> Option<&mut Preserved> {
        None
    }
}

/// Reads an object.
///
/// # Errors
/// As [`FromObject::read`], and when it is none.
pub fn read_object<'de, T: FromObject, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_map(Object(PhantomData))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: FromObject> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with {}", Listed(T::keys()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let _level = enter(T::IS_ELEMENT).map_err(A::Error::custom)?;
        let mut entries = Entries::new(map, T::IS_ELEMENT);
        let mut value = T::read(&mut entries)?;
        entries.declare(&mut value)?;
        Ok(value)
    }
}

/// Keys in words.
struct Listed(&'static [&'static str]);

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, keys) = match self.0 {
            [] => return f.write_str("no key"),
            [key] => return write!(f, "the key `{key}`"),
            [first, rest @ ..] => (format!("the keys `{first}`"), rest),
        };
        f.write_str(&before)?;
        keys.iter().try_for_each(|key| write!(f, ", `{key}`"))
    }
}

/// An element that can hold nothing: an object without a key.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl Single for Nothing {}

impl Serialize for Nothing {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_map(Some(0))?.end()
    }
}

impl<'de> Deserialize<'de> for Nothing {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_object(from)
    }
}

impl FromObject for Nothing {
    const IS_ELEMENT: bool = true;

    fn keys() -> &'static [&'static str] {
        &[]
    }

    fn read<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        map.next_key_seed(Keys(&[]))?;
        Ok(Self)
    }
}

/// The key of an element beside those of the namespace `own`, in which names go without the URI.
pub const fn key<T: Element>(own: &str) -> &'static str {
    match T::QUALIFIED {
        Some((uri, qualified)) if !same(uri.as_bytes(), own.as_bytes()) => qualified,
        _ => T::NAME.local,
    }
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    match (one.split_first(), other.split_first()) {
        (Some((a, one)), Some((b, other))) => *a == *b && same(one, other),
        (None, None) => true,
        _ => false,
    }
}

/// Reads a key: its place among these.
#[derive(Debug, Clone, Copy)]
pub struct Keys(pub &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Keys {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<usize, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Keys {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Listed(self.0).fmt(f)
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        self.0.iter().position(|known| *known == key).ok_or_else(|| E::unknown_field(key, self.0))
    }
}

/// What a key holds.
struct Held<F>(PhantomData<F>);

impl<'de, F: JsonMember> DeserializeSeed<'de> for Held<F> {
    type Value = F;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<F, D::Error> {
        F::read(from)
    }
}

/// The same in an object with one key.
struct Entry<F>(PhantomData<F>);

impl<'de, F: JsonMember> DeserializeSeed<'de> for Entry<F> {
    type Value = F;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<F, D::Error> {
        F::read_entry(from)
    }
}

/// Reads what a key holds into its field.
///
/// # Errors
/// When the field has been read before, or the key holds something else.
pub fn fill<'de, F: JsonMember, A: MapAccess<'de>>(
    field: &mut Option<F>,
    key: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if field.is_some() {
        return Err(A::Error::duplicate_field(key));
    }
    *field = Some(map.next_value_seed(Held(PhantomData))?);
    Ok(())
}

/// A field when all has been read.
///
/// # Errors
/// When it must have a key, and has none.
pub fn or_absent<F: JsonMember, E: Error>(field: Option<F>, key: &'static str) -> Result<F, E> {
    field.or_else(F::absent).ok_or_else(|| E::missing_field(key))
}

/// The first key of an object that has one: its place.
///
/// # Errors
/// When it is unknown.
pub fn first<'de, A: MapAccess<'de>>(map: &mut A, keys: &'static [&'static str]) -> Result<usize, A::Error> {
    Ok(map.next_key_seed(Keys(keys))?.unwrap_or(usize::MAX))
}

/// What the one key holds.
///
/// # Errors
/// When it holds something else.
pub fn read_entry<'de, F: JsonMember, A: MapAccess<'de>>(map: &mut A) -> Result<F, A::Error> {
    map.next_value_seed(Entry(PhantomData))
}

/// An object without a key that should have one.
pub fn empty<E: Error>(keys: &'static [&'static str]) -> E {
    E::custom(format_args!("an empty object, expected one with one of {}", Listed(keys)))
}

/// Ends an object with one key.
///
/// # Errors
/// When it has another one.
pub fn last<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    match map.next_key::<String>()? {
        None => Ok(()),
        Some(key) => Err(A::Error::custom(format_args!("a second key, `{key}`, expected an object with one"))),
    }
}

/// Writes a key and its field, if it has one.
///
/// # Errors
/// Those of the writer.
pub fn put<F: JsonMember, M: SerializeMap>(object: &mut M, key: &'static str, field: &F) -> Result<(), M::Error> {
    match field.is_absent() {
        true => Ok(()),
        false => object.serialize_entry(key, &Written(field)),
    }
}

/// Ends an object with these keys.
///
/// # Errors
/// Those of the writer.
pub fn end<M: SerializeMap>(object: M, _: &'static [&'static str]) -> Result<M::Ok, M::Error> {
    object.end()
}

/// Writes an object with one key.
///
/// # Errors
/// Those of the writer.
pub fn write_entry<F: JsonMember, S: Serializer>(to: S, key: &'static str, field: &F) -> Result<S::Ok, S::Error> {
    let mut object = to.serialize_map(Some(1))?;
    object.serialize_entry(key, &Written(field))?;
    object.end()
}

struct Written<'f, F>(&'f F);

impl<F: JsonMember> Serialize for Written<'_, F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to)
    }
}

/// Writes an element that holds text and nothing else.
///
/// # Errors
/// Those of the writer.
pub fn write_leaf<F: JsonMember, S: Serializer>(field: &F, to: S) -> Result<S::Ok, S::Error> {
    let _level = enter(true).map_err(S::Error::custom)?;
    field.write(to)
}

/// Reads an element that holds text and nothing else.
///
/// # Errors
/// When it is something else.
pub fn read_leaf<'de, F: JsonMember, D: Deserializer<'de>>(from: D) -> Result<F, D::Error> {
    let _level = enter(true).map_err(D::Error::custom)?;
    F::read(from)
}

/// Writes a value of an enumeration.
///
/// # Errors
/// Those of the writer.
pub fn write_value<T: ToText, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&value.to_text(&super::value::EITHER).map_err(S::Error::custom)?)
}

/// Reads a value of an enumeration: exactly its text.
///
/// # Errors
/// When it is another text, or none.
pub fn read_value<'de, T: FromText + ToText, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    super::value::read_exactly(from)
}
