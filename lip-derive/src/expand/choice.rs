//! Enums that are one of several.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Out, extension};
use crate::plan::ChoicePlan;

pub(super) fn expand(out: &Out<'_>, ChoicePlan { variants, points }: &ChoicePlan<'_>) -> TokenStream {
    let rt = &out.rt;
    let bounds: Vec<_> = variants.iter().filter_map(|v| out.bounds(v.ty, &v.term)).collect();
    let single = out.header(quote!(#rt::Single));
    let header = out.header_where(quote!(#rt::Group), &bounds);
    let idents: Vec<_> = variants.iter().map(|v| v.ident).collect();
    let models = variants.iter().map(|v| out.model(v.ty, &v.term));
    let nullable: Vec<_> = variants.iter().map(|v| out.nullable(v.ty, &v.term)).collect();
    let starts: Vec<_> = variants.iter().map(|v| out.starts(v.ty, &v.term)).collect();
    let reads: Vec<_> = variants.iter().map(|v| out.read(v.ty, &v.term)).collect();
    let writes = variants.iter().map(|v| out.write(v.ty, &v.term, &quote!(content)));
    let extension = extension::of_choice(out, points, &bounds);
    quote! {
        #single {}
        #extension
        #header {
            const MODEL: #rt::Model = #rt::Model::Choice(&[#(#models),*]);
            const NULLABLE: bool = false #(|| #nullable)*;
            fn starts(reader: &mut #rt::Reader<'_>) -> bool {
                #(#starts)||*
            }
            fn read(reader: &mut #rt::Reader<'_>) -> ::core::option::Option<Self> {
                #(if #starts {
                    return #reads.map(Self::#idents);
                })*
                // None begins here: the first that may hold nothing is the value.
                #(if #nullable {
                    return #reads.map(Self::#idents);
                })*
                reader.missing();
                ::core::option::Option::None
            }
            fn write(&self, writer: &mut #rt::Writer) {
                match self {
                    #(Self::#idents(content) => { #writes })*
                }
            }
        }
    }
}
