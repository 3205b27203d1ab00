//! Text where only elements may stand: what is told of it, and what becomes of it.

use super::super::document::Document;
use super::super::kept::Kept;
use super::super::limits::Limits;
use super::super::name::Name;
use super::super::outline::Element;
use super::super::policy::Unknown;
use super::super::scan::{self, byte};
use super::super::source::Raw;
use super::plan::Child;
use super::recover::Step;
use super::{Next, Reader};
use crate::value::Binding;

impl<'x> Reader<'x> {
    /// Tells text between children, once a gap.
    pub(super) fn text_between(&mut self, element: &Element<'x>, children: &[Child<'x>], plan: &[Step]) {
        let gaps = children.iter().map(|c| (c.gap, c.at));
        let last = children.last().map_or(element.content, |c| c.behind);
        let gaps = gaps.chain([(last, element.end)]);
        let all: Vec<Vec<Stray>> = gaps.map(|(from, to)| stray(self.text, from, to, self.binding)).collect();
        let only = match all.iter().flatten().collect::<Vec<_>>().as_slice() {
            [only] => self.missing_there(only, plan).and_then(|missing| self.wrapped(element, only, &missing)),
            _ => None,
        };
        for runs in &all {
            let Some(first) = runs.first() else { continue };
            (self.at, self.next) = (first.start, Next::Text);
            let only = only.as_ref().map(|text| (first.start..first.end, text.as_str()));
            self.wrong_text(self.unknown_severity(), only);
            for run in runs {
                self.let_text_go(run);
            }
        }
    }

    /// The one element that is missing, if that is where the text stands.
    fn missing_there(&self, run: &Stray, plan: &[Step]) -> Option<Name> {
        let mut missing = plan.iter().enumerate().filter(|(_, step)| step.at.is_none());
        let (index, step) = missing.next().filter(|_| missing.next().is_none())?;
        let before = plan.get(..index)?.iter().all(|step| step.at.is_some_and(|at| at < run.start));
        let behind = plan.get(index + 1..)?.iter().all(|step| step.at.is_some_and(|at| at > run.start));
        (before && behind).then_some(step.name)
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
        self.at = run.start;
        while self.at < run.behind {
            if text[self.at..].starts_with("<![CDATA[") {
                let Ok(end) = scan::cdata(text, self.at + 9) else { break };
                said.push_str(&scan::with_line_feeds(&text[self.at + 9..end]));
                self.at = end + 3;
            } else if self.append_text(&mut said, false).is_err() {
                break;
            }
        }
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

/// The runs of text between two places, where markup is comments and instructions alone.
fn stray(text: &str, from: usize, to: usize, binding: Binding) -> Vec<Stray> {
    let next = |at| next_stray(text, at, to, binding);
    std::iter::successors(next(from), |run| next(run.behind)).collect()
}

fn next_stray(text: &str, from: usize, to: usize, binding: Binding) -> Option<Stray> {
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
            continue;
        }
        if rest.starts_with("<?") {
            at += rest.find("?>")? + 2;
            continue;
        }
        // White space by reference is some in the XSD binding (XSD 1.0 part 1, 3.4.4).
        if binding == Binding::Xsd
            && let Ok((scan::Reference::Char(' ' | '\t' | '\n' | '\r'), behind)) = scan::reference(text, at)
        {
            at = behind;
            continue;
        }
        if byte(text, at) == b'<' && !rest.starts_with("<![CDATA[") {
            return None;
        }
        let (start, mut nodes) = (at, vec![segment]);
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
        return Some(Stray { start, end, behind: at, nodes });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_text_are_found() {
        let text = "  <!-- a --> one &amp; <![CDATA[ two ]]> \n<?x?> three <a/>";
        let to = text.find("<a/>").unwrap();
        let runs = stray(text, 0, to, Binding::Xsd);
        let found: Vec<&str> = runs.iter().map(|run| &text[run.start..run.end]).collect();
        assert_eq!(found, ["one &amp; <![CDATA[ two ]]>", "three"]);
        assert!(stray(" &#32; ", 0, 7, Binding::Xsd).is_empty());
        assert_eq!(stray(" &#32; ", 0, 7, Binding::Dtd)[0].start, 1);
    }
}
