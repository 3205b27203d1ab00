//! The parts that dates and times are written with (XSD 1.0 part 2, 3.2.7.1 and appendix D).

use std::ops::RangeInclusive;

/// A time of day, to the nanosecond.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    /// `None` where the form has no seconds: ISO 8601 allows `09:30`.
    pub(super) second: Option<u8>,
    pub(super) nanosecond: u32,
}

impl Clock {
    /// Seconds since midnight, without the fraction.
    pub(super) fn second_of_day(&self) -> u32 {
        (u32::from(self.hour) * 60 + u32::from(self.minute)) * 60 + u32::from(self.second.unwrap_or(0))
    }
}

/// What is left to read of a date or time. Every method takes its part off the front, or answers `None`.
pub(super) struct Cursor<'t>(&'t [u8]);

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Cursor(text.as_bytes())
    }

    /// Whether all is read.
    pub(super) fn at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// `Some` when all is read.
    pub(super) fn end(&self) -> Option<()> {
        self.at_end().then_some(())
    }

    /// Takes `byte`, and says whether it was there.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if *first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// `byte`, which must be there.
    pub(super) fn expect(&mut self, byte: u8) -> Option<()> {
        self.take(byte).then_some(())
    }

    /// The next byte, whatever it is.
    pub(super) fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// All digits that follow; at least one.
    pub(super) fn digits(&mut self) -> Option<&'t [u8]> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        (count > 0).then_some(digits)
    }

    /// Exactly two digits, whose number is in `range`.
    fn two_digits(&mut self, range: RangeInclusive<u8>) -> Option<u8> {
        let [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] = self.0 else {
            return None;
        };
        let number = (tens - b'0') * 10 + (ones - b'0');
        self.0 = rest;
        range.contains(&number).then_some(number)
    }

    /// A year: four digits or more, without a leading zero when more, not 0000; a minus for the years before 1.
    ///
    /// It must fit an `i64`: XSD 1.0 part 2, 5.4 leaves a limit to us.
    pub(super) fn year(&mut self) -> Option<i64> {
        let negative = self.take(b'-');
        let digits = self.digits()?;
        if digits.len() < 4 || (digits.len() > 4 && digits.first() == Some(&b'0')) {
            return None;
        }
        let year =
            digits.iter().try_fold(0_i64, |year, digit| year.checked_mul(10)?.checked_add(i64::from(digit - b'0')))?;
        match year {
            0 => None,
            _ if negative => Some(-year),
            _ => Some(year),
        }
    }

    /// A month, 01 to 12.
    pub(super) fn month(&mut self) -> Option<u8> {
        self.two_digits(1..=12)
    }

    /// A day, 01 to 31.
    pub(super) fn day(&mut self) -> Option<u8> {
        self.two_digits(1..=31)
    }

    /// A day that the month has in this year.
    pub(super) fn day_of(&mut self, year: i64, month: u8) -> Option<u8> {
        let day = self.day()?;
        (day <= days_in(year, month)).then_some(day)
    }

    /// `hh:mm:ss` with a fraction of a second or without; `24:00:00` is the end of the day.
    pub(super) fn clock(&mut self) -> Option<Clock> {
        let clock = self.clock_iso()?;
        clock.second.map(|_| clock)
    }

    /// As [`clock`](Self::clock); also without seconds.
    pub(super) fn clock_iso(&mut self) -> Option<Clock> {
        let mut clock = Clock { hour: self.two_digits(0..=24)?, ..Clock::default() };
        self.expect(b':')?;
        clock.minute = self.two_digits(0..=59)?;
        let mut exact = true;
        if self.take(b':') {
            clock.second = Some(self.two_digits(0..=59)?);
            if self.take(b'.') {
                let fraction = self.digits()?;
                exact = fraction.iter().all(|digit| *digit == b'0');
                clock.nanosecond = nanoseconds(fraction);
            }
        }
        let midnight = clock.minute == 0 && clock.second.unwrap_or(0) == 0 && exact;
        (clock.hour < 24 || midnight).then_some(clock)
    }

    /// A time zone as minutes east of UTC, up to 14 hours either way; `Some(None)` when none is written.
    pub(super) fn zone(&mut self) -> Option<Option<i16>> {
        if self.take(b'Z') {
            return Some(Some(0));
        }
        let east = match self.0.first() {
            Some(b'+') => true,
            Some(b'-') => false,
            _ => return Some(None),
        };
        self.0 = self.0.get(1..)?;
        let hours = i16::from(self.two_digits(0..=14)?);
        self.expect(b':')?;
        let minutes = hours * 60 + i16::from(self.two_digits(0..=59)?);
        (minutes <= 14 * 60).then_some(Some(if east { minutes } else { -minutes }))
    }
}

/// The digits behind the decimal point as nanoseconds; what is finer is cut off.
pub(super) fn nanoseconds(fraction: &[u8]) -> u32 {
    let digits = fraction.iter().map(|digit| u32::from(digit - b'0'));
    digits.chain(std::iter::repeat(0)).take(9).fold(0, |number, digit| number * 10 + digit)
}

/// How many days a month has (XSD 1.0 part 2, appendix E: the Gregorian calendar, also before it was made).
pub(crate) fn days_in(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A year of which every month has all the days that it can have.
pub(super) const LEAP_YEAR: i64 = 2000;

/// `text` with the signs that people and programs write in place of those of ISO 8601, put right: `2000:11:06`, `2000/11/06`,
/// `20001106`, `2000-11-06 09:30`, `…t…z`. It may still be wrong.
pub(super) fn with_iso_signs(text: &str) -> String {
    let text = text.trim();
    let date_end = text.find(['T', 't', ' ']).unwrap_or(text.len());
    let (date, time) = text.split_at(date_end);
    let mut signs = if date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..])
    } else {
        date.replace([':', '/', '.'], "-")
    };
    let time = time.trim_start_matches(['T', 't', ' ']).replace('z', "Z");
    if !time.is_empty() {
        signs.push('T');
        signs.push_str(&time);
    }
    signs
}

/// `time` with the seconds that it lacks: `09:30` is `09:30:00`, `09:30Z` is `09:30:00Z`.
pub(super) fn with_seconds(time: &str) -> Option<String> {
    let mut cursor = Cursor::new(time);
    let clock = cursor.clock_iso()?;
    let (clock_text, zone) = time.split_at_checked(time.len() - cursor.0.len())?;
    Some(match clock.second {
        Some(_) => time.to_owned(),
        None => format!("{clock_text}:00{zone}"),
    })
}
