//! Elements of the XSD namespace: which attributes and children they have, and that
//! nothing else stands there.

use std::collections::{HashMap, HashSet};

use super::super::xml::{Attribute, Child, Node};
use super::{FacetKind, Identity, Ref, Ways, XSD, unsupported};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::documentation::{join, paragraphs};
use crate::schema::{Builtin, Name, Occurs, XML_NAMESPACE, is_ncname};
use crate::source::Span;

/// Those whose place is known, and facets beside them.
const SUPPORTED_ELEMENTS: &[&str] = &[
    "annotation",
    "any",
    "anyAttribute",
    "appinfo",
    "attribute",
    "attributeGroup",
    "choice",
    "complexContent",
    "complexType",
    "documentation",
    "element",
    "enumeration",
    "extension",
    "field",
    "group",
    "import",
    "include",
    "key",
    "keyref",
    "notation",
    "redefine",
    "restriction",
    "schema",
    "selector",
    "sequence",
    "simpleContent",
    "simpleType",
    "union",
    "unique",
];
/// What a document says for all that stands in it.
#[derive(Debug)]
pub(super) struct Context<'d> {
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) target: Option<String>,
    /// Whether the target is that of the including document, so that names without a namespace are in it (4.2.1).
    pub(super) chameleon: bool,
    /// Namespaces of `xsd:import`.
    pub(super) imported: HashSet<Option<String>>,
    pub(super) ids: HashMap<String, Span>,
    pub(super) elements_qualified: bool,
    pub(super) attributes_qualified: bool,
    /// `blockDefault` and `finalDefault`
    pub(super) block: Ways,
    pub(super) r#final: Ways,
    pub(super) identities: Vec<Identity>,
    pub(super) unsupported: Vec<Diagnostic>,
    pub(super) element_count: usize,
    pub(super) attribute_count: usize,
}

