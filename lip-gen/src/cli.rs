//! Arguments, and what each command prints.

mod audit;
mod diff;
mod generate;
mod inspect;
mod regenerate;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use lip_gen::Config;

/// Reads XML schemas and writes Rust types for them.
///
/// An XSD, a DTD, or both become Rust types in which every cardinality of the schema is a type.
/// Progress and findings go to standard error, results to standard output.
#[derive(Debug, Parser)]
#[command(version, after_help = EXIT_CODES, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 findings or stale files, 2 could not run.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes the generated files of this workspace again.
    ///
    /// Reads every `schemas/*/lip-gen.toml` of the folder in which it is run, or of one above it,
    /// and writes `lip-types/src/generated/`. Only files that change are touched. Nothing is written while DTD and XSD
    /// differ (see `audit`): the differences and what would change are shown. Warnings make the exit code 1, too.
    Regenerate {
        /// Writes nothing: prints what would change, and exits with 1 if anything would.
        #[arg(long)]
        check: bool,
    },
    /// Writes Rust types, or a JSON Schema, for any schema.
    ///
    /// With a DTD beside the XSD, the types come from the XSD, documents of both bindings are
    /// read, and both must declare the same. With a DTD alone the types come from it.
    Generate(Generate),
    /// Says what differs between two schemas, for documents and for Rust code.
    ///
    /// Each is a DTD or an XSD, also one of each. Elements and attributes that were added, removed, narrowed, widened or
    /// reordered, with a shortest fragment that shows it; what becomes of the generated types, breaking or compatible; and
    /// the step of a version that it asks for. Exit codes: 0 nothing differs, 1 something does, 2 could not run, as when a
    /// schema has errors.
    Diff(Diff),
    /// Compares a DTD with an XSD of the same format.
    ///
    /// For every element: do both content models take the same, however they are written? Are attributes, their types,
    /// use and defaults the same? Datatypes that a DTD cannot state are remarks. For a difference, a shortest
    /// piece of a document is shown that one accepts and the other refuses. Differences that are meant stand
    /// in `lip-gen.toml`, under `[[accepted]]`.
    #[command(after_help = "Exit codes: 0 equal or accepted, 1 different, 2 could not run.")]
    Audit(Audit),
    /// Says what is in a schema: how many elements, attributes, types, groups and entities; roots,
    /// recursion, open content, and findings.
    Inspect {
        /// The schema: a DTD when its name ends with `.dtd`, `.mod`, `.ent` or `.elt`, an XSD otherwise.
        file: PathBuf,
        /// Words for people, or one JSON object.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
        /// An XML catalog of OASIS, or one entry: a local file for a namespace, a system identifier or a public
        /// identifier; can be given again.
        #[arg(long, value_name = "FILE|ID=FILE", value_parser = entry)]
        catalog: Vec<Entry>,
    },
}

#[derive(Debug, clap::Args)]
struct Generate {
    /// The XSD.
    #[arg(long, value_name = "FILE", required_unless_present_any = ["dtd", "config"])]
    xsd: Option<PathBuf>,
    /// The DTD.
    #[arg(long, value_name = "FILE")]
    dtd: Option<PathBuf>,
    /// A `lip-gen.toml` with names, catalogue and schemas.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// An element with which a document begins; can be given again.
    #[arg(long, value_name = "NAME")]
    root: Vec<String>,
    /// An XML catalog of OASIS, or one entry: a local file for a namespace, a system identifier or a public
    /// identifier; can be given again.
    #[arg(long, value_name = "FILE|ID=FILE", value_parser = entry)]
    catalog: Vec<Entry>,
    /// The path by which the types name their runtime crate; `::lip_types` without it.
    #[arg(long, value_name = "PATH")]
    runtime: Option<String>,
    /// Types in Rust, or a JSON Schema (2020-12) of the JSON form that serde gives these types.
    #[arg(long, value_enum, default_value_t = GenerateFormat::Rust)]
    format: GenerateFormat,
    /// The file to write; standard output without it.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Writes nothing: shows how that file differs, with exit code 1.
    #[arg(long, requires = "out")]
    check: bool,
}

#[derive(Debug, clap::Args)]
struct Diff {
    /// The schema of before: a DTD when its name ends with `.dtd`, `.mod`, `.ent` or `.elt`, an XSD otherwise.
    old: PathBuf,
    /// The schema of now.
    new: PathBuf,
    /// Words for people, one JSON object, or Markdown for a changelog.
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    format: DiffFormat,
    /// A `lip-gen.toml` with names and catalogue; the schemas that it names are not read.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// An XML catalog of OASIS, or one entry; can be given again.
    #[arg(long, value_name = "FILE|ID=FILE", value_parser = entry)]
    catalog: Vec<Entry>,
}

#[derive(Debug, clap::Args)]
struct Audit {
    /// The DTD.
    #[arg(required_unless_present = "config")]
    dtd: Option<PathBuf>,
    /// The XSD.
    #[arg(required_unless_present = "config")]
    xsd: Option<PathBuf>,
    /// A `lip-gen.toml` with accepted differences, catalogue and schemas.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Words for people, or one JSON object.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// An XML catalog of OASIS, or one entry; can be given again.
    #[arg(long, value_name = "FILE|ID=FILE", value_parser = entry)]
    catalog: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    Human,
    Json,
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GenerateFormat {
    Rust,
    JsonSchema,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

/// What `--catalog` is told.
#[derive(Debug, Clone)]
enum Entry {
    /// A file that holds an XML catalog.
    Catalog(PathBuf),
    /// An identifier and its file.
    File(String, PathBuf),
}

impl Entry {
    /// The configuration with what all of them say.
    fn all(entries: Vec<Self>, config: Config) -> Config {
        entries.into_iter().fold(config, |config, entry| match entry {
            Self::File(identifier, file) => config.catalog(identifier, file),
            Self::Catalog(file) => config.catalog_file(file),
        })
    }
}

/// An identifier may hold a `=`, a file seldom does.
fn entry(text: &str) -> Result<Entry, String> {
    let whole = PathBuf::from(text);
    match text.rsplit_once('=') {
        Some((identifier, file)) if !whole.is_file() => Ok(Entry::File(identifier.to_owned(), file.into())),
        None if !whole.is_file() => Err("there is no such file; an entry is written ID=FILE".to_owned()),
        _ => Ok(Entry::Catalog(whole)),
    }
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Done,
    Findings,
    CouldNotRun,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        Self::from(match end {
            End::Done => 0,
            End::Findings => 1,
            End::CouldNotRun => 2,
        })
    }
}

/// Runs a command.
pub(crate) fn run(arguments: Arguments) -> ExitCode {
    match arguments.command {
        Command::Regenerate { check } => regenerate::run(check),
        Command::Generate(arguments) => generate::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Audit(arguments) => audit::run(arguments),
        Command::Inspect { file, format, catalog } => inspect::run(&file, format, catalog),
    }
    .into()
}
