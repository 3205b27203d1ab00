//! White space, and the facet that says what becomes of it (XSD 1.0 part 2, 4.3.6).

use std::borrow::Cow;

/// What a datatype does with white space (XSD 1.0 part 2, 4.3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WhiteSpace {
    /// Every tab and line end counts as a space; nothing is taken away.
    Replace,
    /// As `Replace`; then runs are one space, and none is left at the ends.
    Collapse,
    /// As `xml:lang` (XML 1.0, 2.12): a union of a datatype that collapses and of the empty string, which is empty as written.
    Language,
}

/// White space of XML 1.0, production 3.
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

impl WhiteSpace {
    /// `text` without the white space at its ends that the facet takes away.
    pub(super) fn trim(self, text: &str) -> &str {
        match self {
            WhiteSpace::Replace => text,
            WhiteSpace::Collapse => trim(text),
            WhiteSpace::Language => match trim(text) {
                "" => text,
                tag => tag,
            },
        }
    }
}

/// `text` without white space at its ends.
pub(super) fn trim(text: &str) -> &str {
    // The common case, nothing to take away, costs two looks.
    match text.as_bytes() {
        [first, .., last] if !is_space(*first) && !is_space(*last) => text,
        _ => text.trim_matches([' ', '\t', '\n', '\r']),
    }
}

/// The items of a list (XSD 1.0 part 2, 4.1.2.2), which white space separates.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\t', '\n', '\r']).filter(|item| !item.is_empty())
}

/// `text` with every tab and line end as a space: the value of the facet `replace` (XSD 1.0 part 2, 4.3.6).
pub(super) fn replace(text: &str) -> Cow<'_, str> {
    if text.contains(['\t', '\n', '\r']) {
        Cow::Owned(text.replace(['\t', '\n', '\r'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// `text` with runs of white space as one space, and none at its ends: the value of the facet `collapse`
/// (XSD 1.0 part 2, 4.3.6). For values of your own.
///
/// ```
/// use lip_types::value::collapse;
///
/// assert_eq!(collapse("\n  first\tclass "), "first class");
/// assert!(matches!(collapse(" M "), std::borrow::Cow::Borrowed("M")));
/// ```
#[must_use]
pub fn collapse(text: &str) -> Cow<'_, str> {
    let text = trim(text);
    let bytes = text.as_bytes();
    let as_written = bytes.iter().enumerate().all(|(at, byte)| {
        !is_space(*byte) || (*byte == b' ' && !bytes.get(at + 1).is_some_and(|next| is_space(*next)))
    });
    if as_written {
        return Cow::Borrowed(text);
    }
    let mut collapsed = String::with_capacity(text.len());
    for item in items(text) {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(item);
    }
    Cow::Owned(collapsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_runs() {
        for (text, trimmed, collapsed) in [
            ("", "", ""),
            (" ", "", ""),
            ("a", "a", "a"),
            (" a", "a", "a"),
            ("a\r\n", "a", "a"),
            ("a b", "a b", "a b"),
            (" a  b ", "a  b", "a b"),
            ("a\tb", "a\tb", "a b"),
            ("a \n b c", "a \n b c", "a b c"),
            ("\u{a0}a\u{2003}", "\u{a0}a\u{2003}", "\u{a0}a\u{2003}"),
        ] {
            assert_eq!((trim(text), &*collapse(text)), (trimmed, collapsed));
        }
        assert_eq!(replace("\ta\r\nb "), " a  b ");
    }
}
