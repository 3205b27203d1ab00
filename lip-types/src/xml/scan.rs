//! Recognises the productions of XML 1.0 that stand between elements and in tags.
//!
//! Every function takes the text and a position, and answers the position behind
//! what it recognised, or the [`Fault`] at its place. None keeps state.

use memchr::{memchr, memchr2, memmem};

use super::error::ErrorKind;
use super::fault::{Fault, Scan};
use super::syntax::{NAME_BYTE, TEXT_STOP, VALUE_STOP, is_char, is_name_char, is_name_start, is_space};

/// The byte there, or 0 behind the end.
#[inline]
pub(crate) fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or(0)
}

/// The character there, in words.
pub(crate) fn found_at(text: &str, at: usize) -> (String, usize) {
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        None => ("the end of the text".into(), 0),
        Some(c) if c.is_control() || c.is_whitespace() || !is_char(c) => {
            (format!("the character U+{:04X}", c as u32), c.len_utf8())
        }
        Some(c) => (format!("`{c}`"), c.len_utf8()),
    }
}

#[cold]
pub(crate) fn unexpected(text: &str, at: usize, expected: &str) -> Box<Fault> {
    let (found, length) = found_at(text, at);
    Fault::syntax(at, length, found).expected(expected)
}

/// In content, `<!` begins comments and CDATA sections only.
#[cold]
pub(crate) fn declaration_in_content(text: &str, at: usize) -> Box<Fault> {
    let rest = text.get(at..).unwrap_or_default();
    let word = rest.find(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '<' | '!' | '[')).unwrap_or(rest.len());
    let found = format!("`{}`", clip(&rest[..word]));
    Fault::syntax(at, word, found).expected("a tag, a comment `<!-- -->` or a CDATA section `<![CDATA[ ]]>`")
}

/// Production 3: `S?`.
#[inline]
pub(crate) fn space(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(b) = bytes.get(at).filter(|b| is_space(**b)) {
        // Indentation repeats one byte: how many of the next eight are the same?
        at += match bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            Some(eight) => {
                let others = u64::from_le_bytes(*eight) ^ u64::from_le_bytes([*b; 8]);
                (others.trailing_zeros() / 8) as usize
            }
            None => 1,
        };
    }
    at
}

/// Whether two names are the same; most have 4 to 16 bytes, and are two comparisons.
#[inline]
pub(crate) fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    if let (Some(x), Some(y)) = (a.first_chunk::<8>(), b.first_chunk::<8>()) {
        return x == y && a.last_chunk::<8>() == b.last_chunk::<8>() && (a.len() <= 16 || a == b);
    }
    if let (Some(x), Some(y)) = (a.first_chunk::<4>(), b.first_chunk::<4>()) {
        return x == y && a.last_chunk::<4>() == b.last_chunk::<4>();
    }
    a.iter().eq(b)
}

/// Production 3: `S`, at least one.
pub(crate) fn some_space(text: &str, at: usize, before: &str) -> Scan<usize> {
    let end = space(text, at);
    if end == at { Err(unexpected(text, at, &format!("white space before {before}"))) } else { Ok(end) }
}

/// Namespaces in XML, production 4: `NCName`.
#[inline]
pub(crate) fn ncname(text: &str, at: usize) -> Scan<usize> {
    let bytes = text.as_bytes();
    let mut end = at;
    while bytes.get(end).is_some_and(|b| NAME_BYTE[*b as usize]) {
        end += 1;
    }
    let ascii_start = matches!(bytes.get(at), Some(b'a'..=b'z' | b'A'..=b'Z' | b'_'));
    if ascii_start && bytes.get(end).is_none_or(|b| b.is_ascii()) {
        return Ok(end);
    }
    ncname_beyond_ascii(text, at)
}

fn ncname_beyond_ascii(text: &str, at: usize) -> Scan<usize> {
    let mut end = at;
    for c in text.get(at..).unwrap_or_default().chars() {
        if if end == at { is_name_start(c) } else { is_name_char(c) } {
            end += c.len_utf8();
        } else {
            break;
        }
    }
    if end == at { Err(unexpected(text, at, "a name")) } else { Ok(end) }
}

/// Namespaces in XML, production 7: `QName`. Answers where the colon is, and the end.
#[inline]
pub(crate) fn qname(text: &str, at: usize) -> Scan<(Option<usize>, usize)> {
    let end = ncname(text, at)?;
    if byte(text, end) != b':' {
        return Ok((None, end));
    }
    let local = ncname(text, end + 1)?;
    if byte(text, local) == b':' {
        return Err(Fault::new(ErrorKind::Namespace, local, 1, "a second colon in a name")
            .expected("a name with one colon at most"));
    }
    Ok((Some(end), local))
}

