//! Documents as real systems export them, wrong in a dozen ways: what each policy lets pass, and what is written again.

mod command;
#[path = "policy/mutation.rs"]
mod mutation;

use std::fmt::Write as _;

use lip_tests::{expect, files};
use lip_types::imslip::{Goal, LearnerInformation, LearnerInformationItem};
use lip_types::{
    AnyDocument, Binding, ErrorKind, Findings, FromXml, Kept, Layout, Order, Outcome, Preserved, ReadOptions, Severity,
    ToXml, Unknown, Values, WriteOptions, Xml, read,
};
use mutation::{Mutation, mutated};
use proptest::prelude::*;

fn lenient() -> ReadOptions {
    ReadOptions::new().unknown(Unknown::Preserve).values(Values::Keep)
}

fn canonical(text: &str) -> String {
    AnyDocument::from_xml(text).unwrap_or_else(|error| panic!("{error}\n{text}")).canonical(true)
}

/// The findings, a line each, severity first.
fn told(findings: &Findings) -> String {
    let mut text = String::new();
    for finding in findings {
        writeln!(text, "{}: {finding}", finding.severity().as_str()).expect("a string");
    }
    text
}

/// What the policies make of each document stands beside it.
#[test]
fn exports_are_read_and_written_again() {
    let all = files("policy/ok", "xml");
    assert!(all.len() > 3);
    for path in all {
        let text = std::fs::read_to_string(&path).expect("a document");
        let mut shown = String::new();
        let policies = [
            ("unknown: ignore", ReadOptions::new().unknown(Unknown::Ignore)),
            ("unknown: preserve", ReadOptions::new().unknown(Unknown::Preserve)),
            ("values: keep", ReadOptions::new().values(Values::Keep)),
            ("unknown: preserve, values: keep", lenient()),
            ("unknown: ignore, values: keep, order: lenient", lenient().unknown(Unknown::Ignore).order(Order::Lenient)),
        ];
        for (name, options) in policies {
            let outcome = options.preserve(true).read::<LearnerInformation>(&text);
            let Some(learner) = outcome.value else {
                let errors = outcome.findings.iter().filter(|f| f.severity() == Severity::Error).count();
                writeln!(shown, "## {name}\n\nno value: {errors} errors\n").expect("a string");
                continue;
            };
            let binding = learner.preserved.binding().expect("it was kept");
            writeln!(shown, "## {name}\n\n{}", told(&outcome.findings)).expect("a string");
            match learner.to_xml(binding) {
                Ok(written) => {
                    assert_eq!(LearnerInformation::from_xml(&written).as_ref(), Ok(&learner));
                    writeln!(shown, "written:\n{written}").expect("a string");
                }
                Err(error) => writeln!(shown, "not written: {error}\n").expect("a string"),
            }
            let written = WriteOptions::new(binding).kept(true).to_xml(&learner).expect("the switch is on");
            match canonical(&written) == canonical(&text) {
                true => writeln!(shown, "written as it was\n").expect("a string"),
                false => writeln!(shown, "written with what is kept:\n{written}").expect("a string"),
            }
        }
        expect(&path.with_extension("txt"), &shown);
    }
}

fn kept(preserved: &Preserved) -> Vec<String> {
    let show = |kept: &Kept| match kept {
        Kept::Attribute(attribute) => format!("@{}={}", attribute.local, attribute.value),
        Kept::Element(element) => format!("<{}>{}", element.local, element.content.text()),
        Kept::Text(text) => text.clone(),
        _ => unreachable!("there are three"),
    };
    preserved.kept().map(show).collect()
}

/// An element is kept by the one that it stood in, and goes where that goes.
#[test]
fn what_is_kept_moves_with_its_element() {
    let text = "<learnerinformation><goal mood='good'><date><datetime>soon</datetime></date>by hand<nix/></goal><goal/></learnerinformation>";
    for preserve in [false, true] {
        let outcome = lenient().preserve(preserve).read::<LearnerInformation>(text);
        assert!(outcome.findings.iter().all(|f| f.severity() == Severity::Warning), "{}", outcome.findings);
        let mut learner = outcome.value.expect("a value");
        let goal = learner.goals().next().expect("a goal");
        assert_eq!(kept(&goal.preserved), ["@mood=good", "<date>soon", "by hand", "<nix>"]);
        learner.items.swap(0, 1);
        let write = WriteOptions::new(Binding::Dtd).layout(Layout::Compact).kept(true);
        let written = write.to_xml(&learner).expect("the switch is on");
        let moved = "<learnerinformation><goal/><goal mood=\"good\"><date><datetime>soon</datetime></date>by hand<nix/></goal></learnerinformation>\n";
        assert!(written.ends_with(moved), "{written}");
        let error = learner.to_xml(Binding::Dtd).expect_err("nothing that is not valid");
        assert_eq!(error.path(), "/learnerinformation/goal/@mood");
        let LearnerInformationItem::Goal(goal) = &mut learner.items[1] else { panic!("a goal") };
        assert_eq!(goal.preserved.take_kept().len(), 4);
        let written = learner.to_xml(Binding::Dtd).expect("nothing is kept any more");
        assert_eq!(LearnerInformation::from_xml(&written).expect("valid"), learner);
    }
}

