//! Faults: from what was found and expected to a [`Finding`] with its place.

use std::borrow::Cow;
use std::ops::Range;

use super::super::error::ErrorKind;
use super::super::fault::Fault;
use super::super::finding::Severity;
use super::super::model::Model;
use super::super::name::{Name, XML_URI};
use super::super::policy::Unknown;
use super::super::scan::{self, clip};
use super::expected::{is_near, nearest};
use super::{Attribute, NO_NAME, Next, Reader};
use crate::value::ValueError;

impl<'x> Reader<'x> {
    pub(crate) fn has_failed(&self) -> bool {
        self.first.is_some() || self.is_lost()
    }

    /// Keeps the first fault, and stops; or goes on behind the element where all are collected.
    #[cold]
    pub(crate) fn fail(&mut self, mut fault: Box<Fault>) {
        if self.recovery.is_some() {
            self.report(fault);
            return self.lose();
        }
        if self.first.is_some() {
            return;
        }
        self.at_reference(&mut fault);
        self.first = Some(fault);
        self.blank();
    }

    /// In an entity, the place that a person can look at is the reference.
    pub(super) fn at_reference(&self, fault: &mut Fault) {
        if let (Some(outer), Some(inner)) = (self.inputs.first(), self.inputs.last()) {
            fault.at = outer.reference;
            fault.length = outer.resume - outer.reference;
            if !fault.found.contains(&format!("entity `{}`", inner.entity)) {
                fault.found = format!("{}, in the entity `{}`", fault.found, inner.entity);
            }
        }
    }

    /// From here on every question is answered with no.
    pub(super) fn blank(&mut self) {
        self.text = "";
        self.at = 0;
        self.name_at = NO_NAME;
        self.tag = None;
        self.attributes.clear();
        self.next = Next::Nothing;
    }

    /// What the content model asks for next is not there.
    #[cold]
    pub fn missing(&mut self) {
        if self.next == Next::Unknown {
            self.look();
        }
        if self.next == Next::EndTag && !self.empty && self.open.last().is_some_and(|o| !self.is_end_tag_of(o.name)) {
            return self.wrong_end_tag();
        }
        self.wrong_content();
        if self.recovery.is_some() {
            self.lose();
        }
    }

    /// Names what stands here, and what could.
    #[cold]
    pub(super) fn wrong_content(&mut self) {
        if self.has_failed() {
            return;
        }
        let at = self.at;
        match self.next {
            Next::StartTag => {
                if !self.tag() {
                    return;
                }
                let (name, length) = self.tag.as_ref().map_or(("", 0), |t| (t.name, t.end - at));
                let found = self.foreign(name);
                let (expected, hint) = self.expected(Some(name));
                self.report(Fault::new(ErrorKind::UnexpectedElement, at, length, found).expected(expected).hint(hint));
            }
            Next::EndTag => {
                let name = self.open.last().map_or("", |o| o.name);
                let (at, length) = if self.empty {
                    self.open.last().map_or((at, 0), |o| (o.at, at.saturating_sub(o.at)))
                } else {
                    (at, name.len() + 3)
                };
                let (expected, _) = self.expected(None);
                let found = format!("the end of `{name}`");
                self.report(Fault::new(ErrorKind::MissingElement, at, length, found).expected(expected));
            }
            Next::Text => self.wrong_text(Severity::Error, None),
            Next::Nothing | Next::Unknown => {
                let name = self.open.last().map_or("", |o| o.name);
                self.fail(Fault::syntax(at, 0, "the end of the text").expected(format!("`</{name}>`")));
            }
        }
    }

    /// Something stands in an element that the DTD declares `EMPTY`, from `at` to its end tag.
    #[cold]
    pub(super) fn not_empty(&mut self, at: usize) {
        let name = self.open.last().map_or("", |o| o.name);
        let length = self.at.saturating_sub(at);
        let found = format!("a comment, an instruction or a reference in `{name}`, which is `EMPTY` in the DTD");
        self.report(Fault::new(ErrorKind::UnexpectedText, at, length, found).expected(format!("`</{name}>`")));
    }

    /// Text stands where only elements may; `meant` is what to write in its place, where that is certain.
    #[cold]
    pub(super) fn wrong_text(&mut self, severity: Severity, meant: Option<(Range<usize>, &str)>) {
        let at = self.at;
        let name = self.open.last().map_or("", |o| o.name);
        let expected = match self.open.last().map(|o| o.model) {
            Some(Model::Sequence([])) => format!("nothing in `{name}`"),
            _ => format!("only elements in `{name}`"),
        };
        // What is no text at all is told first.
        if let Some(fault) = scan::char_data(self.text, at).err().filter(|f| f.at == at) {
            return self.fail(fault);
        }
        let rest = &self.text[at..];
        let length = rest.find('<').filter(|n| *n > 0).unwrap_or(rest.len().min(9));
        let length = (0..=length).rev().find(|n| rest.is_char_boundary(*n)).unwrap_or(0);
        let (found, length) = match rest[..length].trim_end().len() {
            _ if rest.starts_with("<![CDATA[") => ("a CDATA section".to_owned(), 9),
            0 => ("white space".to_owned(), length),
            shown => (format!("text `{}`", clip(&rest[..length])), shown),
        };
        let mut fault = Fault::new(ErrorKind::UnexpectedText, at, length, found).expected(expected);
        if let Some((range, meant)) = meant {
            fault = fault.hint(Some(format!("write `{}`", clip(meant)))).repair(range, meant);
        }
        self.report(fault.severity(severity));
    }

