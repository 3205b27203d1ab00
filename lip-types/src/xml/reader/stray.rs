//! Text where only elements may stand: what is told of it, and what becomes of it.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::document::{Document, TextEntity};
use super::super::error::ErrorKind;
use super::super::fault::Fault;
use super::super::kept::Kept;
use super::super::limits::Limits;
use super::super::name::Name;
use super::super::outline::Element;
use super::super::policy::Unknown;
use super::super::scan::{self, Reference, byte};
use super::super::source::Raw;
use super::plan::Child;
use super::recover::Step;
use super::{Next, Reader};
use crate::value::Binding;

impl<'x> Reader<'x> {
    /// Tells text between children, once a gap.
    pub(super) fn text_between(&mut self, element: &Element<'x>, children: &[Child<'x>], plan: &[Step]) {
        let behind = std::iter::once(element.content).chain(children.iter().map(|c| c.behind));
        let gaps = behind.zip(children.iter().map(|c| c.at).chain([element.end]));
        let Some(outline) = self.recovery.as_ref().map(|recovery| Rc::clone(&recovery.outline)) else { return };
        let between = Between { text: self.text, binding: self.binding, texts: &outline.texts };
        let mut all = Vec::new();
        for (from, to) in gaps {
            // What is not well-formed has been told; what stands before it is text.
            let broken = outline.broken_between(from, to).filter(|_| element.broken);
            let to = broken.unwrap_or(to);
            let runs = between.runs(from, to);
            if !runs.is_empty() {
                all.push(runs);
            }
            self.expanded = self.expanded.saturating_add(between.expanded(from, to));
        }
        if self.expands_too_much() {
            let found = format!("entities that expand to {} bytes", self.expanded);
            return self.fail(Fault::new(ErrorKind::Limit, element.at, 0, found).expected("what `Limits` allows"));
        }
        let only = match all.iter().flatten().take(2).collect::<Vec<_>>().as_slice() {
            [only] => self.missing_there(only, plan).and_then(|missing| self.wrapped(element, only, &missing)),
            _ => None,
        };
        for runs in &all {
            let Some(first) = runs.first().filter(|_| !self.has_failed()) else { continue };
            (self.at, self.next) = (first.start, Next::Text);
            let only = only.as_ref().map(|text| (first.start..first.end, text.as_str()));
            self.wrong_text(self.unknown_severity(), only);
            for run in runs {
                // After a fault that ends reading there is no text.
                if self.has_failed() {
                    return;
                }
                self.let_text_go(run);
            }
        }
    }

    /// The one element that is missing, if that is where the text stands.
    fn missing_there(&self, run: &Stray, plan: &[Step]) -> Option<Name> {
        let mut missing = plan.iter().enumerate().filter(|(_, step)| step.at().is_none());
        let (index, step) = missing.next().filter(|_| missing.next().is_none())?;
        let before = plan.get(..index)?.iter().all(|step| step.at().is_some_and(|at| at < run.start));
        let behind = plan.get(index + 1..)?.iter().all(|step| step.at().is_some_and(|at| at > run.start));
        (before && behind).then_some(*step.name)
    }

    /// The text as that element, when it is valid as such.
    fn wrapped(&self, element: &Element<'x>, run: &Stray, name: &Name) -> Option<String> {
        let text = self.text.get(run.start..run.end)?;
        let declaration = name.namespace.declaration(name.local)?;
        let alone = format!("<{0} xmlns=\"{1}\">{text}</{0}>", name.local, self.uri_of(name.namespace));
        let document = Document::parse(&alone, &Limits::default()).ok()?;
        let mut reader = Reader::new(&document, Limits::default(), None, None);
        reader.fragment(name.namespace, self.binding, declaration);
        let prefix = element.name.split_once(':').map_or("", |(prefix, _)| prefix);
        let colon = if prefix.is_empty() { "" } else { ":" };
        let tag = format!("{prefix}{colon}{}", name.local);
        reader.into_findings().is_empty().then(|| format!("<{tag}>{text}</{tag}>"))
    }

    /// The text may not stand there, which has been told.
    fn let_text_go(&mut self, run: &Stray) {
        match self.policy().unknown {
            Unknown::Reject => return,
            Unknown::Preserve => {
                let said = self.said(run);
                let raw = self.source.clone();
                let raw = raw.map(|source| Raw { source, start: run.start, end: run.end, children: Vec::new() });
                self.keep(Kept::Text(said), run.start, raw);
            }
            Unknown::Ignore => run.nodes.iter().for_each(|node| self.leave_out(*node)),
        }
        self.own_place(run.start..run.end);
    }

    /// What a run of text says.
    fn said(&mut self, run: &Stray) -> String {
        let text = self.text;
        let mut said = String::new();
        // What entities expand to has been counted.
        let expanded = self.expanded;
        self.at = run.start;
        while self.at < run.behind {
            let Some(rest) = text.get(self.at..) else { break };
            if rest.starts_with("<![CDATA[") {
                let Ok(end) = scan::cdata(text, self.at + 9) else { break };
                said.push_str(&scan::with_line_feeds(text.get(self.at + 9..end).unwrap_or_default()));
                self.at = end + 3;
            } else if self.append_text(&mut said, false).is_err() {
                break;
            }
        }
        self.expanded = expanded;
        let behind = text.get(run.end..run.behind).unwrap_or_default();
        said.truncate(said.len().saturating_sub(scan::with_line_feeds(behind).len()));
        said
    }
}

