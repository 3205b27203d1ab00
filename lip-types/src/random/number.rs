//! Numbers, truth values and bytes.

use arbitrary::{Result, Unstructured};

use super::{few, lexical, spaced};
use crate::value::{Base64Binary, HexBinary};

lexical! {
    Boolean: |data: &mut Unstructured<'_>| spaced_choice(data, &["true", "false", "1", "0"]);
    Decimal: |data: &mut Unstructured<'_>| { let text = decimal(data)?; spaced(data, text) };
    Integer: |data: &mut Unstructured<'_>| whole(data, &["", "-", "+"], 0);
    NonNegativeInteger: |data: &mut Unstructured<'_>| whole(data, &["", "+"], 0);
    PositiveInteger: |data: &mut Unstructured<'_>| whole(data, &["", "+"], 1);
    NonPositiveInteger: |data: &mut Unstructured<'_>| whole(data, &["-"], 0);
    NegativeInteger: |data: &mut Unstructured<'_>| whole(data, &["-"], 1);
    Long: |data: &mut Unstructured<'_>| bounded(data, i64::arbitrary);
    Int: |data: &mut Unstructured<'_>| bounded(data, i32::arbitrary);
    Short: |data: &mut Unstructured<'_>| bounded(data, i16::arbitrary);
    Byte: |data: &mut Unstructured<'_>| bounded(data, i8::arbitrary);
    UnsignedLong: |data: &mut Unstructured<'_>| bounded(data, u64::arbitrary);
    UnsignedInt: |data: &mut Unstructured<'_>| bounded(data, u32::arbitrary);
    UnsignedShort: |data: &mut Unstructured<'_>| bounded(data, u16::arbitrary);
    UnsignedByte: |data: &mut Unstructured<'_>| bounded(data, u8::arbitrary);
    Float: float;
    Double: float;
    HexBinary: hex;
    Base64Binary: base64;
}

fn spaced_choice(data: &mut Unstructured<'_>, of: &[&str]) -> Result<String> {
    let text = (*data.choose(of)?).to_owned();
    spaced(data, text)
}

/// Digits, leading zeros among them.
pub(super) fn digits(data: &mut Unstructured<'_>, most: usize) -> Result<String> {
    let length = few(data, most)?;
    (0..length).map(|_| data.int_in_range(b'0'..=b'9').map(char::from)).collect()
}

fn decimal(data: &mut Unstructured<'_>) -> Result<String> {
    let sign = *data.choose(&["", "-", "+"])?;
    // 24 digits at most: libxml2 reads no more, though the datatype has no limit.
    let (mut before, behind) = (digits(data, 12)?, digits(data, 12)?);
    if before.is_empty() && behind.is_empty() {
        before.push('0');
    }
    let point = if !behind.is_empty() || data.arbitrary()? { "." } else { "" };
    Ok(format!("{sign}{before}{point}{behind}"))
}

/// `least` is the least last digit.
fn whole(data: &mut Unstructured<'_>, signs: &[&str], least: u8) -> Result<String> {
    let text = format!("{}{}{}", data.choose(signs)?, digits(data, 23)?, data.int_in_range(least..=9)?);
    spaced(data, text)
}

fn bounded<'a, T: ToString>(
    data: &mut Unstructured<'a>,
    number: impl Fn(&mut Unstructured<'a>) -> Result<T>,
) -> Result<String> {
    let text = number(data)?.to_string();
    let text = match data.ratio(1, 8)? {
        true => match text.strip_prefix('-') {
            Some(digits) => format!("-00{digits}"),
            None => format!("00{text}"),
        },
        false => text,
    };
    spaced(data, text)
}

fn float(data: &mut Unstructured<'_>) -> Result<String> {
    let text = match data.int_in_range(0..=7)? {
        0 => (*data.choose(&["INF", "-INF", "NaN"])?).to_owned(),
        1..=4 => {
            let (sign, power) = (*data.choose(&["e", "E", "e-", "E+"])?, data.int_in_range(0..=400)?);
            format!("{}{sign}{power}", decimal(data)?)
        }
        _ => decimal(data)?,
    };
    spaced(data, text)
}

fn hex(data: &mut Unstructured<'_>) -> Result<String> {
    let text = HexBinary::from_bytes(&bytes(data)?).to_string();
    let text = if data.arbitrary()? { text.to_lowercase() } else { text };
    spaced(data, text)
}

fn base64(data: &mut Unstructured<'_>) -> Result<String> {
    let mut text = Base64Binary::from_bytes(&bytes(data)?).to_string();
    if text.len() > 2 && data.ratio(1, 4)? {
        text.insert(1, '\n');
    }
    spaced(data, text)
}

fn bytes(data: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let length = few(data, 16)?;
    (0..length).map(|_| data.arbitrary()).collect()
}
