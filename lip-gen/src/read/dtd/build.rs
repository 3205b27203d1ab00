//! From declarations to meaning: names expanded, attributes given to their elements.

mod constraints;
mod names;

use std::collections::{HashMap, HashSet};

use super::syntax::{self, AttributeType, Content, Dtd, Element, Named, Particle, Term};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{self, Builtin, ComplexType, Compositor, Inventory, Occurs, Schema, SimpleType};
use names::Names;

pub(super) fn build(dtd: &Dtd, diagnostics: &mut Diagnostics) -> Schema {
    let names = Names::new(dtd);
    let declared = declared(&dtd.elements, diagnostics);
    let mut attributes = attributes(dtd, &declared, diagnostics);
    constraints::notations(dtd, diagnostics);
    let count = attributes.values().map(Vec::len).sum();
    let mut elements = Vec::with_capacity(dtd.elements.len());
    for element in &dtd.elements {
        let Element { name, documentation, content } = element;
        let content = self::content(content, name, &declared, &names, diagnostics);
        // A further declaration of the element finds nothing here, and has no element of its own.
        let Some(first) = declared.get(name.name.as_str()).filter(|first| std::ptr::eq(**first, element)) else {
            continue;
        };
        let own = attributes.remove(name.name.as_str()).unwrap_or_default();
        let late = constraints::together(first, &own, diagnostics);
        elements.push(schema::Element {
            name: names.element(&name.name),
            documentation: documentation.clone(),
            r#type: schema::ElementType::Anonymous(ComplexType {
                name: None,
                documentation: None,
                attributes: own.into_iter().filter(|a| !names::binds(a)).map(|a| attribute(a, &names, &late)).collect(),
                any_attribute: None,
                content,
                origin: Some(name.span),
            }),
            origin: Some(name.span),
        });
    }
    Schema {
        namespace: names.namespace().map(str::to_owned),
        documentation: dtd.documentation.clone(),
        inventory: Inventory {
            elements: elements.len(),
            attributes: count,
            types: 0,
            groups: 0,
            entities: dtd.entities,
        },
        elements,
        types: Vec::new(),
    }
}

type Declared<'d> = HashMap<&'d str, &'d Element>;

/// Validity constraint "Unique Element Type Declaration".
fn declared<'d>(elements: &'d [Element], diagnostics: &mut Diagnostics) -> Declared<'d> {
    let mut declared = Declared::new();
    for element in elements {
        let first = *declared.entry(&element.name.name).or_insert(element);
        if !std::ptr::eq(first, element) {
            let message =
                format!("the element `{}` is declared twice; the first declaration counts", element.name.name);
            diagnostics.push(Diagnostic::warning(element.name.span, message).related(first.name.span, "first here"));
        }
    }
    declared
}

/// The attributes by element; of several definitions of one, the first binds (3.3).
fn attributes<'d>(
    dtd: &'d Dtd,
    declared: &Declared<'_>,
    diagnostics: &mut Diagnostics,
) -> HashMap<&'d str, Vec<&'d syntax::Attribute>> {
    let mut out: HashMap<&str, Vec<&syntax::Attribute>> = HashMap::new();
    let mut seen: HashMap<(&str, &str), &Named> = HashMap::new();
    let mut undeclared = HashSet::new();
    for attribute in &dtd.attributes {
        let element = attribute.element.name.as_str();
        if !declared.contains_key(element) {
            if undeclared.insert(element) {
                let message = format!("attributes for the element `{element}`, which is not declared");
                diagnostics.push(Diagnostic::warning(attribute.element.span, message));
            }
            continue;
        }
        match seen.get(&(element, attribute.name.name.as_str())) {
            Some(first) => {
                let message = format!("the attribute `{}` is defined already; the first definition counts", first.name);
                diagnostics.push(Diagnostic::info(attribute.name.span, message).related(first.span, "first here"));
            }
            None => {
                seen.insert((element, &attribute.name.name), &attribute.name);
                out.entry(element).or_default().push(attribute);
                constraints::attribute(attribute, diagnostics);
            }
        }
    }
    out
}

