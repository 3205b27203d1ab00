//! One form for content models that mean the same.
//!
//! The language of a model never changes here; what changes is how many groups
//! are written for it. After this pass:
//!
//! - no group is empty, and none holds one particle only, unless the product of the two
//!   numbers of times is no range (`(a{2,2}){1,2}`),
//! - a sequence that stands once is no member of a sequence, nor a choice that stands once of a choice,
//! - no alternative of a choice is optional: the choice is,
//! - no alternative of an unbounded choice is unbounded itself,
//! - no alternative behind one that may be empty has 0 as its minimum,
//! - what may be empty and repeats has 0 as its minimum,
//! - an element does not follow itself.

use crate::schema::{Compositor, Occurs, Particle, Term};

/// The model in normal form; `None` when it allows nothing but the empty content.
pub(crate) fn normal(particle: &Particle) -> Option<Particle> {
    let Occurs { min, max } = particle.occurs;
    if max == Some(0) {
        return None;
    }
    let Term::Group(compositor, members) = &particle.term else { return Some(particle.clone()) };
    let mut optional = false;
    let mut parts = Vec::new();
    for member in members {
        match normal(member) {
            Some(member) => parts.push(member),
            // An alternative that is empty makes the choice optional.
            None => optional |= *compositor == Compositor::Choice,
        }
    }
    let mut occurs = Occurs { min: if optional { 0 } else { min }, max };
    let parts = match compositor {
        Compositor::Sequence => sequence(parts),
        Compositor::Choice => choice(parts, &mut occurs),
    };
    match <[Particle; 1]>::try_from(parts) {
        Ok([only]) => Some(match product(occurs, only.occurs) {
            Some(occurs) => Particle { occurs, term: only.term },
            None => Particle { occurs, term: Term::Group(*compositor, vec![only]) },
        }),
        Err(parts) if parts.is_empty() => None,
        Err(parts) => {
            let empty = match compositor {
                Compositor::Sequence => parts.iter().all(nullable),
                Compositor::Choice => parts.iter().any(nullable),
            };
            if empty {
                // Nothing, as often as it must, is nothing.
                occurs.min = u32::from(occurs.max == Some(1));
            }
            Some(Particle { occurs, term: Term::Group(*compositor, parts) })
        }
    }
}

/// Whether a particle may match nothing.
pub(crate) fn nullable(particle: &Particle) -> bool {
    particle.occurs.min == 0
        || match &particle.term {
            Term::Element(_) | Term::Local(_) | Term::Any => false,
            Term::Group(Compositor::Sequence, parts) => parts.iter().all(nullable),
            Term::Group(Compositor::Choice, parts) => parts.iter().any(nullable),
        }
}

fn sequence(parts: Vec<Particle>) -> Vec<Particle> {
    let mut flat: Vec<Particle> = Vec::new();
    let mut add = |part: Particle| match flat.last_mut() {
        Some(last) if same_element(&last.term, &part.term) => last.occurs = sum(last.occurs, part.occurs),
        _ => flat.push(part),
    };
    for part in parts {
        match part {
            Particle { occurs: Occurs::ONCE, term: Term::Group(Compositor::Sequence, inner) } => {
                inner.into_iter().for_each(&mut add);
            }
            part => add(part),
        }
    }
    flat
}

fn choice(parts: Vec<Particle>, occurs: &mut Occurs) -> Vec<Particle> {
    let mut flat = Vec::new();
    for mut part in parts {
        let once_or_less = part.occurs.max == Some(1);
        if once_or_less || (occurs.max.is_none() && part.occurs.max.is_none() && part.occurs.min <= 1) {
            if part.occurs.min == 0 {
                occurs.min = 0;
            }
            part.occurs = Occurs::ONCE;
        }
        match part {
            Particle { occurs: Occurs::ONCE, term: Term::Group(Compositor::Choice, inner) } => flat.extend(inner),
            part => flat.push(part),
        }
    }
    // Nothing at all is the first alternative that may be empty: a value has one form.
    for later in flat.iter_mut().skip_while(|part| !nullable(part)).skip(1) {
        later.occurs.min = later.occurs.min.max(1);
    }
    flat
}

fn same_element(a: &Term, b: &Term) -> bool {
    matches!((a, b), (Term::Element(a), Term::Element(b)) if a == b)
}

fn sum(a: Occurs, b: Occurs) -> Occurs {
    let max = match (a.max, b.max) {
        (Some(a), Some(b)) => a.checked_add(b),
        _ => None,
    };
    Occurs { min: a.min.saturating_add(b.min), max }
}

