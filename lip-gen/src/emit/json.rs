//! `#[serde(…)]`: the JSON form that `lip_types::json` describes.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use crate::shape::{Binding, Cardinality, Item, Member, Module, StructKind, Type, Value, Wire, key};

/// What the attributes of all items stand on.
pub(super) struct Json {
    /// The feature that turns them on; always on without one.
    feature: Option<String>,
    /// Path of the runtime crate.
    runtime: String,
    /// Names of the elements that own a type.
    elements: BTreeMap<String, Wire>,
    /// Names of all items.
    names: BTreeSet<String>,
}

impl Json {
    /// Nothing, when the module does not ask for it.
    pub(super) fn of(module: &Module) -> Option<Self> {
        let serde = module.serde.as_ref()?;
        let element = |item: &Item| match item {
            Item::Struct(item) => match &item.kind {
                StructKind::Element(wire) => Some((item.name.clone(), wire.clone())),
                _ => None,
            },
            _ => None,
        };
        Some(Self {
            feature: serde.feature.clone(),
            runtime: module.runtime.clone(),
            elements: module.items.iter().filter_map(element).collect(),
            names: module.items.iter().map(|item| item.name().to_owned()).collect(),
        })
    }

    /// Of a struct. Its text stands for it where there is nothing else.
    pub(super) fn of_struct(&self, is_text_only: bool) -> TokenStream {
        let what = if is_text_only { quote!(transparent) } else { quote!(deny_unknown_fields) };
        let (derive, what) = (self.of_enum(), self.attribute(quote!(serde(#what))));
        quote!(#derive #what)
    }

    /// Of an enum.
    pub(super) fn of_enum(&self) -> TokenStream {
        self.attribute(quote!(derive(::serde::Serialize, ::serde::Deserialize)))
    }

    /// Of a field.
    pub(super) fn of_field(&self, binding: &Binding, rust: &str, member: &Member) -> TokenStream {
        let Some(key) = key(binding, rust, self.element(member)) else { return self.attribute(quote!(serde(skip))) };
        let runtime = &self.runtime;
        let read = |function: &str| format!("{runtime}::json::{function}");
        let texts = (member.item == Type::String).then(|| read("texts"));
        let (absent, read) = match member.cardinality {
            _ if *binding == Binding::Any => (Some(format!("{runtime}::AnyContent::is_empty")), None),
            _ if *binding == Binding::AnyAttributes => (Some(format!("{runtime}::AnyAttributes::is_empty")), None),
            Cardinality::One => (None, texts.map(|_| read("text"))),
            Cardinality::Optional => {
                (Some(self.prelude("Option", "::core::option", "is_none")), texts.map(|_| read("some_text")))
            }
            Cardinality::Any => (Some(self.prelude("Vec", "::std::vec", "is_empty")), texts),
            Cardinality::Bounded(0, _) => (Some("<[_]>::is_empty".to_owned()), texts),
            Cardinality::OneOrMore | Cardinality::Bounded(..) => (None, texts),
        };
        // An optional field is absent without being told.
        let default = absent.is_some() && (member.cardinality != Cardinality::Optional || read.is_some());
        let parts = [
            (key != rust).then(|| quote!(rename = #key)),
            default.then(|| quote!(default)),
            absent.map(|function| quote!(skip_serializing_if = #function)),
            read.map(|function| quote!(deserialize_with = #function)),
        ];
        // One a line, as the formatter would not write them.
        parts.into_iter().flatten().map(|part| self.attribute(quote!(serde(#part)))).collect()
    }

    /// Of a variant of a choice.
    pub(super) fn of_variant(&self, binding: &Binding, rust: &str, payload: &Member) -> TokenStream {
        let Some(key) = key(binding, rust, self.element(payload)) else { return TokenStream::new() };
        let runtime = &self.runtime;
        let read = match payload.cardinality {
            _ if payload.item != Type::String => None,
            Cardinality::One => Some("text"),
            Cardinality::Optional => Some("some_text"),
            _ => Some("texts"),
        };
        let read = read.map(|function| format!("{runtime}::json::{function}"));
        let read = read.map(|function| quote!(, deserialize_with = #function));
        self.attribute(quote!(serde(rename = #key #read)))
    }

    /// Of a value of an enumeration.
    pub(super) fn of_value(&self, value: &Value) -> TokenStream {
        let text = &value.text;
        self.attribute(quote!(serde(rename = #text)))
    }

    /// A function of a type of the prelude. By the short name it fits a line; an item of the module may hide it.
    fn prelude(&self, r#type: &str, path: &str, function: &str) -> String {
        match self.names.contains(r#type) {
            true => format!("{path}::{type}::{function}", r#type = r#type),
            false => format!("{type}::{function}", r#type = r#type),
        }
    }

    fn element<'a>(&'a self, member: &'a Member) -> Option<&'a Wire> {
        match &member.item {
            Type::Own(name) => self.elements.get(name),
            Type::Extern(_, wire) => wire.as_ref(),
            _ => None,
        }
    }

    fn attribute(&self, attributes: TokenStream) -> TokenStream {
        match &self.feature {
            Some(feature) => quote!(#[cfg_attr(feature = #feature, #attributes)]),
            None => quote!(#[#attributes]),
        }
    }
}
