//! XML catalogs of OASIS (XML Catalogs 1.1): which file stands for which identifier.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};

use super::load::load;
use super::uri::local;
use super::xsd::xml::{self, Child, Node};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::schema::XML_NAMESPACE;
use crate::source::{SourceId, Sources, Span};

const NAMESPACE: &str = "urn:oasis:names:tc:entity:xmlns:xml:catalog";
/// A catalogue that leads to more files than this is refused.
const MOST: usize = 1_000;

/// Catalogue files with all that they lead to.
#[derive(Debug, Clone, Default)]
pub(super) struct Files {
    files: Vec<Vec<Entry>>,
    /// The files that were named, in this order; the others are reached from them.
    first: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Entry {
    kind: Kind,
    /// The identifier, or how it begins or ends.
    key: String,
    target: Target,
    /// Whether a public identifier counts also where there is a system identifier.
    prefer_public: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Public,
    System,
    Uri,
    SystemSuffix,
    UriSuffix,
    RewriteSystem,
    RewriteUri,
    DelegatePublic,
    DelegateSystem,
    DelegateUri,
    Next,
}

#[derive(Debug, Clone)]
enum Target {
    /// A reference, and the folder from which it counts.
    Place(PathBuf, String),
    /// Another catalogue file.
    Catalog(usize),
}

/// Element, attribute with the identifier, attribute with the target.
const ELEMENTS: &[(&str, Kind, &str, &str)] = &[
    ("public", Kind::Public, "publicId", "uri"),
    ("system", Kind::System, "systemId", "uri"),
    ("uri", Kind::Uri, "name", "uri"),
    ("systemSuffix", Kind::SystemSuffix, "systemIdSuffix", "uri"),
    ("uriSuffix", Kind::UriSuffix, "uriSuffix", "uri"),
    ("rewriteSystem", Kind::RewriteSystem, "systemIdStartString", "rewritePrefix"),
    ("rewriteURI", Kind::RewriteUri, "uriStartString", "rewritePrefix"),
    ("delegatePublic", Kind::DelegatePublic, "publicIdStartString", "catalog"),
    ("delegateSystem", Kind::DelegateSystem, "systemIdStartString", "catalog"),
    ("delegateURI", Kind::DelegateUri, "uriStartString", "catalog"),
    ("nextCatalog", Kind::Next, "", "catalog"),
];

/// What entries of a kind of identifier are called.
struct Kinds {
    exact: Kind,
    rewrite: Kind,
    suffix: Kind,
    delegate: Kind,
}

const SYSTEM: Kinds = Kinds {
    exact: Kind::System,
    rewrite: Kind::RewriteSystem,
    suffix: Kind::SystemSuffix,
    delegate: Kind::DelegateSystem,
};
const URI: Kinds =
    Kinds { exact: Kind::Uri, rewrite: Kind::RewriteUri, suffix: Kind::UriSuffix, delegate: Kind::DelegateUri };

impl Files {
    /// Reads a catalogue file and those to which it leads. `false` after an error.
    pub(super) fn add(&mut self, path: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> bool {
        let errors = diagnostics.count(Severity::Error);
        let mut reading = Reading { known: HashMap::new(), queue: VecDeque::new(), base: self.files.len() };
        self.first.push(reading.wanted(path.to_owned(), None));
        while let Some((path, from)) = reading.queue.pop_front() {
            if self.files.len() - reading.base >= MOST {
                diagnostics.push(Diagnostic::error(from, format!("this leads to more than {MOST} catalogue files")));
                break;
            }
            let mut entries = Vec::new();
            // A file to which another leads may be absent (XML Catalogs 1.1, 8).
            if from.is_some() && !path.is_file() {
                sources.miss(&path);
                let message = format!("the catalogue file `{}` is not there", path.display());
                diagnostics.push(Diagnostic::warning(from, message));
            } else if let Some(source) = load(&path, from, sources, diagnostics)
                && let Some(root) = xml::parse(source, sources, diagnostics)
            {
                reading.catalog(&root, &path, source, &mut entries, diagnostics);
            }
            self.files.push(entries);
        }
        // Those that the limit left out hold nothing.
        self.files.resize_with(reading.base + reading.known.len(), Vec::new);
        diagnostics.count(Severity::Error) == errors
    }

    /// The file for an external identifier (XML Catalogs 1.1, 7.1).
    pub(super) fn external(&self, public: Option<&str>, system: Option<&str>) -> Option<PathBuf> {
        let public = public.map(|public| public.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
        self.search(|entries| {
            if let Some(system) = system {
                match step(entries, &SYSTEM, system) {
                    Step::Nothing => {}
                    found => return found,
                }
            }
            let Some(public) = &public else { return Step::Nothing };
            let fits = |entry: &&Entry| entry.prefer_public || system.is_none();
            let mut exact = entries.iter().filter(|e| e.kind == Kind::Public && e.key == *public).filter(fits);
            match exact.next() {
                Some(entry) => Step::found(entry, ""),
                None => delegates(entries.iter().filter(fits), Kind::DelegatePublic, public),
            }
        })
    }

    /// The file for a URI: a namespace, the location of a schema (XML Catalogs 1.1, 7.2).
    pub(super) fn uri(&self, uri: &str) -> Option<PathBuf> {
        self.search(|entries| step(entries, &URI, uri))
    }

    /// Goes through the files in order; each once, so that circles end.
    fn search(&self, look: impl Fn(&[Entry]) -> Step) -> Option<PathBuf> {
        let mut pending: VecDeque<usize> = self.first.iter().copied().collect();
        let mut seen = HashSet::new();
        while let Some(index) = pending.pop_front() {
            let Some(entries) = self.files.get(index).filter(|_| seen.insert(index)) else { continue };
            match look(entries) {
                Step::Found(path) => return path,
                // Only these are asked then.
                Step::Delegated(files) => pending = files.into(),
                Step::Nothing => {
                    let next = entries.iter().rev().filter(|e| e.kind == Kind::Next);
                    next.filter_map(Entry::catalog).for_each(|index| pending.push_front(index));
                }
            }
        }
        None
    }
}

/// What one file says.
enum Step {
    Nothing,
    /// `None`: an address of the web.
    Found(Option<PathBuf>),
    Delegated(Vec<usize>),
}

impl Step {
    fn found(entry: &Entry, rest: &str) -> Self {
        match &entry.target {
            Target::Place(folder, uri) => Self::Found(local(folder, &format!("{uri}{rest}"))),
            Target::Catalog(_) => Self::Nothing,
        }
    }
}

fn step(entries: &[Entry], kinds: &Kinds, identifier: &str) -> Step {
    let of = |kind| entries.iter().filter(move |e| e.kind == kind);
    if let Some(entry) = of(kinds.exact).find(|e| e.key == identifier) {
        return Step::found(entry, "");
    }
    let longest = |a: &&Entry, b: &&Entry| a.key.len().cmp(&b.key.len());
    if let Some(entry) = of(kinds.rewrite).filter(|e| identifier.starts_with(&e.key)).max_by(longest) {
        return Step::found(entry, identifier.strip_prefix(&entry.key).unwrap_or_default());
    }
    if let Some(entry) = of(kinds.suffix).filter(|e| identifier.ends_with(&e.key)).max_by(longest) {
        return Step::found(entry, "");
    }
    delegates(entries.iter(), kinds.delegate, identifier)
}

/// Longer beginnings first.
fn delegates<'e>(entries: impl Iterator<Item = &'e Entry>, kind: Kind, identifier: &str) -> Step {
    let mut fitting: Vec<_> = entries.filter(|e| e.kind == kind && identifier.starts_with(&e.key)).collect();
    fitting.sort_by_key(|e| std::cmp::Reverse(e.key.len()));
    let files: Vec<_> = fitting.into_iter().filter_map(Entry::catalog).collect();
    if files.is_empty() { Step::Nothing } else { Step::Delegated(files) }
}

impl Entry {
    fn catalog(&self) -> Option<usize> {
        match self.target {
            Target::Catalog(index) => Some(index),
            Target::Place(..) => None,
        }
    }
}

/// The files of one [`Files::add`].
struct Reading {
    known: HashMap<PathBuf, usize>,
    queue: VecDeque<(PathBuf, Option<Span>)>,
    base: usize,
}

impl Reading {
    /// The number that a file has, or will have.
    fn wanted(&mut self, path: PathBuf, from: Option<Span>) -> usize {
        let number = self.base + self.known.len();
        let identity = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        *self.known.entry(identity).or_insert_with(|| {
            self.queue.push_back((path, from));
            number
        })
    }

