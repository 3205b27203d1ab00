//! Open content: whatever stands there, as an ordered tree.

use std::sync::Arc;

use ecow::EcoString;

use super::super::error::ErrorKind;
use super::super::fault::{Fault, Scan};
use super::super::finding::Severity;
use super::super::model::Model;
use super::super::name::XML_URI;
use super::super::origin::{Origin, Scope};
use super::super::policy::Values;
use super::super::preserved::Preserved;
use super::super::reserved;
use super::super::scan::{self, byte};
use super::{Attribute, Binding, Next, Reader};
use crate::ext::{AnyAttribute, AnyContent, AnyElement, AnyInstruction, AnyNode};

impl<'x> Reader<'x> {
    /// The rest of the content of the innermost element, whatever it is.
    ///
    /// Elements that the schema declares are checked against their declaration, as
    /// `processContents="lax"` asks (XSD 1.0 part 1, 3.10.4).
    pub fn any(&mut self) -> Option<AnyContent> {
        self.mixed = true;
        if self.empty {
            return Some(AnyContent::default());
        }
        let depth = self.open.len();
        match self.any_nodes() {
            Ok(content) => Some(content),
            Err(fault) => {
                self.fail_in(depth, fault);
                None
            }
        }
        .filter(|_| !self.has_failed())
    }

    /// The document element, whatever it is, up to and with its end tag; what is behind it
    /// has not been looked at.
    pub(super) fn any_element(&mut self) -> Option<AnyElement> {
        let mut element = self.any_start()?;
        element.content = self.any()?;
        if self.next != Next::EndTag {
            self.wrong_content();
            return None;
        }
        if !self.empty && !self.end_tag() {
            return None;
        }
        self.open.pop();
        Some(element)
    }

    /// An element that is a child of another, whatever it is: nothing of it is checked.
    pub(super) fn any_child(&mut self) -> Option<AnyElement> {
        let element = self.any_start()?;
        let content = self.any();
        let preserved = self.end();
        Some(AnyElement { content: content?, preserved: preserved?, ..element })
    }

    fn any_nodes(&mut self) -> Scan<AnyContent> {
        let depth = self.open.len();
        // Elements that are open, each with how many nodes there were before its own.
        let mut parents: Vec<(AnyElement, usize)> = Vec::new();
        let mut nodes = Vec::new();
        // Where the element begins that stands here by itself, and what is in scope.
        let (mut outermost, mut scope) = (0, None);
        // Inside an element that has been checked as a whole, nothing is checked again.
        let mut checked: Option<usize> = None;
        while !self.has_failed() {
            let rest = &self.text[self.at..];
            if self.ends_here(rest) {
                self.next = Next::EndTag;
                if self.open.len() == depth {
                    break;
                }
                let preserved = self.end();
                self.keep_origin(&mut parents, outermost, scope.as_ref());
                close(&mut parents, &mut nodes, preserved);
                self.mixed = true;
                checked = checked.filter(|c| self.open.len() >= *c);
            } else if rest.starts_with("</") {
                // One too many, which has been told.
                self.at += rest.find('>').map_or(rest.len(), |end| end + 1);
            } else if rest.starts_with('<') && !rest.starts_with("<!") && !rest.starts_with("<?") {
                if self.pass_left_out() {
                    continue;
                }
                if parents.is_empty() {
                    outermost = self.at;
                    scope = self.namespaces.scope();
                }
                if checked.is_none() && !self.any_document && self.check_declared() {
                    checked = Some(self.open.len() + 1);
                }
                if let Some(element) = self.any_start() {
                    parents.push((element, nodes.len()));
                    if self.empty {
                        let preserved = self.end();
                        self.keep_origin(&mut parents, outermost, scope.as_ref());
                        close(&mut parents, &mut nodes, preserved);
                        checked = checked.filter(|c| self.open.len() >= *c);
                    }
                    self.mixed = true;
                }
            } else {
                let is_text = !rest.starts_with('<');
                let before = parents.last().map_or(0, |(_, before)| *before);
                match (self.any_other(), nodes.get_mut(before..).and_then(<[AnyNode]>::last_mut)) {
                    // Something between them was left out.
                    (Ok(Some(AnyNode::Text(text))), Some(AnyNode::Text(last))) => last.push_str(&text),
                    (Ok(node), _) => nodes.extend(node.filter(|_| !self.is_refused())),
                    (Err(fault), _) if self.goes_on_behind(&fault) => self.report(fault),
                    (Err(fault), _) => return Err(fault),
                }
                // An entity may end behind a comment.
                if self.at >= self.text.len() && (is_text || self.inputs.is_empty()) {
                    self.next = Next::Nothing;
                    self.give_up_to(depth);
                    break;
                }
            }
        }
        // An element that did not end has been told.
        nodes.truncate(parents.first().map_or(nodes.len(), |(_, before)| *before));
        Ok(AnyContent { nodes })
    }

