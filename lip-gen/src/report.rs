//! What a run that went well found and did.

use std::path::Path;

use crate::audit::Audit;
use crate::error::Findings;
use crate::output::Outcome;

/// A run that went well.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// Warnings and remarks about the schemas.
    pub findings: Findings,
    /// The Rust names of the generated types, in the order in which they stand in the text.
    pub types: Vec<String>,
    /// The generated text.
    pub text: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The comparison of the DTD with the XSD, if both are given.
    pub audit: Option<Audit>,
}

impl Report {
    /// Every file that was read: schemas, what they import or include, and the `lip-gen.toml`.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.findings.files()
    }

    /// Whether DTD and XSD say the same, but for what is accepted. Also if only one of them is given.
    pub fn agrees(&self) -> bool {
        self.audit.as_ref().is_none_or(Audit::passed)
    }
}
