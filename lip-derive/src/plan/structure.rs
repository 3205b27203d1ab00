//! Structs: elements and groups.

use super::{
    AttributeField, Content, ElementPlan, NamePlan, Particle, Slot, Term, Whole, ambiguity, name, slot, types,
};
use crate::ast::{Field, Item};
use crate::attr::{Key, Value, plain};
use crate::ctxt::Ctxt;
use crate::symbol;

pub(crate) fn element<'i>(ctxt: &Ctxt, name: Option<NamePlan>, fields: &'i [Field<'i>]) -> Option<ElementPlan<'i>> {
    let mut attributes: Vec<AttributeField<'i>> = Vec::new();
    let mut particles = Vec::new();
    // The one field that is all of the content, and what is it called?
    let mut whole: Option<(&'static str, Option<Content<'i>>)> = None;
    let (mut any_attributes, mut preserved) = (None, None);
    let mut complete = true;
    for (index, field) in fields.iter().enumerate() {
        let Some(kind) = kind(ctxt, field) else {
            complete = false;
            continue;
        };
        match kind.name.as_str() {
            symbol::ATTRIBUTE => match attribute(ctxt, field, kind, index) {
                Some(new) => {
                    if let Some(key) = attributes.iter().any(|a| a.name.same(&new.name)).then_some(kind) {
                        let message =
                            format!("the attribute `{}` has a field already; take one of them away", new.name.local);
                        ctxt.error(&key.path, message);
                    }
                    attributes.push(new);
                }
                None => complete = false,
            },
            symbol::ANY_ATTRIBUTES => only(ctxt, kind, &mut any_attributes, field),
            symbol::PRESERVED => only(ctxt, kind, &mut preserved, field),
            kind_name @ (symbol::TEXT | symbol::MIXED | symbol::ANY) => {
                let (member, ty) = (&field.member, field.ty);
                let (kind_name, content) = match kind_name {
                    symbol::TEXT => {
                        let slot = slot::slot(ctxt, &field.keys, kind, ty, index);
                        complete &= slot.is_some();
                        (symbol::TEXT, slot.map(|slot| Content::Text(Particle { member, slot })))
                    }
                    symbol::MIXED => {
                        let slot = Slot { ty: ty.clone(), term: Term::Group, default: None, codec: None };
                        (symbol::MIXED, Some(Content::Mixed(Particle { member, slot })))
                    }
                    _ => (symbol::ANY, Some(Content::Any(Whole { member, ty }))),
                };
                if let Some((first, _)) = &whole {
                    ctxt.error(
                        &kind.path,
                        format!(
                            "`{kind_name}` beside `{first}`; one field holds all of the content, take the other away"
                        ),
                    );
                }
                whole = Some((kind_name, content));
            }
            _ => match particle(ctxt, field, kind, index) {
                Some(particle) => particles.push((kind, particle)),
                None => complete = false,
            },
        }
    }
    if let (Some((whole, _)), Some((key, _))) = (&whole, particles.first()) {
        let mend = match *whole {
            symbol::TEXT => "for text and elements write one field with `mixed`",
            symbol::MIXED => "write a variant of its items, which hold all elements",
            _ => "open content holds all elements, take this field away",
        };
        ctxt.error(&key.path, format!("`{}` beside `{whole}`: {mend}", key.name));
    }
    ambiguity::check(ctxt, &particles);
    let content = match whole {
        Some((_, content)) => content?,
        None => Content::Particles(particles.into_iter().map(|(_, p)| p).collect()),
    };
    complete.then_some(ElementPlan { name, points: Vec::new(), attributes, any_attributes, content, preserved })
}

pub(crate) fn group<'i>(ctxt: &Ctxt, item: &Item<'_>, fields: &'i [Field<'i>]) -> Option<Vec<Particle<'i>>> {
    if fields.is_empty() {
        ctxt.error(item.ident, "a group of nothing; write a field for each of its elements");
        return None;
    }
    let mut particles = Vec::new();
    let mut complete = true;
    for (index, field) in fields.iter().enumerate() {
        let Some(kind) = kind(ctxt, field) else {
            complete = false;
            continue;
        };
        match kind.name.as_str() {
            symbol::CHILD | symbol::CHOICE | symbol::GROUP | symbol::FLATTEN => {
                match particle(ctxt, field, kind, index) {
                    Some(particle) => particles.push((kind, particle)),
                    None => complete = false,
                }
            }
            other => {
                ctxt.error(
                    &kind.path,
                    format!("`{other}` in a group, which has no tag; write `child`, `choice` or `group`"),
                );
                complete = false;
            }
        }
    }
    ambiguity::check(ctxt, &particles);
    complete.then(|| particles.into_iter().map(|(_, p)| p).collect())
}

