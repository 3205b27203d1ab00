//! Methods of generated structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Runtime, docs, ident};
use crate::shape::{Accessor, Binding, DefaultAccessor, DefaultValue, Docs, Struct};

/// Clippy's limit of arguments.
const MANY: usize = 7;

/// `new`, for a struct that needs something. Text is asked for too, though it may be empty.
pub(super) fn constructor(runtime: &Runtime, item: &Struct) -> Option<TokenStream> {
    if item.is_default() {
        return None;
    }
    let is_asked = |field: &crate::shape::Field| field.required || field.binding == Binding::Text;
    let asked: Vec<_> = item.fields.iter().filter(|field| is_asked(field)).collect();
    let all = asked.len() == item.fields.iter().filter(|field| field.binding != Binding::Preserved).count();
    let docs = match all {
        true => Docs::line("From its parts."),
        false => Docs::line("From what it must have; everything else is absent."),
    };
    let docs = docs::member(&docs);
    let many = (asked.len() > MANY).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let parameters = asked.iter().map(|field| {
        let name = ident(&field.name);
        let r#type = runtime.unboxed(&field.member);
        quote!(#name: impl ::core::convert::Into<#r#type>)
    });
    let fields = item.fields.iter().map(|field| {
        let name = ident(&field.name);
        if !is_asked(field) {
            return quote!(#name: ::core::default::Default::default());
        }
        let value = quote!(#name.into());
        match field.member.is_box() {
            true => quote!(#name: ::std::boxed::Box::new(#value)),
            false => quote!(#name: #value),
        }
    });
    Some(quote! {
        #docs
        #many
        pub fn new(#(#parameters),*) -> Self {
            Self { #(#fields),* }
        }
    })
}

/// `fn …_or_default(&self)`.
pub(super) fn default_accessor(accessor: &DefaultAccessor) -> TokenStream {
    let method = ident(&accessor.method);
    let field = ident(&accessor.field);
    let shown = |text: &str| if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") };
    match &accessor.value {
        DefaultValue::Text(text) => {
            let value = if text.is_empty() { "the empty text".to_owned() } else { shown(text) };
            let docs = docs::member(&Docs::line(format!("`{}`, or {value}.", accessor.attribute)));
            quote! {
                #docs
                pub fn #method(&self) -> &str {
                    self.#field.as_ref().map_or(#text, |value| value.as_str())
                }
            }
        }
        DefaultValue::Variant(r#enum, variant) => {
            // A type of the user's is a path, whose documentation may not be at hand.
            let (open, close) = if r#enum.contains("::") { ("", "") } else { ("[", "]") };
            let line = format!("`{}`, or {open}`{enum}::{variant}`{close}.", accessor.attribute, r#enum = r#enum);
            let docs = docs::member(&Docs::line(line));
            let r#enum: TokenStream = r#enum.parse().unwrap_or_default();
            let variant = ident(variant);
            quote! {
                #docs
                pub fn #method(&self) -> #r#enum {
                    self.#field.unwrap_or(#r#enum::#variant)
                }
            }
        }
    }
}

/// An iterator over one variant.
pub(super) fn accessor(runtime: &Runtime, accessor: &Accessor) -> TokenStream {
    let docs = docs::member(&accessor.docs);
    let method = ident(&accessor.method);
    let field = ident(&accessor.field);
    let (choice, variant) = (ident(&accessor.choice), ident(&accessor.variant));
    let payload = runtime.unboxed(&accessor.payload);
    let value = if accessor.payload.is_box() { quote!(&**value) } else { quote!(value) };
    let body = match accessor.only {
        true => quote!(map(|#choice::#variant(value)| #value)),
        false => quote! {
            filter_map(|item| match item {
                #choice::#variant(value) => ::core::option::Option::Some(#value),
                _ => ::core::option::Option::None,
            })
        },
    };
    quote! {
        #docs
        pub fn #method(&self) -> impl ::core::iter::Iterator<Item = &#payload> {
            self.#field.iter().#body
        }
    }
}
