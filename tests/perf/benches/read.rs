//! Reads and writes the same documents with each peer in turn, round after round, and tells
//! the medians and their ratios. `cargo bench --bench read` in this folder; `-- once NAME` reads once with one reader, for
//! a tool that counts instructions.

use std::hint::black_box;
use std::time::Instant;

use lip_perf::documents::{documents, large};
use lip_perf::serde_types;
use lip_types::imslip::LearnerInformation;
use lip_types::{AnyDocument, Binding, FromXml, Layout, ReadOptions, ToXml, WriteOptions};

const ROUNDS: usize = 15;

/// Who does something, and what it answers for one document: something that depends on all of it.
type Contender<'c> = (&'c str, Box<dyn Fn(&str) -> usize + 'c>);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [once, name] = arguments.as_slice()
        && once == "once"
    {
        let document = documents(1).swap_remove(0);
        let readers = readers();
        let (_, read) =
            readers.iter().find(|(reader, _)| reader.contains(name.as_str())).expect("a reader of that name");
        println!("{}", (0..100).map(|_| black_box(read(black_box(&document)))).sum::<usize>());
        return;
    }
    let many = documents(1_000);
    println!("many small documents");
    race(&many, &readers());
    println!("one large document");
    race(&[large(1_000)], &readers());
    println!("writing");
    race(&many, &writers(&many));
}

fn readers<'c>() -> Vec<Contender<'c>> {
    let preserving = ReadOptions::new().preserve(true);
    vec![
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
            Box::new(move |d| {
                let learner: LearnerInformation = preserving.from_xml(d).expect("valid");
                learner.activities().count()
            }),
        ),
        ("lip-types, of any type", Box::new(|d| AnyDocument::from_xml(d).expect("well-formed").before.len())),
        (
            "quick-xml and serde, typed",
            Box::new(|d| {
                let learner: serde_types::LearnerInformation = quick_xml::de::from_str(d).expect("valid");
                learner.activity.len()
            }),
        ),
        ("xmlparser, bare tokens", Box::new(tokens)),
        ("quick-xml, bare events", Box::new(events)),
    ]
}

/// Each writes what it has read before; what it is given only tells which.
fn writers<'c>(documents: &'c [String]) -> Vec<Contender<'c>> {
    let which = move |document: &str| documents.iter().position(|d| d.as_ptr() == document.as_ptr()).unwrap_or(0);
    let preserving = ReadOptions::new().preserve(true);
    let typed: Vec<LearnerInformation> = documents.iter().map(|d| FromXml::from_xml(d).expect("valid")).collect();
    let kept: Vec<LearnerInformation> = documents.iter().map(|d| preserving.from_xml(d).expect("valid")).collect();
    let serde: Vec<serde_types::LearnerInformation> =
        documents.iter().map(|d| quick_xml::de::from_str(d).expect("valid")).collect();
    vec![
        (
            "lip-types, checked, indented",
            Box::new(move |d| typed[which(d)].to_xml(Binding::Xsd).expect("writable").len()),
        ),
        (
            "lip-types, byte for byte",
            Box::new(move |d| {
                let options = WriteOptions::new(Binding::Xsd).layout(Layout::AsRead);
                options.to_xml(&kept[which(d)]).expect("writable").len()
            }),
        ),
        (
            "quick-xml and serde",
            Box::new(move |d| {
                let name = "learnerinformation";
                quick_xml::se::to_string_with_root(name, &serde[which(d)]).expect("writable").len()
            }),
        ),
    ]
}

/// Speeds are in bytes of the documents that are read, or have been.
fn race(documents: &[String], contenders: &[Contender<'_>]) {
    let bytes: usize = documents.iter().map(String::len).sum();
    let mut times = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    let mut answers = vec![None; contenders.len()];
    for _ in 0..ROUNDS {
        for (((name, read), times), known) in contenders.iter().zip(&mut times).zip(&mut answers) {
            let start = Instant::now();
            let answer: usize = documents.iter().map(|d| black_box(read(black_box(d)))).sum();
            times.push(start.elapsed().as_secs_f64());
            assert_eq!(*known.get_or_insert(answer), answer, "{name}");
        }
    }
    let speed = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        bytes as f64 / 1e6 / times[times.len() / 2]
    };
    let speeds: Vec<f64> = times.iter_mut().map(speed).collect();
    println!("{:.1} MB in {} documents, median of {ROUNDS} rounds", bytes as f64 / 1e6, documents.len());
    for ((name, _), mb) in contenders.iter().zip(&speeds) {
        println!("{name:30} {mb:7.1} MB/s   the first is {:5.2} times as fast", speeds[0] / mb);
    }
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
