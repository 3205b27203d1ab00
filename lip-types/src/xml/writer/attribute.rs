//! Attributes, and declarations of namespaces.

use super::super::name::{Name, XML_URI};
use super::{Writer, escape, forbidden, means};
use crate::value::{FromText, Scope, ToText};

impl Writer {
    /// Writes an attribute.
    pub fn attribute<T: ToText + FromText>(&mut self, name: &Name, value: &T) {
        if self.error.is_some() {
            return;
        }
        self.not_kept(name);
        let kept = self.kept_attribute(name.namespace.uri(), name.local);
        let scope = Scope::new(self.binding).with_context(self);
        let text = match value.to_text(&scope) {
            Ok(text) => text.into_owned(),
            Err(error) => {
                let error = error.to_string();
                return self.fail(&format!("@{name}"), error);
            }
        };
        if let Some((at, kept)) = kept {
            let same = kept.is_some_and(|kept| kept == text || means::<T>(&kept, &text, &scope));
            return self.set_attribute(at, name.local, &text, same);
        }
        match name.namespace.uri() {
            "" => self.raw_attribute(name.local, &text),
            XML_URI => self.raw_attribute(&format!("xml:{}", name.local), &text),
            uri => {
                let prefix = self.prefix_for(uri, "ns");
                self.raw_attribute(&format!("{prefix}:{}", name.local), &text);
            }
        }
    }

    /// An attribute that the schema does not speak of.
    pub(super) fn open_attribute(&mut self, name: &str, value: &str) {
        if let Some(open) = self.open.last().filter(|_| !self.in_kept) {
            self.undeclared.attribute(open.name(), name);
        }
        self.raw_attribute(name, value);
    }

    pub(super) fn raw_attribute(&mut self, name: &str, value: &str) {
        if self.gives_by_default(name, value) {
            return;
        }
        let template = self.open.last_mut().and_then(|open| open.template.as_mut()).filter(|template| template.exact);
        let text = template.map_or(&mut self.text, |template| &mut template.extras);
        text.push(' ');
        text.push_str(name);
        text.push_str("=\"");
        let done = escape::attribute(value, text);
        text.push('"');
        if let Err(c) = done {
            self.fail(&format!("@{name}"), forbidden(c));
        }
    }

    /// Declares a prefix, or the default namespace.
    pub(super) fn declare(&mut self, prefix: &str, uri: &str) {
        self.prefixes.push(prefix, uri);
        if prefix.is_empty() {
            self.open_attribute("xmlns", uri);
        } else {
            self.open_attribute(&format!("xmlns:{prefix}"), uri);
        }
    }

    /// A prefix that means this URI here; declares one if there is none.
    pub(super) fn prefix_for(&mut self, uri: &str, wanted: &str) -> String {
        if uri == XML_URI {
            return "xml".into();
        }
        if let Some(prefix) = self.prefixes.meaning(uri) {
            return prefix.to_owned();
        }
        let prefix = self.prefixes.free(wanted);
        self.declare(&prefix, uri);
        prefix
    }
}
