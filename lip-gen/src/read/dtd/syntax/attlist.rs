//! `<!ATTLIST …>` (productions 52 to 60).

use super::super::input::{Fault, Serial, fault};
use super::{Attribute, AttributeType, Named, Parser};
use crate::read::reference::Value;
use crate::schema::{AttributeDefault, Builtin};
use crate::source::Span;

/// `TokenizedType` (production 56). Longer names first, since one is the start of another.
const TOKENIZED: &[(&str, Builtin)] = &[
    ("IDREFS", Builtin::IdRefs),
    ("IDREF", Builtin::IdRef),
    ("ID", Builtin::Id),
    ("ENTITIES", Builtin::Entities),
    ("ENTITY", Builtin::Entity),
    ("NMTOKENS", Builtin::NmTokens),
    ("NMTOKEN", Builtin::NmToken),
];

impl Parser<'_, '_> {
    pub(super) fn attlist(&mut self, start: Span, serial: Serial) -> Result<(), Fault> {
        self.need_space("`<!ATTLIST`")?;
        self.no_sgml_group("element types")?;
        let element = self.name("the name of the element")?;
        loop {
            let spaced = self.space()?;
            if self.input.peek() == Some('>') {
                break;
            }
            if !spaced {
                return Err(self.expected("white space or `>`"));
            }
            self.no_sgml_comment()?;
            let name = self.name("the name of an attribute or `>`")?;
            self.need_space("the name of the attribute")?;
            let r#type = self.attribute_type()?;
            self.need_space("the type of the attribute")?;
            let default = self.default(&r#type)?;
            self.dtd.attributes.push(Attribute { element: element.clone(), name, r#type, default });
        }
        self.declaration_end(start, serial)
    }

    fn attribute_type(&mut self) -> Result<AttributeType, Fault> {
        if self.keyword("CDATA") {
            return Ok(AttributeType::Cdata);
        }
        if let Some((_, builtin)) = TOKENIZED.iter().find(|(keyword, _)| self.keyword(keyword)) {
            return Ok(AttributeType::Tokenized(*builtin));
        }
        if self.keyword("NOTATION") {
            self.need_space("`NOTATION`")?;
            if self.input.peek() != Some('(') {
                return Err(self.expected("`(` and the names of notations"));
            }
            return Ok(AttributeType::Notation(self.tokens(|p| p.name("the name of a notation"))?));
        }
        if self.input.peek() == Some('(') {
            return Ok(AttributeType::Enumeration(self.tokens(Self::nmtoken)?));
        }
        self.no_sgml_attribute_type()?;
        Err(self.expected("the type of the attribute"))
    }

    /// `(a | b | c)` (productions 58, 59).
    fn tokens(&mut self, mut token: impl FnMut(&mut Self) -> Result<Named, Fault>) -> Result<Vec<Named>, Fault> {
        self.input.raw_bump();
        let mut tokens = Vec::new();
        loop {
            self.space()?;
            tokens.push(token(self)?);
            self.space()?;
            match self.input.peek() {
                Some('|') => self.input.raw_bump(),
                Some(')') => {
                    self.input.raw_bump();
                    return Ok(tokens);
                }
                _ => {
                    let fault = self.expected("`|` or `)`");
                    return Err(fault);
                }
            };
        }
    }

    /// `DefaultDecl` (production 60).
    fn default(&mut self, r#type: &AttributeType) -> Result<AttributeDefault, Fault> {
        if self.keyword("#REQUIRED") {
            return Ok(AttributeDefault::Required);
        }
        if self.keyword("#IMPLIED") {
            return Ok(AttributeDefault::Optional);
        }
        if self.keyword("#FIXED") {
            self.need_space("`#FIXED`")?;
            return Ok(AttributeDefault::Fixed { value: self.attribute_value(r#type)?, required: false });
        }
        self.no_sgml_default()?;
        if !matches!(self.input.peek(), Some('"' | '\'')) {
            return Err(self.expected("`#REQUIRED`, `#IMPLIED`, `#FIXED` or a default in quotes"));
        }
        Ok(AttributeDefault::Value(self.attribute_value(r#type)?))
    }

    /// `AttValue` (production 10), normalized (3.3.3).
    fn attribute_value(&mut self, r#type: &AttributeType) -> Result<String, Fault> {
        let (text, span) = self.literal("value")?;
        if let Some(at) = text.find('<') {
            // Line ends before it may have been two bytes.
            let exact = text.len() == (span.end - span.start) as usize;
            let start = span.start as usize + at;
            let span = if exact { Span::new(span.source, start, start + 1) } else { span };
            return Err(fault(span, "`<` cannot stand in the value of an attribute"));
        }
        let value = self.values.resolve(&text, span, Value::Attribute)?;
        Ok(match r#type {
            AttributeType::Cdata => value,
            // Only spaces: what a character reference brought in stays.
            _ => value.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "),
        })
    }
}
