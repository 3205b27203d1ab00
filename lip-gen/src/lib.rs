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
pub use output::{Outcome, Output};
pub use report::{Error, Findings, Report};

use diagnostic::Diagnostics;
use schema::Schema;
use source::Sources;

/// The whole way: read, check, lower, emit, output.
///
/// # Errors
/// When the schemas have errors, or a file cannot be read or written. Nothing is written then.
pub fn generate(config: &Config, output: &Output) -> Result<Report, Error> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let options = config.options(&mut sources)?;
    let module = read(config, &mut sources, &mut diagnostics)?.and_then(|schema| {
        check::check(&schema, &sources, &mut diagnostics);
        (!diagnostics.has_errors()).then(|| lower::lower(&schema, &options, &mut diagnostics))
    });
    let findings = Findings { sources, list: diagnostics.take() };
    let Some(module) = module.filter(|_| !findings.has_errors()) else { return Err(Error::Findings(findings)) };
    let text = emit::emit(&module).map_err(|error| Error::Config(format!("cannot write Rust: {error}")))?;
    let outcome = output.put(&text).map_err(|source| Error::unwritten(output, source))?;
    Ok(Report { findings, text, outcome })
}

/// The schema, and the DTD beside an XSD compared with it. `None` after errors.
fn read(config: &Config, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Option<Schema>, Error> {
    for path in config.inputs() {
        // A schema that is not there is no finding in a schema.
        std::fs::File::open(path).map_err(|source| Error::Io { action: "read", path: path.to_owned(), source })?;
    }
    let catalog = config.files(sources, diagnostics);
    let xsd = config.xsd_file().map(|path| read::xsd(path, &catalog, sources, diagnostics));
    let dtd = config.dtd_file().map(|path| read::dtd(path, &catalog, sources, diagnostics));
    match (xsd, dtd) {
        (None, None) => Err(Error::Config("no schema: name an XSD or a DTD".to_owned())),
        (Some(schema), None) | (None, Some(schema)) => Ok(schema),
        (Some(xsd), Some(dtd)) => {
            if let (Some(xsd), Some(dtd)) = (&xsd, &dtd) {
                audit::audit(dtd, xsd, diagnostics);
            }
            Ok(xsd.filter(|_| dtd.is_some()))
        }
    }
}
