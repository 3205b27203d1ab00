//! What an attacker might send: it is an error, soon and in little memory; and values
//! that are deeper than any document can still be dropped, copied, compared and shown.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use lip_tests::hostile_inputs::{Hostile, inputs};
use lip_types::imslip::{ExtLearnerInfo, LearnerInformation};
use lip_types::{AnyDocument, AnyElement, Binding, ErrorKind, Finding, Limits, ReadOptions, WriteOptions};

/// Each input, read by each reader: what becomes of it, and that what is told of it is not much.
#[test]
fn every_input_is_read_or_refused() {
    let all = inputs(1);
    assert!(all.len() > 51, "{}", all.len());
    let mut wrong = Vec::new();
    for Hostile { name, bytes, kind, well_formed } in &all {
        // What is refused is not kept.
        for preserve in [false, true].into_iter().take(1 + usize::from(kind.is_none())) {
            let outcome = ReadOptions::new().preserve(preserve).read_bytes::<LearnerInformation>(bytes);
            let kinds: Vec<ErrorKind> = outcome.findings.iter().map(Finding::kind).collect();
            let as_expected = match kind {
                None => outcome.value.is_some() && kinds.is_empty(),
                Some(kind) => outcome.value.is_none() && kinds.contains(kind),
            };
            if !as_expected {
                wrong.push(format!("{name}: expected {kind:?}, found {:?}", outcome.findings.first()));
            }
            assert!(kinds.len() <= Limits::default().findings, "{name}");
            let told = outcome.findings.to_string().len();
            if told > 4_000_000.max(20 * bytes.len()) {
                wrong.push(format!("{name}: {told} bytes are told of it"));
            }
        }
        match AnyDocument::from_bytes(bytes) {
            Ok(_) if !well_formed => wrong.push(format!("{name}: well-formed")),
            Err(error) if *well_formed => wrong.push(format!("{name}: {error}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn refused(xml: &str) -> Finding {
    AnyDocument::from_xml(xml).expect_err("this is refused").iter().next().expect("a finding").clone()
}

/// As a document of any type, and in an extension of LIP.
fn limited(inside: &str, subset: &str) {
    let any = refused(&format!("<!DOCTYPE a [{subset}]><a>{inside}</a>"));
    assert_eq!(any.kind(), ErrorKind::Limit, "{any}");
    let lip = format!(
        "<!DOCTYPE learnerinformation [{subset}]><learnerinformation><ext_learnerinfo>{inside}</ext_learnerinfo></learnerinformation>"
    );
    for preserve in [false, true] {
        let error = ReadOptions::new().preserve(preserve).from_xml::<LearnerInformation>(&lip).unwrap_err();
        assert_eq!(error[0].kind(), ErrorKind::Limit, "{error}");
    }
}

fn laughs(levels: usize, attribute: bool) -> (String, String) {
    let mut subset = "<!ENTITY l0 'lol'>".to_owned();
    for level in 1..=levels {
        let inner = format!("&l{};", level - 1).repeat(10);
        subset.push_str(&format!("<!ENTITY l{level} '{inner}'>"));
    }
    let inside = if attribute { format!("<b c='&l{levels};'/>") } else { format!("&l{levels};") };
    (inside, subset)
}

#[test]
fn entities_do_not_explode() {
    for attribute in [false, true] {
        let (inside, subset) = laughs(9, attribute);
        limited(&inside, &subset);
        // Quadratic: one long entity, often.
        let subset = format!("<!ENTITY e '{}'>", "x".repeat(50_000));
        let many = "&e;".repeat(50_000);
        limited(&if attribute { format!("<b c='{many}'/>") } else { many }, &subset);
    }
    // In a default that every element has.
    let (_, subset) = laughs(4, false);
    limited(&"<d/>".repeat(10_000), &format!("{subset}<!ATTLIST d b CDATA '&l4;'>"));
    // In parameter entities.
    let mut subset = "<!ENTITY % p0 '<!-- -->'>".to_owned();
    for level in 1..10 {
        let inner = format!("&#37;p{};", level - 1).repeat(10);
        subset.push_str(&format!("<!ENTITY % p{level} '{inner}'>"));
    }
    let error = refused(&format!("<!DOCTYPE a [{subset}%p9;]><a/>"));
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
}

#[test]
fn external_entities_are_never_opened() {
    let file = std::env::temp_dir().join(format!("lip-hostile-{}", std::process::id()));
    std::fs::write(&file, "secret").unwrap();
    let url = format!("file://{}", file.display());
    for subset in [format!("<!ENTITY e SYSTEM '{url}'>"), format!("<!ENTITY e PUBLIC 'e' '{url}'>")] {
        for inside in ["&e;", "<b c='&e;'/>"] {
            let error = refused(&format!("<!DOCTYPE a [{subset}]><a>{inside}</a>"));
            assert_eq!(error.kind(), ErrorKind::Entity, "{error}");
        }
    }
    let read = AnyDocument::from_xml(&format!("<!DOCTYPE a SYSTEM '{url}' [<!ENTITY % p SYSTEM '{url}'>%p;]><a/>"));
    assert_eq!(read.unwrap().canonical(true), "<a></a>");
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn much_of_anything_is_refused_or_read() {
    let many = |what: &dyn Fn(usize) -> String, n| (0..n).map(what).collect::<String>();
    // Attributes, and namespaces: refused before they cost.
    assert_eq!(refused(&format!("<a{}/>", many(&|i| format!(" a{i}=''"), 100_000))).kind(), ErrorKind::Limit);
    assert_eq!(refused(&format!("<a{}/>", many(&|i| format!(" xmlns:a{i}='u'"), 100_000))).kind(), ErrorKind::Limit);
    let declared = many(&|i| format!("a{i} CDATA 'x' "), 100_000);
    assert_eq!(refused(&format!("<!DOCTYPE a [<!ATTLIST a {declared}>]><a/>")).kind(), ErrorKind::Limit);
    // Names, texts, values and comments of a megabyte are read.
    let long = "x".repeat(1 << 20);
    for xml in [
        format!("<{long}/>"),
        format!("<a {long}=''/>"),
        format!("<a b='{long}'/>"),
        format!("<a>{long}</a>"),
        format!("<a><!--{long}--><?{long}?><![CDATA[{long}]]></a>"),
        format!("<a>{}</a>", "&amp;".repeat(1 << 18)),
        format!("<a>{}</a>", "<b/>".repeat(1 << 18)),
        format!("<a>{}</a>", "<![CDATA[]]>".repeat(1 << 17)),
        format!("<a>{}</a>", "]]".repeat(1 << 19)),
        format!("<!DOCTYPE a [{}]><a/>", many(&|i| format!("<!ENTITY e{i} ''>"), 50_000)),
    ] {
        AnyDocument::from_xml(&xml).unwrap();
    }
    // Names that a weak hash would throw together.
    let colliding = many(
        &|i| format!(" {}='' ", (0..10).map(|bit| if i >> bit & 1 == 0 { "Aa" } else { "BB" }).collect::<String>()),
        900,
    );
    AnyDocument::from_xml(&format!("<a>{}</a>", format!("<b{colliding}/>").repeat(50))).unwrap();
}

#[test]
fn depth_is_limited() {
    let deep = "<a>".repeat(200_000);
    assert_eq!(refused(&deep).kind(), ErrorKind::Limit);
    limited(&deep, "");
    assert_eq!(refused(&format!("<!DOCTYPE a [<!ELEMENT a {}]>", "(".repeat(1_000_000))).kind(), ErrorKind::Syntax);
}

#[test]
fn a_truncated_document_is_an_error_at_every_byte() {
    let xml = "\u{FEFF}<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE a [<!ENTITY e '<b>é</b>'><!ENTITY % p '<!ATTLIST b c NMTOKEN \"d\">'>%p;\
               <!ELEMENT a (b|c)*><!NOTATION n PUBLIC 'n'>]><!-- é --><?f g?><a xmlns:p='u' p:q='&lt;é'>&e;&#233;<![CDATA[é]]><p:r/></a>";
    AnyDocument::from_bytes(xml.as_bytes()).unwrap();
    for end in 0..xml.len() {
        assert!(AnyDocument::from_bytes(&xml.as_bytes()[..end]).is_err(), "{end}");
        // And any byte may be another.
        let mut other = xml.as_bytes().to_vec();
        for byte in [0, b'<', b'&', b'%', b'"', 0xFF, 0xC0, 0xED] {
            other[end] = byte;
            _ = AnyDocument::from_bytes(&other);
        }
    }
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain("<a>\u{1F600}</a>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    AnyDocument::from_bytes(&utf16).unwrap();
    for end in 0..utf16.len() {
        assert!(AnyDocument::from_bytes(&utf16[..end]).is_err(), "{end}");
    }
}

#[test]
fn a_raised_limit_costs_no_stack_in_open_content() {
    const DEEP: usize = 200_000;
    let xml = format!("{}x{}", "<a>".repeat(DEEP), "</a>".repeat(DEEP));
    let options = ReadOptions::new().limits(Limits { depth: DEEP, ..Limits::default() });
    let document = options.any_from_xml(&xml).unwrap();
    let copy = document.clone();
    assert_eq!(copy, document);
    assert_eq!(copy.canonical(true), xml);
    assert!(format!("{copy:?}").len() > 100);
    assert_eq!(document.element.content.text(), "x");
    drop(copy);
    // By hand, too.
    let mut element = AnyElement::new("a");
    for _ in 0..DEEP {
        let mut outer = AnyElement::new("a");
        outer.content.push(element);
        element = outer;
    }
    assert_ne!(element, document.element);
    drop(element.clone());
}

#[test]
fn every_limit_can_be_set() {
    let default = Limits::default();
    let subset = "<!DOCTYPE a [<!ENTITY e 'xxxxxxxxxx'><!ENTITY f '&e;'><!ENTITY g '&f;'>]>";
    let wide = "&e;".repeat(60_000);
    for (limits, xml) in [
        (Limits { depth: 2, ..default }, "<a><b><c/></b></a>".to_owned()),
        (Limits { attributes: 1, ..default }, "<a b='' c=''/>".to_owned()),
        (Limits { attributes: 1, ..default }, "<!DOCTYPE a [<!ATTLIST a b CDATA '' c CDATA ''>]><a/>".to_owned()),
        (Limits { name: 3, ..default }, "<abcd/>".to_owned()),
        (Limits { name: 3, ..default }, "<a bcde=''/>".to_owned()),
        (Limits { text: 3, ..default }, "<a>text</a>".to_owned()),
        (Limits { text: 3, ..default }, "<a b='text'/>".to_owned()),
        (Limits { size: 3, ..default }, "<a/>".to_owned()),
        (Limits { entity_depth: 2, ..default }, format!("{subset}<a>&g;</a>")),
        (Limits { entity_depth: 2, ..default }, format!("{subset}<a b='&g;'/>")),
        (Limits { expansion: 20, ..default }, format!("{subset}<a>&e;&f;</a>")),
        (Limits { amplification: 1, ..default }, format!("{subset}<a>{wide}{}</a>", "&g;".repeat(60_000))),
    ] {
        let read = |limits| ReadOptions::new().limits(limits).any_from_xml(&xml);
        assert!(read(default).is_ok(), "{limits:?}");
        assert_eq!(read(limits).expect_err("beyond the limit")[0].kind(), ErrorKind::Limit, "{limits:?}");
    }
}

#[test]
fn what_is_deeper_than_any_document_is_not_written() {
    let mut element = AnyElement::new("a");
    for _ in 0..100_000 {
        let mut outer = AnyElement::new("a");
        outer.content.push(element);
        element = outer;
    }
    let mut ext = ExtLearnerInfo::default();
    ext.content.push(element);
    let mut learner = LearnerInformation::default();
    learner.items.push(ext.into());
    assert!(WriteOptions::new(Binding::Xsd).to_xml(&learner).is_err());
    let text = WriteOptions::new(Binding::Xsd).depth(200_000).to_xml(&learner).unwrap();
    assert!(text.contains("<a><a><a>"));
}
