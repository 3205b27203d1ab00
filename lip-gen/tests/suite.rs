//! Reads the schemas of the Microsoft part of the W3C's XML Schema Test Suite, where it stands beside the checkout: 9,000 of them,
//! each said to be valid or not.
//!
//! A schema that is invalid must be refused; one that is valid may only be refused for what is not supported yet. Exceptions stand in
//! `tests/suite/exceptions.tsv`, each with its reason, and each must be needed; `tests/suite/counts.txt` holds how many there are of
//! each kind. `BLESS=1` writes the counts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use lip_gen::diagnostic::{Diagnostics, Severity};
use lip_gen::source::Sources;
use lip_gen::{check, read};

/// What the reader and the checks say of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    Accepted,
    /// Only for what is not supported: the names of it.
    Unsupported(BTreeSet<String>),
    /// The first other reason.
    Refused(String),
    Panicked,
}

/// Unpacks the suite into a folder of the build, unless it is there; `None` where it is not beside the checkout.
fn suite() -> Option<PathBuf> {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/suites/xsts-ms.tar.xz");
    if !archive.is_file() {
        eprintln!("skipped: ../shared/suites/xsts-ms.tar.xz is not beside the checkout");
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    // 15,000 files: unpacking takes longer than the test.
    let archive_now = std::fs::metadata(&archive).and_then(|data| Ok(format!("{} {:?}", data.len(), data.modified()?)));
    let (archive_now, stamp) = (archive_now.unwrap(), folder.join("xsts-ms.unpacked"));
    if std::fs::read_to_string(&stamp).is_ok_and(|unpacked| unpacked == archive_now) {
        return Some(folder.join("xsts-ms"));
    }
    let unpacked = Command::new("tar").arg("-xJf").arg(&archive).arg("-C").arg(folder).status();
    if !unpacked.is_ok_and(|status| status.success()) {
        eprintln!("skipped: `tar` cannot unpack ../shared/suites/xsts-ms.tar.xz");
        return None;
    }
    std::fs::write(stamp, archive_now).unwrap();
    Some(folder.join("xsts-ms"))
}

/// The schemas of one document each, by path, with whether they are said to be valid.
fn cases(folder: &Path) -> BTreeMap<String, bool> {
    let table = std::fs::read_to_string(folder.join("cases.tsv")).unwrap();
    let mut lines = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next().unwrap();
    let column = |name: &str| head.iter().position(|found| *found == name).unwrap();
    let (path, kind, expected) = (column("path"), column("kind"), column("expected"));
    lines
        .filter(|line| line[kind] == "xsd-schema" && !line[path].contains(' '))
        .map(|line| (line[path].to_owned(), line[expected] == "valid"))
        .collect()
}

/// `wider`: what only narrows is left out.
fn verdict(file: &Path, wider: bool) -> Verdict {
    let outcome = std::panic::catch_unwind(|| {
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        if wider {
            diagnostics.allow_wider();
        }
        if let Some(schema) = read::xsd(file, &read::Catalog::new(), &mut sources, &mut diagnostics) {
            check::check(&schema, &sources, &mut diagnostics);
        }
        diagnostics.take()
    });
    let Ok(list) = outcome else { return Verdict::Panicked };
    let mut unsupported = BTreeSet::new();
    for diagnostic in list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        match diagnostic.message.split_once(" not supported") {
            Some((what, _)) => {
                let what = what.trim_end_matches(" is").trim_end_matches(" are");
                let construct = what.split(" on `").next().unwrap_or(what);
                // `namespace="##other"` is `namespace`.
                unsupported.insert(construct.split('=').next().unwrap_or(construct).trim_matches('`').to_owned());
            }
            None => return Verdict::Refused(diagnostic.message.clone()),
        }
    }
    if unsupported.is_empty() { Verdict::Accepted } else { Verdict::Unsupported(unsupported) }
}

