//! To the types of date and time crates, and back. Each is behind the feature that is called as its crate.
//!
//! Nothing is lost but what is finer than a nanosecond: a form with a time zone does not become a type that has none, nor the other
//! way round. The year before 1 is -1 in XML Schema 1.0 and 0 in these crates.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

use super::calendar::{Clock, days_in};
use super::{Date, DateTime, Duration, Time, ValueError};

/// A date and a time of day as the crates have them.
#[derive(Debug, Clone, Copy)]
struct Civil {
    /// With a year 0.
    year: i64,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
}

/// What a conversion asks for.
fn wanted(what: &'static str) -> ValueError {
    ValueError::new(what)
}

/// With a year 0 or without.
fn astronomical(year: i64) -> i64 {
    if year < 0 { year + 1 } else { year }
}

fn shown(year: i64) -> String {
    if year > 0 { format!("{year:04}") } else { format!("-{:04}", 1 - year) }
}

impl Civil {
    /// A complete form, and its time zone in minutes east of UTC.
    fn of(value: &DateTime) -> Result<(Self, Option<i16>), ValueError> {
        let (Some(mut month), Some(mut day), Some(hour), Some(minute), Some(second), Some(nanosecond)) =
            (value.month(), value.day(), value.hour(), value.minute(), value.second(), value.nanosecond())
        else {
            return Err(wanted("a date and time such as `2000-11-06T09:30:00`"));
        };
        let mut year = value.year();
        if hour == 24 {
            // The end of the day is the start of the next.
            day += 1;
            if day > days_in(year, month) {
                (month, day) = (month + 1, 1);
            }
            if month > 12 {
                (year, month) = (if year == -1 { 1 } else { year.saturating_add(1) }, 1);
            }
        }
        let civil = Civil { year: astronomical(year), month, day, hour: hour % 24, minute, second, nanosecond };
        Ok((civil, value.offset_minutes()))
    }

    /// A form without a time zone.
    fn local(value: &DateTime) -> Result<Self, ValueError> {
        match Civil::of(value)? {
            (civil, None) => Ok(civil),
            (_, Some(_)) => Err(wanted("a date and time without a time zone")),
        }
    }

    /// A form with a time zone, in minutes.
    fn zoned(value: &DateTime) -> Result<(Self, i16), ValueError> {
        match Civil::of(value)? {
            (civil, Some(zone)) => Ok((civil, zone)),
            (_, None) => Err(wanted("a date and time with a time zone")),
        }
    }

    fn date_text(&self) -> String {
        format!("{}-{:02}-{:02}", shown(self.year), self.month, self.day)
    }

    fn time_text(&self) -> String {
        format!("{:02}:{:02}:{:02}{}", self.hour, self.minute, self.second, fraction(self.nanosecond))
    }

    fn date(self) -> Date {
        Date::known(self.date_text())
    }

    fn time(self) -> Time {
        Time::known(self.time_text())
    }

    /// `zone` is `Z`, `+01:00` or nothing.
    fn date_time(self, zone: &str) -> DateTime {
        DateTime::known(format!("{}T{}{zone}", self.date_text(), self.time_text()))
    }
}

/// Year with a year 0, month, day.
fn date_of(value: &Date) -> Result<(i64, u8, u8), ValueError> {
    match value.offset_minutes() {
        None => Ok((astronomical(value.year()), value.month(), value.day())),
        Some(_) => Err(wanted("a date without a time zone")),
    }
}

/// A form of [`DateTime`] that is a date.
fn day_of(value: &DateTime) -> Result<(i64, u8, u8), ValueError> {
    match (value.month(), value.day(), value.hour()) {
        (Some(month), Some(day), None) => Ok((astronomical(value.year()), month, day)),
        _ => Err(wanted("a date such as `2000-11-06`, without a time")),
    }
}

fn clock_of(value: &Time) -> Result<Clock, ValueError> {
    match value.offset_minutes() {
        None => Ok(Clock {
            hour: value.hour() % 24,
            minute: value.minute(),
            second: Some(value.second()),
            nanosecond: value.nanosecond(),
        }),
        Some(_) => Err(wanted("a time without a time zone")),
    }
}

