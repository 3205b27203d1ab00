//! The internal subset: entities and attribute defaults count for the document, the
//! other declarations are looked at for their syntax (XML 1.0, sections 3.2 to 4.7).

use super::super::error::ErrorKind;
use super::super::fault::{Fault, Scan};
use super::super::limits::Limits;
use super::super::scan::{
    self, Reference, attribute_value, byte, comment, instruction, ncname, qname, some_space, space, unexpected,
};
use super::super::syntax::is_name_char;
use super::content_model::content_spec;
use super::declarations::Unparsed;
use super::{Declarations, Declared, Entity, external_id, literal};

/// Production 28b: `intSubset`, behind its `[`; answers what it declares, and where its `]` is.
pub(super) fn read(
    text: &str,
    at: usize,
    external: bool,
    standalone: bool,
    limits: &Limits,
) -> Scan<(Declarations, usize)> {
    let mut subset = Subset {
        declarations: Declarations::default(),
        open: Vec::new(),
        expanded: 0,
        external,
        standalone,
        skip: false,
        limits: *limits,
    };
    let end = subset.declarations_from(text, at)?;
    subset.declarations.add_up();
    Ok((subset.declarations, end))
}

/// An internal subset that is being read.
struct Subset {
    declarations: Declarations,
    /// Parameter entities in whose replacement text the reading is.
    open: Vec<String>,
    expanded: usize,
    /// There is an external subset, which may declare what this one does not.
    external: bool,
    standalone: bool,
    /// Section 5.1: behind a parameter entity that was not read, entities and attributes
    /// are not what they seem.
    skip: bool,
    limits: Limits,
}

impl Subset {
    /// Declarations up to the `]`, or to the end of a parameter entity.
    fn declarations_from(&mut self, text: &str, mut at: usize) -> Scan<usize> {
        loop {
            at = space(text, at);
            let rest = &text[at..];
            if rest.starts_with(']') && self.open.is_empty() || rest.is_empty() && !self.open.is_empty() {
                return Ok(at);
            } else if rest.starts_with("<!--") {
                at = comment(text, at + 4)? + 3;
            } else if rest.starts_with("<?") {
                at = instruction(text, at + 2)?.end + 2;
            } else if rest.starts_with("<!ENTITY") {
                at = self.entity(text, at + 8)?;
            } else if rest.starts_with("<!ATTLIST") {
                at = self.attribute_list(text, at + 9)?;
            } else if rest.starts_with("<!ELEMENT") {
                at = element(text, at + 9)?;
            } else if rest.starts_with("<!NOTATION") {
                at = self.notation(text, at + 10)?;
            } else if rest.starts_with('%') {
                at = self.parameter(text, at)?;
            } else {
                return Err(unexpected(text, at, "a declaration, or `]` at the end of the internal subset"));
            }
        }
    }

    /// Production 69: `PEReference`, between declarations (production 28a).
    fn parameter(&mut self, text: &str, at: usize) -> Scan<usize> {
        let end = ncname(text, at + 1)?;
        if byte(text, end) != b';' {
            return Err(unexpected(text, end, "`;` at the end of the reference"));
        }
        let (name, behind) = (&text[at + 1..end], end + 1);
        let wrong =
            |kind, found: String, expected: &str| Err(Fault::new(kind, at, behind - at, found).expected(expected));
        let replacement = match self.declarations.parameters.get(name) {
            Some(Entity::Internal(replacement)) => replacement.clone(),
            // Never opened; section 5.1 says what that means.
            Some(_) => {
                self.skip = !self.standalone;
                return Ok(behind);
            }
            None if (self.external || self.skip) && !self.standalone => {
                self.skip = true;
                return Ok(behind);
            }
            None => {
                let found = format!("the undeclared parameter entity `{name}`");
                return wrong(ErrorKind::Entity, found, "a parameter entity that is declared before");
            }
        };
        if self.open.iter().any(|open| open == name) {
            let found = format!("the parameter entity `{name}`, which refers to itself");
            return wrong(ErrorKind::Entity, found, "an entity that ends");
        }
        self.expanded += replacement.len() + 1;
        if self.open.len() >= self.limits.entity_depth || self.expanded > self.limits.expansion {
            return wrong(ErrorKind::Limit, "parameter entities beyond the limit".into(), "what `Limits` allows");
        }
        self.open.push(name.to_owned());
        self.declarations_from(&replacement, 0).map_err(|mut fault| {
            // The place that a person can look at is the reference.
            (fault.at, fault.length) = (at, behind - at);
            if self.open.len() == 1 {
                fault.found = format!("{}, in the parameter entity `{name}`", fault.found);
            }
            self.open.pop();
            fault
        })?;
        self.open.pop();
        Ok(behind)
    }

