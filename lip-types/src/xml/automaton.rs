//! A content model as an automaton, made once for a model and walked along the children of many elements.
//!
//! Its states stand between elements of the model. Which of them can be reached behind the children that are
//! there is looked up: a set of states is made when children lead to it for the first time.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::align::Alignments;
use super::model::{Expected, Model};
use super::name::Name;

/// The index of a name in [`Automaton::names`].
pub(crate) type Symbol = u32;

pub(crate) struct Automaton {
    pub(super) states: Vec<State>,
    pub(super) end: u32,
    /// The names of the model, each once, in its order.
    names: Vec<&'static Name>,
    sets: RefCell<Sets>,
    pub(super) alignments: RefCell<Alignments>,
}

#[derive(Default)]
pub(super) struct State {
    /// Where it goes on without a child.
    pub(super) free: Vec<u32>,
    pub(super) names: Vec<(Symbol, u32)>,
    /// What comes behind all else that may stand here, in the order of the model; of more than one, the last is the last.
    behind: Vec<u32>,
}

/// Models with more states are not looked at.
const MOST: usize = 20_000;

impl Automaton {
    /// The automaton of a model, or none when it is too large.
    pub(crate) fn of(model: &'static Model) -> Option<Self> {
        let mut automaton = Self {
            states: vec![State::default()],
            end: 0,
            names: Vec::new(),
            sets: RefCell::default(),
            alignments: RefCell::default(),
        };
        automaton.end = automaton.add(model, START)?;
        Some(automaton)
    }

    /// The names of the model, each once, in its order.
    pub(crate) fn names(&self) -> &[&'static Name] {
        &self.names
    }

    pub(crate) fn name(&self, symbol: Symbol) -> &'static Name {
        self.names[symbol as usize]
    }

    /// The first name that has a local part.
    pub(crate) fn find(&self, local: &str) -> Option<Symbol> {
        self.names.iter().position(|name| name.local == local).map(|symbol| symbol as Symbol)
    }

    fn state(&mut self) -> u32 {
        self.states.push(State::default());
        self.states.len() as u32 - 1
    }

    fn free(&mut self, from: u32, to: u32) {
        self.states[from as usize].free.push(to);
    }

    fn behind(&mut self, state: u32, last: u32) {
        self.states[state as usize].behind.push(last);
    }

    fn symbol(&mut self, name: &'static Name) -> Symbol {
        let known = self.names.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        });
        known as Symbol
    }

    /// Adds a model behind a state; answers the state behind it, or none when it is too large.
    fn add(&mut self, model: &'static Model, from: u32) -> Option<u32> {
        if self.states.len() > MOST {
            return None;
        }
        match model {
            Model::Element(name) => {
                let to = self.state();
                let symbol = self.symbol(name);
                self.states[from as usize].names.push((symbol, to));
                Some(to)
            }
            Model::Sequence(all) => all.iter().try_fold(from, |at, m| self.add(m, at)),
            Model::Choice(all) => {
                let to = self.state();
                for m in *all {
                    let begin = self.state();
                    self.free(from, begin);
                    let end = self.add(m, begin)?;
                    self.free(end, to);
                    self.behind(begin, to);
                }
                Some(to)
            }
            Model::Occurs { inner, min, max } => {
                let mut at = from;
                for _ in 0..*min {
                    at = self.add(inner, at)?;
                }
                let to = self.state();
                if *max == usize::MAX {
                    let round = self.state();
                    self.free(at, round);
                    let end = self.add(inner, round)?;
                    self.free(end, round);
                    self.free(round, to);
                    return Some(to);
                }
                self.free(at, to);
                for _ in *min..*max {
                    let begin = at;
                    at = self.add(inner, begin)?;
                    self.free(at, to);
                    self.behind(begin, to);
                }
                Some(to)
            }
            Model::Text | Model::Any => Some(from),
        }
    }

    /// Where an element stands behind children of these names; `None` when they may not stand so.
    pub(crate) fn walk(&self, names: impl Iterator<Item = Symbol>) -> Option<Place> {
        let mut sets = self.sets.borrow_mut();
        let mut names = names;
        let begin = sets.begin(self);
        names.try_fold(begin, |set, symbol| sets.step(self, set, symbol)).map(Place)
    }

    /// Where it stands one child further.
    pub(crate) fn step(&self, place: Place, symbol: Symbol) -> Option<Place> {
        self.sets.borrow_mut().step(self, place.0, symbol).map(Place)
    }

    /// Whether these are the children of an element of the model.
    pub(crate) fn accepts(&self, names: impl Iterator<Item = Symbol>) -> bool {
        self.walk(names).is_some_and(|place| self.ends(place))
    }

    fn ends(&self, place: Place) -> bool {
        self.sets.borrow().set(place.0).contains(&self.end)
    }

    /// What can follow there.
    pub(crate) fn expected(&self, place: Place) -> Expected {
        let set = self.sets.borrow().set(place.0);
        let mut elements: Vec<Name> = Vec::new();
        for (symbol, _) in set.iter().flat_map(|state| &self.states[*state as usize].names) {
            let name = self.name(*symbol);
            if !elements.contains(name) {
                elements.push(*name);
            }
        }
        Expected { elements, end: set.contains(&self.end) }
    }

    /// All states that are reached from these without a child, in the order of the model.
    fn closure(&self, from: &[u32]) -> Vec<u32> {
        let mut reached = vec![false; self.states.len()];
        let mut next = from.to_vec();
        while let Some(state) = next.pop() {
            if !std::mem::replace(&mut reached[state as usize], true) {
                next.extend(&self.states[state as usize].free);
            }
        }
        // What is left last comes first, and what stands behind all else is entered before it.
        let mut order = Vec::new();
        let mut open: Vec<(u32, bool)> = from.iter().map(|state| (*state, false)).collect();
        while let Some((state, left)) = open.pop() {
            if left {
                order.push(state);
            } else if std::mem::replace(&mut reached[state as usize], false) {
                open.push((state, true));
                let state = &self.states[state as usize];
                open.extend(state.free.iter().chain(&state.behind).map(|to| (*to, false)));
            }
        }
        order.reverse();
        order
    }
}

