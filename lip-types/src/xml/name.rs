//! Namespaces and expanded names (Namespaces in XML 1.0, section 2.1).

use std::fmt;

use super::bind::{Element, FromXml};
use super::reader::Reader;

/// A namespace that generated or derived types are bound to.
///
/// Make it a `static`: readers compare addresses before they compare text.
///
/// ```
/// use lip_types::Namespace;
/// static VENDOR: Namespace = Namespace::new("urn:example:vendor");
/// assert_eq!(VENDOR.uri(), "urn:example:vendor");
/// ```
pub struct Namespace {
    uri: &'static str,
    dtd: Option<&'static str>,
    // A function: a static that named its declarations would be part of their own value.
    declarations: fn() -> &'static [Declaration],
}

impl Namespace {
    /// No namespace.
    pub const NONE: &'static Self = &Self::new("");
    /// The namespace to which the prefix `xml` is bound.
    pub const XML: &'static Self = &Self::new(XML_URI);

    /// A namespace by its URI; the empty string is no namespace.
    pub const fn new(uri: &'static str) -> Self {
        Self { uri, dtd: None, declarations: || &[] }
    }

    /// The same format also has a binding by a DTD of this system identifier, in
    /// which its names have no namespace.
    pub const fn or_dtd(mut self, system_id: &'static str) -> Self {
        self.dtd = Some(system_id);
        self
    }

    /// The global elements of the schema, sorted by name: open content that holds
    /// one of them is checked against its declaration (`processContents="lax"`).
    pub const fn declaring(mut self, declarations: fn() -> &'static [Declaration]) -> Self {
        self.declarations = declarations;
        self
    }

    /// The URI; empty for no namespace.
    pub const fn uri(&self) -> &'static str {
        self.uri
    }

    /// The system identifier of the DTD, if there is a binding by DTD.
    pub const fn dtd(&self) -> Option<&'static str> {
        self.dtd
    }

    pub(crate) fn declaration(&self, local: &str) -> Option<&'static Declaration> {
        let declarations = (self.declarations)();
        let found = declarations.binary_search_by(|d| d.local.cmp(local)).ok()?;
        declarations.get(found)
    }
}

impl fmt::Debug for Namespace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Namespace").field(&self.uri).finish()
    }
}

impl PartialEq for Namespace {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || self.uri == other.uri
    }
}

impl Eq for Namespace {}

/// A global element of a schema, for [`Namespace::declaring`].
pub struct Declaration {
    local: &'static str,
    pub(crate) check: fn(&mut Reader<'_>) -> bool,
}

impl Declaration {
    /// The declaration that the type `T` is bound to.
    pub const fn of<T: Element + FromXml>() -> Self {
        Self { local: T::NAME.local, check: |reader| T::read(reader).is_some() }
    }
}

/// The expanded name of an element or attribute that a type is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// The namespace; [`Namespace::NONE`] for no namespace.
    pub namespace: &'static Namespace,
    /// The local part.
    pub local: &'static str,
}

/// Shows the local part, with `xml:` before names of the XML namespace.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.namespace.uri == XML_URI {
            f.write_str("xml:")?;
        }
        f.write_str(self.local)
    }
}

pub(crate) const XML_URI: &str = "http://www.w3.org/XML/1998/namespace";
pub(crate) const XMLNS_URI: &str = "http://www.w3.org/2000/xmlns/";
pub(crate) const XSI_URI: &str = "http://www.w3.org/2001/XMLSchema-instance";
