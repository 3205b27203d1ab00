//! Where the elements of a document begin and end, when it is not well-formed or not valid.
//!
//! Made only for a document that is refused, so that reading can go on behind a fault: a tag that
//! does not match, a stray `&` or a broken attribute is told, and the next place where the text makes
//! sense again is looked for. What stands in entities is not looked at.

mod tag;

use std::collections::HashMap;

use super::document::{Document, TextEntity};
use super::error::ErrorKind;
use super::fault::Fault;
use super::limits::{Limits, too_deep};
use super::locate;
use super::reader::is_near;
use super::scan::{self, Reference, byte};

pub(crate) use tag::start_tag;

/// All elements, in the order of their start tags.
pub(crate) struct Outline<'x> {
    elements: Vec<Element<'x>>,
    /// Where the text is not well-formed.
    pub(crate) faults: Vec<Fault>,
    /// More such places, which are only counted.
    pub(crate) more: usize,
    /// Where the document breaks off.
    pub(crate) broken_off: Option<usize>,
    /// Entities that bring text alone.
    pub(crate) texts: HashMap<&'x str, TextEntity>,
}

/// An element of the document's own text.
pub(crate) struct Element<'x> {
    pub(crate) name: &'x str,
    pub(crate) at: usize,
    /// Behind its start tag.
    pub(crate) content: usize,
    /// Where its end tag begins.
    pub(crate) end: usize,
    /// Behind its end tag.
    pub(crate) behind: usize,
    /// The index of the element around it; none of the document element.
    parent: u32,
    /// The index of the first element that begins behind it, once it has ended.
    next: u32,
    /// Its text, children left aside, is not well-formed.
    pub(crate) broken: bool,
    /// The document breaks off inside it.
    pub(crate) cut: bool,
    /// It has no end tag: one of an element around it stands there.
    pub(crate) unclosed: bool,
    /// An entity is referred to between its children that may bring elements.
    pub(crate) entities: bool,
}

const NONE: u32 = u32::MAX;

impl Element<'_> {
    fn parent(&self) -> Option<usize> {
        Some(self.parent).filter(|parent| *parent != NONE).map(|parent| parent as usize)
    }
}

impl<'x> Outline<'x> {
    /// The outline of a document, within limits: beyond the limit of depth, the document breaks off.
    pub(crate) fn of(document: &'x Document<'x>, limits: &Limits) -> Self {
        let texts = document.declarations.texts();
        let mut walk = Walk {
            text: document.text,
            document,
            limits: *limits,
            outline: Self { elements: Vec::new(), faults: Vec::new(), more: 0, broken_off: None, texts },
            open: Vec::new(),
            open_names: HashMap::new(),
            last_fault: None,
        };
        walk.run(document.content);
        walk.outline.faults.sort_by_key(|fault| fault.at);
        walk.outline
    }

