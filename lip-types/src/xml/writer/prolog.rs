//! What stands around the document element.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::decode::{Mark, encoding_name};
use super::super::document::{Document, Entity};
use super::super::limits::Limits;
use super::super::name::Name;
use super::super::preserved::{Around, Markup};
use super::super::unparsed::{ExternalId, Notation, UnparsedEntity};
use super::Writer;
use super::refer::Again;
use super::template::Template;
use super::undeclared::declared;
use crate::value::Binding;

impl Writer {
    /// The XML declaration, and the document type declaration where there is one.
    pub(super) fn prolog(&mut self, name: &Name, markup: Option<&Markup>, template: Option<&Template>) {
        let around = markup.and_then(|m| m.around.as_deref());
        let same = around.is_some_and(|a| a.binding == self.binding || name.namespace.dtd().is_none());
        // What a program has declared has to be added.
        let same = same && markup.is_none_or(|markup| markup.entities.is_empty());
        if let Some(template) = template.filter(|template| template.exact && same) {
            return self.prolog_again(template);
        }
        self.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"");
        match around.and_then(|a| a.standalone) {
            Some(true) => self.text.push_str(" standalone=\"yes\""),
            Some(false) => self.text.push_str(" standalone=\"no\""),
            None => {}
        }
        self.text.push_str("?>");
        let before = around.map_or("", |a| &a.before);
        self.text.push_str(if before.is_empty() { "\n" } else { before });
        if !before.is_empty() && !before.ends_with('\n') {
            self.text.push('\n');
        }
        self.doctype(name, around, markup.map_or(&[], |m| &m.entities));
        if let Some(around) = around {
            self.text.push_str(around.between.trim_start_matches('\n'));
        }
    }

    /// As it was, but for the encoding, which is UTF-8 unless it is kept as well.
    fn prolog_again(&mut self, template: &Template) {
        let source = &template.source;
        let prolog = source.text.get(..template.name.start - 1).unwrap_or_default();
        if source.mark == Mark::Utf8 {
            self.text.push('\u{FEFF}');
        }
        match encoding_name(prolog.as_bytes()) {
            Some((at, name)) if !self.in_its_encoding && !name.eq_ignore_ascii_case("utf-8") => {
                self.text.push_str(&prolog[..at]);
                self.text.push_str("UTF-8");
                self.text.push_str(&prolog[at + name.len()..]);
            }
            _ => self.text.push_str(prolog),
        }
        let unparsed = source.declarations.entities.iter().filter(|(_, entity)| matches!(entity, Entity::Unparsed(_)));
        self.entities = unparsed.map(|(name, _)| name.clone()).collect();
        self.source = Some(source.clone());
        self.again = Again::of(source);
        self.prolog_end = self.text.len();
    }

    /// In the DTD binding the DTD is named. In the other, a declaration is written
    /// when the document had one there, or has entities.
    fn doctype(&mut self, name: &Name, around: Option<&Around>, entities: &[UnparsedEntity]) {
        let kept = around.and_then(|a| a.doctype.as_ref());
        let same = around.is_some_and(|a| a.binding == self.binding);
        let external = match (kept, self.binding) {
            (Some(doctype), _) if same && !doctype.external.is_empty() => doctype.external.to_string(),
            (_, Binding::Dtd) => name.namespace.dtd().map(|id| format!("SYSTEM \"{id}\"")).unwrap_or_default(),
            _ => String::new(),
        };
        let kept = kept.and_then(|d| d.internal.as_deref());
        let added = self.declare_entities(kept, entities);
        let internal = match (kept, added.is_empty()) {
            (kept, true) => kept.map(Cow::Borrowed),
            (kept, false) => Some(Cow::Owned(format!("{}\n{added}", kept.unwrap_or_default()))),
        };
        if external.is_empty() && internal.is_none() {
            return;
        }
        self.text.push_str("<!DOCTYPE ");
        self.text.push_str(name.local);
        if !external.is_empty() {
            self.text.push(' ');
            self.text.push_str(&external);
        }
        if let Some(internal) = &internal {
            self.text.push_str(" [");
            self.text.push_str(internal);
        }
        if self.binding == Binding::Dtd {
            self.undeclared.begin(self.text.len(), internal.as_deref());
        }
        self.text.push_str(if internal.is_some() { "]>\n" } else { ">\n" });
    }

    /// Notes the unparsed entities of the document; answers declarations of those that the internal subset lacks.
    fn declare_entities(&mut self, internal: Option<&str>, entities: &[UnparsedEntity]) -> String {
        let document = internal.map(|internal| format!("<!DOCTYPE d [{internal}]><d/>"));
        let known = document.as_deref().and_then(|text| Document::parse(text, &Limits::default()).ok());
        let known = known.iter().flat_map(|document| &document.declarations.entities);
        let known: HashMap<Box<str>, bool> =
            known.map(|(name, e)| (name.clone(), matches!(e, Entity::Unparsed(_)))).collect();
        self.entities = known.iter().filter(|(_, unparsed)| **unparsed).map(|(name, _)| name.clone()).collect();
        let mut notations = internal.map(declared).unwrap_or_default().notations;
        let mut text = String::new();
        for UnparsedEntity { name, id, notation } in entities {
            if known.contains_key(name) || !self.entities.insert(name.clone()) {
                continue;
            }
            let Notation { name: kind, id: identifier } = notation;
            if notations.insert(kind.to_string()) {
                // Without another identifier, its name is one.
                let identifier =
                    if *identifier == ExternalId::default() { &ExternalId::system(kind) } else { identifier };
                text.push_str(&format!("<!NOTATION {kind} {identifier}>\n"));
            }
            text.push_str(&format!("<!ENTITY {name} {id} NDATA {kind}>\n"));
        }
        text
    }

    /// What follows the document element; a document ends its last line.
    pub(super) fn epilog(&mut self, around: Option<&Around>, template: Option<&Template>) {
        if let Some(template) = template.filter(|template| template.exact && around.is_some()) {
            self.text.push_str(template.behind());
            return self.refer_again();
        }
        if let Some(around) = around {
            self.text.push_str(&around.after);
        }
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
