//! Content models as they are met in a document: what its children are judged is found once for each name.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::super::super::align::{Judged, Row};
use super::super::super::automaton::Automaton;
use super::super::super::model::Model;
use super::super::super::name::Name;
use super::super::super::policy::Unknown;
use super::super::Reader;
use super::super::expected::is_near;
use super::Child;

#[derive(Default)]
pub(in super::super) struct Grammars<'x> {
    /// By the address of the model; none for one that is too large.
    by_model: HashMap<*const Model, Option<Rc<Grammar<'x>>>>,
    uris: HashSet<Rc<str>>,
}

/// The name of a child as it is written: its local part and its namespace.
type Written<'x> = (&'x str, Option<Rc<str>>);

pub(super) struct Grammar<'x> {
    pub(super) automaton: Automaton,
    rows: RefCell<HashMap<Written<'x>, Row>>,
}

impl Grammars<'_> {
    /// A URI, held once.
    pub(super) fn uri(&mut self, uri: &str) -> Rc<str> {
        if let Some(known) = self.uris.get(uri) {
            return Rc::clone(known);
        }
        let new = Rc::<str>::from(uri);
        self.uris.insert(Rc::clone(&new));
        new
    }
}

impl<'x> Reader<'x> {
    pub(super) fn grammar(&mut self, model: &'static Model) -> Option<Rc<Grammar<'x>>> {
        let grammars = &mut self.recovery.as_mut()?.grammars;
        let grammar = grammars.by_model.entry(std::ptr::from_ref(model)).or_insert_with(|| {
            let automaton = Automaton::of(model)?;
            Some(Rc::new(Grammar { automaton, rows: RefCell::default() }))
        });
        grammar.clone()
    }

    /// What each child is judged.
    pub(super) fn rows(&self, grammar: &Grammar<'x>, children: &[Child<'x>]) -> Vec<Row> {
        let mut known = grammar.rows.borrow_mut();
        let mut rows: Vec<Row> = Vec::with_capacity(children.len());
        let mut before: Option<&Child<'x>> = None;
        for child in children {
            let same = before.is_some_and(|before| before.local == child.local && before.uri == child.uri);
            let row = match rows.last() {
                Some(row) if same => *row,
                _ => *known
                    .entry((child.local, child.uri.clone()))
                    .or_insert_with(|| grammar.automaton.row(self.judged(&grammar.automaton, child))),
            };
            rows.push(row);
            before = Some(child);
        }
        rows
    }

    fn judged(&self, automaton: &Automaton, child: &Child<'x>) -> Vec<Judged> {
        // Another spelling, or another namespace; unless what is unknown is let pass as that.
        let meant = self.policy().unknown == Unknown::Reject;
        let unknown = automaton.find(child.local).is_none() && self.home.declaration(child.local).is_none();
        let judged = |name: &&'static Name| {
            let uri = self.uri_of(name.namespace);
            let uri = child.uri.as_deref().map(|written| written == uri);
            match child.local == name.local {
                true if uri != Some(false) => Judged::Is,
                true if meant => Judged::Near,
                false if meant && unknown && uri == Some(true) && is_near(child.local, name.local) => Judged::Near,
                _ => Judged::Other,
            }
        };
        automaton.names().iter().map(judged).collect()
    }
}
