//! Content models as data, looked at only when an error is made.

use super::Name;

/// The content model of a type, for messages: what could have stood here?
#[derive(Debug, Clone, Copy)]
pub enum Model {
    /// One element.
    Element(Name),
    /// All, in order.
    Sequence(&'static [Model]),
    /// One of them.
    Choice(&'static [Model]),
    /// The inner model, so often.
    Occurs {
        /// What.
        inner: &'static Model,
        /// At least.
        min: usize,
        /// At most.
        max: usize,
    },
    /// Text.
    Text,
    /// Anything.
    Any,
}

/// What can follow the children that an element already has.
pub(crate) struct Expected {
    /// Elements, in the order of the model.
    pub(crate) elements: Vec<Name>,
    /// Whether the element may end here.
    pub(crate) end: bool,
}

/// Walks the model along the children as the generated code does: content models
/// are deterministic, so the first alternative that starts is the only one.
///
/// Children are local names: that they may stand there has been found already.
pub(crate) fn expected(model: &Model, children: &[&str]) -> Expected {
    let mut walk = Walk { children, at: 0, next: Vec::new() };
    let whole = walk.model(model);
    let end = whole && walk.at == children.len();
    Expected { elements: walk.next, end }
}

/// Whether text may stand between the children.
pub(crate) fn has_text(model: &Model) -> bool {
    match model {
        Model::Text => true,
        Model::Sequence(all) | Model::Choice(all) => all.iter().any(has_text),
        Model::Occurs { inner, .. } => has_text(inner),
        Model::Element(_) | Model::Any => false,
    }
}

/// The name in a model that has this local part.
pub(crate) fn name_of(model: &Model, local: &str) -> Option<Name> {
    match model {
        Model::Element(name) => (name.local == local).then_some(*name),
        Model::Sequence(all) | Model::Choice(all) => all.iter().find_map(|m| name_of(m, local)),
        Model::Occurs { inner, .. } => name_of(inner, local),
        Model::Text | Model::Any => None,
    }
}

/// Where an element of the model that may not stand here belongs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Order<'c> {
    /// It stands among the children already.
    Again,
    /// It is an alternative to this child.
    Instead(&'c str),
    /// It belongs before this child.
    Before(&'c str),
    /// It belongs behind all of them.
    Behind,
}

/// Where `local` belongs, seen from the children.
pub(crate) fn order<'c>(model: &Model, local: &str, children: &[&'c str]) -> Order<'c> {
    if children.contains(&local) {
        return Order::Again;
    }
    if let Some(other) = children.iter().find(|c| excludes(model, local, c)) {
        return Order::Instead(other);
    }
    let mut names = Vec::new();
    names_of(model, &mut names);
    let place = |name: &str| names.iter().position(|n| n.local == name);
    match children.last() {
        Some(last) if place(local) < place(last) => Order::Before(last),
        _ => Order::Behind,
    }
}

/// Whether one name is in another alternative than the other.
fn excludes(model: &Model, one: &str, other: &str) -> bool {
    let has = |m: &Model, name| name_of(m, name).is_some();
    match model {
        Model::Choice(all) => {
            let parted = |m: &Model| has(m, one) && !has(m, other);
            all.iter().any(parted) && has(model, other) || all.iter().any(|m| excludes(m, one, other))
        }
        Model::Sequence(all) => all.iter().any(|m| excludes(m, one, other)),
        Model::Occurs { inner, max: 1, .. } => excludes(inner, one, other),
        Model::Occurs { .. } | Model::Element(_) | Model::Text | Model::Any => false,
    }
}

/// All its names, in order.
pub(crate) fn names_of(model: &Model, names: &mut Vec<Name>) {
    match model {
        Model::Element(name) => names.push(*name),
        Model::Sequence(all) | Model::Choice(all) => all.iter().for_each(|m| names_of(m, names)),
        Model::Occurs { inner, .. } => names_of(inner, names),
        Model::Text | Model::Any => {}
    }
}

struct Walk<'c> {
    children: &'c [&'c str],
    at: usize,
    /// Elements that were asked for since the last child was taken.
    next: Vec<Name>,
}

