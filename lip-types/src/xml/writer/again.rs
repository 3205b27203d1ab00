//! What was kept is written again, where it still means the same.

use std::borrow::Cow;
use std::sync::Arc;

use super::super::name::{XML_URI, XSI_URI};
use super::super::preserved::Markup;
use super::super::source::Piece;
use super::template::{self, Fate, Template};
use super::{Layout, Writer};

impl Writer {
    /// The innermost element as it was, when tags and texts are to be as they were.
    pub(super) fn exact(&self) -> Option<&Template> {
        self.open.last()?.exact()
    }

    /// Begins an element as it was, if its name still means the same here; or else with
    /// another name, but with all that its tag held.
    pub(super) fn start_again(
        &mut self,
        mut template: Template,
        local: &str,
        other: impl FnOnce(&Self) -> Cow<'static, str>,
        uri: &str,
    ) {
        let source = template.source.clone();
        let name = source.text.get(template.name.clone()).unwrap_or_default();
        let (prefix, kept) = name.split_once(':').unwrap_or(("", name));
        // Namespaces that the tag declares, or is given by the document type declaration.
        let mut declared: Vec<(Option<usize>, String, String)> = Vec::new();
        for (at, part) in template.attributes.iter().enumerate() {
            if let Some(prefix) = declares(template.str(&part.name)) {
                let tokenized = source.declared(name, template.str(&part.name)).is_some_and(|d| d.tokenized);
                let uri = source.value(template.str(&part.value), tokenized).unwrap_or_default();
                declared.push((Some(at), prefix.to_owned(), uri));
            }
        }
        if self.source.as_ref().is_some_and(|s| Arc::ptr_eq(s, &source)) {
            for default in source.declarations.attributes.get(name).into_iter().flatten() {
                if let (Some(prefix), Some(uri)) = (declares(&default.name), &default.default)
                    && !declared.iter().any(|(_, known, _)| known == prefix)
                {
                    let uri = source.value(uri, default.tokenized).unwrap_or_default();
                    declared.push((None, prefix.to_owned(), uri));
                }
            }
        }
        let brought = declared.iter().find(|(_, p, _)| p == prefix).map(|(_, _, uri)| uri.as_str());
        let meant = brought.unwrap_or_else(|| self.prefixes.uri(prefix));
        let same = kept == local && meant == uri && (prefix.is_empty() || !uri.is_empty());
        template.same_name = same;
        let shown = if same { Cow::Borrowed("") } else { other(self) };
        let other = shown.split_once(':').map_or("", |(prefix, _)| prefix).to_owned();
        self.again.begins(&source, self.text.len(), template.name.start - 1);
        self.text.push('<');
        self.text.push_str(if same { name } else { &shown });
        self.push(shown);
        for (at, prefix, uri) in declared {
            // The other name may need another namespace.
            if !same && prefix == other {
                continue;
            }
            if let Some(part) = at.and_then(|at| template.attributes.get_mut(at)) {
                part.fate = Fate::Kept;
            }
            self.prefixes.push(&prefix, &uri);
        }
        if let Some(open) = self.open.last_mut() {
            open.template = Some(template);
        }
        if !same && self.prefixes.uri(&other) != uri {
            self.declare(&other, uri);
        }
    }

    /// Writes what the schema does not speak of, as far as the tag does not hold it already.
    pub(super) fn beside(&mut self, markup: &Markup) {
        for (prefix, uri) in &markup.namespaces {
            if self.prefixes.uri(prefix) != &**uri {
                self.declare(prefix, uri);
            }
        }
        for (local, value) in &markup.xsi {
            if self.attribute_again(XSI_URI, local, value) {
                continue;
            }
            let prefix = self.prefix_for(XSI_URI, "xsi");
            self.open_attribute(&format!("{prefix}:{local}"), value);
        }
        if let Some(open) = self.open.last_mut() {
            if self.layout != Layout::Compact && open.template.is_none() {
                let raw = markup.raw.as_ref().filter(|_| self.normalize);
                open.template = raw.and_then(|raw| Template::of(raw, false));
            }
            open.around.clone_from(&markup.around);
        }
    }

    /// Writes an attribute in its place, if it has one.
    pub(super) fn attribute_again(&mut self, uri: &str, local: &str, value: &str) -> bool {
        let Some((at, kept)) = self.kept_attribute(uri, local) else { return false };
        self.set_attribute(at, local, value, kept.is_some_and(|kept| kept == value));
        true
    }

    /// The place of an attribute in the tag, and what it said.
    pub(super) fn kept_attribute(&self, uri: &str, local: &str) -> Option<(usize, Option<String>)> {
        let template = self.exact()?;
        let name = template.str(&template.name);
        let at = template.attributes.iter().position(|part| {
            let (prefix, kept) = template.str(&part.name).split_once(':').unwrap_or(("", template.str(&part.name)));
            let means_it = match prefix {
                "" => uri.is_empty(),
                "xml" => uri == XML_URI,
                prefix => self.prefixes.uri(prefix) == uri,
            };
            kept == local && means_it && declares(template.str(&part.name)).is_none()
        })?;
        let part = template.attributes.get(at)?;
        let tokenized = template.source.declared(name, template.str(&part.name)).is_some_and(|d| d.tokenized);
        Some((at, template.source.value(template.str(&part.value), tokenized)))
    }

    /// Writes an attribute in its place: as it was, or with another value.
    pub(super) fn set_attribute(&mut self, at: usize, local: &str, value: &str, as_it_was: bool) {
        if !as_it_was && let Err(c) = super::escape::check(value) {
            return self.fail(&format!("@{local}"), super::forbidden(c));
        }
        let template = self.open.last_mut().and_then(|open| open.template.as_mut());
        if let Some(part) = template.and_then(|template| template.attributes.get_mut(at)) {
            part.fate = if as_it_was { Fate::Kept } else { Fate::Changed(value.to_owned()) };
        }
    }

    /// Whether the document type declaration, written as it was, gives the attribute.
    pub(super) fn gives_by_default(&self, name: &str, value: &str) -> bool {
        let (Some(source), Some(open)) = (&self.source, self.open.last()) else { return false };
        let Some(declared) = source.declared(open.name(), name) else { return false };
        let default = declared.default.as_deref();
        default.and_then(|default| source.value(default, declared.tokenized)).is_some_and(|given| given == value)
    }

    /// Writes a node of mixed content, or keeps it until it is known what it stands before.
    pub(super) fn piece(&mut self, piece: Piece) {
        let template = self.open.last_mut().and_then(|open| open.template.as_mut());
        match template.filter(|template| template.exact) {
            Some(template) => template.add(piece),
            None => {
                self.end_tag_start();
                template::push(&piece, &mut self.text);
            }
        }
    }
}

/// The prefix that an attribute of this name declares.
fn declares(name: &str) -> Option<&str> {
    match name {
        "xmlns" => Some(""),
        name => name.strip_prefix("xmlns:"),
    }
}
