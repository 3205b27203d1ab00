//! The item as written, attributes read.

use syn::{Data, DeriveInput, Generics, Ident, Index, Member, Type};

use crate::attr::Keys;
use crate::ctxt::Ctxt;
use crate::symbol;

pub(crate) struct Item<'i> {
    pub(crate) ident: &'i Ident,
    pub(crate) generics: &'i Generics,
    pub(crate) keys: Keys,
    pub(crate) data: Shape<'i>,
}

pub(crate) enum Shape<'i> {
    Struct(Vec<Field<'i>>),
    Enum(Vec<Variant<'i>>),
    Union,
}

pub(crate) struct Field<'i> {
    pub(crate) field: &'i syn::Field,
    pub(crate) member: Member,
    pub(crate) ty: &'i Type,
    pub(crate) keys: Keys,
}

pub(crate) struct Variant<'i> {
    pub(crate) variant: &'i syn::Variant,
    pub(crate) ident: &'i Ident,
    pub(crate) keys: Keys,
}

impl<'i> Item<'i> {
    pub(crate) fn read(ctxt: &Ctxt, input: &'i DeriveInput) -> Self {
        let keys = Keys::read(ctxt, &input.attrs, symbol::ON_ITEM);
        let data = match &input.data {
            Data::Struct(data) => Shape::Struct(
                data.fields
                    .iter()
                    .enumerate()
                    .map(|(i, field)| Field {
                        field,
                        member: match &field.ident {
                            Some(ident) => Member::Named(ident.clone()),
                            None => Member::Unnamed(Index::from(i)),
                        },
                        ty: &field.ty,
                        keys: Keys::read(ctxt, &field.attrs, symbol::ON_FIELD),
                    })
                    .collect(),
            ),
            Data::Enum(data) => Shape::Enum(
                data.variants
                    .iter()
                    .map(|variant| {
                        let keys = Keys::read(ctxt, &variant.attrs, symbol::ON_VARIANT);
                        for field in &variant.fields {
                            Keys::none(ctxt, &field.attrs, "before the variant");
                        }
                        Variant { variant, ident: &variant.ident, keys }
                    })
                    .collect(),
            ),
            Data::Union(_) => Shape::Union,
        };
        Self { ident: &input.ident, generics: &input.generics, keys, data }
    }
}
