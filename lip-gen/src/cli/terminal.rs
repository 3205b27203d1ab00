//! Standard output and standard error: colour on a terminal, none in a pipe.

use std::io::Write as _;

use anstream::{AutoStream, ColorChoice};
use lip_gen::diagnostic::Style;
use lip_gen::{Error, Findings};

use super::End;

/// The style for standard error.
pub(super) fn style() -> Style {
    of(AutoStream::choice(&std::io::stderr()))
}

/// The style for standard output.
pub(super) fn result_style() -> Style {
    of(AutoStream::choice(&std::io::stdout()))
}

fn of(choice: ColorChoice) -> Style {
    match choice {
        ColorChoice::Never => Style::Plain,
        _ => Style::Coloured,
    }
}

/// A line of progress or of help.
pub(super) fn say(text: impl std::fmt::Display) {
    // When nobody listens there is nothing left to say.
    _ = writeln!(anstream::stderr(), "{text}");
}

/// A result. An error when standard output is closed.
pub(super) fn print(text: &str) -> End {
    match anstream::stdout().write_all(text.as_bytes()) {
        Ok(()) => End::Done,
        // `lip-gen … | head` is no failure.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => End::Done,
        Err(error) => {
            say(format!("error: cannot write to standard output: {error}"));
            End::CouldNotRun
        }
    }
}

/// Prints findings.
pub(super) fn findings(findings: &Findings) {
    let text = findings.render(style());
    if !text.is_empty() {
        say(text.trim_end());
    }
}

/// Prints why it failed.
pub(super) fn failure(error: &Error) -> End {
    match error {
        Error::Findings(list) => {
            findings(list);
            End::Findings
        }
        error => {
            let (bold, red) = match style() {
                Style::Coloured => ("\u{1b}[0m", "\u{1b}[1;31m"),
                Style::Plain => ("", ""),
            };
            say(format!("{red}error{bold}: {error}"));
            End::CouldNotRun
        }
    }
}
