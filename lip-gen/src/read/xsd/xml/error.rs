//! What `xmlparser` found wrong, in words, at a byte.

use xmlparser::{Error, StreamError, TextPos};

use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

pub(super) fn explain(error: &Error, text: &str, source: SourceId) -> Diagnostic {
    let (what, cause) = match error {
        Error::InvalidDeclaration(cause, _) => ("the XML declaration is not well-formed", Some(cause)),
        Error::InvalidComment(cause, _) => ("this comment is not well-formed", Some(cause)),
        Error::InvalidPI(cause, _) => ("this processing instruction is not well-formed", Some(cause)),
        Error::InvalidDoctype(cause, _) => ("this DOCTYPE is not well-formed", Some(cause)),
        Error::InvalidEntity(cause, _) => ("this entity declaration is not well-formed", Some(cause)),
        Error::InvalidElement(cause, _) => ("this tag is not well-formed", Some(cause)),
        Error::InvalidAttribute(cause, _) => {
            ("this tag is not well-formed: an attribute is expected here, or its end", Some(cause))
        }
        Error::InvalidCdata(cause, _) => ("this CDATA section is not well-formed", Some(cause)),
        Error::InvalidCharData(cause, _) => ("this text is not well-formed", Some(cause)),
        Error::UnknownToken(_) => ("this cannot stand here in an XML document", None),
    };
    let (why, place) = cause.map_or((None, None), reason);
    let mut at = offset(text, place.unwrap_or_else(|| error.pos()));
    if let Some(StreamError::InvalidCharacterData) = cause {
        // The place given is that of the whole text.
        at += text.get(at..).and_then(|rest| rest.find("]]>")).unwrap_or(0);
    }
    let width = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let diagnostic = Diagnostic::error(Span::new(source, at, at + width), what);
    match why {
        Some(why) => diagnostic.label(why),
        None => diagnostic,
    }
}

fn reason(cause: &StreamError) -> (Option<String>, Option<TextPos>) {
    let byte = |b: u8| if b.is_ascii_graphic() { format!("`{}`", char::from(b)) } else { format!("0x{b:02X}") };
    let (why, place) = match cause {
        StreamError::UnexpectedEndOfStream => ("the text ends".to_owned(), None),
        StreamError::InvalidName => ("a name is expected".to_owned(), None),
        StreamError::NonXmlChar(c, p) => (format!("U+{:04X} is not allowed in XML", u32::from(*c)), Some(*p)),
        StreamError::InvalidChar(b'<', b'"' | b'\'', p) => {
            ("`<` cannot stand in the value of an attribute".to_owned(), Some(*p))
        }
        StreamError::InvalidChar(_, expected, p) => (format!("{} is expected", byte(*expected)), Some(*p)),
        StreamError::InvalidCharMultiple(_, expected, p) => {
            let list: Vec<_> = expected.iter().map(|&b| byte(b)).collect();
            (format!("{} is expected", list.join(" or ")), Some(*p))
        }
        StreamError::InvalidQuote(_, p) => ("a quote is expected".to_owned(), Some(*p)),
        StreamError::InvalidSpace(_, p) => ("white space is expected".to_owned(), Some(*p)),
        StreamError::InvalidString(expected, p) => (format!("`{expected}` is expected"), Some(*p)),
        StreamError::InvalidReference => ("not a reference".to_owned(), None),
        StreamError::InvalidExternalID => ("SYSTEM or PUBLIC with identifiers is expected".to_owned(), None),
        StreamError::InvalidCommentData => ("`--` cannot stand in a comment".to_owned(), None),
        StreamError::InvalidCommentEnd => ("a comment cannot end with `--->`".to_owned(), None),
        StreamError::InvalidCharacterData => ("`]]>` cannot stand in text".to_owned(), None),
    };
    (Some(why), place)
}

/// The byte of a position. `xmlparser` counts rows by LF and columns by characters.
fn offset(text: &str, position: TextPos) -> usize {
    let mut start = 0;
    for _ in 1..position.row {
        start = match text.get(start..).and_then(|rest| rest.find('\n')) {
            Some(at) => start + at + 1,
            None => return text.len(),
        };
    }
    let column = usize::try_from(position.col.saturating_sub(1)).unwrap_or(usize::MAX);
    let rest = text.get(start..).unwrap_or_default();
    rest.char_indices().nth(column).map_or(text.len(), |(at, _)| start + at)
}
