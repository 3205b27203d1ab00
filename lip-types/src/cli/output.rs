//! Where results go: standard output, or a file that is replaced as a whole.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use annotate_snippets::{Group, Level};

use super::render::renderer;
use super::{End, Streams};

/// Whether somebody reads on: a pipe that is closed is no failure.
pub(super) fn written(result: io::Result<()>) -> io::Result<bool> {
    match result {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes a result to the file that is asked for, or to standard output.
pub(super) fn deliver(streams: &mut Streams<'_>, out: Option<&Path>, text: &[u8]) -> io::Result<End> {
    let is_file = |out: &&Path| ["-", "/dev/stdout"].iter().all(|name| *out != Path::new(name));
    let Some(out) = out.filter(is_file) else {
        return written(streams.output.write_all(text)).map(|_| End::Done);
    };
    if let Err(error) = replace(out, text) {
        complain(streams, &format!("cannot write `{}`: {}", display(out), reason(&error)));
        return Ok(End::CouldNotRun);
    }
    Ok(End::Done)
}

/// Says on standard error why something could not be done.
pub(super) fn complain(streams: &mut Streams<'_>, message: &str) {
    let group = Group::with_title(Level::ERROR.primary_title(message));
    say(streams, &renderer(streams.errors_colour).render(&[group]));
}

/// A line on standard error.
pub(super) fn say(streams: &mut Streams<'_>, text: &str) {
    // When nobody listens there is nothing left to say.
    _ = writeln!(streams.errors, "{text}");
}

/// A path without characters that would steer a terminal.
pub(super) fn display(path: &Path) -> String {
    let path = path.to_string_lossy();
    path.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.into() }).collect()
}

/// An error of the system in words.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        _ => error.to_string(),
    }
}

/// Replaces a file as a whole: whoever reads it sees the old text or the new one.
pub(super) fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let there = fs::metadata(path).ok();
    if there.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // A device or a pipe cannot be replaced; nor can the file that `/dev/fd/3` stands for.
    if path.starts_with("/dev") || there.as_ref().is_some_and(|m| !m.is_file()) {
        return OpenOptions::new().write(true).open(path)?.write_all(text);
    }
    // A link stays a link; what it leads to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = beside(&path)?;
    let mut file = File::create_new(&beside)?;
    let done = file.write_all(text).and_then(|()| {
        if let Some(there) = there {
            file.set_permissions(there.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&beside, &path)
    });
    if done.is_err() {
        // The error that counts is the first one.
        _ = fs::remove_file(&beside);
    }
    done
}

/// A name for a temporary file in the same folder.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let Some(name) = path.file_name() else {
        return Err(io::ErrorKind::InvalidFilename.into());
    };
    let mut temporary = OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}.tmp", std::process::id()));
    Ok(path.with_file_name(temporary))
}
