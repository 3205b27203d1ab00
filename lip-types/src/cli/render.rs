//! Findings for people and for machines.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};
use anstream::adapter::strip_str;
use serde::Serialize;

use super::Style;
use super::sarif;
use super::source::Source;
use crate::json;
use crate::value::Binding;
use crate::xml::{self, ErrorKind, Severity, WriteError};

/// A document that was read, and what is wrong with it.
pub(super) struct Report<'r> {
    pub(super) name: &'r str,
    pub(super) bytes: &'r [u8],
    pub(super) findings: &'r [xml::Finding],
}

impl Report<'_> {
    /// All findings, each on lines of its own.
    pub(super) fn render(&self, style: Style, colour: bool) -> String {
        match style {
            Style::Human | Style::Json => self.each(style, colour).collect(),
            Style::Sarif => sarif::log(self.findings.iter().map(|f| sarif::result(self.name, f)).collect()),
        }
    }

    /// Each by itself: for people, or else as a line of JSON.
    pub(super) fn each(&self, style: Style, colour: bool) -> impl Iterator<Item = String> {
        let source = Source::new(self.bytes);
        self.findings.iter().map(move |error| {
            let finding = Finding { name: self.name, error, hint: hint(error, &source) };
            match style {
                Style::Human => finding.human(&source, colour),
                Style::Json | Style::Sarif => finding.json(),
            }
        })
    }
}

/// The renderer for all that is shown to people.
pub(super) fn renderer(colour: bool) -> Renderer {
    if colour { Renderer::styled() } else { Renderer::plain() }
}

/// A value that one binding has and the other does not.
pub(super) fn unwritable(name: &str, binding: Binding, error: &WriteError, colour: bool) -> String {
    let binding = match binding {
        Binding::Xsd => "XSD",
        Binding::Dtd => "DTD",
    };
    let title = format!("cannot write `{name}` in the {binding} binding");
    let notes = [("path", error.path()), ("found", error.message())];
    let notes = notes.map(|(name, text)| Level::NOTE.with_name(name).message(text));
    renderer(colour).render(&[Group::with_title(Level::ERROR.primary_title(title)).elements(notes)])
}

/// What is wrong with a text in JSON, which ends the reading.
pub(super) fn unreadable(name: &str, bytes: &[u8], error: &json::Error, colour: bool) -> String {
    let title = Level::ERROR.primary_title("this is no learner information in JSON");
    let origin = Origin::path(name).line(error.line()).char_column(error.column());
    let fault = Fault {
        line: error.line(),
        range: (error.offset(), error.length().max(1)),
        found: error.found(),
        path: error.path(),
        expected: error.expected(),
        hint: None,
    };
    fault.shown(title, origin, &Source::new(bytes), colour)
}

/// What is said of a fault below its title.
struct Fault<'f> {
    line: usize,
    /// Offset and length.
    range: (usize, usize),
    found: &'f str,
    path: &'f str,
    expected: Option<&'f str>,
    hint: Option<&'f str>,
}

impl Fault<'_> {
    /// The line with the place marked, and the notes.
    fn shown(&self, title: Title<'_>, origin: Origin<'_>, source: &Source<'_>, colour: bool) -> String {
        let mut group = Group::with_title(title).element(origin);
        let mut notes = Vec::new();
        match source.excerpt(self.range.0, self.range.1) {
            Some(excerpt) => {
                let mark = AnnotationKind::Primary.span(excerpt.start..excerpt.end).label(self.found);
                group = group.element(Snippet::source(excerpt.line).line_start(self.line).annotation(mark));
            }
            None => notes.push(("found", self.found)),
        }
        notes.extend((!self.path.is_empty()).then_some(("path", self.path)));
        notes.extend(self.expected.map(|expected| ("expected", expected)));
        notes.extend(self.hint.map(|hint| ("hint", hint)));
        group = group.elements(notes.into_iter().map(|(name, text)| Level::NOTE.with_name(name).message(text)));
        told(group, colour)
    }
}

struct Finding<'r> {
    name: &'r str,
    error: &'r xml::Finding,
    hint: Option<&'r str>,
}

fn hint<'r>(error: &'r xml::Finding, source: &Source<'_>) -> Option<&'r str> {
    match error.hint() {
        // It has said what it is.
        None if ["UTF-16", "encoding `"].iter().any(|start| error.found().starts_with(start)) => None,
        None if source.is_binary() => Some("this looks like a binary file, not like XML"),
        None if error.path().is_empty() => source.looks_like(),
        hint => hint,
    }
}

/// The keys are the interface; see `lip validate --help`.
#[derive(Serialize)]
struct Line<'r> {
    file: &'r str,
    line: usize,
    column: usize,
    offset: usize,
    length: usize,
    path: &'r str,
    code: &'r str,
    severity: &'r str,
    message: &'r str,
    found: &'r str,
    expected: Option<&'r str>,
    hint: Option<&'r str>,
}

impl Finding<'_> {
    fn json(&self) -> String {
        let error = self.error;
        let line = Line {
            file: self.name,
            line: error.line(),
            column: error.column(),
            offset: error.offset(),
            length: error.length(),
            path: error.path(),
            code: error.code(),
            severity: error.severity().as_str(),
            message: &error.message(),
            found: error.found(),
            expected: error.expected(),
            hint: self.hint,
        };
        // Texts and numbers have a JSON form, always.
        serde_json::to_string(&line).map(|json| json + "\n").unwrap_or_default()
    }

    fn human(&self, source: &Source<'_>, colour: bool) -> String {
        let error = self.error;
        let level = if error.severity() == Severity::Warning { Level::WARNING } else { Level::ERROR };
        let title = level.primary_title(title(error.kind())).id(error.code());
        let origin = Origin::path(self.name).line(error.line()).char_column(error.column());
        let fault = Fault {
            line: error.line(),
            range: (error.offset(), error.length()),
            found: error.found(),
            path: error.path(),
            expected: error.expected(),
            hint: self.hint,
        };
        fault.shown(title, origin, source, colour)
    }
}

/// A group with its origin apart from the snippet.
fn told(group: Group<'_>, colour: bool) -> String {
    let text = renderer(colour).render(&[group]);
    // The renderer takes the snippet for one of another file than the origin, and says `:::`; the
    // origin is given apart since a line may be cut. A blank line sets findings apart.
    let lines = text.lines().map(|line| if colour { line } else { line.trim_end() });
    let lines = lines.filter(|line| strip_str(line).to_string().trim() != ":::");
    lines.chain([""]).flat_map(|line| [line, "\n"]).collect()
}

/// What is wrong, in a few words.
fn title(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Encoding => "this is no text in the encoding that it claims",
        ErrorKind::Syntax => "this is not well-formed XML",
        ErrorKind::Namespace => "this breaks the rules of XML namespaces",
        ErrorKind::Entity => "this entity cannot be used",
        ErrorKind::Limit => "the document is larger than the limits allow",
        ErrorKind::Root => "the document is of another type",
        ErrorKind::UnexpectedElement => "the element may not stand here",
        ErrorKind::MissingElement => "an element is missing",
        ErrorKind::UnexpectedText => "text may not stand here",
        ErrorKind::UnknownAttribute => "there is no such attribute",
        ErrorKind::MissingAttribute => "an attribute is missing",
        ErrorKind::Value => "the value is of another form",
        ErrorKind::Order => "the element stands at another place than it may",
        ErrorKind::UndeclaredEntity => "the entity is not declared",
        ErrorKind::Unsupported => "this cannot be read",
        ErrorKind::Rule { .. } => "this breaks a rule of LIP that no schema states",
    }
}
