//! A document as its elements and where they stand, for rules that look across it.

use std::collections::HashMap;

use ecow::EcoString;

/// Where something stands in the text of a document: an offset and a length, in bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    pub(crate) at: usize,
    pub(crate) length: usize,
}

/// The elements of a document, in document order; the document element is the first.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    open: Vec<u32>,
    /// Local names and namespaces, each pair once if they are as few as in a schema.
    names: Vec<(EcoString, EcoString)>,
    known: HashMap<(EcoString, EcoString), u32>,
    attributes: Vec<Attribute>,
}

/// An element.
#[derive(Debug)]
pub(crate) struct Node {
    name: u32,
    index: u32,
    /// None of the document element.
    parent: u32,
    /// The first element that begins behind it, once it has ended.
    next: u32,
    /// Of the start tag.
    pub(crate) place: Place,
    /// Its own text, without that of its children.
    text: EcoString,
    /// Of the first text that is not white space, or nowhere.
    text_place: Place,
}

/// An attribute, by its name as written.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) name: EcoString,
    pub(crate) value: EcoString,
    pub(crate) place: Place,
}

const NONE: u32 = u32::MAX;
const KNOWN: usize = 1 << 10;
const NOWHERE: Place = Place { at: usize::MAX, length: 0 };

impl Tree {
    /// An element begins; `None` when there are more than can be counted.
    pub(crate) fn start(&mut self, local: EcoString, namespace: EcoString, place: Place) -> Option<()> {
        let index = u32::try_from(self.nodes.len()).ok().filter(|index| *index != NONE)?;
        let name = (local, namespace);
        let name = self.known.get(&name).copied().unwrap_or_else(|| {
            let new = self.names.len() as u32;
            self.names.push(name.clone());
            if self.known.len() < KNOWN {
                self.known.insert(name, new);
            }
            new
        });
        let parent = self.open.last().copied().unwrap_or(NONE);
        let (text, text_place) = (EcoString::new(), NOWHERE);
        self.nodes.push(Node { name, index, parent, next: index + 1, place, text, text_place });
        self.open.push(index);
        Some(())
    }

    pub(crate) fn attribute(&mut self, name: &str, value: &str, place: Place) {
        self.attributes.push(Attribute { name: name.into(), value: value.into(), place });
    }

    pub(crate) fn text(&mut self, text: &str, place: Place) {
        let Some(node) = self.innermost() else { return };
        node.text.push_str(text);
        let trimmed = text.trim();
        if !trimmed.is_empty() && node.text_place.at == NOWHERE.at {
            // Where nothing was written otherwise, the text alone; else all that it was read from.
            let length = if place.length >= text.len() { trimmed.len().min(place.length) } else { place.length };
            node.text_place = Place { length, ..place };
        }
    }

    pub(crate) fn end(&mut self) {
        let next = self.nodes.len() as u32;
        if let Some(node) = self.innermost() {
            node.next = next;
        }
        self.open.pop();
    }

    fn innermost(&mut self) -> Option<&mut Node> {
        self.nodes.get_mut(*self.open.last()? as usize)
    }

    /// All elements, in document order.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    /// All attributes, in document order.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter()
    }

    /// The local name of an element, and the URI of its namespace, or nothing.
    pub(crate) fn name(&self, node: &Node) -> (&str, &str) {
        self.names.get(node.name as usize).map_or(("", ""), |(local, namespace)| (local, namespace))
    }

    pub(crate) fn parent(&self, node: &Node) -> Option<&Node> {
        self.nodes.get(node.parent as usize)
    }

    pub(crate) fn children<'t>(&'t self, node: &'t Node) -> impl Iterator<Item = &'t Node> {
        let next = |child: &&'t Node| self.nodes.get(child.next as usize);
        std::iter::successors(self.nodes.get(node.index as usize + 1), next).take_while(|child| child.index < node.next)
    }

    /// The first child of that name, of the same namespace as the element.
    pub(crate) fn child<'t>(&'t self, node: &'t Node, local: &str) -> Option<&'t Node> {
        let (_, namespace) = self.name(node);
        self.children(node).find(|child| self.name(child) == (local, namespace))
    }

    /// The element behind a way of names.
    pub(crate) fn at<'t>(&'t self, node: &'t Node, way: &[&str]) -> Option<&'t Node> {
        way.iter().try_fold(node, |node, local| self.child(node, local))
    }
}

impl Node {
    /// Its text without white space around it.
    pub(crate) fn value(&self) -> &str {
        self.text.trim()
    }

    /// Where its value stands, or the element when it has none.
    pub(crate) fn value_place(&self) -> Place {
        if self.text_place.at == NOWHERE.at { self.place } else { self.text_place }
    }
}
