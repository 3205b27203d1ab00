//! XSD (XML Schema 1.0): documents → syntax → [`Schema`].

mod build;
mod documents;
mod syntax;
pub(super) mod xml;

use std::path::Path;

use super::Catalog;
use crate::diagnostic::{Diagnostics, Severity};
use crate::schema::Schema;
use crate::source::Sources;

pub(super) fn read(
    path: &Path,
    catalog: &Catalog,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Schema> {
    let errors = diagnostics.count(Severity::Error);
    let documents = documents::load(path, catalog, sources, diagnostics);
    // What a broken document declares is unknown; looking up names would only repeat its errors.
    let schema = (diagnostics.count(Severity::Error) == errors).then(|| build::build(&documents, diagnostics));
    diagnostics.sort();
    schema.filter(|_| diagnostics.count(Severity::Error) == errors)
}
