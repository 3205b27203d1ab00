//! What derived code does, row by row of the tables in the documentation of the derive:
//! documents that are read and written again, and documents that are refused, with the
//! whole message. Messages that were changed with intent are written again by
//! `UPDATE_EXPECT=1 cargo test -p lip-tests --test derive`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Debug;

use expect_test::{Expect, expect};
use lip_types::value::{Date, DateTime, Lang, Token};
use lip_types::{
    AnyAttributes, AnyContent, Binding, Bounded, Element, FromXml, Namespace, OneOrMore, Preserved, ReadOptions, ToXml,
    WriteOptions, Xml,
};

static PEOPLE: Namespace = Namespace::new("urn:people");
static PLACES: Namespace = Namespace::new("urn:places");

/// Reads, writes in every layout, reads again: the value is the same.
#[track_caller]
fn reads<T: FromXml + ToXml + Element + PartialEq + Debug>(xml: &str) -> T {
    let value: T = lip_types::from_xml(xml).unwrap_or_else(|e| panic!("{xml}\n{e}"));
    for layout in [lip_types::Layout::Indented, lip_types::Layout::AsRead, lip_types::Layout::Compact] {
        let written = WriteOptions::new(Binding::Xsd).layout(layout).to_xml(&value).unwrap();
        let again: T = lip_types::from_xml(&written).unwrap_or_else(|e| panic!("{written}\n{e}"));
        assert_eq!(again, value, "{written}");
    }
    let kept: T = ReadOptions::new().preserve(true).from_xml(xml).unwrap();
    assert_eq!(kept, value);
    let written = WriteOptions::new(Binding::Xsd).layout(lip_types::Layout::AsRead).to_xml(&kept).unwrap();
    assert_eq!(lip_types::from_xml::<T>(&written).unwrap(), value, "{written}");
    value
}

/// What is written, without the XML declaration and the last line's end.
fn written<T: ToXml + Element>(value: &T) -> String {
    let text = WriteOptions::new(Binding::Xsd).layout(lip_types::Layout::Compact).to_xml(value).unwrap();
    text.split_once("?>\n").unwrap().1.trim_end().to_owned()
}

/// A document as it can stand in this file.
fn shown(xml: &str) -> String {
    if xml.trim().is_empty() {
        return format!("{xml:?}");
    }
    xml.chars()
        .map(|c| if c.is_control() && c != '\n' { c.escape_default().to_string() } else { c.to_string() })
        .collect()
}

/// One line for each document: kind and message.
#[track_caller]
fn refuses<T: FromXml + Element + Debug>(documents: &[&str], expected: Expect) {
    let mut lines = String::new();
    for xml in documents {
        match T::from_xml(xml) {
            Ok(value) => panic!("{xml}\nis read as {value:?}"),
            Err(error) => lines.push_str(&format!("{}\n    {:?} {error}\n", shown(xml), error[0].kind())),
        }
    }
    expected.assert_eq(&lines);
}

