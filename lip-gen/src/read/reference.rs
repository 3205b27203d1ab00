//! Character and entity references (XML 1.0, 4.1), with limits.

use std::collections::HashMap;
use std::rc::Rc;

use xmlparser::XmlCharExt;

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// All that entities may bring into one document, in bytes.
const MOST_EXPANDED: usize = 1 << 20;
/// Entities in entities.
const DEEPEST: usize = 32;

/// What is wrong with a reference.
pub(super) type Fault = Box<Diagnostic>;

fn fault(span: Span, message: impl Into<String>) -> Fault {
    Box::new(Diagnostic::error(span, message))
}

/// Where the text stands, which decides about white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// White space becomes spaces.
    Attribute,
    /// Line ends become LF.
    Text,
}

/// The general entities of the internal subset.
#[derive(Debug, Default)]
pub(super) struct Entities {
    /// Replacement texts; `None` for external entities, which are never opened.
    declared: HashMap<String, Option<Rc<str>>>,
    expanded: usize,
}

/// A text that is being read: the value itself, or an entity in it.
struct Frame {
    entity: String,
    text: Rc<str>,
    at: usize,
}

impl Entities {
    /// The first declaration binds (XML 1.0, 4.2). Character references count at once,
    /// other references when the entity is used (4.5).
    pub(super) fn declare(&mut self, name: &str, value: Option<(&str, Span)>) -> Result<(), Fault> {
        let value = value.map(|(value, span)| characters(value, span)).transpose()?;
        self.declared.entry(name.to_owned()).or_insert(value.map(Rc::from));
        Ok(())
    }

    /// Like [`declare`](Self::declare), with character references replaced already.
    pub(super) fn define(&mut self, name: &str, replacement: Option<Rc<str>>) {
        self.declared.entry(name.to_owned()).or_insert(replacement);
    }

    /// Text with its references replaced.
    pub(super) fn resolve(&mut self, text: &str, span: Span, value: Value) -> Result<String, Fault> {
        if !text.contains(['&', '\r', '\n', '\t']) {
            return Ok(text.to_owned());
        }
        let mut out = String::with_capacity(text.len());
        let mut stack = vec![Frame { entity: String::new(), text: text.into(), at: 0 }];
        while let Some(frame) = stack.last_mut() {
            let text = Rc::clone(&frame.text);
            let rest = text.get(frame.at..).unwrap_or_default();
            let Some(skip) = rest.find(['&', '\r', '\n', '\t', '<']) else {
                out.push_str(rest);
                stack.pop();
                continue;
            };
            let (plain, tail) = rest.split_at(skip);
            out.push_str(plain);
            if tail.starts_with('<') {
                return Err(fault(span, "`<` cannot stand in this value, nor in an entity in it"));
            }
            frame.at += skip;
            if !tail.starts_with('&') {
                frame.at += if tail.starts_with("\r\n") { 2 } else { 1 };
                out.push(match value {
                    Value::Attribute => ' ',
                    Value::Text if tail.starts_with('\t') => '\t',
                    Value::Text => '\n',
                });
                continue;
            }
            // In the document the place is known to the byte; within an entity its outermost reference stands for it.
            let name = reference(tail);
            let length = name.map_or(1, |name| name.len() + 2);
            // Bytes of the value are bytes of the document only where nothing was replaced before.
            let verbatim = frame.entity.is_empty() && text.len() == (span.end - span.start) as usize;
            let here = if verbatim { part(span, frame.at, length) } else { span };
            let name = name.ok_or_else(|| fault(here, "`&` does not begin a reference; write `&amp;`"))?;
            frame.at += length;
            if let Some(code) = name.strip_prefix('#') {
                out.push(character(code).ok_or_else(|| fault(here, format!("`&{name};` is no character of XML")))?);
                continue;
            }
            if let Some(c) = predefined(name) {
                out.push(c);
                continue;
            }
            let text = match self.declared.get(name) {
                Some(Some(text)) => Rc::clone(text),
                Some(None) => return Err(fault(here, format!("the external entity `{name}` is not opened"))),
                None => return Err(fault(here, format!("the entity `{name}` is not declared"))),
            };
            if stack.iter().any(|frame| frame.entity == name) {
                return Err(fault(here, format!("the entity `{name}` refers to itself")));
            }
            self.expanded += text.len();
            if stack.len() >= DEEPEST || self.expanded > MOST_EXPANDED {
                return Err(fault(here, "the entities of this document expand beyond the limit"));
            }
            stack.push(Frame { entity: name.to_owned(), text, at: 0 });
        }
        Ok(out)
    }
}

/// The name in `&name;` at the start of a text.
fn reference(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('&')?.split_once(';')?;
    let fits = !name.is_empty() && name.len() < 256 && !name.contains([' ', '&', '<', '\n', '\r', '\t']);
    fits.then_some(name)
}

/// The literal of an entity with its character references replaced.
fn characters(value: &str, span: Span) -> Result<String, Fault> {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((plain, tail)) = rest.split_once("&#") {
        out.push_str(plain);
        let at = value.len() - tail.len() - 2;
        let (code, after) = tail.split_once(';').unwrap_or((tail, ""));
        out.push(character(code).ok_or_else(|| fault(part(span, at, 2), "this is no character of XML"))?);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn part(span: Span, offset: usize, length: usize) -> Span {
    let start = span.start as usize + offset;
    Span::new(span.source, start, start + length)
}

/// The characters behind the names that need no declaration (XML 1.0, 4.6).
fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// The character of `#…` (XML 1.0, productions 2 and 66).
pub(super) fn character(code: &str) -> Option<char> {
    let number = match code.strip_prefix('x') {
        Some(hex) if hex.bytes().all(|b| b.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok()?,
        None if code.bytes().all(|b| b.is_ascii_digit()) => code.parse().ok()?,
        _ => return None,
    };
    char::from_u32(number).filter(XmlCharExt::is_xml_char)
}
