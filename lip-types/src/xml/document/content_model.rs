//! Content models of the internal subset (XML 1.0, productions 46 to 51): well-formed,
//! and no more; what they say is for validators.

use super::super::fault::{Fault, Scan};
use super::super::scan::{byte, qname, space, unexpected};

/// Production 46: `contentspec`; answers the position behind it.
pub(super) fn content_spec(text: &str, at: usize) -> Scan<usize> {
    let rest = text.get(at..).unwrap_or_default();
    for word in ["EMPTY", "ANY"] {
        if rest.starts_with(word) {
            return Ok(at + word.len());
        }
    }
    if byte(text, at) != b'(' {
        return Err(unexpected(text, at, "`EMPTY`, `ANY` or `(`"));
    }
    let inside = space(text, at + 1);
    if text.get(inside..).is_some_and(|rest| rest.starts_with("#PCDATA")) {
        return mixed(text, inside + "#PCDATA".len());
    }
    children(text, at)
}

/// Production 51: `Mixed`, behind `#PCDATA`.
fn mixed(text: &str, at: usize) -> Scan<usize> {
    let mut at = space(text, at);
    let mut names = false;
    while byte(text, at) == b'|' {
        names = true;
        at = space(text, qname(text, space(text, at + 1))?.1);
    }
    match (byte(text, at), byte(text, at + 1)) {
        (b')', b'*') => Ok(at + 2),
        (b')', _) if !names => Ok(at + 1),
        (b')', _) => Err(unexpected(text, at + 1, "`*` behind text with elements")),
        _ => Err(unexpected(text, at, "`|` or `)`")),
    }
}

/// Production 47: `children`, at its `(`. Without recursion: depth comes from outside.
fn children(text: &str, mut at: usize) -> Scan<usize> {
    // For each group that is open, what parts its particles; 0 until that is seen.
    let mut open: Vec<u8> = Vec::new();
    loop {
        // A particle: a group or a name.
        at = space(text, at);
        if byte(text, at) == b'(' {
            open.push(0);
            at += 1;
            continue;
        }
        at = occurrence(text, qname(text, at)?.1);
        // What is behind it.
        loop {
            let next = if open.is_empty() { at } else { space(text, at) };
            let Some(separator) = open.last_mut() else { return Ok(next) };
            match byte(text, next) {
                b')' => {
                    open.pop();
                    at = occurrence(text, next + 1);
                }
                found @ (b',' | b'|') if *separator == 0 || *separator == found => {
                    *separator = found;
                    at = next + 1;
                    break;
                }
                b',' | b'|' => {
                    let found = format!("`{}` and `{}` in one group", *separator as char, byte(text, next) as char);
                    return Err(Fault::syntax(next, 1, found).expected("a group of its own, in `(` and `)`"));
                }
                _ => return Err(unexpected(text, next, "`,`, `|` or `)`")),
            }
        }
    }
}

fn occurrence(text: &str, at: usize) -> usize {
    at + usize::from(matches!(byte(text, at), b'?' | b'*' | b'+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_models() {
        for good in [
            "EMPTY",
            "ANY",
            "(#PCDATA)",
            "( #PCDATA )*",
            "(#PCDATA | a|b )*",
            "(a)",
            "(a?,b*,(c|d)+)?",
            "((a))",
            "(a:b)",
        ] {
            assert_eq!(content_spec(good, 0).ok(), Some(good.len()), "{good}");
        }
        for bad in [
            "",
            "a",
            "()",
            "(a",
            "(a,)",
            "(,a)",
            "(a b)",
            "(a,b|c)",
            "(a ?)",
            "(#PCDATA|a)",
            "(a|#PCDATA)*",
            "((#PCDATA))",
            "(%a;)",
        ] {
            assert!(content_spec(bad, 0).is_err(), "{bad}");
        }
        let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(content_spec(&deep, 0).ok(), Some(deep.len()));
    }
}
