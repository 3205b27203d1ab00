//! `<?xml version="…" encoding="…"?>` at the start of an external entity (productions 77, 80).

use super::super::input::Fault;
use super::Parser;
use super::markup::is_space;
use crate::diagnostic::Diagnostic;
use xmlparser::XmlCharExt;

impl Parser<'_, '_> {
    /// Takes the text declaration, if there is one. The encoding was looked at when the file was read.
    pub(super) fn text_declaration(&mut self) {
        if !self.input.starts_with("<?xml") || self.input.follows(5).is_some_and(|c| c.is_xml_name()) {
            return;
        }
        let start = self.input.here();
        self.input.eat("<?xml");
        let Err(fault) = self.version_and_encoding() else { return };
        self.diagnostics.push(*fault);
        while let Some(c) = self.input.raw_bump() {
            if c == '>' {
                return;
            }
        }
        let span = self.at(start, 5);
        self.diagnostics.push(Diagnostic::error(span, "this text declaration does not end"));
    }

    fn version_and_encoding(&mut self) -> Result<(), Fault> {
        let mut spaced = self.spaces();
        if spaced && self.keyword("version") {
            let (value, span) = self.quoted("version")?;
            let digits = value.strip_prefix("1.").unwrap_or_default();
            if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                let diagnostic = Diagnostic::error(span, format!("`{value}` is no version of XML"));
                return Err(Box::new(diagnostic.help("write `1.0`")));
            }
            spaced = self.spaces();
        }
        if !spaced || !self.keyword("encoding") {
            let fault = self.expected("`encoding`");
            return Err(Box::new(fault.note("only the declaration of a document may leave the encoding out")));
        }
        let (name, span) = self.quoted("encoding")?;
        let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(named) {
            return Err(Box::new(Diagnostic::error(span, format!("`{name}` is no name of an encoding"))));
        }
        self.spaces();
        if self.input.eat("?>") { Ok(()) } else { Err(self.expected("`?>`")) }
    }

    /// `= "…"`
    fn quoted(&mut self, what: &str) -> Result<(String, crate::source::Span), Fault> {
        self.spaces();
        if !self.input.eat("=") {
            return Err(self.expected("`=`"));
        }
        self.spaces();
        self.literal(what)
    }

    /// White space; no reference is looked at.
    fn spaces(&mut self) -> bool {
        let mut any = false;
        while self.input.raw().is_some_and(is_space) {
            self.input.raw_bump();
            any = true;
        }
        any
    }
}
