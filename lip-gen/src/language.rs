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
mod tests {
    use super::*;
    use crate::schema::{Name, Occurs, SimpleType};

    fn occurs(sign: &str) -> Occurs {
        match sign {
            "" => Occurs::ONCE,
            "?" => Occurs::OPTIONAL,
            "*" => Occurs::ANY,
            "+" => Occurs::ONE_OR_MORE,
            bounds => {
                let (min, max) = bounds.split_once(',').unwrap();
                Occurs { min: min.parse().unwrap(), max: max.parse().ok() }
            }
        }
    }

    fn one(name: &str, sign: &str) -> Particle {
        let term = if name == "ANY" { Term::Any } else { Term::Element(Name::new(None, name)) };
        Particle { occurs: occurs(sign), term }
    }

    fn group<const N: usize>(compositor: Compositor, sign: &str, members: [Particle; N]) -> Particle {
        Particle { occurs: occurs(sign), term: Term::Group(compositor, members.into()) }
    }

    fn sequence<const N: usize>(sign: &str, members: [Particle; N]) -> Particle {
        group(Compositor::Sequence, sign, members)
    }

    fn choice<const N: usize>(sign: &str, members: [Particle; N]) -> Particle {
        group(Compositor::Choice, sign, members)
    }

    fn shown(word: &[Symbol]) -> String {
        let names = word.iter().map(|symbol| match symbol {
            Symbol::Text => "TEXT",
            Symbol::Element(name) => name,
            Symbol::Other => "OTHER",
        });
        names.collect::<Vec<_>>().join(" ")
    }

    fn told(first: &Content, second: &Content) -> String {
        let of = |content| Language::of(content).unwrap();
        match compare(&of(first), &of(second)).unwrap() {
            Comparison::Equal => "=".to_owned(),
            Comparison::Narrower { lost } => format!("-[{}]", shown(&lost)),
            Comparison::Wider { gained } => format!("+[{}]", shown(&gained)),
            Comparison::Different { lost, gained } => format!("-[{}] +[{}]", shown(&lost), shown(&gained)),
        }
    }

    fn models(first: Particle, second: Particle) -> String {
        told(&Content::Elements(first), &Content::Elements(second))
    }

    #[test]
    fn the_same_in_other_words() {
        let (a, b) = (|sign| one("a", sign), |sign| one("b", sign));
        assert_eq!(models(sequence("?", [a(""), b("?")]), choice("?", [a(""), sequence("", [a(""), b("")])])), "=");
        assert_eq!(models(choice("*", [a(""), b("")]), sequence("*", [a("*"), b("*")])), "=");
        assert_eq!(models(a("2,4"), sequence("", [a(""), a(""), a("?"), a("?")])), "=");
        assert_eq!(models(a("0,3"), sequence("?", [a(""), sequence("?", [a(""), a("?")])])), "=");
        assert_eq!(models(choice("", []), choice("", [choice("", [])])), "=", "nothing at all matches");
    }

    #[test]
    fn shortest_witnesses() {
        let (a, b) = (|sign| one("a", sign), |sign| one("b", sign));
        assert_eq!(models(a("?"), a("")), "-[]");
        assert_eq!(models(a("?"), a("*")), "+[a a]");
        assert_eq!(models(sequence("", [a(""), b("")]), sequence("", [b(""), a("")])), "-[a b] +[b a]");
        assert_eq!(models(a("2,3"), a("2,5")), "+[a a a a]");
        assert_eq!(models(a("2,"), a("+")), "+[a]");
        assert_eq!(models(a(""), one("ANY", "")), "+[OTHER]");
        assert_eq!(models(choice("", []), a("")), "+[a]");
    }

    #[test]
    fn text_and_open_content() {
        let simple = Content::Simple(SimpleType::Builtin(crate::schema::Builtin::String));
        let mixed = Content::Mixed(choice("*", [one("a", ""), one("b", "")]));
        let elements = Content::Elements(choice("*", [one("a", ""), one("b", "")]));
        assert_eq!(told(&Content::Empty, &simple), "+[TEXT]");
        assert_eq!(told(&mixed, &elements), "-[TEXT]");
        assert_eq!(told(&simple, &mixed), "+[a]");
        assert_eq!(told(&mixed, &Content::Any), "+[OTHER]");
        assert_eq!(told(&Content::Any, &Content::Any), "=");
        let open = Content::Mixed(one("ANY", "*"));
        assert_eq!(told(&Content::Any, &open), "=");
    }

