//! Writing a whole document.

use super::bind::{Element, ToXml};
use super::error::WriteError;
use super::writer::Writer;
use crate::value::Binding;

/// Where line breaks come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Layout {
    /// Elements that were [kept](super::Preserved) are as they were; all others are indented by two spaces.
    #[default]
    Indented,
    /// Elements that were kept are as they were; all others get no white space.
    AsRead,
    /// No white space between elements, and nothing else of what was kept.
    Compact,
}

/// How a document is written.
///
/// ```
/// use lip_types::{Binding, Layout, WriteOptions, imslip::LearnerInformation};
/// let learner = LearnerInformation::default();
/// let text = WriteOptions::new(Binding::Dtd).layout(Layout::Compact).to_xml(&learner)?;
/// assert!(text.ends_with("<learnerinformation/>\n"), "{text}");
/// # Ok::<(), lip_types::WriteError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct WriteOptions {
    pub(super) binding: Binding,
    pub(super) layout: Layout,
    pub(super) normalize: bool,
    pub(super) depth: usize,
    pub(super) kept: bool,
}

impl WriteOptions {
    /// In this binding, indented.
    pub fn new(binding: Binding) -> Self {
        Self { binding, layout: Layout::default(), normalize: false, depth: 1_000, kept: false }
    }

    /// Sets where line breaks come from.
    #[must_use]
    pub fn layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    /// Writes tags and texts anew, though they were kept: of what was kept, only white space,
    /// comments and processing instructions between elements stay, line ends as LF.
    #[must_use]
    pub fn normalize(mut self, normalize: bool) -> Self {
        self.normalize = normalize;
        self
    }

    /// Writes what types have no place for where it stood: what [`Preserved::kept`](super::Preserved::kept) tells, and what is wrong with
    /// elements of the schema in open content. Such a document is well-formed, and not valid. Default: no, it is a [`WriteError`].
    ///
    /// ```
    /// use lip_types::{Binding, Kept, ReadOptions, ToXml, Values, WriteOptions, imslip::LearnerInformation};
    /// let text = "<learnerinformation>
    ///   <goal><date><typename><tyvalue>Start</tyvalue></typename><datetime>in spring</datetime></date></goal>
    /// </learnerinformation>
    /// ";
    /// let options = ReadOptions::new().values(Values::Keep).preserve(true);
    /// let mut learner: LearnerInformation = options.from_xml(text)?;
    /// assert!(learner.goals().all(|goal| goal.date.is_empty()));
    /// let error = learner.to_xml(Binding::Dtd).unwrap_err();
    /// assert_eq!(error.path(), "/learnerinformation/goal/date");
    /// assert_eq!(WriteOptions::new(Binding::Dtd).kept(true).to_xml(&learner)?, text);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn kept(mut self, kept: bool) -> Self {
        self.kept = kept;
        self
    }

    /// Sets how many elements may be inside one another. Default 1,000: deeper than any document
    /// that is read with the default [`Limits`](super::Limits). Typed elements are written by
    /// recursion, open content without.
    #[must_use]
    pub fn depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// Writes a document, in UTF-8.
    ///
    /// # Errors
    ///
    /// When a text holds a character that XML 1.0 forbids, or a value that the
    /// binding does not admit; when something is [kept](super::Preserved::kept) that types have no place for.
    pub fn to_xml<T: ToXml + Element>(&self, value: &T) -> Result<String, WriteError> {
        let mut writer = Writer::new(self);
        value.write(&mut writer, &T::NAME);
        writer.finish()
    }

    /// Writes a document in the encoding that it was read from, where it was
    /// [kept](super::ReadOptions::preserve) and [`to_xml`](Self::to_xml) would write it as it was; else in UTF-8.
    ///
    /// A character that the encoding lacks becomes a reference in text and in values; where it stands in a name, a comment, a
    /// CDATA section or an instruction, the document is written in UTF-8.
    ///
    /// ```
    /// use lip_types::{Binding, ReadOptions, WriteOptions, imslip::LearnerInformation};
    /// let bytes = b"<?xml version='1.0' encoding='ISO-8859-1'?><learnerinformation><!-- \xE9 --></learnerinformation>";
    /// let learner: LearnerInformation = ReadOptions::new().preserve(true).from_bytes(bytes)?;
    /// assert_eq!(WriteOptions::new(Binding::Dtd).to_bytes(&learner)?, bytes);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`to_xml`](Self::to_xml).
    pub fn to_bytes<T: ToXml + Element>(&self, value: &T) -> Result<Vec<u8>, WriteError> {
        let mut writer = Writer::new(self);
        writer.keep_encoding();
        value.write(&mut writer, &T::NAME);
        match writer.finish_bytes()? {
            Some(bytes) => Ok(bytes),
            None => self.to_xml(value).map(String::into_bytes),
        }
    }
}

/// Writes a document in one of the two bindings, indented.
///
/// # Errors
///
/// When a text holds a character that XML 1.0 forbids, or a value that the
/// binding does not admit.
pub fn to_xml<T: ToXml + Element>(value: &T, binding: Binding) -> Result<String, WriteError> {
    WriteOptions::new(binding).to_xml(value)
}
