//! Open content, as it was.

use std::borrow::Cow;
use std::collections::HashSet;

use super::super::name::{Name, Namespace, XML_URI, XMLNS_URI};
use super::super::source::Piece;
use super::{Binding, Child, Writer, escape, forbidden};
use crate::ext::{AnyAttribute, AnyAttributes, AnyContent, AnyElement, AnyNode};
use crate::value::Scope;
use crate::xml::reserved;
use crate::xml::syntax::is_ncname;

/// An element whose start tag has been written.
struct Written<'e> {
    element: &'e AnyElement,
    /// For one of the schema, which is checked: where it begins, and the prefixes of its tag.
    own: Option<(usize, Vec<Box<str>>)>,
}

impl Writer {
    /// Writes open content.
    pub fn any(&mut self, content: &AnyContent, name: &Name) {
        if self.error.is_some() || content.nodes.is_empty() && self.exact().is_none() {
            return;
        }
        self.open_content();
        self.nodes(&content.nodes, name);
    }

    /// Writes nodes of the innermost element, without recursion: such trees can be deep.
    pub(super) fn nodes(&mut self, nodes: &[AnyNode], name: &Name) {
        let depth = self.open.len();
        let mut open = vec![(nodes.iter(), None)];
        while let Some((nodes, _)) = open.last_mut() {
            match nodes.next() {
                Some(AnyNode::Element(element)) => {
                    if let Some(written) = self.any_start(element, name) {
                        self.open_content();
                        open.push((element.content.nodes.iter(), Some(written)));
                    }
                }
                Some(AnyNode::Text(text)) => self.raw_text(text),
                Some(AnyNode::CData(text)) => self.cdata(text),
                Some(AnyNode::Comment(text)) => self.comment(text),
                Some(AnyNode::ProcessingInstruction(pi)) => self.instruction(&pi.target, &pi.data),
                None => {
                    let written = open.pop().and_then(|(_, written)| written);
                    if self.open.len() > depth {
                        self.end();
                    }
                    if let Some(Written { element, own: Some((start, declared)) }) = written {
                        self.in_own = false;
                        self.check_own(start, &element.local, name.namespace, &declared);
                    }
                }
            }
            if self.error.is_some() {
                return;
            }
        }
    }

    /// All nodes of the innermost element count.
    fn open_content(&mut self) {
        self.mixed();
        if let Some(template) = self.open.last_mut().and_then(|open| open.template.as_mut()) {
            template.open_content = true;
        }
    }

    /// Writes attributes that the schema leaves open.
    pub fn any_attributes(&mut self, attributes: &AnyAttributes) {
        self.open_attributes(&attributes.attributes, false);
    }

    /// `declared` are the attributes of elements that the DTD declares.
    fn open_attributes(&mut self, attributes: &[AnyAttribute], declared: bool) {
        let mut names = HashSet::new();
        for attribute in attributes {
            if !names.insert((&attribute.namespace, &attribute.local)) {
                return self.fail(&format!("@{}", attribute.local), "an attribute for the second time".into());
            }
            self.any_attribute(attribute, declared);
        }
    }

    /// Writes an element as a text of its own, without a prolog.
    pub(crate) fn any_alone(&mut self, element: &AnyElement) {
        let alone = AnyContent { nodes: vec![AnyNode::Element(Box::new(element.clone()))] };
        self.any(&alone, &Name { namespace: Namespace::NONE, local: "" });
    }