/// In the other binding, and beside children that are new.
#[test]
fn what_is_kept_is_written_in_its_place() {
    let text = "<l:learnerinformation xmlns:l='http://www.imsglobal.org/xsd/imslip_v1p0' xmlns:x='urn:x'>\n  <l:goal><l:nix a='1'/></l:goal>\n  <x:y/>\n  <l:goal/>\n</l:learnerinformation>";
    let mut learner = lenient().read::<LearnerInformation>(text).value.expect("a value");
    let write = |learner: &LearnerInformation, binding| {
        WriteOptions::new(binding).layout(Layout::Compact).kept(true).to_xml(learner).expect("the switch is on")
    };
    assert_eq!(
        write(&learner, Binding::Dtd).lines().last(),
        Some(
            "<learnerinformation xmlns:l=\"http://www.imsglobal.org/xsd/imslip_v1p0\" xmlns:x=\"urn:x\"><goal><l:nix a=\"1\"/></goal><x:y/><goal/></learnerinformation>"
        )
    );
    learner.items.push(Goal::default().into());
    assert!(write(&learner, Binding::Xsd).contains("<x:y/>"), "{}", write(&learner, Binding::Xsd));
    // An attribute that the program sets is no more the one that was kept.
    let text = "<learnerinformation xml:lang='not a language' x='1'/>";
    let mut learner = lenient().preserve(true).read::<LearnerInformation>(text).value.expect("a value");
    assert_eq!((learner.lang.as_ref(), kept(&learner.preserved).len()), (None, 2));
    learner.lang = "de".parse().ok();
    assert!(learner.lang.is_some());
    assert!(write(&learner, Binding::Dtd).ends_with("<learnerinformation xml:lang=\"de\" x=\"1\"/>\n"));
    let as_read = WriteOptions::new(Binding::Dtd).kept(true).to_xml(&learner).expect("the switch is on");
    assert!(as_read.ends_with("<learnerinformation xml:lang='de' x='1'/>"), "{as_read}");
}

/// The nearest owner that can do without it; none, and there is no value.
#[test]
fn the_nearest_owner_keeps_it() {
    let read =
        |text: &str| lenient().read::<LearnerInformation>(&format!("<learnerinformation>{text}</learnerinformation>"));
    // `short` is required in `description`, which is not required in `goal`.
    let learner = read("<goal><description><long>a</long></description></goal>").value.expect("a value");
    let goal = learner.goals().next().expect("a goal");
    assert_eq!((kept(&goal.preserved), goal.description.is_none()), (vec!["<description>a".into()], true));
    // One of two; the other stays.
    let date = |when: &str| format!("<date><datetime>{when}</datetime></date>");
    let learner = read(&format!("<goal>{}{}</goal>", date("2000-01-01"), date("x"))).value.expect("a value");
    let goal = learner.goals().next().expect("a goal");
    assert_eq!((goal.date.len(), kept(&goal.preserved)), (1, vec!["<date>x".into()]));
    // An attribute that must be there.
    let learner = read("<identification><demographics><gender gender='X'/></demographics></identification>");
    assert!(learner.findings.iter().all(|f| f.severity() == Severity::Warning), "{}", learner.findings);
    // Markup in a text.
    let learner = read("<comment>a <b>bold</b> word</comment>");
    assert_eq!(kept(&learner.value.expect("a value").preserved), ["<comment>a bold word"]);
    // Not well-formed is not kept.
    assert!(read("<comment>a & b</comment>").value.is_none());
}

