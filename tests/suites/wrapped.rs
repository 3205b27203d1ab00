//! Documents as a part of a LIP document: whatever is well-formed can stand at an extension point.

mod edits;

use std::fmt;

use lip_types::imslip::LearnerInformation;
use lip_types::{AnyDocument, Binding, Findings, Limits, ReadOptions, Unknown, WriteError, WriteOptions, json};

/// Why a document does not come back from an extension point.
#[derive(Debug)]
pub enum Lost {
    /// It is in an encoding in which it cannot be put there.
    Encoding,
    Refused(Findings),
    Other(String),
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding => f.write_str("in another encoding"),
            Self::Refused(findings) => findings.fmt(f),
            Self::Other(what) => f.write_str(what),
        }
    }
}

/// Put at an extension point, it is read as what it is by itself, and written byte for byte; written anew, it is the same value, and so it
/// is by way of JSON. Where the schema knows nothing of it, it is kept byte for byte, too.
pub fn comes_back(bytes: &[u8], document: &AnyDocument) -> Result<(), Lost> {
    kept(&in_encoding(bytes, |text| wrapped(text, "", "")).ok_or(Lost::Encoding)?).map_err(Lost::Other)?;
    let bytes = in_encoding(bytes, |text| wrapped(text, OPEN, CLOSE)).ok_or(Lost::Encoding)?;
    let read = options().preserve(true).from_bytes::<LearnerInformation>(&bytes);
    round(&bytes, &read.map_err(Lost::Refused)?, document).map_err(Lost::Other)
}

/// Some documents have more attributes than most.
pub fn options() -> ReadOptions {
    ReadOptions::new().limits(Limits { attributes: 5_000, ..Limits::default() })
}

const START: &str = "<lip:learnerinformation xmlns:lip='http://www.imsglobal.org/xsd/imslip_v1p0'>\
    <lip:comment>before</lip:comment>";
const END: &str = "</lip:learnerinformation>";
const OPEN: &str = "<lip:ext_learnerinfo>";
const CLOSE: &str = "</lip:ext_learnerinfo>";

/// The document with its element, and what stands around that, in a LIP document.
fn wrapped(text: &str, open: &str, close: &str) -> String {
    let (prolog, rest) = text.split_at(behind_doctype(text));
    let prolog = match prolog.split_once("<!DOCTYPE") {
        Some((before, doctype)) => {
            let doctype = doctype.trim_start();
            let name = doctype.find(|c: char| c.is_ascii_whitespace() || "[>".contains(c)).unwrap();
            format!("{before}<!DOCTYPE lip:learnerinformation{}", &doctype[name..])
        }
        None => prolog.to_owned(),
    };
    format!("{prolog}{START}{open}{rest}{close}{END}")
}

/// Where the document type declaration ends, or else the XML declaration: the text is well-formed.
fn behind_doctype(text: &str) -> usize {
    let declaration = if text.starts_with("<?xml") && text[5..].starts_with(|c: char| c.is_ascii_whitespace()) {
        text.find("?>").unwrap() + 2
    } else {
        0
    };
    let (mut at, mut subset, mut doctype) = (declaration, false, false);
    loop {
        let rest = &text[at..];
        let behind = |mark: &str| rest.find(mark).unwrap() + mark.len();
        at += match rest.as_bytes()[0] {
            _ if rest.starts_with("<!--") => 4 + text[at + 4..].find("-->").unwrap() + 3,
            _ if rest.starts_with("<?") => behind("?>"),
            _ if rest.starts_with("<!DOCTYPE") => {
                doctype = true;
                9
            }
            _ if rest.starts_with("<!") => 2,
            b'<' => return declaration,
            quote @ (b'"' | b'\'') if doctype => 2 + rest[1..].find(quote as char).unwrap(),
            b'[' => {
                subset = true;
                1
            }
            b']' => {
                subset = false;
                1
            }
            b'>' if !subset => return at + 1,
            _ => rest.chars().next().unwrap().len_utf8(),
        };
    }
}

