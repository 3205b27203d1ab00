//! Content models as languages: which one takes more, and a shortest content that shows it.
//!
//! A model is a regular expression over element names (XML 1.0, section 3.2.1; XSD 1.0 part 1, 3.8 and 3.9).
//! It becomes a finite automaton; two automata are walked side by side, shortest words first.
//! Names are local ones, so that a DTD and an XSD can be compared. Work is bounded: a model that is too large
//! is an error, never a wait.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::rc::Rc;

use crate::schema::{Compositor, Content, Particle, Term};

/// States that one model may have, copies for bounds such as `{2,50}` counted one by one.
const STATES: usize = 20_000;
/// Steps that one comparison may take.
const STEPS: usize = 4_000_000;

/// What can stand between the tags of an element.
///
/// ```
/// use lip_gen::language::{Comparison, Language, compare};
/// use lip_gen::schema::{Content, Name, Occurs, Particle, Term};
///
/// let a = |occurs| Content::Elements(Particle { occurs, term: Term::Element(Name::new(None, "a")) });
/// let (one, some) = (Language::of(&a(Occurs::ONCE))?, Language::of(&a(Occurs::ANY))?);
/// let Comparison::Wider { gained } = compare(&one, &some)? else { unreachable!() };
/// assert!(gained.is_empty(), "the shortest of what is new is no content at all");
/// # Ok::<(), lip_gen::language::TooLarge>(())
/// ```
#[derive(Debug, Clone)]
pub struct Language {
    states: Vec<State>,
    accept: usize,
    /// Whether text may stand everywhere.
    text: bool,
}

/// A state of an automaton with empty steps (Thompson's construction).
#[derive(Debug, Clone, Default)]
struct State {
    /// By this element, or by any; to the next state.
    step: Option<(Option<String>, usize)>,
    empty: Vec<usize>,
}

/// One member of a content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbol {
    /// Text.
    Text,
    /// An element, by its local name.
    Element(String),
    /// An element of a name that neither model knows.
    Other,
}

/// How a second language relates to a first one. The words are shortest ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// Both take the same.
    Equal,
    /// The second takes less.
    Narrower {
        /// Taken by the first only.
        lost: Vec<Symbol>,
    },
    /// The second takes more.
    Wider {
        /// Taken by the second only.
        gained: Vec<Symbol>,
    },
    /// Each takes what the other does not.
    Different {
        /// Taken by the first only.
        lost: Vec<Symbol>,
        /// Taken by the second only.
        gained: Vec<Symbol>,
    },
}

/// A model, or a comparison, passes a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the content model is too large to compare ({STATES} states, {STEPS} steps)")
    }
}

impl std::error::Error for TooLarge {}

impl Language {
    /// The language of a content model. Simple content is text, whatever its datatype.
    ///
    /// Recurses as deep as the model is nested; the readers limit that.
    ///
    /// # Errors
    /// When the model has too many states.
    pub fn of(content: &Content) -> Result<Self, TooLarge> {
        let mut this = Self { states: vec![State::default()], accept: 0, text: false };
        match content {
            Content::Empty => {}
            Content::Simple(_) => this.text = true,
            Content::Any => {
                this.text = true;
                this.accept = this.any_number(0, &mut |this, from| this.leaf(from, None))?;
            }
            Content::Elements(particle) => this.accept = this.particle(particle, 0)?,
            Content::Mixed(particle) => {
                this.text = true;
                this.accept = this.particle(particle, 0)?;
            }
        }
        Ok(this)
    }

    /// From a state through a particle; the state behind it.
    fn particle(&mut self, particle: &Particle, from: usize) -> Result<usize, TooLarge> {
        let occurs = particle.occurs;
        let mut at = from;
        for _ in 0..occurs.min {
            at = self.once(&particle.term, at)?;
        }
        let Some(max) = occurs.max else {
            return self.any_number(at, &mut |this, from| this.once(&particle.term, from));
        };
        let end = self.state()?;
        for _ in occurs.min..max {
            self.empty(at, end);
            at = self.once(&particle.term, at)?;
        }
        self.empty(at, end);
        Ok(end)
    }

