//! A whole document as a [`Tree`], for what no schema states.

use super::super::model::Model;
use super::super::scan::{self, byte};
use super::super::tree::{Place, Tree};
use super::tag::AttributeNamespace;
use super::{Next, Reader};

impl Reader<'_> {
    /// Reads the rest of a document of which nothing is asked but that it is well-formed;
    /// `None` when it is not.
    pub(crate) fn tree(&mut self) -> Option<Tree> {
        let mut tree = Tree::default();
        let mut open = 0_usize;
        self.look();
        while !self.has_failed() {
            if open > 0 {
                let mut text = String::new();
                let at = self.place(self.at, 0);
                self.mixed = true;
                self.append_text(&mut text, true).ok()?;
                tree.text(&text, Place { length: self.at.saturating_sub(at.at), ..at });
                self.look();
            }
            match self.next {
                Next::StartTag => {
                    open += usize::from(self.tree_start(&mut tree)?);
                }
                Next::EndTag => {
                    self.end()?;
                    tree.end();
                    open -= 1;
                }
                Next::Text => return None,
                Next::Nothing | Next::Unknown => break,
            }
            if open == 0 {
                break;
            }
        }
        (!self.has_failed()).then_some(tree)
    }

    /// A start tag is next; answers whether its end tag is still to come.
    fn tree_start(&mut self, tree: &mut Tree) -> Option<bool> {
        let at = self.at;
        if !self.tag() {
            return None;
        }
        let (name, prefix, end) = self.tag.as_ref().map(|t| (t.name, t.prefix, t.end))?;
        let local = self.shared.string(name.rsplit(':').next().unwrap_or(name));
        let namespace = self.shared.string(self.namespaces.of_element(prefix).unwrap_or(""));
        let place = self.place(at, end - at);
        if !self.start(&Model::Any) {
            return None;
        }
        tree.start(local, namespace, place)?;
        for i in 0..self.attributes.len() {
            let attribute = *self.attributes.get(i)?;
            if matches!(attribute.namespace, AttributeNamespace::Xmlns) {
                continue;
            }
            let value = self.attribute_text(&attribute)?;
            let place = self.place(attribute.value_at, attribute.value.len());
            tree.attribute(&attribute.name(), &value, place);
        }
        if self.empty {
            self.end()?;
            tree.end();
            return Some(false);
        }
        Some(true)
    }

    /// Where a thing stands for a person: in an entity, at the outermost reference.
    fn place(&self, at: usize, length: usize) -> Place {
        match self.inputs.first() {
            Some(outer) => Place { at: outer.reference, length: outer.resume - outer.reference },
            None => {
                // White space in front of text is no part of it.
                let at = if byte(self.text, at) == b'<' { at } else { scan::space(self.text, at) };
                Place { at, length }
            }
        }
    }
}
