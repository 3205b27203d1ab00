//! Open content: well-formed, in the form in which a reader gives it back.
//!
//! Neighbouring texts are one, none is empty, and what XML cannot hold in a comment, an instruction or a CDATA section is not in
//! it. Elements bear names that LIP does not declare: in its DTD binding those would be its own.

use arbitrary::{Arbitrary, Result, Unstructured};
use ecow::EcoString;

use super::few;
use super::name::ncname;
use super::text::characters;
use crate::{AnyAttribute, AnyAttributes, AnyContent, AnyElement, AnyInstruction, AnyNode};

/// Elements inside one another.
const DEPTH: usize = 4;

const NAMESPACES: &[&str] = &["", "urn:example:a", "urn:example:b", "http://www.example.org/c?d&e='f'#g"];
const PREFIXES: &[&str] = &["", "a", "b", "ns1", "é"];

impl<'a> Arbitrary<'a> for AnyContent {
    fn arbitrary(data: &mut Unstructured<'a>) -> Result<Self> {
        content(data, DEPTH)
    }
}

impl<'a> Arbitrary<'a> for AnyElement {
    fn arbitrary(data: &mut Unstructured<'a>) -> Result<Self> {
        element(data, DEPTH)
    }
}

impl<'a> Arbitrary<'a> for AnyAttributes {
    fn arbitrary(data: &mut Unstructured<'a>) -> Result<Self> {
        Ok(AnyAttributes { attributes: attributes(data)? })
    }
}

fn content(data: &mut Unstructured<'_>, depth: usize) -> Result<AnyContent> {
    let mut nodes = Vec::new();
    for _ in 0..few(data, 3)? {
        let node = match data.int_in_range(0..=7)? {
            0..=2 if depth > 0 => AnyNode::Element(Box::new(element(data, depth - 1)?)),
            3 => AnyNode::CData(characters(data)?.replace("]]>", "]] >").replace('\r', "\n").into()),
            4 => AnyNode::Comment(comment(&characters(data)?).into()),
            5 => instruction(data)?,
            _ => {
                let text = characters(data)?;
                if text.is_empty() || matches!(nodes.last(), Some(AnyNode::Text(_))) {
                    continue;
                }
                AnyNode::Text(text.into())
            }
        };
        nodes.push(node);
    }
    Ok(AnyContent { nodes })
}

fn comment(text: &str) -> String {
    let mut comment = text.replace('\r', "\n");
    while comment.contains("--") {
        comment = comment.replace("--", "-");
    }
    if comment.ends_with('-') {
        comment.push(' ');
    }
    comment
}

fn instruction(data: &mut Unstructured<'_>) -> Result<AnyNode> {
    let target = format!("{}-pi", ncname(data)?).into();
    let data = characters(data)?.replace("?>", "? >").replace('\r', "\n");
    let data = data.trim_start_matches([' ', '\t', '\n']).into();
    Ok(AnyNode::ProcessingInstruction(Box::new(AnyInstruction { target, data })))
}

/// No declared name of LIP ends so.
fn own_name(data: &mut Unstructured<'_>) -> Result<String> {
    Ok(format!("{}-x", ncname(data)?))
}

fn element(data: &mut Unstructured<'_>, depth: usize) -> Result<AnyElement> {
    let (prefix, namespace) = (*data.choose(PREFIXES)?, *data.choose(NAMESPACES)?);
    let mut element = AnyElement::new(own_name(data)?).in_namespace(namespace);
    element.prefix = if namespace.is_empty() { "" } else { prefix }.into();
    if data.ratio(1, 8)? {
        let (prefix, namespace) = (*data.choose(PREFIXES)?, *data.choose(&NAMESPACES[1..])?);
        element.namespaces.push((prefix.into(), namespace.into()));
    }
    element.attributes = attributes(data)?;
    element.content = content(data, depth)?;
    Ok(element)
}

fn attributes(data: &mut Unstructured<'_>) -> Result<Vec<AnyAttribute>> {
    let mut attributes: Vec<AnyAttribute> = Vec::new();
    for _ in 0..few(data, 2)? {
        let (prefix, namespace) = (*data.choose(PREFIXES)?, *data.choose(NAMESPACES)?);
        let (local, value) = (EcoString::from(own_name(data)?), characters(data)?.into());
        if attributes.iter().any(|other| other.local == local && other.namespace == namespace) {
            continue;
        }
        let prefix = if namespace.is_empty() { "" } else { prefix };
        attributes.push(AnyAttribute { prefix: prefix.into(), local, namespace: namespace.into(), value });
    }
    Ok(attributes)
}
