//! One form for content models that mean the same.
//!
//! Writers of schemas have habits: a group around one element, `(a?)*`, a sequence in a
//! sequence. Both readers bring their models into one form, so that a DTD and an XSD of
//! one format give equal models, and so that no Rust type exists for a habit.
//! Only rewritings that keep the language are made.

use super::{Compositor, Occurs, Particle, Term};

/// The tidy form of a particle; `None` when only the empty content matches.
///
/// - A group of one particle becomes that particle, where the bounds multiply without gaps:
///   `(a)` → `a`, `(a?)*` → `a*`, `(a+)?` → `a*`; but `(a{2,2})*` stays.
/// - A sequence that stands once in a sequence, and a choice that stands once in a choice, dissolve.
/// - In a choice that repeats without limit, alternatives stand once: `(a* | b+)*` → `(a | b)*`.
/// - Empty alternatives make a choice optional; empty members of sequences go.
/// - A choice that may be empty through an alternative is as `+` what it is as `*`.
///
/// A choice without alternatives, which matches nothing, stays as it is.
///
/// Recurses as deep as the particle is nested; the readers limit that.
pub fn tidy(particle: Particle) -> Option<Particle> {
    let Particle { mut occurs, term } = particle;
    if occurs.max == Some(0) {
        return None;
    }
    let Term::Group(compositor, particles) = term else {
        return Some(Particle { occurs, term });
    };
    if particles.is_empty() {
        let nothing = compositor == Compositor::Choice && occurs.min > 0;
        return nothing.then_some(Particle { occurs, term: Term::Group(compositor, particles) });
    }
    let mut members = Vec::with_capacity(particles.len());
    for particle in particles {
        match (tidy(particle), compositor) {
            (Some(Particle { occurs: Occurs::ONCE, term: Term::Group(inner, inside) }), _)
                if inner == compositor && !inside.is_empty() =>
            {
                members.extend(inside);
            }
            (Some(particle), _) => members.push(particle),
            (None, Compositor::Sequence) => {}
            (None, Compositor::Choice) => occurs.min = 0,
        }
    }
    if compositor == Compositor::Choice {
        members = alternatives(members, &mut occurs);
    }
    if members.len() > 1 {
        return Some(Particle { occurs, term: Term::Group(compositor, members) });
    }
    let only = members.pop()?;
    match multiply(occurs, only.occurs) {
        Some(occurs) => Some(Particle { occurs, term: only.term }),
        None => Some(Particle { occurs, term: Term::Group(Compositor::Sequence, vec![only]) }),
    }
}

/// Alternatives of a choice that repeats without limit stand once each.
fn alternatives(members: Vec<Particle>, occurs: &mut Occurs) -> Vec<Particle> {
    if occurs.max.is_some() || occurs.min > 1 {
        return members;
    }
    let mut out = Vec::with_capacity(members.len());
    for mut member in members {
        let repeats = member.occurs.min <= 1;
        if repeats && member.occurs != Occurs::ONCE {
            if member.occurs.min == 0 {
                occurs.min = 0;
            }
            member.occurs = Occurs::ONCE;
        }
        match member {
            Particle { occurs: Occurs::ONCE, term: Term::Group(Compositor::Choice, inside) } if !inside.is_empty() => {
                out.extend(inside);
            }
            member => out.push(member),
        }
    }
    // What came out of a choice may bring bounds of its own.
    if out.iter().any(|m| m.occurs != Occurs::ONCE && m.occurs.min <= 1) { alternatives(out, occurs) } else { out }
}

/// The bounds of a particle that stands `inner` times in a group that stands `outer` times,
/// when every number between the least and the most is possible.
fn multiply(outer: Occurs, inner: Occurs) -> Option<Occurs> {
    let (m, n) = (u64::from(outer.min), outer.max.map(u64::from));
    let (p, q) = (u64::from(inner.min), inner.max.map(u64::from));
    // From k to k + 1 repetitions no number is left out if k * q + 1 >= (k + 1) * p; worst at k = m.
    let whole = match q {
        _ if n == Some(m) => true,
        None => m > 0 || p <= 1,
        Some(q) => m * q + 1 >= (m + 1) * p,
    };
    let max = match (n, q) {
        (Some(n), Some(q)) => Some(u32::try_from(n.checked_mul(q)?).ok()?),
        // No bound times zero is zero, but particles that stand zero times are gone.
        _ => None,
    };
    let min = u32::try_from(m.checked_mul(p)?).ok()?;
    whole.then_some(Occurs { min, max })
}

