//! Keys of the JSON form, as the derive of `lip_types::Json` makes them.

use super::{Binding, Space, Struct, Wire};

/// The key for a field or variant: `@name` for an attribute, the name of a child, and `#name` for what has no name in
/// documents; nothing for what JSON does not hold.
///
/// No name in XML begins with `@` or `#`, so that keys never meet. `rust` is the Rust name, `own` the name of an element
/// that its type knows, `owner` that of the element in which it stands, beside whose names those of its namespace go without the URI.
pub fn key(binding: &Binding, rust: &str, own: Option<&Wire>, owner: Option<&Wire>) -> Option<String> {
    Some(match binding {
        Binding::Attribute(wire) => format!("@{}", name(wire, owner)),
        Binding::Child(wire) => match wire.as_ref().or(own) {
            Some(wire) => name(wire, owner),
            None => rust.to_owned(),
        },
        Binding::Text => "#text".to_owned(),
        Binding::Choice | Binding::Group | Binding::Mixed | Binding::Any | Binding::AnyAttributes => format!("#{rust}"),
        Binding::Preserved => return None,
    })
}

fn name(wire: &Wire, owner: Option<&Wire>) -> String {
    match &wire.space {
        Space::Uri(_) if owner.is_some_and(|owner| owner.space == wire.space) => wire.local.clone(),
        Space::Unqualified | Space::Module => wire.local.clone(),
        Space::Xml => format!("xml:{}", wire.local),
        Space::Uri(uri) => format!("{{{uri}}}{}", wire.local),
    }
}

impl Struct {
    /// Whether JSON has the text alone: an element that can hold nothing else.
    pub fn is_text_only(&self) -> bool {
        let mut held = self.fields.iter().filter(|field| field.binding != Binding::Preserved);
        held.next().is_some_and(|field| field.binding == Binding::Text) && held.next().is_none()
    }
}
