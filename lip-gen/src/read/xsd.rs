//! XSD (XML Schema 1.0): documents → syntax → redefinitions in place → [`Schema`].

mod build;
mod documents;
mod redefine;
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
    let mut documents = documents::load(path, catalog, sources, diagnostics);
    let narrowed = match diagnostics.count(Severity::Error) == errors {
        true => redefine::apply(&mut documents, diagnostics),
        false => {
            // Whether facets are right is not looked at then; that they are not supported is known.
            let unsupported = documents.iter_mut().flat_map(|document| document.unsupported.drain(..));
            unsupported.for_each(|diagnostic| diagnostics.push(diagnostic));
            Vec::new()
        }
    };
    // What a broken document declares is unknown; looking up names would only repeat its errors.
    let schema =
        (diagnostics.count(Severity::Error) == errors).then(|| build::build(&documents, &narrowed, diagnostics));
    diagnostics.sort();
    schema.filter(|_| diagnostics.count(Severity::Error) == errors)
}
