//! XML 1.0 (fifth edition) with namespaces, document by document: what is in
//! `conformance/ok` is read into [`AnyDocument`] and has the canonical form that stands
//! beside it; what is in `conformance/err` is refused. Files are named after the
//! production (`p`), the section (`s`) or the recommendation (`ns`) that they are about.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use lip_types::{AnyDocument, ReadOptions};

fn documents(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "xml"));
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn good_documents_have_their_canonical_form() {
    let mut wrong = Vec::new();
    for file in documents("ok") {
        let bytes = fs::read(&file).unwrap();
        let document = match AnyDocument::from_bytes(&bytes) {
            Ok(document) => document,
            Err(error) => {
                wrong.push(format!("{}: {error}", file.display()));
                continue;
            }
        };
        let canonical = document.canonical(true);
        let expected = file.with_extension("c14n");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &canonical).unwrap();
        } else if fs::read_to_string(&expected).ok().as_ref() != Some(&canonical) {
            wrong.push(format!("{}: {canonical}", file.display()));
        }
        // Canonical XML says the same as the document, and is its own canonical form.
        let again = AnyDocument::from_xml(&canonical).unwrap();
        assert_eq!(again.canonical(true), canonical, "{}", file.display());
        let kept = ReadOptions::new().preserve(true).any_from_bytes(&bytes).unwrap();
        assert_eq!(kept, document, "{}", file.display());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bad_documents_are_refused() {
    let mut taken = Vec::new();
    for file in documents("err") {
        match AnyDocument::from_bytes(&fs::read(&file).unwrap()) {
            Ok(document) => taken.push(format!("{}: {}", file.display(), document.canonical(true))),
            Err(error) => assert!(!error[0].found().is_empty() && error[0].line() > 0, "{}", file.display()),
        }
    }
    assert!(taken.is_empty(), "{}", taken.join("\n"));
}

/// Where xmllint says otherwise, and why it is not right, or not asked the same.
const OTHER: &[(&str, &str)] = &[
    ("s333-entity-white-space", "3.3.3: a reference to a line feed stays one, also in an entity"),
    ("s45-carriage-return", "2.11: a carriage return that was written as a reference is none of a line end"),
    ("p28-no-space", "production 28 asks for white space"),
    ("s41-external", "xmllint leaves out what it does not open"),
    ("s41-external-public", "xmllint leaves out what it does not open"),
    ("s433-mark-and-latin-1", "xmllint believes the byte order mark, and does not look at the name"),
    ("s433-utf16-odd", "xmllint does not look behind the document element"),
    ("s433-utf16-says-utf8", "xmllint believes the byte order mark, and does not look at the name"),
    ("s46-other-amp", "4.6; xmllint only warns"),
    ("s46-other-apos", "4.6; xmllint only warns"),
    ("s46-other-external", "4.6; xmllint only warns"),
    ("s46-other-gt", "4.6; xmllint only warns"),
    ("s46-other-lt", "4.6; xmllint only warns"),
    ("s46-other-lt-reference", "4.6; xmllint only warns"),
];

#[test]
fn xmllint_says_the_same() {
    if Command::new("xmllint").arg("--version").output().is_err() {
        println!("skipped: xmllint is not installed");
        return;
    }
    let mut other = Vec::new();
    for folder in ["ok", "err"] {
        for file in documents(folder) {
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            if OTHER.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let out = Command::new("xmllint").args(["--nonet", "--noent", "--c14n"]).arg(&file).output().unwrap();
            let complained = !out.status.success() || String::from_utf8_lossy(&out.stderr).contains("namespace error");
            let same = match folder {
                "ok" => !complained && out.stdout == fs::read(file.with_extension("c14n")).unwrap(),
                _ => complained,
            };
            if !same {
                let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
                other.push(format!("{name}: {said}"));
            }
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n"));
}
