//! `lip convert`: documents in JSON, and back.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use super::files::{self, Input, open};
use super::format::{asides, say_lost};
use super::output::{complain, deliver, display, say};
use super::render::{Report, unreadable, unwritable};
use super::source::Source;
use super::{Convert, End, Notation, Streams, Style};
use crate::imslip::LearnerInformation;
use crate::json;
use crate::value::Binding;
use crate::xml::{Layout, Limits, ReadOptions, WriteOptions};

pub(super) fn run(arguments: &Convert, streams: &mut Streams<'_>) -> io::Result<End> {
    if arguments.to == Notation::Json && arguments.binding.is_some() {
        complain(streams, "`--binding` says which XML is written; JSON is the same for both bindings");
        return Ok(End::CouldNotRun);
    }
    let (inputs, faults) = files::list(&arguments.files, arguments.to.other().extension());
    for fault in &faults {
        complain(streams, fault);
    }
    let mut end = if faults.is_empty() { End::Done } else { End::CouldNotRun };
    let outputs = match outputs(arguments, &inputs) {
        Ok(outputs) => outputs,
        Err(fault) => {
            complain(streams, &fault);
            return Ok(End::CouldNotRun);
        }
    };
    for (input, out) in inputs.iter().zip(outputs) {
        end = end.max(convert(arguments, input, out.as_deref(), streams)?);
    }
    Ok(end)
}

/// Where each of the inputs goes; nowhere is standard output.
fn outputs(arguments: &Convert, inputs: &[Input]) -> Result<Vec<Option<PathBuf>>, String> {
    let several = inputs.len() > 1 || arguments.files.iter().any(|file| file.is_dir());
    let folder = match &arguments.out {
        Some(out) if out.is_dir() => out,
        Some(out) if several => return Err(format!("there is no folder `{}` for several files", display(out))),
        Some(out) => return Ok(vec![Some(out.clone()); inputs.len()]),
        // JSON texts may follow one another, documents may not.
        None if several && arguments.to == Notation::Xml => {
            return Err("several documents cannot stand in one; name a folder with `--out`".to_owned());
        }
        None => return Ok(vec![None; inputs.len()]),
    };
    let mut taken = HashMap::new();
    let into_folder = |input: &Input| {
        let Input::File(path) = input else {
            return Err(format!("what comes from standard input has no name in the folder `{}`", display(folder)));
        };
        let out = folder.join(Path::new(path.file_name().unwrap_or_default()).with_extension(arguments.to.extension()));
        match taken.insert(out.clone(), input.name()) {
            Some(other) => {
                Err(format!("`{}` would be written of both `{other}` and `{}`", display(&out), input.name()))
            }
            None => Ok(Some(out)),
        }
    };
    inputs.iter().map(into_folder).collect()
}

fn convert(arguments: &Convert, input: &Input, out: Option<&Path>, streams: &mut Streams<'_>) -> io::Result<End> {
    let Some((name, bytes)) = open(input, streams) else { return Ok(End::CouldNotRun) };
    let colour = streams.errors_colour;
    let done = match arguments.to {
        Notation::Json => to_json(&name, &bytes, arguments.compact, colour),
        Notation::Xml => {
            let binding = arguments.binding.map_or(Binding::Xsd, Binding::from);
            to_xml(&name, &bytes, binding, arguments.compact, colour).map(|text| (text, 0))
        }
    };
    let (text, lost) = match done {
        Ok(done) => done,
        Err(message) => {
            say(streams, message.trim_end());
            return Ok(End::Findings);
        }
    };
    let end = deliver(streams, out, text.as_bytes())?;
    if end == End::Done {
        say_lost(streams, &name, lost);
    }
    Ok(end)
}

/// The JSON, and how many comments and processing instructions it does not have; or what is wrong.
fn to_json(name: &str, bytes: &[u8], compact: bool, colour: bool) -> Result<(String, usize), String> {
    let learner: LearnerInformation = ReadOptions::new().file(name).from_bytes(bytes).map_err(|findings| {
        let report = Report { name, bytes, findings: &findings };
        report.render(Style::Human, colour)
    })?;
    let limits = Limits::default();
    let json = if compact { json::to_string(&learner, &limits) } else { json::to_string_pretty(&learner, &limits) };
    let json = json.map_err(|error| format!("error: cannot write `{name}` in JSON: {}", error.message()))?;
    // Those of open content are in the value, and in JSON.
    let binding = learner.preserved.binding().unwrap_or(Binding::Xsd);
    let kept = WriteOptions::new(binding).layout(Layout::Compact).to_xml(&learner);
    let kept = kept.map_or(0, |xml| asides(&xml));
    Ok((json + "\n", asides(Source::new(bytes).text()).saturating_sub(kept)))
}

/// The XML, or what is wrong.
fn to_xml(name: &str, bytes: &[u8], binding: Binding, compact: bool, colour: bool) -> Result<String, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let learner: LearnerInformation =
        json::from_slice(bytes, &Limits::default()).map_err(|error| unreadable(name, bytes, &error, colour))?;
    let layout = if compact { Layout::Compact } else { Layout::Indented };
    WriteOptions::new(binding)
        .layout(layout)
        .to_xml(&learner)
        .map_err(|error| unwritable(name, binding, &error, colour))
}
