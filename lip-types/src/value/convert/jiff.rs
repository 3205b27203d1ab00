//! `jiff`: civil dates and times for forms without a time zone, `Timestamp` and `ZonedDateTime` for those with one.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Span, Timestamp, ZonedDateTime, civil};

use super::{Civil, clock_of, date_of, day_of, duration, seconds_of, wanted, zone_text};
use crate::value::{Date, DateTime, Duration, Time, ValueError};

const YEARS: &str = "a date of the years -9999 to 9999, in the Gregorian calendar";

fn date((year, month, day): (i64, u8, u8)) -> Result<civil::Date, ValueError> {
    let parts = || Some((i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?));
    let date = parts().and_then(|(year, month, day)| civil::Date::new(year, month, day).ok());
    date.ok_or_else(|| wanted(YEARS))
}

fn time(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Result<civil::Time, ValueError> {
    let parts = || {
        let number = |part: u8| i8::try_from(part).ok();
        Some((number(hour)?, number(minute)?, number(second)?, i32::try_from(nanosecond).ok()?))
    };
    let time = parts().and_then(|(hour, minute, second, nano)| civil::Time::new(hour, minute, second, nano).ok());
    time.ok_or_else(|| wanted("a time of a day"))
}

fn date_time(civil: Civil) -> Result<civil::DateTime, ValueError> {
    let Civil { year, month, day, hour, minute, second, nanosecond } = civil;
    Ok(date((year, month, day))?.to_datetime(time(hour, minute, second, nanosecond)?))
}

fn of(date: civil::Date, time: civil::Time) -> Civil {
    Civil {
        year: i64::from(date.year()),
        month: date.month().unsigned_abs(),
        day: date.day().unsigned_abs(),
        hour: time.hour().unsigned_abs(),
        minute: time.minute().unsigned_abs(),
        second: time.second().unsigned_abs(),
        nanosecond: time.subsec_nanosecond().unsigned_abs(),
    }
}

/// ```
/// use jiff::civil;
/// use lip_types::value::DateTime;
///
/// let start = DateTime::from(civil::date(2000, 11, 6).at(9, 30, 0, 0));
/// assert_eq!(start.as_str(), "2000-11-06T09:30:00");
/// ```
impl From<civil::DateTime> for DateTime {
    fn from(value: civil::DateTime) -> Self {
        of(value.date(), value.time()).date_time("")
    }
}

/// In UTC, with `Z`.
impl From<Timestamp> for DateTime {
    fn from(value: Timestamp) -> Self {
        let utc = Offset::UTC.to_datetime(value);
        of(utc.date(), utc.time()).date_time("Z")
    }
}

/// With the offset; in UTC when the offset has seconds, or is more than 14 hours.
impl From<&ZonedDateTime> for DateTime {
    fn from(value: &ZonedDateTime) -> Self {
        match zone_text(value.offset().seconds()) {
            Some(zone) => of(value.date(), value.time()).date_time(&zone),
            None => value.timestamp().into(),
        }
    }
}

/// A complete form without a time zone.
impl TryFrom<&DateTime> for civil::DateTime {
    type Error = ValueError;

    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        date_time(Civil::local(value)?)
    }
}

/// A complete form with a time zone, which is a fixed offset then.
///
/// ```
/// use lip_types::value::DateTime;
///
/// let start = DateTime::new("2000-11-06T09:30:00+01:00")?;
/// let zoned = jiff::ZonedDateTime::try_from(&start)?;
/// assert_eq!(zoned.timestamp().to_string(), "2000-11-06T08:30:00Z");
/// assert_eq!(DateTime::from(&zoned), start);
/// # Ok::<(), lip_types::value::ValueError>(())
/// ```
impl TryFrom<&DateTime> for ZonedDateTime {
    type Error = ValueError;

    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        let (civil, minutes) = Civil::zoned(value)?;
        let offset = Offset::from_seconds(i32::from(minutes) * 60).map_err(|_| wanted("a time zone"))?;
        let zoned = date_time(civil)?.to_zoned_datetime(TimeZone::fixed(offset));
        zoned.map_err(|_| wanted(YEARS))
    }
}

/// A complete form with a time zone.
impl TryFrom<&DateTime> for Timestamp {
    type Error = ValueError;

    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        ZonedDateTime::try_from(value).map(|zoned| zoned.timestamp())
    }
}

/// A form that is a date, without a time.
impl TryFrom<&DateTime> for civil::Date {
    type Error = ValueError;

    fn try_from(value: &DateTime) -> Result<Self, ValueError> {
        date(day_of(value)?)
    }
}

impl From<civil::Date> for Date {
    fn from(value: civil::Date) -> Self {
        of(value, civil::Time::midnight()).date()
    }
}

/// A form without a time zone.
impl TryFrom<&Date> for civil::Date {
    type Error = ValueError;

    fn try_from(value: &Date) -> Result<Self, ValueError> {
        date(date_of(value)?)
    }
}

impl From<civil::Time> for Time {
    fn from(value: civil::Time) -> Self {
        of(civil::Date::ZERO, value).time()
    }
}

