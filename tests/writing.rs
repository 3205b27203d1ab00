//! What the writer refuses, with the path, and what it writes otherwise: row by row of the table at `WriteError`.

use arbitrary::Unstructured;
use lip_types::imslip::{Activity, Comment, ExtGoal, Goal, Text};
use lip_types::value::{Entity, QName};
use lip_types::{
    AnyAttribute, AnyAttributes, AnyContent, AnyElement, AnyInstruction, AnyNode, Binding, FromXml, Layout, ToXml,
    WriteOptions, Xml,
};

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const LIP: &str = "http://www.imsglobal.org/xsd/imslip_v1p0";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

fn compact<T: ToXml + lip_types::Element>(value: &T, binding: Binding) -> Result<String, (String, String)> {
    let text = WriteOptions::new(binding).layout(Layout::Compact).to_xml(value);
    text.map_err(|error| (error.path().to_owned(), error.message().to_owned()))
}

/// Both bindings refuse the value, at this path, for a reason that has these words.
#[track_caller]
fn refused<T: ToXml + lip_types::Element>(value: &T, path: &str, words: &str) {
    for binding in [Binding::Xsd, Binding::Dtd] {
        match compact(value, binding) {
            Ok(text) => panic!("written: {text}"),
            Err((at, message)) => {
                assert_eq!(at, path, "{message}");
                assert!(message.contains(words), "{message}");
            }
        }
    }
}

/// The value is written so, and is read back equal.
#[track_caller]
fn written<T: ToXml + FromXml + lip_types::Element + PartialEq + std::fmt::Debug>(value: &T, part: &str) {
    let text = compact(value, Binding::Xsd).expect("it can be written");
    assert!(text.contains(part), "{text}");
    assert_eq!(&T::from_xml(&text).expect("it can be read"), value);
}

fn open(node: AnyNode) -> Goal {
    let mut ext = ExtGoal::default();
    ext.content.nodes.push(node);
    let mut goal = Goal::default();
    goal.ext_goal = Some(ext);
    goal
}

fn instruction(target: &str, data: &str) -> Goal {
    open(AnyNode::ProcessingInstruction(Box::new(AnyInstruction { target: target.into(), data: data.into() })))
}

fn element(prefix: &str, local: &str, namespace: &str) -> Goal {
    let mut element = AnyElement::new(local).in_namespace(namespace);
    element.prefix = prefix.into();
    open(AnyNode::Element(Box::new(element)))
}

fn attribute(prefix: &str, local: &str, namespace: &str, value: &str) -> AnyAttribute {
    AnyAttribute { prefix: prefix.into(), local: local.into(), namespace: namespace.into(), value: value.into() }
}

fn with_attributes(attributes: &[AnyAttribute]) -> Goal {
    let mut element = AnyElement::new("a");
    element.attributes = attributes.to_vec();
    open(AnyNode::Element(Box::new(element)))
}

#[test]
fn characters_that_xml_forbids() {
    for character in ['\0', '\u{8}', '\u{b}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
        let words = format!("the character U+{:04X}, which XML 1.0 forbids", u32::from(character));
        let bad = format!("a{character}b");
        refused(&Comment::from(bad.as_str()), "/comment", &words);
        let mut text = Text::from("fine");
        text.uri = Some(bad.clone());
        refused(&text, "/text/@uri", &words);
        let mut goal = Goal::default();
        goal.comment = Some(Comment::from(bad.as_str()));
        refused(&goal, "/goal/comment", &words);
        goal = open(AnyNode::Text(bad.clone().into()));
        refused(&goal, "/goal/ext_goal", &words);
        refused(&open(AnyNode::CData(bad.clone().into())), "/goal/ext_goal", &words);
        refused(&open(AnyNode::Comment(bad.clone().into())), "/goal/ext_goal/comment()", &words);
        refused(&instruction("target", &bad), "/goal/ext_goal/processing-instruction()", &words);
        refused(&with_attributes(&[attribute("", "b", "", &bad)]), "/goal/ext_goal/a/@b", &words);
    }
    written(&Comment::from("\u{7f}\u{85}\u{2028}\u{fffd}\u{10ffff}"), "\u{7f}\u{85}\u{2028}\u{fffd}\u{10ffff}");
}

