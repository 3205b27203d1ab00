//! The writer that derived code tells what to write.
//!
//! After the first fault nothing more is written; [`Writer::start`] then answers
//! `false`, so that the code that writes runs out.

mod any;
mod escape;
mod gap;
mod own;
mod prolog;
mod undeclared;

use std::borrow::Cow;
use std::collections::HashSet;

use super::error::WriteError;
use super::name::{Name, Namespace, XML_URI, XSI_URI};
use super::preserved::{Around, Preserved};
use super::write::Layout;
use crate::value::{Binding, Context, Scope, ToText};
use undeclared::Undeclared;

/// Writes a document; derived code is its caller.
pub struct Writer {
    text: String,
    binding: Binding,
    layout: Layout,
    open: Vec<Open>,
    /// Prefixes and URIs in scope, innermost last.
    scope: Vec<(Box<str>, Box<str>)>,
    /// The start tag that was begun still takes attributes.
    in_tag: bool,
    undeclared: Undeclared,
    /// Unparsed entities that the document type declaration declares.
    entities: HashSet<Box<str>>,
    /// Inside an element of the schema in open content, which is checked as a whole.
    in_own: bool,
    error: Option<WriteError>,
}

struct Open {
    name: Cow<'static, str>,
    scope: usize,
    children: u32,
    /// White space would count.
    mixed: bool,
    /// The white space that the element kept, if it did.
    gaps: Vec<(u32, Box<str>)>,
    around: Option<Around>,
}

/// Elements inside one another. Deeper values come from no document that is read.
const DEPTH: usize = 1_000;

impl Writer {
    pub(crate) fn new(binding: Binding, layout: Layout) -> Self {
        Self {
            text: String::new(),
            binding,
            layout,
            open: Vec::new(),
            scope: Vec::new(),
            in_tag: false,
            undeclared: Undeclared::default(),
            entities: HashSet::new(),
            in_own: false,
            error: None,
        }
    }