/// A form without a time zone; `24:00:00` is midnight.
impl TryFrom<&Time> for civil::Time {
    type Error = ValueError;

    fn try_from(value: &Time) -> Result<Self, ValueError> {
        let clock = clock_of(value)?;
        time(clock.hour, clock.minute, clock.second.unwrap_or(0), clock.nanosecond)
    }
}

/// In seconds: `PT90S`.
impl From<SignedDuration> for Duration {
    fn from(value: SignedDuration) -> Self {
        duration(value.as_secs(), value.subsec_nanos())
    }
}

/// A form without years and months; a day has 24 hours.
impl TryFrom<&Duration> for SignedDuration {
    type Error = ValueError;

    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let (seconds, nanosecond) = seconds_of(value)?;
        Ok(SignedDuration::new(seconds, nanosecond))
    }
}

/// Every form whose numbers fit a `Span`; what is finer than a nanosecond is cut off.
///
/// ```
/// use lip_types::value::Duration;
///
/// let span = jiff::Span::try_from(&Duration::new("P1Y6M")?)?;
/// assert_eq!((span.get_years(), span.get_months()), (1, 6));
/// # Ok::<(), lip_types::value::ValueError>(())
/// ```
impl TryFrom<&Duration> for Span {
    type Error = ValueError;

    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let text = value.as_str();
        // jiff takes nine digits behind the point.
        let text = match text.split_once('.') {
            Some((whole, rest)) => {
                let digits = rest.trim_end_matches('S');
                &format!("{whole}.{}S", digits.get(..9).unwrap_or(digits))
            }
            None => text,
        };
        text.parse().map_err(|_| wanted("a duration whose numbers are not as large"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_converted_comes_back() {
        for text in [
            "2000-11-06T09:30:00",
            "0001-01-01T00:00:00",
            "-0001-12-31T23:59:59.999999999",
            "-0004-02-28T00:00:00.5",
            "-9998-01-01T00:00:00",
            "9999-12-31T23:59:59",
        ] {
            let value = DateTime::new(text).unwrap();
            let civil = civil::DateTime::try_from(&value).unwrap();
            assert_eq!(DateTime::from(civil).as_str(), text);
            assert!(ZonedDateTime::try_from(&value).is_err() && Timestamp::try_from(&value).is_err());
        }
        for text in ["2000-11-06T09:30:00Z", "2000-11-06T09:30:00.25+01:00", "-0044-03-15T12:00:00-05:30"] {
            let value = DateTime::new(text).unwrap();
            let zoned = ZonedDateTime::try_from(&value).unwrap();
            assert_eq!(DateTime::from(&zoned).as_str(), text);
            assert_eq!(DateTime::from(zoned.timestamp()).compare(&value), Some(std::cmp::Ordering::Equal));
            assert!(civil::DateTime::try_from(&value).is_err());
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert!(civil::DateTime::try_from(&DateTime::new("12000-01-01T00:00:00").unwrap()).is_err());
        assert!(civil::DateTime::try_from(&DateTime::from_iso_8601("2000-11-06").unwrap()).is_err());
        assert_eq!(
            civil::Date::try_from(&DateTime::from_iso_8601("2000-11-06").unwrap()),
            Ok(civil::date(2000, 11, 6))
        );
        assert!(civil::Date::try_from(&DateTime::new("2000-11-06T00:00:00").unwrap()).is_err());
        assert!(civil::Date::try_from(&DateTime::from_iso_8601("2000-11").unwrap()).is_err());
        assert!(civil::Date::try_from(&Date::new("2000-11-06Z").unwrap()).is_err());
        // In the calendar of the crates, -4 is no leap year.
        assert!(civil::Date::try_from(&Date::new("-0004-02-29").unwrap()).is_err());
        assert!(SignedDuration::try_from(&Duration::new("P1M").unwrap()).is_err());
        assert!(Span::try_from(&Duration::new("P99999999Y").unwrap()).is_err());
    }

    #[test]
    fn dates_times_and_durations() {
        let date = Date::new("2000-11-06").unwrap();
        assert_eq!(Date::from(civil::Date::try_from(&date).unwrap()), date);
        let time = Time::new("09:30:00.000000001").unwrap();
        assert_eq!(Time::from(civil::Time::try_from(&time).unwrap()), time);
        assert_eq!(civil::Time::try_from(&Time::new("24:00:00").unwrap()), Ok(civil::Time::midnight()));
        let lesson = Duration::new("-P1DT45M0.5S").unwrap();
        let signed = SignedDuration::try_from(&lesson).unwrap();
        assert_eq!(signed, SignedDuration::new(-89_100, -500_000_000));
        assert_eq!(Duration::from(signed).as_str(), "-PT89100.5S");
        let span = Span::try_from(&Duration::new("P1Y2M3DT4H5M6.1234567891S").unwrap()).unwrap();
        assert_eq!((span.get_years(), span.get_days(), span.get_seconds()), (1, 3, 6));
    }
}