    /// The element whose start tag is there.
    pub(crate) fn at(&self, start: usize) -> Option<&Element<'x>> {
        let index = self.elements.binary_search_by_key(&start, |element| element.at).ok()?;
        self.elements.get(index)
    }

    /// Where each element stands among the siblings of its name.
    pub(crate) fn positions(&self) -> Vec<Position> {
        let mut positions = vec![Position::default(); self.elements.len()];
        let mut of_name: HashMap<&str, u32> = HashMap::new();
        for (index, parent) in self.elements.iter().enumerate() {
            of_name.clear();
            let children = || self.indices(index, parent).filter_map(|i| Some((i, self.elements.get(i)?)));
            for (child, element) in children() {
                let count = of_name.entry(element.name).or_default();
                *count += 1;
                if let Some(position) = positions.get_mut(child) {
                    position.number = *count;
                }
            }
            for (child, element) in children() {
                if let Some(position) = positions.get_mut(child) {
                    position.alone = of_name.get(element.name) == Some(&1);
                }
            }
        }
        positions
    }

    /// Where the text between two places is not well-formed for the first time.
    pub(crate) fn broken_between(&self, from: usize, to: usize) -> Option<usize> {
        let next = self.faults.partition_point(|fault| fault.at < from);
        self.faults.get(next).map(|fault| fault.at).filter(|at| *at < to)
    }

    /// Where the first start tag behind an offset is.
    pub(crate) fn next_start(&self, offset: usize) -> Option<usize> {
        self.elements.get(self.elements.partition_point(|e| e.at <= offset)).map(|e| e.at)
    }

    /// The XPath of the element whose start tag is there, or of the innermost one that is open there; as
    /// [`locate::path`](super::locate::path) writes it.
    pub(crate) fn path(&self, offset: usize, positions: &[Position]) -> String {
        let last = self.elements.partition_point(|e| e.at <= offset).checked_sub(1);
        let mut next = last;
        while let Some(element) = next.and_then(|i| self.elements.get(i)).filter(|e| offset >= e.behind && !e.cut) {
            next = element.parent();
        }
        let mut steps = Vec::new();
        while let Some((i, element)) = next.and_then(|i| Some((i, self.elements.get(i)?))) {
            let name = locate::step(element.name);
            steps.push(match positions.get(i) {
                Some(Position { number, alone: false }) if element.parent().is_some() => format!("/{name}[{number}]"),
                _ => format!("/{name}"),
            });
            next = element.parent();
        }
        steps.into_iter().rev().collect()
    }

    /// The children of an element.
    pub(crate) fn children<'o>(&'o self, element: &'o Element<'x>) -> impl Iterator<Item = &'o Element<'x>> {
        // It stands in its list, and its first child behind it.
        let index = self.elements.partition_point(|e| e.at < element.at);
        self.indices(index, element).filter_map(|i| self.elements.get(i))
    }

    /// The indices of the children of the element at an index.
    fn indices(&self, index: usize, element: &Element<'x>) -> impl Iterator<Item = usize> {
        let last = element.next as usize;
        let next = |i: usize| self.elements.get(i).map(|e| e.next as usize);
        std::iter::successors(Some(index + 1), move |i| next(*i)).take_while(move |i| *i < last)
    }
}

/// Where an element stands among its siblings.
#[derive(Clone, Copy, Default)]
pub(crate) struct Position {
    /// The how manieth of its name, from 1.
    number: u32,
    /// It is the only one of its name.
    alone: bool,
}

struct Walk<'d, 'x> {
    text: &'x str,
    document: &'d Document<'x>,
    limits: Limits,
    outline: Outline<'x>,
    /// Elements that are open, outermost first.
    open: Vec<usize>,
    /// How many of them have a name.
    open_names: HashMap<&'x str, usize>,
    /// Where the last fault is, told or counted.
    last_fault: Option<usize>,
}

