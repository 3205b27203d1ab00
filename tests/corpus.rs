//! LIP documents, valid and not, against the generated types; and the official instances.

use std::path::{Path, PathBuf};

use lip_tests::{files, files_in, name, official_xsd, reference, repository, xmllint};
use lip_types::imslip::LearnerInformation;
use lip_types::{Binding, ErrorKind, Layout, ReadOptions, WriteOptions};

fn read(path: &Path) -> Result<LearnerInformation, lip_types::Findings> {
    let bytes = std::fs::read(path).expect("a readable file");
    ReadOptions::new().file(name(path)).preserve(true).from_bytes(&bytes)
}

fn schemas() -> PathBuf {
    repository().join("schemas/imslip-1.0.1")
}

fn write(learner: &LearnerInformation, binding: Binding, layout: Layout) -> Result<String, lip_types::WriteError> {
    WriteOptions::new(binding).layout(layout).to_xml(learner)
}

/// Collects what is wrong with many files, and tells all of it.
#[derive(Default)]
struct Complaints(Vec<String>);

impl Complaints {
    fn add(&mut self, path: &Path, complaint: impl std::fmt::Display) {
        self.0.push(format!("{}: {complaint}", name(path)));
    }

    fn tell(self) {
        assert!(self.0.is_empty(), "{} files:\n{}", self.0.len(), self.0.join("\n"));
    }
}

fn valid_files() -> Vec<PathBuf> {
    let all = [files("corpus/valid", "xml"), files("corpus/valid-dtd", "xml")].concat();
    assert!(all.len() > 50, "the corpus is not there");
    all
}

/// Read, written in either binding and any layout, and read again: the same value.
#[test]
fn valid_documents_survive() {
    let mut complaints = Complaints::default();
    for path in valid_files() {
        let learner = match read(&path) {
            Ok(learner) => learner,
            Err(error) => {
                complaints.add(&path, error);
                continue;
            }
        };
        for binding in [Binding::Xsd, Binding::Dtd] {
            for layout in [Layout::AsRead, Layout::Indented, Layout::Compact] {
                match write(&learner, binding, layout) {
                    // A date without a time is valid in the DTD binding only.
                    Err(_) if binding == Binding::Xsd && learner.preserved.binding() == Some(Binding::Dtd) => {}
                    Err(error) => complaints.add(&path, error),
                    Ok(text) => match ReadOptions::new().from_xml::<LearnerInformation>(&text) {
                        Ok(again) if again == learner => {}
                        Ok(_) => complaints.add(&path, format!("{binding:?} {layout:?}: another value")),
                        Err(error) => complaints.add(&path, format!("{binding:?} {layout:?}: {error}")),
                    },
                }
            }
        }
    }
    complaints.tell();
}

/// Written, read and written again: the same text.
#[test]
fn writing_again_changes_nothing() {
    let mut complaints = Complaints::default();
    for path in valid_files() {
        let Ok(learner) = read(&path) else { continue };
        for binding in [Binding::Xsd, Binding::Dtd] {
            let Ok(once) = write(&learner, binding, Layout::AsRead) else { continue };
            let read = ReadOptions::new().preserve(true).from_xml::<LearnerInformation>(&once);
            let twice = read.map(|again| write(&again, binding, Layout::AsRead));
            if !matches!(&twice, Ok(Ok(twice)) if *twice == once) {
                complaints.add(&path, format!("{binding:?}: {twice:?}"));
            }
        }
    }
    complaints.tell();
}

/// What we write is valid for a judge that shares no code with us.
#[test]
fn what_is_written_is_valid_for_xmllint() {
    let Some(xmllint) = xmllint("what_is_written_is_valid_for_xmllint") else { return };
    let mut complaints = Complaints::default();
    for path in valid_files() {
        let Ok(learner) = read(&path) else { continue };
        for layout in [Layout::AsRead, Layout::Indented] {
            match write(&learner, Binding::Dtd, layout) {
                Ok(text) => {
                    if let Err(complaint) = xmllint.dtd(&schemas(), text.as_bytes()) {
                        complaints.add(&path, format!("DTD binding, {layout:?}: {complaint}"));
                    }
                }
                Err(error) => complaints.add(&path, error),
            }
        }
        let xsd = schemas().join("imslip_v1p0p1.xsd");
        if let Ok(text) = write(&learner, Binding::Xsd, Layout::AsRead)
            && let Err(complaint) = xmllint.schema(&xsd, text.as_bytes())
        {
            complaints.add(&path, format!("XSD binding: {complaint}"));
        }
    }
    complaints.tell();
}

