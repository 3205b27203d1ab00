//! The lexical spaces of the builtin datatypes (XSD 1.0 part 2, section 3): which texts are values.
//!
//! A schema writes values itself, in enumerations and defaults. What a document holds is judged by the runtime's types of
//! these names; a test over some thousand forms holds that both say the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex_lite::Regex;
use xmlparser::XmlCharExt;

use super::{Builtin, SimpleType};

impl SimpleType {
    /// Whether a text is a value, white space treated as the type says.
    pub fn allows(&self, text: &str) -> bool {
        match self {
            Self::Builtin(builtin) => builtin.allows(text),
            Self::Enumeration { base, values, .. } => values.contains(&base.normalize(text)),
            Self::Union(members) => members.iter().any(|member| member.allows(text)),
        }
    }
}

impl Builtin {
    /// Whether a text is a value, white space treated as the datatype says. What a document declares, a prefix of a `QName`
    /// or an unparsed entity, is not looked up.
    ///
    /// ```
    /// use lip_gen::schema::Builtin;
    ///
    /// assert!(Builtin::Date.allows(" 2000-02-29 ") && !Builtin::Date.allows("2001-02-29"));
    /// assert!(Builtin::Byte.allows("-128") && !Builtin::Byte.allows("128"));
    /// ```
    pub fn allows(self, text: &str) -> bool {
        let text = self.normalize(text);
        let all = |is_item: fn(&str) -> bool| text.split(' ').all(is_item);
        match self {
            Self::AnySimpleType | Self::String | Self::NormalizedString | Self::Token => true,
            Self::Name => is_name(&text),
            Self::NcName | Self::Id | Self::IdRef | Self::Entity => is_ncname(&text),
            Self::NmToken => is_nmtoken(&text),
            Self::NmTokens => all(is_nmtoken),
            Self::IdRefs | Self::Entities => all(is_ncname),
            Self::QName | Self::Notation => {
                let (prefix, local) = text.split_once(':').unwrap_or(("_", &text));
                is_ncname(prefix) && is_ncname(local)
            }
            // A `%` begins two hexadecimal digits.
            Self::AnyUri => self.matches(&text) && text.split('%').skip(1).all(begins_with_hex),
            Self::Date | Self::DateTime => self.matches(&text) && is_in_calendar(&text),
            Self::Duration => self.matches(&text) && !text.ends_with(['P', 'T']),
            // It may be broken by spaces anywhere.
            Self::Base64Binary => self.matches(&text.replace(' ', "")),
            _ => self.matches(&text) && self.range().is_none_or(|range| in_range(&text, range)),
        }
    }

    /// A value, for messages.
    pub fn example(self) -> &'static str {
        match self {
            Self::AnySimpleType | Self::String | Self::NormalizedString | Self::Token => "some text",
            Self::Language => "en-GB",
            Self::Name | Self::NcName | Self::Id | Self::IdRef | Self::Entity | Self::Notation => "name",
            Self::NmToken => "2nd",
            Self::NmTokens => "1st 2nd",
            Self::IdRefs | Self::Entities => "one two",
            Self::QName => "xsd:name",
            Self::AnyUri => "http://example.org/",
            Self::Boolean => "true",
            Self::Decimal | Self::Float | Self::Double => "1.5",
            Self::NonPositiveInteger | Self::NegativeInteger => "-12",
            Self::Duration => "P1Y2M",
            Self::DateTime => "2000-11-06T09:30:00",
            Self::Time => "09:30:00",
            Self::Date => "2000-11-06",
            Self::GYearMonth => "2000-11",
            Self::GYear => "2000",
            Self::GMonthDay => "--11-06",
            Self::GDay => "---06",
            Self::GMonth => "--11",
            Self::HexBinary => "0FB7",
            Self::Base64Binary => "TElQ",
            _ => "12",
        }
    }

    fn matches(self, text: &str) -> bool {
        PATTERNS.get(&self).is_none_or(|pattern| pattern.is_match(text))
    }

    /// The least and the greatest value of a datatype derived from `integer`; `None` where there is no bound.
    pub(crate) fn range(self) -> Option<(Option<i128>, Option<i128>)> {
        let between = |least: i128, most: i128| Some((Some(least), Some(most)));
        match self {
            Self::NonPositiveInteger => Some((None, Some(0))),
            Self::NegativeInteger => Some((None, Some(-1))),
            Self::NonNegativeInteger => Some((Some(0), None)),
            Self::PositiveInteger => Some((Some(1), None)),
            Self::Long => between(i64::MIN.into(), i64::MAX.into()),
            Self::Int => between(i32::MIN.into(), i32::MAX.into()),
            Self::Short => between(i16::MIN.into(), i16::MAX.into()),
            Self::Byte => between(i8::MIN.into(), i8::MAX.into()),
            Self::UnsignedLong => between(0, u64::MAX.into()),
            Self::UnsignedInt => between(0, u32::MAX.into()),
            Self::UnsignedShort => between(0, u16::MAX.into()),
            Self::UnsignedByte => between(0, u8::MAX.into()),
            _ => None,
        }
    }
}

/// A name without a colon (Namespaces in XML 1.0, production 4, with the characters of XML 1.0, fifth edition).
pub(crate) fn is_ncname(text: &str) -> bool {
    is_name(text) && !text.contains(':')
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_xml_name_start()) && is_nmtoken(text)
}

fn is_nmtoken(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_xml_name())
}

