//! What a type has no place for is written where it stood, when that is asked for; else it is refused.

use std::collections::VecDeque;

use super::super::kept::{Kept, Place};
use super::super::name::{Name, Namespace};
use super::super::preserved::Markup;
use super::template::Template;
use super::{Writer, escape, forbidden};
use crate::ext::{AnyAttribute, AnyNode};

/// What an element keeps and has not written yet.
pub(super) struct Waiting {
    /// Of the element.
    namespace: &'static Namespace,
    attributes: Vec<AnyAttribute>,
    /// Elements and texts.
    content: VecDeque<(Kept, Place)>,
    /// How many children of the value have been begun.
    children: usize,
}

impl Writer {
    /// An element has begun that may keep something.
    pub(super) fn begin_kept(&mut self, name: &Name, markup: &Markup) {
        let Some((first, _)) = markup.kept.first() else { return };
        if !self.kept {
            let what = match first {
                Kept::Attribute(_) => "an attribute",
                Kept::Element(_) => "an element",
                Kept::Text(_) => "text",
            };
            let message = format!(
                "{what} that was kept when the document was read, though its type has no place for it; \
                 `WriteOptions::kept` writes it all the same"
            );
            return self.fail(&first.step(), message);
        }
        let mut waiting =
            Waiting { namespace: name.namespace, attributes: Vec::new(), content: VecDeque::new(), children: 0 };
        for (kept, place) in &markup.kept {
            match kept {
                Kept::Attribute(attribute) => waiting.attributes.push(attribute.clone()),
                kept => waiting.content.push_back((kept.clone(), place.clone())),
            }
        }
        if let Some(open) = self.open.last_mut() {
            open.waiting = Some(Box::new(waiting));
        }
    }

    /// The value has an attribute of this name: the one that was kept is no more.
    pub(super) fn not_kept(&mut self, name: &Name) {
        if let Some(waiting) = self.open.last_mut().and_then(|open| open.waiting.as_mut()) {
            let uri = name.namespace.uri();
            waiting.attributes.retain(|kept| kept.local != name.local || kept.namespace != uri);
        }
    }

    /// The start tag ends.
    pub(super) fn kept_attributes(&mut self) {
        let Some(waiting) = self.open.last_mut().and_then(|open| open.waiting.as_mut()) else { return };
        let attributes = std::mem::take(&mut waiting.attributes);
        let in_kept = std::mem::replace(&mut self.in_kept, true);
        for attribute in &attributes {
            self.any_attribute(attribute, false);
        }
        self.in_kept = in_kept;
    }

    /// A child of the value begins, which has a slot in the element as it was or not: what was kept before it is written.
    pub(super) fn kept_before_child(&mut self, slot: Option<usize>) {
        if self.in_kept {
            return;
        }
        while let Some(kept) = self.next_kept(slot) {
            self.write_kept(kept);
        }
        if let Some(waiting) = self.open.last_mut().and_then(|open| open.waiting.as_mut()) {
            waiting.children += 1;
        }
    }

    /// The element ends.
    pub(super) fn kept_to_the_end(&mut self) {
        while let Some(kept) = self.waiting_content().and_then(VecDeque::pop_front) {
            self.write_kept(kept);
        }
    }

    fn waiting_content(&mut self) -> Option<&mut VecDeque<(Kept, Place)>> {
        Some(&mut self.open.last_mut()?.waiting.as_mut()?.content)
    }

    fn next_kept(&mut self, slot: Option<usize>) -> Option<(Kept, Place)> {
        let open = self.open.last_mut()?;
        let waiting = open.waiting.as_mut()?;
        let (kept, place) = waiting.content.front()?;
        let own = open.template.as_ref().and_then(|template| slot_of(template, kept, place));
        let is_before = match (own, slot, &open.template) {
            (Some(own), Some(slot), _) => own < slot,
            // A child that is new stands where the program put it.
            (Some(_), None, Some(_)) => false,
            _ => place.before <= waiting.children,
        };
        if is_before { waiting.content.pop_front() } else { None }
    }

    fn write_kept(&mut self, (kept, place): (Kept, Place)) {
        let Some(waiting) = self.open.last().and_then(|open| open.waiting.as_ref()) else { return };
        let home = Name { namespace: waiting.namespace, local: "" };
        let (in_kept, in_own) = (self.in_kept, self.in_own);
        (self.in_kept, self.in_own) = (true, true);
        match kept {
            Kept::Attribute(_) => {}
            Kept::Element(element) => self.nodes(&[AnyNode::Element(element)], &home),
            Kept::Text(text) => self.kept_text(&text, &place),
        }
        (self.in_kept, self.in_own) = (in_kept, in_own);
    }

    fn kept_text(&mut self, text: &str, place: &Place) {
        if self.error.is_some() {
            return;
        }
        self.end_tag_start();
        let depth = self.open.len();
        let template = self.open.last_mut().and_then(|open| open.template.as_mut());
        let slot = template.and_then(|template| template.take(place.raw.as_ref()?));
        if let (Some(slot), Some(raw)) = (slot, &place.raw) {
            self.gap(Some(Some(slot)), depth);
            if self.exact().is_some() {
                self.text.push_str(raw.source.text.get(raw.start..raw.end).unwrap_or_default());
                return;
            }
        }
        // White space at its ends was no mere layout.
        let inner = text.trim_start_matches(is_white);
        let (before, inner) = (&text[..text.len() - inner.len()], inner.trim_end_matches(is_white));
        let behind = &text[before.len() + inner.len()..];
        before.chars().for_each(|c| self.text.push_str(&format!("&#{};", c as u32)));
        if let Err(c) = escape::text(inner, &mut self.text) {
            self.fail("text()", forbidden(c));
        }
        behind.chars().for_each(|c| self.text.push_str(&format!("&#{};", c as u32)));
    }
}

fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// The slot of what was kept in the element as it was.
fn slot_of(template: &Template, kept: &Kept, place: &Place) -> Option<usize> {
    match kept {
        Kept::Attribute(_) => None,
        Kept::Element(element) => template.slot(element.preserved.markup()?.raw.as_ref()?),
        Kept::Text(_) => template.slot(place.raw.as_ref()?),
    }
}
