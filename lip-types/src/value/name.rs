//! Names and name tokens, and what they identify (XSD 1.0 part 2, 3.3.4 to 3.3.12).
//!
//! The characters of names are those of XML 1.0, fifth edition, as everywhere else in a document.

use super::lexical::lexical;
use super::white_space::items;
use super::{Scope, ValueError};
use crate::syntax::{is_name_char, is_name_start, is_ncname};

lexical! {
    /// A name token, `xsd:NMTOKEN` (XSD 1.0 part 2, 3.3.4): characters that names have, in any order.
    ///
    /// ```
    /// use lip_types::value::NmToken;
    ///
    /// assert_eq!(NmToken::new("1.0.1")?.as_str(), "1.0.1");
    /// assert!(NmToken::new("1 0").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    NmToken(Collapse) = is_nmtoken, "a name token: letters, digits, `.`, `-`, `_` or `:`, without spaces";

    /// One name token or more, with white space between, `xsd:NMTOKENS` (XSD 1.0 part 2, 3.3.5).
    ///
    /// ```
    /// use lip_types::value::NmTokens;
    ///
    /// let rights = NmTokens::new("read  write")?;
    /// assert_eq!(rights.iter().collect::<Vec<_>>(), ["read", "write"]);
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    NmTokens(Collapse) = is_nmtokens, "name tokens with spaces between";

    /// A name, `xsd:Name` (XSD 1.0 part 2, 3.3.6; XML 1.0, production 5).
    ///
    /// ```
    /// use lip_types::value::XmlName;
    ///
    /// assert_eq!(XmlName::new("xml:lang")?.as_str(), "xml:lang");
    /// assert!(XmlName::new("1st").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    XmlName(Collapse) = is_name, "an XML name: a letter or `_`, then letters, digits, `.`, `-`, `_` or `:`";

    /// A name without a colon, `xsd:NCName` (XSD 1.0 part 2, 3.3.7; Namespaces in XML 1.0, production 4).
    ///
    /// ```
    /// use lip_types::value::NcName;
    ///
    /// assert_eq!(NcName::new("lang")?.as_str(), "lang");
    /// assert!(NcName::new("xml:lang").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    NcName(Collapse) = is_ncname, "a name without a colon: a letter or `_`, then letters, digits, `.`, `-` or `_`";

    /// What identifies an element in its document, `xsd:ID` (XSD 1.0 part 2, 3.3.8). That no other element has it is not seen here.
    ///
    /// ```
    /// use lip_types::value::Id;
    ///
    /// assert_eq!(Id::new("eval_001")?.as_str(), "eval_001");
    /// assert!(Id::new("001").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Id(Collapse) = is_ncname, "an identifier: a letter or `_`, then letters, digits, `.`, `-` or `_`";

    /// A reference to the element that has this [`Id`], `xsd:IDREF` (XSD 1.0 part 2, 3.3.9). That there is one is not seen here.
    ///
    /// ```
    /// use lip_types::value::IdRef;
    ///
    /// assert_eq!(IdRef::new("eval_001")?.as_str(), "eval_001");
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    IdRef(Collapse) = is_ncname, "an identifier: a letter or `_`, then letters, digits, `.`, `-` or `_`";

    /// One reference or more, with white space between, `xsd:IDREFS` (XSD 1.0 part 2, 3.3.10).
    ///
    /// ```
    /// use lip_types::value::IdRefs;
    ///
    /// assert_eq!(IdRefs::new("eval_001 eval_002")?.iter().count(), 2);
    /// assert!(IdRefs::new("").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    IdRefs(Collapse) = is_ncnames, "identifiers with spaces between";

    /// The name of an unparsed entity, `xsd:ENTITY` (XSD 1.0 part 2, 3.3.11).
    ///
    /// The DOCTYPE must declare it: reading and writing ask the [`Scope`], and refuse the value when the answer is no.
    /// Values made in code are checked when they are written.
    ///
    /// ```
    /// use lip_types::value::Entity;
    ///
    /// assert_eq!(Entity::new("photo")?.as_str(), "photo");
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Entity(Collapse) in scope = check_entity;

    /// One name of an unparsed entity or more, with white space between, `xsd:ENTITIES` (XSD 1.0 part 2, 3.3.12).
    /// Each is checked as an [`Entity`].
    ///
    /// ```
    /// use lip_types::value::Entities;
    ///
    /// assert_eq!(Entities::new("photo voice")?.iter().last(), Some("voice"));
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Entities(Collapse) in scope = check_entities;
}

/// Production 7: `Nmtoken`.
fn is_nmtoken(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ':' || is_name_char(c))
}

