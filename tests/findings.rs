//! Documents with many faults: every one is named, none is invented; and what is repaired.

mod command;

use std::path::Path;

use command::Outcome;
use lip_tests::{expect, files, name};
use lip_types::imslip::LearnerInformation;
use lip_types::{Limits, Order, ReadOptions, Severity, Unknown, Values, read};

/// The exit code, standard output and standard error.
fn lip(arguments: &[&str]) -> (u8, String, String) {
    let Outcome { code, output, errors } = command::lip(arguments);
    (code, output, errors)
}

#[test]
fn every_fault_is_named() {
    let all = files("findings/err", "xml");
    assert!(all.len() > 38);
    for path in all {
        let bytes = std::fs::read(&path).expect("a document");
        let outcome = ReadOptions::new().read_bytes::<LearnerInformation>(&bytes);
        assert!(outcome.value.is_none());
        if let Ok(text) = std::str::from_utf8(&bytes) {
            assert!(outcome.findings.iter().all(|f| text.get(f.range()).is_some()));
        }
        expect(&path.with_extension("txt"), &format!("{}\n", outcome.findings));
    }
}

/// What looks wrong and is not: nothing is invented.
#[test]
fn nothing_is_invented() {
    let all = files("findings/ok", "xml");
    assert!(all.len() > 2);
    for path in all {
        let bytes = std::fs::read(&path).expect("a document");
        let outcome = ReadOptions::new().read_bytes::<LearnerInformation>(&bytes);
        assert!(outcome.value.is_some() && outcome.findings.is_empty(), "{}: {}", path.display(), outcome.findings);
    }
}

#[test]
fn what_is_certain_is_repaired() {
    let all = files("findings/fix", "xml");
    assert!(all.len() > 4);
    for path in all {
        let given = format!("findings/fix/{}", name(&path));
        let (_, diff, said) = lip(&["fix", &given]);
        expect(&path.with_extension("txt"), &format!("{diff}{said}"));
        // What has been repaired is as it is told: what is left stays, and nothing is added to it.
        let mended = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name(&path));
        std::fs::copy(&path, &mended).expect("a folder of this test");
        let mended = mended.to_str().expect("a name in Unicode");
        let (code, ..) = lip(&["fix", "--write", mended]);
        let (again, diff, _) = lip(&["fix", mended]);
        assert_eq!((again, diff.as_str()), (code, ""), "{mended}");
        assert_eq!(lip(&["validate", mended]).0, code, "{mended}");
    }
}

#[test]
fn repairs_are_written() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("export.xml");
    std::fs::copy("findings/fix/export.xml", &file).expect("a folder of this test");
    let file = file.to_str().expect("a name in Unicode");
    assert_eq!(lip(&["fix", "--check", file]).0, 1);
    let (code, output, said) = lip(&["fix", "--write", file]);
    assert_eq!((code, output.as_str()), (0, ""), "{said}");
    assert_eq!(lip(&["fix", "--check", file]).0, 0);
    let text = std::fs::read_to_string(file).expect("a document");
    assert!(text.contains("<!-- kept as it is -->") && text.contains("Fish &amp; chips"), "{text}");
}

/// What a policy lets pass is a warning, and the value is there.
#[test]
fn a_policy_lets_pass() {
    let text = "<learnerinformation><nix a='1'/><goal x='1'><description><long>b</long><short>a</short></description>\
        <date><datetime>2000:11:06</datetime></date></goal></learnerinformation>";
    let strict = read::<LearnerInformation>(text, &ReadOptions::new());
    assert!(strict.value.is_none());
    let options = ReadOptions::new().unknown(Unknown::Ignore).order(Order::Lenient).values(Values::Keep);
    let lenient = read::<LearnerInformation>(text, &options);
    let codes: Vec<_> = lenient.findings.iter().map(|f| (f.code(), f.severity())).collect();
    let warnings = ["LIP0007", "LIP0010", "LIP0014", "LIP0014", "LIP0012"].map(|code| (code, Severity::Warning));
    assert_eq!(codes, warnings, "{}", lenient.findings);
    let goal = lenient.value.expect("a value");
    let goal = goal.goals().next().expect("a goal").clone();
    let description = goal.description.expect("a description");
    assert_eq!((description.short.value.as_str(), description.long.is_some()), ("a", true));
    assert_eq!(goal.date[0].datetime.value.as_str(), "2000-11-06");
}

