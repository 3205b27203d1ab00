//! The lexical spaces of the datatypes, with xmllint as the second judge.
//!
//! Every form below, and mutations of it, is offered to every datatype. Our verdict must be libxml2's, except where libxml2 leaves
//! XML Schema 1.0 part 2 (second edition): each of those rules is listed with its clause, and must be needed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lip_tests::{Random, xmllint};
use lip_types::value::{self, Binding, Context, FromText, Scope, ToText};

/// What the judged document declares: unparsed entities, and prefixes.
struct Declared;

impl Context for Declared {
    fn declares_entity(&self, name: &str) -> Option<bool> {
        Some(matches!(name, "photo" | "voice"))
    }

    fn namespace(&self, prefix: &str) -> Option<&str> {
        (prefix == "p").then_some("urn:p")
    }
}

/// Whether a text is a value; if so, it is written as it was read.
type Verdict = fn(&str) -> bool;

fn verdict<T: FromText + ToText>(text: &str) -> bool {
    let scope = Scope::new(Binding::Xsd).with_context(&Declared);
    let Ok(value) = T::from_text(Cow::Borrowed(text), &scope) else { return false };
    assert_eq!(value.to_text(&scope).expect("what was read can be written"), text);
    true
}

const DATATYPES: &[(&str, Verdict)] = &[
    ("string", verdict::<String>),
    ("normalizedString", verdict::<value::NormalizedString>),
    ("token", verdict::<value::Token>),
    ("language", verdict::<value::Language>),
    ("Name", verdict::<value::XmlName>),
    ("NCName", verdict::<value::NcName>),
    ("NMTOKEN", verdict::<value::NmToken>),
    ("NMTOKENS", verdict::<value::NmTokens>),
    ("ID", verdict::<value::Id>),
    ("IDREF", verdict::<value::IdRef>),
    ("IDREFS", verdict::<value::IdRefs>),
    ("ENTITY", verdict::<value::Entity>),
    ("ENTITIES", verdict::<value::Entities>),
    ("QName", verdict::<value::QName>),
    ("anyURI", verdict::<value::AnyUri>),
    ("boolean", verdict::<value::Boolean>),
    ("decimal", verdict::<value::Decimal>),
    ("integer", verdict::<value::Integer>),
    ("nonPositiveInteger", verdict::<value::NonPositiveInteger>),
    ("negativeInteger", verdict::<value::NegativeInteger>),
    ("nonNegativeInteger", verdict::<value::NonNegativeInteger>),
    ("positiveInteger", verdict::<value::PositiveInteger>),
    ("long", verdict::<value::Long>),
    ("int", verdict::<value::Int>),
    ("short", verdict::<value::Short>),
    ("byte", verdict::<value::Byte>),
    ("unsignedLong", verdict::<value::UnsignedLong>),
    ("unsignedInt", verdict::<value::UnsignedInt>),
    ("unsignedShort", verdict::<value::UnsignedShort>),
    ("unsignedByte", verdict::<value::UnsignedByte>),
    ("float", verdict::<value::Float>),
    ("double", verdict::<value::Double>),
    ("duration", verdict::<value::Duration>),
    ("dateTime", verdict::<value::DateTime>),
    ("time", verdict::<value::Time>),
    ("date", verdict::<value::Date>),
    ("gYearMonth", verdict::<value::GYearMonth>),
    ("gYear", verdict::<value::GYear>),
    ("gMonthDay", verdict::<value::GMonthDay>),
    ("gDay", verdict::<value::GDay>),
    ("gMonth", verdict::<value::GMonth>),
    ("hexBinary", verdict::<value::HexBinary>),
    ("base64Binary", verdict::<value::Base64Binary>),
];

