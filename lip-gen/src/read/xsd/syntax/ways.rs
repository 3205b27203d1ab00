//! `block` and `final`: ways of derivation that a schema forbids (XSD 1.0 part 1, 3.3.2, 3.4.2, 3.14.2).
//!
//! `final` says what other types may not do. `block` says what a document may not put in the place of an element or of a type; it
//! never can here, so that it only counts where one element restricts another.

use super::super::xml::Node;
use super::markup::Context;
use crate::diagnostic::Diagnostic;

/// Some ways of derivation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Ways(u8);

const NAMES: [(&str, Ways); 5] = [
    ("extension", Ways::EXTENSION),
    ("restriction", Ways::RESTRICTION),
    ("substitution", Ways::SUBSTITUTION),
    ("list", Ways::LIST),
    ("union", Ways::UNION),
];

impl Ways {
    pub(in super::super) const EXTENSION: Self = Self(1);
    pub(in super::super) const RESTRICTION: Self = Self(2);
    const SUBSTITUTION: Self = Self(4);
    pub(in super::super) const LIST: Self = Self(8);
    pub(in super::super) const UNION: Self = Self(16);

    /// What there is to derive a complex type, and an element.
    pub(super) const COMPLEX: Self = Self(Self::EXTENSION.0 | Self::RESTRICTION.0);
    pub(super) const ELEMENT: Self = Self(Self::COMPLEX.0 | Self::SUBSTITUTION.0);
    pub(super) const SIMPLE: Self = Self(Self::RESTRICTION.0 | Self::LIST.0 | Self::UNION.0);
    /// What `finalDefault` may say.
    pub(super) const TYPE: Self = Self(Self::COMPLEX.0 | Self::SIMPLE.0);

    /// Whether the other ones are among these.
    pub(in super::super) fn include(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    /// As the value of an attribute.
    pub(in super::super) fn written(self) -> String {
        let names: Vec<_> = NAMES.iter().filter(|(_, way)| self.include(*way)).map(|(name, _)| *name).collect();
        names.join(" ")
    }
}

impl Context<'_> {
    /// What an attribute forbids of `all` ways; where it is not written, as much of them as the schema forbids `otherwise`.
    pub(super) fn ways(&mut self, node: &Node, name: &str, all: Ways, otherwise: Ways) -> Ways {
        let Some(attribute) = node.attribute(name) else { return Ways(otherwise.0 & all.0) };
        if attribute.value.trim() == "#all" {
            return all;
        }
        let mut ways = Ways::default();
        for word in attribute.value.split_ascii_whitespace() {
            match NAMES.iter().find(|(name, way)| *name == word && all.include(*way)) {
                Some((_, way)) => ways.0 |= way.0,
                None => {
                    let message = format!("`{word}` is nothing that `{name}` of `xsd:{}` can forbid", node.name.local);
                    let words = all.written().replace(' ', "`, `");
                    let help = format!("it is `#all`, or some of `{words}`");
                    self.error(Diagnostic::error(attribute.value_span, message).help(help));
                }
            }
        }
        ways
    }
}