impl Context<'_> {
    pub(super) fn error(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports every attribute that is not one of these, and those of these that are not supported yet. `id` may stand on each
    /// element of XSD, attributes of other namespaces as well (XSD 1.0 part 1, 3.1).
    pub(super) fn only_attributes(&mut self, node: &Node, known: &[&str]) {
        let severity = self.diagnostics.narrowing();
        for attribute in &node.attributes {
            let name = attribute.name.local.as_str();
            let element = &node.name.local;
            match attribute.name.namespace.as_deref() {
                None if known.contains(&name) => {
                    let found = unsupported::attribute(element, name);
                    if let Some(found) = found.filter(|_| !harmless(name, &attribute.value)) {
                        let what = format!("`{name}` on `xsd:{element}`");
                        self.error(found.diagnostic(attribute.span, &what, severity));
                    }
                }
                None if name == "id" => self.id(attribute),
                None | Some(XSD) => {
                    let message = format!("`xsd:{element}` has no attribute `{name}`");
                    let known = known.iter().filter(|known| unsupported::attribute(element, known).is_none());
                    self.error(Diagnostic::error(attribute.span, message).help(format!("it may have {}", list(known))));
                }
                Some(XML_NAMESPACE) if name == "lang" => self.language(attribute),
                Some(_) => {}
            }
        }
    }

    /// `xml:lang` is an `xsd:language`, or nothing (XML 1.0, 2.12).
    fn language(&mut self, attribute: &Attribute) {
        let value = &attribute.value;
        if !value.is_empty() && !Builtin::Language.allows(value) {
            let message = format!("`{value}` is not a language");
            self.error(Diagnostic::error(attribute.value_span, message).help("write one such as `en` or `pt-BR`"));
        }
    }

    /// `id` is an `xsd:ID`, unique in the document.
    fn id(&mut self, attribute: &Attribute) {
        let id = attribute.value.trim();
        if !is_ncname(id) {
            self.error(Diagnostic::error(attribute.value_span, format!("`{id}` is not a name (an NCName)")));
        } else if let Some(first) = self.ids.insert(id.to_owned(), attribute.span) {
            let message = format!("the id `{id}` stands twice in this document");
            self.error(Diagnostic::error(attribute.span, message).related(first, "first here"));
        }
    }

    /// The children of the XSD namespace; text and foreign elements are reported.
    pub(super) fn children<'n>(&mut self, node: &'n Node) -> Vec<&'n Node> {
        let mut children = Vec::new();
        for child in &node.children {
            match child {
                Child::Text(text, span) => {
                    if let Some(at) = text.find(|c: char| !c.is_ascii_whitespace()) {
                        let word: String =
                            text[at..].chars().take_while(|c| !c.is_ascii_whitespace()).take(20).collect();
                        let message = format!("text cannot stand in `xsd:{}`", node.name.local);
                        // Unless references were replaced, bytes of the value are bytes of the document.
                        let start = span.start as usize + at;
                        let same = (span.end - span.start) as usize == text.len();
                        let span = if same { Span::new(span.source, start, start + word.len()) } else { *span };
                        self.error(Diagnostic::error(span, message).label(format!("`{word}`")));
                    }
                }
                Child::Node(child) if child.name.namespace.as_deref() == Some(XSD) => children.push(child),
                Child::Node(child) => {
                    let message = format!("`{}` is not an element of XML Schema", child.name.local);
                    let note = match &child.name.namespace {
                        Some(namespace) => format!("its namespace is `{namespace}`"),
                        None => "it has no namespace".to_owned(),
                    };
                    self.error(Diagnostic::error(child.span, message).note(note));
                }
            }
        }
        children
    }

    /// Like [`children`](Self::children), and takes the documentation out.
    pub(super) fn documented<'n>(&mut self, node: &'n Node) -> (Option<String>, Vec<&'n Node>) {
        let mut documentation = Vec::new();
        let mut rest = Vec::new();
        for (i, child) in self.children(node).into_iter().enumerate() {
            if child.name.local != "annotation" {
                rest.push(child);
                continue;
            }
            documentation.extend(self.annotation(child));
            // Only `xsd:schema` takes annotations anywhere.
            if i > 0 && node.name.local != "schema" {
                let message = format!("`xsd:annotation` can only stand first in `xsd:{}`", node.name.local);
                self.error(Diagnostic::error(child.span, message));
            }
        }
        (join(documentation), rest)
    }

    /// The paragraphs of an `xsd:annotation`; `xsd:appinfo` is for other programs.
    pub(super) fn annotation(&mut self, node: &Node) -> Vec<String> {
        self.only_attributes(node, &[]);
        let mut parts = Vec::new();
        for child in self.children(node) {
            match child.name.local.as_str() {
                "documentation" => {
                    self.only_attributes(child, &["source"]);
                    let mut text = String::new();
                    collect_text(child, &mut text);
                    parts.extend(paragraphs(&text));
                }
                "appinfo" => self.only_attributes(child, &["source"]),
                _ => self.misplaced(child, node),
            }
        }
        parts
    }

    /// Reports an element that cannot stand here, or that is not known yet.
    pub(super) fn misplaced(&mut self, child: &Node, parent: &Node) {
        let name = child.name.local.as_str();
        let known = SUPPORTED_ELEMENTS.contains(&name) || FacetKind::from_name(name).is_some();
        if let Some(found) = unsupported::element(name).filter(|_| !known) {
            let diagnostic = found.diagnostic(child.span, &format!("`xsd:{name}`"), self.diagnostics.narrowing());
            self.error(diagnostic);
            return;
        }
        let message = if known {
            format!("`xsd:{name}` cannot stand here in `xsd:{}`", parent.name.local)
        } else {
            format!("`xsd:{name}` is not an element of XML Schema 1.0")
        };
        self.error(Diagnostic::error(child.span, message));
    }

    /// Reports children of an element that has none but documentation.
    pub(super) fn no_children(&mut self, node: &Node) -> Option<String> {
        let (documentation, children) = self.documented(node);
        for child in children {
            self.misplaced(child, node);
        }
        documentation
    }

    /// The value of `name`, an NCName in the target namespace or in none.
    pub(super) fn declared_name(&mut self, node: &Node, qualified: bool) -> Option<Name> {
        let Some(attribute) = node.attribute("name") else {
            let message = format!("`xsd:{}` needs a `name` here", node.name.local);
            self.error(Diagnostic::error(node.span, message));
            return None;
        };
        let name = attribute.value.trim();
        if !is_ncname(name) {
            let message = format!("`{name}` is not a name (an NCName)");
            self.error(Diagnostic::error(attribute.value_span, message));
            return None;
        }
        let target = self.target.clone().filter(|_| qualified);
        Some(Name { namespace: target, local: name.to_owned() })
    }

    /// Expands a QName in an attribute value; without a prefix, the default namespace counts (XSD 1.0 part 2, 3.2.18).
    pub(super) fn reference(&mut self, node: &Node, attribute: &Attribute) -> Option<Ref> {
        self.qname(node, attribute, attribute.value.trim())
    }

    pub(super) fn qname(&mut self, node: &Node, attribute: &Attribute, value: &str) -> Option<Ref> {
        let (prefix, local) = value.split_once(':').unwrap_or(("", value));
        let span = attribute.value_span;
        if !is_ncname(local) || !(prefix.is_empty() && !value.starts_with(':') || is_ncname(prefix)) {
            self.error(Diagnostic::error(span, format!("`{value}` is not a qualified name")));
            return None;
        }
        let Some(mut namespace) = node.scope.namespace(prefix) else {
            self.error(Diagnostic::error(span, format!("the prefix `{prefix}` is not declared")));
            return None;
        };
        if namespace.is_none() && self.chameleon {
            namespace = self.target.as_deref();
        }
        let name = Name::new(namespace, local);
        let known = name.namespace == self.target || namespace == Some(XSD) || self.imported.contains(&name.namespace);
        if !known {
            self.error(not_imported(&name, self.target.as_deref(), span));
            return None;
        }
        Some(Ref { name, span })
    }

    /// `minOccurs` and `maxOccurs` (XSD 1.0 part 1, 3.9.2).
    pub(super) fn occurs(&mut self, node: &Node) -> Occurs {
        let mut bound = |name: &str, may_be_unbounded: bool| {
            let Some(attribute) = node.attribute(name) else { return Some(1) };
            let value = attribute.value.trim();
            if may_be_unbounded && value == "unbounded" {
                return None;
            }
            let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
            match value.parse::<u32>() {
                Ok(number) if digits => Some(number),
                _ => {
                    let or = if may_be_unbounded { " or `unbounded`" } else { "" };
                    let message = match digits {
                        true => format!("`{name}=\"{value}\"` is not supported, only numbers up to {}{or}", u32::MAX),
                        false => format!("`{value}` is not a number; `{name}` is one from 0 to {}{or}", u32::MAX),
                    };
                    self.error(Diagnostic::error(attribute.value_span, message));
                    Some(1)
                }
            }
        };
        let (min, max) = (bound("minOccurs", false).unwrap_or(1), bound("maxOccurs", true));
        if max.is_some_and(|max| max < min) {
            let span = node.attribute("minOccurs").or(node.attribute("maxOccurs")).map_or(node.span, |a| a.span);
            self.error(Diagnostic::error(span, format!("at least {min} but at most {} cannot be", max.unwrap_or(min))));
            return Occurs::ONCE;
        }
        Occurs { min, max }
    }

    /// An `xsd:boolean`.
    pub(super) fn boolean(&mut self, node: &Node, name: &str) -> bool {
        let Some(attribute) = node.attribute(name) else { return false };
        match attribute.value.trim() {
            "true" | "1" => true,
            "false" | "0" => false,
            other => {
                let message = format!("`{other}` is neither `true` nor `false`");
                self.error(Diagnostic::error(attribute.value_span, message));
                false
            }
        }
    }

    /// `qualified` or `unqualified`.
    pub(super) fn qualified(&mut self, node: &Node, name: &str, otherwise: bool) -> bool {
        let Some(attribute) = node.attribute(name) else { return otherwise };
        match attribute.value.trim() {
            "qualified" => true,
            "unqualified" => false,
            other => {
                let message = format!("`{other}` is neither `qualified` nor `unqualified`");
                self.error(Diagnostic::error(attribute.value_span, message));
                otherwise
            }
        }
    }
}