    /// The innermost element, which has ended, is to know its place if it stands by itself.
    fn keep_origin(&mut self, parents: &mut [(AnyElement, usize)], start: usize, scope: Option<&Arc<Scope>>) {
        if let [(element, _)] = parents {
            element.origin = self.origin(start, scope.cloned());
        }
    }

    /// What is no tag: a comment, an instruction, a CDATA section or text.
    fn any_other(&mut self) -> Scan<Option<AnyNode>> {
        let rest = &self.text[self.at..];
        if rest.starts_with("<!--") {
            let end = scan::comment(self.text, self.at + 4)?;
            let comment = AnyNode::Comment(scan::with_line_feeds(&self.text[self.at + 4..end]).into());
            self.at = end + 3;
            return Ok(Some(comment));
        }
        if rest.starts_with("<![CDATA[") {
            let end = scan::cdata(self.text, self.at + 9)?;
            let section = AnyNode::CData(scan::with_line_feeds(&self.text[self.at + 9..end]).into());
            let left_out = self.is_left_out(self.at);
            self.at = end + 3;
            return Ok((!left_out).then_some(section));
        }
        if rest.starts_with("<?") {
            let pi = scan::instruction(self.text, self.at + 2)?;
            let target = self.text[self.at + 2..pi.target].into();
            let data = scan::with_line_feeds(&self.text[pi.data..pi.end]).into();
            self.at = pi.end + 2;
            return Ok(Some(AnyNode::ProcessingInstruction(Box::new(AnyInstruction { target, data }))));
        }
        if rest.starts_with('<') {
            return Err(scan::declaration_in_content(self.text, self.at));
        }
        let left_out = self.is_left_out(self.at);
        let end = scan::char_data(self.text, self.at)?;
        let text: EcoString = if byte(self.text, end) == b'<' {
            self.within(self.limits.text, self.at, end, "a text")?;
            let text = &self.text[self.at..end];
            self.at = end;
            text.into()
        } else {
            let mut text = String::new();
            self.append_text(&mut text, false)?;
            text.into()
        };
        Ok((!text.is_empty() && !left_out).then_some(AnyNode::Text(text)))
    }

    /// Whether the innermost element ends here: in a document that is refused, its outline knows where.
    fn ends_here(&self, rest: &str) -> bool {
        match self.course_end() {
            Some(end) => self.at >= end,
            None => rest.starts_with("</"),
        }
    }

    fn course_end(&self) -> Option<usize> {
        self.open.last()?.course.as_ref().filter(|_| self.inputs.is_empty()).map(|course| course.end)
    }

    /// Goes to the next element behind a fault in text, or to the end of this one, where all faults are collected.
    fn goes_on_behind(&mut self, fault: &Fault) -> bool {
        let Some(end) = self.course_end().filter(|_| fault.kind != ErrorKind::Limit) else { return false };
        let next = self.recovery.as_ref().and_then(|recovery| recovery.outline.next_start(self.at));
        self.at = next.unwrap_or(end).min(end).max(self.at);
        true
    }

    /// Elements beyond that depth are left open where all findings are collected.
    fn give_up_to(&mut self, depth: usize) {
        if self.recovery.is_some() {
            self.open.truncate(depth);
        }
    }

    fn fail_in(&mut self, depth: usize, fault: Box<Fault>) {
        self.give_up_to(depth);
        self.fail(fault);
    }

