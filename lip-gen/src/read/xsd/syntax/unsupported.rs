//! What of XML Schema 1.0 this reader does not know yet, and what to write instead.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// An element or attribute of XML Schema.
#[derive(Debug)]
pub(super) struct Unsupported {
    name: &'static str,
    /// Whether all that is valid with it is valid without it, and has the same type: it can be left out.
    narrows: bool,
    instead: &'static str,
}

const fn shapes(name: &'static str, instead: &'static str) -> Unsupported {
    Unsupported { name, narrows: false, instead }
}

const fn narrows(name: &'static str, instead: &'static str) -> Unsupported {
    Unsupported { name, narrows: true, instead }
}

const FACET: &str = "leave it out, or write `xsd:enumeration` or a narrower datatype such as `xsd:positiveInteger`";
const IDENTITY: &str = "leave it out; `xsd:ID` and `xsd:IDREF` are known";

const ELEMENTS: &[Unsupported] = &[
    shapes(
        "all",
        "write an `xsd:sequence`, which fixes the order, or an `xsd:choice` with `maxOccurs`, which leaves it open",
    ),
    narrows("key", IDENTITY),
    narrows("keyref", IDENTITY),
    shapes(
        "list",
        "write `xsd:NMTOKENS`, `xsd:IDREFS` or `xsd:ENTITIES` where it is a list of these, or else `xsd:string`",
    ),
    narrows("unique", IDENTITY),
];

const FACETS: &[Unsupported] = &[
    narrows("fractionDigits", FACET),
    narrows("length", FACET),
    narrows("maxExclusive", FACET),
    narrows("maxInclusive", FACET),
    narrows("maxLength", FACET),
    narrows("minExclusive", FACET),
    narrows("minInclusive", FACET),
    narrows("minLength", FACET),
    narrows("pattern", FACET),
    narrows("totalDigits", FACET),
    shapes(
        "whiteSpace",
        "write `xsd:token` for text whose white space is collapsed, `xsd:normalizedString` for replaced",
    ),
];

const ATTRIBUTES: &[Unsupported] = &[
    shapes("abstract", "leave it out, and refer to what stands in its place, in an `xsd:choice`"),
    shapes("default", "leave it out: an element that is empty is read as it is"),
    shapes("fixed", "write a type with one `xsd:enumeration`"),
    shapes("nillable", "leave it out, and make what the element holds optional with `minOccurs=\"0\"`"),
    shapes("substitutionGroup", "leave it out, and write an `xsd:choice` of the elements where their head stands"),
];

pub(super) fn element(name: &str) -> Option<&'static Unsupported> {
    ELEMENTS.iter().find(|known| known.name == name)
}

pub(super) fn facet(name: &str) -> Option<&'static Unsupported> {
    FACETS.iter().find(|known| known.name == name)
}

pub(super) fn attribute(element: &str, name: &str) -> Option<&'static Unsupported> {
    // The default of an attribute is known, and what is fixed of a facet.
    let concerned = matches!(element, "element" | "complexType");
    ATTRIBUTES.iter().find(|known| known.name == name && concerned)
}

impl Unsupported {
    /// That it stands here; `narrowing` is how bad that is when it can be left out.
    pub(super) fn diagnostic(&self, span: Span, what: &str, narrowing: Severity) -> Diagnostic {
        match narrowing {
            Severity::Info | Severity::Warning if self.narrows => {
                let message = format!("{what} is not supported yet and left out: types are wider than the schema says");
                Diagnostic::new(narrowing, span, message)
            }
            _ => {
                let diagnostic = Diagnostic::error(span, format!("{what} is not supported yet")).help(self.instead);
                let wider = "or let types be wider than the schema says: `allow_wider`, in lip-gen.toml `wider = true`";
                if self.narrows { diagnostic.help(wider) } else { diagnostic }
            }
        }
    }
}
