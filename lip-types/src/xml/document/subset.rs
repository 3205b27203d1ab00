//! The internal subset: entities and attribute defaults count for the document, the
//! other declarations are looked at for their syntax (XML 1.0, sections 3.2 to 4.7).

use super::super::error::ErrorKind;
use super::super::fault::{Fault, Scan};
use super::super::scan::{
    self, Reference, attribute_value, byte, comment, instruction, ncname, qname, some_space, space, unexpected,
};
use super::super::syntax::is_name_char;
use super::content_model::content_spec;
use super::{Default, Document, Entity, external_id, literal};

/// Attributes that one element may be given by declarations.
const DEFAULTS: usize = 1_000;

impl<'x> Document<'x> {
    /// Production 28b: `intSubset`; answers where the `]` is.
    pub(super) fn internal_subset(&mut self, mut at: usize) -> Scan<usize> {
        let text = self.text;
        loop {
            at = space(text, at);
            let rest = &text[at..];
            if rest.starts_with(']') {
                return Ok(at);
            } else if rest.starts_with("<!--") {
                at = comment(text, at + 4)? + 3;
            } else if rest.starts_with("<?") {
                at = instruction(text, at + 2)?.end + 2;
            } else if rest.starts_with("<!ENTITY") {
                at = self.entity(at + 8)?;
            } else if rest.starts_with("<!ATTLIST") {
                at = self.attribute_list(at + 9)?;
            } else if rest.starts_with("<!ELEMENT") {
                at = element(text, at + 9)?;
            } else if rest.starts_with("<!NOTATION") {
                at = notation(text, at + 10)?;
            } else if rest.starts_with('%') {
                return Err(Fault::new(
                    ErrorKind::Unsupported,
                    at,
                    1,
                    "a parameter entity reference in the internal subset",
                )
                .expected("declarations in full"));
            } else {
                return Err(unexpected(text, at, "a declaration, or `]` at the end of the internal subset"));
            }
        }
    }

    /// Production 70: `EntityDecl`, behind `<!ENTITY`.
    fn entity(&mut self, at: usize) -> Scan<usize> {
        let text = self.text;
        let mut at = some_space(text, at, "the name of the entity")?;
        let parameter = byte(text, at) == b'%';
        if parameter {
            at = some_space(text, at + 1, "the name of the entity")?;
        }
        let end = ncname(text, at)?;
        let name = &text[at..end];
        at = some_space(text, end, "the value of the entity")?;
        let entity = match byte(text, at) {
            b'"' | b'\'' => {
                let (value, end) = entity_value(text, at)?;
                at = end;
                Entity::Internal(value)
            }
            _ => {
                at = external_id(text, at, false)?;
                let next = space(text, at);
                if !parameter && next > at && text[next..].starts_with("NDATA") {
                    at = ncname(text, some_space(text, next + 5, "the name of a notation")?)?;
                    Entity::Unparsed
                } else {
                    Entity::External
                }
            }
        };
        at = space(text, at);
        if byte(text, at) != b'>' {
            return Err(unexpected(text, at, "`>` at the end of the entity declaration"));
        }
        if !parameter {
            // Section 4.2: the first declaration binds.
            self.entities.entry(name).or_insert(entity);
        }
        Ok(at + 1)
    }

    /// Production 52: `AttlistDecl`, behind `<!ATTLIST`.
    fn attribute_list(&mut self, at: usize) -> Scan<usize> {
        let text = self.text;
        let element_at = some_space(text, at, "the name of the element")?;
        let (_, mut at) = qname(text, element_at)?;
        let element = &text[element_at..at];
        loop {
            let next = space(text, at);
            if byte(text, next) == b'>' {
                return Ok(next + 1);
            }
            let name_at = some_space(text, at, "the name of an attribute, or `>`")?;
            let (_, name_end) = qname(text, name_at)?;
            at = attribute_type(text, some_space(text, name_end, "the type of the attribute")?)?;
            at = some_space(text, at, "the default of the attribute")?;
            let value_at;
            (value_at, at) = default_declaration(text, at)?;
            let value = value_at.map(|quote| &text[quote + 1..at - 1]);
            let name = &text[name_at..name_end];
            let declared = self.defaults.entry(element).or_default();
            if declared.len() >= DEFAULTS {
                let found = format!("more than {DEFAULTS} attributes of `{element}`");
                return Err(Fault::new(ErrorKind::Limit, name_at, name.len(), found).expected("fewer attributes"));
            }
            // Section 3.3: the first definition binds.
            if !declared.iter().any(|d| d.name == name) {
                declared.push(Default { name, value });
            }
        }
    }
}

