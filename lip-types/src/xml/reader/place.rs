//! An element of open content that is read again, by a type that extends its place.

use std::sync::Arc;

use super::super::model::Model;
use super::super::origin::{Origin, Places, Scope};
use super::{Next, Reader};
use crate::ext::AnyElement;
use crate::value::Binding;

impl Reader<'_> {
    /// Reads what stands inside the document element, which declares what is in scope, as a part of the document that has these places.
    pub(crate) fn at_place<T>(
        &mut self,
        places: Places,
        binding: Binding,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        (self.binding, self.knows_scope, self.places) = (binding, true, places);
        if self.next != Next::StartTag || !self.tag() || !self.start(const { &Model::Any }) {
            return None;
        }
        read(self).filter(|_| !self.has_failed())
    }

    /// The element that begins here, whatever it is.
    pub(crate) fn any_at(&mut self) -> Option<AnyElement> {
        self.any_element()
    }

    /// Where an element of open content stands, from `start` to here.
    pub(super) fn origin(&mut self, start: usize, scope: Option<Arc<Scope>>) -> Origin {
        if !self.inputs.is_empty() || self.any_document {
            return Origin::default();
        }
        if let Places::NotAsked = self.places {
            self.places = Places::of(self.document, self.source.as_ref(), self.file.as_deref());
        }
        match &mut self.places {
            Places::Known(read, last) => read.place(last, (start, self.at), scope, self.binding, self.home),
            Places::NotAsked | Places::Unknown => Origin::default(),
        }
    }

    /// Whether this is the text.
    pub(crate) fn reads(&self, text: &str) -> bool {
        self.document.text.len() == text.len() && self.document.text == text
    }
}
