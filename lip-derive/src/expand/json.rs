//! The JSON form: an object with a key for each field, in the order of the fields.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, Member, Path, Type};

use super::Out;
use super::codec::of_attribute;
use super::particle::at;
use crate::attr::plain;
use crate::plan::{
    AttributeField, ChoicePlan, Codec, Content, ElementPlan, Holder, NamePlan, Ns, Particle, Plan, Slot, Term, Whole,
    held,
};

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
    form: Form<'i>,
    key: TokenStream,
    /// What makes the value when there is no key, beside the type.
    default: Option<&'i Path>,
}

/// What is read and written in the place of a value: itself, or what its codec makes of it.
struct Form<'i> {
    ty: &'i Type,
    wire: TokenStream,
    /// From a place, a reference, to what is written.
    borrow: Option<Box<dyn Fn(TokenStream) -> TokenStream>>,
}

impl<'i> Form<'i> {
    fn plain(ty: &'i Type) -> Self {
        Self { ty, wire: quote!(#ty), borrow: None }
    }

    fn of_slot(out: &Out<'_>, slot: &'i Slot) -> Self {
        let whole = matches!(slot.term, Term::Text);
        let (holder, value) = if whole { (Holder::One, &slot.ty) } else { held(&slot.ty) };
        let wire = |codec| if whole { out.coded(codec, value) } else { out.coded_each(codec, &slot.ty) };
        Self::coded(out, &slot.ty, slot.codec.as_ref().map(|codec| (codec, wire(codec))), (holder, value))
    }

    fn of_attribute(out: &Out<'_>, attribute: &AttributeField<'i>) -> Self {
        let (optional, value) = of_attribute(attribute.ty);
        let holder = if optional { Holder::Option } else { Holder::One };
        let wire = |codec| {
            let coded = out.coded(codec, value);
            if optional { quote!(::core::option::Option<#coded>) } else { coded }
        };
        Self::coded(out, attribute.ty, attribute.codec.as_ref().map(|codec| (codec, wire(codec))), (holder, value))
    }

    fn coded(
        out: &Out<'_>,
        ty: &'i Type,
        codec: Option<(&Codec, TokenStream)>,
        (holder, value): (Holder<'_>, &Type),
    ) -> Self {
        let Some((codec, wire)) = codec else { return Self::plain(ty) };
        let coded = out.coded(codec, value);
        let one = matches!(holder, Holder::One);
        let optional = matches!(holder, Holder::Option);
        let borrow = move |place: TokenStream| match () {
            () if one => quote!(<#coded>::borrowed(#place)),
            () if optional => quote!(::core::option::Option::as_ref(#place).map(<#coded>::borrowed)),
            () => quote!((#place).iter().map(<#coded>::borrowed).collect::<::std::vec::Vec<_>>()),
        };
        Self { ty, wire, borrow: Some(Box::new(borrow)) }
    }

    /// A reference to what is written for the value at a place, a reference.
    fn written(&self, place: TokenStream) -> TokenStream {
        match &self.borrow {
            Some(borrow) => {
                let borrowed = borrow(place);
                quote!(&#borrowed)
            }
            None => place,
        }
    }

    /// The value of what has been read; `error` is the type of errors.
    fn value(&self, out: &Out<'_>, read: &TokenStream, error: &TokenStream) -> TokenStream {
        let rt = &out.rt;
        match self.borrow {
            Some(_) => quote! {
                #rt::Decode::decode(#read)
                    .ok_or_else(|| <#error as #rt::json::de::Error>::custom("a value that was not read"))?
            },
            None => read.clone(),
        }
    }
}

fn element(out: &Out<'_>, plan: &ElementPlan<'_>) -> TokenStream {
    let rt = &out.rt;
    let own = plan.name.as_ref().map(|name| &name.ns);
    let preserved: Vec<_> = plan.preserved.iter().map(|whole| whole.member).collect();
    if let (Content::Text(p), true, None) = (&plan.content, plan.attributes.is_empty(), &plan.any_attributes) {
        // The text stands for an element that can hold nothing else.
        let member = p.member;
        let form = Form::of_slot(out, &p.slot);
        let (ty, wire, written) = (form.ty, &form.wire, form.written(quote!(&self.#member)));
        let write = quote_spanned!(at(ty)=> #rt::json::write_leaf(#written, to));
        let read = quote_spanned!(at(ty)=> #rt::json::read_leaf::<#wire, D>(from)?);
        let read = form.value(out, &read, &quote!(D::Error));
        let read = quote! {
            ::core::result::Result::Ok(Self {
                #member: #read,
                #(#preserved: ::core::default::Default::default(),)*
            })
        };
        return impls(out, &[&form], &write, &read);
    }
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for attribute in &plan.attributes {
        let key = format!("@{}", shown(&attribute.name, own));
        entries.push(Entry {
            member: attribute.member,
            form: Form::of_attribute(out, attribute),
            key: quote!(#key),
            default: attribute.default.as_ref(),
        });
    }
    entries.extend(plan.any_attributes.iter().map(of_whole));
    match &plan.content {
        Content::Particles(particles) => entries.extend(particles.iter().map(|p| of_particle(out, p, own))),
        Content::Text(p) => {
            entries.push(of_slot(out, p, quote!("#text")));
        }
        Content::Mixed(p) => entries.push(of_slot(out, p, of_member(p.member))),
        Content::Any(whole) => entries.push(of_whole(whole)),
    }
    object(out, &entries, &preserved, true)
}

fn of_whole<'i>(whole: &Whole<'i>) -> Entry<'i> {
    Entry { member: whole.member, form: Form::plain(whole.ty), key: of_member(whole.member), default: None }
}

fn of_particle<'i>(out: &Out<'_>, particle: &'i Particle<'i>, own: Option<&Ns>) -> Entry<'i> {
    let slot = &particle.slot;
    let key = of_term(out, &slot.ty, &slot.term, own).unwrap_or_else(|| of_member(particle.member));
    of_slot(out, particle, key)
}

fn of_slot<'i>(out: &Out<'_>, particle: &'i Particle<'i>, key: TokenStream) -> Entry<'i> {
    let Particle { member, slot } = particle;
    Entry { member, form: Form::of_slot(out, slot), key, default: slot.default.as_ref() }
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
    let forms: Vec<_> = entries.iter().map(|entry| &entry.form).collect();
    let wires: Vec<_> = forms.iter().map(|form| &form.wire).collect();
    let keys = entries.iter().map(|entry| &entry.key);
    let puts = entries.iter().zip(&places).map(|(Entry { member, form, .. }, place)| {
        let written = form.written(quote!(&self.#member));
        quote_spanned!(at(form.ty)=> #rt::json::put(&mut object, keys[#place], #written)?;)
    });
    let fills = forms.iter().zip(&fields).zip(&places).map(|((form, field), place)| {
        quote_spanned!(at(form.ty)=> #place => #rt::json::fill(&mut #field, keys[#place], map)?,)
    });
    let values = entries.iter().zip(&fields).zip(&places).map(|((Entry { form, default, .. }, field), place)| {
        let Form { ty, wire, .. } = form;
        match default {
            Some(path) => {
                let value = form.value(out, &quote!(read), &quote!(A::Error));
                quote! {
                    match #field {
                        ::core::option::Option::Some(read) => #value,
                        ::core::option::Option::None => #path(),
                    }
                }
            }
            None => {
                let read = quote_spanned!(at(ty)=> #rt::json::or_absent::<#wire, A::Error>(#field, keys[#place])?);
                form.value(out, &read, &quote!(A::Error))
            }
        }
    });
    let from_object = out.header_where(quote!(#rt::json::FromObject), &bounds(out, &forms));
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
        #(#rt::json::put_entities(&mut object, &self.#preserved)?;)*
        #rt::json::end(object, keys)
    }};
    let kept = preserved.first().map(|member| {
        quote! {
            fn preserved(&mut self) -> ::core::option::Option<&mut #rt::json::Preserved> {
                ::core::option::Option::Some(&mut self.#member)
            }
        }
    });
    let impls = impls(out, &forms, &write, &quote!(#rt::json::read_object(from)));
    quote! {
        #from_object {
            const IS_ELEMENT: bool = #is_element;
            fn keys() -> &'static [&'static str] {
                const { &[#(#keys),*] }
            }
            fn read<'de, A: #rt::json::MapAccess<'de>>(map: &mut A) -> ::core::result::Result<Self, A::Error> {
                let keys = <Self as #rt::json::FromObject>::keys();
                #(let mut #fields: ::core::option::Option<#wires> = ::core::option::Option::None;)*
                #loop_or_end
                ::core::result::Result::Ok(Self {
                    #(#members: #values,)*
                    #(#preserved: ::core::default::Default::default(),)*
                })
            }
            #kept
        }
        #impls
    }
}

fn choice(out: &Out<'_>, plan: &ChoicePlan<'_>) -> TokenStream {
    let rt = &out.rt;
    let places: Vec<_> = (0..plan.variants.len()).map(Literal::usize_unsuffixed).collect();
    let keys = plan.variants.iter().map(|variant| {
        of_term(out, &variant.slot.ty, &variant.slot.term, None).unwrap_or_else(|| of_variant(variant.ident))
    });
    // A variant without a field is an element that holds nothing.
    let forms: Vec<_> =
        plan.variants.iter().map(|variant| (!variant.unit).then(|| Form::of_slot(out, &variant.slot))).collect();
    let writes = plan.variants.iter().zip(&forms).zip(&places).map(|((variant, form), place)| {
        let ident = variant.ident;
        match form {
            Some(form) => {
                let written = form.written(quote!(content));
                let write = quote_spanned!(at(form.ty)=> #rt::json::write_entry(to, keys[#place], #written));
                quote!(Self::#ident(content) => #write,)
            }
            None => quote!(Self::#ident => #rt::json::write_entry(to, keys[#place], &#rt::json::Nothing),),
        }
    });
    let reads = plan.variants.iter().zip(&forms).zip(&places).map(|((variant, form), place)| {
        let ident = variant.ident;
        match form {
            Some(form) => {
                let wire = &form.wire;
                let read = quote_spanned!(at(form.ty)=> #rt::json::read_entry::<#wire, A>(map)?);
                let value = form.value(out, &read, &quote!(A::Error));
                quote!(#place => Self::#ident(#value),)
            }
            None => quote! {
                #place => {
                    #rt::json::read_entry::<#rt::json::Nothing, A>(map)?;
                    Self::#ident
                }
            },
        }
    });
    let used: Vec<_> = forms.iter().flatten().collect();
    let from_object = out.header_where(quote!(#rt::json::FromObject), &bounds(out, &used));
    let write = quote! {{
        let keys = <Self as #rt::json::FromObject>::keys();
        match self {
            #(#writes)*
        }
    }};
    let impls = impls(out, &used, &write, &quote!(#rt::json::read_object(from)));
    quote! {
        #from_object {
            const IS_ELEMENT: bool = false;
            fn keys() -> &'static [&'static str] {
                const { &[#(#keys),*] }
            }
            fn read<'de, A: #rt::json::MapAccess<'de>>(map: &mut A) -> ::core::result::Result<Self, A::Error> {
                let keys = <Self as #rt::json::FromObject>::keys();
                let value = match #rt::json::first(map, keys)? {
                    #(#reads)*
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
fn bounds(out: &Out<'_>, forms: &[&Form<'_>]) -> Vec<TokenStream> {
    let rt = &out.rt;
    if out.item.generics.type_params().next().is_none() {
        return Vec::new();
    }
    let plain = forms.iter().filter(|form| form.borrow.is_none()).map(|form| form.ty);
    plain.map(|ty| quote!(#ty: #rt::json::JsonMember)).collect()
}

fn impls(out: &Out<'_>, forms: &[&Form<'_>], write: &TokenStream, read: &TokenStream) -> TokenStream {
    let rt = &out.rt;
    let bounds = bounds(out, forms);
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
