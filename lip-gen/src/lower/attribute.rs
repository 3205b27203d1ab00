//! Attributes to fields.

use std::collections::BTreeMap;

use super::names::Scope;
use super::scalar::{Role, Scalar};
use super::{Lowering, Owner, docs, words};
use crate::schema::{Attribute, AttributeDefault, SimpleType};
use crate::shape::{Binding, Cardinality, DefaultAccessor, DefaultValue, Docs, Field, Member, Type};

impl Lowering<'_> {
    /// The field of an attribute, and the method that answers its default.
    pub(super) fn attribute(
        &mut self,
        owner: &Owner,
        attribute: &Attribute,
        scope: &mut Scope,
    ) -> (Field, Option<DefaultAccessor>) {
        let wire = self.wire(&attribute.name, attribute.origin);
        let scalar = self.attribute_type(owner, attribute);
        let plain = words::field_name(&attribute.name.local);
        let stem = plain.trim_end_matches('_').to_owned();
        let apart = match &attribute.name.namespace {
            _ if attribute.name.is_xml() => format!("xml_{stem}"),
            Some(uri) => format!("{}_{stem}", words::namespace_word(uri)),
            None => format!("{stem}_attribute"),
        };
        let spelled = words::field_name(&words::distinct_name(&attribute.name.local)) + "_attribute";
        let last = format!("{apart}_attribute");
        let name = self.member_name(owner.place(), scope, [plain, apart, spelled, last]);
        let required =
            matches!(attribute.default, AttributeDefault::Required | AttributeDefault::Fixed { required: true, .. });
        let cardinality = if required { Cardinality::One } else { Cardinality::Optional };
        let default = match &attribute.default {
            AttributeDefault::Value(text) | AttributeDefault::Fixed { value: text, required: false } => {
                self.default_value(attribute, &scalar, text).map(|value| DefaultAccessor {
                    method: format!("{}_or_default", name.trim_end_matches('_')),
                    field: name.clone(),
                    attribute: attribute.name.to_string(),
                    value,
                })
            }
            AttributeDefault::Required | AttributeDefault::Optional | AttributeDefault::Fixed { .. } => None,
        };
        let field = Field {
            name,
            docs: attribute_docs(attribute),
            binding: Binding::Attribute(wire),
            member: Member { cardinality, boxed: false, item: scalar.r#type },
            required: required && !(scalar.is_default && scalar.values.is_some()),
        };
        (field, default)
    }

    fn attribute_type(&mut self, owner: &Owner, attribute: &Attribute) -> Scalar {
        let suffix = words::type_name(&attribute.name.local);
        let what = docs::code(&attribute.name.to_string());
        let role = Role { suffix: &suffix, what, origin: attribute.origin };
        if let Some((key, first)) = self.repeated.find(attribute) {
            return self.repeated_values(owner, key, first, &role);
        }
        // One value is an enumeration of one.
        if let AttributeDefault::Fixed { value, .. } = &attribute.default {
            return self.own_values(owner, (std::slice::from_ref(value), &BTreeMap::new()), &role);
        }
        let is_lang = attribute.name.is_xml() && attribute.name.local == "lang";
        if is_lang && !matches!(attribute.r#type, SimpleType::Enumeration { .. }) {
            return Scalar { r#type: Type::Value("Lang"), is_default: false, values: None };
        }
        self.scalar(owner, &attribute.r#type, &role)
    }

    fn default_value(&mut self, attribute: &Attribute, scalar: &Scalar, text: &str) -> Option<DefaultValue> {
        let (Type::Own(name), Some(values)) = (&scalar.r#type, &scalar.values) else {
            return Some(DefaultValue::Text(text.to_owned()));
        };
        match values.iter().find(|value| value.text == text) {
            Some(value) => Some(DefaultValue::Variant(name.clone(), value.name.clone())),
            None => {
                let message = format!("the default `{text}` of `{}` is none of its values", attribute.name);
                self.error(attribute.origin, message);
                None
            }
        }
    }
}

fn attribute_docs(attribute: &Attribute) -> Docs {
    let name = docs::code(&attribute.name.to_string());
    let use_of = match &attribute.default {
        AttributeDefault::Required => "required".to_owned(),
        AttributeDefault::Optional => "optional".to_owned(),
        AttributeDefault::Value(text) => format!("{} when it is not written", docs::code(text)),
        AttributeDefault::Fixed { value, required: false } => format!("always {}", docs::code(value)),
        AttributeDefault::Fixed { value, required: true } => format!("required, always {}", docs::code(value)),
    };
    let words = attribute.documentation.as_deref().map(docs::first_sentence).filter(|text| !text.is_empty());
    Docs { schema: words, lines: vec![format!("Attribute {name}, {use_of}.")] }
}
