//! Rules that no schema states: what they are, and how they are chosen.

use super::error::ErrorKind;
use super::fault::Fault;
use super::finding::Severity;
use super::tree::{Place, Tree};

/// A rule that no schema states, such as "an `indexid` stands once in a record".
///
/// The rules of LIP are [`lip::RULES`](crate::lip::RULES);
/// [`ReadOptions::rules`](super::ReadOptions::rules) takes those that are to hold.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Rule {
    /// The code that never changes, such as `LIP0101`.
    pub code: &'static str,
    /// The name by which the rule is chosen, such as `unique-indexid`.
    pub name: &'static str,
    /// Whether a document that breaks it is wrong; else it is only told.
    pub is_error: bool,
    /// What holds, in one sentence.
    pub about: &'static str,
    pub(crate) check: fn(&Tree, &mut Broken<'_>),
}

impl Rule {
    #[expect(clippy::vec_box, reason = "faults come boxed, to keep results small")]
    pub(crate) fn broken(&'static self, tree: &Tree) -> Vec<Box<Fault>> {
        let mut broken = Broken { rule: self, faults: Vec::new() };
        (self.check)(tree, &mut broken);
        broken.faults
    }
}

/// Collects the places where a rule does not hold.
pub(crate) struct Broken<'r> {
    rule: &'r Rule,
    #[expect(clippy::vec_box, reason = "faults come boxed, to keep results small")]
    faults: Vec<Box<Fault>>,
}

impl Broken<'_> {
    pub(crate) fn at(&mut self, place: Place, found: String, expected: impl Into<String>) {
        let fault = self.fault(place, found, expected);
        self.faults.push(fault);
    }

    pub(crate) fn hinted(&mut self, place: Place, found: String, expected: impl Into<String>, hint: Option<String>) {
        let fault = self.fault(place, found, expected).hint(hint);
        self.faults.push(fault);
    }

    pub(crate) fn in_attribute(&mut self, name: &str, place: Place, found: String, expected: impl Into<String>) {
        let fault = self.fault(place, found, expected).attribute(name);
        self.faults.push(fault);
    }

    fn fault(&self, place: Place, found: String, expected: impl Into<String>) -> Box<Fault> {
        let kind = ErrorKind::Rule { code: self.rule.code };
        let severity = if self.rule.is_error { Severity::Error } else { Severity::Warning };
        Fault::new(kind, place.at, place.length, found).expected(expected).severity(severity)
    }
}
