//! `lip validate`: what is wrong with documents, and where.

use std::io;

use super::files::{self, Input};
use super::output::{complain, say, written};
use super::progress::Progress;
use super::render::Report;
use super::sarif;
use super::{DECLARED_ENTITY, End, Streams, Style, Validate};
use crate::imslip::LearnerInformation;
use crate::lip;
use crate::xml::{ReadOptions, Rule};

/// So many bytes are written at once.
const PAGE: usize = 1 << 16;

#[derive(Default)]
struct Count {
    valid: usize,
    invalid: usize,
    unread: usize,
    /// For one log of all documents.
    results: Vec<serde_json::Value>,
}

pub(super) fn run(arguments: &Validate, streams: &mut Streams<'_>) -> io::Result<End> {
    let (inputs, faults) = files::list(&arguments.files, "xml");
    for fault in &faults {
        complain(streams, fault);
    }
    let without = |rule: &Rule| arguments.without.iter().any(|name| *name == rule.name || *name == rule.code);
    let options = ReadOptions::new().rules(lip::RULES.iter().filter(|rule| !without(rule)));
    let undeclared = arguments.without.iter().any(|name| DECLARED_ENTITY.contains(&name.as_str()));
    let options = arguments.lenience.apply(options).undeclared_entities(undeclared);
    let mut count = Count::default();
    let mut progress = Progress::new(inputs.len(), streams.progress);
    for input in &inputs {
        if !check(input, &options, arguments.format, streams, &mut count, &progress)? {
            // Whoever reads has seen enough.
            progress.finish();
            return Ok(End::Findings);
        }
        progress.step();
    }
    progress.finish();
    if arguments.format == Style::Sarif {
        let log = sarif::log(std::mem::take(&mut count.results));
        written(streams.output.write_all(log.as_bytes()))?;
    }
    if arguments.format == Style::Human
        && let Some(summary) = count.summary()
    {
        say(streams, &summary);
    }
    Ok(match count {
        _ if !faults.is_empty() => End::CouldNotRun,
        Count { unread: 1.., .. } => End::CouldNotRun,
        Count { invalid: 1.., .. } => End::Findings,
        _ => End::Done,
    })
}

/// Checks one document; `false` when nobody reads the findings.
fn check(
    input: &Input,
    options: &ReadOptions,
    style: Style,
    streams: &mut Streams<'_>,
    count: &mut Count,
    progress: &Progress,
) -> io::Result<bool> {
    let bytes = match input.read(streams.input) {
        Ok(bytes) => bytes,
        Err(fault) => {
            count.unread += 1;
            progress.aside(|| complain(streams, &fault));
            return Ok(true);
        }
    };
    let name = input.name();
    let outcome = options.clone().file(&name).read_bytes::<LearnerInformation>(&bytes);
    if outcome.value.is_some() {
        count.valid += 1;
    } else {
        count.invalid += 1;
    }
    if style == Style::Sarif {
        count.results.extend(outcome.findings.iter().map(|finding| sarif::result(&name, finding)));
        return Ok(true);
    }
    let report = Report { name: &name, bytes: &bytes, findings: &outcome.findings };
    let mut text = String::new();
    for finding in report.each(style, streams.colour) {
        text.push_str(&finding);
        // All together may be much more than the document.
        if text.len() > PAGE {
            if !progress.aside(|| written(streams.output.write_all(text.as_bytes())))? {
                return Ok(false);
            }
            text.clear();
        }
    }
    if style == Style::Human && outcome.findings.more() > 0 {
        text.push_str(&format!("{name}: {} more findings\n\n", outcome.findings.more()));
    }
    progress.aside(|| written(streams.output.write_all(text.as_bytes())))
}

impl Count {
    /// `3 files: 1 valid, 2 invalid`; nothing when there was no file.
    fn summary(&self) -> Option<String> {
        let all = self.valid + self.invalid + self.unread;
        let parts = [(self.valid, "valid"), (self.invalid, "invalid"), (self.unread, "not read")];
        let parts: Vec<_> = parts.iter().filter(|(n, _)| *n > 0).collect();
        let files = if all == 1 { "file" } else { "files" };
        Some(match parts.as_slice() {
            [] => return None,
            [(_, what)] => format!("{all} {files}: {}{what}", if all == 1 { "" } else { "all " }),
            parts => {
                let parts: Vec<_> = parts.iter().map(|(n, what)| format!("{n} {what}")).collect();
                format!("{all} {files}: {}", parts.join(", "))
            }
        })
    }
}
