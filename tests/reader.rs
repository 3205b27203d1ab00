//! The reader against XML 1.0 (fifth edition) and Namespaces in XML 1.0, production by
//! production; and the bounds of what it takes from outside.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Debug;

use lip_types::imslip::{Activity, LearnerInformation};
use lip_types::{
    AnyAttributes, AnyContent, Binding, Element, ErrorKind, FromXml, Limits, Preserved, ReadOptions, ToXml, Xml,
};

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "a")]
struct Open {
    #[xml(any_attributes)]
    attributes: AnyAttributes,
    #[xml(any)]
    content: AnyContent,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "a")]
struct Typed {
    #[xml(attribute = "b")]
    b: Option<String>,
    #[xml(mixed)]
    items: Vec<Item>,
    #[xml(preserved)]
    preserved: Preserved,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Item {
    #[xml(text)]
    Text(String),
    #[xml(child)]
    A(Typed),
    #[xml(child = "c")]
    C(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Good,
    Bad,
    /// Bad, and not for xmllint; the reason stands beside.
    BadOnly,
}
use Verdict::{Bad, BadOnly, Good};

/// Where it is said (a production, a section, `ns`: Namespaces in XML), the verdict, the document.
const TABLE: &[(&str, Verdict, &str)] = &[
    // The document: prolog, element, miscellaneous.
    ("1", Good, "<a/>"),
    ("1", Good, "\n<!-- b --><?c d?>\n<a/>\n<?c d?><!-- b -->\n"),
    ("1", Bad, ""),
    ("1", Bad, "  "),
    ("1", Bad, "<!-- b -->"),
    ("1", Bad, "text"),
    ("1", Bad, "<a/><a/>"),
    ("1", Bad, "<a/>b"),
    ("1", Bad, "b<a/>"),
    ("1", Bad, "<a/>&amp;"),
    ("1", Bad, "<a/><![CDATA[]]>"),
    ("1", Bad, "&amp;<a/>"),
    ("1", Bad, "<a/></a>"),
    ("1", Bad, "<a/><!DOCTYPE a>"),
    // Characters.
    ("2", Good, "<a>\t\n\r \u{20}\u{7F}\u{85}\u{D7FF}\u{E000}\u{FFFD}\u{10000}\u{10FFFF}</a>"),
    ("2", Bad, "<a>\u{0}</a>"),
    ("2", Bad, "<a>\u{B}</a>"),
    ("2", Bad, "<a>\u{1F}</a>"),
    ("2", Bad, "<a>\u{FFFE}</a>"),
    ("2", Bad, "<a>\u{FFFF}</a>"),
    ("2", Bad, "<a b='\u{1}'/>"),
    ("2", Bad, "<a b='\u{FFFF}'/>"),
    ("2", Bad, "<a><!-- \u{C} --></a>"),
    ("2", Bad, "<a><?b \u{C}?></a>"),
    ("2", Bad, "<a><![CDATA[\u{C}]]></a>"),
    ("2", Bad, "<!-- \u{FFFE} --><a/>"),
    ("2", Bad, "<!DOCTYPE a [<!ENTITY e '\u{2}'>]><a/>"),
    // White space is four characters.
    ("3", Good, "<a\t\n\r b='c'\n/>"),
    ("3", Bad, "<a\u{A0}b='c'/>"),
    ("3", Bad, "<a\u{2028}/>"),
    // Names.
    ("4", Good, "<a><_/><é/><ⅷ/><Ünï/><日本/><\u{10000}/><Ω/></a>"),
    ("4a", Good, "<a><b-c.d_1·2\u{300}\u{203F}/></a>"),
    ("4", Bad, "<a><1b/></a>"),
    ("4", Bad, "<a><-b/></a>"),
    ("4", Bad, "<a><.b/></a>"),
    ("4", Bad, "<a><\u{300}b/></a>"),
    ("4", Bad, "<a><·/></a>"),
    ("4", Bad, "<a><×/></a>"),
    ("4", Bad, "<a><b÷c/></a>"),
    ("4", Bad, "<a><b\u{37E}/></a>"),
    ("4", Bad, "<a 1='b'/>"),
    ("4", Bad, "< a/>"),
    ("4", Bad, "<a><b$/></a>"),
    // Entity values.
    ("9", Good, "<!DOCTYPE a [<!ENTITY e '<c>&#60;c&gt;</c>'>]><a>x</a>"),
    ("9", Bad, "<!DOCTYPE a [<!ENTITY e 'b&c'>]><a/>"),
    ("9", Bad, "<!DOCTYPE a [<!ENTITY e '100%'>]><a/>"),
    ("9", Bad, "<!DOCTYPE a [<!ENTITY e 'b\">]><a/>"),
    // Attribute values.
    ("10", Good, "<a b=\"'\" c='\"' d='>' e=']]>'/>"),
    ("10", Good, "<a b='&lt;&#60;&amp;&apos;&quot;'/>"),
    ("10", Good, "<a b=''/>"),
    ("10", Bad, "<a b='<'/>"),
    ("10", Bad, "<a b='&'/>"),
    ("10", Bad, "<a b='&lt'/>"),
    ("10", Bad, "<a b=c/>"),
    ("10", Bad, "<a b='c\"/>"),
    ("10", Bad, "<a b='c/>"),
    // Literals of identifiers.
    ("11", Good, "<!DOCTYPE a SYSTEM 'b\"<c&d'><a/>"),
    ("12", Good, "<!DOCTYPE a PUBLIC '-//B//C 1.0//EN' ''><a/>"),
    ("13", Bad, "<!DOCTYPE a PUBLIC '{b}' 'c'><a/>"),
    ("12", Bad, "<!DOCTYPE a PUBLIC 'b'><a/>"),
    ("75", Bad, "<!DOCTYPE a PUBLIC 'b''c'><a/>"),
    ("75", Bad, "<!DOCTYPE a SYSTEM><a/>"),
    ("75", Bad, "<!DOCTYPE a SYSTEM'b'><a/>"),
    ("75", Bad, "<!DOCTYPE a system 'b'><a/>"),
    // Character data.
    ("14", Good, "<a>> ] ]] ]>  ] ]></a>"),
    ("14", Bad, "<a>]]></a>"),
    ("14", Bad, "<a>]]]></a>"),
    ("14", Good, "<a>]]&gt;</a>"),
    ("14", Bad, "<a>a < b</a>"),
    ("14", Bad, "<a>a & b</a>"),
    // Comments.
    ("15", Good, "<a><!----><!-- - --><!--<b>&c;]]>--></a>"),
    ("15", Bad, "<a><!-- -- --></a>"),
    ("15", Bad, "<a><!-- ---></a>"),
    ("15", Bad, "<a><!--></a>"),
    ("15", Bad, "<a><!---></a>"),
    ("15", Bad, "<a><!- b -></a>"),
    ("15", Bad, "<a><! -- b --></a>"),
    ("15", Bad, "<a/><!-- b"),
    ("15", Bad, "<a <!-- b -->/>"),
    // Processing instructions.
    ("16", Good, "<a><?b?><?b ?><?b c?d ? >?><?xml-stylesheet href='b'?><?b <&?></a>"),
    ("16", Bad, "<a><?b></a>"),
    ("16", Bad, "<a><??></a>"),
    ("16", Bad, "<a><? b?></a>"),
    ("16", Bad, "<a><?b+c?></a>"),
    ("17", Bad, "<a><?xml b?></a>"),
    ("17", Bad, "<a><?XmL b?></a>"),
    ("17", Bad, " <?xml version='1.0'?><a/>"),
    ("17", Bad, "<!-- --><?xml version='1.0'?><a/>"),
    ("ns 7", Bad, "<a><?b:c d?></a>"),
    // CDATA sections.
    ("18", Good, "<a><![CDATA[<b>&c;]] ]>]]><![CDATA[]]><![CDATA[]]]]></a>"),
    ("18", Bad, "<a><![CDATA[b]]</a>"),
    ("18", Bad, "<a><![CDATA [b]]></a>"),
    ("18", Bad, "<a><![cdata[b]]></a>"),
    ("18", Bad, "<a><![CDATA[b]]>]]></a>"),
    ("18", Bad, "<![CDATA[b]]><a/>"),
    ("18", Bad, "<a b='<![CDATA[]]>'/>"),
    // The XML declaration.
    ("23", Good, "<?xml version='1.0'?><a/>"),
    ("23", Good, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='no' ?>\n<a/>"),
    ("23", Good, "<?xml\tversion = '1.0'\nstandalone = \"yes\"?><a/>"),
    ("26", Good, "<?xml version='1.1'?><a/>"), // Fifth edition: read as 1.0.
    ("26", Bad, "<?xml version='2.0'?><a/>"),
    ("26", Bad, "<?xml version=''?><a/>"),
    ("26", BadOnly, "<?xml version='1.'?><a/>"), // xmllint is content with a warning.
    ("23", Bad, "<?xml?><a/>"),
    ("23", Bad, "<?xml encoding='UTF-8'?><a/>"),
    ("23", Bad, "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>"),
    ("23", Bad, "<?xml version='1.0'encoding='UTF-8'?><a/>"),
    ("23", Bad, "<?xml version='1.0' b='c'?><a/>"),
    ("23", Bad, "<?xml version=1.0?><a/>"),
    ("23", Bad, "<?xml version='1.0'><a/>"),
    ("23", Bad, "<?XML version='1.0'?><a/>"),
    ("32", Bad, "<?xml version='1.0' standalone='YES'?><a/>"),
    ("81", Bad, "<?xml version='1.0' encoding=''?><a/>"),
    ("81", Bad, "<?xml version='1.0' encoding='-8'?><a/>"),
    // The document type declaration.
    ("28", Good, "<!DOCTYPE a><a/>"),
    ("28", Good, "<!DOCTYPE a SYSTEM \"b\" [ ] ><a/>"),
    ("28", Good, "<!DOCTYPE a[<!-- b --><?c?>\n]><a/>"),
    ("28", BadOnly, "<!DOCTYPEa><a/>"), // xmllint does not look for the white space.
    ("28", Bad, "<!DOCTYPE><a/>"),
    ("28", Bad, "<!doctype a><a/>"),
    ("28", Bad, "<!DOCTYPE a [<a/>"),
    ("28", Bad, "<!DOCTYPE a [b]><a/>"),
    ("28", Bad, "<!DOCTYPE a><!DOCTYPE a><a/>"),
    ("28", Bad, "<!DOCTYPE a SYSTEM 'b' []"),
    ("28", Bad, "<!DOCTYPE a [&b;]><a/>"),
    // Elements: tags match, attributes are parted and unique.
    ("39", Good, "<a><b><c></c></b ><d\n></d\t></a>"),
    ("39", Bad, "<a>"),
    ("39", Bad, "<a><b></a>"),
    ("39", Bad, "<a><b></a></b>"),
    ("39", Bad, "<a></A>"),
    ("39", Bad, "<a></ab>"),
    ("39", Bad, "<a><ab></a></a>"),
    ("39", Bad, "<a><b></a></a>"),
    ("40", Good, "<a b='1' c='2'\n d = '3'></a>"),
    ("40", Bad, "<a b='1'c='2'/>"),
    ("40", Bad, "<a b='1' b='2'/>"),
    ("40", Bad, "<a b/>"),
    ("40", Bad, "<a b=/>"),
    ("40", Bad, "<a ='b'/>"),
    ("40", Bad, "<a b='c' / >"),
    ("40", Bad, "<a"),
    ("40", Bad, "<a b='c'"),
    ("40", Bad, "<a <b/>/>"),
    ("40", Bad, "<a/ >"),
    ("42", Bad, "<a></ a>"),
    ("42", Bad, "<a></a b='c'>"),
    ("42", Bad, "<a></a/>"),
    ("42", Bad, "<a></a"),
    ("42", Bad, "<a></"),
    ("42", Bad, "</a>"),
    ("44", Bad, "<a//>"),
    ("43", Bad, "<a><!DOCTYPE a></a>"),
    ("43", Bad, "<a><!ENTITY b 'c'></a>"),
    ("43", Bad, "<a><!></a>"),
    ("43", Bad, "<a><></a>"),
    // Declarations of the internal subset.
    (
        "45",
        Good,
        "<!DOCTYPE a [<!ELEMENT a ANY><!ELEMENT b (#PCDATA|c)*><!ELEMENT c EMPTY><!ELEMENT d (a,(b|c)+,d?)*>]><a/>",
    ),
    ("45", Bad, "<!DOCTYPE a [<!ELEMENT a>]><a/>"),
    ("47", Bad, "<!DOCTYPE a [<!ELEMENT a (b,c|d)>]><a/>"),
    ("47", Bad, "<!DOCTYPE a [<!ELEMENT a (b>]><a/>"),
    ("47", Bad, "<!DOCTYPE a [<!ELEMENT a ()>]><a/>"),
    ("51", Bad, "<!DOCTYPE a [<!ELEMENT a (#PCDATA|b)>]><a/>"),
    ("51", Bad, "<!DOCTYPE a [<!ELEMENT a (b|#PCDATA)*>]><a/>"),
    (
        "52",
        Good,
        "<!DOCTYPE a [<!ATTLIST a b CDATA #IMPLIED c (d|e) 'd' f ID #REQUIRED g CDATA #FIXED 'h'>]><a b='c' f='i'/>",
    ),
    ("52", Bad, "<!DOCTYPE a [<!ATTLIST a b CDATA>]><a/>"),
    ("52", Bad, "<!DOCTYPE a [<!ATTLIST a b cdata #IMPLIED>]><a/>"),
    ("59", Bad, "<!DOCTYPE a [<!ATTLIST a b () #IMPLIED>]><a/>"),
    ("60", Bad, "<!DOCTYPE a [<!ATTLIST a b CDATA '<'>]><a/>"),
    ("70", Good, "<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY b 'd'><!ENTITY % e 'f'><!ENTITY g SYSTEM 'h'>]><a>&b;</a>"),
    ("70", Good, "<!DOCTYPE a [<!NOTATION n SYSTEM 'o'><!ENTITY b SYSTEM 'c' NDATA n>]><a/>"),
    ("70", Bad, "<!DOCTYPE a [<!ENTITY b>]><a/>"),
    ("70", Bad, "<!DOCTYPE a [<!ENTITY b'c'>]><a/>"),
    ("70", Bad, "<!DOCTYPE a [<!ENTITY b c>]><a/>"),
    ("82", Bad, "<!DOCTYPE a [<!NOTATION n>]><a/>"),
    ("69", Bad, "<!DOCTYPE a [<!ENTITY % e ''>%e]><a/>"),
    // References.
    ("66", Good, "<a>&#9;&#10;&#13;&#x20;&#x10FFFF;&#0000065;&#x0041;&#xD7ff;</a>"),
    ("66", Bad, "<a>&#0;</a>"),
    ("66", Bad, "<a>&#x0B;</a>"),
    ("66", Bad, "<a>&#xD800;</a>"),
    ("66", Bad, "<a>&#xFFFE;</a>"),
    ("66", Bad, "<a>&#x110000;</a>"),
    ("66", Bad, "<a>&#99999999999999999999;</a>"),
    ("66", Bad, "<a>&#;</a>"),
    ("66", Bad, "<a>&#x;</a>"),
    ("66", Bad, "<a>&#X41;</a>"),
    ("66", Bad, "<a>&#4 1;</a>"),
    ("66", Bad, "<a>&#65</a>"),
    ("66", Bad, "<a>&#a;</a>"),
    ("66", Bad, "<a b='&#7;'/>"),
    ("68", Good, "<a>&lt;&gt;&amp;&apos;&quot;</a>"),
    ("68", Bad, "<a>&nbsp;</a>"),
    ("68", Bad, "<a>& lt;</a>"),
    ("68", Bad, "<a>&lt ;</a>"),
    ("68", Bad, "<a>&LT;</a>"),
    ("68", Bad, "<a b='&c;'/>"),
    ("4.1", Bad, "<!DOCTYPE a [<!ENTITY b '&b;'>]><a>&b;</a>"),
    ("4.1", Bad, "<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c 'd&b;'>]><a>&b;</a>"),
    ("4.1", Bad, "<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c '&b;'>]><a d='&b;'/>"),
    ("4.1", Bad, "<!DOCTYPE a [<!ENTITY b '&c;'>]><a>&b;</a>"),
    ("4.1", Bad, "<!DOCTYPE a [<!NOTATION n SYSTEM 'o'><!ENTITY b SYSTEM 'c' NDATA n>]><a>&b;</a>"),
    ("4.1", Bad, "<!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]><a d='&b;'/>"),
    ("4.1", Bad, "<!DOCTYPE a [<!ENTITY b '<'>]><a c='&b;'/>"),
    ("4.1", Good, "<!DOCTYPE a [<!ENTITY b '&#38;lt;'>]><a c='&b;'>&b;</a>"),
    ("4.1", Good, "<!DOCTYPE a [<!ENTITY lt '&#38;#60;'><!ENTITY amp '&#38;#38;'>]><a>&lt;&amp;</a>"),
    ("4.3.2", Good, "<!DOCTYPE a [<!ENTITY b '<c>d</c>e'>]><a>&b;&b;</a>"),
    ("4.3.2", Bad, "<!DOCTYPE a [<!ENTITY b '<c>'>]><a>&b;</c></a>"),
    ("4.3.2", Bad, "<!DOCTYPE a [<!ENTITY b '</a>'>]><a>&b;"),
    ("4.3.2", Bad, "<!DOCTYPE a [<!ENTITY b '</c><c>'>]><a><c>&b;</c></a>"),
    ("4.3.2", Bad, "<!DOCTYPE a [<!ENTITY b '<!--'>]><a>&b; --></a>"),
    ("4.3.2", Bad, "<!DOCTYPE a [<!ENTITY b '&#60;c'>]><a>&b;></c></a>"),
    ("4.5", Bad, "<!DOCTYPE a [<!ENTITY b 'c&#38;d'>]><a>&b;</a>"),
    ("4.5", Bad, "<!DOCTYPE a [<!ENTITY b '&#60;c'>]><a>&b;</a>"),
    ("4.2", Good, "<!DOCTYPE a SYSTEM 'b' [<!ENTITY b '&c;'>]><a/>"),
    // Namespaces.
    ("ns 3", Good, "<a xmlns:b='c' b:d='e' d='f'><b:g xmlns='h'><i xmlns=''/></b:g></a>"),
    ("ns 5", Bad, "<a><b:c/></a>"),
    ("ns 5", Bad, "<a b:c='d'/>"),
    ("ns 5", Bad, "<a><b xmlns:c='d'/><c:e/></a>"),
    ("ns 6.3", Bad, "<a xmlns:b='c' xmlns:d='c' b:e='' d:e=''/>"),
    ("ns 6.3", Good, "<a xmlns:b='c' xmlns:d='d' b:e='' d:e=''/>"),
    ("ns 3", Bad, "<a xmlns:b='c' xmlns:b='d'/>"),
    ("ns 3", Bad, "<a xmlns:b=''/>"),
    ("ns 3", Bad, "<a xmlns:xml='b'/>"),
    ("ns 3", Bad, "<a xmlns:xmlns='b'/>"),
    ("ns 3", Bad, "<a xmlns:b='http://www.w3.org/2000/xmlns/'/>"),
    ("ns 3", Bad, "<a xmlns:b='http://www.w3.org/XML/1998/namespace'/>"),
    ("ns 3", Good, "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='de' xml:base='c'/>"),
    ("ns 4", Bad, "<a><b:c:d xmlns:b='e'/></a>"),
    ("ns 4", Bad, "<a><:b/></a>"),
    ("ns 4", Bad, "<a><b:/></a>"),
    ("ns 4", Bad, "<a xmlns:b='c' b:='d'/>"),
    ("ns 4", Bad, "<a xmlns:='b'/>"),
    ("ns 4", Bad, "<a><b:1 xmlns:b='c'/></a>"),
    ("ns 7", Bad, "<!DOCTYPE a [<!ENTITY b:c 'd'>]><a/>"),
];

/// Faults of a valid use of XML.
fn is_of_the_schema(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnexpectedElement
            | ErrorKind::MissingElement
            | ErrorKind::UnexpectedText
            | ErrorKind::UnknownAttribute
            | ErrorKind::MissingAttribute
            | ErrorKind::Value
            | ErrorKind::Root
    )
}

#[test]
fn well_formedness_by_production() {
    let judge = lip_tests::xmllint("well_formedness_by_production");
    let mut wrong = Vec::new();
    for (production, verdict, document) in TABLE {
        let good = *verdict == Good;
        let place = format!("[{production}] {document:?}");
        match (lip_types::from_bytes::<Open>(document.as_bytes()), good) {
            (Ok(_), false) => wrong.push(format!("{place}: open content takes it")),
            (Err(error), true) => wrong.push(format!("{place}: open content refuses it: {error}")),
            (Err(error), false) if is_of_the_schema(error[0].kind()) => {
                wrong.push(format!("{place}: open content refuses it for another reason: {error}"));
            }
            _ => {}
        }
        match (lip_types::from_xml::<Typed>(document), good) {
            (Ok(_), false) => wrong.push(format!("{place}: typed content takes it")),
            (Err(error), true) if !is_of_the_schema(error[0].kind()) => {
                wrong.push(format!("{place}: typed content refuses it: {error}"));
            }
            _ => {}
        }
        let Some(judge) = judge else { continue };
        let of_judge = matches!(verdict, Good | BadOnly);
        match (judge.well_formed(document.as_bytes()), of_judge) {
            (Ok(()), false) => wrong.push(format!("{place}: xmllint takes it")),
            (Err(message), true) => wrong.push(format!("{place}: xmllint refuses it: {message}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}\nof {} documents", wrong.join("\n"), TABLE.len());
}

/// What is read and written again is the same, for every good document.
#[test]
fn good_documents_survive() {
    for (production, _, document) in TABLE.iter().filter(|(_, v, _)| *v == Good) {
        let value: Open = lip_types::from_xml(document).unwrap();
        let written = value.to_xml(Binding::Xsd).unwrap();
        let again: Open =
            lip_types::from_xml(&written).unwrap_or_else(|e| panic!("[{production}] {document}\n{written}\n{e}"));
        assert_eq!(again.content.text(), value.content.text(), "[{production}] {document}\n{written}");
    }
}

/// The text of a typed document, elements left out.
fn text(document: &str) -> String {
    let value: Typed = lip_types::from_xml(document).unwrap_or_else(|e| panic!("{document:?}: {e}"));
    let open: Open = lip_types::from_xml(document).unwrap();
    let text: String =
        value.items.iter().filter_map(|i| if let Item::Text(t) = i { Some(t.as_str()) } else { None }).collect();
    assert_eq!(open.content.text(), text, "{document:?}");
    text
}

#[test]
fn text_means_the_same_however_it_is_written() {
    for (document, expected) in [
        // 2.11: line ends.
        ("<a>1\r2\r\n3\n\r4\r\r\n</a>", "1\n2\n3\n\n4\n\n"),
        ("<a><![CDATA[1\r2\r\n]]></a>", "1\n2\n"),
        ("<a>1&#13;&#xD;\n</a>", "1\r\r\n"),
        ("<!DOCTYPE a [<!ENTITY b '1\r\n2&#13;'>]><a>&b;</a>", "1\n2\r"),
        // 4.4: references.
        ("<a>&#60;&lt;&#38;lt;</a>", "<<&lt;"),
        ("<!DOCTYPE a [<!ENTITY b '&#38;#60;'>]><a>&b;</a>", "<"),
        ("<!DOCTYPE a [<!ENTITY b '1&c;3'><!ENTITY c '2'><!ENTITY c 'x'>]><a>0&b;4</a>", "01234"),
        ("<!DOCTYPE a [<!ENTITY b '<![CDATA[&b;]]>'>]><a>&b;</a>", "&b;"),
        // 2.5, 2.6: what is no text.
        ("<a>1<!-- 2 -->3<?p 4?>5</a>", "135"),
    ] {
        assert_eq!(text(document), expected, "{document:?}");
    }
}

#[test]
fn attribute_values_are_normalised() {
    for (document, expected) in [
        // 3.3.3
        ("<a b=' 1\t2\r\n3\r4\n '/>", " 1 2 3 4  "),
        ("<a b='&#9;&#10;&#13;&#32;'/>", "\t\n\r "),
        ("<!DOCTYPE a [<!ENTITY c '1\n&d;&#10;'><!ENTITY d \"'\">]><a b='&c;'/>", "1 ' "),
        ("<!DOCTYPE a [<!ENTITY c '&#38;#10;'>]><a b='&c;'/>", "\n"),
    ] {
        let value: Typed = lip_types::from_xml(document).unwrap();
        assert_eq!(value.b.as_deref(), Some(expected), "{document:?}");
        let again = Typed::from_xml(&value.to_xml(Binding::Xsd).unwrap()).unwrap();
        assert_eq!(again, value);
    }
}

fn limit<T: FromXml + Element + Debug>(document: &str, limits: Limits, message: &str) {
    let error = ReadOptions::new().limits(limits).from_xml::<T>(document).unwrap_err()[0].clone();
    assert_eq!((error.kind(), error.message().as_str()), (ErrorKind::Limit, message));
}

#[test]
fn limits_are_errors() {
    let few = Limits { depth: 3, attributes: 2, entity_depth: 2, expansion: 100, findings: 10, ..Limits::default() };
    limit::<Open>(
        "<a><b><c><d/></c></b></a>",
        few,
        "more than 3 elements inside one another; expected what `Limits` allows",
    );
    limit::<Open>("<a b='' c='' d=''/>", few, "more than 2 attributes; expected what `Limits` allows");
    let deep = "<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c '&d;'><!ENTITY d ''>]>";
    let message = "more than 2 entities inside one another, in the entity `c`; expected what `Limits` allows";
    limit::<Open>(&format!("{deep}<a>&b;</a>"), few, message);
    limit::<Typed>(&format!("{deep}<a>&b;</a>"), few, message);
    let laughs: String = (1..20).map(|i| format!("<!ENTITY l{i} '&l{0};&l{0};&l{0};&l{0};'>", i - 1)).collect();
    let laughs = format!("<!DOCTYPE a [<!ENTITY l0 'ha'>{laughs}]>");
    for document in [format!("{laughs}<a>&l12;</a>"), format!("{laughs}<a b='&l12;'/>")] {
        for kind in
            [Open::from_xml(&document).unwrap_err()[0].kind(), Typed::from_xml(&document).unwrap_err()[0].kind()]
        {
            assert_eq!(kind, ErrorKind::Limit, "{}", &document[document.len() - 20..]);
        }
    }
    assert!(Open::from_xml(&format!("{laughs}<a>&l7;</a>")).is_ok());
}

/// In a thread with the stack of Rust's own threads.
fn in_two_mebibytes(test: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(2 << 20).spawn(test).unwrap().join().unwrap();
}

fn nested(before: &str, open: &str, close: &str, depth: usize, after: &str) -> String {
    format!("{before}{}{}{after}", open.repeat(depth), close.repeat(depth))
}

/// Everything that recurses over a value, at the limit; and an error far behind it.
fn at_the_limit<T>(before: &'static str, open: &'static str, close: &'static str, after: &'static str)
where
    T: FromXml + ToXml + Element + Clone + PartialEq + Debug,
{
    in_two_mebibytes(move || {
        let around = before.matches('<').count();
        let each = open.matches('<').count();
        let depth = (Limits::default().depth - around) / each;
        let value = T::from_xml(&nested(before, open, close, depth, after)).unwrap();
        let copy = value.clone();
        assert_eq!(copy, value);
        assert!(format!("{copy:#?}").len() > depth);
        drop(copy);
        for binding in [Binding::Xsd, Binding::Dtd] {
            let written = value.to_xml(binding).unwrap();
            assert_eq!(T::from_xml(&written).unwrap(), value);
        }
        for depth in [depth + 1, 100_000] {
            let error = T::from_xml(&nested(before, open, close, depth, after)).unwrap_err()[0].clone();
            assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
            let unclosed = format!("{before}{}", open.repeat(depth));
            assert_eq!(T::from_xml(&unclosed).unwrap_err()[0].kind(), ErrorKind::Limit);
        }
    });
}

#[test]
fn depth_of_open_content() {
    at_the_limit::<Open>("", "<a>", "</a>", "");
    at_the_limit::<LearnerInformation>(
        "<learnerinformation><ext_learnerinfo>",
        "<x y='z'>",
        "</x>",
        "</ext_learnerinfo></learnerinformation>",
    );
}

#[test]
fn depth_of_mixed_content() {
    at_the_limit::<Typed>("", "<a>", "</a>", "");
}

#[test]
fn depth_of_typed_content() {
    at_the_limit::<Activity>("", "<activity>", "</activity>", "");
    at_the_limit::<LearnerInformation>("<learnerinformation>", "<activity>", "</activity>", "</learnerinformation>");
    at_the_limit::<LearnerInformation>("<learnerinformation>", "<goal>", "</goal>", "</learnerinformation>");
}

#[test]
fn depth_of_entities() {
    in_two_mebibytes(|| {
        let entities: String = (1..20_000).map(|i| format!("<!ENTITY e{i} '&e{};'>", i - 1)).collect();
        let document = format!("<!DOCTYPE a [<!ENTITY e0 ''>{entities}]><a b='&e19999;'>&e19999;</a>");
        assert_eq!(Open::from_xml(&document).unwrap_err()[0].kind(), ErrorKind::Limit);
        let document = document.replace(" b='&e19999;'", "");
        assert_eq!(Typed::from_xml(&document).unwrap_err()[0].kind(), ErrorKind::Limit);
    });
}
