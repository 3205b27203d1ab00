//! Wire names to Rust names: word splitting, keywords, plurals. Pure functions.

/// Words that cannot be an identifier (Rust reference, keywords; 2024 edition).
const KEYWORDS: &[&str] = &[
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Whether `name` can stand in Rust code as an identifier.
pub(crate) fn is_identifier(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_ok() && !KEYWORDS.contains(&name)
}

/// `ext_goal` → `ExtGoal`, `Base-64` → `Base64`, `NA` → `Na`, `OralSpeak` stays.
pub(crate) fn type_name(wire: &str) -> String {
    let mut name = String::new();
    for word in words(wire) {
        // Digits on both sides keep an underscore: 1.0 is not 10.
        if name.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit()) {
            name.push('_');
        }
        let shout = word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase());
        let mut chars = word.chars();
        name.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        if shout {
            name.extend(chars.flat_map(char::to_lowercase));
        } else {
            name.extend(chars);
        }
    }
    if name.is_empty() {
        name = spell(wire);
    }
    if !name.starts_with(|c: char| c.is_alphabetic()) {
        name.insert(0, 'V');
    }
    if is_identifier(&name) { name } else { ascii(&name) }
}

/// `ext_goal` stays, `typeName` → `type_name`, `base-64` → `base_64`, `type` → `type_`.
pub(crate) fn field_name(wire: &str) -> String {
    let mut name = String::new();
    for word in words(wire) {
        let mut before = None::<char>;
        if !name.is_empty() {
            name.push('_');
        }
        let mut chars = word.chars().peekable();
        while let Some(c) = chars.next() {
            // A capital begins a word after a small letter, and before one: `URIList` is `uri_list`.
            let begins = before.is_some_and(|b| {
                c.is_uppercase() && (!b.is_uppercase() || chars.peek().is_some_and(|n| n.is_lowercase()))
            });
            if begins {
                name.push('_');
            }
            name.extend(c.to_lowercase());
            before = Some(c);
        }
    }
    if name.is_empty() {
        name = spell(wire).to_lowercase();
    }
    if !name.starts_with(|c: char| c.is_alphabetic()) {
        name.insert_str(0, "n_");
    }
    if KEYWORDS.contains(&name.as_str()) {
        name.push('_');
    }
    if is_identifier(&name) { name } else { ascii(&name).to_lowercase() }
}

/// What sets two texts apart whose names are equal: `a-b` → `ADashB`, `na` (beside `NA`) → `NaLower`.
pub(crate) fn distinct_name(wire: &str) -> String {
    let spelled: String = wire
        .split_inclusive(|c: char| !c.is_alphanumeric())
        .map(|part| match part.char_indices().last() {
            Some((at, c)) if !c.is_alphanumeric() => {
                let head = if at == 0 { String::new() } else { type_name(&part[..at]) };
                head + &spell(&part[at..])
            }
            _ => type_name(part),
        })
        .collect();
    if spelled != type_name(wire) && is_identifier(&spelled) {
        return spelled;
    }
    let case = match wire.chars().next() {
        Some(c) if c.is_lowercase() => "Lower",
        _ if wire.chars().any(char::is_lowercase) => "Mixed",
        _ => "Upper",
    };
    // `Self` is `Self_` alone.
    type_name(wire).trim_end_matches('_').to_owned() + case
}

/// `activity` → `activities`. A plural stays: `objectives`.
pub(crate) fn plural(name: &str) -> String {
    let name = name.trim_end_matches('_');
    let ends = |suffixes: &[&str]| suffixes.iter().any(|s| name.ends_with(s));
    let many = if let Some(stem) = name.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        format!("{stem}ies")
    } else if ends(&["ss", "us", "is", "x", "z", "ch", "sh"]) {
        format!("{name}es")
    } else if ends(&["s"]) {
        name.to_owned()
    } else {
        format!("{name}s")
    };
    if KEYWORDS.contains(&many.as_str()) { many + "_" } else { many }
}

/// The last word of a namespace URI: `http://www.w3.org/1999/xlink` → `xlink`.
pub(crate) fn namespace_word(uri: &str) -> String {
    let last = uri.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').rfind(|part| !part.is_empty());
    last.map_or_else(|| "other".to_owned(), field_name)
}

fn words(wire: &str) -> impl Iterator<Item = &str> {
    wire.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Signs by name, for texts without a letter or digit.
fn spell(text: &str) -> String {
    if text.is_empty() {
        return "Empty".to_owned();
    }
    text.chars()
        .map(|c| {
            let word = match c {
                ' ' => "Space",
                '_' => "Underscore",
                '-' => "Dash",
                '.' => "Dot",
                ':' => "Colon",
                '/' => "Slash",
                '+' => "Plus",
                '*' => "Star",
                '#' => "Hash",
                '%' => "Percent",
                '&' => "And",
                '<' => "Less",
                '>' => "Greater",
                '=' => "Equal",
                '?' => "Question",
                '!' => "Not",
                ',' => "Comma",
                ';' => "Semicolon",
                '\'' | '"' => "Quote",
                '(' | ')' => "Paren",
                '@' => "At",
                c => return format!("U{:04X}", c as u32),
            };
            word.to_owned()
        })
        .collect()
}

/// Letters that Rust does not take in identifiers, by code point.
fn ascii(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("U{:04X}", c as u32) }).collect();
    if is_identifier(&name) { name } else { format!("{name}_") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_names() {
        for (wire, rust) in [
            ("ext_goal", "ExtGoal"),
            ("learnerinformation", "Learnerinformation"),
            ("a-b.c", "ABC"),
            ("Base-64", "Base64"),
            ("NA", "Na"),
            ("M", "M"),
            ("OralSpeak", "OralSpeak"),
            ("1.0", "V1_0"),
            ("10", "V10"),
            ("", "Empty"),
            ("+", "Plus"),
            ("self", "Self_"),
            ("été", "Été"),
            ("名前", "名前"),
            ("x²", "XU00B2"),
        ] {
            assert_eq!(type_name(wire), rust, "{wire}");
        }
    }

    #[test]
    fn field_names() {
        for (wire, rust) in [
            ("ext_goal", "ext_goal"),
            ("typeName", "type_name"),
            ("URIList", "uri_list"),
            ("base-64", "base_64"),
            ("type", "type_"),
            ("self", "self_"),
            ("Self", "self_"),
            ("_x", "x"),
            ("名前", "名前"),
        ] {
            assert_eq!(field_name(wire), rust, "{wire}");
        }
    }

    #[test]
    fn names_set_apart() {
        assert_eq!(distinct_name("a-b"), "ADashB");
        assert_eq!(distinct_name("a_b"), "AUnderscoreB");
        assert_eq!(distinct_name("na"), "NaLower");
        assert_eq!(distinct_name("NA"), "NaUpper");
        assert_eq!(distinct_name("Na"), "NaMixed");
    }

    #[test]
    fn plurals() {
        for (one, many) in [
            ("activity", "activities"),
            ("survey", "surveys"),
            ("address", "addresses"),
            ("status", "statuses"),
            ("objectives", "objectives"),
            ("box", "boxes"),
            ("goal", "goals"),
            ("type_", "types"),
            ("a", "as_"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn every_name_is_an_identifier() {
        for wire in ["", " ", "-", "1", "fn", "Self", "\u{b7}a", "a\u{301}", "\u{10ffff}", "async", "crate", "²", "a b"]
        {
            for name in [type_name(wire), field_name(wire), distinct_name(wire)] {
                assert!(is_identifier(&name), "{wire:?}: {name}");
            }
        }
    }
}
