//! The writer that derived code tells what to write.
//!
//! After the first fault nothing more is written; [`Writer::start`] then answers
//! `false`, so that the code that writes runs out.

mod again;
mod any;
mod attribute;
mod escape;
mod kept;
mod own;
mod prefixes;
mod prolog;
mod refer;
mod template;
mod undeclared;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::encode::encode;
use super::error::WriteError;
use super::name::{Name, Namespace};
use super::preserved::{Around, Preserved};
use super::source::{Piece, Raw, Source};
use super::write::{Layout, WriteOptions};
use crate::value::{Binding, Context, FromText, Scope, ToText};
use kept::Waiting;
use prefixes::Prefixes;
use refer::Again;
use template::Template;
use undeclared::Undeclared;

/// Writes a document; derived code is its caller.
pub struct Writer {
    text: String,
    binding: Binding,
    layout: Layout,
    /// Tags and texts that were kept are written anew.
    normalize: bool,
    /// Elements inside one another, at most.
    depth: usize,
    /// The document whose document type declaration has been written as it was.
    source: Option<Arc<Source>>,
    again: Again,
    /// Where the document element begins.
    prolog_end: usize,
    open: Vec<Open>,
    prefixes: Prefixes,
    /// The start tag that was begun still takes attributes.
    in_tag: bool,
    undeclared: Undeclared,
    /// Unparsed entities that the document type declaration declares.
    entities: HashSet<Box<str>>,
    /// Inside an element of the schema in open content, which is checked as a whole.
    in_own: bool,
    /// What types have no place for is written, too.
    kept: bool,
    /// Inside of that.
    in_kept: bool,
    /// The encoding of a document that is written as it was is declared as it was.
    in_its_encoding: bool,
    /// All that is in scope here is known.
    knows_scope: bool,
    error: Option<WriteError>,
}

struct Open {
    /// Nothing, when the element has the name that it had.
    name: Cow<'static, str>,
    /// How many prefixes are declared outside of it.
    prefixes: usize,
    children: u32,
    /// White space would count.
    mixed: bool,
    /// The element as it was, if that was kept.
    template: Option<Template>,
    around: Option<Box<Around>>,
    waiting: Option<Box<Waiting>>,
}

/// What a child that begins is written from.
enum Child {
    /// There is no use in writing on.
    Nothing,
    New,
    Template(Template),
}

impl Open {
    /// The element as it was, when tags and texts are to be as they were.
    fn exact(&self) -> Option<&Template> {
        self.template.as_ref().filter(|template| template.exact)
    }

    /// The name, with its prefix.
    fn name(&self) -> &str {
        match self.exact() {
            Some(template) if template.same_name => template.str(&template.name),
            _ => &self.name,
        }
    }
}

impl Writer {
    pub(crate) fn new(options: &WriteOptions) -> Self {
        let WriteOptions { binding, layout, normalize, depth, kept } = *options;
        Self {
            text: String::new(),
            binding,
            layout,
            normalize,
            depth,
            source: None,
            again: Again::default(),
            prolog_end: 0,
            open: Vec::new(),
            prefixes: Prefixes::default(),
            in_tag: false,
            undeclared: Undeclared::default(),
            entities: HashSet::new(),
            in_own: false,
            kept,
            in_kept: false,
            in_its_encoding: false,
            knows_scope: true,
            error: None,
        }
    }

    /// Declares the encoding that the document was in, as far as it is written as it was.
    pub(crate) fn keep_encoding(&mut self) {
        self.in_its_encoding = true;
    }

    /// The document in the encoding that it declares; `None` when that lacks a character.
    pub(crate) fn finish_bytes(self) -> Result<Option<Vec<u8>>, WriteError> {
        let mark = self.source.as_ref().map(|source| source.mark);
        let content = self.prolog_end;
        let text = self.finish()?;
        Ok(match mark {
            Some(mark) => encode(&text, content, mark),
            None => Some(text.into_bytes()),
        })
    }

    /// What is written is a part: entities and prefixes may be declared where it is put.
    pub(crate) fn of_part(mut self) -> Self {
        self.knows_scope = false;
        self
    }

