//! Going on behind a fault: how all findings of a document are collected.
//!
//! A document that is refused is read once more, along its [`Outline`]. When an element with
//! children is entered, they are aligned with its content model; what does not fit is told, and the
//! generated code is led along a plan in which everything fits: a child that may not stand here is not in
//! it, and one that is missing is a step that reads nothing. What cannot be planned, as inside
//! entities, is read as it comes; behind a fault the rest of the element is passed over.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::rc::Rc;

use super::super::document::{Declared, Document};
use super::super::error::ErrorKind;
use super::super::fault::{Fault, findings};
use super::super::finding::Severity;
use super::super::findings::Findings;
use super::super::inline::Inlined;
use super::super::name::Name;
use super::super::outline::{Outline, start_tag};
use super::super::policy::{Policy, Values};
use super::super::preserved::Preserved;
use super::keep::order_kept;
use super::plan::Grammars;
use super::tag::{AttributeNamespace, Tag};
use super::{Attribute, NO_NAME, Next, Reader};
use crate::value::{FromText, ValueError};

pub(super) struct Recovery<'x> {
    pub(super) outline: Rc<Outline<'x>>,
    pub(super) policy: Policy,
    /// What the outline found has been told.
    begun: bool,
    pub(super) faults: Vec<Fault>,
    /// What has been told: of which kind, where, and a hash of the words.
    seen: HashSet<(ErrorKind, usize, u64)>,
    hash: RandomState,
    more: usize,
    /// Of those the errors: all that may still be let pass, or one.
    pub(super) more_errors: Vec<(ErrorKind, usize)>,
    /// What is left out of the element that is being checked in open content, by where it begins.
    pub(super) left_out: HashSet<usize>,
    /// An element of open content is checked, of which nothing but this is made.
    pub(super) checks_only: bool,
    /// How many bytes repairs may still bring, and how many children may still be gone over to say what was expected.
    repairs_left: usize,
    pub(super) children_left: usize,
    pub(super) grammars: Grammars<'x>,
    /// So many elements are open when reading goes on; until then everything is answered with no.
    lost: Option<usize>,
    /// No value will come of the document: what is read is not held.
    pub(super) refused: bool,
    /// Counts what has been passed, so that going on means getting on.
    passed: usize,
    passed_before: usize,
}

/// The texts of all repairs together may be as long as this, or as four times the document.
const REPAIRS: usize = 1 << 20;

/// So many children are gone over to say what was expected behind them; then it is said in general.
const CHILDREN: usize = 1 << 20;

/// What is known of an open element.
pub(super) struct Course {
    pub(super) end: usize,
    behind: usize,
    pub(super) broken: bool,
    pub(super) plan: Option<Vec<Step>>,
    /// Which step is next.
    pub(super) next: usize,
    /// There is something in it that was not read: its type cannot hold it.
    pub(super) spoilt: bool,
    /// Where the child begins that was entered last.
    last: usize,
}

/// A child as the content model wants it.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) name: &'static Name,
    /// Where it is; nowhere when it is missing.
    at: usize,
    /// The fault that tells of its absence, or the first of those that are told when it is read.
    pub(super) fault: u32,
    /// The same of those that are only counted.
    pub(super) more: u32,
    /// It could not be read, or not be held.
    pub(super) lost: bool,
    /// It has been kept as it is.
    pub(super) kept: bool,
}

const NOWHERE: usize = usize::MAX;

/// The index of a finding; what is beyond all that can be told is no finding of anything.
pub(super) fn index(told: usize) -> u32 {
    u32::try_from(told).unwrap_or(u32::MAX)
}

impl Step {
    pub(super) fn new(name: &'static Name, at: Option<usize>) -> Self {
        let at = at.unwrap_or(NOWHERE);
        Self { name, at, fault: u32::MAX, more: u32::MAX, lost: false, kept: false }
    }

    /// Where it is; `None` when it is missing.
    pub(super) fn at(&self) -> Option<usize> {
        Some(self.at).filter(|at| *at != NOWHERE)
    }
}

