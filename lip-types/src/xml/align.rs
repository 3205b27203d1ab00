//! The fewest edits that make the children of an element fit its content model.
//!
//! From the last child to the first, the least cost to go on from each state of the [`Automaton`] is computed, then the
//! way is walked from the start. Costs are counted above what each child costs at least, wherever it stands; and a state
//! from which it would cost more than is spent in all is none to go on from. So the costs before a long row of like
//! children are soon the same for each, and what a child makes of the costs behind it is computed once and looked up
//! from then on, in like elements, too. How much is spent is not known before: it is tried with little first, then with
//! more. Time is children, and what is new among them × states; both are bounded: a pair beyond the bound is not aligned.

use std::collections::HashMap;
use std::rc::Rc;

use super::automaton::{Automaton, START, Symbol};

/// What a child is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    /// The child of that index, as the element of that name.
    Take(u32, Symbol),
    /// The child is meant as that element, but is spelt otherwise.
    Mean(u32, Symbol),
    /// The child may not stand here.
    Drop(u32),
    /// Before the child of that index (or the end) this element is missing.
    Miss(u32, Symbol),
}

/// Whether a child is the element of some name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Judged {
    Is,
    /// It is likely meant as that.
    Near,
    Other,
}

/// What a child of some name is judged, for each name of the model: an index into those that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Row(u32);

/// More cells than this are not computed.
const MOST: usize = 8 << 20;
/// More than this are not kept for the next element.
const KEPT: usize = 1 << 18;
const DROP: u32 = 4;
const MISS: u32 = 4;
/// Of a child that is likely misspelt: more than to take it for what was meant, at another place.
const DROP_MISSPELT: u32 = DROP + MEAN + 1;
const MEAN: u32 = 2;
const FAR: u32 = u32::MAX / 2;
/// How much may be spent above what is spent in any case.
const SPENT: [u32; 4] = [16 * DROP, 256 * DROP, 4096 * DROP, FAR - 1];

/// What has been computed.
#[derive(Default)]
pub(super) struct Alignments {
    rows: Vec<Costs>,
    known_rows: HashMap<Rc<[Judged]>, Row>,
    /// For each of [`SPENT`].
    attempts: [Attempt; SPENT.len()],
}

/// What a child costs that is judged so, above what it costs at least.
#[derive(Clone)]
struct Costs {
    judged: Rc<[Judged]>,
    is: u32,
    near: u32,
    drop: u32,
}

/// What has been computed for so much that is spent.
#[derive(Default)]
struct Attempt {
    /// The costs to go on from each state.
    layers: Vec<Rc<[u32]>>,
    known_layers: HashMap<Rc<[u32]>, u32>,
    /// Behind the last child; of a document that does not break off, and of one that does.
    last: [Option<u32>; 2],
    /// What a child makes of a layer.
    steps: HashMap<(Row, u32), u32>,
    ways: HashMap<(u32, u32, Option<Row>), Way>,
}

/// How the cheapest way goes on from a state.
#[derive(Clone, Copy)]
enum Way {
    Take(Symbol, u32),
    Mean(Symbol, u32),
    Drop(u32),
    Miss(Symbol, u32),
    End,
}

impl Automaton {
    /// The row of a child that is judged so, for each name.
    pub(crate) fn row(&self, judged: Vec<Judged>) -> Row {
        let mut alignments = self.alignments.borrow_mut();
        if let Some(known) = alignments.known_rows.get(&*judged) {
            return *known;
        }
        let (row, judged) = (Row(alignments.rows.len() as u32), Rc::<[Judged]>::from(judged));
        alignments.rows.push(Costs::of(Rc::clone(&judged)));
        alignments.known_rows.insert(judged, row);
        row
    }

    /// Whether a child of that row is the element of that name.
    pub(crate) fn is(&self, row: Row, symbol: Symbol) -> bool {
        self.alignments.borrow().rows[row.0 as usize].judged[symbol as usize] == Judged::Is
    }

