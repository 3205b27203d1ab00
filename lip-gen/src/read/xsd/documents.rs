//! A schema document and all that it imports and includes (XSD 1.0 part 1, 4.2).

use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};

use super::syntax::{self, Document, ReferenceKind};
use super::xml;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::catalog::{Catalog, Resolution};
use crate::read::load::load as load_text;
use crate::schema::XML_NAMESPACE;
use crate::source::{Sources, Span};

/// A schema of more documents than this is refused.
const MOST: usize = 1_000;

/// A document that is to be read.
struct Wanted {
    path: PathBuf,
    from: Option<Span>,
    /// For an include: the target namespace of the including document.
    including: Option<Option<String>>,
    /// For an import: the namespace that the document must have.
    importing: Option<Option<String>>,
}

/// Reads the documents; the first is that of `path`, the others follow in the order of reference.
pub(super) fn load(
    path: &Path,
    catalog: &Catalog,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Document> {
    let mut documents = Vec::new();
    let (mut seen, mut declared) = (HashSet::new(), HashSet::new());
    let first = Wanted { path: path.to_owned(), from: None, including: None, importing: None };
    let mut queue = VecDeque::from([first]);
    while let Some(wanted) = queue.pop_front() {
        // One document included into two namespaces is two documents.
        let identity = std::fs::canonicalize(&wanted.path).unwrap_or_else(|_| wanted.path.clone());
        if !seen.insert((identity.clone(), wanted.including.clone())) {
            continue;
        }
        if seen.len() > MOST {
            diagnostics.push(Diagnostic::error(wanted.from, format!("the schema has more than {MOST} documents")));
            break;
        }
        let Some(document) = read(&wanted, sources, diagnostics) else { continue };
        // The first document may come again, included by another one.
        if !declared.insert((identity, document.target.clone())) {
            continue;
        }
        for reference in &document.references {
            let (namespace, including, importing) = match &reference.kind {
                ReferenceKind::Include => (None, Some(document.target.clone()), None),
                ReferenceKind::Import(namespace) => (namespace.as_deref(), None, Some(namespace.clone())),
            };
            let from = reference.span;
            match catalog.resolve(namespace, reference.location.as_deref(), &wanted.path) {
                Resolution::File(path) => queue.push_back(Wanted { path, from: Some(from), including, importing }),
                // What `xml:lang` and its like mean is known without a document.
                _ if namespace == Some(XML_NAMESPACE) => {}
                unknown => diagnostics.push(not_local(&unknown, namespace, reference.location.as_deref(), from)),
            }
        }
        documents.push(document);
    }
    documents
}

fn read(wanted: &Wanted, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Document> {
    let source = load_text(&wanted.path, wanted.from, sources, diagnostics)?;
    let root = xml::parse(source, sources, diagnostics)?;
    let document = syntax::parse(&root, wanted.including.as_ref(), diagnostics)?;
    let expected = wanted.importing.as_ref().or(wanted.including.as_ref());
    if let Some(expected) = expected.filter(|&expected| *expected != document.target) {
        let name = |namespace: &Option<String>| match namespace {
            Some(namespace) => format!("the namespace `{namespace}`"),
            None => "no namespace".to_owned(),
        };
        let message = format!("this document has {}, but {} is expected", name(&document.target), name(expected));
        diagnostics.push(Diagnostic::error(document.span, message).related(wanted.from, "it is referred to here"));
        return None;
    }
    Some(document)
}

fn not_local(resolution: &Resolution, namespace: Option<&str>, location: Option<&str>, from: Span) -> Diagnostic {
    let what = match namespace {
        Some(namespace) => format!("the namespace `{namespace}`"),
        None => "this document".to_owned(),
    };
    let message = match (resolution, location) {
        (Resolution::Unknown, Some(location)) => {
            format!("no local file is known for {what}, and `{location}` is not fetched")
        }
        _ => format!("no local file is known for {what}"),
    };
    let help = match namespace.or(location) {
        Some(key) => {
            format!("add it to the catalogue: under `[catalog]` in lip-gen.toml, `\"{key}\" = \"path/of/the.xsd\"`")
        }
        None => "name the file with `schemaLocation`".to_owned(),
    };
    Diagnostic::error(from, message).help(help)
}
