//! A content model as a regular expression over particles: what may come first, what may
//! follow, and by which shortest way one gets there.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::schema::{Compositor, Name, Occurs, Particle, Term};

/// What comes next: an element, or anything (`None`, a wildcard).
type Symbol<'s> = Option<&'s Name>;

/// Elements that lead to a place, kept as parts so that long ways cost nothing until they are shown.
type WordId = usize;
const EMPTY: WordId = 0;

#[derive(Debug, Clone, Copy)]
enum Word<'s> {
    Empty,
    Symbol(Symbol<'s>),
    /// The two parts and the number of elements.
    Joined(WordId, WordId, usize),
}

/// A particle that may match the next element, and a shortest way on which it may.
#[derive(Debug, Clone, Copy)]
struct Next {
    /// Number of the element or wildcard in the model, from left to right.
    leaf: usize,
    word: WordId,
}

/// What may come next, by symbol. Two different particles for one symbol are enough: whatever
/// particle is compared with them differs from one of the two.
type Nexts<'s> = BTreeMap<Symbol<'s>, Particles>;

#[derive(Debug, Clone, Copy)]
struct Particles {
    one: Next,
    other: Option<Next>,
}

impl Particles {
    fn iter(&self) -> impl Iterator<Item = Next> {
        std::iter::once(self.one).chain(self.other)
    }

    fn other_than(&self, leaf: usize) -> Option<Next> {
        self.iter().find(|next| next.leaf != leaf)
    }
}

/// What is known of an expression (Brüggemann-Klein and Wood, "One-unambiguous regular languages").
struct Facts<'s> {
    nullable: bool,
    first: Nexts<'s>,
    /// What may go on after a complete match.
    follow: Nexts<'s>,
    shortest: WordId,
}

/// Two particles that may match the same element.
#[derive(Debug)]
pub(super) struct Conflict<'s> {
    /// Numbers of the two in the model, from left to right.
    pub(super) leaves: (usize, usize),
    /// The elements before, a shortest way to the place.
    pub(super) before: Vec<Option<&'s Name>>,
    /// The element that both match; `None` when both are wildcards.
    pub(super) element: Option<&'s Name>,
}

/// The first conflict of a content model, if there is one.
pub(super) fn conflict(particle: &Particle) -> Option<Conflict<'_>> {
    let mut analysis = Analysis { words: vec![Word::Empty], leaves: 0, conflict: None };
    analysis.particle(particle);
    let (first, second, word, element) = analysis.conflict?;
    Some(Conflict { leaves: (first.min(second), first.max(second)), before: analysis.spell(word), element })
}

struct Analysis<'s> {
    words: Vec<Word<'s>>,
    leaves: usize,
    conflict: Option<(usize, usize, WordId, Option<&'s Name>)>,
}