    fn catalog(
        &mut self,
        root: &Node,
        path: &Path,
        source: SourceId,
        entries: &mut Vec<Entry>,
        diagnostics: &mut Diagnostics,
    ) {
        if root.name.namespace.as_deref() != Some(NAMESPACE) || root.name.local != "catalog" {
            let message = "this is not an XML catalog";
            let help = format!("its root is `<catalog xmlns=\"{NAMESPACE}\">`");
            diagnostics.push(Diagnostic::error(root.span, message).help(help));
            return;
        }
        let folder = path.parent().unwrap_or_else(|| Path::new("")).to_owned();
        // `xml:base` and `prefer` hold for what stands within; the XML reader limits the depth.
        let mut pending = vec![(root, folder, true)];
        while let Some((node, folder, prefer_public)) = pending.pop() {
            let base = node
                .attributes
                .iter()
                .find(|a| a.name.namespace.as_deref() == Some(XML_NAMESPACE) && a.name.local == "base");
            let folder = match base.map(|base| local(&folder, &base.value)) {
                // The last segment of a base is no folder.
                Some(Some(file)) if !base.is_some_and(|b| b.value.ends_with('/')) => {
                    file.parent().unwrap_or_else(|| Path::new("")).to_owned()
                }
                Some(Some(folder)) => folder,
                Some(None) | None => folder,
            };
            let prefer_public = node.attribute("prefer").map_or(prefer_public, |prefer| prefer.value != "system");
            if let Some(known) = ELEMENTS.iter().find(|known| known.0 == node.name.local) {
                self.entry(node, known, (folder, prefer_public), source, entries, diagnostics);
                continue;
            }
            // What is of other namespaces, or of later versions, is ignored (XML Catalogs 1.1, 6.2).
            for child in node.children.iter().rev() {
                if let Child::Node(child) = child
                    && child.name.namespace.as_deref() == Some(NAMESPACE)
                {
                    pending.push((child, folder.clone(), prefer_public));
                }
            }
        }
    }

