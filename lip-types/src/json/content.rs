//! Open content: a string is text, everything else an object with one key.

use std::fmt;

use ecow::EcoString;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use super::characters::checked;
use super::depth::enter;
use super::member::JsonMember;
use super::object::{self, FromObject, fill, read_object, write_entry};
use crate::xml::Single;
use crate::{AnyAttribute, AnyAttributes, AnyContent, AnyElement, AnyInstruction, AnyNode};

/// Objects, each field with its key and kind: `must` has a key always, `may` when it is not empty.
macro_rules! objects {
    ($($name:ident, $is_element:literal { $($kind:ident $key:literal $field:ident),+ })+) => { $(
        impl FromObject for $name {
            const IS_ELEMENT: bool = $is_element;

            fn keys() -> &'static [&'static str] {
                &[$($key),+]
            }

            fn read<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
                let keys = Self::keys();
                $(let mut $field = None;)+
                while let Some(key) = map.next_key_seed(object::Keys(keys))? {
                    match keys.get(key) {
                        $(Some(&$key) => fill(&mut $field, $key, map)?,)+
                        _ => {}
                    }
                }
                let mut read = Self::default();
                $(read.$field = $kind::value($field, $key)?;)+
                Ok(read)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let _level = enter($is_element).map_err(S::Error::custom)?;
                let mut map = to.serialize_map(None)?;
                $($kind::put(&mut map, $key, &self.$field)?;)+
                map.end()
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                read_object(from)
            }
        }

        impl Single for $name {}
    )+ };
}
objects! {
    AnyElement, true {
        may "prefix" prefix, must "name" local, may "namespace" namespace, may "namespaces" namespaces,
        may "attributes" attributes, may "content" content
    }
    AnyAttribute, false { may "prefix" prefix, must "name" local, may "namespace" namespace, must "value" value }
    Declared, false { may "prefix" prefix, may "uri" uri }
    AnyInstruction, false { must "target" target, may "data" data }
}

impl Single for EcoString {}

/// A declaration of a namespace.
#[derive(Default)]
struct Declared {
    prefix: EcoString,
    uri: EcoString,
}

mod must {
    use super::{Error, JsonMember, SerializeMap, object};

    pub(super) fn value<F: JsonMember, E: Error>(field: Option<F>, key: &'static str) -> Result<F, E> {
        object::or_absent(field, key)
    }

    pub(super) fn put<F: JsonMember, M: SerializeMap>(
        map: &mut M,
        key: &'static str,
        field: &F,
    ) -> Result<(), M::Error> {
        object::put(map, key, field)
    }
}

mod may {
    use super::{JsonMember, SerializeMap, object};

    #[expect(clippy::unnecessary_wraps, reason = "as `must` has it")]
    pub(super) fn value<F: Default, E>(field: Option<F>, _: &'static str) -> Result<F, E> {
        Ok(field.unwrap_or_default())
    }

    pub(super) fn put<F, M>(map: &mut M, key: &'static str, field: &F) -> Result<(), M::Error>
    where
        F: JsonMember + Default + PartialEq,
        M: SerializeMap,
    {
        if *field == F::default() { Ok(()) } else { object::put(map, key, field) }
    }
}

impl JsonMember for Vec<(EcoString, EcoString)> {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let all = <Vec<Declared> as JsonMember>::read(from)?;
        Ok(all.into_iter().map(|declared| (declared.prefix, declared.uri)).collect())
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(|(prefix, uri)| Declared { prefix: prefix.clone(), uri: uri.clone() }))
    }
}

impl Serialize for AnyNode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => to.serialize_str(text),
            Self::Element(element) => write_entry(to, "element", element),
            Self::CData(text) => write_entry(to, "cdata", text),
            Self::Comment(text) => write_entry(to, "comment", text),
            Self::ProcessingInstruction(instruction) => write_entry(to, "instruction", &**instruction),
        }
    }
}

/// What stands in an object with one key.
struct Markup(AnyNode);

impl FromObject for Markup {
    const IS_ELEMENT: bool = false;

    fn keys() -> &'static [&'static str] {
        &["element", "cdata", "comment", "instruction"]
    }

    fn read<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        let node = match object::first(map, Self::keys())? {
            0 => AnyNode::Element(object::read_entry(map)?),
            1 => AnyNode::CData(object::read_entry(map)?),
            2 => AnyNode::Comment(object::read_entry(map)?),
            3 => AnyNode::ProcessingInstruction(Box::new(object::read_entry(map)?)),
            _ => return Err(object::empty(Self::keys())),
        };
        object::last(map)?;
        Ok(Self(node))
    }
}

impl<'de> Deserialize<'de> for AnyNode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = AnyNode;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, or an object with the key `element`, `cdata`, `comment` or `instruction`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<AnyNode, E> {
        checked(text)?;
        Ok(AnyNode::Text(text.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<AnyNode, A::Error> {
        let Markup(node) = read_object(MapAccessDeserializer::new(map))?;
        Ok(node)
    }
}

impl Serialize for AnyContent {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.nodes.serialize(to)
    }
}

impl<'de> Deserialize<'de> for AnyContent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut content = Self::default();
        for node in Vec::<AnyNode>::deserialize(from)? {
            match node {
                AnyNode::Text(text) => content.push_text(text),
                node => content.nodes.push(node),
            }
        }
        Ok(content)
    }
}

impl Serialize for AnyAttributes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.attributes.serialize(to)
    }
}

impl<'de> Deserialize<'de> for AnyAttributes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::<AnyAttribute>::deserialize(from).map(|attributes| Self { attributes })
    }
}