#[test]
fn what_would_change_is_a_reference() {
    written(&Comment::from("a\r\nb\t]]>&<"), ">a&#13;\nb\t]]&gt;&amp;&lt;</comment>");
    let mut text = Text::from("");
    text.uri = Some("\"a\"\r\n\t<&>'".into());
    written(&text, "uri=\"&quot;a&quot;&#13;&#10;&#9;&lt;&amp;>'\"");
}

#[test]
fn sections_comments_and_instructions() {
    written(&open(AnyNode::CData("a]]b<&".into())), "<![CDATA[a]]b<&]]>");
    let parted = compact(&open(AnyNode::CData("a]]>b".into())), Binding::Xsd).expect("it is parted");
    assert!(parted.contains("<![CDATA[a]]]]><![CDATA[>b]]>"), "{parted}");
    let read = Goal::from_xml(&parted).expect("it can be read");
    assert_eq!(read.ext_goal.expect("it is there").content.text(), "a]]>b");
    let as_text = compact(&open(AnyNode::CData("a\rb".into())), Binding::Xsd).expect("it is text");
    assert!(as_text.contains("<ext_goal>a&#13;b</ext_goal>"), "{as_text}");

    written(&open(AnyNode::Comment(" - a -b- ".into())), "<!-- - a -b- -->");
    let comment = "/goal/ext_goal/comment()";
    refused(&open(AnyNode::Comment("a--b".into())), comment, "`--`");
    refused(&open(AnyNode::Comment("a-".into())), comment, "`--`");
    refused(&open(AnyNode::Comment("a\r\nb".into())), comment, "carriage return");

    written(&instruction("target", "a ? > b "), "<?target a ? > b ?>");
    written(&instruction("xml-stylesheet", ""), "<?xml-stylesheet?>");
    let at = "/goal/ext_goal/processing-instruction()";
    refused(&instruction("target", "a?>b"), at, "forbids");
    refused(&instruction("XmL", ""), at, "forbids");
    refused(&instruction("", "a"), at, "forbids");
    refused(&instruction("a b", ""), at, "forbids");
    refused(&instruction("a:b", ""), at, "forbids");
    refused(&instruction("target", "a\rb"), at, "white space");
    refused(&instruction("target", " a"), at, "white space");
}

#[test]
fn names_of_open_content() {
    for name in ["", "a b", "1a", "a:b", "a>", "-a", "\u{d7}"] {
        refused(
            &element("", name, "urn:a"),
            format!("/goal/ext_goal/{name}").trim_end_matches('/'),
            "a name that XML forbids",
        );
        refused(
            &with_attributes(&[attribute("", name, "", "")]),
            &format!("/goal/ext_goal/a/@{name}"),
            "a name that XML forbids",
        );
    }
    written(&element("é", "日本", "urn:a"), "<日本 xmlns=\"urn:a\"/>");
    // A prefix that cannot be declared gives way.
    for prefix in ["a b", "1", "xml", "xmlns", ":", "a:b"] {
        written(&element(prefix, "b", "urn:a"), "<b xmlns=\"urn:a\"/>");
        written(&with_attributes(&[attribute(prefix, "b", "urn:a", "c")]), ":b=\"c\"");
    }
    written(&element("", "a", XML), "<xml:a/>");
    refused(&element("p", "a", XMLNS), "/goal/ext_goal/a", "the reserved namespace");
    let taken = compact(&element("", "goal", ""), Binding::Dtd).expect_err("it would be the DTD's");
    assert!(taken.0 == "/goal/ext_goal/goal" && taken.1.contains("the DTD would take for its own"), "{taken:?}");
}

