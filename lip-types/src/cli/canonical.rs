//! `lip canonical`: the canonical form of any document.

use std::io;

use super::files::{Input, open};
use super::output::{say, written};
use super::render::Report;
use super::{Canonical, End, Streams, Style};
use crate::xml::ReadOptions;

pub(super) fn run(arguments: &Canonical, streams: &mut Streams<'_>) -> io::Result<End> {
    let Some((name, bytes)) = open(&Input::new(&arguments.file), streams) else { return Ok(End::CouldNotRun) };
    match ReadOptions::new().file(&name).any_from_bytes(&bytes) {
        Ok(document) => {
            let text = document.canonical(arguments.with_comments);
            written(streams.output.write_all(text.as_bytes())).map(|_| End::Done)
        }
        Err(findings) => {
            let report = Report { name: &name, bytes: &bytes, findings: &findings };
            say(streams, report.render(Style::Human, streams.errors_colour).trim_end());
            Ok(End::Findings)
        }
    }
}