/// All verdicts, asked for by several threads.
fn verdicts(folder: &Path, cases: &BTreeMap<String, bool>, wider: bool) -> BTreeMap<String, Verdict> {
    let paths: Vec<&String> = cases.keys().collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let of = |path: &String| (path.clone(), verdict(&folder.join(path), wider));
        let parts: Vec<_> = (0..threads)
            .map(|first| {
                let part: Vec<_> = paths.iter().skip(first).step_by(threads).copied().collect();
                scope.spawn(move || part.into_iter().map(of).collect::<Vec<_>>())
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

/// Path and reason.
fn exceptions() -> BTreeMap<&'static str, &'static str> {
    let lines = include_str!("suite/exceptions.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').expect("path, tab, reason")).collect()
}

#[test]
fn a_schema_is_refused_when_it_is_wrong_and_only_then() {
    let Some(folder) = suite() else { return };
    let cases = cases(&folder);
    let exceptions = exceptions();
    let mut needed = BTreeSet::new();
    let mut wrong = String::new();
    let (mut counts, mut constructs) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, (usize, usize)>::new());
    for (path, verdict) in verdicts(&folder, &cases, false) {
        let valid = cases[&path];
        let said = if valid { "valid" } else { "invalid" };
        let kind = match &verdict {
            Verdict::Accepted => "accepted",
            Verdict::Unsupported(_) => "not supported",
            Verdict::Refused(_) => "refused",
            Verdict::Panicked => "panicked",
        };
        if let (true, Verdict::Unsupported(names)) = (valid, &verdict) {
            for name in names {
                let (all, alone) = constructs.entry(name.clone()).or_default();
                *all += 1;
                *alone += usize::from(names.len() == 1);
            }
        }
        let as_it_should_be = match verdict {
            Verdict::Accepted => valid,
            Verdict::Unsupported(_) => true,
            Verdict::Refused(_) => !valid,
            Verdict::Panicked => false,
        };
        let excepted = exceptions.get_key_value(path.as_str()).filter(|_| verdict != Verdict::Panicked);
        let shown = match (as_it_should_be, excepted) {
            (true, _) => format!("{said}, {kind}"),
            (false, Some((path, reason))) => {
                needed.insert(*path);
                format!("{said}, {kind}: {reason}")
            }
            (false, None) => {
                writeln!(wrong, "{path}: {said}, and {verdict:?}").unwrap();
                continue;
            }
        };
        *counts.entry(shown).or_default() += 1;
    }
    for path in exceptions.keys().filter(|path| !needed.contains(*path)) {
        writeln!(wrong, "{path}: no exception any more").unwrap();
    }
    // Left out are identity constraints and notations, however they are written; facets are not, where they are wrong.
    let mut left_out = BTreeMap::<String, usize>::new();
    for (path, verdict) in verdicts(&folder, &cases, true) {
        match (cases[&path], &verdict) {
            (false, Verdict::Accepted) => *left_out.entry(path.split('/').nth(1).unwrap().to_owned()).or_default() += 1,
            (true, Verdict::Refused(reason)) if !exceptions.contains_key(path.as_str()) => {
                writeln!(wrong, "{path}: valid, and refused where types may be wider: {reason}").unwrap();
            }
            (_, Verdict::Panicked) => writeln!(wrong, "{path}: panicked where types may be wider").unwrap(),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} schemas:\n{wrong}", wrong.lines().count());

    let mut text = String::new();
    for (kind, count) in &counts {
        writeln!(text, "{count:5} {kind}").unwrap();
    }
    writeln!(text, "\nvalid, and not supported: so many with the construct, so many with no other").unwrap();
    let mut constructs: Vec<_> = constructs.into_iter().collect();
    constructs.sort_by_key(|(name, (all, _))| (std::cmp::Reverse(*all), name.clone()));
    for (name, (all, alone)) in constructs {
        writeln!(text, "{all:5} {alone:5} {name}").unwrap();
    }
    writeln!(text, "\ninvalid, and accepted where types may be wider: by folder").unwrap();
    for (folder, count) in left_out {
        writeln!(text, "{count:5} {folder}").unwrap();
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write("tests/suite/counts.txt", &text).unwrap();
    } else {
        assert_eq!(include_str!("suite/counts.txt"), text, "BLESS=1 accepts these counts");
    }
}
