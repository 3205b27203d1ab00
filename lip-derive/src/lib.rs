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
/// # Attribute reference
///
/// ## The item
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
/// ## Fields and variants
///
/// Every field says what it is. Its type says how often: `T`, `Option<T>`, `Vec<T>`,
/// `OneOrMore<T>` or `Bounded<T, MIN, MAX>`. The order of fields is the order of the content.
///
/// | attribute | the field holds |
/// |---|---|
/// | `attribute = "name"` (`ns = …`) | an attribute; `xml:lang` and its like need no `ns` |
/// | `default`, `default = "path"` | beside `attribute`: what the field holds when the attribute is not there, `Default::default()` or what the function answers; it is written as any value |
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
/// # Examples
///
/// `attribute`, `default`, `any_attributes`:
///
/// ```
/// use lip_types::{FromXml, Xml};
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(element = "photo")]
/// struct Photo {
///     #[xml(attribute = "width", default)]
///     width: u32,
///     #[xml(attribute = "xml:lang")]
///     lang: Option<lip_types::value::Lang>,
///     #[xml(any_attributes)]
///     other: lip_types::AnyAttributes,
/// }
///
/// let photo = Photo::from_xml(r#"<photo xml:lang="en" id="p1"/>"#)?;
/// assert_eq!((photo.width, photo.lang.is_some(), photo.other.attributes.len()), (0, true, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `child`, `child = "…"`, `ns`:
///
/// ```
/// use lip_types::{FromXml, Xml};
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(element = "year", ns = "urn:example:a")]
/// struct Year(#[xml(text)] u16);
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(element = "school", ns = "urn:example:a")]
/// struct School {
///     #[xml(child)]
///     years: Vec<Year>,
///     #[xml(child = "town", ns = "urn:example:b")]
///     town: Box<String>,
/// }
///
/// let school = School::from_xml(
///     r#"<school xmlns="urn:example:a"><year>1999</year><town xmlns="urn:example:b">Oberfeld</town></school>"#,
/// )?;
/// assert_eq!(school, School { years: vec![Year(1999)], town: Box::new("Oberfeld".into()) });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `group`, and a generic type:
///
/// ```
/// use lip_types::{FromXml, OneOrMore, Xml};
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(group)]
/// struct Pair<T> {
///     #[xml(child = "from")]
///     from: T,
///     #[xml(child = "to")]
///     to: T,
/// }
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(element = "route")]
/// struct Route {
///     #[xml(group)]
///     legs: OneOrMore<Pair<u32>>,
/// }
///
/// let route = Route::from_xml("<route><from>1</from><to>2</to><from>2</from><to>5</to></route>")?;
/// assert_eq!(route.legs.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `text`, `value`:
///
/// ```
/// use lip_types::{FromXml, Xml};
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(value)]
/// enum Level {
///     #[xml(value = "first aid")]
///     FirstAid,
/// }
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(element = "level")]
/// struct Held(#[xml(text)] Level);
///
/// assert_eq!(Held::from_xml("<level> first  aid </level>")?, Held(Level::FirstAid));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `mixed`, and `text` in a variant:
///
/// ```
/// use lip_types::{FromXml, Xml};
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(choice)]
/// enum Piece {
///     #[xml(text)]
///     Text(String),
///     #[xml(child = "em")]
///     Em(String),
/// }
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(element = "p")]
/// struct Paragraph(#[xml(mixed)] Vec<Piece>);
///
/// let paragraph = Paragraph::from_xml("<p>Mind the <em>gap</em></p>")?;
/// assert_eq!(paragraph.0, [Piece::Text("Mind the ".into()), Piece::Em("gap".into())]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `any`, `extends`:
///
/// ```
/// use lip_types::{FromXml, Xml};
///
/// use lip_types::ExtensionPoint;
///
/// #[derive(Debug, PartialEq, Default, Xml)]
/// #[xml(element = "extra")]
/// struct Extra(#[xml(any)] lip_types::AnyContent);
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(element = "badge", ns = "urn:example:badges", extends(Extra, lip_types::imslip::ExtQcl))]
/// struct Badge(#[xml(text)] String);
///
/// let extra = Extra::from_xml(r#"<extra>text <badge xmlns="urn:example:badges">First aid</badge></extra>"#)?;
/// assert_eq!(extra.get::<Badge>()?, Some(Badge("First aid".into())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `preserved`:
///
/// ```
/// use lip_types::{FromXml, ToXml, Xml};
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(element = "note")]
/// struct Note {
///     #[xml(child = "line")]
///     lines: Vec<String>,
///     #[xml(preserved)]
///     preserved: lip_types::Preserved,
/// }
///
/// let note: Note = lip_types::ReadOptions::new().preserve(true).from_xml("<note><!-- kept --><line/></note>")?;
/// assert!(note.to_xml(lip_types::Binding::Xsd)?.contains("<!-- kept -->"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `crate`:
///
/// ```
/// use lip_types::{FromXml, Xml};
///
/// use lip_types as elsewhere;
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(element = "x", crate = elsewhere)]
/// struct X(#[xml(text)] bool);
///
/// assert_eq!(X::from_xml("<x>true</x>")?, X(true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// An enum with `choice`:
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
/// assert_eq!(error[0].hint(), Some("did you mean `passport`?"));
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
