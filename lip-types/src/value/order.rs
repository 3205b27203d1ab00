//! Order in the value space (XSD 1.0 part 2, 3.2.7.4, 3.2.6.2 and 3.2.3), which is not that of the texts.

use std::cmp::Ordering;

use super::calendar::{Cursor, days_in, nanoseconds};
use super::number::unsigned;

/// Seconds that a time zone may be from UTC.
const FURTHEST: i128 = 14 * 3600;

/// What a date or time stands for on the time line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent<'t> {
    /// The first second, of UTC when a time zone is known, else as the clock on the wall shows it.
    pub(super) start: i128,
    /// How many seconds; none for a point.
    pub(super) length: i128,
    /// The digits of the fraction of the first second.
    pub(super) fraction: &'t str,
    pub(super) zoned: bool,
}

impl<'t> Extent<'t> {
    /// From the start of a day.
    pub(super) fn new(
        text: &'t str,
        (year, month, day): (i64, u8, u8),
        second_of_day: u32,
        zone: Option<i16>,
        length: i128,
    ) -> Self {
        let seconds = days(year, month, day) * 86_400 + i128::from(second_of_day);
        let fraction = text.split_once('.').map_or("", |(_, rest)| {
            let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
            rest[..end].trim_end_matches('0')
        });
        Self { start: seconds - i128::from(zone.unwrap_or(0)) * 60, length, fraction, zoned: zone.is_some() }
    }

    /// The order of two, if there is one: not where a time zone that is not written decides, nor where one lies in the other.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        if self.zoned == other.zoned {
            return self.compare_shifted(other, 0);
        }
        // 3.2.7.4: the one without a time zone may be anywhere within 14 hours.
        let order = self.compare_shifted(other, -FURTHEST)?;
        (order != Ordering::Equal && self.compare_shifted(other, FURTHEST) == Some(order)).then_some(order)
    }

    fn compare_shifted(&self, other: &Self, shift: i128) -> Option<Ordering> {
        let [(a, a_end), (b, b_end)] =
            [(self.start, self.start + self.length), (other.start + shift, other.start + shift + other.length)];
        if self.length == other.length || (self.length > 0 && other.length > 0 && a == b && a_end == b_end) {
            return Some(a.cmp(&b).then_with(|| self.fraction.cmp(other.fraction)));
        }
        match () {
            () if a < b && a_end <= b => Some(Ordering::Less),
            () if b < a && b_end <= a => Some(Ordering::Greater),
            () => None,
        }
    }
}

/// Days from a fixed day to this one, in the Gregorian calendar. Year 0 counts, though no text has it: order does not change.
fn days(year: i64, month: u8, day: u8) -> i128 {
    let before = i128::from(year) - 1;
    let leap = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    let months: i128 = (1..month).map(|month| i128::from(days_in(year, month))).sum();
    before * 365 + leap + months + i128::from(day) - 1
}

/// How many seconds from this month, or from the start of this year, to the next.
pub(super) fn seconds_of(year: i64, month: Option<u8>) -> i128 {
    let length = match month {
        Some(month) => i128::from(days_in(year, month)),
        None => i128::from(days_in(year, 2)) + 337,
    };
    length * 86_400
}