/// Where the schema knows nothing of it, it is kept beside the value.
fn kept(bytes: &[u8]) -> Result<(), String> {
    let read = options().preserve(true).unknown(Unknown::Preserve).read_bytes::<LearnerInformation>(bytes);
    let learner = read.value.ok_or_else(|| read.findings.to_string())?;
    let as_it_was = WriteOptions::new(Binding::Xsd).normalize(false).kept(true);
    let written = as_it_was.to_bytes(&learner).map_err(|error| error.to_string())?;
    if written == bytes { Ok(()) } else { Err(format!("kept as other bytes: {}", String::from_utf8_lossy(&written))) }
}

fn round(bytes: &[u8], learner: &LearnerInformation, document: &AnyDocument) -> Result<(), String> {
    let said = |error: WriteError| error.to_string();
    let inner = learner.ext_learnerinfos().next().and_then(|point| point.content.elements().next());
    if inner != Some(&document.element) {
        return Err(format!("another element: {inner:?}"));
    }
    let as_it_was = WriteOptions::new(Binding::Xsd).normalize(false);
    let written = as_it_was.to_bytes(learner).map_err(said)?;
    if written != bytes {
        return Err(format!("other bytes: {}", String::from_utf8_lossy(&written)));
    }
    let normal = WriteOptions::new(Binding::Xsd).to_xml(learner).map_err(said)?;
    let again = options().from_xml::<LearnerInformation>(&normal).map_err(|error| format!("{error}: {normal}"))?;
    if again != *learner {
        return Err(format!("another value: {normal}"));
    }
    let json = json::to_string(learner, &Limits::default()).map_err(said)?;
    let again: LearnerInformation =
        json::from_str(&json, &Limits::default()).map_err(|error| format!("{error}: {json}"))?;
    if again != *learner {
        return Err(format!("another value: {json}"));
    }
    Ok(())
}

/// Edited, at the extension point, a document is written as what it is now; where something was added in one place, it differs there
/// alone.
pub fn edited_comes_back(bytes: &[u8]) -> Result<(), Lost> {
    let bytes = in_encoding(bytes, |text| wrapped(text, OPEN, CLOSE)).ok_or(Lost::Encoding)?;
    let learner = options().preserve(true).from_bytes::<LearnerInformation>(&bytes).map_err(Lost::Refused)?;
    for (one_place, edit) in edits::EDITS {
        let mut edited = learner.clone();
        if edit(&mut edited) {
            let written = WriteOptions::new(Binding::Xsd).normalize(false).to_bytes(&edited);
            let written = written.map_err(|error| Lost::Other(error.to_string()))?;
            if options().from_bytes::<LearnerInformation>(&written).map_err(Lost::Refused)? != edited {
                return Err(Lost::Other(format!("another value when edited: {}", String::from_utf8_lossy(&written))));
            }
            let before = bytes.iter().zip(&written).take_while(|(a, b)| a == b).count();
            let behind = bytes.iter().rev().zip(written.iter().rev()).take_while(|(a, b)| a == b).count();
            if *one_place && before + behind < bytes.len() {
                return Err(Lost::Other(format!("more than one place: {}", String::from_utf8_lossy(&written))));
            }
        }
    }
    Ok(())
}

/// A document that is changed as a text in its encoding; nothing for those that are neither like ASCII nor UTF-16 with a mark.
fn in_encoding(bytes: &[u8], change: impl Fn(&str) -> String) -> Option<Vec<u8>> {
    let utf16 = |of: fn([u8; 2]) -> u16, to: fn(u16) -> [u8; 2]| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|two| of([two[0], two[1]])).collect();
        let text = change(&String::from_utf16(&units).unwrap());
        Some([&bytes[..2], &text.encode_utf16().flat_map(to).collect::<Vec<u8>>()].concat())
    };
    match bytes {
        [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes, u16::to_be_bytes),
        [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes, u16::to_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            Some([&bytes[..3], change(std::str::from_utf8(rest).unwrap()).as_bytes()].concat())
        }
        _ => Some(change(std::str::from_utf8(bytes).ok()?).into_bytes()),
    }
}