impl<'x> Walk<'_, 'x> {
    fn run(&mut self, content: usize) {
        let mut at = content;
        // Only the document element is looked at; the reader judges what is behind it.
        while let Some(next) = self.step(at) {
            at = next;
            if self.open.is_empty() && !self.outline.elements.is_empty() {
                return;
            }
        }
        let end = self.text.len();
        if self.open.is_empty() {
            return;
        }
        let count = self.outline.elements.len() as u32;
        self.outline.broken_off = Some(self.last_fault.unwrap_or(end));
        for i in std::mem::take(&mut self.open) {
            if let Some(element) = self.outline.elements.get_mut(i) {
                (element.end, element.behind, element.cut, element.broken) = (end, end, true, true);
                element.next = count;
            }
        }
    }

    fn innermost(&mut self) -> Option<&mut Element<'x>> {
        self.outline.elements.get_mut(*self.open.last()?)
    }

    fn fault(&mut self, fault: Box<Fault>) {
        self.tell(fault);
        if let Some(element) = self.innermost() {
            element.broken = true;
        }
    }

    /// Tells a fault that does not break the element around it.
    #[expect(clippy::boxed_local, reason = "faults come boxed, to keep results small")]
    fn tell(&mut self, mut fault: Box<Fault>) {
        self.last_fault = Some(fault.at);
        if self.outline.faults.len() < self.limits.findings {
            fault.shorten();
            self.outline.faults.push(*fault);
        } else {
            self.outline.more += 1;
        }
    }

    /// Goes over what is there; `None` where the document breaks off.
    fn step(&mut self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        if rest.is_empty() {
            let name = self.innermost().map(|e| e.name)?;
            self.fault(Fault::syntax(at, 0, "the end of the text").expected(format!("`</{name}>`")));
            return None;
        }
        if rest.starts_with("<!--") {
            return self.through(scan::comment(self.text, at + 4).map(|end| end + 3), (at, at + 4), "-->");
        }
        if rest.starts_with("<![CDATA[") {
            return self.through(scan::cdata(self.text, at + 9).map(|end| end + 3), (at, at + 9), "]]>");
        }
        if rest.starts_with("<?") {
            return self.through(scan::instruction(self.text, at + 2).map(|pi| pi.end + 2), (at, at + 2), "?>");
        }
        match byte(self.text, at) {
            b'<' if byte(self.text, at + 1) == b'/' => self.end_tag(at),
            b'<' if byte(self.text, at + 1) == b'!' && !self.open.is_empty() => {
                self.fault(scan::declaration_in_content(self.text, at));
                Some(at + 1)
            }
            b'<' => self.start(at),
            b'&' => self.reference(at),
            _ => self.char_data(at),
        }
    }

    /// Markup that ends with a mark, though what is in it may be wrong.
    fn through(&mut self, scanned: Result<usize, Box<Fault>>, (at, from): (usize, usize), mark: &str) -> Option<usize> {
        scanned.map_or_else(
            |mut fault| {
                if fault.at == self.text.len() {
                    let (line, column) = locate::line_column(self.text, at);
                    fault = fault.hint(Some(format!("it begins in line {line}, column {column}")));
                }
                // What stands beside it can be judged all the same.
                self.tell(fault);
                Some(from + self.text.get(from..)?.find(mark)? + mark.len())
            },
            Some,
        )
    }

    fn char_data(&mut self, at: usize) -> Option<usize> {
        match scan::char_data(self.text, at) {
            Ok(end) if byte(self.text, end) == b'\r' => Some(end + 1),
            Ok(end) => Some(end),
            Err(fault) => {
                let behind = fault.at + fault.length.max(1);
                self.fault(fault);
                Some(behind)
            }
        }
    }

    fn reference(&mut self, at: usize) -> Option<usize> {
        match scan::reference(self.text, at) {
            Ok((Reference::Char(_), behind)) => Some(behind),
            Ok((Reference::Entity(name), behind)) => {
                if self.outline.texts.contains_key(name) {
                    // It brings text alone.
                } else if self.document.declarations.entities.contains_key(name) {
                    if let Some(element) = self.innermost() {
                        element.entities = true;
                    }
                } else {
                    let found = format!("the undeclared entity `{name}`");
                    self.fault(Fault::new(ErrorKind::Entity, at, behind - at, found).expected("a declared entity"));
                }
                Some(behind)
            }
            Err(mut fault) => {
                if fault.expected_text().is_some_and(|e| e.starts_with("`&amp;`")) {
                    fault = fault.repair(at..at + 1, "&amp;");
                }
                self.fault(fault);
                Some(at + 1)
            }
        }
    }

    fn start(&mut self, at: usize) -> Option<usize> {
        let written = match start_tag(self.text, at) {
            Ok(written) => written,
            // What stands around the document element is the reader's.
            Err(_) if self.open.is_empty() => return None,
            Err(fault) if fault.at == at + 1 && byte(self.text, at + 1) != b':' => {
                let fault = Fault::syntax(at, 1, "`<` that begins no tag").expected("`&lt;`, or a name");
                self.fault(fault.repair(at..at + 1, "&lt;"));
                return Some(at + 1);
            }
            Err(fault) => {
                self.fault(fault);
                return Some(at + 1);
            }
        };
        if written.end == self.text.len() && !self.text.ends_with('>') {
            // Of the tag that the document breaks off in, not even the name is known.
            if let Some(fault) = written.faults.into_iter().next_back() {
                self.fault(Box::new(fault));
            }
            return None;
        }
        let index = self.outline.elements.len();
        let parent = self.open.last().map_or(NONE, |parent| *parent as u32);
        if self.open.len() >= self.limits.depth {
            self.fault(too_deep(at, written.end - at, self.limits.depth));
            return None;
        }
        let next = u32::try_from(index + 1).ok().filter(|next| *next != NONE)?;
        let name = self.text.get(at + 1..written.name_end)?;
        let end = written.end;
        self.outline.elements.push(Element {
            name,
            at,
            content: end,
            end,
            behind: end,
            parent,
            next,
            broken: false,
            cut: false,
            unclosed: false,
            entities: false,
        });
        for fault in written.faults {
            self.tell(Box::new(fault));
        }
        self.outline.more += written.more;
        if !written.empty {
            self.open.push(index);
            *self.open_names.entry(name).or_default() += 1;
        }
        Some(end)
    }

    fn end_tag(&mut self, at: usize) -> Option<usize> {
        let name = self.innermost().map(|e| e.name)?;
        let (written, name_end) = match scan::qname(self.text, at + 2) {
            Ok((_, end)) => (self.text.get(at + 2..end)?, end),
            Err(fault) => {
                self.fault(fault);
                let behind = scan::greater(self.text, at)? + 1;
                self.close(at, behind);
                return Some(behind);
            }
        };
        let space = scan::space(self.text, name_end);
        let mut behind = space + 1;
        if byte(self.text, space) != b'>' {
            let fault = scan::unexpected(self.text, space, "`>`");
            self.fault(fault);
            let rest = self.text.get(space..)?;
            // The tag ends at its `>`, unless another begins before.
            behind = space + rest.find(['<', '>']).map_or(rest.len(), |n| n + usize::from(rest[n..].starts_with('>')));
        }
        if written == name {
            self.close(at, behind);
            return Some(behind);
        }
        let found = format!("`{}>`", self.text.get(at..name_end)?);
        let fault = Fault::syntax(at, name_end - at, found).expected(format!("`</{name}>`"));
        let is_open = self.open_names.get(written).is_some_and(|count| *count > 0);
        let outer =
            self.open.iter().rposition(|i| is_open && self.outline.elements.get(*i).is_some_and(|e| e.name == written));
        match outer {
            // The ends of those inside are missing; the innermost is told.
            Some(outer) => {
                let innermost = self.innermost().map_or(at, |element| element.at);
                self.fault(fault.inside(innermost));
                while self.open.len() > outer + 1 {
                    if let Some(element) = self.innermost() {
                        (element.broken, element.unclosed) = (true, true);
                    }
                    self.close(at, at);
                }
                self.close(at, behind);
            }
            None if self.is_stray(written, behind) => self.fault(fault),
            None => {
                self.tell(fault.repair(at + 2..name_end, name));
                self.close(at, behind);
            }
        }
        Some(behind)
    }

    /// Whether an end tag that matches no element is one too many, seen from its name and from what follows;
    /// otherwise it is that of the innermost element, misspelt.
    fn is_stray(&mut self, written: &'x str, behind: usize) -> bool {
        let rest = self.text.get(behind..).unwrap_or_default();
        let following = rest.find('<').and_then(|at| rest.get(at..)).unwrap_or_default();
        let open = self.open.last().copied().unwrap_or_default();
        let has_children = self.outline.elements.len() > open + 1;
        let Some(innermost) = self.innermost() else { return false };
        let names = |name: &str| {
            let end = following.strip_prefix("</").and_then(|rest| rest.strip_prefix(name));
            end.is_some_and(|rest| rest.trim_start().starts_with('>'))
        };
        let name = innermost.name;
        let parent = innermost.parent().and_then(|i| self.outline.elements.get(i)).map(|e| e.name);
        if names(name) && parent != Some(name) {
            return true;
        }
        let guessed = !parent.is_some_and(names) && (has_children || parent.is_none()) && !following.is_empty();
        let local = |name: &'x str| name.rsplit(':').next().unwrap_or(name);
        guessed && !is_near(local(written), local(name))
    }

    fn close(&mut self, end: usize, behind: usize) {
        let Some(i) = self.open.pop() else { return };
        let count = self.outline.elements.len() as u32;
        if let Some(element) = self.outline.elements.get_mut(i) {
            (element.end, element.behind, element.next) = (end, behind, count);
            if let Some(count) = self.open_names.get_mut(element.name) {
                *count -= 1;
            }
        }
    }
}
