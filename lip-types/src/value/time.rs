//! Times of day (XSD 1.0 part 2, 3.2.8).

use std::cmp::Ordering;

use super::calendar::{Clock, Cursor, LEAP_YEAR, with_seconds};
use super::lexical::lexical;
use super::order::Extent;

lexical! {
    /// A time of day, `xsd:time` (XSD 1.0 part 2, 3.2.8).
    ///
    /// ```
    /// use lip_types::value::Time;
    ///
    /// let time = Time::new("09:30:00.25+01:00")?;
    /// assert_eq!((time.hour(), time.minute(), time.second()), (9, 30, 0));
    /// assert_eq!(time.nanosecond(), 250_000_000);
    /// assert_eq!(time.offset_minutes(), Some(60));
    /// assert_eq!(Time::new("09:30").unwrap_err().hint(), Some("write `09:30:00`"));
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Time(Collapse) = is_time, "a time such as `09:30:00`", hint mend_time;
}

fn time(text: &str) -> Option<(Clock, Option<i16>)> {
    let mut cursor = Cursor::new(text);
    let time = (cursor.clock()?, cursor.zone()?);
    cursor.end().map(|()| time)
}

fn is_time(text: &str) -> bool {
    time(text).is_some()
}

/// What `text` is likely meant to be: the seconds are what most often lacks.
fn mend_time(text: &str) -> Option<String> {
    with_seconds(&text.replace('z', "Z")).filter(|time| is_time(time))
}

impl Time {
    // The text was checked when the value was made: the default never shows.
    fn clock(&self) -> Clock {
        time(self.as_str()).unwrap_or_default().0
    }

    /// The hour, 0 to 23; 24 in `24:00:00` only, the end of the day.
    #[must_use]
    pub fn hour(&self) -> u8 {
        self.clock().hour
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(&self) -> u8 {
        self.clock().minute
    }

    /// The second, 0 to 59, without its fraction.
    #[must_use]
    pub fn second(&self) -> u8 {
        self.clock().second.unwrap_or(0)
    }

    /// The fraction of the second in nanoseconds; what is finer is cut off.
    #[must_use]
    pub fn nanosecond(&self) -> u32 {
        self.clock().nanosecond
    }

    /// The time zone in minutes east of UTC, -840 to 840; `None` when none is written.
    #[must_use]
    pub fn offset_minutes(&self) -> Option<i16> {
        time(self.as_str()).and_then(|(_, zone)| zone)
    }

    /// The order in time, which is not that of the texts (XSD 1.0 part 2, 3.2.7.4); `None` when there is none: one of two has a time
    /// zone, and they are less than 14 hours apart.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        self.extent().compare(&other.extent())
    }

    fn extent(&self) -> Extent<'_> {
        let (clock, zone) = time(self.as_str()).unwrap_or_default();
        // 24:00:00 is the same as 00:00:00 when no day is told.
        Extent::new(self.as_str(), (LEAP_YEAR, 1, 1), clock.second_of_day() % 86_400, zone, 0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::lexical::table::check;
    use super::Time;

    #[test]
    fn times() {
        check::<Time>(
            &[
                "09:30:00",
                " 09:30:00 ",
                "00:00:00",
                "23:59:59",
                "23:59:59.999999999999",
                "24:00:00",
                "24:00:00.000",
                "24:00:00Z",
                "09:30:00Z",
                "09:30:00+14:00",
                "09:30:00-14:00",
                "00:00:00-00:00",
                "09:30:00.0+01:00",
            ],
            &[
                "",
                "09:30",
                "9:30:00",
                "09:30:0",
                "25:00:00",
                "24:00:01",
                "24:01:00",
                "24:00:00.1",
                "09:60:00",
                "09:30:60",
                "09:30:00.",
                "09:30:00,5",
                "09:30:00z",
                "09:30:00+14:01",
                "09:30:00+1:00",
                "09:30:00+01",
                "+01:00",
                "GMT",
                "093000",
                "09-30-00",
                "T09:30:00",
                "09:30:00 Z",
                "-09:30:00",
                "09:30:00:00",
            ],
        );
        assert_eq!(Time::new("09:30z").unwrap_err().hint(), Some("write `09:30:00Z`"));
        assert_eq!(Time::new("GMT").unwrap_err().hint(), None);
    }
}
