//! `lip format`: reads a document, strictly unless it is told otherwise, and writes it again.

use std::io;

use super::files::{Input, open};
use super::output::{deliver, say};
use super::render::{Report, unwritable};
use super::source::Source;
use super::{End, Format, Streams, Style};
use crate::imslip::LearnerInformation;
use crate::value::Binding;
use crate::xml::{Findings, Layout, ReadOptions, WriteOptions};

pub(super) fn run(arguments: &Format, streams: &mut Streams<'_>) -> io::Result<End> {
    let Some((name, bytes)) = open(&Input::new(&arguments.file), streams) else { return Ok(End::CouldNotRun) };
    let (read, findings) = read(&name, &bytes, arguments);
    if !findings.is_empty() {
        let report = Report { name: &name, bytes: &bytes, findings: &findings };
        let text = report.render(Style::Human, streams.errors_colour);
        say(streams, text.trim_end());
    }
    let Some((learner, binding)) = read else { return Ok(End::Findings) };
    let layout = if arguments.indent { Layout::Indented } else { Layout::AsRead };
    let options =
        WriteOptions::new(binding).layout(layout).normalize(!arguments.preserve).kept(arguments.lenience.keeps());
    let written =
        if arguments.preserve { options.to_bytes(&learner) } else { options.to_xml(&learner).map(String::into_bytes) };
    let text = match written {
        Ok(text) => text,
        Err(error) => {
            say(streams, &unwritable(&name, binding, &error, streams.errors_colour));
            return Ok(End::Findings);
        }
    };
    if deliver(streams, arguments.out.as_deref(), &text)? == End::CouldNotRun {
        return Ok(End::CouldNotRun);
    }
    say_lost(streams, &name, asides(Source::new(&bytes).text()).saturating_sub(asides(Source::new(&text).text())));
    Ok(End::Done)
}

/// The document, and the binding to write; and what is wrong.
fn read(name: &str, bytes: &[u8], arguments: &Format) -> (Option<(LearnerInformation, Binding)>, Findings) {
    let options = arguments.lenience.apply(ReadOptions::new().file(name));
    let kept = options.clone().preserve(true).read_bytes::<LearnerInformation>(bytes);
    let Some(learner) = kept.value else { return (None, kept.findings) };
    let binding = arguments.binding.map(Binding::from).or(learner.preserved.binding()).unwrap_or(Binding::Xsd);
    let learner = if arguments.indent { options.read_bytes(bytes).value } else { Some(learner) };
    (learner.map(|learner| (learner, binding)), kept.findings)
}

/// Says that comments and processing instructions were left out.
pub(super) fn say_lost(streams: &mut Streams<'_>, name: &str, lost: usize) {
    let what = match lost {
        0 => return,
        1 => "comment or processing instruction",
        _ => "comments or processing instructions",
    };
    say(streams, &format!("note: {lost} {what} of `{name}` left out"));
}

/// How many comments and processing instructions are in a well-formed text.
pub(super) fn asides(text: &str) -> usize {
    let mut count = 0;
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = rest.get(at..).unwrap_or_default();
        let (aside, close) = match rest {
            _ if rest.starts_with("<!--") => (true, "-->"),
            _ if rest.starts_with("<![CDATA[") => (false, "]]>"),
            _ if rest.starts_with("<?xml ") => (false, "?>"),
            _ if rest.starts_with("<?") => (true, "?>"),
            _ => (false, "<"),
        };
        count += usize::from(aside);
        // `<!-->` is no comment.
        let open = if aside && close == "-->" { 4 } else { 1 };
        let Some(end) = rest.get(open..).and_then(|rest| rest.find(close)) else {
            break;
        };
        rest = rest.get(open + end..).unwrap_or_default();
    }
    count
}

#[cfg(test)]
mod tests {
    use super::asides;

    #[test]
    fn comments_and_instructions_are_counted() {
        let text = "<?xml version='1.0'?><?a?><!-- <b> <!- --><c><![CDATA[<!-- -->]]><!----><d/></c><?e f?>";
        assert_eq!(asides(text), 4);
        assert_eq!(asides("<a>b</a>"), 0);
    }
}
