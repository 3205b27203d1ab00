//! What a document says beside its schema: the side store of an element.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::kept::{Kept, Place};
use super::source::Raw;
use super::unparsed::{ExternalId, Notation, UnparsedEntity};
use crate::value::{Binding, ValueError};

/// Markup of one element that the schema does not speak of: attributes of
/// the `xsi` namespace, namespace declarations, and, when
/// [`ReadOptions::preserve`](super::ReadOptions::preserve) asks for it, the element as it was
/// written: comments and processing instructions, white space between elements and in tags,
/// prefixes, CDATA sections, references, quotes, the order of attributes, `<a></a>` or `<a/>`.
///
/// Whatever still means the same is written again as it was, byte for byte; a text or an
/// attribute that a program has changed is written anew in its place. An element that is moved
/// takes its markup along, a copy has it too, and what is removed takes the white space and the comments
/// before it along. Children that have no `Preserved` of their own, such as a `String`, are
/// found again in their parent's by name and order. All elements of a document share its
/// text, which stays in memory as long as one of them.
///
/// A reference to an entity that brings elements stays where all that it brings is unchanged; otherwise the elements are written
/// in its place.
///
/// With [`Unknown::Preserve`](super::Unknown::Preserve) and [`Values::Keep`](super::Values::Keep) it also holds what the type has no
/// place for: see [`kept`](Self::kept).
///
/// It costs one pointer when there is nothing to keep (all that is kept: about twice the time of reading), moves with its element,
/// and is no part of the value: all `Preserved` are equal.
#[derive(Clone, Default)]
pub struct Preserved(pub(crate) Option<Box<Markup>>);

#[derive(Clone, Default)]
pub(crate) struct Markup {
    /// `xsi:…` attributes: local name and value.
    pub(crate) xsi: Vec<(Box<str>, Box<str>)>,
    /// `xmlns:prefix="uri"` on the element.
    pub(crate) namespaces: Vec<(Box<str>, Box<str>)>,
    /// The element as written.
    pub(crate) raw: Option<Raw>,
    /// Unparsed entities that a program has declared.
    pub(crate) entities: Vec<UnparsedEntity>,
    /// Around the document element: before it, and behind it.
    pub(crate) around: Option<Box<Around>>,
    /// What the type has no place for, in document order.
    pub(crate) kept: Vec<(Kept, Place)>,
}

#[derive(Clone)]
pub(crate) struct Around {
    /// The binding that the document was in.
    pub(crate) binding: Binding,
    /// Between the XML declaration and the document type declaration or element.
    pub(crate) before: Box<str>,
    /// Between the document type declaration and the element.
    pub(crate) between: Box<str>,
    pub(crate) after: Box<str>,
    /// The document type declaration.
    pub(crate) doctype: Option<Doctype>,
    /// `standalone="…"` of the XML declaration.
    pub(crate) standalone: Option<bool>,
}

#[derive(Clone, Default)]
pub(crate) struct Doctype {
    /// `SYSTEM "…"` or `PUBLIC "…" "…"`, as written.
    pub(crate) external: Box<str>,
    /// Between `[` and `]`, as written.
    pub(crate) internal: Option<Box<str>>,
}

impl Preserved {
    /// Nothing is kept.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Forgets what is kept; the element is then written as if it had been built.
    pub fn clear(&mut self) {
        self.0 = None;
    }

    /// Declares an unparsed entity in the document type declaration, when this is of the document element: something
    /// that is no XML, at a URI, in a notation such as `jpeg`. Attributes of the type [`Entity`](crate::value::Entity) name it.
    ///
    /// What the document declared already under that name stays, as the first declaration counts (XML 1.0, section 4.2).
    ///
    /// ```
    /// use lip_types::{Binding, ToXml, imslip::Comment, value::Entity};
    /// let mut comment = Comment::from("To be heard as well");
    /// comment.preserved.declare_entity("voice", "files/ada.mp3", "mp3")?;
    /// let xml = comment.to_xml(Binding::Xsd)?;
    /// assert!(xml.contains("<!ENTITY voice SYSTEM \"files/ada.mp3\" NDATA mp3>"), "{xml}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When `name` or `notation` is no name without a colon, or `uri` has a fragment or cannot be written between quotes.
    pub fn declare_entity(&mut self, name: &str, uri: &str, notation: &str) -> Result<(), ValueError> {
        let notation = Notation { name: notation.into(), id: ExternalId::default() };
        self.declare(UnparsedEntity { name: name.into(), id: ExternalId::system(uri), notation })
    }

