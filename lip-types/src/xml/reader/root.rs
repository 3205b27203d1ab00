//! The document element, and what stands around it (XML 1.0, production 1).

use super::super::any_document::AnyDocument;
use super::super::bind::{Element, FromXml};
use super::super::document::misc;
use super::super::error::ErrorKind;
use super::super::fault::Fault;
use super::super::name::{Declaration, Name, Namespace};
use super::super::preserved::{Around, Doctype, Markup, Preserved};
use super::super::scan::{self, byte};
use super::{Next, Reader};
use crate::ext::AnyNode;
use crate::value::Binding;

impl Reader<'_> {
    /// Reads the document element, and what is behind it.
    pub(crate) fn root<T: FromXml + Element>(&mut self) -> Option<T> {
        self.home = T::NAME.namespace;
        self.look_at_root();
        if self.next == Next::StartTag && self.home.dtd().is_some() && self.tag() {
            let prefix = self.tag.as_ref().map_or("", |t| t.prefix);
            if self.namespaces.of_element(prefix) == Some("") {
                self.binding = Binding::Dtd;
            }
        }
        if !self.at(&T::NAME) {
            self.wrong_root(&T::NAME);
            return None;
        }
        self.doctype_agrees(&T::NAME);
        T::read(self).filter(|_| !self.has_failed())
    }

    /// Reads an element by its declaration, and forgets it; what is wrong stays with the reader.
    pub(crate) fn fragment(&mut self, home: &'static Namespace, binding: Binding, declaration: &Declaration) {
        (self.home, self.binding) = (home, binding);
        self.look();
        if self.next == Next::StartTag && self.tag() {
            (declaration.check)(self);
        }
    }

    /// Reads an element that stands alone, by `read`, which asks for its name.
    pub(crate) fn alone<T>(
        &mut self,
        home: &'static Namespace,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        (self.home, self.knows_scope) = (home, false);
        self.look();
        read(self).filter(|_| !self.has_failed())
    }

    /// Production 1: the document element is no text of an entity.
    fn look_at_root(&mut self) {
        if byte(self.text, self.at) == b'&' {
            return self.fail(scan::unexpected(self.text, self.at, "the document element"));
        }
        self.look();
    }

    /// Reads a document of any type.
    pub(crate) fn any_document(&mut self) -> Option<AnyDocument> {
        self.any_document = true;
        self.look_at_root();
        if self.next != Next::StartTag && !self.has_failed() {
            self.fail(scan::unexpected(self.text, self.at, "a document element"));
        }
        let element = self.any_element()?;
        let after = self.asides((self.at, self.document.text.len()));
        self.finish(None)?;
        let mut before = self.asides(self.document.before);
        before.append(&mut self.asides(self.document.between));
        Some(AnyDocument { before, element, after }).filter(|_| !self.has_failed())
    }

    /// Comments and processing instructions around the document element.
    fn asides(&mut self, (mut at, to): (usize, usize)) -> Vec<AnyNode> {
        let text = self.document.text;
        let mut nodes = Vec::new();
        while at < to {
            at = scan::space(text, at);
            let rest = text.get(at..to).unwrap_or_default();
            if rest.starts_with("<!--")
                && let Ok(end) = scan::comment(text, at + 4)
            {
                nodes.push(AnyNode::Comment(scan::with_line_feeds(&text[at + 4..end]).into()));
                at = end + 3;
            } else if rest.starts_with("<?")
                && let Ok(pi) = scan::instruction(text, at + 2)
            {
                let data = scan::with_line_feeds(&text[pi.data..pi.end]).into();
                nodes.push(AnyNode::ProcessingInstruction { target: text[at + 2..pi.target].into(), data });
                at = pi.end + 2;
            } else {
                break;
            }
        }
        nodes
    }

    /// Validity constraint "Root Element Type" (XML 1.0, 2.8), in the DTD binding.
    fn doctype_agrees(&mut self, name: &Name) {
        let Some(doctype) = self.document.doctype.as_ref().filter(|_| self.binding == Binding::Dtd) else { return };
        if doctype.name != name.local {
            let (at, length) = (doctype.name_at, doctype.name.len());
            let found = format!("a document type declaration for `{}`", doctype.name);
            self.report(Fault::new(ErrorKind::Root, at, length, found).expected(format!("`{}`", name.local)));
        }
    }

    /// The document element has ended: only comments, processing instructions and
    /// white space may follow.
    pub(super) fn finish(&mut self, markup: Option<Box<Markup>>) -> Option<Preserved> {
        let from = self.at;
        let epilog = match misc(self.text, from) {
            Ok(end) if end == self.text.len() => &self.text[from..],
            Ok(end) => {
                let found = match byte(self.text, end) {
                    b'<' => ("markup behind the document element").to_owned(),
                    _ => format!("text behind the document element: {}", scan::found_at(self.text, end).0),
                };
                self.fail(Fault::syntax(end, 1, found).expected("the end of the document"));
                return None;
            }
            Err(fault) => {
                self.fail(fault);
                return None;
            }
        };
        let around = self.around(epilog);
        let mut preserved = Preserved(markup);
        if around.is_some() {
            preserved.0.get_or_insert_default().around = around;
        }
        Some(preserved)
    }

    /// What the document says around its element.
    fn around(&self, epilog: &str) -> Option<Around> {
        let document = self.document;
        if document.doctype.is_none() && self.source.is_none() {
            return None;
        }
        let keep = |text: &str| match self.source {
            Some(_) => scan::with_line_feeds(text).into(),
            None => "".into(),
        };
        let part = |(from, to): (usize, usize)| keep(&document.text[from..to]);
        Some(Around {
            binding: self.binding,
            before: part(document.before),
            between: part(document.between),
            after: keep(epilog),
            doctype: document.doctype.as_ref().map(|d| Doctype {
                external: d.external.into(),
                internal: d.internal.map(|i| scan::with_line_feeds(i).into()),
            }),
            standalone: document.standalone,
        })
    }
}
