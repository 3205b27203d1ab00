//! Whole numbers (XSD 1.0 part 2, 3.3.13 to 3.3.25).

use std::cmp::Ordering;

use super::lexical::lexical;
use super::number::unsigned;
use super::order;

lexical! {
    /// A whole number of any size, `xsd:integer` (XSD 1.0 part 2, 3.3.13).
    ///
    /// ```
    /// use lip_types::value::Integer;
    ///
    /// assert_eq!(Integer::new("+007")?.to_i64(), Some(7));
    /// assert_eq!(Integer::new("123456789012345678901234567890")?.to_i64(), None);
    /// assert_eq!(Integer::from(-3).as_str(), "-3");
    /// assert!(Integer::new("1.0").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Integer(Collapse) = is_integer, "a whole number such as `3`";

    /// A whole number of any size that is 0 or less, `xsd:nonPositiveInteger` (XSD 1.0 part 2, 3.3.14).
    ///
    /// ```
    /// use lip_types::value::NonPositiveInteger;
    ///
    /// assert_eq!(NonPositiveInteger::new("-3")?.to_i64(), Some(-3));
    /// assert!(NonPositiveInteger::new("3").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    NonPositiveInteger(Collapse) = is_non_positive, "a whole number that is 0 or less";

    /// A whole number of any size that is less than 0, `xsd:negativeInteger` (XSD 1.0 part 2, 3.3.15).
    ///
    /// ```
    /// use lip_types::value::NegativeInteger;
    ///
    /// assert_eq!(NegativeInteger::new("-3")?.to_i64(), Some(-3));
    /// assert!(NegativeInteger::new("-0").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    NegativeInteger(Collapse) = is_negative, "a whole number less than 0";

    /// A whole number from -9223372036854775808 to 9223372036854775807, `xsd:long` (XSD 1.0 part 2, 3.3.16).
    ///
    /// ```
    /// use lip_types::value::Long;
    ///
    /// assert_eq!(Long::new("9223372036854775807")?.get(), i64::MAX);
    /// assert!(Long::new("9223372036854775808").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Long(Collapse) = is_long, "a whole number from -9223372036854775808 to 9223372036854775807";

    /// A whole number from -2147483648 to 2147483647, `xsd:int` (XSD 1.0 part 2, 3.3.17).
    ///
    /// ```
    /// use lip_types::value::Int;
    ///
    /// assert_eq!(Int::new("-2147483648")?.get(), i32::MIN);
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Int(Collapse) = is_int, "a whole number from -2147483648 to 2147483647";

    /// A whole number from -32768 to 32767, `xsd:short` (XSD 1.0 part 2, 3.3.18).
    ///
    /// ```
    /// use lip_types::value::Short;
    ///
    /// assert_eq!(Short::new("+32767")?.get(), i16::MAX);
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Short(Collapse) = is_short, "a whole number from -32768 to 32767";

    /// A whole number from -128 to 127, `xsd:byte` (XSD 1.0 part 2, 3.3.19).
    ///
    /// ```
    /// use lip_types::value::Byte;
    ///
    /// assert_eq!(Byte::new("-0128")?.get(), -128);
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Byte(Collapse) = is_byte, "a whole number from -128 to 127";

    /// A whole number of any size that is 0 or more, `xsd:nonNegativeInteger` (XSD 1.0 part 2, 3.3.20).
    ///
    /// ```
    /// use lip_types::value::NonNegativeInteger;
    ///
    /// assert_eq!(NonNegativeInteger::new("+3")?.to_u64(), Some(3));
    /// assert_eq!(NonNegativeInteger::from(u64::MAX).as_str(), "18446744073709551615");
    /// assert!(NonNegativeInteger::new("-3").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    NonNegativeInteger(Collapse) = is_non_negative, "a whole number that is 0 or more";

    /// A whole number from 0 to 18446744073709551615, without a sign, `xsd:unsignedLong` (XSD 1.0 part 2, 3.3.21).
    ///
    /// ```
    /// use lip_types::value::UnsignedLong;
    ///
    /// assert_eq!(UnsignedLong::new("18446744073709551615")?.get(), u64::MAX);
    /// assert!(UnsignedLong::new("+1").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    UnsignedLong(Collapse) = is_unsigned_long, "a whole number from 0 to 18446744073709551615, without a sign";

    /// A whole number from 0 to 4294967295, without a sign, `xsd:unsignedInt` (XSD 1.0 part 2, 3.3.22).
    ///
    /// ```
    /// use lip_types::value::UnsignedInt;
    ///
    /// assert_eq!(UnsignedInt::new("4294967295")?.get(), u32::MAX);
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    UnsignedInt(Collapse) = is_unsigned_int, "a whole number from 0 to 4294967295, without a sign";

    /// A whole number from 0 to 65535, without a sign, `xsd:unsignedShort` (XSD 1.0 part 2, 3.3.23).
    ///
    /// ```
    /// use lip_types::value::UnsignedShort;
    ///
    /// assert_eq!(UnsignedShort::new("65535")?.get(), u16::MAX);
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    UnsignedShort(Collapse) = is_unsigned_short, "a whole number from 0 to 65535, without a sign";

    /// A whole number from 0 to 255, without a sign, `xsd:unsignedByte` (XSD 1.0 part 2, 3.3.24).
    ///
    /// ```
    /// use lip_types::value::UnsignedByte;
    ///
    /// assert_eq!(UnsignedByte::new("255")?.get(), u8::MAX);
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    UnsignedByte(Collapse) = is_unsigned_byte, "a whole number from 0 to 255, without a sign";

    /// A whole number of any size that is 1 or more, `xsd:positiveInteger` (XSD 1.0 part 2, 3.3.25).
    ///
    /// ```
    /// use lip_types::value::PositiveInteger;
    ///
    /// assert_eq!(PositiveInteger::new("3")?.to_u64(), Some(3));
    /// assert!(PositiveInteger::new("0").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    PositiveInteger(Collapse) = is_positive, "a whole number that is 1 or more";
}

