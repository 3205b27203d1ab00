//! A schema of one's own with the JSON form: `Config::serde` compiles, behind a feature or not, and keeps every construct.

use arbitrary::{Arbitrary, Unstructured};
use lip_gen::{Config, Output};
use lip_tests::{Random, repository};
use lip_types::{Binding, Limits, ReadOptions, WriteOptions, json};
use serde_json::{Value, json as value};

/// `serde = ""`: always.
#[rustfmt::skip]
#[allow(dead_code, reason = "a test needs a part only")]
mod library {
    include!("library.rs");
}

/// `serde = "json-form"`: behind a feature of this crate.
#[rustfmt::skip]
#[allow(dead_code, reason = "a test needs a part only")]
mod library_behind {
    include!("library_behind.rs");
}

use library::Library;

fn config() -> Config {
    Config::from_file(repository().join("tests/json/library.toml")).expect("it is there")
}

/// The code is what the generator makes; `BLESS=1` writes it anew.
#[test]
fn generated_code_is_fresh() {
    for (config, file) in [(config(), "library.rs"), (config().serde(Some("json-form")), "library_behind.rs")] {
        let path = repository().join("tests/json").join(file);
        let text = lip_gen::generate(&config, &Output::Memory).expect("code").text;
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &text).expect("a file that can be written");
        }
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), text, "{file}: run with BLESS=1");
    }
}

const TEXT: &str = r##"{
    "@open": "true", "@places": "40",
    "#attributes": [{"prefix": "v", "name": "map", "namespace": "urn:example:maps", "value": "ground floor"}],
    "book": [{"@kind": "atlas", "@price": "12.50", "#text": "Hills of Freedonia"}],
    "keeper": [{"#choice": {"name": "Ada Example"}}, {"#choice": {"number": "7"}}],
    "#items": [
        {"drawer": "maps"},
        {"shelf": {"shelf": [{}, {"shelf": [{}]}]}},
        {"box": {"#content": ["a ", {"element": {"name": "b", "namespaces": [{"uri": "urn:b"}], "namespace": "urn:b",
            "content": [{"cdata": "<c>"}, {"comment": " d "}, {"instruction": {"target": "e", "data": "f"}}]}}]}}
    ],
    "#groups": [{"from": "2001-09-01", "to": "2002-06-30"}, {"from": "2002-09-01"}],
    "remark": {"#content": [{"#text": "See "}, {"em": "this"}, {"book": {"@kind": "novel", "#text": ""}}]}
}"##;

fn schema() -> jsonschema::Validator {
    let text = lip_gen::generate(&config().json_schema(), &Output::Memory).expect("a schema").text;
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|error| panic!("{error}"));
    jsonschema::draft202012::new(&schema).expect("a valid schema")
}

#[test]
fn every_construct_survives() {
    let limits = Limits::default();
    let library: Library = json::from_str(TEXT, &limits).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((library.book.len(), library.keeper.len(), library.items.len(), library.groups.len()), (1, 2, 3, 2));
    let text = json::to_string(&library, &limits).expect("JSON");
    assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), serde_json::from_str::<Value>(TEXT).expect("JSON"));
    let xml = WriteOptions::new(Binding::Xsd).to_xml(&library).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(ReadOptions::new().from_xml::<Library>(&xml).unwrap_or_else(|error| panic!("{error}\n{xml}")), library);
    assert!(schema().is_valid(&serde_json::from_str(TEXT).expect("JSON")));
}

