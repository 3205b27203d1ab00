//! Which members must stand in a box because their type holds itself.
//!
//! A type holds another one inline through a member that stands at most once; `Vec`
//! and the boxes of choice variants break the way. A cycle has at least one optional
//! member, since no finite document would satisfy it otherwise, so boxing the optional
//! members of cycles is enough.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{ComplexType, Compositor, Content, ElementType, Name, Particle, Schema, Term, TypeId};

/// What can hold itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Node {
    /// A global element.
    Element(Name),
    /// A named complex type.
    Type(TypeId),
}

/// The cycles of a schema.
#[derive(Debug)]
pub(crate) struct Recursion {
    /// Over all members that are held inline.
    inline: Components,
    /// Over those that are always there. No finite document satisfies such a cycle, but
    /// the types are to compile.
    always: Components,
}

/// Strongly connected components.
#[derive(Debug, Default)]
struct Components {
    of: BTreeMap<Node, usize>,
    looped: BTreeSet<usize>,
}

type Edges = BTreeMap<Node, BTreeSet<Node>>;

impl Recursion {
    /// Finds the cycles.
    pub(crate) fn of(schema: &Schema) -> Self {
        let (mut inline, mut always) = (Edges::new(), Edges::new());
        let elements = schema
            .elements
            .iter()
            .map(|element| (Node::Element(element.name.clone()), complex_type(schema, &element.r#type)));
        let types = schema.types.iter().enumerate().map(|(index, r#type)| (Node::Type(TypeId(index)), r#type));
        for (node, r#type) in elements.chain(types) {
            let mut targets = Vec::new();
            collect(r#type, true, &mut targets);
            let required = targets.iter().filter(|(_, always)| *always).map(|(target, _)| target.clone());
            always.insert(node.clone(), required.collect());
            inline.insert(node, targets.into_iter().map(|(target, _)| target).collect());
        }
        Self { inline: components(&inline), always: components(&always) }
    }

    /// Whether a member of `owner`, held inline, whose type is `target` needs a box.
    pub(crate) fn needs_box(&self, owner: &Node, target: &Node, always: bool) -> bool {
        if always { self.always.leads_back(owner, target) } else { self.inline.leads_back(owner, target) }
    }
}

impl Components {
    fn leads_back(&self, owner: &Node, target: &Node) -> bool {
        match (self.of.get(owner), self.of.get(target)) {
            (Some(a), Some(b)) => a == b && self.looped.contains(a),
            _ => false,
        }
    }
}

/// The type of an element, whichever way it is given.
pub(crate) fn complex_type<'s>(schema: &'s Schema, r#type: &'s ElementType) -> &'s ComplexType {
    match r#type {
        ElementType::Anonymous(r#type) => r#type,
        ElementType::Named(id) => schema.complex_type(*id),
    }
}

/// What a type holds inline, and whether always.
fn collect(r#type: &ComplexType, always: bool, targets: &mut Vec<(Node, bool)>) {
    if let Content::Elements(particle) = &r#type.content {
        collect_particle(particle, always, targets);
    }
}

fn collect_particle(particle: &Particle, always: bool, targets: &mut Vec<(Node, bool)>) {
    if particle.occurs.max != Some(1) {
        return;
    }
    let always = always && particle.occurs.min == 1;
    match &particle.term {
        Term::Element(name) => targets.push((Node::Element(name.clone()), always)),
        Term::Local(element) => match &element.r#type {
            ElementType::Named(id) => targets.push((Node::Type(*id), always)),
            ElementType::Anonymous(r#type) => collect(r#type, always, targets),
        },
        Term::Any => {}
        Term::Group(Compositor::Sequence, parts) => {
            parts.iter().for_each(|part| collect_particle(part, always, targets));
        }
        // Variants hold elements with element content, and groups, in boxes.
        Term::Group(Compositor::Choice, parts) => {
            // With one alternative it is none.
            if let [only] = parts.as_slice() {
                collect_particle(only, always, targets);
            }
        }
    }
}

/// Tarjan's algorithm with a stack of its own: a chain of elements may be long.
fn components(edges: &Edges) -> Components {
    let nodes: Vec<&Node> = edges.keys().collect();
    let number: BTreeMap<&Node, usize> = nodes.iter().enumerate().map(|(i, n)| (*n, i)).collect();
    let next: Vec<Vec<usize>> =
        edges.values().map(|targets| targets.iter().filter_map(|t| number.get(t).copied()).collect()).collect();
    let mut result = Components::default();
    let mut index = vec![usize::MAX; nodes.len()];
    let mut low = index.clone();
    let mut open = Vec::new();
    let mut is_open = vec![false; nodes.len()];
    let mut count = 0;
    for start in 0..nodes.len() {
        let mut work = if index[start] == usize::MAX { vec![(start, 0)] } else { Vec::new() };
        while let Some((node, edge)) = work.last_mut() {
            let node = *node;
            if index[node] == usize::MAX {
                index[node] = count;
                low[node] = count;
                count += 1;
                open.push(node);
                is_open[node] = true;
            }
            if let Some(&target) = next[node].get(*edge) {
                *edge += 1;
                if index[target] == usize::MAX {
                    work.push((target, 0));
                } else if is_open[target] {
                    low[node] = low[node].min(index[target]);
                }
                continue;
            }
            work.pop();
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == index[node] {
                let first = open.iter().rposition(|&n| n == node).unwrap_or_default();
                let members = open.split_off(first);
                if members.len() > 1 || next[node].contains(&node) {
                    result.looped.insert(node);
                }
                for member in members {
                    is_open[member] = false;
                    result.of.insert(nodes[member].clone(), node);
                }
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(name: &str) -> Node {
        Node::Element(Name::new(None, name))
    }

    fn recursion(edges: &[(&str, &str)]) -> Components {
        let mut map = Edges::new();
        for (from, to) in edges {
            map.entry(node(to)).or_default();
            map.entry(node(from)).or_default().insert(node(to));
        }
        components(&map)
    }

    #[test]
    fn only_cycles_lead_back() {
        let r = recursion(&[("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "d"), ("e", "a")]);
        assert!(r.leads_back(&node("a"), &node("b")));
        assert!(r.leads_back(&node("c"), &node("a")));
        assert!(r.leads_back(&node("d"), &node("d")));
        assert!(!r.leads_back(&node("c"), &node("d")));
        assert!(!r.leads_back(&node("e"), &node("a")));
        assert!(!r.leads_back(&node("e"), &node("e")));
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let names: Vec<String> = (0..200_000).map(|i| format!("e{i}")).collect();
        let mut edges: Vec<_> = names.windows(2).map(|w| (w[0].as_str(), w[1].as_str())).collect();
        edges.push((&names[names.len() - 1], &names[0]));
        assert!(recursion(&edges).leads_back(&node("e0"), &node("e1")));
    }
}
