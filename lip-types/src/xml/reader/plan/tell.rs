//! What is told of children that do not fit.

use std::collections::HashMap;
use std::ops::Range;

use super::super::super::align::Edit;
use super::super::super::automaton::{Automaton, Place, Symbol};
use super::super::super::error::ErrorKind;
use super::super::super::fault::Fault;
use super::super::super::finding::Severity;
use super::super::super::model::Expected;
use super::super::super::name::Name;
use super::super::super::outline::Element;
use super::super::Reader;
use super::super::expected::again;
use super::Child;
use super::moves::Moves;

/// The children behind which something stands, or is missing.
pub(super) struct Before<'a> {
    automaton: &'a Automaton,
    place: Option<Place>,
    /// Their names, each once, and the last once more.
    names: Vec<&'static str>,
}

impl<'a> Before<'a> {
    fn none(automaton: &'a Automaton) -> Self {
        Self { automaton, place: automaton.walk(std::iter::empty()), names: Vec::new() }
    }

    fn push(&mut self, symbol: Symbol) {
        self.place = self.place.and_then(|place| self.automaton.step(place, symbol));
        self.names.pop();
        let local = self.automaton.name(symbol).local;
        if !self.names.contains(&local) {
            self.names.push(local);
        }
        self.names.push(local);
    }

    fn expected(&self) -> Expected {
        let nothing = Expected { elements: Vec::new(), end: false };
        self.place.map_or(nothing, |place| self.automaton.expected(place))
    }
}

