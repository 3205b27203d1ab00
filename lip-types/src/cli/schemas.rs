//! `lip schemas`: the schemas of LIP as files.

use std::fs;
use std::io;
use std::path::Path;

use super::output::{complain, display, reason, replace, say};
use super::{End, Schemas, Streams};
use crate::schemas::FILES;

pub(super) fn run(arguments: &Schemas, streams: &mut Streams<'_>) -> io::Result<End> {
    for (name, text) in FILES {
        let path = arguments.folder.join(name);
        match put(&path, text) {
            Ok(()) => say(streams, &format!("wrote {}", display(&path))),
            Err(fault) => {
                complain(streams, &format!("cannot write `{}`: {fault}", display(&path)));
                return Ok(End::CouldNotRun);
            }
        }
    }
    Ok(End::Done)
}

/// A file that somebody has changed is not ours to replace.
fn put(path: &Path, text: &str) -> Result<(), String> {
    if path.exists() && fs::read(path).map_err(|error| reason(&error))? != text.as_bytes() {
        return Err("a file with another text is there".to_owned());
    }
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| replace(path, text.as_bytes()))
        .map_err(|error| reason(&error))
}
