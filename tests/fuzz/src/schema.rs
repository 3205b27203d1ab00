//! Bytes that claim to be a schema.

use std::path::PathBuf;

use lip_gen::diagnostic::{Diagnostics, Style};
use lip_gen::lower::Options;
use lip_gen::read::Catalog;
use lip_gen::schema::Schema;
use lip_gen::source::Sources;

type Read = fn(&std::path::Path, &Catalog, &mut Sources, &mut Diagnostics) -> Option<Schema>;

/// A DTD is read or refused with a reason; what is read becomes Rust.
pub fn dtd(data: &[u8]) {
    law(data, "dtd", lip_gen::read::dtd);
}

/// An XSD is read or refused with a reason; what is read becomes Rust.
pub fn xsd(data: &[u8]) {
    law(data, "xsd", lip_gen::read::xsd);
}

/// A folder of this process: what a schema refers to is looked for beside it, and is not there.
fn file(extension: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("lip-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the schema");
    folder.join(format!("schema.{extension}"))
}

fn law(data: &[u8], extension: &str, read: Read) {
    let file = file(extension);
    std::fs::write(&file, data).expect("the schema is written");
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let schema = read(&file, &Catalog::new(), &mut sources, &mut diagnostics);
    assert!(schema.is_some() || diagnostics.has_errors(), "refused without a reason");
    if let Some(schema) = &schema {
        lip_gen::check::check(schema, &sources, &mut diagnostics);
        if !diagnostics.has_errors() {
            let module = lip_gen::lower::lower(schema, &Options::default(), &mut diagnostics);
            if !diagnostics.has_errors() {
                let text = lip_gen::emit::emit(&module).expect("what is lowered is Rust");
                syn::parse_file(&text).expect("what is emitted is Rust");
            }
        }
    }
    // Every finding can be shown, its source lines too.
    for diagnostic in diagnostics.take() {
        assert!(!diagnostic.finding(&sources).message.is_empty());
        assert!(!diagnostic.render(&sources, Style::Plain).is_empty());
    }
}
