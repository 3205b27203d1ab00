//! The 18 amendments of LIP 1.0.1: the fault of 1.0 is named, the mended form passes.

use std::path::{Path, PathBuf};

use lip_gen::diagnostic::{Diagnostics, Severity, Style};
use lip_gen::source::Sources;
use lip_gen::{Config, audit, check, diff, read};
use lip_types::imslip::LearnerInformation;
use lip_types::{Binding, ReadOptions, WriteOptions, lip};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("amendments").join(name)
}

fn read_file(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

/// What is said has all these words, a line each.
fn has(said: &str, words: &Path) {
    let words = read_file(words).unwrap_or_else(|| panic!("no {}", words.display()));
    assert!(!words.trim().is_empty());
    for word in words.lines() {
        assert!(said.contains(word), "`{word}` is not in:\n{said}");
    }
}

/// What `lip-gen audit` says, and whether both agree.
fn audited(dtd: &Path, xsd: &Path) -> (String, bool) {
    let (audit, findings) = audit::run(&Config::new().dtd(dtd).xsd(xsd)).expect("both can be read");
    (audit.human(&findings, Style::Plain), audit.passed())
}

/// What reading and checking a schema says.
fn checked(file: &Path) -> String {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let reader = if read::is_dtd(file) { read::dtd } else { read::xsd };
    if let Some(schema) = reader(file, &read::Catalog::new(), &mut sources, &mut diagnostics) {
        check::check(&schema, &sources, &mut diagnostics);
    }
    let said = diagnostics.render(&sources, Severity::Warning, Style::Plain);
    // Looked at.
    let _ = diagnostics.take();
    said
}

/// As `lip validate` reads it: by the schema, and by the rules that no schema states.
fn document(file: &Path) -> Result<LearnerInformation, lip_types::Findings> {
    let outcome = ReadOptions::new().rules(lip::RULES).read_bytes(&std::fs::read(file).expect("a document"));
    match outcome.value {
        Some(value) if outcome.findings.is_empty() => Ok(value),
        _ => Err(outcome.findings),
    }
}

/// How many kinds of evidence a folder holds, all of them looked at.
fn shown(folder: &Path) -> usize {
    let file = |name: &str| Some(folder.join(name)).filter(|path| path.is_file());
    let mut kinds = 0;
    if let (Some(dtd), Some(faulty), Some(mended)) = (file("definition.dtd"), file("faulty.xsd"), file("mended.xsd")) {
        let (said, passed) = audited(&dtd, &faulty);
        assert!(!passed, "{}: the audit sees nothing", folder.display());
        has(&said, &folder.join("says.txt"));
        let (said, passed) = audited(&dtd, &mended);
        assert!(passed, "{}: {said}", folder.display());
        kinds += 1;
    } else if let (Some(old), Some(new)) = (file("old.xsd"), file("new.xsd")) {
        let (diff, _) = diff::diff(&old, &new, &Config::new()).expect("both can be read");
        has(&diff.human(), &folder.join("says.txt"));
        kinds += 1;
    } else if let Some(mended) = file("mended.xsd").or(file("mended.dtd")) {
        for faulty in ["faulty.xsd", "faulty-2000-10.xsd", "faulty.dtd"].into_iter().filter_map(file) {
            has(&checked(&faulty), &folder.join("says.txt"));
            kinds += 1;
        }
        assert_eq!(checked(&mended), "", "{}", folder.display());
    }
    if let Some(faulty) = file("faulty.xml") {
        let error = document(&faulty).expect_err("a faulty document").to_string();
        has(&error, &file("says-of-document.txt").unwrap_or(folder.join("says.txt")));
        kinds += 1;
    }
    if let Some(mended) = file("mended.xml") {
        let learner = document(&mended).unwrap_or_else(|error| panic!("{}: {error}", mended.display()));
        let binding =
            if read_file(&mended).is_some_and(|t| t.contains("xmlns=")) { Binding::Xsd } else { Binding::Dtd };
        WriteOptions::new(binding).to_xml(&learner).unwrap_or_else(|error| panic!("{}: {error}", mended.display()));
    }
    kinds
}

#[test]
fn every_amendment_is_shown() {
    for section in 1..=18 {
        let folder = folder(&format!("2.{section:02}"));
        assert!(folder.is_dir(), "no {}", folder.display());
        assert!(shown(&folder) > 0, "nothing is shown in {}", folder.display());
    }
}

/// Section 2.18: a leading zero survives.
#[test]
fn leading_zeros_survive() {
    let learner = document(&folder("2.18").join("mended.xml")).expect("a valid document");
    let text = WriteOptions::new(Binding::Xsd).to_xml(&learner).expect("writable");
    assert!(text.contains("<areacode>020</areacode>") && text.contains("<countrycode>0044</countrycode>"), "{text}");
}
