//! What is next? In element content, white space, comments and processing
//! instructions are passed over (XML 1.0, production 43).

use super::super::fault::Scan;
use super::super::scan::{self, byte};
use super::{NO_NAME, Next, Reader};
use crate::value::Binding;

impl<'x> Reader<'x> {
    /// Finds out what is next. In element content, white space, comments and
    /// processing instructions are passed over.
    pub(super) fn look(&mut self) {
        // Nearly always a tag behind white space.
        if !self.mixed && !self.careful {
            let at = scan::space(self.text, self.at);
            let (first, second) = (byte(self.text, at), byte(self.text, at + 1));
            if first == b'<' && !matches!(second, b'!' | b'?') {
                self.at = at;
                return self.at_tag(second == b'/');
            }
        }
        self.look_carefully();
    }

    #[inline(never)]
    fn look_carefully(&mut self) {
        if self.look_at_plan() {
            return;
        }
        self.name_at = NO_NAME;
        if let Err(fault) = self.settle() {
            return self.fail(fault);
        }
        if self.next == Next::StartTag {
            self.at_tag(false);
        }
    }

    /// A tag is next.
    #[inline]
    pub(super) fn at_tag(&mut self, end: bool) {
        if end {
            self.next = Next::EndTag;
            self.name_at = NO_NAME;
        } else {
            self.next = Next::StartTag;
            self.name_at = self.at + 1;
            self.prefixed = self.namespaces.has_prefixes() && self.name_has_prefix();
        }
    }

    fn name_has_prefix(&self) -> bool {
        scan::qname(self.text, self.name_at).is_ok_and(|(colon, _)| colon.is_some())
    }

    fn settle(&mut self) -> Scan<()> {
        loop {
            if !self.mixed {
                self.at = scan::space(self.text, self.at);
            }
            self.next = match byte(self.text, self.at) {
                b'<' => match byte(self.text, self.at + 1) {
                    b'/' => Next::EndTag,
                    b'!' if self.text[self.at..].starts_with("<!--") => {
                        self.at = scan::comment(self.text, self.at + 4)? + 3;
                        continue;
                    }
                    // Text without a character is none, where there may be text.
                    b'!' if self.mixed && !self.is_empty() && self.text[self.at..].starts_with("<![CDATA[]]>") => {
                        self.at += "<![CDATA[]]>".len();
                        continue;
                    }
                    b'!' if self.text[self.at..].starts_with("<![CDATA[") => Next::Text,
                    b'!' if self.open.is_empty() => {
                        return Err(scan::declaration_in_content(self.text, self.at).expected("the document element"));
                    }
                    b'!' => {
                        return Err(scan::declaration_in_content(self.text, self.at));
                    }
                    b'?' => {
                        self.at = scan::instruction(self.text, self.at + 2)?.end + 2;
                        continue;
                    }
                    _ => Next::StartTag,
                },
                b'&' => match scan::reference(self.text, self.at)? {
                    (scan::Reference::Entity(name), end) => {
                        self.enter(name, end)?;
                        continue;
                    }
                    (scan::Reference::Char(' ' | '\t' | '\n' | '\r'), end) if self.takes_references() => {
                        self.at = end;
                        continue;
                    }
                    _ => Next::Text,
                },
                0 if self.at >= self.text.len() => {
                    if self.leave()? {
                        continue;
                    }
                    Next::Nothing
                }
                _ => Next::Text,
            };
            return Ok(());
        }
    }

    /// White space between children may be written as references: XSD 1.0 part 1, 3.4.4 asks for characters, however
    /// written; XML 1.0, 3.2.1 for what matches `S`.
    fn takes_references(&self) -> bool {
        !self.mixed && self.binding == Binding::Xsd
    }
}