fn begins_with_hex(text: &str) -> bool {
    matches!(text.as_bytes(), [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

/// Whether digits with a sign are a number of the range.
fn in_range(text: &str, (least, most): (Option<i128>, Option<i128>)) -> bool {
    match text.parse::<i128>() {
        Ok(number) => least.is_none_or(|least| least <= number) && most.is_none_or(|most| number <= most),
        // Beyond all bounds, on the side of its sign.
        Err(_) => if text.starts_with('-') { least } else { most }.is_none(),
    }
}

/// Whether a text that begins with year, month and day, of at most 31, has a day that the month has.
fn is_in_calendar(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let mut parts = text.splitn(3, '-');
    let (Some(year), Some(month), Some(rest)) = (parts.next(), parts.next(), parts.next()) else { return false };
    let day = rest.get(..2).unwrap_or_default();
    match month {
        "02" => day <= if is_leap(year) { "29" } else { "28" },
        "04" | "06" | "09" | "11" => day <= "30",
        _ => true,
    }
}

/// By the last four digits of a year, since 400 divides 10,000.
fn is_leap(year: &str) -> bool {
    let year: u32 = year.get(year.len().saturating_sub(4)..).and_then(|digits| digits.parse().ok()).unwrap_or_default();
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// There is no year 0000, so that the year before 1 is -0001 (3.2.7.1).
macro_rules! year {
    () => {
        "-?(?:[1-9][0-9]{3,}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
    };
}
macro_rules! month {
    () => {
        "(?:0[1-9]|1[0-2])"
    };
}
macro_rules! day {
    () => {
        "(?:0[1-9]|[12][0-9]|3[01])"
    };
}
macro_rules! time {
    () => {
        r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
    };
}
macro_rules! zone {
    () => {
        "(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
    };
}
macro_rules! decimal {
    () => {
        r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
    };
}
/// `//`, a server or what is in its place (RFC 2396, 3.2), a path.
macro_rules! authority {
    () => {
        r"//(?:[^\[\]@/?#]*@)?(?:\[[^\]/?#]*\]|[^\[\]@:/?#]*)(?::[0-9]+)?(?:/[^?#\[\]]*)?"
    };
}

const FLOAT: &str = concat!(decimal!(), "(?:[Ee][+-]?[0-9]+)?|-?INF|NaN");
const INTEGER: &str = "[+-]?[0-9]+";
/// Without a sign (3.3.21.1).
const UNSIGNED: &str = "[0-9]+";
/// With a scheme, without one, each with an authority or not; query and fragment. All other characters are escaped (3.2.17).
const URI: &str = concat!(
    "(?:",
    r"[A-Za-z][A-Za-z0-9+.-]*:(?:",
    authority!(),
    r"|/?(?:[^/?#\[\]][^?#\[\]]*)?)|",
    authority!(),
    r"|[^:/?#\[\]]+(?:/[^?#\[\]]*)?|/(?:[^/?#\[\]][^?#\[\]]*)?|",
    r")(?:\?[^#\[\]]*)?(?:#[^#]*)?"
);

static PATTERNS: LazyLock<HashMap<Builtin, Regex>> = LazyLock::new(|| {
    let patterns = Builtin::ALL.iter().filter_map(|&builtin| Some((builtin, pattern(builtin)?)));
    // Each is one; a test says so.
    patterns.filter_map(|(builtin, text)| Some((builtin, Regex::new(&format!("^(?:{text})$")).ok()?))).collect()
});

/// The literals that section 3 allows, where a pattern says it.
fn pattern(builtin: Builtin) -> Option<&'static str> {
    Some(match builtin {
        Builtin::Language => "[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
        Builtin::AnyUri => URI,
        Builtin::Boolean => "true|false|1|0",
        Builtin::Decimal => decimal!(),
        Builtin::Float | Builtin::Double => FLOAT,
        Builtin::Duration => {
            r"-?P(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
        }
        Builtin::DateTime => concat!(year!(), "-", month!(), "-", day!(), "T", time!(), zone!()),
        Builtin::Time => concat!(time!(), zone!()),
        Builtin::Date => concat!(year!(), "-", month!(), "-", day!(), zone!()),
        Builtin::GYearMonth => concat!(year!(), "-", month!(), zone!()),
        Builtin::GYear => concat!(year!(), zone!()),
        Builtin::GMonthDay => {
            concat!(
                "--(?:02-(?:0[1-9]|[12][0-9])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|(?:0[13578]|1[02])-",
                day!(),
                ")",
                zone!()
            )
        }
        Builtin::GDay => concat!("---", day!(), zone!()),
        Builtin::GMonth => concat!("--", month!(), zone!()),
        Builtin::HexBinary => "(?:[0-9A-Fa-f]{2})*",
        // What stands before the `=` has no bits that count for nothing (3.2.16).
        Builtin::Base64Binary => "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?",
        Builtin::Integer => INTEGER,
        Builtin::UnsignedLong | Builtin::UnsignedInt | Builtin::UnsignedShort | Builtin::UnsignedByte => UNSIGNED,
        other => return other.range().map(|_| INTEGER),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pattern_is_one_and_each_example_a_value() {
        for &builtin in Builtin::ALL {
            assert_eq!(pattern(builtin).is_some(), PATTERNS.contains_key(&builtin), "{}", builtin.name());
            assert!(builtin.allows(builtin.example()), "{}", builtin.name());
        }
    }
}
