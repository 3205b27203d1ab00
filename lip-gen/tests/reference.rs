//! Reads the official XSD of LIP 1.0.1, where it is at hand, and compares it with the list of its facts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use lip_gen::diagnostic::{Diagnostics, Severity, Style};
use lip_gen::schema::Schema;
use lip_gen::source::Sources;
use lip_gen::{check, read};
use similar::TextDiff;

/// The folder of the official files, if it stands beside the checkout.
fn reference() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference/imslip-1.0.1");
    folder.join("imslip_v1p0.xsd").is_file().then_some(folder)
}

fn read_official(folder: &Path) -> Schema {
    let mut catalog = read::Catalog::new();
    catalog.add("http://www.w3.org/XML/1998/namespace", folder.join("xml.xsd"));
    read_clean(&folder.join("imslip_v1p0.xsd"), &catalog)
}

/// Reads and checks a schema in which nothing is wrong.
fn read_clean(file: &Path, catalog: &read::Catalog) -> Schema {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let is_dtd = file.extension().is_some_and(|extension| extension == "dtd");
    let reader = if is_dtd { read::dtd } else { read::xsd };
    let schema = reader(file, catalog, &mut sources, &mut diagnostics);
    if let Some(schema) = &schema {
        check::check(schema, &sources, &mut diagnostics);
    }
    let messages = diagnostics.render(&sources, Severity::Warning, Style::Plain);
    assert_eq!(messages, "");
    schema.expect("the schema is read")
}

#[test]
fn own_xsd_means_what_the_official_one_means() {
    let Some(folder) = reference() else {
        eprintln!("skipped: ../shared/reference/imslip-1.0.1 is not beside the checkout");
        return;
    };
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/imslip-1.0.1/imslip_v1p0p1.xsd");
    let own = read_clean(&own, &read::Catalog::new());
    let (official, own) = (read_official(&folder).dump(), own.dump());
    let diff = TextDiff::from_lines(&official, &own);
    assert!(official == own, "{}", diff.unified_diff().header("official XSD", "own XSD"));
}

#[test]
fn own_dtd_declares_what_own_xsd_declares() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/imslip-1.0.1");
    let xsd = read_clean(&folder.join("imslip_v1p0p1.xsd"), &read::Catalog::new());
    let dtd = read_clean(&folder.join("imslip_v1p0p1.dtd"), &read::Catalog::new());
    assert_eq!((xsd.inventory.elements, dtd.inventory.elements), (148, 148));
    let (xsd, dtd) = (without_datatypes(&xsd.dump()), without_datatypes(&dtd.dump()));
    let diff = TextDiff::from_lines(&xsd, &dtd);
    assert!(xsd == dtd, "{}", diff.unified_diff().header("own XSD", "own DTD"));
}

/// A DTD has no datatypes for content, and few for attributes; `ANY` says nothing of attributes.
fn without_datatypes(dump: &str) -> String {
    let mut out = String::new();
    for line in dump.lines() {
        let line = line.replace("xsd:anyType", "ANY");
        let mut columns = line.split('\t');
        let (name, content) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        let content = if content.starts_with("xsd:") { "(#PCDATA)" } else { content };
        let mut attributes: Vec<_> = columns.next().unwrap_or_default().split("; ").collect();
        attributes.sort_unstable();
        out += &format!("{name}\t{content}\t{}\n", attributes.join("; "));
    }
    out
}

#[test]
fn official_xsd_is_what_the_facts_say() {
    let Some(folder) = reference() else {
        eprintln!("skipped: ../shared/reference/imslip-1.0.1 is not beside the checkout");
        return;
    };
    let schema = read_official(&folder);
    assert_eq!(schema.inventory.elements, 148);
    assert_eq!(schema.namespace.as_deref(), Some("http://www.imsglobal.org/xsd/imslip_v1p0"));
    let facts = std::fs::read_to_string(folder.join("content-models.tsv")).unwrap();
    let mut facts: Vec<_> = facts.lines().skip(1).map(|l| format!("{}\n", l.trim_end())).collect();
    assert_eq!(facts.len(), 148);
    facts.sort();
    let (facts, dump) = (facts.concat(), schema.dump());
    let diff = TextDiff::from_lines(&facts, &dump);
    assert!(facts == dump, "{}", diff.unified_diff().header("facts", "official XSD"));
}
