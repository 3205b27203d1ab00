//! A document as its elements and where they stand, for rules that look across it.

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
    pub(crate) local: Box<str>,
    /// The URI, or nothing.
    pub(crate) namespace: Box<str>,
    /// Of the start tag.
    pub(crate) place: Place,
    /// Its own text, without that of its children.
    pub(crate) text: String,
    /// Of the first text that is not white space.
    pub(crate) text_place: Option<Place>,
    /// By their names as written.
    pub(crate) attributes: Vec<(Box<str>, Box<str>, Place)>,
    parent: Option<usize>,
    children: Vec<usize>,
}

impl Tree {
    pub(crate) fn start(&mut self, local: &str, namespace: &str, place: Place) {
        let parent = self.open.last().copied();
        let index = self.nodes.len();
        if let Some(parent) = parent.and_then(|p| self.nodes.get_mut(p)) {
            parent.children.push(index);
        }
        self.nodes.push(Node {
            local: local.into(),
            namespace: namespace.into(),
            place,
            text: String::new(),
            text_place: None,
            attributes: Vec::new(),
            parent,
            children: Vec::new(),
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
        self.open.pop();
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
        node.children.iter().filter_map(|c| self.nodes.get(*c))
    }

    /// The first child of that name, of the same namespace as the element.
    pub(crate) fn child<'t>(&'t self, node: &'t Node, local: &str) -> Option<&'t Node> {
        self.children(node).find(|c| &*c.local == local && c.namespace == node.namespace)
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
