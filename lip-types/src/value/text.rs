//! Text with rules: strings whose white space does not count, and languages.

use std::borrow::Cow;

use super::lexical::lexical;
use super::white_space::{collapse, replace};

lexical! {
    /// Text in which tabs and line ends count as spaces, `xsd:normalizedString` (XSD 1.0 part 2, 3.3.1).
    ///
    /// ```
    /// use lip_types::value::NormalizedString;
    ///
    /// let street = NormalizedString::new(" 12\tHigh Street")?;
    /// assert_eq!(street.as_str(), " 12\tHigh Street");
    /// assert_eq!(street.normalized(), " 12 High Street");
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    NormalizedString(Replace) = is_text, "characters that XML 1.0 allows";

    /// Text in which only single spaces between words count, `xsd:token` (XSD 1.0 part 2, 3.3.2).
    ///
    /// ```
    /// use lip_types::value::Token;
    ///
    /// let name = Token::new(" Ada \n Lovelace ")?;
    /// assert_eq!(name.as_str(), "Ada \n Lovelace");
    /// assert_eq!(name.normalized(), "Ada Lovelace");
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Token(Collapse) = is_text, "characters that XML 1.0 allows";

    /// A language tag, `xsd:language` (XSD 1.0 part 2, 3.3.3; RFC 3066): letters, then letters or digits, eight at most between hyphens.
    ///
    /// ```
    /// use lip_types::value::Language;
    ///
    /// assert_eq!(Language::new("en-GB")?.as_str(), "en-GB");
    /// assert_eq!(Language::new("en_GB").unwrap_err().hint(), Some("write `en-GB`"));
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Language(Collapse) = is_language, "a language tag such as `en` or `en-GB`", hint mend_language;

    /// The value of `xml:lang` (XML 1.0, 2.12): a language tag, or nothing, which takes back the language of the elements around.
    ///
    /// ```
    /// use lip_types::value::Lang;
    ///
    /// assert_eq!(Lang::new("en-GB")?.as_str(), "en-GB");
    /// assert_eq!(Lang::new("")?.as_str(), "");
    /// assert!(Lang::new("english please").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Lang(Language) = is_lang, "a language tag such as `en` or `en-GB`, or nothing", hint mend_language;
}

/// Only characters of XML 1.0, production 2. What a reader hands over is; what a program makes up may not be.
pub(super) fn is_text(text: &str) -> bool {
    text.chars().all(|character| match character {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        character => character >= ' ',
    })
}

fn is_language(text: &str) -> bool {
    let mut subtags = text.as_bytes().split(|byte| *byte == b'-');
    let first = subtags.next().unwrap_or_default();
    (1..=8).contains(&first.len())
        && first.iter().all(u8::is_ascii_alphabetic)
        && subtags.all(|subtag| (1..=8).contains(&subtag.len()) && subtag.iter().all(u8::is_ascii_alphanumeric))
}

fn is_lang(text: &str) -> bool {
    text.is_empty() || is_language(text)
}

/// An underscore for a hyphen is what POSIX writes.
fn mend_language(text: &str) -> Option<String> {
    Some(text.replace('_', "-")).filter(|tag| is_language(tag))
}

impl NormalizedString {
    /// The text with a space for every tab and line end.
    #[must_use]
    pub fn normalized(&self) -> Cow<'_, str> {
        replace(self.as_str())
    }
}

impl Token {
    /// The text with one space between words.
    #[must_use]
    pub fn normalized(&self) -> Cow<'_, str> {
        collapse(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexical::table::{check, hint};
    use super::super::{Binding, Scope};
    use super::*;

    #[test]
    fn strings() {
        let text = ["", " ", "a", " a\tb\r\n ", "é\u{85}\u{7f}\u{fffd}\u{10ffff}"];
        let no_text = ["\0", "a\u{1}", "\u{b}", "\u{1f}a", "\u{fffe}", "\u{ffff}"];
        check::<NormalizedString>(&text, &no_text);
        check::<Token>(&text, &no_text);
        assert_eq!(
            Token::new(" a \n b\t\u{a0} ").map(|token| token.normalized().into_owned()),
            Ok("a b \u{a0}".to_owned())
        );
    }

    #[test]
    fn languages() {
        let tags = [
            "en",
            "en-US",
            " en ",
            "a",
            "abcdefgh",
            "en-abcdefgh",
            "en-1",
            "x-klingon",
            "i-default",
            "de-CH-1996",
            "zh-Hant-TW-x-12345678",
        ];
        let none = [
            "en_US",
            "abcdefghi",
            "en-abcdefghi",
            "en-",
            "-en",
            "-",
            "en--us",
            "en us",
            "e1",
            "1",
            "12-en",
            "é",
            "en-é",
            "*",
            "en.us",
            "en-US\u{a0}",
        ];
        check::<Language>(&tags, &none);
        check::<Language>(&[], &["", " "]);
        check::<Lang>(&tags, &none);
        check::<Lang>(&[""], &[" ", "\n"]);
        let scope = Scope::new(Binding::Xsd);
        assert_eq!(hint::<Lang>(&scope, "de_CH_1996").as_deref(), Some("write `de-CH-1996`"));
        assert_eq!(hint::<Language>(&scope, "english please"), None);
    }
}