#[derive(Debug, PartialEq, Xml)]
#[xml(element = "a")]
struct Owner {
    #[xml(child = "s")]
    some: lip_types::OneOrMore<u8>,
    #[xml(child = "t")]
    two: lip_types::Bounded<u8, 1, 2>,
    #[xml(group)]
    pairs: Vec<Pair>,
    #[xml(preserved)]
    preserved: Preserved,
}

#[derive(Debug, PartialEq, Xml)]
#[xml(group)]
struct Pair {
    #[xml(child = "k")]
    key: String,
    #[xml(child = "v")]
    value: u8,
}

/// A type that keeps nothing beside its value.
#[derive(Debug, PartialEq, Xml)]
#[xml(element = "o")]
struct Bare {
    #[xml(child)]
    inner: Option<Inner>,
    #[xml(preserved)]
    preserved: Preserved,
}

#[derive(Debug, PartialEq, Xml)]
#[xml(element = "i")]
struct Inner {
    #[xml(child = "n")]
    number: Option<u8>,
}

#[test]
fn cardinalities_hold_what_is_left() {
    let read = |inner: &str| read::<Owner>(&format!("<a>{inner}</a>"), &lenient());
    let outcome = read("<s>x</s><s>1</s><s/><t>2</t><t>y</t><k>a</k><v>z</v><k>b</k><v>3</v><k>c</k>");
    assert!(!outcome.findings.has_errors(), "{}", outcome.findings);
    let owner = outcome.value.expect("a value");
    assert_eq!((owner.some.len(), owner.two.len(), owner.pairs.len()), (1, 1, 1));
    assert_eq!(kept(&owner.preserved), ["<s>x", "<s>", "<t>y", "<k>a", "<v>z", "<k>c"]);
    for none in ["<s>x</s><t>1</t>", "<s>1</s><t>x</t><t>y</t>", "<t>1</t>", "<s>1</s>"] {
        let outcome = read(none);
        assert!(outcome.value.is_none() && outcome.findings.has_errors(), "{none}: {}", outcome.findings);
    }
}

#[test]
fn a_type_that_keeps_nothing_is_kept_as_a_whole() {
    let Outcome { value, findings, .. } = read::<Bare>("<o><i x='1'><n>2</n><m/></i></o>", &lenient());
    assert!(!findings.has_errors(), "{findings}");
    let bare = value.expect("a value");
    assert_eq!((kept(&bare.preserved), bare.inner.is_none()), (vec!["<i>2".into()], true));
    // A value is kept by no one but its owner, either.
    let outcome = read::<Bare>("<o><i><n x='1'>2</n></i></o>", &lenient());
    assert_eq!(kept(&outcome.value.expect("a value").preserved), ["<i>2"]);
    let strict = read::<Inner>("<i x='1'/>", &lenient());
    assert!(strict.value.is_none() || !strict.findings.has_errors());
}

/// Open content holds whatever it is; it is written when that is asked for.
#[test]
fn open_content_holds_what_is_wrong() {
    let text = "<learnerinformation>\n<ext_learnerinfo>a<goal><nix/>b<date><datetime>x</datetime></date></goal><x xml:lang='d e'/></ext_learnerinfo></learnerinformation>";
    let outcome = lenient().preserve(true).read::<LearnerInformation>(text);
    assert!(!outcome.findings.has_errors(), "{}", outcome.findings);
    let learner = outcome.value.expect("a value");
    assert!(learner.to_xml(Binding::Dtd).is_err());
    let written = WriteOptions::new(Binding::Dtd).kept(true).to_xml(&learner).expect("the switch is on");
    assert_eq!(canonical(&written), canonical(text));
    // What is left out is left out there, too.
    let text = text.replace("<date><datetime>x</datetime></date>", "").replace(" xml:lang='d e'", "");
    let ignore = ReadOptions::new().unknown(Unknown::Ignore).preserve(true);
    let learner = ignore.read::<LearnerInformation>(&text).value.expect("a value");
    let written = learner.to_xml(Binding::Dtd).expect("valid");
    assert!(written.contains("<ext_learnerinfo>a<goal></goal><x/></ext_learnerinfo>"), "{written}");
}

/// Beyond the limit findings are only counted, and let pass all the same.
#[test]
fn many_are_let_pass() {
    let one = "<goal x='1'><nix/><date><datetime>x</datetime></date></goal>";
    let text = format!("<learnerinformation>{}</learnerinformation>", one.repeat(20));
    let limits = lip_types::Limits { findings: 7, ..lip_types::Limits::default() };
    let outcome = lenient().limits(limits).read::<LearnerInformation>(&text);
    assert_eq!((outcome.findings.len(), outcome.findings.more()), (7, 53));
    let learner = outcome.value.expect("a value");
    assert!(learner.goals().all(|goal| kept(&goal.preserved) == ["@x=1", "<nix>", "<date>x"]));
}

