//! Documents of the suite where LIP documents and schemas are expected.

use std::path::{Path, PathBuf};

use lip_gen::diagnostic::{Diagnostics, Style};
use lip_gen::lower::Options;
use lip_gen::read::Catalog;
use lip_gen::source::Sources;
use lip_types::imslip::LearnerInformation;
use lip_types::{ErrorKind, Order, ReadOptions, Unknown, Values};

use super::list::suite;
use crate::counts::Counts;

#[test]
fn the_typed_reader_refuses_them_with_reasons() {
    let Some(suite) = suite("the_typed_reader_refuses_them_with_reasons") else { return };
    let mut counts = Counts::default();
    for test in &suite {
        let bytes = test.bytes();
        let well_formed = super::taken(&bytes);
        let strict = ReadOptions::new();
        let kept =
            ReadOptions::new().unknown(Unknown::Preserve).values(Values::Keep).order(Order::Lenient).preserve(true);
        for options in [strict, kept] {
            let outcome = options.read_bytes::<LearnerInformation>(&bytes);
            assert!(outcome.value.is_none() && outcome.findings.has_errors(), "{}", test.id);
            let told = |is: fn(ErrorKind) -> bool| outcome.findings.iter().any(|finding| is(finding.kind()));
            let (root, xml) = (told(|kind| kind == ErrorKind::Root), told(is_of_xml));
            let row = match well_formed.is_ok() {
                true => "well-formed",
                false if xml => "not well-formed, which is told",
                // Behind a document element that is another one, nothing is looked at.
                false => "not well-formed",
            };
            assert!(root && !xml || well_formed.is_err(), "{}: {}", test.id, outcome.findings);
            counts.see(format!("{row}; the document element {}", if root { "told" } else { "not reached" }));
            for finding in &outcome.findings {
                assert!(finding.line() > 0 && !finding.found().is_empty(), "{}: {finding}", test.id);
            }
        }
    }
    counts.expect("xml/typed.txt");
}

fn is_of_xml(kind: ErrorKind) -> bool {
    use ErrorKind::{Encoding, Entity, Limit, Namespace, Syntax};
    matches!(kind, Encoding | Syntax | Namespace | Entity | Limit)
}

#[test]
fn its_dtds_are_read_or_refused_with_reasons() {
    if suite("its_dtds_are_read_or_refused_with_reasons").is_none() {
        return;
    }
    let mut files = Vec::new();
    below(&PathBuf::from(std::env::var_os("LIP_XMLCONF").unwrap()).join("xmlconf"), &mut files);
    assert!(files.len() > 200, "{}", files.len());
    let mut counts = Counts::default();
    for file in &files {
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let schema = lip_gen::read::dtd(file, &Catalog::new(), &mut sources, &mut diagnostics);
        let mut end = if schema.is_some() { "read" } else { "refused" };
        assert!(schema.is_some() || diagnostics.has_errors(), "{}: refused without a reason", file.display());
        if let Some(schema) = &schema {
            lip_gen::check::check(schema, &sources, &mut diagnostics);
            if !diagnostics.has_errors() {
                let module = lip_gen::lower::lower(schema, &Options::default(), &mut diagnostics);
                if !diagnostics.has_errors() {
                    lip_gen::emit::emit(&module).unwrap_or_else(|error| panic!("{}: {error:?}", file.display()));
                    end = "becomes Rust";
                }
            }
        }
        for diagnostic in diagnostics.take() {
            assert!(!diagnostic.render(&sources, Style::Plain).is_empty(), "{}", file.display());
        }
        counts.see(format!("{}: {end}", file.extension().unwrap().display()));
    }
    counts.expect("xml/dtds.txt");
}

/// The DTDs, and the external entities that are parts of some.
fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "dtd" || extension == "ent") {
            files.push(path);
        }
    }
}
