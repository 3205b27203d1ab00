//! The attributes of the XML namespace: what they may say wherever they stand (XML 1.0, 2.10 and 2.12; XML Base; xml:id).

use crate::value::{AnyUri, FromText, Id, Lang, Scope, ValueError};

/// Whether `xml:local="value"` may be written; other names than these four say nothing.
pub(super) fn check(local: &str, value: &str, scope: &Scope<'_>) -> Result<(), ValueError> {
    match local {
        "lang" => Lang::from_text(value.into(), scope).map(drop),
        "space" => match crate::value::collapse(value).as_ref() {
            "default" | "preserve" => Ok(()),
            _ => Err(ValueError::new("`default` or `preserve`")),
        },
        "base" => AnyUri::from_text(value.into(), scope).map(drop),
        "id" => Id::from_text(value.into(), scope).map(drop),
        _ => Ok(()),
    }
}
