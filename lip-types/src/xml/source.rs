//! The text that a document was read from, kept so that it can be written again.

use std::ops::Range;
use std::sync::Arc;

use super::decode::Mark;
use super::document::{Declarations, Declared, Entity};
use super::locate::{self, Markup};
use super::scan::{self, Reference, byte};
use super::syntax::is_space;

/// A document as written. All elements that were read from it share it.
pub(crate) struct Source {
    pub(crate) text: Box<str>,
    /// What stands in place of a reference to elements, the outer ones before those in them.
    pub(crate) expanded: Vec<Expanded>,
    /// The byte order mark that it began with.
    pub(crate) mark: Mark,
    /// Where the document element begins.
    pub(crate) content: usize,
    pub(crate) declarations: Arc<Declarations>,
}

/// A stretch of a text in which the reference that was there has been written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expanded {
    pub(crate) range: Range<usize>,
    pub(crate) entity: Box<str>,
}

/// Where in its document an element stands, as written.
#[derive(Clone)]
pub(crate) struct Raw {
    pub(crate) source: Arc<Source>,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Its child elements; those that come out of an entity have no place of their own.
    pub(crate) children: Vec<(usize, usize)>,
}

/// A node of content without its elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    CData(String),
    Comment(String),
    Instruction(String, String),
}

/// Entities inside one another, and bytes that a text expands to, when it is compared
/// with a value. What is beyond is taken for another text.
const DEPTH: usize = 64;
const EXPANSION: usize = 4 << 20;

impl Source {
    /// What a stretch of content says; `None` when it brings elements through an entity.
    pub(crate) fn pieces(&self, range: Range<usize>) -> Option<Vec<(Piece, Range<usize>)>> {
        let text = self.text.get(..range.end)?;
        let mut pieces = Vec::new();
        let (mut at, mut from) = (range.start, range.start);
        let mut run = String::new();
        while at < range.end {
            let rest = &text[at..];
            let (piece, end) = if rest.starts_with("<!--") {
                let end = scan::comment(text, at + 4).ok()?;
                (Piece::Comment(scan::with_line_feeds(&text[at + 4..end]).into()), end + 3)
            } else if rest.starts_with("<![CDATA[") {
                let end = scan::cdata(text, at + 9).ok()?;
                (Piece::CData(scan::with_line_feeds(&text[at + 9..end]).into()), end + 3)
            } else if rest.starts_with("<?") {
                let pi = scan::instruction(text, at + 2).ok()?;
                let data = scan::with_line_feeds(&text[pi.data..pi.end]).into();
                (Piece::Instruction(text[at + 2..pi.target].into(), data), pi.end + 2)
            } else if rest.starts_with('&') {
                let (reference, end) = scan::reference(text, at).ok()?;
                self.expand(&reference, false, 0, &mut run)?;
                at = end;
                continue;
            } else if rest.starts_with('<') {
                return None;
            } else {
                let end = scan::markup(text, at).unwrap_or(range.end);
                run.push_str(&scan::with_line_feeds(&text[at..end]));
                at = end;
                continue;
            };
            if !run.is_empty() {
                pieces.push((Piece::Text(std::mem::take(&mut run)), from..at));
                from = at;
            }
            // A reference to an empty entity says nothing, and stays with what is behind it.
            pieces.push((piece, from..end));
            (at, from) = (end, end);
        }
        match pieces.last_mut() {
            Some((_, range)) if run.is_empty() => range.end = at,
            _ if run.is_empty() => {}
            _ => pieces.push((Piece::Text(run), from..at)),
        }
        Some(pieces)
    }

    pub(crate) fn declares_nothing(&self) -> bool {
        self.declarations.entities.is_empty() && self.declarations.attributes.is_empty()
    }

    /// What the document type declaration says of an attribute, names as written.
    pub(crate) fn declared(&self, element: &str, name: &str) -> Option<&Declared> {
        Declared::find(self.declarations.attributes.get(element)?, name)
    }

    /// What an attribute value between its quotes says (section 3.3.3).
    pub(crate) fn value(&self, literal: &str, tokenized: bool) -> Option<String> {
        let mut value = String::with_capacity(literal.len());
        self.append_value(literal, 0, &mut value)?;
        if tokenized {
            let tokens: Vec<&str> = value.split(' ').filter(|token| !token.is_empty()).collect();
            value = tokens.join(" ");
        }
        Some(value)
    }

    fn append_value(&self, literal: &str, depth: usize, value: &mut String) -> Option<()> {
        let mut at = 0;
        while at < literal.len() {
            let b = byte(literal, at);
            if b == b'&' {
                let (reference, end) = scan::reference(literal, at).ok()?;
                self.expand(&reference, true, depth, value)?;
                at = end;
            } else if is_space(b) {
                value.push(' ');
                at += 1 + usize::from(depth == 0 && b == b'\r' && byte(literal, at + 1) == b'\n');
            } else {
                let rest = &literal[at..];
                let length = rest.bytes().position(|b| b == b'&' || is_space(b)).unwrap_or(rest.len());
                value.push_str(&rest[..length]);
                at += length;
            }
        }
        Some(())
    }

    fn expand(&self, reference: &Reference<'_>, value: bool, depth: usize, text: &mut String) -> Option<()> {
        let name = match reference {
            Reference::Char(c) => {
                text.push(*c);
                return Some(());
            }
            Reference::Entity(name) => *name,
        };
        let Some(Entity::Internal(replacement)) = self.declarations.entities.get(name) else { return None };
        if depth >= DEPTH || replacement.contains('<') || text.len() + replacement.len() > EXPANSION {
            return None;
        }
        if value {
            return self.append_value(replacement, depth + 1, text);
        }
        let mut at = 0;
        while let Some(mark) = scan::markup(replacement, at) {
            text.push_str(&replacement[at..mark]);
            let (reference, end) = scan::reference(replacement, mark).ok()?;
            self.expand(&reference, false, depth + 1, text)?;
            at = end;
        }
        text.push_str(&replacement[at..]);
        Some(())
    }

    /// The elements that stand in a stretch of content.
    pub(crate) fn elements(&self, range: Range<usize>) -> Vec<(usize, usize)> {
        let text = self.text.get(..range.end).unwrap_or_default();
        let mut elements = Vec::new();
        let (mut at, mut depth, mut start) = (range.start, 0usize, range.start);
        while let Some(mark) = scan::markup(text, at) {
            let behind = match locate::markup_at(text, mark) {
                None => break,
                Some(Markup::Other { behind }) => behind,
                Some(Markup::End { behind }) => {
                    depth = depth.saturating_sub(1);
                    if let (0, Some(end)) = (depth, behind) {
                        elements.push((start, end));
                    }
                    behind
                }
                Some(Markup::Start { name_end, .. }) => {
                    if depth == 0 {
                        start = mark;
                    }
                    let end = locate::tag_end(text, name_end);
                    match end {
                        Some(end) if locate::is_empty_tag(text, end) => {
                            if depth == 0 {
                                elements.push((start, end));
                            }
                        }
                        _ => depth += 1,
                    }
                    end
                }
            };
            let Some(behind) = behind else { break };
            at = behind;
        }
        elements
    }
}
