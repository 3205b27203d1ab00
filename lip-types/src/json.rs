//! The JSON form of all types, by [`serde`]. Feature `serde`.
//!
//! | in XML | in JSON |
//! |---|---|
//! | an element | an object; a text alone where the schema allows neither attributes nor children |
//! | a child | a key with its name: `"typename"`; an array where it may repeat |
//! | an attribute | a key with its name after `@`: `"@uri"`, `"@xml:lang"` |
//! | the text of an element with attributes | the key `"#text"` |
//! | alternatives, in document order | a key with the name of the field after `#`: `"#items"`; each is an object with one key, `{"activity": {…}}` |
//! | a value | a string: exactly the text that stands in XML, so that no digit and no leading zero is lost |
//! | open content | the key `"#content"`: an array, see below |
//! | attributes that the schema leaves open | the key `"#attributes"`: an array of objects with `prefix`, `name`, `namespace`, `value` |
//!
//! What is absent has no key, and neither has an empty vector; `null` is read as absent where something is optional. No name in XML begins with `@` or `#`, so that keys
//! never meet. The name of the document element, its namespace and document type are not there: what a JSON text is read as says
//! the first, the [`Binding`](crate::Binding) that it is written with the others.
//!
//! In open content a string is text, everything else is an object with one key: `element` (`prefix`, `name`, `namespace`,
//! `namespaces`, `attributes`, `content`, each left out when empty), `cdata`, `comment`, or `instruction` (`target`, `data`).
//!
//! What stays behind is what [`Preserved`](crate::Preserved) holds: comments, processing instructions and white space between elements
//! of the schema, prefixes that the document element declares, and the document type declaration with the unparsed
//! entities that an `entityref` names: a document with one cannot be written from JSON.
//!
//! Reading checks what reading XML checks: keys, required parts, numbers of items, values, and that text has only characters that
//! XML has. A date without a time is read as in the DTD binding, since JSON stands for both; writing it in the XSD binding is an error.
//! As `serde` does, an array with the values of an object in the order of the fields is read as that object.
//! Names in open content are checked when XML is written. `serde_json` goes 128 levels of arrays and objects deep,
//! which are about 40 elements.
//!
//! `lip convert` turns documents into JSON and back; `lip-gen generate --format json-schema` writes a JSON Schema of what is
//! written here.
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
mod content;
mod value;

use std::fmt::Display;

use serde::de::{Deserialize, Deserializer, Error};

use crate::xml::is_char;

/// Text of which every character may stand in XML (production 2).
fn checked<E: Error>(text: String) -> Result<String, E> {
    match text.chars().find(|c| !is_char(*c)) {
        None => Ok(text),
        Some(c) => Err(E::custom(format_args!("the character U+{:04X}, which no XML document can hold", u32::from(c)))),
    }
}

/// Text with the characters of XML only.
///
/// # Errors
/// When it is no string, or has others.
pub fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    checked(String::deserialize(from)?)
}

/// As [`text`], for an optional field.
///
/// # Errors
/// As [`text`].
pub fn some_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(from)?.map(checked).transpose()
}

/// As [`text`], for a field that repeats.
///
/// # Errors
/// As [`text`], or when there are too few or too many.
pub fn texts<'de, D, C>(from: D) -> Result<C, D::Error>
where
    D: Deserializer<'de>,
    C: TryFrom<Vec<String>, Error: Display>,
{
    let texts = Vec::<String>::deserialize(from)?.into_iter().map(checked).collect::<Result<Vec<_>, _>>()?;
    C::try_from(texts).map_err(D::Error::custom)
}
