//! DTD (XML 1.0, fifth edition, 2.8, 3.2 to 3.4, 4): text and entities → declarations → [`Schema`].

mod build;
mod entity;
mod external;
mod input;
mod syntax;

use std::path::Path;

use super::{Catalog, load};
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
    let source = load::load(path, None, sources, diagnostics)?;
    let dtd = syntax::parse(source, catalog, sources, diagnostics);
    let schema = (diagnostics.count(Severity::Error) == errors).then(|| build::build(&dtd, diagnostics));
    diagnostics.sort();
    schema.filter(|_| diagnostics.count(Severity::Error) == errors)
}
