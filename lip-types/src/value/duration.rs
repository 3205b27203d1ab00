//! Lengths of time (XSD 1.0 part 2, 3.2.6).

use std::cmp::Ordering;

use super::calendar::Cursor;
use super::lexical::lexical;
use super::order::Length;

lexical! {
    /// A length of time, `xsd:duration` (XSD 1.0 part 2, 3.2.6): `P`, then years, months and days, then `T` and hours, minutes and seconds,
    /// of which at least one is there. Numbers may have any size.
    ///
    /// ```
    /// use lip_types::value::Duration;
    ///
    /// let lesson = Duration::new("PT45M")?;
    /// assert_eq!(lesson.as_str(), "PT45M");
    /// assert!(Duration::new("-P1Y2M3DT4H5M6.7S").is_ok());
    /// assert!(Duration::new("45M").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Duration(Collapse) = is_duration, "a duration such as `P1Y6M` or `PT1H30M`";
}

fn is_duration(text: &str) -> bool {
    duration(text).is_some()
}

fn duration(text: &str) -> Option<()> {
    let mut cursor = Cursor::new(text.strip_prefix('-').unwrap_or(text));
    cursor.expect(b'P')?;
    let mut units: &[u8] = b"YMD";
    let mut in_time = false;
    let mut any = false;
    loop {
        if cursor.at_end() {
            return any.then_some(());
        }
        if !in_time && cursor.take(b'T') {
            (units, in_time, any) = (b"HMS", true, false);
            continue;
        }
        cursor.digits()?;
        if in_time && cursor.take(b'.') {
            cursor.digits()?;
            units = units.strip_prefix(b"HM").or(units.strip_prefix(b"M")).unwrap_or(units);
        }
        // Each unit at most once, in order: what is before the one found is behind us.
        let found = units.iter().position(|unit| cursor.take(*unit))?;
        units = units.get(found + 1..)?;
        any = true;
    }
}

impl Duration {
    /// The order of two lengths of time, which is not that of the texts (XSD 1.0 part 2, 3.2.6.2); `None` when there is none, since
    /// months and years have no fixed number of days, or when a number is larger than an `i128`.
    ///
    /// ```
    /// use std::cmp::Ordering;
    /// use lip_types::value::Duration;
    ///
    /// let month = Duration::new("P1M")?;
    /// assert_eq!(month.compare(&Duration::new("P27D")?), Some(Ordering::Greater));
    /// assert_eq!(month.compare(&Duration::new("P30D")?), None);
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        Length::of(self.as_str())?.compare(&Length::of(other.as_str())?)
    }

    /// Seconds and nanoseconds, both with its sign, with days of 24 hours; what is finer is cut off. `None` when it has years or
    /// months, or its seconds do not fit an `i64`.
    ///
    /// ```
    /// use lip_types::value::Duration;
    ///
    /// assert_eq!(Duration::new("-PT1H30M0.5S")?.to_seconds(), Some((-5400, -500_000_000)));
    /// assert_eq!(Duration::new("P1M")?.to_seconds(), None);
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    #[must_use]
    pub fn to_seconds(&self) -> Option<(i64, i32)> {
        Length::of(self.as_str())?.seconds()
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexical::table::check;
    use super::Duration;

    #[test]
    fn durations() {
        check::<Duration>(
            &[
                "P1Y",
                "P1M",
                "P1D",
                "PT1H",
                "PT1M",
                "PT1S",
                "P0Y",
                "P1Y2M",
                "P1Y2D",
                "P1M2D",
                "P1Y2M3D",
                "PT1H2M",
                "PT1H2S",
                "PT1M2S",
                "PT1H2M3S",
                "PT1.5S",
                "PT1M0.000S",
                "PT1H1.5S",
                "P1YT5S",
                "P1DT1M",
                "-P1D",
                "P1Y2M3DT4H5M6.7S",
                " P1D ",
                "P007D",
                "P999999999999999999999999Y",
            ],
            &[
                "", "-", "P", "-P", "PT", "1D", "+P1D", "--P1D", "P-1D", "P+1D", "P1", "PT1", "P1YT", "P1DT", "P1M1Y",
                "P1D1M", "P1D1Y", "P1Y1Y", "P1W", "P1H", "P1S", "PT1D", "PT1Y", "PT1M1H", "PT1S1M", "PT1S1S", "P1.5D",
                "P1.5Y", "PT1.5M", "PT1.5H", "PT1H1.5M", "PT1.S", "PT.5S", "PT1.5.5S", "PT1,5S", "p1d", "P1d", "P 1D",
                "P1TT1H", "P1Y T1H", "PT1HT1M", "PD", "P1YM", "T1H", "P1D-",
            ],
        );
    }
}