fn is_integer(text: &str) -> bool {
    let digits = unsigned(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the integer is 0, with any sign.
fn is_zero(integer: &str) -> bool {
    unsigned(integer).bytes().all(|digit| digit == b'0')
}

fn is_negative(text: &str) -> bool {
    is_integer(text) && text.starts_with('-') && !is_zero(text)
}

fn is_non_positive(text: &str) -> bool {
    is_integer(text) && (text.starts_with('-') || is_zero(text))
}

fn is_non_negative(text: &str) -> bool {
    is_integer(text) && !is_negative(text)
}

fn is_positive(text: &str) -> bool {
    is_integer(text) && !is_non_positive(text)
}

// Rust's integers read what the signed datatypes of their range allow, and of the unsigned ones a `+` too many.
macro_rules! in_range {
    ($($is:ident signed $integer:ident $name:ident;)+) => { $(
        fn $is(text: &str) -> bool {
            text.parse::<$integer>().is_ok()
        }
        in_range!(@$name $integer);
    )+ };
    ($($is:ident unsigned $integer:ident $name:ident;)+) => { $(
        fn $is(text: &str) -> bool {
            !text.starts_with('+') && text.parse::<$integer>().is_ok()
        }
        in_range!(@$name $integer);
    )+ };
    (@$name:ident $integer:ident) => {
        impl $name {
            /// The number.
            #[must_use]
            pub fn get(&self) -> $integer {
                // The text was checked when the value was made: the default never shows.
                self.as_str().parse().unwrap_or_default()
            }
        }

        impl From<$integer> for $name {
            fn from(value: $integer) -> Self {
                $name::known(value.to_string())
            }
        }
    };
}
in_range! {
    is_long signed i64 Long;
    is_int signed i32 Int;
    is_short signed i16 Short;
    is_byte signed i8 Byte;
}
in_range! {
    is_unsigned_long unsigned u64 UnsignedLong;
    is_unsigned_int unsigned u32 UnsignedInt;
    is_unsigned_short unsigned u16 UnsignedShort;
    is_unsigned_byte unsigned u8 UnsignedByte;
}

macro_rules! any_size {
    ($($name:ident: $to:ident $integer:ident;)+) => { $(
        impl $name {
            #[doc = concat!("The number, if it fits an `", stringify!($integer), "`.")]
            #[must_use]
            pub fn $to(&self) -> Option<$integer> {
                let text = self.as_str();
                // `-0` is no unsigned number for Rust.
                if is_zero(text) { Some(0) } else { text.parse().ok() }
            }
        }
    )+ };
}
any_size! {
    Integer: to_i64 i64;
    Integer: to_i128 i128;
    NonPositiveInteger: to_i64 i64;
    NegativeInteger: to_i64 i64;
    NonNegativeInteger: to_u64 u64;
    PositiveInteger: to_u64 u64;
}

macro_rules! ordered {
    ($($name:ident)+) => { $(
        impl $name {
            /// The order of the numbers, which is not that of the texts: `7` and `+007` are the same number.
            #[must_use]
            pub fn compare(&self, other: &Self) -> Ordering {
                order::decimals(self.as_str(), other.as_str())
            }
        }
    )+ };
}
ordered!(Integer NonPositiveInteger NegativeInteger NonNegativeInteger PositiveInteger);

impl From<i64> for Integer {
    fn from(value: i64) -> Self {
        Integer::known(value.to_string())
    }
}

impl From<u64> for NonNegativeInteger {
    fn from(value: u64) -> Self {
        NonNegativeInteger::known(value.to_string())
    }
}

impl From<std::num::NonZeroU64> for PositiveInteger {
    fn from(value: std::num::NonZeroU64) -> Self {
        PositiveInteger::known(value.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexical::table::check;
    use super::*;

    #[test]
    fn any_size() {
        let no_integers =
            ["", " ", "-", "+", "1.0", "1.", ".1", "1e5", "+-1", "--1", "1-", "1 2", "1_000", "0x1", "INF", "١", "a"];
        check::<Integer>(
            &[
                "0",
                "-0",
                "+0",
                "00",
                "1",
                "+1",
                "-1",
                " 5 ",
                "0005",
                "123456789012345678901234567890",
                "-123456789012345678901234567890",
            ],
            &no_integers,
        );
        check::<NonNegativeInteger>(
            &["0", "-0", "+0", "-000", "1", "+1", "123456789012345678901234567890"],
            &["-1", "-01", "-10"],
        );
        check::<NonPositiveInteger>(
            &["0", "-0", "+0", "+00", "-1", "-10", "-123456789012345678901234567890"],
            &["1", "+1", "01"],
        );
        check::<PositiveInteger>(
            &["1", "+1", "01", "10", "123456789012345678901234567890"],
            &["0", "-0", "+0", "-1", "00"],
        );
        check::<NegativeInteger>(
            &["-1", "-01", "-10", "-123456789012345678901234567890"],
            &["0", "-0", "+0", "1", "+1", "-00"],
        );
        check::<NonNegativeInteger>(&[], &no_integers);
        check::<NonPositiveInteger>(&[], &no_integers);
        check::<PositiveInteger>(&[], &no_integers);
        check::<NegativeInteger>(&[], &no_integers);
    }

    #[test]
    fn ranges() {
        let no_integers = ["", "-", "+", "1.0", "+-1", "1 2", "a", "١"];
        check::<Long>(
            &["+1", "-0", " 7 ", "9223372036854775807", "-9223372036854775808", "00000000000000000000000000000000001"],
            &["9223372036854775808", "-9223372036854775809"],
        );
        check::<Int>(&["+1", "-0", "2147483647", "-2147483648", "+02147483647"], &["2147483648", "-2147483649"]);
        check::<Short>(&["+1", "-0", "32767", "-32768"], &["32768", "-32769"]);
        check::<Byte>(&["+1", "-0", "127", "-128", "-0128"], &["128", "-129"]);
        check::<UnsignedLong>(&["0", "18446744073709551615", " 0 "], &["18446744073709551616", "-1", "+1", "-0", "+0"]);
        check::<UnsignedInt>(&["0", "4294967295"], &["4294967296", "-1", "+1", "-0", "+0"]);
        check::<UnsignedShort>(&["0", "65535"], &["65536", "-1", "+1", "-0", "+0"]);
        check::<UnsignedByte>(&["0", "255", "0255"], &["256", "-1", "+1", "-0", "+0"]);
        check::<Long>(&[], &no_integers);
        check::<Int>(&[], &no_integers);
        check::<Short>(&[], &no_integers);
        check::<Byte>(&[], &no_integers);
        check::<UnsignedLong>(&[], &no_integers);
        check::<UnsignedInt>(&[], &no_integers);
        check::<UnsignedShort>(&[], &no_integers);
        check::<UnsignedByte>(&[], &no_integers);
    }

    #[test]
    fn as_rust_integers() {
        assert_eq!(
            Integer::new("-9223372036854775809").map(|value| (value.to_i64(), value.to_i128())),
            Ok((None, Some(-9_223_372_036_854_775_809)))
        );
        assert_eq!(NonNegativeInteger::new("-0").map(|value| value.to_u64()), Ok(Some(0)));
        assert_eq!(NonNegativeInteger::new("18446744073709551616").map(|value| value.to_u64()), Ok(None));
        assert_eq!(Int::from(i32::MIN).get(), i32::MIN);
        assert_eq!(UnsignedByte::from(255).as_str(), "255");
    }
}
