//! `chrono`: naive dates and times for forms without a time zone, `DateTime` with a fixed offset for those with one.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};

use super::{Civil, clock_of, date_of, day_of, duration, seconds_of, wanted, zone_text};
use crate::value::{Date, DateTime, Duration, Time, ValueError};

const YEARS: &str = "a date of the years -262144 to 262142, in the Gregorian calendar";

fn date((year, month, day): (i64, u8, u8)) -> Result<NaiveDate, ValueError> {
    let year = i32::try_from(year).ok();
    let date = year.and_then(|year| NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)));
    date.ok_or_else(|| wanted(YEARS))
}

fn time(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Result<NaiveTime, ValueError> {
    let time = NaiveTime::from_hms_nano_opt(u32::from(hour), u32::from(minute), u32::from(second), nanosecond);
    time.ok_or_else(|| wanted("a time of a day"))
}

fn date_time(civil: Civil) -> Result<NaiveDateTime, ValueError> {
    let Civil { year, month, day, hour, minute, second, nanosecond } = civil;
    Ok(date((year, month, day))?.and_time(time(hour, minute, second, nanosecond)?))
}

/// A leap second is the last nanosecond before it: no form has `:60`.
fn of(date: NaiveDate, time: NaiveTime) -> Civil {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    Civil {
        year: i64::from(date.year()),
        month: small(date.month()),
        day: small(date.day()),
        hour: small(time.hour()),
        minute: small(time.minute()),
        second: small(time.second()),
        nanosecond: time.nanosecond().min(999_999_999),
    }
}

/// ```
/// use lip_types::value::DateTime;
///
/// let start = chrono::NaiveDate::from_ymd_opt(2000, 11, 6).and_then(|date| date.and_hms_opt(9, 30, 0)).unwrap();
/// assert_eq!(DateTime::from(start).as_str(), "2000-11-06T09:30:00");
/// ```
impl From<NaiveDateTime> for DateTime {
    fn from(value: NaiveDateTime) -> Self {
        of(value.date(), value.time()).date_time("")
    }
}

/// With the offset, `Z` for UTC; in UTC when the offset has seconds, or is more than 14 hours.
impl From<chrono::DateTime<FixedOffset>> for DateTime {
    fn from(value: chrono::DateTime<FixedOffset>) -> Self {
        let (local, zone) = match zone_text(value.offset().local_minus_utc()) {
            Some(zone) => (value.naive_local(), zone),
            None => (value.naive_utc(), "Z".to_owned()),
        };
        of(local.date(), local.time()).date_time(&zone)
    }
}

/// With `Z`.
impl From<chrono::DateTime<Utc>> for DateTime {
    fn from(value: chrono::DateTime<Utc>) -> Self {
        value.fixed_offset().into()
    }
}

/// A complete form without a time zone.
impl TryFrom<&DateTime> for NaiveDateTime {
    type Error = ValueError;

    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        date_time(Civil::local(value)?)
    }
}

/// A complete form with a time zone.
///
/// ```
/// use chrono::{DateTime as Chrono, FixedOffset};
/// use lip_types::value::DateTime;
///
/// let start = DateTime::new("2000-11-06T09:30:00+01:00")?;
/// let chrono = Chrono::<FixedOffset>::try_from(&start)?;
/// assert_eq!(chrono.timestamp(), 973_499_400);
/// assert_eq!(DateTime::from(chrono), start);
/// # Ok::<(), lip_types::value::ValueError>(())
/// ```
impl TryFrom<&DateTime> for chrono::DateTime<FixedOffset> {
    type Error = ValueError;

    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        let (civil, minutes) = Civil::zoned(value)?;
        let offset = FixedOffset::east_opt(i32::from(minutes) * 60).ok_or_else(|| wanted("a time zone"))?;
        let local = date_time(civil)?;
        offset.from_local_datetime(&local).single().ok_or_else(|| wanted(YEARS))
    }
}

