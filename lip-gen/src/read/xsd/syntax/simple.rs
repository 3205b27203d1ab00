//! `xsd:simpleType` (XSD 1.0 part 1, 3.14).

use super::super::xml::Node;
use super::markup::Context;
use super::{Facets, SimpleNarrowing, SimpleType, SimpleUse, Variety, Ways};
use crate::diagnostic::Diagnostic;

impl Context<'_> {
    pub(super) fn simple_type(&mut self, node: &Node, global: bool) -> Option<SimpleType> {
        self.only_attributes(node, if global { &["name", "final"] } else { &[] });
        let r#final = self.ways(node, "final", Ways::SIMPLE, self.r#final);
        let name = if global { Some(self.declared_name(node, true)?) } else { None };
        let (_, children) = self.documented(node);
        let mut variety = None;
        let mut known = true;
        for child in children {
            match child.name.local.as_str() {
                "restriction" if variety.is_none() => variety = Some(self.restriction(child)?),
                "union" if variety.is_none() => variety = Some(self.union(child)?),
                _ => {
                    known = false;
                    self.misplaced(child, node);
                }
            }
        }
        if variety.is_none() && known {
            self.error(Diagnostic::error(node.span, "`xsd:simpleType` needs an `xsd:restriction` or `xsd:union`"));
        }
        Some(SimpleType { name, span: node.span, r#final, variety: variety? })
    }

    fn restriction(&mut self, node: &Node) -> Option<Variety> {
        self.only_attributes(node, &["base"]);
        let mut base = match node.attribute("base") {
            Some(attribute) => Some(SimpleUse::Named(self.reference(node, attribute)?)),
            None => None,
        };
        let mut facets = Facets::default();
        let (_, children) = self.documented(node);
        for (at, child) in children.into_iter().enumerate() {
            match child.name.local.as_str() {
                "simpleType" if base.is_none() && at == 0 => {
                    base = Some(SimpleUse::Anonymous(Box::new(self.simple_type(child, false)?)));
                }
                _ if self.facet(child, &mut facets) => {}
                _ => self.misplaced(child, node),
            }
        }
        if base.is_none() {
            self.error(Diagnostic::error(node.span, "`xsd:restriction` needs a `base`"));
        }
        Some(Variety::Restriction { base: base?, facets })
    }

    /// How an `xsd:restriction` of simple content begins (3.4.2): a simple type, then facets. Attributes follow.
    pub(super) fn narrowing<'c, 'n>(
        &mut self,
        node: &Node,
        children: &'c [&'n Node],
    ) -> Option<(SimpleNarrowing, &'c [&'n Node])> {
        let attribute =
            |child: &&Node| matches!(child.name.local.as_str(), "attribute" | "attributeGroup" | "anyAttribute");
        let (own, rest) = children.split_at(children.iter().position(attribute).unwrap_or(children.len()));
        let mut narrowing = SimpleNarrowing { span: node.span, r#type: None, facets: Facets::default() };
        for (at, child) in own.iter().enumerate() {
            match child.name.local.as_str() {
                "simpleType" if at == 0 => narrowing.r#type = Some(self.simple_type(child, false)?),
                _ if self.facet(child, &mut narrowing.facets) => {}
                _ => self.misplaced(child, node),
            }
        }
        Some((narrowing, rest))
    }

    fn union(&mut self, node: &Node) -> Option<Variety> {
        self.only_attributes(node, &["memberTypes"]);
        let mut members = Vec::new();
        if let Some(attribute) = node.attribute("memberTypes") {
            for name in attribute.value.split_ascii_whitespace() {
                members.push(SimpleUse::Named(self.qname(node, attribute, name)?));
            }
        }
        let (_, children) = self.documented(node);
        for child in children {
            match child.name.local.as_str() {
                "simpleType" => members.push(SimpleUse::Anonymous(Box::new(self.simple_type(child, false)?))),
                _ => self.misplaced(child, node),
            }
        }
        if members.is_empty() {
            self.error(Diagnostic::error(node.span, "`xsd:union` needs a member"));
            return None;
        }
        Some(Variety::Union(members))
    }
}
