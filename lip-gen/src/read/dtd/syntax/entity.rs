//! `<!ENTITY …>` (productions 70 to 76) and entity values.

use std::rc::Rc;

use super::super::entity::{Builder, Entity, Replacement, Value};
use super::super::external::Identifier;
use super::super::input::{Fault, Serial, fault};
use super::{Named, Parser};
use crate::diagnostic::Diagnostic;
use crate::read::reference::character;
use crate::source::Span;
use xmlparser::XmlCharExt;

/// A replacement text longer than this is refused.
const LONGEST: usize = 1 << 20;

/// An external identifier as written, the system identifier with its place.
struct Written {
    public: Option<String>,
    system: Option<(String, Span)>,
}

impl Parser<'_, '_> {
    pub(super) fn entity(&mut self, start: Span, serial: Serial) -> Result<(), Fault> {
        // Where the declaration begins counts (4.2.2), not where its identifier comes from.
        let base = self.input.file().to_owned();
        self.need_space("`<!ENTITY`")?;
        let parameter = self.input.peek() == Some('%');
        if parameter {
            self.input.raw_bump();
            self.need_space("`%`")?;
        }
        self.no_sgml_entity_name()?;
        let name = self.name("the name of the entity")?;
        if name.name.contains(':') {
            let message = "the name of an entity cannot hold a colon";
            self.diagnostics.push(Diagnostic::warning(name.span, message).note("Namespaces in XML 1.0, section 7"));
        }
        self.need_space("the name of the entity")?;
        self.no_sgml_entity_text()?;
        let value = if matches!(self.input.peek(), Some('"' | '\'')) {
            match self.entity_value() {
                Ok(value) => Value::Internal(value),
                Err(fault) => {
                    // References to it shall not be errors as well.
                    let nothing = Value::Internal(Builder::default().finish(name.span.source));
                    self.declare(name, parameter, nothing);
                    return Err(fault);
                }
            }
        } else {
            let identifier = self.external_identifier("a value in quotes, `SYSTEM` or `PUBLIC`")?;
            let Written { public, system: Some((system, span)) } = identifier else {
                let fault = self.expected("a system identifier in quotes");
                return Err(Box::new(fault.note("a public identifier alone is enough in SGML, not in XML")));
            };
            if system.contains('#') {
                // An error by XML 1.0, 4.2.2.
                return Err(fault(span, "a system identifier cannot name a part of a file (`#`)"));
            }
            match self.ndata()? {
                Some(notation) if parameter => {
                    return Err(fault(notation.span, "a parameter entity cannot be unparsed (`NDATA`)"));
                }
                Some(notation) => {
                    self.dtd.notation_references.push(notation);
                    Value::Unparsed
                }
                None => Value::External(Identifier { public, system, base }),
            }
        };
        self.declaration_end(start, serial)?;
        self.declare(name, parameter, value);
        Ok(())
    }

    /// The first declaration binds (4.2).
    fn declare(&mut self, name: Named, parameter: bool, value: Value) {
        if !parameter {
            let replacement = match &value {
                Value::Internal(replacement) => Some(Rc::from(&*replacement.text)),
                Value::External(_) | Value::Unparsed => None,
            };
            self.values.define(&name.name, replacement);
        }
        let entities = if parameter { &mut self.parameter } else { &mut self.general };
        match entities.get(&name.name) {
            Some(first) => {
                let sign = if parameter { '%' } else { '&' };
                let message = format!("`{sign}{};` is declared already; the first declaration counts", name.name);
                let first = first.span;
                self.diagnostics.push(Diagnostic::info(name.span, message).related(first, "first here"));
            }
            None => {
                entities.insert(name.name, Rc::new(Entity { value, span: name.span }));
                self.dtd.entities += 1;
            }
        }
    }

