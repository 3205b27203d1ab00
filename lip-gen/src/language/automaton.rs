//! A content model as an automaton with empty steps (Thompson), run as a deterministic one.

use std::collections::HashMap;

use super::{Symbol, TooLarge, key};
use crate::schema::{Compositor, Occurs, Particle, Term};

/// States of one automaton. `maxOccurs="9999"` of an element takes ten thousand.
const MOST_STATES: usize = 1 << 16;

/// States looked at in one comparison; some tenths of a second.
const MOST_STEPS: usize = 4_000_000;

/// What a step takes.
#[derive(Debug, Clone)]
enum Label {
    Element(String),
    /// A wildcard.
    Any,
}

#[derive(Debug, Clone, Default)]
struct State {
    /// Where one gets without an element.
    empty: Vec<usize>,
    step: Option<(Label, usize)>,
}

#[derive(Debug, Clone)]
pub(super) struct Automaton {
    states: Vec<State>,
    /// The state in which a word may end.
    end: Option<usize>,
}

impl Automaton {
    /// The empty word only.
    pub(super) fn empty() -> Self {
        Self { states: vec![State::default()], end: Some(0) }
    }

    /// Every word.
    pub(super) fn any() -> Self {
        Self { states: vec![State { empty: Vec::new(), step: Some((Label::Any, 0)) }], end: Some(0) }
    }

    /// No word at all.
    pub(super) fn nothing() -> Self {
        Self { states: vec![State::default()], end: None }
    }

    pub(super) fn of(particle: &Particle, own: Option<&str>) -> Result<Self, TooLarge> {
        let mut out = Self { states: vec![State::default()], end: None };
        let end = out.particle(particle, own, 0)?;
        out.end = Some(end);
        Ok(out)
    }

    fn state(&mut self) -> Result<usize, TooLarge> {
        if self.states.len() >= MOST_STATES {
            return Err(TooLarge);
        }
        self.states.push(State::default());
        Ok(self.states.len() - 1)
    }

    fn empty_step(&mut self, from: usize, to: usize) {
        if from != to {
            self.states[from].empty.push(to);
        }
    }

    /// Adds a particle behind a state that has no step of its own yet; gives back the state behind it, which has none
    /// either. Recurses as deep as the model is nested; the readers limit that.
    fn particle(&mut self, particle: &Particle, own: Option<&str>, from: usize) -> Result<usize, TooLarge> {
        let Occurs { min, max } = particle.occurs;
        let mut at = from;
        for _ in 0..min {
            let next = self.term(&particle.term, own, at)?;
            if next == at {
                // Nothing stands in it, however often.
                return Ok(at);
            }
            at = next;
        }
        let Some(max) = max else {
            let again = self.state()?;
            self.empty_step(at, again);
            let end = self.term(&particle.term, own, again)?;
            self.empty_step(end, again);
            let out = self.state()?;
            self.empty_step(again, out);
            return Ok(out);
        };
        if max <= min {
            return Ok(at);
        }
        let out = self.state()?;
        for _ in min..max {
            self.empty_step(at, out);
            let next = self.term(&particle.term, own, at)?;
            if next == at {
                break;
            }
            at = next;
        }
        self.empty_step(at, out);
        Ok(out)
    }

    fn term(&mut self, term: &Term, own: Option<&str>, from: usize) -> Result<usize, TooLarge> {
        let label = match term {
            Term::Element(name) => Label::Element(key(name, own)),
            Term::Local(element) => Label::Element(key(&element.name, own)),
            Term::Any => Label::Any,
            Term::Group(Compositor::Sequence, members) => {
                return members.iter().try_fold(from, |at, member| self.particle(member, own, at));
            }
            Term::Group(Compositor::Choice, members) => {
                let out = self.state()?;
                for member in members {
                    let begin = self.state()?;
                    self.empty_step(from, begin);
                    let end = self.particle(member, own, begin)?;
                    self.empty_step(end, out);
                }
                return Ok(out);
            }
        };
        let to = self.state()?;
        let begin = self.state()?;
        self.empty_step(from, begin);
        self.states[begin].step = Some((label, to));
        Ok(to)
    }
}

/// An element of the alphabet of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Letter {
    Named(usize),
    /// Any element that has no letter of its own here.
    Other,
}

#[derive(Debug, Default)]
pub(super) struct Alphabet {
    letters: HashMap<String, usize>,
    names: Vec<String>,
}

impl Alphabet {
    fn letter(&mut self, name: &str) -> Letter {
        if let Some(&letter) = self.letters.get(name) {
            return Letter::Named(letter);
        }
        self.names.push(name.to_owned());
        self.letters.insert(name.to_owned(), self.names.len() - 1);
        Letter::Named(self.names.len() - 1)
    }