    fn once(&mut self, term: &Term, from: usize) -> Result<usize, TooLarge> {
        match term {
            Term::Element(name) => self.leaf(from, Some(name.local.clone())),
            Term::Local(element) => self.leaf(from, Some(element.name.local.clone())),
            Term::Any => self.leaf(from, None),
            // Every round makes a state: copies of an empty group are bounded, too.
            Term::Group(Compositor::Sequence, members) => {
                let start = self.state()?;
                self.empty(from, start);
                members.iter().try_fold(start, |at, member| self.particle(member, at))
            }
            Term::Group(Compositor::Choice, members) => {
                let end = self.state()?;
                for member in members {
                    let start = self.state()?;
                    self.empty(from, start);
                    let last = self.particle(member, start)?;
                    self.empty(last, end);
                }
                Ok(end)
            }
        }
    }

    fn any_number(
        &mut self,
        from: usize,
        once: &mut dyn FnMut(&mut Self, usize) -> Result<usize, TooLarge>,
    ) -> Result<usize, TooLarge> {
        let (start, end) = (self.state()?, self.state()?);
        self.empty(from, start);
        let last = once(self, start)?;
        self.empty(last, start);
        self.empty(start, end);
        Ok(end)
    }

    fn leaf(&mut self, from: usize, name: Option<String>) -> Result<usize, TooLarge> {
        let (start, end) = (self.state()?, self.state()?);
        self.empty(from, start);
        self.states[start].step = Some((name, end));
        Ok(end)
    }

    fn state(&mut self) -> Result<usize, TooLarge> {
        if self.states.len() >= STATES {
            return Err(TooLarge);
        }
        self.states.push(State::default());
        Ok(self.states.len() - 1)
    }

    fn empty(&mut self, from: usize, to: usize) {
        self.states[from].empty.push(to);
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.states.iter().filter_map(|state| state.step.as_ref()?.0.as_deref())
    }

    /// Whether an element of any name may stand somewhere.
    fn is_open(&self) -> bool {
        self.states.iter().any(|state| matches!(state.step, Some((None, _))))
    }
}

/// How `second` relates to `first`.
///
/// # Errors
/// When the walk takes too many steps.
pub fn compare(first: &Language, second: &Language) -> Result<Comparison, TooLarge> {
    let mut symbols: Vec<Symbol> = Vec::new();
    if first.text || second.text {
        symbols.push(Symbol::Text);
    }
    let names: BTreeSet<_> = first.names().chain(second.names()).collect();
    symbols.extend(names.into_iter().map(|name| Symbol::Element(name.to_owned())));
    if first.is_open() || second.is_open() {
        symbols.push(Symbol::Other);
    }
    let (mut lost, mut gained) = (None, None);
    let mut steps = 0;
    let (mut left, mut right) = (Subsets::of(first, &mut steps)?, Subsets::of(second, &mut steps)?);
    let mut seen = BTreeSet::from([(0, 0)]);
    let mut pairs: Vec<Pair> = vec![((0, 0), None)];
    let mut queue = VecDeque::from([0]);
    while let Some(at) = queue.pop_front() {
        let ((a, b), _) = pairs[at];
        match (left.accepts(a), right.accepts(b)) {
            (true, false) if lost.is_none() => lost = Some(word(&pairs, &symbols, at)),
            (false, true) if gained.is_none() => gained = Some(word(&pairs, &symbols, at)),
            _ => {}
        }
        if lost.is_some() && gained.is_some() {
            break;
        }
        for (i, symbol) in symbols.iter().enumerate() {
            let next = (left.next(a, i, symbol, &mut steps)?, right.next(b, i, symbol, &mut steps)?);
            // Nothing more can be lost where the first is dead, nor gained where the second is.
            let more = (lost.is_none() && !left.is_dead(next.0)) || (gained.is_none() && !right.is_dead(next.1));
            if more && seen.insert(next) {
                queue.push_back(pairs.len());
                pairs.push((next, Some((at, i))));
            }
        }
    }
    Ok(match (lost, gained) {
        (None, None) => Comparison::Equal,
        (Some(lost), None) => Comparison::Narrower { lost },
        (None, Some(gained)) => Comparison::Wider { gained },
        (Some(lost), Some(gained)) => Comparison::Different { lost, gained },
    })
}