/// Forms that are a value of one datatype at least, or nearly.
const FORMS: &[&str] = &[
    "",
    " ",
    "a",
    "a b",
    " a  b ",
    "a\tb\nc",
    "é",
    "\u{10000}",
    "Ada Lovelace",
    "photo",
    "voice",
    "photo voice",
    "photo  voice x",
    "en",
    "en-GB",
    "x-klingon",
    "de-CH-1996",
    "zh-Hant-TW-x-12345678",
    "abcdefghi",
    "en--us",
    "en_US",
    "i-default",
    "_a.b-c",
    "a:b",
    ":a",
    "a:",
    "p:a",
    "q:a",
    "xml:lang",
    "p:1",
    "1a",
    "-a",
    ".5a",
    "a·",
    "2000-11-06x",
    "http://www.imsglobal.org/a b?c#d",
    "urn:a:b",
    "mailto:a@b",
    "../a",
    "100%",
    "%20",
    "http://a:80/",
    "http://a:b/",
    "a#b#c",
    "//[::1]/",
    "C:\\a",
    "true",
    "false",
    "1",
    "0",
    "TRUE",
    "yes",
    "01",
    "0",
    "-0",
    "+0",
    "00",
    "+1",
    "-1",
    "1.",
    ".1",
    "-.5",
    "+.",
    ".",
    "1.50",
    "0.000",
    "1e5",
    "1E-5",
    "1.E+05",
    "INF",
    "-INF",
    "+INF",
    "NaN",
    "1e400",
    "123456789012345678901234567890",
    "-0.123456789012345678901234567890",
    "1,5",
    "1 2",
    "0x1f",
    "1e",
    "e5",
    "127",
    "128",
    "-128",
    "-129",
    "32767",
    "32768",
    "-32768",
    "-32769",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "255",
    "256",
    "65535",
    "65536",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "18446744073709551616",
    "00000000000000000000000000000255",
    "-00255",
    "P1Y",
    "P1M",
    "P1D",
    "PT1H",
    "PT1M",
    "PT1S",
    "PT1.5S",
    "P1Y2M3DT4H5M6.7S",
    "-P1D",
    "P",
    "PT",
    "P1YT",
    "P1W",
    "P1S",
    "PT1D",
    "P1M1Y",
    "P1.5D",
    "PT.5S",
    "PT1.S",
    "+P1D",
    "P-1D",
    "P0Y",
    "P007D",
    "P1Y2D",
    "PT1H2S",
    "P99999Y",
    "2000-11-06T09:30:00",
    "2000-11-06T09:30:00.5",
    "2000-11-06T09:30:00Z",
    "2000-11-06T09:30:00+01:00",
    "2000-11-06T24:00:00",
    "2000-11-06T24:00:01",
    "2000-11-06T09:30",
    "2000-11-06",
    "2000-11-06Z",
    "2000-11-06+14:00",
    "2000-11-06-14:01",
    "2000-11",
    "2000-11Z",
    "2000",
    "2000Z",
    "-0044",
    "0000",
    "12000",
    "02000",
    "200",
    "+2000",
    "--11-06",
    "--02-29",
    "--02-30",
    "--11-06Z",
    "---06",
    "---31",
    "---32",
    "---06Z",
    "--11",
    "--11Z",
    "--13",
    "--11--",
    "2000-02-29",
    "1900-02-29",
    "2001-02-29",
    "-0001-01-01",
    "0000-01-01",
    "2000:11:06",
    "2000/11/06",
    "20001106",
    "2000-11-06T09:30:60",
    "2000-11-06T25:00:00",
    "2000-11-06T09:60:00",
    "2000-11-06t09:30:00",
    "2000-11-06 09:30:00",
    "2000-11-06T09:30:00.",
    "2000-11-06T09:30:00,5",
    "2000-11-06T09:30:00+0100",
    "2000-11-06T09:30:00-00:00",
    "2000-11-06T09:30:00.123456789012345",
    "-9999-12-31T23:59:59.999-14:00",
    "09:30:00",
    "24:00:00",
    "24:00:00.000",
    "09:30:00.25Z",
    "09:30:00-05:00",
    "09:30",
    "9:30:00",
    "09:30:00+15:00",
    "23:59:60",
    "0fB7",
    "0fb",
    "0FB7 ",
    "0f B7",
    "",
    "TElQIQ==",
    "TEl Q\nIQ==",
    "TElQIQ",
    "TElQIQ=",
    "TElQ",
    "TElQIR==",
    "TElQI1E=",
    "TElQI1F=",
    "=",
    "AA==",
    "====",
    "Y Q = =",
];

