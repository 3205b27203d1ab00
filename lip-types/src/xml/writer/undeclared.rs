//! What open content uses and the DTD does not declare.
//!
//! In a document that names a DTD, every element and attribute must be declared
//! (XML 1.0, validity constraints "Element Valid" and "Attribute Value Type"). What
//! an extension brings is declared in the internal subset, once it is known.

use std::collections::{BTreeMap, BTreeSet};

use super::Writer;

/// Names as written, with their prefixes.
#[derive(Default)]
pub(super) struct Undeclared {
    /// Where declarations can be inserted; `None` when the document names no DTD.
    place: Option<Place>,
    /// Elements that the kept internal subset declares.
    known: BTreeSet<String>,
    elements: BTreeSet<String>,
    attributes: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Clone, Copy)]
struct Place {
    at: usize,
    /// There are brackets around it already.
    in_subset: bool,
}

impl Undeclared {
    /// The document type declaration has been written, with this internal subset; `at`
    /// is where it, or the declaration, ends.
    pub(super) fn begin(&mut self, at: usize, internal: Option<&str>) {
        self.place = Some(Place { at, in_subset: internal.is_some() });
        self.known = internal.map(declared_elements).unwrap_or_default();
    }

    pub(super) fn element(&mut self, name: &str) {
        if self.place.is_some() && !self.known.contains(name) {
            self.elements.insert(name.to_owned());
        }
    }

    pub(super) fn attribute(&mut self, element: &str, name: &str) {
        if self.place.is_some() && !self.known.contains(element) {
            self.attributes.entry(element.to_owned()).or_default().insert(name.to_owned());
        }
    }

    fn declarations(&self) -> String {
        let mut text = String::new();
        for element in &self.elements {
            text.push_str(&format!("<!ELEMENT {element} ANY>\n"));
        }
        for (element, attributes) in &self.attributes {
            text.push_str(&format!("<!ATTLIST {element}"));
            for attribute in attributes {
                text.push_str(&format!(" {attribute} CDATA #IMPLIED"));
            }
            text.push_str(">\n");
        }
        text
    }
}

impl Writer {
    /// Inserts the declarations that the document turned out to need.
    pub(super) fn declare_what_was_used(&mut self) {
        let declarations = self.undeclared.declarations();
        let Some(place) = self.undeclared.place.filter(|_| !declarations.is_empty()) else { return };
        match place.in_subset {
            true => self.text.insert_str(place.at, &declarations),
            false => self.text.insert_str(place.at, &format!(" [\n{declarations}]")),
        }
    }
}

/// The names in `<!ELEMENT name`; comments left out.
fn declared_elements(internal: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut rest = internal;
    while let Some(at) = rest.find("<!") {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
        } else if let Some(element) = rest.strip_prefix("<!ELEMENT") {
            let name = element.trim_start().split(|c: char| c.is_whitespace()).next().unwrap_or_default();
            names.insert(name.to_owned());
            rest = element;
        } else {
            rest = &rest[2..];
        }
    }
    names
}
