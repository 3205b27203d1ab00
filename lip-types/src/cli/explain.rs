//! `lip explain`: what a code means, and how to mend what it names.

use std::fmt::Write as _;
use std::io;

use super::output::{complain, written};
use super::pages::PAGES;
use super::{End, Explain, Streams};

pub(super) fn run(arguments: &Explain, streams: &mut Streams<'_>) -> io::Result<End> {
    let text = match &arguments.code {
        None => list(),
        Some(code) => match page(code) {
            Some(page) => page,
            None => {
                complain(streams, &format!("there is no code `{}`; `lip explain` lists all", code.escape_debug()));
                return Ok(End::CouldNotRun);
            }
        },
    };
    written(streams.output.write_all(text.as_bytes())).map(|_| End::Done)
}

fn list() -> String {
    let pages = PAGES.iter().map(|page| (page.code, page.title));
    let rules = crate::lip::RULES.iter().map(|rule| (rule.code, rule.about));
    pages.chain(rules).map(|(code, title)| format!("{code}  {title}\n")).collect()
}

fn page(code: &str) -> Option<String> {
    let code = code.trim().to_ascii_uppercase();
    let mut text = String::new();
    if let Some(page) = PAGES.iter().find(|page| page.code == code) {
        _ = writeln!(text, "{code}: {}\n\n{}", page.title, wrapped(page.meaning));
        if !page.example.is_empty() {
            _ = writeln!(text, "\nExample:\n");
        }
        for line in page.example.lines() {
            _ = writeln!(text, "    {line}");
        }
        _ = writeln!(text, "\nHow to mend it:\n\n{}\n\nSource: {}", wrapped(page.mend), page.source);
        return Some(text);
    }
    let rule = crate::lip::RULES.iter().find(|rule| rule.code == code)?;
    let kind = if rule.is_error { "error" } else { "warning" };
    _ = writeln!(
        text,
        "{code}: {}\n\n{}\n\nA rule that no schema states; breaking it is a {kind}.",
        rule.name,
        wrapped(rule.about)
    );
    Some(text)
}

/// Lines of at most 100 characters, where words allow it.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + word.chars().count() < 100 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}