mod attributes {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "person", ns = PEOPLE)]
    struct Person {
        #[xml(attribute = "id")]
        id: Token,
        #[xml(attribute = "age")]
        age: Option<u8>,
        #[xml(attribute = "xml:lang")]
        lang: Option<Lang>,
        #[xml(attribute = "href", ns = "http://www.w3.org/1999/xlink")]
        href: Option<String>,
        #[xml(attribute = "place", ns = PLACES)]
        place: Option<String>,
        #[xml(attribute)]
        r#type: Option<Kind>,
    }

    #[derive(Debug, Clone, Copy, PartialEq, Eq, Xml)]
    #[xml(value)]
    enum Kind {
        #[xml(value = "learner")]
        Learner,
        #[xml(value = "teacher")]
        Teacher,
        #[xml(value = "head teacher")]
        Head,
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "open")]
    struct Open {
        #[xml(attribute = "id")]
        id: Option<u32>,
        #[xml(any_attributes)]
        other: AnyAttributes,
    }

    #[test]
    fn are_read_and_written() {
        let person: Person = reads(
            "<person xmlns='urn:people' xmlns:x='http://www.w3.org/1999/xlink' xmlns:p='urn:places' \
             type=' head\n teacher' p:place='a&#10;b&quot;' x:href='?a&amp;b' xml:lang='de-CH' age='7' id=' k1 '/>",
        );
        assert_eq!((person.id.as_str(), person.age, person.r#type), ("k1", Some(7), Some(Kind::Head)));
        assert_eq!(person.place.as_deref(), Some("a\nb\""));
        assert_eq!(
            written(&person),
            "<person xmlns=\"urn:people\" id=\" k1 \" age=\"7\" xml:lang=\"de-CH\" \
             xmlns:ns=\"http://www.w3.org/1999/xlink\" ns:href=\"?a&amp;b\" \
             xmlns:ns1=\"urn:places\" ns1:place=\"a&#10;b&quot;\" type=\"head teacher\"/>"
        );
        let least: Person = reads("<q:person id='' xmlns:q='urn:people'></q:person>");
        assert_eq!(written(&least), "<person xmlns=\"urn:people\" id=\"\"/>");
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "size")]
    struct Size {
        #[xml(attribute = "width", default)]
        width: u32,
        #[xml(attribute = "unit", default = "millimetre")]
        unit: String,
        #[xml(text)]
        of: String,
    }

    fn millimetre() -> String {
        "mm".into()
    }

    #[test]
    fn have_a_value_when_they_are_absent() {
        for xml in ["<size>a</size>", "<size width='0'>a</size>", "<size unit='mm'>a</size>"] {
            let size: Size = reads(xml);
            assert_eq!((size.width, size.unit.as_str()), (0, "mm"), "{xml}");
            assert_eq!(written(&size), "<size width=\"0\" unit=\"mm\">a</size>");
        }
        assert_eq!(reads::<Size>("<size width='7' unit='cm'/>").width, 7);
        assert!(Size::from_xml("<size width=''/>").is_err());
    }

    #[test]
    fn beside_the_schema_are_free() {
        let xsi = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='urn:people p.xsd'";
        reads::<Person>(&format!("<person xmlns='urn:people' {xsi} id='a'/>"));
        let open: Open = reads("<open a='1' xmlns:p='urn:p' p:id='2' id='3' xml:space='preserve'/>");
        assert_eq!(open.id, Some(3));
        let names: Vec<_> = open.other.attributes.iter().map(|a| (&*a.namespace, &*a.local, &*a.value)).collect();
        assert_eq!(
            names,
            [("", "a", "1"), ("urn:p", "id", "2"), ("http://www.w3.org/XML/1998/namespace", "space", "preserve")]
        );
        assert_eq!(reads::<Open>("<open/>").other, AnyAttributes::default());
    }

    #[test]
    fn are_refused() {
        refuses::<Person>(
            &[
                "<person xmlns='urn:people'/>",
                "<person xmlns='urn:people' age='7'></person>",
                "<person xmlns='urn:people' id='a' nane='b'/>",
                "<person xmlns='urn:people' id='a'\n agE='7'/>",
                "<person xmlns='urn:people' id='a' age='-1'/>",
                "<person xmlns='urn:people' id='a' age=' old '/>",
                "<person xmlns='urn:people' id='a' xml:lang='d-'/>",
                "<person xmlns='urn:people' id='a' xml:space='preserve'/>",
                "<person xmlns='urn:people' id='a' href='b'/>",
                "<person xmlns='urn:people' id='a' xmlns:p='urn:places' p:age='1'/>",
                "<p:person xmlns:p='urn:people' p:id='a'/>",
                "<person xmlns='urn:people' id='a' type='Teacher'/>",
                "<person xmlns='urn:people' id='a' type=''/>",
                "<person xmlns='urn:people' id='a' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='b'/>",
                "<person xmlns='urn:people' id='a' id='b'/>",
                "<person xmlns='urn:people' id='a'> </person>",
                "<person xmlns='urn:people' id='a'><b/></person>",
                "<person xmlns='urn:people' id='a'>text</person>",
            ],
            expect![[r#"
                <person xmlns='urn:people'/>
                    MissingAttribute 1:1: element `person` without the attribute `id`; expected `id="…"` [LIP0011] at /person
                <person xmlns='urn:people' age='7'></person>
                    MissingAttribute 1:1: element `person` without the attribute `id`; expected `id="…"` [LIP0011] at /person
                <person xmlns='urn:people' id='a' nane='b'/>
                    UnknownAttribute 1:35: attribute `nane`; expected `id`, `age`, `xml:lang`, `href`, `place`, `type` [LIP0010] at /person/@nane
                <person xmlns='urn:people' id='a'
                 agE='7'/>
                    UnknownAttribute 2:2: attribute `agE`; expected `id`, `age`, `xml:lang`, `href`, `place`, `type` [LIP0010] at /person/@agE; did you mean `age`?
                <person xmlns='urn:people' id='a' age='-1'/>
                    Value 1:40: `-1`; expected a whole number from 0 to 255 [LIP0012] at /person/@age
                <person xmlns='urn:people' id='a' age=' old '/>
                    Value 1:41: `old`; expected a whole number from 0 to 255 [LIP0012] at /person/@age
                <person xmlns='urn:people' id='a' xml:lang='d-'/>
                    Value 1:45: `d-`; expected a language tag such as `en` or `en-GB`, or nothing [LIP0012] at /person/@xml:lang
                <person xmlns='urn:people' id='a' xml:space='preserve'/>
                    UnknownAttribute 1:35: attribute `xml:space`; expected `id`, `age`, `xml:lang`, `href`, `place`, `type` [LIP0010] at /person/@xml:space
                <person xmlns='urn:people' id='a' href='b'/>
                    UnknownAttribute 1:35: attribute `href`; expected `id`, `age`, `xml:lang`, `href`, `place`, `type` [LIP0010] at /person/@href; `href` stands here in the namespace `http://www.w3.org/1999/xlink`
                <person xmlns='urn:people' id='a' xmlns:p='urn:places' p:age='1'/>
                    UnknownAttribute 1:56: attribute `p:age`; expected `id`, `age`, `xml:lang`, `href`, `place`, `type` [LIP0010] at /person/@p:age; `age` stands here without a prefix
                <p:person xmlns:p='urn:people' p:id='a'/>
                    UnknownAttribute 1:32: attribute `p:id`; expected `id`, `age`, `xml:lang`, `href`, `place`, `type` [LIP0010] at /p:person/@p:id; write `id`
                <person xmlns='urn:people' id='a' type='Teacher'/>
                    Value 1:41: `Teacher`; expected one of `learner`, `teacher`, `head teacher` [LIP0012] at /person/@type; write `teacher`
                <person xmlns='urn:people' id='a' type=''/>
                    Value 1:41: an empty value; expected one of `learner`, `teacher`, `head teacher` [LIP0012] at /person/@type
                <person xmlns='urn:people' id='a' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='b'/>
                    UnknownAttribute 1:89: attribute `xsi:type`; expected `xsi:schemaLocation` or `xsi:noNamespaceSchemaLocation` [LIP0010] at /person/@xsi:type
                <person xmlns='urn:people' id='a' id='b'/>
                    Syntax 1:35: the attribute `id` for the second time; expected each attribute once [LIP0002] at /person/@id
                <person xmlns='urn:people' id='a'> </person>
                    UnexpectedText 1:35: white space; expected nothing in `person` [LIP0009] at /person
                <person xmlns='urn:people' id='a'><b/></person>
                    UnexpectedElement 1:35: element `b`; expected the end of `person` [LIP0007] at /person/b
                <person xmlns='urn:people' id='a'>text</person>
                    UnexpectedText 1:35: text `text`; expected nothing in `person` [LIP0009] at /person
            "#]],
        );
        refuses::<Open>(
            &["<open id='x'/>", "<open a='1' xml:lang='-'/>"],
            expect![[r#"
            <open id='x'/>
                Value 1:11: `x`; expected a whole number from 0 to 4294967295 [LIP0012] at /open/@id
            <open a='1' xml:lang='-'/>
                Value 1:23: `-`; expected a language tag such as `en` or `en-GB`, or nothing [LIP0012] at /open/@xml:lang
        "#]],
        );
    }
}

mod children {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "person", ns = PEOPLE)]
    struct Person {
        #[xml(child)]
        name: Name,
        #[xml(child = "nick", ns = PEOPLE)]
        nick: Option<String>,
        #[xml(child)]
        birth: Option<Box<Birth>>,
        #[xml(child = "mark", ns = PEOPLE)]
        marks: Bounded<u32, 2, 3>,
        #[xml(child = "active", ns = PEOPLE)]
        active: bool,
        #[xml(child = "seen", ns = "urn:places")]
        seen: Vec<DateTime>,
        #[xml(child)]
        addresses: OneOrMore<Address>,
        #[xml(child = "kin", ns = PEOPLE)]
        kin: Option<Box<Kin>>,
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "name", ns = PEOPLE)]
    struct Name(#[xml(text)] String, #[xml(preserved)] Preserved);

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "birth", ns = PEOPLE)]
    struct Birth(#[xml(attribute = "place")] Option<String>, #[xml(text)] Date);

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "address", ns = PLACES)]
    struct Address {
        #[xml(child = "city", ns = PLACES)]
        city: String,
    }

    /// Named by whoever holds it, and recursive.
    #[derive(Debug, Clone, PartialEq, Xml)]
    struct Kin {
        #[xml(child = "who", ns = PEOPLE)]
        who: String,
        #[xml(child = "kin", ns = PEOPLE)]
        kin: Vec<Kin>,
    }

    const FULL: &str = "<p:person xmlns:p='urn:people' xmlns='urn:places'><!-- a --><p:name>A<![CDATA[ & ]]>B</p:name> \
        <p:nick/><p:birth place='X'>2000-11-06</p:birth>\r<p:mark>1</p:mark><?b c?><p:mark> 2 </p:mark>\
        <person:active xmlns:person='urn:people'>1</person:active><seen>2000-11-06T09:30:00Z</seen>\
        <address><city>Bern</city></address><q:address xmlns:q='urn:places'><city>Biel</city></q:address>\
        <kin xmlns='urn:people'><who>C</who><kin><who>D</who></kin><kin><who/></kin></kin></p:person>";

    #[test]
    fn are_read_and_written() {
        let full: Person = reads(FULL);
        assert_eq!((&*full.name.0, full.nick.as_deref(), &*full.marks), ("A & B", Some(""), &[1, 2][..]));
        assert_eq!((full.active, full.seen.len(), full.addresses.len()), (true, 1, 2));
        assert_eq!(full.kin.as_ref().unwrap().kin.len(), 2);
        assert_eq!(
            written(&full),
            "<person xmlns=\"urn:people\"><name>A &amp; B</name><nick/><birth place=\"X\">2000-11-06</birth>\
             <mark>1</mark><mark>2</mark><active>true</active>\
             <seen xmlns=\"urn:places\">2000-11-06T09:30:00Z</seen>\
             <address xmlns=\"urn:places\"><city>Bern</city></address>\
             <address xmlns=\"urn:places\"><city>Biel</city></address>\
             <kin><who>C</who><kin><who>D</who></kin><kin><who/></kin></kin></person>"
        );
    }

    fn with(children: &str) -> String {
        format!("<person xmlns='urn:people' xmlns:l='urn:places'>{children}</person>")
    }

    #[test]
    fn are_refused() {
        let documents: Vec<String> = [
            "",
            "\n  ",
            "<nick>a</nick>",
            "<mark>1</mark>",
            "<name>a</name><name>b</name>",
            "<name>a</name><nick>b</nick><nick>c</nick>",
            "<name>a</name><mark>1</mark><nick>b</nick>",
            "<name>a &amp; b</name>\n<mark>1</mark>\n<active>1</active>",
            "<name>a</name><mark>1</mark><mark>2</mark><mark>3</mark><mark>4</mark>",
            "<name>a</name><mark>1</mark><mark>b</mark>",
            "<name>a</name><mark>1</mark><mark><b/></mark>",
            "<name>a<b/></name>",
            "<name id='1'>a</name>",
            "<name>a</name><mrak>1</mrak>",
            "<name>a</name><zebra/>",
            "<name>a</name>text<mark>1</mark>",
            "<name>a</name><![CDATA[text]]>",
            "<name>a</name>&#33;<mark>1</mark>",
            "<name>a</name><birth>6.11.2000</birth>",
            "<name>a</name><mark>1</mark><mark>1</mark><active>yes</active>",
            "<name>a</name><mark>1</mark><mark>1</mark><active>0</active><seen>2000-11-06T09:30:00Z</seen>",
            "<name>a</name><mark>1</mark><mark>1</mark><active>0</active><l:seen>2000:11:06</l:seen>",
            "<name>a</name><mark>1</mark><mark>1</mark><active>0</active>",
            "<name>a</name><mark>1</mark><mark>1</mark><active>0</active><l:address/>",
            "<name>a</name><mark>1</mark><mark>1</mark><active>0</active><l:address><city>a</city></l:address>",
            "<name>a</name><mark>1</mark><mark>1</mark><active>0</active><l:address><l:city>a</l:city></l:address><kin/>",
            "<l:name>a</l:name>",
            "<name>a</name><mark>1</mark><mark>1</mark><active>0</active><l:address><l:city>a</l:city></l:address>\
             <kin><who/><kin><who/><kin><who/></kin><kin><who/><who/></kin></kin></kin>",
        ]
        .iter()
        .map(|children| with(children))
        .collect();
        let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
        refuses::<Person>(
            &documents,
            expect![[r#"
                <person xmlns='urn:people' xmlns:l='urn:places'></person>
                    MissingElement 1:49: the end of `person`; expected `name` [LIP0008] at /person
                1:49: the end of `person`; expected `nick`, `birth` or `mark` [LIP0008] at /person
                1:49: the end of `person`; expected `mark` [LIP0008] at /person
                1:49: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:49: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'>
                  </person>
                    MissingElement 2:3: the end of `person`; expected `name` [LIP0008] at /person
                2:3: the end of `person`; expected `nick`, `birth` or `mark` [LIP0008] at /person
                2:3: the end of `person`; expected `mark` [LIP0008] at /person
                2:3: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                2:3: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><nick>a</nick></person>
                    MissingElement 1:49: element `nick`; expected `name` [LIP0008] at /person
                1:63: the end of `person`; expected `birth` or `mark` [LIP0008] at /person
                1:63: the end of `person`; expected `mark` [LIP0008] at /person
                1:63: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:63: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><mark>1</mark></person>
                    MissingElement 1:49: element `mark`; expected `name` [LIP0008] at /person
                1:63: the end of `person`; expected `mark` [LIP0008] at /person
                1:63: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:63: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><name>b</name></person>
                    UnexpectedElement 1:63: element `name`; expected `nick`, `birth` or `mark` [LIP0007] at /person/name[2]; `name` stands here already, and may not stand again at this place
                1:77: the end of `person`; expected `nick`, `birth` or `mark` [LIP0008] at /person
                1:77: the end of `person`; expected `mark` [LIP0008] at /person
                1:77: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:77: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><nick>b</nick><nick>c</nick></person>
                    UnexpectedElement 1:77: element `nick`; expected `birth` or `mark` [LIP0007] at /person/nick[2]; `nick` stands here already, and may not stand again at this place
                1:91: the end of `person`; expected `birth` or `mark` [LIP0008] at /person
                1:91: the end of `person`; expected `mark` [LIP0008] at /person
                1:91: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:91: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><nick>b</nick></person>
                    Order 1:77: element `nick`; expected `mark` [LIP0014] at /person/nick; `nick` belongs before `mark`
                1:91: the end of `person`; expected `mark` [LIP0008] at /person
                1:91: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:91: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a &amp; b</name>
                <mark>1</mark>
                <active>1</active></person>
                    MissingElement 3:1: element `active`; expected `mark` [LIP0008] at /person
                3:19: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><mark>2</mark><mark>3</mark><mark>4</mark></person>
                    UnexpectedElement 1:105: element `mark`; expected `active` [LIP0007] at /person/mark[4]; `mark` stands here already, and may not stand again at this place
                1:119: the end of `person`; expected `active` [LIP0008] at /person
                1:119: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><mark>b</mark></person>
                    Value 1:83: `b`; expected a whole number from 0 to 4294967295 [LIP0012] at /person/mark[2]
                1:91: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:91: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><mark><b/></mark></person>
                    UnexpectedElement 1:83: element `b`; expected text only in `mark` [LIP0007] at /person/mark[2]/b
                1:94: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:94: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a<b/></name></person>
                    UnexpectedElement 1:56: element `b`; expected text only in `name` [LIP0007] at /person/name/b
                1:67: the end of `person`; expected `nick`, `birth` or `mark` [LIP0008] at /person
                1:67: the end of `person`; expected `mark` [LIP0008] at /person
                1:67: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:67: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name id='1'>a</name></person>
                    UnknownAttribute 1:55: attribute `id`; expected no attribute [LIP0010] at /person/name/@id
                1:70: the end of `person`; expected `nick`, `birth` or `mark` [LIP0008] at /person
                1:70: the end of `person`; expected `mark` [LIP0008] at /person
                1:70: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:70: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mrak>1</mrak></person>
                    UnexpectedElement 1:63: element `mrak`; expected `nick`, `birth` or `mark` [LIP0007] at /person/mrak; did you mean `mark`?
                1:77: the end of `person`; expected `mark` [LIP0008] at /person
                1:77: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:77: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><zebra/></person>
                    UnexpectedElement 1:63: element `zebra`; expected `nick`, `birth` or `mark` [LIP0007] at /person/zebra
                1:71: the end of `person`; expected `nick`, `birth` or `mark` [LIP0008] at /person
                1:71: the end of `person`; expected `mark` [LIP0008] at /person
                1:71: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:71: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name>text<mark>1</mark></person>
                    UnexpectedText 1:63: text `text`; expected only elements in `person` [LIP0009] at /person
                1:81: the end of `person`; expected `mark` [LIP0008] at /person
                1:81: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:81: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><![CDATA[text]]></person>
                    UnexpectedText 1:63: a CDATA section; expected only elements in `person` [LIP0009] at /person
                1:79: the end of `person`; expected `nick`, `birth` or `mark` [LIP0008] at /person
                1:79: the end of `person`; expected `mark` [LIP0008] at /person
                1:79: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:79: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name>&#33;<mark>1</mark></person>
                    UnexpectedText 1:63: text `&#33;`; expected only elements in `person` [LIP0009] at /person
                1:82: the end of `person`; expected `mark` [LIP0008] at /person
                1:82: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:82: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><birth>6.11.2000</birth></person>
                    Value 1:70: `6.11.2000`; expected a date such as `2000-11-06` [LIP0012] at /person/birth
                1:87: the end of `person`; expected `mark` [LIP0008] at /person
                1:87: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:87: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><mark>1</mark><active>yes</active></person>
                    Value 1:99: `yes`; expected `true`, `false`, `1` or `0` [LIP0012] at /person/active; write `true`
                1:111: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><mark>1</mark><active>0</active><seen>2000-11-06T09:30:00Z</seen></person>
                    UnexpectedElement 1:109: element `seen`; expected `seen` or `address` [LIP0007] at /person/seen; `seen` stands here in the namespace `urn:places`
                1:142: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><mark>1</mark><active>0</active><l:seen>2000:11:06</l:seen></person>
                    Value 1:117: `2000:11:06`; expected a date and time such as `2000-11-06T09:30:00` [LIP0012] at /person/l:seen; write `2000-11-06T00:00:00`
                1:136: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><mark>1</mark><active>0</active></person>
                    MissingElement 1:109: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><mark>1</mark><active>0</active><l:address/></person>
                    MissingElement 1:109: the end of `l:address`; expected `city` [LIP0008] at /person/l:address
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><mark>1</mark><active>0</active><l:address><city>a</city></l:address></person>
                    UnexpectedElement 1:120: element `city` in the namespace `urn:people`; expected `city` [LIP0007] at /person/l:address/city; `city` stands here in the namespace `urn:places`
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><mark>1</mark><active>0</active><l:address><l:city>a</l:city></l:address><kin/></person>
                    MissingElement 1:150: the end of `kin`; expected `who` [LIP0008] at /person/kin
                <person xmlns='urn:people' xmlns:l='urn:places'><l:name>a</l:name></person>
                    UnexpectedElement 1:49: element `l:name` in the namespace `urn:places`; expected `name` [LIP0007] at /person/l:name; `name` stands here in the namespace `urn:people`
                1:67: the end of `person`; expected `nick`, `birth` or `mark` [LIP0008] at /person
                1:67: the end of `person`; expected `mark` [LIP0008] at /person
                1:67: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:67: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><mark>1</mark><mark>1</mark><active>0</active><l:address><l:city>a</l:city></l:address><kin><who/><kin><who/><kin><who/></kin><kin><who/><who/></kin></kin></kin></person>
                    UnexpectedElement 1:200: element `who`; expected `kin` or the end of `kin` [LIP0007] at /person/kin/kin/kin[2]/who[2]; `who` stands here already, and may not stand again at this place
            "#]],
        );
    }

    #[test]
    fn the_document_element_is_refused() {
        refuses::<Person>(
            &[
                "<person/>",
                "<persona xmlns='urn:people'/>",
                "<l:person xmlns:l='urn:places'/>",
                "<p:person/>",
                "",
                " ",
                "text",
                "<!-- -->",
                "<person xmlns='urn:people'>",
                "<person xmlns='urn:people'><name>a</name>",
                "<person xmlns='urn:people'></persons>",
                "<person xmlns='urn:people'><name>a</person>",
            ],
            expect![[r#"
                <person/>
                    Root 1:1: document element `person` in no namespace; expected `person` in the namespace `urn:people` [LIP0006] at /person
                <persona xmlns='urn:people'/>
                    Root 1:1: document element `persona` in the namespace `urn:people`; expected `person` in the namespace `urn:people` [LIP0006] at /persona
                <l:person xmlns:l='urn:places'/>
                    Root 1:1: document element `l:person` in the namespace `urn:places`; expected `person` in the namespace `urn:people` [LIP0006] at /l:person
                <p:person/>
                    Root 1:1: document element `p:person` in no namespace; expected `person` in the namespace `urn:people` [LIP0006] at /p:person
                1:2: the undeclared prefix `p`; expected a declaration `xmlns:p="…"` [LIP0003] at /p:person
                ""
                    Syntax 1:1: the end of the text; expected the document element `person` [LIP0002]
                " "
                    Syntax 1:2: the end of the text; expected the document element `person` [LIP0002]
                text
                    Syntax 1:1: `t`; expected the document element `person` [LIP0002]
                <!-- -->
                    Syntax 1:9: the end of the text; expected the document element `person` [LIP0002]
                <person xmlns='urn:people'>
                    Syntax 1:28: the end of the text; expected `</person>` [LIP0002] at /person
                <person xmlns='urn:people'><name>a</name>
                    Syntax 1:42: the end of the text; expected `</person>` [LIP0002] at /person
                <person xmlns='urn:people'></persons>
                    Syntax 1:28: `</persons>`; expected `</person>` [LIP0002] at /person
                1:28: the end of `person`; expected `name` [LIP0008] at /person
                1:28: the end of `person`; expected `nick`, `birth` or `mark` [LIP0008] at /person
                1:28: the end of `person`; expected `mark` [LIP0008] at /person
                1:28: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:28: the end of `person`; expected `seen` or `address` [LIP0008] at /person
                <person xmlns='urn:people'><name>a</person>
                    Syntax 1:35: `</person>`; expected `</name>` [LIP0002] at /person/name
                1:35: the end of `person`; expected `nick`, `birth` or `mark` [LIP0008] at /person
                1:35: the end of `person`; expected `mark` [LIP0008] at /person
                1:35: the end of `person`; expected `mark` or `active` [LIP0008] at /person
                1:35: the end of `person`; expected `seen` or `address` [LIP0008] at /person
            "#]],
        );
        refuses::<super::empty::Unit>(
            &["<unit xmlns='urn:x'/>", "<unit/><unit/>", "<unit/>text", "<unit/>&#32;"],
            expect![[r#"
                <unit xmlns='urn:x'/>
                    Root 1:1: document element `unit` in the namespace `urn:x`; expected `unit` in no namespace [LIP0006] at /unit
                <unit/><unit/>
                    Syntax 1:8: markup behind the document element; expected the end of the document [LIP0002]
                <unit/>text
                    Syntax 1:8: text behind the document element: `t`; expected the end of the document [LIP0002]
                <unit/>&#32;
                    Syntax 1:8: text behind the document element: `&`; expected the end of the document [LIP0002]
            "#]],
        );
    }
}

mod empty {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Xml)]
    #[xml(element = "unit")]
    pub(super) struct Unit;

    #[derive(Debug, Clone, PartialEq, Default, Xml)]
    #[xml(element = "braces")]
    struct Braces {}

    #[derive(Debug, Clone, PartialEq, Default, Xml)]
    #[xml(element = "kept")]
    struct Kept(#[xml(preserved)] Preserved);

    #[test]
    fn are_read_and_written() {
        assert_eq!(written(&reads::<Unit>("<unit/>")), "<unit/>");
        reads::<Unit>("<unit ></unit\n>");
        reads::<Unit>("<unit><!-- a --><?b?></unit>");
        reads::<Braces>("<braces/>");
        reads::<Kept>("<kept><!-- a --></kept>");
    }

    #[test]
    fn are_refused() {
        refuses::<Unit>(
            &["<unit> </unit>", "<unit>a</unit>", "<unit><a/></unit>", "<unit a=''/>"],
            expect![[r#"
                <unit> </unit>
                    UnexpectedText 1:7: white space; expected nothing in `unit` [LIP0009] at /unit
                <unit>a</unit>
                    UnexpectedText 1:7: text `a`; expected nothing in `unit` [LIP0009] at /unit
                <unit><a/></unit>
                    UnexpectedElement 1:7: element `a`; expected the end of `unit` [LIP0007] at /unit/a
                <unit a=''/>
                    UnknownAttribute 1:7: attribute `a`; expected no attribute [LIP0010] at /unit/@a
            "#]],
        );
    }
}

mod choices {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "one")]
    struct One {
        #[xml(choice)]
        shape: Shape,
        #[xml(child = "end")]
        end: Option<String>,
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(choice)]
    enum Shape {
        #[xml(child = "circle")]
        Circle(u32),
        #[xml(child = "side")]
        Polygon(Bounded<u32, 3, 4>),
        #[xml(group)]
        Ellipse(Axes),
        #[xml(choice)]
        Line(Line),
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(group)]
    struct Axes {
        #[xml(child = "major")]
        major: u32,
        #[xml(child = "minor")]
        minor: u32,
    }

    #[expect(clippy::box_collection, reason = "boxes of values are allowed")]
    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(choice)]
    enum Line {
        #[xml(child = "straight")]
        Straight(String),
        #[xml(child = "curved")]
        Curved(Box<String>),
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "many", ns = "urn:many")]
    struct Many {
        #[xml(choice)]
        shapes: Vec<Item>,
        #[xml(choice)]
        last: Option<Last>,
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(choice)]
    enum Item {
        #[xml(child = "a", ns = "urn:many")]
        A(String),
        #[xml(child = "b", ns = "urn:many")]
        B(OneOrMore<u32>),
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(choice)]
    enum Last {
        #[xml(child = "y", ns = "urn:many")]
        Y(String),
        #[xml(child = "z", ns = "urn:many")]
        Z(String),
    }

    /// `((a | b)* | c*)`
    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "either")]
    struct Either {
        #[xml(choice)]
        content: Alternatives,
        #[xml(child = "d")]
        d: Option<String>,
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(choice)]
    enum Alternatives {
        #[xml(choice)]
        Letters(Vec<Letter>),
        #[xml(child = "c")]
        C(Vec<String>),
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(choice)]
    enum Letter {
        #[xml(child = "a")]
        A(String),
        #[xml(child = "b")]
        B(String),
    }

    /// `(a | b)+`
    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "some")]
    struct Some1(#[xml(choice)] OneOrMore<Letter>);

    #[test]
    fn are_read_and_written() {
        assert_eq!(reads::<One>("<one><circle>3</circle></one>").shape, Shape::Circle(3));
        let polygon: One = reads("<one><side>3</side><side>4</side><side>5</side><end/></one>");
        assert!(matches!(polygon.shape, Shape::Polygon(sides) if sides.len() == 3));
        assert_eq!(
            written(&reads::<One>("<one> <major>3</major> <minor>2</minor> </one>")),
            "<one><major>3</major><minor>2</minor></one>"
        );
        assert_eq!(
            reads::<One>("<one><curved>a</curved></one>").shape,
            Shape::Line(Line::Curved(Box::new("a".into())))
        );
        let many: Many = reads("<many xmlns='urn:many'><b>1</b><a>x</a><b>2</b><b>3</b><a/><z/></many>");
        assert_eq!((many.shapes.len(), many.last), (4, Some(Last::Z(String::new()))));
        reads::<Many>("<many xmlns='urn:many'/>");
        assert_eq!(reads::<Some1>("<some><b/><a/><b/></some>").0.len(), 3);
    }

    #[test]
    fn of_nullable_alternatives() {
        assert_eq!(reads::<Either>("<either/>").content, Alternatives::Letters(vec![]));
        assert_eq!(reads::<Either>("<either><d/></either>").content, Alternatives::Letters(vec![]));
        let letters: Either = reads("<either><b/><a/><b/><d/></either>");
        assert!(matches!(letters.content, Alternatives::Letters(all) if all.len() == 3));
        assert_eq!(
            reads::<Either>("<either><c/><c>x</c></either>").content,
            Alternatives::C(vec!["".into(), "x".into()])
        );
        refuses::<Either>(
            &[
                "<either><c/><a/></either>",
                "<either><a/><c/></either>",
                "<either><d/><a/></either>",
                "<either><e/></either>",
                "<either><a/><e/></either>",
                "<either><d/><d/></either>",
            ],
            expect![[r#"
                <either><c/><a/></either>
                    UnexpectedElement 1:13: element `a`; expected `c`, `d` or the end of `either` [LIP0007] at /either/a; `a` stands here only instead of `c`
                <either><a/><c/></either>
                    UnexpectedElement 1:13: element `c`; expected `a`, `b`, `d` or the end of `either` [LIP0007] at /either/c; `c` stands here only instead of `a`
                <either><d/><a/></either>
                    Order 1:13: element `a`; expected the end of `either` [LIP0014] at /either/a; `a` belongs before `d`
                <either><e/></either>
                    UnexpectedElement 1:9: element `e`; expected `a`, `b`, `c`, `d` or the end of `either` [LIP0007] at /either/e
                <either><a/><e/></either>
                    UnexpectedElement 1:13: element `e`; expected `a`, `b`, `d` or the end of `either` [LIP0007] at /either/e
                <either><d/><d/></either>
                    UnexpectedElement 1:13: element `d`; expected the end of `either` [LIP0007] at /either/d[2]; `d` stands here already, and may not stand again at this place
            "#]],
        );
    }

    #[test]
    fn are_refused() {
        refuses::<One>(
            &[
                "<one/>",
                "<one><end/></one>",
                "<one><circle>1</circle><circle>1</circle></one>",
                "<one><circle>1</circle><side>1</side></one>",
                "<one><side>1</side><side>1</side></one>",
                "<one><side>1</side><side>1</side><end/></one>",
                "<one><side>1</side><side>1</side><side>1</side><side>1</side><side>1</side></one>",
                "<one><minor>1</minor></one>",
                "<one><major>1</major></one>",
                "<one><major>1</major><end/></one>",
                "<one><circel>1</circel></one>",
                "<one>round</one>",
            ],
            expect![[r#"
                <one/>
                    MissingElement 1:1: the end of `one`; expected `circle`, `side`, `major`, `straight` or `curved` [LIP0008] at /one
                <one><end/></one>
                    MissingElement 1:6: element `end`; expected `circle`, `side`, `major`, `straight` or `curved` [LIP0008] at /one
                <one><circle>1</circle><circle>1</circle></one>
                    UnexpectedElement 1:24: element `circle`; expected `end` or the end of `one` [LIP0007] at /one/circle[2]; `circle` stands here already, and may not stand again at this place
                <one><circle>1</circle><side>1</side></one>
                    UnexpectedElement 1:24: element `side`; expected `end` or the end of `one` [LIP0007] at /one/side; `side` stands here only instead of `circle`
                <one><side>1</side><side>1</side></one>
                    MissingElement 1:34: the end of `one`; expected `side` [LIP0008] at /one
                <one><side>1</side><side>1</side><end/></one>
                    MissingElement 1:34: element `end`; expected `side` [LIP0008] at /one
                <one><side>1</side><side>1</side><side>1</side><side>1</side><side>1</side></one>
                    UnexpectedElement 1:62: element `side`; expected `end` or the end of `one` [LIP0007] at /one/side[5]; `side` stands here already, and may not stand again at this place
                <one><minor>1</minor></one>
                    MissingElement 1:6: element `minor`; expected `circle`, `side`, `major`, `straight` or `curved` [LIP0008] at /one
                <one><major>1</major></one>
                    MissingElement 1:22: the end of `one`; expected `minor` [LIP0008] at /one
                <one><major>1</major><end/></one>
                    MissingElement 1:22: element `end`; expected `minor` [LIP0008] at /one
                <one><circel>1</circel></one>
                    UnexpectedElement 1:6: element `circel`; expected `circle`, `side`, `major`, `straight` or `curved` [LIP0007] at /one/circel; did you mean `circle`?
                <one>round</one>
                    UnexpectedText 1:6: text `round`; expected only elements in `one` [LIP0009] at /one
                1:11: the end of `one`; expected `circle`, `side`, `major`, `straight` or `curved` [LIP0008] at /one
            "#]],
        );
        refuses::<Many>(
            &[
                "<many xmlns='urn:many'><z/><a/></many>",
                "<many xmlns='urn:many'><c/></many>",
                "<many xmlns='urn:many'><a xmlns=''/></many>",
                "<many xmlns='urn:many'><a/><a/><c/><a/></many>",
            ],
            expect![[r#"
                <many xmlns='urn:many'><z/><a/></many>
                    Order 1:28: element `a`; expected the end of `many` [LIP0014] at /many/a; `a` belongs before `z`
                <many xmlns='urn:many'><c/></many>
                    UnexpectedElement 1:24: element `c`; expected `a`, `b`, `y`, `z` or the end of `many` [LIP0007] at /many/c
                <many xmlns='urn:many'><a xmlns=''/></many>
                    UnexpectedElement 1:24: element `a` in no namespace; expected `a`, `b`, `y`, `z` or the end of `many` [LIP0007] at /many/a; `a` stands here in the namespace `urn:many`
                <many xmlns='urn:many'><a/><a/><c/><a/></many>
                    UnexpectedElement 1:32: element `c`; expected `a`, `b`, `y`, `z` or the end of `many` [LIP0007] at /many/c
            "#]],
        );
        refuses::<Some1>(
            &["<some/>", "<some> </some>", "<some><c/></some>"],
            expect![[r#"
                <some/>
                    MissingElement 1:1: the end of `some`; expected `a` or `b` [LIP0008] at /some
                <some> </some>
                    MissingElement 1:8: the end of `some`; expected `a` or `b` [LIP0008] at /some
                <some><c/></some>
                    UnexpectedElement 1:7: element `c`; expected `a` or `b` [LIP0007] at /some/c
                1:11: the end of `some`; expected `a` or `b` [LIP0008] at /some
            "#]],
        );
    }
}

mod groups {
    use super::*;

    /// `(key, value?)+, (from, to)?, (note?, mark?), end?`
    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "map")]
    struct Map {
        #[xml(group)]
        pairs: OneOrMore<Pair>,
        #[xml(group)]
        range: Option<Range>,
        #[xml(group)]
        notes: Notes,
        #[xml(child = "end")]
        end: Option<String>,
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(group)]
    struct Pair {
        #[xml(child = "key")]
        key: String,
        #[xml(child = "value")]
        value: Option<String>,
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(group)]
    struct Range(#[xml(child = "from")] u32, #[xml(child = "to")] u32);

    #[derive(Debug, Clone, PartialEq, Default, Xml)]
    #[xml(group)]
    struct Notes {
        #[xml(child = "note")]
        note: Option<String>,
        #[xml(group)]
        inner: Box<Inner>,
    }

    #[derive(Debug, Clone, PartialEq, Default, Xml)]
    #[xml(group)]
    struct Inner {
        #[xml(child = "mark")]
        mark: Option<u32>,
    }

    /// `(from, to){2}` and a nullable group that repeats.
    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "twice")]
    struct Twice {
        #[xml(group)]
        ranges: Bounded<Range, 2, 2>,
        #[xml(group)]
        notes: Vec<Notes>,
    }

    #[test]
    fn are_read_and_written() {
        let map: Map =
            reads("<map><key>a</key><key>b</key><value>c</value><from>1</from><to>2</to><mark>3</mark></map>");
        assert_eq!((map.pairs.len(), map.range, map.notes.inner.mark), (2, Some(Range(1, 2)), Some(3)));
        let map: Map = reads("<map><key/><end/></map>");
        assert_eq!((map.range, map.notes), (None, Notes::default()));
        let twice: Twice = reads(
            "<twice><from>1</from><to>2</to><from>3</from><to>4</to><note/><mark>1</mark><mark>2</mark><note/><note/></twice>",
        );
        assert_eq!((twice.ranges[1].1, twice.notes.len()), (4, 4));
    }

    #[test]
    fn are_refused() {
        refuses::<Map>(
            &[
                "<map/>",
                "<map><value>a</value></map>",
                "<map><key/><value/><value/></map>",
                "<map><key/><from>1</from></map>",
                "<map><key/><from>1</from><end/></map>",
                "<map><key/><to>1</to></map>",
                "<map><key/><mark>1</mark><note/></map>",
                "<map><key/><end/><key/></map>",
            ],
            expect![[r#"
                <map/>
                    MissingElement 1:1: the end of `map`; expected `key` [LIP0008] at /map
                <map><value>a</value></map>
                    MissingElement 1:6: element `value`; expected `key` [LIP0008] at /map
                <map><key/><value/><value/></map>
                    UnexpectedElement 1:20: element `value`; expected `key`, `from`, `note`, `mark`, `end` or the end of `map` [LIP0007] at /map/value[2]; `value` stands here already, and may not stand again at this place
                <map><key/><from>1</from></map>
                    MissingElement 1:26: the end of `map`; expected `to` [LIP0008] at /map
                <map><key/><from>1</from><end/></map>
                    MissingElement 1:26: element `end`; expected `to` [LIP0008] at /map
                <map><key/><to>1</to></map>
                    UnexpectedElement 1:12: element `to`; expected `value`, `key`, `from`, `note`, `mark`, `end` or the end of `map` [LIP0007] at /map/to; `to` comes later in `map`
                <map><key/><mark>1</mark><note/></map>
                    Order 1:26: element `note`; expected `end` or the end of `map` [LIP0014] at /map/note; `note` belongs before `mark`
                <map><key/><end/><key/></map>
                    Order 1:18: element `key`; expected the end of `map` [LIP0014] at /map/key[2]; `key` belongs before `end`
            "#]],
        );
        refuses::<Twice>(
            &[
                "<twice/>",
                "<twice><from>1</from><to>1</to></twice>",
                "<twice><from>1</from><to>1</to><from>1</from><note/></twice>",
            ],
            expect![[r#"
                <twice/>
                    MissingElement 1:1: the end of `twice`; expected `from` [LIP0008] at /twice
                1:1: the end of `twice`; expected `to` [LIP0008] at /twice
                <twice><from>1</from><to>1</to></twice>
                    MissingElement 1:32: the end of `twice`; expected `from` [LIP0008] at /twice
                1:32: the end of `twice`; expected `to` [LIP0008] at /twice
                <twice><from>1</from><to>1</to><from>1</from><note/></twice>
                    MissingElement 1:46: element `note`; expected `to` [LIP0008] at /twice
            "#]],
        );
    }
}

mod text_and_mixed {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "n")]
    struct Number {
        #[xml(attribute = "unit")]
        unit: Option<String>,
        #[xml(text)]
        value: u32,
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "s")]
    struct Text(#[xml(text)] String);

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "p")]
    struct Paragraph {
        #[xml(attribute = "id")]
        id: Option<String>,
        #[xml(mixed)]
        content: Vec<Inline>,
        #[xml(preserved)]
        preserved: Preserved,
    }

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(choice)]
    enum Inline {
        #[xml(text)]
        Text(String),
        #[xml(child = "b")]
        Bold(Paragraph),
        #[xml(child = "br")]
        Break(super::empty::Unit),
    }

    #[test]
    fn are_read_and_written() {
        assert_eq!(reads::<Number>("<n unit='m'> 07\n</n>").value, 7);
        assert_eq!(reads::<Text>("<s/>").0, "");
        assert_eq!(
            reads::<Text>("<s> a<!-- b -->&#13;\r\n&lt;<![CDATA[]]><?c?>d]]&gt;\u{85} </s>").0,
            " a\r\n<d]]>\u{85} "
        );
        let p: Paragraph = reads("<p id='1'> a<!-- x --> b <b>c<b/></b><br/><![CDATA[]]>\n<b> </b><![CDATA[<]]></p>");
        let texts: Vec<_> = p.content.iter().map(|i| if let Inline::Text(t) = i { t.as_str() } else { "·" }).collect();
        assert_eq!(texts, [" a b ", "·", "·", "\n", "·", "<"]);
        assert_eq!(written(&p), "<p id=\"1\"> a b <b>c<b/></b><br/>\n<b> </b>&lt;</p>");
        assert!(reads::<Paragraph>("<p/>").content.is_empty());
        assert!(reads::<Paragraph>("<p><!-- --></p>").content.is_empty());
        assert!(reads::<Paragraph>("<p><![CDATA[]]></p>").content.is_empty());
        reads::<Paragraph>("<!DOCTYPE p [<!ENTITY e 'x<b>y</b>'><!ENTITY n ''>]><p>&e;&n;z</p>");
    }

    #[test]
    fn are_refused() {
        refuses::<Number>(
            &["<n/>", "<n>1 2</n>", "<n>1<b/></n>", "<n><b>1</b></n>", "<n>\n  -1\n</n>"],
            expect![[r#"
            <n/>
                Value 1:1: an empty value; expected a whole number from 0 to 4294967295 [LIP0012] at /n
            <n>1 2</n>
                Value 1:4: `1 2`; expected a whole number from 0 to 4294967295 [LIP0012] at /n
            <n>1<b/></n>
                UnexpectedElement 1:5: element `b`; expected text only in `n` [LIP0007] at /n/b
            <n><b>1</b></n>
                UnexpectedElement 1:4: element `b`; expected text only in `n` [LIP0007] at /n/b
            <n>
              -1
            </n>
                Value 2:3: `-1`; expected a whole number from 0 to 4294967295 [LIP0012] at /n
        "#]],
        );
        refuses::<Paragraph>(
            &[
                "<p>a<i>b</i></p>",
                "<p>a<b id='1'><br>x</br></b></p>",
                "<p>a<b>",
                "<p>a]]></p>",
                "<p>a &nbsp; b</p>",
                "<p>a & b</p>",
                "<p>a\u{1}</p>",
            ],
            expect![[r#"
                <p>a<i>b</i></p>
                    UnexpectedElement 1:5: element `i`; expected `b`, `br` or the end of `p` [LIP0007] at /p/i
                <p>a<b id='1'><br>x</br></b></p>
                    UnexpectedText 1:19: text `x`; expected nothing in `br` [LIP0009] at /p/b/br
                <p>a<b>
                    Syntax 1:8: the end of the text; expected `</b>` [LIP0002] at /p/b
                <p>a]]></p>
                    Syntax 1:5: `]]>` in text; expected `]]&gt;` [LIP0002] at /p
                <p>a &nbsp; b</p>
                    Entity 1:6: the undeclared entity `nbsp`; expected a declared entity [LIP0004] at /p
                <p>a & b</p>
                    Syntax 1:6: `&` that begins no reference; expected `&amp;`, or a name and `;` [LIP0002] at /p
                <p>a\u{1}</p>
                    Syntax 1:5: the character U+0001; expected a character that XML 1.0 allows (production 2) [LIP0002] at /p
            "#]],
        );
    }
}

mod open {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "ext", ns = "urn:ext")]
    struct Ext {
        #[xml(any_attributes)]
        attributes: AnyAttributes,
        #[xml(any)]
        content: AnyContent,
        #[xml(preserved)]
        preserved: Preserved,
    }

    #[test]
    fn is_read_and_written() {
        let inner =
            "text <v:a xmlns:v=\"urn:v\" v:b=\"1\" c=\"&lt;&#10;\"><![CDATA[<d>]]><!-- e --><?f g?><v:h/> </v:a> &amp;";
        let ext: Ext = reads(&format!("<ext xmlns='urn:ext' k='1'>{inner}</ext>"));
        assert_eq!(written(&ext), format!("<ext xmlns=\"urn:ext\" k=\"1\">{inner}</ext>"));
        assert_eq!(ext.content.text(), "text <d>  &");
        assert!(reads::<Ext>("<e:ext xmlns:e='urn:ext'/>").content.nodes.is_empty());
        reads::<Ext>("<e:ext xmlns:e='urn:ext'><a/><e:b><a xmlns='urn:x'><c xmlns=''/></a></e:b></e:ext>");
        reads::<Ext>("<!DOCTYPE ext [<!ENTITY x 'y<z a=\"1\"/>'>]><e:ext xmlns:e='urn:ext'>&x;<b>&x;</b></e:ext>");
    }

    #[test]
    fn is_refused() {
        refuses::<Ext>(
            &[
                "<ext xmlns='urn:ext'><a></b></ext>",
                "<ext xmlns='urn:ext'><a><b/></ext>",
                "<ext xmlns='urn:ext'><v:a/></ext>",
                "<ext xmlns='urn:ext'><a b='1' b='2'/></ext>",
                "<ext xmlns='urn:ext'><a>\n<b><c>&d;</c></b></a></ext>",
                "<ext xmlns='urn:ext'><a",
                "<ext xmlns='urn:ext'>",
            ],
            expect![[r#"
                <ext xmlns='urn:ext'><a></b></ext>
                    Syntax 1:25: `</b>`; expected `</a>` [LIP0002] at /ext/a
                <ext xmlns='urn:ext'><a><b/></ext>
                    Syntax 1:29: `</ext>`; expected `</a>` [LIP0002] at /ext/a
                <ext xmlns='urn:ext'><v:a/></ext>
                    Namespace 1:23: the undeclared prefix `v`; expected a declaration `xmlns:v="…"` [LIP0003] at /ext/v:a
                <ext xmlns='urn:ext'><a b='1' b='2'/></ext>
                    Syntax 1:31: the attribute `b` for the second time; expected each attribute once [LIP0002] at /ext/a/@b
                <ext xmlns='urn:ext'><a>
                <b><c>&d;</c></b></a></ext>
                    Entity 2:7: the undeclared entity `d`; expected a declared entity [LIP0004] at /ext/a/b/c
                <ext xmlns='urn:ext'><a
                    Syntax 1:24: the end of the text; expected `>` or `/>` [LIP0002] at /ext
                <ext xmlns='urn:ext'>
                    Syntax 1:22: the end of the text; expected `</ext>` [LIP0002] at /ext
            "#]],
        );
    }
}

mod preserved {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "list", ns = PEOPLE)]
    struct List {
        #[xml(child = "item", ns = PEOPLE)]
        items: Vec<String>,
        #[xml(preserved)]
        preserved: Preserved,
    }

    #[test]
    fn what_stands_between_elements_is_written_again() {
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a -->\n<list xmlns=\"urn:people\" \
                   xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:people p.xsd\">\n\t\
                   <!-- b --><item>1</item>\n\n\t<?c d?><item>2</item><!-- e -->\n</list>\n<!-- f -->\n";
        let list: List = ReadOptions::new().preserve(true).from_xml(xml).unwrap();
        assert_eq!(list.preserved.xsi("schemaLocation"), Some("urn:people p.xsd"));
        assert_eq!(list.to_xml(Binding::Xsd).unwrap(), xml);
        let plain: List = reads(xml);
        assert_eq!(plain, list);
        let mut fewer = list.clone();
        fewer.items.clear();
        assert!(List::from_xml(&fewer.to_xml(Binding::Xsd).unwrap()).is_ok());
    }
}
