//! Messages for people: the source line with the place marked.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// Whether the output is a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// No escape sequences: a pipe, a file, a test.
    #[default]
    Plain,
    /// Colours and box characters.
    Coloured,
}

/// Lines longer than this many bytes are shown in part.
const LONGEST_LINE: usize = 240;

pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()));
    if let Some(span) = diagnostic.span {
        group = excerpt(group, sources, span, &diagnostic.label, AnnotationKind::Primary);
    }
    for (span, label) in &diagnostic.related {
        group = excerpt(group, sources, *span, label, AnnotationKind::Context);
    }
    for reference in diagnostic.span.into_iter().flat_map(|span| sources.references(span)) {
        let p = sources.position(reference);
        let path = sources.path(reference.source).display();
        let text = format!("reached by `{}` at {path}:{}:{}", first_line(sources.slice(reference)), p.line, p.column);
        group = group.element(Level::NOTE.message(text));
    }
    group = group.elements(diagnostic.notes.iter().map(|note| Level::NOTE.message(note.as_str())));
    group = group.elements(diagnostic.help.iter().map(|help| Level::HELP.message(help.as_str())));
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut text = renderer.render(&[group]);
    text.push('\n');
    // Padding of empty gutters.
    if style == Style::Plain { text.lines().map(|l| format!("{}\n", l.trim_end())).collect() } else { text }
}

fn excerpt<'a>(group: Group<'a>, sources: &'a Sources, span: Span, label: &'a str, kind: AnnotationKind) -> Group<'a> {
    let position = sources.position(span);
    let (line, line_start) = sources.line(span);
    let path = sources.path(span.source).display().to_string();
    let start = (span.start as usize).saturating_sub(line_start).min(line.len());
    let end = (span.end as usize).saturating_sub(line_start).clamp(start, line.len());
    let label = Some(label).filter(|label| !label.is_empty());
    let whole = line.len() <= LONGEST_LINE;
    let (line, start, end) = if whole { (line, start, end) } else { window(line, start, end) };
    let snippet = Snippet::source(line).line_start(position.line).annotation(kind.span(start..end).label(label));
    if whole {
        return group.element(snippet.path(path));
    }
    // The renderer would count columns from where the part begins.
    let origin = Origin::path(path).line(position.line).char_column(position.column);
    group.element(origin).element(snippet)
}

/// The part of a long line around the place.
fn window(line: &str, start: usize, end: usize) -> (&str, usize, usize) {
    let boundary = |mut at: usize| {
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = boundary(start.saturating_sub(LONGEST_LINE / 3));
    let to = boundary((from + LONGEST_LINE).min(line.len()));
    let part = line.get(from..to).unwrap_or_default();
    (part, start - from, end.min(to).saturating_sub(from).max(start - from))
}

/// The first line of a reference, cut.
fn first_line(text: &str) -> String {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let mut short: String = line.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
