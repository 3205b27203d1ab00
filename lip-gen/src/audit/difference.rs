//! What a comparison finds, and what of it is meant.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// What is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// An element is declared in one of the two only.
    Element,
    /// The content models do not take the same.
    Content,
    /// The content models are too large to be compared.
    Limit,
    /// An attribute is declared in one of the two only.
    Attribute,
    /// The type of an attribute, or its list of values.
    AttributeType,
    /// Whether an attribute must be there.
    AttributeUse,
    /// The default or fixed value of an attribute.
    AttributeDefault,
    /// The XSD takes attributes that nobody declares.
    AnyAttribute,
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The DTD.
    Dtd,
    /// The XSD.
    Xsd,
}

/// A piece of a document that shows a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fragment {
    /// The element with as little as shows the difference: what its children hold, and other attributes, are left out.
    pub text: String,
    /// Who takes it; the other one does not.
    pub accepted_by: Side,
}

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// What is different.
    pub kind: Kind,
    /// The element: its local name, `{namespace}name` in another namespace than the schema's.
    pub element: String,
    /// The attribute, if it is about one.
    pub attribute: Option<String>,
    /// One sentence.
    pub message: String,
    /// What the DTD says, in the notation of a DTD.
    pub dtd: Option<String>,
    /// What the XSD says, in the notation of a DTD.
    pub xsd: Option<String>,
    /// A shortest document that tells the two apart.
    pub fragment: Option<Fragment>,
    /// Why it is accepted, if it is.
    pub accepted: Option<String>,
    /// Where the DTD says it.
    #[serde(skip)]
    pub dtd_span: Option<Span>,
    /// Where the XSD says it.
    #[serde(skip)]
    pub xsd_span: Option<Span>,
}

/// Something that the XSD says and a DTD cannot say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Note {
    /// The element.
    pub element: String,
    /// The attribute, if it is about one.
    pub attribute: Option<String>,
    /// What the XSD says.
    pub message: String,
}

/// A difference that is meant: an `[[accepted]]` of `lip-gen.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// The element, as in [`Difference::element`].
    pub element: String,
    /// The attribute, for the kinds that are about one.
    pub attribute: Option<String>,
    /// What is different.
    pub kind: Kind,
    /// Why that is as it should be.
    pub reason: String,
    /// Where it is accepted.
    #[serde(skip)]
    pub span: Option<Span>,
}
