//! A document with its entities of elements written out, so that every element has a
//! place of its own in the text.

use std::collections::HashMap;
use std::ops::Range;

use super::document::{Document, Entity, TextEntity};
use super::limits::Limits;
use super::locate::{self, Markup};
use super::scan::{self, Reference};
use super::source::Expanded;

/// The text with every reference to elements replaced.
pub(crate) struct Inlined {
    pub(crate) text: String,
    /// Where parts of the text begin, and what they come from.
    origins: Vec<(usize, Origin)>,
    /// What stands where a reference was.
    pub(crate) expanded: Vec<Expanded>,
}

/// Where a part of the text comes from.
enum Origin {
    /// From the text of the document, from there on.
    Text(usize),
    /// Out of an entity, to which the outermost reference stands there.
    Entity(Range<usize>, Box<str>),
}

/// The text with every reference to elements replaced; `None` when there is none, when an entity
/// does not hold whole elements, when a tag is not sound, or when that would pass the limits.
pub(crate) fn inlined(document: &Document<'_>, limits: &Limits) -> Option<Inlined> {
    let declarations = &*document.declarations;
    let markup = |entity: &Entity| matches!(entity, Entity::Internal(text) if text.contains('<'));
    if !declarations.entities.values().any(markup) {
        return None;
    }
    let text = document.text.get(..document.content)?.to_owned();
    let mut walk = Walk {
        document,
        limits,
        texts: declarations.texts(),
        expanded: 0,
        out: Inlined { text, origins: vec![(0, Origin::Text(0))], expanded: Vec::new() },
    };
    walk.append(document.text.get(document.content..)?, 0, None)?;
    Some(walk.out).filter(|out| !out.expanded.is_empty())
}

/// Entities inside one another; the reader has its own limit, which may be higher.
const DEPTH: usize = 64;

struct Walk<'d, 'x> {
    document: &'d Document<'x>,
    limits: &'d Limits,
    texts: HashMap<&'d str, TextEntity>,
    expanded: usize,
    out: Inlined,
}

impl Walk<'_, '_> {
    /// `outer` is the outermost reference, when the text is that of an entity.
    fn append(&mut self, text: &str, depth: usize, outer: Option<(&Range<usize>, &str)>) -> Option<()> {
        let mut at = 0;
        while let Some(mark) = scan::markup(text, at) {
            self.push(&text[at..mark], depth);
            if scan::byte(text, mark) == b'&' {
                let Ok((reference, end)) = scan::reference(text, mark) else {
                    self.out.text.push('&');
                    at = mark + 1;
                    continue;
                };
                match reference {
                    Reference::Entity(name) if self.brings_markup(name) => {
                        let here = self.document.content + mark..self.document.content + end;
                        self.entity(name, depth, outer.map_or(&here, |(range, _)| range))?;
                        let origin = match outer {
                            Some((range, name)) => Origin::Entity(range.clone(), name.into()),
                            None => Origin::Text(here.end),
                        };
                        self.out.origins.push((self.out.text.len(), origin));
                    }
                    _ => self.out.text.push_str(&text[mark..end]),
                }
                at = end;
                continue;
            }
            let (end, is_tag) = match locate::markup_at(text, mark)? {
                Markup::Start { name_end, .. } => (locate::tag_end(text, name_end)?, true),
                Markup::End { behind } => (behind?, true),
                Markup::Other { behind } => (behind?, false),
            };
            self.push_markup(&text[mark..end], is_tag, depth)?;
            at = end;
        }
        self.push(text.get(at..)?, depth);
        Some(())
    }

    fn brings_markup(&self, name: &str) -> bool {
        let entity = self.document.declarations.entities.get(name);
        matches!(entity, Some(Entity::Internal(_))) && !self.texts.contains_key(name)
    }

    fn entity(&mut self, name: &str, depth: usize, outer: &Range<usize>) -> Option<()> {
        let document = self.document;
        let Some(Entity::Internal(replacement)) = document.declarations.entities.get(name) else { return None };
        self.expanded += replacement.len() + 1;
        let size = self.document.text.len();
        if depth >= DEPTH || self.limits.exceeded(self.expanded, size) || !is_balanced(replacement) {
            return None;
        }
        let (start, index) = (self.out.text.len(), self.out.expanded.len());
        self.out.origins.push((start, Origin::Entity(outer.clone(), name.into())));
        self.out.expanded.push(Expanded { range: start..start, entity: name.into() });
        self.append(replacement, depth + 1, Some((outer, name)))?;
        let end = self.out.text.len();
        self.out.expanded.get_mut(index)?.range.end = end;
        Some(())
    }

    /// In an entity, a carriage return was written as a reference: in a tag it is white space (XML 1.0, 3.3.3), and in other
    /// markup there is no way to write it.
    fn push_markup(&mut self, markup: &str, is_tag: bool, depth: usize) -> Option<()> {
        match depth > 0 && markup.contains('\r') {
            false => self.out.text.push_str(markup),
            true if is_tag => self.out.text.push_str(&markup.replace('\r', " ")),
            true => return None,
        }
        Some(())
    }

