//! Documentation: the words of a schema as Markdown that rustdoc takes as they are meant.

use proc_macro2::TokenStream;
use quote::quote;

use crate::shape::Docs;

/// Doc lines are broken before this column.
const WIDTH: usize = 110;

/// Doc attributes of an item: a paragraph for each paragraph of the schema and for each line of our own.
pub(super) fn item(docs: &Docs) -> TokenStream {
    let own = docs.lines.iter().cloned();
    attributes(paragraphs(docs).chain(own).map(|paragraph| wrap(&paragraph, 0)).collect())
}

/// Doc attributes of a field, variant or method: one paragraph.
pub(super) fn member(docs: &Docs) -> TokenStream {
    let all: Vec<_> = paragraphs(docs).chain(docs.lines.iter().cloned()).collect();
    attributes(vec![wrap(&all.join(" "), 4)])
}

fn paragraphs(docs: &Docs) -> impl Iterator<Item = String> {
    let words = |paragraph: &str| paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let paragraphs = docs.schema.iter().flat_map(|text| text.split("\n\n"));
    paragraphs.map(words).filter(|paragraph| !paragraph.is_empty()).map(|paragraph| escape(&paragraph))
}

fn attributes(paragraphs: Vec<Vec<String>>) -> TokenStream {
    let lines = paragraphs.iter().map(|lines| lines.iter().map(|line| format!(" {line}")).collect::<Vec<_>>());
    let lines = lines.collect::<Vec<_>>().join(&String::new());
    quote!(#(#[doc = #lines])*)
}

/// Plain text as Markdown: code in backticks stays, web addresses become links, signs that
/// would be markup are escaped.
fn escape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        let behind = &rest[at + 1..];
        let Some(end) = behind.find('`').filter(|&end| end > 0) else { break };
        escape_words(&rest[..at], &mut out);
        out.push_str(&rest[at..at + end + 2]);
        rest = &behind[end + 1..];
    }
    escape_words(rest, &mut out);
    // Signs that begin a heading, list or quotation.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if out.starts_with(['#', '-', '+', '=', '~', '|']) {
        out.insert(0, '\\');
    } else if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

fn escape_words(text: &str, out: &mut String) {
    for piece in text.split_inclusive(' ') {
        let word = piece.trim_end_matches(' ');
        let address = ["http://", "https://", "urn:", "mailto:"].iter().find_map(|scheme| word.find(scheme));
        match address {
            Some(start) => {
                let end = word.trim_end_matches(['.', ',', ';', ':', ')', ']', '>', '"', '\'', '!', '?']).len();
                signs(&word[..start], out);
                out.push('<');
                out.extend(word[start..end.max(start)].chars().filter(|c| !matches!(c, '<' | '>')));
                out.push('>');
                signs(&word[end.max(start)..], out);
            }
            None => signs(word, out),
        }
        out.push_str(&piece[word.len()..]);
    }
}

fn signs(text: &str, out: &mut String) {
    for c in text.chars() {
        if matches!(c, '<' | '>' | '[' | ']' | '*' | '`' | '\\' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Breaks a line at spaces.
fn wrap(text: &str, indent: usize) -> Vec<String> {
    let width = WIDTH - indent - "/// ".len();
    let mut lines = vec![String::new()];
    let mut length = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let long = word.chars().count();
        // What would be markup at the beginning of a line goes on in the line before.
        let bound = word.starts_with(['-', '+', '*', '#', '=', '>', '|', '~'])
            || word.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')']);
        if length > 0 && length + 1 + long > width && !bound {
            lines.push(String::new());
            length = 0;
        }
        if let Some(line) = lines.last_mut() {
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
        }
        length += long;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        for (text, markdown) in [
            ("plain `a*` and <b> [c] a*", "plain `a*` and \\<b\\> \\[c\\] a\\*"),
            ("see http://www.imsglobal.org/xsd.", "see <http://www.imsglobal.org/xsd>."),
            ("(http://a/b)", "(<http://a/b>)"),
            ("one ` tick", "one \\` tick"),
            ("# no heading", "\\# no heading"),
            ("1. no list", "1\\. no list"),
            ("R&D &amp;", "R\\&D \\&amp;"),
            ("empty `` code", "empty \\`\\` code"),
        ] {
            assert_eq!(escape(text), markdown);
        }
    }

    #[test]
    fn lines_do_not_begin_with_markup() {
        let text = format!("{} - and 1. so {}", "word ".repeat(20), "on ".repeat(40));
        let lines = wrap(&text, 0);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| line.len() <= WIDTH && !line.starts_with(['-', '1'])), "{lines:?}");
    }
}