    /// `EntityValue` (production 9): parameter entities and character references are replaced (4.5).
    fn entity_value(&mut self) -> Result<Replacement, Fault> {
        let base = self.input.serial();
        let quote = self.input.peek();
        let open = self.input.here();
        self.input.raw_bump();
        let mut value = Builder::default();
        // The reference in this literal through which the text comes that is read now.
        let mut through = open;
        loop {
            self.input.leave_ended(base);
            let at_base = self.input.serial() == base;
            let place = if at_base { self.input.here() } else { through };
            let run = self.input.run(|c| matches!(c, '%' | '&' | '"' | '\''));
            let add = if at_base { Builder::push } else { Builder::push_reference };
            if !run.is_empty() {
                add(&mut value, &run, place);
                if value.len() > LONGEST {
                    return Err(fault(open, "the value that begins here is longer than the limit"));
                }
                continue;
            }
            let Some(c) = self.input.raw() else {
                return Err(fault(open, "the value that begins here does not end"));
            };
            match c {
                _ if Some(c) == quote && at_base => break,
                '%' => {
                    let Some((name, entity, reference)) = self.parameter_entity()? else { continue };
                    through = if at_base { reference } else { through };
                    match &entity.value {
                        Value::Internal(replacement) if at_base && replacement.is_plain() => {
                            self.input.spend(replacement.text.len(), reference)?;
                            value.push_entity(replacement, reference);
                        }
                        _ => self.replace(&name, &entity, reference)?,
                    }
                }
                '&' => {
                    let text = self.reference_in_value()?;
                    let reference = if at_base { self.input.since(place) } else { through };
                    value.push_reference(&text, reference);
                }
                _ => {
                    add(&mut value, c.encode_utf8(&mut [0; 4]), place);
                    self.input.raw_bump();
                }
            }
        }
        self.input.raw_bump();
        if value.len() > LONGEST {
            return Err(fault(open, "the value that begins here is longer than the limit"));
        }
        Ok(value.finish(open.source))
    }

    /// The text for a reference in an entity value: the character of `&#…;`; `&name;` stays until the entity is
    /// used (4.4.7).
    fn reference_in_value(&mut self) -> Result<String, Fault> {
        let start = self.input.here();
        self.input.raw_bump();
        let code = self.input.eat("#");
        let mut name = String::new();
        while let Some(c) = self.input.raw().filter(|&c| if code { c.is_ascii_alphanumeric() } else { c.is_xml_name() })
        {
            name.push(c);
            self.input.raw_bump();
        }
        let named = name.chars().next().is_some_and(|c| code || c.is_xml_name_start());
        let ended = named && self.input.eat(";");
        let span = self.input.since(start);
        if !ended {
            let message = "`&` does not begin a reference";
            return Err(Box::new(Diagnostic::error(span, message).help("write `&#38;` for the character")));
        }
        if !code {
            return Ok(format!("&{name};"));
        }
        let c = character(&name).ok_or_else(|| fault(span, format!("`&#{name};` is no character of XML")))?;
        Ok(c.to_string())
    }

    /// `SYSTEM "…"`, `PUBLIC "…" "…"` (production 75), or `PUBLIC "…"`, which a notation may have (production 83).
    fn external_identifier(&mut self, what: &str) -> Result<Written, Fault> {
        if self.keyword("SYSTEM") {
            self.need_space("`SYSTEM`")?;
            return Ok(Written { public: None, system: Some(self.literal("system identifier")?) });
        }
        if !self.keyword("PUBLIC") {
            return Err(self.expected(what));
        }
        self.need_space("`PUBLIC`")?;
        let (public, span) = self.literal("public identifier")?;
        let allowed = |c: char| c.is_ascii_alphanumeric() || " \n-'()+,./:=?;!*#@$_%".contains(c);
        if let Some(c) = public.chars().find(|&c| !allowed(c)) {
            return Err(fault(span, format!("`{c}` cannot stand in a public identifier")));
        }
        let spaced = self.space()?;
        if !matches!(self.input.peek(), Some('"' | '\'')) {
            return Ok(Written { public: Some(public), system: None });
        }
        if !spaced {
            return Err(self.expected("white space after the public identifier"));
        }
        Ok(Written { public: Some(public), system: Some(self.literal("system identifier")?) })
    }

    /// What a notation has behind its name.
    pub(super) fn notation_identifier(&mut self) -> Result<(), Fault> {
        self.external_identifier("`SYSTEM` or `PUBLIC`").map(drop)
    }

    /// `NDATA name` (production 76).
    fn ndata(&mut self) -> Result<Option<Named>, Fault> {
        if !self.space()? || !self.keyword("NDATA") {
            return Ok(None);
        }
        self.need_space("`NDATA`")?;
        Ok(Some(self.name("the name of a notation")?))
    }
}