    pub(crate) fn declare(&mut self, entity: UnparsedEntity) -> Result<(), ValueError> {
        entity.check()?;
        self.0.get_or_insert_default().entities.push(entity);
        Ok(())
    }

    /// The URI and the notation of an unparsed entity, when this is of the document element: one that the document declares, or
    /// a program has by [`declare_entity`](Self::declare_entity). Attributes of the type [`Entity`](crate::value::Entity) name it.
    ///
    /// ```
    /// use lip_types::{FromXml, imslip::Text};
    /// let xml = "<!DOCTYPE text [<!NOTATION pdf SYSTEM 'application/pdf'> <!ENTITY cv SYSTEM 'files/cv.pdf' NDATA pdf>]>\
    ///     <text entityref='cv'/>";
    /// let text = Text::from_xml(xml)?;
    /// let name = text.entityref.as_ref().map_or("", |name| name.as_str());
    /// assert_eq!(text.preserved.unparsed_entity(name), Some(("files/cv.pdf".to_owned(), "pdf".to_owned())));
    /// # Ok::<(), lip_types::Findings>(())
    /// ```
    pub fn unparsed_entity(&self, name: &str) -> Option<(String, String)> {
        let mut entities = self.markup()?.unparsed_entities().into_iter();
        let entity = entities.find(|entity| *entity.name == *name)?;
        Some((entity.id.system?.into(), entity.notation.name.into()))
    }

    /// The value of an attribute of the `xsi` namespace, such as `schemaLocation`.
    pub fn xsi(&self, local: &str) -> Option<&str> {
        let markup = self.0.as_ref()?;
        markup.xsi.iter().find(|(name, _)| &**name == local).map(|(_, value)| &**value)
    }

    /// The binding that a document was in, when this is of its document element and
    /// was kept.
    pub fn binding(&self) -> Option<Binding> {
        Some(self.0.as_ref()?.around.as_ref()?.binding)
    }

    /// What the element held and its type has no place for, in document order: attributes, elements and text that
    /// [`Unknown::Preserve`](super::Unknown::Preserve) or [`Values::Keep`](super::Values::Keep) has let pass.
    ///
    /// ```
    /// use lip_types::{Binding, Kept, ReadOptions, ToXml, Unknown, WriteOptions, imslip::LearnerInformation};
    /// let text = "<learnerinformation><goal/><mood level=\"3\">good</mood></learnerinformation>";
    /// let outcome = ReadOptions::new().unknown(Unknown::Preserve).read::<LearnerInformation>(text);
    /// assert_eq!(outcome.findings[0].found(), "element `mood`");
    /// let learner = outcome.value.ok_or("no value")?;
    /// let Some(Kept::Element(mood)) = learner.preserved.kept().next() else { panic!("not kept") };
    /// assert_eq!((mood.local.as_str(), mood.content.text()), ("mood", "good".into()));
    ///
    /// // Nothing that is not valid is written unless it is asked for.
    /// let error = learner.to_xml(Binding::Dtd).unwrap_err();
    /// assert_eq!(error.path(), "/learnerinformation/mood");
    /// let written = WriteOptions::new(Binding::Dtd).kept(true).to_xml(&learner)?;
    /// assert!(written.contains("<goal/>\n  <mood level=\"3\">good</mood>\n"), "{written}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn kept(&self) -> impl Iterator<Item = &Kept> {
        self.0.iter().flat_map(|markup| &markup.kept).map(|(kept, _)| kept)
    }

    /// Takes out what the type has no place for, so that the element can be written without it.
    pub fn take_kept(&mut self) -> Vec<Kept> {
        let kept = self.0.as_mut().map(|markup| std::mem::take(&mut markup.kept)).unwrap_or_default();
        kept.into_iter().map(|(kept, _)| kept).collect()
    }

    pub(crate) fn markup(&self) -> Option<&Markup> {
        self.0.as_deref()
    }
}

impl fmt::Debug for Preserved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_empty() { "Preserved" } else { "Preserved(…)" })
    }
}

impl PartialEq for Preserved {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Preserved {}

impl Hash for Preserved {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
