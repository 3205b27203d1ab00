//! What reading one document takes on the heap, at its peak and for good, as a multiple of the document.
//! `cargo bench --bench memory`.

use std::alloc::System;

use lip_perf::documents::{documents, large};
use lip_perf::serde_types;
use lip_types::imslip::LearnerInformation;
use lip_types::{AnyDocument, Binding, FromXml, ReadOptions, ToXml};
use peakmem_alloc::{INSTRUMENTED_SYSTEM, PeakMemAlloc, PeakMemAllocTrait};

#[global_allocator]
static HEAP: &PeakMemAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let small = documents(1).swap_remove(0);
    for (what, document) in [("one small document", &small), ("one large document", &large(1_000))] {
        println!("{what}, {} bytes: times its size, at the peak and for what stays", document.len());
        tell("lip-types, typed and strict", document, |d| LearnerInformation::from_xml(d).expect("valid"));
        let preserving = ReadOptions::new().preserve(true);
        tell("lip-types, markup preserved", document, |d| preserving.from_xml::<LearnerInformation>(d).expect("valid"));
        tell("lip-types, of any type", document, |d| AnyDocument::from_xml(d).expect("well-formed"));
        tell("quick-xml and serde, typed", document, |d| {
            quick_xml::de::from_str::<serde_types::LearnerInformation>(d).expect("valid")
        });
        let learner = LearnerInformation::from_xml(document).expect("valid");
        tell("lip-types, writing", document, |_| learner.to_xml(Binding::Xsd).expect("writable"));
    }
}

/// The second time, what the first has made is still there.
fn tell<T>(name: &str, document: &str, make: impl Fn(&str) -> T) {
    HEAP.reset_peak_memory();
    let first = make(document);
    let peak = HEAP.get_peak_memory();
    let second = make(document);
    let stays = HEAP.get_peak_memory() - peak;
    drop((first, second));
    let times = |bytes: usize| bytes as f64 / document.len() as f64;
    println!("{name:30} {:6.2} {:6.2}", times(peak), times(stays));
}
