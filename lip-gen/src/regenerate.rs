//! The generated files of this workspace.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::error::Error;
use crate::output::{Outcome, Output};
use crate::report::Report;

/// The command that writes the files again.
pub const COMMAND: &str = "cargo run -p lip-gen -- regenerate";

/// The folder that holds `schemas/*/lip-gen.toml`: `start` or one above it.
pub fn workspace(start: &Path) -> Option<PathBuf> {
    let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
    start.ancestors().find(|folder| !settings(folder).is_empty()).map(Path::to_owned)
}

/// What became of a `lip-gen.toml`.
#[derive(Debug)]
#[non_exhaustive]
pub struct Regenerated {
    /// The file.
    pub settings: PathBuf,
    /// The types that it describes.
    pub result: Result<Report, Error>,
    /// The copies of the schemas beside the types; none after an error.
    pub schemas: Vec<Outcome>,
}

/// Generates a module of `lip-types/src/generated/` for every `schemas/*/lip-gen.toml`
/// below `root`, or with `check` compares them.
///
/// The schema files go beside the types, so that the package of `lip-types` has them: `generated/schemas/…`, as they lie
/// below `schemas/`.
///
/// A module whose DTD and XSD differ ([`Report::agrees`]) is compared only, and not written.
/// The reports are in the order of the folders' names. One that failed does not hinder the others.
pub fn regenerate(root: &Path, check: bool) -> Vec<Regenerated> {
    settings(root).into_iter().map(|settings| module(root, settings, check)).collect()
}

fn module(root: &Path, settings: PathBuf, check: bool) -> Regenerated {
    let generated = root.join("lip-types/src/generated");
    let mut schemas = Vec::new();
    let mut all = || {
        let config = Config::from_file(&settings)?.named_from(root).written_by(COMMAND);
        let out = generated.join(format!("{}.rs", config.module_name()?));
        let mut report = crate::generate(&config, &Output::Check(out.clone()))?;
        let write = !check && report.agrees();
        if write {
            let output = Output::Write(out);
            report.outcome = output.put(&report.text).map_err(|source| Error::unwritten(&output, source))?;
        }
        for (from, to) in copies(root, &settings, &report)? {
            let to = generated.join("schemas").join(to);
            let text =
                std::fs::read_to_string(&from).map_err(|source| Error::Io { action: "read", path: from, source })?;
            let output = if write { Output::Write(to) } else { Output::Check(to) };
            schemas.push(output.put_with_folder(&text).map_err(|source| Error::unwritten(&output, source))?);
        }
        Ok(report)
    };
    let result = all();
    Regenerated { settings, result, schemas }
}

/// The schema files of a report, and where they lie below `schemas/`; what lies elsewhere is not ours to hand on.
fn copies(root: &Path, settings: &Path, report: &Report) -> Result<BTreeMap<PathBuf, PathBuf>, Error> {
    let canonical =
        |path: &Path| path.canonicalize().map_err(|source| Error::Io { action: "read", path: path.to_owned(), source });
    let schemas = canonical(&root.join("schemas"))?;
    let mut copies = BTreeMap::new();
    for file in report.files().filter(|file| *file != settings) {
        // `imslip-1.0.1/../xml/xml.xsd` is `xml/xml.xsd`.
        if let Ok(below) = canonical(file)?.strip_prefix(&schemas) {
            copies.insert(file.to_owned(), below.to_owned());
        }
    }
    Ok(copies)
}

fn settings(root: &Path) -> Vec<PathBuf> {
    let Ok(folders) = std::fs::read_dir(root.join("schemas")) else { return Vec::new() };
    let mut files: Vec<_> = folders
        .filter_map(|entry| Some(entry.ok()?.path().join("lip-gen.toml")))
        .filter(|file| file.is_file())
        .collect();
    files.sort();
    files
}