    /// Aligns children. Of a document that breaks off (`cut`), nothing is missing at the end.
    pub(crate) fn align(&self, children: &[Row], cut: bool) -> Option<Vec<Edit>> {
        if self.states.len().checked_mul(children.len() + 1)? > MOST {
            return None;
        }
        let mut alignments = self.alignments.borrow_mut();
        let Alignments { rows, attempts, .. } = &mut *alignments;
        let mut layers = vec![0; children.len() + 1];
        let within = attempts.iter_mut().zip(SPENT).find_map(|(attempt, spent)| {
            if attempt.layers.len() * self.states.len() > KEPT {
                *attempt = Attempt::default();
            }
            let mut layer = attempt.last(self, cut, spent);
            for (before, row) in layers.iter_mut().rev().zip(children.iter().rev().map(Some).chain([None])) {
                *before = layer;
                if let Some(row) = row {
                    layer = attempt.step(self, &rows[row.0 as usize], *row, layer, spent);
                }
            }
            (attempt.layers[layer as usize][START as usize] <= spent).then_some(attempt)
        })?;
        let mut edits = Vec::with_capacity(children.len());
        let (mut state, mut child) = (START, 0_u32);
        loop {
            let row = children.get(child as usize).copied();
            let behind = layers[child as usize + usize::from(row.is_some())];
            let way = within.way(self, state, behind, row.map(|row| (row, &rows[row.0 as usize])));
            let (edit, to) = match way {
                Way::Take(symbol, to) => (Edit::Take(child, symbol), to),
                Way::Mean(symbol, to) => (Edit::Mean(child, symbol), to),
                Way::Drop(to) => (Edit::Drop(child), to),
                Way::Miss(symbol, to) => (Edit::Miss(child, symbol), to),
                Way::End => return Some(edits),
            };
            edits.push(edit);
            state = to;
            child += u32::from(!matches!(way, Way::Miss(..)));
        }
    }
}

impl Costs {
    fn of(judged: Rc<[Judged]>) -> Self {
        let (is, near) = (judged.contains(&Judged::Is), judged.contains(&Judged::Near));
        let drop = if near && !is { DROP_MISSPELT } else { DROP };
        let least = match () {
            () if is => 0,
            () if near => MEAN,
            () => drop,
        };
        Self { judged, is: 0, near: MEAN.saturating_sub(least), drop: drop - least }
    }

    fn with(&self, symbol: Symbol) -> u32 {
        match self.judged[symbol as usize] {
            Judged::Is => self.is,
            Judged::Near => self.near,
            Judged::Other => FAR,
        }
    }
}

impl Attempt {
    fn last(&mut self, automaton: &Automaton, cut: bool, spent: u32) -> u32 {
        if let Some(known) = self.last[usize::from(cut)] {
            return known;
        }
        let end = automaton.end as usize;
        let layer = (0..automaton.states.len()).map(|state| if state == end || cut { 0 } else { FAR });
        let last = self.layer(automaton, layer.collect(), spent);
        self.last[usize::from(cut)] = Some(last);
        last
    }