    /// The same in text.
    fn push(&mut self, text: &str, depth: usize) {
        if depth == 0 {
            self.out.text.push_str(text);
        } else {
            self.out.text.push_str(&text.replace('\r', "&#13;"));
        }
    }
}

/// Whether every element that begins in an entity ends in it (XML 1.0, 4.3.2), as far as that is not seen from its name.
fn is_balanced(text: &str) -> bool {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(mark) = scan::markup(text, at) {
        let behind = match locate::markup_at(text, mark) {
            Some(Markup::Start { name_end, .. }) => {
                let end = locate::tag_end(text, name_end);
                depth += usize::from(end.is_some_and(|end| !locate::is_empty_tag(text, end)));
                end
            }
            Some(Markup::End { behind }) => match depth.checked_sub(1) {
                Some(less) => {
                    depth = less;
                    behind
                }
                None => None,
            },
            Some(Markup::Other { behind }) => behind,
            None => None,
        };
        let Some(behind) = behind else { return false };
        at = behind;
    }
    depth == 0
}

impl Inlined {
    /// Where a stretch of the text stands in the document; what comes out of an entity stands at the reference, and has the
    /// entity's name.
    pub(crate) fn origin(&self, range: &Range<usize>) -> (Range<usize>, Option<&str>) {
        let (start, entity) = self.place(range.start, false);
        let (end, _) = if range.is_empty() { (start, None) } else { self.place(range.end, true) };
        match entity {
            Some((reference, name)) => (reference.clone(), Some(name)),
            None => (start..end.max(start), None),
        }
    }

    /// The same for what may be replaced: only where it comes from the document as a whole.
    pub(crate) fn as_written(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let part = |at: usize| self.origins.partition_point(|(from, _)| *from <= at);
        let first = part(range.start);
        let same = range.is_empty() || part(range.end - 1) == first;
        match self.origins.get(first.checked_sub(1)?)? {
            (from, Origin::Text(at)) if same => Some(at + range.start - from..at + range.end - from),
            _ => None,
        }
    }

    /// Where an offset is in the document, as a start or as an end.
    fn place(&self, offset: usize, is_end: bool) -> (usize, Option<(&Range<usize>, &str)>) {
        let looked_at = if is_end { offset.saturating_sub(1) } else { offset };
        let part = self.origins.partition_point(|(from, _)| *from <= looked_at).checked_sub(1);
        match part.and_then(|part| self.origins.get(part)) {
            Some((from, Origin::Text(at))) => (at + offset - from, None),
            Some((_, Origin::Entity(reference, name))) => {
                (if is_end { reference.end } else { reference.start }, Some((reference, name)))
            }
            None => (offset, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_document() {
        let text = "<!DOCTYPE a [<!ENTITY e '<s/>&f;<t/>'><!ENTITY f '<u>é</u>'><!ENTITY g '1'><!ENTITY h '<v>'>]><a>&g;&e;<b/>&f; </a>";
        let document = Document::parse(text, &Limits::default()).unwrap();
        let inlined = inlined(&document, &Limits::default()).unwrap();
        assert_eq!(&inlined.text[document.content..], "<a>&g;<s/><u>é</u><t/><b/><u>é</u> </a>");
        let place = |part: &str| {
            let at = inlined.text.rfind(part).unwrap();
            let (range, entity) = inlined.origin(&(at..at + part.len()));
            (&text[range], entity)
        };
        assert_eq!(place("<s/>"), ("&e;", Some("e")));
        assert_eq!(place("<t/>"), ("&e;", Some("e")));
        assert_eq!(place("<b/>"), ("<b/>", None));
        assert_eq!(place("<u>"), ("&f;", Some("f")));
        assert_eq!(place("</a>"), ("</a>", None));
        assert_eq!(place("<b/><u>é</u>"), ("<b/>&f;", None));
        let inner = document.content + inlined.text[document.content..].find("<u>").unwrap();
        assert_eq!(inlined.origin(&(inner..inner + 3)).1, Some("f"));
        let brought: Vec<_> = inlined.expanded.iter().map(|e| (&*e.entity, &inlined.text[e.range.clone()])).collect();
        assert_eq!(brought, [("e", "<s/><u>é</u><t/>"), ("f", "<u>é</u>"), ("f", "<u>é</u>")]);
        let b = inlined.text.rfind("<b/>").unwrap();
        assert_eq!(inlined.as_written(&(b..b + 4)).map(|range| &text[range]), Some("<b/>"));
        assert_eq!(inlined.as_written(&(b..b + 7)), None);
        let open = text.replace("&g;&e;", "&h;</v>");
        let open = Document::parse(&open, &Limits::default()).unwrap();
        assert!(super::inlined(&open, &Limits::default()).is_none());
    }
}
