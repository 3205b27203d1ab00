//! Child elements, of types that know their name and of fields that give it.

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
            1:77: the end of `person`; expected `mark` [LIP0008] at /person
            1:77: the end of `person`; expected `mark` or `active` [LIP0008] at /person
            1:77: the end of `person`; expected `seen` or `address` [LIP0008] at /person
            <person xmlns='urn:people' xmlns:l='urn:places'><name>a</name><nick>b</nick><nick>c</nick></person>
                UnexpectedElement 1:77: element `nick`; expected `birth` or `mark` [LIP0007] at /person/nick[2]; `nick` stands here already, and may not stand again at this place
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
                Root 1:1: document element `persona` in the namespace `urn:people`; expected `person` in the namespace `urn:people` [LIP0006] at /persona; did you mean `person`?
            1:1: the end of `persona`; expected `name` [LIP0008] at /persona
            1:1: the end of `persona`; expected `nick`, `birth` or `mark` [LIP0008] at /persona
            1:1: the end of `persona`; expected `mark` [LIP0008] at /persona
            1:1: the end of `persona`; expected `mark` or `active` [LIP0008] at /persona
            1:1: the end of `persona`; expected `seen` or `address` [LIP0008] at /persona
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