    #[test]
    fn bounds_end_the_work() {
        assert_eq!(Language::of(&Content::Elements(one("a", "0,1000000"))).unwrap_err(), TooLarge);
        let empty = sequence("0,4000000000", [sequence("4000000000,4000000000", [])]);
        assert_eq!(Language::of(&Content::Elements(empty)).unwrap_err(), TooLarge);
        // `(a | b)*, a, (a | b){18}`: a set of states for every one of the last words.
        let hard = |n: &str| {
            let any = |sign| choice(sign, [one("a", ""), one("b", "")]);
            Language::of(&Content::Elements(sequence("", [any("*"), one("a", ""), any(n)]))).unwrap()
        };
        assert_eq!(compare(&hard("18,18"), &hard("18,18")).unwrap_err(), TooLarge);
    }

    /// Against the definition: every word of up to five elements, matched by splitting it in every way.
    #[test]
    fn judged_by_all_short_words() {
        fn matches(particle: &Particle, word: &[usize]) -> bool {
            times(particle, word, particle.occurs)
        }
        fn times(particle: &Particle, word: &[usize], occurs: Occurs) -> bool {
            if occurs.min == 0 && word.is_empty() {
                return true;
            }
            if occurs.max == Some(0) {
                return false;
            }
            let rest = Occurs { min: occurs.min.saturating_sub(1), max: occurs.max.map(|max| max - 1) };
            // A round that takes nothing only helps to reach the least number.
            let from = usize::from(occurs.min == 0);
            (from..=word.len()).any(|at| once(&particle.term, &word[..at]) && times(particle, &word[at..], rest))
        }
        fn once(term: &Term, word: &[usize]) -> bool {
            match term {
                Term::Element(name) => matches!(word, [only] if ["a", "b"][*only] == name.local),
                Term::Group(Compositor::Choice, members) => members.iter().any(|member| matches(member, word)),
                Term::Group(Compositor::Sequence, members) => match members.split_first() {
                    None => word.is_empty(),
                    Some((first, rest)) => (0..=word.len()).any(|at| {
                        let rest = Term::Group(Compositor::Sequence, rest.to_vec());
                        matches(first, &word[..at]) && once(&rest, &word[at..])
                    }),
                },
                Term::Local(_) | Term::Any => unreachable!(),
            }
        }
        /// Numbers without a meaning, the same on every run (xorshift).
        fn random(seed: &mut u64, below: u64) -> u64 {
            *seed ^= *seed << 13;
            *seed ^= *seed >> 7;
            *seed ^= *seed << 17;
            *seed % below
        }
        fn model(seed: &mut u64, depth: u32) -> Particle {
            let sign = ["", "", "?", "*", "+", "2,3", "0,2"][random(seed, 7) as usize];
            let kind = random(seed, if depth == 0 { 2 } else { 4 });
            let compositor = if kind == 2 { Compositor::Sequence } else { Compositor::Choice };
            if kind < 2 {
                return one(["a", "b"][kind as usize], sign);
            }
            let members = (0..=random(seed, 3)).map(|_| model(seed, depth - 1)).collect();
            Particle { occurs: occurs(sign), term: Term::Group(compositor, members) }
        }
        let words: Vec<Vec<usize>> =
            (0..=5u32).flat_map(|n| (0..1usize << n).map(move |w| (0..n).map(|i| w >> i & 1).collect())).collect();
        let mut seed = 0x2545_f491_4f6c_dd1d;
        for _ in 0..400 {
            let (first, second) = (model(&mut seed, 2), model(&mut seed, 2));
            let only = |these: &Particle, others: &Particle| {
                words.iter().find(|word| matches(these, word) && !matches(others, word)).map(Vec::len)
            };
            let of = |particle: &Particle| Language::of(&Content::Elements(particle.clone())).unwrap();
            let (lost, gained) = match compare(&of(&first), &of(&second)).unwrap() {
                Comparison::Equal => (None, None),
                Comparison::Narrower { lost } => (Some(lost), None),
                Comparison::Wider { gained } => (None, Some(gained)),
                Comparison::Different { lost, gained } => (Some(lost), Some(gained)),
            };
            // A longer witness is beyond the words that were tried.
            let short = |word: Option<Vec<Symbol>>| word.map(|word| word.len()).filter(|length| *length <= 5);
            let expected = (only(&first, &second), only(&second, &first));
            assert_eq!((short(lost), short(gained)), expected, "{first:?}\n{second:?}");
        }
    }
}
