//! Namespaces in scope (Namespaces in XML 1.0, sections 3, 5 and 6).

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::super::document::Document;
use super::super::name::{XML_URI, XMLNS_URI, XSI_URI};
use super::super::origin::Scope;
use super::tag::{Attribute, AttributeNamespace};

/// More declarations than this are looked up by a hash.
const FEW: usize = 24;

/// Declarations in scope, outermost first.
#[derive(Default)]
pub(super) struct Namespaces<'x> {
    declared: Vec<(&'x str, Cow<'x, str>)>,
    /// Where each prefix is declared, innermost last; empty while there are few declarations.
    by_prefix: HashMap<&'x str, Vec<usize>>,
    /// Those that are kept, with how many of them there were.
    scopes: Vec<(usize, Arc<Scope>)>,
    /// How many of them the start tag that is looked at brought.
    in_tag: usize,
    /// A namespace that is taken for another one, since that is what is meant.
    meant: Option<(String, &'static str)>,
    /// The document may declare a prefix other than `xsi`'s somewhere.
    prefixes: bool,
}

impl<'x> Namespaces<'x> {
    pub(super) fn of(document: &Document<'x>) -> Self {
        // In an entity or a default a declaration may be written otherwise.
        let prefixes = !document.declarations.entities.is_empty()
            || !document.declarations.attributes.is_empty()
            || declares_prefixes(document.text);
        Self { prefixes, ..Self::default() }
    }

    /// Takes a namespace for another one, wherever it is declared from here on.
    pub(super) fn mean(&mut self, written: &str, meant: &'static str) {
        self.meant = Some((written.to_owned(), meant));
    }

    pub(super) fn declare(&mut self, prefix: &'x str, uri: Cow<'x, str>) {
        let uri = match &self.meant {
            Some((written, meant)) if *written == uri => Cow::Borrowed(*meant),
            _ => uri,
        };
        self.declared.push((prefix, uri));
        self.in_tag += 1;
        if self.declared.len() > FEW {
            let from = if self.by_prefix.is_empty() { 0 } else { self.declared.len() - 1 };
            for (i, (prefix, _)) in self.declared.iter().enumerate().skip(from) {
                self.by_prefix.entry(prefix).or_default().push(i);
            }
        }
    }

    /// Whether an element may have a prefix at all.
    #[inline]
    pub(super) fn has_prefixes(&self) -> bool {
        self.prefixes
    }

    /// How many there were before the start tag that is looked at.
    #[inline]
    pub(super) fn before_tag(&self) -> usize {
        self.declared.len() - self.in_tag
    }

    /// The start tag is entered.
    #[inline]
    pub(super) fn enter(&mut self) {
        self.in_tag = 0;
    }

    /// The element that began with so many has ended; answers whether there were more.
    #[inline]
    pub(super) fn leave(&mut self, before: usize) -> bool {
        if self.declared.len() == before {
            return false;
        }
        self.forget(before);
        self.declared.truncate(before);
        while self.scopes.last().is_some_and(|(known, _)| *known > before) {
            self.scopes.pop();
        }
        true
    }

    fn forget(&mut self, before: usize) {
        if self.by_prefix.is_empty() {
            return;
        }
        if before <= FEW {
            return self.by_prefix.clear();
        }
        for (prefix, _) in self.declared.iter().skip(before) {
            if let Some(places) = self.by_prefix.get_mut(prefix) {
                places.pop();
            }
        }
    }

    /// The declarations of the start tag that is looked at.
    pub(super) fn of_tag(&self) -> &[(&'x str, Cow<'x, str>)] {
        &self.declared[self.before_tag()..]
    }

    /// All that are in scope, to be kept.
    pub(super) fn scope(&mut self) -> Option<Arc<Scope>> {
        let (known, outer) = self.scopes.last().map_or((0, None), |(known, scope)| (*known, Some(Arc::clone(scope))));
        let new = self.declared.get(known..self.before_tag()).filter(|new| !new.is_empty());
        let Some(new) = new else { return outer };
        let declared = new.iter().map(|(prefix, uri)| ((*prefix).into(), (**uri).into())).collect();
        let scope = Arc::new(Scope { declared, outer });
        self.scopes.push((self.before_tag(), Arc::clone(&scope)));
        Some(scope)
    }

    /// What an element with this prefix, or with none, is in; `None` for an undeclared prefix.
    pub(super) fn of_element(&self, prefix: &str) -> Option<&str> {
        match self.position(prefix) {
            Some(i) => self.declared.get(i).map(|(_, uri)| &**uri),
            None if prefix.is_empty() => Some(""),
            None if prefix == "xml" => Some(XML_URI),
            None => None,
        }
    }

    pub(super) fn of_attribute(&self, attribute: &Attribute<'x>) -> &str {
        match attribute.namespace {
            AttributeNamespace::None => "",
            AttributeNamespace::Xml => XML_URI,
            AttributeNamespace::Xmlns => XMLNS_URI,
            AttributeNamespace::Declared(i) => self.declared.get(i as usize).map_or("", |(_, uri)| uri),
        }
    }

    /// Which declaration a prefix means.
    pub(super) fn position(&self, prefix: &str) -> Option<usize> {
        if !self.by_prefix.is_empty() {
            return self.by_prefix.get(prefix)?.last().copied();
        }
        self.declared.iter().rposition(|(p, _)| *p == prefix)
    }
}

/// Whether a text may declare a prefix other than `xsi`'s, which no element has. An
/// element may have a prefix that its own tag declares, so that counting those in scope
/// would not do.
fn declares_prefixes(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), "xmlns:").any(|at| {
        let declaration = text.get(at + "xmlns:".len()..).and_then(|rest| rest.strip_prefix("xsi="));
        let uri = declaration.and_then(|value| value.strip_prefix(['"', '\'']));
        !uri.and_then(|uri| uri.strip_prefix(XSI_URI)).is_some_and(|behind| behind.starts_with(['"', '\'']))
    })
}
