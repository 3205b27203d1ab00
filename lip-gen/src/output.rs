//! The only writer to disk: writes what changed, or shows what would.

use std::io;
use std::path::{Path, PathBuf};

/// Where generated text goes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Output {
    /// Nowhere: the caller takes it from the report.
    Memory,
    /// Into this file, unless it holds the same text already.
    Write(PathBuf),
    /// Nowhere: it is compared with this file.
    Check(PathBuf),
}

/// What became of a generated text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was not to be written.
    Memory,
    /// The file holds it already; nothing was touched.
    Unchanged(PathBuf),
    /// The file was written.
    Written(PathBuf),
    /// The file holds something else; nothing was touched.
    Stale {
        /// The file.
        path: PathBuf,
        /// From the file to what it should be, as a unified diff.
        diff: String,
    },
}

impl Output {
    /// Writes or compares.
    ///
    /// # Errors
    /// When the file cannot be read, for another reason than that it is not there, or not be written.
    pub(crate) fn put(&self, text: &str) -> io::Result<Outcome> {
        match self {
            Self::Memory => Ok(Outcome::Memory),
            Self::Write(path) => {
                if read(path)?.as_deref() == Some(text) {
                    return Ok(Outcome::Unchanged(path.clone()));
                }
                std::fs::write(path, text)?;
                Ok(Outcome::Written(path.clone()))
            }
            Self::Check(path) => {
                let old = read(path)?;
                if old.as_deref() == Some(text) {
                    return Ok(Outcome::Unchanged(path.clone()));
                }
                let diff = diff(path, old.as_deref().unwrap_or_default(), text);
                Ok(Outcome::Stale { path: path.clone(), diff })
            }
        }
    }

    /// The same, and the folder of a file that is written is made where there is none.
    pub(crate) fn put_with_folder(&self, text: &str) -> io::Result<Outcome> {
        if let Self::Write(path) = self
            && let Some(folder) = path.parent()
        {
            std::fs::create_dir_all(folder)?;
        }
        self.put(text)
    }

    /// The file, if there is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Memory => None,
            Self::Write(path) | Self::Check(path) => Some(path),
        }
    }
}

/// The text of a file; a file that is no UTF-8 is different from every text.
fn read(path: &Path) -> io::Result<Option<String>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn diff(path: &Path, old: &str, new: &str) -> String {
    let name = path.display().to_string();
    similar::TextDiff::from_lines(old, new).unified_diff().header(&name, &format!("{name} (generated)")).to_string()
}