impl<'x> Reader<'x> {
    /// Goes on behind faults from here on.
    pub(crate) fn collect_all(&mut self, policy: Policy) {
        let outline = Rc::new(Outline::of(self.document, &self.limits));
        self.careful = true;
        self.recovery = Some(Box::new(Recovery {
            outline: Rc::clone(&outline),
            policy,
            begun: false,
            faults: Vec::new(),
            seen: HashSet::new(),
            hash: RandomState::new(),
            grammars: Grammars::default(),
            more: outline.more,
            // Broken markup is let pass by no policy.
            more_errors: Vec::from_iter((outline.more > 0).then_some((ErrorKind::Syntax, 0))),
            left_out: HashSet::new(),
            checks_only: false,
            repairs_left: REPAIRS.max(self.document.text.len().saturating_mul(4)),
            children_left: CHILDREN,
            lost: None,
            refused: outline.more > 0 && policy.is_strict(),
            passed: 0,
            passed_before: 0,
        }));
        for fault in &outline.faults {
            self.report(Box::new(fault.clone()));
        }
        if let Some(recovery) = self.recovery.as_mut() {
            recovery.begun = true;
        }
    }

    /// All that was found.
    pub(crate) fn into_findings(self) -> Findings {
        self.findings(None)
    }

    /// The same; `inlined` tells from which text entities were written out.
    pub(crate) fn findings(self, inlined: Option<(&Inlined, &str)>) -> Findings {
        let Document { text, content, .. } = *self.document;
        let Some(recovery) = self.recovery else {
            return self.first.map(|fault| fault.into_finding(text, content, self.file).into()).unwrap_or_default();
        };
        let Recovery { faults, more, more_errors, outline, .. } = *recovery;
        let more_errors = !more_errors.is_empty();
        Findings::new(findings(faults, text, content, &outline, inlined, self.file.as_deref()), more, more_errors)
    }

    /// Whether what stopped it is a limit.
    pub(crate) fn is_beyond_limit(&self) -> bool {
        self.first.as_ref().is_some_and(|fault| fault.kind == ErrorKind::Limit)
    }

    /// Whether no value will come of the document.
    pub(super) fn is_refused(&self) -> bool {
        self.recovery.as_ref().is_some_and(|recovery| recovery.refused)
    }

    pub(super) fn is_lost(&self) -> bool {
        self.recovery.as_ref().is_some_and(|r| r.lost.is_some())
    }

    /// Tells a fault, and goes on where faults are collected.
    #[cold]
    pub(crate) fn report(&mut self, mut fault: Box<Fault>) {
        if self.recovery.is_none() {
            return self.fail(fault);
        }
        self.at_reference(&mut fault);
        if self.is_lost() || self.count_only(fault.kind, fault.at, fault.severity) {
            return;
        }
        let Some(recovery) = self.recovery.as_mut() else { return };
        recovery.passed += 1;
        fault.shorten();
        // That the document breaks off has been told.
        let beyond = recovery.outline.broken_off.is_some_and(|end| fault.at >= end && fault.kind == ErrorKind::Syntax);
        if beyond && recovery.begun {
            return;
        }
        let words = recovery.hash.hash_one(fault.words());
        if !recovery.seen.insert((fault.kind, fault.at, words)) {
            return;
        }
        match recovery.repairs_left.checked_sub(fault.repair_length()) {
            Some(left) => recovery.repairs_left = left,
            None => fault.without_repair(),
        }
        recovery.refused |= fault.severity == Severity::Error && recovery.policy.is_strict();
        recovery.faults.push(*fault);
    }

    /// Whether so much has been found that more is only counted; counts one more then, and words are
    /// not made for it.
    pub(super) fn count_only(&mut self, kind: ErrorKind, at: usize, severity: Severity) -> bool {
        let most = self.limits.findings;
        let Some(recovery) = self.recovery.as_mut().filter(|r| r.faults.len() >= most) else { return false };
        recovery.passed += 1;
        recovery.more += 1;
        recovery.refused |= severity == Severity::Error && recovery.policy.is_strict();
        if severity == Severity::Error && (recovery.policy.keeps() || recovery.more_errors.is_empty()) {
            recovery.more_errors.push((kind, at));
        }
        true
    }

    /// Passes over the rest of the innermost element of the document's own text.
    #[cold]
    pub(super) fn lose(&mut self) {
        let depth = self.open.iter().rposition(|o| o.course.is_some()).map_or(0, |i| i + 1);
        if let Some(recovery) = self.recovery.as_mut() {
            recovery.lost.get_or_insert(depth);
        }
        self.blank();
    }

    /// Whether a repeated member goes on behind an item that could not be read.
    #[cold]
    pub(crate) fn goes_on(&mut self) -> bool {
        self.recovery.as_mut().is_some_and(|r| std::mem::replace(&mut r.passed_before, r.passed) != r.passed)
    }

