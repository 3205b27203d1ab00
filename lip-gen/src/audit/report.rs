//! What an audit says: as messages, for people, for programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::{Accepted, Audit, Difference, Note, Side};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Severity, Style};
use crate::error::Findings;
use crate::source::{Sources, Span};

impl Audit {
    /// Pushes a message for every difference that is not accepted, and an error for everything accepted that does not
    /// occur.
    pub fn tell(&self, severity: Severity, diagnostics: &mut Diagnostics) {
        for difference in self.open() {
            diagnostics.push(difference.diagnostic(severity));
        }
        for entry in &self.stale {
            diagnostics.push(entry.diagnostic());
        }
    }

    /// Text for people.
    pub fn human(&self, findings: &Findings, style: Style) -> String {
        let mut out = String::new();
        let open = self.open().map(|difference| difference.diagnostic(Severity::Error));
        for diagnostic in open.chain(self.stale.iter().map(Accepted::diagnostic)) {
            out += &diagnostic.render(&findings.sources, style);
            out.push('\n');
        }
        let accepted: Vec<_> = self.differences.iter().filter(|d| d.accepted.is_some()).collect();
        for difference in &accepted {
            let reason = difference.accepted.as_deref().unwrap_or_default();
            // Writing to a string cannot fail.
            _ = writeln!(out, "accepted: {}: {reason}", difference.message);
        }
        let mut notes: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        for note in &self.notes {
            notes.entry((&note.attribute, &note.message)).or_default().push(&note.element);
        }
        for ((attribute, message), elements) in notes {
            let of = attribute.as_ref().map_or(String::new(), |attribute| format!("of the attribute `{attribute}` "));
            _ = writeln!(out, "in the XSD, {message}, {of}in {}", elements.join(", "));
        }
        let differences = counted(self.open().count(), "difference");
        _ = write!(out, "{} compared: {differences}, {} accepted", counted(self.elements, "element"), accepted.len());
        if !self.stale.is_empty() {
            _ = write!(out, ", {} accepted in vain", self.stale.len());
        }
        out.push('\n');
        out
    }

    /// One JSON object, indented, with a line end.
    pub fn json(&self, findings: &Findings) -> String {
        let sources = &findings.sources;
        let place = |span: Option<Span>| span.map(|span| Place::of(span, sources));
        let placed = |difference: &'_ Difference| {
            let (dtd_place, xsd_place) = (place(difference.dtd_span), place(difference.xsd_span));
            Placed { difference: difference.clone(), dtd_place, xsd_place }
        };
        let whole = Whole {
            passed: self.passed(),
            elements: self.elements,
            differences: self.differences.iter().map(placed).collect(),
            stale: &self.stale,
            notes: &self.notes,
            findings: findings.resolved().collect(),
        };
        // Strings and numbers always serialize.
        serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Whole<'a> {
    passed: bool,
    elements: usize,
    differences: Vec<Placed>,
    stale: &'a [Accepted],
    notes: &'a [Note],
    /// Messages of the readers.
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Placed {
    #[serde(flatten)]
    difference: Difference,
    dtd_place: Option<Place>,
    xsd_place: Option<Place>,
}

#[derive(Serialize)]
struct Place {
    file: String,
    line: usize,
    column: usize,
}

impl Place {
    fn of(span: Span, sources: &Sources) -> Self {
        let position = sources.position(span);
        Self { file: sources.path(span.source).display().to_string(), line: position.line, column: position.column }
    }
}

impl Difference {
    /// The difference at its place, with what both say and what shows it.
    fn diagnostic(&self, severity: Severity) -> Diagnostic {
        let (dtd, xsd) = (self.dtd.clone().unwrap_or_default(), self.xsd.clone().unwrap_or_default());
        let (first, second) = ((self.dtd_span, dtd), (self.xsd_span, xsd));
        let (at, other) = if self.dtd_span.is_some() { (first, second) } else { (second, first) };
        let diagnostic = Diagnostic::new(severity, at.0, &self.message).label(at.1).related(other.0, other.1);
        match &self.fragment {
            Some(fragment) => {
                let (one, other) = match fragment.accepted_by {
                    Side::Dtd => ("DTD", "XSD"),
                    Side::Xsd => ("XSD", "DTD"),
                };
                diagnostic.note(format!("the {one} accepts `{}`, the {other} does not", fragment.text))
            }
            None => diagnostic,
        }
    }
}

impl Accepted {
    fn diagnostic(&self) -> Diagnostic {
        let kind = serde_json::to_string(&self.kind).unwrap_or_default();
        let of = self.attribute.as_ref().map_or(String::new(), |attribute| format!(" of the attribute `{attribute}`"));
        let kind = kind.trim_matches('"');
        let message = format!("the difference `{kind}`{of} of `{}` is accepted, but there is none", self.element);
        Diagnostic::error(self.span, message).help("take the entry out of `[[accepted]]`")
    }
}
