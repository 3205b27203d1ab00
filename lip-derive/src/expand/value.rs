//! Enums that are enumerations.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::Out;

pub(super) fn expand(out: &Out<'_>, values: &[(&Ident, String)]) -> TokenStream {
    let rt = &out.rt;
    let (single, from_text, to_text, from_xml, to_xml) = (
        out.header(quote!(#rt::Single)),
        out.header(quote!(#rt::FromText)),
        out.header(quote!(#rt::ToText)),
        out.header(quote!(#rt::FromXml)),
        out.header(quote!(#rt::ToXml)),
    );
    let idents = values.iter().map(|(ident, _)| ident).collect::<Vec<_>>();
    let texts = values.iter().map(|(_, text)| text).collect::<Vec<_>>();
    quote! {
        #single {}
        #from_text {
            fn from_text(
                text: ::std::borrow::Cow<'_, str>,
                _: &#rt::Scope<'_>,
            ) -> ::core::result::Result<Self, #rt::ValueError> {
                match &*text {
                    #(#texts => return ::core::result::Result::Ok(Self::#idents),)*
                    // With white space around it, or wrong.
                    _ => {}
                }
                match #rt::enumerated(&text, &[#(#texts),*])? {
                    #(#texts => ::core::result::Result::Ok(Self::#idents),)*
                    _ => ::core::result::Result::Err(#rt::ValueError::new("a value of the enumeration")),
                }
            }
        }
        #to_text {
            fn to_text(
                &self,
                _: &#rt::Scope<'_>,
            ) -> ::core::result::Result<::std::borrow::Cow<'_, str>, #rt::ValueError> {
                ::core::result::Result::Ok(::std::borrow::Cow::Borrowed(match self {
                    #(Self::#idents => #texts,)*
                }))
            }
        }
        #from_xml {
            fn read(reader: &mut #rt::Reader<'_>) -> ::core::option::Option<Self> {
                #rt::read_value(reader)
            }
        }
        #to_xml {
            fn write(&self, writer: &mut #rt::Writer, name: &#rt::Name) {
                #rt::write_value(self, writer, name);
            }
        }
    }
}
