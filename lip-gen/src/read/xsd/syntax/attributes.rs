//! Attributes, attribute groups and `xsd:anyAttribute` (XSD 1.0 part 1, 3.2, 3.6, 3.10).

use super::super::xml::Node;
use super::markup::Context;
use super::{Attribute, AttributeGroup, AttributeUse, Attributes, SimpleUse, XSI};
use crate::diagnostic::Diagnostic;
use crate::schema::AttributeDefault;

impl Context<'_> {
    /// `(attribute | attributeGroup)*, anyAttribute?`
    pub(super) fn attributes(&mut self, parent: &Node, children: &[&Node]) -> Attributes {
        let mut attributes = Attributes::default();
        for child in children {
            match child.name.local.as_str() {
                _ if attributes.any.is_some() => self.misplaced(child, parent),
                "attribute" => self.attribute_use(child, &mut attributes),
                "attributeGroup" => {
                    self.only_attributes(child, &["ref"]);
                    self.no_children(child);
                    match child.attribute("ref") {
                        Some(attribute) => {
                            let target = self.reference(child, attribute);
                            attributes.uses.extend(target.map(AttributeUse::Group));
                        }
                        None => self.error(Diagnostic::error(child.span, "`xsd:attributeGroup` needs a `ref` here")),
                    }
                }
                "anyAttribute" => {
                    self.only_attributes(child, &["namespace", "processContents"]);
                    self.no_children(child);
                    attributes.any = Some(self.wildcard(child));
                }
                _ => self.misplaced(child, parent),
            }
        }
        attributes
    }

    fn attribute_use(&mut self, node: &Node, attributes: &mut Attributes) {
        let prohibited = node.attribute("use").is_some_and(|a| a.value.trim() == "prohibited");
        match self.any_use(node) {
            None => {}
            Some(r#use) if !prohibited => attributes.uses.push(r#use),
            // Outside of a restriction it is as good as not written.
            Some(AttributeUse::Local(attribute)) => attributes.prohibited.push(attribute.name),
            Some(AttributeUse::Ref { target, .. } | AttributeUse::Group(target)) => {
                attributes.prohibited.push(target.name);
            }
        }
    }

    fn any_use(&mut self, node: &Node) -> Option<AttributeUse> {
        Some(match node.attribute("ref") {
            Some(attribute) => {
                self.attribute_count += 1;
                self.only_attributes(node, &["ref", "use", "default", "fixed"]);
                self.no_children(node);
                let default = self.default(node);
                AttributeUse::Ref { target: self.reference(node, attribute)?, default }
            }
            None => {
                self.only_attributes(node, &["name", "type", "form", "use", "default", "fixed"]);
                let qualified = self.qualified(node, "form", self.attributes_qualified);
                AttributeUse::Local(self.attribute(node, qualified)?)
            }
        })
    }

    /// `xsd:attribute` in `xsd:schema`.
    pub(super) fn global_attribute(&mut self, node: &Node) -> Option<Attribute> {
        self.only_attributes(node, &["name", "type", "default", "fixed"]);
        self.attribute(node, true)
    }

    fn attribute(&mut self, node: &Node, qualified: bool) -> Option<Attribute> {
        self.attribute_count += 1;
        let (documentation, children) = self.documented(node);
        let mut r#type = SimpleUse::Unwritten;
        for child in children {
            if child.name.local != "simpleType" {
                self.misplaced(child, node);
                continue;
            }
            if !matches!(r#type, SimpleUse::Unwritten) || node.attribute("type").is_some() {
                self.error(Diagnostic::error(child.span, "this attribute has a type already"));
            }
            if let Some(found) = self.simple_type(child, false) {
                r#type = SimpleUse::Anonymous(Box::new(found));
            }
        }
        if let Some(attribute) = node.attribute("type") {
            r#type = SimpleUse::Named(self.reference(node, attribute)?);
        }
        let default = self.default(node);
        let name = self.declared_name(node, qualified)?;
        if name.local == "xmlns" {
            self.error(Diagnostic::error(node.span, "no attribute can be called `xmlns`"));
            return None;
        }
        // "no-xsi" (3.2.6)
        if name.namespace.as_deref() == Some(XSI) {
            let message = format!("no attribute of the namespace `{XSI}` can be declared");
            let help = "its four attributes may stand everywhere without a declaration";
            self.error(Diagnostic::error(node.span, message).help(help));
            return None;
        }
        Some(Attribute { name, span: node.span, documentation, r#type, default })
    }

    /// `use`, `default` and `fixed` together (3.2.3).
    fn default(&mut self, node: &Node) -> Option<AttributeDefault> {
        let required = match node.attribute("use").map(|a| (a, a.value.trim())) {
            None => None,
            Some((_, "required")) => Some(true),
            Some((_, "optional" | "prohibited")) => Some(false),
            Some((attribute, other)) => {
                let message = format!("`{other}` is none of `required`, `optional`, `prohibited`");
                self.error(Diagnostic::error(attribute.value_span, message));
                None
            }
        };
        match (node.attribute("default"), node.attribute("fixed")) {
            (Some(_), Some(fixed)) => {
                self.error(Diagnostic::error(fixed.span, "an attribute has a default or a fixed value, not both"));
                None
            }
            (Some(default), None) => {
                // "src-attribute.2": a default is for what is optional.
                let prohibited = node.attribute("use").is_some_and(|a| a.value.trim() == "prohibited");
                if required == Some(true) || prohibited {
                    let what = if prohibited { "prohibited" } else { "required" };
                    let message = format!("an attribute that has a default cannot be {what}");
                    self.error(Diagnostic::error(default.span, message).help("leave out `default`, or `use`"));
                }
                Some(AttributeDefault::Value(default.value.clone()))
            }
            (None, Some(fixed)) => {
                Some(AttributeDefault::Fixed { value: fixed.value.clone(), required: required == Some(true) })
            }
            (None, None) => required.map(|r| if r { AttributeDefault::Required } else { AttributeDefault::Optional }),
        }
    }

    /// `xsd:attributeGroup` in `xsd:schema`.
    pub(super) fn attribute_group(&mut self, node: &Node) -> Option<AttributeGroup> {
        self.only_attributes(node, &["name"]);
        let name = self.declared_name(node, true);
        let (_, children) = self.documented(node);
        let attributes = self.attributes(node, &children);
        Some(AttributeGroup { name: name?, span: node.span, attributes })
    }
}
