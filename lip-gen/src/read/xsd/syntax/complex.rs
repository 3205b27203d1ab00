//! `xsd:complexType` (XSD 1.0 part 1, 3.4).

use super::super::xml::Node;
use super::markup::Context;
use super::{Attributes, ComplexType, Derivation, Particle, Ways};
use crate::diagnostic::Diagnostic;

impl Context<'_> {
    pub(super) fn complex_type(&mut self, node: &Node, global: bool) -> Option<ComplexType> {
        self.only_attributes(node, if global { &["name", "mixed", "abstract", "block", "final"] } else { &["mixed"] });
        self.ways(node, "block", Ways::COMPLEX, self.block);
        let r#final = self.ways(node, "final", Ways::COMPLEX, self.r#final);
        let name = if global { Some(self.declared_name(node, true)?) } else { None };
        let mut r#type = ComplexType {
            name,
            span: node.span,
            documentation: None,
            mixed: self.boolean(node, "mixed"),
            r#final,
            derivation: Derivation::None,
            particle: None,
            attributes: Attributes::default(),
        };
        let (documentation, children) = self.documented(node);
        r#type.documentation = documentation;
        match children.as_slice() {
            [content, rest @ ..] if matches!(content.name.local.as_str(), "simpleContent" | "complexContent") => {
                self.derived(content, &mut r#type)?;
                for child in rest {
                    self.misplaced(child, node);
                }
            }
            _ => (r#type.particle, r#type.attributes) = self.model_and_attributes(node, &children),
        }
        Some(r#type)
    }

    /// `xsd:simpleContent` or `xsd:complexContent`.
    fn derived(&mut self, content: &Node, r#type: &mut ComplexType) -> Option<()> {
        let simple = content.name.local == "simpleContent";
        self.only_attributes(content, if simple { &[] } else { &["mixed"] });
        if content.attribute("mixed").is_some() {
            // What stands on the content wins over what stands on the type (3.4.2).
            r#type.mixed = self.boolean(content, "mixed");
        }
        let (_, children) = self.documented(content);
        let mut derivation = None;
        for child in children {
            match child.name.local.as_str() {
                "extension" | "restriction" if derivation.is_none() => derivation = Some(child),
                _ => self.misplaced(child, content),
            }
        }
        let Some(node) = derivation else {
            let message = format!("`xsd:{}` needs an `xsd:extension` or `xsd:restriction`", content.name.local);
            self.error(Diagnostic::error(content.span, message));
            return None;
        };
        let restricts = node.name.local == "restriction";
        self.only_attributes(node, &["base"]);
        let Some(base) = node.attribute("base") else {
            self.error(Diagnostic::error(node.span, format!("`xsd:{}` needs a `base`", node.name.local)));
            return None;
        };
        let base = self.reference(node, base);
        let (_, children) = self.documented(node);
        if simple && restricts {
            let (narrowing, rest) = self.narrowing(node, &children)?;
            r#type.attributes = self.attributes(node, rest);
            r#type.derivation = Derivation::SimpleRestriction(base?, Box::new(narrowing));
            return Some(());
        }
        (r#type.particle, r#type.attributes) = self.model_and_attributes(node, &children);
        if let (true, Some(particle)) = (simple, &r#type.particle) {
            self.error(Diagnostic::error(particle.span, "simple content has no elements"));
            r#type.particle = None;
        }
        r#type.derivation = match (simple, restricts) {
            (true, _) => Derivation::SimpleExtension(base?),
            (false, false) => Derivation::ComplexExtension(base?),
            (false, true) => Derivation::ComplexRestriction(base?),
        };
        Some(())
    }

    /// `(group | choice | sequence)?, (attribute | attributeGroup)*, anyAttribute?`
    fn model_and_attributes(&mut self, node: &Node, children: &[&Node]) -> (Option<Particle>, Attributes) {
        match children {
            [model, rest @ ..] if Self::is_model(model) => (self.model(model), self.attributes(node, rest)),
            _ => (None, self.attributes(node, children)),
        }
    }
}
