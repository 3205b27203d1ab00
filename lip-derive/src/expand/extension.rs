//! Extension points, and what may stand at them.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Path, Type};

use super::Out;
use super::particle::at;
use crate::ast::Shape;
use crate::plan::{Whole, stubbed};

/// An element may stand at these points.
pub(super) fn of_element(out: &Out<'_>, points: &[Path], bounds: &[TokenStream]) -> TokenStream {
    let rt = &out.rt;
    let body = quote! {
        const CLAIMS: #rt::Model = #rt::Model::Element(<Self as #rt::Element>::NAME);
        fn read_extension(reader: &mut #rt::Reader<'_>) -> ::core::option::Option<Self> {
            if !reader.at(&<Self as #rt::Element>::NAME) {
                return ::core::option::Option::None;
            }
            <Self as #rt::FromXml>::read(reader)
        }
        fn write_extension(&self, writer: &mut #rt::Writer) {
            <Self as #rt::ToXml>::write(self, writer, &<Self as #rt::Element>::NAME);
        }
    };
    each(out, points, bounds, &body)
}

/// One of several elements may stand at these points.
pub(super) fn of_choice(out: &Out<'_>, points: &[Path], bounds: &[TokenStream]) -> TokenStream {
    let rt = &out.rt;
    let body = quote! {
        const CLAIMS: #rt::Model = <Self as #rt::Group>::MODEL;
        fn read_extension(reader: &mut #rt::Reader<'_>) -> ::core::option::Option<Self> {
            <Self as #rt::Group>::read(reader)
        }
        fn write_extension(&self, writer: &mut #rt::Writer) {
            <Self as #rt::Group>::write(self, writer);
        }
    };
    each(out, points, bounds, &body)
}

fn each(out: &Out<'_>, points: &[Path], bounds: &[TokenStream], body: &TokenStream) -> TokenStream {
    let impls = points.iter().map(|point| {
        // What is no point is told at its path.
        let name = point.segments.last().map_or_else(|| point.span(), |last| last.ident.span());
        let at = Span::call_site().located_at(name);
        let rt = out.runtime_at(at);
        let header = out.header_where(quote_spanned!(at=> #rt::Extension<#point>), bounds);
        quote!(#header { #body })
    });
    quote!(#(#impls)*)
}

/// The element is a point itself.
pub(super) fn point(out: &Out<'_>, Whole { member, ty }: &Whole<'_>) -> TokenStream {
    let rt = &out.rt;
    let header = out.header(quote!(#rt::ExtensionPoint));
    let kind = field(out, ty);
    let content = quote_spanned!(at(ty)=> #kind::content(&self.#member));
    let content_mut = quote_spanned!(at(ty)=> #kind::content_mut(&mut self.#member));
    quote! {
        #header {
            fn open_content(&self) -> &#rt::AnyContent {
                #content
            }
            fn open_content_mut(&mut self) -> &mut #rt::AnyContent {
                #content_mut
            }
        }
    }
}

fn field(out: &Out<'_>, ty: &Type) -> TokenStream {
    let rt = &out.rt;
    quote_spanned!(at(ty)=> <#ty as #rt::AnyField>)
}

/// Whoever uses a type with mistakes as a point, or at one, brings no errors of its own.
pub(super) fn stubs(out: &Out<'_>) -> TokenStream {
    let rt = &out.rt;
    let point = matches!(out.item.data, Shape::Struct(_)).then(|| {
        let header = out.header(quote!(#rt::ExtensionPoint));
        quote! {
            #header {
                fn open_content(&self) -> &#rt::AnyContent {
                    loop {}
                }
                fn open_content_mut(&mut self) -> &mut #rt::AnyContent {
                    loop {}
                }
            }
        }
    });
    let body = quote! {
        const CLAIMS: #rt::Model = #rt::Model::Any;
        fn read_extension(_: &mut #rt::Reader<'_>) -> ::core::option::Option<Self> {
            ::core::option::Option::None
        }
        fn write_extension(&self, _: &mut #rt::Writer) {}
    };
    let extensions = each(out, &stubbed(&out.item.keys), &[], &body);
    quote!(#point #extensions)
}