#[test]
fn attributes_of_open_content() {
    let twice = [attribute("p", "b", "urn:a", "1"), attribute("q", "b", "urn:a", "2")];
    refused(&with_attributes(&twice), "/goal/ext_goal/a/@b", "for the second time");
    refused(
        &with_attributes(&[attribute("", "xmlns", "", "urn:a")]),
        "/goal/ext_goal/a/@xmlns",
        "namespace declaration",
    );
    refused(
        &with_attributes(&[attribute("xmlns", "p", XMLNS, "urn:a")]),
        "/goal/ext_goal/a/@p",
        "namespace declaration",
    );
    refused(
        &with_attributes(&[attribute("xml", "lang", XML, "no language")]),
        "/goal/ext_goal/a/@xml:lang",
        "a language tag",
    );
    written(&with_attributes(&[attribute("xml", "lang", XML, "en")]), "xml:lang=\"en\"");
    // A prefix for each namespace, whatever the attributes ask for.
    let same = [attribute("p", "b", "urn:a", "1"), attribute("p", "b", "urn:b", "2"), attribute("", "b", "", "3")];
    written(&with_attributes(&same), "xmlns:p=\"urn:a\" p:b=\"1\"");

    let mut goal = open(AnyNode::Text("a".into()));
    if let Some(ext) = &mut goal.ext_goal {
        ext.attributes = AnyAttributes { attributes: vec![attribute("", "b", "", "1"), attribute("", "b", "", "2")] };
    }
    refused(&goal, "/goal/ext_goal/@b", "for the second time");
}

/// Elements of the schema in open content are checked as everywhere.
#[test]
fn elements_of_the_schema_in_open_content() {
    let with = |content: AnyContent| {
        let mut element = AnyElement::new("goal").in_namespace(LIP);
        element.content = content;
        open(AnyNode::Element(Box::new(element)))
    };
    let inner = |local: &str, text: &str| {
        let mut element = AnyElement::new(local).in_namespace(LIP);
        if !text.is_empty() {
            element.content.push_text(text);
        }
        AnyContent { nodes: vec![AnyNode::Element(Box::new(element))] }
    };
    written(&with(AnyContent::default()), "<ext_goal><goal/></ext_goal>");
    written(&with(inner("priority", "first")), "<priority>first</priority>");
    refused(&with(inner("gaol", "")), "/goal/ext_goal/goal/gaol", "element `gaol`");
    refused(&with(inner("geo", "")), "/goal/ext_goal/goal/geo", "element `geo`");
    let text = AnyContent { nodes: vec![AnyNode::Text("x".into())] };
    refused(&with(text), "/goal/ext_goal/goal", "text `x`; expected");
    let mut goal = with(AnyContent::default());
    if let Some(AnyNode::Element(element)) = goal.ext_goal.as_mut().and_then(|ext| ext.content.nodes.first_mut()) {
        element.attributes.push(attribute("", "colour", "", "red"));
    }
    refused(&goal, "/goal/ext_goal/goal/@colour", "attribute `colour`");

    // Prefixes and entities of the document around are known.
    let mut text = AnyElement::new("text").in_namespace(LIP);
    text.attributes.push(attribute("", "entityref", "", "photo"));
    let mut outer = AnyElement::new("a").in_namespace("urn:a");
    outer.namespaces.push(("l".into(), LIP.into()));
    text.prefix = "l".into();
    outer.content.push(text);
    let mut goal = open(AnyNode::Element(Box::new(outer)));
    for (binding, text) in [(Binding::Xsd, "l:text"), (Binding::Dtd, "text")] {
        let (path, message) = compact(&goal, binding).expect_err("nothing declares it");
        assert_eq!(path, format!("/goal/ext_goal/a/{text}/@entityref"));
        assert!(message.contains("an unparsed entity that the DOCTYPE declares"), "{message}");
    }
    goal.preserved.declare_entity("photo", "ada.jpg", "jpeg").expect("a declaration");
    written(
        &goal,
        "<a xmlns=\"urn:a\" xmlns:l=\"http://www.imsglobal.org/xsd/imslip_v1p0\"><l:text entityref=\"photo\"/></a>",
    );
}

