//! Structs: elements and groups.

use syn::Path;

use super::{AttributeField, Content, ElementPlan, NamePlan, Particle, Term, Whole, name};
use crate::ast::{Field, Item};
use crate::attr::{Key, Value, plain};
use crate::ctxt::Ctxt;
use crate::symbol;

pub(crate) fn element<'i>(ctxt: &Ctxt, name: Option<NamePlan>, fields: &'i [Field<'i>]) -> Option<ElementPlan<'i>> {
    let mut attributes: Vec<AttributeField<'i>> = Vec::new();
    let mut particles = Vec::new();
    // The one field that is all of the content, and what is it called?
    let mut whole: Option<(&'static str, Content<'i>)> = None;
    let (mut any_attributes, mut preserved) = (None, None);
    let mut complete = true;
    for field in fields {
        let Some(kind) = kind(ctxt, field) else {
            complete = false;
            continue;
        };
        match kind.name.as_str() {
            symbol::ATTRIBUTE => match attribute(ctxt, field, kind) {
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
                    symbol::TEXT => (symbol::TEXT, Content::Text(Particle { member, ty, term: Term::Text })),
                    symbol::MIXED => (symbol::MIXED, Content::Mixed(Particle { member, ty, term: Term::Group })),
                    _ => (symbol::ANY, Content::Any(Whole { member, ty })),
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
            _ => match particle(ctxt, field, kind) {
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
    ambiguous(ctxt, &particles);
    let content = match whole {
        Some((_, content)) => content,
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
    for field in fields {
        let Some(kind) = kind(ctxt, field) else {
            complete = false;
            continue;
        };
        match kind.name.as_str() {
            symbol::CHILD | symbol::CHOICE | symbol::GROUP => match particle(ctxt, field, kind) {
                Some(particle) => particles.push((kind, particle)),
                None => complete = false,
            },
            other => {
                ctxt.error(
                    &kind.path,
                    format!("`{other}` in a group, which has no tag; write `child`, `choice` or `group`"),
                );
                complete = false;
            }
        }
    }
    ambiguous(ctxt, &particles);
    complete.then(|| particles.into_iter().map(|(_, p)| p).collect())
}

/// The one key that says what a field is.
fn kind<'f>(ctxt: &Ctxt, field: &'f Field<'_>) -> Option<&'f Key> {
    let mut kinds = field.keys.keys.iter().filter(|k| k.name != symbol::NS && k.name != symbol::DEFAULT);
    let Some(kind) = kinds.next() else {
        if !field.keys.broken {
            let message = "say what the field is: `#[xml(attribute = \"…\")]`, `#[xml(child)]`, `#[xml(child = \"…\")]`, \
                 `#[xml(choice)]`, `#[xml(group)]`, `#[xml(text)]`, `#[xml(mixed)]`, `#[xml(any)]`, \
                 `#[xml(any_attributes)]` or `#[xml(preserved)]`";
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
    if let Some(default) = field.keys.get(symbol::DEFAULT).filter(|_| kind.name != symbol::ATTRIBUTE) {
        let message = format!(
            "`default` beside `{}`: it is for attributes; take it away, and write `Option<T>` for what may be absent",
            kind.name
        );
        ctxt.error(&default.path, message);
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

fn attribute<'i>(ctxt: &Ctxt, field: &'i Field<'i>, key: &Key) -> Option<AttributeField<'i>> {
    let ns = field.keys.get(symbol::NS);
    let name = match (&key.value, &field.field.ident) {
        (Value::Text(text), _) => name::of_attribute(ctxt, text, ns)?,
        (Value::None, Some(ident)) => name::of_attribute(ctxt, &syn::LitStr::new(&plain(ident), ident.span()), ns)?,
        _ => {
            key.text(ctxt)?;
            return None;
        }
    };
    let default = match field.keys.get(symbol::DEFAULT) {
        Some(key) => Some(default(ctxt, key)?),
        None => None,
    };
    Some(AttributeField { member: &field.member, ty: field.ty, name, default })
}

/// `default`, or `default = "path"`.
fn default(ctxt: &Ctxt, key: &Key) -> Option<Path> {
    let message = "write `default`, or `default = \"path\"` with the path of a function that makes the value";
    match &key.value {
        Value::None => return Some(syn::parse_quote!(::core::default::Default::default)),
        Value::Path(path) => return Some(path.clone()),
        Value::Text(text) => match text.parse() {
            Ok(path) => return Some(path),
            Err(_) => ctxt.error(text, message),
        },
        Value::Paths(_) => ctxt.error(&key.path, message),
        Value::Other(tokens) => ctxt.error(tokens, message),
    }
    None
}

fn particle<'i>(ctxt: &Ctxt, field: &'i Field<'i>, key: &Key) -> Option<Particle<'i>> {
    let term = term(ctxt, key, field.keys.get(symbol::NS))?;
    Some(Particle { member: &field.member, ty: field.ty, term })
}

/// `child`, `choice` or `group`.
pub(super) fn term(ctxt: &Ctxt, key: &Key, ns: Option<&Key>) -> Option<Term> {
    match (key.name.as_str(), &key.value) {
        (symbol::CHILD, Value::None) => Some(Term::Child(None)),
        (symbol::CHILD, _) => name::of_item(ctxt, key, ns).map(|name| Term::Child(Some(name))),
        _ => Some(Term::Group),
    }
}

/// One name in two fields that follow one another: the first would take all.
fn ambiguous(ctxt: &Ctxt, particles: &[(&Key, Particle<'_>)]) {
    for pair in particles.windows(2) {
        let [(_, first), (key, second)] = pair else { continue };
        if let (Term::Child(Some(a)), Term::Child(Some(b))) = (&first.term, &second.term)
            && a.same(b)
        {
            let message =
                format!("two fields for `{}`, one after the other; write one `Vec`, `OneOrMore` or `Bounded`", b.local);
            ctxt.error(&key.path, message);
        }
    }
}