/// Production 54: `AttType`.
fn attribute_type(text: &str, at: usize) -> Scan<usize> {
    let rest = &text[at..];
    if rest.starts_with('(') {
        return alternatives(text, at);
    }
    let words = ["CDATA", "IDREFS", "IDREF", "ID", "ENTITY", "ENTITIES", "NMTOKENS", "NMTOKEN", "NOTATION"];
    match words.into_iter().find(|w| rest.starts_with(w)) {
        Some("NOTATION") => {
            let open = some_space(text, at + 8, "the names of notations")?;
            if byte(text, open) != b'(' {
                return Err(unexpected(text, open, "`(` and the names of notations"));
            }
            alternatives(text, open)
        }
        Some(word) => Ok(at + word.len()),
        None => Err(unexpected(text, at, "a type of attribute: `CDATA`, `ID`, `NMTOKEN`, `(a | b)`…")),
    }
}

/// Productions 58 and 59: `(a | b)`, at the `(`.
fn alternatives(text: &str, open: usize) -> Scan<usize> {
    let mut at = open + 1;
    loop {
        let start = space(text, at);
        let token = |c: char| is_name_char(c) || c == ':';
        at = start + text[start..].find(|c| !token(c)).unwrap_or(0);
        if at == start {
            return Err(unexpected(text, at, "a value"));
        }
        at = space(text, at);
        match byte(text, at) {
            b'|' => at += 1,
            b')' => return Ok(at + 1),
            _ => return Err(unexpected(text, at, "`|` or `)`")),
        }
    }
}

/// Production 60: `DefaultDecl`; answers where its quote is, if it has one, and the end.
fn default_declaration(text: &str, at: usize) -> Scan<(Option<usize>, usize)> {
    let rest = &text[at..];
    if rest.starts_with("#REQUIRED") {
        return Ok((None, at + 9));
    }
    if rest.starts_with("#IMPLIED") {
        return Ok((None, at + 8));
    }
    let quote = if rest.starts_with("#FIXED") { some_space(text, at + 6, "the value")? } else { at };
    if !matches!(byte(text, quote), b'"' | b'\'') {
        return Err(unexpected(text, quote, "`#REQUIRED`, `#IMPLIED`, `#FIXED` or a value in quotes"));
    }
    let (end, _) = attribute_value(text, quote)?;
    Ok((Some(quote), end + 1))
}

/// Production 45: `elementdecl`, behind `<!ELEMENT`.
fn element(text: &str, at: usize) -> Scan<usize> {
    let name = some_space(text, at, "the name of the element")?;
    let (_, end) = qname(text, name)?;
    let end = content_spec(text, some_space(text, end, "the content of the element")?)?;
    let end = space(text, end);
    if byte(text, end) == b'>' { Ok(end + 1) } else { Err(unexpected(text, end, "`>`")) }
}

/// Production 82: `NotationDecl`, behind `<!NOTATION`.
fn notation(text: &str, at: usize) -> Scan<usize> {
    let name = some_space(text, at, "the name of the notation")?;
    let end = ncname(text, name)?;
    let at = external_id(text, some_space(text, end, "an identifier")?, true)?;
    let end = space(text, at);
    if byte(text, end) == b'>' { Ok(end + 1) } else { Err(unexpected(text, end, "`>`")) }
}

/// Production 9: `EntityValue`; answers the replacement text (section 4.5): character
/// references are expanded, general entity references stay.
fn entity_value(text: &str, at: usize) -> Scan<(String, usize)> {
    let (literal, end) = literal(text, at, "the value of the entity")?;
    let start = at + 1;
    let mut value = String::with_capacity(literal.len());
    let mut at = 0;
    while let Some(mark) = memchr::memchr3(b'&', b'%', b'\r', &literal.as_bytes()[at..]).map(|i| at + i) {
        value.push_str(&literal[at..mark]);
        match literal.as_bytes()[mark] {
            b'&' => {
                let (reference, end) = scan::reference(text, start + mark)?;
                match reference {
                    Reference::Char(c) if literal.as_bytes().get(mark + 1) == Some(&b'#') => value.push(c),
                    _ => value.push_str(&text[start + mark..end]),
                }
                at = end - start;
            }
            b'%' => {
                return Err(Fault::syntax(start + mark, 1, "`%` in the value of an entity of the internal subset")
                    .expected("`&#37;`"));
            }
            _ => {
                value.push('\n');
                at = mark + 1 + usize::from(literal.as_bytes().get(mark + 1) == Some(&b'\n'));
            }
        }
    }
    value.push_str(&literal[at..]);
    Ok((value, end))
}
