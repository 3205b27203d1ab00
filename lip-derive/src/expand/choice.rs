//! Enums that are one of several.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Out, extension};
use crate::plan::{ChoicePlan, ChoiceVariant};

pub(super) fn expand(out: &Out<'_>, ChoicePlan { variants, points }: &ChoicePlan<'_>) -> TokenStream {
    let rt = &out.rt;
    let bounds: Vec<_> = variants.iter().flat_map(|v| out.bounds(&v.slot)).collect();
    let single = out.header(quote!(#rt::Single));
    let header = out.header_where(quote!(#rt::Group), &bounds);
    let models = variants.iter().map(|v| out.model(&v.slot));
    let nullable: Vec<_> = variants.iter().map(|v| out.nullable(&v.slot)).collect();
    let starts: Vec<_> = variants.iter().map(|v| out.starts(&v.slot)).collect();
    let reads: Vec<_> = variants
        .iter()
        .map(|ChoiceVariant { ident, unit, slot }| {
            let read = out.read(slot);
            if *unit { quote!(#read.map(|()| Self::#ident)) } else { quote!(#read.map(Self::#ident)) }
        })
        .collect();
    let writes = variants.iter().map(|ChoiceVariant { ident, unit, slot }| {
        if *unit {
            let write = out.write(slot, &quote!((&())));
            quote!(Self::#ident => { #write })
        } else {
            let write = out.write(slot, &quote!(content));
            quote!(Self::#ident(content) => { #write })
        }
    });
    let asserted = out.asserted_of_variants(variants);
    let extension = extension::of_choice(out, points, &bounds);
    quote! {
        #single {}
        #asserted
        #extension
        #header {
            const MODEL: #rt::Model = #rt::Model::Choice(&[#(#models),*]);
            const NULLABLE: bool = false #(|| #nullable)*;
            fn starts(reader: &mut #rt::Reader<'_>) -> bool {
                #(#starts)||*
            }
            fn read(reader: &mut #rt::Reader<'_>) -> ::core::option::Option<Self> {
                #(if #starts {
                    return #reads;
                })*
                // None begins here: the first that may hold nothing is the value.
                #(if #nullable {
                    return #reads;
                })*
                reader.missing();
                ::core::option::Option::None
            }
            fn write(&self, writer: &mut #rt::Writer) {
                match self {
                    #(#writes)*
                }
            }
        }
    }
}
