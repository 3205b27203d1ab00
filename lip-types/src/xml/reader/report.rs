//! Faults: from what was found and expected to an [`Error`] with its place.

use std::borrow::Cow;

use super::super::error::{Error, ErrorKind, Inner};
use super::super::locate;
use super::super::model::{self, Model};
use super::super::name::Name;
use super::super::scan::{self, Fault, clip};
use super::{Attribute, NO_NAME, Next, Reader};
use crate::value::ValueError;

impl<'x> Reader<'x> {
    pub(crate) fn into_error(self) -> Option<Error> {
        self.error
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.error.is_some()
    }

    #[cold]
    #[expect(clippy::boxed_local, reason = "faults come boxed from scanning")]
    pub(crate) fn fail(&mut self, fault: Box<Fault>) {
        let Fault { kind, at, length, found, expected } = *fault;
        self.report(kind, at, length, found, expected, None, None);
    }

    /// Keeps the first error, and stops.
    #[cold]
    #[expect(clippy::too_many_arguments, reason = "the parts of a message")]
    pub(super) fn report(
        &mut self,
        kind: ErrorKind,
        at: usize,
        length: usize,
        found: String,
        expected: Option<String>,
        hint: Option<String>,
        attribute: Option<&str>,
    ) {
        if self.error.is_some() {
            return;
        }
        // In an entity, the place that a person can look at is the reference.
        let (at, length, found) = match self.inputs.first() {
            Some(outer) => {
                let entity = self.inputs.last().map_or("", |i| i.entity);
                (outer.reference, outer.resume - outer.reference, format!("{found}, in the entity `{entity}`"))
            }
            None => (at, length, found),
        };
        let error = locate_error(
            self.document.text,
            self.document.content,
            kind,
            at,
            length,
            found,
            expected,
            self.file.take(),
        );
        let mut error = error;
        error.hint = hint;
        if let Some(attribute) = attribute {
            error.path.push_str("/@");
            error.path.push_str(attribute);
        }
        self.error = Some(Error::new(error));
        self.text = "";
        self.at = 0;
        self.name_at = NO_NAME;
        self.tag = None;
        self.attributes.clear();
        self.next = Next::Nothing;
    }

    /// Something other than the end tag stands where the element should end.
    #[cold]
    pub(super) fn not_the_end(&mut self) {
        self.wrong_content();
    }

    /// What the content model asks for next is not there.
    #[cold]
    pub fn missing(&mut self) {
        if self.next == Next::Unknown {
            self.look();
        }
        if self.next == Next::EndTag && !self.empty && self.open.last().is_some_and(|o| !self.is_end_tag_of(o.name)) {
            return self.wrong_end_tag();
        }
        self.wrong_content();
    }

    /// Names what stands here, and what could.
    #[cold]
    fn wrong_content(&mut self) {
        if self.has_failed() {
            return;
        }
        let at = self.at;
        match self.next {
            Next::StartTag => {
                if !self.tag() {
                    return;
                }
                let (name, length) = self.tag.as_ref().map_or(("", 0), |t| (t.name, t.end - at));
                let found = self.foreign(name);
                let (expected, hint) = self.expected(Some(name));
                self.report(ErrorKind::UnexpectedElement, at, length, found, expected, hint, None);
            }
            Next::EndTag => {
                let name = self.open.last().map_or("", |o| o.name);
                let (at, length) = if self.empty {
                    self.open.last().map_or((at, 0), |o| (o.at, at.saturating_sub(o.at)))
                } else {
                    (at, name.len() + 3)
                };
                let (expected, _) = self.expected(None);
                self.report(
                    ErrorKind::MissingElement,
                    at,
                    length,
                    format!("the end of `{name}`"),
                    expected,
                    None,
                    None,
                );
            }
            Next::Text => {
                // What is no text at all is told first.
                if let Some(fault) = scan::char_data(self.text, at).err().filter(|f| f.at == at) {
                    return self.fail(fault);
                }
                let rest = &self.text[at..];
                let length = rest.find('<').filter(|n| *n > 0).unwrap_or(rest.len().min(9));
                let length = (0..=length).rev().find(|n| rest.is_char_boundary(*n)).unwrap_or(0);
                let (expected, _) = self.expected(None);
                let (found, length) = match rest[..length].trim_end().len() {
                    _ if rest.starts_with("<![CDATA[") => ("a CDATA section".to_owned(), 9),
                    0 => ("white space".to_owned(), length),
                    shown => (format!("text `{}`", clip(&rest[..length])), shown),
                };
                self.report(ErrorKind::UnexpectedText, at, length, found, expected, None, None);
            }
            Next::Nothing | Next::Unknown => {
                let name = self.open.last().map_or("", |o| o.name);
                self.report(
                    ErrorKind::Syntax,
                    at,
                    0,
                    "the end of the text".into(),
                    Some(format!("`</{name}>`")),
                    None,
                    None,
                );
            }
        }
    }

