//! What of the children of an element does not fit its content model, and how it is read all the same.

mod grammar;
mod moves;
mod tell;

use std::rc::Rc;

use super::super::align::Edit;
use super::super::automaton::Automaton;
use super::super::finding::Severity;
use super::super::model::{self, Model};
use super::super::outline::{Element, Outline};
use super::recover::{Step, index};
use super::{Next, Reader};

pub(super) use grammar::Grammars;

/// A child as it is written.
pub(super) struct Child<'x> {
    local: &'x str,
    /// `None` for a prefix that is not declared.
    uri: Option<Rc<str>>,
    pub(super) at: usize,
    pub(super) behind: usize,
    /// It has no end tag of its own.
    unclosed: bool,
}

impl<'x> Reader<'x> {
    /// Aligns the children of the innermost element with its model, tells what does not fit, and plans
    /// how they are read.
    pub(super) fn plan(&mut self, outline: &Outline<'x>, element: &Element<'x>) {
        let Some(model) = self.open.last().map(|o| o.model) else { return };
        let is_text = matches!(model, Model::Text);
        let is_leaf = model::has_text(model) || matches!(model, Model::Any | Model::Sequence([]));
        let holds_elements = is_text && outline.children(element).next().is_some();
        if element.entities || is_leaf && !holds_elements {
            return;
        }
        // The attributes have not been read yet.
        let attributes = std::mem::take(&mut self.attributes);
        let (at, next, empty, next_attribute) = (self.at, self.next, self.empty, self.next_attribute);
        let children = self.children(outline, element);
        let steps = if is_text {
            for child in &children {
                self.unplanned(child, None, None, Severity::Error);
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
                self.unplanned(child, None, None, Severity::Error);
            }
            self.check_dropped(child);
        }
    }

    fn children(&mut self, outline: &Outline<'x>, element: &Element<'x>) -> Vec<Child<'x>> {
        let mut children: Vec<Child<'x>> = Vec::new();
        for child in outline.children(element) {
            let prefix = child.name.split_once(':').map_or("", |(prefix, _)| prefix);
            self.look_at(child.at);
            let uri = match self.tag() {
                true => self.namespaces.of_element(prefix),
                false => None,
            };
            // Nearly always that of the child before.
            let last = children.last().and_then(|last| last.uri.as_ref());
            let uri = uri.map(|uri| match last.filter(|last| ***last == *uri) {
                Some(last) => Rc::clone(last),
                None => self.recovery.as_mut().map_or_else(|| uri.into(), |recovery| recovery.grammars.uri(uri)),
            });
            self.look_away();
            let local = child.name.rsplit(':').next().unwrap_or(child.name);
            children.push(Child { local, uri, at: child.at, behind: child.behind, unclosed: child.unclosed });
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
        let grammar = self.grammar(model)?;
        let automaton = &grammar.automaton;
        let rows = self.rows(&grammar, children);
        let edits = automaton.align(&rows, element.cut)?;
        let place =
            |i: u32, symbol| children.get(i as usize).map(|child| Step::new(automaton.name(symbol), Some(child.at)));
        if edits.iter().all(|edit| matches!(edit, Edit::Take(..))) {
            let taken = |edit: &Edit| if let Edit::Take(i, symbol) = *edit { place(i, symbol) } else { None };
            return Some(edits.iter().filter_map(taken).collect());
        }
        let moved = moves::moves(automaton, &edits, &rows, children);
        let swallowed = self.swallowed(outline, element, children, &edits, automaton);
        let missing = self.tell(element, children, automaton, &edits, &moved, &swallowed);
        let nowhere = |symbol| Step::new(automaton.name(symbol), None);
        let local = |i: u32| children.get(i as usize).map(|child| child.local);
        let step = |edit: &Edit| match *edit {
            // In another namespace it is another element: what is in it says nothing.
            Edit::Mean(i, symbol) if local(i) == Some(automaton.name(symbol).local) => Some(nowhere(symbol)),
            Edit::Take(i, symbol) | Edit::Mean(i, symbol) => place(i, symbol),
            Edit::Miss(before, symbol) => {
                let mut step = nowhere(symbol);
                step.fault = missing.get(&(before, symbol)).map_or(u32::MAX, |told| index(*told));
                Some(step)
            }
            Edit::Drop(_) => None,
        };
        Some(moved.order.iter().filter_map(step).collect())
    }

    /// Which edits come from a missing end tag, which has been told: an element without one has children that
    /// belong to those around it, where they are missing.
    fn swallowed(
        &self,
        outline: &Outline<'x>,
        element: &Element<'x>,
        children: &[Child<'x>],
        edits: &[Edit],
        automaton: &Automaton,
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
        let unclosed: Vec<usize> = children.iter().filter(|child| child.unclosed).map(|child| child.at).collect();
        let swallowed = |edit: &Edit| match edit {
            Edit::Drop(i) => children.get(*i as usize).is_some_and(|child| belongs_around(child.local)),
            Edit::Miss(_, symbol) => unclosed.iter().any(|at| holds(*at, automaton.name(*symbol).local)),
            Edit::Take(..) | Edit::Mean(..) => false,
        };
        edits.iter().map(swallowed).collect()
    }
}
