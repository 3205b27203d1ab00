//! `#[derive(Xml)]`: the XML binding of a Rust type.
//!
//! The macro reads the item once (`attr`, `ast`), decides what it means
//! (`plan`, in which nothing invalid can be held), and writes the
//! implementations (`expand`, which cannot fail). All mistakes of an item are
//! reported at once, each at its place.
#![forbid(unsafe_code)]

mod ast;
mod attr;
mod ctxt;
mod expand;
mod plan;
mod symbol;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

#[doc = include_str!("attributes.md")]
#[proc_macro_derive(Xml, attributes(xml))]
pub fn derive_xml(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let ctxt = ctxt::Ctxt::default();
    let item = ast::Item::read(&ctxt, &input);
    let plan = plan::plan(&ctxt, &item);
    let errors = ctxt.into_errors();
    match plan {
        Some(plan) if errors.is_empty() => expand::expand(&item, &plan),
        // Stubs beside the messages: what uses the type brings no errors of its own.
        _ => expand::stubs(&item, &errors),
    }
    .into()
}

/// Gives a type that derives [`Xml`](macro@Xml) its JSON form, by the same attributes: `Serialize` and `Deserialize` of `serde`, as
/// `lip_types::json` describes them.
///
/// The feature `serde` of `lip-types` brings it. What a field holds must have both traits, too.
///
/// A key is the name of the element or attribute in documents; one of another namespace than the type's own has the URI before
/// it, as in `{urn:example:b}town`.
///
/// ```
/// use lip_types::{Json, Xml};
///
/// #[derive(Debug, PartialEq, Xml, Json)]
/// #[xml(element = "nationality", ns = "urn:example:people")]
/// struct Nationality {
///     #[xml(attribute = "since")]
///     since: Option<lip_types::value::GYear>,
///     #[xml(child = "country", ns = "urn:example:people")]
///     countries: lip_types::OneOrMore<String>,
/// }
///
/// let json = r#"{"@since":"1999","country":["Freedonia"]}"#;
/// let nationality: Nationality = serde_json::from_str(json)?;
/// assert_eq!(nationality.countries.first(), "Freedonia");
/// assert_eq!(serde_json::to_string(&nationality)?, json);
///
/// let error = serde_json::from_str::<Nationality>(r#"{"country":[]}"#).unwrap_err();
/// assert!(error.to_string().starts_with("0 items where at least 1 must stand"), "{error}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[proc_macro_derive(Json, attributes(xml))]
pub fn derive_json(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let ctxt = ctxt::Ctxt::default();
    let item = ast::Item::read(&ctxt, &input);
    let plan = plan::plan(&ctxt, &item);
    match plan {
        Some(plan) if ctxt.into_errors().is_empty() => expand::expand_json(&item, &plan),
        // `Xml`, which has to be derived too, says what is wrong.
        _ => expand::json_stubs(&item),
    }
    .into()
}
