//! Points in time (XSD 1.0 part 2, 3.2.7; ISO 8601 in the DTD binding).

use std::cmp::Ordering;

use super::calendar::{Clock, Cursor, with_iso_signs, with_seconds};
use super::lexical::{lexical, read};
use super::order::{Extent, seconds_of};
use super::{Binding, Scope, ValueError};

lexical! {
    /// A point in time: `xsd:dateTime` (XSD 1.0 part 2, 3.2.7); in the DTD binding also a date of ISO 8601.
    ///
    /// The XSD of LIP 1.0.1 asks for `xsd:dateTime`, a date and a time. The DTD does not type its text; amendment 2.3 asks for ISO 8601.
    /// So a value can hold these forms, and the [`Binding`] says which of them is valid:
    ///
    /// | form | XSD | DTD |
    /// |---|---|---|
    /// | `2000-11-06T09:30:00`, `2000-11-06T09:30:00.5Z`, `2000-11-06T09:30:00+01:00` | yes | yes |
    /// | `2000-11-06T09:30`, `2000-11-06T09:30Z` | no | yes |
    /// | `2000-11-06`, without a time zone | no | yes |
    /// | `2000-11`, `2000` | no | yes |
    ///
    /// The year has four digits, or in `xsd:dateTime` more, and a minus for the years before 1; there is no year 0000, and it must fit
    /// an `i64`. The last two forms are in because ISO 8601 has them, and since of many a degree no more than the year is known.
    /// The form `2000:11:06` of LIP 1.0 is never valid; nor are the basic forms of ISO 8601, `20001106`.
    ///
    /// [`new`](Self::new) makes values for both bindings, [`from_iso_8601`](Self::from_iso_8601) also those for the DTD binding alone.
    /// To write one of the latter in the XSD binding is an error.
    ///
    /// ```
    /// use lip_types::value::{Binding, DateTime, Scope, ToText};
    ///
    /// let start = DateTime::new("2000-11-06T09:30:00+01:00")?;
    /// assert_eq!((start.year(), start.month(), start.day()), (2000, Some(11), Some(6)));
    /// assert_eq!((start.hour(), start.minute(), start.second()), (Some(9), Some(30), Some(0)));
    /// assert_eq!(start.offset_minutes(), Some(60));
    ///
    /// assert!(DateTime::new("2000-11-06").is_err());
    /// let day = DateTime::from_iso_8601("2000-11-06")?;
    /// assert_eq!(day.hour(), None);
    /// assert!(day.to_text(&Scope::new(Binding::Dtd)).is_ok());
    /// assert!(day.to_text(&Scope::new(Binding::Xsd)).is_err());
    ///
    /// let old = DateTime::from_iso_8601("2000:11:06").unwrap_err();
    /// assert_eq!(old.hint(), Some("write `2000-11-06`"));
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    DateTime(Collapse) in scope = check;
}

/// What a form says; a part that it leaves out is `None`.
#[derive(Debug, Clone, Copy, Default)]
struct Fields {
    year: i64,
    month: Option<u8>,
    day: Option<u8>,
    clock: Option<Clock>,
    zone: Option<i16>,
}

impl Fields {
    /// Reads any form that the type can hold.
    fn read(text: &str) -> Option<Fields> {
        let mut cursor = Cursor::new(text);
        let mut fields = Fields { year: cursor.year()?, ..Fields::default() };
        if cursor.take(b'-') {
            let month = cursor.month()?;
            fields.month = Some(month);
            if cursor.take(b'-') {
                fields.day = Some(cursor.day_of(fields.year, month)?);
                if cursor.take(b'T') {
                    fields.clock = Some(cursor.clock_iso()?);
                    fields.zone = cursor.zone()?;
                }
            }
        }
        cursor.end()?;
        // Other years need an agreement in ISO 8601; without it, `20001106` would be a year.
        (fields.is_complete() || (1..=9999).contains(&fields.year)).then_some(fields)
    }

    /// Whether the form is one of `xsd:dateTime`.
    fn is_complete(&self) -> bool {
        self.clock.is_some_and(|clock| clock.second.is_some())
    }
}

fn check(text: &str, scope: &Scope<'_>) -> Result<(), ValueError> {
    match Fields::read(text) {
        Some(fields) if scope.binding() == Binding::Dtd || fields.is_complete() => Ok(()),
        _ => Err(refused(text, scope.binding())),
    }
}

#[cold]
fn refused(text: &str, binding: Binding) -> ValueError {
    const COMPLETE: &str =
        "a date and time such as `2000-11-06T09:30:00`, in the XSD binding; the DTD binding admits this form";
    match binding {
        Binding::Xsd if Fields::read(text).is_some() => ValueError::mended(COMPLETE, mend(text)),
        Binding::Xsd => ValueError::mended("a date and time such as `2000-11-06T09:30:00`", mend(text)),
        Binding::Dtd => ValueError::mended(
            "a date such as `2000-11-06`, or a date and time such as `2000-11-06T09:30:00`",
            Some(with_iso_signs(text)).filter(|iso| Fields::read(iso).is_some()),
        ),
    }
}

