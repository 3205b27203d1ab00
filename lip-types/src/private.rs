//! The only surface that derived code touches beside the public traits. It may
//! change in any release; `lip-derive` of the same version goes with it.

pub use crate::cardinality::{Bounded, OneOrMore};
pub use crate::ext::{AnyContent, Extension, ExtensionPoint};
#[cfg(feature = "serde")]
pub use crate::json::derived as json;
pub use crate::value::{FromText, Scope, ToText, ValueError};
pub use crate::xml::codec::{Codec, Coded, Decode, Written};
pub use crate::xml::default::{read_text_or, write_text_or};
pub use crate::xml::deterministic::{deterministic, elements_only};
pub use crate::xml::{
    AnyAttributesField, AnyField, Attribute, Cardinality, Element, FromXml, Group, GroupField, Model, Name, NamedChild,
    Namespace, OwnChild, Presence, PreservedField, Reader, Single, TextField, ToXml, Writer,
};

/// Puts a value together from its parts. In a frame of its own: a debug build keeps all
/// that a function ever holds on the stack, at every level of a recursive type.
#[inline]
pub fn finish<T>(parts: impl FnOnce() -> Option<T>) -> Option<T> {
    parts()
}

/// Which of the values a text is, white space collapsed.
///
/// # Errors
///
/// When it is none.
pub fn enumerated<'v>(text: &str, values: &[&'v str]) -> Result<&'v str, ValueError> {
    let text = crate::value::collapse(text);
    if let Some(value) = values.iter().find(|v| **v == text) {
        return Ok(value);
    }
    let list = values.iter().map(|v| format!("`{v}`")).collect::<Vec<_>>().join(", ");
    let error = ValueError::new(if values.len() == 1 { list } else { format!("one of {list}") });
    Err(match values.iter().find(|v| v.eq_ignore_ascii_case(&text)) {
        Some(value) => error.with_hint(format!("write `{value}`")),
        None => error,
    })
}

/// Ends an element whose type keeps nothing beside its value.
#[inline]
pub fn end(reader: &mut Reader<'_>) -> Option<()> {
    let preserved = reader.end()?;
    if preserved.is_empty() { Some(()) } else { reader.cannot_keep(&preserved) }
}

/// Reads an element with simple content and no attributes.
pub fn read_value<T: FromText>(reader: &mut Reader<'_>) -> Option<T> {
    if let Some(value) = reader.leaf() {
        return value;
    }
    reader.start(&Model::Text).then_some(())?;
    reader.no_attributes();
    let value = reader.text();
    end(reader)?;
    value
}

/// Writes an element with simple content and no attributes.
pub fn write_value<T: ToText + FromText>(value: &T, writer: &mut Writer, name: &Name) {
    if writer.start(name, None) {
        writer.text(value);
        writer.end();
    }
}
