//! The lexical spaces of the datatypes, with xmllint as the second judge.
//!
//! Every form below, and mutations of it, is offered to every datatype. Our verdict must be libxml2's, except where libxml2 leaves
//! XML Schema 1.0 part 2 (second edition): each of those rules is listed with its clause, and must be needed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use arbitrary::{Arbitrary, Unstructured};
use lip_tests::{Random, xmllint};
use lip_types::value::{self, Binding, Context, FromText, Scope, ToText};

/// What the judged document declares: unparsed entities, and prefixes.
struct Declared;

impl Context for Declared {
    fn declares_entity(&self, name: &str) -> Option<bool> {
        Some(lip_types::random::ENTITIES.contains(&name))
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

struct Datatype {
    name: &'static str,
    verdict: Verdict,
    /// The text of a random value.
    random: fn(&mut Unstructured<'_>) -> arbitrary::Result<String>,
}

macro_rules! datatypes {
    ($($name:ident: $type:ty,)+) => {
        const DATATYPES: &[Datatype] = &[$(Datatype {
            name: stringify!($name),
            verdict: verdict::<$type>,
            random: |data| <$type>::arbitrary(data).map(|value| value.to_string()),
        },)+];
    };
}

datatypes! {
    // A `String` of `arbitrary` holds what no document can; the lexical space is the same.
    string: value::NormalizedString,
    normalizedString: value::NormalizedString,
    token: value::Token,
    language: value::Language,
    Name: value::XmlName,
    NCName: value::NcName,
    NMTOKEN: value::NmToken,
    NMTOKENS: value::NmTokens,
    ID: value::Id,
    IDREF: value::IdRef,
    IDREFS: value::IdRefs,
    ENTITY: value::Entity,
    ENTITIES: value::Entities,
    QName: value::QName,
    anyURI: value::AnyUri,
    boolean: value::Boolean,
    decimal: value::Decimal,
    integer: value::Integer,
    nonPositiveInteger: value::NonPositiveInteger,
    negativeInteger: value::NegativeInteger,
    nonNegativeInteger: value::NonNegativeInteger,
    positiveInteger: value::PositiveInteger,
    long: value::Long,
    int: value::Int,
    short: value::Short,
    byte: value::Byte,
    unsignedLong: value::UnsignedLong,
    unsignedInt: value::UnsignedInt,
    unsignedShort: value::UnsignedShort,
    unsignedByte: value::UnsignedByte,
    float: value::Float,
    double: value::Double,
    duration: value::Duration,
    dateTime: value::DateTime,
    time: value::Time,
    date: value::Date,
    gYearMonth: value::GYearMonth,
    gYear: value::GYear,
    gMonthDay: value::GMonthDay,
    gDay: value::GDay,
    gMonth: value::GMonth,
    hexBinary: value::HexBinary,
    base64Binary: value::Base64Binary,
}

/// Forms that are a value of one datatype at least, or nearly: one a line, with `\\n`, `\\t` and `\\\\` for what cannot stand there.
const FORMS: &str = include_str!("values/forms.txt");

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
    let unescaped = |line: &str| line.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
    let mut random = Random::new(7);
    let listed: Vec<String> = FORMS.lines().map(unescaped).collect();
    let mut forms: BTreeSet<String> = listed.iter().cloned().collect();
    for form in &listed {
        forms.extend((0..20).map(|_| mutated(form, &mut random)));
    }
    for Datatype { name, random: value, verdict } in DATATYPES {
        for _ in 0..40 {
            let bytes: Vec<u8> = (0..200).map(|_| u8::try_from(random.below(256)).unwrap_or_default()).collect();
            let form = value(&mut Unstructured::new(&bytes)).expect("there is data enough");
            // A date without a time is for the other binding.
            assert!(verdict(&form) || *name == "dateTime", "{form:?} is random, and no {name}");
            forms.insert(form);
        }
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
                        <!ENTITY photo SYSTEM 'p' NDATA n><!ENTITY voice SYSTEM 'v' NDATA n><!ENTITY cv SYSTEM 'c' NDATA n>]>\n<values xmlns:p='urn:p'>\n\n"
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
            "QName",
            "float",
            "double",
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
        rule: "names have the characters of XML 1.0, fifth edition, also U+FDF0 to U+FFFD and in planes 1 to 14 (productions 4, 4a)",
        datatypes: &["Name", "NCName", "NMTOKEN", "NMTOKENS", "ID", "IDREF", "IDREFS", "QName"],
        ours: true,
        explains: |form| form.chars().any(|character| character >= '\u{fdf0}'),
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
        rule: "a `%` begins two hexadecimal digits, also in brackets (3.2.17; RFC 3986, 2.1)",
        datatypes: &["anyURI"],
        ours: false,
        explains: |form| form.contains("//[%"),
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
    for Datatype { name: datatype, verdict, .. } in DATATYPES {
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

/// The generator judges the values that a schema itself writes; the types of the runtime judge those of documents.
#[test]
fn the_generator_says_the_same_of_every_form() {
    // The runtime counts ports and years, and takes those that it can count (part 2, 5.4; RFC 2396, 3.2.2).
    let beyond = |datatype: &str, form: &str| {
        let (number, most) = match datatype {
            "anyURI" => (form.rsplit(':').next().unwrap_or_default(), i128::from(i32::MAX)),
            "dateTime" | "date" | "gYearMonth" | "gYear" => (form.trim().trim_start_matches('-'), i128::from(i64::MAX)),
            _ => return false,
        };
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        !digits.is_empty() && digits.parse::<i128>().is_ok_and(|number| number > most)
    };
    let mut apart = Vec::new();
    let forms = forms();
    for Datatype { name, verdict: ours, .. } in DATATYPES {
        let builtin = lip_gen::schema::Builtin::from_name(name).expect("it is a builtin datatype");
        // What a document declares is not known to a schema.
        let declared = |form: &str| match *name {
            "ENTITY" => verdict::<value::NcName>(form),
            "ENTITIES" => verdict::<value::IdRefs>(form),
            "QName" => form.trim().split_once(':').map_or(ours(form), |(prefix, local)| {
                [prefix, local].iter().all(|part| part.trim() == *part && verdict::<value::NcName>(part))
            }),
            _ => ours(form),
        };
        for form in forms.iter().filter(|form| builtin.allows(form) != declared(form)) {
            if !beyond(name, form) {
                apart.push(format!("{name} {form:?}: the generator says {}", builtin.allows(form)));
            }
        }
    }
    assert!(apart.is_empty(), "{} differences:\n{}", apart.len(), apart.join("\n"));
}
