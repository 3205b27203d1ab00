//! An element as it was written, to be written again where it still means the same.

use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr, memchr3, memrchr};

use super::super::scan::{self, Reference, byte, space};
use super::super::source::{Piece, Raw, Source};
use super::super::syntax::is_space;
use super::escape;
use super::refer::Again;
use crate::value::Binding;

/// An element as written, and what has become of its parts.
pub(super) struct Template {
    pub(super) source: Arc<Source>,
    /// The name in the start tag, with its prefix.
    pub(super) name: Range<usize>,
    pub(super) attributes: Vec<Part>,
    /// Where the tag goes on behind the last attribute, and where it ends.
    tail: usize,
    tag_end: usize,
    /// Where the content ends.
    content_end: usize,
    end: usize,
    slots: Vec<Slot>,
    /// The next slot for a child that is found by its name.
    cursor: usize,
    /// Attributes that were not there.
    pub(super) extras: String,
    /// Content since the last element.
    pending: Vec<Piece>,
    /// That is the text that stands there, all of it.
    kept: bool,
    /// The content is an ordered tree, in which comments are nodes.
    pub(super) open_content: bool,
    /// Tags and texts are written as they were, too; otherwise only what is between elements.
    pub(super) exact: bool,
    /// The tag is written with the name that it had.
    pub(super) same_name: bool,
}

/// An attribute in the tag, white space before it included.
pub(super) struct Part {
    from: usize,
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
    pub(super) fate: Fate,
}

/// What becomes of an attribute.
pub(super) enum Fate {
    /// Nobody has asked for it yet; so it goes.
    Open,
    Kept,
    Changed(String),
}

struct Slot {
    start: usize,
    end: usize,
    used: bool,
}

impl Template {
    pub(super) fn of(raw: &Raw, exact: bool) -> Option<Self> {
        Self::new(raw.source.clone(), raw.start, raw.end, Some(&raw.children), exact)
    }

    fn new(
        source: Arc<Source>,
        start: usize,
        end: usize,
        children: Option<&[(usize, usize)]>,
        exact: bool,
    ) -> Option<Self> {
        let text = source.text.get(..end)?;
        let (_, name_end) = scan::qname(text, start + 1).ok()?;
        let name = start + 1..name_end;
        let mut attributes = Vec::new();
        let mut tail = name_end;
        let (tag_end, empty) = loop {
            let at = space(text, tail);
            match byte(text, at) {
                b'>' => break (at + 1, false),
                b'/' => break (at + 2, true),
                _ => {}
            }
            let (_, name_end) = scan::qname(text, at).ok()?;
            let quote = space(text, space(text, name_end) + 1);
            let (value_end, _) = scan::attribute_value(text, quote).ok()?;
            let (name, value) = (at..name_end, quote + 1..value_end);
            attributes.push(Part { from: tail, name, value, fate: Fate::Open });
            tail = value_end + 1;
        };
        let content_end = if empty { tag_end } else { memrchr(b'<', text.as_bytes())? };
        let children = match children {
            Some(children) => children.to_vec(),
            None if scan::markup(text, tag_end) != Some(content_end) => source.elements(tag_end..content_end),
            None => Vec::new(),
        };
        let slots = children.into_iter().map(|(start, end)| Slot { start, end, used: false }).collect();
        Some(Self {
            source,
            name,
            attributes,
            tail,
            tag_end,
            content_end,
            end,
            slots,
            cursor: 0,
            extras: String::new(),
            pending: Vec::new(),
            kept: false,
            open_content: false,
            exact,
            same_name: true,
        })
    }

    pub(super) fn str(&self, range: &Range<usize>) -> &str {
        self.source.text.get(range.clone()).unwrap_or_default()
    }

    fn is_empty_tag(&self) -> bool {
        self.tag_end == self.end
    }

    pub(super) fn has_elements(&self) -> bool {
        !self.slots.is_empty()
    }

    /// The place of a child that knows where it was.
    pub(super) fn slot(&self, raw: &Raw) -> Option<usize> {
        if !Arc::ptr_eq(&self.source, &raw.source) {
            return None;
        }
        self.slots.binary_search_by_key(&raw.start, |slot| slot.start).ok()
    }

    /// The same, unless it is taken.
    pub(super) fn take(&mut self, raw: &Raw) -> Option<usize> {
        let at = self.slot(raw)?;
        let slot = self.slots.get_mut(at).filter(|slot| !slot.used)?;
        slot.used = true;
        Some(at)
    }

    /// The next place of a child of this local name, and the child as it was there.
    pub(super) fn take_named(&mut self, local: &str) -> Option<(usize, Option<Self>)> {
        let text = &self.source.text;
        let named = |slot: &Slot| {
            let tag = byte(text, slot.start) == b'<';
            let name =
                scan::qname(text, slot.start + 1).ok().filter(|_| tag).map(|(_, end)| &text[slot.start + 1..end]);
            !slot.used && name.and_then(|name| name.rsplit(':').next()) == Some(local)
        };
        let at = (self.cursor..self.slots.len()).find(|at| self.slots.get(*at).is_some_and(named))?;
        self.cursor = at + 1;
        let slot = self.slots.get_mut(at)?;
        slot.used = true;
        Some((at, Self::new(self.source.clone(), slot.start, slot.end, None, self.exact)))
    }