#[cfg(test)]
mod tests {
    use super::super::{Content, Name, content_model};
    use super::*;

    fn occurs(text: &str) -> Occurs {
        match text {
            "" => Occurs::ONCE,
            "?" => Occurs::OPTIONAL,
            "*" => Occurs::ANY,
            "+" => Occurs::ONE_OR_MORE,
            "2" => Occurs { min: 2, max: Some(2) },
            "23" => Occurs { min: 2, max: Some(3) },
            other => panic!("{other}"),
        }
    }

    fn a(times: &str) -> Particle {
        Particle { occurs: occurs(times), term: Term::Element(Name::new(None, "a")) }
    }

    fn b(times: &str) -> Particle {
        Particle { occurs: occurs(times), term: Term::Element(Name::new(None, "b")) }
    }

    fn sequence<const N: usize>(times: &str, particles: [Particle; N]) -> Particle {
        Particle { occurs: occurs(times), term: Term::Group(Compositor::Sequence, particles.into()) }
    }

    fn choice<const N: usize>(times: &str, particles: [Particle; N]) -> Particle {
        Particle { occurs: occurs(times), term: Term::Group(Compositor::Choice, particles.into()) }
    }

    fn shown(particle: Particle) -> String {
        tidy(particle).map_or("EMPTY".to_owned(), |p| content_model(&Content::Elements(p)))
    }

    #[test]
    fn a_group_of_one_is_its_member() {
        assert_eq!(shown(sequence("", [a("*")])), "(a*)");
        assert_eq!(shown(sequence("*", [a("?")])), "(a*)");
        assert_eq!(shown(sequence("?", [a("+")])), "(a*)");
        assert_eq!(shown(choice("+", [a("?")])), "(a*)");
        assert_eq!(shown(sequence("2", [a("23")])), "(a{4,6})");
        assert_eq!(shown(sequence("*", [a("2")])), "(a{2,2})*");
        assert_eq!(shown(sequence("23", [a("2")])), "(a{2,2}){2,3}", "five is not possible");
    }

    #[test]
    fn groups_dissolve_in_their_like() {
        assert_eq!(shown(sequence("", [a(""), sequence("", [b(""), a("?")])])), "(a, b, a?)");
        assert_eq!(shown(sequence("", [a(""), sequence("?", [b(""), a("?")])])), "(a, (b, a?)?)");
        assert_eq!(shown(choice("", [a(""), choice("", [b("")])])), "(a | b)");
    }

    #[test]
    fn alternatives_that_repeat_anyway_stand_once() {
        assert_eq!(shown(choice("*", [a("*"), b("+")])), "(a | b)*");
        assert_eq!(shown(choice("+", [a("?"), b("")])), "(a | b)*");
        assert_eq!(shown(choice("*", [choice("+", [a("?"), b("")]), a("+")])), "(a | b | a)*");
        assert_eq!(shown(choice("", [choice("*", [a(""), b("")]), b("*")])), "((a | b)* | b*)");
        assert_eq!(shown(choice("*", [a("2"), b("")])), "(a{2,2} | b)*");
    }

    #[test]
    fn what_is_empty_goes() {
        assert_eq!(shown(sequence("", [])), "EMPTY");
        assert_eq!(shown(sequence("", [a(""), sequence("", [])])), "(a)");
        assert_eq!(shown(choice("", [a(""), b(""), sequence("", [])])), "(a | b)?");
        assert_eq!(shown(Particle { occurs: Occurs { min: 0, max: Some(0) }, ..a("") }), "EMPTY");
    }
}