    /// The element at `at` has been entered.
    #[cold]
    pub(super) fn entered(&mut self, at: usize) {
        let Some(recovery) = self.recovery.as_mut() else { return };
        recovery.passed += 1;
        if let Some(parent) = self.open.iter_mut().rev().nth(1).and_then(|o| o.course.as_deref_mut()) {
            let step = parent.plan.as_mut().and_then(|plan| plan.get_mut(parent.next));
            if let Some(step) = step.filter(|step| step.at().is_some()) {
                (step.fault, step.more) = (index(recovery.faults.len()), index(recovery.more_errors.len()));
            }
            parent.next += 1;
            parent.last = if self.inputs.is_empty() { at } else { parent.last };
        }
        self.place = 0;
        if !self.inputs.is_empty() || recovery.lost.is_some() {
            return;
        }
        let outline = Rc::clone(&recovery.outline);
        let Some(element) = outline.at(at) else { return };
        if let Some(open) = self.open.last_mut() {
            open.course = Some(Box::new(Course {
                end: element.end,
                behind: element.behind,
                broken: element.broken,
                plan: None,
                next: 0,
                spoilt: false,
                last: at,
            }));
        }
        self.plan(&outline, element);
    }

    /// The step that is next, when the innermost element has a plan.
    pub(super) fn step(&self) -> Option<Step> {
        let course = self.open.last()?.course.as_deref()?;
        course.plan.as_ref()?.get(course.next).copied()
    }

    /// Looks at the next step; `false` when there is no plan.
    pub(super) fn look_at_plan(&mut self) -> bool {
        let Some(course) = self.open.last().and_then(|o| o.course.as_deref()).filter(|c| c.plan.is_some()) else {
            return false;
        };
        let end = course.end;
        self.tag = None;
        match self.step() {
            None => {
                (self.at, self.next, self.name_at) = (end, Next::EndTag, NO_NAME);
            }
            Some(step) => {
                // No name stands at the end of the text: the plan is asked for each.
                (self.name_at, self.prefixed) = (self.text.len(), true);
                self.next = Next::Nothing;
                if let Some(at) = step.at() {
                    (self.at, self.next) = (at, Next::StartTag);
                }
            }
        }
        true
    }

    /// Whether the next step is this element.
    pub(super) fn is_step(&mut self, step: Step, name: &Name) -> bool {
        *step.name == *name && (step.at().is_none() || self.tag())
    }

    /// An element that is missing was asked for: it is passed.
    #[cold]
    pub(super) fn pass_missing(&mut self) {
        if self.step().is_none_or(|step| step.at().is_some()) || self.next != Next::Nothing {
            return;
        }
        if let Some(course) = self.open.last_mut().and_then(|o| o.course.as_deref_mut()) {
            course.next += 1;
            self.place = course.next;
        }
        if let Some(recovery) = self.recovery.as_mut() {
            recovery.passed += 1;
        }
        self.next = Next::Unknown;
        self.name_at = NO_NAME;
    }

    /// Leaves the innermost element.
    #[cold]
    pub(super) fn end_in_recovery(&mut self) -> Option<Preserved> {
        if let Some(ended) = self.end_anyhow() {
            return ended;
        }
        let depth = self.open.len();
        let ended = self.end_here();
        if self.open.len() < depth {
            return ended;
        }
        // What is wrong in an entity spoils the element that refers to it.
        if !self.is_lost() {
            self.lose();
        }
        self.end_anyhow().flatten()
    }

