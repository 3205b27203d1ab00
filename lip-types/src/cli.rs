//! The `lip` command: arguments, streams and exit codes. What it does is the library's work.
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 all is well,
//! 1 findings, 2 could not run.

mod canonical;
mod convert;
mod explain;
mod files;
mod fix;
mod format;
mod lenience;
mod output;
mod pages;
mod progress;
mod render;
mod sarif;
mod schemas;
mod source;
mod validate;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Parser, Subcommand, ValueEnum};

use crate::lip;
use crate::value::Binding;
use lenience::Lenience;

// The text is also printed, where angle brackets would stand for themselves.
#[expect(rustdoc::bare_urls, reason = "printed as help")]
/// Checks and rewrites learner information: documents of the IMS Learner Information Package 1.0.1.
///
/// Both bindings are read: documents in the namespace http://www.imsglobal.org/xsd/imslip_v1p0 (XSD
/// binding), and documents without a namespace (DTD binding). Nothing is fetched from the network.
#[derive(Debug, Parser)]
#[command(name = "lip", version, after_help = EXIT_CODES, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 all is well, 1 findings, 2 could not run.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Says what is wrong with documents, and where.
    ///
    /// Every document is read strictly: well-formedness, namespaces, order and number of elements,
    /// attributes and values; and by the rules of LIP that no schema states, most of which are warnings.
    /// What is not valid can be let pass as a warning, too.
    /// Findings go to standard output, a summary to standard error.
    #[command(after_help = VALIDATE_HELP, arg_required_else_help = true)]
    Validate(Validate),
    /// Reads a document strictly, and writes it again.
    ///
    /// The output is UTF-8 with LF line ends, whatever the input was, unless `--preserve` is given. White space and comments between
    /// elements stay as they are. Entities and CDATA sections become plain text, and comments inside
    /// text are left out, which is said on standard error. A document with errors is not written; what is
    /// not valid is let pass where an option says so, and stays in its place or is left out.
    #[command(after_help = FORMAT_HELP, arg_required_else_help = true)]
    Format(Format),
    /// Turns documents into JSON, or JSON into documents.
    ///
    /// Keys are the names in documents, `@` before those of attributes; values are the texts that stand in XML.
    /// Both ways are strict: what is not valid is refused. Comments, processing instructions and white space between elements
    /// stay behind, and so does the document type declaration but for its unparsed entities.
    #[command(after_help = CONVERT_HELP, arg_required_else_help = true)]
    Convert(Convert),
    /// Prints any well-formed document in Canonical XML 1.0.
    ///
    /// The document may be of any type, with an internal subset: its entities are expanded, and its
    /// default attributes given. External entities are never opened; a document that refers to one is
    /// refused.
    #[command(after_help = CANONICAL_HELP, arg_required_else_help = true)]
    Canonical(Canonical),
    /// Repairs what is wrong in a document, where it is certain how.
    ///
    /// Names that are misspelt, children in another order, dates such as 2000:11:06, a `&` that stands for
    /// itself: these are edited in the text, and all else stays as it is, byte for byte. The document
    /// is read again after each edit, and an edit that brings no gain is not made. Without `--write` the
    /// edits are shown as a diff.
    #[command(after_help = FIX_HELP, arg_required_else_help = true)]
    Fix(Fix),
    /// Says what a code such as LIP0007 means, and how to mend what it names.
    Explain(Explain),
    /// Writes the schemas of LIP into a folder: for `xmllint`, or for a schema of your own that builds on them.
    ///
    /// They are `imslip-1.0.1/imslip_v1p0p1.xsd`, `imslip-1.0.1/imslip_v1p0p1.dtd` and `xml/xml.xsd`, from which the
    /// types were generated. A file that is there with another text is not replaced.
    Schemas(Schemas),
}

const CANONICAL_HELP: &str = "\
Examples:
  lip canonical a.xml | sha256sum
  diff <(lip canonical a.xml) <(lip canonical b.xml)

Exit codes: 0 printed, 1 findings, 2 could not run.";

#[derive(Debug, clap::Args)]
struct Canonical {
    /// The document; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// With comments.
    #[arg(long)]
    with_comments: bool,
}

