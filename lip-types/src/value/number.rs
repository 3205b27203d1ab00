//! Decimal numbers of any size (XSD 1.0 part 2, 3.2.3).

use std::cmp::Ordering;

use super::lexical::lexical;
use super::order;

lexical! {
    /// A decimal number of any size and precision, `xsd:decimal` (XSD 1.0 part 2, 3.2.3), without exponent.
    ///
    /// ```
    /// use lip_types::value::Decimal;
    ///
    /// let mark = Decimal::new("+1.70")?;
    /// assert_eq!(mark.as_str(), "+1.70");
    /// assert_eq!(mark.to_f64(), 1.7);
    /// assert_eq!(Decimal::from(-3).as_str(), "-3");
    /// assert!(Decimal::new("1.7e0").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Decimal(Collapse) = is_decimal, "a decimal number such as `1.5`", hint mend;
}

/// `text` without a sign before it.
pub(super) fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

/// Digits with a point or without; at least one digit, on either side of the point.
pub(super) fn is_decimal(text: &str) -> bool {
    let text = unsigned(text);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    whole.len() + fraction.len() > 0 && whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit())
}

/// A comma for a point is what people write.
fn mend(text: &str) -> Option<String> {
    Some(text.replacen(',', ".", 1)).filter(|decimal| is_decimal(decimal))
}

impl Decimal {
    /// The order of the numbers, which is not that of the texts: `1.50` and `01.5` are the same number.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        order::decimals(self.as_str(), other.as_str())
    }

    /// The nearest `f64`; infinite when the number is too large for one.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        // Rust reads all decimals: the default never shows.
        self.as_str().parse().unwrap_or_default()
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Decimal::known(value.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexical::table::{check, hint};
    use super::super::{Binding, Scope};
    use super::Decimal;

    #[test]
    fn decimals() {
        check::<Decimal>(
            &[
                "0",
                "-0",
                "+0",
                "1",
                "1.",
                ".1",
                "+1",
                "-1",
                "-.5",
                "+.5",
                "-1.",
                "00001",
                "1.50",
                " 1.5\n",
                "123456789012345678901234567890",
                "0.123456789012345678901234567890",
            ],
            &[
                "", " ", ".", "+", "-", "+.", "-.", "+-1", "1+", "1..", "1.2.3", ".1.", "1e5", "1E5", "INF", "NaN",
                "1 2", "1,5", "1_0", "0x1", "١", "1.a", "$1",
            ],
        );
        let scope = Scope::new(Binding::Xsd);
        assert_eq!(hint::<Decimal>(&scope, "1,5").as_deref(), Some("write `1.5`"));
        assert_eq!(hint::<Decimal>(&scope, "1,5,2"), None);
    }

    #[test]
    fn nearest() {
        for (text, number) in [("+.5", 0.5), ("-1.", -1.0), (" 007 ", 7.0), ("0.1", 0.1)] {
            assert_eq!(Decimal::new(text).map(|value| value.to_f64()), Ok(number));
        }
    }
}
