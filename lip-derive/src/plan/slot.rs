//! What stands in one field, or one variant, of element content.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Path, Type};

use super::{NamePlan, name, types};
use crate::attr::{Key, Keys, Value};
use crate::ctxt::Ctxt;
use crate::symbol;

/// What stands at one place of a content model.
pub(crate) struct Slot {
    /// As it is written.
    pub(crate) ty: Type,
    pub(crate) term: Term,
    /// The function that makes the value when nothing stands there.
    pub(crate) default: Option<Path>,
    /// The module that reads and writes the items of the type.
    pub(crate) codec: Option<Codec>,
}

pub(crate) enum Term {
    /// An element: of the type's own name, or of this one.
    Child(Option<NamePlan>),
    /// A choice or a group.
    Group,
    /// Text: all of the content, or between the elements of mixed content.
    Text,
}

/// `with = "module"`.
pub(crate) struct Codec {
    /// Which of the item's.
    pub(crate) index: usize,
    pub(crate) module: Path,
}

/// What `child`, `choice`, `group`, `flatten` or `text` says of this type.
pub(super) fn slot(ctxt: &Ctxt, keys: &Keys, key: &Key, ty: &Type, index: usize) -> Option<Slot> {
    let ns = keys.get(symbol::NS);
    let term = match (key.name.as_str(), &key.value) {
        (symbol::CHILD, Value::None) => Some(Term::Child(None)),
        (symbol::CHILD, _) => name::of_item(ctxt, key, ns).map(|name| Term::Child(Some(name))),
        (symbol::TEXT, _) => Some(Term::Text),
        _ => Some(Term::Group),
    };
    let codec = codec(ctxt, keys, key, index);
    let with = keys.get(symbol::WITH).is_some();
    let readable = match key.name.as_str() {
        symbol::TEXT if with => types::check_owned(ctxt, ty),
        symbol::TEXT => types::check_text(ctxt, ty),
        _ => types::check_child(ctxt, ty, with),
    };
    if !readable {
        return None;
    }
    let default = default(ctxt, keys, ty);
    Some(Slot { ty: ty.clone(), term: term?, default: default?, codec: codec? })
}

/// `default`, or `default = "path"`; the path of a function.
pub(super) fn default(ctxt: &Ctxt, keys: &Keys, ty: &Type) -> Option<Option<Path>> {
    let Some(key) = keys.get(symbol::DEFAULT) else { return Some(None) };
    let (holder, item) = types::held(ty);
    if let types::Holder::Option | types::Holder::Vec = holder {
        let nothing = if matches!(holder, types::Holder::Option) { "is `None`" } else { "is empty" };
        let message = format!(
            "`default` of a field that {nothing} when nothing stands there; take it away, or write the type `{}`",
            types::shown(item)
        );
        ctxt.error(&key.path, message);
        return None;
    }
    if matches!(key.value, Value::None) {
        // What has no `Default` is told at the key.
        let at = Span::call_site().located_at(key.path.span());
        return Some(Some(syn::parse_quote_spanned!(at=> ::core::default::Default::default)));
    }
    let message = "write `default`, or `default = \"path\"` with the path of a function that makes the value";
    key.path(ctxt, message).map(Some)
}

/// `with = "module"`, beside what is text.
pub(super) fn codec(ctxt: &Ctxt, keys: &Keys, kind: &Key, index: usize) -> Option<Option<Codec>> {
    let Some(key) = keys.get(symbol::WITH) else { return Some(None) };
    let text = match (kind.name.as_str(), &kind.value) {
        (symbol::ATTRIBUTE | symbol::TEXT, _) => true,
        (symbol::CHILD, value) => !matches!(value, Value::None),
        _ => false,
    };
    if !text {
        let message = match kind.name.as_str() {
            symbol::CHILD => "`with` beside an element that knows its name; write `child = \"…\"`, whose text the module reads and writes".to_owned(),
            other => format!("`with` beside `{other}`: a module reads and writes text; take it away, or write `attribute`, `child = \"…\"` or `text`"),
        };
        ctxt.error(&key.path, message);
        return None;
    }
    let message = "write `with = \"module\"` with the path of a module that has `from_text` and `to_text`";
    Some(Some(Codec { index, module: key.path(ctxt, message)? }))
}
