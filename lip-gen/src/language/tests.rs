use super::*;
use crate::schema::{Name, Occurs, SimpleType};

fn occurs(sign: &str) -> Occurs {
    match sign {
        "" => Occurs::ONCE,
        "?" => Occurs::OPTIONAL,
        "*" => Occurs::ANY,
        "+" => Occurs::ONE_OR_MORE,
        bounds => {
            let (min, max) = bounds.split_once(',').unwrap();
            Occurs { min: min.parse().unwrap(), max: max.parse().ok() }
        }
    }
}

fn one(name: &str, sign: &str) -> Particle {
    let term = if name == "ANY" { Term::Any } else { Term::Element(Name::new(None, name)) };
    Particle { occurs: occurs(sign), term }
}

fn group<const N: usize>(compositor: Compositor, sign: &str, members: [Particle; N]) -> Particle {
    Particle { occurs: occurs(sign), term: Term::Group(compositor, members.into()) }
}

fn sequence<const N: usize>(sign: &str, members: [Particle; N]) -> Particle {
    group(Compositor::Sequence, sign, members)
}

fn choice<const N: usize>(sign: &str, members: [Particle; N]) -> Particle {
    group(Compositor::Choice, sign, members)
}

fn shown(word: &[Symbol]) -> String {
    let names = word.iter().map(|symbol| match symbol {
        Symbol::Text => "TEXT",
        Symbol::Element(name) => name,
        Symbol::Other => "OTHER",
    });
    names.collect::<Vec<_>>().join(" ")
}

fn told(first: &Content, second: &Content) -> String {
    let of = |content| Language::of(content).unwrap();
    match compare(&of(first), &of(second)).unwrap() {
        Comparison::Equal => "=".to_owned(),
        Comparison::Narrower { lost } => format!("-[{}]", shown(&lost)),
        Comparison::Wider { gained } => format!("+[{}]", shown(&gained)),
        Comparison::Different { lost, gained } => format!("-[{}] +[{}]", shown(&lost), shown(&gained)),
    }
}

fn models(first: Particle, second: Particle) -> String {
    told(&Content::Elements(first), &Content::Elements(second))
}

#[test]
fn the_same_in_other_words() {
    let (a, b) = (|sign| one("a", sign), |sign| one("b", sign));
    assert_eq!(models(sequence("?", [a(""), b("?")]), choice("?", [a(""), sequence("", [a(""), b("")])])), "=");
    assert_eq!(models(choice("*", [a(""), b("")]), sequence("*", [a("*"), b("*")])), "=");
    assert_eq!(models(a("2,4"), sequence("", [a(""), a(""), a("?"), a("?")])), "=");
    assert_eq!(models(a("0,3"), sequence("?", [a(""), sequence("?", [a(""), a("?")])])), "=");
    assert_eq!(models(choice("", []), choice("", [choice("", [])])), "=", "nothing at all matches");
}

#[test]
fn shortest_witnesses() {
    let (a, b) = (|sign| one("a", sign), |sign| one("b", sign));
    assert_eq!(models(a("?"), a("")), "-[]");
    assert_eq!(models(a("?"), a("*")), "+[a a]");
    assert_eq!(models(sequence("", [a(""), b("")]), sequence("", [b(""), a("")])), "-[a b] +[b a]");
    assert_eq!(models(a("2,3"), a("2,5")), "+[a a a a]");
    assert_eq!(models(a("2,"), a("+")), "+[a]");
    assert_eq!(models(a(""), one("ANY", "")), "+[OTHER]");
    assert_eq!(models(choice("", []), a("")), "+[a]");
}

#[test]
fn text_and_open_content() {
    let simple = Content::Simple(SimpleType::Builtin(crate::schema::Builtin::String));
    let mixed = Content::Mixed(choice("*", [one("a", ""), one("b", "")]));
    let elements = Content::Elements(choice("*", [one("a", ""), one("b", "")]));
    assert_eq!(told(&Content::Empty, &simple), "+[TEXT]");
    assert_eq!(told(&mixed, &elements), "-[TEXT]");
    assert_eq!(told(&simple, &mixed), "+[a]");
    assert_eq!(told(&mixed, &Content::Any), "+[OTHER]");
    assert_eq!(told(&Content::Any, &Content::Any), "=");
    let open = Content::Mixed(one("ANY", "*"));
    assert_eq!(told(&Content::Any, &open), "=");
}

