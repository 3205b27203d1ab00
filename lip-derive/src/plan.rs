//! What the item means. A plan is valid by construction: whoever expands it asks nothing.

mod ambiguity;
mod choice;
mod name;
mod points;
mod slot;
mod structure;
mod types;
mod value;

use syn::{Ident, Member, Path, Type};

use crate::ast::{Item, Shape};
use crate::attr::{Key, Value};
use crate::ctxt::Ctxt;
use crate::symbol;
pub(crate) use name::{NamePlan, Ns};
pub(crate) use points::stubbed;
pub(crate) use slot::{Codec, Slot, Term};
pub(crate) use types::{Holder, held};

/// An item with its meaning.
pub(crate) enum Plan<'i> {
    /// An element, or the content of elements that fields name.
    Element(Box<ElementPlan<'i>>),
    /// A sequence without a tag.
    Group(Vec<Particle<'i>>),
    Choice(ChoicePlan<'i>),
    Value(Vec<(&'i Ident, String)>),
}

pub(crate) struct ElementPlan<'i> {
    pub(crate) name: Option<NamePlan>,
    /// The extension points at which it may stand; none without a name.
    pub(crate) points: Vec<Path>,
    pub(crate) attributes: Vec<AttributeField<'i>>,
    pub(crate) any_attributes: Option<Whole<'i>>,
    pub(crate) content: Content<'i>,
    pub(crate) preserved: Option<Whole<'i>>,
}

pub(crate) struct AttributeField<'i> {
    pub(crate) member: &'i Member,
    pub(crate) ty: &'i Type,
    pub(crate) name: NamePlan,
    /// The function that makes the value when the attribute is not there.
    pub(crate) default: Option<Path>,
    pub(crate) codec: Option<Codec>,
}

pub(crate) enum Content<'i> {
    Particles(Vec<Particle<'i>>),
    Text(Particle<'i>),
    Mixed(Particle<'i>),
    Any(Whole<'i>),
}

/// A field that holds all of its kind.
pub(crate) struct Whole<'i> {
    pub(crate) member: &'i Member,
    pub(crate) ty: &'i Type,
}

/// A field of element content.
pub(crate) struct Particle<'i> {
    pub(crate) member: &'i Member,
    pub(crate) slot: Slot,
}

pub(crate) struct ChoicePlan<'i> {
    pub(crate) variants: Vec<ChoiceVariant<'i>>,
    /// The extension points at which it may stand; none unless each variant is an element.
    pub(crate) points: Vec<Path>,
}

pub(crate) struct ChoiceVariant<'i> {
    pub(crate) ident: &'i Ident,
    /// It holds no field: `()` stands for its empty element.
    pub(crate) unit: bool,
    pub(crate) slot: Slot,
}

/// The meaning of an item; `None` when mistakes leave none. What was wrong is in `ctxt`.
pub(crate) fn plan<'i>(ctxt: &Ctxt, item: &'i Item<'i>) -> Option<Plan<'i>> {
    let keys = &item.keys;
    for key in [symbol::GROUP, symbol::CHOICE, symbol::VALUE].iter().filter_map(|k| keys.get(k)) {
        key.alone(ctxt);
    }
    let kinds: Vec<_> = keys
        .keys
        .iter()
        .filter(|k| [symbol::ELEMENT, symbol::GROUP, symbol::CHOICE, symbol::VALUE].contains(&k.name.as_str()))
        .collect();
    if let [first, second, ..] = kinds.as_slice() {
        ctxt.error(&second.path, format!("a type is either `{}` or `{}`; write one of them", first.name, second.name));
        return None;
    }
    let kind = kinds.first().copied();
    let is_element = kind.is_some_and(|k| k.name == symbol::ELEMENT);
    if let Some(ns) = keys.get(symbol::NS).filter(|_| !is_element && !keys.broken) {
        ctxt.error(&ns.path, "`ns` is the namespace of an element; write `element = \"…\"` beside it, or take it away");
    }
    let points = points::points(ctxt, keys, kind);
    runtime_is_path(ctxt, keys.get(symbol::CRATE));
    match (&item.data, kind.map(|k| k.name.as_str())) {
        (Shape::Struct(fields), None | Some(symbol::ELEMENT)) => {
            // A name that is wrong is no reason to be silent about the fields.
            let name = keys.get(symbol::ELEMENT).map(|key| name::of_item(ctxt, key, keys.get(symbol::NS)));
            let complete = !matches!(name, Some(None));
            structure::element(ctxt, name.flatten(), fields)
                .filter(|_| complete)
                .map(|plan| Plan::Element(Box::new(ElementPlan { points, ..plan })))
        }
        (Shape::Struct(fields), Some(symbol::GROUP)) => structure::group(ctxt, item, fields).map(Plan::Group),
        (Shape::Enum(variants), Some(symbol::CHOICE)) => {
            let variants = choice::choice(ctxt, item, variants, !points.is_empty());
            variants.map(|variants| Plan::Choice(ChoicePlan { variants, points }))
        }
        (Shape::Enum(variants), Some(symbol::VALUE)) => value::value(ctxt, item, variants).map(Plan::Value),
        (Shape::Struct(_), Some(_)) => {
            if let Some(kind) = kind {
                let message =
                    format!("`{}` is for enums; a struct is an `element = \"…\"`, a `group`, or neither", kind.name);
                ctxt.error(&kind.path, message);
            }
            None
        }
        (Shape::Enum(_), _) => {
            let kinds = "`#[xml(choice)]` for one of several elements, `#[xml(value)]` for an enumeration of values";
            match kind {
                Some(kind) => ctxt.error(&kind.path, format!("`{}` is for structs; write {kinds}", kind.name)),
                None if keys.broken => {}
                None => ctxt.error(item.ident, format!("say what the enum is: {kinds}")),
            }
            None
        }
        (Shape::Union, _) => {
            ctxt.error(
                item.ident,
                "`Xml` is for structs and enums; write an enum with `#[xml(choice)]` for one of several",
            );
            None
        }
    }
}

/// `crate = path`.
fn runtime_is_path(ctxt: &Ctxt, key: Option<&Key>) {
    if let Some(key) = key {
        key.path(ctxt, "write `crate = path`, where `path` is what `lip_types` is called here");
    }
}

/// Where the runtime is.
pub(crate) fn runtime(item: &Item<'_>) -> Path {
    match item.keys.get(symbol::CRATE).map(|k| &k.value) {
        Some(Value::Path(path)) => path.clone(),
        Some(Value::Text(text)) => text.parse().unwrap_or_else(|_| syn::parse_quote!(::lip_types)),
        _ => syn::parse_quote!(::lip_types),
    }
}
