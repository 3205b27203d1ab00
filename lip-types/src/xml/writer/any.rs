//! Open content, as it was.

use std::borrow::Cow;
use std::collections::HashSet;

use super::super::name::{Name, Namespace, XML_URI, XMLNS_URI};
use super::{Binding, Writer, escape, forbidden};
use crate::ext::{AnyAttribute, AnyAttributes, AnyContent, AnyElement, AnyNode};
use crate::value::Scope;
use crate::xml::reserved;
use crate::xml::syntax::is_ncname;

impl Writer {
    /// Writes open content.
    pub fn any(&mut self, content: &AnyContent, name: &Name) {
        if content.nodes.is_empty() || self.error.is_some() {
            return;
        }
        self.mixed();
        for node in &content.nodes {
            match node {
                AnyNode::Element(element) => self.any_element(element, name),
                AnyNode::Text(text) => self.raw_text(text),
                AnyNode::CData(text) => self.cdata(text),
                AnyNode::Comment(text) => self.comment(text),
                AnyNode::ProcessingInstruction { target, data } => self.instruction(target, data),
            }
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

    /// `home` is the element whose content is open: its namespace is another one in the DTD binding.
    fn any_element(&mut self, element: &AnyElement, home: &Name) {
        if !self.child(&element.local) {
            return;
        }
        let uri = self.uri_in_binding(element, home.namespace);
        if !is_ncname(&element.local) {
            return self.fail(&element.local, "a name that XML forbids (Namespaces in XML, production 4)".into());
        }
        if uri == XMLNS_URI {
            return self.fail(&element.local, format!("the reserved namespace `{uri}` (Namespaces in XML, section 3)"));
        }
        let Some(prefix) = self.prefix_of_element(element, uri, home.namespace) else {
            let message = format!("an element in no namespace that the DTD would take for its own `{}`", element.local);
            return self.fail(&element.local, message);
        };
        let name = if prefix.is_empty() { element.local.clone() } else { format!("{prefix}:{}", element.local) };
        let start = self.text.len();
        self.text.push('<');
        self.text.push_str(&name);
        let ours = element.namespace == home.namespace.uri() && home.namespace.declaration(&element.local).is_some();
        if !ours {
            self.undeclared.element(&name);
        }
        self.push(Cow::Owned(name));
        if self.uri_of_prefix(&prefix) != uri {
            let uri = uri.to_owned();
            self.declare(&prefix, &uri);
        }
        for (declared, uri) in &element.namespaces {
            if *declared != prefix && is_declarable(declared, uri) && self.uri_of_prefix(declared) != uri {
                // The first of two counts.
                let in_tag = self.open.last().map_or(0, |open| open.scope);
                if !self.scope.iter().skip(in_tag).any(|(known, _)| **known == **declared) {
                    self.declare(declared, uri);
                }
            }
        }
        self.open_attributes(&element.attributes, ours);
        let check = ours && !self.in_own;
        let in_tag = self.open.last().map_or(0, |open| open.scope);
        let declared: Vec<Box<str>> = match check {
            true => self.scope.iter().skip(in_tag).map(|(prefix, _)| prefix.clone()).collect(),
            false => Vec::new(),
        };
        self.in_own |= ours;
        self.any(&element.content, home);
        self.end();
        if check {
            self.in_own = false;
            self.check_own(start, &element.local, home.namespace, &declared);
        }
    }

    /// The prefix to write an element with: its own, if it means its namespace here or
    /// can be made to; none, if that can be; `None` when there is no way.
    fn prefix_of_element(&self, element: &AnyElement, uri: &str, home: &Namespace) -> Option<String> {
        let own = element.prefix.as_str();
        let brings = |prefix: &str| element.namespaces.iter().any(|(p, u)| p == prefix && u == uri);
        if uri == XML_URI {
            return Some("xml".to_owned());
        }
        if !own.is_empty() && is_declarable(own, uri) && (brings(own) || self.uri_of_prefix(own) == uri) {
            return Some(own.to_owned());
        }
        // In the DTD binding, a name without a prefix is that of the DTD.
        let taken = self.binding == Binding::Dtd
            && home.dtd().is_some()
            && element.namespace != home.uri()
            && home.declaration(&element.local).is_some();
        match (taken, uri) {
            (false, _) => Some(String::new()),
            (true, "") => None,
            (true, uri) => {
                let usable = |p: &str| self.uri_of_prefix(p) == uri || self.uri_of_prefix(p).is_empty();
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

    fn any_attribute(&mut self, attribute: &AnyAttribute, declared: bool) {
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
            && let Err(error) = reserved::check(&attribute.local, &attribute.value, &Scope::new(self.binding))
        {
            return self.fail(&format!("@xml:{}", attribute.local), error.to_string());
        }
        if attribute.namespace.is_empty() {
            return match declared {
                true => self.raw_attribute(&attribute.local, &attribute.value),
                false => self.open_attribute(&attribute.local, &attribute.value),
            };
        }
        let prefix = if attribute.namespace != XML_URI
            && !attribute.prefix.is_empty()
            && self.uri_of_prefix(&attribute.prefix) == attribute.namespace
        {
            attribute.prefix.clone()
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
        self.end_tag_start();
        self.text.push_str("<![CDATA[");
        self.text.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
        self.text.push_str("]]>");
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
        self.end_tag_start();
        self.text.push_str("<!--");
        self.text.push_str(text);
        self.text.push_str("-->");
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
        self.end_tag_start();
        self.text.push_str("<?");
        self.text.push_str(target);
        if !data.is_empty() {
            self.text.push(' ');
            self.text.push_str(data);
        }
        self.text.push_str("?>");
    }
}

/// Whether `xmlns:prefix="uri"`, or `xmlns="uri"`, may be written (Namespaces in XML, section 3).
fn is_declarable(prefix: &str, uri: &str) -> bool {
    let reserved = matches!(prefix, "xml" | "xmlns") || matches!(uri, XML_URI | XMLNS_URI);
    !reserved && (prefix.is_empty() || (is_ncname(prefix) && !uri.is_empty()))
}
