//! Several faults in one document: each is told at its line and column with its code and path, and nothing else is.
//!
//! Random values of every element type are written, and the documents of the corpus taken; up to eight faults of known kinds are put into
//! each, at places where they do not speak of each other. `LIP_LAW_VALUES=100000 cargo test --release --test several` makes a long run of it.

#[path = "several/damage.rs"]
mod damage;
#[path = "several/schema.rs"]
mod schema;
#[path = "several/tree.rs"]
mod tree;

use std::collections::BTreeMap;

use damage::Patient;
use lip_tests::element_types::TYPES;
use lip_tests::{Random, files};
use lip_types::{Findings, Layout};
use schema::Schema;
use tree::Tree;

fn wanted(few: usize) -> usize {
    std::env::var("LIP_LAW_VALUES").ok().and_then(|number| number.parse().ok()).unwrap_or(few)
}

/// What was told, and what should have been.
#[derive(Default)]
struct Run {
    documents: usize,
    faults: BTreeMap<&'static str, usize>,
    wrong: Vec<String>,
}

impl Run {
    fn damage(
        &mut self,
        text: &str,
        schema: &Schema,
        random: &mut Random,
        read: impl Fn(&str) -> Result<(), Findings>,
    ) {
        let mut patient = Patient::new(Tree::of(text), schema);
        for _ in 0..=random.below(8) {
            if let Some(name) = patient.damage(random) {
                *self.faults.entry(name).or_default() += 1;
            }
        }
        let written = patient.tree.write();
        let mut expected: Vec<(usize, String, &str)> = patient
            .expected
            .iter()
            .map(|e| {
                let offset = written.offset(e.at.0, e.at.1);
                let (line, column) = written.place(offset);
                let path = patient.tree.path(e.path);
                (offset, format!("{line}:{column} {} {path}{}", e.code, e.behind), e.fault)
            })
            .collect();
        expected.sort();
        let found: Vec<String> = match read(&written.text) {
            Ok(()) => Vec::new(),
            Err(findings) => {
                findings.iter().map(|f| format!("{}:{} {} {}", f.line(), f.column(), f.code(), f.path())).collect()
            }
        };
        self.documents += 1;
        let missing = expected.iter().filter(|(_, e, _)| !found.contains(e));
        let missing: Vec<String> = missing.map(|(_, e, fault)| format!("- {e} ({fault})")).collect();
        let invented = found.iter().filter(|f| expected.iter().all(|(_, e, _)| e != *f));
        let invented: Vec<String> = invented.map(|f| format!("+ {f}")).collect();
        if missing.is_empty() && invented.is_empty() && found.len() == expected.len() {
            return;
        }
        let told = read(&written.text).map_or_else(|findings| findings.to_string(), |()| String::new());
        let wrong = [missing, invented].concat().join("\n");
        self.wrong.push(format!("{wrong}\n{told}\n{}\n", written.text));
    }

    #[track_caller]
    fn finish(mut self) {
        println!("{} documents; faults: {:#?}", self.documents, self.faults);
        self.wrong.sort_by_key(String::len);
        let shown = self.wrong.iter().take(10).cloned().collect::<Vec<_>>().join("\n");
        assert!(self.wrong.is_empty(), "{} of {} documents:\n{shown}", self.wrong.len(), self.documents);
        let untried: Vec<_> = damage::DAMAGES.iter().filter(|(name, _)| !self.faults.contains_key(name)).collect();
        assert!(untried.is_empty(), "never tried: {:?}", untried.iter().map(|(name, _)| name).collect::<Vec<_>>());
    }
}

#[test]
fn every_fault_in_random_values_is_told() {
    let schema = Schema::read();
    let mut random = Random::new(20_040_229);
    let mut run = Run::default();
    while run.documents < wanted(2_000) {
        for r#type in TYPES {
            let length = 1 << (4 + random.below(7));
            let bytes: Vec<u8> = (0..length).map(|_| u8::try_from(random.below(256)).unwrap_or_default()).collect();
            let layout = if random.below(2) == 0 { Layout::Compact } else { Layout::Indented };
            let Some(written) = (r#type.case)(&bytes, layout) else { continue };
            for (_, text) in written.texts {
                run.damage(&text, &schema, &mut random, r#type.read);
            }
        }
    }
    run.finish();
}

#[test]
fn every_fault_in_the_corpus_is_told() {
    let schema = Schema::read();
    let mut random = Random::new(19_991_231);
    let mut run = Run::default();
    let texts: Vec<String> = ["corpus/valid", "corpus/valid-dtd"]
        .iter()
        .flat_map(|folder| files(folder, "xml"))
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .filter(|text| text.len() < 30_000 && !text.contains("<!ELEMENT") && !text.contains("<!ATTLIST"))
        .collect();
    let read = |text: &str| lip_types::from_xml::<lip_types::imslip::LearnerInformation>(text).map(drop);
    for number in 0..wanted(2_000) / 2 {
        run.damage(&texts[number % texts.len()], &schema, &mut random, read);
    }
    run.finish();
}
