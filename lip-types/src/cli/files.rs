//! Which documents the arguments mean, and their bytes.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Streams;
use super::output::{complain, display, reason};

/// One document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Input {
    Stdin,
    File(PathBuf),
}

/// More bytes than this are not read into memory.
const LARGEST: u64 = 512 << 20;

impl Input {
    /// What an argument means, when it is one document.
    pub(super) fn new(argument: &Path) -> Self {
        if argument == Path::new("-") { Self::Stdin } else { Self::File(argument.to_owned()) }
    }

    /// The name for messages; fit for a terminal.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => display(path),
        }
    }

    /// All its bytes, or a sentence that says why not.
    pub(super) fn read(&self, stdin: &mut dyn Read) -> Result<Vec<u8>, String> {
        let bytes = match self {
            Self::Stdin => read(stdin, 0),
            Self::File(path) if path.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Self::File(path) => File::open(path).and_then(|mut file| {
                let length = file.metadata().map_or(0, |m| m.len());
                read(&mut file, length)
            }),
        };
        bytes.map_err(|error| format!("cannot read `{}`: {}", self.name(), reason(&error)))
    }
}

/// The name for messages, and the bytes of one document; says on standard error why it cannot be read.
pub(super) fn open(input: &Input, streams: &mut Streams<'_>) -> Option<(String, Vec<u8>)> {
    match input.read(streams.input) {
        Ok(bytes) => Some((input.name(), bytes)),
        Err(fault) => {
            complain(streams, &fault);
            None
        }
    }
}

fn read(from: &mut dyn Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if length <= LARGEST {
        // A byte more, so that a longer text is seen; a file without length, as in /proc, is read too.
        from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    }
    if length.max(bytes.len() as u64) > LARGEST {
        return Err(io::Error::other(format!(
            "it has more than {} MiB, the largest document that is read",
            LARGEST >> 20
        )));
    }
    Ok(bytes)
}

/// The documents that the arguments mean, each once, and what is wrong with the arguments.
///
/// A folder means all its files with this extension, however deep, in the order of their paths. Links to
/// files are followed, links to folders are not: they may lead in circles.
pub(super) fn list(arguments: &[PathBuf], extension: &str) -> (Vec<Input>, Vec<String>) {
    let mut faults = Vec::new();
    let mut found = Vec::new();
    for argument in arguments {
        if argument.is_dir() && argument != Path::new("-") {
            let mut files = Vec::new();
            let before = faults.len();
            walk(argument, extension, &mut files, &mut faults);
            if files.is_empty() && faults.len() == before {
                faults.push(format!("there is no .{extension} file in the folder `{}`", display(argument)));
            }
            files.sort();
            found.extend(files.into_iter().map(Input::File));
        } else {
            found.push(Input::new(argument));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|input| seen.insert(input.clone()));
    (found, faults)
}

fn walk(folder: &Path, extension: &str, files: &mut Vec<PathBuf>, faults: &mut Vec<String>) {
    // A list, not recursion: folders may lie deep.
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut look = || -> io::Result<()> {
            for entry in fs::read_dir(&folder)? {
                let entry = entry?;
                let path = entry.path();
                if entry.file_type()?.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case(extension)) && !path.is_dir() {
                    files.push(path);
                }
            }
            Ok(())
        };
        if let Err(error) = look() {
            faults.push(format!("cannot read the folder `{}`: {}", display(&folder), reason(&error)));
        }
    }
}
