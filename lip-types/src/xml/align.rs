//! The fewest edits that make the children of an element fit its content model.
//!
//! The model becomes an automaton; from the last child to the first, the least cost to go on from each
//! state is computed, then the way is walked from the start. Time and space are children × states, and
//! bounded: a pair beyond the bound is not aligned.

use std::collections::HashMap;

use super::model::Model;
use super::name::Name;

/// What a child is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    /// The child of that index, as the element of that name.
    Take(usize, Name),
    /// The child is meant as that element, but is spelt otherwise.
    Mean(usize, Name),
    /// The child may not stand here.
    Drop(usize),
    /// Before the child of that index (or the end) this element is missing.
    Miss(usize, Name),
}

/// More cells than this are not computed.
const MOST: usize = 8 << 20;
const DROP: u32 = 4;
const MISS: u32 = 4;
/// Of a child that is likely misspelt: more than to take it for what was meant, at another place.
const DROP_MISSPELT: u32 = DROP + MEAN + 1;
const MEAN: u32 = 2;
const FAR: u32 = u32::MAX / 2;

/// Aligns children, of which `is` tells whether one is an element, and `near` whether it is likely meant
/// as one; `alike` tells of each the first of those that have its name. Of a document that breaks off (`cut`), nothing is
/// missing at the end.
pub(crate) fn align(
    model: &Model,
    alike: &[usize],
    cut: bool,
    is: impl Fn(usize, &Name) -> bool,
    near: impl Fn(usize, &Name) -> bool,
) -> Option<Vec<Edit>> {
    let mut automaton = Automaton::default();
    let start = automaton.state();
    let end = automaton.add(model, start)?;
    let states = automaton.states.len();
    let children = alike.len();
    if states.checked_mul(children + 1)? > MOST {
        return None;
    }
    let judged = |child: usize, name: &Name| {
        if is(child, name) {
            0
        } else if near(child, name) {
            MEAN
        } else {
            FAR
        }
    };
    // Each name is judged once for each edge of the automaton, however many children have it.
    let names: Vec<&Name> = automaton.states.iter().flat_map(|edges| &edges.names).map(|(name, _)| name).collect();
    let mut rows: HashMap<usize, Row> = HashMap::new();
    for first in alike {
        rows.entry(*first).or_insert_with(|| {
            let edges: Vec<u32> = names.iter().map(|name| judged(*first, name)).collect();
            let misspelt = !edges.contains(&0) && edges.contains(&MEAN);
            Row { edges, drop: if misspelt { DROP_MISSPELT } else { DROP } }
        });
    }
    let row = |child: usize| alike.get(child).and_then(|first| rows.get(first));
    let drop = |child: usize| row(child).map_or(DROP, |row| row.drop);
    let mut costs = vec![FAR; states * (children + 1)];
    for child in (0..=children).rev() {
        let (layer, next) = costs[child * states..].split_at_mut(states);
        if child == children {
            for (state, cost) in layer.iter_mut().enumerate() {
                *cost = if state == end || cut { 0 } else { FAR };
            }
        } else {
            let dropped = drop(child);
            let mut judgements = row(child).into_iter().flat_map(|row| &row.edges);
            for (state, edges) in automaton.states.iter().enumerate() {
                let least = next[state].saturating_add(dropped).min(FAR);
                layer[state] = edges
                    .names
                    .iter()
                    .zip(&mut judgements)
                    .fold(least, |least, ((_, to), judged)| least.min(judged.saturating_add(next[*to]).min(FAR)));
            }
        }
        automaton.settle(layer);
    }
    Some(automaton.way(&costs, start, children, judged, drop))
}

/// What taking a child of some name costs along each edge, and what dropping it does.
struct Row {
    edges: Vec<u32>,
    drop: u32,
}

#[derive(Default)]
struct Automaton {
    states: Vec<Edges>,
}

#[derive(Default)]
struct Edges {
    free: Vec<usize>,
    names: Vec<(Name, usize)>,
}

impl Automaton {
    fn state(&mut self) -> usize {
        self.states.push(Edges::default());
        self.states.len() - 1
    }

    fn free(&mut self, from: usize, to: usize) {
        self.states[from].free.push(to);
    }

