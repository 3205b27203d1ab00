//! `#entities` of the document element: what attributes such as `entityref` name, which a document declares beside its schema.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::depth::is_outermost;
use super::object::{FromObject, Keys, fill, or_absent, put, read_object};
use crate::xml::{ExternalId, Notation, Preserved, Single, UnparsedEntity};

/// No name in documents begins so, and no field is called so.
const KEY: &str = "#entities";

/// Writes what the document element declares.
///
/// # Errors
/// Those of the writer.
pub fn put_entities<M: SerializeMap>(object: &mut M, preserved: &Preserved) -> Result<(), M::Error> {
    match preserved.markup().filter(|_| is_outermost()) {
        Some(markup) => put(object, KEY, &markup.unparsed_entities()),
        None => Ok(()),
    }
}

/// The entries of an object; of the document element without `#entities`, which are kept apart.
pub(super) struct Entries<A> {
    map: A,
    outermost: bool,
    entities: Option<Vec<UnparsedEntity>>,
}

impl<A> Entries<A> {
    pub(super) fn new(map: A, is_element: bool) -> Self {
        Self { map, outermost: is_element && is_outermost(), entities: None }
    }

    /// Declares what was kept apart.
    pub(super) fn declare<T: FromObject, E: Error>(self, read: &mut T) -> Result<(), E> {
        let Some(entities) = self.entities else { return Ok(()) };
        let Some(preserved) = read.preserved() else { return Err(E::unknown_field(KEY, T::keys())) };
        entities.into_iter().try_for_each(|entity| preserved.declare(entity).map_err(E::custom))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, mut seed: K) -> Result<Option<K::Value>, A::Error> {
        if !self.outermost {
            return self.map.next_key_seed(seed);
        }
        loop {
            seed = match self.map.next_key_seed(Key(seed))? {
                None => return Ok(None),
                Some(Read::Other(key)) => return Ok(Some(key)),
                Some(Read::Entities(_)) if self.entities.is_some() => return Err(A::Error::duplicate_field(KEY)),
                Some(Read::Entities(seed)) => seed,
            };
            fill(&mut self.entities, KEY, &mut self.map)?;
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

/// Reads a key.
struct Key<K>(K);

enum Read<K, V> {
    Entities(K),
    Other(V),
}

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for Key<K> {
    type Value = Read<K, K::Value>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl<'de, K: DeserializeSeed<'de>> Visitor<'de> for Key<K> {
    type Value = Read<K, K::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        match key {
            KEY => Ok(Read::Entities(self.0)),
            _ => self.0.deserialize(key.into_deserializer()).map(Read::Other),
        }
    }
}

impl FromObject for UnparsedEntity {
    const IS_ELEMENT: bool = false;

    fn keys() -> &'static [&'static str] {
        &["name", "public", "system", "notation"]
    }

    fn read<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        let (mut name, mut public, mut system, mut notation) = (None::<String>, None, None::<String>, None);
        while let Some(key) = map.next_key_seed(Keys(Self::keys()))? {
            match key {
                0 => fill(&mut name, "name", map)?,
                1 => fill(&mut public, "public", map)?,
                2 => fill(&mut system, "system", map)?,
                _ => fill(&mut notation, "notation", map)?,
            }
        }
        let id = ExternalId {
            public: or_absent::<Option<String>, _>(public, "public")?.map(Into::into),
            system: Some(or_absent(system, "system")?.into()),
        };
        let entity = Self { name: or_absent(name, "name")?.into(), id, notation: or_absent(notation, "notation")? };
        entity.check().map_err(|error| A::Error::custom(format_args!("an entity that cannot be declared, {error}")))?;
        Ok(entity)
    }
}

impl FromObject for Notation {
    const IS_ELEMENT: bool = false;

    fn keys() -> &'static [&'static str] {
        &["name", "public", "system"]
    }

    fn read<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        let (mut name, mut public, mut system) = (None::<String>, None, None);
        while let Some(key) = map.next_key_seed(Keys(Self::keys()))? {
            match key {
                0 => fill(&mut name, "name", map)?,
                1 => fill(&mut public, "public", map)?,
                _ => fill(&mut system, "system", map)?,
            }
        }
        let id = ExternalId {
            public: or_absent::<Option<String>, _>(public, "public")?.map(Into::into),
            system: or_absent::<Option<String>, _>(system, "system")?.map(Into::into),
        };
        Ok(Self { name: or_absent(name, "name")?.into(), id })
    }
}

impl Serialize for UnparsedEntity {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(None)?;
        object.serialize_entry("name", &self.name)?;
        put_id(&mut object, &self.id)?;
        object.serialize_entry("notation", &self.notation)?;
        object.end()
    }
}

impl Serialize for Notation {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(None)?;
        object.serialize_entry("name", &self.name)?;
        put_id(&mut object, &self.id)?;
        object.end()
    }
}

fn put_id<M: SerializeMap>(object: &mut M, id: &ExternalId) -> Result<(), M::Error> {
    let parts = [("public", &id.public), ("system", &id.system)];
    let mut parts = parts.into_iter().filter_map(|(key, id)| Some((key, id.as_ref()?)));
    parts.try_for_each(|(key, id)| object.serialize_entry(key, id))
}

impl<'de> Deserialize<'de> for UnparsedEntity {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_object(from)
    }
}

impl<'de> Deserialize<'de> for Notation {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_object(from)
    }
}

impl Single for UnparsedEntity {}

impl Single for Notation {}
