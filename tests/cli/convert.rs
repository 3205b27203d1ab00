//! `lip convert`: JSON and back, and what is wrong with JSON.

use expect_test::expect;
use lip_tests::judge::Judge;
use lip_tests::{files, name};
use lip_types::imslip::LearnerInformation;
use lip_types::{Binding, ReadOptions};

use super::{check, folder, lip, lip_with};

/// XML to JSON to XML by the command, in both bindings: the same value, and valid by xmllint where it is there.
#[test]
fn documents_survive_json() {
    let documents = [files("corpus/valid", "xml"), files("corpus/valid-dtd", "xml")].concat();
    assert!(documents.len() > 50, "the corpus is not there");
    for (binding, named) in [(Binding::Xsd, "xsd"), (Binding::Dtd, "dtd")] {
        let mut written = Vec::new();
        for path in &documents {
            let file = name(path);
            let json = lip(&["convert", "--to", "json", path.to_str().unwrap()]);
            assert_eq!(json.code, 0, "{file}: {}", json.errors);
            let xml = lip_with(&["convert", "--to", "xml", "--binding", named, "-"], json.output.as_bytes());
            if xml.code != 0 {
                // A date without a time, in the XSD binding.
                assert!(xml.errors.contains("in the XSD binding"), "{file}: {}", xml.errors);
                assert_eq!((xml.code, xml.output.as_str()), (1, ""), "{file}");
                continue;
            }
            let read = |bytes: &[u8]| -> LearnerInformation { ReadOptions::new().from_bytes(bytes).unwrap() };
            assert_eq!(read(xml.output.as_bytes()), read(&std::fs::read(path).unwrap()), "{file}");
            written.push(xml.output);
        }
        assert!(written.len() + 6 > documents.len(), "only {} of {}", written.len(), documents.len());
        let judge = Judge::new(env!("CARGO_TARGET_TMPDIR"), "convert", binding).unwrap();
        match judge.complaints(written.iter().map(String::as_str)) {
            Ok(complaints) => assert!(complaints.iter().all(Vec::is_empty), "{complaints:?}"),
            Err(error) => eprintln!("skipped: the verdict of xmllint: {error}"),
        }
    }
}

