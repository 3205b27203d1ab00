//! A document of any type, and its canonical form.

use crate::ext::{AnyAttribute, AnyElement, AnyInstruction, AnyNode};

/// A document of which nothing is known but that it is well-formed: whatever XML 1.0 with
/// namespaces allows, bar external entities, which are never opened.
///
/// Attributes that an internal subset gives by default are among those of the elements,
/// and references to its entities are expanded. The document type declaration itself is
/// not kept.
///
/// ```
/// use lip_types::AnyDocument;
/// let document = AnyDocument::from_xml("<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><!-- d --><a f='g'/>")?;
/// assert_eq!(document.element.attribute("b"), Some("c"));
/// assert_eq!(document.canonical(true), "<!-- d -->\n<a b=\"c\" f=\"g\"></a>");
/// # Ok::<(), lip_types::Findings>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnyDocument {
    /// Comments and processing instructions before the document element.
    pub before: Vec<AnyNode>,
    /// The document element.
    pub element: AnyElement,
    /// Comments and processing instructions behind it.
    pub after: Vec<AnyNode>,
}

impl AnyDocument {
    /// Reads a document from text, with the default [`Limits`](super::Limits); see
    /// [`ReadOptions::any_from_xml`](super::ReadOptions::any_from_xml) for others.
    ///
    /// # Errors
    ///
    /// When the text is not well-formed.
    pub fn from_xml(text: &str) -> Result<Self, super::Findings> {
        super::ReadOptions::new().any_from_xml(text)
    }

    /// Reads a document from bytes, in any encoding that XML declares.
    ///
    /// # Errors
    ///
    /// When the bytes are no text, or not well-formed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, super::Findings> {
        super::ReadOptions::new().any_from_bytes(bytes)
    }

    /// The document in Canonical XML 1.0, with or without comments: two documents that say
    /// the same have the same canonical form.
    pub fn canonical(&self, comments: bool) -> String {
        let mut canonical = Canonical { text: String::new(), comments, scope: Vec::new() };
        for node in &self.before {
            if canonical.aside(node) {
                canonical.text.push('\n');
            }
        }
        canonical.element(&self.element);
        for node in &self.after {
            let end = canonical.text.len();
            if canonical.aside(node) {
                canonical.text.insert(end, '\n');
            }
        }
        canonical.text
    }
}

struct Canonical<'d> {
    text: String,
    comments: bool,
    /// Namespaces that have been written and hold here, innermost last.
    scope: Vec<(&'d str, &'d str)>,
}

/// An element that is being written: what is left of it, and of the scope behind it.
struct Open<'d> {
    element: &'d AnyElement,
    nodes: std::slice::Iter<'d, AnyNode>,
    scope: usize,
}

impl<'d> Canonical<'d> {
    /// Without recursion: depth comes from outside.
    fn element(&mut self, root: &'d AnyElement) {
        let mut open = vec![self.start(root)];
        while let Some(innermost) = open.last_mut() {
            match innermost.nodes.next() {
                Some(AnyNode::Element(element)) => {
                    let element = self.start(element);
                    open.push(element);
                }
                Some(AnyNode::Text(text) | AnyNode::CData(text)) => self.escaped(text, false),
                Some(node) => {
                    self.aside(node);
                }
                None => {
                    self.text.push_str("</");
                    self.name(&innermost.element.prefix, &innermost.element.local);
                    self.text.push('>');
                    self.scope.truncate(innermost.scope);
                    open.pop();
                }
            }
        }
    }

    fn start(&mut self, element: &'d AnyElement) -> Open<'d> {
        let scope = self.scope.len();
        self.text.push('<');
        self.name(&element.prefix, &element.local);
        // Section 2.3: namespaces by prefix, then attributes by URI and local part.
        let mut declared: Vec<(&str, &str)> =
            element.namespaces.iter().map(|(prefix, uri)| (prefix.as_str(), uri.as_str())).collect();
        let used = std::iter::once((element.prefix.as_str(), element.namespace.as_str())).chain(
            element.attributes.iter().map(|a| (a.prefix.as_str(), a.namespace.as_str())).filter(|a| !a.0.is_empty()),
        );
        declared.extend(used);
        declared.sort_by_key(|(prefix, _)| *prefix);
        declared.dedup_by_key(|(prefix, _)| *prefix);
        for (prefix, uri) in declared {
            let known = self.scope.iter().rev().find(|(p, _)| *p == prefix).map_or("", |(_, uri)| uri);
            if prefix != "xml" && known != uri {
                self.scope.push((prefix, uri));
                self.text.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
                self.value(prefix, uri);
            }
        }
        let mut attributes: Vec<&AnyAttribute> = element.attributes.iter().collect();
        attributes.sort_by_key(|a| (a.namespace.as_str(), a.local.as_str()));
        for attribute in attributes {
            self.text.push(' ');
            if !attribute.prefix.is_empty() {
                self.text.push_str(&attribute.prefix);
                self.text.push(':');
            }
            self.value(&attribute.local, &attribute.value);
        }
        self.text.push('>');
        Open { element, nodes: element.content.nodes.iter(), scope }
    }

    fn name(&mut self, prefix: &str, local: &str) {
        if !prefix.is_empty() {
            self.text.push_str(prefix);
            self.text.push(':');
        }
        self.text.push_str(local);
    }

    fn value(&mut self, name: &str, value: &str) {
        self.text.push_str(name);
        self.text.push_str("=\"");
        self.escaped(value, true);
        self.text.push('"');
    }

    fn escaped(&mut self, text: &str, attribute: bool) {
        for c in text.chars() {
            match c {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '\r' => self.text.push_str("&#xD;"),
                '>' if !attribute => self.text.push_str("&gt;"),
                '"' if attribute => self.text.push_str("&quot;"),
                '\t' if attribute => self.text.push_str("&#x9;"),
                '\n' if attribute => self.text.push_str("&#xA;"),
                c => self.text.push(c),
            }
        }
    }

    /// A comment or a processing instruction; answers whether it was written.
    fn aside(&mut self, node: &AnyNode) -> bool {
        match node {
            AnyNode::Comment(text) if self.comments => {
                self.text.push_str("<!--");
                self.text.push_str(text);
                self.text.push_str("-->");
            }
            AnyNode::ProcessingInstruction(pi) => {
                let AnyInstruction { target, data } = &**pi;
                self.text.push_str("<?");
                self.text.push_str(target);
                if !data.is_empty() {
                    self.text.push(' ');
                    self.text.push_str(data);
                }
                self.text.push_str("?>");
            }
            _ => return false,
        }
        true
    }
}
