//! From a file to text: size, byte order mark, encoding.

use std::path::Path;

use super::decode::decode;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Sources, Span};

/// A schema document larger than this is refused; the largest in the wild have a few megabytes.
const LARGEST: u64 = 64 << 20;

/// Reads a file. `from` is the reference that leads to it.
pub(super) fn load(
    path: &Path,
    from: Option<Span>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<SourceId> {
    match open(path, from, sources) {
        Ok(source) => Some(source),
        Err(fault) => {
            diagnostics.push(*fault);
            None
        }
    }
}

/// Like [`load`], with what is wrong as the result.
pub(super) fn open(path: &Path, from: Option<Span>, sources: &mut Sources) -> Result<SourceId, Box<Diagnostic>> {
    let unread =
        |message: String| Box::new(Diagnostic::error(from, format!("cannot read `{}`: {message}", path.display())));
    // A schema shall not make its reader wait at a pipe or a terminal; who runs it may.
    if from.is_some() && path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
        return Err(unread("it is not a file".to_owned()));
    }
    let bytes = match read(path) {
        Ok(bytes) => bytes,
        Err(message) => {
            sources.miss(path);
            return Err(unread(message));
        }
    };
    match decode(&bytes) {
        Ok(text) => Ok(sources.add(path, text, from)),
        Err(fault) => {
            // The text up to the fault gives the fault a line and a column.
            let id = sources.add(path, fault.text, from);
            let span = Span::new(id, fault.at.0, fault.at.1);
            let help = "save the file in the encoding that it declares; without a declaration that is UTF-8";
            Err(Box::new(Diagnostic::error(span, fault.message).label(fault.label).help(help)))
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    use std::io::Read;
    let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
    let mut bytes = Vec::new();
    // The length is asked of what is read, not of the directory entry: a device has no length.
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("it is larger than {} MiB", LARGEST >> 20));
    }
    Ok(bytes)
}
