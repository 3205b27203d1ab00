//! `xsd:schema` and what stands in it (XSD 1.0 part 1, 3.15).

use std::collections::{HashMap, HashSet};

use super::super::xml::Node;
use super::markup::Context;
use super::{Document, DocumentReference, Notation, Redefinable, Redefined, ReferenceKind, Ways, XSD};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Builtin, Name};

/// Namespaces of drafts, which tools of the time wrote.
const OUTDATED: &[&str] =
    &["http://www.w3.org/1999/XMLSchema", "http://www.w3.org/2000/08/XMLSchema", "http://www.w3.org/2000/10/XMLSchema"];

/// Reads a document. `including` is the target namespace of the document that includes it,
/// if any: it becomes the target of a document that has none (4.2.1).
pub(in super::super) fn parse(
    root: &Node,
    including: Option<&Option<String>>,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let namespace = root.name.namespace.as_deref();
    if namespace != Some(XSD) || root.name.local != "schema" {
        diagnostics.push(wrong_root(root));
        return None;
    }
    let target = root.attribute("targetNamespace").map(|a| a.value.trim().to_owned());
    if let Some(attribute) = root.attribute("targetNamespace").filter(|a| a.value.trim().is_empty()) {
        diagnostics.push(
            Diagnostic::error(attribute.span, "`targetNamespace` is empty").help("leave it out for no namespace"),
        );
    }
    let (target, chameleon) = match (target, including) {
        (None, Some(outer)) => (outer.clone(), outer.is_some()),
        (target, _) => (target, false),
    };
    let mut context = Context {
        diagnostics,
        target,
        chameleon,
        imported: HashSet::new(),
        ids: HashMap::new(),
        elements_qualified: false,
        attributes_qualified: false,
        block: Ways::default(),
        r#final: Ways::default(),
        identities: Vec::new(),
        unsupported: Vec::new(),
        element_count: 0,
        attribute_count: 0,
    };
    Some(context.document(root))
}

fn wrong_root(root: &Node) -> Diagnostic {
    match root.name.namespace.as_deref() {
        Some(XSD) => Diagnostic::error(root.span, format!("`xsd:schema` is expected, not `xsd:{}`", root.name.local)),
        Some(old) if OUTDATED.contains(&old) => {
            Diagnostic::error(root.span, format!("`{old}` is the namespace of a draft of XML Schema"))
                .label("this schema is outdated")
                .help(format!(
                    "write the namespace of the recommendation of 2001, `{XSD}`, and check the constructs that changed"
                ))
        }
        Some(other) => Diagnostic::error(root.span, format!("this is not an XML Schema: its namespace is `{other}`"))
            .help(format!("an XML Schema has the namespace `{XSD}`")),
        None => {
            Diagnostic::error(root.span, format!("this is not an XML Schema: `{}` has no namespace", root.name.local))
                .help(format!("an XML Schema has the namespace `{XSD}`"))
        }
    }
}