/// A complete form with a time zone.
impl TryFrom<&DateTime> for chrono::DateTime<Utc> {
    type Error = ValueError;

    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        chrono::DateTime::<FixedOffset>::try_from(value).map(|zoned| zoned.to_utc())
    }
}

/// A form that is a date, without a time.
impl TryFrom<&DateTime> for NaiveDate {
    type Error = ValueError;

    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        date(day_of(value)?)
    }
}

impl From<NaiveDate> for Date {
    fn from(value: NaiveDate) -> Self {
        of(value, NaiveTime::MIN).date()
    }
}

/// A form without a time zone.
impl TryFrom<&Date> for NaiveDate {
    type Error = ValueError;

    fn try_from(value: &Date) -> Result<Self, ValueError> {
        date(date_of(value)?)
    }
}

impl From<NaiveTime> for Time {
    fn from(value: NaiveTime) -> Self {
        of(NaiveDate::MIN, value).time()
    }
}

/// A form without a time zone; `24:00:00` is midnight.
impl TryFrom<&Time> for NaiveTime {
    type Error = ValueError;

    fn try_from(value: &Time) -> Result<Self, ValueError> {
        let clock = clock_of(value)?;
        time(clock.hour, clock.minute, clock.second.unwrap_or(0), clock.nanosecond)
    }
}

/// In seconds: `PT90S`.
impl From<TimeDelta> for Duration {
    fn from(value: TimeDelta) -> Self {
        duration(value.num_seconds(), value.subsec_nanos())
    }
}

/// A form without years and months; a day has 24 hours.
impl TryFrom<&Duration> for TimeDelta {
    type Error = ValueError;

    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let (seconds, nanosecond) = seconds_of(value)?;
        let delta = TimeDelta::try_seconds(seconds);
        let delta = delta.and_then(|delta| delta.checked_add(&TimeDelta::nanoseconds(i64::from(nanosecond))));
        delta.ok_or_else(|| wanted("a duration of at most 292 million years"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_converted_comes_back() {
        for text in
            ["2000-11-06T09:30:00", "0001-01-01T00:00:00", "-0001-12-31T23:59:59.999999999", "12000-01-01T00:00:00"]
        {
            let value = DateTime::new(text).unwrap();
            assert_eq!(DateTime::from(NaiveDateTime::try_from(&value).unwrap()).as_str(), text);
            assert!(chrono::DateTime::<Utc>::try_from(&value).is_err());
        }
        for text in ["2000-11-06T09:30:00Z", "2000-11-06T09:30:00.25+01:00", "-0044-03-15T12:00:00-05:30"] {
            let value = DateTime::new(text).unwrap();
            let zoned = chrono::DateTime::<FixedOffset>::try_from(&value).unwrap();
            assert_eq!(DateTime::from(zoned).as_str(), text);
            assert_eq!(DateTime::from(zoned.to_utc()).compare(&value), Some(std::cmp::Ordering::Equal));
            assert!(NaiveDateTime::try_from(&value).is_err());
        }
        let date = Date::new("2000-11-06").unwrap();
        assert_eq!(Date::from(NaiveDate::try_from(&date).unwrap()), date);
        assert!(NaiveDate::try_from(&Date::new("-0004-02-29").unwrap()).is_err());
        let time = Time::new("09:30:00.000000001").unwrap();
        assert_eq!(Time::from(NaiveTime::try_from(&time).unwrap()), time);
        let delta = TimeDelta::try_from(&Duration::new("-P1DT45M0.5S").unwrap()).unwrap();
        assert_eq!(Duration::from(delta).as_str(), "-PT89100.5S");
        assert!(TimeDelta::try_from(&Duration::new("P1Y").unwrap()).is_err());
    }

    #[test]
    fn a_leap_second_has_no_form() {
        let leap =
            NaiveDate::from_ymd_opt(2016, 12, 31).and_then(|date| date.and_hms_milli_opt(23, 59, 59, 1_500)).unwrap();
        assert_eq!(DateTime::from(leap).as_str(), "2016-12-31T23:59:59.999999999");
    }
}
