//! Law 1: a value of a generated type is a valid document.
//!
//! Random values of every element type are written in both bindings, read back equal, and judged by xmllint against our XSD and our
//! DTD. `LIP_LAW_VALUES=100000 cargo test --release --test laws` makes a long run of it.

use std::collections::BTreeMap;

use lip_tests::element_types::TYPES;
use lip_tests::judge::Judge;
use lip_tests::{Random, repository, xmllint};
use lip_types::{Binding, Layout};

/// How many values are made; in a long run, those that the environment names.
fn wanted(few: usize) -> usize {
    std::env::var("LIP_LAW_VALUES").ok().and_then(|number| number.parse().ok()).unwrap_or(few)
}

fn bytes(random: &mut Random) -> Vec<u8> {
    // Few bytes make small values, in which what stands late is not always empty.
    let length = 1 << (4 + random.below(8));
    (0..length).map(|_| u8::try_from(random.below(256)).unwrap_or_default()).collect()
}

#[test]
fn every_element_type_is_there() {
    let generated =
        std::fs::read_to_string(repository().join("lip-types/src/generated/imslip.rs")).expect("it is there");
    let declared: Vec<&str> =
        generated.split("Declaration::of::<").skip(1).filter_map(|rest| rest.split('>').next()).collect();
    assert_eq!(declared, TYPES.iter().map(|r#type| r#type.name).collect::<Vec<_>>());
    assert_eq!(TYPES.len(), 148);
}

/// Documents that wait for the judge.
struct Batch {
    binding: Binding,
    judge: Judge,
    texts: Vec<String>,
    judged: usize,
    explained: BTreeMap<&'static str, usize>,
}

impl Batch {
    fn new(binding: Binding) -> Self {
        let judge = Judge::new(env!("CARGO_TARGET_TMPDIR"), "laws", binding).expect("a folder for documents");
        Self { binding, judge, texts: Vec::new(), judged: 0, explained: BTreeMap::new() }
    }

    fn add(&mut self, text: String) {
        self.texts.push(text);
        if self.texts.len() == Judge::BATCH {
            self.judge();
        }
    }

    fn judge(&mut self) {
        let complaints = self.judge.complaints(self.texts.iter().map(String::as_str)).expect("xmllint runs");
        for (text, complaints) in self.texts.iter().zip(complaints) {
            for message in complaints {
                match explained(&message, text) {
                    Some(rule) => *self.explained.entry(rule).or_default() += 1,
                    None => panic!("{message}\n{text}"),
                }
            }
        }
        self.judged += self.texts.len();
        self.texts.clear();
    }
}

/// Where xmllint is wrong, or the fault is none of the type's.
fn explained(message: &str, text: &str) -> Option<&'static str> {
    let value = || Some(message.split_once(": '")?.1.rsplit_once("' is not a valid value")?.0);
    if message.contains("'xs:time'") || message.contains("'xs:dateTime'") {
        return value().filter(|value| value.trim() != *value).map(|_| "white space around a time is collapsed");
    }
    let id = match message.contains("'xs:ID'") {
        true => value().map(str::trim),
        false => message.split_once("ID ").and_then(|(_, rest)| rest.strip_suffix(" already defined")).map(str::trim),
    };
    let times = |id: &str| text.split('"').filter(|part| part.trim() == id).count();
    id.filter(|id| times(id) > 1).map(|_| "an identifier twice")
}

#[test]
fn a_value_is_a_valid_document() {
    let judged = xmllint("a_value_is_a_valid_document").is_some();
    let mut random = Random::new(20_040_301);
    let mut batches = [Batch::new(Binding::Xsd), Batch::new(Binding::Dtd)];
    let (mut values, mut none, mut refused) = (0, 0, 0);
    let wanted = wanted(3_000);
    while values < wanted {
        for (at, r#type) in TYPES.iter().enumerate() {
            let layout = [Layout::Indented, Layout::Compact][(values / TYPES.len() + at) % 2];
            let Some(written) = (r#type.case)(&bytes(&mut random), layout) else {
                none += 1;
                continue;
            };
            values += 1;
            refused += 2 - written.texts.len();
            for (binding, text) in written.texts {
                if judged {
                    batches[usize::from(binding == Binding::Dtd)].add(text);
                }
            }
        }
    }
    batches.iter_mut().for_each(Batch::judge);
    println!(
        "{values} values of {} types read back equal; {refused} dates refused by the XSD binding; {none} byte strings made none",
        TYPES.len()
    );
    for batch in &batches {
        println!("{:?}: {} documents judged; explained: {:?}", batch.binding, batch.judged, batch.explained);
    }
    assert!(none < values / 10, "too few values: {none} of {values} were none");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() })]

    /// The same law without a judge; proptest makes the bytes few that break it.
    #[test]
    fn what_is_written_is_read_back(at in 0..TYPES.len(), bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600)) {
        (TYPES[at].case)(&bytes, Layout::Indented);
    }
}