    /// Adds a model behind a state; answers the state behind it, or none when it is too large.
    fn add(&mut self, model: &Model, from: usize) -> Option<usize> {
        if self.states.len() > 20_000 {
            return None;
        }
        match model {
            Model::Element(name) => {
                let to = self.state();
                self.states[from].names.push((*name, to));
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
                    at = self.add(inner, at)?;
                    self.free(at, to);
                }
                Some(to)
            }
            Model::Text | Model::Any => Some(from),
        }
    }

    /// Lowers costs along edges that take no child, until nothing changes.
    fn settle(&self, layer: &mut [u32]) {
        loop {
            let mut changed = false;
            for (state, edges) in self.states.iter().enumerate().rev() {
                let free = edges.free.iter().map(|to| layer[*to]);
                let missing = edges.names.iter().map(|(_, to)| layer[*to].saturating_add(MISS));
                if let Some(least) = free.chain(missing).min().filter(|least| *least < layer[state]) {
                    layer[state] = least;
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// The cheapest way; of equal ones, that which takes children early, and finds fault early.
    fn way(
        &self,
        costs: &[u32],
        start: usize,
        children: usize,
        judged: impl Fn(usize, &Name) -> u32,
        drop: impl Fn(usize) -> u32,
    ) -> Vec<Edit> {
        let count = self.states.len();
        let cost = |child: usize, state: usize| costs.get(child * count + state).copied().unwrap_or(FAR);
        let (mut state, mut child) = (start, 0);
        let mut way = Vec::new();
        loop {
            let here = cost(child, state);
            // Every state from which it goes on as cheaply, without a child.
            let mut reached = vec![state];
            let mut next = 0;
            while let Some(edges) = reached.get(next).and_then(|at| self.states.get(*at)) {
                next += 1;
                for to in &edges.free {
                    if cost(child, *to) == here && !reached.contains(to) {
                        reached.push(*to);
                    }
                }
            }
            let names = || reached.iter().filter_map(|at| self.states.get(*at)).flat_map(|edges| &edges.names);
            let taken = names().filter(|_| child < children).find_map(|(name, to)| {
                let judged = judged(child, name);
                (judged < FAR && judged + cost(child + 1, *to) == here).then_some((judged, *name, *to))
            });
            if let Some((judged, name, to)) = taken {
                way.push(if judged == 0 { Edit::Take(child, name) } else { Edit::Mean(child, name) });
                (state, child) = (to, child + 1);
            } else if let Some(at) =
                reached.iter().find(|at| child < children && cost(child + 1, **at) + drop(child) == here)
            {
                way.push(Edit::Drop(child));
                (state, child) = (*at, child + 1);
            } else if let Some((name, to)) = names().find(|(_, to)| cost(child, *to) + MISS == here) {
                way.push(Edit::Miss(child, *name));
                state = *to;
            } else {
                return way;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Namespace;

    const fn element(local: &'static str) -> Model {
        Model::Element(Name { namespace: Namespace::NONE, local })
    }

    const A: Model = element("a");
    const B: Model = element("b");
    const C: Model = element("c");
    const MAYBE: Model = Model::Occurs { inner: &B, min: 0, max: 1 };
    const MANY: Model = Model::Occurs { inner: &Model::Choice(&[B, C]), min: 0, max: usize::MAX };
    const MANY_B: Model = Model::Occurs { inner: &B, min: 0, max: usize::MAX };
    const SOME: Model = Model::Occurs { inner: &C, min: 1, max: usize::MAX };
    const ORDERED: Model = Model::Sequence(&[A, MAYBE, SOME]);
    const OPEN: Model = Model::Sequence(&[A, MANY]);

    fn edits(model: &Model, children: &str) -> String {
        let children: Vec<String> = children.chars().map(String::from).collect();
        let is = |i: usize, name: &Name| children[i] == name.local;
        let near = |i: usize, name: &Name| children[i] == name.local.to_uppercase();
        let edits = align(model, &(0..children.len()).collect::<Vec<_>>(), false, is, near).unwrap();
        let word = |edit: &Edit| match edit {
            Edit::Take(_, name) => name.local.to_owned(),
            Edit::Mean(_, name) => format!("={}", name.local),
            Edit::Drop(i) => format!("-{}", children[*i]),
            Edit::Miss(_, name) => format!("+{}", name.local),
        };
        edits.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_fewest_edits() {
        for (model, children, expected) in [
            (ORDERED, "ac", "a c"),
            (ORDERED, "abccc", "a b c c c"),
            (ORDERED, "", "+a +c"),
            (ORDERED, "c", "+a c"),
            (ORDERED, "aac", "a -a c"),
            (ORDERED, "bac", "-b a c"),
            (ORDERED, "aBc", "a =b c"),
            (ORDERED, "axc", "a -x c"),
            (ORDERED, "xyz", "-x -y -z +a +c"),
            (ORDERED, "abbbC", "a b -b -b =c"),
            (OPEN, "abcbxcB", "a b c b -x c =b"),
            (OPEN, "bc", "+a b c"),
            (Model::Choice(&[MANY_B, SOME]), "cb", "c -b"),
            (Model::Sequence(&[A, B]), "ba", "-b a +b"),
        ] {
            assert_eq!(edits(&model, children), expected, "{children}");
        }
    }
}
