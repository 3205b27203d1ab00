//! Simple types to Rust types: values of attributes and of text.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Scope;
use super::{Lowering, Owner, docs, repeated, words};
use crate::diagnostic::Diagnostic;
use crate::schema::{Builtin, Name, Origin, SimpleType};
use crate::shape::{Docs, Item, Type, Value, Values};

/// A Rust type for a simple type.
#[derive(Clone)]
pub(super) struct Scalar {
    /// The type.
    pub(super) r#type: Type,
    /// Whether it has a value that needs no saying.
    pub(super) is_default: bool,
    /// The variants, if it is an enumeration.
    pub(super) values: Option<Vec<Value>>,
}

/// What a simple type is for.
pub(super) struct Role<'r> {
    /// Appended to the name of the owner for an enumeration.
    pub(super) suffix: &'r str,
    /// What it is, for the documentation.
    pub(super) what: String,
    /// Where it is declared.
    pub(super) origin: Origin,
}

impl Lowering<'_> {
    /// The Rust type of a simple type; enumerations become items.
    pub(super) fn scalar(&mut self, owner: &Owner, r#type: &SimpleType, role: &Role<'_>) -> Scalar {
        match r#type {
            SimpleType::Builtin(builtin) => match builtin_type(*builtin) {
                Some(r#type) => plain(r#type),
                None => {
                    // Only `NOTATION` (XSD 1.0 part 2, 3.2.19).
                    let message =
                        format!("`xsd:{}` must be restricted to the notations that are meant", builtin.name());
                    self.error(role.origin, message);
                    plain(Type::String)
                }
            },
            SimpleType::Enumeration { name: Some(name), values, documentation, .. } => {
                self.shared_values(name, (values, documentation), role)
            }
            SimpleType::Enumeration { name: None, values, documentation, .. } => {
                self.own_values(owner, (values, documentation), role)
            }
            SimpleType::Union(_) => {
                let help = "write one `xsd:enumeration` of all values, or `xsd:string`, which takes them all";
                self.diagnostics.push(Diagnostic::error(role.origin, "unions have no Rust type yet").help(help));
                plain(Type::String)
            }
        }
    }

    /// An enumeration of one owner.
    pub(super) fn own_values(&mut self, owner: &Owner, values: Texts<'_>, role: &Role<'_>) -> Scalar {
        let default = format!("{}{}", owner.base, role.suffix);
        let (key, name) = self.registry.derived(&default, "Value", role.origin, self.diagnostics);
        let values = self.values(&key, values, role.origin);
        let docs = Docs::line(format!("The values of {} in [`{}`].", role.what, owner.name));
        self.items.push(Item::Values(Values { name: name.clone(), docs, values: values.clone() }));
        enumeration(name, values)
    }

    /// An enumeration that attributes of several owners repeat: one item, made at the first of them.
    pub(super) fn repeated_values(
        &mut self,
        owner: &Owner,
        key: repeated::Key,
        first: bool,
        role: &Role<'_>,
    ) -> Scalar {
        if let Some(made) = self.shared_lists.get(&key) {
            return made.clone();
        }
        let default = match (first, &key.0.namespace) {
            (false, _) => format!("{}{}", owner.base, role.suffix),
            (true, None) => format!("{}Value", role.suffix),
            (true, Some(_)) if key.0.is_xml() => format!("Xml{}Value", role.suffix),
            // `xlink:type` is not `type`.
            (true, Some(uri)) => format!("{}{}Value", words::type_name(&words::namespace_word(uri)), role.suffix),
        };
        let (names_key, rust) = self.registry.derived(&default, "Value", role.origin, self.diagnostics);
        let values = self.values(&names_key, (&key.1, &key.2), role.origin);
        let docs = Docs::line(match first {
            true => format!("The values of {}, wherever it has these.", role.what),
            false => format!("The values of {} in [`{}`], and wherever it has the same.", role.what, owner.name),
        });
        self.late.push(Item::Values(Values { name: rust.clone(), docs, values: values.clone() }));
        let made = enumeration(rust, values);
        self.shared_lists.insert(key, made.clone());
        made
    }

    /// A named enumeration: one item, whoever uses it.
    fn shared_values(&mut self, type_name: &Name, values: Texts<'_>, role: &Role<'_>) -> Scalar {
        if let Some(name) = self.shared.get(type_name).cloned() {
            let values = self.late.iter().find_map(|item| match item {
                Item::Values(item) if item.name == name => Some(item.values.clone()),
                _ => None,
            });
            return enumeration(name, values.unwrap_or_default());
        }
        let default = words::type_name(&type_name.local);
        let (key, name) = self.registry.derived(&default, "Value", role.origin, self.diagnostics);
        let values = self.values(&key, values, role.origin);
        let docs = Docs::line(format!("The values of the simple type {}.", docs::code(&type_name.local)));
        self.late.push(Item::Values(Values { name: name.clone(), docs, values: values.clone() }));
        self.shared.insert(type_name.clone(), name.clone());
        enumeration(name, values)
    }

    fn values(&mut self, key: &str, (texts, documentation): Texts<'_>, origin: Origin) -> Vec<Value> {
        let mut scope = Scope::default();
        let mut seen = BTreeSet::new();
        let texts: Vec<&String> = texts.iter().filter(|text| seen.insert(*text)).collect();
        let name_of = |text: &String| {
            // A URI or a sentence makes no name.
            if texts.len() == 1 && text.len() > 30 { "Fixed".to_owned() } else { words::type_name(text) }
        };
        texts
            .iter()
            .map(|text| {
                let name = self.member_name((key, origin), &mut scope, [name_of(text), words::distinct_name(text)]);
                Value { name, text: (*text).clone(), documentation: documentation.get(*text).cloned() }
            })
            .collect()
    }
}

