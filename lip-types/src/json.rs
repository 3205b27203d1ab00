//! The JSON form of all types, by [`serde`]. Feature `serde`.
//!
//! | in XML | in JSON |
//! |---|---|
//! | an element | an object; a text alone where the schema allows neither attributes nor children |
//! | a child | a key with its name: `"typename"`; an array where it may repeat; one of another namespace than the schema's as `"{urn:example:b}town"` |
//! | an attribute | a key with its name after `@`: `"@uri"`, `"@xml:lang"` |
//! | the text of an element with attributes | the key `"#text"` |
//! | alternatives, in document order | a key with the name of the field after `#`: `"#items"`; each is an object with one key, `{"activity": {…}}` |
//! | a value | a string: exactly the text that stands in XML, so that no digit and no leading zero is lost |
//! | open content | the key `"#content"`: an array, see below |
//! | unparsed entities that the document declares | the key `"#entities"` of the document element: an array of objects with `name`, `public`, `system` and `notation`, which has `name`, `public`, `system` |
//! | attributes that the schema leaves open | the key `"#attributes"`: an array of objects with `prefix`, `name`, `namespace`, `value` |
//!
//! What is absent has no key, and neither has an empty vector; No name in XML begins with `@` or `#`, so that keys
//! never meet. The name of the document element, its namespace and document type are not there: what a JSON text is read as says
//! the first, the [`Binding`](crate::Binding) that it is written with the others.
//!
//! In open content a string is text, everything else is an object with one key: `element` (`prefix`, `name`, `namespace`,
//! `namespaces`, `attributes`, `content`, each but the name left out when empty), `cdata`, `comment`, or `instruction` (`target`, `data`).
//!
//! White space in it is text, and stays; strings side by side are read as one text, as XML has it. Names are given as they are, and so are prefixes and where they are declared:
//!
//! ```
//! use lip_types::imslip::ExtLearnerInfo;
//! use lip_types::{Binding, FromXml, Layout, WriteOptions};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let xml = r#"<ext_learnerinfo xmlns="http://www.imsglobal.org/xsd/imslip_v1p0">See <b:q xmlns:b="urn:b" at="1">a<![CDATA[<]]></b:q><!-- c --><?d e?></ext_learnerinfo>"#;
//! let ext = ExtLearnerInfo::from_xml(xml)?;
//! let json = serde_json::json!({
//!     "#content": [
//!         "See ",
//!         {"element": {
//!             "prefix": "b",
//!             "name": "q",
//!             "namespace": "urn:b",
//!             "namespaces": [{"prefix": "b", "uri": "urn:b"}],
//!             "attributes": [{"name": "at", "value": "1"}],
//!             "content": ["a", {"cdata": "<"}]
//!         }},
//!         {"comment": " c "},
//!         {"instruction": {"target": "d", "data": "e"}}
//!     ]
//! });
//! assert_eq!(serde_json::to_value(&ext)?, json);
//! let again: ExtLearnerInfo = serde_json::from_value(json)?;
//! assert!(WriteOptions::new(Binding::Xsd).layout(Layout::Compact).to_xml(&again)?.contains(xml));
//! # Ok(())
//! # }
//! ```
//!
//! What stays behind is what [`Preserved`](crate::Preserved) holds: comments, processing instructions and white space between elements
//! of the schema, prefixes that the document element declares, `xsi` attributes, and the document type declaration but for
//! its unparsed entities, which attributes such as `entityref` name.
//!
//! Reading checks what reading XML checks: keys, each once, required parts, numbers of items, values, and that text has only
//! characters that XML has. An array is never taken for an object, and `null` stands for nothing. A date without a time is read as
//! in the DTD binding, since JSON stands for both; writing it in the XSD binding is an error. Names in open content are
//! checked when XML is written.
//!
//! With the feature `json`, [`from_str`] and [`to_string`] go as deep as [`Limits::depth`](crate::Limits::depth) allows, and an
//! [`Error`] has a place and a path. `serde_json` by itself goes 128 levels of arrays and objects deep, which are about 40
//! elements. More than 160 elements inside one another are an error of every serializer and deserializer, before the stack ends.
//!
//! `lip convert` turns documents into JSON and back; `lip-gen generate --format json-schema` writes a JSON Schema of it.
//! The derive of [`Json`](crate::Json) gives it to types of your own.
//!
//! ```
//! use lip_types::imslip::Email;
//! use lip_types::imslip::{ContactInfo, TypeName};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut contact = ContactInfo::new(Email::from("ada@campus.example"));
//! contact.typename = Some(TypeName::new("Work"));
//! let json = serde_json::to_string(&contact)?;
//! assert_eq!(json, r##"{"typename":{"tyvalue":{"#text":"Work"}},"#contact":{"email":"ada@campus.example"}}"##);
//! assert_eq!(serde_json::from_str::<ContactInfo>(&json)?, contact);
//!
//! let error = serde_json::from_str::<ContactInfo>(r#"{"contact": {}}"#).unwrap_err();
//! assert!(error.to_string().starts_with("unknown field `contact`, expected one of"), "{error}");
//! # Ok(())
//! # }
//! ```

mod cardinality;
mod characters;
mod content;
mod depth;
mod entities;
#[cfg(feature = "json")]
mod error;
mod member;
mod object;
#[cfg(feature = "json")]
mod text;
mod value;

#[cfg(feature = "json")]
pub use error::Error;
#[cfg(feature = "json")]
pub use text::{from_slice, from_str, to_string, to_string_pretty};

#[doc(hidden)]
pub mod derived {
    //! What derived code touches.
    pub use super::depth::enter;
    pub use super::entities::put_entities;
    pub use super::member::JsonMember;
    pub use super::object::{
        FromObject, Keys, Nothing, empty, end, fill, first, key, last, or_absent, put, read_entry, read_leaf,
        read_object, read_value, write_entry, write_leaf, write_value,
    };
    pub use crate::xml::Preserved;
    pub use serde::de::{self, Deserialize, Deserializer, MapAccess};
    pub use serde::ser::{self, Serialize, SerializeMap, Serializer};
}
