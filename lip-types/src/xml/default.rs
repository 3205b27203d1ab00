//! `#[xml(text, default)]`: what an element means that holds no text (XSD 1.0 part 1, 3.3.4: the default of an element).

use std::borrow::Cow;

use super::{Reader, Writer};
use crate::value::{FromText, Scope, ToText, ValueError};

enum OrEmpty<T> {
    Value(T),
    Empty,
}

impl<T: FromText> FromText for OrEmpty<T> {
    fn from_text(text: Cow<'_, str>, scope: &Scope<'_>) -> Result<Self, ValueError> {
        if text.is_empty() { Ok(Self::Empty) } else { T::from_text(text, scope).map(Self::Value) }
    }
}

/// Reads text, or answers the default where there is none.
pub fn read_text_or<T: FromText>(reader: &mut Reader<'_>, default: impl FnOnce() -> T) -> Option<T> {
    reader.text().map(|text| match text {
        OrEmpty::Value(value) => value,
        OrEmpty::Empty => default(),
    })
}

/// Writes text; what would be read as the default, and is another value, is a fault.
pub fn write_text_or<T: FromText + ToText>(value: &T, writer: &mut Writer, default: impl FnOnce() -> T) {
    let scope = Scope::new(writer.binding());
    if value.to_text(&scope).is_ok_and(|text| text.is_empty())
        && let Ok(default) = default().to_text(&scope)
        && !default.is_empty()
    {
        return writer.fail("", format!("an empty text, which would be read as its default `{default}`"));
    }
    writer.text(value);
}