/// One to three changes of a character.
fn mutated(form: &str, random: &mut Random) -> String {
    const CHARACTERS: &[char] = &[
        '0', '1', '2', '3', '5', '9', '-', '+', '.', ':', 'T', 'Z', 'P', 'Y', 'M', 'D', 'H', 'S', 'e', 'E', 'a', 'F',
        'p', '=', '/', '#', '%', ' ', '\n', '_', '?', '[', 'é', ',',
    ];
    let mut characters: Vec<char> = form.chars().collect();
    for _ in 0..=random.below(3) {
        let at = random.below(characters.len() + 1);
        match random.below(4) {
            0 if at < characters.len() => _ = characters.remove(at),
            1 if at < characters.len() => characters[at] = CHARACTERS[random.below(CHARACTERS.len())],
            2 if at + 1 < characters.len() => characters.swap(at, at + 1),
            _ => characters.insert(at, CHARACTERS[random.below(CHARACTERS.len())]),
        }
    }
    characters.into_iter().collect()
}

fn forms() -> Vec<String> {
    let mut random = Random::new(7);
    let mut forms: BTreeSet<String> = FORMS.iter().map(|form| (*form).to_owned()).collect();
    for form in FORMS {
        forms.extend((0..20).map(|_| mutated(form, &mut random)));
    }
    forms.into_iter().collect()
}

/// The lines of the faults that xmllint finds in values of one datatype, one a line from line 4 on.
fn faults(folder: &Path, datatype: &str, forms: &[String]) -> BTreeSet<usize> {
    let xsd = folder.join(format!("{datatype}.xsd"));
    // libxml2 knows entities of attributes only.
    let in_attribute = datatype.starts_with("ENTIT");
    let value = match in_attribute {
        true => format!("<xsd:complexType><xsd:attribute name='a' type='xsd:{datatype}'/></xsd:complexType>"),
        false => format!("<xsd:simpleType><xsd:restriction base='xsd:{datatype}'/></xsd:simpleType>"),
    };
    let schema = format!(
        "<xsd:schema xmlns:xsd='http://www.w3.org/2001/XMLSchema'><xsd:element name='values'><xsd:complexType><xsd:sequence>\
         <xsd:element name='v' maxOccurs='unbounded'>{value}</xsd:element></xsd:sequence></xsd:complexType></xsd:element></xsd:schema>"
    );
    std::fs::write(&xsd, schema).expect("the schema is written");
    let mut document = "<!DOCTYPE values [<!NOTATION n SYSTEM 'n'>\
                        <!ENTITY photo SYSTEM 'p' NDATA n><!ENTITY voice SYSTEM 'v' NDATA n>]>\n<values xmlns:p='urn:p'>\n\n"
        .to_owned();
    for form in forms {
        document.push_str(if in_attribute { "<v a=\"" } else { "<v>" });
        for character in form.chars() {
            match character {
                '&' | '<' | '>' | '"' | '\t' | '\n' | '\r' => {
                    document.push_str(&format!("&#{};", u32::from(character)))
                }
                _ => document.push(character),
            }
        }
        document.push_str(if in_attribute { "\"/>\n" } else { "</v>\n" });
    }
    document.push_str("</values>\n");
    let complaint =
        xmllint("values").expect("it was there").schema(&xsd, document.as_bytes()).err().unwrap_or_default();
    assert!(!complaint.contains("parser error"), "{complaint}");
    let line = |line: &str| line.strip_prefix("-:")?.split(':').next()?.parse::<usize>().ok();
    complaint.lines().filter_map(line).map(|line| line - 4).collect()
}

/// A rule by which libxml2 leaves the recommendation.
struct Deviation {
    /// What the recommendation says, with its clause.
    rule: &'static str,
    /// The datatypes; none for all.
    datatypes: &'static [&'static str],
    /// Our verdict where the rule applies.
    ours: bool,
    /// Whether it may be the reason for a difference.
    explains: fn(form: &str) -> bool,
}

impl Deviation {
    fn applies(&self, datatype: &str, form: &str, ours: bool) -> bool {
        let concerned = self.datatypes.is_empty() || self.datatypes.contains(&datatype);
        concerned && self.ours == ours && (self.explains)(form)
    }
}