    /// `element x`, with its namespace when that is what is wrong with it.
    fn foreign(&self, name: &str) -> String {
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
    fn expected(&self, found: Option<&str>) -> (Option<String>, Option<String>) {
        let Some(open) = self.open.last() else { return (None, None) };
        if matches!(open.model, Model::Text) {
            return (Some(format!("text only in `{}`", open.name)), None);
        }
        let children = self.children_before(open.at);
        let expected = model::expected(open.model, &children);
        let mut words: Vec<String> = expected.elements.iter().map(|n| format!("`{}`", n.local)).collect();
        if expected.end {
            words.push(format!("the end of `{}`", open.name));
        }
        let hint = found.and_then(|name| {
            let local = name.rsplit(':').next().unwrap_or(name);
            if let Some(same) = expected.elements.iter().find(|n| n.local == local) {
                return Some(match self.uri_of(same.namespace) {
                    "" => format!("`{local}` stands here without a namespace"),
                    uri => format!("`{local}` stands here in the namespace `{uri}`"),
                });
            }
            if model::name_of(open.model, local).is_some() {
                return Some(match model::order(open.model, local, &children) {
                    model::Order::Again => {
                        format!("`{local}` stands here already, and may not stand again at this place")
                    }
                    model::Order::Instead(other) => format!("`{local}` stands here only instead of `{other}`"),
                    model::Order::Before(other) => format!("`{local}` belongs before `{other}`"),
                    model::Order::Behind => format!("`{local}` comes later in `{}`", open.name),
                });
            }
            nearest(local, expected.elements.iter().map(|n| n.local)).map(|near| format!("did you mean `{near}`?"))
        });
        let expected = match words.len() {
            0 => None,
            1 => words.pop(),
            _ => words.pop().map(|last| format!("{} or {last}", words.join(", "))),
        };
        (expected, hint)
    }

    /// The local names of the children of the innermost element, at `at`, that have been read.
    fn children_before(&self, at: usize) -> Vec<&str> {
        let text = if self.inputs.is_empty() { self.text } else { self.document.text };
        let end = self.inputs.first().map_or(self.at, |i| i.reference);
        let mut children = Vec::new();
        let mut depth = 0usize;
        let mut next = scan::markup(text, at);
        while let Some(tag) = next.filter(|tag| *tag < end) {
            let rest = &text[tag..];
            let mut behind = tag + 1;
            if rest.starts_with('&') {
                // An entity: what it holds is not looked at.
            } else if rest.starts_with("<?") {
                behind = scan::instruction(text, tag + 2).map_or(end, |pi| pi.end + 2);
            } else if rest.starts_with("<!--") {
                behind = scan::comment(text, tag + 4).map_or(end, |e| e + 3);
            } else if rest.starts_with("<![CDATA[") {
                behind = scan::cdata(text, tag + 9).map_or(end, |e| e + 3);
            } else if rest.starts_with("</") {
                depth = depth.saturating_sub(1);
            } else if let Ok((colon, name_end)) = scan::qname(text, tag + 1) {
                if depth == 1 {
                    children.push(&text[colon.map_or(tag + 1, |c| c + 1)..name_end]);
                }
                behind = locate::tag_end(text, name_end).unwrap_or(end);
                depth += usize::from(text.as_bytes().get(behind.saturating_sub(2)) != Some(&b'/'));
            }
            next = scan::markup(text, behind);
        }
        children
    }

    fn is_end_tag_of(&self, name: &str) -> bool {
        let rest = self.text.get(self.at + 2..).unwrap_or_default();
        rest.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('>'))
    }

    #[cold]
    pub(super) fn wrong_end_tag(&mut self) {
        let at = self.at;
        let Some(name) = self.open.last().map(|o| o.name) else { return };
        let expected = format!("`</{name}>`");
        match scan::qname(self.text, at + 2) {
            Ok((_, end)) if &self.text[at + 2..end] == name && self.is_end_tag_of(name) => {
                self.fail(
                    Fault::syntax(at, end - at, format!("the end of `{name}` in an entity"))
                        .expected("an element that begins and ends in one entity"),
                );
            }
            Ok((_, end)) if &self.text[at + 2..end] == name => {
                let behind = scan::space(self.text, end);
                self.fail(scan::unexpected(self.text, behind, "`>`"));
            }
            Ok((_, end)) => {
                let found = format!("`{}>`", &self.text[at..end]);
                self.fail(Fault::syntax(at, end - at, found).expected(expected));
            }
            Err(fault) => self.fail(fault),
        }
    }