/// What `text` is likely meant to be, as an `xsd:dateTime`. A date without a time gets the start of its day.
fn mend(text: &str) -> Option<String> {
    let iso = with_iso_signs(text);
    let mended = match iso.split_once('T') {
        Some((date, time)) => format!("{date}T{}", with_seconds(time)?),
        None => format!("{iso}T00:00:00"),
    };
    Fields::read(&mended).map(|_| mended)
}

impl DateTime {
    /// Makes a value of any form that the DTD binding admits, with or without a time.
    ///
    /// # Errors
    ///
    /// When `text` is none of the forms listed for the type.
    pub fn from_iso_8601(text: &str) -> Result<Self, ValueError> {
        read::<Self>(text.into(), &Scope::new(Binding::Dtd)).map(DateTime)
    }

    /// Whether the form is one of `xsd:dateTime`, and so valid in both bindings.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.fields().is_complete()
    }

    // The text was checked when the value was made: the default never shows.
    fn fields(&self) -> Fields {
        Fields::read(self.as_str()).unwrap_or_default()
    }

    /// The year; -1 is the year before 1.
    #[must_use]
    pub fn year(&self) -> i64 {
        self.fields().year
    }

    /// The month, 1 to 12, if one is written.
    #[must_use]
    pub fn month(&self) -> Option<u8> {
        self.fields().month
    }

    /// The day of the month, 1 to 31, if one is written.
    #[must_use]
    pub fn day(&self) -> Option<u8> {
        self.fields().day
    }

    /// The hour, 0 to 23, if a time is written; 24 in `24:00:00` only, the end of the day.
    #[must_use]
    pub fn hour(&self) -> Option<u8> {
        self.fields().clock.map(|clock| clock.hour)
    }

    /// The minute, 0 to 59, if a time is written.
    #[must_use]
    pub fn minute(&self) -> Option<u8> {
        self.fields().clock.map(|clock| clock.minute)
    }

    /// The second, 0 to 59, without its fraction, if one is written.
    #[must_use]
    pub fn second(&self) -> Option<u8> {
        self.fields().clock.and_then(|clock| clock.second)
    }

    /// The fraction of the second in nanoseconds, if a second is written; what is finer is cut off.
    #[must_use]
    pub fn nanosecond(&self) -> Option<u32> {
        let clock = self.fields().clock?;
        clock.second.map(|_| clock.nanosecond)
    }

    /// The time zone in minutes east of UTC, -840 to 840, if one is written.
    #[must_use]
    pub fn offset_minutes(&self) -> Option<i16> {
        self.fields().zone
    }

    /// The order in time, which is not that of the texts (XSD 1.0 part 2, 3.2.7.4); `None` when there is none: one of two has a time
    /// zone, and they are less than 14 hours apart, or the day is known of one of them only, and the other lies in it.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        self.extent().compare(&other.extent())
    }

    fn extent(&self) -> Extent<'_> {
        let Fields { year, month, day, clock, zone } = self.fields();
        let length = match (day, clock) {
            (None, _) => seconds_of(year, month),
            (Some(_), None) => 86_400,
            (Some(_), Some(clock)) => i128::from(clock.second.is_none()) * 60,
        };
        let date = (year, month.unwrap_or(1), day.unwrap_or(1));
        Extent::new(self.as_str(), date, clock.map_or(0, |clock| clock.second_of_day()), zone, length)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::lexical::table::{check, check_in, hint};
    use super::super::{Binding, FromText, Scope, ToText};
    use super::DateTime;

    const XSD: Scope<'static> = Scope::new(Binding::Xsd);
    const DTD: Scope<'static> = Scope::new(Binding::Dtd);

    const COMPLETE: &[&str] = &[
        "2000-11-06T09:30:00",
        "2000-11-06T09:30:00.5",
        "2000-11-06T09:30:00.123456789012Z",
        " 2000-11-06T09:30:00\n",
        "0001-01-01T00:00:00",
        "-0001-01-01T00:00:00",
        "12000-01-01T00:00:00",
        "9223372036854775807-01-01T00:00:00",
        "-9223372036854775807-12-31T23:59:59",
        "2000-02-29T00:00:00",
        "-0004-02-29T00:00:00",
        "2000-12-31T23:59:59Z",
        "2000-01-01T24:00:00",
        "2000-01-01T24:00:00.000",
        "2000-01-01T24:00:00Z",
        "2000-01-01T00:00:00+14:00",
        "2000-01-01T00:00:00-14:00",
        "2000-01-01T00:00:00+13:59",
        "2000-01-01T00:00:00-00:00",
        "1928-10-21T00:00:00",
        "1999-05-31T13:20:00-05:00",
    ];
    const ISO: &[&str] = &[
        "2000-11-06",
        "2000-11",
        "2000",
        " 2000-11-06 ",
        "2000-02-29",
        "2000-11-06T09:30",
        "2000-11-06T09:30Z",
        "2000-11-06T09:30+01:00",
        "2000-11-06T24:00",
    ];
    const NEITHER: &[&str] = &[
        "",
        " ",
        "2000:11:06",
        "2000/11/06",
        "200011",
        "12000",
        "-0044",
        "-0044-03-15",
        "12000-01-01",
        "12000-01-01T09:30",
        "20001106",
        "2000-11-6",
        "2000-1-06",
        "200-11-06",
        "02000-11-06",
        "+2000-11-06",
        "0000-11-06",
        "-0000-11-06",
        "0000",
        "2000-13-01",
        "2000-00-01",
        "2000-13",
        "2000-11-00",
        "2000-11-31",
        "1900-02-29",
        "2001-02-29",
        "-0001-02-29",
        "2000-11-06Z",
        "2000-11Z",
        "2000Z",
        "2000-",
        "2000-11-",
        "2000-11-06T",
        "2000-11-06T09",
        "2000-11-06T09:30:",
        "2000-11-06T9:30:00",
        "2000-11-06 09:30:00",
        "2000-11-06t09:30:00",
        "2000-11-06T09:30:00z",
        "2000-11-06T09:30:00.",
        "2000-11-06T09:30:00.Z",
        "2000-11-06T09:30:00,5",
        "2000-11-06T09:30:60",
        "2000-11-06T09:60:00",
        "2000-11-06T25:00:00",
        "2000-11-06T24:00:01",
        "2000-11-06T24:01:00",
        "2000-11-06T24:00:00.001",
        "2000-11-06T09:30:00+14:01",
        "2000-11-06T09:30:00+15:00",
        "2000-11-06T09:30:00+13:60",
        "2000-11-06T09:30:00+1:00",
        "2000-11-06T09:30:00+0100",
        "2000-11-06T09:30:00+01",
        "2000-11-06T09:30:00ZZ",
        "2000-11-06T09:30:00 Z",
        "2000-11-06T09:30:00Z+01:00",
        "9223372036854775808-01-01T00:00:00",
        "2000-11-06T09:30:00x",
        "x2000-11-06T09:30:00",
        "2000-1é-06",
        "--11-06",
        "2000-W45-1",
        "2000-311",
        "٢٠٠٠-11-06",
    ];

    #[test]
    fn the_binding_says_which_forms_are_valid() {
        check::<DateTime>(COMPLETE, ISO);
        check::<DateTime>(&[], NEITHER);
        check_in::<DateTime>(&DTD, COMPLETE, NEITHER);
        check_in::<DateTime>(&DTD, ISO, &[]);
        for form in ISO {
            let value = DateTime::from_text((*form).into(), &DTD).unwrap();
            assert!(!value.is_complete());
            let refused = value.to_text(&XSD).unwrap_err();
            assert!(refused.expected().ends_with("in the XSD binding; the DTD binding admits this form"), "{form}");
        }
    }

    #[test]
    fn hints_are_valid_where_they_are_given() {
        for (text, xsd, dtd) in [
            ("2000:11:06", Some("2000-11-06T00:00:00"), Some("2000-11-06")),
            ("2000/11/06", Some("2000-11-06T00:00:00"), Some("2000-11-06")),
            ("2000.11.06", Some("2000-11-06T00:00:00"), Some("2000-11-06")),
            ("20001106", Some("2000-11-06T00:00:00"), Some("2000-11-06")),
            ("2000-11-06", Some("2000-11-06T00:00:00"), None),
            ("2000:11:06T09:30:00", Some("2000-11-06T09:30:00"), Some("2000-11-06T09:30:00")),
            ("2000-11-06 09:30:00z", Some("2000-11-06T09:30:00Z"), Some("2000-11-06T09:30:00Z")),
            ("2000-11-06T09:30Z", Some("2000-11-06T09:30:00Z"), None),
            ("2000:13:06", None, None),
            ("2000", None, None),
            ("yesterday", None, None),
            ("é000:11:06", None, None),
        ] {
            let write = |form: Option<&str>| form.map(|form| format!("write `{form}`"));
            assert_eq!(hint::<DateTime>(&XSD, text), write(xsd), "{text}");
            assert_eq!(hint::<DateTime>(&DTD, text), write(dtd), "{text}");
        }
    }

    #[test]
    fn parts() {
        let value = DateTime::new("-0044-03-15T24:00:00.000Z").unwrap();
        assert_eq!((value.year(), value.month(), value.day(), value.hour()), (-44, Some(3), Some(15), Some(24)));
        assert_eq!((value.nanosecond(), value.offset_minutes()), (Some(0), Some(0)));
        let value = DateTime::new("2000-11-06T09:30:15.1234567899-05:30").unwrap();
        assert_eq!((value.minute(), value.second(), value.nanosecond()), (Some(30), Some(15), Some(123_456_789)));
        assert_eq!(value.offset_minutes(), Some(-330));
        let value = DateTime::from_iso_8601("2000-11-06T09:30").unwrap();
        assert_eq!(
            (value.minute(), value.second(), value.nanosecond(), value.offset_minutes()),
            (Some(30), None, None, None)
        );
        let value = DateTime::from_iso_8601("2000").unwrap();
        assert_eq!((value.year(), value.month(), value.day(), value.hour()), (2000, None, None, None));
    }
}
