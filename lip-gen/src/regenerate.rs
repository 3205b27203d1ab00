//! The generated files of this workspace.

use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::output::Output;
use crate::report::{Error, Report};

/// The command that writes the files again.
pub const COMMAND: &str = "cargo run -p lip-gen -- regenerate";

/// The folder that holds `schemas/*/lip-gen.toml`: `start` or one above it.
pub fn workspace(start: &Path) -> Option<PathBuf> {
    let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
    start.ancestors().find(|folder| !settings(folder).is_empty()).map(Path::to_owned)
}

/// Generates a module of `lip-types/src/generated/` for every `schemas/*/lip-gen.toml`
/// below `root`, or with `check` compares them.
///
/// A module whose DTD and XSD differ ([`Report::agrees`]) is compared only, and not written.
/// The reports are in the order of the folders' names. One that failed does not hinder the others.
pub fn regenerate(root: &Path, check: bool) -> Vec<(PathBuf, Result<Report, Error>)> {
    let one = |file: &Path| {
        let config = Config::from_file(file)?.named_from(root).written_by(COMMAND);
        let out = root.join("lip-types/src/generated").join(format!("{}.rs", config.module_name()?));
        let mut report = crate::generate(&config, &Output::Check(out.clone()))?;
        if !check && report.agrees() {
            let output = Output::Write(out);
            report.outcome = output.put(&report.text).map_err(|source| Error::unwritten(&output, source))?;
        }
        Ok(report)
    };
    settings(root).into_iter().map(|file| (file.clone(), one(&file))).collect()
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