impl<'s> Analysis<'s> {
    fn particle(&mut self, particle: &'s Particle) -> Facts<'s> {
        let facts = match &particle.term {
            Term::Group(Compositor::Sequence, members) => self.sequence(members),
            Term::Group(Compositor::Choice, members) => self.choice(members),
            Term::Element(name) => self.leaf(Some(name)),
            Term::Local(element) => self.leaf(Some(&element.name)),
            Term::Any => self.leaf(None),
        };
        self.repeated(facts, particle.occurs)
    }

    fn leaf(&mut self, symbol: Symbol<'s>) -> Facts<'s> {
        let one = Next { leaf: self.leaves, word: EMPTY };
        let first = Nexts::from([(symbol, Particles { one, other: None })]);
        self.leaves += 1;
        self.words.push(Word::Symbol(symbol));
        Facts { nullable: false, first, follow: Nexts::new(), shortest: self.words.len() - 1 }
    }

    fn sequence(&mut self, members: &'s [Particle]) -> Facts<'s> {
        let mut all = Facts { nullable: true, first: Nexts::new(), follow: Nexts::new(), shortest: EMPTY };
        for member in members {
            let next = self.particle(member);
            // After what came before, this may begin.
            self.apart(&all.follow, &next.first);
            if all.nullable {
                self.apart(&all.first, &next.first);
            }
            let begins = self.after(all.shortest, &next.first);
            let goes_on = self.after(all.shortest, &next.follow);
            if all.nullable {
                all.first = self.joined(all.first, next.first);
            }
            let before = if next.nullable { self.joined(all.follow, begins) } else { Nexts::new() };
            all.follow = self.joined(goes_on, before);
            all.nullable &= next.nullable;
            all.shortest = self.join(all.shortest, next.shortest);
        }
        all
    }

    fn choice(&mut self, members: &'s [Particle]) -> Facts<'s> {
        let mut all = Facts { nullable: false, first: Nexts::new(), follow: Nexts::new(), shortest: EMPTY };
        for (i, member) in members.iter().enumerate() {
            let next = self.particle(member);
            self.apart(&all.first, &next.first);
            all.nullable |= next.nullable;
            all.first = self.joined(all.first, next.first);
            all.follow = self.joined(all.follow, next.follow);
            if i == 0 || self.length(next.shortest) < self.length(all.shortest) {
                all.shortest = next.shortest;
            }
        }
        all
    }

    /// Copies of a particle are one particle: `a{1,2}` is no conflict, whatever the copies do.
    fn repeated(&mut self, mut facts: Facts<'s>, occurs: Occurs) -> Facts<'s> {
        if occurs.max.is_none_or(|max| max > 1) {
            self.apart(&facts.follow, &facts.first);
            // With a fixed number of copies, a complete match cannot begin again, unless copies may be empty.
            if occurs.max != Some(occurs.min) || facts.nullable {
                let again = self.after(facts.shortest, &facts.first);
                facts.follow = self.joined(facts.follow, again);
            }
            // All but the last of the copies that must be there come before.
            let before = self.power(facts.shortest, occurs.min.saturating_sub(1));
            facts.follow = self.after(before, &facts.follow);
            facts.shortest = self.join(before, facts.shortest);
        }
        if occurs.min == 0 {
            facts.nullable = true;
            facts.shortest = EMPTY;
        }
        facts
    }

    /// No element may be matched by a particle of each.
    fn apart(&mut self, left: &Nexts<'s>, right: &Nexts<'s>) {
        if self.conflict.is_some() {
            return;
        }
        let swapped = right.len() < left.len();
        let (few, many) = if swapped { (right, left) } else { (left, right) };
        for (&symbol, particles) in few {
            for a in particles.iter() {
                let Some((other, b)) = rival(symbol, a.leaf, many) else { continue };
                // The way to the left one is the way to both: only after it does the right one begin.
                let word = if swapped { b.word } else { a.word };
                self.conflict = Some((a.leaf, b.leaf, word, symbol.or(other)));
                return;
            }
        }
    }

    /// Both together. The smaller goes into the larger, so that a long model takes no square of its length.
    fn joined(&self, a: Nexts<'s>, b: Nexts<'s>) -> Nexts<'s> {
        let (mut into, from) = if a.len() < b.len() { (b, a) } else { (a, b) };
        for (symbol, particles) in from {
            match into.entry(symbol) {
                Entry::Vacant(place) => _ = place.insert(particles),
                Entry::Occupied(mut place) => particles.iter().for_each(|next| self.add(place.get_mut(), next)),
            }
        }
        into
    }

    /// Of one particle, the shorter way is kept.
    fn add(&self, to: &mut Particles, next: Next) {
        let same = [Some(&mut to.one), to.other.as_mut()].into_iter().flatten().find(|known| known.leaf == next.leaf);
        match same {
            Some(known) if self.length(next.word) < self.length(known.word) => *known = next,
            Some(_) => {}
            None => _ = to.other.get_or_insert(next),
        }
    }

    fn after(&mut self, word: WordId, nexts: &Nexts<'s>) -> Nexts<'s> {
        let mut out = Nexts::new();
        for (symbol, particles) in nexts {
            let mut longer = |next: Next| Next { word: self.join(word, next.word), ..next };
            out.insert(*symbol, Particles { one: longer(particles.one), other: particles.other.map(&mut longer) });
        }
        out
    }

    fn join(&mut self, a: WordId, b: WordId) -> WordId {
        match (a, b) {
            (EMPTY, word) | (word, EMPTY) => word,
            _ => {
                self.words.push(Word::Joined(a, b, self.length(a).saturating_add(self.length(b))));
                self.words.len() - 1
            }
        }
    }

    fn power(&mut self, word: WordId, mut times: u32) -> WordId {
        let (mut out, mut square) = (EMPTY, word);
        while times > 0 {
            if times % 2 == 1 {
                out = self.join(out, square);
            }
            square = self.join(square, square);
            times /= 2;
        }
        out
    }

    fn length(&self, word: WordId) -> usize {
        match self.words.get(word) {
            None | Some(Word::Empty) => 0,
            Some(Word::Symbol(_)) => 1,
            Some(Word::Joined(_, _, length)) => *length,
        }
    }

    /// The elements of a word; of a long one, the last.
    fn spell(&self, word: WordId) -> Vec<Option<&'s Name>> {
        let mut out = Vec::new();
        let mut stack = vec![word];
        while let Some(word) = stack.pop() {
            match self.words.get(word) {
                None | Some(Word::Empty) => {}
                Some(Word::Symbol(symbol)) => out.push(*symbol),
                // The last ones first.
                Some(Word::Joined(a, b, _)) => stack.extend([*a, *b]),
            }
            if out.len() >= 12 {
                break;
            }
        }
        out.reverse();
        out
    }
}

/// A particle other than `leaf` that may match what `symbol` matches. A wildcard matches whatever the other side does.
fn rival<'s>(symbol: Symbol<'s>, leaf: usize, nexts: &Nexts<'s>) -> Option<(Symbol<'s>, Next)> {
    let found = |(other, particles): (&Symbol<'s>, &Particles)| particles.other_than(leaf).map(|next| (*other, next));
    if symbol.is_none() {
        return nexts.iter().find_map(found);
    }
    nexts.get_key_value(&symbol).and_then(found).or_else(|| nexts.get_key_value(&None).and_then(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader for small models: letters, `(…)`, `,`, `|`, `?`, `*`, `+`, `2` for exactly two, `3` for two or three.
    fn model(text: &str) -> Particle {
        fn group(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Particle {
            let mut members = Vec::new();
            let mut compositor = Compositor::Sequence;
            loop {
                let term = match chars.next() {
                    Some('(') => group(chars).term,
                    Some('.') => Term::Any,
                    Some(c) => Term::Element(Name::new(None, &c.to_string())),
                    None => panic!("the model ends"),
                };
                let occurs = match chars.peek() {
                    Some('?') => Occurs::OPTIONAL,
                    Some('*') => Occurs::ANY,
                    Some('+') => Occurs::ONE_OR_MORE,
                    Some('2') => Occurs { min: 2, max: Some(2) },
                    Some('3') => Occurs { min: 2, max: Some(3) },
                    _ => Occurs::ONCE,
                };
                if occurs != Occurs::ONCE {
                    chars.next();
                }
                members.push(Particle { occurs, term });
                match chars.next() {
                    Some('|') => compositor = Compositor::Choice,
                    Some(',') => {}
                    _ => return Particle { occurs: Occurs::ONCE, term: Term::Group(compositor, members) },
                }
            }
        }
        group(&mut text.chars().peekable())
    }

    /// `before:element`, or nothing.
    fn shown(text: &str) -> Option<String> {
        let model = model(text);
        let conflict = conflict(&model)?;
        let name = |name: &Option<&Name>| name.map_or(".".to_owned(), |n| n.local.clone());
        let before: String = conflict.before.iter().map(name).collect();
        Some(format!("{before}:{} {}/{}", name(&conflict.element), conflict.leaves.0, conflict.leaves.1))
    }

    #[test]
    fn deterministic() {
        for text in [
            "a",
            "a,a",
            "a?,b",
            "(a|b)*,c",
            "a,(b|c)*,d?",
            "(a2)*",
            "a2,a",
            "(a,b)2,a",
            "a*,b",
            "((a,b?)|b)",
            "(a*|b)*",
            "(x,a?)|(y,a?)",
            "(a,a)*",
            "a,.",
            "((a|b)*|c*)",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn conflicts_with_a_shortest_way() {
        for (text, expected) in [
            ("a?,a", ":a 0/1"),
            ("a*,a", ":a 0/1"),
            ("(a|b)*,a", ":a 0/2"),
            ("(a,b)|(a,c)", ":a 0/2"),
            ("a,b?,b", "a:b 1/2"),
            ("(x|(y,b?)),b", "y:b 2/3"),
            ("a3,a", "aa:a 0/1"),
            ("(a,b)3,a", "abab:a 0/2"),
            ("(a,a?)*", "a:a 0/1"),
            ("(b,c?)+,c?", "b:c 1/2"),
            (".?,a", ":a 0/1"),
            ("a|.", ":a 0/1"),
            (".*,.", ":. 0/1"),
            // Two ways to continue with `a` meet a third one that is one of them.
            ("(a+|(c,a?))*", "c:a 0/2"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_long_model_takes_no_square_of_its_length() {
        let leaf =
            |i: usize| Particle { occurs: Occurs::OPTIONAL, term: Term::Element(Name::new(None, &format!("e{i}"))) };
        let members: Vec<_> = (0..100_000).map(leaf).collect();
        let sequence = Particle { occurs: Occurs::ONCE, term: Term::Group(Compositor::Sequence, members) };
        assert!(conflict(&sequence).is_none());
    }
}
