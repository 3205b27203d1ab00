//! The pull reader that generated code asks in schema order.
//!
//! The answer to the question that the schema expects is one comparison of bytes.
//! Only when it is no does the reader look at what is there. After the first
//! fault the reader stands at an empty text: every question is answered with
//! no, nothing more is reported, and the code that asked runs out by itself. The
//! document is then read once more, to collect all that is wrong: see [`recover`].

mod any;
mod entity;
mod expected;
mod keep;
mod look;
mod namespaces;
mod place;
mod plan;
mod recover;
mod report;
mod root;
mod shared;
mod stray;
mod tag;
mod text;
mod walk;

use std::sync::Arc;

use super::document::{Document, Entity};
use super::fault::Fault;
use super::limits::{Limits, too_deep};
use super::model::Model;
use super::name::{Name, Namespace};
use super::origin::Places;
use super::preserved::{Markup, Preserved};
use super::scan::{self, byte};
use super::source::{Raw, Source};
use super::syntax::is_space;
use crate::value::{Binding, Context, FromText, Scope};
use entity::Input;
use namespaces::Namespaces;
use recover::{Course, Recovery};
use shared::Shared;
use tag::Tag;

pub(crate) use expected::{is_near, nearest};
pub use tag::Attribute;

/// Reads a document from its text; see the [module](super).
///
/// Derived code is its caller. A hand-written [`FromXml`](super::FromXml) asks in
/// the same order: [`start`](Self::start), attributes, children or text, [`end`](Self::end).
pub struct Reader<'x> {
    /// The text of the document, or of the entity that is being read.
    text: &'x str,
    /// Where in it the reader stands.
    at: usize,
    /// What stands there, once it has been looked at.
    next: Next,
    /// Where the name of the next start tag begins; behind all text when there is none.
    name_at: usize,
    /// That name has a prefix.
    prefixed: bool,
    /// How long the name is that was last found to be the next one.
    name_length: usize,
    /// The next start tag, when it had to be read as a whole.
    tag: Option<Tag<'x>>,
    attributes: Vec<Attribute<'x>>,
    next_attribute: usize,
    open: Vec<Open<'x>>,
    /// The innermost element was written `<a/>`.
    empty: bool,
    /// White space counts in the innermost element.
    mixed: bool,
    /// Entities in whose replacement text the reader stands, outermost first.
    inputs: Vec<Input<'x>>,
    /// What entities have expanded to so far, in bytes.
    expanded: usize,
    /// What attributes that were not written have taken so far.
    defaulted: usize,
    namespaces: Namespaces<'x>,
    /// A namespace that is known to be the default one here.
    default: Option<&'static Namespace>,
    binding: Binding,
    document: &'x Document<'x>,
    limits: Limits,
    /// The document as written, when it is to be kept.
    source: Option<Arc<Source>>,
    /// Elements inside one another up to which text is read the short way.
    leaf_depth: usize,
    /// The document may be of any type: nothing is checked but well-formedness.
    any_document: bool,
    /// The namespace of the document element's type.
    home: &'static Namespace,
    file: Option<String>,
    places: Places,
    shared: Shared,
    /// All that is in scope here is known.
    knows_scope: bool,
    /// The first fault, when there is no recovery.
    first: Option<Box<Fault>>,
    recovery: Option<Box<Recovery<'x>>>,
    /// Looking takes the long way: white space is kept, or there is a plan.
    careful: bool,
    /// Values may name entities that the document does not declare.
    pub(crate) undeclared_entities: bool,
    /// Which step of the plan of the innermost element is next, when it has one.
    place: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Not looked at yet.
    Unknown,
    StartTag,
    EndTag,
    Text,
    /// The end of the document.
    Nothing,
}

/// An element that has been started and not ended.
struct Open<'x> {
    name: &'x str,
    /// Where its start tag is.
    at: usize,
    model: &'static Model,
    children: u32,
    /// How many entities were being read, and namespaces declared, at its start.
    inputs: usize,
    namespaces: usize,
    parent_mixed: bool,
    markup: Option<Box<Markup>>,
    /// What is known of it when all findings are collected.
    course: Option<Box<Course>>,
}

const NO_NAME: usize = usize::MAX;

impl<'x> Reader<'x> {
    pub(crate) fn new(
        document: &'x Document<'x>,
        limits: Limits,
        source: Option<Arc<Source>>,
        file: Option<String>,
    ) -> Self {
        Self {
            text: document.text,
            at: document.content,
            next: Next::Unknown,
            name_at: NO_NAME,
            prefixed: false,
            name_length: 0,
            tag: None,
            attributes: Vec::new(),
            next_attribute: 0,
            open: Vec::new(),
            empty: false,
            mixed: false,
            inputs: Vec::new(),
            expanded: 0,
            defaulted: 0,
            namespaces: Namespaces::of(document),
            default: None,
            binding: Binding::Xsd,
            document,
            limits,
            // What is kept of an element is seen the long way only.
            leaf_depth: if source.is_some() { 0 } else { limits.depth },
            source,
            any_document: false,
            home: Namespace::NONE,
            file,
            first: None,
            places: Places::NotAsked,
            shared: Shared::default(),
            knows_scope: true,
            recovery: None,
            careful: false,
            undeclared_entities: false,
            place: 0,
        }
    }

