//! The document element, and what stands around it (XML 1.0, production 1).

use super::super::any_document::AnyDocument;
use super::super::bind::{Element, FromXml};
use super::super::document::misc;
use super::super::error::ErrorKind;
use super::super::fault::Fault;
use super::super::name::{Declaration, Name, Namespace};
use super::super::preserved::{Around, Doctype, Markup, Preserved};
use super::super::scan::{self, byte, clip};
use super::expected::is_near;
use super::tag::Attribute;
use super::{Next, Reader};
use crate::ext::{AnyInstruction, AnyNode};
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
        if !self.at(&T::NAME) && !self.wrong_root(&T::NAME) {
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
                let target = text[at + 2..pi.target].into();
                nodes.push(AnyNode::ProcessingInstruction(Box::new(AnyInstruction { target, data })));
                at = pi.end + 2;
            } else {
                break;
            }
        }
        nodes
    }

    /// The document element is another one. Answers whether it is meant as this one, and is read as it.
    #[cold]
    fn wrong_root(&mut self, name: &Name) -> bool {
        if self.has_failed() {
            return false;
        }
        if self.next != Next::StartTag {
            let expected = format!("the document element `{}`", name.local);
            self.fail(scan::unexpected(self.text, self.at, &expected));
            return false;
        }
        let at = self.at;
        if !self.tag() {
            return false;
        }
        let Some((written, prefix)) = self.tag.as_ref().map(|t| (t.name, t.prefix)) else { return false };
        let uri = self.namespaces.of_element(prefix).unwrap_or("").to_owned();
        let home = name.namespace.uri();
        let found = match &*uri {
            "" => format!("document element `{written}` in no namespace"),
            uri => format!("document element `{written}` in the namespace `{}`", clip(uri)),
        };
        let mut expected = format!("`{}` in the namespace `{home}`", name.local);
        if home.is_empty() {
            expected = format!("`{}` in no namespace", name.local);
        } else if name.namespace.dtd().is_some() {
            expected.push_str(", or in none (DTD binding)");
        }
        let mut fault = Fault::new(ErrorKind::Root, at, written.len() + 1, found).expected(expected);
        let local = written.rsplit(':').next().unwrap_or(written);
        let is_home = uri == self.uri_of(name.namespace);
        let is_name = local == name.local;
        // Another version, or another way to write the same.
        let is_draft = !is_home && !home.is_empty() && common(&uri, home) * 4 > home.len() * 3;
        let is_slip = is_near(local, name.local) || local.len() > 5 && name.local.starts_with(local);
        if is_home && self.home.declaration(local).is_some() {
            fault = fault.hint(Some(format!("`{local}` stands inside `{}`", name.local)));
        } else if is_name && is_draft {
            fault = fault.hint(Some(format!("write the namespace `{home}`")));
            let declares = |a: &&Attribute<'_>| match prefix {
                "" => a.prefix.is_empty() && a.local == "xmlns",
                _ => a.prefix == "xmlns" && a.local == prefix,
            };
            if let Some(declaration) = self.attributes.iter().find(declares) {
                fault = fault.repair(declaration.value_at..declaration.value_at + declaration.value.len(), home);
            }
        } else if is_home && is_slip {
            fault = fault.hint(Some(format!("did you mean `{}`?", name.local)));
            if let Some((range, text)) = self.root_renamed(at, local, name) {
                fault = fault.repair(range, text);
            }
        }
        let is_meant = is_name && is_draft || is_home && is_slip;
        if self.recovery.is_none() || !is_meant {
            self.fail(fault);
            return false;
        }
        self.report(fault);
        if is_draft {
            self.namespaces.mean(&uri, home);
            self.namespaces.leave(self.namespaces.before_tag());
            self.namespaces.enter();
            self.tag = None;
            return self.at(name);
        }
        true
    }

    /// The document element under another name.
    fn root_renamed(&self, at: usize, local: &str, name: &Name) -> Option<(std::ops::Range<usize>, String)> {
        let behind = self.recovery.as_ref()?.outline.at(at)?.behind;
        Some((at..behind, self.renamed(at..behind, local, name)?))
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
    fn around(&self, epilog: &str) -> Option<Box<Around>> {
        let document = self.document;
        if document.doctype.is_none() && self.source.is_none() {
            return None;
        }
        let keep = |text: &str| match self.source {
            Some(_) => scan::with_line_feeds(text).into(),
            None => "".into(),
        };
        let part = |(from, to): (usize, usize)| keep(&document.text[from..to]);
        Some(Box::new(Around {
            binding: self.binding,
            before: part(document.before),
            between: part(document.between),
            after: keep(epilog),
            doctype: document.doctype.as_ref().map(|d| Doctype {
                external: d.external.into(),
                internal: d.internal.map(|i| scan::with_line_feeds(i).into()),
            }),
            standalone: document.standalone,
        }))
    }
}

/// How many bytes two texts begin with alike.
fn common(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count()
}
