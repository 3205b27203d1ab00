//! Real DTDs from end to end: XHTML 1.0 Strict, SVG 1.1 and DocBook 4.5, where the Debian packages `w3c-sgml-lib` and
//! `docbook-xml` are installed. Each becomes types, the types compile without a warning in a crate of their own, and a document of
//! ours goes through them and comes out equal. What is in a document is asked of the types in `packages/*.rs`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use lip_gen::{Config, Output};
use lip_tests::{repository, without_comments, xmllint};

const FOLDER: &str = "/usr/share/xml";
const CATALOG: &str = "/usr/share/xml/w3c-sgml-lib/schema/dtd/catalog.xml";

/// Name, DTD below `FOLDER`, type of the document element.
const SCHEMAS: [(&str, &str, &str); 3] = [
    ("docbook", "docbook/schema/dtd/4.5/docbookx.dtd", "Article"),
    ("svg", "w3c-sgml-lib/schema/dtd/REC-SVG11-20110816/svg11.dtd", "Svg"),
    ("xhtml", "w3c-sgml-lib/schema/dtd/REC-xhtml1-20020801/xhtml1-strict.dtd", "Html"),
];

/// Reads a document, asks what it holds, and writes it.
const MAIN: &str = "
#![deny(warnings)]
// A program calls some of it only.
#[allow(dead_code)]
mod types;
include!(JUDGE);

fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let value: ROOT = lip_types::ReadOptions::new().preserve(true).from_xml(&text).unwrap();
    judge(&value);
    let options = lip_types::WriteOptions::new(lip_types::Binding::Dtd).layout(lip_types::Layout::AsRead);
    print!(\"{}\", options.to_xml(&value).unwrap());
}
";

fn write(file: &Path, text: &str) {
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}

/// Standard output; what it says when it fails.
fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The types of a DTD, as the file of a program.
fn generate(folder: &Path, (name, dtd, root): (&str, &Path, &str)) {
    let config = Config::new().dtd(dtd);
    let config = if Path::new(CATALOG).is_file() { config.catalog_file(CATALOG) } else { config };
    let report = lip_gen::generate(&config, &Output::Memory).unwrap_or_else(|error| panic!("{name}: {error}"));
    write(&folder.join("src").join(name).join("types.rs"), &report.text);
    let judge = repository().canonicalize().unwrap().join("tests/packages").join(name).with_extension("rs");
    let main =
        MAIN.replace("JUDGE", &format!("{:?}", judge.to_str().unwrap())).replace("ROOT", &format!("types::{root}"));
    write(&folder.join("src").join(name).join("main.rs"), &main);
}

/// `xmllint` with the DTD and what it refers to.
fn judged(document: &Path, arguments: &[&str]) -> String {
    run(Command::new("xmllint").env("XML_CATALOG_FILES", CATALOG).arg("--nonet").args(arguments).arg(document))
}

/// Compiling DocBook is what takes the time: one test, so that one build has all processors.
#[test]
fn real_schemas_become_types_and_documents_go_through_them() {
    let known: Vec<_> = SCHEMAS
        .into_iter()
        .filter(|(name, dtd, _)| {
            let known = Path::new(FOLDER).join(dtd).is_file();
            if !known {
                eprintln!("skipped: {name}: there is no {FOLDER}/{dtd}");
            }
            known
        })
        .collect();
    if known.is_empty() {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
    let root = repository().canonicalize().unwrap();
    let mut manifest = format!(
        "[package]\nname = \"packages\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         lip-types = {{ path = {:?} }}\n\n[profile.dev]\ndebug = 0\nincremental = false\n",
        root.join("lip-types").to_str().unwrap()
    );
    for (name, dtd, root) in &known {
        generate(&folder, (name, &Path::new(FOLDER).join(dtd), root));
        write!(manifest, "\n[[bin]]\nname = {name:?}\npath = \"src/{name}/main.rs\"\n").unwrap();
    }
    write(&folder.join("Cargo.toml"), &manifest);
    std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let target = folder.join("target");
    run(Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet"])
        .env("CARGO_TARGET_DIR", &target)
        .current_dir(&folder));
    for (name, dtd, _) in &known {
        goes_through(name, &Path::new(FOLDER).join(dtd), &folder, &target.join("debug").join(name));
    }
}

fn goes_through(name: &str, dtd: &Path, folder: &Path, program: &Path) {
    let source = std::fs::read_to_string(repository().join("tests/packages").join(name).with_extension("xml")).unwrap();
    // The same document, its DTD where it is on this machine.
    let (before, system) = source.split_once("PUBLIC \"").unwrap();
    let (_, behind) = system.split_once("\" \"").and_then(|(_, system)| system.split_once("\" [")).unwrap();
    let prolog = format!("{before}SYSTEM {dtd:?} [");
    let read: PathBuf = folder.join(name).with_extension("in.xml");
    write(&read, &format!("{prolog}{behind}"));
    let written = run(Command::new(program).arg(&read));
    let Some(_) = xmllint(name) else { return };
    // The DOCTYPE is kept, so the same defaults and entities hold.
    let back = folder.join(name).with_extension("out.xml");
    write(&back, &written);
    for arguments in [&["--noent", "--c14n"][..], &["--noent", "--dtdattr", "--c14n"]] {
        let (old, new) = (without_comments(&judged(&read, arguments)), without_comments(&judged(&back, arguments)));
        let diff = similar::TextDiff::from_lines(&old, &new);
        assert!(old == new, "{name}, {arguments:?}:\n{}", diff.unified_diff());
    }
    for file in [&read, &back] {
        judged(file, &["--noout", "--valid"]);
    }
}
