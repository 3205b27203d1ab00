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
    /// What the kept internal subset declares.
    known: Declared,
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
        self.known = internal.map(declared).unwrap_or_default();
    }

    pub(super) fn element(&mut self, name: &str) {
        if self.place.is_some() && !self.known.elements.contains(name) {
            self.elements.insert(name.to_owned());
        }
    }

    pub(super) fn attribute(&mut self, element: &str, name: &str) {
        let known = |words: &BTreeSet<String>| words.contains(name);
        if self.place.is_some() && !self.known.attributes.get(element).is_some_and(known) {
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

/// What an internal subset declares: elements, notations, and for each element the words of its
/// attribute lists, names among them.
#[derive(Default)]
pub(super) struct Declared {
    elements: BTreeSet<String>,
    pub(super) notations: BTreeSet<String>,
    attributes: BTreeMap<String, BTreeSet<String>>,
}

/// Looks for declarations in an internal subset that has been read before; comments left out.
pub(super) fn declared(internal: &str) -> Declared {
    let mut declared = Declared::default();
    let mut rest = internal;
    while let Some(at) = rest.find("<!") {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len());
        let mut words = rest[..end].split_ascii_whitespace().map(str::to_owned);
        match (words.next().as_deref(), words.next()) {
            (Some("<!ELEMENT"), Some(element)) => {
                declared.elements.insert(element);
            }
            (Some("<!NOTATION"), Some(notation)) => {
                declared.notations.insert(notation);
            }
            (Some("<!ATTLIST"), Some(element)) => declared.attributes.entry(element).or_default().extend(words),
            _ => {}
        }
        rest = &rest[end..];
    }
    declared
}
