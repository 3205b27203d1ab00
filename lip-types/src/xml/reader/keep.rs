//! What a type cannot hold is left out, or kept beside the value: the policies at work.
//!
//! A member that may hold less than was there asks for it: when an item could not be read, the
//! [`Cardinality`](super::super::Cardinality) tells so and goes on without it, if it can. The item is then read once more as what it
//! is, and kept by the innermost element; what was wrong in it becomes a warning.

use std::ops::Range;

use super::super::finding::Severity;
use super::super::kept::{Kept, Place};
use super::super::policy::{Order, Policy, Unknown, Values, is_of_schema};
use super::super::preserved::Preserved;
use super::super::source::Raw;
use super::recover::{Course, Step};
use super::{Attribute, NO_NAME, Next, Open, Reader};

impl<'x> Reader<'x> {
    /// Where the innermost element stands in its plan; told when what is read next is lost.
    #[inline(always)]
    pub(crate) fn mark(&self) -> usize {
        self.place
    }

    pub(super) fn find_place(&mut self) {
        self.place = self.course().map_or(0, |course| course.next);
    }

    fn course(&mut self) -> Option<&mut Course> {
        self.open.last_mut()?.course.as_deref_mut()
    }

    pub(super) fn policy(&self) -> Policy {
        self.recovery.as_ref().map(|recovery| recovery.policy).unwrap_or_default()
    }

    /// How bad it is what the schema does not know.
    pub(super) fn unknown_severity(&self) -> Severity {
        match self.policy().unknown {
            Unknown::Reject => Severity::Error,
            Unknown::Preserve | Unknown::Ignore => Severity::Warning,
        }
    }

    /// There is something in the innermost element that was not read.
    pub(super) fn spoil(&mut self) {
        if let Some(course) = self.course() {
            course.spoilt = true;
        }
    }

    /// What has been read since the mark could not be read as what it was to be.
    #[cold]
    pub(crate) fn lost(&mut self, mark: usize) {
        let Some(course) = self.course() else { return };
        let range = mark..course.next;
        for step in course.plan.iter_mut().filter_map(|plan| plan.get_mut(range.clone())).flatten() {
            step.lost = true;
        }
    }

    /// The same; answers whether its owner, a member of the innermost element, goes on without it.
    #[cold]
    pub(crate) fn does_without(&mut self, mark: usize) -> bool {
        self.lost(mark);
        self.does_without_lost(mark)
    }

    /// Keeps what was lost since the mark, if anything is kept.
    #[cold]
    pub(crate) fn does_without_lost(&mut self, mark: usize) -> bool {
        if !self.policy().keeps() || self.is_lost() || !self.inputs.is_empty() {
            return false;
        }
        let Some(course) = self.course() else { return false };
        let range = mark..course.next;
        let mut lost = Vec::new();
        for step in course.plan.iter_mut().filter_map(|plan| plan.get_mut(range.clone())).flatten() {
            if step.lost && !std::mem::replace(&mut step.kept, true) {
                lost.push(*step);
            }
        }
        for step in &lost {
            match step.at() {
                Some(at) => {
                    let range = self.range_of(at);
                    self.forgive(&range, step.fault as usize, step.more as usize);
                    self.keep_child(at);
                }
                None => self.forgive_missing(step.fault as usize),
            }
        }
        !lost.is_empty()
    }

    /// Where the element stands that begins there.
    pub(super) fn range_of(&self, at: usize) -> Range<usize> {
        let recovery = self.recovery.as_ref().filter(|_| self.inputs.is_empty());
        let element = recovery.and_then(|recovery| recovery.outline.at(at));
        at..element.map_or(at, |element| element.behind)
    }

