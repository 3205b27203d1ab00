//! The generated LIP types: fresh, complete, of a readable size, and stable under small edits.

use std::collections::BTreeSet;
use std::path::Path;

use lip_gen::diagnostic::Diagnostics;
use lip_gen::regenerate::{COMMAND, Regenerated, regenerate};
use lip_gen::source::Sources;
use lip_gen::{Config, Outcome, Output, read};
use lip_tests::{files, repository};

fn schema() -> lip_gen::schema::Schema {
    let file = repository().join("schemas/imslip-1.0.1/imslip_v1p0p1.xsd");
    read::xsd(&file, &read::Catalog::new(), &mut Sources::new(), &mut Diagnostics::new()).expect("the schema is read")
}

fn generated() -> String {
    std::fs::read_to_string(repository().join("lip-types/src/generated/imslip.rs")).expect("a generated file")
}

#[test]
fn generated_code_is_fresh() {
    let modules = regenerate(&repository(), true);
    assert!(!modules.is_empty());
    for Regenerated { settings, result, schemas, .. } in modules {
        let report = result.unwrap_or_else(|error| panic!("{}: {error}", settings.display()));
        assert_eq!(schemas.len(), 3, "the XSD, the DTD and what they import go with the types");
        for outcome in std::iter::once(report.outcome).chain(schemas) {
            if let Outcome::Stale { path, diff } = outcome {
                panic!("{} is stale; run `{COMMAND}`\n{diff}", path.display());
            }
        }
    }
}

#[test]
fn every_element_has_a_type() {
    let text = generated();
    let bound: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("#[xml(element = \""))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let schema = schema();
    let declared: BTreeSet<&str> = schema.elements.iter().map(|e| e.name.local.as_str()).collect();
    assert_eq!(declared.len(), 148);
    assert_eq!(bound, declared);
    assert!(text.lines().count() < 8_000, "{} lines", text.lines().count());
    let undocumented = schema.elements.iter().filter(|e| e.documentation.is_none()).count();
    assert_eq!(undocumented, 0, "elements without documentation");
}

/// The corpus shows what the types hold: all elements, all attributes.
#[test]
fn the_corpus_uses_every_element_and_attribute() {
    let mut documents = String::new();
    for path in files("corpus/valid", "xml") {
        documents.push_str(&String::from_utf8_lossy(&std::fs::read(path).expect("a readable file")));
    }
    let used = |name: &str, ends: &[char]| {
        let mut found = documents.match_indices(name);
        found.any(|(at, _)| documents[at + name.len()..].starts_with(ends))
    };
    for element in &schema().elements {
        let name = &element.name.local;
        assert!(used(&format!("<{name}"), &[' ', '>', '/', '\n', '\t', '\r']), "no document uses `{name}`");
        if let lip_gen::schema::ElementType::Anonymous(ty) = &element.r#type {
            for attribute in &ty.attributes {
                let name = attribute.name.to_string();
                assert!(
                    used(&format!(" {name}"), &['=', ' ']) || used(&format!("\n{name}"), &['=', ' ']),
                    "no document uses `@{name}`"
                );
            }
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder of this test");
    for entry in std::fs::read_dir(from).expect("a folder").filter_map(Result::ok) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// Items of a source text: parted by blank lines.
fn items(text: &str) -> BTreeSet<&str> {
    text.split("\n\n").filter(|item| !item.trim_start().starts_with("    ")).collect()
}

/// One line of the XSD, and the one type whose text may follow.
#[test]
fn an_edit_touches_its_own_type_only() {
    let before = generated();
    let edits = [
        // A child once instead of any number, in one owner of many that hold it.
        (
            "product",
            "<xsd:element ref=\"date\" minOccurs=\"0\"/>",
            "<xsd:element ref=\"date\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>",
            "Product",
        ),
        (
            "units",
            "<xsd:element ref=\"unitsfield\" maxOccurs=\"unbounded\"/>",
            "<xsd:element ref=\"unitsfield\" maxOccurs=\"4\"/>",
            "Units",
        ),
        ("geo", "<xsd:element ref=\"lon\"/>", "<xsd:element ref=\"lon\" minOccurs=\"0\"/>", "Geo"),
        ("media", "value=\"Applet\"", "value=\"Hologram\"", "Media"),
        ("uid", "type=\"xsd:string\"", "type=\"xsd:NMTOKEN\"", "Uid"),
    ];
    for (element, from, to, owner) in edits {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("edits").join(element);
        let _ = std::fs::remove_dir_all(&folder);
        copy(&repository().join("schemas"), &folder.join("schemas"));
        let file = folder.join("schemas/imslip-1.0.1/imslip_v1p0p1.xsd");
        let xsd = std::fs::read_to_string(&file).expect("the schema");
        let start = xsd.find(&format!("<xsd:element name=\"{element}\"")).expect("the element");
        let at = start + xsd[start..].find(from).unwrap_or_else(|| panic!("`{from}` in `{element}`"));
        let edited = format!("{}{to}{}", &xsd[..at], &xsd[at + from.len()..]);
        std::fs::write(&file, edited).expect("an edited schema");
        let results = regenerate(&folder, true);
        let report = results.into_iter().next().expect("a module").result.unwrap_or_else(|e| panic!("{element}: {e}"));
        assert!(matches!(report.outcome, Outcome::Stale { .. }), "{element}: not seen");
        let after = report.text;
        let (old, new) = (items(&before), items(&after));
        let touched: Vec<_> = old.symmetric_difference(&new).collect();
        assert!(!touched.is_empty() && touched.len() <= 12, "{element}: {} items touched", touched.len());
        for item in touched {
            assert!(item.contains(owner), "{element}: an item of another type is touched:\n{item}");
        }
    }
}

/// The same bytes on every run, and nothing is written where nothing changed.
#[test]
fn generation_is_deterministic() {
    let config = Config::from_file(repository().join("schemas/imslip-1.0.1/lip-gen.toml")).expect("settings");
    let first = lip_gen::generate(&config, &Output::Memory).expect("generated");
    let second = lip_gen::generate(&config, &Output::Memory).expect("generated");
    assert_eq!(first.text, second.text);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deterministic.rs");
    let _ = std::fs::remove_file(&file);
    let outcome = |report: lip_gen::Report| report.outcome;
    let written = lip_gen::generate(&config, &Output::Write(file.clone())).map(outcome).expect("written");
    assert_eq!(written, Outcome::Written(file.clone()));
    let again = lip_gen::generate(&config, &Output::Write(file.clone())).map(outcome).expect("unchanged");
    assert_eq!(again, Outcome::Unchanged(file));
}