/// Production 5: `Name`.
fn is_name(text: &str) -> bool {
    text.starts_with(|c| c == ':' || is_name_start(c)) && is_nmtoken(text)
}

/// Lists have at least one item: the facet minLength of the list types.
fn all_items(text: &str, mut check: impl FnMut(&str) -> bool) -> bool {
    !text.is_empty() && items(text).all(&mut check)
}

fn is_nmtokens(text: &str) -> bool {
    all_items(text, is_nmtoken)
}

fn is_ncnames(text: &str) -> bool {
    all_items(text, is_ncname)
}

fn check_entity(text: &str, scope: &Scope<'_>) -> Result<(), ValueError> {
    if !is_ncname(text) {
        Err(ValueError::new("the name of an unparsed entity: a letter or `_`, then letters, digits, `.`, `-` or `_`"))
    } else if scope.declares_entity(text) == Some(false) {
        Err(ValueError::undeclared_entity())
    } else {
        Ok(())
    }
}

fn check_entities(text: &str, scope: &Scope<'_>) -> Result<(), ValueError> {
    if text.is_empty() {
        return Err(ValueError::new("names of unparsed entities with spaces between"));
    }
    items(text).try_for_each(|name| check_entity(name, scope))
}

macro_rules! list {
    ($($name:ident)+) => { $(
        impl $name {
            /// The items, in order; at least one.
            pub fn iter(&self) -> impl Iterator<Item = &str> {
                items(self.as_str())
            }
        }
    )+ };
}
list!(NmTokens IdRefs Entities);

#[cfg(test)]
mod tests {
    use super::super::lexical::table::{check, check_in};
    use super::super::{Binding, Context};
    use super::*;

    #[test]
    fn names() {
        let names = ["a", "A1", "_a", "a-", "a.b", "é", "a·", "aͅ", "Ā", "Ⰰ", "ஃ", "a‿", "〇", "𐀀", " a "];
        let none = [
            "",
            " ",
            "-a",
            "1a",
            ".a",
            "·a",
            "ͅa",
            "×",
            "÷",
            "a×",
            "a;",
            "a b",
            "a\u{37e}",
            "a,b",
            "a/b",
            "&a",
            "\u{feff}a\u{fffe}",
            "\u{f0000}",
        ];
        check::<XmlName>(&names, &none);
        check::<XmlName>(&[":", ":a", "a:b", "a:b:c"], &[]);
        check::<NcName>(&names, &none);
        check::<Id>(&names, &none);
        check::<IdRef>(&names, &none);
        check::<Entity>(&names, &none);
        let colons = [":", ":a", "a:", "a:b"];
        check::<NcName>(&[], &colons);
        check::<Id>(&[], &colons);
        check::<IdRef>(&[], &colons);
        check::<Entity>(&[], &colons);
    }

    #[test]
    fn tokens_and_lists() {
        check::<NmToken>(
            &["a", "1a", "-a", ".a", ":a", "·", "é", "2000-11-06", " a "],
            &["", " ", "a b", "×", "a;b", "a/b"],
        );
        check::<NmTokens>(&["a", "a b", "1 2\n3", "  a  b "], &["", "  ", "a ×", "× a", "a; b"]);
        check::<IdRefs>(&["a", "a b", "a\tb", " a "], &["", " ", "1 a", "a 1", "a:b"]);
        check::<Entities>(&["a", "a b", "a\tb", " a "], &["", " ", "1 a", "a 1", "a:b"]);
        assert!(NmTokens::new(" a \n\tb ").is_ok_and(|tokens| tokens.iter().eq(["a", "b"])));
    }

    struct Doctype;
    impl Context for Doctype {
        fn declares_entity(&self, name: &str) -> Option<bool> {
            Some(matches!(name, "photo" | "voice"))
        }
        fn namespace(&self, _: &str) -> Option<&str> {
            None
        }
    }

    #[test]
    fn entities_are_declared() {
        let scope = Scope::new(Binding::Dtd).with_context(&Doctype);
        check_in::<Entity>(&scope, &["photo", " voice "], &["sound", "", "photo voice"]);
        check_in::<Entities>(&scope, &["photo", "photo  voice"], &["sound", "", "photo sound"]);
    }

    #[test]
    fn entities_made_in_code_are_checked_when_written() -> Result<(), ValueError> {
        use super::super::ToText;
        let scope = Scope::new(Binding::Dtd).with_context(&Doctype);
        assert!(Entity::new("photo")?.to_text(&scope).is_ok());
        assert!(Entity::new("sound")?.to_text(&scope).is_err());
        assert!(Entity::new("sound")?.to_text(&Scope::new(Binding::Dtd)).is_ok());
        Ok(())
    }
}
