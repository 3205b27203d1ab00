//! Reading and writing one field of a content model, side by side.
//!
//! Each kind of field is one trait of the runtime, so that a type which cannot stand
//! there is told once, at the type.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Path, Type};

use super::Out;
use crate::plan::{Holder, Slot, Term, held};

/// Where messages about a type stand; what names in the code mean is not changed by that.
pub(super) fn at(ty: &Type) -> Span {
    Span::call_site().located_at(ty.span())
}

/// The value that a function makes: an `Option` of the type of the field.
pub(super) fn some(ty: &Type, path: &Path) -> TokenStream {
    quote_spanned!(path.span()=> {
        let value: #ty = #path();
        ::core::option::Option::Some(value)
    })
}

impl Out<'_> {
    /// The type that is read and written in the field: its own, or that of its codec.
    fn wire(&self, slot: &Slot) -> TokenStream {
        let ty = &slot.ty;
        match &slot.codec {
            None => quote!(#ty),
            // Text is one value, whatever its type.
            Some(codec) if matches!(slot.term, Term::Text) => self.coded(codec, ty),
            Some(codec) => self.coded_each(codec, ty),
        }
    }

    /// The trait that the type of the field implements, at its place.
    fn kind(&self, slot: &Slot) -> TokenStream {
        let rt = &self.rt;
        let kind = match slot.term {
            Term::Child(None) => quote!(OwnChild),
            Term::Child(Some(_)) => quote!(NamedChild),
            Term::Group => quote!(GroupField),
            Term::Text => quote!(TextField),
        };
        let wire = self.wire(slot);
        quote_spanned!(at(&slot.ty)=> <#wire as #rt::#kind>)
    }

    /// The content model of the field.
    pub(super) fn model(&self, slot: &Slot) -> TokenStream {
        let rt = &self.rt;
        let kind = self.kind(slot);
        let model = match &slot.term {
            Term::Child(None) | Term::Group => quote!(#kind::MODEL),
            Term::Child(Some(name)) => {
                let name = self.name(name);
                quote! {
                    #rt::Model::Occurs { inner: const { &#rt::Model::Element(#name) }, min: #kind::MIN, max: #kind::MAX }
                }
            }
            Term::Text => return quote!(#rt::Model::Text),
        };
        match slot.default {
            Some(_) => quote!(#rt::Model::Occurs { inner: const { &#model }, min: 0, max: 1 }),
            None => model,
        }
    }

    /// Whether the field may hold nothing.
    pub(super) fn nullable(&self, slot: &Slot) -> TokenStream {
        let kind = self.kind(slot);
        match slot.term {
            Term::Text => quote!(false),
            _ if slot.default.is_some() => quote!(true),
            Term::Child(None) | Term::Group => quote!(#kind::NULLABLE),
            Term::Child(Some(_)) => quote!((#kind::MIN == 0)),
        }
    }

    /// Whether what is next begins the field.
    pub(super) fn starts(&self, slot: &Slot) -> TokenStream {
        let kind = self.kind(slot);
        match &slot.term {
            Term::Child(None) | Term::Group => quote_spanned!(at(&slot.ty)=> #kind::starts(reader)),
            Term::Child(Some(name)) => {
                let name = self.name(name);
                quote!(reader.at(&#name))
            }
            Term::Text => quote!(reader.at_text()),
        }
    }

    /// Reads the field: an `Option` of its type.
    pub(super) fn read(&self, slot: &Slot) -> TokenStream {
        let rt = &self.rt;
        let (ty, kind) = (&slot.ty, self.kind(slot));
        let default = slot.default.as_ref().map(|path| quote_spanned!(path.span()=> #path()));
        let read = match (&slot.term, &default) {
            (Term::Child(Some(name)), _) => {
                let name = self.name(name);
                quote_spanned!(at(ty)=> #kind::read(reader, &#name))
            }
            (Term::Text, Some(default)) => {
                let (wire, default) = (self.wire(slot), self.made(slot, default));
                quote_spanned!(at(ty)=> #rt::read_text_or::<#wire>(reader, || #default))
            }
            _ => quote_spanned!(at(ty)=> #kind::read(reader)),
        };
        let read = match slot.codec {
            Some(_) => quote!(#read.and_then(#rt::Decode::decode)),
            None => read,
        };
        match (&slot.term, &slot.default) {
            (Term::Text, _) | (_, None) => read,
            (_, Some(path)) => {
                let (starts, default) = (self.starts(slot), some(ty, path));
                quote!(if #starts { #read } else { #default })
            }
        }
    }

    /// A value of the field as what is read.
    fn made(&self, slot: &Slot, value: &TokenStream) -> TokenStream {
        match &slot.codec {
            Some(codec) => {
                let coded = self.coded(codec, &slot.ty);
                quote!(<#coded>::owned(#value))
            }
            None => value.clone(),
        }
    }

    /// Writes the field at `place`, a reference.
    pub(super) fn write(&self, slot: &Slot, place: &TokenStream) -> TokenStream {
        let rt = &self.rt;
        let (ty, kind) = (&slot.ty, self.kind(slot));
        match (&slot.term, &slot.codec) {
            (Term::Child(Some(name)), None) => {
                let name = self.name(name);
                quote_spanned!(at(ty)=> #kind::write(#place, writer, &#name);)
            }
            (Term::Child(Some(name)), Some(codec)) => {
                let name = self.name(name);
                let (holder, item) = held(ty);
                let coded = self.coded(codec, item);
                match holder {
                    Holder::One => quote!(#rt::ToXml::write(&<#coded>::borrowed(#place), writer, &#name);),
                    _ => quote! {
                        for item in #place.iter() {
                            #rt::ToXml::write(&<#coded>::borrowed(item), writer, &#name);
                        }
                    },
                }
            }
            (Term::Text, codec) if codec.is_some() || slot.default.is_some() => {
                let value = match codec {
                    Some(codec) => {
                        let coded = self.coded(codec, ty);
                        quote!(&<#coded>::borrowed(#place))
                    }
                    None => place.clone(),
                };
                match &slot.default {
                    Some(path) => {
                        let default = self.made(slot, &quote_spanned!(path.span()=> #path()));
                        quote_spanned!(at(ty)=> #rt::write_text_or(#value, writer, || #default);)
                    }
                    None => quote_spanned!(at(ty)=> #kind::write(#value, writer);),
                }
            }
            _ => quote_spanned!(at(ty)=> #kind::write(#place, writer);),
        }
    }

    /// What the type of a field must be able to do, when that depends on a parameter of the item.
    pub(super) fn bounds(&self, slot: &Slot) -> Vec<TokenStream> {
        let (rt, ty) = (&self.rt, &slot.ty);
        let kind = match slot.term {
            Term::Child(None) => quote!(OwnChild),
            Term::Child(Some(_)) => quote!(NamedChild),
            Term::Group => quote!(GroupField),
            Term::Text => quote!(TextField),
        };
        let default = slot.default.as_ref();
        self.bound(ty, slot.codec.is_none().then_some(quote!(#rt::#kind)), default)
    }
}