/// The order of two decimals of any size.
pub(super) fn decimals(a: &str, b: &str) -> Ordering {
    let [(a_negative, a), (b_negative, b)] = [a, b].map(|text| {
        let digits = unsigned(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let parts = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        (text.starts_with('-') && parts != ("", ""), parts)
    });
    let magnitude = || a.0.len().cmp(&b.0.len()).then_with(|| a.cmp(&b));
    match (a_negative, b_negative) {
        (false, false) => magnitude(),
        (true, true) => magnitude().reverse(),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// A length of time as months and seconds, which no number of days ties together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Length<'t> {
    negative: bool,
    months: i128,
    seconds: i128,
    fraction: &'t str,
}

impl<'t> Length<'t> {
    /// `text` is a duration; `None` when its numbers are too large.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let negative = text.starts_with('-');
        let mut length = Self { negative, months: 0, seconds: 0, fraction: "" };
        let mut cursor = Cursor::new(text.strip_prefix('-').unwrap_or(text));
        let mut in_time = !cursor.take(b'P');
        while !cursor.at_end() {
            in_time |= cursor.take(b'T');
            let number: i128 = std::str::from_utf8(cursor.digits()?).ok()?.parse().ok()?;
            if cursor.take(b'.') {
                length.fraction = std::str::from_utf8(cursor.digits()?).ok()?.trim_end_matches('0');
            }
            let (sum, factor) = match cursor.next()? {
                b'Y' => (&mut length.months, 12),
                b'M' if !in_time => (&mut length.months, 1),
                b'D' => (&mut length.seconds, 86_400),
                b'H' => (&mut length.seconds, 3_600),
                b'M' => (&mut length.seconds, 60),
                _ => (&mut length.seconds, 1),
            };
            *sum = sum.checked_add(number.checked_mul(factor)?)?;
        }
        Some(length)
    }

    /// Seconds and nanoseconds, if there are no months.
    pub(super) fn seconds(&self) -> Option<(i64, i32)> {
        let nanosecond = i32::try_from(nanoseconds(self.fraction.as_bytes())).ok()?;
        let seconds = if self.negative { -self.seconds } else { self.seconds };
        let seconds = i64::try_from(seconds).ok().filter(|_| self.months == 0)?;
        Some((seconds, if self.negative { -nanosecond } else { nanosecond }))
    }

    /// 3.2.6.2: the order that adding them to each of four dates has, if it is the same for all.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        const STARTS: [(i64, u8); 4] = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];
        let mut orders = STARTS.iter().map(|start| Some(self.added_to(*start)?.cmp(&other.added_to(*start)?)));
        let first = orders.next()??;
        orders.all(|order| order == Some(first)).then_some(first)
    }

    /// Whole seconds, and what is over them in an order of its own: a negative fraction is one second less and its complement.
    fn added_to(&self, (year, month): (i64, u8)) -> Option<(i128, bool, std::cmp::Reverse<&'t str>, &'t str)> {
        let months = if self.negative { -self.months } else { self.months };
        let month = i128::from(month) - 1 + months;
        let year = i64::try_from(i128::from(year).checked_add(month.div_euclid(12))?).ok()?;
        let month = u8::try_from(month.rem_euclid(12)).ok()? + 1;
        let start = days(year, month, 1).checked_mul(86_400)?;
        Some(match (self.negative, self.fraction) {
            (false, fraction) => (start.checked_add(self.seconds)?, true, std::cmp::Reverse(""), fraction),
            (true, "") => (start.checked_sub(self.seconds)?, true, std::cmp::Reverse(""), ""),
            // Below the second: among each other in reverse.
            (true, fraction) => (start.checked_sub(self.seconds)?, false, std::cmp::Reverse(fraction), ""),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Date, DateTime, Decimal, Duration, GMonthDay, GYear, Integer, Time};
    use super::*;

    #[test]
    fn decimals_of_any_size() {
        let order = [
            "-100000000000000000000000000000",
            "-10",
            "-9.5",
            "-0.10",
            "-0.01",
            "0",
            "0.001",
            "1",
            "1.5",
            "10",
            "9999999999999999999999999999",
        ];
        for (at, a) in order.iter().enumerate() {
            for (other, b) in order.iter().enumerate() {
                assert_eq!(decimals(a, b), at.cmp(&other), "{a} {b}");
            }
        }
        for (a, b) in [("0", "-0.0"), ("+1.50", "01.5"), (".5", "0.5"), ("1.", "1")] {
            assert_eq!(Decimal::new(a).unwrap().compare(&Decimal::new(b).unwrap()), Ordering::Equal);
            assert_ne!(Decimal::new(a), Decimal::new(b));
        }
        assert_eq!(Integer::new("-07").unwrap().compare(&Integer::new("-10").unwrap()), Ordering::Greater);
    }

    #[track_caller]
    fn times(a: &str, b: &str, order: Option<Ordering>) {
        let [a, b] = [a, b].map(|text| DateTime::from_iso_8601(text).unwrap());
        assert_eq!((a.compare(&b), b.compare(&a)), (order, order.map(Ordering::reverse)), "{a} {b}");
    }

    #[test]
    fn points_in_time() {
        use Ordering::{Equal, Less};
        // The examples of 3.2.7.4.
        times("2000-01-15T00:00:00", "2000-02-15T00:00:00", Some(Less));
        times("2000-01-15T12:00:00", "2000-01-16T12:00:00Z", Some(Less));
        times("2000-01-01T12:00:00", "1999-12-31T23:00:00Z", None);
        times("2000-01-16T12:00:00", "2000-01-16T12:00:00Z", None);
        times("2000-01-16T00:00:00", "2000-01-16T12:00:00Z", None);
        times("2000-11-06T09:30:00+01:00", "2000-11-06T08:30:00Z", Some(Equal));
        times("2000-11-06T09:30:00.1", "2000-11-06T09:30:00.10", Some(Equal));
        times("2000-11-06T09:30:00.0999999999999", "2000-11-06T09:30:00.1", Some(Less));
        times("2000-11-06T24:00:00", "2000-11-07T00:00:00", Some(Equal));
        times("-0001-12-31T00:00:00", "0001-01-01T00:00:00", Some(Less));
        times("-9223372036854775807-01-01T00:00:00", "9223372036854775807-01-01T00:00:00", Some(Less));
        times("1999-12-31T23:59:59", "2000-01-01T00:00:00", Some(Less));
        times("2000-02-29T00:00:00", "2000-03-01T00:00:00", Some(Less));
        // Where less than a second is written, one may lie in the other.
        times("2000", "2001", Some(Less));
        times("2000", "2000", Some(Equal));
        times("2000", "2000-11", None);
        times("2000-11", "2000-12-01", Some(Less));
        times("2000-11-06", "2000-11-06T09:30:00", None);
        times("2000-11-06", "2000-11-06T00:00:00", None);
        times("2000-11-06", "2000-11-07T00:00:00", Some(Less));
        times("2000-11-05T23:59:59", "2000-11-06", Some(Less));
        times("2000-11-06T09:30", "2000-11-06T09:30:59", None);
        times("2000-11-06T09:30", "2000-11-06T09:31:00", Some(Less));
        times("2000-11-06T09:30Z", "2000-11-06", None);
        times("2000-11-08T09:30Z", "2000-11-06", Some(Ordering::Greater));
        times("1999", "2000-01", Some(Less));
    }

    #[test]
    fn parts_of_dates() {
        let dates = |a, b| Date::new(a).unwrap().compare(&Date::new(b).unwrap());
        assert_eq!(dates("2000-11-06", "2000-11-07"), Some(Ordering::Less));
        assert_eq!(dates("2000-11-06+13:00", "2000-11-05-11:00"), Some(Ordering::Equal));
        assert_eq!(dates("2000-11-06", "2000-11-06Z"), None);
        let clocks = |a, b| Time::new(a).unwrap().compare(&Time::new(b).unwrap());
        assert_eq!(clocks("24:00:00", "00:00:00"), Some(Ordering::Equal));
        assert_eq!(clocks("09:30:00Z", "11:00:00+01:00"), Some(Ordering::Less));
        let days = |a, b| GMonthDay::new(a).unwrap().compare(&GMonthDay::new(b).unwrap());
        assert_eq!(days("--02-29", "--03-01"), Some(Ordering::Less));
        assert_eq!(GYear::new("-0044").unwrap().compare(&GYear::new("0044").unwrap()), Some(Ordering::Less));
    }

    #[test]
    fn lengths_of_time() {
        use Ordering::{Equal, Greater, Less};
        let compare = |a, b| Duration::new(a).unwrap().compare(&Duration::new(b).unwrap());
        // The table of 3.2.6.2.
        for (days, order) in [("P364D", Some(Greater)), ("P365D", None), ("P366D", None), ("P367D", Some(Less))] {
            assert_eq!(compare("P1Y", days), order, "P1Y {days}");
        }
        for (days, order) in [("P27D", Some(Greater)), ("P28D", None), ("P31D", None), ("P32D", Some(Less))] {
            assert_eq!(compare("P1M", days), order, "P1M {days}");
        }
        for (days, order) in [("P149D", Some(Greater)), ("P150D", None), ("P153D", None), ("P154D", Some(Less))] {
            assert_eq!(compare("P5M", days), order, "P5M {days}");
        }
        assert_eq!(compare("P1Y", "P12M"), Some(Equal));
        assert_eq!(compare("PT90M", "PT1H30M0.0S"), Some(Equal));
        assert_eq!(compare("-P1D", "P0D"), Some(Less));
        assert_eq!(compare("PT0.1S", "PT0.09S"), Some(Greater));
        assert_eq!(compare("-PT0.1S", "-PT0.09S"), Some(Less));
        assert_eq!(compare("-PT0.1S", "PT0S"), Some(Less));
        assert_eq!(compare("-PT0.1S", "-PT1S"), Some(Greater));
        assert_eq!(compare("P99999999999999999999999999999999999999999Y", "P1Y"), None);
    }
}
