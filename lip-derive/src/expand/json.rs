//! The JSON form: an object with a key for each field, in the order of the fields.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, Member, Path, Type};

use super::Out;
use super::particle::at;
use crate::attr::plain;
use crate::plan::{ChoicePlan, Content, ElementPlan, NamePlan, Ns, Particle, Plan, Term};

/// `Serialize` and `Deserialize`.
pub(crate) fn expand(out: &Out<'_>, plan: &Plan<'_>) -> TokenStream {
    match plan {
        Plan::Element(plan) => element(out, plan),
        Plan::Group(particles) => {
            let entries: Vec<_> = particles.iter().map(|p| of_particle(out, p, None)).collect();
            object(out, &entries, &[], false)
        }
        Plan::Choice(plan) => choice(out, plan),
        Plan::Value(_) => {
            let rt = &out.rt;
            impls(out, &[], &quote!(#rt::json::write_value(self, to)), &quote!(#rt::json::read_value(from)))
        }
    }
}

/// Implementations that do nothing, where the derive of `Xml` says what is wrong.
pub(crate) fn stubs(out: &Out<'_>) -> TokenStream {
    let rt = &out.rt;
    let nothing = quote! {{
        _ = from;
        ::core::result::Result::Err(<D::Error as #rt::json::de::Error>::custom(""))
    }};
    impls(out, &[], &quote!(to.serialize_unit()), &nothing)
}

/// A field that has a key.
struct Entry<'i> {
    member: &'i Member,
    ty: &'i Type,
    key: TokenStream,
    /// What makes the value when there is no key, beside the type.
    default: Option<&'i Path>,
}

fn element(out: &Out<'_>, plan: &ElementPlan<'_>) -> TokenStream {
    let rt = &out.rt;
    let own = plan.name.as_ref().map(|name| &name.ns);
    let preserved: Vec<_> = plan.preserved.iter().map(|whole| whole.member).collect();
    if let (Content::Text(p), true, None) = (&plan.content, plan.attributes.is_empty(), &plan.any_attributes) {
        // The text stands for an element that can hold nothing else.
        let (member, ty) = (p.member, p.ty);
        let write = quote_spanned!(at(ty)=> #rt::json::write_leaf(&self.#member, to));
        let read = quote_spanned!(at(ty)=> #rt::json::read_leaf::<#ty, D>(from)?);
        let read = quote! {
            ::core::result::Result::Ok(Self {
                #member: #read,
                #(#preserved: ::core::default::Default::default(),)*
            })
        };
        return impls(out, &[ty], &write, &read);
    }
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for attribute in &plan.attributes {
        let key = format!("@{}", shown(&attribute.name, own));
        entries.push(Entry {
            member: attribute.member,
            ty: attribute.ty,
            key: quote!(#key),
            default: attribute.default.as_ref(),
        });
    }
    let by_member = |member, ty| Entry { member, ty, key: of_member(member), default: None };
    entries.extend(plan.any_attributes.iter().map(|whole| by_member(whole.member, whole.ty)));
    match &plan.content {
        Content::Particles(particles) => entries.extend(particles.iter().map(|p| of_particle(out, p, own))),
        Content::Text(p) => {
            entries.push(Entry { member: p.member, ty: p.ty, key: quote!("#text"), default: None });
        }
        Content::Mixed(p) => entries.push(by_member(p.member, p.ty)),
        Content::Any(whole) => entries.push(by_member(whole.member, whole.ty)),
    }
    object(out, &entries, &preserved, true)
}

fn of_particle<'i>(out: &Out<'_>, particle: &'i Particle<'i>, own: Option<&Ns>) -> Entry<'i> {
    let key = of_term(out, particle.ty, &particle.term, own).unwrap_or_else(|| of_member(particle.member));
    Entry { member: particle.member, ty: particle.ty, key, default: None }
}

/// The key of a child, which is its name, and of text.
fn of_term(out: &Out<'_>, ty: &Type, term: &Term, own: Option<&Ns>) -> Option<TokenStream> {
    let rt = &out.rt;
    match term {
        Term::Child(Some(name)) => {
            let name = shown(name, own);
            Some(quote!(#name))
        }
        Term::Child(None) => {
            let own = match own {
                Some(Ns::Uri(uri)) => uri.as_str(),
                _ => "",
            };
            Some(quote_spanned!(at(ty)=> #rt::json::key::<<#ty as #rt::Cardinality>::Item>(#own)))
        }
        Term::Text => Some(quote!("#text")),
        Term::Group => None,
    }
}

/// The key of what has no name in documents.
fn of_member(member: &Member) -> TokenStream {
    let key = match member {
        Member::Named(ident) => format!("#{}", plain(ident)),
        Member::Unnamed(index) => format!("#{}", index.index),
    };
    quote!(#key)
}

/// A name as it is known beside an element of a namespace.
fn shown(name: &NamePlan, own: Option<&Ns>) -> String {
    match (&name.ns, own) {
        (Ns::None | Ns::Path(_), _) => name.local.clone(),
        (Ns::Xml, _) => format!("xml:{}", name.local),
        (Ns::Uri(uri), Some(Ns::Uri(own))) if uri == own => name.local.clone(),
        (Ns::Uri(uri), _) => format!("{{{uri}}}{}", name.local),
    }
}

fn object(out: &Out<'_>, entries: &[Entry<'_>], preserved: &[&Member], is_element: bool) -> TokenStream {
    let rt = &out.rt;
    let fields: Vec<_> = (0..entries.len()).map(|i| format_ident!("field_{i}")).collect();
    let places: Vec<_> = (0..entries.len()).map(Literal::usize_unsuffixed).collect();
    let members: Vec<_> = entries.iter().map(|entry| entry.member).collect();
    let types: Vec<_> = entries.iter().map(|entry| entry.ty).collect();
    let keys = entries.iter().map(|entry| &entry.key);
    let puts = entries.iter().zip(&places).map(|(Entry { member, ty, .. }, place)| {
        quote_spanned!(at(ty)=> #rt::json::put(&mut object, keys[#place], &self.#member)?;)
    });
    let fills = entries.iter().zip(&fields).zip(&places).map(|((Entry { ty, .. }, field), place)| {
        quote_spanned!(at(ty)=> #place => #rt::json::fill(&mut #field, keys[#place], map)?,)
    });
    let values = entries.iter().zip(&fields).zip(&places).map(|((Entry { ty, default, .. }, field), place)| {
        let absent = quote_spanned!(at(ty)=> #rt::json::or_absent::<#ty, A::Error>(#field, keys[#place])?);
        match default {
            Some(path) => quote!(#field.unwrap_or_else(#path)),
            None => absent,
        }
    });
    let from_object = out.header_where(quote!(#rt::json::FromObject), &bounds(out, &types));
    let loop_or_end = match entries.is_empty() {
        true => quote!(map.next_key_seed(#rt::json::Keys(keys))?;),
        false => quote! {
            while let ::core::option::Option::Some(key) = map.next_key_seed(#rt::json::Keys(keys))? {
                match key {
                    #(#fills)*
                    _ => {}
                }
            }
        },
    };
    let write = quote! {{
        let keys = <Self as #rt::json::FromObject>::keys();
        let _level = #rt::json::enter(#is_element).map_err(<S::Error as #rt::json::ser::Error>::custom)?;
        let mut object = to.serialize_map(::core::option::Option::None)?;
        #(#puts)*
        #rt::json::end(object, keys)
    }};
    let impls = impls(out, &types, &write, &quote!(#rt::json::read_object(from)));
    quote! {
        #from_object {
            const IS_ELEMENT: bool = #is_element;
            fn keys() -> &'static [&'static str] {
                const { &[#(#keys),*] }
            }
            fn read<'de, A: #rt::json::MapAccess<'de>>(map: &mut A) -> ::core::result::Result<Self, A::Error> {
                let keys = <Self as #rt::json::FromObject>::keys();
                #(let mut #fields: ::core::option::Option<#types> = ::core::option::Option::None;)*
                #loop_or_end
                ::core::result::Result::Ok(Self {
                    #(#members: #values,)*
                    #(#preserved: ::core::default::Default::default(),)*
                })
            }
        }
        #impls
    }
}

fn choice(out: &Out<'_>, plan: &ChoicePlan<'_>) -> TokenStream {
    let rt = &out.rt;
    let idents: Vec<_> = plan.variants.iter().map(|variant| variant.ident).collect();
    let types: Vec<_> = plan.variants.iter().map(|variant| variant.ty).collect();
    let places: Vec<_> = (0..idents.len()).map(Literal::usize_unsuffixed).collect();
    let keys = plan
        .variants
        .iter()
        .map(|variant| of_term(out, variant.ty, &variant.term, None).unwrap_or_else(|| of_variant(variant.ident)));
    let writes = types
        .iter()
        .zip(&places)
        .map(|(ty, place)| quote_spanned!(at(ty)=> #rt::json::write_entry(to, keys[#place], content)));
    let reads = types.iter().map(|ty| quote_spanned!(at(ty)=> #rt::json::read_entry(map)?));
    let from_object = out.header_where(quote!(#rt::json::FromObject), &bounds(out, &types));
    let write = quote! {{
        let keys = <Self as #rt::json::FromObject>::keys();
        match self {
            #(Self::#idents(content) => #writes,)*
        }
    }};
    let impls = impls(out, &types, &write, &quote!(#rt::json::read_object(from)));
    quote! {
        #from_object {
            const IS_ELEMENT: bool = false;
            fn keys() -> &'static [&'static str] {
                const { &[#(#keys),*] }
            }
            fn read<'de, A: #rt::json::MapAccess<'de>>(map: &mut A) -> ::core::result::Result<Self, A::Error> {
                let keys = <Self as #rt::json::FromObject>::keys();
                let value = match #rt::json::first(map, keys)? {
                    #(#places => Self::#idents(#reads),)*
                    _ => return ::core::result::Result::Err(#rt::json::empty(keys)),
                };
                #rt::json::last(map)?;
                ::core::result::Result::Ok(value)
            }
        }
        #impls
    }
}

fn of_variant(ident: &Ident) -> TokenStream {
    let key = format!("#{}", plain(ident));
    quote!(#key)
}

/// What the fields of a generic type must be.
fn bounds(out: &Out<'_>, types: &[&Type]) -> Vec<TokenStream> {
    let rt = &out.rt;
    if out.item.generics.type_params().next().is_none() {
        return Vec::new();
    }
    types.iter().map(|ty| quote!(#ty: #rt::json::JsonMember)).collect()
}

fn impls(out: &Out<'_>, types: &[&Type], write: &TokenStream, read: &TokenStream) -> TokenStream {
    let rt = &out.rt;
    let bounds = bounds(out, types);
    let serialize = out.header_where(quote!(#rt::json::Serialize), &bounds);
    let mut generics = out.item.generics.clone();
    generics.params.insert(0, syn::parse_quote!('de));
    let (ident, (_, type_generics, clause)) = (out.item.ident, out.item.generics.split_for_impl());
    let (impl_generics, ..) = generics.split_for_impl();
    let existing = clause.map(|clause| &clause.predicates).into_iter().flatten();
    quote! {
        #serialize {
            fn serialize<S: #rt::json::Serializer>(&self, to: S) -> ::core::result::Result<S::Ok, S::Error> {
                #[allow(unused_imports)]
                use #rt::json::SerializeMap as _;
                #write
            }
        }
        #[automatically_derived]
        impl #impl_generics #rt::json::Deserialize<'de> for #ident #type_generics where #(#existing,)* #(#bounds,)* {
            fn deserialize<D: #rt::json::Deserializer<'de>>(from: D) -> ::core::result::Result<Self, D::Error> {
                #read
            }
        }
    }
}