/// The same verdict by the schema and by the reader, and what the reader says.
#[test]
fn what_breaks_a_construct_is_refused() {
    let schema = schema();
    let valid: Value = serde_json::from_str(TEXT).expect("JSON");
    let keeper = value!({"#choice": {"name": "a"}});
    for (place, new, expected) in [
        ("/@open", value!(true), "invalid type: boolean `true`; expected a string"),
        ("/@open", value!("yes"), "\"yes\"; expected"),
        ("/@places", value!(40), "invalid type: integer `40`; expected a string"),
        ("/@places", value!("99999999999999999999"), "\"99999999999999999999\"; expected"),
        ("/@places", Value::Null, "invalid type: null; expected a string"),
        ("/book", value!([]), "0 items where at least 1 must stand"),
        ("/book", value!({}), "invalid type: map; expected a sequence"),
        ("/book/0/@kind", value!("poem"), "\"poem\"; expected one of `novel`, `atlas`"),
        ("/book/0/@price", value!("1,5"), "\"1,5\"; expected"),
        ("/keeper", value!([]), "0 items where 1 to 3"),
        ("/keeper", value!([keeper, keeper, keeper, keeper]), "4 items where 1 to 3"),
        ("/keeper/0/#choice", value!({}), "an empty object; expected one with one of the keys `name`, `number`"),
        (
            "/keeper/0/#choice",
            value!({"name": "a", "number": "1"}),
            "a second key, `number`; expected an object with one",
        ),
        ("/keeper/1/#choice/number", value!("0"), "\"0\"; expected"),
        ("/#items", Value::Null, "invalid type: null; expected a sequence"),
        ("/#items/1/shelf", value!([[]]), "invalid type: sequence; expected an object with the key `shelf`"),
        ("/#items/2/box/#content/1", value!({"element": {}}), "missing field `name`"),
        ("/#groups/0", value!(["2001-09-01", "2002-06-30"]), "invalid type: sequence; expected an object"),
        ("/#groups/0", value!({"to": "2001-09-01"}), "missing field `from`"),
        ("/#attributes/0", value!({"name": "a"}), "missing field `value`"),
        ("/remark/#content/0", value!("See"), "invalid type: string \"See\"; expected an object"),
        ("/remark", Value::Null, "invalid type: null; expected an object with the key `#content`"),
    ] {
        let mut altered = valid.clone();
        *altered.pointer_mut(place).unwrap_or_else(|| panic!("{place} is there")) = new;
        let error = match json::from_str::<Library>(&altered.to_string(), &Limits::default()) {
            Ok(_) => panic!("read: {place}: {altered}"),
            Err(error) => error,
        };
        assert!(error.message().starts_with(expected), "{place}: {error}");
        // A pattern does not count.
        let looser = error.message().starts_with("\"99999999999999999999\"");
        assert_eq!(schema.is_valid(&altered), looser, "{place}: {error}");
    }
}

/// Random values are written, valid for the schema, and read back equal.
#[test]
fn random_values_survive_and_are_valid() {
    let schema = schema();
    let limits = Limits { depth: 10_000, ..Limits::default() };
    let mut random = Random::new(1_948);
    let mut values = 0;
    for _ in 0..400 {
        let length = 1 << (4 + random.below(7));
        let bytes: Vec<u8> = (0..length).map(|_| u8::try_from(random.below(256)).unwrap_or_default()).collect();
        let Ok(library) = Library::arbitrary(&mut Unstructured::new(&bytes)) else { continue };
        let text = json::to_string(&library, &limits).expect("JSON");
        assert_eq!(
            json::from_str::<Library>(&text, &limits).unwrap_or_else(|error| panic!("{error}: {text}")),
            library
        );
        let mut reader = serde_json::Deserializer::from_str(&text);
        reader.disable_recursion_limit();
        let whole: Value = serde::Deserialize::deserialize(&mut reader).expect("JSON");
        if let Err(error) = schema.validate(&whole) {
            panic!("{error} at {}: {text}", error.instance_path());
        }
        values += 1;
    }
    assert!(values > 200, "only {values} values");
}

/// With the feature the same types have the same form; without it they have none, and need nothing.
#[test]
fn the_form_may_be_behind_a_feature() {
    let xml = r#"<library xmlns="urn:example:library" open="1"><book kind="novel">a</book><keeper><name>b</name></keeper></library>"#;
    let library: library_behind::Library = ReadOptions::new().from_xml(xml).expect("a valid document");
    assert_eq!(library.book.len(), 1);
    #[cfg(feature = "json-form")]
    {
        let text = serde_json::to_string(&library).expect("JSON");
        assert_eq!(
            text,
            r##"{"@open":"1","book":[{"@kind":"novel","#text":"a"}],"keeper":[{"#choice":{"name":"b"}}]}"##
        );
        assert_eq!(serde_json::from_str::<library_behind::Library>(&text).expect("a library"), library);
    }
}