/// The exit code, standard output and standard error.
fn lip(arguments: &[&str]) -> (u8, String, String) {
    let command::Outcome { code, output, errors } = command::lip(arguments);
    (code, output, errors)
}

#[test]
fn the_command_takes_policies() {
    let file = "policy/ok/campus.xml";
    let lenient = ["--unknown", "preserve", "--values", "keep"];
    assert_eq!(lip(&["validate", file]).0, 1);
    let (code, told, summary) = lip(&[&["validate", file], &lenient[..]].concat());
    assert_eq!((code, summary.as_str()), (0, "1 file: valid\n"));
    assert!(told.contains("warning[LIP0007]") && !told.contains("error["), "{told}");
    let text = std::fs::read_to_string(file).expect("a document");
    // What is certain is mended; all else is as it was.
    let (code, written, told) = lip(&[&["format", "--preserve", file], &lenient[..]].concat());
    assert_eq!((code, written), (0, text.replace("2000:11:06", "2000-11-06")), "{told}");
    assert!(told.contains("warning[LIP0012]"), "{told}");
    let (code, written, _) = lip(&["format", file, "--unknown", "ignore"]);
    assert_eq!((code, written.as_str()), (1, ""));
    let file = "policy/ok/job-portal.xml";
    let (code, written, _) = lip(&["format", file, "--unknown", "ignore", "--order", "lenient"]);
    assert_eq!(code, 0);
    assert!(LearnerInformation::from_xml(&written).is_ok(), "{written}");
    let (code, diff, told) = lip(&["fix", file, "--unknown", "ignore"]);
    assert!(
        code == 0 && diff.contains("+    <lip:description><lip:short>") && told.contains("warning["),
        "{diff}{told}"
    );
}

/// The name of an entity that is not declared: an error of its own, and off by its name.
#[test]
fn entities_need_not_be_declared() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("undeclared.xml");
    let text = "<learnerinformation><identification><formname><text entityref='cv'/></formname></identification></learnerinformation>";
    std::fs::write(&file, text).expect("a folder of this test");
    let file = file.to_str().expect("a name in Unicode");
    let (code, told, _) = lip(&["validate", file]);
    assert!(code == 1 && told.starts_with("error[LIP0015]"), "{told}");
    for name in ["declared-entity", "LIP0015"] {
        assert_eq!(lip(&["validate", "--without", name, file]).0, 0);
    }
    // It is kept as any value that cannot be held.
    let kept_text = lenient().read::<LearnerInformation>(text);
    assert!(kept_text.value.is_some() && !kept_text.findings.has_errors(), "{}", kept_text.findings);
    let learner = ReadOptions::new().undeclared_entities(true).read::<LearnerInformation>(text).value.expect("a value");
    let error = learner.to_xml(Binding::Dtd).expect_err("it is not declared");
    assert!(error.path().ends_with("/text/@entityref"), "{error}");
}

fn documents() -> Vec<String> {
    let all = files("corpus/valid", "xml").into_iter().chain(files("corpus/valid-dtd", "xml"));
    let small = |text: &String| text.len() < 20_000 && LearnerInformation::from_xml(text).is_ok();
    all.filter_map(|file| std::fs::read_to_string(file).ok()).filter(small).collect()
}

fn mends_a_value(findings: &Findings) -> bool {
    findings.iter().any(|f| f.kind() == ErrorKind::Value && f.severity() == Severity::Warning && f.repair().is_some())
}

/// Shows where two texts part.
fn same(one: &str, other: &str) -> Result<(), TestCaseError> {
    let part = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        let bytes = text.as_bytes();
        String::from_utf8_lossy(&bytes[part.saturating_sub(200)..bytes.len().min(part + 200)]).into_owned()
    };
    prop_assert!(one == other, "{}\n\nis not\n\n{}", around(one), around(other));
    Ok(())
}

fn equal<T: PartialEq + std::fmt::Debug>(one: Option<&T>, other: Option<&T>, text: &str) -> Result<(), TestCaseError> {
    if one == other {
        return Ok(());
    }
    let parts = same(&format!("{one:?}"), &format!("{other:?}")).err();
    Err(TestCaseError::fail(format!("{}\n\n{text}", parts.map(|parts| parts.to_string()).unwrap_or_default())))
}

