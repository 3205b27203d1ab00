//! Open content can be as deep as a raised [`Limits::depth`](crate::Limits::depth), or a
//! program, makes it. To drop, copy, compare and show it takes no stack.

use std::fmt::{self, Write};

use super::{AnyContent, AnyElement, AnyNode};
use crate::xml::Preserved;

fn is_deep(node: &AnyNode) -> bool {
    matches!(node, AnyNode::Element(element) if !element.content.nodes.is_empty())
}

impl Drop for AnyContent {
    fn drop(&mut self) {
        if !self.nodes.iter().any(is_deep) {
            return;
        }
        let mut rest = std::mem::take(&mut self.nodes);
        while let Some(node) = rest.pop() {
            if let AnyNode::Element(mut element) = node {
                rest.append(&mut element.content.nodes);
            }
        }
    }
}

/// An element with all but its content.
fn shell(element: &AnyElement) -> AnyElement {
    AnyElement {
        prefix: element.prefix.clone(),
        local: element.local.clone(),
        namespace: element.namespace.clone(),
        namespaces: element.namespaces.clone(),
        attributes: element.attributes.clone(),
        content: AnyContent::default(),
        preserved: Preserved::clone(&element.preserved),
        origin: element.origin.clone(),
    }
}

impl Clone for AnyContent {
    fn clone(&self) -> Self {
        let mut copied = Vec::with_capacity(self.nodes.len());
        // Elements that are being copied: what is left of each one's parent, and the parent's copy.
        let mut outer = Vec::new();
        let mut nodes = self.nodes.iter();
        loop {
            match nodes.next() {
                Some(AnyNode::Element(element)) => {
                    let inner = element.content.nodes.iter();
                    let capacity = element.content.nodes.len();
                    let parent = (std::mem::replace(&mut nodes, inner), copied, shell(element));
                    copied = Vec::with_capacity(capacity);
                    outer.push(parent);
                }
                Some(AnyNode::Text(text)) => copied.push(AnyNode::Text(text.clone())),
                Some(AnyNode::CData(text)) => copied.push(AnyNode::CData(text.clone())),
                Some(AnyNode::Comment(text)) => copied.push(AnyNode::Comment(text.clone())),
                Some(AnyNode::ProcessingInstruction(pi)) => copied.push(AnyNode::ProcessingInstruction(pi.clone())),
                None => {
                    let Some((rest, parent, mut element)) = outer.pop() else { return Self { nodes: copied } };
                    element.content.nodes = std::mem::replace(&mut copied, parent);
                    copied.push(AnyNode::Element(Box::new(element)));
                    nodes = rest;
                }
            }
        }
    }
}

impl PartialEq for AnyContent {
    fn eq(&self, other: &Self) -> bool {
        let mut rest = vec![(self, other)];
        while let Some((ours, theirs)) = rest.pop() {
            if ours.nodes.len() != theirs.nodes.len() {
                return false;
            }
            for pair in ours.nodes.iter().zip(&theirs.nodes) {
                let same = match pair {
                    (AnyNode::Element(a), AnyNode::Element(b)) => {
                        rest.push((&a.content, &b.content));
                        a.local == b.local
                            && a.namespace == b.namespace
                            && super::same_attributes(&a.attributes, &b.attributes)
                    }
                    (AnyNode::Text(a), AnyNode::Text(b))
                    | (AnyNode::CData(a), AnyNode::CData(b))
                    | (AnyNode::Comment(a), AnyNode::Comment(b)) => a == b,
                    (AnyNode::ProcessingInstruction(a), AnyNode::ProcessingInstruction(b)) => a == b,
                    _ => false,
                };
                if !same {
                    return false;
                }
            }
        }
        true
    }
}

impl Eq for AnyContent {}

/// As something like XML, with namespaces in `{}`.
impl fmt::Debug for AnyContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnyContent(")?;
        let mut open: Vec<(&str, std::slice::Iter<'_, AnyNode>)> = vec![("", self.nodes.iter())];
        while let Some((name, nodes)) = open.last_mut() {
            match nodes.next() {
                Some(AnyNode::Element(element)) => {
                    f.write_char('<')?;
                    if !element.namespace.is_empty() {
                        write!(f, "{{{}}}", element.namespace)?;
                    }
                    f.write_str(&element.local)?;
                    for attribute in &element.attributes {
                        f.write_char(' ')?;
                        if !attribute.namespace.is_empty() {
                            write!(f, "{{{}}}", attribute.namespace)?;
                        }
                        write!(f, "{}={:?}", attribute.local, attribute.value)?;
                    }
                    f.write_char('>')?;
                    open.push((&element.local, element.content.nodes.iter()));
                }
                Some(AnyNode::Text(text)) => write!(f, "{text:?}")?,
                Some(AnyNode::CData(text)) => write!(f, "<![CDATA[{text:?}]]>")?,
                Some(AnyNode::Comment(text)) => write!(f, "<!--{text:?}-->")?,
                Some(AnyNode::ProcessingInstruction(pi)) => write!(f, "<?{} {:?}?>", pi.target, pi.data)?,
                None => {
                    if !name.is_empty() {
                        write!(f, "</{name}>")?;
                    }
                    open.pop();
                }
            }
        }
        f.write_char(')')
    }
}
