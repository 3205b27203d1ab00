//! Elements, model groups and wildcards (XSD 1.0 part 1, 3.3, 3.7 to 3.10).

use super::super::xml::Node;
use super::markup::Context;
use super::{Element, ElementType, Group, Particle, Term, Ways};
use crate::diagnostic::Diagnostic;
use crate::schema::{Compositor, Occurs, ProcessContents};

impl Context<'_> {
    /// `xsd:element` in `xsd:schema`.
    pub(super) fn global_element(&mut self, node: &Node) -> Option<Element> {
        let unsupported = ["abstract", "default", "fixed", "nillable", "substitutionGroup"];
        self.only_attributes(node, &[&["name", "type", "block", "final"][..], &unsupported].concat());
        // It counts for substitution groups only.
        self.ways(node, "final", Ways::COMPLEX, self.r#final);
        self.element(node, true)
    }

    fn element(&mut self, node: &Node, qualified: bool) -> Option<Element> {
        self.element_count += 1;
        let (documentation, children) = self.documented(node);
        let mut r#type = None;
        let mut constrained = false;
        for child in children {
            if matches!(child.name.local.as_str(), "key" | "keyref" | "unique") {
                constrained = true;
                self.identity(child);
                continue;
            }
            let found = match child.name.local.as_str() {
                _ if constrained => {
                    self.misplaced(child, node);
                    continue;
                }
                "complexType" => self.complex_type(child, false).map(|t| ElementType::Complex(Box::new(t))),
                "simpleType" => self.simple_type(child, false).map(|t| ElementType::Simple(Box::new(t))),
                _ => {
                    self.misplaced(child, node);
                    continue;
                }
            };
            if r#type.is_some() || node.attribute("type").is_some() {
                self.error(Diagnostic::error(child.span, "this element has a type already"));
            }
            r#type = r#type.or(found);
        }
        if let Some(attribute) = node.attribute("type") {
            r#type = Some(ElementType::Named(self.reference(node, attribute)?));
        }
        let block = self.ways(node, "block", Ways::ELEMENT, self.block);
        let name = self.declared_name(node, qualified)?;
        let r#type = r#type.unwrap_or(ElementType::Unwritten);
        Some(Element { name, span: node.span, documentation, r#type, block })
    }

    /// `xsd:element` in a model group: a reference, or a declaration in place.
    fn element_particle(&mut self, node: &Node) -> Option<Particle> {
        let occurs = self.occurs(node);
        let term = match node.attribute("ref") {
            Some(attribute) => {
                self.only_attributes(node, &["ref", "minOccurs", "maxOccurs"]);
                self.no_children(node);
                Term::Ref(self.reference(node, attribute)?)
            }
            None => {
                let unsupported = ["default", "fixed", "nillable"];
                let known = ["name", "type", "form", "block", "minOccurs", "maxOccurs"];
                self.only_attributes(node, &[&known[..], &unsupported].concat());
                let qualified = self.qualified(node, "form", self.elements_qualified);
                Term::Local(Box::new(self.element(node, qualified)?))
            }
        };
        Some(Particle { span: node.span, occurs, term })
    }

    /// Whether an element is a particle that may be the content of a type.
    pub(super) fn is_model(node: &Node) -> bool {
        matches!(node.name.local.as_str(), "sequence" | "choice" | "group")
    }

    /// `xsd:sequence`, `xsd:choice`, `xsd:group` with `@ref`.
    pub(super) fn model(&mut self, node: &Node) -> Option<Particle> {
        if node.name.local == "group" {
            self.only_attributes(node, &["ref", "minOccurs", "maxOccurs"]);
            self.no_children(node);
            let Some(attribute) = node.attribute("ref") else {
                self.error(Diagnostic::error(node.span, "`xsd:group` needs a `ref` here"));
                return None;
            };
            let occurs = self.occurs(node);
            return Some(Particle { span: node.span, occurs, term: Term::GroupRef(self.reference(node, attribute)?) });
        }
        self.only_attributes(node, &["minOccurs", "maxOccurs"]);
        let occurs = self.occurs(node);
        let compositor = if node.name.local == "choice" { Compositor::Choice } else { Compositor::Sequence };
        let (_, children) = self.documented(node);
        let mut particles = Vec::new();
        for child in children {
            match child.name.local.as_str() {
                "element" => particles.extend(self.element_particle(child)),
                "any" => particles.extend(self.any(child)),
                _ if Self::is_model(child) => particles.extend(self.model(child)),
                _ => self.misplaced(child, node),
            }
        }
        Some(Particle { span: node.span, occurs, term: Term::Model(compositor, particles) })
    }

    fn any(&mut self, node: &Node) -> Option<Particle> {
        self.only_attributes(node, &["namespace", "processContents", "minOccurs", "maxOccurs"]);
        self.no_children(node);
        let process = self.wildcard(node);
        Some(Particle { span: node.span, occurs: self.occurs(node), term: Term::Any(process) })
    }

    /// `namespace` and `processContents` of `xsd:any` and `xsd:anyAttribute`.
    pub(super) fn wildcard(&mut self, node: &Node) -> ProcessContents {
        if let Some(attribute) = node.attribute("namespace").filter(|a| a.value.trim() != "##any") {
            let message = format!("`namespace=\"{}\"` is not supported yet, only `##any`", attribute.value);
            let help = "write `##any`: what may stand there is then of any namespace";
            self.error(Diagnostic::error(attribute.span, message).help(help));
        }
        let Some(attribute) = node.attribute("processContents") else { return ProcessContents::Strict };
        let known = [ProcessContents::Strict, ProcessContents::Lax, ProcessContents::Skip];
        known.into_iter().find(|process| process.name() == attribute.value.trim()).unwrap_or_else(|| {
            let message = format!("`{}` is none of `strict`, `lax`, `skip`", attribute.value);
            self.error(Diagnostic::error(attribute.value_span, message));
            ProcessContents::Strict
        })
    }

    /// `xsd:group` in `xsd:schema`.
    pub(super) fn group(&mut self, node: &Node) -> Option<Group> {
        self.only_attributes(node, &["name"]);
        let name = self.declared_name(node, true);
        let (_, children) = self.documented(node);
        let mut particle = None;
        let mut known = true;
        for child in children {
            if !matches!(child.name.local.as_str(), "sequence" | "choice") || particle.is_some() {
                known = false;
                self.misplaced(child, node);
                continue;
            }
            if let Some(attribute) = child.attribute("minOccurs").or(child.attribute("maxOccurs")) {
                let message = "the model of a named group has no `minOccurs` and `maxOccurs`";
                self.error(Diagnostic::error(attribute.span, message).help("put them where the group is referred to"));
            }
            particle = self.model(child).map(|p| Particle { occurs: Occurs::ONCE, ..p });
        }
        if particle.is_none() && known {
            self.error(Diagnostic::error(node.span, "`xsd:group` needs an `xsd:sequence` or `xsd:choice`"));
        }
        Some(Group { name: name?, span: node.span, particle: particle? })
    }
}
