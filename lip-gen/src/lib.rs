//! Reads an XML schema (a DTD, an XSD, or both) and writes Rust types in which
//! every cardinality of the schema is a type.
//!
//! ```text
//! schema text ── read ──▶ Schema ── check ──▶ Schema ── lower ──▶ Shapes ── emit ──▶ tokens ── output ──▶ .rs file
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod audit;
pub mod check;
pub mod config;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod error;
pub mod inspect;
pub mod language;
pub mod lower;
pub mod output;
pub mod read;
pub mod regenerate;
pub mod report;
pub mod schema;
pub mod shape;
pub mod source;

pub use config::Config;
pub use error::{Error, Findings};
pub use output::{Outcome, Output};
pub use report::Report;

use audit::{Accepted, Audit};
use diagnostic::{Diagnostics, Severity};
use emit::Language;
use schema::Schema;
use source::Sources;

/// The whole way: read, check, lower, emit, output.
///
/// # Errors
/// When the schemas have errors, or a file cannot be read or written. Nothing is written then.
pub fn generate(config: &Config, output: &Output) -> Result<Report, Error> {
    generate_from(config, output, Severity::Warning, &mut Sources::new())
}

/// The same, with the weight of a difference between DTD and XSD. The sources that were read are left where an error
/// does not hold them.
pub(crate) fn generate_from(
    config: &Config,
    output: &Output,
    difference: Severity,
    sources: &mut Sources,
) -> Result<Report, Error> {
    let mut diagnostics = config.diagnostics();
    let settings = config.source(sources);
    let options = config.options(settings)?;
    let (schema, audit) = read(config, &config.accepted(settings), difference, sources, &mut diagnostics)?;
    let module = schema.and_then(|schema| {
        check::check(&schema, sources, &mut diagnostics);
        (!diagnostics.has_errors()).then(|| lower::lower(&schema, &options, &mut diagnostics))
    });
    let list = diagnostics.take();
    let Some(module) = module.filter(|_| list.iter().all(|entry| entry.severity != Severity::Error)) else {
        return Err(Error::Findings(Findings { sources: std::mem::take(sources), list }));
    };
    let text = match config.language() {
        Language::Rust => emit::emit(&module).map_err(|error| Error::Config(format!("cannot write Rust: {error}"))),
        Language::JsonSchema => {
            emit::json_schema(&module).map_err(|error| Error::Config(format!("cannot write a JSON Schema: {error}")))
        }
    }?;
    let outcome = output.put(&text).map_err(|source| Error::unwritten(output, source))?;
    let findings = Findings { sources: std::mem::take(sources), list };
    let types = module.items.iter().map(|item| item.name().to_owned()).collect();
    Ok(Report { findings, types, text, outcome, audit })
}

/// The schema, and the DTD beside an XSD compared with it. No schema after errors.
fn read(
    config: &Config,
    accepted: &[Accepted],
    difference: Severity,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(Option<Schema>, Option<Audit>), Error> {
    config.readable()?;
    let catalog = config.files(sources, diagnostics);
    let xsd = config.xsd_file().map(|path| read::xsd(path, &catalog, sources, diagnostics));
    let dtd = config.dtd_file().map(|path| read::dtd(path, &catalog, sources, diagnostics));
    match (xsd, dtd) {
        (None, None) => Err(Error::Config("no schema: name an XSD or a DTD".to_owned())),
        (Some(schema), None) | (None, Some(schema)) => {
            // Where nothing is compared, nothing differs.
            Audit { stale: accepted.to_vec(), ..Audit::default() }.tell(Severity::Warning, diagnostics);
            Ok((schema, None))
        }
        (Some(Some(xsd)), Some(Some(dtd))) => {
            let audit = audit::audit(&dtd, &xsd, accepted);
            // Where it is a warning, the types come from the XSD all the same: an edit of one file shows
            // what it does before the other one follows.
            audit.tell(difference, diagnostics);
            Ok((Some(xsd), Some(audit)))
        }
        (Some(_), Some(_)) => Ok((None, None)),
    }
}