#[test]
fn every_code_has_its_page() {
    let (code, list, _) = lip(&["explain"]);
    assert!(code == 0 && list.lines().count() > 14);
    for line in list.lines() {
        let code = line.split(' ').next().expect("a code");
        let (end, page, _) = lip(&["explain", code]);
        assert!(end == 0 && page.starts_with(code), "{page}");
    }
    assert_eq!(lip(&["explain", "LIP9999"]).0, 2);
}

/// The names of the members of an object, sorted.
#[track_caller]
fn keys(value: &serde_json::Value, expected: &[&str]) {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, expected);
}

/// The keys are an interface: none is added, renamed or left out unnoticed.
#[test]
fn json_has_its_keys() {
    let (_, lines, _) = lip(&["validate", "--format", "json", "findings/err"]);
    let expected = "code column expected file found hint length line message offset path severity";
    let expected: Vec<&str> = expected.split(' ').collect();
    for line in lines.lines() {
        keys(&serde_json::from_str(line).expect("JSON"), &expected);
    }
    assert!(lines.lines().count() > 200);
}

#[test]
fn sarif_is_one_log() {
    let (code, log, _) = lip(&["validate", "--format", "sarif", "findings/err", "corpus/valid/root-only.xml"]);
    assert_eq!(code, 1);
    let log: serde_json::Value = serde_json::from_str(&log).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(results.len() > 20);
    for result in results {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]), "{result}");
        // Properties by the schema of SARIF 2.1.0 (sections 3.27, 3.28, 3.33): no others are allowed.
        keys(result, &["level", "locations", "message", "ruleId"]);
        keys(&result["message"], &["text"]);
        keys(&result["locations"][0], &["logicalLocations", "physicalLocation"]);
        keys(&result["locations"][0]["physicalLocation"], &["artifactLocation", "region"]);
        assert!(["warning", "error"].contains(&result["level"].as_str().expect("a level")), "{result}");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        keys(region, &["byteLength", "byteOffset", "startColumn", "startLine"]);
        assert!(region["startLine"].as_u64() > Some(0) && region["startColumn"].as_u64() > Some(0), "{result}");
    }
}

/// The reader that collects refuses what the reader that stops refuses, and tells of it: whatever is cut out.
#[test]
fn collecting_ends() {
    for path in files("findings/err", "xml") {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        // Not every place of a long document.
        let step = text.len() / 60 + 1;
        for (at, _) in text.char_indices().step_by(step) {
            for cut in
                [format!("{}{}", &text[..at], text[at..].chars().skip(1).collect::<String>()), text[..at].to_owned()]
            {
                let outcome = read::<LearnerInformation>(&cut, &ReadOptions::new());
                assert_eq!(outcome.value.is_none(), outcome.findings.has_errors(), "{cut}");
                assert!(outcome.findings.iter().all(|f| f.kind() != lip_types::ErrorKind::Unsupported), "{cut}");
            }
        }
    }
}

/// Beyond the limit findings are counted, and whether they are errors is known.
#[test]
fn many_are_counted() {
    let text = format!("<learnerinformation>{}</learnerinformation>", "<goal/><nix/>".repeat(50));
    let limits = Limits { findings: 20, ..Limits::default() };
    let options = ReadOptions::new().limits(limits);
    let strict = read::<LearnerInformation>(&text, &options);
    assert_eq!((strict.findings.len(), strict.findings.more(), strict.value), (20, 30, None));
    assert!(strict.findings.to_string().ends_with("\n30 more"));
    let lenient = read::<LearnerInformation>(&text, &options.unknown(Unknown::Ignore));
    assert_eq!((lenient.findings.len(), lenient.findings.more()), (20, 30));
    assert_eq!(lenient.value.expect("a value").goals().count(), 50);
}
