//! The JSON form: nothing of the schema is lost, and what is not valid is refused.

#[path = "json/own_schema.rs"]
mod own_schema;
#[path = "json/schema.rs"]
mod schema;

use lip_tests::{Random, files, files_in, name, reference};
use lip_types::imslip::LearnerInformation;
use lip_types::{Binding, Layout, Limits, ReadOptions, WriteOptions, json};

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
        let json = json::to_string_pretty(&learner, &Limits::default()).expect("JSON");
        let again: LearnerInformation =
            json::from_str(&json, &Limits::default()).unwrap_or_else(|e| panic!("{name}: {e}"));
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
        (r#","datetime":"2000-11-06T09:30:00""#, r#","datetime":[]"#, "invalid type: sequence, expected a string"),
        (r#""@xml:lang":"en""#, r#""@xml:lang":"english please""#, "found \"english please\""),
        (r#"{"tyvalue":{"#, r##"{"tysource":{"@sourcetype":"other","#text":""},"tyvalue":{"##, "found \"other\""),
        (r#","fielddata":"2000-11-06""#, "", "missing field `fielddata`"),
        (r##"{"#items":[{"temporal""##, r##"{"#items":[],"comment":[{"temporal""##, ""),
        (r#""fielddata":"2000-11-06""#, r#""fielddata":"\u0000""#, "the character U+0000"),
        (r#"{"goal":"#, r#"{"gaol":"#, "unknown field `gaol`"),
        (r#"{"comment":" b "}"#, r#"{"comment":" b ","cdata":"c"}"#, "a second key, `cdata`"),
        (r#"{"comment":" b "}"#, r#"{"remark":" b "}"#, "unknown field `remark`"),
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

/// An array is no object, `null` is nothing, and what stands twice does not stand once.
#[test]
fn json_is_read_as_strictly_as_xml() {
    for (text, expected) in [
        ("[]", "invalid type: sequence, expected an object with the keys `@xml:lang`, `comment`"),
        ("null", "invalid type: null, expected an object with the keys"),
        (r#"{"comment":null}"#, "invalid type: null, expected an object with the keys `@xml:lang`, `#text`"),
        (r#"{"comment":["en","text"]}"#, "invalid type: sequence, expected an object"),
        (r##"{"#items":null}"##, "invalid type: null, expected a sequence"),
        (r##"{"#items":{}}"##, "invalid type: map, expected a sequence"),
        (r##"{"#items":[["goal",{}]]}"##, "invalid type: sequence, expected an object with the keys `identification`"),
        (r##"{"#items":["goal"]}"##, r#"invalid type: string "goal", expected an object with the keys"#),
        (r##"{"#items":[{}]}"##, "an empty object, expected one with one of the keys `identification`"),
        (r##"{"#items":[{"goal":{},"qcl":{}}]}"##, "a second key, `qcl`, expected an object with one"),
        (r##"{"#items":[{"goal":{},"goal":{}}]}"##, "a second key, `goal`, expected an object with one"),
        (r##"{"#items":[{"goal":[]}]}"##, "invalid type: sequence, expected an object"),
        (r##"{"#items":[],"#items":[]}"##, "duplicate field `#items`"),
        (r##"{"comment":{"#text":"a"},"comment":{"#text":"b"}}"##, "duplicate field `comment`"),
        (r##"{"comment":{"#text":1}}"##, "invalid type: integer `1`, expected a string"),
        (r##"{"comment":{"#text":1e999}}"##, "number out of range"),
        (r##"{"comment":{"#text":"a","@xml:lang":null}}"##, "invalid type: null, expected a string"),
        (r##"{"#items":[{"ext_learnerinfo":{"#content":[{"element":["","a"]}]}}]}"##, "invalid type: sequence"),
        (r##"{"#items":[{"ext_learnerinfo":{"#content":[{"element":{"prefix":"a"}}]}}]}"##, "missing field `name`"),
        (r##"{"#items":[{"ext_learnerinfo":{"#content":[{}]}}]}"##, "an empty object"),
        (
            r##"{"#items":[{"ext_learnerinfo":{"#content":[1]}}]}"##,
            "invalid type: integer `1`, expected a string, or an object",
        ),
        (
            r##"{"#items":[{"goal":{"typename":{"tysource":{"@sourcetype":{"imsdefault":null}}}}}]}"##,
            "invalid type: map, expected a string",
        ),
    ] {
        match serde_json::from_str::<LearnerInformation>(text) {
            Ok(value) => panic!("read: {text}: {value:?}"),
            Err(error) => assert!(error.to_string().starts_with(expected), "{text}: {error}"),
        }
    }
}

/// As deep as XML is read, by one limit; deeper is an error at its place, and no thread's stack ends.
#[test]
fn json_goes_as_deep_as_xml() {
    let typed =
        |n: usize| format!("{{\"#items\":[{{\"activity\":{}{{}}{}}}]}}", r#"{"activity":["#.repeat(n), "]}".repeat(n));
    let open = |n: usize| {
        let (before, after) = (r#"{"element":{"name":"a","content":["#.repeat(n), "]}}".repeat(n));
        format!("{{\"#items\":[{{\"ext_learnerinfo\":{{\"#content\":[{before}\"x\"{after}]}}}}]}}")
    };
    let limits = Limits::default();
    for (text, more) in [(typed(158), typed(159)), (open(158), open(159))] {
        let value: LearnerInformation = json::from_str(&text, &limits).expect("it is within the limits");
        assert_eq!(json::to_string(&value, &limits).expect("JSON"), text);
        assert_eq!(serde_json::to_string(&value).expect("JSON"), text);
        // The same in XML.
        let xml = WriteOptions::new(Binding::Xsd).layout(Layout::Compact).to_xml(&value).expect("XML");
        assert_eq!(ReadOptions::new().from_xml::<LearnerInformation>(&xml).expect("it is within the limits"), value);

        let error = json::from_str::<LearnerInformation>(&more, &limits).unwrap_err();
        assert_eq!(error.found(), "more than 160 elements inside one another");
        assert_eq!((error.line(), error.offset() > 1_000), (1, true), "{error}");
        // As deep as they want it who raise the limit.
        let deeper = Limits { depth: 161, ..limits };
        let value: LearnerInformation = json::from_str(&more, &deeper).expect("it is within the limits");
        assert_eq!(json::to_string(&value, &deeper).expect("JSON"), more);
        let refused = json::to_string(&value, &limits).unwrap_err();
        assert!(refused.message().starts_with("more than 160 elements"), "{refused}");
        assert!(serde_json::to_string(&value).is_err());
    }
    // As deep as serde_json goes by itself, on the stack of this thread.
    for text in [typed(60), open(40)] {
        assert!(serde_json::from_str::<LearnerInformation>(&text).is_ok());
    }
    assert!(serde_json::from_str::<LearnerInformation>(&typed(64)).is_err());
    let very_deep = Limits { depth: 3_000, ..limits };
    let value: LearnerInformation = json::from_str(&open(2_900), &very_deep).expect("it is within the limits");
    assert_eq!(json::to_string(&value, &very_deep).expect("JSON"), open(2_900));
    for bomb in ["[".repeat(1_000_000), "{\"comment\":".repeat(1_000_000), open(1_000_000)] {
        let error = json::from_str::<LearnerInformation>(&bomb, &limits).unwrap_err();
        assert!(error.message().starts_with("more than 1280 arrays and objects inside one another"), "{error}");
        assert!(error.message().len() < 200, "{error}");
        assert!(serde_json::from_str::<LearnerInformation>(&bomb).is_err());
    }
}

/// The other limits, and texts that are none.
#[test]
fn what_is_too_large_or_no_json_is_an_error() {
    let read =
        |text: &str, limits: &Limits| json::from_str::<LearnerInformation>(text, limits).unwrap_err().to_string();
    let text = r##"{"comment":{"#text":"0123456789"}}"##;
    let limits = Limits::default();
    assert!(json::from_str::<LearnerInformation>(text, &limits).is_ok());
    assert!(json::from_str::<LearnerInformation>(&format!("\u{feff}{text}\n"), &limits).is_ok());
    assert_eq!(
        read(text, &Limits { size: 33, ..limits }),
        "1:1: a text of 34 bytes; expected at most 33, the `Limits::size`"
    );
    assert_eq!(
        read(text, &Limits { text: 9, ..limits }),
        "1:21: a string of more than 9 bytes; expected what `Limits::text` allows"
    );
    for end in 0..text.len() {
        assert!(read(&text[..end], &limits).contains("EOF while parsing"), "{end}");
    }
    assert_eq!(read(&format!("{text} {text}"), &limits), "1:36: trailing characters");
    assert_eq!(read("{\"\\ud800\": 1}", &limits).split(':').next(), Some("1"));
    let bytes = |bytes: &[u8]| json::from_slice::<LearnerInformation>(bytes, &limits).unwrap_err().to_string();
    assert_eq!(
        bytes(b"{\n \"comm\xe9nt\": 1}"),
        "2:7: the byte E9, which is no UTF-8; expected JSON in UTF-8 (RFC 8259, section 8.1)"
    );
    assert_eq!(bytes(b"\xff\xfe{\0}\0").split(';').next(), Some("1:1: the byte FF, which is no UTF-8"));
}

/// Defaults, codecs and variants without a field have their JSON form, too.
#[test]
fn what_the_derive_of_xml_takes_has_a_json_form() {
    mod grade {
        use lip_types::value::ValueError;
        pub fn from_text(text: &str) -> Result<u8, ValueError> {
            let letters = ["A", "B", "C"];
            let place = letters.iter().position(|letter| *letter == text);
            place.and_then(|at| u8::try_from(at).ok()).ok_or_else(|| ValueError::new("a letter from A to C"))
        }
        pub fn to_text(grade: &u8) -> String {
            ["A", "B", "C"][usize::from(*grade)].to_owned()
        }
    }
    #[derive(Debug, PartialEq, lip_types::Xml, lip_types::Json)]
    #[xml(element = "course")]
    struct Course {
        #[xml(attribute = "best", with = "grade")]
        best: Option<u8>,
        #[xml(child = "grade", with = "grade")]
        grades: Vec<u8>,
        #[xml(child = "last", with = "grade")]
        last: u8,
        #[xml(child = "room", default = "hall")]
        room: String,
        #[xml(choice)]
        end: End,
    }
    fn hall() -> String {
        "hall".to_owned()
    }
    #[derive(Debug, PartialEq, lip_types::Xml, lip_types::Json)]
    #[xml(choice)]
    enum End {
        #[xml(child = "open")]
        Open,
        #[xml(child = "grade-of-all", with = "grade")]
        Closed(u8),
    }
    for (value, json) in [
        (
            Course { best: Some(0), grades: vec![0, 2], last: 1, room: hall(), end: End::Open },
            r##"{"@best":"A","grade":["A","C"],"last":"B","room":"hall","#end":{"open":{}}}"##,
        ),
        (
            Course { best: None, grades: vec![], last: 1, room: "7".to_owned(), end: End::Closed(2) },
            r##"{"last":"B","room":"7","#end":{"grade-of-all":"C"}}"##,
        ),
    ] {
        assert_eq!(serde_json::to_string(&value).expect("JSON"), json);
        assert_eq!(serde_json::from_str::<Course>(json).expect("a course"), value);
    }
    let read = |json: &str| serde_json::from_str::<Course>(json).map_err(|error| error.to_string());
    assert_eq!(read(r##"{"last":"B","#end":{"open":{}}}"##).map(|course| course.room), Ok(hall()));
    for (json, message) in [
        (r##"{"last":"D","#end":{"open":{}}}"##, "a letter from A to C"),
        (r##"{"last":"A","#end":{"open":{"a":1}}}"##, "unknown field `a`"),
        (r##"{"last":"A","#end":{"open":null}}"##, "an object with no key"),
        (r##"{"@best":null,"last":"A","#end":{"open":{}}}"##, "null"),
    ] {
        let error = read(json).expect_err(json);
        assert!(error.contains(message), "{json}: {error}");
    }
}

/// The official instances: to JSON and back, and equal to their source in canonical XML, but for what is beside the schema.
#[test]
fn official_instances_survive() {
    let Some(reference) = reference("official_instances_survive") else { return };
    let instances = files_in(&reference.join("imslip-1.0.1/instances"), "xml");
    assert!(!instances.is_empty());
    for path in &instances {
        let source = std::fs::read(path).expect("a readable file");
        let learner: LearnerInformation = ReadOptions::new().from_bytes(&source).expect("a valid document");
        let text = json::to_string(&learner, &Limits::default()).expect("JSON");
        let again: LearnerInformation =
            json::from_str(&text, &Limits::default()).expect("what was written can be read");
        assert_eq!(again, learner, "{}", name(path));
        let xml = WriteOptions::new(Binding::Xsd).layout(Layout::Compact).to_xml(&again).expect("XML");
        let source = ReadOptions::new().any_from_bytes(&source).expect("a document").canonical(false);
        let written = ReadOptions::new().any_from_bytes(xml.as_bytes()).expect("a document").canonical(false);
        assert_eq!(schema_only(&source), schema_only(&written), "{}", name(path));
    }
    println!("{} official instances survive", instances.len());
}

/// Canonical XML without white space between elements, and without the declarations and hints of the document element.
fn schema_only(canonical: &str) -> String {
    let (head, rest) = canonical.split_once('>').expect("an element");
    let name = head.split_ascii_whitespace().next().expect("a name");
    let mut text = format!("{name}>");
    for part in rest.split_inclusive('>') {
        let (between, tag) = part.split_at(part.find('<').unwrap_or(part.len()));
        text.push_str(if between.trim().is_empty() { "" } else { between });
        text.push_str(tag);
    }
    text
}

/// Unparsed entities that `entityref` names, and where they are from, come back; others of the document element's keys do not.
#[test]
fn unparsed_entities_come_back() {
    let limits = Limits::default();
    for folder in ["valid", "valid-dtd"] {
        let path = format!("{}/corpus/{folder}/entities.xml", env!("CARGO_MANIFEST_DIR"));
        let learner: LearnerInformation =
            ReadOptions::new().from_bytes(&std::fs::read(path).expect("a readable file")).expect("a valid document");
        let text = json::to_string(&learner, &limits).expect("JSON");
        assert!(
            text.ends_with(
                r##""#entities":[{"name":"cv","system":"files/cv.pdf","notation":{"name":"pdf","public":"-//Example//NOTATION Portable Document//EN"}},{"name":"portrait","system":"files/portrait.gif","notation":{"name":"gif","system":"image/gif"}},{"name":"syllabus","public":"-//Example//TEXT Syllabus//EN","system":"files/syllabus.pdf","notation":{"name":"pdf","public":"-//Example//NOTATION Portable Document//EN"}}]}"##
            ),
            "{text}"
        );
        let again: LearnerInformation = json::from_str(&text, &limits).expect("what was written can be read");
        assert_eq!(again, learner);
        assert_eq!(json::to_string(&again, &limits).expect("JSON"), text);
        let xml = WriteOptions::new(Binding::Xsd).to_xml(&again).expect("XML");
        for declared in [
            r#"<!NOTATION pdf PUBLIC "-//Example//NOTATION Portable Document//EN">"#,
            r#"<!NOTATION gif SYSTEM "image/gif">"#,
            r#"<!ENTITY cv SYSTEM "files/cv.pdf" NDATA pdf>"#,
            r#"<!ENTITY portrait SYSTEM "files/portrait.gif" NDATA gif>"#,
            r#"<!ENTITY syllabus PUBLIC "-//Example//TEXT Syllabus//EN" "files/syllabus.pdf" NDATA pdf>"#,
        ] {
            assert_eq!(xml.matches(declared).count(), 1, "{declared}: {xml}");
        }
    }
    let valid = r##"{"#entities":[{"name":"cv","system":"a'b","notation":{"name":"pdf"}}],"comment":{"#text":"a"}}"##;
    let learner: LearnerInformation = json::from_str(valid, &limits).expect("valid JSON");
    let xml = WriteOptions::new(Binding::Xsd).to_xml(&learner).expect("XML");
    assert!(xml.contains(r#"<!NOTATION pdf SYSTEM "pdf">"#) && xml.contains(r#"SYSTEM "a'b" NDATA pdf>"#), "{xml}");
    for (from, to, expected) in [
        (r#""name":"cv""#, r#""name":"c v""#, "expected a name without a colon for the entity"),
        (r#""system":"a'b""#, r##""system":"a#b""##, "expected a URI without a fragment"),
        (r#""system":"a'b""#, r#""system":"a'\"b""#, "expected a URI without a fragment"),
        (r#""system":"a'b","#, "", "missing field `system`"),
        (r#""name":"pdf""#, r#""name":"pdf","public":"é""#, "expected a public identifier"),
        (r#""name":"pdf""#, r#""name":"pdf","publik":"""#, "unknown field `publik`"),
        (r##","comment""##, r##","#entities":[],"comment""##, "duplicate field `#entities`"),
        (r##"{"#text":"a"}"##, r##"{"#text":"a","#entities":[]}"##, "unknown field `#entities`"),
    ] {
        let altered = valid.replacen(from, to, 1);
        assert_ne!(altered, valid, "{from}");
        let error = json::from_str::<LearnerInformation>(&altered, &limits).unwrap_err();
        assert!(error.message().replace("; ", ", ").contains(expected), "{to}: {error}");
    }
}

/// Whatever the bytes, an error or a value that survives.
#[test]
fn any_bytes_are_a_value_or_an_error() {
    let limits = Limits::default();
    let mut random = Random::new(7_159);
    let (mut read, mut refused) = (0, 0);
    for (name, learner) in documents() {
        let text = json::to_string(&learner, &limits).expect("JSON");
        for _ in 0..20 {
            let mut bytes = text.clone().into_bytes();
            for _ in 0..=random.below(2) {
                let at = random.below(bytes.len());
                match random.below(4) {
                    0 => drop(bytes.remove(at)),
                    1 => bytes[at] = br#"[]{}",:\ua0 "#[random.below(12)],
                    2 => bytes.insert(at, u8::try_from(random.below(256)).unwrap_or_default()),
                    _ => bytes.truncate(at.max(1)),
                }
            }
            match json::from_slice::<LearnerInformation>(&bytes, &limits) {
                Ok(value) => {
                    read += 1;
                    let again = json::to_string(&value, &limits).expect("JSON");
                    assert_eq!(json::from_str::<LearnerInformation>(&again, &limits).expect("JSON"), value, "{name}");
                }
                Err(error) => {
                    refused += 1;
                    assert!(error.line() > 0 && error.column() > 0 && error.offset() <= bytes.len(), "{name}: {error}");
                }
            }
        }
    }
    assert!(read > 50 && refused > 500, "{read} {refused}");
}

/// Strings side by side are one text, as they are when they come back from XML.
#[test]
fn neighbouring_texts_are_one() {
    let json = r##"{"#items":[{"ext_learnerinfo":{"#content":["a","","b",{"element":{"name":"c","content":[""]}},"","d","e"]}}]}"##;
    let learner: LearnerInformation = json::from_str(json, &Limits::default()).expect("JSON");
    let one = json.replace(r#""a","","b""#, r#""ab""#).replace(r#"{"name":"c","content":[""]}"#, r#"{"name":"c"}"#);
    let one = one.replace(r#""","d","e""#, r#""de""#);
    assert_eq!(json::to_string(&learner, &Limits::default()).expect("JSON"), one);
    let xml = WriteOptions::new(Binding::Xsd).layout(Layout::Compact).to_xml(&learner).expect("XML");
    assert_eq!(ReadOptions::new().from_xml(&xml).as_ref(), Ok(&learner));
}
