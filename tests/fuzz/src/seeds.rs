//! Where the fuzzers begin: what other tests have.

use std::path::PathBuf;

use lip_tests::repository;
use lip_types::imslip::LearnerInformation;
use lip_types::{Limits, ReadOptions, json};

/// The folders with documents or schemas for a target.
fn folders(target: &str) -> &'static [&'static str] {
    match target {
        "document" => &[
            "tests/corpus/valid",
            "tests/corpus/valid-dtd",
            "tests/corpus/invalid",
            "tests/corpus/malformed",
            "tests/lossless/ok",
            "tests/policy/ok",
            "tests/findings/err",
        ],
        "json" => &["tests/corpus/valid", "tests/corpus/valid-dtd"],
        "dtd" => &["lip-gen/tests/dtd/ok", "lip-gen/tests/dtd/err", "lip-gen/tests/codegen/ok", "schemas/imslip-1.0.1"],
        "xsd" => &["lip-gen/tests/xsd/ok", "lip-gen/tests/xsd/err", "lip-gen/tests/codegen/ok", "schemas/imslip-1.0.1"],
        _ => &[],
    }
}

/// The seeds of a target, sorted by path; of a schema language the files that are in it.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let extension = if matches!(target, "document" | "json") { "xml" } else { target };
    let folders = folders(target).iter().map(|folder| repository().join(folder));
    let files: Vec<PathBuf> = folders.flat_map(|folder| lip_tests::files_in(&folder, extension)).collect();
    let files = files.iter().filter_map(|file| std::fs::read(file).ok());
    match target {
        "value" => (0..=255).map(|first| vec![first; 64]).collect(),
        "json" => files.filter_map(|document| in_json(&document)).collect(),
        _ => files.collect(),
    }
}

/// A document in JSON.
fn in_json(document: &[u8]) -> Option<Vec<u8>> {
    let learner: LearnerInformation = ReadOptions::new().from_bytes(document).ok()?;
    json::to_string(&learner, &Limits::default()).ok().map(String::into_bytes)
}
