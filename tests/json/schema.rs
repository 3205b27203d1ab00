//! The JSON Schema, by the verdict of a validator that shares no code with us.

use std::collections::BTreeMap;

use jsonschema::Validator;
use lip_gen::{Config, Output};
use lip_tests::element_types::TYPES;
use lip_tests::{Random, repository};
use lip_types::imslip::LearnerInformation;
use lip_types::{Binding, Layout, Limits, ReadOptions, WriteOptions, json};
use serde_json::{Value, json as value};

use super::documents;

/// The schema of LIP, as `lip-gen generate --format json-schema` writes it.
fn schema() -> Value {
    let config = Config::from_file(repository().join("schemas/imslip-1.0.1/lip-gen.toml")).expect("it is there");
    let report = lip_gen::generate(&config.json_schema(), &Output::Memory).expect("a schema");
    serde_json::from_str(&report.text).expect("JSON")
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_schema_is_valid_itself() {
    let schema = schema();
    if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
        panic!("{error} at {}", error.instance_path());
    }
    // The judge sees what is wrong.
    assert!(jsonschema::draft202012::meta::validate(&value!({"type": "objekt"})).is_err());
}

#[test]
fn every_document_is_valid_for_the_schema() {
    let validator = validator(&schema());
    for (name, learner) in documents() {
        let text = json::to_string(&learner, &Limits::default()).expect("JSON");
        let json = deep(&text);
        if let Err(error) = validator.validate(&json) {
            panic!("{name}: {error} at {}", error.instance_path());
        }
    }
}

/// `serde_json` by itself goes no deeper than 128 levels.
fn deep(text: &str) -> Value {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    serde::Deserialize::deserialize(&mut reader).expect("JSON")
}

/// Random values of all element types: read back equal, and valid for the schema of their type.
#[test]
fn random_values_survive_and_are_valid() {
    let mut whole = schema();
    let entries: serde_json::Map<String, Value> = TYPES
        .iter()
        .map(|r#type| (r#type.name.to_owned(), value!({"$ref": format!("#/$defs/{}", r#type.name)})))
        .collect();
    let object = whole.as_object_mut().expect("a schema");
    object.remove("$ref");
    object.insert("properties".to_owned(), Value::Object(entries));
    object.insert("additionalProperties".to_owned(), Value::Bool(false));
    let validator = validator(&whole);
    let mut random = Random::new(8_259);
    let wanted = wanted(3_000);
    let (mut values, mut none) = (0, 0);
    while values < wanted {
        for r#type in TYPES {
            let length = 1 << (4 + random.below(7));
            let bytes: Vec<u8> = (0..length).map(|_| u8::try_from(random.below(256)).unwrap_or_default()).collect();
            let Some(text) = (r#type.json)(&bytes) else {
                none += 1;
                continue;
            };
            values += 1;
            let json = value!({ r#type.name: deep(&text) });
            if let Err(error) = validator.validate(&json) {
                panic!("{error} at {}: {text}", error.instance_path());
            }
        }
    }
    println!("{values} values read back equal and valid for the schema; {none} byte strings made none");
    assert!(none < values / 10, "too few values: {none} of {values} were none");
}

/// How many values are made; in a long run, those that the environment names.
fn wanted(few: usize) -> usize {
    std::env::var("LIP_LAW_VALUES").ok().and_then(|number| number.parse().ok()).unwrap_or(few)
}

/// Documents with one change each: what the schema refuses the reader refuses, and the other way, but for reasons that have
/// a name.
#[test]
fn damage_has_the_same_verdict_by_the_schema_and_by_the_reader() {
    let validator = validator(&schema());
    let mut random = Random::new(202_012);
    let changes = wanted(1_600) / 80;
    let (mut same, mut refused, mut written) = (0, 0, 0);
    let mut explained: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, learner) in documents() {
        let text = json::to_string(&learner, &Limits::default()).expect("JSON");
        let whole = deep(&text);
        let mut places = Vec::new();
        collect(&whole, &mut Vec::new(), &mut places);
        for _ in 0..changes {
            let mut json = whole.clone();
            let place = &places[random.below(places.len())];
            let change = damage(at(&mut json, place), &mut random);
            let text = json.to_string();
            let by_reader = json::from_str::<LearnerInformation>(&text, &Limits::default());
            refused += usize::from(by_reader.is_err());
            match (validator.is_valid(&json), by_reader) {
                (true, Ok(learner)) => {
                    same += 1;
                    written += usize::from(is_written(&learner, &json));
                }
                (false, Err(_)) => same += 1,
                (true, Err(error)) => match looser(&error) {
                    Some(reason) => *explained.entry(reason).or_default() += 1,
                    None => panic!("{name}: the schema allows {change} at {place:?}, the reader says {error}\n{text}"),
                },
                (false, Ok(_)) => {
                    let error = validator.validate(&json).expect_err("it is not valid");
                    panic!("{name}: the reader allows {change} at {place:?}, the schema says {error}\n{text}")
                }
            }
        }
    }
    println!(
        "{same} verdicts are the same, {refused} of the changes are refused, {written} are documents; looser than the reader: {explained:?}"
    );
    assert!(refused > 500 && same > refused && written > 100, "{same} {refused}");
}

/// What is read from JSON is a document, and the same value when that is read; or it is told why it cannot be written.
fn is_written(learner: &LearnerInformation, json: &Value) -> bool {
    let Ok(xml) = WriteOptions::new(Binding::Dtd).layout(Layout::Compact).to_xml(learner) else { return false };
    match ReadOptions::new().from_xml::<LearnerInformation>(&xml) {
        Ok(again) => assert!(again == *learner || has_texts_side_by_side(json), "{json}\n{xml}"),
        Err(error) => panic!("{error}: {json}\n{xml}"),
    }
    true
}

/// Two texts beside one another are one in XML, and an empty one is none.
fn has_texts_side_by_side(json: &Value) -> bool {
    let mut parts = vec![json];
    while let Some(part) = parts.pop() {
        match part {
            Value::Array(array) => {
                let is_text = |at: usize| array.get(at).is_some_and(Value::is_string);
                if array.iter().any(|item| item == "") || (1..array.len()).any(|at| is_text(at - 1) && is_text(at)) {
                    return true;
                }
                parts.extend(array);
            }
            Value::Object(object) => parts.extend(object.values()),
            _ => {}
        }
    }
    false
}

/// What no pattern of a sensible length says.
fn looser(error: &json::Error) -> Option<&'static str> {
    let expected = error.expected()?;
    let is = |start: &str| expected.starts_with(start);
    match () {
        () if is("characters that an XML document can hold") => Some("characters that XML has not"),
        () if is("a date") => Some("days that no calendar has"),
        () if is("a language") => Some("languages by RFC 5646"),
        () if is("a name") || is("the name") || is("names") || is("an identifier") => Some("characters of names"),
        () => None,
    }
}