    fn is_end_tag_of(&self, name: &str) -> bool {
        let rest = self.text.get(self.at + 2..).unwrap_or_default();
        rest.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('>'))
    }

    #[cold]
    pub(super) fn wrong_end_tag(&mut self) {
        let at = self.at;
        let Some(name) = self.open.last().map(|o| o.name) else { return };
        let expected = format!("`</{name}>`");
        match scan::qname(self.text, at + 2) {
            Ok((_, end)) if &self.text[at + 2..end] == name && self.is_end_tag_of(name) => {
                self.fail(
                    Fault::syntax(at, end - at, format!("the end of `{name}` in an entity"))
                        .expected("an element that begins and ends in one entity"),
                );
            }
            Ok((_, end)) if &self.text[at + 2..end] == name => {
                let behind = scan::space(self.text, end);
                self.fail(scan::unexpected(self.text, behind, "`>`"));
            }
            Ok((_, end)) => {
                let found = format!("`{}>`", &self.text[at..end]);
                self.fail(Fault::syntax(at, end - at, found).expected(expected));
            }
            Err(fault) => self.fail(fault),
        }
    }

    #[cold]
    pub(super) fn wrong_value(
        &mut self,
        at: usize,
        raw: &str,
        error: &ValueError,
        attribute: Option<&str>,
        mended: Option<&str>,
        severity: Severity,
    ) {
        if attribute.is_none() && self.open.last().and_then(|o| o.course.as_ref()).is_some_and(|c| c.broken) {
            return;
        }
        let trimmed = raw.trim_start();
        let at = at + raw.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        let found = if trimmed.is_empty() { "an empty value".into() } else { format!("`{}`", clip(trimmed)) };
        let kind = if error.is_undeclared_entity() { ErrorKind::UndeclaredEntity } else { ErrorKind::Value };
        let mut fault =
            Fault::new(kind, at, trimmed.len(), found).expected(error.expected()).hint(error.hint().map(str::to_owned));
        if let Some(attribute) = attribute {
            fault = fault.attribute(attribute);
        }
        if let Some(mended) = mended {
            fault = fault.repair(at..at + trimmed.len(), mended);
        }
        self.report(fault.severity(severity));
    }

    /// Reports an attribute that is not one of these.
    #[cold]
    pub fn unknown_attribute(&mut self, attribute: &Attribute<'x>, known: &[Name]) {
        let name = attribute.name();
        let expected = match known {
            [] => "no attribute".to_owned(),
            _ => known.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", "),
        };
        let same = known.iter().find(|n| n.local == attribute.local);
        let names: Vec<String> = known.iter().map(Name::to_string).collect();
        let near = nearest(&name, names.iter().map(String::as_str));
        // In the namespace of the elements, or without the prefix that all know: nothing else can be meant.
        let is_plain = attribute.prefix.is_empty() || self.namespaces.of_attribute(attribute) == self.home.uri();
        let (hint, meant) = match same.map(|n| (n, n.namespace.uri())) {
            Some((known, "" | XML_URI)) if is_plain => (Some(format!("write `{known}`")), Some(known.to_string())),
            Some((known, "")) => (Some(format!("`{known}` stands here without a prefix")), None),
            Some((known, uri)) => (Some(format!("`{known}` stands here in the namespace `{uri}`")), None),
            None => (near.as_ref().map(|near| format!("did you mean `{near}`?")), near.map(Cow::into_owned)),
        };
        let found = format!("attribute `{}`", clip(&name));
        let fault = Fault::new(ErrorKind::UnknownAttribute, attribute.name_at, name.len(), found);
        let mut fault = fault.expected(expected).hint(hint).attribute(&name);
        // Unless that one stands there, too.
        let is_there = |meant: &String| self.attributes.iter().any(|other| other.name() == **meant);
        if let Some(meant) = meant.filter(|meant| self.inputs.is_empty() && !is_there(meant)) {
            fault = fault.repair(attribute.name_at..attribute.name_at + name.len(), meant);
        }
        let severity = self.unknown_severity();
        self.report(fault.severity(severity));
        self.let_attribute_go(attribute);
    }

    /// Reports a required attribute that is not there.
    #[cold]
    pub fn missing_attribute(&mut self, name: &Name) {
        // Its value was wrong, or its name, which has been told.
        let meant = self.policy().unknown == Unknown::Reject && self.has_told_of_attribute(name);
        if meant || self.attributes.iter().any(|a| self.is(a, name)) {
            return;
        }
        let Some((at, tag)) = self.open.last().map(|o| (o.at, o.name)) else { return };
        let found = format!("element `{tag}` without the attribute `{name}`");
        let fault = Fault::new(ErrorKind::MissingAttribute, at, tag.len() + 1, found);
        self.report(fault.expected(format!("`{name}=\"…\"`")));
    }

    /// Whether something has been told of this attribute of the innermost element, by its name or one near it.
    fn has_told_of_attribute(&self, name: &Name) -> bool {
        let (Some(recovery), Some(open)) = (&self.recovery, self.open.last()) else { return false };
        let of_tag = |fault: &&Fault| fault.at > open.at && fault.at < self.at;
        let mut told = recovery.faults.iter().filter(of_tag).filter_map(Fault::attribute_name);
        let written = name.to_string();
        let prefixed = |told: &str| {
            let mut attributes = self.attributes.iter().filter(|attribute| attribute.name() == told);
            attributes.any(|a| a.local == name.local && self.namespaces.of_attribute(a) == self.home.uri())
        };
        told.any(|told| told == written || is_near(told, &written) || prefixed(told))
    }
}
