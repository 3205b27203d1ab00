//! The attributes of a complex type, those of groups and of the base included.

use super::super::syntax::{Attribute, AttributeUse, Attributes, Ref, SimpleUse};
use super::Builder;
use super::simple::no_value;
use crate::diagnostic::Diagnostic;
use crate::schema::{
    self, AttributeDefault, AttributeWildcard, Builtin, Name, ProcessContents, SimpleType, XML_NAMESPACE,
};

/// Attributes, and whether others are allowed.
pub(super) type Built = (Vec<schema::Attribute>, Option<AttributeWildcard>);

impl Builder<'_> {
    /// Adds `attributes` to those of the base.
    pub(super) fn attributes(
        &mut self,
        attributes: &Attributes,
        base_any: Option<AttributeWildcard>,
        base: Vec<schema::Attribute>,
    ) -> Built {
        let mut out = base;
        let mut any = None;
        self.add(attributes, &mut out, &mut any);
        // What the type itself says counts before what its base says (3.4.2).
        (out, any.map(AttributeWildcard::Any).or(base_any))
    }

    /// Of several wildcards, the first one says how strict they are together.
    fn add(&mut self, attributes: &Attributes, out: &mut Vec<schema::Attribute>, any: &mut Option<ProcessContents>) {
        *any = any.or(attributes.any);
        for r#use in &attributes.uses {
            let attribute = match r#use {
                AttributeUse::Local(attribute) => Some(self.attribute(attribute)),
                AttributeUse::Ref { target, default } => self.attribute_reference(target, default.as_ref()),
                AttributeUse::Group(target) => {
                    match self.attribute_groups.get(&target.name).copied() {
                        Some(group) => {
                            self.within("attribute group", target, |b| b.add(&group.attributes, out, any));
                        }
                        None => self.undeclared("attribute group", target),
                    }
                    None
                }
            };
            let Some(attribute) = attribute else { continue };
            let documentation = attribute.documentation.as_ref().map_or(0, String::len);
            let Some(span) = attribute.origin.filter(|span| self.spend_text(documentation, *span)) else { continue };
            match out.iter().find(|a| a.name == attribute.name) {
                Some(first) => {
                    let message = format!("the attribute `{}` is declared twice in one type", attribute.name);
                    let diagnostic = Diagnostic::error(span, message).related(first.origin, "first here");
                    self.error(diagnostic);
                }
                None => out.push(attribute),
            }
        }
    }

    pub(super) fn attribute(&mut self, attribute: &Attribute) -> schema::Attribute {
        let built = schema::Attribute {
            name: attribute.name.clone(),
            documentation: attribute.documentation.clone(),
            r#type: self.simple_use(&attribute.r#type),
            default: attribute.default.clone().unwrap_or(AttributeDefault::Optional),
            origin: Some(attribute.span),
        };
        self.default(&built, Some(&attribute.r#type));
        built
    }

    /// A default is a value of the type, and an `ID` has none (3.2.6 "Attribute Declaration Properties Correct").
    fn default(&mut self, attribute: &schema::Attribute, written: Option<&SimpleUse>) {
        let (AttributeDefault::Value(value) | AttributeDefault::Fixed { value, .. }) = &attribute.default else {
            return;
        };
        let diagnostic = match &attribute.r#type {
            SimpleType::Builtin(Builtin::Id) | SimpleType::Enumeration { base: Builtin::Id, .. } => {
                let message = format!("`{}` is of type ID and cannot have a default or a fixed value", attribute.name);
                Diagnostic::error(attribute.origin, message)
            }
            r#type if r#type.allows(value) => {
                let (SimpleType::Builtin(builtin) | SimpleType::Enumeration { base: builtin, .. }) = r#type else {
                    return;
                };
                let facets = written.map(|written| self.facets_of(written)).unwrap_or_default();
                if let Some(span) = attribute.origin {
                    self.left_by(value, *builtin, &facets, span);
                }
                return;
            }
            SimpleType::Builtin(builtin) => no_value(value, *builtin, attribute.origin),
            r#type => {
                let message = format!("`{value}` is not a value of the attribute `{}`", attribute.name);
                Diagnostic::error(attribute.origin, message).note(format!("its values are {}", values(r#type)))
            }
        };
        self.error(diagnostic);
    }

    /// A reference to a global attribute, whose default holds unless the reference says another (3.2.2).
    fn attribute_reference(&mut self, target: &Ref, written: Option<&AttributeDefault>) -> Option<schema::Attribute> {
        let global = match self.attributes.get(&target.name).copied() {
            Some(attribute) => self.attribute(attribute),
            None => match xml_attribute(&target.name) {
                Some(attribute) => attribute,
                None => {
                    self.undeclared("attribute", target);
                    return None;
                }
            },
        };
        let default = match (written, global.default) {
            (None | Some(AttributeDefault::Optional), default) => default,
            (Some(AttributeDefault::Required), AttributeDefault::Fixed { value, .. }) => {
                AttributeDefault::Fixed { value, required: true }
            }
            (Some(AttributeDefault::Fixed { value, .. }), AttributeDefault::Fixed { value: fixed, .. })
                if *value != fixed =>
            {
                let message = format!("`{}` is fixed to `{fixed}` where it is declared", target.name);
                self.error(Diagnostic::error(target.span, message).related(global.origin, "declared here"));
                AttributeDefault::Optional
            }
            (Some(AttributeDefault::Value(_)), AttributeDefault::Fixed { value, .. }) => {
                let message =
                    format!("`{}` is fixed to `{value}` where it is declared and cannot have a default", target.name);
                self.error(Diagnostic::error(target.span, message).related(global.origin, "declared here"));
                AttributeDefault::Optional
            }
            (Some(written), _) => written.clone(),
        };
        let attribute = schema::Attribute { default, origin: Some(target.span), ..global };
        if written.is_some_and(|written| *written == attribute.default) {
            let declared = self.attributes.get(&target.name).copied();
            self.default(&attribute, declared.map(|declared| &declared.r#type));
        }
        Some(attribute)
    }
}

/// The values of a type, a long list cut.
fn values(r#type: &SimpleType) -> String {
    let SimpleType::Enumeration { values, .. } = r#type else {
        return format!("those of {}", schema::simple_type(r#type));
    };
    let shown: Vec<_> = values.iter().take(12).map(|value| format!("`{value}`")).collect();
    let more = if values.len() > shown.len() { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// The attributes of the XML namespace, for schemas whose `xml.xsd` is not at hand.
fn xml_attribute(name: &Name) -> Option<schema::Attribute> {
    if name.namespace.as_deref() != Some(XML_NAMESPACE) {
        return None;
    }
    let values = |base, values: &[&str]| SimpleType::Enumeration {
        name: None,
        base,
        values: values.iter().map(|&v| v.to_owned()).collect(),
        documentation: Box::default(),
    };
    let r#type = match name.local.as_str() {
        "lang" => SimpleType::Union(vec![SimpleType::Builtin(Builtin::Language), values(Builtin::String, &[""])]),
        "space" => values(Builtin::NcName, &["default", "preserve"]),
        "base" => SimpleType::Builtin(Builtin::AnyUri),
        "id" => SimpleType::Builtin(Builtin::Id),
        _ => return None,
    };
    Some(schema::Attribute {
        name: name.clone(),
        documentation: None,
        r#type,
        default: AttributeDefault::Optional,
        origin: None,
    })
}