/// A step into a value.
#[derive(Debug, Clone)]
enum Step {
    Key(String),
    Place(usize),
}

/// The places of a value and of all in it.
fn collect(json: &Value, here: &mut Vec<Step>, places: &mut Vec<Vec<Step>>) {
    places.push(here.clone());
    let mut go = |step: Step, value: &Value| {
        here.push(step);
        collect(value, here, places);
        here.pop();
    };
    match json {
        Value::Object(object) => object.iter().for_each(|(key, value)| go(Step::Key(key.clone()), value)),
        Value::Array(array) => array.iter().enumerate().for_each(|(place, value)| go(Step::Place(place), value)),
        _ => {}
    }
}

fn at<'j>(json: &'j mut Value, place: &[Step]) -> &'j mut Value {
    place.iter().fold(json, |json, step| match step {
        Step::Key(key) => &mut json[key],
        Step::Place(place) => &mut json[place],
    })
}

/// Changes a value; what has been done.
fn damage(json: &mut Value, random: &mut Random) -> &'static str {
    let which = random.below(8);
    match (json, which) {
        (Value::Object(object), 0..=1) if !object.is_empty() => {
            let key = object.keys().nth(random.below(object.len())).cloned().unwrap_or_default();
            object.remove(&key);
            "a key less"
        }
        (Value::Object(object), 2) if !object.is_empty() => {
            let key = object.keys().nth(random.below(object.len())).cloned().unwrap_or_default();
            let value = object.remove(&key).unwrap_or_default();
            object.insert(["comment", "#text", "@uri", "nothing"][random.below(4)].to_owned(), value);
            "a key with another name"
        }
        (Value::Object(object), 3) => {
            let key = ["comment", "#text", "#items", "date", "@xml:lang", "goal", "nothing"][random.below(7)];
            object.insert(key.to_owned(), [value!("text"), value!([]), value!({})][random.below(3)].clone());
            "a key more"
        }
        (json @ Value::Object(_), 4) => {
            let values = json.as_object().map(|object| object.values().cloned().collect::<Vec<_>>());
            *json = value!(values);
            "an array with the values of an object"
        }
        (Value::Array(array), 0..=1) => {
            array.clear();
            "an array with nothing"
        }
        (Value::Array(array), 2..=3) if !array.is_empty() => {
            let item = array[random.below(array.len())].clone();
            array.push(item);
            "an item twice"
        }
        (json @ Value::Array(_), 4) if json.get(0).is_some() => {
            *json = json[0].take();
            "an item in place of an array"
        }
        (Value::String(text), 0..=4) => {
            let others =
                ["", " ", "text", "\u{1}", "2001-02-30", "2001-02-28", "en-US", "english", "1:2", " Min", "a\tb"];
            *text = others[random.below(others.len())].to_owned();
            "another text"
        }
        (json, 5) => {
            *json = Value::Null;
            "null"
        }
        (json, 6) => {
            *json = value!([json.take()]);
            "an array around"
        }
        (json, _) => {
            *json = [value!(7), value!(true), value!({}), value!([]), value!(1e300), value!("text")][random.below(6)]
                .clone();
            "another value"
        }
    }
}