impl Walk<'_> {
    /// Whether the model is satisfied; takes children on the way.
    fn model(&mut self, model: &Model) -> bool {
        match model {
            Model::Element(name) => {
                if self.children.get(self.at).is_some_and(|c| *c == name.local) {
                    self.at += 1;
                    self.next.clear();
                    return true;
                }
                if self.at == self.children.len() && !self.next.contains(name) {
                    self.next.push(*name);
                }
                false
            }
            Model::Sequence(all) => all.iter().all(|m| self.model(m)),
            Model::Choice(all) => {
                let start = self.at;
                let mut nullable = false;
                for m in *all {
                    let fits = self.model(m);
                    if self.at > start {
                        return fits;
                    }
                    nullable |= fits;
                }
                nullable
            }
            Model::Occurs { inner, min, max } => {
                let mut count = 0;
                while count < *max {
                    let start = self.at;
                    if !self.model(inner) {
                        return self.at == start && count >= *min;
                    }
                    if self.at == start {
                        return true;
                    }
                    count += 1;
                }
                true
            }
            Model::Text | Model::Any => true,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::xml::Namespace;

    pub(crate) const fn element(local: &'static str) -> Model {
        Model::Element(Name { namespace: Namespace::NONE, local })
    }

    pub(crate) const fn occurs(inner: &'static Model, min: usize, max: usize) -> Model {
        Model::Occurs { inner, min, max }
    }

    pub(crate) const MANY: usize = usize::MAX;
    pub(crate) const A: Model = element("a");
    pub(crate) const B: Model = element("b");
    pub(crate) const C: Model = element("c");
    pub(crate) const D: Model = element("d");
    /// `(a?, b{2,3}, (c | d)+)`
    const ORDERED: Model = Model::Sequence(&[
        occurs(&A, 0, 1),
        occurs(&B, 2, 3),
        occurs(&Model::Choice(&[occurs(&C, 1, 1), occurs(&D, 1, 1)]), 1, MANY),
    ]);
    /// `((a | b)* | c*), d?`
    const NULLABLE: Model = Model::Sequence(&[
        occurs(&Model::Choice(&[occurs(&Model::Choice(&[A, B]), 0, MANY), occurs(&C, 0, MANY)]), 1, 1),
        occurs(&D, 0, 1),
    ]);
    /// `(a, b?)*, (c, d)?`
    const GROUPS: Model = Model::Sequence(&[
        occurs(&Model::Sequence(&[A, occurs(&B, 0, 1)]), 0, MANY),
        occurs(&Model::Sequence(&[C, D]), 0, 1),
    ]);

    #[test]
    fn what_can_follow() {
        for (model, children, names) in [
            (ORDERED, "", "a b"),
            (ORDERED, "a", "b"),
            (ORDERED, "b", "b"),
            (ORDERED, "bb", "b c d"),
            (ORDERED, "bbb", "c d"),
            (ORDERED, "abbc", "c d end"),
            (NULLABLE, "", "a b c d end"),
            (NULLABLE, "b", "a b d end"),
            (NULLABLE, "cc", "c d end"),
            (NULLABLE, "cd", "end"),
            (GROUPS, "", "a c end"),
            (GROUPS, "a", "b a c end"),
            (GROUPS, "ab", "a c end"),
            (GROUPS, "abac", "d"),
            (GROUPS, "cd", "end"),
            (Model::Sequence(&[]), "", "end"),
            (Model::Text, "", "end"),
        ] {
            let children: Vec<&str> = children.split("").filter(|c| !c.is_empty()).collect();
            let expected = expected(&model, &children);
            let mut found: Vec<&str> = expected.elements.iter().map(|n| n.local).collect();
            found.extend(expected.end.then_some("end"));
            assert_eq!(found.join(" "), names, "after {children:?}");
        }
    }

    #[test]
    fn where_a_name_belongs() {
        assert_eq!(order(&ORDERED, "a", &["b"]), Order::Before("b"));
        assert_eq!(order(&ORDERED, "c", &["b"]), Order::Behind);
        assert_eq!(order(&ORDERED, "b", &["b", "b", "b"]), Order::Again);
        assert_eq!(order(&ORDERED, "b", &["a", "c"]), Order::Before("c"));
        assert_eq!(order(&NULLABLE, "c", &["a"]), Order::Instead("a"));
        assert_eq!(order(&NULLABLE, "a", &["d"]), Order::Before("d"));
        assert_eq!(order(&GROUPS, "d", &["a"]), Order::Behind);
    }
}
