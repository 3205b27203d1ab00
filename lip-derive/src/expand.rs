//! From a plan to implementations. Nothing here can fail.

mod asserted;
mod choice;
mod codec;
mod element;
mod extension;
mod json;
mod particle;
mod value;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Error, Ident, Path, Type};

use crate::ast::Item;
use crate::plan::{NamePlan, Ns, Plan, runtime};

/// What every part of the expansion needs to know.
pub(crate) struct Out<'i> {
    pub(crate) item: &'i Item<'i>,
    /// `…::private`.
    pub(crate) rt: TokenStream,
}

pub(crate) fn expand(item: &Item<'_>, plan: &Plan<'_>) -> TokenStream {
    let out = Out::new(item);
    let codecs = out.codecs(plan);
    let implementations = match plan {
        Plan::Element(element) => element::expand(&out, element),
        Plan::Group(particles) => element::expand_group(&out, particles),
        Plan::Choice(choice) => choice::expand(&out, choice),
        Plan::Value(values) => value::expand(&out, values),
    };
    quote!(#codecs #implementations)
}

/// The JSON form, of what the attributes for XML say.
pub(crate) fn expand_json(item: &Item<'_>, plan: &Plan<'_>) -> TokenStream {
    json::expand(&Out::new(item), plan)
}

/// The JSON form of an item with mistakes, of which the derive of `Xml` tells.
pub(crate) fn json_stubs(item: &Item<'_>) -> TokenStream {
    json::stubs(&Out::new(item))
}

/// The messages, and implementations that do nothing.
pub(crate) fn stubs(item: &Item<'_>, errors: &[Error]) -> TokenStream {
    let out = Out::new(item);
    let rt = &out.rt;
    let errors = errors.iter().map(Error::to_compile_error);
    let (header, group, element, from_xml, to_xml, text) = (
        out.header(quote!(#rt::Single)),
        out.header(quote!(#rt::Group)),
        out.header(quote!(#rt::Element)),
        out.header(quote!(#rt::FromXml)),
        out.header(quote!(#rt::ToXml)),
        (out.header(quote!(#rt::FromText)), out.header(quote!(#rt::ToText))),
    );
    let (from_text, to_text) = text;
    let extension = extension::stubs(&out);
    quote! {
        #(#errors)*
        #extension
        #header {}
        #element {
            const NAME: #rt::Name = #rt::Name { namespace: #rt::Namespace::NONE, local: "" };
        }
        #from_xml {
            fn read(_: &mut #rt::Reader<'_>) -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }
        }
        #to_xml {
            fn write(&self, _: &mut #rt::Writer, _: &#rt::Name) {}
        }
        #group {
            const MODEL: #rt::Model = #rt::Model::Any;
            const NULLABLE: bool = true;
            fn starts(_: &mut #rt::Reader<'_>) -> bool {
                false
            }
            fn read(_: &mut #rt::Reader<'_>) -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }
            fn write(&self, _: &mut #rt::Writer) {}
        }
        #from_text {
            fn from_text(
                _: ::std::borrow::Cow<'_, str>,
                _: &#rt::Scope<'_>,
            ) -> ::core::result::Result<Self, #rt::ValueError> {
                ::core::result::Result::Err(#rt::ValueError::new(""))
            }
        }
        #to_text {
            fn to_text(
                &self,
                _: &#rt::Scope<'_>,
            ) -> ::core::result::Result<::std::borrow::Cow<'_, str>, #rt::ValueError> {
                ::core::result::Result::Err(#rt::ValueError::new(""))
            }
        }
    }
}

impl<'i> Out<'i> {
    fn new(item: &'i Item<'i>) -> Self {
        let runtime: Path = runtime(item);
        Self { item, rt: quote!(#runtime::private) }
    }

    /// The runtime, named at another place: where a message is to stand.
    pub(crate) fn runtime_at(&self, at: Span) -> TokenStream {
        let located = |mut token: TokenTree| {
            token.set_span(token.span().located_at(at));
            token
        };
        self.rt.clone().into_iter().map(located).collect()
    }

    /// `impl<…> Trait for Type<…> where …`
    pub(crate) fn header(&self, of: TokenStream) -> TokenStream {
        self.header_where(of, &[])
    }

    /// The same with more bounds.
    pub(crate) fn header_where(&self, of: TokenStream, bounds: &[TokenStream]) -> TokenStream {
        let ident = self.item.ident;
        let (impl_generics, type_generics, clause) = self.item.generics.split_for_impl();
        if bounds.is_empty() {
            return quote!(#[automatically_derived] impl #impl_generics #of for #ident #type_generics #clause);
        }
        let existing = clause.map(|c| &c.predicates).into_iter().flatten();
        quote! {
            #[automatically_derived]
            impl #impl_generics #of for #ident #type_generics where #(#existing,)* #(#bounds,)*
        }
    }

    /// What a type must be able to do when it depends on a parameter of the item. One that is the item itself
    /// again brings no bound: it would be asked for without end.
    pub(crate) fn bound(&self, ty: &Type, kind: Option<TokenStream>, default: Option<&Path>) -> Vec<TokenStream> {
        let mentions = |ident: &Ident| contains(ty.to_token_stream(), ident);
        if !self.item.generics.type_params().any(|parameter| mentions(&parameter.ident)) || mentions(self.item.ident) {
            return Vec::new();
        }
        let is_default = default.is_some_and(|path| path.leading_colon.is_some() && path.segments.len() == 4);
        let default = is_default.then(|| quote!(::core::default::Default));
        kind.into_iter().chain(default).map(|kind| quote!(#ty: #kind)).collect()
    }

    /// A name as an expression of type `Name`.
    pub(crate) fn name(&self, name: &NamePlan) -> TokenStream {
        let rt = &self.rt;
        let local = &name.local;
        let namespace = match &name.ns {
            Ns::None => quote!(#rt::Namespace::NONE),
            Ns::Xml => quote!(#rt::Namespace::XML),
            Ns::Uri(uri) => quote!(const { &#rt::Namespace::new(#uri) }),
            Ns::Path(path) => quote!(&#path),
        };
        quote!(#rt::Name { namespace: #namespace, local: #local })
    }
}

fn contains(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => contains(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
