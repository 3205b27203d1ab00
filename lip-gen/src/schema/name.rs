//! Expanded names (Namespaces in XML 1.0, section 2.1).

use std::fmt;

/// The namespace to which the prefix `xml` is bound.
pub const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";

/// An expanded name: a namespace, if any, and a local part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The namespace URI; `None` for no namespace.
    pub namespace: Option<String>,
    /// The local part.
    pub local: String,
}

impl Name {
    /// A name in a namespace, or in none.
    pub fn new(namespace: Option<&str>, local: &str) -> Self {
        Self { namespace: namespace.map(str::to_owned), local: local.to_owned() }
    }

    /// Whether the name is `xml:…`.
    pub fn is_xml(&self) -> bool {
        self.namespace.as_deref() == Some(XML_NAMESPACE)
    }
}

/// Shows the local part, with `xml:` before names of the XML namespace.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_xml() {
            f.write_str("xml:")?;
        }
        f.write_str(&self.local)
    }
}
