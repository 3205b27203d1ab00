//! The order of values (XSD 1.0 part 2, section 3), as far as facets of a schema need it.

use std::cmp::Ordering;

use super::Builtin;

impl Builtin {
    /// The order of two values. `None` for what has none, and for points in time and durations that are not written alike:
    /// of other time zones, before the year 1, in other units.
    ///
    /// ```
    /// use std::cmp::Ordering;
    /// use lip_gen::schema::Builtin;
    ///
    /// assert_eq!(Builtin::Decimal.compare("-01.50", "-1.5"), Some(Ordering::Equal));
    /// assert_eq!(Builtin::Date.compare("1999-12-31", "10000-01-01"), Some(Ordering::Less));
    /// assert_eq!(Builtin::Time.compare("09:30:00Z", "09:30:00"), None);
    /// ```
    pub fn compare(self, left: &str, right: &str) -> Option<Ordering> {
        let (left, right) = (&*self.normalize(left), &*self.normalize(right));
        match self {
            Self::Float | Self::Double => left.parse::<f64>().ok()?.partial_cmp(&right.parse().ok()?),
            Self::DateTime | Self::Date | Self::GYearMonth | Self::GYear => {
                let ((left, zone), (right, other)) = (zoned(left), zoned(right));
                let written_alike = zone == other && !left.starts_with('-') && !right.starts_with('-');
                // Years of more digits are later: these have no zero in front.
                let year = |text: &str| text.find('-').unwrap_or(text.len());
                written_alike.then(|| year(left).cmp(&year(right)).then_with(|| left.cmp(right)))
            }
            Self::Time | Self::GMonthDay | Self::GMonth | Self::GDay => {
                let ((left, zone), (right, other)) = (zoned(left), zoned(right));
                (zone == other).then(|| left.cmp(right))
            }
            _ if self.derives_from(Self::Decimal) => Some(decimals(left, right)),
            _ => (left == right).then_some(Ordering::Equal),
        }
    }
}

/// What stands before the time zone, and the time zone.
fn zoned(text: &str) -> (&str, &str) {
    let zone = match text.as_bytes() {
        [.., b'Z'] => 1,
        [.., b'+' | b'-', _, _, b':', _, _] => 6,
        _ => 0,
    };
    text.split_at_checked(text.len() - zone).unwrap_or((text, ""))
}

/// By value, of any number of digits.
fn decimals(left: &str, right: &str) -> Ordering {
    let parts = |text: &str| {
        let digits = text.trim_start_matches(['+', '-']);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let (whole, fraction) = (whole.trim_start_matches('0').to_owned(), fraction.trim_end_matches('0').to_owned());
        let zero = whole.is_empty() && fraction.is_empty();
        (text.starts_with('-') && !zero, (whole.len(), whole, fraction))
    };
    match (parts(left), parts(right)) {
        ((true, left), (true, right)) => right.cmp(&left),
        ((false, left), (false, right)) => left.cmp(&right),
        ((negative, _), _) => {
            if negative {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_ordered() {
        let ascending = [
            (
                Builtin::Integer,
                vec!["-100", "-99", "-0", "+1", "09", "10", "123456789012345678901234567890123456789012"],
            ),
            (Builtin::Decimal, vec!["-1.25", "-1.2", "0.05", ".5", "0.51", "1"]),
            (Builtin::Double, vec!["-INF", "-1E3", "0", "1e-2", "INF"]),
            (Builtin::DateTime, vec!["0999-01-01T00:00:00", "2000-11-06T09:30:00", "2000-11-06T09:30:00.5"]),
            (Builtin::GMonthDay, vec!["--02-03Z", "--11-06Z"]),
        ];
        for (builtin, values) in ascending {
            for pair in values.windows(2) {
                assert_eq!(builtin.compare(pair[0], pair[1]), Some(Ordering::Less), "{pair:?}");
                assert_eq!(builtin.compare(pair[1], pair[0]), Some(Ordering::Greater), "{pair:?}");
                assert_eq!(builtin.compare(pair[0], pair[0]), Some(Ordering::Equal), "{pair:?}");
            }
        }
        assert_eq!(Builtin::Decimal.compare("0", "-0.0"), Some(Ordering::Equal));
        assert_eq!(Builtin::String.compare("a", "b"), None);
        assert_eq!(Builtin::GYear.compare("-0001", "0001"), None);
    }
}
