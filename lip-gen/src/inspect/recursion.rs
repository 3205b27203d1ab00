//! Elements that may hold themselves: the cycles of the graph "may hold".

use std::collections::{HashMap, HashSet};

use crate::schema::{Content, Element, ElementType, Name, Particle, Schema, Term};

/// Global elements on a cycle, in the order of declaration. Tarjan's algorithm, with a stack of
/// its own, since the schema decides how deep the graph is.
pub(super) fn recursive(schema: &Schema) -> Vec<&Element> {
    let index: HashMap<&Name, usize> = schema.elements.iter().enumerate().map(|(i, e)| (&e.name, i)).collect();
    let edges: Vec<Vec<usize>> = schema.elements.iter().map(|e| children(schema, e, &index)).collect();
    let on_cycle = cycles(&edges);
    schema.elements.iter().zip(on_cycle).filter(|(_, on)| *on).map(|(e, _)| e).collect()
}

/// The global elements that an element may hold, through elements declared in place and their types as well.
fn children(schema: &Schema, element: &Element, index: &HashMap<&Name, usize>) -> Vec<usize> {
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    let mut types = vec![&element.r#type];
    while let Some(r#type) = types.pop() {
        let complex = match r#type {
            ElementType::Anonymous(complex) => Some(complex),
            ElementType::Named(id) if seen.insert(*id) => schema.types.get(id.0),
            ElementType::Named(_) => None,
        };
        let (Content::Elements(particle) | Content::Mixed(particle)) = complex.map_or(&Content::Empty, |t| &t.content)
        else {
            continue;
        };
        let mut particles: Vec<&Particle> = vec![particle];
        while let Some(particle) = particles.pop() {
            match &particle.term {
                Term::Element(name) => out.extend(index.get(name)),
                Term::Local(element) => types.push(&element.r#type),
                Term::Group(_, members) => particles.extend(members),
                Term::Any => {}
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// For each node, whether it is on a cycle.
fn cycles(edges: &[Vec<usize>]) -> Vec<bool> {
    const NEW: usize = usize::MAX;
    let size = edges.len();
    let (mut order, mut low, mut on_stack) = (vec![NEW; size], vec![0; size], vec![false; size]);
    let (mut result, mut stack, mut count) = (vec![false; size], Vec::new(), 0);
    for start in 0..size {
        if order[start] != NEW {
            continue;
        }
        // A node, and the number of its edges that were followed.
        let mut calls = vec![(start, 0)];
        while let Some((node, edge)) = calls.last_mut() {
            let node = *node;
            if *edge == 0 {
                (order[node], low[node]) = (count, count);
                count += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(&next) = edges[node].get(*edge) {
                *edge += 1;
                if order[next] == NEW {
                    calls.push((next, 0));
                } else if on_stack[next] {
                    low[node] = low[node].min(order[next]);
                }
                continue;
            }
            calls.pop();
            if let Some((parent, _)) = calls.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == order[node] {
                let at = stack.iter().rposition(|&n| n == node).unwrap_or(0);
                let component = stack.split_off(at);
                let cycle = component.len() > 1 || edges[node].contains(&node);
                for member in component {
                    on_stack[member] = false;
                    result[member] = cycle;
                }
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn only_nodes_on_a_cycle() {
        // 0 → 1 ⇄ 2 → 3, 4 → 4
        let edges = [vec![1], vec![2], vec![1, 3], vec![], vec![4]];
        assert_eq!(cycles(&edges), [false, true, true, false, true]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let mut edges: Vec<Vec<usize>> = (1..200_000).map(|i| vec![i]).collect();
        edges.push(vec![0]);
        assert!(cycles(&edges).into_iter().all(|on| on));
    }
}
