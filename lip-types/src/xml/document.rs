//! What stands before the document element: the XML declaration and the document
//! type declaration (XML 1.0, section 2.8).

mod content_model;
mod declarations;
mod subset;
mod text_entity;

use std::sync::Arc;

use super::error::ErrorKind;
use super::fault::{Fault, Scan};
use super::limits::Limits;
use super::scan::{self, byte, clip, comment, instruction, legal, qname, some_space, space, unexpected};

pub(crate) use declarations::{Declarations, Declared, Entity};
pub(crate) use text_entity::TextEntity;

/// A document whose prolog has been read.
#[derive(Debug)]
pub(crate) struct Document<'x> {
    pub(crate) text: &'x str,
    pub(crate) standalone: Option<bool>,
    /// Comments, processing instructions and white space: from the XML declaration
    /// to the document type declaration, if there is one, and from there to the element.
    pub(crate) before: (usize, usize),
    pub(crate) between: (usize, usize),
    pub(crate) doctype: Option<DocumentType<'x>>,
    pub(crate) declarations: Arc<Declarations>,
    /// Where the document element begins.
    pub(crate) content: usize,
}

/// Production 28: `doctypedecl`.
#[derive(Debug)]
pub(crate) struct DocumentType<'x> {
    pub(crate) name: &'x str,
    pub(crate) name_at: usize,
    pub(crate) external: &'x str,
    pub(crate) internal: Option<&'x str>,
}

impl<'x> Document<'x> {
    /// The attributes that the document type declaration knows of an element.
    pub(crate) fn declared(&self, element: &str) -> &[Declared] {
        self.declarations.attributes.get(element).map_or(&[], Vec::as_slice)
    }

    /// The same with the declarations of another, of which it is a part.
    pub(crate) fn declaring(self, declarations: Option<&Arc<Declarations>>) -> Self {
        match declarations {
            Some(declarations) => Self { declarations: Arc::clone(declarations), ..self },
            None => self,
        }
    }

    /// Reads the prolog.
    pub(crate) fn parse(text: &'x str, limits: &Limits) -> Scan<Self> {
        if text.len() > limits.size {
            let found = format!("a document of more than {} bytes", limits.size);
            return Err(Fault::new(ErrorKind::Limit, 0, 0, found).expected("what `Limits` allows"));
        }
        let mut document = Self {
            text,
            standalone: None,
            before: (0, 0),
            between: (0, 0),
            doctype: None,
            declarations: Arc::default(),
            content: 0,
        };
        let mut at = 0;
        if text.starts_with("<?xml") && scan::byte(text, 5) < 0x80 && !is_target(byte(text, 5)) {
            at = document.declaration(5)?;
        }
        let before = at;
        at = misc(text, at)?;
        document.before = (before, at);
        document.between = (at, at);
        if text[at..].starts_with("<!DOCTYPE") {
            let end = document.doctype(at, limits)?;
            at = misc(text, end)?;
            document.between = (end, at);
        }
        document.content = at;
        Ok(document)
    }

    /// A document whose prolog is wrong, from its element on, as far as one can be found; nothing that the prolog declares is known.
    pub(crate) fn behind_prolog(text: &'x str) -> Option<Self> {
        let mut at = 0;
        let content = loop {
            at += text.get(at..)?.find('<')?;
            let rest = text.get(at..)?;
            let behind = |mark: &str| rest.find(mark).map(|end| end + mark.len());
            at += if rest.starts_with("<!--") {
                behind("-->")?
            } else if rest.starts_with("<?") {
                behind("?>")?
            } else if rest.starts_with("<!") {
                let end = rest.find('>')?;
                // An internal subset ends at `]` and `>`, and holds others.
                let subset = rest.get(..end)?.contains('[').then(|| rest.find(']')).flatten();
                subset.map_or(Some(end), |subset| rest.get(subset..)?.find('>').map(|end| subset + end))? + 1
            } else if qname(text, at + 1).is_ok() {
                break at;
            } else {
                1
            };
        };
        let (before, between, declarations) = ((0, content), (content, content), Arc::default());
        Some(Self { text, standalone: None, before, between, doctype: None, declarations, content })
    }