/// Production 2, for a stretch in which everything else is allowed.
pub(crate) fn legal(text: &str, from: usize, to: usize) -> Scan<()> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < to {
        let b = bytes[at];
        if b < 0x20 && !is_space(b) || b == 0xEF && is_noncharacter(bytes, at) {
            return Err(illegal(text, at));
        }
        at += 1;
    }
    Ok(())
}

/// U+FFFE and U+FFFF are no characters.
#[inline]
pub(crate) fn is_noncharacter(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 3), Some([0xEF, 0xBF, 0xBE | 0xBF]))
}

#[cold]
pub(crate) fn illegal(text: &str, at: usize) -> Box<Fault> {
    let (found, length) = found_at(text, at);
    Fault::syntax(at, length, found).expected("a character that XML 1.0 allows (production 2)")
}

#[cold]
fn ends_in(text: &str, what: &str, expected: &str) -> Box<Fault> {
    Fault::syntax(text.len(), 0, format!("the end of the text in {what}")).expected(expected)
}

/// Production 15: `Comment`; `at` is behind `<!--`. Answers where the text ends.
pub(crate) fn comment(text: &str, at: usize) -> Scan<usize> {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let Some(end) = memmem::find(rest, b"--").map(|i| at + i) else {
        return Err(ends_in(text, "a comment", "`-->`"));
    };
    legal(text, at, end)?;
    if byte(text, end + 2) != b'>' {
        return Err(Fault::syntax(end, 2, "`--` inside a comment").expected("`-->`"));
    }
    Ok(end)
}

/// A processing instruction: the target, and where it and its data end.
pub(crate) struct Instruction {
    pub(crate) target: usize,
    pub(crate) data: usize,
    pub(crate) end: usize,
}

/// Production 16: `PI`; `at` is behind `<?`.
pub(crate) fn instruction(text: &str, at: usize) -> Scan<Instruction> {
    let target = ncname(text, at)?;
    if text.get(at..target).is_some_and(|t| t.eq_ignore_ascii_case("xml")) {
        return Err(Fault::syntax(at - 2, target + 2 - at, "an XML declaration that is not at the very beginning")
            .expected("a processing instruction with another target than `xml`"));
    }
    let data = space(text, target);
    let rest = text.as_bytes().get(data..).unwrap_or_default();
    let Some(end) = memmem::find(rest, b"?>").map(|i| data + i) else {
        return Err(ends_in(text, "a processing instruction", "`?>`"));
    };
    if data == target && end > data {
        return Err(unexpected(text, target, "white space or `?>`"));
    }
    legal(text, data, end)?;
    Ok(Instruction { target, data, end })
}

/// Production 20: `CData`; `at` is behind `<![CDATA[`. Answers where the text ends.
pub(crate) fn cdata(text: &str, at: usize) -> Scan<usize> {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let Some(end) = memmem::find(rest, b"]]>").map(|i| at + i) else {
        return Err(ends_in(text, "a CDATA section", "`]]>`"));
    };
    legal(text, at, end)?;
    Ok(end)
}

/// Production 14: `CharData`; answers where a tag, a reference, a carriage return
/// or the text's end is.
#[inline]
pub(crate) fn char_data(text: &str, mut at: usize) -> Scan<usize> {
    let bytes = text.as_bytes();
    loop {
        while bytes.get(at).is_some_and(|b| !TEXT_STOP[*b as usize]) {
            at += 1;
        }
        match bytes.get(at) {
            None | Some(b'<' | b'&' | b'\r') => return Ok(at),
            Some(b']') if bytes.get(at..at + 3) == Some(b"]]>") => {
                return Err(Fault::syntax(at, 3, "`]]>` in text").expected("`]]&gt;`"));
            }
            Some(b']') => at += 1,
            Some(0xEF) if !is_noncharacter(bytes, at) => at += 3,
            Some(_) => return Err(illegal(text, at)),
        }
    }
}

