//! `lip fix`: makes the repairs that are certain, as edits of the text.

use std::io;

use similar::TextDiff;

use super::files::{Input, open};
use super::lenience::Lenience;
use super::output::{complain, reason, replace, say, written};
use super::render::Report;
use super::{End, Fix, Streams, Style};
use crate::imslip::LearnerInformation;
use crate::xml::{ErrorKind, Finding, Findings, Mark, ReadOptions, Repair, decode, encode};

/// Each round mends what the one before has laid open; none needs many.
const ROUNDS: usize = 16;

pub(super) fn run(arguments: &Fix, streams: &mut Streams<'_>) -> io::Result<End> {
    let input = Input::new(&arguments.file);
    let Some((name, bytes)) = open(&input, streams) else { return Ok(End::CouldNotRun) };
    let mark = Mark::of(&bytes);
    let decoded = decode(&bytes).ok();
    let text = decoded.as_deref().map(|text| text.strip_prefix('\u{FEFF}').unwrap_or(text));
    // Of bytes that are no text, and of those that would not come back as they are, nothing is touched.
    let Some(text) = text.filter(|text| encoded(text, mark).as_deref() == Some(&bytes[..])) else {
        let findings =
            arguments.lenience.apply(ReadOptions::new().file(&name)).read_bytes::<LearnerInformation>(&bytes);
        if findings.findings.is_empty() {
            return Ok(End::Done);
        }
        show(&name, &bytes, &findings.findings, streams);
        complain(streams, &format!("`{name}` cannot be written in its encoding, and is left as it is"));
        return Ok(End::Findings);
    };
    // What can be mended is looked for strictly; what is left may be let pass.
    let fixed = mend(&name, text);
    let left = read(&name, &fixed, arguments.lenience);
    let changed = fixed != text;
    let Some(fixed_bytes) = encoded(&fixed, mark) else {
        complain(streams, &format!("`{name}` cannot be written in its encoding, and is left as it is"));
        return Ok(End::Findings);
    };
    let diff = TextDiff::from_lines(text, &fixed);
    if changed && !arguments.write {
        let shown = diff.unified_diff().header(&name, &format!("{name}, repaired")).to_string();
        written(streams.output.write_all(shown.as_bytes()))?;
    }
    if changed && arguments.write {
        let done = match &input {
            Input::Stdin => written(streams.output.write_all(&fixed_bytes)).map(|_| ()),
            Input::File(path) => replace(path, &fixed_bytes),
        };
        if let Err(error) = done {
            complain(streams, &format!("cannot write `{name}`: {}", reason(&error)));
            return Ok(End::CouldNotRun);
        }
    }
    if !left.is_empty() {
        show(&name, &fixed_bytes, &left, streams);
    }
    let state = match (changed, left.has_errors()) {
        (false, false) => "nothing to repair",
        (true, false) => "all is repaired",
        (false, true) => "nothing can be repaired for certain",
        (true, true) => "what is left is not certain",
    };
    say(streams, &format!("{name}: {state}"));
    let refused = left.has_errors() || changed && arguments.check;
    Ok(if refused { End::Findings } else { End::Done })
}

fn show(name: &str, bytes: &[u8], findings: &Findings, streams: &mut Streams<'_>) {
    let report = Report { name, bytes, findings };
    let text = report.render(Style::Human, streams.errors_colour);
    say(streams, text.trim_end());
}

fn read(name: &str, text: &str, lenience: Lenience) -> Findings {
    lenience.apply(ReadOptions::new().file(name)).read::<LearnerInformation>(text).findings
}

/// The document in the encoding that it declares or is marked by; `None` when that lacks a character.
fn encoded(text: &str, mark: Mark) -> Option<Vec<u8>> {
    let bytes = encode(text, text.len(), mark)?;
    Some(if mark == Mark::Utf8 { ["\u{FEFF}".as_bytes(), &bytes].concat() } else { bytes })
}

/// The text with all repairs made that bring a gain.
fn mend(name: &str, text: &str) -> String {
    let mut text = text.to_owned();
    let strictly = |text: &str| read(name, text, Lenience::default());
    let mut findings = strictly(&text);
    for _ in 0..ROUNDS {
        let repairs: Vec<Repair> = findings.iter().filter_map(|finding| finding.repair().cloned()).collect();
        let gain = |after: &Findings| weight(after) < weight(&findings);
        let together = edited(&text, &repairs).map(|all| (strictly(&all), all)).filter(|(f, _)| gain(f));
        // Together they may be in each other's way: the first that helps by itself, then.
        let better = together.or_else(|| {
            repairs.iter().find_map(|repair| {
                let one = edited(&text, std::slice::from_ref(repair))?;
                Some((strictly(&one), one)).filter(|(f, _)| gain(f))
            })
        });
        let Some((after, mended)) = better else { break };
        (findings, text) = (after, mended);
    }
    text
}

/// An element that has its right name and the wrong place is nearer to what it should be than one that has neither.
fn weight(findings: &Findings) -> usize {
    let weight = |finding: &Finding| if finding.kind() == ErrorKind::Order { 1 } else { 2 };
    findings.iter().map(weight).sum::<usize>() + 2 * findings.more()
}

/// The text with all repairs that do not overlap; none when there are none.
fn edited(text: &str, repairs: &[Repair]) -> Option<String> {
    let mut repairs: Vec<&Repair> = repairs.iter().collect();
    repairs.sort_by_key(|repair| (repair.range.start, repair.range.end));
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for repair in &repairs {
        if repair.range.start >= at && repair.range.end <= text.len() {
            edited.push_str(text.get(at..repair.range.start)?);
            edited.push_str(&repair.replacement);
            at = repair.range.end;
        }
    }
    edited.push_str(text.get(at..)?);
    (!repairs.is_empty()).then_some(edited)
}