    /// The binding that the document is in.
    pub fn binding(&self) -> Binding {
        self.binding
    }

    /// Whether the next child is this element.
    #[inline(always)]
    pub fn at(&mut self, name: &Name) -> bool {
        if self.next == Next::Unknown {
            self.look();
        }
        let local = name.local.as_bytes();
        let Some(rest) = self.text.as_bytes().get(self.name_at..) else { return false };
        if rest.starts_with(local) {
            let simple = matches!(rest.get(local.len()), Some(b'>' | b'/'));
            if simple && self.default_is(name.namespace) {
                self.name_length = local.len();
                return true;
            }
            return self.at_carefully(name);
        }
        self.prefixed && self.at_carefully(name)
    }

    /// The same question, when a prefix, attributes or another namespace are in play.
    #[inline(never)]
    fn at_carefully(&mut self, name: &Name) -> bool {
        if let Some(step) = self.step() {
            return self.is_step(step, name);
        }
        let plain_end = self.name_at + name.local.len();
        if self.tag.is_none() && is_space(byte(self.text, plain_end)) && self.default_is(name.namespace) {
            // The name has been compared. Attributes follow, which may declare another namespace.
            if !self.tag() {
                return false;
            }
            if self.default_is(name.namespace) && self.tag.as_ref().is_some_and(|tag| tag.name == name.local) {
                self.name_length = name.local.len();
                return true;
            }
        }
        // A different local part needs no look at namespaces.
        let Ok((colon, end)) = scan::qname(self.text, self.name_at) else { return false };
        let local = colon.map_or(self.name_at, |c| c + 1);
        if self.text.get(local..end) != Some(name.local) || !self.tag() {
            return false;
        }
        let Some(tag) = &self.tag else { return false };
        let uri = self.namespaces.of_element(tag.prefix);
        if uri != Some(self.uri_of(name.namespace)) {
            return false;
        }
        // Where tags may have attributes that they do not show, each is read as a whole.
        if tag.prefix.is_empty() && self.document.declarations.attributes.is_empty() {
            self.default = Some(name.namespace);
        }
        self.name_length = end - self.name_at;
        true
    }

    /// Whether this is known to be the default namespace here.
    #[inline]
    fn default_is(&self, namespace: &'static Namespace) -> bool {
        self.default.is_some_and(|d| std::ptr::eq(d, namespace))
    }

