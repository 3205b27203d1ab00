//! Elements of the schema in open content: what is written of them must be valid, as everywhere (`processContents="lax"`).

use super::super::document::Document;
use super::super::error::ErrorKind;
use super::super::limits::Limits;
use super::super::name::Namespace;
use super::super::reader::Reader;
use super::{Binding, Writer, escape};

impl Writer {
    /// Reads the element that has been written from `start` to here, by its declaration; the first fault is the writer's.
    ///
    /// `declared` are the prefixes that its own tag declares.
    pub(super) fn check_own(&mut self, start: usize, local: &str, home: &'static Namespace, declared: &[Box<str>]) {
        let Some(declaration) = home.declaration(local).filter(|_| self.error.is_none()) else { return };
        let text = self.as_document(start, local, declared);
        let fault = match Document::parse(&text, &Limits::default()) {
            Ok(document) => {
                let mut reader = Reader::new(&document, Limits::default(), None, None);
                reader.fragment(home, self.binding, declaration);
                reader.into_findings().into_iter().next()
            }
            Err(fault) => Some(fault.into_finding(&text, usize::MAX, None)),
        };
        // What is deeper than a reader's default is for the reader to say.
        if let Some(fault) = fault.filter(|fault| fault.kind() != ErrorKind::Limit) {
            self.fail(fault.path().trim_start_matches('/'), fault.message());
        }
    }

    /// The element as a document of its own: with the entities of the whole, and the namespaces in scope.
    fn as_document(&self, start: usize, local: &str, declared: &[Box<str>]) -> String {
        let mut text = String::new();
        if let Some(source) = self.source.as_ref().filter(|source| !source.declares_nothing()) {
            text.push_str(source.text.get(..source.content).unwrap_or_default());
        } else if !self.entities.is_empty() || self.binding == Binding::Dtd {
            text.push_str(&format!("<!DOCTYPE {local} [<!NOTATION n SYSTEM \"n\">"));
            for entity in &self.entities {
                text.push_str(&format!("<!ENTITY {entity} SYSTEM \"e\" NDATA n>"));
            }
            text.push_str("]>");
        }
        let element = self.text.get(start..).unwrap_or_default();
        let name = element.find([' ', '\t', '\r', '\n', '>', '/']).unwrap_or(element.len());
        text.push_str(&element[..name]);
        let mut known: Vec<&str> = declared.iter().map(|prefix| &**prefix).collect();
        for (prefix, uri) in self.prefixes.all() {
            if known.contains(&prefix) {
                continue;
            }
            known.push(prefix);
            match prefix {
                "" => text.push_str(" xmlns=\""),
                prefix => text.push_str(&format!(" xmlns:{prefix}=\"")),
            }
            // It has been written before.
            let _ = escape::attribute(uri, &mut text);
            text.push('"');
        }
        text.push_str(&element[name..]);
        text
    }
}
