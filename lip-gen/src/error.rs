//! What is wrong with the schemas, and why a run could not go on.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Finding, Severity, Style};
use crate::output::Output;
use crate::source::Sources;

/// Messages with the texts that they are about.
#[derive(Debug, Default)]
pub struct Findings {
    pub(crate) sources: Sources,
    pub(crate) list: Vec<Diagnostic>,
}

impl Findings {
    /// The messages.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// The messages with file, line and column.
    pub fn resolved(&self) -> impl Iterator<Item = Finding> {
        self.list.iter().map(|diagnostic| diagnostic.finding(&self.sources))
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether one of them is a warning or an error.
    pub fn has_warnings(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity >= Severity::Warning)
    }

    /// Every file that was read.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.sources.files()
    }

    /// Warnings and errors with their source lines, for people. What is only worth knowing is left to
    /// [`iter`](Self::iter) and `lip-gen inspect`.
    pub fn render(&self, style: Style) -> String {
        let grave = self.list.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning);
        grave.map(|diagnostic| diagnostic.render(&self.sources, style)).collect::<Vec<_>>().join("\n")
    }
}

/// A run that did not go well.
#[non_exhaustive]
pub enum Error {
    /// The schemas or the names that are wanted for them are wrong.
    Findings(Findings),
    /// A file could not be read or written.
    Io {
        /// What was to be done with it: `read`, `write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A `lip-gen.toml` that cannot be understood.
    Settings {
        /// The file.
        path: PathBuf,
        /// Why not, with the place in it.
        message: String,
    },
    /// The builder was not told enough, or something that cannot be.
    Config(String),
}

impl Error {
    /// A file that could not be compared or written.
    pub(crate) fn unwritten(output: &Output, source: io::Error) -> Self {
        let action = if matches!(output, Output::Check(_)) { "read" } else { "write" };
        let path = output.path().map(Path::to_owned).unwrap_or_default();
        Self::Io { action, path, source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Findings(findings) => f.write_str(findings.render(Style::Plain).trim_end()),
            Self::Io { action, path, source } => write!(f, "cannot {action} {}: {source}", path.display()),
            Self::Settings { path, message } => write!(f, "{}: {}", path.display(), message.trim_end()),
            Self::Config(message) => f.write_str(message),
        }
    }
}

/// As for people: `fn main() -> Result<(), lip_gen::Error>` in a `build.rs` shows this.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Findings(_) = self {
            f.write_str("no types were generated\n\n")?;
        }
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Findings(_) | Self::Settings { .. } | Self::Config(_) => None,
        }
    }
}