#[test]
fn declarations_of_open_content() {
    let mut outer = AnyElement::new("a").in_namespace("urn:a");
    outer.prefix = "p".into();
    for (prefix, uri) in [
        ("p", "urn:b"),
        ("q", "urn:q"),
        ("q", "urn:r"),
        ("xml", "urn:x"),
        ("xmlns", "urn:x"),
        ("r", XML),
        ("s", ""),
        ("t u", "urn:t"),
    ] {
        outer.namespaces.push((prefix.into(), uri.into()));
    }
    written(&open(AnyNode::Element(Box::new(outer))), "<a xmlns=\"urn:a\" xmlns:p=\"urn:b\" xmlns:q=\"urn:q\"/>");
}

#[test]
fn values_that_the_place_decides() {
    let mut portrait = Text::from("a face");
    portrait.entityref = Some(Entity::new("photo").expect("a name"));
    refused(&portrait, "/text/@entityref", "an unparsed entity that the DOCTYPE declares");
    portrait.preserved.declare_entity("photo", "ada.jpg", "jpeg").expect("a declaration");
    for binding in [Binding::Xsd, Binding::Dtd] {
        let text = compact(&portrait, binding).expect("it is declared");
        assert!(
            text.contains("<!NOTATION jpeg SYSTEM \"jpeg\">\n<!ENTITY photo SYSTEM \"ada.jpg\" NDATA jpeg>"),
            "{text}"
        );
        // What a document has declared stays, and comes first.
        let mut again = Text::from_xml(&text).expect("it can be read");
        again.preserved.declare_entity("photo", "other.jpg", "jpeg").expect("a declaration");
        again.preserved.declare_entity("voice", "ada.mp3", "mp3").expect("a declaration");
        let text = compact(&again, binding).expect("it is declared");
        assert!(
            text.contains("NDATA mp3") && !text.contains("other.jpg") && text.matches("<!NOTATION").count() == 2,
            "{text}"
        );
        assert_eq!(Text::from_xml(&text).expect("it can be read"), portrait);
    }
    for (name, uri, notation) in
        [("a b", "u", "n"), ("a", "u\"'", "n"), ("a", "u#f", "n"), ("a", "u", ""), ("a", "\u{1}", "n")]
    {
        assert!(portrait.preserved.declare_entity(name, uri, notation).is_err(), "{name} {uri} {notation}");
    }

    #[derive(Debug, PartialEq, Xml)]
    #[xml(element = "role", ns = "urn:a")]
    struct Role {
        #[xml(attribute = "name")]
        name: QName,
    }
    refused(
        &Role { name: QName::new("p:author").expect("a name") },
        "/role/@name",
        "a name whose prefix is declared here",
    );
    written(&Role { name: QName::new("author").expect("a name") }, "name=\"author\"");
}

#[test]
fn a_date_without_a_time() {
    let activity = "<activity><date><datetime>2000-11-06</datetime></date></activity>";
    let dtd = format!("<!DOCTYPE activity SYSTEM \"imslip_v1p0p1.dtd\">{activity}");
    let value = Activity::from_xml(&dtd).expect("the DTD admits it");
    assert!(value.to_xml(Binding::Dtd).expect("the DTD admits it").contains("<datetime>2000-11-06</datetime>"));
    let error = value.to_xml(Binding::Xsd).expect_err("the XSD does not");
    assert_eq!(error.path(), "/activity/date/datetime");
    let admitted =
        "a date and time such as `2000-11-06T09:30:00`, in the XSD binding; the DTD binding admits this form";
    assert_eq!(error.message(), format!("expected {admitted}; write `2000-11-06T00:00:00`"));
    let xsd = activity.replacen("<activity>", "<activity xmlns=\"http://www.imsglobal.org/xsd/imslip_v1p0\">", 1);
    let findings = Activity::from_xml(&xsd).expect_err("the XSD does not");
    let error = &findings[0];
    assert_eq!((error.path(), error.found()), ("/activity/date/datetime", "`2000-11-06`"));
    assert_eq!((error.expected(), error.hint()), (Some(admitted), Some("write `2000-11-06T00:00:00`")));
}