    /// Lowers costs along edges that take no child, until nothing changes.
    fn layer(&mut self, automaton: &Automaton, mut layer: Vec<u32>, spent: u32) -> u32 {
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for (state, edges) in automaton.states.iter().enumerate().rev() {
                let free = edges.free.iter().map(|to| layer[*to as usize]);
                let missing = edges.names.iter().map(|(_, to)| layer[*to as usize].saturating_add(MISS));
                if let Some(least) = free.chain(missing).min().filter(|least| *least < layer[state]) {
                    layer[state] = least;
                    changed = true;
                }
            }
        }
        layer.iter_mut().filter(|cost| **cost > spent).for_each(|cost| *cost = FAR);
        if let Some(known) = self.known_layers.get(&*layer) {
            return *known;
        }
        let (index, layer) = (self.layers.len() as u32, Rc::<[u32]>::from(layer));
        self.layers.push(Rc::clone(&layer));
        self.known_layers.insert(layer, index);
        index
    }

    /// The layer before a child.
    fn step(&mut self, automaton: &Automaton, costs: &Costs, row: Row, behind: u32, spent: u32) -> u32 {
        if let Some(known) = self.steps.get(&(row, behind)) {
            return *known;
        }
        let next = Rc::clone(&self.layers[behind as usize]);
        let layer = automaton.states.iter().zip(next.iter()).map(|(edges, here)| {
            edges.names.iter().fold(here.saturating_add(costs.drop).min(FAR), |least, (symbol, to)| {
                least.min(costs.with(*symbol).saturating_add(next[*to as usize]).min(FAR))
            })
        });
        let step = self.layer(automaton, layer.collect(), spent);
        self.steps.insert((row, behind), step);
        step
    }

    /// How the cheapest way goes on before a child, or at the end; of equal ones, that which takes children early, and
    /// finds fault early.
    fn way(&mut self, automaton: &Automaton, state: u32, behind: u32, row: Option<(Row, &Costs)>) -> Way {
        let key = (state, behind, row.map(|(row, _)| row));
        if let Some(known) = self.ways.get(&key) {
            return *known;
        }
        let costs = row.map(|(_, costs)| costs);
        let layer = row.and_then(|(row, _)| self.steps.get(&(row, behind)).copied()).unwrap_or(behind);
        let (layer, next) = (&*self.layers[layer as usize], &*self.layers[behind as usize]);
        let here = layer[state as usize];
        // Every state from which it goes on as cheaply, without a child.
        let mut reached = vec![state];
        let mut first = 0;
        while let Some(at) = reached.get(first).copied() {
            first += 1;
            for to in &automaton.states[at as usize].free {
                if layer[*to as usize] == here && !reached.contains(to) {
                    reached.push(*to);
                }
            }
        }
        let names = || reached.iter().flat_map(|at| &automaton.states[*at as usize].names);
        let taken = || {
            let costs = costs?;
            let (symbol, to) = names().find(|(symbol, to)| {
                let cost = costs.with(*symbol);
                cost < FAR && cost + next[*to as usize] == here
            })?;
            let is = costs.judged[*symbol as usize] == Judged::Is;
            Some(if is { Way::Take(*symbol, *to) } else { Way::Mean(*symbol, *to) })
        };
        let dropped = || {
            let costs = costs?;
            reached.iter().find(|at| next[**at as usize] + costs.drop == here).map(|at| Way::Drop(*at))
        };
        let missing = || {
            let missing = names().find(|(_, to)| layer[*to as usize].saturating_add(MISS) == here);
            missing.map(|(symbol, to)| Way::Miss(*symbol, *to))
        };
        let way = taken().or_else(dropped).or_else(missing).unwrap_or(Way::End);
        self.ways.insert(key, way);
        way
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Name;
    use crate::xml::model::Model;
    use crate::xml::model::tests::{A, B, C};

    const MAYBE: Model = Model::Occurs { inner: &B, min: 0, max: 1 };
    const MANY: Model = Model::Occurs { inner: &Model::Choice(&[B, C]), min: 0, max: usize::MAX };
    const MANY_B: Model = Model::Occurs { inner: &B, min: 0, max: usize::MAX };
    const SOME: Model = Model::Occurs { inner: &C, min: 1, max: usize::MAX };
    const ORDERED: Model = Model::Sequence(&[A, MAYBE, SOME]);
    const OPEN: Model = Model::Sequence(&[A, MANY]);

    fn edits(model: &'static Model, children: &str) -> String {
        let children: Vec<String> = children.chars().map(String::from).collect();
        let automaton = Automaton::of(model).unwrap();
        let judged = |child: &String, name: &Name| match name.local {
            local if child == local => Judged::Is,
            local if *child == local.to_uppercase() => Judged::Near,
            _ => Judged::Other,
        };
        let row = |child| automaton.row(automaton.names().iter().map(|name| judged(child, name)).collect());
        let rows: Vec<Row> = children.iter().map(row).collect();
        let edits = automaton.align(&rows, false).unwrap();
        // What has been computed is looked up now.
        assert_eq!(automaton.align(&rows, false).unwrap(), edits);
        let name = |symbol: &Symbol| automaton.name(*symbol).local;
        let word = |edit: &Edit| match edit {
            Edit::Take(_, symbol) => name(symbol).to_owned(),
            Edit::Mean(_, symbol) => format!("={}", name(symbol)),
            Edit::Drop(i) => format!("-{}", children[*i as usize]),
            Edit::Miss(_, symbol) => format!("+{}", name(symbol)),
        };
        edits.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_fewest_edits() {
        for (model, children, expected) in [
            (&ORDERED, "ac", "a c"),
            (&ORDERED, "abccc", "a b c c c"),
            (&ORDERED, "", "+a +c"),
            (&ORDERED, "c", "+a c"),
            (&ORDERED, "aac", "a -a c"),
            (&ORDERED, "bac", "-b a c"),
            (&ORDERED, "aBc", "a =b c"),
            (&ORDERED, "axc", "a -x c"),
            (&ORDERED, "xyz", "-x -y -z +a +c"),
            (&ORDERED, "abbbC", "a b -b -b =c"),
            (&OPEN, "abcbxcB", "a b c b -x c =b"),
            (&OPEN, "bc", "+a b c"),
            (&Model::Choice(&[MANY_B, SOME]), "cb", "c -b"),
            (&Model::Sequence(&[A, B]), "ba", "-b a +b"),
        ] {
            assert_eq!(edits(model, children), expected, "{children}");
        }
    }

    /// More is spent than is tried with first.
    #[test]
    fn the_fewest_edits_of_many() {
        let model = &Model::Sequence(&[MANY_B, SOME]);
        let (many, more) = ("c".repeat(300), "b".repeat(400));
        let expected = format!("{}{}+c", "-c ".repeat(300), "b ".repeat(400));
        assert_eq!(edits(model, &format!("{many}{more}")), expected);
        let expected = format!("{}{}", "c ".repeat(300), "-b ".repeat(200));
        assert_eq!(edits(model, &format!("{many}{}", &more[..200])), expected.trim_end());
    }
}
