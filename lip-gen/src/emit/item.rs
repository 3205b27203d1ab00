//! Structs and enums, with the impls that belong to them.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Runtime, attrs, docs, ident, method};
use crate::shape::{Choice, Conversion, Docs, Struct, Values};

/// A struct and its impls.
pub(super) fn structure(runtime: &Runtime, item: &Struct) -> Vec<TokenStream> {
    let Runtime { path, derives, json, attributes, .. } = runtime;
    let attributes = attributes.get(&item.name);
    let name = ident(&item.name);
    let docs = docs::item(&item.docs);
    let xml = attrs::of_struct(runtime, &item.kind);
    let default = item.is_default().then(|| quote!(Default,));
    let fields = item.fields.iter().map(|field| {
        let docs = docs::member(&field.docs);
        let xml = attrs::of_member(&field.binding);
        let name = ident(&field.name);
        let r#type = runtime.member(&field.member);
        let text = runtime.of_text(&field.member);
        quote!(#docs #xml #text pub #name: #r#type,)
    });
    let mut parts = vec![quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, #default #path::Xml)]
        #derives
        #attributes
        #json
        #xml
        #[non_exhaustive]
        pub struct #name { #(#fields)* }
    }];
    let methods: Vec<_> = method::constructor(runtime, item)
        .into_iter()
        .chain(item.defaults.iter().map(method::default_accessor))
        .chain(item.accessors.iter().map(|accessor| method::accessor(runtime, accessor)))
        .collect();
    if !methods.is_empty() {
        parts.push(quote!(impl #name { #(#methods)* }));
    }
    parts.extend(item.conversion.iter().flat_map(|conversion| conversions(runtime, item, conversion)));
    parts
}

fn conversions(runtime: &Runtime, item: &Struct, conversion: &Conversion) -> Vec<TokenStream> {
    let name = ident(&item.name);
    let from = |r#type: &TokenStream, body: TokenStream| {
        quote! {
            impl ::core::convert::From<#r#type> for #name {
                fn from(value: #r#type) -> Self { #body }
            }
        }
    };
    match conversion {
        Conversion::Text(field) => {
            let field = ident(field);
            let value = if field == "value" { quote!(value) } else { quote!(#field: value) };
            let string = quote!(::std::string::String);
            vec![
                from(&quote!(&str), quote!(Self::from(#string::from(value)))),
                from(&string, quote!(Self { #value, ..::core::default::Default::default() })),
            ]
        }
        Conversion::Value(field, r#type) => {
            let rest = item.fields.iter().filter(|other| other.name != *field).map(|other| ident(&other.name));
            let field = ident(field);
            let value = if field == "value" { quote!(value) } else { quote!(#field: value) };
            let body = quote!(Self { #value, #(#rest: ::core::default::Default::default(),)* });
            vec![from(&runtime.item(r#type), body)]
        }
    }
}

/// The enum of a choice and its impls.
pub(super) fn choice(runtime: &Runtime, item: &Choice) -> Vec<TokenStream> {
    let Runtime { path, derives, json, attributes, .. } = runtime;
    let attributes = attributes.get(&item.name);
    let name = ident(&item.name);
    let docs = docs::item(&item.docs);
    let xml = attrs::of_item(runtime, Some(quote!(choice)));
    let variants = item.variants.iter().map(|variant| {
        let docs = docs::member(&variant.docs);
        let xml = attrs::of_member(&variant.binding);
        let name = ident(&variant.name);
        let payload = runtime.member(&variant.payload);
        let text = runtime.of_text(&variant.payload);
        quote!(#docs #xml #name(#text #payload),)
    });
    let mut parts = vec![quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, #path::Xml)]
        #derives
        #attributes
        #json
        #xml
        pub enum #name { #(#variants)* }
    }];
    if let Some(empty) = &item.default {
        let empty = ident(empty);
        parts.push(quote! {
            impl ::core::default::Default for #name {
                fn default() -> Self { Self::#empty(::core::default::Default::default()) }
            }
        });
    }
    for variant in item.variants.iter().filter(|variant| variant.convertible) {
        let payload = runtime.unboxed(&variant.payload);
        let variant_name = ident(&variant.name);
        let value = match variant.payload.is_box() {
            true => quote!(::std::boxed::Box::new(value)),
            false => quote!(value),
        };
        parts.push(quote! {
            impl ::core::convert::From<#payload> for #name {
                fn from(value: #payload) -> Self { Self::#variant_name(#value) }
            }
        });
    }
    parts
}

/// An enumeration of texts.
pub(super) fn values(runtime: &Runtime, item: &Values) -> TokenStream {
    let Runtime { path, derives, json, attributes, .. } = runtime;
    let attributes = attributes.get(&item.name);
    let xml = attrs::of_item(runtime, Some(quote!(value)));
    let name = ident(&item.name);
    let docs = docs::item(&item.docs);
    let only = item.values.len() == 1;
    let variants = item.values.iter().map(|value| {
        let text = &value.text;
        let docs = docs::member(&match &value.documentation {
            Some(words) => Docs { schema: Some(format!("{}: {words}", shown(text))), lines: Vec::new() },
            None => Docs::line(shown(text)),
        });
        let name = ident(&value.name);
        let default = only.then(|| quote!(#[default]));
        quote!(#docs #default #[xml(value = #text)] #name,)
    });
    let default = only.then(|| quote!(Default,));
    quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, #default #path::Xml)]
        #derives
        #attributes
        #json
        #xml
        pub enum #name { #(#variants)* }
    }
}

fn shown(text: &str) -> String {
    match text {
        "" => "The empty text.".to_owned(),
        text if text.contains('`') => format!("`` {text} ``"),
        text => format!("`{text}`"),
    }
}
