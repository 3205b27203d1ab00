//! Reads the schemas in `tests/xsd` and `tests/dtd` and compares what comes out with the file beside:
//! for `ok/`, the dump of the schema and its messages; for `err/`, the messages.
//!
//! `BLESS=1` writes the files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use lip_gen::diagnostic::{Diagnostics, Severity, Style};
use lip_gen::schema::Schema;
use lip_gen::source::Sources;
use lip_gen::{check, read};
use similar::TextDiff;

type Read = fn(&Path, &read::Catalog, &mut Sources, &mut Diagnostics) -> Option<Schema>;

/// Reads each file of a folder, and compares.
fn folder(name: &str, extension: &str, reader: Read) {
    // Paths in messages are relative, and the same everywhere: tests run in the folder of the package.
    let mut files: Vec<PathBuf> = std::fs::read_dir(Path::new("tests").join(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension() == Some(OsStr::new(extension)))
        // Parts of other cases.
        .filter(|path| !path.file_name().unwrap().to_string_lossy().starts_with('_'))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = String::new();
    for file in &files {
        let (text, errors) = outcome(file, reader);
        assert_eq!(errors, name.ends_with("err"), "{}: {text}", file.display());
        let expected = file.with_extension("txt");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&expected, &text).unwrap();
            continue;
        }
        let old = std::fs::read_to_string(&expected).unwrap_or_default();
        if old != text {
            let diff = TextDiff::from_lines(&old, &text);
            let header = expected.display().to_string();
            writeln!(wrong, "{}", diff.unified_diff().header(&header, "now")).unwrap();
        }
    }
    assert!(wrong.is_empty(), "BLESS=1 accepts these:\n{wrong}");
}

/// The dump with the messages, and whether there is an error.
fn outcome(file: &Path, reader: Read) -> (String, bool) {
    let mut catalog = read::Catalog::new();
    catalog.add("urn:known", "tests/xsd/ok/_known.xsd");
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let schema = reader(file, &catalog, &mut sources, &mut diagnostics);
    assert_eq!(schema.is_none(), diagnostics.has_errors(), "no schema without an error: {}", file.display());
    let mut text = String::new();
    if let Some(schema) = &schema {
        check::check(schema, &sources, &mut diagnostics);
        let i = &schema.inventory;
        writeln!(text, "namespace {}", schema.namespace.as_deref().unwrap_or("none")).unwrap();
        let (types, groups) = (i.types, i.groups);
        writeln!(
            text,
            "{} elements, {} attributes, {types} types, {groups} groups, {} entities",
            i.elements, i.attributes, i.entities
        )
        .unwrap();
        for line in schema.documentation.iter().flat_map(|d| d.lines()) {
            writeln!(text, "# {line}").unwrap();
        }
        text.push_str(&schema.dump());
        for element in &schema.elements {
            if let Some(documentation) = &element.documentation {
                writeln!(text, "# {}: {}", element.name, documentation.replace('\n', " / ")).unwrap();
            }
        }
    }
    let errors = diagnostics.has_errors();
    if errors {
        text.clear();
    }
    let least = if errors { Severity::Warning } else { Severity::Info };
    let messages = diagnostics.render(&sources, least, Style::Plain);
    if !messages.is_empty() {
        text.push_str(if text.is_empty() { "" } else { "\n" });
        text.push_str(&messages);
    }
    (text, errors)
}

#[test]
fn xsd_ok() {
    folder("xsd/ok", "xsd", read::xsd);
}

#[test]
fn xsd_err() {
    folder("xsd/err", "xsd", read::xsd);
}

#[test]
fn dtd_ok() {
    folder("dtd/ok", "dtd", read::dtd);
}

#[test]
fn dtd_err() {
    folder("dtd/err", "dtd", read::dtd);
}