fn holds(text: &str) -> Result<bool, TestCaseError> {
    let Ok(before) = AnyDocument::from_xml(text) else { return Ok(false) };
    let outcome = lenient().preserve(true).read::<LearnerInformation>(text);
    prop_assert_eq!(outcome.value.is_none(), outcome.findings.has_errors());
    let some = outcome.value.is_some();
    if let Some(learner) = &outcome.value {
        let binding = learner.preserved.binding().expect("it was kept");
        let written = WriteOptions::new(binding).kept(true).to_xml(learner);
        let written = written.map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        if !mends_a_value(&outcome.findings) {
            let after = AnyDocument::from_xml(&written).expect("it is well-formed");
            same(&after.canonical(true), &before.canonical(true))?;
        }
        if let Ok(valid) = learner.to_xml(binding) {
            let again = LearnerInformation::from_xml(&valid);
            equal(again.as_ref().ok(), Some(learner), text)?;
        }
        // Without what stood between elements, in any layout: the same is held, and the same kept.
        let bare = lenient().read::<LearnerInformation>(text).value.expect("there was one");
        for layout in [Layout::Compact, Layout::Indented] {
            let written = WriteOptions::new(binding).layout(layout).kept(true).to_xml(&bare);
            let written = written.map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
            let again = lenient().read::<LearnerInformation>(&written).value;
            equal(again.as_ref(), Some(&bare), text)?;
            prop_assert_eq!(kept(&again.expect("a value").preserved), kept(&bare.preserved), "{}\n{}", text, written);
        }
    }
    for preserve in [false, true] {
        let ignore = ReadOptions::new().unknown(Unknown::Ignore).order(Order::Lenient).preserve(preserve);
        let Some(learner) = ignore.read::<LearnerInformation>(text).value else { continue };
        for layout in [Layout::AsRead, Layout::Compact] {
            let binding = learner.preserved.binding().unwrap_or(Binding::Xsd);
            let written = WriteOptions::new(binding).layout(layout).to_xml(&learner);
            let written = written.map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
            let again = LearnerInformation::from_xml(&written);
            equal(again.as_ref().ok(), Some(&learner), text)?;
        }
    }
    Ok(some)
}

/// With `Preserve` and `Keep` nothing of a document is lost, however wrong it is; with `Ignore` what is left is valid.
#[test]
fn nothing_is_lost_of_mutated_documents() {
    let documents = documents();
    assert!(documents.len() > 5);
    let cases = std::env::var("LIP_LAW_VALUES").ok().and_then(|number| number.parse().ok()).unwrap_or(250);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let some = std::cell::Cell::new(0);
    let strategy = (0..documents.len(), prop::collection::vec(any::<Mutation>(), 1..6));
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let result = runner.run(&strategy, |(document, mutations)| {
        let text = mutated(&documents[document], &mutations);
        some.set(some.get() + usize::from(holds(&text)?));
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(some.get() * 4 > cases as usize, "a value for {} of {cases} only", some.get());
}

/// Behind the last fault that is told there may be more, and text between them.
#[test]
fn more_faults_than_are_told_end_the_reading() {
    let text = format!("<learnerinformation>{}", "<goal>\0</goal>x".repeat(1_500));
    for unknown in [Unknown::Reject, Unknown::Preserve, Unknown::Ignore] {
        let options = ReadOptions::new().unknown(unknown).values(Values::Keep).preserve(true);
        let outcome = options.read::<LearnerInformation>(&text);
        assert!(outcome.value.is_none() && outcome.findings.more() > 0, "{}", outcome.findings);
    }
}

/// What is left out or kept may not be well-formed either.
#[test]
fn an_entity_that_is_not_balanced_is_let_pass_by_no_policy() {
    let text = "<!DOCTYPE learnerinformation [<!ENTITY work \"<duration/>ame><tyvalue>Work</tyvalue></typename>\">]>\n\
                <learnerinformation>\n  <goal>\n    &work;\n    <comment/>\n  </goal>\n  <goal>&work;</goal>\n</learnerinformation>";
    for unknown in [Unknown::Preserve, Unknown::Ignore] {
        let options = ReadOptions::new().unknown(unknown).values(Values::Keep).preserve(true);
        let outcome = options.read::<LearnerInformation>(text);
        assert!(outcome.value.is_none(), "{}", outcome.findings);
        assert!(outcome.findings.has_errors(), "{}", outcome.findings);
    }
}
