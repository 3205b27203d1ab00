//! Random models against all short words.

use super::*;
use crate::schema::{Compositor, Occurs, Particle, Term};

/// Numbers that look random and are the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn occurs(&mut self) -> Occurs {
        match self.below(8) {
            0 => Occurs::OPTIONAL,
            1 => Occurs::ANY,
            2 => Occurs::ONE_OR_MORE,
            3 => {
                let min = u32::try_from(self.below(3)).unwrap();
                Occurs { min, max: Some(min + u32::try_from(self.below(3)).unwrap()) }
            }
            4 => Occurs { min: 2, max: None },
            _ => Occurs::ONCE,
        }
    }

    fn particle(&mut self, depth: u32) -> Particle {
        let occurs = self.occurs();
        let term = match self.below(if depth == 0 { 7 } else { 12 }) {
            0 => Term::Any,
            n @ 1..7 => Term::Element(Name::new(None, ["a", "b", "c"][n as usize % 3])),
            n => {
                let compositor = if n % 2 == 0 { Compositor::Sequence } else { Compositor::Choice };
                Term::Group(compositor, (0..self.below(4)).map(|_| self.particle(depth - 1)).collect())
            }
        };
        Particle { occurs, term }
    }
}

/// Where a particle may end that begins at `from`: the definition, without any automaton.
fn ends(particle: &Particle, word: &[&str], from: usize) -> HashSet<usize> {
    let once = |at: usize| -> HashSet<usize> {
        match &particle.term {
            Term::Element(name) => (word.get(at) == Some(&name.local.as_str())).then_some(at + 1).into_iter().collect(),
            Term::Local(_) => HashSet::new(),
            Term::Any => (at < word.len()).then_some(at + 1).into_iter().collect(),
            Term::Group(Compositor::Choice, members) => members.iter().flat_map(|m| ends(m, word, at)).collect(),
            Term::Group(Compositor::Sequence, members) => members
                .iter()
                .fold(HashSet::from([at]), |at, member| at.into_iter().flat_map(|at| ends(member, word, at)).collect()),
        }
    };
    // More copies than elements, beyond those that must be there, are empty ones.
    let most = particle.occurs.max.unwrap_or(u32::MAX).min(particle.occurs.min + 8);
    let mut at = HashSet::from([from]);
    let mut out = if particle.occurs.min == 0 { at.clone() } else { HashSet::new() };
    for times in 1..=most {
        at = at.into_iter().flat_map(once).collect();
        if times >= particle.occurs.min {
            out.extend(&at);
        }
    }
    out
}

/// All words up to a length, shorter ones first. `x` is named by no model.
fn words(longest: usize) -> Vec<Vec<&'static str>> {
    let mut out = vec![Vec::new()];
    let mut at = 0;
    while at < out.len() && out[at].len() < longest {
        for letter in ["a", "b", "c", "x"] {
            let mut longer: Vec<_> = out[at].clone();
            longer.push(letter);
            out.push(longer);
        }
        at += 1;
    }
    out
}

#[test]
fn random_models_against_all_short_words() {
    let words = words(4);
    let mut random = Random(7);
    let takes = |particle: &Particle, word: &[&str]| ends(particle, word, 0).contains(&word.len());
    let (mut equal, mut apart) = (0, 0);
    for _ in 0..250 {
        let (left, right) = (random.particle(2), random.particle(2));
        // Models that mean the same come about seldom; a tidy copy is one.
        let tidied = crate::schema::tidy(left.clone());
        let all: Vec<bool> = words.iter().map(|word| takes(&left, word)).collect();
        let of = |particle: &Particle| Language::of(&Content::Elements(particle.clone()), None).unwrap();
        let language = of(&left);
        let same = tidied.map_or(Language::of(&Content::Empty, None).unwrap(), |particle| of(&particle));
        assert!(language.equal(&same).unwrap(), "tidy keeps the language: {left:?}");
        let expected = words.iter().zip(&all).find(|(word, taken)| **taken && !takes(&right, word));
        let witness = language.witness(&of(&right)).unwrap();
        let found = witness.map(|witness| {
            let name = |symbol: &Symbol| match symbol {
                Symbol::Element(name) => name.clone(),
                Symbol::Other => "x".to_owned(),
            };
            witness.children.iter().map(name).collect::<Vec<_>>()
        });
        match (expected, found) {
            (None, None) => equal += 1,
            // Longer than what was tried.
            (None, Some(found)) => {
                assert!(found.len() > 4, "{left:?} {right:?} {found:?}");
                let found: Vec<_> = found.iter().map(String::as_str).collect();
                assert!(takes(&left, &found) && !takes(&right, &found), "{left:?} {right:?} {found:?}");
            }
            (Some((word, _)), found) => {
                let found = found.unwrap_or_else(|| panic!("{left:?} {right:?} {word:?}"));
                assert_eq!(found.len(), word.len(), "shortest: {left:?} {right:?} {word:?} {found:?}");
                let found: Vec<_> = found.iter().map(String::as_str).collect();
                assert!(takes(&left, &found) && !takes(&right, &found), "{left:?} {right:?} {found:?}");
                apart += 1;
            }
        }
    }
    assert!(equal > 10 && apart > 150, "{equal} {apart}");
}

