//! Reads the DTDs of the Debian packages `w3c-sgml-lib` and `docbook-xml`, where they are installed: XHTML, SVG, MathML,
//! SMIL, DocBook, VoiceXML and more; and HTML, which is SGML.
//!
//! `tests/dtd/packages.tsv` holds what libxml2 2.9.14 counts in each, told of the same catalogue: declared element types;
//! attribute definitions of declared elements, the first of each name; entities, general and parameter, the first of
//! each name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use lip_gen::diagnostic::{Diagnostics, Severity, Style};
use lip_gen::inspect;
use lip_gen::read::{self, Catalog};
use lip_gen::source::Sources;

const FOLDER: &str = "/usr/share/xml";

fn folder(package: &str) -> Option<&'static Path> {
    let known = Path::new(FOLDER).join(package).join("schema/dtd").is_dir();
    known.then(|| Path::new(FOLDER))
}

/// Reads, checks and counts; `refused` after an error.
fn counts(file: &Path) -> (String, String) {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let mut catalog = Catalog::new();
    let w3c = Path::new(FOLDER).join("w3c-sgml-lib/schema/dtd/catalog.xml");
    assert!(!w3c.is_file() || catalog.read(&w3c, &mut sources, &mut diagnostics));
    let schema = read::dtd(file, &catalog, &mut sources, &mut diagnostics);
    let found = inspect::inspect("file", schema.as_ref(), &sources, &mut diagnostics);
    let messages = diagnostics.render(&sources, Severity::Error, Style::Plain);
    if found.ok {
        (format!("{}\t{}\t{}", found.elements, found.attributes, found.entities), messages)
    } else {
        ("refused".to_owned(), messages)
    }
}

fn package(name: &str) {
    let Some(folder) = folder(name) else {
        eprintln!("skipped: the package with /usr/share/xml/{name} is not installed");
        return;
    };
    let mut wrong = String::new();
    let mut read = 0;
    for line in include_str!("dtd/packages.tsv").lines().skip(1) {
        let (file, expected) = line.split_once('\t').unwrap();
        if !file.starts_with(name) {
            continue;
        }
        read += 1;
        let (found, messages) = counts(&folder.join(file));
        if found != expected {
            wrong += &format!("{file}: {found}, not {expected}\n{messages}\n");
        }
    }
    assert!(read > 10);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn w3c() {
    package("w3c-sgml-lib");
}

#[test]
fn docbook() {
    package("docbook");
}

#[test]
fn sgml_is_named_as_sgml() {
    let Some(folder) = folder("w3c-sgml-lib") else {
        eprintln!("skipped: the package w3c-sgml-lib is not installed");
        return;
    };
    for file in ["REC-html401-19991224/strict.dtd", "REC-html32-19970114/HTML32.dtd", "ISO-HTML/15445.dtd"] {
        let (found, messages) = counts(&folder.join("w3c-sgml-lib/schema/dtd").join(file));
        assert_eq!(found, "refused");
        assert!(messages.contains("is SGML; XML has none"), "{messages}");
    }
}
