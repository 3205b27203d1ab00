//! Start tags of which a part may be wrong.

use super::super::fault::{Fault, Scan};
use super::super::scan::{self, byte, qname, space, unexpected};
use super::super::syntax::is_space;

/// A start tag as far as it makes sense.
pub(crate) struct Written {
    pub(crate) name_end: usize,
    /// Behind the `>`.
    pub(crate) end: usize,
    pub(crate) empty: bool,
    pub(crate) attributes: Vec<WrittenAttribute>,
    pub(crate) faults: Vec<Fault>,
    /// Faults beyond [`FAULTS`], which are only counted.
    pub(crate) more: usize,
}

/// So many faults of one tag are told.
const FAULTS: usize = 1_000;

impl Written {
    #[expect(clippy::boxed_local, reason = "faults come boxed, to keep results small")]
    fn fault(&mut self, fault: Box<Fault>) {
        if self.faults.len() < FAULTS {
            self.faults.push(*fault);
        } else {
            self.more += 1;
        }
    }
}

/// Offsets of an attribute that is well-formed.
pub(crate) struct WrittenAttribute {
    pub(crate) name_at: usize,
    pub(crate) colon: Option<usize>,
    pub(crate) name_end: usize,
    pub(crate) value_at: usize,
    pub(crate) value_end: usize,
    pub(crate) written_otherwise: bool,
}

/// Productions 40 and 41; goes on behind an attribute that is wrong.
///
/// # Errors
///
/// When no tag begins here.
pub(crate) fn start_tag(text: &str, at: usize) -> Scan<Written> {
    let (_, name_end) = qname(text, at + 1)?;
    let (attributes, faults) = (Vec::new(), Vec::new());
    let mut tag = Written { name_end, end: text.len(), empty: false, attributes, faults, more: 0 };
    let mut at = name_end;
    // What is no name has been told, and the tag goes on behind it.
    let mut astray = false;
    loop {
        let next = space(text, at);
        match (byte(text, next), byte(text, next + 1)) {
            (b'>', _) => {
                tag.end = next + 1;
                return Ok(tag);
            }
            (b'/', b'>') => {
                (tag.end, tag.empty) = (next + 2, true);
                return Ok(tag);
            }
            (b'/', _) if byte(text, space(text, next + 1)) == b'>' => {
                tag.fault(unexpected(text, next + 1, "`>`"));
                (tag.end, tag.empty) = (space(text, next + 1) + 1, true);
                return Ok(tag);
            }
            (b'<', _) | (0, _) => {
                // Another tag begins: this one has no end of its own.
                tag.fault(unexpected(text, next, "`>` or `/>`"));
                tag.end = next;
                return Ok(tag);
            }
            _ => {}
        }
        if next == at && at != name_end {
            tag.fault(unexpected(text, next, "white space, `>` or `/>`"));
        }
        at = match attribute(text, next) {
            Ok(attribute) => {
                let behind = attribute.value_end + 1;
                tag.attributes.push(attribute);
                astray = false;
                behind
            }
            Err(fault) => {
                let is_no_name = fault.at == next;
                if !(astray && is_no_name) {
                    tag.fault(fault);
                }
                astray = is_no_name;
                behind_fault(text, next)
            }
        };
    }
}

fn attribute(text: &str, name_at: usize) -> Scan<WrittenAttribute> {
    let (colon, name_end) = qname(text, name_at)?;
    let within = |fault: Box<Fault>| fault.attribute(&text[name_at..name_end]);
    let equals = space(text, name_end);
    if byte(text, equals) != b'=' {
        return Err(within(unexpected(text, equals, "`=` and a value")));
    }
    let quote = space(text, equals + 1);
    let (value_end, written_otherwise) = scan::attribute_value(text, quote).map_err(within)?;
    Ok(WrittenAttribute { name_at, colon, name_end, value_at: quote + 1, value_end, written_otherwise })
}

/// Where to go on after an attribute that is wrong: behind its quotes, if it has any that do not
/// swallow other tags; else at white space or the end of the tag.
fn behind_fault(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(b) = bytes.get(at) {
        match b {
            b'"' | b'\'' => {
                let value = text.get(at + 1..).unwrap_or_default();
                let close = value.find(*b as char);
                // Not beyond the quotes: who looks that far in every attribute takes long.
                let inside = value.get(..close.unwrap_or(value.len())).unwrap_or_default();
                return match (close, inside.find('>')) {
                    (Some(_), Some(tag)) if inside.contains('<') => at + 1 + tag,
                    (Some(close), _) => at + 2 + close,
                    (None, Some(tag)) => at + 1 + tag,
                    (None, None) => text.len(),
                };
            }
            b'>' | b'<' => return at,
            b'/' if bytes.get(at + 1) == Some(&b'>') => return at,
            b if is_space(*b) && at > from => return at,
            _ => at += 1,
        }
    }
    text.len()
}