    /// Reads an element that the schema declares by its declaration, and goes back
    /// to its start; answers whether it was one.
    fn check_declared(&mut self) -> bool {
        self.at_tag(false);
        if !self.tag() {
            return false;
        }
        let Some(tag) = &self.tag else { return false };
        if self.namespaces.of_element(tag.prefix) != Some(self.uri_of(self.home)) {
            return false;
        }
        let local = tag.name.rsplit(':').next().unwrap_or(tag.name);
        let Some(declaration) = self.home.declaration(local) else { return false };
        let at = self.at;
        let kept = self.raw_children().map_or(0, |children| children.len());
        let (told, more) = self.told();
        let outer = self.checks_only(true);
        let checked = (declaration.check)(self);
        self.checks_only(outer);
        // It is held as it is, whatever is wrong with it.
        self.forgive(&self.range_of(at), told, more);
        if (checked || self.recovery.is_some()) && !self.has_failed() {
            self.at = at;
            self.mixed = true;
            self.tag = None;
            if let Some(children) = self.raw_children() {
                children.truncate(kept);
            }
        }
        true
    }

    fn raw_children(&mut self) -> Option<&mut Vec<(usize, usize)>> {
        Some(&mut self.open.last_mut()?.markup.as_mut()?.raw.as_mut()?.children)
    }

    fn any_start(&mut self) -> Option<AnyElement> {
        self.at_tag(false);
        if !self.tag() {
            return None;
        }
        let (name, prefix) = self.tag.as_ref().map(|t| (t.name, t.prefix))?;
        let local = name.rsplit(':').next().unwrap_or(name);
        let mut namespace = self.namespaces.of_element(prefix).unwrap_or("");
        if self.binding == Binding::Dtd && namespace.is_empty() && self.home.declaration(local).is_some() {
            namespace = self.home.uri();
        }
        let shared = &mut self.shared;
        let namespace = shared.string(namespace);
        let declared = self.namespaces.of_tag().iter();
        let namespaces = declared.map(|(prefix, uri)| (shared.string(prefix), shared.string(uri))).collect();
        let (prefix, local) = (shared.string(prefix), shared.string(local));
        if !self.start(&Model::Any) {
            return None;
        }
        let mut attributes = Vec::new();
        for i in 0..self.attributes.len() {
            let Some(attribute) = self.attributes.get(i).copied() else { break };
            let is_declaration = matches!(attribute.namespace, super::tag::AttributeNamespace::Xmlns);
            if !is_declaration && !self.is_left_out(attribute.name_at) {
                attributes.push(self.any_attribute(&attribute)?);
            }
        }
        Some(AnyElement {
            prefix,
            local,
            namespace,
            namespaces,
            attributes,
            content: AnyContent::default(),
            preserved: Preserved::new(),
            origin: Origin::default(),
        })
    }

    /// An attribute that the schema leaves open, as it is.
    pub fn any_attribute(&mut self, attribute: &Attribute<'x>) -> Option<AnyAttribute> {
        let value = self.attribute_text(attribute)?;
        let namespace = self.shared.string(self.namespaces.of_attribute(attribute));
        if namespace == XML_URI
            && !self.any_document
            && let Err(error) = reserved::check(attribute.local, &value, &self.scope())
        {
            let keeps = self.policy().values == Values::Keep;
            let severity = if keeps { Severity::Warning } else { Severity::Error };
            let name = attribute.name();
            self.wrong_value(attribute.value_at, attribute.value, &error, Some(&name), None, severity);
            if !keeps {
                return None;
            }
        }
        Some(AnyAttribute {
            prefix: self.shared.string(attribute.prefix),
            local: self.shared.string(attribute.local),
            namespace,
            value: value.into(),
        })
    }
}

/// The innermost element has ended: it becomes a node of its parent, unless something in it was not read.
fn close(parents: &mut Vec<(AnyElement, usize)>, nodes: &mut Vec<AnyNode>, preserved: Option<Preserved>) {
    if let Some((mut element, before)) = parents.pop() {
        // As much memory as there are nodes.
        element.content.nodes = nodes.drain(before..).collect();
        if let Some(preserved) = preserved {
            element.preserved = preserved;
            nodes.push(AnyNode::Element(Box::new(element)));
        }
    }
}