    /// Leaves the innermost element, wherever the reader stands in it; `None` when it is in an entity,
    /// and has to be read to its end.
    #[cold]
    fn end_anyhow(&mut self) -> Option<Option<Preserved>> {
        let lost = self.recovery.as_mut().and_then(|r| {
            r.passed += 1;
            r.lost
        });
        if let Some(depth) = lost {
            if self.open.len() > depth {
                let open = self.open.pop()?;
                self.namespaces.leave(open.namespaces);
                self.namespaces.enter();
                self.default = None;
                self.mixed = open.parent_mixed;
                self.find_place();
                return Some(None);
            }
            if let Some(recovery) = self.recovery.as_mut() {
                recovery.lost = None;
            }
            self.inputs.clear();
            self.text = self.document.text;
            if let Some(last) = self.open.last().and_then(|open| open.course.as_ref()).map(|course| course.last) {
                self.check_rest(last + 1);
            }
        } else {
            let broken = self.open.last()?.course.as_ref()?.broken;
            if self.next == Next::Unknown {
                let from = self.at;
                self.look();
                if self.is_spoilt_empty(from) {
                    self.not_empty(from);
                    self.spoil();
                }
            }
            if self.is_lost() {
                return self.end_anyhow();
            }
            if self.next != Next::EndTag && !broken {
                let from = self.inputs.first().map_or(self.at, |input| input.resume);
                self.wrong_content();
                self.spoil();
                if !self.is_lost() {
                    (self.inputs, self.text) = (Vec::new(), self.document.text);
                    self.check_rest(from);
                }
            }
            if self.is_lost() {
                return self.end_anyhow();
            }
            self.inputs.clear();
            self.text = self.document.text;
        }
        let mut open = self.open.pop()?;
        self.at = open.course.as_ref().map_or(self.text.len(), |course| course.behind);
        if self.source.is_some() {
            self.end_raw(&mut open);
        }
        let spoilt = self.is_refused() || lost.is_some() || open.course.as_ref().is_some_and(|course| course.spoilt);
        order_kept(&mut open);
        self.find_place();
        self.namespaces.leave(open.namespaces);
        self.namespaces.enter();
        self.default = None;
        self.empty = false;
        self.tag = None;
        self.mixed = open.parent_mixed;
        self.name_at = NO_NAME;
        self.next = Next::Unknown;
        if self.open.is_empty() {
            return Some(self.finish(open.markup).filter(|_| !spoilt));
        }
        Some((!spoilt).then_some(Preserved(open.markup)))
    }

    /// Reads as much of a start tag as makes sense; what does not is told.
    #[cold]
    pub(super) fn tag_in_part(&mut self, fault: Box<Fault>) -> bool {
        self.namespaces.leave(self.namespaces.before_tag());
        self.namespaces.enter();
        self.attributes.clear();
        let text = self.text;
        if !self.inputs.is_empty() || fault.kind == ErrorKind::Limit {
            self.fail(fault);
            return false;
        }
        let Ok(written) = start_tag(text, self.at) else {
            if self.open.is_empty() {
                self.fail(fault);
                return false;
            }
            // The outline has told that no tag begins here.
            self.lose();
            return false;
        };
        let document = self.document;
        let declared = document.declared(&text[self.at + 1..written.name_end]);
        for w in &written.attributes {
            let tokenized =
                Declared::find(declared, &text[w.name_at..w.name_end]).is_some_and(|declared| declared.tokenized);
            let (prefix, local) = match w.colon {
                Some(colon) => (&text[w.name_at..colon], &text[colon + 1..w.name_end]),
                None => ("", &text[w.name_at..w.name_end]),
            };
            let attribute = Attribute {
                prefix,
                local,
                namespace: AttributeNamespace::of(prefix, local),
                value: &text[w.value_at..w.value_end],
                name_at: w.name_at,
                value_at: w.value_at,
                written_otherwise: w.written_otherwise || tokenized,
                tokenized,
            };
            if let Err(fault) = self.add(attribute) {
                let beyond = fault.kind == ErrorKind::Limit;
                self.report(fault);
                if beyond {
                    break;
                }
            }
        }
        for fault in self.resolve_each() {
            self.report(Box::new(fault));
        }
        let name_at = self.at + 1;
        let name = &text[name_at..written.name_end];
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        if !prefix.is_empty() && self.namespaces.of_element(prefix).is_none() {
            self.report(super::tag::undeclared_prefix(prefix, name_at));
        }
        self.tag = Some(Tag { name, prefix, end: written.end, empty: written.empty });
        true
    }

    /// A text is no value. Where it is certain what was meant, that may be the value; see [`Values::Keep`].
    #[cold]
    pub(super) fn mended_value<T: FromText>(
        &mut self,
        at: usize,
        raw: &str,
        error: &ValueError,
        attribute: Option<&str>,
    ) -> Option<T> {
        let mended = error.hint().and_then(|hint| hint.strip_prefix("write `")?.strip_suffix('`'));
        let plain = |text: &str| !text.contains(['&', '<', '"', '\'']);
        let mended = mended.filter(|mended| plain(raw) && plain(mended) && self.inputs.is_empty());
        let value = mended.and_then(|mended| T::from_text(mended.to_owned().into(), &self.scope()).ok());
        let mended = mended.filter(|_| value.is_some());
        let keep = self.recovery.as_ref().is_some_and(|r| r.policy.values == Values::Keep);
        let severity = if keep && value.is_some() { Severity::Warning } else { Severity::Error };
        self.wrong_value(at, raw, error, attribute, mended, severity);
        value.filter(|_| keep)
    }
}