/// The one key that says what a field is.
fn kind<'f>(ctxt: &Ctxt, field: &'f Field<'_>) -> Option<&'f Key> {
    let mut kinds = field.keys.keys.iter().filter(|k| !symbol::BESIDE.contains(&k.name.as_str()));
    let Some(kind) = kinds.next() else {
        if !field.keys.broken {
            let name = field.field.ident.as_ref().map_or_else(|| "…".to_owned(), plain);
            let message = format!(
                "say what the field is: an element `#[xml(child = \"{name}\")]`, or `#[xml(child)]` of a type that knows its \
                 name; `#[xml(attribute = \"{name}\")]`; `#[xml(choice)]`, `#[xml(group)]`, `#[xml(text)]`, `#[xml(mixed)]`, \
                 `#[xml(any)]`, `#[xml(any_attributes)]` or `#[xml(preserved)]`"
            );
            match &field.field.ident {
                Some(ident) => ctxt.error(ident, message),
                None => ctxt.error(field.ty, message),
            }
        }
        return None;
    };
    for other in kinds {
        ctxt.error(&other.path, format!("a field is either `{}` or `{}`; write one of them", kind.name, other.name));
    }
    let whole = [symbol::MIXED, symbol::ANY, symbol::ANY_ATTRIBUTES, symbol::PRESERVED].contains(&kind.name.as_str());
    if let Some(default) = field.keys.get(symbol::DEFAULT).filter(|_| whole) {
        let message = format!("`default` beside `{}`, which may be empty already; take it away", kind.name);
        ctxt.error(&default.path, message);
    }
    if whole {
        slot::codec(ctxt, &field.keys, kind, 0);
    }
    let named = match kind.name.as_str() {
        symbol::ATTRIBUTE => true,
        symbol::CHILD => !matches!(kind.value, Value::None),
        _ => {
            kind.alone(ctxt);
            false
        }
    };
    if let Some(ns) = field.keys.get(symbol::NS).filter(|_| !named) {
        let message = match kind.name.as_str() {
            symbol::CHILD => {
                "`ns` without a name: the type knows its own; take it away, or write `child = \"…\"`".to_owned()
            }
            other => format!("`ns` beside `{other}`, which has no name; take it away"),
        };
        ctxt.error(&ns.path, message);
    }
    Some(kind)
}

fn only<'i>(ctxt: &Ctxt, key: &Key, slot: &mut Option<Whole<'i>>, field: &'i Field<'i>) {
    if slot.is_some() {
        ctxt.error(&key.path, format!("a second field with `{}`; one holds all, take this away", key.name));
    }
    *slot = Some(Whole { member: &field.member, ty: field.ty });
}

fn attribute<'i>(ctxt: &Ctxt, field: &'i Field<'i>, key: &Key, index: usize) -> Option<AttributeField<'i>> {
    let ns = field.keys.get(symbol::NS);
    let name = match (&key.value, &field.field.ident) {
        (Value::Text(text), _) => name::of_attribute(ctxt, text, ns),
        (Value::None, Some(ident)) => name::of_attribute(ctxt, &syn::LitStr::new(&plain(ident), ident.span()), ns),
        _ => {
            key.text(ctxt);
            None
        }
    };
    let readable = match field.keys.get(symbol::WITH) {
        Some(_) => types::check_owned(ctxt, field.ty),
        None => types::check_attribute(ctxt, field.ty),
    };
    let default = slot::default(ctxt, &field.keys, field.ty);
    let codec = slot::codec(ctxt, &field.keys, key, index);
    let (name, default, codec) = (name?, default?, codec?);
    readable.then_some(AttributeField { member: &field.member, ty: field.ty, name, default, codec })
}

fn particle<'i>(ctxt: &Ctxt, field: &'i Field<'i>, key: &Key, index: usize) -> Option<Particle<'i>> {
    let slot = slot::slot(ctxt, &field.keys, key, field.ty, index)?;
    Some(Particle { member: &field.member, slot })
}