/// What stays behind is told, and a file is replaced as a whole.
#[test]
fn comments_that_stay_behind_are_told() {
    let out = folder("convert").join("out.json");
    let text = b"<!-- a --><learnerinformation><!-- b --></learnerinformation>";
    let arguments = ["convert", "--to", "json", "-", "--out", out.to_str().unwrap()];
    check(
        &lip_with(&arguments, text),
        0,
        &expect![""],
        &expect![[r#"
        note: 2 comments or processing instructions of `<stdin>` left out
    "#]],
    );
    assert_eq!(std::fs::read_to_string(out).unwrap(), "{}\n");
}

#[test]
fn wrong_json_ends_with_1_and_says_where() {
    let value = "{\n  \"comment\": {\"#text\": \"é\"},\n  \"#items\": [{\"goal\": {\"date\": [{\"datetime\": \"soon\"}]}}]\n}\n";
    check(
        &lip_with(&["convert", "--to", "xml", "-"], value.as_bytes()),
        1,
        &expect![""],
        &expect![[r##"
            error: this is no learner information in JSON
             --> <stdin>:3:46
              |
            3 |   "#items": [{"goal": {"date": [{"datetime": "soon"}]}}]
              |                                              ^^^^^^ "soon"
              |
              = path: #items[0].goal.date[0].datetime
              = expected: a date such as `2000-11-06`, or a date and time such as `2000-11-06T09:30:00`
        "##]],
    );
    check(
        &lip_with(&["convert", "--to", "xml", "-"], b"{\"\xc3\xa9\": 1}"),
        1,
        &expect![""],
        &expect![[r#"
            error: this is no learner information in JSON
             --> <stdin>:1:2
              |
            1 | {"é": 1}
              |  ^^^ unknown field `é`
              |
              = path: é
              = expected: one of `@xml:lang`, `comment`, `contentype`, `#items`
        "#]],
    );
    check(
        &lip_with(&["convert", "--to", "xml", "-"], b"\xef\xbb\xbf{} {}"),
        1,
        &expect![""],
        &expect![[r#"
            error: this is no learner information in JSON
             --> <stdin>:1:4
              |
            1 | {} {}
              |    ^ trailing characters
        "#]],
    );
    for text in ["", "{", "[]", "{\"#items\": [", "<learnerinformation/>", "\u{0}", "\n\n\n"] {
        let outcome = lip_with(&["convert", "--to", "xml", "-"], text.as_bytes());
        assert_eq!((outcome.code, outcome.output.as_str()), (1, ""), "{text}");
        assert!(outcome.errors.starts_with("error: this is no learner information in JSON"), "{}", outcome.errors);
    }
    let outcome = lip_with(&["convert", "--to", "xml", "-"], b"\xff\xfe\n\xe9");
    assert_eq!((outcome.code, outcome.output.as_str()), (1, ""), "{}", outcome.errors);
}

#[test]
fn json_has_no_binding() {
    let outcome = lip(&["convert", "--to", "json", "--binding", "dtd", "corpus/valid/root-only.xml"]);
    check(
        &outcome,
        2,
        &expect![""],
        &expect![[r#"
        error: `--binding` says which XML is written; JSON is the same for both bindings
    "#]],
    );
    assert_eq!(lip(&["convert", "corpus/valid/root-only.xml"]).code, 2);
}

/// Several files go to a folder, or as JSON texts one after another to standard output.
#[test]
fn several_files_are_converted() {
    let folder = folder("convert-several");
    let (json, xml) = (folder.join("json"), folder.join("xml"));
    [&json, &xml].into_iter().for_each(|folder| std::fs::create_dir_all(folder).unwrap());
    let [json, xml] = [&json, &xml].map(|folder| folder.to_str().unwrap());
    let (one, two) = ("corpus/valid/root-only.xml", "corpus/valid/entities.xml");
    assert_eq!(lip(&["convert", "--to", "json", one, two, "--out", json]).code, 0);
    assert_eq!(std::fs::read_to_string(format!("{json}/root-only.json")).unwrap(), "{}\n");
    assert_eq!(lip(&["convert", "--to", "xml", json, "--out", xml]).code, 0);
    assert!(std::path::Path::new(&format!("{xml}/root-only.xml")).exists());

    let lines = lip(&["convert", "--to", "json", "--compact", one, two]);
    assert_eq!((lines.code, lines.output.lines().count()), (0, 2), "{}", lines.errors);
    assert!(lines.output.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));

    let refused = |arguments: &[&str], expected: &str| {
        let outcome = lip(arguments);
        assert_eq!((outcome.code, outcome.output.as_str()), (2, ""), "{arguments:?}");
        assert!(outcome.errors.contains(expected), "{}", outcome.errors);
    };
    refused(&["convert", "--to", "xml", json, json], "several documents cannot stand in one");
    refused(&["convert", "--to", "json", one, two, "--out", "nowhere"], "there is no folder `nowhere`");
    refused(
        &["convert", "--to", "json", "corpus/valid-dtd/entities.xml", two, "--out", json],
        "would be written of both",
    );
    refused(&["convert", "--to", "json", "-", "--out", json], "has no name in the folder");
    refused(&["convert", "--to", "xml", xml], "there is no .json file in the folder");
    // What can be done is done.
    let some = lip(&["convert", "--to", "json", "--compact", "nothing.xml", one]);
    assert_eq!((some.code, some.output.as_str()), (2, "{}\n"), "{}", some.errors);
}

/// Each is one fault, and is told with file, line and column, what was found, what was expected, and the path.
#[test]
fn every_fault_of_json_has_its_place() {
    let folder = folder("convert-faults");
    let file = folder.join("fault.json");
    let file = file.to_str().unwrap();
    let deep = format!("{}{}", "{\"#items\":[{\"activity\":".repeat(2_000), "}]}".repeat(2_000));
    for (text, place, words) in [
        (
            r##"{"coment": {"#text": "a"}}"##,
            "1:2",
            &["unknown field `coment`", "path: coment", "expected: one of `@xml:lang`"][..],
        ),
        (
            "{\"#items\": [\n  {\"goal\": {\"description\": {}}}\n]}",
            "2:29",
            &["missing field `short`", "path: #items[0].goal.description"],
        ),
        (
            r##"{"comment": {"#text": 7}}"##,
            "1:23",
            &["invalid type: integer `7`", "path: comment.#text", "expected: a string"],
        ),
        (
            r##"{"comment": "a"}"##,
            "1:13",
            &["invalid type: string \"a\"", "expected: an object with the keys `@xml:lang`, `#text`"],
        ),
        (
            r##"{"comment": {"#text": "\u0007"}}"##,
            "1:23",
            &["the character U+0007", "expected: characters that an XML document"],
        ),
        (
            r##"{"contentype": {"#items": []}}"##,
            "1:29",
            &["0 items where at least 1 must stand", "path: contentype.#items"],
        ),
        (r##"{"comment": {"#text": "a""##, "1:25", &["EOF while parsing an object"]),
        (r##"{"comment": {"#text": "a"}, "comment": {"#text": "b"}}"##, "1:29", &["duplicate field `comment`"]),
        (r##"{"comment": {"#text": 1e400}}"##, "1:27", &["number out of range"]),
        (&deep, "1:", &["arrays and objects inside one another", "expected: what `Limits::depth` allows"]),
    ] {
        std::fs::write(file, text).unwrap();
        let outcome = lip(&["convert", "--to", "xml", file]);
        assert_eq!((outcome.code, outcome.output.as_str()), (1, ""), "{text}");
        assert!(outcome.errors.contains(&format!("{file}:{place}")), "{place}: {}", outcome.errors);
        for word in words {
            assert!(outcome.errors.contains(word), "{word}: {}", outcome.errors);
        }
    }
}
