//! Floating point numbers (XSD 1.0 part 2, 3.2.4 and 3.2.5).

use super::lexical::lexical;
use super::number::{is_decimal, unsigned};
use super::primitive::float_text;

lexical! {
    /// A number that an `f32` stands for, `xsd:float` (XSD 1.0 part 2, 3.2.4).
    ///
    /// ```
    /// use lip_types::value::Float;
    ///
    /// assert_eq!(Float::new("1.5E3")?.get(), 1500.0);
    /// assert_eq!(Float::from(f32::NEG_INFINITY).as_str(), "-INF");
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Float(Collapse) = is_float, "a number such as `1.5` or `1.5E3`";

    /// A number that an `f64` stands for, `xsd:double` (XSD 1.0 part 2, 3.2.5).
    ///
    /// ```
    /// use lip_types::value::Double;
    ///
    /// assert_eq!(Double::new("-1.5e-3")?.get(), -0.0015);
    /// assert!(Double::new("NaN")?.get().is_nan());
    /// assert!(Double::new("+INF").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Double(Collapse) = is_float, "a number such as `1.5` or `1.5E3`";
}

/// A decimal with an exponent or without, or one of the three names.
pub(super) fn is_float(text: &str) -> bool {
    let exponent_at = text.bytes().position(|byte| matches!(byte, b'e' | b'E'));
    match exponent_at.and_then(|at| text.split_at_checked(at)) {
        Some((mantissa, exponent)) => {
            let digits = unsigned(exponent.get(1..).unwrap_or_default());
            is_decimal(mantissa) && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        None => is_decimal(text) || matches!(text, "INF" | "-INF" | "NaN"),
    }
}

macro_rules! float {
    ($name:ident, $float:ident) => {
        impl $name {
            #[doc = concat!("The nearest `", stringify!($float), "`; infinite when the number is too large for one.")]
            #[must_use]
            pub fn get(&self) -> $float {
                // Rust reads all that the datatype allows, `INF` and `NaN` as well: the default never shows.
                self.as_str().parse().unwrap_or_default()
            }
        }

        impl From<$float> for $name {
            fn from(value: $float) -> Self {
                $name::known(float_text!(value))
            }
        }
    };
}
float!(Float, f32);
float!(Double, f64);

#[cfg(test)]
mod tests {
    use super::super::lexical::table::check;
    use super::{Double, Float};

    #[test]
    fn floats() {
        let valid = [
            "0",
            "-0",
            "1",
            "1.",
            ".1",
            "+1",
            "-1",
            "+.5",
            "1e5",
            "1E5",
            "1E+5",
            "1E-5",
            "1.E5",
            ".5e-3",
            "-.5E-3",
            "-0.25E003",
            "INF",
            "-INF",
            "NaN",
            " INF ",
            "\t1.5\n",
            "1e400",
            "-1e400",
            "1e-400",
            "123456789012345678901234567890",
        ];
        let invalid = [
            "", ".", "-", "+INF", "-NaN", "+NaN", "inf", "nan", "Infinity", "infinity", "NAN", "INFINITY", "1E", "1e+",
            "1E5.0", "e5", ".e5", "-e5", "1e5e5", "1e 5", "1 e5", "1 2", "1,5", "1f", "0x1p3", "1_0", "1e5f", "é",
        ];
        check::<Float>(&valid, &invalid);
        check::<Double>(&valid, &invalid);
    }

    #[test]
    fn from_rust() {
        for number in [0.0, -0.0, 1.0, 0.1, -1.5e300, 5e-324, f64::MAX, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Double::from(number).get().to_bits(), number.to_bits());
        }
        assert_eq!(Double::from(f64::NAN).as_str(), "NaN");
        assert_eq!(Float::from(1e30_f32).as_str(), "1e30");
        assert_eq!(Float::new("1e400").map(|value| value.get()), Ok(f32::INFINITY));
    }
}
