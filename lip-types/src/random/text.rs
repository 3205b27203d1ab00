//! Text: every character of XML 1.0, and those more often that are hard to write.

use arbitrary::{Arbitrary, Result, Unstructured};

use super::{few, lexical, spaced};
use crate::OneOrMore;

lexical! {
    NormalizedString: characters;
    Token: characters;
    AnyUri: uri;
    Language: language;
}

/// A language, or nothing, which takes one back.
impl<'a> Arbitrary<'a> for crate::value::Lang {
    fn arbitrary(data: &mut Unstructured<'a>) -> Result<Self> {
        let tag = if data.ratio(1, 8)? { String::new() } else { language(data)? };
        super::made(Self::new(&tag), &tag)
    }
}

/// What a field that holds text is filled with.
///
/// `arbitrary` itself would put characters into a `String` that no document can hold.
pub trait Text: Sized {
    /// Makes one.
    ///
    /// # Errors
    ///
    /// Those of `arbitrary`.
    fn from_data(data: &mut Unstructured<'_>) -> Result<Self>;
}

impl Text for String {
    fn from_data(data: &mut Unstructured<'_>) -> Result<Self> {
        characters(data)
    }
}

impl Text for Option<String> {
    fn from_data(data: &mut Unstructured<'_>) -> Result<Self> {
        if data.arbitrary()? { characters(data).map(Some) } else { Ok(None) }
    }
}

impl Text for Vec<String> {
    fn from_data(data: &mut Unstructured<'_>) -> Result<Self> {
        let length = few(data, 3)?;
        (0..length).map(|_| characters(data)).collect()
    }
}

impl Text for OneOrMore<String> {
    fn from_data(data: &mut Unstructured<'_>) -> Result<Self> {
        let mut texts = OneOrMore::new(characters(data)?);
        texts.extend(Vec::from_data(data)?);
        Ok(texts)
    }
}

/// Text that a document can hold, for the fields of generated types: `#[arbitrary(with = ::lip_types::random::text)]`.
///
/// # Errors
///
/// Those of `arbitrary`.
pub fn text<T: Text>(data: &mut Unstructured<'_>) -> Result<T> {
    T::from_data(data)
}

/// Up to 24 characters of XML 1.0 (production 2).
pub(super) fn characters(data: &mut Unstructured<'_>) -> Result<String> {
    /// Pieces that are markup, or that are changed when they are not escaped.
    const PIECES: &[&str] = &[
        "<",
        ">",
        "&",
        "\"",
        "'",
        "]]>",
        "]]",
        "]",
        "--",
        "?>",
        "&amp;",
        "&#60;",
        "<!--",
        "<![CDATA[",
        " ",
        "  ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{2028}",
        "\u{d7ff}",
        "\u{e000}",
        "\u{feff}",
        "\u{fffd}",
        "\u{10000}",
        "\u{10ffff}",
        "é",
        "e\u{301}",
        "日本",
        "😀",
    ];
    let mut text = String::new();
    for _ in 0..few(data, 24)? {
        match data.int_in_range(0..=7)? {
            0..=4 => text.push(char::from(data.int_in_range(b' '..=b'~')?)),
            5 | 6 => text.push_str(data.choose(PIECES)?),
            _ => text.push(any_character(data)?),
        }
    }
    Ok(text)
}

fn any_character(data: &mut Unstructured<'_>) -> Result<char> {
    let code = data.int_in_range(0x20..=0x10ffff_u32)?;
    Ok(char::from_u32(code).filter(|character| !matches!(character, '\u{fffe}' | '\u{ffff}')).unwrap_or('a'))
}

fn uri(data: &mut Unstructured<'_>) -> Result<String> {
    const BEGINNINGS: &[&str] = &[
        "",
        "http://www.example.org/",
        "https://user@[2001:db8::1]:8080/",
        "urn:example:",
        "mailto:ada@",
        "../",
        "/",
        "//host",
        "#",
        "?",
        "a b/",
        "é/",
    ];
    const PARTS: &[&str] =
        &["a", "Z", "0", "%20", "/", "-._~", "!$'()*+,;=", " ", "日本", "%C3%A9", "\\", "{}", "|", "^"];
    let mut uri = (*data.choose(BEGINNINGS)?).to_owned();
    for _ in 0..few(data, 6)? {
        uri.push_str(data.choose(PARTS)?);
    }
    spaced(data, uri)
}

fn language(data: &mut Unstructured<'_>) -> Result<String> {
    const LETTERS: &[char] = &['a', 'b', 'e', 'n', 'z', 'A', 'G', 'X'];
    const ALL: &[char] = &['a', 'e', 'n', 'z', 'G', 'B', '0', '1', '9'];
    let subtag = |data: &mut Unstructured<'_>, of: &[char]| -> Result<String> {
        let length = 1 + few(data, 7)?;
        (0..length).map(|_| data.choose(of).copied()).collect()
    };
    let mut tag = subtag(data, LETTERS)?;
    for _ in 0..few(data, 2)? {
        tag.push('-');
        tag.push_str(&subtag(data, ALL)?);
    }
    spaced(data, tag)
}
