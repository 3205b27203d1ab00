//! The small parts of declarations: white space, names, literals.

use std::rc::Rc;

use super::super::entity::{Entity, Value};
use super::super::input::{Fault, fault};
use super::{Named, Parser};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use xmlparser::XmlCharExt;

/// Names longer than this are refused, so that messages stay readable.
const LONGEST_NAME: usize = 1_000;

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// The place of a name that begins at `start`. Where the text behind it came from does not matter.
fn named(start: Span, name: &str) -> Span {
    let begins = start.start as usize;
    if start.end > start.start { start } else { Span::new(start.source, begins, begins + name.len()) }
}

impl Parser<'_, '_> {
    /// Skips white space and goes into the parameter entities that are referred to.
    /// Whether there was any: an entity counts, because of the space around it.
    pub(super) fn space(&mut self) -> Result<bool, Fault> {
        let mut any = false;
        loop {
            match self.input.peek() {
                Some(c) if is_space(c) => {
                    self.input.bump();
                }
                Some('%') if self.input.second().is_some_and(|c| c.is_xml_name_start()) => {
                    self.parameter_reference()?
                }
                _ => return Ok(any),
            }
            any = true;
        }
    }

    pub(super) fn need_space(&mut self, after: &str) -> Result<(), Fault> {
        if self.space()? {
            return Ok(());
        }
        Err(self.expected(&format!("white space after {after}")))
    }

    /// `%name;` (production 69); the input goes on with the replacement text.
    pub(super) fn parameter_reference(&mut self) -> Result<(), Fault> {
        if let Some((name, entity, reference)) = self.parameter_entity()? {
            self.replace(&name, &entity, reference)?;
            self.input.pad();
        }
        Ok(())
    }

    /// Goes on with the replacement text of a parameter entity, behind its text declaration.
    pub(super) fn replace(&mut self, name: &str, entity: &Rc<Entity>, reference: Span) -> Result<(), Fault> {
        self.input.push(name, entity, reference)?;
        if let Value::External(_) = entity.value {
            self.text_declaration();
        }
        Ok(())
    }

    /// The entity of a `%name;`, which is taken. An entity that is not declared stands for nothing: in an external
    /// subset, that breaks a validity constraint only ("Entity Declared", 4.1).
    pub(super) fn parameter_entity(&mut self) -> Result<Option<(String, Rc<Entity>, Span)>, Fault> {
        let start = self.input.here();
        self.input.raw_bump();
        let name = self.raw_name();
        let ended = !name.is_empty() && self.input.eat(";");
        let span = self.input.since(start);
        if !ended {
            let diagnostic = Diagnostic::error(span, "this is not a parameter entity reference");
            return Err(Box::new(diagnostic.help("a reference is `%name;`")));
        }
        match self.parameter.get(&name).cloned() {
            Some(entity) => Ok(Some((name, entity, span))),
            None => {
                if self.unknown.insert(name.clone()) {
                    let message = format!("the parameter entity `%{name};` is not declared");
                    self.diagnostics.push(Diagnostic::warning(span, message).label("nothing is put here"));
                }
                Ok(None)
            }
        }
    }

    /// A name in this entity; empty when none stands here.
    pub(super) fn raw_name(&mut self) -> String {
        let mut name = String::new();
        while let Some(c) = self.input.raw() {
            if !(if name.is_empty() { c.is_xml_name_start() } else { c.is_xml_name() }) || name.len() > LONGEST_NAME {
                break;
            }
            name.push(c);
            self.input.raw_bump();
        }
        name
    }

    /// A `Name` (production 5).
    pub(super) fn name(&mut self, what: &str) -> Result<Named, Fault> {
        let start = self.input.here();
        // A space of an entity border is not in the text.
        let name =
            if self.input.peek().is_some_and(|c| c.is_xml_name_start()) { self.raw_name() } else { String::new() };
        if name.is_empty() {
            return Err(self.expected(what));
        }
        let span = named(start, &name);
        if name.len() > LONGEST_NAME {
            return Err(fault(span, format!("this name is longer than {LONGEST_NAME} bytes")));
        }
        Ok(Named { name, span })
    }

    /// An `Nmtoken` (production 7).
    pub(super) fn nmtoken(&mut self) -> Result<Named, Fault> {
        let start = self.input.here();
        let mut name = String::new();
        while let Some(c) = self.input.peek().filter(|c| c.is_xml_name()) {
            name.push(c);
            self.input.raw_bump();
        }
        if name.is_empty() {
            return Err(self.expected("a name token"));
        }
        let span = named(start, &name);
        Ok(Named { name, span })
    }

    /// A word of capital letters; nothing is taken when another one stands here.
    pub(super) fn keyword(&mut self, keyword: &str) -> bool {
        if !self.input.starts_with(keyword) {
            return false;
        }
        let goes_on = self.input.follows(keyword.len()).is_some_and(|c| c.is_xml_name());
        !goes_on && self.input.eat(keyword)
    }

    /// Text in quotes, as written but for line ends; no reference is replaced.
    pub(super) fn literal(&mut self, what: &str) -> Result<(String, Span), Fault> {
        let Some(quote) = self.input.peek().filter(|c| matches!(c, '"' | '\'')) else {
            return Err(self.expected(&format!("{what} in quotes")));
        };
        let open = self.input.here();
        self.input.raw_bump();
        let start = self.input.here();
        let mut text = String::new();
        loop {
            match self.input.raw() {
                Some(c) if c == quote => break,
                Some(c) => text.push(c),
                None => return Err(fault(open, format!("the {what} that begins here does not end"))),
            }
            self.input.raw_bump();
        }
        let span = self.input.since(start);
        self.input.raw_bump();
        Ok((text, span))
    }

    /// The error that something else stands here.
    pub(super) fn expected(&mut self, what: &str) -> Fault {
        let start = self.input.here();
        let found = match self.input.peek() {
            None => "the end of the DTD".to_owned(),
            Some(' ') if self.input.raw().is_none() => "the end of the entity".to_owned(),
            Some(c) if is_space(c) => "white space".to_owned(),
            Some(c) if c.is_xml_name_start() => format!("`{}`", self.raw_name()),
            Some(c) => {
                self.input.raw_bump();
                format!("`{c}`")
            }
        };
        let span = self.input.since(start);
        Box::new(Diagnostic::error(span, format!("{what} is expected, not {found}")))
    }

    /// `>`, in the entity in which the declaration began (validity constraint "Proper Declaration/PE Nesting").
    pub(super) fn declaration_end(&mut self, start: Span, serial: super::super::input::Serial) -> Result<(), Fault> {
        self.space()?;
        if self.input.peek() != Some('>') {
            return Err(self.expected("`>`"));
        }
        let here = self.input.here();
        if self.input.serial() != serial {
            let message = "this declaration does not end in the entity in which it began";
            return Err(Box::new(Diagnostic::error(here, message).related(start, "it began here")));
        }
        self.input.raw_bump();
        Ok(())
    }
}
