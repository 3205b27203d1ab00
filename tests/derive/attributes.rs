//! Attributes.

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
