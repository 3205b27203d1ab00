//! Checks what a schema means. Ordered passes; each says what holds after it.

mod attributes;
mod consistency;
mod determinism;
mod expression;
mod finite;
mod models;
mod references;
mod usage;

use crate::diagnostic::{Diagnostics, Severity};
use crate::schema::{ComplexType, Content, Element, ElementType, Name, Particle, Schema, Term};
use crate::source::{Sources, Span};

/// Checks a schema, whichever reader it comes from. When no error is reported, then
///
/// 1. every name in a content model is that of one declared element;
/// 2. no type has an attribute twice, or two of type `ID`;
/// 3. whatever a document holds, each element in it is matched by one particle only;
/// 4. elements of one name in one content model have one type.
///
/// Warnings tell of elements that no finite document can hold; information, of elements
/// that nobody refers to, and of elements that are declared with several models.
///
/// ```
/// use lip_gen::{check, diagnostic::Diagnostics, schema::Schema, source::Sources};
///
/// let mut diagnostics = Diagnostics::new();
/// check::check(&Schema::default(), &Sources::new(), &mut diagnostics);
/// assert!(!diagnostics.has_errors());
/// ```
pub fn check(schema: &Schema, _sources: &Sources, diagnostics: &mut Diagnostics) {
    let errors = diagnostics.count(Severity::Error);
    // After it: every name and every id leads to one declaration.
    references::check(schema, diagnostics);
    if diagnostics.count(Severity::Error) > errors {
        // The following passes follow names.
        diagnostics.sort();
        return;
    }
    // After it: attributes are unique.
    attributes::check(schema, diagnostics);
    // After it: one element of a document is matched by one particle.
    determinism::check(schema, diagnostics);
    // After it: elements of one name in one model have one type.
    consistency::check(schema, diagnostics);
    // These only tell.
    finite::check(schema, diagnostics);
    usage::check(schema, diagnostics);
    models::check(schema, diagnostics);
    diagnostics.sort();
}

/// Elements that no other element refers to: the roots of documents, if the schema says nothing else.
pub(crate) fn unreferenced(schema: &Schema) -> Vec<&Element> {
    usage::unreferenced(schema)
}

/// A complex type, with the words for the one who owns it.
struct Owner<'s> {
    what: String,
    /// The element, if it is one.
    element: Option<&'s Name>,
    span: Option<Span>,
    r#type: &'s ComplexType,
}

/// All complex types: of global elements, named, and of elements declared in place.
fn types(schema: &Schema) -> Vec<Owner<'_>> {
    let mut out = Vec::new();
    let mut pending: Vec<Owner<'_>> = schema.elements.iter().filter_map(owner).collect();
    pending.extend(schema.types.iter().map(|r#type| Owner {
        what: format!("the type `{}`", r#type.name.as_ref().map_or("", |name| name.local.as_str())),
        element: None,
        span: r#type.origin,
        r#type,
    }));
    while let Some(next) = pending.pop() {
        if let Some(particle) = particle(&next.r#type.content) {
            leaves(particle, &mut |term| {
                if let Term::Local(element) = term {
                    pending.extend(owner(element));
                }
            });
        }
        out.push(next);
    }
    // In the order of the text, so that messages are.
    out.sort_by_key(|owner| owner.span);
    out
}

fn owner(element: &Element) -> Option<Owner<'_>> {
    match &element.r#type {
        ElementType::Anonymous(r#type) => {
            let what = format!("`{}`", element.name);
            Some(Owner { what, element: Some(&element.name), span: element.origin, r#type })
        }
        ElementType::Named(_) => None,
    }
}

fn particle(content: &Content) -> Option<&Particle> {
    match content {
        Content::Elements(particle) | Content::Mixed(particle) => Some(particle),
        Content::Empty | Content::Simple(_) | Content::Any => None,
    }
}

/// Every element and wildcard of a model, from left to right.
fn leaves<'s>(particle: &'s Particle, visit: &mut impl FnMut(&'s Term)) {
    match &particle.term {
        Term::Group(_, particles) => particles.iter().for_each(|p| leaves(p, visit)),
        term => visit(term),
    }
}

/// The name of an element of a model; `None` for a wildcard.
fn name(term: &Term) -> Option<&Name> {
    match term {
        Term::Element(name) => Some(name),
        Term::Local(element) => Some(&element.name),
        Term::Any | Term::Group(..) => None,
    }
}
