//! The W3C XML conformance suite, version of 2013-09-23: 2,585 documents.

mod back;
mod list;
mod typed;
mod verdict;

use std::fs;

use lip_types::{AnyDocument, ErrorKind, Findings};

use crate::counts::Counts;
use list::{Conformance, Test, suite};
use verdict::{Asked, asked};

fn taken(bytes: &[u8]) -> Result<AnyDocument, Findings> {
    AnyDocument::from_bytes(bytes)
}

/// What is not as the rules say, and why.
const OTHER_VERDICT: &[(&str, &str)] = &[(
    "rmt-e3e-13",
    "4.1: an entity that need not be declared; it has no text, and to drop the reference would be a loss",
)];

#[test]
fn documents_are_read_or_refused_as_the_suite_says() {
    let Some(suite) = suite("documents_are_read_or_refused_as_the_suite_says") else { return };
    let (mut counts, mut wrong) = (Counts::default(), Vec::new());
    for test in &suite {
        let bytes = test.bytes();
        let (taken, asked) = (taken(&bytes), asked(test, &bytes));
        let how = match &taken {
            Ok(_) => "read".to_owned(),
            Err(findings) => format!("refused, {:?}", findings[0].kind()),
        };
        counts.see(format!("{}: {how}", test.class()));
        let good = match (asked, &taken) {
            (Asked::Read, taken) => taken.is_ok(),
            (Asked::Refuse, taken) => taken.is_err(),
            // An entity that is not opened, or may be declared in one.
            (Asked::ReadOrNameEntity, Err(findings)) => findings[0].kind() == ErrorKind::Entity,
            (Asked::ReadOrNameEntity | Asked::Either, _) => true,
        };
        if good == OTHER_VERDICT.iter().any(|(id, _)| *id == test.id) {
            wrong.push(format!("{}: {how}: {}", test.id, test.file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    counts.expect("xml/verdicts.txt");
}

/// Where the form that the suite gives is another one, and why.
const OTHER_OUTPUT: &[(&str, &str)] = &[
    ("ibm-1-1-valid-P03-ibm03v05.xml", LINE_ENDS),
    ("ibm-1-1-valid-P03-ibm03v06.xml", LINE_ENDS),
    ("ibm-1-1-valid-P03-ibm03v07.xml", LINE_ENDS),
    ("rmt-023", LINE_ENDS),
    ("rmt-025", LINE_ENDS),
    ("rmt-027", LINE_ENDS),
    ("rmt-029", LINE_ENDS),
    ("rmt-031", LINE_ENDS),
    ("rmt-033", LINE_ENDS),
    ("rmt-047", LINE_ENDS),
    ("rmt-049", LINE_ENDS),
    (
        "ibm-valid-P29-ibm29v01.xml",
        "its form has an instruction of the internal subset; in ours there is nothing of that",
    ),
];

const LINE_ENDS: &str = "U+0085 and U+2028 are line ends in XML 1.1 only (2.11)";

#[test]
fn what_is_read_says_what_the_suite_says() {
    let Some(suite) = suite("what_is_read_says_what_the_suite_says") else { return };
    let (mut counts, mut wrong) = (Counts::default(), Vec::new());
    for test in &suite {
        let Some(output) = &test.output else { continue };
        let (Ok(document), bytes) = (taken(&test.bytes()), fs::read(output).unwrap()) else { continue };
        // The suite's canonical form is an older one, without comments and with references of its own: what both say is compared.
        let found = document.canonical(false);
        let same = match AnyDocument::from_bytes(&bytes) {
            Ok(expected) => found == expected.canonical(false),
            Err(error) => panic!("{}: {error}", output.display()),
        };
        let external = test.needs_entities() && verdict::names_external(&test.bytes());
        let how = match (same, external) {
            (true, _) => "same",
            (false, true) => "without what is not opened",
            (false, false) => "other",
        };
        counts.see(format!("{}: {how}", test.class()));
        if (same || external) == OTHER_OUTPUT.iter().any(|(id, _)| *id == test.id) {
            wrong.push(format!("{}: {found}", test.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    counts.expect("xml/outputs.txt");
}

/// Where xmllint says otherwise, and why.
const OTHER_XMLLINT: &[(&str, &str)] = &[
    ("valid-sa-068", RETURN),
    ("ibm-1-1-valid-P02-ibm02v04.xml", RETURN),
    ("rmt-050", RETURN),
    ("rmt-051", RETURN),
    ("valid-sa-097", DECLARATIONS),
    ("valid-not-sa-026", DECLARATIONS),
    ("pr-xml-iso-2022-jp", ESCAPES),
    ("weekly-iso-2022-jp", ESCAPES),
    ("uri01", "4.2.2: a fragment in a system identifier is an error, not a matter of well-formedness"),
    ("rmt-ns10-004", RELATIVE),
    ("rmt-ns10-005", RELATIVE),
    ("rmt-ns10-006", IRI),
    ("rmt-ns11-001", IRI),
    ("rmt-ns11-002", IRI),
    ("rmt-ns11-006", IRI),
    ("hst-lhs-007", MARK),
    ("hst-lhs-008", MARK),
];

const RETURN: &str =
    "2.11: a carriage return that was written as a reference is no line end; the suite's form has it, too";
const DECLARATIONS: &str = "5.1: behind a parameter entity that is not read, no declaration is processed";
const ESCAPES: &str = "4.3.3: other encodings need not be read; this one can hide markup behind escapes";
const RELATIVE: &str =
    "a relative namespace name is deprecated; xmllint reads the document, and makes no canonical form of it";
const IRI: &str =
    "the name of a namespace is compared as a string, and need not be a good URI for that (Namespaces in XML, 2.3)";
const MARK: &str = "4.3.3: xmllint believes the byte order mark, and does not look at the name";

#[test]
fn xmllint_says_the_same() {
    let Some(suite) = suite("xmllint_says_the_same") else { return };
    let Some(xmllint) = lip_tests::xmllint("xmllint_says_the_same") else { return };
    let mut wrong = Vec::new();
    for test in &suite {
        let bytes = test.bytes();
        // From standard input, so that it finds no more beside the document than we open.
        let (ours, theirs) = (taken(&bytes), xmllint.canonical_with_comments(&bytes));
        let same = match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => ours.canonical(true) == *theirs,
            (Err(findings), Ok(_)) => findings[0].kind() == ErrorKind::Entity && verdict::names_external(&bytes),
            (Ok(_), Err(_)) => false,
            (Err(_), Err(_)) => true,
        };
        if same == OTHER_XMLLINT.iter().any(|(id, _)| *id == test.id) {
            wrong.push(format!(
                "{} {} {same}: {:?}\n{:?}",
                test.id,
                test.class(),
                ours.map(|d| d.canonical(true)).map_err(|e| e.to_string()),
                theirs
            ));
        }
    }
    assert!(wrong.is_empty(), "{} {}", wrong.len(), wrong.join("\n"));
}
