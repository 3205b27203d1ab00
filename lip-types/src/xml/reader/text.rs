//! Character data (XML 1.0, sections 2.4, 2.7, 2.11 and 4.4).

use std::borrow::Cow;

use super::super::fault::Scan;
use super::super::model::Model;
use super::super::scan::{self, Reference, byte};
use super::super::syntax::TEXT_STOP;
use super::{NO_NAME, Next, Reader};
use crate::value::FromText;

impl<'x> Reader<'x> {
    /// The element that [`at`](Self::at) has found, when it is `<name>text</name>` as most
    /// elements with text are: no attributes, no references, no markup inside. Its
    /// value, if the text is one. Any other element is not touched: `None`.
    #[inline]
    pub fn leaf<T: FromText>(&mut self) -> Option<Option<T>> {
        let name_end = self.name_at.checked_add(self.name_length)?;
        let bytes = self.text.as_bytes();
        let simple = self.next == Next::StartTag && self.tag.is_none() && bytes.get(name_end) == Some(&b'>');
        // The document element, and one too many, take the long way.
        if !simple || self.open.is_empty() || self.open.len() >= self.leaf_depth {
            return None;
        }
        let from = name_end + 1;
        let mut end = from;
        while bytes.get(end).is_some_and(|b| !TEXT_STOP[*b as usize]) {
            end += 1;
        }
        let (close, close_end) = (end + 2, end + 2 + self.name_length);
        let closed = bytes.get(end..close) == Some(b"</")
            && bytes.get(close_end) == Some(&b'>')
            && scan::same(bytes.get(close..close_end)?, bytes.get(self.name_at..name_end)?);
        if !closed || end - from > self.limits.text {
            return None;
        }
        if let Some(parent) = self.open.last_mut() {
            parent.children += 1;
        }
        self.at = close_end + 1;
        self.name_at = NO_NAME;
        self.next = Next::Unknown;
        let text = &self.text[from..end];
        match T::from_text(Cow::Borrowed(text), &self.scope()) {
            Ok(value) => Some(Some(value)),
            Err(error) => Some(self.mended_value(from, text, &error, None)),
        }
    }

    /// The text of an element with simple content, as a value.
    #[inline]
    pub fn text<T: FromText>(&mut self) -> Option<T> {
        let from = self.at;
        let text = self.character_data()?;
        match T::from_text(text, &self.scope()) {
            Ok(value) => Some(value),
            Err(error) => {
                if self.next == Next::StartTag && self.open.last().is_some_and(|o| matches!(o.model, Model::Text)) {
                    // The text ends at an element, which is what is wrong.
                    self.missing();
                    return None;
                }
                // `<a/>` is all there is of an element without content.
                let from = if self.empty { self.open.last().map_or(from, |o| o.at) } else { from };
                let raw = if self.empty { "" } else { self.text.get(from..self.at).unwrap_or_default() };
                self.mended_value(from, raw, &error, None)
            }
        }
    }

    /// The text from here to the next tag: comments and processing instructions
    /// left out, references and CDATA sections resolved, line ends as LF.
    #[inline]
    pub(super) fn character_data(&mut self) -> Option<Cow<'x, str>> {
        if self.empty {
            return Some(Cow::Borrowed(""));
        }
        match scan::char_data(self.text, self.at) {
            Ok(end)
                if byte(self.text, end) == b'<'
                    && !matches!(byte(self.text, end + 1), b'!' | b'?')
                    && end - self.at <= self.limits.text =>
            {
                let text = &self.text[self.at..end];
                self.stop_at(end);
                Some(Cow::Borrowed(text))
            }
            Ok(_) => self.long_text(),
            Err(fault) => {
                self.fail(fault);
                None
            }
        }
    }

    /// A tag is at `at`.
    fn stop_at(&mut self, at: usize) {
        self.at = at;
        self.at_tag(byte(self.text, at + 1) == b'/');
    }

    #[inline(never)]
    fn long_text(&mut self) -> Option<Cow<'x, str>> {
        let mut text = String::new();
        match self.append_text(&mut text, true) {
            Ok(()) => Some(Cow::Owned(text)),
            Err(fault) => {
                self.fail(fault);
                None
            }
        }
    }

    /// Appends text up to a tag; or up to any markup, when it is not to be read `through`.
    pub(super) fn append_text(&mut self, text: &mut String, through: bool) -> Scan<()> {
        let entities = self.open.last().map_or(0, |open| open.inputs);
        loop {
            let end = scan::char_data(self.text, self.at)?;
            self.within(self.limits.text, self.at, end, "a text")?;
            text.push_str(&self.text[self.at..end]);
            self.at = end;
            match byte(self.text, end) {
                b'\r' if self.inputs.is_empty() => {
                    text.push('\n');
                    self.at += 1 + usize::from(byte(self.text, end + 1) == b'\n');
                }
                // In an entity it was written as a reference.
                b'\r' => {
                    text.push('\r');
                    self.at += 1;
                }
                b'&' => match scan::reference(self.text, end)? {
                    (Reference::Char(c), behind) => {
                        text.push(c);
                        self.at = behind;
                    }
                    (Reference::Entity(name), behind) => self.enter(name, behind)?,
                },
                b'<' if !through => return Ok(()),
                b'<' if self.text[end..].starts_with("<!--") => {
                    self.at = scan::comment(self.text, end + 4)? + 3;
                }
                b'<' if self.text[end..].starts_with("<![CDATA[") => {
                    let close = scan::cdata(self.text, end + 9)?;
                    text.push_str(&scan::with_line_feeds(&self.text[end + 9..close]));
                    self.at = close + 3;
                }
                b'<' if byte(self.text, end + 1) == b'?' => {
                    self.at = scan::instruction(self.text, end + 2)?.end + 2;
                }
                b'<' if byte(self.text, end + 1) == b'!' => {
                    return Err(scan::declaration_in_content(self.text, end));
                }
                b'<' => {
                    self.stop_at(end);
                    return Ok(());
                }
                // The end of an entity, or of the document.
                _ if self.inputs.len() > entities => {
                    self.leave()?;
                }
                _ => {
                    self.next = Next::Unknown;
                    return Ok(());
                }
            }
        }
    }
}