    fn entry(
        &mut self,
        node: &Node,
        &(_, kind, key, target): &(&str, Kind, &str, &str),
        (folder, prefer_public): (PathBuf, bool),
        source: SourceId,
        entries: &mut Vec<Entry>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut value = |name: &str| {
            let found = node.attribute(name).map(|attribute| attribute.value.clone());
            if found.is_none() {
                let message = format!("`{}` without `{name}`", node.name.local);
                diagnostics.push(Diagnostic::error(Span { source, ..node.span }, message));
            }
            found
        };
        let identifier = if key.is_empty() { Some(String::new()) } else { value(key) };
        let (Some(mut identifier), Some(uri)) = (identifier, value(target)) else { return };
        if matches!(kind, Kind::Public | Kind::DelegatePublic) {
            identifier = identifier.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        }
        let target = if matches!(kind, Kind::DelegatePublic | Kind::DelegateSystem | Kind::DelegateUri | Kind::Next) {
            let Some(file) = local(&folder, &uri) else {
                let message = format!("the catalogue `{uri}` is not a local file; it is not asked");
                diagnostics.push(Diagnostic::warning(node.span, message));
                return;
            };
            Target::Catalog(self.wanted(file, Some(node.span)))
        } else {
            Target::Place(folder, uri)
        };
        entries.push(Entry { kind, key: identifier, target, prefer_public });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_in_the_order_of_the_specification() {
        let folder = std::env::temp_dir().join(format!("lip-gen-oasis-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, body: &str| {
            let text = format!("<!DOCTYPE catalog>\n<catalog xmlns='{NAMESPACE}'>{body}</catalog>");
            std::fs::write(folder.join(name), text).unwrap();
        };
        write(
            "a.xml",
            "<public publicId='-//A//B  C//EN' uri='public'/><system systemId='http://s/1' uri='system'/>\
             <rewriteSystem systemIdStartString='http://s/' rewritePrefix='short/'/>\
             <rewriteSystem systemIdStartString='http://s/long/' rewritePrefix='long/'/>\
             <systemSuffix systemIdSuffix='/x.dtd' uri='suffix'/>\
             <group xml:base='sub/' prefer='system'><public publicId='P' uri='p'/></group>\
             <delegateSystem systemIdStartString='http://d/' catalog='b.xml'/>\
             <uri name='urn:n' uri='n.xsd'/><other/><nextCatalog catalog='c.xml'/><nextCatalog catalog='no.xml'/>",
        );
        write("b.xml", "<system systemId='http://d/1' uri='http://web/'/><nextCatalog catalog='a.xml'/>");
        write("c.xml", "<system systemId='http://c/1' uri='c'/><system systemId='http://d/2' uri='never'/>");
        let (mut files, mut sources, mut diagnostics) = (Files::default(), Sources::new(), Diagnostics::new());
        assert!(files.add(&folder.join("a.xml"), &mut sources, &mut diagnostics));
        assert_eq!(diagnostics.take().len(), 1, "`no.xml` is told of");
        let name = |found: Option<PathBuf>| {
            found.map(|path| path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned())
        };
        let find = |public, system| name(files.external(public, system));
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(find(Some(" -//A//B\nC//EN "), Some("http://nowhere/")), some("public"));
        assert_eq!(find(Some("-//A//B C//EN"), Some("http://s/1")), some("system"));
        assert_eq!(find(None, Some("http://s/2")), some("short/2"));
        assert_eq!(find(None, Some("http://s/long/2")), some("long/2"));
        assert_eq!(find(None, Some("http://t/x.dtd")), some("suffix"));
        assert_eq!(find(Some("P"), Some("http://nowhere/")), None, "the group prefers system identifiers");
        assert_eq!(find(Some("P"), None), some("sub/p"));
        assert_eq!(find(None, Some("http://c/1")), some("c"));
        assert_eq!(find(None, Some("http://d/1")), None, "that is on the web");
        assert_eq!(find(None, Some("http://d/2")), None, "only the delegate is asked");
        assert_eq!(name(files.uri("urn:n")), some("n.xsd"));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
