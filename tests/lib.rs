//! What the tests of the workspace share: where things are, and independent judges.
#![forbid(unsafe_code)]

pub mod element_types;
pub mod hostile_inputs;
pub mod judge;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A linear congruential generator: the same numbers on every run.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The numbers of this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

/// The root of the repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of a folder below `tests/`, sorted, with their names.
pub fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    files_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), extension)
}

/// The files of a folder with this extension, sorted; none when there is no such folder.
pub fn files_in(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<_> =
        entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == extension)).collect();
    files.sort();
    files
}

/// The name of a file without its folder.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Compares a text with an expectation file, or writes that anew when `BLESS` is set.
///
/// # Panics
/// When they differ, or the file cannot be written.
pub fn expect(file: &Path, found: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(file, found).expect("a folder that can be written");
        return;
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    assert_eq!(found, expected, "{}: `BLESS=1 cargo test` writes it anew", file.display());
}

/// The folder with the official schemas and instances, which is no part of the
/// repository; says so when it is not there.
pub fn reference(test: &str) -> Option<PathBuf> {
    let folder = repository().join("../shared/reference");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {test}: there are no official files beside the repository");
    None
}

/// libxml2's command, as a judge that shares no code with us; says so when it is not there.
pub fn xmllint(test: &str) -> Option<Xmllint> {
    let found = Command::new("xmllint").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if found.is_ok_and(|status| status.success()) {
        return Some(Xmllint);
    }
    eprintln!("skipped: {test}: xmllint is not installed");
    None
}

/// `xmllint`, without network.
#[derive(Debug, Clone, Copy)]
pub struct Xmllint;

impl Xmllint {
    /// Whether documents are valid against an XSD: for each the complaint, or nothing.
    ///
    /// # Errors
    ///
    /// What xmllint says.
    pub fn schema(self, xsd: &Path, document: &[u8]) -> Result<(), String> {
        self.run(&["--noent", "--noout", "--schema", &xsd.to_string_lossy()], document).map(drop)
    }

    /// Whether a document is valid against the DTD that it names, which is in a folder.
    ///
    /// # Errors
    ///
    /// What xmllint says.
    pub fn dtd(self, folder: &Path, document: &[u8]) -> Result<(), String> {
        self.run(&["--noent", "--noout", "--valid", "--path", &folder.to_string_lossy()], document).map(drop)
    }

    /// Canonical XML 1.0 without comments.
    ///
    /// # Errors
    ///
    /// What xmllint says.
    pub fn canonical(self, document: &[u8]) -> Result<String, String> {
        Ok(without_comments(&self.canonical_with_comments(document)?))
    }

    /// Canonical XML 1.0 with comments.
    ///
    /// # Errors
    ///
    /// What xmllint says.
    pub fn canonical_with_comments(self, document: &[u8]) -> Result<String, String> {
        self.run(&["--noent", "--c14n"], document)
    }

    /// Whether a document is well-formed, namespaces included.
    ///
    /// # Errors
    ///
    /// What xmllint says.
    pub fn well_formed(self, document: &[u8]) -> Result<(), String> {
        self.run(&["--noent", "--noout"], document).map(drop)
    }

    fn run(self, arguments: &[&str], document: &[u8]) -> Result<String, String> {
        let failed = |error: std::io::Error| format!("xmllint does not run: {error}");
        let mut child = Command::new("xmllint")
            .arg("--nonet")
            .args(arguments)
            .arg("-")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let mut stdin = child.stdin.take().ok_or("no standard input")?;
        // Another thread, so that neither side waits for the other.
        let output = std::thread::scope(|scope| {
            scope.spawn(move || stdin.write_all(document));
            child.wait_with_output()
        })
        .map_err(failed)?;
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        // Faults of namespaces leave the status at 0. A name that is no URI is none.
        let namespaces = complaint.lines().any(|l| l.contains("namespace error") && !l.contains("is not a valid URI"));
        if output.status.success() && !namespaces {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(complaint)
        }
    }
}

/// A canonical text without its comments, and without the white space around it.
pub fn without_comments(canonical: &str) -> String {
    let mut text = String::new();
    let mut rest = canonical;
    while let Some((before, comment)) = rest.split_once("<!--") {
        text.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    text.trim().to_owned()
}

/// The official XSD with a local `xml.xsd`, in a folder of this test.
///
/// # Errors
///
/// When it cannot be copied.
pub fn official_xsd(reference: &Path, folder: &Path) -> std::io::Result<PathBuf> {
    let from = reference.join("imslip-1.0.1");
    let text = std::fs::read_to_string(from.join("imslip_v1p0.xsd"))?;
    let at = folder.join("imslip_v1p0.xsd");
    std::fs::write(&at, text.replace("http://www.w3.org/2001/03/xml.xsd", "xml.xsd"))?;
    std::fs::copy(from.join("xml.xsd"), folder.join("xml.xsd"))?;
    Ok(at)
}

/// The code in the README is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
