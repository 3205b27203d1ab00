//! The rules of LIP that no schema states: `rules/ok` breaks none, each file of `rules/err` one.

use std::collections::BTreeSet;

use expect_test::expect_file;
use lip_tests::{files, files_in, name, reference, repository, xmllint};
use lip_types::imslip::LearnerInformation;
use lip_types::{Outcome, ReadOptions, Severity, lip};

fn read(text: &str, rules: &[&'static lip_types::Rule]) -> Outcome<LearnerInformation> {
    ReadOptions::new().rules(rules.iter().copied()).read(text)
}

#[test]
fn rules_are_told_at_their_place() {
    let all: Vec<_> = lip::RULES.iter().collect();
    let mut seen = BTreeSet::new();
    for path in files("rules/err", "xml") {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let outcome = read(&text, &all);
        let codes: BTreeSet<_> = outcome.findings.iter().map(|f| f.code()).collect();
        let rule = all.iter().find(|rule| path.file_stem().is_some_and(|stem| stem == rule.name));
        let rule = rule.unwrap_or_else(|| panic!("{}: no such rule", name(&path)));
        assert_eq!(codes, BTreeSet::from([rule.code]), "{}", name(&path));
        let severity = if rule.is_error { Severity::Error } else { Severity::Warning };
        assert!(outcome.findings.iter().all(|f| f.severity() == severity), "{}", name(&path));
        assert_eq!(outcome.value.is_none(), rule.is_error, "{}", name(&path));
        expect_file![path.with_extension("txt")].assert_eq(&format!("{}\n", outcome.findings));
        // Off by its name.
        let others: Vec<_> = all.iter().copied().filter(|other| other.name != rule.name).collect();
        assert!(read(&text, &others).findings.is_empty(), "{}", name(&path));
        seen.insert(rule.code);
    }
    assert_eq!(seen, all.iter().map(|rule| rule.code).collect(), "a rule without a file");
}

#[test]
fn what_keeps_the_rules_is_not_told() {
    let all: Vec<_> = lip::RULES.iter().collect();
    let files = files("rules/ok", "xml");
    assert!(!files.is_empty());
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let outcome = read(&text, &all);
        assert!(outcome.findings.is_empty(), "{}: {}", name(&path), outcome.findings);
    }
}

/// No schema states them: libxml2 accepts what breaks them.
#[test]
fn no_schema_states_them() {
    let Some(xmllint) = xmllint("no_schema_states_them") else { return };
    let xsd = repository().join("schemas/imslip-1.0.1/imslip_v1p0p1.xsd");
    for path in [files("rules/err", "xml"), files("rules/ok", "xml")].concat() {
        let bytes = std::fs::read(&path).expect("a readable file");
        xmllint.schema(&xsd, &bytes).unwrap_or_else(|error| panic!("{}: {error}", name(&path)));
    }
}

/// The one official document with a tuple holds only that, and is told; nothing else is.
#[test]
fn official_instances_keep_the_rules() {
    let Some(reference) = reference("official_instances_keep_the_rules") else { return };
    let files = files_in(&reference.join("imslip-1.0.1/instances"), "xml");
    assert!(!files.is_empty());
    for path in files {
        let bytes = std::fs::read(&path).expect("a readable file");
        let outcome = ReadOptions::new().rules(lip::RULES).read_bytes::<LearnerInformation>(&bytes);
        assert!(outcome.value.is_some(), "{}: {}", name(&path), outcome.findings);
        let others: Vec<_> = outcome.findings.iter().filter(|f| f.code() != "LIP0103").collect();
        assert!(others.is_empty(), "{}: {others:?}", name(&path));
        assert_eq!(outcome.findings.len(), if name(&path) == "rltp_001.xml" { 2 } else { 0 }, "{}", name(&path));
    }
}
