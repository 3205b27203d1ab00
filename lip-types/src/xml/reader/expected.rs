//! What could have stood in the place of what was found: looked at only when an
//! error is made.

use std::borrow::Cow;

use super::super::locate::{self, Markup};
use super::super::model::{self, Expected, Model};
use super::super::name::Name;
use super::super::scan::{self, clip};
use super::Reader;

impl<'x> Reader<'x> {
    /// `element x`, with its namespace when that is what is wrong with it.
    pub(super) fn foreign(&self, name: &str) -> String {
        let uri = self.tag.as_ref().and_then(|t| self.namespaces.of_element(t.prefix)).unwrap_or("");
        let home = self.open.last().and_then(|o| first_name(o.model)).map_or(self.home, |name| name.namespace);
        let here = self.uri_of(home);
        if uri == here {
            format!("element `{name}`")
        } else if uri.is_empty() {
            format!("element `{name}` in no namespace")
        } else {
            format!("element `{name}` in the namespace `{}`", clip(uri))
        }
    }

    /// What may stand here, in words, and a hint for the name that was found.
    pub(super) fn expected(&mut self, found: Option<&str>) -> (String, Option<String>) {
        let Some(open) = self.open.last() else { return self.expected_after(&[], found) };
        if self.has_entities() {
            // Which children are in entities is not looked at.
            let mut known = Vec::new();
            model::names_of(open.model, &mut known);
            let local = found.map(|name| name.rsplit(':').next().unwrap_or(name));
            let is_known = |local: &&str| known.iter().any(|name| name.local == *local);
            let near = local.filter(|l| !is_known(l)).and_then(|l| nearest(l, known.iter().map(|n| n.local)));
            let hint = near.map(|near| format!("did you mean `{near}`?"));
            return (format!("what may follow there in `{}`, or its end", open.name), hint);
        }
        let children = self.children_before(open.at);
        self.expected_after(&children, found)
    }

    /// Whether entities hold a part of the innermost element.
    pub(super) fn has_entities(&self) -> bool {
        let Some(open) = self.open.last() else { return false };
        let outline = self.recovery.as_ref().map(|recovery| &recovery.outline);
        outline.and_then(|outline| outline.at(open.at)).is_some_and(|element| element.entities)
    }

    /// The same, behind these children.
    pub(super) fn expected_after(&mut self, children: &[&str], found: Option<&str>) -> (String, Option<String>) {
        if let Some(recovery) = self.recovery.as_mut() {
            let Some(left) = recovery.children_left.checked_sub(children.len()) else {
                let name = self.open.last().map_or("", |open| open.name);
                return (format!("what may stand in `{name}`, whose children are many"), None);
            };
            recovery.children_left = left;
        }
        let nothing = Expected { elements: Vec::new(), end: false };
        let expected = self.open.last().map_or(nothing, |open| model::expected(open.model, children));
        self.expected_of(&expected, children, found)
    }

    /// The same of what is expected behind these children; each may be given once, but for the last.
    pub(super) fn expected_of(
        &self,
        expected: &Expected,
        children: &[&str],
        found: Option<&str>,
    ) -> (String, Option<String>) {
        let nothing = || "nothing more".to_owned();
        let Some(open) = self.open.last() else { return (nothing(), None) };
        if matches!(open.model, Model::Text) {
            return (format!("text only in `{}`", open.name), None);
        }
        let mut words: Vec<String> = expected.elements.iter().map(|n| format!("`{}`", n.local)).collect();
        if expected.end {
            words.push(format!("the end of `{}`", open.name));
        }
        let hint = found.and_then(|name| {
            let local = name.rsplit(':').next().unwrap_or(name);
            if let Some(same) = expected.elements.iter().find(|n| n.local == local) {
                let here = self.tag.as_ref().and_then(|t| self.namespaces.of_element(t.prefix));
                return match self.uri_of(same.namespace) {
                    uri if here == Some(uri) => None,
                    "" => Some(format!("`{local}` stands here without a namespace")),
                    uri => Some(format!("`{local}` stands here in the namespace `{uri}`")),
                };
            }
            let here = self.tag.as_ref().and_then(|t| self.namespaces.of_element(t.prefix));
            if let Some(known) = model::name_of(open.model, local) {
                // In another namespace it is another element.
                if here.is_some_and(|here| here != self.uri_of(known.namespace)) {
                    return None;
                }
                return Some(match model::order(open.model, local, children) {
                    model::Order::Again => again(local),
                    model::Order::Instead(other) => format!("`{local}` stands here only instead of `{other}`"),
                    model::Order::Before(other) => format!("`{local}` belongs before `{other}`"),
                    model::Order::Behind => format!("`{local}` comes later in `{}`", open.name),
                });
            }
            nearest(local, expected.elements.iter().map(|n| n.local)).map(|near| format!("did you mean `{near}`?"))
        });
        let last = words.pop().unwrap_or_else(nothing);
        (if words.is_empty() { last } else { format!("{} or {last}", words.join(", ")) }, hint)
    }

