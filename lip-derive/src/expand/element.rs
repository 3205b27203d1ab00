//! Structs: elements, and groups.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::Member;
use syn::spanned::Spanned;

use super::particle::at;
use super::{Out, extension};
use crate::plan::{AttributeField, Content, ElementPlan, Particle, Whole};

pub(super) fn expand(out: &Out<'_>, plan: &ElementPlan<'_>) -> TokenStream {
    let rt = &out.rt;
    let bounds = bounds(out, plan);
    let single = out.header(quote!(#rt::Single));
    let element = plan.name.as_ref().map(|name| {
        let name = out.name(name);
        let header = out.header(quote!(#rt::Element));
        quote! {
            #header {
                const NAME: #rt::Name = #name;
            }
        }
    });
    let from_xml = from_xml(out, plan, &bounds);
    let to_xml = to_xml(out, plan, &bounds);
    let extension = extension::of_element(out, &plan.points, &bounds);
    let point = match &plan.content {
        Content::Any(whole) => extension::point(out, whole),
        _ => TokenStream::new(),
    };
    quote! {
        #single {}
        #element
        #from_xml
        #to_xml
        #extension
        #point
    }
}

fn bounds(out: &Out<'_>, plan: &ElementPlan<'_>) -> Vec<TokenStream> {
    let rt = &out.rt;
    if out.item.generics.type_params().next().is_none() {
        return Vec::new();
    }
    let mut bounds: Vec<TokenStream> =
        plan.attributes.iter().map(|a| a.ty).map(|ty| quote!(#ty: #rt::Presence)).collect();
    match &plan.content {
        Content::Particles(particles) => bounds.extend(particles.iter().filter_map(|p| out.bounds(p.ty, &p.term))),
        Content::Mixed(p) | Content::Text(p) => bounds.extend(out.bounds(p.ty, &p.term)),
        Content::Any(_) => {}
    }
    bounds
}

fn from_xml(out: &Out<'_>, plan: &ElementPlan<'_>, bounds: &[TokenStream]) -> TokenStream {
    let rt = &out.rt;
    let (attributes, mut fields) = attributes(out, plan);
    let (model, content) = match &plan.content {
        Content::Particles(particles) => {
            let models = particles.iter().map(|p| out.model(p.ty, &p.term));
            let (reads, members) = read_all(out, particles);
            fields.extend(members);
            (quote!(#rt::Model::Sequence(&[#(#models),*])), reads)
        }
        Content::Text(p) => {
            let (member, read) = (p.member, out.read(p.ty, &p.term));
            fields.push(quote!(#member: content.take()?));
            (quote!(#rt::Model::Text), quote!(let mut content = #read;))
        }
        Content::Mixed(p) => {
            let (member, read) = (p.member, out.read(p.ty, &p.term));
            fields.push(quote!(#member: content.take()?));
            (
                out.model(p.ty, &p.term),
                quote! {
                    reader.mixed();
                    let mut content = #read;
                },
            )
        }
        Content::Any(Whole { member, ty }) => {
            fields.push(quote!(#member: content.take()?));
            (quote!(#rt::Model::Any), quote_spanned!(at(ty)=> let mut content = <#ty as #rt::AnyField>::read(reader);))
        }
    };
    let preserved = match &plan.preserved {
        Some(Whole { member, ty }) => {
            fields.push(quote!(#member: preserved.take()?));
            quote_spanned!(at(ty)=> let mut preserved = <#ty as #rt::PreservedField>::end(reader);)
        }
        None => quote!(#rt::end(reader)?;),
    };
    let header = out.header_where(quote!(#rt::FromXml), bounds);
    let leaf = leaf(out, plan);
    quote! {
        #header {
            fn read(reader: &mut #rt::Reader<'_>) -> ::core::option::Option<Self> {
                #leaf
                if !reader.start(const { &#model }) {
                    return ::core::option::Option::None;
                }
                #attributes
                #content
                #preserved
                #rt::finish(|| ::core::option::Option::Some(Self { #(#fields),* }))
            }
        }
    }
}

/// The short way for `<name>text</name>`, where all attributes may be absent.
fn leaf(out: &Out<'_>, plan: &ElementPlan<'_>) -> Option<TokenStream> {
    let rt = &out.rt;
    let (Content::Text(p), None) = (&plan.content, &plan.any_attributes) else { return None };
    let required = plan
        .attributes
        .iter()
        .filter(|a| a.default.is_none())
        .map(|a| a.ty)
        .map(|ty| quote_spanned!(at(ty)=> <#ty as #rt::Presence>::REQUIRED));
    let mut fields: Vec<TokenStream> = plan
        .attributes
        .iter()
        .map(|attribute| {
            let member = attribute.member;
            let absent = absent(out, attribute);
            quote!(#member: #absent?)
        })
        .collect();
    if let Some(Whole { member, ty }) = &plan.preserved {
        fields.push(quote_spanned!(at(ty)=> #member: <#ty as #rt::PreservedField>::none()));
    }
    let (member, ty) = (p.member, p.ty);
    let leaf = quote_spanned!(at(ty)=> <#ty as #rt::TextField>::leaf(reader));
    Some(quote! {
        if const { !(false #(|| #required)*) } {
            if let ::core::option::Option::Some(content) = #leaf {
                return ::core::option::Option::Some(Self { #member: content?, #(#fields),* });
            }
        }
    })
}

/// Reads the attributes; answers the statements, and the fields of the literal.
fn attributes(out: &Out<'_>, plan: &ElementPlan<'_>) -> (TokenStream, Vec<TokenStream>) {
    let rt = &out.rt;
    if plan.attributes.is_empty() && plan.any_attributes.is_none() {
        return (quote!(reader.no_attributes();), Vec::new());
    }
    let locals: Vec<_> = (0..plan.attributes.len()).map(|i| format_ident!("attribute_{i}")).collect();
    let names: Vec<_> = plan.attributes.iter().map(|a| out.name(&a.name)).collect();
    let types: Vec<_> = plan.attributes.iter().map(|a| a.ty).collect();
    let members: Vec<&Member> = plan.attributes.iter().map(|a| a.member).collect();
    let mut fields: Vec<TokenStream> = members.iter().zip(&locals).map(|(m, l)| quote!(#m: #l.take()?)).collect();
    let (open, other) = match &plan.any_attributes {
        Some(Whole { member, ty }) => {
            fields.push(quote!(#member: any_attributes));
            let kind = quote_spanned!(at(ty)=> <#ty as #rt::AnyAttributesField>);
            (
                quote_spanned!(at(ty)=> let mut any_attributes = #kind::none();),
                quote_spanned!(at(ty)=> #kind::push(&mut any_attributes, reader, &attribute);),
            )
        }
        None => (quote!(), quote!(reader.unknown_attribute(&attribute, &[#(#names),*]);)),
    };
    let presences: Vec<_> = types.iter().map(|ty| quote_spanned!(at(ty)=> <#ty as #rt::Presence>)).collect();
    let reads = presences.iter().zip(&types).map(|(p, ty)| quote_spanned!(at(ty)=> #p::read(reader, &attribute)));
    let absent = plan.attributes.iter().map(|attribute| absent(out, attribute));
    let statements = quote! {
        #(let mut #locals: ::core::option::Option<#types> = ::core::option::Option::None;)*
        #open
        while let ::core::option::Option::Some(attribute) = reader.attribute() {
            #(if reader.is(&attribute, &#names) {
                #locals = #reads;
                continue;
            })*
            #other
        }
        #(if #locals.is_none() {
            #locals = #absent;
        })*
    };
    (statements, fields)
}

/// What the field holds when the attribute is not there: an `Option` of its type.
fn absent(out: &Out<'_>, AttributeField { ty, name, default, .. }: &AttributeField<'_>) -> TokenStream {
    let rt = &out.rt;
    match default {
        Some(path) => quote_spanned!(path.span()=> ::core::option::Option::Some::<#ty>(#path())),
        None => {
            let name = out.name(name);
            quote_spanned!(at(ty)=> <#ty as #rt::Presence>::absent(reader, &#name))
        }
    }
}

/// Reads particles in order; answers the statements, and the fields of the literal.
fn read_all(out: &Out<'_>, particles: &[Particle<'_>]) -> (TokenStream, Vec<TokenStream>) {
    let locals: Vec<_> = (0..particles.len()).map(|i| format_ident!("child_{i}")).collect();
    let reads = particles.iter().map(|p| out.read(p.ty, &p.term));
    let fields = particles.iter().zip(&locals).map(|(p, local)| {
        let member = p.member;
        quote!(#member: #local.take()?)
    });
    let fields = fields.collect();
    (quote!(#(let mut #locals = #reads;)*), fields)
}

fn to_xml(out: &Out<'_>, plan: &ElementPlan<'_>, bounds: &[TokenStream]) -> TokenStream {
    let rt = &out.rt;
    let preserved = match &plan.preserved {
        Some(Whole { member, ty }) => {
            let kept = quote_spanned!(at(ty)=> <#ty as #rt::PreservedField>::kept(&self.#member));
            quote!(::core::option::Option::Some(#kept))
        }
        None => quote!(::core::option::Option::None),
    };
    let attributes = plan.attributes.iter().map(|AttributeField { member, ty, name, .. }| {
        let name = out.name(name);
        quote_spanned!(at(ty)=> <#ty as #rt::Presence>::write(&self.#member, writer, &#name);)
    });
    let any_attributes = plan.any_attributes.as_ref().map(
        |Whole { member, ty }| quote_spanned!(at(ty)=> <#ty as #rt::AnyAttributesField>::write(&self.#member, writer);),
    );
    let content = match &plan.content {
        Content::Particles(particles) => write_all(out, particles),
        Content::Text(p) => write_all(out, std::slice::from_ref(p)),
        Content::Mixed(p) => {
            let write = write_all(out, std::slice::from_ref(p));
            quote!(writer.mixed(); #write)
        }
        Content::Any(Whole { member, ty }) => {
            quote_spanned!(at(ty)=> <#ty as #rt::AnyField>::write(&self.#member, writer, name);)
        }
    };
    let header = out.header_where(quote!(#rt::ToXml), bounds);
    quote! {
        #header {
            fn write(&self, writer: &mut #rt::Writer, name: &#rt::Name) {
                if !writer.start(name, #preserved) {
                    return;
                }
                #(#attributes)*
                #any_attributes
                #content
                writer.end();
            }
        }
    }
}

fn write_all(out: &Out<'_>, particles: &[Particle<'_>]) -> TokenStream {
    let writes = particles.iter().map(|p| {
        let member = p.member;
        out.write(p.ty, &p.term, &quote!((&self.#member)))
    });
    quote!(#(#writes)*)
}

pub(super) fn expand_group(out: &Out<'_>, particles: &[Particle<'_>]) -> TokenStream {
    let rt = &out.rt;
    let bounds: Vec<_> = particles.iter().filter_map(|p| out.bounds(p.ty, &p.term)).collect();
    let single = out.header(quote!(#rt::Single));
    let header = out.header_where(quote!(#rt::Group), &bounds);
    let models = particles.iter().map(|p| out.model(p.ty, &p.term));
    let nullable: Vec<_> = particles.iter().map(|p| out.nullable(p.ty, &p.term)).collect();
    let starts = particles.iter().map(|p| out.starts(p.ty, &p.term));
    let (reads, fields) = read_all(out, particles);
    let write = write_all(out, particles);
    quote! {
        #single {}
        #header {
            const MODEL: #rt::Model = #rt::Model::Sequence(&[#(#models),*]);
            const NULLABLE: bool = true #(&& #nullable)*;
            fn starts(reader: &mut #rt::Reader<'_>) -> bool {
                #(
                    if #starts {
                        return true;
                    }
                    if !#nullable {
                        return false;
                    }
                )*
                false
            }
            fn read(reader: &mut #rt::Reader<'_>) -> ::core::option::Option<Self> {
                #reads
                #rt::finish(|| ::core::option::Option::Some(Self { #(#fields),* }))
            }
            fn write(&self, writer: &mut #rt::Writer) {
                #write
            }
        }
    }
}
