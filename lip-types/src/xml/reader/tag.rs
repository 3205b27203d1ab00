//! Start tags with attributes (XML 1.0, productions 40 and 41; section 3.3.3).

use std::borrow::Cow;
use std::collections::HashSet;

use super::super::document::Declared;
use super::super::error::ErrorKind;
use super::super::fault::{Fault, Scan};
use super::super::name::{XML_URI, XMLNS_URI, XSI_URI};
use super::super::preserved::Markup;
use super::super::scan::{self, Reference, attribute_value, byte, clip, qname, space, unexpected};
use super::super::syntax::is_space;
use super::{Entity, Reader};

/// A start tag that was read as a whole.
pub(super) struct Tag<'x> {
    /// As written, with its prefix.
    pub(super) name: &'x str,
    pub(super) prefix: &'x str,
    /// Behind the `>`.
    pub(super) end: usize,
    pub(super) empty: bool,
}

/// An attribute as written; a [`Reader`] knows its namespace and value.
#[derive(Debug, Clone, Copy)]
pub struct Attribute<'x> {
    pub(super) prefix: &'x str,
    pub(super) local: &'x str,
    pub(super) namespace: AttributeNamespace,
    /// Between the quotes, references and all.
    pub(super) value: &'x str,
    pub(super) name_at: usize,
    pub(super) value_at: usize,
    /// The value is not the text between the quotes.
    pub(super) written_otherwise: bool,
    /// Declared of another type than `CDATA`.
    pub(super) tokenized: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum AttributeNamespace {
    None,
    Xml,
    Xmlns,
    /// The index of a declaration in scope.
    Declared(u32),
}

impl AttributeNamespace {
    /// What a prefix means before declarations are looked at.
    pub(super) fn of(prefix: &str, local: &str) -> Self {
        match (prefix, local) {
            ("xmlns", _) | ("", "xmlns") => Self::Xmlns,
            ("xml", _) => Self::Xml,
            _ => Self::None,
        }
    }
}

impl<'x> Attribute<'x> {
    /// The name as written, with its prefix.
    pub(super) fn name(&self) -> Cow<'x, str> {
        if self.prefix.is_empty() { self.local.into() } else { format!("{}:{}", self.prefix, self.local).into() }
    }
}

/// More attributes than this are searched for duplicates by hash.
const FEW: usize = 12;

impl<'x> Reader<'x> {
    /// Reads the start tag that is next, unless that has been done; `false` when it is wrong.
    pub(super) fn tag(&mut self) -> bool {
        if self.tag.is_some() {
            return true;
        }
        match self.read_tag() {
            Ok(tag) => {
                self.tag = Some(tag);
                true
            }
            Err(fault) if self.recovery.is_some() => self.tag_in_part(fault),
            Err(fault) => {
                self.fail(fault);
                false
            }
        }
    }