    pub(super) fn symbol(&self, letter: Letter) -> Symbol {
        match letter {
            Letter::Named(at) => self.names.get(at).map_or(Symbol::Other, |name| Symbol::Element(name.clone())),
            Letter::Other => Symbol::Other,
        }
    }
}

/// Steps that are left.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new() -> Self {
        Self(MOST_STEPS)
    }

    fn spend(&mut self) -> Result<(), TooLarge> {
        self.0 = self.0.checked_sub(1).ok_or(TooLarge)?;
        Ok(())
    }
}

/// The states in which an automaton may be at once: one state of the deterministic automaton.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Set {
    /// States with a step, in order.
    states: Vec<usize>,
    end: bool,
}

/// The deterministic automaton as far as it was needed.
pub(super) struct Run<'a> {
    automaton: &'a Automaton,
    /// The letter and the target of each state with a step.
    steps: Vec<Option<(Letter, usize)>>,
    sets: Vec<Set>,
    ids: HashMap<Set, usize>,
    /// Where the letters of each set lead, its closure not yet taken.
    targets: Vec<HashMap<Letter, Vec<usize>>>,
    /// The sets of targets met before.
    reached: HashMap<Vec<usize>, usize>,
    /// In which closure a state was seen last.
    seen: Vec<usize>,
    closures: usize,
}

impl<'a> Run<'a> {
    pub(super) const START: usize = 0;

    pub(super) fn new(
        automaton: &'a Automaton,
        alphabet: &mut Alphabet,
        budget: &mut Budget,
    ) -> Result<Self, TooLarge> {
        let mut steps = Vec::with_capacity(automaton.states.len());
        for state in &automaton.states {
            steps.push(state.step.as_ref().map(|(label, to)| match label {
                Label::Element(name) => (alphabet.letter(name), *to),
                Label::Any => (Letter::Other, *to),
            }));
        }
        let seen = vec![0; automaton.states.len()];
        let (sets, ids, targets, reached) = (Vec::new(), HashMap::new(), Vec::new(), HashMap::new());
        let mut run = Self { automaton, steps, sets, ids, targets, reached, seen, closures: 0 };
        run.closure(vec![0], budget)?;
        Ok(run)
    }

    pub(super) fn accepts(&self, set: usize) -> bool {
        self.sets[set].end
    }

    /// The letters that lead on from here, in the order of the model.
    pub(super) fn letters(&self, set: usize) -> Vec<Letter> {
        let mut known = std::collections::HashSet::new();
        let steps = self.sets[set].states.iter().filter_map(|&state| self.steps[state]);
        steps.map(|(letter, _)| letter).filter(|letter| known.insert(*letter)).collect()
    }

    /// Where a letter leads.
    pub(super) fn next(&mut self, set: usize, letter: Letter, budget: &mut Budget) -> Result<usize, TooLarge> {
        budget.spend()?;
        let leads = &self.targets[set];
        let mut targets = leads.get(&letter).cloned().unwrap_or_default();
        if letter != Letter::Other {
            // A wildcard takes named elements too.
            targets.extend(leads.get(&Letter::Other).into_iter().flatten());
        }
        if let Some(&next) = self.reached.get(&targets) {
            return Ok(next);
        }
        let next = self.closure(targets.clone(), budget)?;
        self.reached.insert(targets, next);
        Ok(next)
    }

    /// All states that are reached without an element.
    fn closure(&mut self, mut pending: Vec<usize>, budget: &mut Budget) -> Result<usize, TooLarge> {
        self.closures += 1;
        let mut set = Set { states: Vec::new(), end: false };
        while let Some(state) = pending.pop() {
            if std::mem::replace(&mut self.seen[state], self.closures) == self.closures {
                continue;
            }
            budget.spend()?;
            set.end |= self.automaton.end == Some(state);
            if self.steps[state].is_some() {
                set.states.push(state);
            }
            pending.extend(&self.automaton.states[state].empty);
        }
        set.states.sort_unstable();
        if let Some(&id) = self.ids.get(&set) {
            return Ok(id);
        }
        let mut leads: HashMap<Letter, Vec<usize>> = HashMap::new();
        for (letter, to) in set.states.iter().filter_map(|&state| self.steps[state]) {
            leads.entry(letter).or_default().push(to);
        }
        self.targets.push(leads);
        self.ids.insert(set.clone(), self.sets.len());
        self.sets.push(set);
        Ok(self.sets.len() - 1)
    }
}
