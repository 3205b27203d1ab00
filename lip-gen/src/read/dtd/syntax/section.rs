//! Conditional sections (productions 61 to 65).

use super::super::input::{Fault, Serial, fault};
use super::Parser;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// An `INCLUDE` section whose `]]>` has not come yet.
pub(super) struct Section {
    span: Span,
    serial: Serial,
}

/// Sections in sections; more are refused.
const DEEPEST: usize = 1_000;

impl Parser<'_, '_> {
    /// `<![ INCLUDE [` or `<![ IGNORE [ … ]]>`; `<![` is taken.
    pub(super) fn section(&mut self, start: Span, serial: Serial) -> Result<(), Fault> {
        let span = self.at(start, 3);
        match self.section_keyword(span, serial) {
            Ok(true) if self.sections.len() >= DEEPEST => {
                Err(fault(span, format!("conditional sections are nested deeper than {DEEPEST} levels")))
            }
            Ok(true) => {
                self.sections.push(Section { span, serial });
                Ok(())
            }
            Ok(false) => self.ignored(span),
            Err(fault) => {
                // Whether it is to be included is not known; its end shall not be one error more.
                self.diagnostics.push(*fault);
                self.input.unwind(serial);
                self.ignored(span)
            }
        }
    }

    /// The keyword and `[`. Whether it is `INCLUDE`.
    fn section_keyword(&mut self, start: Span, serial: Serial) -> Result<bool, Fault> {
        self.space()?;
        let include = self.keyword("INCLUDE");
        if !include && !self.keyword("IGNORE") {
            self.no_sgml_section()?;
            return Err(self.expected("`INCLUDE` or `IGNORE`"));
        }
        self.space()?;
        if self.input.peek() != Some('[') {
            return Err(self.expected("`[`"));
        }
        if self.input.serial() != serial {
            // Validity constraint "Proper Conditional Section/PE Nesting"; an error as for declarations, since what
            // is in the section would then depend on where the entity is referred to.
            let here = self.input.here();
            let message = "the `[` of this conditional section does not stand in the entity in which it began";
            return Err(Box::new(Diagnostic::error(here, message).related(start, "it began here")));
        }
        self.input.raw_bump();
        Ok(include)
    }

    /// Skips to behind the `]]>` of this section. Sections within count; nothing else is looked at, no
    /// reference is replaced (3.4).
    fn ignored(&mut self, start: Span) -> Result<(), Fault> {
        let mut depth = 1_usize;
        while depth > 0 {
            self.input.skip(|c| matches!(c, '<' | ']'));
            if self.input.eat("<![") {
                depth += 1;
            } else if self.input.eat("]]>") {
                depth -= 1;
            } else if self.input.raw_bump().is_none() {
                return Err(fault(start, "this conditional section does not end"));
            }
        }
        Ok(())
    }

    /// `]]>` of an `INCLUDE` section.
    pub(super) fn section_end(&mut self, start: Span) -> Result<(), Fault> {
        let serial = self.input.serial();
        let span = self.at(start, 3);
        let Some(section) = self.sections.pop() else {
            self.input.eat("]]>");
            return Err(fault(span, "`]]>` ends no conditional section"));
        };
        self.input.eat("]]>");
        if section.serial == serial {
            return Ok(());
        }
        // Well-formedness constraint "PE Between Declarations".
        let message = "this conditional section does not end in the entity in which it began";
        Err(Box::new(Diagnostic::error(span, message).related(section.span, "it began here")))
    }

    /// Says of sections that are open at the end of the DTD that they do not end.
    pub(super) fn open_sections(&mut self) {
        for section in std::mem::take(&mut self.sections) {
            self.diagnostics.push(Diagnostic::error(section.span, "this conditional section does not end"));
        }
    }
}
