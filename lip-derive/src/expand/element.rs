//! Structs: elements, and groups.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::Member;

use super::codec::of_attribute;
use super::particle::at;
use super::{Out, extension};
use crate::plan::{AttributeField, Content, ElementPlan, Ns, Particle, Whole};

pub(super) fn expand(out: &Out<'_>, plan: &ElementPlan<'_>) -> TokenStream {
    let rt = &out.rt;
    let bounds = bounds(out, plan);
    let single = out.header(quote!(#rt::Single));
    let element = plan.name.as_ref().map(|plan| {
        let name = out.name(plan);
        let header = out.header(quote!(#rt::Element));
        let qualified = match &plan.ns {
            Ns::Uri(uri) => {
                let qualified = format!("{{{uri}}}{}", plan.local);
                let value = quote!(::core::option::Option::Some((#uri, #qualified)));
                Some(quote!(const QUALIFIED: ::core::option::Option<(&'static str, &'static str)> = #value;))
            }
            _ => None,
        };
        quote! {
            #header {
                const NAME: #rt::Name = #name;
                #qualified
            }
        }
    });
    let from_xml = from_xml(out, plan, &bounds);
    let asserted = match &plan.content {
        Content::Particles(particles) => out.asserted_of_fields(particles),
        _ => TokenStream::new(),
    };
    let to_xml = to_xml(out, plan, &bounds);
    let extension = extension::of_element(out, &plan.points, &bounds);
    let point = match &plan.content {
        Content::Any(whole) => extension::point(out, whole),
        _ => TokenStream::new(),
    };
    quote! {
        #single {}
        #asserted
        #element
        #from_xml
        #to_xml
        #extension
        #point
    }
}

fn bounds(out: &Out<'_>, plan: &ElementPlan<'_>) -> Vec<TokenStream> {
    let rt = &out.rt;
    let attributes = plan.attributes.iter();
    let presence = |a: &AttributeField<'_>| a.codec.is_none().then_some(quote!(#rt::Presence));
    let mut bounds: Vec<TokenStream> =
        attributes.flat_map(|a| out.bound(a.ty, presence(a), a.default.as_ref())).collect();
    match &plan.content {
        Content::Particles(particles) => bounds.extend(particles.iter().flat_map(|p| out.bounds(&p.slot))),
        Content::Mixed(p) | Content::Text(p) => bounds.extend(out.bounds(&p.slot)),
        Content::Any(_) => {}
    }
    bounds
}

fn from_xml(out: &Out<'_>, plan: &ElementPlan<'_>, bounds: &[TokenStream]) -> TokenStream {
    let rt = &out.rt;
    let (attributes, mut fields) = attributes(out, plan);
    let (model, content) = match &plan.content {
        Content::Particles(particles) => {
            let models = particles.iter().map(|p| out.model(&p.slot));
            let (reads, members) = read_all(out, particles);
            fields.extend(members);
            (quote!(#rt::Model::Sequence(&[#(#models),*])), reads)
        }
        Content::Text(p) => {
            let (member, read) = (p.member, out.read(&p.slot));
            fields.push(quote!(#member: content.take()?));
            (quote!(#rt::Model::Text), quote!(let mut content = #read;))
        }
        Content::Mixed(p) => {
            let (member, read) = (p.member, out.read(&p.slot));
            fields.push(quote!(#member: content.take()?));
            (
                out.model(&p.slot),
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
    if p.slot.default.is_some() || p.slot.codec.is_some() {
        return None;
    }
    let required = plan.attributes.iter().filter(|a| a.default.is_none()).map(|a| {
        let presence = presence(out, a);
        quote!(#presence::REQUIRED)
    });
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
    let (member, ty) = (p.member, &p.slot.ty);
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
    let reads = plan.attributes.iter().map(|attribute| {
        let presence = presence(out, attribute);
        let read = quote_spanned!(at(attribute.ty)=> #presence::read(reader, &attribute));
        decoded(out, attribute, read)
    });
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
fn absent(out: &Out<'_>, attribute: &AttributeField<'_>) -> TokenStream {
    let AttributeField { ty, name, default, .. } = attribute;
    match default {
        Some(path) => super::particle::some(ty, path),
        None => {
            let (name, presence) = (out.name(name), presence(out, attribute));
            decoded(out, attribute, quote_spanned!(at(ty)=> #presence::absent(reader, &#name)))
        }
    }
}

/// The trait of the attribute's type, or of what its module reads and writes.
fn presence(out: &Out<'_>, AttributeField { ty, codec, .. }: &AttributeField<'_>) -> TokenStream {
    let rt = &out.rt;
    let wire = match codec {
        None => quote!(#ty),
        Some(codec) => match of_attribute(ty) {
            (true, value) => {
                let coded = out.coded(codec, value);
                quote!(::core::option::Option<#coded>)
            }
            (false, value) => out.coded(codec, value),
        },
    };
    quote_spanned!(at(ty)=> <#wire as #rt::Presence>)
}

/// What has been read, as the field holds it.
fn decoded(out: &Out<'_>, AttributeField { codec, .. }: &AttributeField<'_>, read: TokenStream) -> TokenStream {
    let rt = &out.rt;
    match codec {
        Some(_) => quote!(#read.and_then(#rt::Decode::decode)),
        None => read,
    }
}

/// Reads particles in order; answers the statements, and the fields of the literal.
fn read_all(out: &Out<'_>, particles: &[Particle<'_>]) -> (TokenStream, Vec<TokenStream>) {
    let locals: Vec<_> = (0..particles.len()).map(|i| format_ident!("child_{i}")).collect();
    let reads = particles.iter().map(|p| out.read(&p.slot));
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
    let attributes = plan.attributes.iter().map(|attribute| {
        let AttributeField { member, ty, name, codec, .. } = attribute;
        let (name, presence) = (out.name(name), presence(out, attribute));
        let value = match codec {
            None => quote!(&self.#member),
            Some(codec) => {
                let (optional, value) = of_attribute(ty);
                let coded = out.coded(codec, value);
                match optional {
                    true => quote!(&self.#member.as_ref().map(<#coded>::borrowed)),
                    false => quote!(&<#coded>::borrowed(&self.#member)),
                }
            }
        };
        quote_spanned!(at(ty)=> #presence::write(#value, writer, &#name);)
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
        out.write(&p.slot, &quote!((&self.#member)))
    });
    quote!(#(#writes)*)
}

pub(super) fn expand_group(out: &Out<'_>, particles: &[Particle<'_>]) -> TokenStream {
    let rt = &out.rt;
    let bounds: Vec<_> = particles.iter().flat_map(|p| out.bounds(&p.slot)).collect();
    let single = out.header(quote!(#rt::Single));
    let header = out.header_where(quote!(#rt::Group), &bounds);
    let models = particles.iter().map(|p| out.model(&p.slot));
    let nullable: Vec<_> = particles.iter().map(|p| out.nullable(&p.slot)).collect();
    let starts = particles.iter().map(|p| out.starts(&p.slot));
    let (reads, fields) = read_all(out, particles);
    let write = write_all(out, particles);
    let asserted = out.asserted_of_fields(particles);
    quote! {
        #single {}
        #asserted
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
