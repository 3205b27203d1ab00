//! Where the fuzzers begin: the files that other tests have.

use std::path::PathBuf;

use lip_tests::repository;

/// The folders with seeds of a target.
pub fn folders(target: &str) -> Vec<PathBuf> {
    let folders: &[&str] = match target {
        "document" => {
            &["tests/corpus/valid", "tests/corpus/valid-dtd", "tests/corpus/invalid", "tests/corpus/malformed"]
        }
        "dtd" => &["lip-gen/tests/dtd/ok", "lip-gen/tests/dtd/err", "lip-gen/tests/codegen/ok", "schemas/imslip-1.0.1"],
        "xsd" => &["lip-gen/tests/xsd/ok", "lip-gen/tests/xsd/err", "lip-gen/tests/codegen/ok", "schemas/imslip-1.0.1"],
        _ => &[],
    };
    folders.iter().map(|folder| repository().join(folder)).collect()
}

/// The seeds of a target, sorted by path; of a schema language the files that are in it.
pub fn seeds(target: &str) -> Vec<PathBuf> {
    let extension = if target == "document" { "xml" } else { target };
    folders(target).iter().flat_map(|folder| lip_tests::files_in(folder, extension)).collect()
}
