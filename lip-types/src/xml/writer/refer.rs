//! References to entities that bring elements: what was read out of one has a place of its own while a value is
//! in memory. Where that is written as it was, the reference stands there again.

use std::sync::Arc;

use super::super::any_document::AnyDocument;
use super::super::source::{Expanded, Source};
use super::Writer;

/// Where in what is written parts of a document begin that are written as they were.
#[derive(Default)]
pub(super) struct Again {
    /// The document, if it has such references.
    source: Option<Arc<Source>>,
    parts: Vec<Part>,
}

/// It is written there, and stood there.
struct Part {
    written: usize,
    stood: usize,
}

impl Again {
    /// Its document type declaration is written as it was.
    pub(super) fn of(source: &Arc<Source>) -> Self {
        Self { source: Some(source.clone()).filter(|source| !source.expanded.is_empty()), parts: Vec::new() }
    }

    /// What is written from there on begins as it stood there in a document.
    pub(super) fn begins(&mut self, source: &Arc<Source>, written: usize, stood: usize) {
        if self.source.as_ref().is_some_and(|own| Arc::ptr_eq(own, source)) {
            self.parts.push(Part { written, stood });
        }
    }

    /// What is written with its references, from `start` on, when there are some that still say the same.
    fn referring(mut self, written: &str, start: usize) -> Option<String> {
        let source = self.source.take()?;
        self.parts.sort_unstable_by_key(|part| (part.stood, part.written));
        let mut found: Vec<(usize, &Expanded)> = Vec::new();
        for expanded in &source.expanded {
            found.extend(self.places(&source, expanded, written).map(|at| (at, expanded)));
        }
        // Of two in one another, the outer one.
        found.sort_by_key(|(at, expanded)| (*at, std::cmp::Reverse(expanded.range.len())));
        let mut text = written.get(..start)?.to_owned();
        let mut done = start;
        for (at, Expanded { range, entity }) in found {
            if let Some(before) = written.get(done..at) {
                text.push_str(before);
                text.push_str(&format!("&{entity};"));
                done = at + range.len();
            }
        }
        text.push_str(written.get(done..)?);
        (done > start).then_some(text)
    }

    /// Where all that a reference brought is written.
    fn places<'s>(
        &'s self,
        source: &'s Source,
        expanded: &'s Expanded,
        written: &'s str,
    ) -> impl Iterator<Item = usize> + 's {
        let range = &expanded.range;
        let behind = self.parts.partition_point(|part| part.stood <= range.start);
        // The last part that begins before it, as often as it is written.
        let stood = behind.checked_sub(1).and_then(|last| self.parts.get(last)).map_or(0, |part| part.stood);
        let first = self.parts.partition_point(|part| part.stood < stood);
        let stood = source.text.get(stood..range.end).unwrap_or_default();
        self.parts.get(first..behind).unwrap_or_default().iter().filter_map(move |part| {
            let same = written.get(part.written..).is_some_and(|written| written.starts_with(stood));
            same.then(|| part.written + stood.len() - range.len())
        })
    }
}

impl Writer {
    /// Puts the references back.
    pub(super) fn refer_again(&mut self) {
        let again = std::mem::take(&mut self.again);
        let Some(referring) = again.referring(&self.text, self.prolog_end) else { return };
        if let (Ok(said), Ok(says)) = (AnyDocument::from_xml(&self.text), AnyDocument::from_xml(&referring))
            && said == says
        {
            self.text = referring;
        }
    }
}