const FIX_HELP: &str = "\
Examples:
  lip fix learner.xml                        the edits, as a diff
  lip fix --write learner.xml
  lip fix --check learner.xml                exit code 1 where there is something to repair

Exit codes: 0 nothing is wrong any more, 1 findings are left (with --check: or were repaired), 2 could not run.";

#[derive(Debug, clap::Args)]
struct Fix {
    /// The document; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replaces the file as a whole (or writes what was read from standard input), instead of showing a diff.
    #[arg(long)]
    write: bool,
    /// Ends with exit code 1 where there is something to repair.
    #[arg(long, conflicts_with = "write")]
    check: bool,
    /// Of what is left.
    #[command(flatten)]
    lenience: Lenience,
}

#[derive(Debug, clap::Args)]
struct Explain {
    /// The code; without it, all codes are listed.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

#[derive(Debug, clap::Args)]
struct Schemas {
    /// The folder, which is made where there is none.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

const VALIDATE_HELP: &str = "\
Examples:
  lip validate learner.xml
  lip validate exports/                      every .xml file in it, and in its folders
  lip validate --format json a.xml b.xml     one JSON object a line and finding
  lip validate --unknown ignore --values keep a.xml
  unzip -p package.zip learner.xml | lip validate -

JSON has the keys file, line, column, offset, length, path, code, severity, message, found,
expected and hint. Lines and columns count from 1, columns in characters; offset and length are
bytes of the text in UTF-8. A line ends with LF, CR LF or CR.

Exit codes: 0 all are valid, with warnings or without, 1 errors, 2 could not run.";

const FORMAT_HELP: &str = "\
Examples:
  lip format learner.xml                     to standard output
  lip format old.xml --binding xsd --out new.xml
  lip format learner.xml --indent --out learner.xml
  lip format learner.xml --preserve | cmp - learner.xml
  lip format --unknown ignore --order lenient export.xml --out valid.xml
  lip format --unknown preserve --values keep export.xml   what is wrong stays, all else is laid out

Exit codes: 0 written, 1 findings, 2 could not run.";

#[derive(Debug, clap::Args)]
struct Validate {
    /// Documents; a folder means all its `.xml` files, however deep; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Source lines with the place marked, one JSON object a line, or a SARIF log.
    #[arg(long, value_enum, default_value_t)]
    format: Style,
    /// A rule that need not hold, by its name or code.
    #[arg(long, value_name = "RULE", value_parser = rule_names())]
    without: Vec<String>,
    #[command(flatten)]
    lenience: Lenience,
}

/// The one rule that schemas do state, by name and by code.
const DECLARED_ENTITY: [&str; 2] = ["declared-entity", "LIP0015"];

/// The rules that can be turned off, by name and by code.
fn rule_names() -> PossibleValuesParser {
    let names = lip::RULES.iter().map(|rule| PossibleValue::new(rule.name).alias(rule.code).help(rule.about));
    let [name, code] = DECLARED_ENTITY;
    let about = "an attribute of type `ENTITY` names an unparsed entity that the document declares";
    PossibleValuesParser::new(names.chain([PossibleValue::new(name).alias(code).help(about)]))
}

#[derive(Debug, clap::Args)]
struct Format {
    /// The document; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The binding to write; without it, the one that is read.
    #[arg(long, value_enum)]
    binding: Option<BindingName>,
    /// The file to write, which is replaced as a whole; without it, standard output.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Lays the document out anew, two spaces a level; comments and processing instructions between
    /// elements are left out, which is said on standard error.
    #[arg(long)]
    indent: bool,
    /// Writes the document as it is, byte for byte: line ends, prefixes, quotes, references, CDATA
    /// sections, comments, white space in tags, document type declaration,
    /// encoding.
    #[arg(long, conflicts_with = "indent")]
    preserve: bool,
    #[command(flatten)]
    lenience: Lenience,
}

const CONVERT_HELP: &str = "\
Examples:
  lip convert --to json learner.xml | jq '.\"#items\"[0]'
  lip convert --to xml --binding dtd learner.json --out learner.xml
  lip convert --to json exports/ --out json/  every .xml file in it; the other way, every .json file
  lip convert --to json --compact *.xml       one JSON text a line

The JSON Schema of what is read and written: `lip-gen generate --format json-schema`.

Exit codes: 0 written, 1 findings, 2 could not run.";

#[derive(Debug, clap::Args)]
struct Convert {
    /// Documents, or JSON; a folder means all its files of that kind, however deep; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to write; the input is the other.
    #[arg(long, value_enum)]
    to: Notation,
    /// The binding of XML that is written; `xsd` without it.
    #[arg(long, value_enum)]
    binding: Option<BindingName>,
    /// The file to write, which is replaced as a whole, or a folder for files of the same names; without it, standard
    /// output.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// On one line, without white space that nobody needs.
    #[arg(long)]
    compact: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Notation {
    Json,
    Xml,
}

impl Notation {
    fn other(self) -> Self {
        match self {
            Self::Json => Self::Xml,
            Self::Xml => Self::Json,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Style {
    #[default]
    Human,
    Json,
    /// SARIF 2.1.0, one log for all documents.
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BindingName {
    /// With the namespace of the XML schema.
    Xsd,
    /// Without a namespace, with a document type declaration.
    Dtd,
}

impl From<BindingName> for Binding {
    fn from(name: BindingName) -> Self {
        match name {
            BindingName::Xsd => Self::Xsd,
            BindingName::Dtd => Self::Dtd,
        }
    }
}

/// How a command ended; the worse is the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Done,
    Findings,
    CouldNotRun,
}

/// What the command reads and writes, and what of it a person looks at.
pub struct Streams<'s> {
    /// Standard input.
    pub input: &'s mut dyn Read,
    /// Standard output.
    pub output: &'s mut dyn Write,
    /// Standard error.
    pub errors: &'s mut dyn Write,
    /// Whether standard output takes colours.
    pub colour: bool,
    /// Whether standard error takes colours.
    pub errors_colour: bool,
    /// Whether progress may be shown on the terminal of the process.
    pub progress: bool,
}

/// Runs the command of this process.
pub fn main() -> ExitCode {
    let colour = |choice: ColorChoice| choice != ColorChoice::Never;
    let (colour, errors_colour) =
        (colour(AutoStream::choice(&io::stdout())), colour(AutoStream::choice(&io::stderr())));
    // What takes no colours takes bytes: a document in another encoding has some that look like the begin of one.
    let output: &mut dyn Write = if colour { &mut AutoStream::auto(io::stdout()) } else { &mut io::stdout() };
    let mut streams = Streams {
        colour,
        errors_colour,
        progress: io::stderr().is_terminal(),
        input: &mut io::stdin(),
        output,
        errors: &mut anstream::stderr(),
    };
    ExitCode::from(run(std::env::args_os(), &mut streams))
}

/// Runs a command, and answers its exit code. The first argument is the name of the program.
pub fn run<A>(arguments: impl IntoIterator<Item = A>, streams: &mut Streams<'_>) -> u8
where
    A: Into<OsString> + Clone,
{
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error, streams),
    };
    let end = match arguments.command {
        Command::Validate(arguments) => validate::run(&arguments, streams),
        Command::Format(arguments) => format::run(&arguments, streams),
        Command::Convert(arguments) => convert::run(&arguments, streams),
        Command::Canonical(arguments) => canonical::run(&arguments, streams),
        Command::Fix(arguments) => fix::run(&arguments, streams),
        Command::Explain(arguments) => explain::run(&arguments, streams),
        Command::Schemas(arguments) => schemas::run(&arguments, streams),
    };
    // Nobody may listen any more.
    _ = streams.errors.flush();
    let end = end.and_then(|end| output::written(streams.output.flush()).map(|_| end));
    end.unwrap_or_else(|error| {
        output::complain(streams, &format!("cannot write to standard output: {}", output::reason(&error)));
        End::CouldNotRun
    }) as u8
}

/// Arguments that are wrong, or that ask for help or the version.
fn refuse(error: &clap::Error, streams: &mut Streams<'_>) -> u8 {
    let text = error.render();
    let (stream, colour) = match error.use_stderr() {
        true => (&mut *streams.errors, streams.errors_colour),
        false => (&mut *streams.output, streams.colour),
    };
    let text = if colour { text.ansi().to_string() } else { text.to_string() };
    // Whoever closed the pipe does not need the help.
    _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    if error.use_stderr() { End::CouldNotRun as u8 } else { End::Done as u8 }
}
