//! The language of a content model: which sequences of child elements it takes, and whether text may stand among them.
//!
//! Two models are compared by what they take, not by how they are written: `((a, b?) | b)` and
//! `((a?, b) | a)` are equal. A model becomes a finite automaton in which counted particles stand as often as
//! they may; automata are made deterministic along the way that a comparison takes, breadth first, so that the first
//! difference met is a shortest one.

mod automaton;

use std::collections::HashSet;
use std::fmt;

use automaton::{Alphabet, Automaton, Budget, Letter, Run};

use crate::schema::{Content, Name};

/// What a content model takes.
///
/// ```
/// use lip_gen::language::Language;
/// use lip_gen::schema::{Compositor, Content, Name, Occurs, Particle, Term};
///
/// let a = |occurs| Particle { occurs, term: Term::Element(Name::new(None, "a")) };
/// let two = |first, second| {
///     let term = Term::Group(Compositor::Sequence, vec![a(first), a(second)]);
///     Language::of(&Content::Elements(Particle { occurs: Occurs::ONCE, term }), None)
/// };
/// let (left, right) = (two(Occurs::ONCE, Occurs::ANY)?, two(Occurs::ANY, Occurs::ONCE)?);
/// assert!(left.equal(&right)?);
/// let third = two(Occurs::ANY, Occurs::OPTIONAL)?;
/// assert!(third.includes(&left)? && !left.includes(&third)?);
/// assert!(third.witness(&left)?.is_some_and(|w| w.children.is_empty()), "only the third takes nothing at all");
/// # Ok::<(), lip_gen::language::TooLarge>(())
/// ```
#[derive(Debug, Clone)]
pub struct Language {
    automaton: Automaton,
    text: bool,
}

/// The model, or the comparison, needs more states or steps than are granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the content model has too many parts or repetitions to be compared")
    }
}

impl std::error::Error for TooLarge {}

/// A child element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Symbol {
    /// By its name; that of another namespace as `{namespace}name`.
    Element(String),
    /// One that neither model names: a wildcard takes it.
    Other,
}

/// Content that one model takes and another one refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The child elements in order.
    pub children: Vec<Symbol>,
    /// Whether there is text beside them.
    pub text: bool,
}

impl Witness {
    /// As XML; children without what they must hold, long content cut.
    pub fn fragment(&self) -> String {
        const MOST: usize = 24;
        let mut inside = String::new();
        for child in self.children.iter().take(MOST) {
            let child = match child {
                Symbol::Element(name) => local(name),
                Symbol::Other => "any-other-element",
            };
            inside.push_str(&format!("<{child}/>"));
        }
        if self.children.len() > MOST {
            inside.push_str(&format!("<!-- {} more -->", self.children.len() - MOST));
        }
        if self.text {
            inside.push_str("text");
        }
        inside
    }

    /// How much stands in it.
    pub(crate) fn len(&self) -> usize {
        self.children.len() + usize::from(self.text)
    }
}

/// Where two languages are apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// A shortest content that the left one takes and the right one does not.
    pub only_left: Option<Witness>,
    /// A shortest content that the right one takes and the left one does not.
    pub only_right: Option<Witness>,
}

impl Language {
    /// The language of a content model. Names without a namespace and names of `own` count as one, as a DTD
    /// tells no namespaces apart. Datatypes of text do not count.
    ///
    /// # Errors
    /// When the model has too many parts, counted particles taken as often as they must or may stand.
    pub fn of(content: &Content, own: Option<&str>) -> Result<Self, TooLarge> {
        let automaton = match content {
            Content::Empty | Content::Simple(_) => Automaton::empty(),
            Content::Elements(particle) | Content::Mixed(particle) => Automaton::of(particle, own)?,
            Content::Any => Automaton::any(),
        };
        let text = matches!(content, Content::Simple(_) | Content::Mixed(_) | Content::Any);
        Ok(Self { automaton, text })
    }

    /// Whether both take the same.
    ///
    /// # Errors
    /// When the comparison takes too many steps.
    pub fn equal(&self, other: &Self) -> Result<bool, TooLarge> {
        Ok(self.compare(other)? == Comparison { only_left: None, only_right: None })
    }

    /// Whether this one takes all that `other` takes.
    ///
    /// # Errors
    /// When the comparison takes too many steps.
    pub fn includes(&self, other: &Self) -> Result<bool, TooLarge> {
        Ok(other.witness(self)?.is_none())
    }

    /// A shortest content that this one takes and `other` does not; of several the first in the order of the model.
    ///
    /// # Errors
    /// When the comparison takes too many steps.
    pub fn witness(&self, other: &Self) -> Result<Option<Witness>, TooLarge> {
        let by_children = difference(&self.automaton, &other.automaton)?.map(|w| Witness { children: w, text: false });
        if !self.text || other.text {
            return Ok(by_children);
        }
        let shortest = difference(&self.automaton, &Automaton::nothing())?;
        let by_text = shortest.map(|children| Witness { children, text: true });
        Ok([by_children, by_text].into_iter().flatten().min_by_key(Witness::len))
    }

    /// Both directions.
    ///
    /// # Errors
    /// When the comparison takes too many steps.
    pub fn compare(&self, other: &Self) -> Result<Comparison, TooLarge> {
        Ok(Comparison { only_left: self.witness(other)?, only_right: other.witness(self)? })
    }
}

/// A name under which elements are compared, without its namespace.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once('}').map_or(name, |(_, local)| local)
}

/// The name under which an element or attribute is compared.
pub(crate) fn key(name: &Name, own: Option<&str>) -> String {
    match name.namespace.as_deref() {
        None => name.local.clone(),
        Some(_) if name.is_xml() => name.to_string(),
        namespace if namespace == own => name.local.clone(),
        Some(namespace) => format!("{{{namespace}}}{}", name.local),
    }
}

/// A shortest word of the left automaton that is none of the right one.
fn difference(left: &Automaton, right: &Automaton) -> Result<Option<Vec<Symbol>>, TooLarge> {
    /// A pair of states, and how it was reached.
    struct Node {
        left: usize,
        right: usize,
        from: Option<(usize, Letter)>,
    }
    let mut alphabet = Alphabet::default();
    let mut budget = Budget::new();
    let mut ours = Run::new(left, &mut alphabet, &mut budget)?;
    let mut theirs = Run::new(right, &mut alphabet, &mut budget)?;
    let mut nodes = vec![Node { left: Run::START, right: Run::START, from: None }];
    let mut seen = HashSet::from([(Run::START, Run::START)]);
    let mut at = 0;
    while let Some(&Node { left, right, .. }) = nodes.get(at) {
        if ours.accepts(left) && !theirs.accepts(right) {
            let mut word = Vec::new();
            let mut node = nodes.get(at);
            while let Some((from, letter)) = node.and_then(|node| node.from) {
                word.push(alphabet.symbol(letter));
                node = nodes.get(from);
            }
            word.reverse();
            return Ok(Some(word));
        }
        // Only along letters that the left one takes. An element that it takes by a wildcard only stays without a name: the
        // right one takes no more of it than of one that it names.
        for letter in ours.letters(left) {
            let next = (ours.next(left, letter, &mut budget)?, theirs.next(right, letter, &mut budget)?);
            if seen.insert(next) {
                nodes.push(Node { left: next.0, right: next.1, from: Some((at, letter)) });
            }
        }
        at += 1;
    }
    Ok(None)
}

#[cfg(test)]
mod tests;