    pub(crate) fn finish(mut self) -> Result<String, WriteError> {
        self.declare_what_was_used();
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.text),
        }
    }

    /// The binding that is written.
    pub fn binding(&self) -> Binding {
        self.binding
    }

    /// Begins an element; `false` when there is no use in writing on.
    pub fn start(&mut self, name: &Name, preserved: Option<&Preserved>) -> bool {
        let markup = preserved.and_then(Preserved::markup);
        let mut template = match self.child(name.local, preserved) {
            Child::Nothing => return false,
            Child::Template(template) => Some(template),
            Child::New => None,
        };
        if self.open.is_empty() {
            self.prolog(name, markup, template.as_ref());
            // A DTD is strict about comments and attributes: what was not written for it is written anew.
            let strict = self.binding == Binding::Dtd && name.namespace.dtd().is_some();
            self.normalize |= self.source.is_none() && strict;
            template = template.filter(|template| !self.normalize && self.knows(&template.source));
        }
        let uri = self.uri_of(name.namespace);
        if let Some(template) = template.filter(|template| template.exact) {
            self.start_again(template, name.local, |writer| writer.name_here(name.local, uri), uri);
        } else {
            let shown = self.name_here(name.local, uri);
            self.text.push('<');
            self.text.push_str(&shown);
            let plain = !shown.contains(':');
            self.push(shown);
            if plain && self.prefixes.uri("") != uri {
                self.declare("", uri);
            }
        }
        if let Some(markup) = markup {
            self.beside(markup);
            self.begin_kept(name, markup);
        }
        self.error.is_none()
    }

    /// The URI by which the binding means a namespace.
    fn uri_of(&self, namespace: &Namespace) -> &'static str {
        if self.binding == Binding::Dtd && namespace.dtd().is_some() { "" } else { namespace.uri() }
    }

    /// A child begins: ends the start tag of its parent, and breaks the line.
    fn child(&mut self, local: &str, preserved: Option<&Preserved>) -> Child {
        if self.error.is_some() {
            return Child::Nothing;
        }
        if self.open.len() >= self.depth {
            self.fail(local, format!("more than {} elements inside one another", self.depth));
            return Child::Nothing;
        }
        self.end_tag_start();
        let raw = preserved.and_then(Preserved::markup).and_then(|markup| markup.raw.as_ref());
        let keeps = self.layout != Layout::Compact;
        let depth = self.open.len();
        let exact = |raw: &Raw| !self.normalize && (depth == 0 || self.knows(&raw.source));
        let mut own = raw.filter(|_| keeps).and_then(|raw| Template::of(raw, exact(raw)));
        if let Some(parent) = self.open.last_mut() {
            parent.children += 1;
            let slot = match (&mut parent.template, raw, preserved) {
                (Some(template), Some(raw), _) => template.take(raw),
                // It has no place to keep anything: its parent has.
                (Some(template), None, None) => template.take_named(local).map(|(slot, found)| {
                    own = found;
                    slot
                }),
                _ => None,
            };
            self.kept_before_child(slot);
            self.gap(Some(slot), depth);
        }
        match own {
            Some(template) => Child::Template(template),
            None => Child::New,
        }
    }

    /// Whether references and default attributes of a document mean the same in this one.
    fn knows(&self, source: &Arc<Source>) -> bool {
        source.declares_nothing() || self.source.as_ref().is_some_and(|own| Arc::ptr_eq(own, source))
    }

    fn push(&mut self, name: Cow<'static, str>) {
        let prefixes = self.prefixes.len();
        self.open.push(Open { name, prefixes, children: 0, mixed: false, template: None, around: None, waiting: None });
        self.in_tag = true;
    }

    /// What stands before a child of the innermost element, which has a slot in its
    /// template or not; or, without a child, before its end tag.
    fn gap(&mut self, child: Option<Option<usize>>, depth: usize) {
        let Some(parent) = self.open.last_mut() else { return };
        if let Some(template) = &mut parent.template {
            let gap = match child {
                Some(None) => None,
                Some(slot) => Some(template.gap(slot)),
                None => Some(template.gap(None)),
            };
            if parent.mixed {
                if template.exact {
                    template.push_content(gap, &mut self.text, &mut self.again);
                }
                return;
            }
            match gap {
                Some(gap) => {
                    self.again.begins(&template.source, self.text.len(), gap.start);
                    template.push_gap(gap, self.binding, &mut self.text);
                }
                None => self.text.push_str(template.indentation()),
            }
        } else if !parent.mixed && self.layout == Layout::Indented {
            self.text.push('\n');
            for _ in 0..depth {
                self.text.push_str("  ");
            }
        }
    }

    /// Ends the start tag, if it is still open.
    fn end_tag_start(&mut self) {
        if !self.in_tag {
            return;
        }
        self.kept_attributes();
        self.in_tag = false;
        match self.open.last().and_then(Open::exact) {
            Some(template) => _ = template.push_tag(false, &mut self.text),
            None => self.text.push('>'),
        }
    }

    /// White space between the children counts from here on.
    pub fn mixed(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.mixed = true;
        }
    }

    /// Writes text.
    pub fn text<T: ToText + FromText>(&mut self, value: &T) {
        if self.error.is_some() {
            return;
        }
        let scope = Scope::new(self.binding).with_context(self);
        let mut text = match value.to_text(&scope) {
            Ok(text) => text,
            Err(error) => {
                let error = error.to_string();
                return self.fail("", error);
            }
        };
        if let Some(template) = self.exact().filter(|template| !template.has_elements() && !template.stands(&text)) {
            // The same value, in another form.
            let kept = template.text().filter(|kept| *kept != *text && means::<T>(kept, &text, &scope));
            text = kept.map_or(text, Cow::Owned);
        }
        self.raw_text(&text);
    }

    fn raw_text(&mut self, text: &str) {
        if self.open.last_mut().and_then(|open| open.template.as_mut()).is_some_and(|template| template.keep(text)) {
            return self.mixed();
        }
        if text.is_empty() {
            // There may have been text before.
            if self.exact().is_some() {
                self.mixed();
            }
            return;
        }
        self.mixed();
        if let Err(c) = escape::check(text) {
            return self.fail("", forbidden(c));
        }
        match self.exact() {
            Some(_) => self.piece(Piece::Text(text.into())),
            None => {
                self.end_tag_start();
                _ = escape::text(text, &mut self.text);
            }
        }
    }

    /// Ends the innermost element.
    pub fn end(&mut self) {
        self.kept_to_the_end();
        if self.in_tag {
            self.kept_attributes();
        }
        if self.error.is_some() {
            return;
        }
        let depth = self.open.len();
        let Some(open) = self.open.last() else { return };
        let (children, kept) = (open.children, open.template.is_some());
        let pending = open.template.as_ref().is_some_and(|template| template.has_content());
        let mut whole = false;
        if self.in_tag && self.exact().is_some() && !pending {
            let template = self.open.last().and_then(Open::exact);
            whole = template.is_some_and(|template| template.push_tag(true, &mut self.text));
            self.in_tag = false;
        }
        let template = self.open.last().and_then(|open| open.template.as_ref());
        // The DTD may have declared it `EMPTY`, which not even a comment is.
        let keeps = |template: &&Template| self.binding == Binding::Xsd || template.exact || children > 0;
        let gap = template.filter(keeps).map(|template| template.gap(None));
        if whole {
        } else if self.in_tag && gap.is_none_or(|gap| gap.is_empty()) && !pending {
            self.text.push_str("/>");
            self.in_tag = false;
        } else {
            self.end_tag_start();
            if children > 0 || kept {
                self.gap(None, depth - 1);
            }
            if let Some(open) = self.open.last() {
                match open.template.as_ref().and_then(|template| template.end_tag()) {
                    Some(tag) => self.text.push_str(tag),
                    None => {
                        self.text.push_str("</");
                        self.text.push_str(open.name());
                        self.text.push('>');
                    }
                }
            }
        }
        if let Some(open) = self.open.pop() {
            self.prefixes.truncate(open.prefixes);
            if self.open.is_empty() {
                self.epilog(open.around.as_deref(), open.template.as_ref());
            }
        }
    }

    /// The name of an element that is new here: with a prefix, if there is one that means
    /// its namespace, and the default namespace is another one.
    fn name_here(&self, local: &'static str, uri: &str) -> Cow<'static, str> {
        let prefix = if self.prefixes.uri("") == uri { None } else { self.prefixes.meaning(uri) };
        prefix.map_or(Cow::Borrowed(local), |prefix| Cow::Owned(format!("{prefix}:{local}")))
    }

    /// Keeps the first fault.
    pub(super) fn fail(&mut self, last: &str, message: String) {
        if self.error.is_some() {
            return;
        }
        let mut path: String = self.open.iter().flat_map(|o| ["/", o.name()]).collect();
        if !last.is_empty() {
            path.push('/');
            path.push_str(last);
        }
        self.error = Some(WriteError { path, message });
    }
}

impl Context for Writer {
    fn declares_entity(&self, name: &str) -> Option<bool> {
        let declared = self.entities.contains(name);
        (declared || self.knows_scope).then_some(declared)
    }

    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.prefixes.declared(prefix).or((!self.knows_scope).then_some(""))
    }
}

/// Whether a text is another form of a value.
fn means<T: FromText + ToText>(kept: &str, text: &str, scope: &Scope<'_>) -> bool {
    T::from_text(kept.into(), scope).is_ok_and(|value| value.to_text(scope).is_ok_and(|t| t == text))
}

fn forbidden(c: char) -> String {
    format!("the character U+{:04X}, which XML 1.0 forbids (production 2)", c as u32)
}
