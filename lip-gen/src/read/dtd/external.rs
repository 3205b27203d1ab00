//! External entities: from an identifier to a text, by the catalogue and the folder of the file. Never the network.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::input::{Fault, fault};
use crate::diagnostic::Diagnostic;
use crate::read::catalog::{Catalog, Resolution};
use crate::read::load;
use crate::source::{SourceId, Sources, Span};
use xmlparser::XmlCharExt;

/// `ExternalID` (production 75).
#[derive(Debug, Clone)]
pub(super) struct Identifier {
    pub(super) public: Option<String>,
    pub(super) system: String,
    /// The file in which the declaration stands; relative identifiers begin there (4.2.2).
    pub(super) base: PathBuf,
}

/// The files that were opened.
pub(super) struct Library<'c> {
    catalog: &'c Catalog,
    /// Also what could not be read, so that it is tried once.
    opened: HashMap<PathBuf, Result<SourceId, Fault>>,
    /// Their length.
    bytes: usize,
}

/// A DTD of more files than this is refused.
const MOST: usize = 1_000;

impl<'c> Library<'c> {
    pub(super) fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, opened: HashMap::new(), bytes: 0 }
    }

    /// The text of an external entity, as reached by a reference.
    pub(super) fn open(
        &mut self,
        identifier: &Identifier,
        reference: Span,
        declared: Span,
        sources: &mut Sources,
    ) -> Result<SourceId, Fault> {
        let Some(path) = self.path(identifier, sources) else {
            let Identifier { public, system, .. } = identifier;
            let message = format!("no local file is known for `{system}`");
            let mut diagnostic = Diagnostic::error(reference, message).related(declared, "declared here");
            if let Some(public) = public {
                diagnostic = diagnostic.note(format!("its public identifier is `{public}`"));
            }
            let help = "nothing is fetched: name a file with `--catalog ID=FILE`, or an XML catalog with \
                        `--catalog FILE`; in lip-gen.toml, under `[catalog]` or with `catalogs`";
            return Err(Box::new(diagnostic.help(help)));
        };
        let identity = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        match self.opened.get(&identity) {
            Some(Ok(source)) => return Ok(sources.reenter(*source, reference)),
            Some(Err(fault)) => return Err(fault.clone()),
            None if self.opened.len() >= MOST => {
                return Err(fault(reference, format!("the DTD has more than {MOST} files")));
            }
            None => {}
        }
        let source = load::open(&path, Some(reference), sources).map_err(|fault| match fault.span {
            Some(span) if span == reference => Box::new(fault.related(declared, "declared here")),
            _ => fault,
        });
        let source = source.and_then(|source| characters(source, sources).map(|()| source));
        self.bytes += source.as_ref().map_or(0, |source| sources.text(*source).len());
        self.opened.insert(identity, source.clone());
        source
    }

    /// The length of the files that were opened, each once.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    fn path(&self, identifier: &Identifier, sources: &mut Sources) -> Option<PathBuf> {
        let Identifier { public, system, base } = identifier;
        match self.catalog.external(public.as_deref(), system, base) {
            Resolution::File(path) => Some(path),
            // What is published as a set of files is kept as one, whatever address the files have on the web.
            Resolution::Unknown | Resolution::Nowhere => {
                let name = system.rsplit('/').next().filter(|name| !name.is_empty() && !name.contains([':', '\\']))?;
                let path = base.parent().unwrap_or_else(|| Path::new("")).join(name);
                if path.is_file() {
                    return Some(path);
                }
                sources.miss(&path);
                None
            }
        }
    }
}

/// Every character is one of XML (production 2).
pub(super) fn characters(source: SourceId, sources: &Sources) -> Result<(), Fault> {
    match sources.text(source).char_indices().find(|(_, c)| !c.is_xml_char()) {
        Some((at, c)) => {
            let span = Span::new(source, at, at + c.len_utf8());
            Err(fault(span, format!("U+{:04X} is not allowed in XML", u32::from(c))))
        }
        None => Ok(()),
    }
}