pub(super) const START: u32 = 0;

/// Where an element stands behind some of its children.
#[derive(Clone, Copy)]
pub(crate) struct Place(u32);

/// The sets of states that have been reached.
#[derive(Default)]
struct Sets {
    sets: Vec<Rc<[u32]>>,
    known: HashMap<Rc<[u32]>, u32>,
    /// Where each of them goes with each name.
    steps: Vec<u32>,
}

const UNKNOWN: u32 = u32::MAX;
const NOWHERE: u32 = u32::MAX - 1;

impl Sets {
    fn set(&self, set: u32) -> Rc<[u32]> {
        Rc::clone(&self.sets[set as usize])
    }

    fn begin(&mut self, automaton: &Automaton) -> u32 {
        if self.sets.is_empty() { self.add(automaton, &[START]) } else { 0 }
    }

    fn add(&mut self, automaton: &Automaton, from: &[u32]) -> u32 {
        let set: Rc<[u32]> = automaton.closure(from).into();
        if let Some(known) = self.known.get(&set) {
            return *known;
        }
        let new = self.sets.len() as u32;
        self.sets.push(Rc::clone(&set));
        self.known.insert(set, new);
        self.steps.resize(self.sets.len() * automaton.names.len(), UNKNOWN);
        new
    }

    fn step(&mut self, automaton: &Automaton, set: u32, symbol: Symbol) -> Option<u32> {
        let step = set as usize * automaton.names.len() + symbol as usize;
        if self.steps[step] == UNKNOWN {
            let states = self.set(set);
            let edges = states.iter().flat_map(|state| &automaton.states[*state as usize].names);
            let to: Vec<u32> = edges.filter(|(name, _)| *name == symbol).map(|(_, to)| *to).collect();
            self.steps[step] = if to.is_empty() { NOWHERE } else { self.add(automaton, &to) };
        }
        Some(self.steps[step]).filter(|to| *to != NOWHERE)
    }
}

#[cfg(test)]
mod tests {
    use super::super::model;
    use super::super::model::tests::{A, B, C, D, MANY, occurs};
    use super::*;

    /// What is found by walking the model from its beginning.
    #[test]
    fn the_same_follows_as_by_the_model() {
        static MODELS: [Model; 10] = [
            // (a?, b{2,3}, (c | d)+)
            Model::Sequence(&[
                occurs(&A, 0, 1),
                occurs(&B, 2, 3),
                occurs(&Model::Choice(&[occurs(&C, 1, 1), occurs(&D, 1, 1)]), 1, MANY),
            ]),
            // ((a | b)* | c*), d?
            Model::Sequence(&[
                occurs(&Model::Choice(&[occurs(&Model::Choice(&[A, B]), 0, MANY), occurs(&C, 0, MANY)]), 1, 1),
                occurs(&D, 0, 1),
            ]),
            // (a, b?)*, (c, d)?
            Model::Sequence(&[
                occurs(&Model::Sequence(&[A, occurs(&B, 0, 1)]), 0, MANY),
                occurs(&Model::Sequence(&[C, D]), 0, 1),
            ]),
            // (a? | b), (c | d?)?
            Model::Sequence(&[
                Model::Choice(&[occurs(&A, 0, 1), B]),
                occurs(&Model::Choice(&[C, occurs(&D, 0, 1)]), 0, 1),
            ]),
            // ((a, (b | c)*)*, d)*
            occurs(
                &Model::Sequence(&[
                    occurs(&Model::Sequence(&[A, occurs(&Model::Choice(&[B, C]), 0, MANY)]), 0, MANY),
                    D,
                ]),
                0,
                MANY,
            ),
            // ((a?, b?)?, c?)+
            occurs(
                &Model::Sequence(&[
                    occurs(&Model::Sequence(&[occurs(&A, 0, 1), occurs(&B, 0, 1)]), 0, 1),
                    occurs(&C, 0, 1),
                ]),
                1,
                MANY,
            ),
            // (a | (b, (c* | d)))?
            occurs(&Model::Choice(&[A, Model::Sequence(&[B, Model::Choice(&[occurs(&C, 0, MANY), D])])]), 0, 1),
            // (a* | (b?, c)), d{0,2}
            Model::Sequence(&[
                Model::Choice(&[occurs(&A, 0, MANY), Model::Sequence(&[occurs(&B, 0, 1), C])]),
                occurs(&D, 0, 2),
            ]),
            Model::Sequence(&[]),
            Model::Text,
        ];
        for model in &MODELS {
            let automaton = Automaton::of(model).unwrap();
            let mut all: Vec<Vec<&str>> = vec![vec![]];
            while let Some(children) = all.pop() {
                let symbols: Option<Vec<Symbol>> = children.iter().map(|child| automaton.find(child)).collect();
                let Some(place) = symbols.and_then(|symbols| automaton.walk(symbols.into_iter())) else { continue };
                let (found, by_model) = (automaton.expected(place), model::expected(model, &children));
                assert_eq!(found.elements, by_model.elements, "{model:?} behind {children:?}");
                assert_eq!(found.end, by_model.end, "{model:?} behind {children:?}");
                if children.len() < 6 {
                    all.extend(["a", "b", "c", "d"].map(|next| [&*children, &[next]].concat()));
                }
            }
        }
    }
}