    fn read_tag(&mut self) -> Scan<Tag<'x>> {
        let text = self.text;
        self.attributes.clear();
        let name_at = self.at + 1;
        let (colon, name_end) = qname(text, name_at)?;
        self.within(self.limits.name, name_at, name_end, "a name")?;
        let document = self.document;
        let declared = document.declared(&text[name_at..name_end]);
        let mut at = name_end;
        let (end, empty) = loop {
            let next = space(text, at);
            match byte(text, next) {
                b'>' => break (next + 1, false),
                b'/' if byte(text, next + 1) == b'>' => break (next + 2, true),
                b'/' => return Err(unexpected(text, next + 1, "`>`")),
                _ if next == at => return Err(unexpected(text, next, "white space, `>` or `/>`")),
                _ => at = self.read_attribute(next, declared)?,
            }
        };
        self.add_defaults(declared, name_at)?;
        self.resolve_attributes()?;
        let prefix = colon.map_or("", |c| &text[name_at..c]);
        if colon.is_some() && (prefix == "xmlns" || self.namespaces.of_element(prefix).is_none()) {
            return Err(undeclared_prefix(prefix, name_at));
        }
        Ok(Tag { name: &text[name_at..name_end], prefix, end, empty })
    }

    /// Production 41: `Attribute`; answers the position behind it.
    fn read_attribute(&mut self, name_at: usize, declared: &[Declared]) -> Scan<usize> {
        let text = self.text;
        let (colon, name_end) = qname(text, name_at)?;
        self.within(self.limits.name, name_at, name_end, "a name")?;
        let equals = space(text, name_end);
        if byte(text, equals) != b'=' {
            return Err(unexpected(text, equals, "`=` and a value"));
        }
        let quote = space(text, equals + 1);
        let (end, written_otherwise) = attribute_value(text, quote)?;
        self.within(self.limits.text, quote, end, "a value")?;
        let (prefix, local) = match colon {
            Some(c) => (&text[name_at..c], &text[c + 1..name_end]),
            None => ("", &text[name_at..name_end]),
        };
        let value_at = quote + 1;
        let value = &text[value_at..end];
        let namespace = AttributeNamespace::of(prefix, local);
        let tokenized = Declared::find(declared, &text[name_at..name_end]).is_some_and(|d| d.tokenized);
        let written_otherwise = written_otherwise || tokenized;
        self.add(Attribute { prefix, local, namespace, value, name_at, value_at, written_otherwise, tokenized })?;
        Ok(end + 1)
    }

    /// Whether a stretch of the text is not longer than a limit.
    #[inline]
    pub(super) fn within(&self, limit: usize, from: usize, to: usize, what: &str) -> Scan<()> {
        if to - from <= limit {
            return Ok(());
        }
        let found = format!("{what} of more than {limit} bytes");
        Err(Fault::new(ErrorKind::Limit, from, 0, found).expected("what `Limits` allows"))
    }

    /// Section 3.3.2: the attributes that the document type declaration gives, unless they are written.
    fn add_defaults(&mut self, declared: &'x [Declared], name_at: usize) -> Scan<()> {
        if declared.is_empty() {
            return Ok(());
        }
        let written: HashSet<(&str, &str)> = self.attributes.iter().map(|a| (a.prefix, a.local)).collect();
        for attribute in declared {
            if let Some(value) = &attribute.default {
                let name = attribute.name.split_once(':').unwrap_or(("", &attribute.name));
                if !written.contains(&name) {
                    self.add_default(name, attribute.tokenized, value, name_at)?;
                }
            }
        }
        Ok(())
    }

    fn add_default(
        &mut self,
        (prefix, local): (&'x str, &'x str),
        tokenized: bool,
        value: &'x str,
        name_at: usize,
    ) -> Scan<()> {
        self.defaulted += 100 + prefix.len() + local.len() + value.len();
        if self.limits.amplified(self.defaulted, self.document.text.len()) {
            let found = "attributes by default beyond the limit";
            return Err(Fault::new(ErrorKind::Limit, name_at, 0, found).expected("what `Limits` allows"));
        }
        let namespace = AttributeNamespace::of(prefix, local);
        let written_otherwise = tokenized || value.bytes().any(|b| matches!(b, b'&' | b'\r' | b'\n' | b'\t'));
        let value_at = name_at;
        self.add(Attribute { prefix, local, namespace, value, name_at, value_at, written_otherwise, tokenized })
    }

    pub(super) fn add(&mut self, attribute: Attribute<'x>) -> Scan<()> {
        let Attribute { name_at, namespace, written_otherwise, .. } = attribute;
        self.attributes.push(attribute);
        if self.attributes.len() > self.limits.attributes {
            let found = format!("more than {} attributes", self.limits.attributes);
            return Err(Fault::new(ErrorKind::Limit, name_at, 0, found).expected("what `Limits` allows"));
        }
        if written_otherwise {
            // References are checked even in attributes that nobody asks for.
            self.normalize(&attribute)?;
        }
        if matches!(namespace, AttributeNamespace::Xmlns) {
            self.declare(&attribute)?;
        }
        Ok(())
    }

    /// Namespaces in XML, section 3 and its constraints.
    fn declare(&mut self, attribute: &Attribute<'x>) -> Scan<()> {
        let uri = self.normalize(attribute)?;
        let prefix = if attribute.prefix.is_empty() { "" } else { attribute.local };
        let wrong = |found: String, expected: &str| {
            let length = attribute.value_at + attribute.value.len() + 1 - attribute.name_at;
            let fault = Fault::new(ErrorKind::Namespace, attribute.name_at, length, found).expected(expected);
            Err(fault.attribute(&attribute.name()))
        };
        match (prefix, &*uri) {
            ("xmlns", _) => return wrong("a declaration of the prefix `xmlns`".into(), "another prefix"),
            ("xml", XML_URI) => {}
            ("xml", _) => return wrong("the prefix `xml` for another namespace".into(), "another prefix"),
            (_, XML_URI | XMLNS_URI) => return wrong(format!("the reserved namespace `{uri}`"), "another namespace"),
            (p, "") if !p.is_empty() => return wrong(format!("the prefix `{p}` for no namespace"), "a namespace"),
            _ => {}
        }
        self.namespaces.declare(prefix, uri);
        if prefix.is_empty() {
            self.default = None;
        }
        Ok(())
    }

    /// Finds the namespaces of the attributes, and duplicates.
    pub(super) fn resolve_attributes(&mut self) -> Scan<()> {
        let mut prefixed = false;
        for attribute in &mut self.attributes {
            if attribute.prefix.is_empty() || !matches!(attribute.namespace, AttributeNamespace::None) {
                continue;
            }
            prefixed = true;
            let Some(declared) = self.namespaces.position(attribute.prefix) else {
                return Err(undeclared(attribute));
            };
            attribute.namespace = AttributeNamespace::Declared(declared as u32);
        }
        let twice = if self.attributes.len() < 2 {
            None
        } else if self.attributes.len() <= FEW {
            let same = |a: &Attribute<'x>, b: &Attribute<'x>| {
                a.local == b.local
                    && (a.prefix == b.prefix
                        || prefixed && self.namespaces.of_attribute(a) == self.namespaces.of_attribute(b))
            };
            let all = &self.attributes;
            (1..all.len()).find(|i| all[..*i].iter().any(|a| same(a, &all[*i])))
        } else {
            let mut seen = HashSet::new();
            self.attributes.iter().position(|a| !seen.insert((a.local, self.namespaces.of_attribute(a))))
        };
        match twice.and_then(|i| self.attributes.get(i)) {
            None => Ok(()),
            Some(a) => Err(twice_there(a)),
        }
    }

    /// The same where all that is wrong is told; attributes that are wrong are left out.
    pub(super) fn resolve_each(&mut self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut seen = HashSet::new();
        let namespaces = &self.namespaces;
        self.attributes.retain_mut(|attribute| {
            if !attribute.prefix.is_empty() && matches!(attribute.namespace, AttributeNamespace::None) {
                let Some(declared) = namespaces.position(attribute.prefix) else {
                    faults.push(*undeclared(attribute));
                    return false;
                };
                attribute.namespace = AttributeNamespace::Declared(declared as u32);
            }
            let first = seen.insert((attribute.local, namespaces.of_attribute(attribute)));
            if !first {
                faults.push(*twice_there(attribute));
            }
            first
        });
        faults
    }

    /// The value of an attribute, references expanded and white space replaced.
    pub(super) fn attribute_text(&mut self, attribute: &Attribute<'x>) -> Option<Cow<'x, str>> {
        match self.normalize(attribute) {
            Ok(text) => Some(text),
            Err(fault) => {
                self.report(fault);
                None
            }
        }
    }

    /// Section 3.3.3.
    fn normalize(&mut self, attribute: &Attribute<'x>) -> Scan<Cow<'x, str>> {
        if !attribute.written_otherwise {
            return Ok(Cow::Borrowed(attribute.value));
        }
        let mut value = String::with_capacity(attribute.value.len());
        let mut entities = Vec::new();
        self.append(attribute.value, Some((attribute.value_at, attribute.value.len())), &mut entities, &mut value)
            .map_err(|fault| fault.attribute(&attribute.name()))?;
        if attribute.tokenized {
            let tokens: Vec<&str> = value.split(' ').filter(|token| !token.is_empty()).collect();
            value = tokens.join(" ");
        }
        Ok(Cow::Owned(value))
    }

    /// Appends a literal; in an entity, `place` is where its outermost reference stands.
    fn append(
        &mut self,
        literal: &'x str,
        place: Option<(usize, usize)>,
        entities: &mut Vec<&'x str>,
        value: &mut String,
    ) -> Scan<()> {
        let (base, _) = place.unwrap_or_default();
        let inside = !entities.is_empty();
        let mut at = 0;
        while at < literal.len() {
            let b = byte(literal, at);
            match b {
                b'&' => {
                    let (reference, end) = scan::reference(literal, at).map_err(|mut fault| {
                        fault.at = if inside { base } else { fault.at + base };
                        fault
                    })?;
                    let here = if inside { base } else { base + at };
                    match reference {
                        Reference::Char(c) => value.push(c),
                        Reference::Entity(name) => {
                            let replacement = self.attribute_entity(name, here, end - at, entities)?;
                            entities.push(name);
                            self.append(replacement, Some((here, end - at)), entities, value)?;
                            entities.pop();
                        }
                    }
                    at = end;
                }
                b'<' => {
                    return Err(Fault::syntax(base, 0, "an entity with `<` in an attribute value").expected("`&lt;`"));
                }
                b if is_space(b) => {
                    value.push(' ');
                    at += 1 + usize::from(!inside && b == b'\r' && byte(literal, at + 1) == b'\n');
                }
                _ => {
                    let rest = &literal[at..];
                    let length =
                        rest.bytes().position(|b| matches!(b, b'&' | b'<') || is_space(b)).unwrap_or(rest.len());
                    value.push_str(&rest[..length]);
                    at += length;
                }
            }
        }
        Ok(())
    }

    fn attribute_entity(&mut self, name: &'x str, at: usize, length: usize, open: &[&'x str]) -> Scan<&'x str> {
        let fault = |kind, found: String, expected: &str| Err(Fault::new(kind, at, length, found).expected(expected));
        let replacement = match self.document.declarations.entities.get(name) {
            Some(Entity::Internal(replacement)) => replacement,
            Some(_) => {
                let found = format!("the external entity `{name}` in an attribute value");
                return fault(ErrorKind::Entity, found, "an internal entity");
            }
            None => return fault(ErrorKind::Entity, format!("the undeclared entity `{name}`"), "a declared entity"),
        };
        if self.would_expand_too_much(name) {
            return fault(ErrorKind::Limit, "entities beyond the limit".into(), "what `Limits` allows");
        }
        if open.contains(&name) {
            return fault(
                ErrorKind::Entity,
                format!("the entity `{name}`, which refers to itself"),
                "an entity that ends",
            );
        }
        self.expanded += replacement.len() + 1;
        if open.len() >= self.limits.entity_depth || self.expands_too_much() {
            return fault(ErrorKind::Limit, "entities beyond the limit".into(), "what `Limits` allows");
        }
        Ok(replacement)
    }

    /// Whether an attribute is a namespace declaration or one of `xsi`, which may
    /// stand anywhere; keeps it.
    pub(super) fn is_beside_schema(&mut self, attribute: &Attribute<'x>) -> bool {
        match attribute.namespace {
            AttributeNamespace::None | AttributeNamespace::Xml => false,
            AttributeNamespace::Xmlns => {
                if !attribute.prefix.is_empty() {
                    let uri = self.attribute_text(attribute).unwrap_or_default();
                    if let Some(markup) = self.markup() {
                        markup.namespaces.push((attribute.local.into(), uri.into()));
                    }
                }
                true
            }
            AttributeNamespace::Declared(_) if self.namespaces.of_attribute(attribute) == XSI_URI => {
                match attribute.local {
                    "schemaLocation" | "noNamespaceSchemaLocation" => {
                        let value = self.attribute_text(attribute).unwrap_or_default();
                        if let Some(markup) = self.markup() {
                            markup.xsi.push((attribute.local.into(), value.into()));
                        }
                    }
                    _ => self.unknown_xsi(attribute),
                }
                true
            }
            AttributeNamespace::Declared(_) => false,
        }
    }

    fn markup(&mut self) -> Option<&mut Markup> {
        self.open.last_mut().map(|open| &mut **open.markup.get_or_insert_default())
    }

    fn unknown_xsi(&mut self, attribute: &Attribute<'x>) {
        let name = attribute.name();
        let hint = ["schemaLocation", "noNamespaceSchemaLocation"]
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(attribute.local))
            .map(|known| (known, format!("write `{}:{known}`", attribute.prefix)));
        let found = format!("attribute `{}`", clip(&name));
        let fault = Fault::new(ErrorKind::UnknownAttribute, attribute.name_at, name.len(), found);
        let expected = "`xsi:schemaLocation` or `xsi:noNamespaceSchemaLocation`";
        let fault = match &hint {
            Some((known, _)) => {
                let end = attribute.name_at + name.len();
                fault.repair(end - attribute.local.len()..end, *known)
            }
            None => fault,
        };
        let severity = self.unknown_severity();
        let fault = fault.expected(expected).hint(hint.map(|(_, hint)| hint)).attribute(&name);
        self.report(fault.severity(severity));
        self.let_attribute_go(attribute);
    }
}

#[cold]
fn undeclared(attribute: &Attribute<'_>) -> Box<Fault> {
    undeclared_prefix(attribute.prefix, attribute.name_at).attribute(&attribute.name())
}

#[cold]
fn twice_there(attribute: &Attribute<'_>) -> Box<Fault> {
    let name = attribute.name();
    Fault::syntax(attribute.name_at, name.len(), format!("the attribute `{name}` for the second time"))
        .expected("each attribute once")
        .attribute(&name)
}

#[cold]
pub(super) fn undeclared_prefix(prefix: &str, at: usize) -> Box<Fault> {
    Fault::new(ErrorKind::Namespace, at, prefix.len(), format!("the undeclared prefix `{prefix}`"))
        .expected(format!("a declaration `xmlns:{prefix}=\"…\"`"))
}