    /// What was told of a thing, from these findings on, is let pass as far as the policy goes.
    pub(super) fn forgive(&mut self, range: &Range<usize>, from: usize, more: usize) {
        let policy = self.policy();
        let Some(recovery) = self.recovery.as_mut() else { return };
        for fault in recovery.faults.iter_mut().skip(from) {
            if range.contains(&fault.at) && policy.forgives(fault.kind) {
                fault.severity = Severity::Warning;
            }
        }
        let mut index = 0;
        recovery.more_errors.retain(|(kind, at)| {
            index += 1;
            index <= more || !range.contains(at) || !policy.forgives(*kind)
        });
    }

    fn forgive_missing(&mut self, fault: usize) {
        let policy = self.policy();
        let fault = self.recovery.as_mut().and_then(|recovery| recovery.faults.get_mut(fault));
        if let Some(fault) = fault.filter(|fault| policy.forgives(fault.kind)) {
            fault.severity = Severity::Warning;
        }
    }

    /// Of what is no part of the value any more, it does not matter what the schema says.
    pub(super) fn does_not_matter(&mut self, range: &Range<usize>, from: usize, more: usize) {
        let Some(recovery) = self.recovery.as_mut() else { return };
        for fault in recovery.faults.iter_mut().skip(from) {
            if range.contains(&fault.at) && is_of_schema(fault.kind) {
                fault.severity = Severity::Warning;
            }
        }
        let mut index = 0;
        recovery.more_errors.retain(|(kind, at)| {
            index += 1;
            index <= more || !range.contains(at) || !is_of_schema(*kind)
        });
    }

    /// Whether the element that is read is only checked; answers what was before.
    pub(super) fn checks_only(&mut self, checks_only: bool) -> bool {
        self.recovery.as_mut().is_some_and(|recovery| std::mem::replace(&mut recovery.checks_only, checks_only))
    }

    /// How bad another order is; where nothing is moved, it stays as it is.
    pub(super) fn order_severity(&self) -> Severity {
        let moves = self.recovery.as_ref().is_some_and(|recovery| !recovery.checks_only);
        match self.policy().order {
            Order::Lenient if moves => Severity::Warning,
            Order::Lenient | Order::Strict => Severity::Error,
        }
    }

    /// How many findings there are, told and only counted.
    pub(super) fn told(&self) -> (usize, usize) {
        self.recovery.as_ref().map_or((0, 0), |recovery| (recovery.faults.len(), recovery.more_errors.len()))
    }

    pub(super) fn keep(&mut self, kept: Kept, at: usize, raw: Option<Raw>) {
        if let Some(open) = self.open.last_mut() {
            open.markup.get_or_insert_default().kept.push((kept, Place { at, before: 0, raw }));
        }
    }

    /// Keeps the child that begins there as it is.
    pub(super) fn keep_child(&mut self, at: usize) {
        let attributes = std::mem::take(&mut self.attributes);
        let state = (self.at, self.empty, self.next_attribute);
        let next = self.course().map_or(0, |course| course.next);
        let any_document = std::mem::replace(&mut self.any_document, true);
        // What stands here may have been looked at.
        self.look_away();
        self.look_at(at);
        let element = self.any_child();
        self.any_document = any_document;
        self.attributes = attributes;
        (self.at, self.empty, self.next_attribute) = state;
        (self.next, self.name_at) = (Next::Unknown, NO_NAME);
        if let Some(course) = self.course() {
            course.next = next;
        }
        self.find_place();
        self.look_away();
        if let Some(element) = element {
            self.keep(Kept::Element(Box::new(element)), at, None);
        }
    }

    /// A child may not stand here, which has been told.
    pub(super) fn let_child_go(&mut self, at: usize) {
        match self.policy().unknown {
            Unknown::Reject => {}
            Unknown::Preserve => self.keep_child(at),
            Unknown::Ignore => {
                let range = self.range_of(at);
                self.leave_out(range.start);
                self.own_place(range);
            }
        }
    }

