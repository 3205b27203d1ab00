//! What of the children of an element does not fit its content model, and how it is read all the same.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;
use std::rc::Rc;

use super::super::align::{Edit, align};
use super::super::error::ErrorKind;
use super::super::fault::Fault;
use super::super::finding::Severity;
use super::super::model::{self, Model};
use super::super::name::Name;
use super::super::outline::{Element, Outline};
use super::super::policy::Unknown;
use super::expected::{again, is_near};
use super::recover::Step;
use super::{Next, Reader};

/// A child as it is written.
pub(super) struct Child<'x> {
    local: &'x str,
    /// `None` for a prefix that is not declared.
    uri: Option<String>,
    pub(super) at: usize,
    pub(super) behind: usize,
    /// Where what is between it and the child before begins.
    pub(super) gap: usize,
}

/// So many children of one element are tried at other places.
const MOVES: usize = 64;
/// So many children are gone over when others are tried at other places.
const TRIED: usize = 1 << 19;

impl<'x> Reader<'x> {
    /// Aligns the children of the innermost element with its model, tells what does not fit, and plans
    /// how they are read.
    pub(super) fn plan(&mut self, outline: &Outline<'x>, element: &Element<'x>) {
        let Some(model) = self.open.last().map(|o| o.model) else { return };
        let is_text = matches!(model, Model::Text);
        let is_leaf = model::has_text(model) || matches!(model, Model::Any | Model::Sequence([]));
        let holds_elements = is_text && !element.children.is_empty();
        if element.entities || is_leaf && !holds_elements {
            return;
        }
        // The attributes have not been read yet.
        let attributes = std::mem::take(&mut self.attributes);
        let (at, next, empty, next_attribute) = (self.at, self.next, self.empty, self.next_attribute);
        let children = self.children(outline, element);
        let steps = if is_text {
            for child in &children {
                self.unplanned(child, &[], None, Severity::Error);
            }
            None
        } else {
            self.steps(model, outline, element, &children)
        };
        if !is_text {
            self.text_between(element, &children, steps.as_deref().unwrap_or_default());
        }
        if let Some(steps) = steps
            && let Some(course) = self.open.last_mut().and_then(|o| o.course.as_deref_mut())
        {
            (course.plan, course.next) = (Some(steps), 0);
        }
        (self.at, self.next, self.empty, self.next_attribute) = (at, next, empty, next_attribute);
        self.find_place();
        self.tag = None;
        self.attributes = attributes;
        if self.next != Next::EndTag {
            self.next = Next::Unknown;
        }
    }

    /// Looks at the children of the innermost element from an offset on, when a fault has ended the reading of an element
    /// of which entities hold a part: each by itself.
    pub(super) fn check_rest(&mut self, from: usize) {
        let Some((at, model)) = self.open.last().map(|o| (o.at, o.model)) else { return };
        let Some(outline) = self.recovery.as_ref().map(|r| Rc::clone(&r.outline)) else { return };
        let Some(element) = outline.at(at).filter(|element| element.entities) else { return };
        if model::has_text(model) || matches!(model, Model::Any | Model::Sequence([])) {
            return;
        }
        for child in self.children(&outline, element).iter().filter(|child| child.at >= from) {
            if model::name_of(model, child.local).is_none() && child.uri.is_some() {
                self.unplanned(child, &[], None, Severity::Error);
            }
            self.check_dropped(child);
        }
    }

