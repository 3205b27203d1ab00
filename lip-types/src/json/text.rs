//! JSON text to values and back, within [`Limits`]. Feature `json`.
//!
//! `serde` walks by recursion. What is deeper than any thread bears gets a thread with a stack of its size; how deep it
//! may be is counted before.

use std::panic::resume_unwind;
use std::thread;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::depth::within;
use super::error::Error;
use crate::xml::{Limits, WriteError};

/// So many arrays and objects are at most around the content of one element: its own, and those of choices and groups.
const LEVELS_OF_ELEMENT: usize = 8;

/// So many levels are read on the thread that asks; `serde_json` by itself reads 128 there.
const FEW_LEVELS: usize = 64;

/// Bytes of stack for one array or object: several times what a debug build takes for the types of LIP.
const STACK_OF_LEVEL: usize = 64 << 10;

/// Reads a value from JSON: strictly, as from XML, and within the same [`Limits`]: `size`, `text` and `depth` count.
///
/// A text of more than 64 levels is read on a thread with a stack of its size: no depth ends the stack of the one that asks.
///
/// ```
/// use lip_types::{Limits, imslip::LearnerInformation, json};
/// let text = "{\n  \"#items\": [{\"goal\": {\"date\": [{\"datetime\": \"soon\"}]}}]\n}";
/// let error = json::from_str::<LearnerInformation>(text, &Limits::default()).unwrap_err();
/// assert_eq!((error.line(), error.column(), error.path()), (2, 46, "#items[0].goal.date[0].datetime"));
/// assert_eq!(error.found(), "\"soon\"");
/// assert!(error.expected().is_some_and(|expected| expected.starts_with("a date such as `2000-11-06`")));
/// ```
///
/// # Errors
///
/// The first fault, with its place.
pub fn from_str<T: DeserializeOwned + Send>(text: &str, limits: &Limits) -> Result<T, Error> {
    // RFC 8259, section 8.1: a byte order mark may be ignored.
    match text.strip_prefix('\u{feff}') {
        Some(json) => read_within(json, limits).map_err(|error| error.behind(text.len() - json.len())),
        None => read_within(text, limits),
    }
}

fn read_within<T: DeserializeOwned + Send>(json: &str, limits: &Limits) -> Result<T, Error> {
    if json.len() > limits.size {
        let found = format!("a text of {} bytes", json.len());
        return Err(Error::at(json, 0, found, format!("at most {}, the `Limits::size`", limits.size)));
    }
    let most = limits.depth.saturating_mul(LEVELS_OF_ELEMENT);
    let levels = match levels(json.as_bytes(), most, limits.text) {
        Ok(levels) => levels,
        Err(Large::Nesting(offset)) => {
            let found = format!("more than {most} arrays and objects inside one another");
            return Err(Error::at(json, offset, found, "what `Limits::depth` allows"));
        }
        Err(Large::String(offset)) => {
            let found = format!("a string of more than {} bytes", limits.text);
            return Err(Error::at(json, offset, found, "what `Limits::text` allows"));
        }
    };
    on_stack(levels, FEW_LEVELS, || within(limits.depth, || read(json)))
        .map_err(|error| Error::at(json, 0, format!("{levels} levels, for which there is no stack: {error}"), "fewer"))?
        .map_err(|error: serde_path_to_error::Error<serde_json::Error>| Error::of(json, &error))
}

/// As [`from_str`], from bytes that should be UTF-8.
///
/// # Errors
///
/// As [`from_str`], and where the bytes are no UTF-8.
pub fn from_slice<T: DeserializeOwned + Send>(bytes: &[u8], limits: &Limits) -> Result<T, Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => from_str(text, limits),
        Err(error) => {
            let start = error.valid_up_to();
            let wrong = bytes.get(start).copied().unwrap_or_default();
            let text = String::from_utf8_lossy(bytes.get(..start).unwrap_or_default());
            let found = format!("the byte {wrong:02X}, which is no UTF-8");
            Err(Error::at(&text, start, found, "JSON in UTF-8 (RFC 8259, section 8.1)"))
        }
    }
}

/// Writes a value as JSON on one line.
///
/// # Errors
///
/// When it has more than [`Limits::depth`] elements inside one another.
pub fn to_string<T: Serialize + Sync>(value: &T, limits: &Limits) -> Result<String, WriteError> {
    write(value, limits, |value| serde_json::to_string(value))
}

/// Writes a value as JSON with two spaces a level.
///
/// # Errors
///
/// As [`to_string`].
pub fn to_string_pretty<T: Serialize + Sync>(value: &T, limits: &Limits) -> Result<String, WriteError> {
    write(value, limits, |value| serde_json::to_string_pretty(value))
}

fn read<T: DeserializeOwned>(json: &str) -> Result<T, serde_path_to_error::Error<serde_json::Error>> {
    let mut reader = serde_json::Deserializer::from_str(json);
    // They have been counted.
    reader.disable_recursion_limit();
    let value = serde_path_to_error::deserialize(&mut reader)?;
    // What is behind it has no path.
    let whole = serde_path_to_error::Track::new();
    reader.end().map_err(|error| serde_path_to_error::Error::new(whole.path(), error))?;
    Ok(value)
}

fn write<T: Serialize + Sync>(
    value: &T,
    limits: &Limits,
    write: impl Fn(&T) -> serde_json::Result<String> + Sync,
) -> Result<String, WriteError> {
    let failed = |message: String| WriteError { path: String::new(), message };
    // Every thread bears what the usual limit allows. How deep a value is shows when it is written.
    match within(limits.depth.min(Limits::DEPTH), || write(value)) {
        Ok(text) => return Ok(text),
        Err(error) if limits.depth <= Limits::DEPTH => return Err(failed(error.to_string())),
        Err(_) => {}
    }
    on_stack(limits.depth.saturating_mul(LEVELS_OF_ELEMENT), 0, || within(limits.depth, || write(value)))
        .map_err(|error| failed(format!("there is no stack for {} elements: {error}", limits.depth)))?
        .map_err(|error| failed(error.to_string()))
}

/// Does something that goes so many levels deep, on a thread of its own when they are more than few.
fn on_stack<T: Send>(levels: usize, few: usize, act: impl FnOnce() -> T + Send) -> std::io::Result<T> {
    if levels <= few {
        return Ok(act());
    }
    let stack = levels.saturating_mul(STACK_OF_LEVEL).saturating_add(1 << 20);
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(stack).spawn_scoped(scope, act)?;
        Ok(thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// What is larger than the limits, and where.
enum Large {
    Nesting(usize),
    String(usize),
}

/// How many arrays and objects are inside one another; at most so many. Of a text that is no JSON, it says some number.
fn levels(json: &[u8], most: usize, longest: usize) -> Result<usize, Large> {
    let (mut open, mut deepest) = (0_usize, 0);
    let mut at = 0;
    while let Some(byte) = json.get(at) {
        match byte {
            b'[' | b'{' => {
                open += 1;
                deepest = deepest.max(open);
                if open > most {
                    return Err(Large::Nesting(at));
                }
            }
            b']' | b'}' => open = open.saturating_sub(1),
            b'"' => {
                let start = at;
                at += 1;
                while let Some(byte) = json.get(at).filter(|byte| **byte != b'"') {
                    at += if *byte == b'\\' { 2 } else { 1 };
                }
                if at - start - 1 > longest {
                    return Err(Large::String(start));
                }
            }
            _ => {}
        }
        at += 1;
    }
    Ok(deepest)
}
