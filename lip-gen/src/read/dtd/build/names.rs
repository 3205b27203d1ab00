//! Names of a DTD as expanded names. A DTD knows no namespaces; what it fixes with
//! `xmlns` attributes says what its names mean.

use std::collections::HashMap;

use super::super::syntax::{Attribute, Dtd};
use crate::schema::{AttributeDefault, Name, XML_NAMESPACE};

/// Whether an attribute declares a namespace, and so is no attribute of the model.
pub(super) fn binds(attribute: &Attribute) -> bool {
    attribute.name.name == "xmlns" || attribute.name.name.starts_with("xmlns:")
}

pub(super) struct Names<'d> {
    /// The namespace of names without a prefix: the first that an `xmlns` fixes.
    default: Option<&'d str>,
    /// `xmlns` fixed on an element of its own.
    elements: HashMap<&'d str, &'d str>,
    /// `xmlns:p` fixed anywhere, or else given as a default: no document that leaves it to the DTD means another.
    /// The first counts.
    prefixes: HashMap<&'d str, &'d str>,
}

impl<'d> Names<'d> {
    pub(super) fn new(dtd: &'d Dtd) -> Self {
        let mut names = Self { default: None, elements: HashMap::new(), prefixes: HashMap::new() };
        for attribute in &dtd.attributes {
            let AttributeDefault::Fixed { value, .. } = &attribute.default else { continue };
            if attribute.name.name == "xmlns" && !value.is_empty() {
                names.elements.entry(&attribute.element.name).or_insert(value);
                names.default.get_or_insert(value);
            } else if let Some(prefix) = attribute.name.name.strip_prefix("xmlns:") {
                names.prefixes.entry(prefix).or_insert(value);
            }
        }
        for attribute in &dtd.attributes {
            let AttributeDefault::Value(value) = &attribute.default else { continue };
            if let Some(prefix) = attribute.name.name.strip_prefix("xmlns:").filter(|_| !value.is_empty()) {
                names.prefixes.entry(prefix).or_insert(value);
            }
        }
        names
    }

    /// The namespace of the schema.
    pub(super) fn namespace(&self) -> Option<&'d str> {
        self.default
    }

    pub(super) fn element(&self, name: &str) -> Name {
        self.prefixed(name).unwrap_or_else(|| Name::new(self.elements.get(name).copied().or(self.default), name))
    }

    /// Attributes without a prefix have no namespace (Namespaces in XML 1.0, 6.2).
    pub(super) fn attribute(&self, name: &str) -> Name {
        self.prefixed(name).unwrap_or_else(|| Name::new(None, name))
    }

    /// A prefix that nothing fixes stays a part of the name.
    fn prefixed(&self, name: &str) -> Option<Name> {
        let (prefix, local) = name.split_once(':')?;
        let namespace = if prefix == "xml" { XML_NAMESPACE } else { self.prefixes.get(prefix).copied()? };
        Some(Name::new(Some(namespace), local))
    }
}