/// `outer` times a thing that stands `inner` times, when that is a range.
fn product(outer: Occurs, inner: Occurs) -> Option<Occurs> {
    let [p, m] = [outer.min, inner.min].map(u64::from);
    let n = inner.max.map(u64::from);
    // Between p and p + 1 times no number may be left out; then none is later.
    let seamless = |p: u64| n.is_none_or(|n| m * (p + 1) <= n * p + 1);
    let range = outer.max == Some(outer.min)
        || match p {
            0 => m <= 1 && (outer.max == Some(1) || seamless(1)),
            p => seamless(p),
        };
    let max = match (outer.max, inner.max) {
        (Some(q), Some(n)) => Some(q.checked_mul(n)?),
        _ => None,
    };
    range.then_some(Occurs { min: outer.min.checked_mul(inner.min)?, max })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Name;

    fn show(particle: &Particle) -> String {
        let term = match &particle.term {
            Term::Element(name) => name.local.clone(),
            Term::Local(element) => element.name.local.clone(),
            Term::Any => "any".to_owned(),
            Term::Group(c, parts) => {
                let sign = if *c == Compositor::Sequence { "," } else { "|" };
                format!("({})", parts.iter().map(show).collect::<Vec<_>>().join(sign))
            }
        };
        let times = match (particle.occurs.min, particle.occurs.max) {
            (1, Some(1)) => String::new(),
            (0, Some(1)) => "?".to_owned(),
            (0, None) => "*".to_owned(),
            (1, None) => "+".to_owned(),
            (m, Some(n)) => format!("{{{m},{n}}}"),
            (m, None) => format!("{{{m},}}"),
        };
        term + &times
    }

    /// Reads what `show` writes.
    fn parse(text: &mut &str) -> Particle {
        let take = |text: &mut &str| {
            let c = text.chars().next().unwrap();
            *text = &text[1..];
            c
        };
        let term = match take(text) {
            '(' => {
                let mut parts = Vec::new();
                let mut compositor = Compositor::Sequence;
                if text.starts_with(')') {
                    take(text);
                } else {
                    loop {
                        parts.push(parse(text));
                        match take(text) {
                            ',' => {}
                            '|' => compositor = Compositor::Choice,
                            _ => break,
                        }
                    }
                }
                Term::Group(compositor, parts)
            }
            c => Term::Element(Name::new(None, &c.to_string())),
        };
        let occurs = match text.chars().next() {
            Some('?') => Occurs::OPTIONAL,
            Some('*') => Occurs::ANY,
            Some('+') => Occurs::ONE_OR_MORE,
            Some('{') => {
                let end = text.find('}').unwrap();
                let (min, max) = text[1..end].split_once(',').unwrap();
                let occurs = Occurs { min: min.parse().unwrap(), max: max.parse().ok() };
                *text = &text[end..];
                occurs
            }
            _ => return Particle { occurs: Occurs::ONCE, term },
        };
        take(text);
        Particle { occurs, term }
    }

    #[test]
    fn normal_forms() {
        for (model, expected) in [
            ("(a)", "a"),
            ("((a))*", "a*"),
            ("(a,(b,c?),d)", "(a,b,c?,d)"),
            ("(a,(b,c)?)", "(a,(b,c)?)"),
            ("(a,(b?,c?)?)", "(a,b?,c?)"),
            ("(a|(b|c))", "(a|b|c)"),
            ("(a|(b|c)?)", "(a|b|c)?"),
            ("(a?|b)", "(a|b)?"),
            ("(a?|b)+", "(a|b)*"),
            ("(a*|b+)*", "(a|b)*"),
            ("(a+|b)+", "(a|b)+"),
            ("((a|b)*|c)*", "(a|b|c)*"),
            ("((a|b)*|c*)", "((a|b)*|c+)"),
            ("(a|b*|c{0,2}|d*)", "(a|b*|c{1,2}|d+)"),
            ("((a|b)*|c)?", "((a|b)*|c)"),
            ("((a,b)*|c)*", "((a,b)|c)*"),
            ("(a,a,a)", "a{3,3}"),
            ("(a,a*)", "a+"),
            ("(a,b,a)", "(a,b,a)"),
            ("(a?,b?)+", "(a?,b?)*"),
            ("(a{2,2}){1,2}", "(a{2,2}){1,2}"),
            ("(a{2,3}){1,2}", "a{2,6}"),
            ("(a{3,4}){1,2}", "(a{3,4}){1,2}"),
            ("(a{1,3}){1,2}", "a{1,6}"),
            ("(a{2,3}){2,2}", "a{4,6}"),
            ("(a{2,3})*", "(a{2,3})*"),
            ("(a{2,})?", "(a{2,})?"),
            ("(a+)?", "a*"),
            ("(a?)*", "a*"),
            ("(a?){2,5}", "a{0,5}"),
            ("(a{0,0},b)", "b"),
            ("(a|b{0,0})", "a?"),
        ] {
            let particle = parse(&mut &*model);
            assert_eq!(normal(&particle).as_ref().map(show).as_deref(), Some(expected), "{model}");
        }
        assert_eq!(normal(&parse(&mut "(a{0,0})")), None);
        assert_eq!(normal(&parse(&mut "(()|())")), None);
    }

    /// The numbers of `a` that a model allows, up to a limit.
    #[test]
    fn products_are_exact() {
        let ranges = (0..4).flat_map(|min| (min.max(1)..5).map(move |max| Occurs { min, max: Some(max) }));
        let ranges: Vec<_> = ranges.chain((0..3).map(|min| Occurs { min, max: None })).collect();
        let top = 24u32;
        for &outer in &ranges {
            for &inner in &ranges {
                let mut reached = std::collections::BTreeSet::new();
                for k in outer.min..=outer.max.unwrap_or(top) {
                    let most = inner.max.map_or(top, |n| n * k).min(top);
                    reached.extend(if k == 0 { 0..=0 } else { inner.min * k..=most });
                }
                reached.retain(|&n| n <= top);
                match product(outer, inner) {
                    Some(Occurs { min, max }) => {
                        let range = (min..=max.unwrap_or(top).min(top)).collect();
                        assert_eq!(reached, range, "{outer:?} of {inner:?}");
                    }
                    None => {
                        let (min, max) = (reached.first().unwrap(), reached.last().unwrap());
                        assert!((max - min) as usize >= reached.len(), "{outer:?} of {inner:?} is a range");
                    }
                }
            }
        }
    }
}