    /// `home` is the element whose content is open: its namespace is another one in the DTD binding.
    fn any_start<'e>(&mut self, element: &'e AnyElement, home: &Name) -> Option<Written<'e>> {
        let template = match self.child(&element.local, Some(&element.preserved)) {
            Child::Nothing => return None,
            Child::Template(template) => Some(template),
            Child::New => None,
        };
        let uri = self.uri_in_binding(element, home.namespace);
        if !is_ncname(&element.local) {
            self.fail(&element.local, "a name that XML forbids (Namespaces in XML, production 4)".into());
            return None;
        }
        if uri == XMLNS_URI {
            self.fail(&element.local, format!("the reserved namespace `{uri}` (Namespaces in XML, section 3)"));
            return None;
        }
        let Some(prefix) = self.prefix_of_element(element, uri, home.namespace) else {
            let message = format!("an element in no namespace that the DTD would take for its own `{}`", element.local);
            self.fail(&element.local, message);
            return None;
        };
        let name = if prefix.is_empty() { element.local.to_string() } else { format!("{prefix}:{}", element.local) };
        let start = self.text.len();
        let ours = element.namespace == home.namespace.uri() && home.namespace.declaration(&element.local).is_some();
        if !ours && !self.in_kept {
            self.undeclared.element(&name);
        }
        if let Some(template) = template.filter(|template| template.exact && template.str(&template.name) == name) {
            self.start_again(template, &element.local, |_| Cow::Owned(name), uri);
        } else {
            self.text.push('<');
            self.text.push_str(&name);
            self.push(Cow::Owned(name));
        }
        if self.prefixes.uri(&prefix) != uri {
            let uri = uri.to_owned();
            self.declare(&prefix, &uri);
        }
        for (declared, uri) in &element.namespaces {
            if *declared != prefix && is_declarable(declared, uri) && self.prefixes.uri(declared) != uri {
                // The first of two counts.
                let in_tag = self.open.last().map_or(0, |open| open.prefixes);
                if !self.prefixes.since(in_tag).any(|known| known == declared) {
                    self.declare(declared, uri);
                }
            }
        }
        self.open_attributes(&element.attributes, ours);
        let in_tag = self.open.last().map_or(0, |open| open.prefixes);
        let mut written = Written { element, own: None };
        if ours && !self.in_own && !self.kept {
            let declared = self.prefixes.since(in_tag).map(Box::from).collect();
            written.own = Some((start, declared));
        }
        self.in_own |= ours;
        Some(written).filter(|_| self.error.is_none())
    }

    /// The prefix to write an element with: its own, if it means its namespace here or
    /// can be made to; none, if that can be; `None` when there is no way.
    fn prefix_of_element(&self, element: &AnyElement, uri: &str, home: &Namespace) -> Option<String> {
        let own = element.prefix.as_str();
        let brings = |prefix: &str| element.namespaces.iter().any(|(p, u)| p == prefix && u == uri);
        if uri == XML_URI {
            return Some("xml".to_owned());
        }
        if !own.is_empty() && is_declarable(own, uri) && (brings(own) || self.prefixes.uri(own) == uri) {
            return Some(own.to_owned());
        }
        // In the DTD binding, a name without a prefix is that of the DTD.
        let taken = !self.kept
            && self.binding == Binding::Dtd
            && home.dtd().is_some()
            && element.namespace != home.uri()
            && home.declaration(&element.local).is_some();
        match (taken, uri) {
            (false, _) => Some(String::new()),
            (true, "") => None,
            (true, uri) => {
                let usable = |p: &str| self.prefixes.uri(p) == uri || self.prefixes.uri(p).is_empty();
                let numbered = (1..).map(|n| format!("ns{n}"));
                std::iter::once("ns".to_owned()).chain(numbered).find(|p| usable(p))
            }
        }
    }

    /// In the DTD binding, the elements of the DTD have no namespace; a name of their
    /// namespace that the DTD does not declare keeps it.
    fn uri_in_binding<'e>(&self, element: &'e AnyElement, home: &Namespace) -> &'e str {
        let of_dtd = self.binding == Binding::Dtd
            && home.dtd().is_some()
            && element.namespace == home.uri()
            && home.declaration(&element.local).is_some();
        if of_dtd { "" } else { &element.namespace }
    }

    pub(super) fn any_attribute(&mut self, attribute: &AnyAttribute, declared: bool) {
        if self.error.is_some() {
            return;
        }
        if attribute.namespace == XMLNS_URI || (attribute.namespace.is_empty() && attribute.local == "xmlns") {
            return self.fail(&format!("@{}", attribute.local), "a namespace declaration among the attributes".into());
        }
        if !is_ncname(&attribute.local) {
            return self.fail(&format!("@{}", attribute.local), "a name that XML forbids".into());
        }
        if attribute.namespace == XML_URI
            && !self.kept
            && let Err(error) = reserved::check(&attribute.local, &attribute.value, &Scope::new(self.binding))
        {
            return self.fail(&format!("@xml:{}", attribute.local), error.to_string());
        }
        let value = attribute.value.as_str();
        if self.attribute_again(&attribute.namespace, &attribute.local, value) {
            return;
        }
        if attribute.namespace.is_empty() {
            return match declared {
                true => self.raw_attribute(&attribute.local, &attribute.value),
                false => self.open_attribute(&attribute.local, &attribute.value),
            };
        }
        let prefix = if attribute.namespace != XML_URI
            && !attribute.prefix.is_empty()
            && self.prefixes.uri(&attribute.prefix) == attribute.namespace
        {
            attribute.prefix.to_string()
        } else {
            let wanted =
                if is_declarable(&attribute.prefix, &attribute.namespace) { attribute.prefix.as_str() } else { "" };
            self.prefix_for(&attribute.namespace, wanted)
        };
        let name = format!("{prefix}:{}", attribute.local);
        match declared && prefix == "xml" {
            true => self.raw_attribute(&name, &attribute.value),
            false => self.open_attribute(&name, &attribute.value),
        }
    }

    /// A CDATA section cannot hold `]]>`: it is parted there. A carriage return
    /// would not survive, so that text stands outside.
    fn cdata(&mut self, text: &str) {
        if text.contains('\r') {
            return self.raw_text(text);
        }
        if let Err(c) = escape::check(text) {
            return self.fail("", forbidden(c));
        }
        self.piece(Piece::CData(text.into()));
    }

    fn comment(&mut self, text: &str) {
        if let Err(c) = escape::check(text) {
            return self.fail("comment()", forbidden(c));
        }
        if text.contains('\r') {
            return self.fail("comment()", "a carriage return, which a comment loses (XML 1.0, section 2.11)".into());
        }
        if text.contains("--") || text.ends_with('-') {
            return self.fail("comment()", "a comment with `--`, which XML 1.0 forbids (production 15)".into());
        }
        self.piece(Piece::Comment(text.into()));
    }

    fn instruction(&mut self, target: &str, data: &str) {
        if let Err(c) = escape::check(data) {
            return self.fail("processing-instruction()", forbidden(c));
        }
        if !is_ncname(target) || target.eq_ignore_ascii_case("xml") || data.contains("?>") {
            return self.fail("processing-instruction()", "an instruction that XML 1.0 forbids (production 16)".into());
        }
        if data.contains('\r') || data.starts_with([' ', '\t', '\n']) {
            let message = "white space that an instruction loses: a carriage return, or what is before its data";
            return self.fail("processing-instruction()", format!("{message} (XML 1.0, sections 2.6 and 2.11)"));
        }
        self.piece(Piece::Instruction(target.into(), data.into()));
    }
}

/// Whether `xmlns:prefix="uri"`, or `xmlns="uri"`, may be written (Namespaces in XML, section 3).
fn is_declarable(prefix: &str, uri: &str) -> bool {
    let reserved = matches!(prefix, "xml" | "xmlns") || matches!(uri, XML_URI | XMLNS_URI);
    !reserved && (prefix.is_empty() || (is_ncname(prefix) && !uri.is_empty()))
}
