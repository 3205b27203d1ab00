//! Messages about a place in a schema, and the sink that collects them.

mod render;

use serde::Serialize;

use crate::source::{Sources, Span};

pub use render::Style;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Info,
    /// Probably not what was meant; the work goes on.
    Warning,
    /// Wrong; nothing is generated.
    Error,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a diagnostic says nothing until it is pushed into `Diagnostics`"]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Where, if it is about a place.
    pub span: Option<Span>,
    /// What is at the place; may be empty.
    pub label: String,
    /// Other places that belong to it.
    pub related: Vec<(Span, String)>,
    /// What else there is to know.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A message of some severity.
    pub fn new(severity: Severity, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self {
            severity,
            message: message.into(),
            span: span.into(),
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
        }
    }

    /// An error.
    pub fn error(span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, span, message)
    }

    /// A warning.
    pub fn warning(span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, span, message)
    }

    /// Something worth knowing.
    pub fn info(span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Info, span, message)
    }

    /// Says what is at the place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Shows another place.
    pub fn related(mut self, span: impl Into<Option<Span>>, label: impl Into<String>) -> Self {
        if let Some(span) = span.into() {
            self.related.push((span, label.into()));
        }
        self
    }

    /// Adds what else there is to know.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The message with the source line, for people.
    pub fn render(&self, sources: &Sources, style: Style) -> String {
        render::render(self, sources, style)
    }

    /// The message with its place as line and column, for programs.
    pub fn finding(&self, sources: &Sources) -> Finding {
        let position = self.span.map(|span| sources.position(span));
        Finding {
            severity: self.severity,
            file: self.span.map(|span| sources.path(span.source).display().to_string()),
            line: position.map(|p| p.line),
            column: position.map(|p| p.column),
            message: self.message.clone(),
            label: self.label.clone(),
            notes: self.notes.clone(),
            help: self.help.clone(),
        }
    }
}

/// A [`Diagnostic`] whose place is resolved; what `--format json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The file, if it is about a place.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What is at the place.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What else there is to know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<String>,
}

/// Collects messages. It must be looked at: dropping one that holds errors which
/// nobody has taken ([`take`](Self::take)) or seen ([`iter`](Self::iter)) is a mistake of the program, and a debug
/// build says so.
#[derive(Debug, Default)]
#[must_use = "the messages must be looked at"]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    left_out: usize,
    /// Whether what only narrows documents, and is not supported, is left out with a warning.
    wider: bool,
    seen: std::cell::Cell<usize>,
}

/// More messages than this are counted, not kept: a broken file of some megabytes
/// shall not fill the memory with what nobody reads.
const KEPT: usize = 1_000;

impl Diagnostics {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// What is not supported, and only narrows documents, is a warning from here on: it is left out, and types are wider.
    pub fn allow_wider(&mut self) {
        self.wider = true;
    }

    /// How bad it is that something is not supported that only narrows documents.
    pub(crate) fn narrowing(&self) -> Severity {
        if self.wider { Severity::Warning } else { Severity::Error }
    }

    /// Adds a message, unless it is there already: what a group says wrongly, each use of it repeats.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.list.contains(&diagnostic) {
            return;
        }
        if self.list.len() < KEPT {
            self.list.push(diagnostic);
        } else if diagnostic.severity == Severity::Error && !self.has_errors() {
            // The first error counts, however many warnings came before it.
            self.list[KEPT - 1] = diagnostic;
            self.left_out += 1;
        } else {
            self.left_out += 1;
        }
    }

    /// Brings the messages into the order of the texts, those without a place first.
    pub fn sort(&mut self) {
        self.seen.set(0);
        self.list.sort_by_key(|diagnostic| diagnostic.span);
    }

    /// Whether there is an error. This does not count as looking.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many messages of a severity there are. This does not count as looking.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    /// How many messages were left out because there were too many.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Looks at the messages.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.seen.set(self.list.len());
        self.list.iter()
    }

    /// Takes the messages out.
    #[must_use]
    pub fn take(&mut self) -> Vec<Diagnostic> {
        self.seen.set(0);
        self.left_out = 0;
        std::mem::take(&mut self.list)
    }

    /// All messages of at least a severity for people, with a blank line between them.
    pub fn render(&self, sources: &Sources, least: Severity, style: Style) -> String {
        let mut out = String::new();
        for diagnostic in self.iter().filter(|d| d.severity >= least) {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&diagnostic.render(sources, style));
        }
        if self.left_out > 0 {
            out.push_str(&format!("\n{} more messages are not shown\n", self.left_out));
        }
        out
    }
}

impl Drop for Diagnostics {
    fn drop(&mut self) {
        let unseen = self.list.iter().skip(self.seen.get());
        debug_assert!(
            std::thread::panicking() || unseen.into_iter().all(|d| d.severity < Severity::Error),
            "errors were dropped unseen: {:?}",
            self.list.iter().map(|d| &d.message).collect::<Vec<_>>()
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "errors were dropped unseen")]
    fn an_error_that_nobody_looked_at_is_noticed() {
        Diagnostics::new().push(Diagnostic::error(None, "wrong"));
    }

    #[test]
    fn the_first_error_is_kept_behind_many_warnings() {
        let mut sink = Diagnostics::new();
        for i in 0..KEPT + 5 {
            sink.push(Diagnostic::warning(None, format!("odd {i}")));
        }
        sink.push(Diagnostic::error(None, "wrong"));
        assert!(sink.has_errors());
        assert_eq!(sink.left_out(), 6);
        assert_eq!(sink.take().len(), KEPT);
    }
}
