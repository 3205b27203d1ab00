//! From declarations to meaning: names expanded, attributes given to their elements.

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
    notations(dtd, diagnostics);
    let count = attributes.values().map(Vec::len).sum();
    let mut elements = Vec::with_capacity(dtd.elements.len());
    for element in &dtd.elements {
        let Element { name, documentation, content } = element;
        let content = self::content(content, name, &declared, &names, diagnostics);
        let own = attributes.remove(name.name.as_str()).unwrap_or_default();
        elements.push(schema::Element {
            name: names.element(&name.name),
            documentation: documentation.clone(),
            r#type: schema::ElementType::Anonymous(ComplexType {
                name: None,
                documentation: None,
                attributes: own.into_iter().filter(|a| !names::binds(a)).map(|a| attribute(a, &names)).collect(),
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
        if let Some(first) = declared.insert(&element.name.name, element) {
            let message = format!("the element `{}` is declared twice", element.name.name);
            diagnostics.push(Diagnostic::error(element.name.span, message).related(first.name.span, "first here"));
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
                unique_tokens(&attribute.r#type, diagnostics);
            }
        }
    }
    out
}

/// Validity constraint "No Duplicate Tokens".
fn unique_tokens(r#type: &AttributeType, diagnostics: &mut Diagnostics) {
    let (AttributeType::Enumeration(tokens) | AttributeType::Notation(tokens)) = r#type else { return };
    let mut seen = HashMap::new();
    for token in tokens {
        if let Some(first) = seen.insert(token.name.as_str(), token.span) {
            let message = format!("the value `{}` stands twice in this enumeration", token.name);
            diagnostics.push(Diagnostic::warning(token.span, message).related(first, "first here"));
        }
    }
}

/// Validity constraint "Notation Declared".
fn notations(dtd: &Dtd, diagnostics: &mut Diagnostics) {
    let declared: HashSet<_> = dtd.notations.iter().map(|n| n.name.as_str()).collect();
    let in_types = dtd.attributes.iter().filter_map(|attribute| match &attribute.r#type {
        AttributeType::Notation(names) => Some(names),
        _ => None,
    });
    for name in dtd.notation_references.iter().chain(in_types.flatten()) {
        if !declared.contains(name.name.as_str()) {
            let message = format!("the notation `{}` is not declared", name.name);
            diagnostics.push(Diagnostic::warning(name.span, message));
        }
    }
}

fn attribute(attribute: &syntax::Attribute, names: &Names<'_>) -> schema::Attribute {
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
            AttributeType::Tokenized(builtin) => SimpleType::Builtin(*builtin),
            AttributeType::Notation(tokens) => values(Builtin::Notation, tokens),
            AttributeType::Enumeration(tokens) => values(Builtin::NmToken, tokens),
        },
        default: attribute.default.clone(),
        origin: Some(attribute.name.span),
    }
}

fn content(
    content: &Content,
    owner: &Named,
    declared: &Declared<'_>,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> schema::Content {
    let mut reference = |target: &Named| {
        if !declared.contains_key(target.name.as_str()) {
            let message = format!("the element `{}` is not declared", target.name);
            diagnostics
                .push(Diagnostic::error(target.span, message).label(format!("in the content of `{}`", owner.name)));
        }
        schema::Term::Element(names.element(&target.name))
    };
    match content {
        Content::Empty => schema::Content::Empty,
        Content::Any => schema::Content::Any,
        Content::Mixed(members) => {
            let mut particles = Vec::with_capacity(members.len());
            for target in members {
                particles.push(schema::Particle { occurs: Occurs::ONCE, term: reference(target) });
            }
            let mut seen = HashMap::new();
            for target in members {
                if let Some(first) = seen.insert(target.name.as_str(), target.span) {
                    // Validity constraint "No Duplicate Types".
                    let message = format!("the element `{}` stands twice in mixed content", target.name);
                    diagnostics.push(Diagnostic::error(target.span, message).related(first, "first here"));
                }
            }
            let choice = schema::Term::Group(Compositor::Choice, particles);
            match schema::tidy(schema::Particle { occurs: Occurs::ANY, term: choice }) {
                Some(particle) => schema::Content::Mixed(particle),
                None => schema::Content::Simple(SimpleType::Builtin(Builtin::String)),
            }
        }
        Content::Children(particle) => match schema::tidy(meant(particle, &mut reference)) {
            Some(particle) => schema::Content::Elements(particle),
            None => schema::Content::Empty,
        },
    }
}

/// The parser limits the depth.
fn meant(particle: &Particle, reference: &mut impl FnMut(&Named) -> schema::Term) -> schema::Particle {
    let term = match &particle.term {
        Term::Element(target) => reference(target),
        Term::Group(compositor, members) => {
            schema::Term::Group(*compositor, members.iter().map(|m| meant(m, reference)).collect())
        }
    };
    schema::Particle { occurs: particle.occurs, term }
}
