//! What SGML has and XML has not, named as such: many old DTDs are SGML.

use super::super::input::{Fault, fault};
use super::Parser;
use super::markup::is_space;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use xmlparser::XmlCharExt;

const DECLARATIONS: &[&str] =
    &["SGML", "DOCTYPE", "SHORTREF", "USEMAP", "LINKTYPE", "LINK", "USELINK", "IDLINK", "SHORTTAG"];
const CONTENTS: &[&str] = &["CDATA", "RCDATA"];
const SECTIONS: &[&str] = &["CDATA", "RCDATA", "TEMP"];
const ATTRIBUTE_TYPES: &[&str] = &["NAMES", "NAME", "NUMBERS", "NUMBER", "NUTOKENS", "NUTOKEN"];
const ENTITY_TEXTS: &[&str] = &["CDATA", "SDATA", "PI", "STARTTAG", "ENDTAG", "MS", "MD"];

impl Parser<'_, '_> {
    fn sgml(&mut self, span: Span, what: &str, instead: &str) -> Fault {
        Box::new(Diagnostic::error(span, format!("{what} is SGML; XML has none")).help(instead))
    }

    fn word(&mut self, words: &[&str]) -> Option<(Span, String)> {
        let start = self.input.here();
        let word = words.iter().find(|word| self.keyword(word))?;
        Some((self.input.since(start), (*word).to_owned()))
    }

    /// A declaration that is none of XML.
    pub(super) fn unknown(&mut self, start: Span) -> Fault {
        if !self.input.starts_with("<!") {
            return self.expected("a declaration");
        }
        self.input.eat("<!");
        let name = self.raw_name();
        let span = self.input.since(start);
        if DECLARATIONS.contains(&name.as_str()) {
            return self.sgml(span, &format!("`<!{name}`"), "leave it out");
        }
        if name.is_empty() && self.input.peek() == Some('>') {
            return self.sgml(span, "an empty declaration", "leave it out");
        }
        let known = ["ELEMENT", "ATTLIST", "ENTITY", "NOTATION"];
        match known.iter().find(|known| known.eq_ignore_ascii_case(&name)) {
            Some(known) => {
                let instead = format!("keywords are written in capitals: `<!{known}`");
                self.sgml(span, &format!("`<!{name}` in small letters"), &instead)
            }
            None => fault(span, format!("`<!{name}` is not a declaration of XML")),
        }
    }

    /// `<!ELEMENT (a | b) …>`
    pub(super) fn no_sgml_group(&mut self, of: &str) -> Result<(), Fault> {
        if self.input.peek() != Some('(') {
            return Ok(());
        }
        let span = self.input.here();
        Err(self.sgml(span, &format!("one declaration for a group of {of}"), "write one declaration for each"))
    }

    /// `- O` between name and content.
    pub(super) fn no_sgml_omission(&mut self) -> Result<(), Fault> {
        let omission = matches!(self.input.peek(), Some('-' | 'O' | 'o')) && self.input.second().is_none_or(is_space);
        if !omission {
            return self.no_sgml_comment();
        }
        let start = self.input.here();
        for _ in 0..2 {
            if matches!(self.input.peek(), Some('-' | 'O' | 'o')) {
                self.input.raw_bump();
                if self.input.peek() == Some(' ') && !matches!(self.input.second(), Some('-' | 'O' | 'o')) {
                    break;
                }
                self.input.raw_bump();
            }
        }
        let span = self.input.since(start);
        Err(self.sgml(span, "saying whether tags may be omitted (`- O`)", "leave it out; in XML no tag may be omitted"))
    }

    /// `-- … --` within a declaration.
    pub(super) fn no_sgml_comment(&mut self) -> Result<(), Fault> {
        if !self.input.starts_with("--") {
            return Ok(());
        }
        let start = self.input.here();
        self.input.eat("--");
        let span = self.input.since(start);
        Err(self.sgml(span, "a comment within a declaration", "write `<!-- … -->` before the declaration"))
    }

    /// `+(a | b)` and `-(a | b)` behind a content model.
    pub(super) fn no_sgml_exception(&mut self) -> Result<(), Fault> {
        self.space()?;
        self.no_sgml_comment()?;
        if !matches!(self.input.peek(), Some('+' | '-')) {
            return Ok(());
        }
        let start = self.input.here();
        self.input.raw_bump();
        let span = self.input.since(start);
        let help = "put the elements into the content models in which they may, or may not, stand";
        Err(self.sgml(span, "an inclusion or exclusion", help))
    }

    /// `<![ CDATA [` and its like.
    pub(super) fn no_sgml_section(&mut self) -> Result<(), Fault> {
        let Some((span, word)) = self.word(SECTIONS) else { return Ok(()) };
        Err(self.sgml(span, &format!("a section that is `{word}`"), "write `INCLUDE` or `IGNORE`"))
    }

    pub(super) fn no_sgml_content(&mut self) -> Result<(), Fault> {
        let Some((span, word)) = self.word(CONTENTS) else { return Ok(()) };
        Err(self.sgml(span, &format!("`{word}` content"), "write `(#PCDATA)`"))
    }

    pub(super) fn no_sgml_connector(&mut self) -> Result<(), Fault> {
        if self.input.peek() == Some('&') {
            let start = self.input.here();
            self.input.raw_bump();
            let span = self.input.since(start);
            return Err(self.sgml(
                span,
                "`&` (all, in any order)",
                "write the orders that you want as choices of sequences",
            ));
        }
        self.no_sgml_comment()
    }

    pub(super) fn no_sgml_attribute_type(&mut self) -> Result<(), Fault> {
        let Some((span, word)) = self.word(ATTRIBUTE_TYPES) else { return self.no_sgml_comment() };
        let instead = if word.ends_with('S') { "NMTOKENS" } else { "NMTOKEN" };
        Err(self.sgml(span, &format!("the attribute type `{word}`"), &format!("write `{instead}`")))
    }

    pub(super) fn no_sgml_default(&mut self) -> Result<(), Fault> {
        if let Some((span, word)) = self.word(&["#CURRENT", "#CONREF"]) {
            return Err(self.sgml(span, &format!("the default `{word}`"), "write `#IMPLIED`"));
        }
        if self.input.peek().is_some_and(|c| c.is_xml_name()) {
            let token = self.nmtoken()?;
            return Err(self.sgml(token.span, "a default without quotes", &format!("write `\"{}\"`", token.name)));
        }
        Ok(())
    }

    pub(super) fn no_sgml_entity_name(&mut self) -> Result<(), Fault> {
        let Some((span, _)) = self.word(&["#DEFAULT"]) else { return Ok(()) };
        Err(self.sgml(span, "a default entity", "declare each entity by its name"))
    }

    pub(super) fn no_sgml_entity_text(&mut self) -> Result<(), Fault> {
        let Some((span, word)) = self.word(ENTITY_TEXTS) else { return Ok(()) };
        if self.input.peek().is_some_and(|c| is_space(c) || matches!(c, '"' | '\'')) {
            return Err(self.sgml(span, &format!("`{word}` before the value of an entity"), "write the value alone"));
        }
        Err(fault(span, "a value in quotes, `SYSTEM` or `PUBLIC` is expected"))
    }
}