/// `+01:00` for an offset that a form can have: whole minutes, 14 hours at most.
fn zone_text(seconds: i32) -> Option<String> {
    let minutes = (seconds / 60).unsigned_abs();
    let sign = if seconds < 0 { '-' } else { '+' };
    match seconds {
        0 => Some("Z".to_owned()),
        _ if seconds % 60 != 0 || minutes > 14 * 60 => None,
        _ => Some(format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)),
    }
}

fn fraction(nanosecond: u32) -> String {
    if nanosecond == 0 {
        return String::new();
    }
    format!(".{}", format!("{nanosecond:09}").trim_end_matches('0'))
}

/// A length of time in seconds; both parts have the same sign.
fn duration(seconds: i64, nanosecond: i32) -> Duration {
    let sign = if seconds < 0 || nanosecond < 0 { "-" } else { "" };
    Duration::known(format!("{sign}PT{}{}S", seconds.unsigned_abs(), fraction(nanosecond.unsigned_abs())))
}

/// Seconds and nanoseconds of the same sign, of a duration that has neither years nor months.
fn seconds_of(value: &Duration) -> Result<(i64, i32), ValueError> {
    let wanted = || wanted("a duration without years and months, of at most 292 billion years");
    value.to_seconds().ok_or_else(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_day_is_the_start_of_the_next() {
        for (text, start) in [
            ("2000-11-06T24:00:00", "2000-11-07T00:00:00"),
            ("2000-02-28T24:00:00", "2000-02-29T00:00:00"),
            ("2000-12-31T24:00:00", "2001-01-01T00:00:00"),
            ("-0001-12-31T24:00:00", "0001-01-01T00:00:00"),
            ("-0002-12-31T24:00:00", "-0001-01-01T00:00:00"),
        ] {
            let (civil, zone) = Civil::of(&DateTime::new(text).unwrap()).unwrap();
            assert_eq!((civil.date_time("").as_str(), zone), (start, None));
        }
        assert!(Civil::of(&DateTime::from_iso_8601("2000-11-06T09:30").unwrap()).is_err());
    }

    #[test]
    fn offsets_and_fractions() {
        for (seconds, zone) in
            [(0, Some("Z")), (3600, Some("+01:00")), (-19800, Some("-05:30")), (50400, Some("+14:00"))]
        {
            assert_eq!(zone_text(seconds).as_deref(), zone);
        }
        assert_eq!((zone_text(50460), zone_text(61)), (None, None));
        assert_eq!((fraction(0), fraction(50_000_000)), (String::new(), ".05".to_owned()));
        assert_eq!(duration(-5, -250_000_000).as_str(), "-PT5.25S");
    }

    /// Random values mean the same after a way through each crate, or are refused.
    #[cfg(all(feature = "arbitrary", feature = "chrono", feature = "jiff", feature = "time"))]
    #[test]
    fn there_and_back_is_the_same_time() {
        use std::cmp::Ordering;

        use arbitrary::{Arbitrary, Unstructured};

        let mut state = 1_u64;
        let mut byte = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        };
        let mut converted = 0;
        for _ in 0..20_000 {
            let bytes: Vec<u8> = (0..64).map(|_| byte()).collect();
            let value = DateTime::arbitrary(&mut Unstructured::new(&bytes)).unwrap();
            let text = value.as_str();
            // What is finer than a nanosecond is cut off; years before 1 have their leap days elsewhere.
            if text.split_once('.').is_some_and(|(_, fraction)| fraction.len() > 9) || value.year() < 0 {
                continue;
            }
            let ways = [
                ::jiff::civil::DateTime::try_from(&value).map(DateTime::from),
                ::jiff::ZonedDateTime::try_from(&value).map(|zoned| DateTime::from(&zoned)),
                ::jiff::Timestamp::try_from(&value).map(DateTime::from),
                ::chrono::NaiveDateTime::try_from(&value).map(DateTime::from),
                ::chrono::DateTime::<::chrono::FixedOffset>::try_from(&value).map(DateTime::from),
                ::chrono::DateTime::<::chrono::Utc>::try_from(&value).map(DateTime::from),
                ::time::PrimitiveDateTime::try_from(&value).map(DateTime::from),
                ::time::OffsetDateTime::try_from(&value).map(DateTime::from),
            ];
            for back in ways.into_iter().flatten() {
                converted += 1;
                assert_eq!(back.compare(&value), Some(Ordering::Equal), "{value} {back}");
            }
        }
        assert!(converted > 20_000, "{converted}");
    }
}
