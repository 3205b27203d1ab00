//! Documents by way of their canonical form.

use lip_types::{AnyDocument, AnyElement, AnyNode};

use crate::wrapped::options;

/// The canonical form is read back as the same document, but for CDATA sections, and is its own canonical form.
pub fn comes_back(document: AnyDocument) -> Result<(), String> {
    let canonical = document.canonical(true);
    let again = options().any_from_xml(&canonical).map_err(|error| format!("{error}: {canonical}"))?;
    if again.canonical(true) != canonical {
        return Err(format!("another canonical form: {} of {canonical}", again.canonical(true)));
    }
    if again != plain(document) {
        return Err(format!("another document: {canonical}"));
    }
    Ok(())
}

/// A document without CDATA sections, as its canonical form has it.
fn plain(mut document: AnyDocument) -> AnyDocument {
    plain_element(&mut document.element);
    document
}

fn plain_element(element: &mut AnyElement) {
    for node in std::mem::take(&mut element.content.nodes) {
        let node = match node {
            AnyNode::CData(text) => AnyNode::Text(text),
            AnyNode::Element(mut child) => {
                plain_element(&mut child);
                AnyNode::Element(child)
            }
            other => other,
        };
        match (element.content.nodes.last_mut(), node) {
            (_, AnyNode::Text(more)) if more.is_empty() => {}
            (Some(AnyNode::Text(text)), AnyNode::Text(more)) => text.push_str(&more),
            (_, node) => element.content.nodes.push(node),
        }
    }
}
