//! Which local file stands for a namespace or a system identifier. Never the network.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::oasis;
use super::uri::local;
use crate::diagnostic::Diagnostics;
use crate::source::Sources;

/// Namespaces and system identifiers, and the local files that stand for them.
///
/// ```
/// use lip_gen::read::Catalog;
/// use std::path::Path;
///
/// let mut catalog = Catalog::new();
/// catalog.add("http://www.w3.org/XML/1998/namespace", "schemas/xml/xml.xsd");
/// assert!(catalog.file("http://www.w3.org/XML/1998/namespace").is_some());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    files: BTreeMap<String, PathBuf>,
    oasis: oasis::Files,
}

/// What a catalogue says about a reference to another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// A local file.
    File(PathBuf),
    /// A web address that no entry maps to a file.
    Unknown,
    /// The reference names no place, and no entry maps its namespace to a file.
    Nowhere,
}

impl Catalog {
    /// A catalogue without entries: only local files beside the referring document are found.
    pub fn new() -> Self {
        Self::default()
    }

    /// Maps a namespace or a system identifier to a file.
    pub fn add(&mut self, identifier: impl Into<String>, file: impl Into<PathBuf>) {
        self.files.insert(identifier.into(), file.into());
    }

    /// Reads an XML catalog of OASIS, with the catalogues to which it leads: `public`, `system`, `uri`, their
    /// suffix, rewrite and delegate forms, `nextCatalog`, `group`. Its entries are asked after those of
    /// [`add`](Self::add). `false` when there was an error; `diagnostics` then holds at least one.
    pub fn read(&mut self, file: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> bool {
        self.oasis.add(file, sources, diagnostics)
    }

    /// The file that [`add`](Self::add) gave to a namespace or system identifier.
    pub fn file(&self, identifier: &str) -> Option<&Path> {
        self.files.get(identifier).map(PathBuf::as_path)
    }

    /// Where to find a document: by namespace, by location, or as a file relative to the
    /// document `base` that refers to it.
    pub fn resolve(&self, namespace: Option<&str>, location: Option<&str>, base: &Path) -> Resolution {
        let names = || [namespace, location].into_iter().flatten();
        let known = names().find_map(|name| self.file(name)).map(Path::to_owned);
        let known = known.or_else(|| names().find_map(|name| self.oasis.uri(name)));
        beside(known.or_else(|| self.oasis.external(None, location)), location, base)
    }

    /// Where to find an external entity (XML 1.0, 4.2.2): by an entry for its system or its public identifier, or as
    /// a file relative to the document `base` that declares it.
    ///
    /// ```
    /// use lip_gen::read::{Catalog, catalog::Resolution};
    /// use std::path::Path;
    ///
    /// let mut catalog = Catalog::new();
    /// catalog.add("-//EXAMPLE//ELEMENTS Parts//EN", "local/parts.mod");
    /// let place = |public, system| catalog.external(public, system, Path::new("dir/main.dtd"));
    /// let web = "http://example.org/parts.mod";
    /// assert_eq!(place(Some("-//EXAMPLE//ELEMENTS Parts//EN"), web), Resolution::File("local/parts.mod".into()));
    /// assert_eq!(place(None, "parts.mod"), Resolution::File("dir/parts.mod".into()));
    /// assert_eq!(place(None, web), Resolution::Unknown);
    /// ```
    pub fn external(&self, public: Option<&str>, system: &str, base: &Path) -> Resolution {
        let words = public.map(|public| public.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
        let known = self.file(system).or_else(|| self.file(words.as_deref()?)).map(Path::to_owned);
        beside(known.or_else(|| self.oasis.external(public, Some(system))), Some(system), base)
    }
}

/// What is known, or a file beside the document that refers to it.
fn beside(known: Option<PathBuf>, location: Option<&str>, base: &Path) -> Resolution {
    let Some(location) = location else { return known.map_or(Resolution::Nowhere, Resolution::File) };
    let folder = base.parent().unwrap_or_else(|| Path::new(""));
    known.or_else(|| local(folder, location)).map_or(Resolution::Unknown, Resolution::File)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespace_then_location_then_file() {
        let mut catalog = Catalog::new();
        catalog.add("urn:a", "a.xsd");
        catalog.add("http://example.org/b.xsd", "b.xsd");
        let base = Path::new("dir/main.xsd");
        let file = |f: &str| Resolution::File(f.into());
        assert_eq!(catalog.resolve(Some("urn:a"), Some("elsewhere.xsd"), base), file("a.xsd"));
        assert_eq!(catalog.resolve(Some("urn:b"), Some("http://example.org/b.xsd"), base), file("b.xsd"));
        assert_eq!(catalog.resolve(Some("urn:c"), Some("c.xsd"), base), file("dir/c.xsd"));
        assert_eq!(catalog.resolve(Some("urn:c"), Some("HTTP://example.org/c.xsd"), base), Resolution::Unknown);
        assert_eq!(catalog.resolve(Some("urn:c"), None, base), Resolution::Nowhere);
    }
}