fn element(name: &str, min: u32, max: Option<u32>) -> Particle {
    Particle { occurs: Occurs { min, max }, term: Term::Element(Name::new(None, name)) }
}

fn model(occurs: Occurs, compositor: Compositor, members: Vec<Particle>) -> Particle {
    Particle { occurs, term: Term::Group(compositor, members) }
}

fn of(particle: Particle) -> Result<Language, TooLarge> {
    Language::of(&Content::Elements(particle), None)
}

#[test]
fn text_counts() {
    let text = Language::of(&Content::Simple(crate::schema::SimpleType::Builtin(crate::schema::Builtin::String)), None);
    let (text, empty) = (text.unwrap(), Language::of(&Content::Empty, None).unwrap());
    assert!(text.includes(&empty).unwrap() && !empty.includes(&text).unwrap());
    assert_eq!(text.witness(&empty).unwrap(), Some(Witness { children: Vec::new(), text: true }));
    let any = Language::of(&Content::Any, None).unwrap();
    let open = of(Particle { occurs: Occurs::ANY, term: Term::Any }).unwrap();
    assert!(any.includes(&text).unwrap() && any.includes(&open).unwrap() && !open.includes(&any).unwrap());
    assert_eq!(any.witness(&text).unwrap(), Some(Witness { children: vec![Symbol::Other], text: false }));
}

#[test]
fn counters_within_the_bound_and_beyond() {
    let exactly = |n| of(element("a", n, Some(n))).unwrap();
    let witness = exactly(9_999).witness(&exactly(9_998)).unwrap().unwrap();
    assert_eq!(witness.children.len(), 9_999);
    assert!(of(element("a", 0, Some(10_000))).unwrap().includes(&exactly(9_999)).unwrap());
    assert_eq!(of(element("a", 0, Some(u32::MAX))).unwrap_err(), TooLarge);
    let nested = (0..6).fold(element("a", 1, Some(1)), |inner, _| {
        model(Occurs { min: 90, max: Some(100) }, Compositor::Sequence, vec![inner])
    });
    assert_eq!(of(nested).unwrap_err(), TooLarge);
    // Nothing, any number of times.
    let nothing = model(Occurs { min: u32::MAX, max: Some(u32::MAX) }, Compositor::Sequence, Vec::new());
    assert!(of(nothing).unwrap().equal(&Language::of(&Content::Empty, None).unwrap()).unwrap());
}

/// `(a|b)*, a, (a|b){n}`: a deterministic automaton of it has 2ⁿ states.
#[test]
fn what_grows_without_measure_is_given_up() {
    let both = |occurs| model(occurs, Compositor::Choice, vec![element("a", 1, Some(1)), element("b", 1, Some(1))]);
    let hard = |n| {
        let tail = both(Occurs { min: n, max: Some(n) });
        of(model(Occurs::ONCE, Compositor::Sequence, vec![both(Occurs::ANY), element("a", 1, Some(1)), tail])).unwrap()
    };
    assert!(hard(8).equal(&hard(8)).unwrap());
    assert_eq!(hard(40).equal(&hard(40)).unwrap_err(), TooLarge);
}

#[test]
fn a_long_model() {
    let members = |n: usize| (0..n).map(|i| element(&format!("e{i}"), 0, Some(1))).collect();
    let long = |n| of(model(Occurs::ONCE, Compositor::Sequence, members(n))).unwrap();
    assert!(long(300).equal(&long(300)).unwrap());
    assert_eq!(long(300).witness(&long(299)).unwrap().unwrap().children, [Symbol::Element("e299".to_owned())]);
}