const DEVIATIONS: &[Deviation] = &[
    Deviation {
        rule: "white space is collapsed before a form is looked at (4.3.6)",
        datatypes: &[
            "long",
            "int",
            "short",
            "byte",
            "unsignedLong",
            "unsignedInt",
            "unsignedShort",
            "unsignedByte",
            "duration",
            "time",
            "gYear",
            "gDay",
            "gMonth",
            "gMonthDay",
            "gYearMonth",
            "date",
            "dateTime",
        ],
        ours: true,
        explains: |form| form.trim() != form,
    },
    Deviation {
        rule: "names have the characters of XML 1.0, and those of the fifth edition are in planes 1 to 14, too (productions 4, 4a)",
        datatypes: &["Name", "NCName", "NMTOKEN", "NMTOKENS", "ID", "IDREF", "IDREFS", "QName"],
        ours: true,
        explains: |form| form.chars().any(|character| character > '\u{ffff}'),
    },
    Deviation {
        rule: "a list datatype has one item at least (3.3.5, 3.3.10, 3.3.12)",
        datatypes: &["NMTOKENS", "IDREFS", "ENTITIES"],
        ours: false,
        explains: |form| form.trim().is_empty(),
    },
    Deviation {
        rule: "a decimal has any number of digits (3.2.3, 3.3.13)",
        datatypes: &[
            "decimal",
            "integer",
            "nonNegativeInteger",
            "positiveInteger",
            "nonPositiveInteger",
            "negativeInteger",
        ],
        ours: true,
        explains: |form| form.bytes().filter(u8::is_ascii_digit).count() > 24,
    },
    Deviation {
        rule: "a decimal has a digit (3.2.3.1)",
        datatypes: &["decimal"],
        ours: false,
        explains: |form| !form.contains(|character: char| character.is_ascii_digit()),
    },
    Deviation {
        rule: "an exponent has a digit (3.2.4.1, 3.2.5.1)",
        datatypes: &["float", "double"],
        ours: false,
        explains: |form| form.trim_end().ends_with(['e', 'E', '+', '-']),
    },
    Deviation {
        rule: "seconds have a digit before the point, and one behind it (3.2.6.1)",
        datatypes: &["duration"],
        ours: false,
        explains: |form| form.contains("T.") || form.contains(".S"),
    },
    Deviation {
        rule: "base64Binary has its 65 characters and white space, and no others (3.2.16)",
        datatypes: &["base64Binary"],
        ours: false,
        explains: |form| {
            form.contains(|character: char| !character.is_ascii_alphanumeric() && !"+/= \t\n\r".contains(character))
        },
    },
    Deviation {
        rule: "a host in brackets ends before the path (3.2.17; RFC 3986, 3.2)",
        datatypes: &["anyURI"],
        ours: false,
        explains: |form| form.split_once("//[").is_some_and(|(_, host)| host.find('/') < host.find(']')),
    },
];

#[test]
fn libxml2_says_the_same_of_every_form() {
    if xmllint("libxml2_says_the_same_of_every_form").is_none() {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("values");
    std::fs::create_dir_all(&folder).expect("a folder for schemas");
    let forms = forms();
    let mut valid = 0;
    let mut unexplained = Vec::new();
    let mut needed = BTreeMap::<&str, usize>::new();
    for (datatype, verdict) in DATATYPES {
        let faults = faults(&folder, datatype, &forms);
        for (at, form) in forms.iter().enumerate() {
            let ours = verdict(form);
            valid += usize::from(ours);
            if ours != faults.contains(&at) {
                continue;
            }
            match DEVIATIONS.iter().find(|deviation| deviation.applies(datatype, form, ours)) {
                Some(deviation) => *needed.entry(deviation.rule).or_default() += 1,
                None => unexplained.push(format!("{datatype} {form:?}: we say {ours}")),
            }
        }
    }
    println!("{} forms, {} datatypes, {valid} valid; differences explained: {needed:#?}", forms.len(), DATATYPES.len());
    assert!(unexplained.is_empty(), "{} differences:\n{}", unexplained.len(), unexplained.join("\n"));
    for deviation in DEVIATIONS {
        assert!(needed.contains_key(deviation.rule), "not needed any more: {}", deviation.rule);
    }
}
