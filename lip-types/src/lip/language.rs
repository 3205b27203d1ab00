//! Language tags (RFC 5646).

use oxilangtag::LanguageTag;

use crate::xml::Rule;
use crate::xml::rule::Broken;
use crate::xml::tree::{Attribute, Tree};

pub(super) const LANGUAGE_TAG: Rule = Rule {
    code: "LIP0105",
    name: "language-tag",
    is_error: false,
    about: "`xml:lang` is a well-formed language tag",
    check: language_tag,
};

/// The schema checks the lexical form of `xsd:language`; section 2.1 of RFC 5646 says more about the parts.
fn language_tag(tree: &Tree, broken: &mut Broken<'_>) {
    for Attribute { name, value, place } in tree.attributes() {
        let tag = value.trim();
        // An empty one takes back the language of the elements around (XML 1.0, 2.12).
        if name != "xml:lang" || tag.is_empty() {
            continue;
        }
        if LanguageTag::parse(tag).is_err() {
            let found = format!("the language `{}`", crate::xml::clip(tag));
            broken.in_attribute(name, *place, found, "a well-formed tag such as `en`, `pt-BR` or `zh-Hant`");
        }
    }
}