#[test]
fn bounds_end_the_work() {
    assert_eq!(Language::of(&Content::Elements(one("a", "0,1000000"))).unwrap_err(), TooLarge);
    let empty = sequence("0,4000000000", [sequence("4000000000,4000000000", [])]);
    assert_eq!(Language::of(&Content::Elements(empty)).unwrap_err(), TooLarge);
    // `(a | b)*, a, (a | b){18}`: a set of states for every one of the last words.
    let hard = |n: &str| {
        let any = |sign| choice(sign, [one("a", ""), one("b", "")]);
        Language::of(&Content::Elements(sequence("", [any("*"), one("a", ""), any(n)]))).unwrap()
    };
    assert_eq!(compare(&hard("18,18"), &hard("18,18")).unwrap_err(), TooLarge);
}

/// Against the definition: every word of up to five elements, matched by splitting it in every way.
#[test]
fn judged_by_all_short_words() {
    fn matches(particle: &Particle, word: &[usize]) -> bool {
        times(particle, word, particle.occurs)
    }
    fn times(particle: &Particle, word: &[usize], occurs: Occurs) -> bool {
        if occurs.min == 0 && word.is_empty() {
            return true;
        }
        if occurs.max == Some(0) {
            return false;
        }
        let rest = Occurs { min: occurs.min.saturating_sub(1), max: occurs.max.map(|max| max - 1) };
        // A round that takes nothing only helps to reach the least number.
        let from = usize::from(occurs.min == 0);
        (from..=word.len()).any(|at| once(&particle.term, &word[..at]) && times(particle, &word[at..], rest))
    }
    fn once(term: &Term, word: &[usize]) -> bool {
        match term {
            Term::Element(name) => matches!(word, [only] if ["a", "b"][*only] == name.local),
            Term::Group(Compositor::Choice, members) => members.iter().any(|member| matches(member, word)),
            Term::Group(Compositor::Sequence, members) => match members.split_first() {
                None => word.is_empty(),
                Some((first, rest)) => (0..=word.len()).any(|at| {
                    let rest = Term::Group(Compositor::Sequence, rest.to_vec());
                    matches(first, &word[..at]) && once(&rest, &word[at..])
                }),
            },
            Term::Local(_) | Term::Any => unreachable!(),
        }
    }
    /// Numbers without a meaning, the same on every run (xorshift).
    fn random(seed: &mut u64, below: u64) -> u64 {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        *seed % below
    }
    fn model(seed: &mut u64, depth: u32) -> Particle {
        let sign = ["", "", "?", "*", "+", "2,3", "0,2"][random(seed, 7) as usize];
        let kind = random(seed, if depth == 0 { 2 } else { 4 });
        let compositor = if kind == 2 { Compositor::Sequence } else { Compositor::Choice };
        if kind < 2 {
            return one(["a", "b"][kind as usize], sign);
        }
        let members = (0..=random(seed, 3)).map(|_| model(seed, depth - 1)).collect();
        Particle { occurs: occurs(sign), term: Term::Group(compositor, members) }
    }
    let words: Vec<Vec<usize>> =
        (0..=5u32).flat_map(|n| (0..1usize << n).map(move |w| (0..n).map(|i| w >> i & 1).collect())).collect();
    let mut seed = 0x2545_f491_4f6c_dd1d;
    for _ in 0..400 {
        let (first, second) = (model(&mut seed, 2), model(&mut seed, 2));
        let only = |these: &Particle, others: &Particle| {
            words.iter().find(|word| matches(these, word) && !matches(others, word)).map(Vec::len)
        };
        let of = |particle: &Particle| Language::of(&Content::Elements(particle.clone())).unwrap();
        let (lost, gained) = match compare(&of(&first), &of(&second)).unwrap() {
            Comparison::Equal => (None, None),
            Comparison::Narrower { lost } => (Some(lost), None),
            Comparison::Wider { gained } => (None, Some(gained)),
            Comparison::Different { lost, gained } => (Some(lost), Some(gained)),
        };
        // A longer witness is beyond the words that were tried.
        let short = |word: Option<Vec<Symbol>>| word.map(|word| word.len()).filter(|length| *length <= 5);
        let expected = (only(&first, &second), only(&second, &first));
        assert_eq!((short(lost), short(gained)), expected, "{first:?}\n{second:?}");
    }
}
