//! The dialect of the derive: `#[xml(…)]`.

use proc_macro2::TokenStream;
use quote::quote;

use super::Runtime;
use crate::shape::{Binding, Derive, Module, Space, StructKind, Wire};

/// `#[derive(…)]` of a macro of another crate.
pub(super) fn derive(derive: &Derive) -> TokenStream {
    let path: TokenStream = derive.path.parse().unwrap_or_default();
    behind_feature(derive, quote!(derive(#path)))
}

/// The derive of the JSON form, when the module asks for it.
pub(super) fn json(module: &Module) -> TokenStream {
    let Some(serde) = &module.serde else { return TokenStream::new() };
    let path = format!("{}::Json", module.runtime);
    derive(&Derive { path, feature: serde.feature.clone(), text: None })
}

/// Attributes as the user wrote them.
pub(super) fn verbatim(list: &[String]) -> TokenStream {
    list.iter().filter_map(|text| text.parse::<TokenStream>().ok()).collect()
}

/// What a field that holds text says to a macro of another crate.
pub(super) fn of_text(derive: &Derive) -> Option<TokenStream> {
    let attribute: TokenStream = derive.text.as_ref()?.parse().ok()?;
    Some(behind_feature(derive, attribute))
}

fn behind_feature(derive: &Derive, attribute: TokenStream) -> TokenStream {
    match &derive.feature {
        Some(feature) => quote!(#[cfg_attr(feature = #feature, #attribute)]),
        None => quote!(#[#attribute]),
    }
}

/// `#[xml(…)]` of a struct.
pub(super) fn of_struct(runtime: &Runtime, kind: &StructKind) -> TokenStream {
    match kind {
        StructKind::Element(wire) => {
            let name = &wire.local;
            let ns = namespace(wire);
            of_item(runtime, Some(quote!(element = #name #ns)))
        }
        StructKind::Complex => of_item(runtime, None),
        StructKind::Group => of_item(runtime, Some(quote!(group))),
    }
}

/// `#[xml(…)]` of an item, which says where the runtime is when it is not where the derive looks for it.
pub(super) fn of_item(runtime: &Runtime, what: Option<TokenStream>) -> TokenStream {
    let path = &runtime.path;
    let elsewhere = (!runtime.is_usual()).then(|| quote!(crate = #path));
    let keys: Vec<_> = what.into_iter().chain(elsewhere).collect();
    if keys.is_empty() { TokenStream::new() } else { quote!(#[xml(#(#keys),*)]) }
}

/// `#[xml(…)]` of a field or variant.
pub(super) fn of_member(binding: &Binding) -> TokenStream {
    match binding {
        Binding::Attribute(wire) => {
            let name = match wire.space {
                Space::Xml => format!("xml:{}", wire.local),
                _ => wire.local.clone(),
            };
            let ns = namespace(wire);
            quote!(#[xml(attribute = #name #ns)])
        }
        Binding::Child(None) => quote!(#[xml(child)]),
        Binding::Child(Some(wire)) => {
            let name = &wire.local;
            let ns = namespace(wire);
            quote!(#[xml(child = #name #ns)])
        }
        Binding::Choice => quote!(#[xml(choice)]),
        Binding::Group => quote!(#[xml(group)]),
        Binding::Text => quote!(#[xml(text)]),
        Binding::Mixed => quote!(#[xml(mixed)]),
        Binding::Any => quote!(#[xml(any)]),
        Binding::AnyAttributes => quote!(#[xml(any_attributes)]),
        Binding::Preserved => quote!(#[xml(preserved)]),
    }
}

fn namespace(wire: &Wire) -> TokenStream {
    match &wire.space {
        Space::Unqualified | Space::Xml => TokenStream::new(),
        Space::Module => quote!(, ns = NAMESPACE),
        Space::Uri(uri) => quote!(, ns = #uri),
    }
}
