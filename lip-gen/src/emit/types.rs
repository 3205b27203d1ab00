//! The types of fields and variants, by absolute paths.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Runtime, ident};
use crate::shape::{Cardinality, Member, Type};

impl Runtime {
    /// One value.
    pub(super) fn item(&self, item: &Type) -> TokenStream {
        let runtime = &self.path;
        match item {
            Type::Own(name) => {
                let name = ident(name);
                quote!(#name)
            }
            Type::Runtime(name) => {
                let name = ident(name);
                quote!(#runtime::#name)
            }
            Type::Value(name) => {
                let name = ident(name);
                quote!(#runtime::value::#name)
            }
            Type::Extern(path, _) => path.parse().unwrap_or_default(),
            Type::String => quote!(::std::string::String),
        }
    }

    /// What a field that holds text says to derives of other crates.
    pub(super) fn of_text(&self, member: &Member) -> TokenStream {
        if member.item == Type::String { self.text.clone() } else { TokenStream::new() }
    }

    /// What a field or variant holds.
    pub(super) fn member(&self, member: &Member) -> TokenStream {
        let inner = self.unboxed(member);
        match (member.boxed, member.cardinality) {
            (true, Cardinality::One) => quote!(::std::boxed::Box<#inner>),
            _ => inner,
        }
    }

    /// The same without the box around one value, as a constructor takes it.
    pub(super) fn unboxed(&self, member: &Member) -> TokenStream {
        let runtime = &self.path;
        let item = self.item(&member.item);
        match member.cardinality {
            Cardinality::One => item,
            Cardinality::Optional if member.boxed => quote!(::core::option::Option<::std::boxed::Box<#item>>),
            Cardinality::Optional => quote!(::core::option::Option<#item>),
            Cardinality::Any => quote!(::std::vec::Vec<#item>),
            Cardinality::OneOrMore => quote!(#runtime::OneOrMore<#item>),
            Cardinality::Bounded(min, max) => {
                let min = Literal::u32_unsuffixed(min);
                let max = match max {
                    Some(max) => {
                        let max = Literal::u32_unsuffixed(max);
                        quote!(#max)
                    }
                    None => quote!({ ::core::primitive::usize::MAX }),
                };
                quote!(#runtime::Bounded<#item, #min, #max>)
            }
        }
    }
}
