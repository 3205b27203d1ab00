//! Documentation as paragraphs.

/// Text whose line ends are normalised, with white space collapsed; blank lines part paragraphs. `None` when nothing is left.
pub(super) fn paragraphs(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut fresh = true;
    // A line of punctuation only (`=====`) is decoration and parts paragraphs as well.
    for line in text.split('\n') {
        if !line.chars().any(char::is_alphanumeric) {
            fresh = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if fresh { "\n\n" } else { " " });
        }
        fresh = false;
        for (i, word) in line.split_whitespace().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    (!out.is_empty()).then_some(out)
}

/// Joins documentation that stands in several places.
pub(super) fn join(parts: impl IntoIterator<Item = String>) -> Option<String> {
    parts.into_iter().reduce(|a, b| a + "\n\n" + &b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(paragraphs("  a\n\t b  c\n\n  d\n ====\n"), Some("a b c\n\nd".to_owned()));
        assert_eq!(paragraphs(" -- \n == "), None);
    }
}
