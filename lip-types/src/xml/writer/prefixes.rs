//! Which prefix means which namespace at a place of what is written.

use super::super::name::XML_URI;

/// Prefixes and URIs in scope, innermost last; no prefix is the default namespace.
#[derive(Default)]
pub(super) struct Prefixes(Vec<(Box<str>, Box<str>)>);

impl Prefixes {
    /// How many declarations there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Leaves as many, when an element ends.
    pub(super) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    pub(super) fn push(&mut self, prefix: &str, uri: &str) {
        self.0.push((prefix.into(), uri.into()));
    }

    /// All declarations, innermost first.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().rev().map(|(prefix, uri)| (&**prefix, &**uri))
    }

    /// The prefixes that have been declared since there were so many.
    pub(super) fn since(&self, len: usize) -> impl Iterator<Item = &str> {
        self.0.iter().skip(len).map(|(prefix, _)| &**prefix)
    }

    /// The URI that a prefix has been declared for.
    pub(super) fn declared(&self, prefix: &str) -> Option<&str> {
        // The most frequent prefix is none, and two texts of length 0 are compared slowly: `memcmp` loads from where there
        // is nothing.
        let same = |declared: &str| match prefix.is_empty() {
            true => declared.is_empty(),
            false => declared == prefix,
        };
        self.all().find(|(declared, _)| same(declared)).map(|(_, uri)| uri)
    }

    /// The URI that a prefix means; nothing for one that means none.
    pub(super) fn uri(&self, prefix: &str) -> &str {
        self.declared(prefix).unwrap_or(if prefix == "xml" { XML_URI } else { "" })
    }

    /// A prefix, and not none, that means the URI.
    pub(super) fn meaning(&self, uri: &str) -> Option<&str> {
        let usable =
            |(prefix, declared): &(&str, &str)| !prefix.is_empty() && *declared == uri && self.uri(prefix) == uri;
        self.all().find(usable).map(|(prefix, _)| prefix)
    }

    /// A prefix that is declared nowhere in scope: the one that is wanted, if it can be.
    pub(super) fn free(&self, wanted: &str) -> String {
        let taken = |prefix: &str| matches!(prefix, "" | "xml" | "xmlns") || self.declared(prefix).is_some();
        let mut prefix = wanted.to_owned();
        let mut number = 1;
        while taken(&prefix) {
            prefix = format!("ns{number}");
            number += 1;
        }
        prefix
    }
}
