//! The Microsoft part of the W3C XML Schema test suite: 4,935 instance documents and 9,619 schemas, each of which is read as a
//! document of which nothing is known.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use lip_tests::repository;
use lip_types::{AnyDocument, ErrorKind, Findings};

use crate::wrapped::{Lost, options};
use crate::{canonical, wrapped};

/// The suite in a folder of its own, as long as it lives.
struct Suite {
    folder: PathBuf,
    files: Vec<PathBuf>,
}

impl Suite {
    /// Unpacks it; says so when it is not there.
    fn unpacked(test: &str) -> Option<Self> {
        let archive = repository().join("../shared/suites/xsts-ms.tar.xz");
        if !archive.is_file() {
            eprintln!("skipped: {test}: `xsts-ms.tar.xz` is not beside the repository");
            return None;
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let unpacked = Command::new("tar").arg("-xJf").arg(&archive).arg("-C").arg(&folder).status();
        if !unpacked.is_ok_and(|status| status.success()) {
            eprintln!("skipped: {test}: `tar` does not unpack {}", archive.display());
            return None;
        }
        let mut files = Vec::new();
        below(&folder, &mut files);
        files.sort();
        assert_eq!(files.len(), 4_935 + 9_619);
        Some(Self { folder, files })
    }

    fn documents(&self) -> impl Iterator<Item = (&Path, Vec<u8>)> {
        self.files.iter().map(|file| (file.as_path(), fs::read(file).unwrap()))
    }
}

impl Drop for Suite {
    fn drop(&mut self) {
        // What stays is in the way of nobody.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "xml" || extension == "xsd") {
            files.push(path);
        }
    }
}

/// Those that are not well-formed, and by what.
const REFUSED: &[(&str, ErrorKind)] = &[
    ("additional/test79253.xsd", ErrorKind::Syntax),
    ("additional/test84002_a.xsd", ErrorKind::Namespace),
    ("additional/test84002_b.xsd", ErrorKind::Namespace),
    ("schema/not-wf.xsd", ErrorKind::Syntax),
    ("schema/schB4_b.xsd", ErrorKind::Syntax),
    ("schema/schE5_b.xsd", ErrorKind::Syntax),
];

fn taken(file: &Path, bytes: &[u8]) -> Option<AnyDocument> {
    let refused = REFUSED.iter().find(|(name, _)| file.ends_with(Path::new("msData").join(name)));
    let read = options().any_from_bytes(bytes);
    let kind = |findings: &Findings| findings[0].kind();
    assert_eq!(read.as_ref().err().map(kind), refused.map(|(_, kind)| *kind), "{}", file.display());
    read.ok()
}

/// So many documents are judged at once.
const BATCH: usize = 100;

#[test]
fn canonical_forms_are_those_of_xmllint() {
    let test = "canonical_forms_are_those_of_xmllint";
    let Some(xmllint) = lip_tests::xmllint(test) else { return };
    let Some(suite) = Suite::unpacked(test) else { return };
    let (mut plain, mut relative, mut refused) = (Vec::new(), Vec::new(), 0);
    for (file, bytes) in suite.documents() {
        match taken(file, &bytes) {
            Some(document) if has_relative_namespace(&document) => relative.push((file, document.canonical(true))),
            Some(document) => plain.push((file, document.canonical(true))),
            None => {
                assert!(xmllint.well_formed(&bytes).is_err(), "{}", file.display());
                refused += 1;
            }
        }
    }
    let forms = |batch: &[(&Path, String)]| -> String { batch.iter().map(|(_, form)| form.as_str()).collect() };
    for batch in plain.chunks(BATCH) {
        let files = batch.iter().map(|(file, _)| file);
        let out = Command::new("xmllint").args(["--nonet", "--noent", "--c14n"]).args(files).output().unwrap();
        if out.stdout != forms(batch).as_bytes() {
            for (file, form) in batch {
                let theirs = xmllint.canonical_with_comments(&fs::read(file).unwrap());
                assert_eq!(Ok(form), theirs.as_ref(), "{}", file.display());
            }
            panic!("{}, and those behind it: another form of all, but not of each", batch[0].0.display());
        }
    }
    // xmllint reads a document with a relative namespace name, but makes no canonical form of it: what it has read is compared.
    for (file, form) in &relative {
        let out = Command::new("xmllint").args(["--nonet", "--noent"]).arg(file).output().unwrap();
        let theirs =
            options().any_from_bytes(&out.stdout).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert_eq!(theirs.canonical(true), *form, "{}", file.display());
    }
    assert_eq!((plain.len(), relative.len(), refused), (13_320, 1_228, REFUSED.len()));
}

/// Canonical XML 1.0 has no form of a document whose namespace is a relative reference (section 1.3).
fn has_relative_namespace(document: &AnyDocument) -> bool {
    let mut rest = vec![&document.element];
    while let Some(element) = rest.pop() {
        let is_relative = |uri: &str| !uri.is_empty() && !has_scheme(uri);
        if element.namespaces.iter().any(|(_, uri)| is_relative(uri)) {
            return true;
        }
        rest.extend(element.content.elements());
    }
    false
}

/// RFC 3986, section 3.1.
fn has_scheme(uri: &str) -> bool {
    let Some((scheme, _)) = uri.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

#[test]
fn what_is_read_comes_back() {
    let Some(suite) = Suite::unpacked("what_is_read_comes_back") else { return };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let parts = suite.files.chunks(suite.files.len().div_ceil(threads));
    let lost: Vec<String> = std::thread::scope(|scope| {
        let parts: Vec<_> = parts.map(|files| scope.spawn(|| lost(files))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    assert!(lost.is_empty(), "{} {}", lost.len(), lost.join("\n"));
}

/// What does not come back, and why.
fn lost(files: &[PathBuf]) -> Vec<String> {
    let mut all = Vec::new();
    for file in files {
        let bytes = fs::read(file).unwrap();
        let Some(document) = taken(file, &bytes) else { continue };
        let mut lost = |what: String| all.push(format!("{}: {what}", file.display()));
        match wrapped::comes_back(&bytes, &document) {
            Ok(()) => {}
            // `xml:lang=" "`, which is neither a language nor nothing.
            Err(Lost::Refused(findings))
                if file.ends_with("annotations/annotF003.xsd") && findings[0].kind() == ErrorKind::Value => {}
            Err(what) => lost(what.to_string()),
        }
        canonical::comes_back(document).unwrap_or_else(lost);
    }
    all
}
