//! Reads the same documents with each reader in turn, round after round, and tells
//! the medians and their ratios. `cargo bench` in this folder.

use std::hint::black_box;
use std::time::Instant;

use lip_perf::documents::documents;
use lip_perf::serde_types;
use lip_types::imslip::LearnerInformation;
use lip_types::{Binding, FromXml, ReadOptions, ToXml};

const ROUNDS: usize = 15;

/// A reader, and what it answers for one document: something that depends on all of it.
type Contender<'c> = (&'c str, Box<dyn Fn(&str) -> usize + 'c>);

fn main() {
    let documents = documents(1_000);
    let bytes: usize = documents.iter().map(String::len).sum();
    let values: Vec<LearnerInformation> =
        documents.iter().map(|d| LearnerInformation::from_xml(d).expect("valid documents")).collect();
    let activities: usize = values.iter().map(|v| v.activities().count()).sum();
    let contenders: Vec<Contender<'_>> = vec![
        (
            "lip-types, typed and strict",
            Box::new(|d| LearnerInformation::from_xml(d).expect("valid").activities().count()),
        ),
        (
            "lip-types, from bytes",
            Box::new(|d| {
                let learner: LearnerInformation = lip_types::from_bytes(d.as_bytes()).expect("valid");
                learner.activities().count()
            }),
        ),
        (
            "lip-types, markup preserved",
            Box::new(|d| {
                let learner: LearnerInformation = ReadOptions::new().preserve(true).from_xml(d).expect("valid");
                learner.activities().count()
            }),
        ),
        (
            "quick-xml and serde, typed",
            Box::new(|d| {
                let learner: serde_types::LearnerInformation = quick_xml::de::from_str(d).expect("valid");
                learner.activity.len()
            }),
        ),
        ("xmlparser, bare tokens", Box::new(|d| tokens(d) / usize::MAX + activities / 1_000)),
        ("quick-xml, bare events", Box::new(|d| events(d) / usize::MAX + activities / 1_000)),
    ];
    let mut times = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for _ in 0..ROUNDS {
        for ((name, read), times) in contenders.iter().zip(&mut times) {
            let start = Instant::now();
            let count: usize = documents.iter().map(|d| black_box(read(black_box(d)))).sum();
            times.push(start.elapsed().as_secs_f64());
            assert_eq!(count, activities, "{name}");
        }
    }
    let speed = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        bytes as f64 / 1e6 / times[times.len() / 2]
    };
    let speeds: Vec<f64> = times.iter_mut().map(speed).collect();
    println!("{:.1} MB in {} documents, median of {ROUNDS} rounds", bytes as f64 / 1e6, documents.len());
    for ((name, _), mb) in contenders.iter().zip(&speeds) {
        println!("{name:30} {mb:7.1} MB/s   lip-types is {:5.2} times as fast", speeds[0] / mb);
    }
    let start = Instant::now();
    let written: usize = values.iter().map(|v| v.to_xml(Binding::Xsd).expect("writable").len()).sum();
    println!("{:30} {:7.1} MB/s", "lip-types, writing", written as f64 / 1e6 / start.elapsed().as_secs_f64());
}

fn tokens(document: &str) -> usize {
    xmlparser::Tokenizer::from(document).map(|t| t.expect("well-formed").span().len()).sum()
}

fn events(document: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(document);
    let mut length = 0;
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Eof => return length,
            event => length += event.len(),
        }
    }
}
