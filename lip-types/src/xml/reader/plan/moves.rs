//! Children that stand at another place than they may.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

use super::super::super::align::{Edit, Row};
use super::super::super::automaton::{Automaton, Symbol};
use super::super::Reader;
use super::Child;

/// So many children of one element are tried at other places.
const MOVES: usize = 64;
/// So many children are gone over when others are tried at other places.
const TRIED: usize = 1 << 19;

pub(super) struct Moves<'x> {
    pub(super) children: HashSet<u32>,
    /// Their names.
    names: HashSet<&'x str>,
    /// Missing elements that are there, elsewhere.
    pub(super) filled: HashSet<(u32, Symbol)>,
    /// All that is taken, in the order of the model.
    pub(super) order: Vec<Edit>,
    /// The children in it, and where each of them is.
    taken: Vec<u32>,
    places: HashMap<u32, usize>,
}

impl Moves<'_> {
    /// Whether one of this name moves.
    pub(super) fn has(&self, local: &str) -> bool {
        self.names.contains(local)
    }

    /// Before or behind which of its siblings a child belongs.
    pub(super) fn hint(&self, child: u32, children: &[Child<'_>]) -> Option<String> {
        let place = *self.places.get(&child)?;
        let local = |i: u32| children.get(i as usize).map(|c| c.local);
        let name = local(child)?;
        let (before, behind) = (self.taken.get(..place)?, self.taken.get(place + 1..)?);
        if let Some(next) = behind.iter().find(|i| **i < child) {
            return Some(format!("`{name}` belongs before `{}`", local(*next)?));
        }
        let last = before.iter().rev().find(|i| **i > child)?;
        Some(format!("`{name}` belongs behind `{}`", local(*last)?))
    }
}

/// Finds the children that fit at another place.
pub(super) fn moves<'x>(automaton: &Automaton, edits: &[Edit], rows: &[Row], children: &[Child<'x>]) -> Moves<'x> {
    let is = |child: u32, symbol| rows.get(child as usize).is_some_and(|row| automaton.is(*row, symbol));
    let local = |child: u32| children.get(child as usize).map_or("", |child| child.local);
    let dropped = || edits.iter().filter_map(|e| if let Edit::Drop(i) = e { Some(*i) } else { None });
    // Only what is missing can be filled.
    let is_missing = edits.iter().any(|edit| matches!(edit, Edit::Miss(..)));
    let mut by_name: HashMap<&str, VecDeque<u32>> = HashMap::new();
    for child in dropped().filter(|child| is_missing && automaton.find(local(*child)).is_some()) {
        by_name.entry(local(child)).or_default().push_back(child);
    }
    let (mut moved, mut filled, mut order) = (HashSet::new(), HashSet::new(), Vec::with_capacity(edits.len()));
    for edit in edits {
        order.push(match *edit {
            Edit::Drop(_) => continue,
            Edit::Miss(before, symbol) => {
                let first = by_name
                    .get_mut(automaton.name(symbol).local)
                    .filter(|children| children.front().is_some_and(|child| is(*child, symbol)));
                match first.and_then(VecDeque::pop_front) {
                    Some(child) => {
                        moved.insert(child);
                        filled.insert((before, symbol));
                        Edit::Take(child, symbol)
                    }
                    None => *edit,
                }
            }
            _ => *edit,
        });
    }
    // Each is tried with all the others, which may be many.
    let tries = MOVES.min(TRIED / order.len().max(1));
    let rest: Vec<u32> = dropped().filter(|child| !moved.contains(child)).take(tries).collect();
    let rank = |symbol: Symbol| automaton.find(automaton.name(symbol).local).unwrap_or(symbol);
    let ranks: Vec<Symbol> = (0..automaton.names().len()).map(|symbol| rank(symbol as Symbol)).collect();
    let rank = |symbol: &Symbol| ranks.get(*symbol as usize).copied().unwrap_or_default();
    let mut symbols: Vec<Symbol> = order.iter().filter_map(symbol).collect();
    for child in rest {
        let Some(symbol) = (0..ranks.len() as Symbol).find(|symbol| is(child, *symbol)) else { continue };
        let place = symbols.iter().position(|other| rank(other) > rank(&symbol)).unwrap_or(symbols.len());
        symbols.insert(place, symbol);
        if automaton.accepts(symbols.iter().copied()) {
            order.insert(place, Edit::Take(child, symbol));
            moved.insert(child);
        } else {
            symbols.remove(place);
        }
    }
    let names = moved.iter().map(|child| local(*child)).collect();
    let (mut taken, mut places) = (Vec::new(), HashMap::new());
    if !moved.is_empty() {
        taken.extend(order.iter().filter_map(|edit| match edit {
            Edit::Take(child, _) | Edit::Mean(child, _) => Some(*child),
            Edit::Drop(_) | Edit::Miss(..) => None,
        }));
        places
            .extend(taken.iter().enumerate().map(|(place, child)| (*child, place)).filter(|(c, _)| moved.contains(c)));
    }
    Moves { children: moved, names, filled, order, taken, places }
}

fn symbol(edit: &Edit) -> Option<Symbol> {
    match edit {
        Edit::Take(_, symbol) | Edit::Mean(_, symbol) | Edit::Miss(_, symbol) => Some(*symbol),
        Edit::Drop(_) => None,
    }
}

impl Reader<'_> {
    /// The children from the first to the last that moves, in the order of the model: when nothing but
    /// their order is wrong.
    pub(super) fn reordered(
        &self,
        children: &[Child<'_>],
        edits: &[Edit],
        moved: &Moves<'_>,
    ) -> Option<(Range<usize>, String)> {
        let only_order = |edit: &Edit| match edit {
            Edit::Take(..) => true,
            Edit::Drop(i) => moved.children.contains(i),
            Edit::Miss(i, symbol) => moved.filled.contains(&(*i, *symbol)),
            Edit::Mean(..) => false,
        };
        if moved.children.is_empty() || !edits.iter().all(only_order) {
            return None;
        }
        let order: Vec<usize> = moved
            .order
            .iter()
            .filter_map(|e| if let Edit::Take(i, _) = e { Some(*i as usize) } else { None })
            .collect();
        let first = order.iter().enumerate().position(|(place, i)| place != *i)?;
        let last = order.iter().enumerate().rposition(|(place, i)| place != *i)?;
        let range = children.get(first)?.at..children.get(last)?.behind;
        let mut text = String::new();
        for place in first..=last {
            let child = children.get(*order.get(place)?)?;
            if place > first {
                let gap = children.get(place - 1)?.behind..children.get(place)?.at;
                text.push_str(self.text.get(gap)?);
            }
            text.push_str(self.text.get(child.at..child.behind)?);
        }
        Some((range, text))
    }
}