    #[cold]
    pub(super) fn wrong_value(&mut self, at: usize, raw: &str, error: &ValueError, attribute: Option<&str>) {
        let trimmed = raw.trim_start();
        let at = at + raw.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        let found = if trimmed.is_empty() { "an empty value".into() } else { format!("`{}`", clip(trimmed)) };
        let length = trimmed.len();
        self.report(
            ErrorKind::Value,
            at,
            length,
            found,
            Some(error.expected().to_owned()),
            error.hint().map(str::to_owned),
            attribute,
        );
    }

    /// Reports an attribute that is not one of these.
    #[cold]
    pub fn unknown_attribute(&mut self, attribute: &Attribute<'x>, known: &[Name]) {
        let name = attribute.name();
        let expected = match known {
            [] => "no attribute".to_owned(),
            _ => known.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", "),
        };
        let same = known.iter().find(|n| n.local == attribute.local);
        let hint = match same.map(|n| (n, n.namespace.uri())) {
            Some((known, "")) => Some(format!("`{known}` stands here without a prefix")),
            Some((known, uri)) => Some(format!("`{known}` stands here in the namespace `{uri}`")),
            None => {
                let names: Vec<String> = known.iter().map(Name::to_string).collect();
                nearest(&name, names.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"))
            }
        };
        let found = format!("attribute `{}`", clip(&name));
        self.report(
            ErrorKind::UnknownAttribute,
            attribute.name_at,
            name.len(),
            found,
            Some(expected),
            hint,
            Some(&name),
        );
    }

    /// Reports a required attribute that is not there.
    #[cold]
    pub fn missing_attribute(&mut self, name: &Name) {
        let Some((at, tag)) = self.open.last().map(|o| (o.at, o.name)) else { return };
        self.report(
            ErrorKind::MissingAttribute,
            at,
            tag.len() + 1,
            format!("element `{tag}` without the attribute `{name}`"),
            Some(format!("`{name}=\"…\"`")),
            None,
            None,
        );
    }

    /// The document element is another one.
    #[cold]
    pub(crate) fn wrong_root(&mut self, name: &Name) {
        if self.has_failed() {
            return;
        }
        if self.next != Next::StartTag {
            let expected = format!("the document element `{}`", name.local);
            return self.fail(scan::unexpected(self.text, self.at, &expected));
        }
        let at = self.at;
        if !self.tag() {
            return;
        }
        let Some((written, prefix)) = self.tag.as_ref().map(|t| (t.name, t.prefix)) else { return };
        let uri = self.namespaces.of_element(prefix).unwrap_or("");
        let found = match uri {
            "" => format!("document element `{written}` in no namespace"),
            uri => format!("document element `{written}` in the namespace `{}`", clip(uri)),
        };
        let mut expected = format!("`{}` in the namespace `{}`", name.local, name.namespace.uri());
        if name.namespace.uri().is_empty() {
            expected = format!("`{}` in no namespace", name.local);
        } else if name.namespace.dtd().is_some() {
            expected.push_str(", or in none (DTD binding)");
        }
        self.report(ErrorKind::Root, at, written.len() + 1, found, Some(expected), None, None);
    }
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
fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<Cow<'n, str>> {
    // Of two short names nearly every one is near.
    let most = if name.len() < 3 { return None } else { (name.len() / 4).clamp(1, 3) };
    known
        .map(|k| (distance(name, k, most), k))
        .filter(|(d, _)| *d <= most)
        .min_by_key(|(d, _)| *d)
        .map(|(_, k)| Cow::Borrowed(k))
}

/// Edits from one name to another (optimal string alignment), or more than `most`.
fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().take(64).collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

/// An error at an offset of a document's text.
#[expect(clippy::too_many_arguments, reason = "the parts of a message")]
pub(crate) fn locate_error(
    text: &str,
    content: usize,
    kind: ErrorKind,
    at: usize,
    length: usize,
    found: String,
    expected: Option<String>,
    file: Option<String>,
) -> Inner {
    let (line, column) = locate::line_column(text, at);
    let path = if at < content { String::new() } else { locate::path(text, content, at) };
    Inner { kind, file, line, column, offset: at, length, path, found, expected, hint: None }
}
