//! A document as its elements and where they stand, for rules that look across it.

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
    open: Vec<usize>,
}

/// An element.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) local: EcoString,
    /// The URI, or nothing.
    pub(crate) namespace: EcoString,
    /// Of the start tag.
    pub(crate) place: Place,
    /// Its own text, without that of its children.
    pub(crate) text: EcoString,
    /// Of the first text that is not white space.
    pub(crate) text_place: Option<Place>,
    /// By their names as written.
    pub(crate) attributes: Vec<(EcoString, EcoString, Place)>,
    index: usize,
    parent: Option<usize>,
    /// The first element that begins behind it, once it has ended.
    next: usize,
}

impl Tree {
    pub(crate) fn start(&mut self, local: EcoString, namespace: EcoString, place: Place) {
        let parent = self.open.last().copied();
        let index = self.nodes.len();
        self.nodes.push(Node {
            local,
            namespace,
            place,
            text: EcoString::new(),
            text_place: None,
            attributes: Vec::new(),
            index,
            parent,
            next: index + 1,
        });
        self.open.push(index);
    }

    pub(crate) fn attribute(&mut self, name: &str, value: &str, place: Place) {
        if let Some(node) = self.innermost() {
            node.attributes.push((name.into(), value.into(), place));
        }
    }

    pub(crate) fn text(&mut self, text: &str, place: Place) {
        let Some(node) = self.innermost() else { return };
        node.text.push_str(text);
        let trimmed = text.trim();
        if !trimmed.is_empty() && node.text_place.is_none() {
            // Where nothing was written otherwise, the text alone; else all that it was read from.
            let length = if place.length >= text.len() { trimmed.len().min(place.length) } else { place.length };
            node.text_place = Some(Place { length, ..place });
        }
    }

    pub(crate) fn end(&mut self) {
        let next = self.nodes.len();
        if let Some(node) = self.open.pop().and_then(|node| self.nodes.get_mut(node)) {
            node.next = next;
        }
    }

    fn innermost(&mut self) -> Option<&mut Node> {
        self.nodes.get_mut(*self.open.last()?)
    }

    /// All elements, in document order.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    pub(crate) fn parent(&self, node: &Node) -> Option<&Node> {
        self.nodes.get(node.parent?)
    }

    pub(crate) fn children<'t>(&'t self, node: &'t Node) -> impl Iterator<Item = &'t Node> {
        let next = |child: &&'t Node| self.nodes.get(child.next);
        std::iter::successors(self.nodes.get(node.index + 1), next).take_while(|child| child.index < node.next)
    }

    /// The first child of that name, of the same namespace as the element.
    pub(crate) fn child<'t>(&'t self, node: &'t Node, local: &str) -> Option<&'t Node> {
        self.children(node).find(|c| c.local == local && c.namespace == node.namespace)
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
        self.text_place.unwrap_or(self.place)
    }
}
