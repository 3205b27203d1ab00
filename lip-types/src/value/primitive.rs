//! Rust's own types as values: for structs that users write, and for text without a datatype.

use std::borrow::Cow;

use super::float::is_float;
use super::white_space::trim;
use super::{FromText, Scope, ToText, ValueError, boolean};

/// `xsd:string` (XSD 1.0 part 2, 3.2.1): every character as written.
impl FromText for String {
    #[inline]
    fn from_text(text: Cow<'_, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        Ok(text.into_owned())
    }
}

impl ToText for String {
    #[inline]
    fn to_text(&self, _: &Scope<'_>) -> Result<Cow<'_, str>, ValueError> {
        Ok(Cow::Borrowed(self))
    }
}

/// As [`String`]: what has been read is owned, and a value to be written may be borrowed.
impl FromText for Cow<'_, str> {
    fn from_text(text: Cow<'_, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        Ok(Cow::Owned(text.into_owned()))
    }
}

impl ToText for Cow<'_, str> {
    fn to_text(&self, _: &Scope<'_>) -> Result<Cow<'_, str>, ValueError> {
        Ok(Cow::Borrowed(self))
    }
}

/// The value of an `xsd:boolean` without white space around it.
pub(super) fn parse_bool(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// `xsd:boolean` (XSD 1.0 part 2, 3.2.2); written as `true` and `false`.
impl FromText for bool {
    fn from_text(text: Cow<'_, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        let text = trim(&text);
        parse_bool(text).ok_or_else(|| ValueError::mended("`true`, `false`, `1` or `0`", boolean::mend(text)))
    }
}

impl ToText for bool {
    fn to_text(&self, _: &Scope<'_>) -> Result<Cow<'_, str>, ValueError> {
        Ok(Cow::Borrowed(if *self { "true" } else { "false" }))
    }
}

/// `text` without the sign of `-0`, which `xsd:nonNegativeInteger` has and Rust's unsigned integers do not.
fn unsigned_zero(text: &str) -> &str {
    match text.strip_prefix('-') {
        Some(zeros) if zeros.bytes().all(|digit| digit == b'0') => zeros,
        _ => text,
    }
}

macro_rules! integers {
    ($($integer:ident)+) => { $(
        /// `xsd:integer` (XSD 1.0 part 2, 3.3.13) in the range of the type; written without `+` and leading zeros.
        impl FromText for $integer {
            fn from_text(text: Cow<'_, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
                let text = trim(&text);
                #[allow(unused_comparisons)]
                let text = if $integer::MIN < 0 { text } else { unsigned_zero(text) };
                text.parse().map_err(|_| {
                    ValueError::new(format!("a whole number from {} to {}", $integer::MIN, $integer::MAX))
                })
            }
        }

        impl ToText for $integer {
            fn to_text(&self, _: &Scope<'_>) -> Result<Cow<'_, str>, ValueError> {
                Ok(Cow::Owned(self.to_string()))
            }
        }
    )+ };
}
integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

/// The text of a number in the lexical space of `xsd:double`: infinities and NaN have names of their own there.
macro_rules! float_text {
    ($value:expr) => {{
        let value = $value;
        if value.is_nan() {
            "NaN".to_owned()
        } else if value.is_infinite() {
            if value > 0.0 { "INF".to_owned() } else { "-INF".to_owned() }
        } else {
            // Debug turns to exponents where Display would write hundreds of zeros; both read back the same.
            format!("{value:?}")
        }
    }};
}
pub(super) use float_text;

macro_rules! floats {
    ($($float:ident = $datatype:literal;)+) => { $(
        #[doc = concat!("`xsd:", $datatype, "`: the nearest value; also `INF`, `-INF` and `NaN`.")]
        impl FromText for $float {
            fn from_text(text: Cow<'_, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
                let text = trim(&text);
                // Rust reads `INF`, and other names of its own, in any case: hence the check.
                let value = if is_float(text) { text.parse().ok() } else { None };
                value.ok_or_else(|| ValueError::new("a number such as `1.5` or `1.5E3`"))
            }
        }

        impl ToText for $float {
            fn to_text(&self, _: &Scope<'_>) -> Result<Cow<'_, str>, ValueError> {
                Ok(Cow::Owned(float_text!(*self)))
            }
        }
    )+ };
}
floats! { f32 = "float"; f64 = "double"; }

#[cfg(test)]
mod tests {
    use super::super::lexical::CODE;
    use super::*;

    fn read<T: FromText>(text: &str) -> Option<T> {
        T::from_text(text.into(), &CODE).ok()
    }

    fn written<T: ToText>(value: T) -> Option<String> {
        value.to_text(&CODE).ok().map(Cow::into_owned)
    }

    #[test]
    fn integers() {
        assert_eq!(read(" +007\n"), Some(7_i8));
        assert_eq!(read("+7"), Some(7_u8));
        assert_eq!((read("-0"), read("-00"), read::<u8>("-1"), read::<u8>("-")), (Some(0_u8), Some(0_u64), None, None));
        assert_eq!(
            (read::<i8>("128"), read("-128"), read::<i8>("-"), read::<i32>("1.0")),
            (None, Some(-128_i8), None, None)
        );
        assert_eq!(read("340282366920938463463374607431768211455"), Some(u128::MAX));
        assert_eq!(written(i64::MIN).as_deref(), Some("-9223372036854775808"));
        let error = u8::from_text("256".into(), &CODE);
        assert_eq!(error.map_err(|error| error.to_string()), Err("expected a whole number from 0 to 255".to_owned()));
    }

    #[test]
    fn floats() {
        assert_eq!(
            (read("INF"), read("-INF"), read(" 1.5E3 ")),
            (Some(f64::INFINITY), Some(f32::NEG_INFINITY), Some(1500_f64))
        );
        assert!(read::<f64>("NaN").is_some_and(f64::is_nan));
        for text in ["inf", "+INF", "nan", "infinity", "", "1,5", "1e"] {
            assert_eq!((read::<f64>(text), read::<f32>(text)), (None, None), "{text}");
        }
        assert_eq!(written(f32::INFINITY).as_deref(), Some("INF"));
        assert_eq!(written(1e300_f64).as_deref(), Some("1e300"));
    }

    #[test]
    fn strings_and_truth() {
        assert_eq!(read(" a\tb "), Some(" a\tb ".to_owned()));
        assert_eq!((read(" 1 "), read("false"), read::<bool>("yes")), (Some(true), Some(false), None));
        assert_eq!(written(true).as_deref(), Some("true"));
    }
}
