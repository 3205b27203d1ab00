//! The syntax of regular expressions (XSD 1.0 part 2, appendix F). What they match is not looked at.

use super::super::DEEPEST;

/// What is wrong with a pattern, first of all.
pub(super) fn fault(pattern: &str) -> Option<String> {
    Reader { rest: pattern }.expression().err()
}

/// The categories of production 29, after a letter that stands for all of its kind.
const CATEGORIES: [&str; 7] = ["Lultmo", "Mnce", "Ndlo", "Pcdseifo", "Zslp", "Smcko", "Ccfon"];

struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next();
        self.rest = chars.as_str();
        next
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// `branch ('|' branch)*`, groups by their count (productions 1 to 9).
    fn expression(&mut self) -> Result<(), String> {
        let mut open = 0_usize;
        // Whether what comes may be repeated.
        let mut atom = false;
        while let Some(next) = self.next() {
            atom = match next {
                '(' => {
                    open += 1;
                    false
                }
                ')' => {
                    open = open.checked_sub(1).ok_or("a `)` closes nothing")?;
                    true
                }
                '|' => false,
                '?' | '*' | '+' | '{' if !atom => return Err(format!("`{next}` repeats nothing")),
                '?' | '*' | '+' => false,
                '{' => {
                    self.quantity()?;
                    false
                }
                '[' => {
                    self.class()?;
                    true
                }
                '\\' => {
                    self.escape()?;
                    true
                }
                ']' | '}' => return Err(format!("`{next}` stands alone; write `\\{next}` for the character")),
                _ => true,
            };
        }
        if open > 0 { Err("a `(` is not closed".to_owned()) } else { Ok(()) }
    }

    /// Behind a `{` (productions 5 to 8).
    fn quantity(&mut self) -> Result<(), String> {
        let (inside, rest) = self.rest.split_once('}').ok_or("a `{` is not closed")?;
        self.rest = rest;
        let (least, most) = inside.split_once(',').unwrap_or((inside, inside));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
        if !is_number(least) || !(is_number(most) || most.is_empty()) {
            return Err(format!("`{{{inside}}}` is no quantity such as `{{2}}`, `{{2,}}` or `{{2,3}}`"));
        }
        let count = |text: &str| {
            let digits = text.trim_start_matches('0');
            (digits.len(), digits.to_owned())
        };
        if !most.is_empty() && count(least) > count(most) {
            return Err(format!("`{{{inside}}}` has more at least than at most"));
        }
        Ok(())
    }

    /// Behind a `\`: a character, or none where it stands for several (productions 23 to 37).
    fn escape(&mut self) -> Result<Option<char>, String> {
        match self.next() {
            Some('n') => Ok(Some('\n')),
            Some('r') => Ok(Some('\r')),
            Some('t') => Ok(Some('\t')),
            Some(c) if "\\|.?*+(){}-[]^".contains(c) => Ok(Some(c)),
            Some(c) if "sSiIcCdDwW".contains(c) => Ok(None),
            Some(c @ ('p' | 'P')) => {
                let inside = self.rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
                let (name, rest) = inside.ok_or_else(|| format!("`\\{c}` has no property in braces"))?;
                self.rest = rest;
                if is_property(name) {
                    Ok(None)
                } else {
                    Err(format!("`{name}` is no category or block of characters"))
                }
            }
            Some(c) => Err(format!("`\\{c}` is no escape")),
            None => Err("a `\\` stands at the end".to_owned()),
        }
    }

    /// Behind a `[`, up to its `]`, with classes that are taken away (productions 12 to 22).
    fn class(&mut self) -> Result<(), String> {
        for around in 0..DEEPEST {
            self.take("^");
            if self.group()? {
                // Each class from which one is taken away ends behind it.
                let ends = (0..around).all(|_| self.take("]"));
                return if ends {
                    Ok(())
                } else {
                    Err("a class that is taken away stands last in the one around it".to_owned())
                };
            }
        }
        Err("classes of characters are nested too deep".to_owned())
    }

    /// The ranges of a class. `false` where another class is taken away from it: what is behind that is its end.
    fn group(&mut self) -> Result<bool, String> {
        let unclosed = || "a `[` is not closed".to_owned();
        let mut empty = true;
        loop {
            if self.take("]") {
                return if empty { Err("a class of characters is empty".to_owned()) } else { Ok(true) };
            }
            if !empty && self.take("-[") {
                return Ok(false);
            }
            let (from, dash) = self.item()?.ok_or_else(unclosed)?;
            let is_last = self.rest.starts_with("-]") || self.rest.starts_with("-[");
            // A dash stands for itself at the beginning and at the end.
            if dash && !empty && !self.rest.starts_with(']') && !self.rest.starts_with("-[") {
                return Err(
                    "a `-` stands for itself at the beginning and at the end of a class only; write `\\-`".to_owned()
                );
            }
            empty = false;
            if is_last || !self.take("-") {
                continue;
            }
            let (to, dash) = self.item()?.ok_or_else(unclosed)?;
            match (from, to) {
                (Some(from), Some(to)) if !dash && from <= to => {}
                (Some(from), Some(to)) => return Err(format!("`{from}-{to}` is no range")),
                _ => return Err("a range goes from one character to another one".to_owned()),
            }
        }
    }

    /// A character, or none where it stands for several; whether it is a dash that is not escaped. `None` at the end.
    fn item(&mut self) -> Result<Option<(Option<char>, bool)>, String> {
        match self.next() {
            None => Ok(None),
            Some('\\') => Ok(Some((self.escape()?, false))),
            Some('[') => Err("`[` stands alone; write `\\[` for the character".to_owned()),
            Some(c) => Ok(Some((Some(c), c == '-'))),
        }
    }
}

/// A category or a block (productions 28 to 36).
fn is_property(name: &str) -> bool {
    if let Some(block) = name.strip_prefix("Is") {
        return !block.is_empty() && block.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    }
    let mut letters = name.chars();
    let (kind, part, end) = (letters.next(), letters.next(), letters.next());
    end.is_none()
        && CATEGORIES.iter().any(|category| {
            let (letter, parts) = category.split_at(1);
            kind == letter.chars().next() && part.is_none_or(|part| parts.contains(part))
        })
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_is_an_expression() {
        let right = [
            "",
            "a|b|",
            "()",
            "(a(b)?)*",
            "a{2}b{2,}c{2,10}",
            "[a-z-[aeiou]]+",
            "[^a-]",
            "[-a]",
            "[a-z--[b-z]]",
            "[a^]",
            "^$",
            r"\p{L}\P{Nd}\p{IsGreek-Extended}",
            r"\i\c*",
            r"[\w\-.]",
            r"[\t-\r]",
            ".",
        ];
        for pattern in right {
            assert_eq!(fault(pattern), None, "{pattern}");
        }
        let wrong = [
            "*a", "a**", "a|+", "(a", "a)", "a{", "a{b}", "a{3,2}", "a{,2}", "a}", "a]", "[]", "[a", "[z-a]",
            r"[a-\d]", "[a-c-e]", "[a[b]]", "[a-[b]c]", r"\", r"\q", r"\p", r"\p{X}", r"\p{Lx}", r"\p{Is}",
        ];
        for pattern in wrong {
            assert!(fault(pattern).is_some(), "{pattern}");
        }
        let deep = format!("{}a{}", "[b-".repeat(100_000), "]".repeat(100_000));
        assert_eq!(fault(&deep).as_deref(), Some("classes of characters are nested too deep"));
    }
}