    /// The local names of the children of the innermost element, at `at`, that have been read.
    fn children_before(&self, at: usize) -> Vec<&'x str> {
        let text = if self.inputs.is_empty() { self.text } else { self.document.text };
        let end = self.inputs.first().map_or(self.at, |i| i.reference);
        let mut children = Vec::new();
        let mut depth = 0usize;
        let mut next = scan::markup(text, at);
        while let Some(tag) = next.filter(|tag| *tag < end) {
            let behind = match locate::markup_at(text, tag) {
                // What an entity holds is not looked at.
                Some(Markup::Other { behind }) => behind,
                Some(Markup::End { behind }) => {
                    depth = depth.saturating_sub(1);
                    behind
                }
                Some(Markup::Start { name, name_end }) => {
                    if depth == 1 {
                        children.push(name.rsplit(':').next().unwrap_or(name));
                    }
                    let behind = locate::tag_end(text, name_end);
                    depth += usize::from(behind.is_some_and(|behind| !locate::is_empty_tag(text, behind)));
                    behind
                }
                None => None,
            };
            next = behind.and_then(|behind| scan::markup(text, behind));
        }
        children
    }
}

/// The hint for an element once too often.
pub(super) fn again(local: &str) -> String {
    format!("`{local}` stands here already, and may not stand again at this place")
}

fn first_name(model: &Model) -> Option<Name> {
    match model {
        Model::Element(name) => Some(*name),
        Model::Sequence(all) | Model::Choice(all) => all.iter().find_map(first_name),
        Model::Occurs { inner, .. } => first_name(inner),
        Model::Text | Model::Any => None,
    }
}

/// The name that is meant, when one is so near that it is likely.
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<Cow<'n, str>> {
    // Of two short names nearly every one is near.
    let most = if name.len() < 3 { return None } else { (name.len() / 4).clamp(1, 3) };
    known
        .map(|k| (distance(name, k, most), k))
        .filter(|(d, _)| *d <= most)
        .min_by_key(|(d, _)| *d)
        .map(|(_, k)| Cow::Borrowed(k))
}

/// Whether one name is likely a slip of the other.
pub(crate) fn is_near(name: &str, known: &str) -> bool {
    nearest(name, std::iter::once(known)).is_some()
}

/// Edits from one name to another (optimal string alignment), or more than `most`.
fn distance(a: &str, b: &str, most: usize) -> usize {
    if a.eq_ignore_ascii_case(b) {
        return usize::from(a != b);
    }
    // One edit changes two letters, and the length by one.
    let unlike = (letters(a) ^ letters(b)).count_ones() as usize;
    if unlike > 2 * most || a.is_ascii() && b.is_ascii() && a.len().min(LONG).abs_diff(b.len().min(LONG)) > most {
        return most + 1;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(LONG).collect(), b.chars().take(LONG).collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    // The last two rows, and the one before them.
    let mut rows = [[0; LONG + 1]; 3];
    for (j, cell) in rows[1].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        let mut row = [i; LONG + 1];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[1][j] + 1).min(row[j - 1] + 1).min(rows[1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[0][j - 2] + 1);
            }
            row[j] = least;
        }
        rows = [rows[1], row, row];
    }
    rows[1][b.len()]
}

/// So many characters of a name are compared.
const LONG: usize = 64;

/// Which bytes are in the part of a name that is compared; those that are told apart by bits of no letter are one.
fn letters(name: &str) -> u64 {
    name.chars().take(LONG).fold(0, |letters, c| letters | 1 << (c as u32 % 64))
}