    /// Production 70: `EntityDecl`, behind `<!ENTITY`.
    fn entity(&mut self, text: &str, at: usize) -> Scan<usize> {
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
                let id = at;
                at = external_id(text, at, false)?;
                let next = space(text, at);
                if !parameter && next > at && text[next..].starts_with("NDATA") {
                    let id = text[id..at].into();
                    let notation = some_space(text, next + 5, "the name of a notation")?;
                    at = ncname(text, notation)?;
                    Entity::Unparsed(Box::new(Unparsed { id, notation: text[notation..at].into() }))
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
            predefined(name, &entity, end - name.len())?;
        }
        if !self.skip {
            let Declarations { entities, parameters, .. } = &mut self.declarations;
            // Section 4.2: the first declaration binds.
            if parameter { parameters } else { entities }.entry(name.into()).or_insert(entity);
        }
        Ok(at + 1)
    }

    /// Production 82: `NotationDecl`, behind `<!NOTATION`.
    fn notation(&mut self, text: &str, at: usize) -> Scan<usize> {
        let name = some_space(text, at, "the name of the notation")?;
        let end = ncname(text, name)?;
        let id = some_space(text, end, "an identifier")?;
        let at = external_id(text, id, true)?;
        let behind = space(text, at);
        if byte(text, behind) != b'>' {
            return Err(unexpected(text, behind, "`>`"));
        }
        if !self.skip {
            self.declarations.notations.entry(text[name..end].into()).or_insert_with(|| text[id..at].into());
        }
        Ok(behind + 1)
    }

    /// Production 52: `AttlistDecl`, behind `<!ATTLIST`.
    fn attribute_list(&mut self, text: &str, at: usize) -> Scan<usize> {
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
            let type_at = some_space(text, name_end, "the type of the attribute")?;
            at = attribute_type(text, type_at)?;
            let tokenized = &text[type_at..at] != "CDATA";
            at = some_space(text, at, "the default of the attribute")?;
            let value_at;
            (value_at, at) = default_declaration(text, at)?;
            let default = value_at.map(|quote| &text[quote + 1..at - 1]);
            if self.skip {
                continue;
            }
            if let (Some(value), Some(quote)) = (default, value_at) {
                self.declarations.check_default(value, quote + 1, &self.limits)?;
            }
            let name = &text[name_at..name_end];
            let declared = Declared { name: name.into(), tokenized, default: default.map(Into::into) };
            self.declarations.declare(element, declared, &self.limits).map_err(|found| {
                Fault::new(ErrorKind::Limit, name_at, name.len(), found).expected("fewer attributes")
            })?;
        }
    }
}

/// Section 4.6: whoever declares a predefined entity means the same by it.
fn predefined(name: &str, entity: &Entity, at: usize) -> Scan<()> {
    let (meant, decimal) = match name {
        "lt" => ('<', "&#60;"),
        "amp" => ('&', "&#38;"),
        "gt" => ('>', "&#62;"),
        "apos" => ('\'', "&#39;"),
        "quot" => ('"', "&#34;"),
        _ => return Ok(()),
    };
    let same = match entity {
        Entity::Internal(value) => match scan::reference(value, 0) {
            Ok((Reference::Char(c), end)) if value.starts_with('&') => c == meant && end == value.len(),
            _ => value.chars().eq([meant]) && !matches!(meant, '<' | '&'),
        },
        _ => false,
    };
    if same {
        return Ok(());
    }
    Err(Fault::new(ErrorKind::Entity, at, name.len(), format!("another meaning of the predefined entity `{name}`"))
        .expected(format!("`{decimal}`, escaped once more for `lt` and `amp`")))
}

/// Production 54: `AttType`.
fn attribute_type(text: &str, at: usize) -> Scan<usize> {
    let rest = &text[at..];
    if rest.starts_with('(') {
        return alternatives(text, at, false);
    }
    let words = ["CDATA", "IDREFS", "IDREF", "ID", "ENTITIES", "ENTITY", "NMTOKENS", "NMTOKEN", "NOTATION"];
    match words.into_iter().find(|w| rest.starts_with(w)) {
        Some("NOTATION") => {
            let open = some_space(text, at + 8, "the names of notations")?;
            if byte(text, open) != b'(' {
                return Err(unexpected(text, open, "`(` and the names of notations"));
            }
            alternatives(text, open, true)
        }
        Some(word) => Ok(at + word.len()),
        None => Err(unexpected(text, at, "a type of attribute: `CDATA`, `ID`, `NMTOKEN`, `(a | b)`…")),
    }
}

/// Productions 58 and 59: `(a | b)`, at the `(`.
fn alternatives(text: &str, open: usize, names: bool) -> Scan<usize> {
    let mut at = open + 1;
    loop {
        let start = space(text, at);
        let token = |c: char| is_name_char(c) || c == ':';
        at = start + text[start..].find(|c| !token(c)).unwrap_or(0);
        if at == start {
            return Err(unexpected(text, at, "a value"));
        }
        if names {
            ncname(text, start)?;
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
