//! `time`: `PrimitiveDateTime` for forms without a time zone, `OffsetDateTime` for those with one.

use time::{Month, OffsetDateTime, PrimitiveDateTime, UtcOffset};

use super::{Civil, clock_of, date_of, day_of, duration, seconds_of, wanted, zone_text};
use crate::value::{Date, DateTime, Duration, Time, ValueError};

const YEARS: &str = "a date of the years -9999 to 9999, in the Gregorian calendar";

fn date((year, month, day): (i64, u8, u8)) -> Result<time::Date, ValueError> {
    let parts = || Some((i32::try_from(year).ok()?, Month::try_from(month).ok()?));
    let date = parts().and_then(|(year, month)| time::Date::from_calendar_date(year, month, day).ok());
    date.ok_or_else(|| wanted(YEARS))
}

fn clock(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Result<time::Time, ValueError> {
    time::Time::from_hms_nano(hour, minute, second, nanosecond).map_err(|_| wanted("a time of a day"))
}

fn date_time(civil: Civil) -> Result<PrimitiveDateTime, ValueError> {
    let Civil { year, month, day, hour, minute, second, nanosecond } = civil;
    Ok(PrimitiveDateTime::new(date((year, month, day))?, clock(hour, minute, second, nanosecond)?))
}

fn of(date: time::Date, time: time::Time) -> Civil {
    Civil {
        year: i64::from(date.year()),
        month: u8::from(date.month()),
        day: date.day(),
        hour: time.hour(),
        minute: time.minute(),
        second: time.second(),
        nanosecond: time.nanosecond(),
    }
}

impl From<PrimitiveDateTime> for DateTime {
    fn from(value: PrimitiveDateTime) -> Self {
        of(value.date(), value.time()).date_time("")
    }
}

/// With the offset, `Z` for UTC; in UTC when the offset has seconds, or is more than 14 hours.
///
/// ```
/// use lip_types::value::DateTime;
///
/// let start = DateTime::new("2000-11-06T09:30:00+01:00")?;
/// let offset = time::OffsetDateTime::try_from(&start)?;
/// assert_eq!(offset.unix_timestamp(), 973_499_400);
/// assert_eq!(DateTime::from(offset), start);
/// # Ok::<(), lip_types::value::ValueError>(())
/// ```
impl From<OffsetDateTime> for DateTime {
    fn from(value: OffsetDateTime) -> Self {
        let utc = || value.checked_to_offset(UtcOffset::UTC).unwrap_or(value);
        let (value, zone) = match zone_text(value.offset().whole_seconds()) {
            Some(zone) => (value, zone),
            None => (utc(), "Z".to_owned()),
        };
        of(value.date(), value.time()).date_time(&zone)
    }
}

/// A complete form without a time zone.
impl TryFrom<&DateTime> for PrimitiveDateTime {
    type Error = ValueError;

    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        date_time(Civil::local(value)?)
    }
}

/// A complete form with a time zone.
impl TryFrom<&DateTime> for OffsetDateTime {
    type Error = ValueError;

    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        let (civil, minutes) = Civil::zoned(value)?;
        let offset = UtcOffset::from_whole_seconds(i32::from(minutes) * 60).map_err(|_| wanted("a time zone"))?;
        Ok(date_time(civil)?.assume_offset(offset))
    }
}

/// A form that is a date, without a time.
impl TryFrom<&DateTime> for time::Date {
    type Error = ValueError;

    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        date(day_of(value)?)
    }
}

impl From<time::Date> for Date {
    fn from(value: time::Date) -> Self {
        of(value, time::Time::MIDNIGHT).date()
    }
}

/// A form without a time zone.
impl TryFrom<&Date> for time::Date {
    type Error = ValueError;

    fn try_from(value: &Date) -> Result<Self, ValueError> {
        date(date_of(value)?)
    }
}

impl From<time::Time> for Time {
    fn from(value: time::Time) -> Self {
        of(time::Date::MIN, value).time()
    }
}

/// A form without a time zone; `24:00:00` is midnight.
impl TryFrom<&Time> for time::Time {
    type Error = ValueError;

    fn try_from(value: &Time) -> Result<Self, ValueError> {
        let time = clock_of(value)?;
        clock(time.hour, time.minute, time.second.unwrap_or(0), time.nanosecond)
    }
}

/// In seconds: `PT90S`.
impl From<time::Duration> for Duration {
    fn from(value: time::Duration) -> Self {
        duration(value.whole_seconds(), value.subsec_nanoseconds())
    }
}

/// A form without years and months; a day has 24 hours.
impl TryFrom<&Duration> for time::Duration {
    type Error = ValueError;

    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let (seconds, nanosecond) = seconds_of(value)?;
        Ok(time::Duration::new(seconds, nanosecond))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_converted_comes_back() {
        for text in ["2000-11-06T09:30:00", "0001-01-01T00:00:00", "-0001-12-31T23:59:59.999999999"] {
            let value = DateTime::new(text).unwrap();
            assert_eq!(DateTime::from(PrimitiveDateTime::try_from(&value).unwrap()).as_str(), text);
            assert!(OffsetDateTime::try_from(&value).is_err());
        }
        for text in ["2000-11-06T09:30:00Z", "2000-11-06T09:30:00.25+01:00", "-0044-03-15T12:00:00-05:30"] {
            let value = DateTime::new(text).unwrap();
            assert_eq!(DateTime::from(OffsetDateTime::try_from(&value).unwrap()).as_str(), text);
            assert!(PrimitiveDateTime::try_from(&value).is_err());
        }
        let date = Date::new("2000-11-06").unwrap();
        assert_eq!(Date::from(time::Date::try_from(&date).unwrap()), date);
        assert!(time::Date::try_from(&Date::new("12000-01-01").unwrap()).is_err());
        let time = Time::new("09:30:00.000000001").unwrap();
        assert_eq!(Time::from(time::Time::try_from(&time).unwrap()), time);
        let length = time::Duration::try_from(&Duration::new("-P1DT45M0.5S").unwrap()).unwrap();
        assert_eq!(Duration::from(length).as_str(), "-PT89100.5S");
        assert!(time::Duration::try_from(&Duration::new("P1Y").unwrap()).is_err());
    }
}
