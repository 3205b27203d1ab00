//! Characters and names of XML 1.0 (fifth edition): the one place that knows them, below values and documents.

/// Production 3: `S`.
#[inline]
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r')
}

/// Production 2: `Char`.
#[inline]
pub(crate) const fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Production 4: `NameStartChar`, without the colon (Namespaces in XML, production 4).
pub(crate) const fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Production 4a: `NameChar`, without the colon.
pub(crate) const fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}'
            | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Namespaces in XML, production 4: `NCName`.
pub(crate) fn is_ncname(name: &str) -> bool {
    name.starts_with(is_name_start) && name.chars().all(is_name_char)
}

/// A byte that needs a look inside character data: `<`, `&`, `]` (which may begin
/// `]]>`), a carriage return, a character that is not allowed, and `EF`, with
/// which U+FFFE and U+FFFF begin.
pub(crate) const TEXT_STOP: [bool; 256] = stops(b"<&]\r");

/// A byte that needs a look inside an attribute value: as in text, and the quotes
/// and white space that section 3.3.3 replaces.
pub(crate) const VALUE_STOP: [bool; 256] = stops(b"<&\"'\r\n\t");

const fn stops(marks: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = byte != b'\t' as usize && byte != b'\n' as usize;
        byte += 1;
    }
    table[0xEF] = true;
    let mut mark = 0;
    while mark < marks.len() {
        table[marks[mark] as usize] = true;
        mark += 1;
    }
    table
}

/// Bytes of names that are not a colon: ASCII name characters, and all of UTF-8's
/// continuation and lead bytes, which [`crate::xml::scan`] looks at one by one.
pub(crate) const NAME_BYTE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
        byte += 1;
    }
    table
};