    fn children(&mut self, outline: &Outline<'x>, element: &Element<'x>) -> Vec<Child<'x>> {
        let mut gap = element.content;
        let mut children = Vec::new();
        for child in outline.children(element) {
            let prefix = child.name.split_once(':').map_or("", |(prefix, _)| prefix);
            self.look_at(child.at);
            let uri = match self.tag() {
                true => self.namespaces.of_element(prefix).map(str::to_owned),
                false => None,
            };
            self.look_away();
            let local = child.name.rsplit(':').next().unwrap_or(child.name);
            children.push(Child { local, uri, at: child.at, behind: child.behind, gap });
            gap = child.behind;
        }
        children
    }

    /// Stands before a child, whatever the reader did before.
    pub(super) fn look_at(&mut self, at: usize) {
        (self.at, self.tag) = (at, None);
        self.at_tag(false);
    }

    /// Forgets what the tag that was looked at declares.
    pub(super) fn look_away(&mut self) {
        self.tag = None;
        self.namespaces.leave(self.namespaces.before_tag());
        self.namespaces.enter();
        self.default = None;
    }

    fn steps(
        &mut self,
        model: &'static Model,
        outline: &Outline<'x>,
        element: &Element<'x>,
        children: &[Child<'x>],
    ) -> Option<Vec<Step>> {
        let mut names = Vec::new();
        model::names_of(model, &mut names);
        let known: HashMap<&str, usize> = names.iter().enumerate().rev().map(|(i, name)| (name.local, i)).collect();
        let is = |child: &Child<'x>, name: &Name| {
            child.local == name.local && child.uri.as_deref().is_none_or(|uri| uri == self.uri_of(name.namespace))
        };
        // Looked at again and again, for each state of the model.
        let cache: RefCell<HashMap<(&str, &str), bool>> = RefCell::default();
        let slip =
            |written, known| *cache.borrow_mut().entry((written, known)).or_insert_with(|| is_near(written, known));
        // Another spelling, or another namespace; unless what is unknown is let pass as that.
        let meant = self.policy().unknown == Unknown::Reject;
        let near = |child: &Child<'x>, name: &Name| {
            meant && child.local == name.local
                || meant
                    && child.uri.as_deref() == Some(self.uri_of(name.namespace))
                    && !known.contains_key(child.local)
                    && self.home.declaration(child.local).is_none()
                    && slip(child.local, name.local)
        };
        let mut first: HashMap<(&str, Option<&str>), usize> = HashMap::new();
        let alike = children.iter().enumerate().map(|(i, c)| *first.entry((c.local, c.uri.as_deref())).or_insert(i));
        let edits = align(
            model,
            &alike.collect::<Vec<_>>(),
            element.cut,
            |i, name| children.get(i).is_some_and(|c| is(c, name)),
            |i, name| children.get(i).is_some_and(|c| near(c, name)),
        )?;
        let local = |i: usize| children.get(i).map_or("", |c| c.local);
        let moved = moves(model, &edits, &known, local, |i, name| children.get(i).is_some_and(|c| is(c, name)));
        let foreign: Vec<bool> = edits
            .iter()
            .map(|edit| matches!(edit, Edit::Mean(i, name) if children.get(*i).is_some_and(|c| c.local == name.local)))
            .collect();
        let swallowed = self.swallowed(outline, element, children, &edits);
        let missing = self.tell(element, children, &edits, &moved, &foreign, &swallowed);
        let place = |i: usize, name: Name| children.get(i).map(|child| Step::new(name, Some(child.at)));
        let nowhere = |name| Some(Step::new(name, None));
        let absent = |before: usize, name: Name| {
            let told = missing.iter().find(|(i, missing, _)| (*i, *missing) == (before, name.local));
            Some(Step { fault: told.map_or(usize::MAX, |(_, _, fault)| *fault), ..Step::new(name, None) })
        };
        Some(
            moved
                .order
                .iter()
                .filter_map(|edit| match *edit {
                    // In another namespace it is another element: what is in it says nothing.
                    Edit::Mean(i, name) if children.get(i).is_some_and(|c| c.local == name.local) => nowhere(name),
                    Edit::Take(i, name) | Edit::Mean(i, name) => place(i, name),
                    Edit::Miss(before, name) => absent(before, name),
                    Edit::Drop(_) => None,
                })
                .collect(),
        )
    }

    /// Which edits come from a missing end tag, which has been told: an element without one has children that
    /// belong to those around it, where they are missing.
    fn swallowed(
        &self,
        outline: &Outline<'x>,
        element: &Element<'x>,
        children: &[Child<'x>],
        edits: &[Edit],
    ) -> Vec<bool> {
        // What stands around elements without an end tag, the first that has one included.
        let mut around = Vec::new();
        let mut unclosed = element.unclosed;
        for open in self.open.iter().rev().skip(1) {
            if !unclosed {
                break;
            }
            around.push(open.model);
            unclosed = outline.at(open.at).is_some_and(|element| element.unclosed);
        }
        let belongs_around = |local: &str| around.iter().any(|model| model::name_of(model, local).is_some());
        let holds = |at: usize, local: &str| {
            let mut next = outline.at(at).filter(|child| child.unclosed);
            while let Some(child) = next {
                if outline.children(child).any(|inner| inner.name.rsplit(':').next() == Some(local)) {
                    return true;
                }
                next = outline.children(child).last().filter(|inner| inner.unclosed);
            }
            false
        };
        let swallowed = |edit: &Edit| match edit {
            Edit::Drop(i) => children.get(*i).is_some_and(|child| belongs_around(child.local)),
            Edit::Miss(_, name) => children.iter().any(|child| holds(child.at, name.local)),
            Edit::Take(..) | Edit::Mean(..) => false,
        };
        edits.iter().map(swallowed).collect()
    }

    /// Tells of each edit; answers where it is told of what is missing: before which child, what, which finding.
    fn tell(
        &mut self,
        element: &Element<'x>,
        children: &[Child<'x>],
        edits: &[Edit],
        moved: &Moves,
        foreign: &[bool],
        swallowed: &[bool],
    ) -> Vec<(usize, &'static str, usize)> {
        let mut missing = Vec::new();
        let mut before: Vec<&str> = Vec::new();
        let mut mended = self.reordered(children, edits, moved);
        // One that may not stand here stands instead of one that is missing: that is one fault.
        let mut instead = 0_usize;
        for (place, ((edit, foreign), swallowed)) in edits.iter().zip(foreign).zip(swallowed).enumerate() {
            let severity = match edit {
                Edit::Drop(i) if moved.children.contains(i) => self.order_severity(),
                Edit::Drop(_) => self.unknown_severity(),
                _ => Severity::Error,
            };
            let told = match edit {
                Edit::Take(..) => true,
                Edit::Miss(i, name) => *swallowed || moved.filled.contains(&(*i, name.local)) || instead > 0,
                Edit::Drop(i) => *swallowed && !moved.children.contains(i),
                Edit::Mean(..) => false,
            };
            let (kind, at) = match edit {
                Edit::Miss(i, _) => (ErrorKind::MissingElement, children.get(*i).map_or(element.end, |c| c.at)),
                Edit::Take(i, _) | Edit::Mean(i, _) | Edit::Drop(i) => {
                    let kind = if moved.children.contains(i) { ErrorKind::Order } else { ErrorKind::UnexpectedElement };
                    (kind, children.get(*i).map_or(element.at, |c| c.at))
                }
            };
            if !told && self.count_only(kind, at, severity) {
                if let (Edit::Drop(_), ErrorKind::UnexpectedElement) = (edit, kind) {
                    self.let_child_go(at);
                }
                continue;
            }
            match *edit {
                Edit::Take(_, name) => {
                    instead = 0;
                    before.push(name.local);
                }
                Edit::Mean(i, name) => {
                    instead = 0;
                    let Some(child) = children.get(i) else { continue };
                    let fault = self.unexpected_child(child, &before, Some(&name));
                    let repair = (!foreign).then(|| self.renamed(child.at..child.behind, child.local, &name)).flatten();
                    let fault = match repair {
                        Some(text) => fault.repair(child.at..child.behind, text),
                        None => fault,
                    };
                    self.report(fault);
                    before.push(name.local);
                }
                Edit::Drop(i) if moved.children.contains(&i) => {
                    let Some(child) = children.get(i) else { continue };
                    let mut fault = self.unexpected_child(child, &before, None);
                    fault.kind = ErrorKind::Order;
                    fault = fault.hint(moved.hint(i, children));
                    fault = fault.severity(severity);
                    if let Some((range, text)) = mended.take() {
                        fault = fault.repair(range, text);
                    }
                    self.report(fault);
                }
                Edit::Drop(i) => {
                    // One with a prefix that is not declared has been told.
                    let Some(child) = children.get(i).filter(|c| c.uri.is_some()) else { continue };
                    if told {
                        self.check_dropped(child);
                        self.let_child_go(child.at);
                        continue;
                    }
                    // Those that are ignored stand for nothing.
                    let missing = edits.iter().skip(place).find(|edit| !matches!(edit, Edit::Drop(_)));
                    let stands_for = severity == Severity::Error && matches!(missing, Some(Edit::Miss(..)));
                    instead += usize::from(stands_for);
                    let is_moved = |j: &usize| children.get(*j).is_some_and(|other| other.local == child.local);
                    let hint = moved.children.iter().any(is_moved).then(|| again(child.local));
                    self.unplanned(child, &before, hint, severity);
                    if !stands_for || before.contains(&child.local) {
                        self.check_dropped(child);
                    }
                    self.let_child_go(child.at);
                }
                Edit::Miss(i, name) => {
                    if moved.filled.contains(&(i, name.local)) || *swallowed {
                    } else if instead > 0 {
                        instead -= 1;
                    } else {
                        let fault = self.missing_child(element, children.get(i), &before);
                        let (index, _) = self.told();
                        self.report(fault);
                        if self.told().0 > index {
                            missing.push((i, name.local, index));
                        }
                    }
                    before.push(name.local);
                }
            }
        }
        missing
    }

    /// Tells of a child that may not stand behind these.
    fn unplanned(&mut self, child: &Child<'x>, before: &[&str], hint: Option<String>, severity: Severity) {
        let mut fault = self.unexpected_child(child, before, None).severity(severity);
        if hint.is_some() {
            fault = fault.hint(hint);
        }
        self.report(fault);
    }

    fn unexpected_child(&mut self, child: &Child<'x>, before: &[&str], meant: Option<&Name>) -> Box<Fault> {
        self.look_at(child.at);
        let (name, end) =
            if self.tag() { self.tag.as_ref().map_or(("", child.at), |t| (t.name, t.end)) } else { ("", child.at) };
        let found = self.foreign(name);
        let (expected, mut hint) =
            if self.has_entities() { self.expected(Some(name)) } else { self.expected_after(before, Some(name)) };
        self.look_away();
        if let Some(meant) = meant.filter(|meant| meant.local != child.local) {
            hint = Some(format!("did you mean `{}`?", meant.local));
        }
        Fault::new(ErrorKind::UnexpectedElement, child.at, end - child.at, found).expected(expected).hint(hint)
    }

    fn missing_child(&mut self, element: &Element<'x>, next: Option<&Child<'x>>, before: &[&str]) -> Box<Fault> {
        let (at, length, found) = match next {
            Some(child) => (child.at, child.local.len() + 1, format!("element `{}`", child.local)),
            None if element.end == element.content && element.end == element.behind => {
                (element.at, element.content - element.at, format!("the end of `{}`", element.name))
            }
            None => (element.end, element.behind - element.end, format!("the end of `{}`", element.name)),
        };
        let (expected, _) = self.expected_after(before, None);
        Fault::new(ErrorKind::MissingElement, at, length, found).expected(expected).inside(element.at)
    }

    /// What may not stand here is checked by its own declaration, if it has one.
    fn check_dropped(&mut self, child: &Child<'x>) {
        if child.uri.as_deref() != Some(self.uri_of(self.home)) {
            return;
        }
        let Some(declaration) = self.home.declaration(child.local) else { return };
        let (told, more) = self.told();
        self.look_at(child.at);
        if self.tag() {
            (declaration.check)(self);
        }
        self.look_away();
        if self.unknown_severity() == Severity::Warning {
            self.does_not_matter(&(child.at..child.behind), told, more);
        }
    }

    /// The element under the name that was meant.
    pub(super) fn renamed(&self, place: Range<usize>, local: &str, name: &Name) -> Option<String> {
        let text = self.text.get(place.clone())?;
        let written = self.recovery.as_ref()?.outline.at(place.start)?.name;
        let prefix = written.strip_suffix(local)?;
        let inner = text.strip_prefix('<')?.strip_prefix(written)?;
        let start = format!("<{prefix}{}", name.local);
        if text.ends_with("/>") {
            return Some(format!("{start}{inner}"));
        }
        let (inner, end) = inner.rsplit_once("</")?;
        let space = end.strip_prefix(written)?;
        Some(format!("{start}{inner}</{prefix}{}{space}", name.local))
    }

    /// The children from the first to the last that moves, in the order of the model: when nothing but
    /// their order is wrong.
    fn reordered(&self, children: &[Child<'x>], edits: &[Edit], moved: &Moves) -> Option<(Range<usize>, String)> {
        let only_order = |edit: &Edit| match edit {
            Edit::Take(..) => true,
            Edit::Drop(i) => moved.children.contains(i),
            Edit::Miss(i, name) => moved.filled.contains(&(*i, name.local)),
            Edit::Mean(..) => false,
        };
        if moved.children.is_empty() || !edits.iter().all(only_order) {
            return None;
        }
        let order: Vec<usize> =
            moved.order.iter().filter_map(|e| if let Edit::Take(i, _) = e { Some(*i) } else { None }).collect();
        let first = order.iter().enumerate().position(|(place, i)| place != *i)?;
        let last = order.iter().enumerate().rposition(|(place, i)| place != *i)?;
        let range = children.get(first)?.at..children.get(last)?.behind;
        let mut text = String::new();
        for place in first..=last {
            let (slot, child) = (children.get(place)?, children.get(*order.get(place)?)?);
            if place > first {
                text.push_str(self.text.get(slot.gap..slot.at)?);
            }
            text.push_str(self.text.get(child.at..child.behind)?);
        }
        Some((range, text))
    }
}

/// Children that stand at another place than they may.
struct Moves {
    children: HashSet<usize>,
    /// Missing elements that are there, elsewhere.
    filled: HashSet<(usize, &'static str)>,
    /// All that is taken, in the order of the model.
    order: Vec<Edit>,
}

impl Moves {
    /// Before or behind which of its siblings a child belongs.
    fn hint(&self, child: usize, children: &[Child<'_>]) -> Option<String> {
        let taken = |edit: &Edit| match edit {
            Edit::Take(i, _) | Edit::Mean(i, _) => Some(*i),
            Edit::Drop(_) | Edit::Miss(..) => None,
        };
        let order: Vec<usize> = self.order.iter().filter_map(taken).collect();
        let place = order.iter().position(|i| *i == child)?;
        let local = |i: usize| children.get(i).map(|c| c.local);
        let name = local(child)?;
        let (before, behind) = (order.get(..place)?, order.get(place + 1..)?);
        if let Some(next) = behind.iter().find(|i| **i < child) {
            return Some(format!("`{name}` belongs before `{}`", local(*next)?));
        }
        let last = before.iter().rev().find(|i| **i > child)?;
        Some(format!("`{name}` belongs behind `{}`", local(*last)?))
    }
}

fn moves<'c>(
    model: &Model,
    edits: &[Edit],
    known: &HashMap<&str, usize>,
    local_of: impl Fn(usize) -> &'c str,
    is: impl Fn(usize, &Name) -> bool,
) -> Moves {
    let dropped = || edits.iter().filter_map(|e| if let Edit::Drop(i) = e { Some(*i) } else { None });
    let mut by_name: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for child in dropped().filter(|child| known.contains_key(local_of(*child))) {
        by_name.entry(local_of(child)).or_default().push_back(child);
    }
    let mut moves = Moves { children: HashSet::new(), filled: HashSet::new(), order: Vec::new() };
    for edit in edits {
        moves.order.push(match *edit {
            Edit::Drop(_) => continue,
            Edit::Miss(before, name) => {
                let first =
                    by_name.get_mut(name.local).filter(|children| children.front().is_some_and(|i| is(*i, &name)));
                match first.and_then(VecDeque::pop_front) {
                    Some(child) => {
                        moves.children.insert(child);
                        moves.filled.insert((before, name.local));
                        Edit::Take(child, name)
                    }
                    None => *edit,
                }
            }
            _ => *edit,
        });
    }
    let local = |edit: &Edit| match edit {
        Edit::Take(_, name) | Edit::Mean(_, name) | Edit::Miss(_, name) => Some(name.local),
        Edit::Drop(_) => None,
    };
    let rank = |edit: &Edit| local(edit).and_then(|local| known.get(local).copied()).unwrap_or(0);
    let mut names = Vec::new();
    model::names_of(model, &mut names);
    // Each is tried with all the others, which may be many.
    let tries = MOVES.min(TRIED / moves.order.len().max(1));
    let rest: Vec<usize> = dropped().filter(|child| !moves.children.contains(child)).take(tries).collect();
    for child in rest {
        let Some(name) = names.iter().find(|name| is(child, name)) else { continue };
        let edit = Edit::Take(child, *name);
        let place = moves.order.iter().position(|other| rank(other) > rank(&edit)).unwrap_or(moves.order.len());
        let mut order = moves.order.clone();
        order.insert(place, edit);
        let locals: Vec<&str> = order.iter().filter_map(local).collect();
        if model::accepts(model, &locals) {
            moves.order = order;
            moves.children.insert(child);
        }
    }
    moves
}