    /// Production 23: `XMLDecl`, behind `<?xml`.
    fn declaration(&mut self, at: usize) -> Scan<usize> {
        let text = self.text;
        let at = some_space(text, at, "`version`")?;
        let (version, mut at) = pseudo_attribute(text, at, "version")?;
        let number = version.strip_prefix("1.").unwrap_or_default();
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            let start = at - 1 - version.len();
            return Err(Fault::syntax(start, version.len(), format!("version `{}`", clip(version))).expected("`1.0`"));
        }
        let mut next = space(text, at);
        if next > at && text[next..].starts_with("encoding") {
            let (name, end) = pseudo_attribute(text, next, "encoding")?;
            let letters = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.bytes().all(letters) {
                let start = end - 1 - name.len();
                return Err(Fault::syntax(start, name.len(), format!("encoding `{}`", clip(name)))
                    .expected("the name of an encoding"));
            }
            at = end;
            next = space(text, at);
        }
        if next > at && text[next..].starts_with("standalone") {
            let (value, end) = pseudo_attribute(text, next, "standalone")?;
            self.standalone = match value {
                "yes" => Some(true),
                "no" => Some(false),
                _ => {
                    let start = end - 1 - value.len();
                    return Err(Fault::syntax(start, value.len(), format!("standalone `{}`", clip(value)))
                        .expected("`yes` or `no`"));
                }
            };
            next = space(text, end);
        }
        if text[next..].starts_with("?>") { Ok(next + 2) } else { Err(unexpected(text, next, "`?>`")) }
    }

    /// Production 28: `doctypedecl`, at `<!DOCTYPE`.
    fn doctype(&mut self, at: usize, limits: &Limits) -> Scan<usize> {
        let text = self.text;
        let name_at = some_space(text, at + 9, "the name of the document element")?;
        let (_, name_end) = qname(text, name_at)?;
        let mut at = space(text, name_end);
        let external_at = at;
        if at > name_end && (text[at..].starts_with("SYSTEM") || text[at..].starts_with("PUBLIC")) {
            at = external_id(text, at, false)?;
        }
        let external = &text[external_at..at];
        at = space(text, at);
        let mut internal = None;
        if byte(text, at) == b'[' {
            let start = at + 1;
            let (declarations, end) =
                subset::read(text, start, !external.is_empty(), self.standalone == Some(true), limits)?;
            self.declarations = Arc::new(declarations);
            internal = Some(&text[start..end]);
            at = space(text, end + 1);
        }
        if byte(text, at) != b'>' {
            return Err(unexpected(text, at, "`>` at the end of the document type declaration"));
        }
        let name = &text[name_at..name_end];
        self.doctype = Some(DocumentType { name, name_at, external, internal });
        Ok(at + 1)
    }
}

fn is_target(b: u8) -> bool {
    super::syntax::NAME_BYTE[b as usize] || b == b':'
}

/// Production 27: `Misc*`.
pub(crate) fn misc(text: &str, mut at: usize) -> Scan<usize> {
    loop {
        at = space(text, at);
        let rest = &text[at..];
        if rest.starts_with("<!--") {
            at = comment(text, at + 4)? + 3;
        } else if rest.starts_with("<?") {
            at = instruction(text, at + 2)?.end + 2;
        } else {
            return Ok(at);
        }
    }
}

/// `name = "value"` in the XML declaration; answers the value and the position behind it.
fn pseudo_attribute<'x>(text: &'x str, at: usize, name: &str) -> Scan<(&'x str, usize)> {
    if !text[at..].starts_with(name) {
        return Err(unexpected(text, at, &format!("`{name}`")));
    }
    let equals = space(text, at + name.len());
    if byte(text, equals) != b'=' {
        return Err(unexpected(text, equals, "`=`"));
    }
    literal(text, space(text, equals + 1), name)
}

/// A text in quotes; answers it and the position behind the closing quote.
fn literal<'x>(text: &'x str, at: usize, what: &str) -> Scan<(&'x str, usize)> {
    let quote = byte(text, at);
    if !matches!(quote, b'"' | b'\'') {
        return Err(unexpected(text, at, &format!("{what} in quotes")));
    }
    match memchr::memchr(quote, &text.as_bytes()[at + 1..]) {
        Some(length) => {
            let end = at + 1 + length;
            legal(text, at + 1, end)?;
            Ok((&text[at + 1..end], end + 1))
        }
        None => {
            Err(Fault::syntax(at, 1, format!("{what} without a closing quote"))
                .expected(format!("`{}`", quote as char)))
        }
    }
}

/// Productions 75 and 83: `ExternalID`, `PublicID`.
fn external_id(text: &str, at: usize, public_alone: bool) -> Scan<usize> {
    let rest = &text[at..];
    if rest.starts_with("SYSTEM") {
        return literal(text, some_space(text, at + 6, "the system identifier")?, "a system identifier")
            .map(|(_, end)| end);
    }
    if !rest.starts_with("PUBLIC") {
        return Err(unexpected(text, at, "`SYSTEM`, `PUBLIC` or a value in quotes"));
    }
    let start = some_space(text, at + 6, "the public identifier")?;
    let (public, end) = literal(text, start, "a public identifier")?;
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b" \r\n-'()+,./:=?;!*#@$_%".contains(&b);
    if let Some(bad) = public.bytes().position(|b| !allowed(b)) {
        return Err(unexpected(text, start + 1 + bad, "a character of public identifiers (production 13)"));
    }
    let next = space(text, end);
    if public_alone && !matches!(byte(text, next), b'"' | b'\'') {
        return Ok(end);
    }
    literal(text, some_space(text, end, "the system identifier")?, "a system identifier").map(|(_, end)| end)
}
