//! `with = "module"`: the functions of a module in the place of a type's own.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::Out;
use crate::plan::{Codec, Content, Holder, Plan, Slot, Term, held};

impl Out<'_> {
    /// A value that the module reads and writes.
    pub(super) fn coded(&self, codec: &Codec, value: &Type) -> TokenStream {
        let (rt, index) = (&self.rt, codec.index);
        quote!(#rt::Coded<'_, #value, Self, #index>)
    }

    /// The type of a field, with such a value in the place of its item.
    pub(super) fn coded_each(&self, codec: &Codec, ty: &Type) -> TokenStream {
        let rt = &self.rt;
        let (holder, item) = held(ty);
        let coded = self.coded(codec, item);
        match holder {
            Holder::One => coded,
            Holder::Option => quote!(::core::option::Option<#coded>),
            Holder::Vec => quote!(::std::vec::Vec<#coded>),
            Holder::OneOrMore => quote!(#rt::OneOrMore<#coded>),
            Holder::Bounded(least, most) => quote!(#rt::Bounded<#coded, #least, #most>),
        }
    }

    /// The implementations that call the modules of the item.
    pub(super) fn codecs(&self, plan: &Plan<'_>) -> TokenStream {
        let of_slot = |slot: &Slot| {
            let codec = slot.codec.as_ref()?;
            let value = if matches!(slot.term, Term::Text) { &slot.ty } else { held(&slot.ty).1 };
            Some(self.codec(codec, value))
        };
        match plan {
            Plan::Element(element) => {
                let attributes = element.attributes.iter().filter_map(|attribute| {
                    let codec = attribute.codec.as_ref()?;
                    Some(self.codec(codec, of_attribute(attribute.ty).1))
                });
                let content: Vec<_> = match &element.content {
                    Content::Particles(particles) => particles.iter().filter_map(|p| of_slot(&p.slot)).collect(),
                    Content::Text(p) | Content::Mixed(p) => of_slot(&p.slot).into_iter().collect(),
                    Content::Any(_) => Vec::new(),
                };
                attributes.chain(content).collect()
            }
            Plan::Group(particles) => particles.iter().filter_map(|p| of_slot(&p.slot)).collect(),
            Plan::Choice(choice) => choice.variants.iter().filter_map(|v| of_slot(&v.slot)).collect(),
            Plan::Value(_) => TokenStream::new(),
        }
    }

    fn codec(&self, codec: &Codec, value: &Type) -> TokenStream {
        let (rt, index, module) = (&self.rt, codec.index, &codec.module);
        // What the module lacks, or has with other types, is told at its name.
        let span = Span::call_site().located_at(module.span());
        let header = self.header(quote!(#rt::Codec<#value, #index>));
        let read = quote_spanned!(span=> #module::from_text(text));
        let written = quote_spanned!(span=> #module::to_text(value));
        quote! {
            #header {
                fn from_text(text: &str) -> ::core::result::Result<#value, #rt::ValueError> {
                    #read
                }
                fn to_text(value: &#value) -> ::core::result::Result<::std::string::String, #rt::ValueError> {
                    #rt::Written::written(#written)
                }
            }
        }
    }
}

/// An attribute stands once or not at all: every other type is for the module.
pub(super) fn of_attribute(ty: &Type) -> (bool, &Type) {
    match held(ty) {
        (Holder::Option, item) => (true, item),
        _ => (false, ty),
    }
}