fn plain(r#type: Type) -> Scalar {
    let is_default = r#type == Type::String;
    Scalar { r#type, is_default, values: None }
}

fn enumeration(name: String, values: Vec<Value>) -> Scalar {
    Scalar { r#type: Type::Own(name), is_default: values.len() == 1, values: Some(values) }
}

/// The values of an enumeration, and what the schema says of them.
pub(super) type Texts<'t> = (&'t [String], &'t BTreeMap<String, String>);

/// The type in the runtime's `value` module for a builtin datatype.
fn builtin_type(builtin: Builtin) -> Option<Type> {
    Some(Type::Value(match builtin {
        Builtin::AnySimpleType | Builtin::String => return Some(Type::String),
        Builtin::Notation => return None,
        Builtin::NormalizedString => "NormalizedString",
        Builtin::Token => "Token",
        Builtin::Language => "Language",
        Builtin::Name => "XmlName",
        Builtin::NcName => "NcName",
        Builtin::NmToken => "NmToken",
        Builtin::NmTokens => "NmTokens",
        Builtin::Id => "Id",
        Builtin::IdRef => "IdRef",
        Builtin::IdRefs => "IdRefs",
        Builtin::Entity => "Entity",
        Builtin::Entities => "Entities",
        Builtin::QName => "QName",
        Builtin::AnyUri => "AnyUri",
        Builtin::Boolean => "Boolean",
        Builtin::Decimal => "Decimal",
        Builtin::Integer => "Integer",
        Builtin::NonPositiveInteger => "NonPositiveInteger",
        Builtin::NegativeInteger => "NegativeInteger",
        Builtin::NonNegativeInteger => "NonNegativeInteger",
        Builtin::PositiveInteger => "PositiveInteger",
        Builtin::Long => "Long",
        Builtin::Int => "Int",
        Builtin::Short => "Short",
        Builtin::Byte => "Byte",
        Builtin::UnsignedLong => "UnsignedLong",
        Builtin::UnsignedInt => "UnsignedInt",
        Builtin::UnsignedShort => "UnsignedShort",
        Builtin::UnsignedByte => "UnsignedByte",
        Builtin::Float => "Float",
        Builtin::Double => "Double",
        Builtin::Duration => "Duration",
        Builtin::DateTime => "DateTime",
        Builtin::Time => "Time",
        Builtin::Date => "Date",
        Builtin::GYearMonth => "GYearMonth",
        Builtin::GYear => "GYear",
        Builtin::GMonthDay => "GMonthDay",
        Builtin::GDay => "GDay",
        Builtin::GMonth => "GMonth",
        Builtin::HexBinary => "HexBinary",
        Builtin::Base64Binary => "Base64Binary",
    }))
}