    /// The URI by which the document means a namespace: in the DTD binding, none.
    fn uri_of(&self, namespace: &'static Namespace) -> &'static str {
        if self.binding == Binding::Dtd && namespace.dtd().is_some() { "" } else { namespace.uri() }
    }

    /// Whether character data is next; asked in mixed content.
    pub fn at_text(&mut self) -> bool {
        if self.next == Next::Unknown {
            self.look();
        }
        self.next == Next::Text
    }

    /// Enters the element that [`at`](Self::at) has found, whose content is to be of this model.
    #[inline]
    pub fn start(&mut self, model: &'static Model) -> bool {
        if self.next != Next::StartTag {
            self.pass_missing();
            return false;
        }
        let at = self.at;
        let (name, end, empty);
        if let Some(tag) = self.tag.take() {
            (name, end, empty) = (tag.name, tag.end, tag.empty);
        } else {
            let name_end = self.name_at + self.name_length;
            name = &self.text[self.name_at..name_end];
            match (byte(self.text, name_end), byte(self.text, name_end + 1)) {
                (b'>', _) => (end, empty) = (name_end + 1, false),
                (b'/', b'>') => (end, empty) = (name_end + 2, true),
                _ => {
                    self.fail(scan::unexpected(self.text, name_end + 1, "`>`"));
                    return false;
                }
            }
            self.attributes.clear();
        }
        if self.open.len() >= self.limits.depth {
            self.fail(too_deep(at, end - at, self.limits.depth));
            return false;
        }
        if let Some(parent) = self.open.last_mut() {
            parent.children += 1;
        }
        let markup = if self.source.is_some() { self.raw(at) } else { None };
        self.open.push(Open {
            name,
            at,
            model,
            children: 0,
            inputs: self.inputs.len(),
            namespaces: self.namespaces.before_tag(),
            parent_mixed: self.mixed,
            markup,
            course: None,
        });
        self.namespaces.enter();
        self.next_attribute = 0;
        self.at = end;
        self.empty = empty;
        // Empty content does not even hold white space (XSD 1.0 part 1, 3.4.4).
        self.mixed = matches!(model, Model::Sequence([]));
        self.name_at = NO_NAME;
        self.next = if empty { Next::EndTag } else { Next::Unknown };
        if self.recovery.is_some() {
            self.entered(at);
        }
        true
    }

    /// White space and text between the children count from here on.
    pub fn mixed(&mut self) {
        self.mixed = true;
    }

    /// Leaves the element; reports whatever stands there besides its end tag.
    /// Answers what the document said beside the schema.
    #[inline]
    pub fn end(&mut self) -> Option<Preserved> {
        if self.recovery.is_some() { self.end_in_recovery() } else { self.end_here() }
    }

    #[inline]
    fn end_here(&mut self) -> Option<Preserved> {
        if self.next == Next::Unknown {
            let from = self.at;
            self.look();
            if self.is_spoilt_empty(from) {
                self.not_empty(from);
                return None;
            }
        }
        if self.next != Next::EndTag {
            self.wrong_content();
            return None;
        }
        if !self.empty && !self.end_tag() {
            return None;
        }
        let mut open = self.open.pop()?;
        if self.source.is_some() {
            self.end_raw(&mut open);
        }
        if self.namespaces.leave(open.namespaces) {
            self.default = None;
        }
        self.empty = false;
        self.mixed = open.parent_mixed;
        self.name_at = NO_NAME;
        self.next = Next::Unknown;
        if self.open.is_empty() {
            return self.finish(open.markup);
        }
        Some(Preserved(open.markup))
    }

    /// Whether the content model is empty.
    fn is_empty(&self) -> bool {
        self.open.last().is_some_and(|open| matches!(open.model, Model::Sequence([])))
    }

    /// Whether there is something between `from` and here, the end tag, of an element that the DTD declares
    /// `EMPTY`: validity constraint "Element Valid" (XML 1.0, section 3), also for comments and instructions.
    #[inline]
    fn is_spoilt_empty(&self, from: usize) -> bool {
        self.at > from && self.mixed && self.next == Next::EndTag && self.binding == Binding::Dtd && self.is_empty()
    }

    /// Begins to keep an element as written; one that comes out of an entity is not.
    #[inline(never)]
    fn raw(&self, start: usize) -> Option<Box<Markup>> {
        let source = self.source.clone().filter(|_| self.inputs.is_empty())?;
        let raw = Some(Raw { source, start, end: start, children: Vec::new() });
        Some(Box::new(Markup { raw, ..Markup::default() }))
    }

    #[inline(never)]
    fn end_raw(&mut self, open: &mut Open<'x>) {
        let Some(raw) = open.markup.as_mut().and_then(|markup| markup.raw.as_mut()) else { return };
        raw.end = self.at;
        if self.recovery.is_some() {
            // Children may have been read in another order, and some of them twice.
            raw.children.sort_unstable();
            raw.children.dedup_by_key(|(start, _)| *start);
        }
        raw.children.shrink_to_fit();
        let parent = self.open.last_mut().and_then(|parent| parent.markup.as_mut());
        if let Some(parent) = parent.and_then(|markup| markup.raw.as_mut()) {
            parent.children.push((raw.start, raw.end));
        }
    }

    /// Production 42: `ETag`.
    #[inline]
    fn end_tag(&mut self) -> bool {
        let Some(open) = self.open.last() else { return false };
        let bytes = self.text.as_bytes();
        let name_at = self.at + 2;
        let mut end = name_at + open.name.len();
        let same = bytes.get(name_at..end).is_some_and(|name| scan::same(name, open.name.as_bytes()));
        if same && open.inputs == self.inputs.len() {
            if bytes.get(end) != Some(&b'>') {
                end = scan::space(self.text, end);
            }
            if bytes.get(end) == Some(&b'>') {
                self.at = end + 1;
                return true;
            }
        }
        self.wrong_end_tag();
        false
    }

    /// The next attribute that a schema speaks of.
    #[inline]
    pub fn attribute(&mut self) -> Option<Attribute<'x>> {
        while let Some(attribute) = self.attributes.get(self.next_attribute).copied() {
            self.next_attribute += 1;
            if !self.is_beside_schema(&attribute) {
                return Some(attribute);
            }
        }
        None
    }

    /// Whether this is an attribute's name.
    #[inline]
    pub fn is(&self, attribute: &Attribute<'x>, name: &Name) -> bool {
        attribute.local == name.local && self.namespaces.of_attribute(attribute) == name.namespace.uri()
    }

    /// The value of an attribute.
    pub fn value<T: FromText>(&mut self, attribute: &Attribute<'x>) -> Option<T> {
        let text = self.attribute_text(attribute)?;
        match T::from_text(text, &self.scope()) {
            Ok(value) => Some(value),
            Err(error) => self.mended_value(attribute.value_at, attribute.value, &error, Some(&attribute.name())),
        }
    }

    /// Reports every attribute that is left.
    #[inline]
    pub fn no_attributes(&mut self) {
        while let Some(attribute) = self.attribute() {
            self.unknown_attribute(&attribute, &[]);
        }
    }

    fn scope(&self) -> Scope<'_> {
        Scope::new(self.binding).with_context(self)
    }
}

impl Context for Reader<'_> {
    fn declares_entity(&self, name: &str) -> Option<bool> {
        let declared = matches!(self.document.declarations.entities.get(name), Some(Entity::Unparsed(_)));
        (declared || self.knows_scope && !self.undeclared_entities).then_some(declared)
    }

    fn namespace(&self, prefix: &str) -> Option<&str> {
        // What is declared further out, nobody knows: it is taken as it is.
        self.namespaces.of_element(prefix).or((!self.knows_scope).then_some(""))
    }
}
