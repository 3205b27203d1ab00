//! An element of open content that is read again, by a type that extends its place.

use std::sync::Arc;

use super::super::model::Model;
use super::super::name::Namespace;
use super::super::origin::{Origin, Read, Scope};
use super::{Next, Reader};
use crate::ext::AnyElement;
use crate::value::Binding;

impl Reader<'_> {
    /// Reads what stands inside the document element, which declares what is in scope, as a part of `document`.
    pub(crate) fn at_place<T>(
        &mut self,
        document: Read,
        binding: Binding,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        (self.binding, self.knows_scope, self.read) = (binding, true, Some(document));
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
        let (end, binding, home): (_, _, &'static Namespace) = (self.at, self.binding, self.home);
        let (document, kept, file) = (self.document, &self.source, &self.file);
        let read = self.read.get_or_insert_with(|| Read::whole(document, kept.as_ref(), file.as_deref()));
        read.place((start, end), scope, binding, home)
    }
}
