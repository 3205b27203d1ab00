//! One schema against another one: what changes for documents, and what changes for Rust code.
//!
//! The schemas may be DTDs or XSDs, also one of each. Elements and attributes are compared by name;
//! namespaces count only when both schemas have one. Documentation is not compared.
//!
//! # What changes for documents
//!
//! Content models are compared as [languages](crate::language): one is *narrowed* when everything that is accepted
//! now was accepted before, *widened* when it is the other way round, *reordered* when its parts are the same in another order,
//! *rewritten* when it accepts the same but its Rust type does not stay, and *changed* when each accepts what the other
//! refuses. A shortest fragment shows what is lost and what is gained. Datatypes are ordered by derivation
//! (XSD 1.0 part 2, section 3), value lists as sets.
//!
//! # What changes for Rust code
//!
//! Both schemas are [lowered](crate::lower), and the [shapes](crate::shape) compared. A change is *breaking* when code that
//! compiled may not compile any more, or when a method answers otherwise than before.
//!
//! | change | |
//! |---|---|
//! | a type, field, variant, method or conversion is gone or has another name | breaking |
//! | a field or payload has another type, another cardinality or a box | breaking |
//! | a variant is new: enums of choices and of values are exhaustive | breaking |
//! | `new` takes other arguments; `new` comes or goes, since `Default` goes or comes | breaking |
//! | the default of an attribute has another value | breaking |
//! | the namespace is another one: documents of before are not read | breaking |
//! | a type, method or conversion is new | compatible |
//! | an optional field is new: structs are `#[non_exhaustive]` | compatible |
//! | a field or variant stands for another part of the document, a value is written otherwise | compatible |
//!
//! | the worst change | step | with 0.x |
//! |---|---|---|
//! | breaking | major | minor |
//! | compatible | minor | patch |
//! | none, but documents differ | patch | patch |
//!
//! # Guesses
//!
//! An element or attribute that is gone and a new one that has the same model and a name that is near are taken
//! for one that was renamed. Nothing in a schema says so: it is marked as a guess.

mod api;
mod attribute;
mod datatype;
mod declared;
mod elements;
mod guess;
mod human;
mod item;
mod markdown;
mod model;
mod owner;
mod paired;
mod rename;
mod report;
mod words;

use std::path::Path;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Findings};
use crate::lower;
use crate::schema::Schema;
use crate::shape::Module;
use crate::source::Sources;
use crate::{check, read};

pub use report::{Api, Aspect, Change, Diff, Effect, Entry, Kind, Step, Subject, SubjectKind};

/// Reads both schemas and compares them. Names of Rust items are those that `config` asks for; what it says of
/// schema files is not looked at, its catalogue is.
///
/// A name that `config` asks for may match in one of the schemas only.
///
/// # Errors
/// When a file cannot be read, a schema has errors or no Rust types, or a name matches nothing in both.
pub fn diff(old: &Path, new: &Path, config: &Config) -> Result<(Diff, Findings), Error> {
    for path in [old, new] {
        std::fs::File::open(path).map_err(|source| Error::Io { action: "read", path: path.to_owned(), source })?;
    }
    let (mut sources, mut diagnostics) = (Sources::new(), config.diagnostics());
    let options = config.options(config.source(&mut sources))?;
    let catalog = config.files(&mut sources, &mut diagnostics);
    let mut lowered = |path: &Path| {
        let reader = if read::is_dtd(path) { read::dtd } else { read::xsd };
        let schema = reader(path, &catalog, &mut sources, &mut diagnostics)?;
        check::check(&schema, &sources, &mut diagnostics);
        if diagnostics.has_errors() {
            return None;
        }
        let (module, unused) = lower::lower_apart(&schema, &options, &mut diagnostics);
        Some((schema, module, unused))
    };
    let (before, after) = (lowered(old), lowered(new));
    let Some(((schema, module, unused), (new_schema, new_module, still_unused))) = before.zip(after) else {
        return Err(Error::Findings(Findings { sources, list: diagnostics.take() }));
    };
    let same = |one: &Diagnostic, other: &Diagnostic| (&one.message, one.span) == (&other.message, other.span);
    for one in still_unused.into_iter().filter(|one| unused.iter().any(|other| same(one, other))) {
        diagnostics.push(one);
    }
    let findings = Findings { sources, list: diagnostics.take() };
    if findings.has_errors() {
        return Err(Error::Findings(findings));
    }
    let names = [old, new].map(|path| path.display().to_string());
    Ok((compare(names, (&schema, &module), (&new_schema, &new_module)), findings))
}

/// Compares two schemas with their Rust types. `names` are those of the schemas, the old one first.
pub fn compare(names: [String; 2], old: (&Schema, &Module), new: (&Schema, &Module)) -> Diff {
    let renames = guess::guess(old.0, new.0);
    let mut report = report::Builder::default();
    elements::compare(old.0, new.0, &renames, &mut report);
    api::compare(old, new, &renames, &mut report);
    report.finish(names)
}
