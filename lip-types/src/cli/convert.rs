//! `lip convert`: a document in JSON, and back.

use std::io;

use super::files::Input;
use super::format::{asides, say_lost};
use super::output::{complain, deliver, say};
use super::render::{Report, unreadable, unwritable};
use super::source::Source;
use super::{Convert, End, Notation, Streams, Style};
use crate::imslip::LearnerInformation;
use crate::value::Binding;
use crate::xml::{Layout, ReadOptions, WriteOptions};

pub(super) fn run(arguments: &Convert, streams: &mut Streams<'_>) -> io::Result<End> {
    if arguments.to == Notation::Json && arguments.binding.is_some() {
        complain(streams, "`--binding` says which XML is written; JSON is the same for both bindings");
        return Ok(End::CouldNotRun);
    }
    let input = Input::new(&arguments.file);
    let bytes = match input.read(streams.input) {
        Ok(bytes) => bytes,
        Err(fault) => {
            complain(streams, &fault);
            return Ok(End::CouldNotRun);
        }
    };
    let name = input.name();
    let colour = streams.errors_colour;
    let (text, lost) = match arguments.to {
        Notation::Json => match to_json(&name, &bytes, colour) {
            Ok(done) => done,
            Err(message) => {
                say(streams, message.trim_end());
                return Ok(End::Findings);
            }
        },
        Notation::Xml => {
            let binding = arguments.binding.map_or(Binding::Xsd, Binding::from);
            match to_xml(&name, &bytes, binding, colour) {
                Ok(text) => (text, 0),
                Err(message) => {
                    say(streams, message.trim_end());
                    return Ok(End::Findings);
                }
            }
        }
    };
    let end = deliver(streams, arguments.out.as_deref(), text.as_bytes())?;
    if end == End::Done {
        say_lost(streams, &name, lost);
    }
    Ok(end)
}

/// The JSON, and how many comments and processing instructions it does not have; or what is wrong.
fn to_json(name: &str, bytes: &[u8], colour: bool) -> Result<(String, usize), String> {
    let learner: LearnerInformation = ReadOptions::new().file(name).from_bytes(bytes).map_err(|findings| {
        let report = Report { name, bytes, findings: &findings };
        report.render(Style::Human, colour)
    })?;
    let json = serde_json::to_string_pretty(&learner)
        .map_err(|error| format!("error: cannot write `{name}` in JSON: {error}"))?;
    // Those of open content are in the value, and in JSON.
    let binding = learner.preserved.binding().unwrap_or(Binding::Xsd);
    let kept = WriteOptions::new(binding).layout(Layout::Compact).to_xml(&learner);
    let kept = kept.map_or(0, |xml| asides(&xml));
    Ok((json + "\n", asides(Source::new(bytes).text()).saturating_sub(kept)))
}

/// The XML, or what is wrong.
fn to_xml(name: &str, bytes: &[u8], binding: Binding, colour: bool) -> Result<String, String> {
    // RFC 8259, section 8.1: a byte order mark may be ignored.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let learner: LearnerInformation = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| unreadable(name, bytes, error.inner(), &error.path().to_string(), colour))?;
    reader.end().map_err(|error| unreadable(name, bytes, &error, ".", colour))?;
    let options = WriteOptions::new(binding).layout(Layout::Indented);
    options.to_xml(&learner).map_err(|error| unwritable(name, binding, &error, colour))
}
