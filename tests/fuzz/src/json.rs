//! Bytes that claim to be a LIP document in JSON.

use lip_types::imslip::LearnerInformation;
use lip_types::{Binding, Layout, Limits, ReadOptions, WriteOptions, json};
use serde::Deserialize;
use serde_json::Value;

/// What is refused is refused at its place; what is read is written as JSON and read back equal, and as XML, where that takes it.
pub fn json(data: &[u8]) {
    let limits = Limits::default();
    let learner: LearnerInformation = match json::from_slice(data, &limits) {
        Ok(learner) => learner,
        Err(error) => {
            assert!(error.line() > 0 && error.column() > 0 && error.offset() + error.length() <= data.len(), "{error}");
            assert!(!error.found().is_empty(), "{error}");
            return;
        }
    };
    let text = in_json(&learner);
    let pretty = json::to_string_pretty(&learner, &limits).expect("it was read within the same limits");
    for text in [&text, &pretty] {
        assert_eq!(json::from_str(text, &limits).as_ref(), Ok(&learner), "{text}");
    }
    for binding in [Binding::Xsd, Binding::Dtd] {
        for layout in [Layout::Indented, Layout::Compact] {
            let options = WriteOptions::new(binding).layout(layout);
            match options.to_xml(&learner) {
                Ok(xml) => same(&learner, &xml),
                // Names, and what else XML forbids of open content, are checked here; dates without a time in one binding.
                Err(error) => assert!(error.path().starts_with('/') && !error.message().is_empty(), "{error}"),
            }
        }
    }
}

/// What was written is read back equal, in XML and from there in JSON.
fn same(learner: &LearnerInformation, xml: &str) {
    let again: LearnerInformation = ReadOptions::new().from_xml(xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let text = in_json(&again);
    assert_eq!(json::from_str(&text, &Limits::default()).as_ref(), Ok(&again), "{text}");
    if again != *learner {
        // A CDATA section holds neither its own end nor a carriage return: it is written as several nodes.
        assert_eq!(without_cdata(&again), without_cdata(learner), "{xml}");
    }
}

fn in_json(learner: &LearnerInformation) -> String {
    json::to_string(learner, &Limits::default()).expect("it was read within the same limits")
}

/// The value with text in place of CDATA sections.
fn without_cdata(learner: &LearnerInformation) -> LearnerInformation {
    let text = in_json(learner);
    let mut reader = serde_json::Deserializer::from_str(&text);
    reader.disable_recursion_limit();
    let mut whole = Value::deserialize(&mut reader).expect("it is JSON");
    let mut rest = vec![&mut whole];
    while let Some(value) = rest.pop() {
        match value {
            Value::Array(items) => {
                for item in &mut *items {
                    if let Some(section) = item.get_mut("cdata").map(Value::take) {
                        *item = section;
                    }
                }
                rest.extend(items);
            }
            Value::Object(entries) => rest.extend(entries.values_mut()),
            _ => {}
        }
    }
    json::from_str(&whole.to_string(), &Limits::default()).expect("it is a value as before")
}