/// Open content that no one has looked at: any string anywhere, and those that mean something more often.
fn wild(data: &mut Unstructured<'_>, depth: usize) -> arbitrary::Result<AnyContent> {
    type Data<'d, 'a> = &'d mut Unstructured<'a>;
    fn string(data: Data<'_, '_>) -> arbitrary::Result<String> {
        const PIECES: &[&str] =
            &["a", "b", "xml", "-", "--", "?>", "]]>", " ", "\r", "\n", "<", "&", "\"", "\u{1}", "\u{ffff}", "é", ":"];
        (0..data.int_in_range(0..=2)?).map(|_| data.choose(PIECES).copied()).collect()
    }
    fn one_of(data: Data<'_, '_>, usual: &[&str]) -> arbitrary::Result<String> {
        if data.ratio(1, 24)? { string(data) } else { data.choose(usual).map(|usual| (*usual).to_owned()) }
    }
    fn prefix(data: Data<'_, '_>) -> arbitrary::Result<String> {
        one_of(data, &["", "", "a", "b", "ns", "ns1", "xml", "xmlns"])
    }
    fn namespace(data: Data<'_, '_>) -> arbitrary::Result<String> {
        one_of(data, &["", "", "urn:a", "urn:b", "urn:c", LIP, LIP, XML, XMLNS])
    }
    fn local(data: Data<'_, '_>) -> arbitrary::Result<String> {
        one_of(data, &["a", "b", "c", "d", "goal", "geo", "comment", "xmlns", "lang"])
    }
    let mut content = AnyContent::default();
    for _ in 0..data.int_in_range(0..=3)? {
        content.nodes.push(match data.int_in_range(0..=9)? {
            0..=5 if depth > 0 => {
                let mut element = AnyElement::new(local(data)?).in_namespace(namespace(data)?);
                element.prefix = prefix(data)?.into();
                for _ in 0..data.int_in_range(0..=2)? {
                    element.namespaces.push((prefix(data)?.into(), namespace(data)?.into()));
                }
                for _ in 0..data.int_in_range(0..=2)? {
                    let (prefix, local, namespace) = (prefix(data)?, local(data)?, namespace(data)?);
                    element.attributes.push(attribute(&prefix, &local, &namespace, &string(data)?));
                }
                element.content = wild(data, depth - 1)?;
                AnyNode::Element(Box::new(element))
            }
            6 => AnyNode::CData(string(data)?.into()),
            7 => AnyNode::Comment(string(data)?.into()),
            8 => {
                let (target, data) = (local(data)?.into(), string(data)?.into());
                AnyNode::ProcessingInstruction(Box::new(AnyInstruction { target, data }))
            }
            _ => AnyNode::Text(string(data)?.into()),
        });
    }
    Ok(content)
}

/// The content without the places where one text ends and the next begins.
fn said(content: &AnyContent, out: &mut Vec<String>) {
    for node in &content.nodes {
        match node {
            AnyNode::Text(text) | AnyNode::CData(text) => match out.last_mut().filter(|last| last.starts_with('t')) {
                Some(last) => last.push_str(text),
                None if text.is_empty() => {}
                None => out.push(format!("t{text}")),
            },
            AnyNode::Element(element) => {
                out.push(format!(
                    "<{{{}}}{} {:?}",
                    element.namespace,
                    element.local,
                    element.attributes.iter().map(|a| (&a.namespace, &a.local, &a.value)).collect::<Vec<_>>()
                ));
                said(&element.content, out);
                out.push(">".into());
            }
            other => out.push(format!("{other:?}")),
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 4_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn open_content_is_refused_or_read_back(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let Ok(content) = wild(&mut Unstructured::new(&bytes), 3) else { return Ok(()) };
        let mut goal = Goal::default();
        let mut ext = ExtGoal::default();
        ext.content = content;
        let mut expected = Vec::new();
        said(&ext.content, &mut expected);
        goal.ext_goal = Some(ext);
        for binding in [Binding::Xsd, Binding::Dtd] {
            for layout in [Layout::Compact, Layout::Indented] {
                let Ok(text) = WriteOptions::new(binding).layout(layout).to_xml(&goal) else { continue };
                let read = Goal::from_xml(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
                let mut found = Vec::new();
                said(&read.ext_goal.unwrap_or_default().content, &mut found);
                assert_eq!(found, expected, "{text}");
            }
        }
    }
}
