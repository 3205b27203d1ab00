//! Dates and parts of dates (XSD 1.0 part 2, 3.2.9 to 3.2.14).

use std::cmp::Ordering;

use super::calendar::{Cursor, LEAP_YEAR, with_iso_signs};
use super::lexical::lexical;
use super::order::Extent;

lexical! {
    /// A date, `xsd:date` (XSD 1.0 part 2, 3.2.9).
    ///
    /// ```
    /// use lip_types::value::Date;
    ///
    /// let date = Date::new("2000-11-06")?;
    /// assert_eq!((date.year(), date.month(), date.day()), (2000, 11, 6));
    /// assert_eq!(date.offset_minutes(), None);
    /// assert!(Date::new("1900-02-29").is_err());
    /// assert_eq!(Date::new("2000:11:06").unwrap_err().hint(), Some("write `2000-11-06`"));
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Date(Collapse) = is_date, "a date such as `2000-11-06`", hint mend_date;

    /// A month of one year, `xsd:gYearMonth` (XSD 1.0 part 2, 3.2.10).
    ///
    /// ```
    /// use lip_types::value::GYearMonth;
    ///
    /// let month = GYearMonth::new("2000-11")?;
    /// assert_eq!((month.year(), month.month()), (2000, 11));
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    GYearMonth(Collapse) = is_year_month, "a year and month such as `2000-11`";

    /// A year, `xsd:gYear` (XSD 1.0 part 2, 3.2.11). There is no year 0000, and the year must fit an `i64`.
    ///
    /// ```
    /// use lip_types::value::GYear;
    ///
    /// assert_eq!(GYear::new("-0044")?.year(), -44);
    /// assert!(GYear::new("0000").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    GYear(Collapse) = is_year, "a year such as `2000`";

    /// A day of every year, `xsd:gMonthDay` (XSD 1.0 part 2, 3.2.12).
    ///
    /// ```
    /// use lip_types::value::GMonthDay;
    ///
    /// let birthday = GMonthDay::new("--02-29")?;
    /// assert_eq!((birthday.month(), birthday.day()), (2, 29));
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    GMonthDay(Collapse) = is_month_day, "a month and day such as `--11-06`";

    /// A day of every month, `xsd:gDay` (XSD 1.0 part 2, 3.2.13).
    ///
    /// ```
    /// use lip_types::value::GDay;
    ///
    /// assert_eq!(GDay::new("---31")?.day(), 31);
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    GDay(Collapse) = is_day, "a day of the month such as `---06`";

    /// A month of every year, `xsd:gMonth` (XSD 1.0 part 2, 3.2.14). The form `--11--` of the first edition was an error of that edition.
    ///
    /// ```
    /// use lip_types::value::GMonth;
    ///
    /// assert_eq!(GMonth::new("--11")?.month(), 11);
    /// assert!(GMonth::new("--11--").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    GMonth(Collapse) = is_month, "a month such as `--11`";
}

/// What can be read from the types of this file; what a type lacks stays 0.
#[derive(Debug, Clone, Copy, Default)]
struct Fields {
    year: i64,
    month: u8,
    day: u8,
    zone: Option<i16>,
}

/// The one way through all forms: the parts of `T`, the time zone, the end.
fn fields(text: &str, parts: impl FnOnce(&mut Cursor<'_>, &mut Fields) -> Option<()>) -> Option<Fields> {
    let mut cursor = Cursor::new(text);
    let mut fields = Fields::default();
    parts(&mut cursor, &mut fields)?;
    fields.zone = cursor.zone()?;
    cursor.end()?;
    Some(fields)
}

fn date(text: &str) -> Option<Fields> {
    fields(text, |cursor, fields| {
        fields.year = cursor.year()?;
        cursor.expect(b'-')?;
        fields.month = cursor.month()?;
        cursor.expect(b'-')?;
        fields.day = cursor.day_of(fields.year, fields.month)?;
        Some(())
    })
}

fn year_month(text: &str) -> Option<Fields> {
    fields(text, |cursor, fields| {
        fields.year = cursor.year()?;
        cursor.expect(b'-')?;
        fields.month = cursor.month()?;
        Some(())
    })
}

fn year(text: &str) -> Option<Fields> {
    fields(text, |cursor, fields| {
        fields.year = cursor.year()?;
        Some(())
    })
}

fn month_day(text: &str) -> Option<Fields> {
    fields(text.strip_prefix("--")?, |cursor, fields| {
        fields.month = cursor.month()?;
        cursor.expect(b'-')?;
        fields.day = cursor.day_of(LEAP_YEAR, fields.month)?;
        Some(())
    })
}

fn day(text: &str) -> Option<Fields> {
    fields(text.strip_prefix("---")?, |cursor, fields| {
        fields.day = cursor.day()?;
        Some(())
    })
}

fn month(text: &str) -> Option<Fields> {
    fields(text.strip_prefix("--")?, |cursor, fields| {
        fields.month = cursor.month()?;
        Some(())
    })
}

fn is_date(text: &str) -> bool {
    date(text).is_some()
}

fn is_year_month(text: &str) -> bool {
    year_month(text).is_some()
}

fn is_year(text: &str) -> bool {
    year(text).is_some()
}

fn is_month_day(text: &str) -> bool {
    month_day(text).is_some()
}

fn is_day(text: &str) -> bool {
    day(text).is_some()
}

fn is_month(text: &str) -> bool {
    month(text).is_some()
}

fn mend_date(text: &str) -> Option<String> {
    Some(with_iso_signs(text)).filter(|date| is_date(date))
}

/// Methods that read parts of the text again. It was checked when the value was made, so that the default never shows.
macro_rules! parts {
    ($name:ident, $read:ident: $($part:ident),+) => {
        impl $name {
            fn fields(&self) -> Fields {
                $read(self.as_str()).unwrap_or_default()
            }

            $(parts!(@$part);)+

            /// The time zone in minutes east of UTC, -840 to 840; `None` when none is written.
            #[must_use]
            pub fn offset_minutes(&self) -> Option<i16> {
                self.fields().zone
            }

            /// The order in time of their beginnings, which is not that of the texts (XSD 1.0 part 2, 3.2.7.4); `None` when
            /// there is none: one of two has a time zone, and they are less than 14 hours apart.
            #[must_use]
            pub fn compare(&self, other: &Self) -> Option<Ordering> {
                self.extent().compare(&other.extent())
            }

            fn extent(&self) -> Extent<'_> {
                let fields = self.fields();
                let year = if fields.year == 0 { LEAP_YEAR } else { fields.year };
                Extent::new("", (year, fields.month.max(1), fields.day.max(1)), 0, fields.zone, 0)
            }
        }
    };
    (@year) => {
        /// The year; -1 is the year before 1.
        #[must_use]
        pub fn year(&self) -> i64 {
            self.fields().year
        }
    };
    (@month) => {
        /// The month, 1 to 12.
        #[must_use]
        pub fn month(&self) -> u8 {
            self.fields().month
        }
    };
    (@day) => {
        /// The day of the month, 1 to 31.
        #[must_use]
        pub fn day(&self) -> u8 {
            self.fields().day
        }
    };
}