    pub(crate) fn finish(mut self) -> Result<String, WriteError> {
        self.declare_what_was_used();
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.text),
        }
    }

    /// The binding that is written.
    pub fn binding(&self) -> Binding {
        self.binding
    }

    /// Begins an element; `false` when there is no use in writing on.
    pub fn start(&mut self, name: &Name, preserved: Option<&Preserved>) -> bool {
        if !self.child(name.local) {
            return false;
        }
        let markup = preserved.and_then(Preserved::markup);
        if self.open.is_empty() {
            self.prolog(name, markup);
        }
        self.text.push('<');
        self.text.push_str(name.local);
        self.push(Cow::Borrowed(name.local));
        let uri = self.uri_of(name.namespace);
        if self.uri_of_prefix("") != uri {
            self.declare("", uri);
        }
        if let Some(markup) = markup {
            for (prefix, uri) in &markup.namespaces {
                if self.uri_of_prefix(prefix) != &**uri {
                    self.declare(prefix, uri);
                }
            }
            for (local, value) in &markup.xsi {
                let prefix = self.prefix_for(XSI_URI, "xsi");
                self.open_attribute(&format!("{prefix}:{local}"), value);
            }
            if let Some(open) = self.open.last_mut() {
                if self.layout != Layout::Compact {
                    open.gaps.clone_from(&markup.gaps);
                }
                open.around.clone_from(&markup.around);
            }
        }
        self.error.is_none()
    }

    /// The URI by which the binding means a namespace.
    fn uri_of(&self, namespace: &Namespace) -> &'static str {
        if self.binding == Binding::Dtd && namespace.dtd().is_some() { "" } else { namespace.uri() }
    }

    /// A child begins: ends the start tag of its parent, and breaks the line.
    fn child(&mut self, local: &str) -> bool {
        if self.error.is_some() {
            return false;
        }
        if self.open.len() >= DEPTH {
            self.fail(local, format!("more than {DEPTH} elements inside one another"));
            return false;
        }
        self.end_tag_start();
        let depth = self.open.len();
        if let Some(parent) = self.open.last_mut() {
            let child = parent.children;
            parent.children += 1;
            self.gap(child, depth);
        }
        true
    }

    fn push(&mut self, name: Cow<'static, str>) {
        let scope = self.scope.len();
        self.open.push(Open { name, scope, children: 0, mixed: false, gaps: Vec::new(), around: None });
        self.in_tag = true;
    }

    /// White space before a child of the innermost element, or before its end tag.
    fn gap(&mut self, child: u32, depth: usize) {
        let Some(parent) = self.open.last() else { return };
        if parent.mixed {
            return;
        }
        if !parent.gaps.is_empty() {
            for (_, gap) in parent.gaps.iter().filter(|(at, _)| *at == child) {
                match self.binding {
                    Binding::Xsd => self.text.push_str(gap),
                    Binding::Dtd => gap::push(gap, &mut self.text),
                }
            }
        } else if self.layout == Layout::Indented {
            self.text.push('\n');
            for _ in 0..depth {
                self.text.push_str("  ");
            }
        }
    }

    fn end_tag_start(&mut self) {
        if self.in_tag {
            self.text.push('>');
            self.in_tag = false;
        }
    }

    /// White space between the children counts from here on.
    pub fn mixed(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.mixed = true;
        }
    }

    /// Writes an attribute.
    pub fn attribute<T: ToText>(&mut self, name: &Name, value: &T) {
        if self.error.is_some() {
            return;
        }
        match value.to_text(&Scope::new(self.binding).with_context(self)) {
            Ok(text) => match name.namespace.uri() {
                "" => self.raw_attribute(name.local, &text),
                XML_URI => self.raw_attribute(&format!("xml:{}", name.local), &text),
                uri => {
                    let prefix = self.prefix_for(uri, "ns");
                    self.raw_attribute(&format!("{prefix}:{}", name.local), &text);
                }
            },
            Err(error) => self.fail(&format!("@{name}"), error.to_string()),
        }
    }

    /// An attribute that the schema does not speak of.
    fn open_attribute(&mut self, name: &str, value: &str) {
        if let Some(open) = self.open.last() {
            self.undeclared.attribute(&open.name, name);
        }
        self.raw_attribute(name, value);
    }

    fn raw_attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        let done = escape::attribute(value, &mut self.text);
        self.text.push('"');
        if let Err(c) = done {
            self.fail(&format!("@{name}"), forbidden(c));
        }
    }

    /// Writes text.
    pub fn text<T: ToText>(&mut self, value: &T) {
        if self.error.is_some() {
            return;
        }
        match value.to_text(&Scope::new(self.binding).with_context(self)) {
            Ok(text) => self.raw_text(&text),
            Err(error) => self.fail("", error.to_string()),
        }
    }

    fn raw_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.end_tag_start();
        self.mixed();
        if let Err(c) = escape::text(text, &mut self.text) {
            self.fail("", forbidden(c));
        }
    }

    /// Ends the innermost element.
    pub fn end(&mut self) {
        if self.error.is_some() {
            return;
        }
        let depth = self.open.len();
        let Some((children, kept)) = self.open.last().map(|o| (o.children, !o.gaps.is_empty())) else { return };
        if self.in_tag && !kept {
            self.text.push_str("/>");
            self.in_tag = false;
        } else {
            self.end_tag_start();
            if children > 0 || kept {
                self.gap(children, depth - 1);
            }
            if let Some(open) = self.open.last() {
                self.text.push_str("</");
                self.text.push_str(&open.name);
                self.text.push('>');
            }
        }
        if let Some(open) = self.open.pop() {
            self.scope.truncate(open.scope);
            if self.open.is_empty() {
                self.epilog(open.around.as_ref());
            }
        }
    }

    fn uri_of_prefix(&self, prefix: &str) -> &str {
        let found = self.scope.iter().rev().find(|(p, _)| &**p == prefix);
        found.map_or(if prefix == "xml" { XML_URI } else { "" }, |(_, uri)| uri)
    }

    fn declare(&mut self, prefix: &str, uri: &str) {
        self.scope.push((prefix.into(), uri.into()));
        if prefix.is_empty() {
            self.open_attribute("xmlns", uri);
        } else {
            self.open_attribute(&format!("xmlns:{prefix}"), uri);
        }
    }

    /// A prefix that means this URI here; declares one if there is none.
    fn prefix_for(&mut self, uri: &str, wanted: &str) -> String {
        if uri == XML_URI {
            return "xml".into();
        }
        let usable = |(prefix, declared): &&(Box<str>, Box<str>)| {
            !prefix.is_empty() && &**declared == uri && self.uri_of_prefix(prefix) == uri
        };
        if let Some((prefix, _)) = self.scope.iter().rev().find(usable) {
            return prefix.to_string();
        }
        let taken = |prefix: &str| self.scope.iter().any(|(p, _)| &**p == prefix);
        let mut prefix = wanted.to_owned();
        let mut number = 1;
        while matches!(prefix.as_str(), "" | "xml" | "xmlns") || taken(&prefix) {
            prefix = format!("ns{number}");
            number += 1;
        }
        self.declare(&prefix, uri);
        prefix
    }

    /// Keeps the first fault.
    fn fail(&mut self, last: &str, message: String) {
        if self.error.is_some() {
            return;
        }
        let mut path: String = self.open.iter().flat_map(|o| ["/", &o.name]).collect();
        if !last.is_empty() {
            path.push('/');
            path.push_str(last);
        }
        self.error = Some(WriteError { path, message });
    }
}

impl Context for Writer {
    fn declares_entity(&self, name: &str) -> Option<bool> {
        Some(self.entities.contains(name))
    }

    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.scope.iter().rev().find(|(declared, _)| **declared == *prefix).map(|(_, uri)| &**uri)
    }
}

fn forbidden(c: char) -> String {
    format!("the character U+{:04X}, which XML 1.0 forbids (production 2)", c as u32)
}