/// `late`: the attributes of type ID that are not the first one.
fn attribute(attribute: &syntax::Attribute, names: &Names<'_>, late: &HashSet<&str>) -> schema::Attribute {
    let values = |base, tokens: &[Named]| {
        let mut seen = HashSet::new();
        let values = tokens.iter().filter(|t| seen.insert(t.name.as_str())).map(|t| t.name.clone()).collect();
        SimpleType::Enumeration { name: None, base, values, documentation: Box::default() }
    };
    schema::Attribute {
        name: names.attribute(&attribute.name.name),
        documentation: None,
        r#type: match &attribute.r#type {
            AttributeType::Cdata => SimpleType::Builtin(Builtin::String),
            AttributeType::Tokenized(_) if late.contains(attribute.name.name.as_str()) => {
                SimpleType::Builtin(Builtin::Name)
            }
            AttributeType::Tokenized(builtin) => SimpleType::Builtin(*builtin),
            AttributeType::Notation(tokens) => values(Builtin::Notation, tokens),
            AttributeType::Enumeration(tokens) => values(Builtin::NmToken, tokens),
        },
        default: constraints::default(attribute),
        origin: Some(attribute.name.span),
    }
}

/// What an element may hold. An element that is not declared can stand in no valid document, so neither can an
/// alternative, or a sequence, that needs it; the model is what is left.
fn content(
    content: &Content,
    owner: &Named,
    declared: &Declared<'_>,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> schema::Content {
    let mut reference = |target: &Named| {
        if declared.contains_key(target.name.as_str()) {
            return Some(schema::Term::Element(names.element(&target.name)));
        }
        let message = format!("the element `{}` is not declared", target.name);
        diagnostics
            .push(Diagnostic::warning(target.span, message).label(format!("in the content of `{}`", owner.name)));
        None
    };
    match content {
        Content::Empty => schema::Content::Empty,
        Content::Any => schema::Content::Any,
        Content::Mixed(members) => {
            let mut particles = Vec::with_capacity(members.len());
            let mut seen = HashMap::new();
            let mut twice = Vec::new();
            for target in members {
                match seen.get(target.name.as_str()) {
                    Some(first) => twice.push((target, *first)),
                    None => {
                        seen.insert(target.name.as_str(), target.span);
                        let term = reference(target);
                        particles.extend(term.map(|term| schema::Particle { occurs: Occurs::ONCE, term }));
                    }
                }
            }
            for (target, first) in twice {
                // Validity constraint "No Duplicate Types".
                let message = format!("the element `{}` stands twice in mixed content", target.name);
                diagnostics.push(Diagnostic::warning(target.span, message).related(first, "first here"));
            }
            let choice = schema::Term::Group(Compositor::Choice, particles);
            match schema::tidy(schema::Particle { occurs: Occurs::ANY, term: choice }) {
                Some(particle) => schema::Content::Mixed(particle),
                None => schema::Content::Simple(SimpleType::Builtin(Builtin::String)),
            }
        }
        Content::Children(particle) => {
            let nothing =
                || schema::Particle { occurs: Occurs::ONCE, term: schema::Term::Group(Compositor::Choice, Vec::new()) };
            match schema::tidy(meant(particle, &mut reference).unwrap_or_else(nothing)) {
                Some(particle) => schema::Content::Elements(particle),
                None => schema::Content::Empty,
            }
        }
    }
}

/// `None` when nothing matches. The parser limits the depth.
fn meant(particle: &Particle, reference: &mut impl FnMut(&Named) -> Option<schema::Term>) -> Option<schema::Particle> {
    let term = match &particle.term {
        Term::Element(target) => reference(target),
        Term::Group(compositor, members) => {
            // All of them are looked at, so that each is told of.
            let known: Vec<_> = members.iter().map(|member| meant(member, reference)).collect();
            let possible = match compositor {
                Compositor::Sequence => known.iter().all(Option::is_some),
                Compositor::Choice => known.iter().any(Option::is_some),
            };
            possible.then(|| schema::Term::Group(*compositor, known.into_iter().flatten().collect()))
        }
    };
    match term {
        Some(term) => Some(schema::Particle { occurs: particle.occurs, term }),
        // Without it there is still the empty content.
        None if particle.occurs.min == 0 => {
            Some(schema::Particle { occurs: Occurs::ONCE, term: schema::Term::Group(Compositor::Sequence, Vec::new()) })
        }
        None => None,
    }
}
