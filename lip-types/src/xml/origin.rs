//! Where an element of open content was read from: types that extend its place read it there again, with the
//! namespaces and entities in scope, and what is wrong is told where it stands in the document.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use super::decode::Mark;
use super::document::Document;
use super::error::ErrorKind;
use super::fault::Fault;
use super::finding::Finding;
use super::findings::Findings;
use super::locate;
use super::name::Namespace;
use super::read::ReadOptions;
use super::reader::Reader;
use super::source::Source;
use crate::ext::AnyElement;
use crate::value::Binding;

/// The place of an element, when it was read from a document and does not come out of an entity.
#[derive(Clone, Default)]
pub(crate) struct Origin(Option<Box<Place>>);

#[derive(Clone)]
struct Place {
    around: Arc<Around>,
    start: usize,
    end: usize,
}

/// What elements that stand side by side have in common.
pub(crate) struct Around {
    text: Read,
    scope: Option<Arc<Scope>>,
    binding: Binding,
    home: &'static Namespace,
}

/// Namespaces in scope: those of the innermost elements that declare some, and what is further out. Places share
/// it, so that it takes no more memory than the declarations do in the text.
pub(crate) struct Scope {
    pub(crate) declared: Box<[(Box<str>, Box<str>)]>,
    pub(crate) outer: Option<Arc<Scope>>,
}

/// What a reader knows of the places of what it reads.
#[derive(Default)]
pub(crate) enum Places {
    /// Nothing has been asked yet.
    #[default]
    NotAsked,
    /// Its text is none of a document, or has other lines.
    Unknown,
    Known(Read, Option<Arc<Around>>),
}

/// The document that a reader reads, of which its text is all or a part.
#[derive(Clone)]
pub(crate) struct Read {
    source: Arc<Source>,
    file: Option<Arc<str>>,
    /// Where in the document, and where in the reader's text, the part begins.
    part: (usize, usize),
}

impl Places {
    /// Those of a document that is read as a whole.
    pub(crate) fn of(document: &Document<'_>, kept: Option<&Arc<Source>>, file: Option<&str>) -> Self {
        let source = kept.cloned().unwrap_or_else(|| {
            let (text, content) = (document.text.into(), document.content);
            let declarations = document.declarations.clone();
            Arc::new(Source { text, expanded: Vec::new(), mark: Mark::None, content, declarations })
        });
        match source.expanded.is_empty() {
            false => Self::Unknown,
            true => Self::Known(Read { source, file: file.map(Arc::from), part: (0, 0) }, None),
        }
    }
}

impl Read {
    /// The place of the element from `start` to `end` in the reader's text; `last` is what was around the one before.
    pub(crate) fn place(
        &self,
        last: &mut Option<Arc<Around>>,
        (start, end): (usize, usize),
        scope: Option<Arc<Scope>>,
        binding: Binding,
        home: &'static Namespace,
    ) -> Origin {
        let (part, at) = self.part;
        let in_document = |offset: usize| offset.checked_sub(at).map(|offset| offset + part);
        let (Some(start), Some(end)) = (in_document(start), in_document(end)) else { return Origin::default() };
        let same_scope = |around: &Around| match (&around.scope, &scope) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        let same = |around: &&Arc<Around>| same_scope(around) && around.binding == binding && around.home == home;
        let around = match last.as_ref().filter(same) {
            Some(around) => Arc::clone(around),
            None => Arc::clone(last.insert(Arc::new(Around { text: self.clone(), scope, binding, home }))),
        };
        Origin(Some(Box::new(Place { around, start, end })))
    }
}

impl Origin {
    /// What reads the element where it stands; `None` when that is not known, or it says something else by now.
    pub(crate) fn again(&self, element: &AnyElement) -> Option<Again<'_>> {
        let place = self.0.as_deref()?;
        let again = Again::new(place);
        let read = again.read(ReadOptions::new(), |reader| reader.any_at()).ok()?;
        let same = read == *element && read.prefix == element.prefix && read.namespaces == element.namespaces;
        same.then_some(again)
    }

    /// What is wrong about the element as a whole; in the file `<element>`, when it is not known where it stands.
    pub(crate) fn finding(&self, element: &str, kind: ErrorKind, found: &str, expected: &str) -> Finding {
        let fault = |at| Fault::new(kind, at, 0, found).expected(expected);
        match self.0.as_deref() {
            Some(Place { around, start, .. }) => {
                let Read { source, file, .. } = &around.text;
                fault(*start).into_finding(&source.text, source.content, file.as_deref().map(str::to_owned))
            }
            None => fault(0).into_finding("", usize::MAX, Some(format!("<{element}>"))),
        }
    }
}

/// No part of the value.
impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Origin")
    }
}

/// An element in a text of its own, inside another one that declares what is in scope.
pub(crate) struct Again<'p> {
    place: &'p Place,
    text: String,
    /// Where in it the element begins.
    at: usize,
}

impl<'p> Again<'p> {
    fn new(place: &'p Place) -> Self {
        let source = &place.around.text.source;
        let mut text = String::from("<scope");
        let mut seen = HashSet::new();
        let scopes = std::iter::successors(place.around.scope.as_deref(), |scope| scope.outer.as_deref());
        for (prefix, uri) in scopes.flat_map(|scope| scope.declared.iter().rev()) {
            if !seen.insert(prefix) {
                continue;
            }
            let colon = if prefix.is_empty() { "" } else { ":" };
            let uri = uri.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            text.push_str(&format!(" xmlns{colon}{prefix}=\"{uri}\""));
        }
        text.push('>');
        let at = text.len();
        text.push_str(source.text.get(place.start..place.end).unwrap_or_default());
        text.push_str("</scope>");
        Self { place, text, at }
    }

    /// Reads the element.
    pub(crate) fn read<T>(
        &self,
        options: ReadOptions,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Result<T, Findings> {
        let start = self.place.start;
        let Around { text, binding, home, .. } = &*self.place.around;
        let read = |reader: &mut Reader<'_>| {
            // Where entities have been written out, it is another text.
            let places = match reader.reads(&self.text) {
                true => Places::Known(Read { part: (start, self.at), ..text.clone() }, None),
                false => Places::Unknown,
            };
            reader.at_place(places, *binding, &read)
        };
        options
            .declaring(&text.source.declarations)
            .alone(&self.text, home, read)
            .map_err(|findings| self.placed(findings))
    }

    /// The findings as they are in the document.
    fn placed(&self, findings: Findings) -> Findings {
        let start = self.place.start;
        let text = &self.place.around.text;
        let Source { text: whole, content, .. } = &*text.source;
        let above = locate::path(whole, *content, start);
        let (more, errors) = (findings.more(), findings.has_errors());
        let in_document = |offset: usize| offset.saturating_sub(self.at) + start;
        let list = findings.into_iter().map(|mut finding| {
            let inner = &mut finding.inner;
            inner.offset = in_document(inner.offset);
            (inner.line, inner.column) = locate::line_column(whole, inner.offset);
            // `/scope/element/…`: the element has its path in the document.
            let below = inner.path.splitn(4, '/').nth(3).map_or_else(String::new, |below| format!("/{below}"));
            inner.path = format!("{above}{below}");
            inner.file = text.file.as_deref().map(str::to_owned);
            if let Some(repair) = &mut inner.repair {
                repair.range = in_document(repair.range.start)..in_document(repair.range.end);
            }
            finding
        });
        Findings::new(list.collect(), more, errors)
    }
}
