//! Words that a random document hardly ever hits: markup, and the names and values of a schema.

use std::collections::BTreeSet;
use std::path::Path;

use lip_gen::diagnostic::Diagnostics;
use lip_gen::read::{Catalog, xsd};
use lip_gen::schema::{Schema, SimpleType};
use lip_gen::source::Sources;
use lip_gen::{Config, Output, generate};
use lip_tests::repository;
use serde_json::Value;

const MARKUP: &[&str] = &[
    "<?xml version=\"1.0\"?>",
    " encoding=\"UTF-8\"",
    " standalone=\"yes\"",
    "<!DOCTYPE ",
    " SYSTEM \"",
    " PUBLIC \"",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "</",
    "/>",
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&apos;",
    "&#10;",
    "&#x41;",
    "xmlns=\"",
    "xmlns:a=\"",
    "xml:lang=\"en\"",
    "xml:space=\"preserve\"",
    "xsi:schemaLocation=\"",
    "http://www.w3.org/2001/XMLSchema-instance",
    "http://www.imsglobal.org/xsd/imslip_v1p0",
    "imslip_v1p0p1.dtd",
    "\r\n",
    "\u{feff}",
    "\u{fffe}",
];

const DTD: &[&str] = &[
    "<!ELEMENT ",
    "<!ATTLIST ",
    "<!ENTITY ",
    "<!ENTITY % ",
    "<!NOTATION ",
    "<![INCLUDE[",
    "<![IGNORE[",
    "<![%",
    "#PCDATA",
    "#REQUIRED",
    "#IMPLIED",
    "#FIXED ",
    "CDATA",
    "NMTOKEN",
    "NMTOKENS",
    "ID",
    "IDREF",
    "IDREFS",
    "ENTITY",
    "ENTITIES",
    "NOTATION (",
    "NDATA ",
    "EMPTY",
    "ANY",
    ")*",
    ")+",
    ")?",
    " | ",
    ", ",
    "%a;",
    "--",
];

const XSD: &[&str] = &[
    "<xsd:schema xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"",
    " targetNamespace=\"",
    " elementFormDefault=\"qualified\"",
    "<xsd:element name=\"",
    " ref=\"",
    " type=\"xsd:string\"",
    " minOccurs=\"0\"",
    " maxOccurs=\"unbounded\"",
    "<xsd:complexType>",
    "<xsd:complexType mixed=\"true\">",
    "<xsd:simpleType>",
    "<xsd:sequence>",
    "<xsd:choice>",
    "<xsd:all>",
    "<xsd:any",
    "<xsd:anyAttribute/>",
    " processContents=\"lax\"",
    "<xsd:attribute name=\"",
    " use=\"required\"",
    " default=\"",
    " fixed=\"",
    "<xsd:attributeGroup ",
    "<xsd:group ",
    "<xsd:simpleContent>",
    "<xsd:complexContent>",
    "<xsd:extension base=\"",
    "<xsd:restriction base=\"",
    "<xsd:enumeration value=\"",
    "<xsd:union memberTypes=\"",
    "<xsd:list itemType=\"",
    "<xsd:include ",
    "<xsd:import ",
    " schemaLocation=\"",
    "<xsd:annotation>",
    "<xsd:documentation>",
    "xsd:dateTime",
    "xsd:integer",
    "xsd:ID",
    "xsd:anyType",
    "xsd:NOTATION",
    "<xsd:notation ",
    "<xsd:key ",
    "<xsd:unique ",
    " abstract=\"true\"",
    " substitutionGroup=\"",
];

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"\"",
    "null",
    "true",
    "1e9",
    "\\u0000",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\n",
    "\\r",
    "\\t",
    "]]>",
    "--",
    "?>",
    "xml",
    "xmlns",
    "http://www.w3.org/2000/xmlns/",
    "http://www.w3.org/XML/1998/namespace",
    "http://www.imsglobal.org/xsd/imslip_v1p0",
    "{\"element\":{\"name\":\"a\",\"content\":[",
    "\"namespaces\":[{\"prefix\":\"a\",\"uri\":\"urn:a\"}]",
    "\"attributes\":[{\"prefix\":\"a\",\"name\":\"b\",\"namespace\":\"urn:a\",\"value\":\"c\"}]",
    "{\"cdata\":\"a\"}",
    "{\"comment\":\"a\"}",
    "{\"instruction\":{\"target\":\"a\",\"data\":\"b\"}}",
    "\"#entities\":[{\"name\":\"a\",\"system\":\"b\",\"notation\":{\"name\":\"n\",\"public\":\"c\"}}]",
];

/// The words for a target.
pub fn words(target: &str) -> BTreeSet<String> {
    let markup = if target == "json" { JSON } else { MARKUP };
    let mut words: BTreeSet<String> = markup.iter().map(|word| (*word).to_owned()).collect();
    match target {
        "dtd" => words.extend(DTD.iter().map(|word| (*word).to_owned())),
        "xsd" => words.extend(XSD.iter().map(|word| (*word).to_owned())),
        "document" => words.extend(of_schema(&repository().join("schemas/imslip-1.0.1/imslip_v1p0p1.xsd"))),
        "json" => words.extend(of_json_schema(&repository().join("schemas/imslip-1.0.1/lip-gen.toml"))),
        _ => {}
    }
    words
}

/// The keys of objects, and the values of enumerations.
fn of_json_schema(settings: &Path) -> BTreeSet<String> {
    let config = Config::from_file(settings).expect("the settings of the repository are read");
    let report = generate(&config.json_schema(), &Output::Memory).expect("a JSON Schema");
    let schema: Value = serde_json::from_str(&report.text).expect("it is JSON");
    let mut words = BTreeSet::new();
    let mut rest = vec![&schema];
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(entries) => {
                if let Some(Value::Object(properties)) = entries.get("properties") {
                    words.extend(properties.keys().map(|key| format!("\"{key}\":")));
                }
                if let Some(Value::Array(values)) = entries.get("enum") {
                    words.extend(values.iter().map(Value::to_string));
                }
                rest.extend(entries.values());
            }
            Value::Array(items) => rest.extend(items),
            _ => {}
        }
    }
    words
}

/// Tags of the elements, attributes, and the values of enumerations.
fn of_schema(file: &Path) -> BTreeSet<String> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let mut catalog = Catalog::new();
    catalog.add("http://www.w3.org/XML/1998/namespace", repository().join("schemas/xml/xml.xsd"));
    let Schema { elements, types, .. } =
        xsd(file, &catalog, &mut sources, &mut diagnostics).expect("the schema of the repository is read");
    let mut words = BTreeSet::new();
    for element in &elements {
        let name = &element.name.local;
        words.extend([format!("<{name}>"), format!("</{name}>"), format!("<{name}/>")]);
    }
    for attribute in types.iter().flat_map(|r#type| &r#type.attributes) {
        words.insert(format!(" {}=\"", attribute.name.local));
        if let SimpleType::Enumeration { values, .. } = &attribute.r#type {
            words.extend(values.iter().cloned());
        }
    }
    words
}

/// A word as a line of a dictionary of libFuzzer.
pub fn line(word: &str) -> String {
    let mut line = "\"".to_owned();
    for byte in word.bytes() {
        match byte {
            b'"' | b'\\' => line.extend(['\\', char::from(byte)]),
            b' '..=b'~' => line.push(char::from(byte)),
            _ => line.push_str(&format!("\\x{byte:02X}")),
        }
    }
    line + "\""
}
