//! Dates, times and lengths of time.

use arbitrary::{Arbitrary, Result, Unstructured};

use super::number::digits;
use super::{lexical, made, spaced};
use crate::value::{DateTime, days_in};

lexical! {
    Date: |data: &mut Unstructured<'_>| { let text = date(data)? + &zone(data)?; spaced(data, text) };
    Time: |data: &mut Unstructured<'_>| { let text = clock(data)? + &zone(data)?; spaced(data, text) };
    GYear: |data: &mut Unstructured<'_>| { let text = shown(year(data)?) + &zone(data)?; spaced(data, text) };
    GYearMonth: |data: &mut Unstructured<'_>| {
        let text = format!("{}-{:02}{}", shown(year(data)?), month(data)?, zone(data)?);
        spaced(data, text)
    };
    GMonthDay: |data: &mut Unstructured<'_>| {
        let (year, month) = (2000, month(data)?);
        let text = format!("--{month:02}-{:02}{}", day(data, year, month)?, zone(data)?);
        spaced(data, text)
    };
    GDay: |data: &mut Unstructured<'_>| {
        let text = format!("---{:02}{}", data.int_in_range(1..=31)?, zone(data)?);
        spaced(data, text)
    };
    GMonth: |data: &mut Unstructured<'_>| { let text = format!("--{:02}{}", month(data)?, zone(data)?); spaced(data, text) };
    Duration: duration;
}

/// Three of four are an `xsd:dateTime`, one of four a form that only the DTD binding admits.
impl<'a> Arbitrary<'a> for DateTime {
    fn arbitrary(data: &mut Unstructured<'a>) -> Result<Self> {
        let text = if data.ratio(3, 4)? {
            format!("{}T{}{}", date(data)?, clock(data)?, zone(data)?)
        } else {
            let (year, month) = (data.int_in_range(1..=9999)?, month(data)?);
            let day = day(data, year, month)?;
            match data.int_in_range(0..=3)? {
                0 => format!("{year:04}"),
                1 => format!("{year:04}-{month:02}"),
                2 => format!("{year:04}-{month:02}-{day:02}"),
                _ => {
                    let (hour, minute) = (data.int_in_range(0..=23)?, data.int_in_range(0..=59)?);
                    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}{}", zone(data)?)
                }
            }
        };
        let text = spaced(data, text)?;
        made(DateTime::from_iso_8601(&text), &text)
    }
}

/// Near ones, mostly; never 0.
fn year(data: &mut Unstructured<'_>) -> Result<i64> {
    Ok(match data.int_in_range(0..=7)? {
        0 => -data.int_in_range(1..=20_000)?,
        1 => data.int_in_range(10_000..=9_999_999)?,
        2 | 3 => data.int_in_range(1..=9999)?,
        _ => data.int_in_range(1900..=2100)?,
    })
}

fn shown(year: i64) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

fn month(data: &mut Unstructured<'_>) -> Result<u8> {
    data.int_in_range(1..=12)
}

fn day(data: &mut Unstructured<'_>, year: i64, month: u8) -> Result<u8> {
    data.int_in_range(1..=days_in(year, month))
}

fn date(data: &mut Unstructured<'_>) -> Result<String> {
    let (year, month) = (year(data)?, month(data)?);
    Ok(format!("{}-{month:02}-{:02}", shown(year), day(data, year, month)?))
}

fn clock(data: &mut Unstructured<'_>) -> Result<String> {
    if data.ratio(1, 16)? {
        return Ok("24:00:00".to_owned());
    }
    let (hour, minute, second) = (data.int_in_range(0..=23)?, data.int_in_range(0..=59)?, data.int_in_range(0..=59)?);
    let fraction =
        if data.ratio(1, 4)? { format!(".{}{}", digits(data, 11)?, data.int_in_range(0..=9)?) } else { String::new() };
    Ok(format!("{hour:02}:{minute:02}:{second:02}{fraction}"))
}

fn zone(data: &mut Unstructured<'_>) -> Result<String> {
    Ok(match data.int_in_range(0..=3)? {
        0 | 1 => String::new(),
        2 => "Z".to_owned(),
        _ => {
            let minutes = data.int_in_range(0..=14 * 60)?;
            format!("{}{:02}:{:02}", data.choose(&["+", "-"])?, minutes / 60, minutes % 60)
        }
    })
}

fn duration(data: &mut Unstructured<'_>) -> Result<String> {
    let mut unit = |unit: char| -> Result<String> {
        Ok(if data.arbitrary()? { format!("{}{unit}", data.arbitrary::<u16>()?) } else { String::new() })
    };
    let mut text = format!("P{}{}{}", unit('Y')?, unit('M')?, unit('D')?);
    let mut time = format!("{}{}{}", unit('H')?, unit('M')?, unit('S')?);
    if time.ends_with('S') && data.arbitrary()? {
        time.insert_str(time.len() - 1, ".05");
    }
    if text == "P" && time.is_empty() {
        time.push_str("0S");
    }
    if !time.is_empty() {
        text.push('T');
        text.push_str(&time);
    }
    if data.ratio(1, 4)? {
        text.insert(0, '-');
    }
    spaced(data, text)
}
