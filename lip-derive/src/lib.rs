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

/// Gives a type its XML binding, as `#[xml(…)]` says.
///
/// # The item
///
/// | attribute | on | meaning |
/// |---|---|---|
/// | `element = "name"` | struct | the type is an element of this name, and can be a document |
/// | `ns = "uri"`, `ns = PATH` | with `element` | its namespace: a URI, or the path of a `static` of type `Namespace` |
/// | `extends(A, B)` | struct with `element`, enum with `choice` | it may stand at these extension points: `ext.get::<T>()`, `ext.push(&value)` |
/// | none | struct | the content of an element; fields that hold it name it: `#[xml(child = "name")]` |
/// | `group` | struct | a sequence without a tag of its own |
/// | `choice` | enum | one of several; each variant holds one field |
/// | `value` | enum | an enumeration of values; each variant has `#[xml(value = "text")]` |
/// | `crate = path` | any | where the runtime is, if not at `::lip_types` |
///
/// # Fields and variants
///
/// Every field says what it is. Its type says how often: `T`, `Option<T>`, `Vec<T>`,
/// `OneOrMore<T>` or `Bounded<T, MIN, MAX>`. The order of fields is the order of the content.
///
/// | attribute | the field holds |
/// |---|---|
/// | `attribute = "name"` (`ns = …`) | an attribute; `xml:lang` and its like need no `ns` |
/// | `child` | an element, of a type that knows its name |
/// | `child = "name"` (`ns = …`) | an element of this name; a value, or a type without a name |
/// | `choice` | an enum with `#[xml(choice)]` |
/// | `group` | a struct with `#[xml(group)]` |
/// | `text` | simple content; in a variant, text between the elements of mixed content |
/// | `mixed` | mixed content: items of a choice that has a `text` variant |
/// | `any` | open content: `AnyContent`; makes the struct an `ExtensionPoint` |
/// | `any_attributes` | all attributes that no other field names: `AnyAttributes` |
/// | `preserved` | comments, white space, `xsi` attributes: `Preserved` |
///
/// # Example
///
/// ```
/// use lip_types::{FromXml, OneOrMore, ToXml, Binding, Xml};
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(element = "nationality", ns = "urn:example:people")]
/// struct Nationality {
///     #[xml(attribute = "since")]
///     since: Option<lip_types::value::GYear>,
///     #[xml(child = "country", ns = "urn:example:people")]
///     countries: OneOrMore<String>,
///     #[xml(choice)]
///     proof: Proof,
/// }
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(choice)]
/// enum Proof {
///     #[xml(child = "passport", ns = "urn:example:people")]
///     Passport(String),
///     #[xml(child = "birthplace", ns = "urn:example:people")]
///     Birthplace(String),
/// }
///
/// let text = r#"<nationality xmlns="urn:example:people" since="1999">
///   <country>Freedonia</country>
///   <passport>F 0042</passport>
/// </nationality>"#;
/// let nationality = Nationality::from_xml(text)?;
/// assert_eq!(nationality.proof, Proof::Passport("F 0042".into()));
/// assert_eq!(Nationality::from_xml(&nationality.to_xml(Binding::Xsd)?)?, nationality);
///
/// let error = Nationality::from_xml(&text.replace("passport", "pasport")).unwrap_err();
/// assert_eq!(error.hint(), Some("did you mean `passport`?"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