/// Production 10: `AttValue`; `at` is at the quote. Answers where the value ends
/// before its closing quote, and whether it stands for other characters than it shows.
#[inline]
pub(crate) fn attribute_value(text: &str, at: usize) -> Scan<(usize, bool)> {
    let bytes = text.as_bytes();
    let quote = match bytes.get(at) {
        Some(quote @ (b'"' | b'\'')) => *quote,
        _ => return Err(unexpected(text, at, "a value in quotes")),
    };
    let mut end = at + 1;
    let mut written_otherwise = false;
    loop {
        while bytes.get(end).is_some_and(|b| !VALUE_STOP[*b as usize]) {
            end += 1;
        }
        match bytes.get(end) {
            Some(b) if *b == quote => return Ok((end, written_otherwise)),
            Some(b'"' | b'\'') => end += 1,
            Some(b'&' | b'\r' | b'\n' | b'\t') => {
                written_otherwise = true;
                end += 1;
            }
            Some(b'<') => {
                return Err(Fault::syntax(end, 1, "`<` in an attribute value").expected("`&lt;`"));
            }
            Some(0xEF) if !is_noncharacter(bytes, end) => end += 3,
            Some(_) => return Err(illegal(text, end)),
            None => {
                return Err(Fault::syntax(at, 1, "an attribute value without end")
                    .expected(format!("a closing `{}`", quote as char)));
            }
        }
    }
}

/// What a reference stands for.
pub(crate) enum Reference<'t> {
    Char(char),
    Entity(&'t str),
}

/// Production 67: `Reference`; `at` is at the `&`. Answers the position behind the `;`.
pub(crate) fn reference(text: &str, at: usize) -> Scan<(Reference<'_>, usize)> {
    if byte(text, at + 1) == b'#' {
        return char_reference(text, at).map(|(c, end)| (Reference::Char(c), end));
    }
    let end = ncname(text, at + 1)
        .map_err(|_| Fault::syntax(at, 1, "`&` that begins no reference").expected("`&amp;`, or a name and `;`"))?;
    if byte(text, end) != b';' {
        return Err(Fault::syntax(at, end - at, format!("`{}` without `;`", &text[at..end]))
            .expected("`;` at the end of the reference, or `&amp;`"));
    }
    let reference = match &text[at + 1..end] {
        "lt" => Reference::Char('<'),
        "gt" => Reference::Char('>'),
        "amp" => Reference::Char('&'),
        "apos" => Reference::Char('\''),
        "quot" => Reference::Char('"'),
        name => Reference::Entity(name),
    };
    Ok((reference, end + 1))
}

/// Production 66: `CharRef`.
fn char_reference(text: &str, at: usize) -> Scan<(char, usize)> {
    let hex = byte(text, at + 2) == b'x';
    let digits = at + if hex { 3 } else { 2 };
    let mut end = digits;
    while if hex { byte(text, end).is_ascii_hexdigit() } else { byte(text, end).is_ascii_digit() } {
        end += 1;
    }
    if end == digits || byte(text, end) != b';' {
        return Err(unexpected(text, end, if hex { "hexadecimal digits and `;`" } else { "digits and `;`" }));
    }
    let number = text[digits..end].trim_start_matches('0');
    let c = if number.len() > 7 {
        None
    } else {
        u32::from_str_radix(number, if hex { 16 } else { 10 }).ok().and_then(char::from_u32)
    };
    match c.filter(|c| is_char(*c)) {
        Some(c) => Ok((c, end + 1)),
        None => Err(Fault::syntax(at, end + 1 - at, format!("`{}`", clip(&text[at..=end])))
            .expected("a reference to a character that XML 1.0 allows (production 2)")),
    }
}

/// The next `<` or `&` from here, for those who skip.
pub(crate) fn markup(text: &str, at: usize) -> Option<usize> {
    memchr2(b'<', b'&', text.as_bytes().get(at..)?).map(|i| at + i)
}

/// The next `>` from here.
pub(crate) fn greater(text: &str, at: usize) -> Option<usize> {
    memchr(b'>', text.as_bytes().get(at..)?).map(|i| at + i)
}

/// A text for a message: its first 40 characters, on one line.
pub(crate) fn clip(text: &str) -> String {
    let text = text.trim();
    let mut shown = String::new();
    for c in text.chars().take(40) {
        match c {
            c if c.is_control() => shown.push(' '),
            // Spaces of other kinds, and what is not seen at all.
            '\u{A0}'
            | '\u{AD}'
            | '\u{2000}'..='\u{200F}'
            | '\u{2028}'..='\u{202F}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' => {
                shown.push_str(&format!("U+{:04X}", c as u32));
            }
            c => shown.push(c),
        }
    }
    if text.chars().nth(40).is_some() {
        shown.push('…');
    }
    shown
}

/// Line ends as LF (section 2.11).
pub(crate) fn with_line_feeds(text: &str) -> std::borrow::Cow<'_, str> {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return text.into();
    }
    text.replace("\r\n", "\n").replace('\r', "\n").into()
}
