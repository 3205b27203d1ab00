//! Validity constraints of attribute and notation declarations (3.3, 4.7). What breaks one is told of, and taken
//! in the way that comes nearest: documents are still well-formed, and real DTDs have such places.

use std::collections::{HashMap, HashSet};

use super::super::syntax::{Attribute, AttributeType, Content, Dtd, Element, Named};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{AttributeDefault, Builtin};
use xmlparser::XmlCharExt;

/// "Unique Notation Name", "Notation Declared".
pub(super) fn notations(dtd: &Dtd, diagnostics: &mut Diagnostics) {
    let mut declared: HashMap<&str, &Named> = HashMap::new();
    for notation in &dtd.notations {
        match declared.get(notation.name.as_str()) {
            Some(first) => {
                let message = format!("the notation `{}` is declared twice", notation.name);
                diagnostics.push(Diagnostic::warning(notation.span, message).related(first.span, "first here"));
            }
            None => _ = declared.insert(&notation.name, notation),
        }
    }
    let in_types = dtd.attributes.iter().filter_map(|attribute| match &attribute.r#type {
        AttributeType::Notation(names) => Some(names),
        _ => None,
    });
    for name in dtd.notation_references.iter().chain(in_types.flatten()) {
        if !declared.contains_key(name.name.as_str()) {
            let message = format!("the notation `{}` is not declared", name.name);
            diagnostics.push(Diagnostic::warning(name.span, message));
        }
    }
}

/// What holds for one definition: "No Duplicate Tokens", "ID Attribute Default", "Attribute Default Value Syntactically
/// Correct", and the type of `xml:space` (2.10).
pub(super) fn attribute(attribute: &Attribute, diagnostics: &mut Diagnostics) {
    if let AttributeType::Enumeration(tokens) | AttributeType::Notation(tokens) = &attribute.r#type {
        let mut seen = HashMap::new();
        for token in tokens {
            if let Some(first) = seen.insert(token.name.as_str(), token.span) {
                let message = format!("the value `{}` stands twice in this enumeration", token.name);
                diagnostics.push(Diagnostic::warning(token.span, message).related(first, "first here"));
            }
        }
    }
    let name = &attribute.name;
    if name.name == "xml:space" && !is_space_type(&attribute.r#type) {
        let message = "the type of `xml:space` is not `(default | preserve)`, or one of them";
        diagnostics.push(Diagnostic::warning(name.span, message).note("XML 1.0, section 2.10"));
    }
    let (AttributeDefault::Value(value) | AttributeDefault::Fixed { value, .. }) = &attribute.default else { return };
    if attribute.r#type == AttributeType::Tokenized(Builtin::Id) {
        let message = format!("`{}` is of type ID and cannot have a default or a fixed value", name.name);
        diagnostics.push(Diagnostic::warning(name.span, message).label("taken as #IMPLIED"));
    } else if !is_value(value, &attribute.r#type) {
        let message = format!("the default `{value}` is not a value of the attribute `{}`", name.name);
        let mut diagnostic = Diagnostic::warning(name.span, message).label("taken as #IMPLIED");
        if let AttributeType::Enumeration(tokens) | AttributeType::Notation(tokens) = &attribute.r#type {
            let shown: Vec<_> = tokens.iter().take(12).map(|token| format!("`{}`", token.name)).collect();
            let more = if tokens.len() > shown.len() { ", …" } else { "" };
            diagnostic = diagnostic.note(format!("its values are {}{more}", shown.join(", ")));
        }
        diagnostics.push(diagnostic);
    }
}

/// The default that holds: none where the one that is written is no value of the type.
pub(super) fn default(attribute: &Attribute) -> AttributeDefault {
    match &attribute.default {
        AttributeDefault::Value(value) | AttributeDefault::Fixed { value, .. }
            if attribute.r#type == AttributeType::Tokenized(Builtin::Id) || !is_value(value, &attribute.r#type) =>
        {
            AttributeDefault::Optional
        }
        default => default.clone(),
    }
}

fn is_space_type(r#type: &AttributeType) -> bool {
    let AttributeType::Enumeration(tokens) = r#type else { return false };
    tokens.iter().all(|token| matches!(token.name.as_str(), "default" | "preserve"))
}

/// Whether a normalized value is one of the type.
fn is_value(value: &str, r#type: &AttributeType) -> bool {
    let token = |token: &str| !token.is_empty() && token.chars().all(|c| c.is_xml_name());
    let name = |word: &str| token(word) && word.starts_with(|c: char| c.is_xml_name_start());
    match r#type {
        AttributeType::Cdata => true,
        AttributeType::Enumeration(tokens) | AttributeType::Notation(tokens) => {
            tokens.iter().any(|token| token.name == value)
        }
        AttributeType::Tokenized(Builtin::NmToken) => token(value),
        AttributeType::Tokenized(Builtin::NmTokens) => value.split(' ').all(token),
        AttributeType::Tokenized(Builtin::IdRefs | Builtin::Entities) => value.split(' ').all(name),
        AttributeType::Tokenized(_) => name(value),
    }
}

/// What holds for all of one element: "One ID per Element Type", "One Notation Per Element Type", "No Notation on Empty
/// Element". Gives back the names of the attributes of type ID that come too late.
pub(super) fn together<'d>(
    element: &Element,
    attributes: &[&'d Attribute],
    diagnostics: &mut Diagnostics,
) -> HashSet<&'d str> {
    let mut late = HashSet::new();
    let (mut id, mut notation): (Option<&Named>, Option<&Named>) = (None, None);
    for Attribute { name, r#type, .. } in attributes.iter().copied() {
        let (first, kind) = match r#type {
            AttributeType::Tokenized(Builtin::Id) => (&mut id, "ID"),
            AttributeType::Notation(_) => (&mut notation, "NOTATION"),
            _ => continue,
        };
        if kind == "NOTATION" && matches!(element.content, Content::Empty) {
            let message =
                format!("`{}` is EMPTY and has the attribute `{}` of type NOTATION", element.name.name, name.name);
            diagnostics.push(Diagnostic::warning(name.span, message));
        }
        let Some(first) = *first else {
            *first = Some(name);
            continue;
        };
        let (owner, a, b) = (&element.name.name, &first.name, &name.name);
        let message = format!("`{owner}` has two attributes of type {kind}, `{a}` and `{b}`");
        let mut diagnostic = Diagnostic::warning(name.span, message).related(first.span, "the first one");
        if kind == "ID" {
            diagnostic = diagnostic.label("taken as a name");
            late.insert(name.name.as_str());
        }
        diagnostics.push(diagnostic);
    }
    late
}
