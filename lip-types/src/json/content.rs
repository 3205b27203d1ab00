//! Open content: a string is text, everything else an object with one key.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{checked, text};
use crate::{AnyAttribute, AnyAttributes, AnyContent, AnyElement, AnyNode};

/// Every node but text.
#[derive(serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Markup {
    Element(Box<AnyElement>),
    CData(#[serde(deserialize_with = "text")] String),
    Comment(#[serde(deserialize_with = "text")] String),
    Instruction(Instruction),
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Instruction {
    #[serde(deserialize_with = "text")]
    target: String,
    #[serde(default, deserialize_with = "text")]
    data: String,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "lowercase")]
enum MarkupRef<'n> {
    Element(&'n AnyElement),
    CData(&'n str),
    Comment(&'n str),
    Instruction {
        target: &'n str,
        #[serde(skip_serializing_if = "str::is_empty")]
        data: &'n str,
    },
}

impl Serialize for AnyNode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => to.serialize_str(text),
            Self::Element(element) => MarkupRef::Element(element).serialize(to),
            Self::CData(text) => MarkupRef::CData(text).serialize(to),
            Self::Comment(text) => MarkupRef::Comment(text).serialize(to),
            Self::ProcessingInstruction { target, data } => MarkupRef::Instruction { target, data }.serialize(to),
        }
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
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<AnyNode, E> {
        checked(text).map(AnyNode::Text)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AnyNode, A::Error> {
        let markup = Markup::deserialize(MapAccessDeserializer::new(&mut map))?;
        if let Some(key) = map.next_key::<String>()? {
            return Err(A::Error::custom(format_args!("a second key, `{key}`, in an object that has one")));
        }
        Ok(match markup {
            Markup::Element(element) => AnyNode::Element(element),
            Markup::CData(text) => AnyNode::CData(text),
            Markup::Comment(text) => AnyNode::Comment(text),
            Markup::Instruction(Instruction { target, data }) => AnyNode::ProcessingInstruction { target, data },
        })
    }
}

impl Serialize for AnyContent {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.nodes.serialize(to)
    }
}

impl<'de> Deserialize<'de> for AnyContent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(|nodes| Self { nodes })
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

impl AnyContent {
    /// Whether there are no nodes, for `skip_serializing_if`.
    #[doc(hidden)]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

impl AnyAttributes {
    /// Whether there are no attributes, for `skip_serializing_if`.
    #[doc(hidden)]
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty()
    }
}
