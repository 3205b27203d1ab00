//! The main job from end to end: LIP's schemas become Rust types, and documents go
//! through them. `cargo run -p lip-tests --example tour`

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use lip_gen::{Config, Output};
use lip_tests::{files, name, repository};
use lip_types::imslip::{Activity, Comment, Description, LearnerInformation, TypeName};
use lip_types::{Binding, FromXml, Layout, ReadOptions, ToXml, WriteOptions};

/// Like `println!`; a reader that goes away is no fault.
macro_rules! say {
    ($($text:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
}

fn main() -> Result<(), Box<dyn Error>> {
    schemas_become_types()?;
    documents_go_through()?;
    a_fault_is_named_at_its_place();
    a_value_becomes_a_document()?;
    Ok(())
}

fn schemas_become_types() -> Result<(), Box<dyn Error>> {
    say!("1. Schemas in, Rust types out");
    let config = Config::from_file(repository().join("schemas/imslip-1.0.1/lip-gen.toml"))?;
    let start = Instant::now();
    let report = lip_gen::generate(&config, &Output::Memory)?;
    let time = start.elapsed();
    for file in report.files() {
        say!("   read  {}", shown(file));
    }
    let types = report.text.matches("#[xml(element = ").count();
    say!(
        "   wrote {types} element types, {} lines, in {} ms; of them, this one:\n",
        report.text.lines().count(),
        time.as_millis()
    );
    let named = report.text.find("pub struct Telephone ").unwrap_or(0);
    let from = report.text[..named].rfind("\n\n").map_or(0, |at| at + 2);
    for line in report.text[from..].lines().take_while(|l| !l.is_empty()) {
        say!("       {line}");
    }
    say!();
    Ok(())
}

fn shown(file: &Path) -> String {
    let path = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let root = repository().canonicalize().unwrap_or_default();
    path.strip_prefix(&root).unwrap_or(&path).display().to_string()
}

fn documents_go_through() -> Result<(), Box<dyn Error>> {
    say!("2. Documents through them: read, written in both bindings, read again, and equal");
    let (mut documents, mut bytes, mut kept) = (0, 0, 0);
    for path in [files("corpus/valid", "xml"), files("corpus/valid-dtd", "xml")].concat() {
        let source = std::fs::read(&path)?;
        let learner: LearnerInformation = ReadOptions::new().file(name(&path)).preserve(true).from_bytes(&source)?;
        for binding in [Binding::Xsd, Binding::Dtd] {
            match WriteOptions::new(binding).layout(Layout::AsRead).to_xml(&learner) {
                Ok(text) => kept += usize::from(LearnerInformation::from_xml(&text)? == learner),
                // The DTD binding admits dates without a time, the XSD does not.
                Err(error) => say!("   {} in the {binding:?} binding: {error}", name(&path)),
            }
        }
        documents += 1;
        bytes += source.len();
    }
    say!("   {documents} documents of {} kB, {kept} equal values after writing\n", bytes / 1_000);
    Ok(())
}

fn a_fault_is_named_at_its_place() {
    say!("3. A fault is named at its place");
    for text in [
        "<learnerinformation>\n  <goal>\n    <priority>first</priority>\n    <date/>\n  </goal>\n</learnerinformation>",
        "<learnerinformation>\n  <goal>\n    <date><datetime>2000:11:06</datetime></date>\n  </goal>\n</learnerinformation>",
        "<learnerinformation>\n  <gaol/>\n</learnerinformation>",
    ] {
        if let Err(error) = LearnerInformation::from_xml(text) {
            say!("   {error}");
        }
    }
    say!();
}

fn a_value_becomes_a_document() -> Result<(), Box<dyn Error>> {
    say!("4. A value of these types is a valid document");
    let mut activity = Activity::default();
    activity.typename = Some(TypeName::new("Education"));
    activity.description = Some(Description::new("Evening course in Etruscan"));
    let mut learner = LearnerInformation::default();
    learner.comment = Some(Comment::from("Built, not written"));
    learner.items.push(activity.into());
    for line in learner.to_xml(Binding::Xsd)?.lines() {
        say!("       {line}");
    }
    Ok(())
}
