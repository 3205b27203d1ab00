//! The command `lip`, run in the process of a test.

use lip_types::cli::{Streams, run};

/// What a run has left behind.
pub struct Outcome {
    pub code: u8,
    pub output: String,
    pub errors: String,
}

pub fn lip(arguments: &[&str]) -> Outcome {
    lip_with(arguments, b"")
}

pub fn lip_with(arguments: &[&str], mut input: &[u8]) -> Outcome {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let mut streams = Streams {
        input: &mut input,
        output: &mut output,
        errors: &mut errors,
        colour: false,
        errors_colour: false,
        progress: false,
    };
    let code = run([&["lip"], arguments].concat(), &mut streams);
    Outcome { code, output: String::from_utf8(output).unwrap(), errors: String::from_utf8(errors).unwrap() }
}