/// Two sets of states, and the way to them: the pair before, and the symbol.
type Pair = ((usize, usize), Option<(usize, usize)>);

fn word(pairs: &[Pair], symbols: &[Symbol], at: usize) -> Vec<Symbol> {
    let back = std::iter::successors(pairs[at].1, |(before, _)| pairs[*before].1);
    let mut word: Vec<_> = back.map(|(_, symbol)| symbols[symbol].clone()).collect();
    word.reverse();
    word
}

/// The deterministic automaton, made as far as it is walked.
struct Subsets<'l> {
    language: &'l Language,
    sets: Vec<Rc<BTreeSet<usize>>>,
    numbers: BTreeMap<Rc<BTreeSet<usize>>, usize>,
    steps: BTreeMap<(usize, usize), usize>,
}

impl<'l> Subsets<'l> {
    fn of(language: &'l Language, steps: &mut usize) -> Result<Self, TooLarge> {
        let mut this = Self { language, sets: Vec::new(), numbers: BTreeMap::new(), steps: BTreeMap::new() };
        let start = this.closure(vec![0], steps)?;
        this.number(start);
        Ok(this)
    }

    fn next(&mut self, set: usize, number: usize, symbol: &Symbol, steps: &mut usize) -> Result<usize, TooLarge> {
        if *symbol == Symbol::Text && self.language.text {
            return Ok(set);
        }
        if let Some(known) = self.steps.get(&(set, number)) {
            return Ok(*known);
        }
        let matches = |name: &Option<String>| match (name, symbol) {
            (_, Symbol::Text) => false,
            (None, _) => true,
            (Some(name), Symbol::Element(element)) => name == element,
            (Some(_), Symbol::Other) => false,
        };
        let states = &self.language.states;
        *steps += self.sets[set].len();
        let reached = self.sets[set].iter().filter_map(|state| states[*state].step.as_ref());
        let reached = reached.filter(|(name, _)| matches(name)).map(|(_, to)| *to).collect();
        let closed = self.closure(reached, steps)?;
        let next = self.number(closed);
        self.steps.insert((set, number), next);
        Ok(next)
    }

    /// With all that empty steps reach. Only states from which a step goes, and the last one, tell sets apart.
    fn closure(&self, mut open: Vec<usize>, steps: &mut usize) -> Result<BTreeSet<usize>, TooLarge> {
        let (mut seen, mut kept): (BTreeSet<usize>, BTreeSet<usize>) = (BTreeSet::new(), BTreeSet::new());
        while let Some(state) = open.pop() {
            *steps += 1;
            if *steps > STEPS {
                return Err(TooLarge);
            }
            if !seen.insert(state) {
                continue;
            }
            if state == self.language.accept || self.language.states[state].step.is_some() {
                kept.insert(state);
            }
            open.extend(&self.language.states[state].empty);
        }
        Ok(kept)
    }

    fn number(&mut self, set: BTreeSet<usize>) -> usize {
        let set = Rc::new(set);
        let next = self.sets.len();
        *self.numbers.entry(Rc::clone(&set)).or_insert_with(|| {
            self.sets.push(set);
            next
        })
    }

    fn accepts(&self, set: usize) -> bool {
        self.sets[set].contains(&self.language.accept)
    }

    fn is_dead(&self, set: usize) -> bool {
        self.sets[set].is_empty()
    }
}

#[cfg(test)]
mod tests;