parts!(Date, date: year, month, day);
parts!(GYearMonth, year_month: year, month);
parts!(GYear, year: year);
parts!(GMonthDay, month_day: month, day);
parts!(GDay, day: day);
parts!(GMonth, month: month);

#[cfg(test)]
mod tests {
    use super::super::lexical::table::check;
    use super::{Date, GDay, GMonth, GMonthDay, GYear, GYearMonth};

    #[test]
    fn dates() {
        check::<Date>(
            &[
                "2000-11-06",
                " 2000-11-06\t",
                "2000-11-06Z",
                "2000-11-06+14:00",
                "2000-11-06-14:00",
                "-0001-01-01",
                "-0004-02-29",
                "12000-12-31",
                "2000-02-29",
                "1999-02-28",
                "1999-04-30",
                "0001-01-01",
            ],
            &[
                "",
                "2000-11-06T",
                "2000-11-06T00:00:00",
                "2000:11:06",
                "20001106",
                "2000-11",
                "2000-11-6",
                "2000-11-31",
                "2000-02-30",
                "1999-02-29",
                "1900-02-29",
                "2000-00-06",
                "2000-13-06",
                "2000-11-00",
                "0000-11-06",
                "02000-11-06",
                "200-11-06",
                "+2000-11-06",
                "2000-11-06z",
                "2000-11-06+14:01",
                "2000-11-06+1",
                "--11-06",
                "9223372036854775808-01-01",
            ],
        );
        assert_eq!(Date::new("-0044-03-15-13:30").map(|date| date.offset_minutes()), Ok(Some(-810)));
    }

    #[test]
    fn parts_of_dates() {
        check::<GYearMonth>(
            &["2000-01", "2000-12Z", "-0001-12", "12000-10", "2000-01-05:00"],
            &[
                "",
                "2000",
                "2000-13",
                "2000-00",
                "2000-1",
                "0000-01",
                "02000-01",
                "2000-01-01",
                "2000/01",
                "2000-01z",
                "2000-01-5:00",
            ],
        );
        check::<GYear>(
            &["2000", "0001", "-0001", "20000", "2000Z", "2000+14:00", "2000-05:00", " 2000 ", "9223372036854775807"],
            &[
                "",
                "-",
                "200",
                "0000",
                "-0000",
                "02000",
                "+2000",
                "2000-",
                "2000-01",
                "2000+15:00",
                "20e3",
                "9223372036854775808",
            ],
        );
        check::<GMonthDay>(
            &["--01-31", "--02-29", "--04-30", "--12-31Z", "--11-06+01:00", " --11-06"],
            &[
                "", "-02-01", "--02-30", "--04-31", "--13-01", "--00-01", "--01-00", "--01-32", "--1-01", "--01-1",
                "--0101", "11-06", "---11-06", "--11",
            ],
        );
        check::<GDay>(
            &["---01", "---31", "---31Z", "---01+10:00", "---15-05:00"],
            &["", "---", "---00", "---32", "---1", "--01", "----01", "01", "---001", "---01z"],
        );
        check::<GMonth>(
            &["--01", "--12", "--01Z", "--11-05:00"],
            &["", "--", "--00", "--13", "--1", "-01", "---01", "01", "--01--", "--01--Z", "--01-", "--001"],
        );
    }
}