    /// What stood before a child; before the end tag, when there is no such child.
    pub(super) fn gap(&self, slot: Option<usize>) -> Range<usize> {
        let at = slot.unwrap_or(self.slots.len());
        let from = match at.checked_sub(1).and_then(|before| self.slots.get(before)) {
            Some(before) => before.end,
            None => self.tag_end,
        };
        from..self.slots.get(at).map_or(self.content_end, |slot| slot.start).max(from)
    }

    /// A gap of element content. Elements that entities bring are written in full, and so the references
    /// go. In the DTD binding white space is written as it is (XML 1.0, 3.2.1): what was written as
    /// a reference is a space there, when it is not all as it was.
    pub(super) fn push_gap(&self, gap: Range<usize>, binding: Binding, out: &mut String) {
        let text = self.str(&gap);
        if self.exact && (memchr(b'&', text.as_bytes()).is_none() || self.source.pieces(gap.clone()).is_some()) {
            return out.push_str(text);
        }
        let text = scan::with_line_feeds(text);
        let mut at = 0;
        while let Some(mark) = scan::markup(&text, at) {
            out.push_str(&text[at..mark]);
            let rest = &text[mark..];
            if rest.starts_with('&') {
                let Ok((reference, end)) = scan::reference(&text, mark) else { break };
                match (reference, binding) {
                    (Reference::Char(_), Binding::Dtd) => out.push(' '),
                    (Reference::Char(_), Binding::Xsd) => out.push_str(&text[mark..end]),
                    (Reference::Entity(_), _) => {}
                }
                at = end;
                continue;
            }
            let end = match rest.starts_with("<!--") {
                true => scan::comment(&text, mark + 4).map(|end| end + 3),
                false => scan::instruction(&text, mark + 2).map(|pi| pi.end + 2),
            };
            // It was read before: what begins in it has an end.
            let end = end.unwrap_or(text.len());
            out.push_str(&text[mark..end]);
            at = end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
    }

    /// The line break and indentation of the children, for one that is new.
    pub(super) fn indentation(&self) -> &str {
        let gap = self.str(&self.gap(Some(0)));
        let at = match gap.rfind(['\n', '\r']) {
            Some(at) if gap.get(..=at).is_some_and(|gap| gap.ends_with("\r\n")) => at - 1,
            Some(at) => at,
            None => return "",
        };
        gap.get(at..).filter(|space| space.bytes().all(is_space)).unwrap_or_default()
    }

    /// The rest of the start tag; `empty` when nothing has been written of the content.
    /// Answers whether that was the whole element.
    pub(super) fn push_tag(&self, empty: bool, out: &mut String) -> bool {
        let text = &self.source.text;
        for part in &self.attributes {
            let end = part.value.end + 1;
            match &part.fate {
                Fate::Open => {}
                Fate::Kept => out.push_str(self.str(&(part.from..end))),
                Fate::Changed(value) => {
                    out.push_str(self.str(&(part.from..part.value.start)));
                    let quote = byte(text, part.value.end);
                    // Forbidden characters have been reported.
                    let mut escaped = String::new();
                    _ = escape::attribute(value, &mut escaped);
                    if quote == b'\'' {
                        escaped = escaped.replace("&quot;", "\"").replace('\'', "&apos;");
                    }
                    out.push_str(&escaped);
                    out.push_str(self.str(&(part.value.end..end)));
                }
            }
        }
        out.push_str(&self.extras);
        let tail = self.str(&(self.tail..self.tag_end));
        if self.is_empty_tag() && !empty {
            out.push_str(tail.trim_end_matches("/>").trim_end());
            out.push('>');
            return false;
        }
        out.push_str(tail);
        self.is_empty_tag()
    }

    /// What stands behind the element in its document.
    pub(super) fn behind(&self) -> &str {
        self.source.text.get(self.end..).unwrap_or_default()
    }

    /// The end tag as written.
    pub(super) fn end_tag(&self) -> Option<&str> {
        if self.is_empty_tag() || !self.exact || !self.same_name {
            return None;
        }
        self.source.text.get(self.content_end..self.end)
    }

    /// The content before a child, or before the end tag, as far as it still says what it said.
    pub(super) fn push_content(&mut self, gap: Option<Range<usize>>, out: &mut String, again: &mut Again) {
        if std::mem::take(&mut self.kept) {
            again.begins(&self.source, out.len(), self.tag_end);
            return out.push_str(self.str(&(self.tag_end..self.content_end)));
        }
        let pending = std::mem::take(&mut self.pending);
        let Some((gap, kept)) = gap.and_then(|gap| Some((gap.clone(), self.source.pieces(gap)?))) else {
            return pending.iter().for_each(|piece| push(piece, out));
        };
        if pending.is_empty() && kept.is_empty() {
            // References to empty entities, if anything.
            return out.push_str(self.str(&gap));
        }
        if !self.open_content {
            return self.push_text(&pending, &kept, out, again);
        }
        let same = |(piece, (kept, _)): &(&Piece, &(Piece, Range<usize>))| *piece == kept;
        let before = pending.iter().zip(&kept).take_while(same).count();
        let rest = pending.len().min(kept.len()) - before;
        let behind = pending.iter().rev().zip(kept.iter().rev()).take(rest).take_while(same).count();
        self.push_again(&kept[..before], out, again);
        for piece in &pending[before..pending.len() - behind] {
            push(piece, out);
        }
        self.push_again(&kept[kept.len() - behind..], out, again);
    }

    fn push_again(&self, kept: &[(Piece, Range<usize>)], out: &mut String, again: &mut Again) {
        for (_, range) in kept {
            again.begins(&self.source, out.len(), range.start);
            out.push_str(self.str(range));
        }
    }

    /// Text among which comments and instructions are no part of the value. Of several texts between them, those at both ends
    /// that are the same stay; what is new stands where what has changed stood, and in a CDATA section if that was one.
    fn push_text(&self, pending: &[Piece], kept: &[(Piece, Range<usize>)], out: &mut String, again: &mut Again) {
        let now: String = pending.iter().filter_map(text_of).collect();
        let texts: Vec<(usize, &str)> =
            kept.iter().enumerate().filter_map(|(at, (piece, _))| Some((at, text_of(piece)?))).collect();
        let (mut head, mut tail, mut new) = (0, kept.len(), now.as_str());
        if !matches!(texts.as_slice(), [(_, only)] if *only != now) {
            for (at, text) in &texts {
                let Some(rest) = new.strip_prefix(text) else { break };
                (head, new) = (at + 1, rest);
            }
            for (at, text) in texts.iter().rev().take_while(|(at, _)| *at >= head) {
                let Some(rest) = new.strip_suffix(text) else { break };
                (tail, new) = (*at, rest);
            }
        }
        let changed = &kept[head..tail];
        let at = changed.iter().position(|(piece, _)| text_of(piece).is_some());
        // Without a text that it replaces, beside the one that is next to it.
        let at = at.unwrap_or(if head == 0 { changed.len() } else { 0 });
        self.push_again(&kept[..head + at], out, again);
        match texts.iter().filter(|(at, _)| (head..tail).contains(at)).collect::<Vec<_>>().as_slice() {
            [(at, _)] if matches!(kept[*at].0, Piece::CData(_)) && !new.is_empty() => {
                push(&Piece::CData(new.into()), out)
            }
            _ => push(&Piece::Text(new.into()), out),
        }
        for aside in changed[at..].iter().filter(|(piece, _)| text_of(piece).is_none()) {
            self.push_again(std::slice::from_ref(aside), out, again);
        }
        self.push_again(&kept[tail..], out, again);
    }

    /// Whether the content is this text, written without a reference.
    pub(super) fn stands(&self, text: &str) -> bool {
        let content = self.content_end - self.tag_end;
        content == text.len()
            && self.str(&(self.tag_end..self.content_end)) == text
            && memchr3(b'<', b'&', b'\r', text.as_bytes()).is_none()
    }

    /// Takes a text that stands there already; `false` when it does not.
    pub(super) fn keep(&mut self, text: &str) -> bool {
        let first = self.exact && !self.has_content() && !self.has_elements() && !self.is_empty_tag();
        let kept = first && self.stands(text);
        self.kept |= kept;
        kept
    }

    /// Adds to the content since the last element.
    pub(super) fn add(&mut self, piece: Piece) {
        if std::mem::take(&mut self.kept) {
            self.pending.push(Piece::Text(self.str(&(self.tag_end..self.content_end)).into()));
        }
        self.pending.push(piece);
    }

    /// Whether there is content since the last element.
    pub(super) fn has_content(&self) -> bool {
        self.kept || !self.pending.is_empty()
    }

    /// The text of an element without elements, as it was.
    pub(super) fn text(&self) -> Option<String> {
        let pieces = self.source.pieces(self.gap(None))?;
        Some(pieces.iter().filter_map(|(piece, _)| text_of(piece)).collect())
    }
}

fn text_of(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Text(text) | Piece::CData(text) => Some(text),
        Piece::Comment(_) | Piece::Instruction(..) => None,
    }
}

/// Writes a node anew. What XML forbids has been reported before.
pub(super) fn push(piece: &Piece, out: &mut String) {
    match piece {
        Piece::Text(text) => _ = escape::text(text, out),
        Piece::CData(text) => {
            out.push_str("<![CDATA[");
            out.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
            out.push_str("]]>");
        }
        Piece::Comment(text) => {
            out.push_str("<!--");
            out.push_str(text);
            out.push_str("-->");
        }
        Piece::Instruction(target, data) => {
            out.push_str("<?");
            out.push_str(target);
            if !data.is_empty() {
                out.push(' ');
                out.push_str(data);
            }
            out.push_str("?>");
        }
    }
}
