//! Reads schema documents into a [`Schema`].
//!
//! Both readers go in two steps: *syntax* is what is written, with a place for
//! everything; *build* is what it means, with references resolved. What a reader does
//! not know is an error at its place, never skipped.

pub mod catalog;
mod decode;
mod documentation;
mod dtd;
mod load;
mod oasis;
mod reference;
mod uri;
mod xsd;

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::schema::Schema;
use crate::source::Sources;

pub use catalog::Catalog;

/// Reads an XSD (XML Schema 1.0) with all that it imports, includes and redefines.
///
/// | construct | what becomes of it |
/// |---|---|
/// | `xsd:include` | read; a document without a namespace takes that of the one that includes it (4.2.1) |
/// | `xsd:import` | read; elements of all namespaces stand in one schema. Where a document is found, the catalogue says before `schemaLocation`; an import without a place that the catalogue does not know is an error, but for the namespace of `xml:lang` |
/// | `xsd:redefine` | read; a type or group takes the place of the old one, everywhere (4.2.2). A profile can be written so: by `xsd:restriction`, or a group anew |
/// | circles of these | each document is read once |
/// | `xsd:extension`, `xsd:restriction` | derived as written; that a restriction takes no more than its base is proved |
/// | `block`, `final` | what `final` forbids is an error; `block` forbids what a document cannot do here, `xsi:type` |
/// | `xsd:enumeration`, `xsd:whiteSpace`, bounds of an integer that are those of another datatype | read |
/// | other facets | one that is wrong is an error; one that is right is an error that says what to write instead |
/// | `xsd:key`, `xsd:keyref`, `xsd:unique` | in the same way |
/// | `xsd:notation` | read; types do not need it |
/// | `xsd:all`, `xsd:list`, substitution, `abstract`, `nillable` | errors that say what to write instead |
///
/// Nothing is fetched.
///
/// `None` when there was an error; `diagnostics` then holds at least one.
///
/// ```
/// use lip_gen::{diagnostic::Diagnostics, read, source::Sources};
///
/// let file = std::env::temp_dir().join(format!("lip-gen-doc-{}.xsd", std::process::id()));
/// std::fs::write(&file, r#"<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
///   <xsd:element name="note" type="xsd:string"/>
/// </xsd:schema>"#)?;
/// let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
/// let schema = read::xsd(&file, &read::Catalog::new(), &mut sources, &mut diagnostics);
/// assert_eq!(schema.map(|s| s.elements.len()), Some(1));
/// # std::fs::remove_file(file)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn xsd(path: &Path, catalog: &Catalog, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Schema> {
    xsd::read(path, catalog, sources, diagnostics)
}

/// Reads a DTD: a file that holds an external subset (XML 1.0, section 2.8), with the external parameter entities that
/// it refers to. These are found by the catalogue, relative to the file that declares them, or, when they have an
/// address of the web that the catalogue does not know, by the name of the file in that folder. Nothing is fetched.
///
/// What breaks a validity constraint is a warning, and taken in the way that comes nearest: the first of several
/// declarations counts, an element or a parameter entity that is not declared stands for nothing, a default that is no
/// value of its type is none. A declaration that does not end in the entity in which it began is an error, and so
/// is an entity that is to be read and is not there.
///
/// `None` when there was an error; `diagnostics` then holds at least one.
pub fn dtd(path: &Path, catalog: &Catalog, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Schema> {
    dtd::read(path, catalog, sources, diagnostics)
}

/// Whether a file holds a DTD, by its extension: `.dtd`, `.mod`, `.ent` or `.elt`. What is not known as one is an XSD.
pub fn is_dtd(file: &Path) -> bool {
    let extension = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["dtd", "mod", "ent", "elt"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}