impl Context<'_> {
    fn document(&mut self, root: &Node) -> Document {
        let known = [
            "targetNamespace",
            "elementFormDefault",
            "attributeFormDefault",
            "version",
            "blockDefault",
            "finalDefault",
        ];
        self.only_attributes(root, &known);
        self.elements_qualified = self.qualified(root, "elementFormDefault", false);
        self.attributes_qualified = self.qualified(root, "attributeFormDefault", false);
        self.block = self.ways(root, "blockDefault", Ways::ELEMENT, Ways::default());
        self.r#final = self.ways(root, "finalDefault", Ways::TYPE, Ways::default());
        let (documentation, children) = self.documented(root);
        let mut document = Document {
            span: root.span,
            target: self.target.clone(),
            documentation,
            references: Vec::new(),
            elements: Vec::new(),
            attributes: Vec::new(),
            complex_types: Vec::new(),
            simple_types: Vec::new(),
            groups: Vec::new(),
            attribute_groups: Vec::new(),
            redefined: Vec::new(),
            notations: Vec::new(),
            identities: Vec::new(),
            unsupported: Vec::new(),
            element_count: 0,
            attribute_count: 0,
        };
        let mut declared = false;
        for child in children {
            let reference = matches!(child.name.local.as_str(), "import" | "include" | "redefine");
            if reference && declared {
                let message = format!("`xsd:{}` stands before all declarations", child.name.local);
                self.error(Diagnostic::error(child.span, message));
            }
            declared |= !reference;
            match child.name.local.as_str() {
                "import" | "include" => document.references.extend(self.document_reference(child)),
                "redefine" => self.redefine(child, &mut document),
                "element" => document.elements.extend(self.global_element(child)),
                "notation" => document.notations.extend(self.notation(child)),
                "attribute" => document.attributes.extend(self.global_attribute(child)),
                _ => {
                    if self.redefinable(child, &mut document).is_none() {
                        self.misplaced(child, root);
                    }
                }
            }
        }
        document.identities = std::mem::take(&mut self.identities);
        document.unsupported = std::mem::take(&mut self.unsupported);
        document.element_count = self.element_count;
        document.attribute_count = self.attribute_count;
        document
    }

    /// `xsd:notation` (3.12). Types do not need it.
    fn notation(&mut self, node: &Node) -> Option<Notation> {
        self.only_attributes(node, &["name", "public", "system"]);
        self.no_children(node);
        if let Some(system) = node.attribute("system").filter(|system| !Builtin::AnyUri.allows(&system.value)) {
            self.error(Diagnostic::error(system.value_span, format!("`{}` is no URI", system.value)));
        }
        if node.attribute("public").or(node.attribute("system")).is_none() {
            self.error(Diagnostic::error(node.span, "`xsd:notation` needs a `public` or a `system`"));
        }
        Some(Notation { name: self.declared_name(node, true)?, span: node.span })
    }

    /// A named type or group; `None` when it is something else.
    fn redefinable(&mut self, node: &Node, document: &mut Document) -> Option<Redefinable> {
        match node.name.local.as_str() {
            "complexType" => document.complex_types.extend(self.complex_type(node, true)),
            "simpleType" => document.simple_types.extend(self.simple_type(node, true)),
            "group" => {
                document.groups.extend(self.group(node));
                return Some(Redefinable::Group);
            }
            "attributeGroup" => {
                document.attribute_groups.extend(self.attribute_group(node));
                return Some(Redefinable::AttributeGroup);
            }
            _ => return None,
        }
        Some(Redefinable::Type)
    }

    /// `xsd:redefine`: an include, with types and groups that take the place of those of the same name (4.2.2).
    fn redefine(&mut self, node: &Node, document: &mut Document) {
        self.only_attributes(node, &["schemaLocation"]);
        for child in self.children(node) {
            if child.name.local == "annotation" {
                self.annotation(child);
                continue;
            }
            match self.redefinable(child, document) {
                Some(kind) => {
                    // One without a name has been told.
                    let name = child.attribute("name").map(|a| a.value.trim()).filter(|name| !name.is_empty());
                    let name = name.map(|local| Name::new(self.target.as_deref(), local));
                    document.redefined.extend(name.map(|name| Redefined { kind, name, span: child.span }));
                }
                None if matches!(child.name.local.as_str(), "element" | "attribute") => {
                    let message = format!("an {} cannot be redefined", child.name.local);
                    let help = "only named types and groups can: redefine the type that it has, or write its declaration anew, in a \
                                copy of the schema that declares it";
                    self.error(Diagnostic::error(child.span, message).help(help));
                }
                None => self.misplaced(child, node),
            }
        }
        match node.attribute("schemaLocation") {
            Some(attribute) => {
                let location = Some(attribute.value.trim().to_owned());
                document.references.push(DocumentReference { span: node.span, location, kind: ReferenceKind::Include });
            }
            None => self.error(Diagnostic::error(node.span, "`xsd:redefine` needs a `schemaLocation`")),
        }
    }

    fn document_reference(&mut self, node: &Node) -> Option<DocumentReference> {
        let location = node.attribute("schemaLocation").map(|a| a.value.trim().to_owned());
        self.no_children(node);
        let kind = if node.name.local == "include" {
            self.only_attributes(node, &["schemaLocation"]);
            if location.is_none() {
                self.error(Diagnostic::error(node.span, "`xsd:include` needs a `schemaLocation`"));
                return None;
            }
            ReferenceKind::Include
        } else {
            self.only_attributes(node, &["namespace", "schemaLocation"]);
            let namespace = node.attribute("namespace").map(|a| a.value.trim().to_owned());
            if namespace == self.target {
                let message = "a schema cannot import its own namespace";
                self.error(
                    Diagnostic::error(node.span, message).help("use `xsd:include` for documents of the same namespace"),
                );
                return None;
            }
            self.imported.insert(namespace.clone());
            ReferenceKind::Import(namespace)
        };
        Some(DocumentReference { span: node.span, location, kind })
    }
}