    /// An attribute may not stand here, which has been told.
    #[cold]
    pub(super) fn let_attribute_go(&mut self, attribute: &Attribute<'x>) {
        match self.policy().unknown {
            Unknown::Reject => {}
            Unknown::Preserve => self.keep_attribute(attribute),
            Unknown::Ignore => self.leave_out(attribute.name_at),
        }
    }

    fn keep_attribute(&mut self, attribute: &Attribute<'x>) {
        let any_document = std::mem::replace(&mut self.any_document, true);
        let kept = self.any_attribute(attribute);
        self.any_document = any_document;
        if let Some(kept) = kept {
            self.keep(Kept::Attribute(kept), attribute.name_at, None);
        }
    }

    /// An attribute that need not be there has a wrong value, which has been told.
    #[cold]
    pub(crate) fn does_without_attribute(&mut self, attribute: &Attribute<'x>) {
        if self.policy().values == Values::Keep && self.inputs.is_empty() && !self.is_lost() {
            let (told, more) = self.told();
            let range = attribute.name_at..attribute.value_at + attribute.value.len() + 1;
            self.forgive(&range, told.saturating_sub(1), more.saturating_sub(1));
            self.keep_attribute(attribute);
        }
    }

    /// It has a place of its own in the element as written: it is not between its children.
    pub(super) fn own_place(&mut self, range: Range<usize>) {
        let markup = self.open.last_mut().and_then(|open| open.markup.as_mut());
        if let Some(raw) = markup.and_then(|markup| markup.raw.as_mut()) {
            raw.children.push((range.start, range.end));
        }
    }

    pub(super) fn leave_out(&mut self, at: usize) {
        if let Some(recovery) = self.recovery.as_mut().filter(|_| self.inputs.is_empty()) {
            recovery.left_out.insert(at);
        }
    }

    /// Whether what begins there in open content was left out of an element of the schema.
    pub(super) fn is_left_out(&self, at: usize) -> bool {
        self.recovery.as_ref().is_some_and(|recovery| recovery.left_out.contains(&at)) && self.inputs.is_empty()
    }

    /// Passes over an element that was left out.
    pub(super) fn pass_left_out(&mut self) -> bool {
        if !self.is_left_out(self.at) {
            return false;
        }
        let range = self.range_of(self.at);
        self.at = range.end;
        self.own_place(range);
        true
    }

    /// An element has ended whose type keeps nothing beside the value: what was let pass is an error then,
    /// unless an owner of the element does without it.
    #[cold]
    pub(crate) fn cannot_keep(&mut self, preserved: &Preserved) -> Option<()> {
        if preserved.kept().next().is_none() {
            return Some(());
        }
        let policy = self.policy();
        let course = self.open.last().and_then(|open| open.course.as_deref());
        let step = course.and_then(|course| course.plan.as_ref()?.get(course.next.checked_sub(1)?));
        let (range, from) = match step.and_then(|step| Some((step.at()?, step.fault as usize))) {
            Some((at, fault)) => (self.range_of(at), fault),
            None => (0..self.document.text.len(), 0),
        };
        let recovery = self.recovery.as_mut()?;
        for fault in recovery.faults.iter_mut().skip(from) {
            if range.contains(&fault.at) && policy.forgives(fault.kind) {
                fault.severity = Severity::Error;
            }
        }
        None
    }
}

/// Finds out behind how many children of the value each thing stands that was kept.
pub(super) fn order_kept(open: &mut Open<'_>) {
    let Some(markup) = open.markup.as_mut().filter(|markup| !markup.kept.is_empty()) else { return };
    markup.kept.sort_by_key(|(_, place)| place.at);
    let plan = open.course.as_ref().and_then(|course| course.plan.as_deref()).unwrap_or_default();
    let held: Vec<usize> = plan.iter().filter(|step| !step.kept).filter_map(Step::at).collect();
    for (_, place) in &mut markup.kept {
        place.before = held.iter().position(|at| *at > place.at).unwrap_or(held.len());
    }
}