/// The line in `<!-- expect: LINE: words -->`.
fn expected_line(bytes: &[u8]) -> Option<usize> {
    let text: String = bytes.iter().filter(|b| **b != 0).map(|b| *b as char).collect();
    let (_, rest) = text.split_once("<!-- expect: ")?;
    rest.split_once(':')?.0.trim().parse().ok()
}

/// Every fault is found, at its line; faults of one folder are of certain kinds.
fn refused(folder: &str, least: usize, kinds: impl Fn(ErrorKind) -> bool) {
    let mut complaints = Complaints::default();
    let files = files(folder, "xml");
    assert!(files.len() >= least, "{} files in {folder}", files.len());
    for path in files {
        let bytes = std::fs::read(&path).expect("a readable file");
        match read(&path) {
            Ok(_) => complaints.add(&path, "is accepted"),
            Err(findings) => {
                let error = &findings[0];
                let line = expected_line(&bytes);
                if line.is_some_and(|line| line != error.line()) {
                    complaints.add(&path, format!("expected at line {line:?}: {error}"));
                }
                if !kinds(error.kind()) {
                    complaints.add(&path, format!("{:?}: {error}", error.kind()));
                }
            }
        }
    }
    complaints.tell();
}

fn is_of_xml(kind: ErrorKind) -> bool {
    use ErrorKind::{Encoding, Entity, Namespace, Syntax};
    matches!(kind, Encoding | Syntax | Namespace | Entity)
}

#[test]
fn invalid_documents_are_refused_at_their_line() {
    refused("corpus/invalid", 500, |kind| !is_of_xml(kind));
}

#[test]
fn malformed_documents_are_refused_at_their_line() {
    refused("corpus/malformed", 80, is_of_xml);
}

/// Each file of the corpus gets the same verdict from us and from xmllint.
#[test]
fn xmllint_agrees_on_every_file() {
    let Some(xmllint) = xmllint("xmllint_agrees_on_every_file") else { return };
    let xsd = schemas().join("imslip_v1p0p1.xsd");
    let mut complaints = Complaints::default();
    for folder in ["valid", "invalid", "malformed", "valid-dtd"] {
        for path in files(&format!("corpus/{folder}"), "xml") {
            let bytes = std::fs::read(&path).expect("a readable file");
            let judged = match folder {
                "valid-dtd" => xmllint.dtd(&schemas(), &bytes),
                _ => xmllint.schema(&xsd, &bytes),
            };
            if read(&path).is_ok() != judged.is_ok() {
                complaints.add(&path, format!("ours: {:?}; xmllint: {judged:?}", read(&path).err()));
            }
        }
    }
    complaints.tell();
}

/// The official instances: read, written, valid against the official XSD, and equal
/// to their source in canonical XML without comments.
#[test]
fn official_instances_survive() {
    let test = "official_instances_survive";
    let (Some(reference), Some(xmllint)) = (reference(test), xmllint(test)) else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("official");
    std::fs::create_dir_all(&folder).expect("a folder of this test");
    let official = official_xsd(&reference, &folder).expect("the official XSD");
    let instances = files_in(&reference.join("imslip-1.0.1/instances"), "xml");
    assert!(!instances.is_empty());
    let mut complaints = Complaints::default();
    for path in &instances {
        let source = std::fs::read(path).expect("a readable file");
        let learner = match read(path) {
            Ok(learner) => learner,
            Err(error) => {
                complaints.add(path, error);
                continue;
            }
        };
        let text = write(&learner, Binding::Xsd, Layout::AsRead).expect("what was read can be written");
        if let Err(complaint) = xmllint.schema(&official, text.as_bytes()) {
            complaints.add(path, complaint);
        }
        let (before, after) = (xmllint.canonical(&source), xmllint.canonical(text.as_bytes()));
        if before != after {
            let (before, after) = (before.unwrap_or_else(|e| e), after.unwrap_or_else(|e| e));
            let diff = similar::TextDiff::from_lines(&before, &after).unified_diff().to_string();
            complaints.add(path, format!("other canonical XML:\n{diff}"));
        }
        let dtd = write(&learner, Binding::Dtd, Layout::AsRead).expect("what was read can be written");
        if let Err(complaint) = xmllint.dtd(&schemas(), dtd.as_bytes()) {
            complaints.add(path, format!("DTD binding: {complaint}"));
        }
    }
    complaints.tell();
}
