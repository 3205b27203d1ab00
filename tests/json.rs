//! The JSON form: nothing of the schema is lost, and what is not valid is refused.

use lip_tests::{files, name};
use lip_types::imslip::LearnerInformation;
use lip_types::{Binding, Layout, ReadOptions, WriteOptions};

fn documents() -> Vec<(String, LearnerInformation)> {
    let all = [files("corpus/valid", "xml"), files("corpus/valid-dtd", "xml")].concat();
    assert!(all.len() > 50, "the corpus is not there");
    let read = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).expect("a readable file");
        (name(path), ReadOptions::new().from_bytes(&bytes).unwrap_or_else(|e| panic!("{e}")))
    };
    all.iter().map(read).collect()
}

/// To JSON and back: the same value; and to XML in either binding, and back: the same again. Prefixes that the document
/// element declares are what `Preserved` holds.
#[test]
fn every_document_survives() {
    for (name, learner) in documents() {
        let json = serde_json::to_string_pretty(&learner).expect("JSON");
        let again: LearnerInformation = match serde_json::from_str(&json) {
            Ok(again) => again,
            // More levels than serde_json reads: said plainly, and nothing is lost in silence.
            Err(error) if name == "deep-nesting.xml" => {
                assert!(error.to_string().starts_with("recursion limit exceeded"), "{error}");
                continue;
            }
            Err(error) => panic!("{name}: {error}\n{json}"),
        };
        assert_eq!(again, learner, "{name}");
        for binding in [Binding::Xsd, Binding::Dtd] {
            let write = |value| WriteOptions::new(binding).layout(Layout::Compact).to_xml(value);
            match (write(&learner), write(&again)) {
                (_, Ok(xml)) => {
                    let back: LearnerInformation = ReadOptions::new().from_xml(&xml).expect("valid XML");
                    assert_eq!(back, learner, "{name}");
                }
                // A date without a time, in the XSD binding.
                (Err(before), Err(after)) => assert_eq!(after.to_string(), before.to_string(), "{name}"),
                // What the document type declares stays behind, and so do unparsed entities.
                (Ok(_), Err(error)) if name == "entities.xml" => {
                    assert!(error.to_string().ends_with("an unparsed entity that the DOCTYPE declares"), "{error}");
                }
                (Ok(_), Err(error)) => panic!("{name}: {error}"),
            }
        }
    }
}

/// Each is one change of a valid text, and what the error says of it.
#[test]
fn what_is_not_valid_is_refused() {
    let valid = r##"{"contentype":{"#items":[{"temporal":{"typename":{"tyvalue":{"#text":"Creation"}},
        "temporalfield":[{"fieldlabel":{"typename":{"tyvalue":{"#text":"Date"}}},"fielddata":"2000-11-06"}]}}]},
        "#items":[{"goal":{"date":[{"typename":{"tyvalue":{"#text":"Create","@xml:lang":"en"}},"datetime":"2000-11-06T09:30:00"}]}},
        {"ext_learnerinfo":{"#content":["a",{"comment":" b "}]}}]}"##;
    if let Err(error) = serde_json::from_str::<LearnerInformation>(valid) {
        panic!("{error}");
    }
    for (from, to, expected) in [
        (r#""fielddata":"#, r#""fieldata":"#, "unknown field `fieldata`"),
        (r#""datetime":"2000-11-06T09:30:00""#, r#""datetime":"2000-13-06T09:30:00""#, "found \"2000-13-06T09:30:00\""),
        (r#","datetime":"2000-11-06T09:30:00""#, r#","datetime":[]"#, "invalid type: sequence"),
        (r#""@xml:lang":"en""#, r#""@xml:lang":"english please""#, "found \"english please\""),
        (
            r#"{"tyvalue":{"#,
            r##"{"tysource":{"@sourcetype":"other","#text":""},"tyvalue":{"##,
            "unknown variant `other`",
        ),
        (r#","fielddata":"2000-11-06""#, "", "missing field `fielddata`"),
        (r##"{"#items":[{"temporal""##, r##"{"#items":[],"comment":[{"temporal""##, ""),
        (r#""fielddata":"2000-11-06""#, r#""fielddata":"\u0000""#, "the character U+0000"),
        (r#"{"goal":"#, r#"{"gaol":"#, "unknown variant `gaol`"),
        (r#"{"comment":" b "}"#, r#"{"comment":" b ","cdata":"c"}"#, "a second key, `cdata`"),
        (r#"{"comment":" b "}"#, r#"{"remark":" b "}"#, "unknown variant `remark`"),
    ] {
        let altered = valid.replacen(from, to, 1);
        assert_ne!(altered, valid, "{from}");
        match serde_json::from_str::<LearnerInformation>(&altered) {
            Ok(_) => panic!("read: {to}"),
            Err(error) => assert!(error.to_string().contains(expected) && error.line() > 0, "{to}: {error}"),
        }
    }
    let error = serde_json::from_str::<LearnerInformation>(r##"{"contentype":{"#items":[]}}"##).unwrap_err();
    assert!(error.to_string().contains("0 items where at least 1 must stand"), "{error}");
}
