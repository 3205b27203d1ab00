//! The loop over declarations, comments and processing instructions (productions 30, 31).

use super::super::input::{Fault, Serial, fault};
use super::Parser;
use super::markup::is_space;
use crate::diagnostic::Diagnostic;
use crate::read::documentation::paragraphs;
use crate::source::Span;

const KEYWORDS: [&str; 4] = ["<!ELEMENT", "<!ATTLIST", "<!ENTITY", "<!NOTATION"];

impl Parser<'_, '_> {
    /// Reads all; after an error, goes on behind the declaration.
    pub(super) fn declarations(&mut self) {
        self.text_declaration();
        while let Some(c) = self.input.peek() {
            if is_space(c) {
                self.input.bump();
                continue;
            }
            let serial = self.input.serial();
            if let Err(fault) = self.declaration(c) {
                self.diagnostics.push(*fault);
                self.comment = None;
                if self.input.exhausted() {
                    return;
                }
                self.recover(serial);
            }
        }
        self.whole_comment();
        self.open_sections();
    }

    fn declaration(&mut self, c: char) -> Result<(), Fault> {
        let start = self.input.here();
        if c == '%' {
            self.whole_comment();
            return self.parameter_reference();
        }
        let serial = self.input.serial();
        if self.input.eat("<!--") {
            return self.comment(start);
        }
        if self.input.eat("<?") {
            self.comment = None;
            return self.instruction(start);
        }
        if self.input.eat("<![") {
            self.whole_comment();
            return self.section(start, serial);
        }
        if self.input.starts_with("]]>") {
            self.whole_comment();
            return self.section_end(start);
        }
        let Some(keyword) = KEYWORDS.into_iter().find(|keyword| self.input.eat(keyword)) else {
            return Err(self.unknown(start));
        };
        if !self.input.peek().is_some_and(|c| is_space(c) || c == '%') {
            return Err(self.expected(&format!("white space after `{keyword}`")));
        }
        if keyword != "<!ELEMENT" {
            self.whole_comment();
        }
        let result = match keyword {
            "<!ELEMENT" => self.element(start, serial),
            "<!ATTLIST" => self.attlist(start, serial),
            "<!ENTITY" => self.entity(start, serial),
            _ => self.notation(start, serial),
        };
        self.comment = None;
        self.declared = true;
        result
    }

    /// A comment that is not directly before an element may be about the whole DTD, if it comes first.
    fn whole_comment(&mut self) {
        if let Some(text) = self.comment.take().filter(|_| !self.declared && self.dtd.documentation.is_none()) {
            self.dtd.documentation = Some(text);
        }
    }

    pub(super) fn at(&self, start: Span, length: usize) -> Span {
        Span::new(start.source, start.start as usize, start.start as usize + length)
    }

    fn at_section_end(&mut self) -> bool {
        !self.sections.is_empty() && self.input.starts_with("]]>")
    }

    /// Skips to behind the declaration that went wrong: its `>`, or before the next `<!` or the `]]>` of a section.
    fn recover(&mut self, serial: Serial) {
        self.input.unwind(serial);
        // The mistake may be the `<` itself.
        if !self.at_section_end() {
            self.input.bump();
        }
        while let Some(c) = self.input.peek() {
            if self.input.starts_with("<!") || self.input.starts_with("<?") {
                return;
            }
            // After a module that is not there, its section still ends.
            if self.at_section_end() {
                return;
            }
            self.input.bump();
            if c == '>' || (self.input.serial() != serial && self.input.at_bottom()) {
                return;
            }
        }
    }

    /// `<!-- … -->` (production 15); `<!--` is taken.
    fn comment(&mut self, start: Span) -> Result<(), Fault> {
        self.whole_comment();
        let mut text = String::new();
        loop {
            if self.input.starts_with("--") {
                let here = self.input.here();
                if self.input.eat("-->") {
                    break;
                }
                return Err(fault(self.at(here, 2), "`--` cannot stand in a comment"));
            }
            match self.input.raw_bump() {
                Some(c) => text.push(c),
                None => return Err(fault(self.at(start, 4), "this comment does not end")),
            }
        }
        self.comment = paragraphs(&text);
        Ok(())
    }

    /// `<?target … ?>` (production 16); `<?` is taken.
    fn instruction(&mut self, start: Span) -> Result<(), Fault> {
        let target = self.raw_name();
        if target.is_empty() {
            return Err(self.expected("the target of a processing instruction"));
        }
        if target.eq_ignore_ascii_case("xml") {
            let message = "the text declaration may stand at the very start of a file only";
            return Err(fault(self.input.since(start), message));
        }
        if !self.input.starts_with("?>") && !self.input.raw().is_some_and(is_space) {
            return Err(self.expected("white space after the target"));
        }
        while !self.input.eat("?>") {
            if self.input.raw_bump().is_none() {
                let message = "this processing instruction does not end";
                return Err(Box::new(Diagnostic::error(self.at(start, 2), message).help("in XML it ends with `?>`")));
            }
        }
        Ok(())
    }

    /// `<!NOTATION name SYSTEM "…">` (production 82).
    fn notation(&mut self, start: Span, serial: Serial) -> Result<(), Fault> {
        self.need_space("`<!NOTATION`")?;
        let name = self.name("the name of the notation")?;
        self.need_space("the name")?;
        self.notation_identifier()?;
        self.declaration_end(start, serial)?;
        self.dtd.notations.push(name);
        Ok(())
    }
}