/// A run of text where only elements may stand.
struct Stray {
    start: usize,
    /// White space behind it left aside.
    end: usize,
    /// Where markup begins that is no part of it.
    behind: usize,
    /// Where its texts and CDATA sections begin.
    nodes: Vec<usize>,
}

/// A text between whose markup only white space may stand.
struct Between<'t> {
    text: &'t str,
    binding: Binding,
    /// Entities that bring text alone.
    texts: &'t HashMap<&'t str, TextEntity>,
}

impl Between<'_> {
    /// The runs of text between two places, where markup is comments and instructions alone.
    fn runs(&self, from: usize, to: usize) -> Vec<Stray> {
        let next = |at| self.next(at, to);
        std::iter::successors(next(from), |run| next(run.behind)).collect()
    }

    fn next(&self, from: usize, to: usize) -> Option<Stray> {
        let text = self.text;
        let mut at = from;
        loop {
            let segment = at;
            at = scan::space(text, at);
            if at >= to {
                return None;
            }
            let rest = text.get(at..to)?;
            // What is wrong in a comment or an instruction has been told.
            if rest.starts_with("<!--") {
                at += 4 + rest.get(4..)?.find("-->")? + 3;
            } else if rest.starts_with("<?") {
                at += rest.find("?>")? + 2;
            } else if let Some(behind) = self.blank(at) {
                at = behind;
            } else if byte(text, at) == b'<' && !rest.starts_with("<![CDATA[") {
                return None;
            } else {
                return self.run(segment, at, to);
            }
        }
    }

    /// Behind a reference that stands for white space.
    fn blank(&self, at: usize) -> Option<usize> {
        let is_xsd = self.binding == Binding::Xsd;
        match scan::reference(self.text, at).ok().filter(|_| byte(self.text, at) == b'&')? {
            // By reference it is some in the XSD binding (XSD 1.0 part 1, 3.4.4).
            (Reference::Char(' ' | '\t' | '\n' | '\r'), behind) if is_xsd => Some(behind),
            (Reference::Entity(name), behind) if self.texts.get(name)?.is_blank(self.binding) => Some(behind),
            _ => None,
        }
    }

    fn run(&self, segment: usize, start: usize, to: usize) -> Option<Stray> {
        let text = self.text;
        let (mut at, mut nodes) = (start, vec![segment]);
        while at < to && (byte(text, at) != b'<' || text[at..].starts_with("<![CDATA[")) {
            if byte(text, at) == b'<' {
                nodes.push(at);
                at = scan::cdata(text, at + 9).ok()? + 3;
                nodes.push(at);
            } else {
                at += text[at..to].find('<').unwrap_or(to - at);
            }
        }
        let end = start + text[start..at].trim_end_matches([' ', '\t', '\r', '\n']).len();
        Some(Stray { start, end, behind: at, nodes })
    }

    /// Bytes that entities between two places expand to.
    fn expanded(&self, from: usize, to: usize) -> usize {
        let mut expanded = 0_usize;
        let mut at = from;
        while let Some(mark) = scan::markup(self.text, at).filter(|mark| *mark < to && !self.texts.is_empty()) {
            if let Ok((Reference::Entity(name), _)) = scan::reference(self.text, mark) {
                expanded = expanded.saturating_add(self.texts.get(name).map_or(0, |entity| entity.length));
            }
            at = mark + 1;
        }
        expanded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_text_are_found() {
        let text = "  <!-- a --> one &amp; <![CDATA[ two ]]> \n<?x?> three <a/>";
        let to = text.find("<a/>").unwrap();
        let texts = HashMap::new();
        let between = |text, binding| Between { text, binding, texts: &texts };
        let runs = between(text, Binding::Xsd).runs(0, to);
        let found: Vec<&str> = runs.iter().map(|run| &text[run.start..run.end]).collect();
        assert_eq!(found, ["one &amp; <![CDATA[ two ]]>", "three"]);
        assert!(between(" &#32; ", Binding::Xsd).runs(0, 7).is_empty());
        assert_eq!(between(" &#32; ", Binding::Dtd).runs(0, 7)[0].start, 1);
    }
}