/// Attributes that say what holds without them.
fn harmless(name: &str, value: &str) -> bool {
    match name {
        "abstract" | "nillable" => matches!(value.trim(), "false" | "0"),
        _ => false,
    }
}

/// Names of other namespaces than the schema's are those of imported schemas (XSD 1.0 part 1, 3.15.3
/// "QName resolution").
fn not_imported(name: &Name, target: Option<&str>, span: Span) -> Diagnostic {
    match (&name.namespace, target) {
        (None, Some(target)) => {
            Diagnostic::error(span, format!("`{name}` has no namespace; that of the schema is `{target}`"))
                .help(format!("use a prefix of that namespace, or bind it with `xmlns=\"{target}\"`"))
        }
        (namespace, _) => {
            let namespace = namespace.as_deref().unwrap_or_default();
            Diagnostic::error(span, format!("the namespace `{namespace}` of `{name}` is not imported"))
                .help(format!("add `<xsd:import namespace=\"{namespace}\" schemaLocation=\"…\"/>`"))
        }
    }
}

fn list<'n>(names: impl Iterator<Item = &'n &'n str>) -> String {
    let names: Vec<_> = names.chain(&["id"]).map(|n| format!("`{n}`")).collect();
    names.join(", ")
}

/// All text in an element; the depth of the tree is limited.
fn collect_text(node: &Node, out: &mut String) {
    for child in &node.children {
        match child {
            Child::Text(text, _) => out.push_str(text),
            Child::Node(node) => collect_text(node, out),
        }
    }
}