impl<'x> Reader<'x> {
    /// Tells of each edit; answers which finding tells of what is missing: before which child, and what.
    pub(super) fn tell(
        &mut self,
        element: &Element<'x>,
        children: &[Child<'x>],
        automaton: &Automaton,
        edits: &[Edit],
        moved: &Moves<'x>,
        swallowed: &[bool],
    ) -> HashMap<(u32, Symbol), usize> {
        let child_at = |i: u32| children.get(i as usize);
        let mut missing = HashMap::new();
        let mut before = Before::none(automaton);
        let mut mended = self.reordered(children, edits, moved);
        // One that may not stand here stands instead of one that is missing: that is one fault.
        let mut instead = 0_usize;
        // The first edit from here on that drops nothing.
        let mut other = 0;
        for (place, (edit, swallowed)) in edits.iter().zip(swallowed).enumerate() {
            let severity = match edit {
                Edit::Drop(i) if moved.children.contains(i) => self.order_severity(),
                Edit::Drop(_) => self.unknown_severity(),
                _ => Severity::Error,
            };
            let told = match edit {
                Edit::Take(..) => true,
                Edit::Miss(i, symbol) => *swallowed || moved.filled.contains(&(*i, *symbol)) || instead > 0,
                Edit::Drop(i) => *swallowed && !moved.children.contains(i),
                Edit::Mean(..) => false,
            };
            let (kind, at) = match edit {
                Edit::Miss(i, _) => (ErrorKind::MissingElement, child_at(*i).map_or(element.end, |c| c.at)),
                Edit::Take(i, _) | Edit::Mean(i, _) | Edit::Drop(i) => {
                    let kind = if moved.children.contains(i) { ErrorKind::Order } else { ErrorKind::UnexpectedElement };
                    (kind, child_at(*i).map_or(element.at, |c| c.at))
                }
            };
            if !told && self.count_only(kind, at, severity) {
                if let (Edit::Drop(_), ErrorKind::UnexpectedElement) = (edit, kind) {
                    self.let_child_go(at);
                }
                continue;
            }
            match *edit {
                Edit::Take(_, symbol) => {
                    instead = 0;
                    before.push(symbol);
                }
                Edit::Mean(i, symbol) => {
                    instead = 0;
                    let Some(child) = child_at(i) else { continue };
                    let name = automaton.name(symbol);
                    let fault = self.unexpected_child(child, Some(&before), Some(name));
                    // In another namespace it is another element.
                    let range = child.at..child.behind;
                    let repair = if child.local == name.local { None } else { self.renamed(range, child.local, name) };
                    let fault = match repair {
                        Some(text) => fault.repair(child.at..child.behind, text),
                        None => fault,
                    };
                    self.report(fault);
                    before.push(symbol);
                }
                Edit::Drop(i) if moved.children.contains(&i) => {
                    let Some(child) = child_at(i) else { continue };
                    let mut fault = self.unexpected_child(child, Some(&before), None);
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
                    let Some(child) = child_at(i).filter(|c| c.uri.is_some()) else { continue };
                    if told {
                        self.check_dropped(child);
                        self.let_child_go(child.at);
                        continue;
                    }
                    // Those that are ignored stand for nothing.
                    other = other.max(place);
                    other += edits[other..].iter().take_while(|edit| matches!(edit, Edit::Drop(_))).count();
                    let stands_for = severity == Severity::Error && matches!(edits.get(other), Some(Edit::Miss(..)));
                    instead += usize::from(stands_for);
                    let hint = moved.has(child.local).then(|| again(child.local));
                    self.unplanned(child, Some(&before), hint, severity);
                    if !stands_for || before.names.contains(&child.local) {
                        self.check_dropped(child);
                    }
                    self.let_child_go(child.at);
                }
                Edit::Miss(i, symbol) => {
                    if moved.filled.contains(&(i, symbol)) || *swallowed {
                    } else if instead > 0 {
                        instead -= 1;
                    } else {
                        let fault = self.missing_child(element, child_at(i), &before);
                        let (index, _) = self.told();
                        self.report(fault);
                        if self.told().0 > index {
                            missing.entry((i, symbol)).or_insert(index);
                        }
                    }
                    before.push(symbol);
                }
            }
        }
        missing
    }

    /// Tells of a child that may not stand behind these, or at all.
    pub(super) fn unplanned(
        &mut self,
        child: &Child<'x>,
        before: Option<&Before<'_>>,
        hint: Option<String>,
        severity: Severity,
    ) {
        let mut fault = self.unexpected_child(child, before, None).severity(severity);
        if hint.is_some() {
            fault = fault.hint(hint);
        }
        self.report(fault);
    }

    fn unexpected_child(&mut self, child: &Child<'x>, before: Option<&Before<'_>>, meant: Option<&Name>) -> Box<Fault> {
        self.look_at(child.at);
        let (name, end) =
            if self.tag() { self.tag.as_ref().map_or(("", child.at), |t| (t.name, t.end)) } else { ("", child.at) };
        let found = self.foreign(name);
        let (expected, mut hint) = match before {
            Some(before) => self.expected_of(&before.expected(), &before.names, Some(name)),
            None if self.has_entities() => self.expected(Some(name)),
            None => self.expected_after(&[], Some(name)),
        };
        self.look_away();
        if let Some(meant) = meant.filter(|meant| meant.local != child.local) {
            hint = Some(format!("did you mean `{}`?", meant.local));
        }
        Fault::new(ErrorKind::UnexpectedElement, child.at, end - child.at, found).expected(expected).hint(hint)
    }

    fn missing_child(&mut self, element: &Element<'x>, next: Option<&Child<'x>>, before: &Before<'_>) -> Box<Fault> {
        let (at, length, found) = match next {
            Some(child) => (child.at, child.local.len() + 1, format!("element `{}`", child.local)),
            None if element.end == element.content && element.end == element.behind => {
                (element.at, element.content - element.at, format!("the end of `{}`", element.name))
            }
            None => (element.end, element.behind - element.end, format!("the end of `{}`", element.name)),
        };
        let (expected, _) = self.expected_of(&before.expected(), &before.names, None);
        Fault::new(ErrorKind::MissingElement, at, length, found).expected(expected).inside(element.at)
    }

    /// What may not stand here is checked by its own declaration, if it has one.
    pub(super) fn check_dropped(&mut self, child: &Child<'x>) {
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
    pub(in super::super) fn renamed(&self, place: Range<usize>, local: &str, name: &Name) -> Option<String> {
        let text = self.text.get(place.clone())?;
        let written = self.recovery.as_ref()?.outline.at(place.start)?.name;
        let prefix = written.strip_suffix(local)?;
        let inner = text.strip_prefix('<')?.strip_prefix(written)?;
        let start = format!("<{prefix}{}", name.local);
        if text.ends_with("/>") {
            return Some([&*start, inner].concat());
        }
        let (inner, end) = inner.rsplit_once("</")?;
        let space = end.strip_prefix(written)?;
        // It may be long: no more memory than that.
        Some([&*start, inner, "</", prefix, name.local, space].concat())
    }
}
