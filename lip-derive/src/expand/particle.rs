//! Reading and writing one field of a content model, side by side.
//!
//! Each kind of field is one trait of the runtime, so that a type which cannot stand
//! there is told once, at the type.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::Out;
use crate::plan::Term;

/// Where messages about a type stand; what names in the code mean is not changed by that.
pub(super) fn at(ty: &Type) -> Span {
    Span::call_site().located_at(ty.span())
}

impl Out<'_> {
    /// The trait that the type of the field implements, at its place.
    fn kind(&self, ty: &Type, term: &Term) -> TokenStream {
        let rt = &self.rt;
        let kind = match term {
            Term::Child(None) => quote!(OwnChild),
            Term::Child(Some(_)) => quote!(NamedChild),
            Term::Group => quote!(GroupField),
            Term::Text => quote!(TextField),
        };
        quote_spanned!(at(ty)=> <#ty as #rt::#kind>)
    }

    /// The content model of the field.
    pub(super) fn model(&self, ty: &Type, term: &Term) -> TokenStream {
        let rt = &self.rt;
        let kind = self.kind(ty, term);
        match term {
            Term::Child(None) | Term::Group => quote!(#kind::MODEL),
            Term::Child(Some(name)) => {
                let name = self.name(name);
                quote! {
                    #rt::Model::Occurs { inner: const { &#rt::Model::Element(#name) }, min: #kind::MIN, max: #kind::MAX }
                }
            }
            Term::Text => quote!(#rt::Model::Text),
        }
    }

    /// Whether the field may hold nothing.
    pub(super) fn nullable(&self, ty: &Type, term: &Term) -> TokenStream {
        let kind = self.kind(ty, term);
        match term {
            Term::Child(None) | Term::Group => quote!(#kind::NULLABLE),
            Term::Child(Some(_)) => quote!((#kind::MIN == 0)),
            Term::Text => quote!(false),
        }
    }

    /// Whether what is next begins the field.
    pub(super) fn starts(&self, ty: &Type, term: &Term) -> TokenStream {
        let kind = self.kind(ty, term);
        match term {
            Term::Child(None) | Term::Group => quote_spanned!(at(ty)=> #kind::starts(reader)),
            Term::Child(Some(name)) => {
                let name = self.name(name);
                quote!(reader.at(&#name))
            }
            Term::Text => quote!(reader.at_text()),
        }
    }

    /// Reads the field: an `Option` of its type.
    pub(super) fn read(&self, ty: &Type, term: &Term) -> TokenStream {
        let kind = self.kind(ty, term);
        match term {
            Term::Child(Some(name)) => {
                let name = self.name(name);
                quote_spanned!(at(ty)=> #kind::read(reader, &#name))
            }
            _ => quote_spanned!(at(ty)=> #kind::read(reader)),
        }
    }

    /// Writes the field at `place`, a reference.
    pub(super) fn write(&self, ty: &Type, term: &Term, place: &TokenStream) -> TokenStream {
        let kind = self.kind(ty, term);
        match term {
            Term::Child(Some(name)) => {
                let name = self.name(name);
                quote_spanned!(at(ty)=> #kind::write(#place, writer, &#name);)
            }
            _ => quote_spanned!(at(ty)=> #kind::write(#place, writer);),
        }
    }

    /// What a type of a generic item must be able to do to stand in the field.
    pub(super) fn bounds(&self, ty: &Type, term: &Term) -> Option<TokenStream> {
        self.item.generics.type_params().next()?;
        let rt = &self.rt;
        Some(match term {
            Term::Child(None) => quote!(#ty: #rt::OwnChild),
            Term::Child(Some(_)) => quote!(#ty: #rt::NamedChild),
            Term::Group => quote!(#ty: #rt::GroupField),
            Term::Text => quote!(#ty: #rt::TextField),
        })
    }
}
