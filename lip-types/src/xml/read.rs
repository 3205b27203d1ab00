//! Reading a whole document: decode, prolog, then the type's own code.

use std::sync::Arc;

use super::any_document::AnyDocument;
use super::bind::{Element, FromXml};
use super::decode::decode;
use super::document::Document;
use super::error::{Error, ErrorKind};
use super::fault::Fault;
use super::inline::inlined;
use super::limits::Limits;
use super::reader::Reader;
use super::source::Source;

/// How a document is read.
///
/// ```
/// use lip_types::{ReadOptions, imslip::LearnerInformation};
/// let bytes = b"<learnerinformation><!-- empty -->\r</learnerinformation>";
/// let learner: LearnerInformation = ReadOptions::new().file("empty.xml").preserve(true).from_bytes(bytes)?;
/// assert!(!learner.preserved.is_empty());
/// # Ok::<(), lip_types::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    file: Option<String>,
    limits: Limits,
    preserve: bool,
}

impl ReadOptions {
    /// Strict, bounded, and without the markup between elements.
    pub fn new() -> Self {
        Self::default()
    }

    /// Names the file in errors.
    #[must_use]
    pub fn file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Sets the bounds on the document.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Keeps the document as it is written, so that it is written again byte for byte, but for what
    /// a program has changed; see [`Preserved`](super::Preserved).
    #[must_use]
    pub fn preserve(mut self, preserve: bool) -> Self {
        self.preserve = preserve;
        self
    }

    /// Reads a document from bytes in any encoding that XML declares.
    ///
    /// # Errors
    ///
    /// When the bytes are no text, not well-formed, or not valid for `T`.
    pub fn from_bytes<T: FromXml + Element>(&self, bytes: &[u8]) -> Result<T, Error> {
        match decode(bytes) {
            Ok(text) => self.typed(&text, bytes.starts_with(b"\xEF\xBB\xBF")),
            Err(fault) => Err(self.error(&before(bytes, fault.at), fault)),
        }
    }

    /// Reads a document from text; the encoding that it declares does not matter.
    ///
    /// # Errors
    ///
    /// When the text is not well-formed, or not valid for `T`.
    pub fn from_xml<T: FromXml + Element>(&self, text: &str) -> Result<T, Error> {
        match text.strip_prefix('\u{FEFF}') {
            Some(behind) => self.typed(behind, true),
            None => self.typed(text, false),
        }
    }

    fn typed<T: FromXml + Element>(&self, text: &str, mark: bool) -> Result<T, Error> {
        let document = Document::parse(text, &self.limits).map_err(|fault| self.error(text, fault))?;
        let source = self.source(&document, mark, None);
        let mut reader = Reader::new(&document, self.limits, source, self.file.clone());
        match reader.root() {
            Some(value) => Ok(self.inlined(&document, mark).unwrap_or(value)),
            None => Err(reader.into_error().unwrap_or_else(|| {
                let found = "a type that reads nothing and reports nothing";
                self.error(text, Fault::new(ErrorKind::Unsupported, 0, 0, found))
            })),
        }
    }

    /// Reads a document of any type from bytes in any encoding that XML declares.
    ///
    /// # Errors
    ///
    /// When the bytes are no text, or not well-formed.
    pub fn any_from_bytes(&self, bytes: &[u8]) -> Result<AnyDocument, Error> {
        match decode(bytes) {
            Ok(text) => self.any(&text, bytes.starts_with(b"\xEF\xBB\xBF")),
            Err(fault) => Err(self.error(&before(bytes, fault.at), fault)),
        }
    }

    /// Reads a document of any type from text; the encoding that it declares does not matter.
    ///
    /// # Errors
    ///
    /// When the text is not well-formed.
    pub fn any_from_xml(&self, text: &str) -> Result<AnyDocument, Error> {
        match text.strip_prefix('\u{FEFF}') {
            Some(behind) => self.any(behind, true),
            None => self.any(text, false),
        }
    }

    fn any(&self, text: &str, mark: bool) -> Result<AnyDocument, Error> {
        let document = Document::parse(text, &self.limits).map_err(|fault| self.error(text, fault))?;
        let source = self.source(&document, mark, None);
        let mut reader = Reader::new(&document, self.limits, source, self.file.clone());
        match reader.any_document() {
            Some(value) => Ok(value),
            None => Err(reader.into_error().unwrap_or_else(|| {
                self.error(text, Fault::new(ErrorKind::Unsupported, 0, 0, "a document that cannot be read"))
            })),
        }
    }

    /// The same document with entities of elements written out, when it is to be kept and has some.
    fn inlined<T: FromXml + Element>(&self, document: &Document<'_>, mark: bool) -> Option<T> {
        let text = self.preserve.then(|| inlined(document))??;
        let long = Document::parse(&text, &self.limits).ok()?;
        let source = self.source(&long, mark, Some(document.text));
        Reader::new(&long, self.limits, source, None).root()
    }

    /// The document as written, when it is to be kept.
    fn source(&self, document: &Document<'_>, mark: bool, referring: Option<&str>) -> Option<Arc<Source>> {
        let (text, content) = (document.text.into(), document.content);
        let declarations = document.declarations.clone();
        let referring = referring.map(Into::into);
        self.preserve.then(|| Arc::new(Source { text, referring, mark, content, declarations }))
    }

    /// An error before there is a document: it has no path.
    #[expect(clippy::boxed_local, reason = "faults come boxed, to keep results small")]
    fn error(&self, text: &str, fault: Box<Fault>) -> Error {
        fault.into_error(text, usize::MAX, self.file.clone())
    }
}

/// The text before a fault of encoding, as far as it can be told: up to there the
/// bytes were text.
fn before(bytes: &[u8], at: usize) -> String {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest.get(..at).unwrap_or(rest)).into_owned(),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            let text = encoding_rs::UTF_8.decode(bytes).0;
            text.get(..at).unwrap_or_default().to_owned()
        }
        _ => String::from_utf8_lossy(bytes.get(..at).unwrap_or(bytes)).into_owned(),
    }
}

/// Reads a document from text, strictly and with the default [`Limits`].
///
/// # Errors
///
/// When the text is not well-formed, or not valid for `T`.
///
/// ```
/// use lip_types::imslip::LearnerInformation;
/// let learner: LearnerInformation = lip_types::from_xml("<learnerinformation/>")?;
/// assert!(learner.items.is_empty());
/// # Ok::<(), lip_types::Error>(())
/// ```
pub fn from_xml<T: FromXml + Element>(text: &str) -> Result<T, Error> {
    ReadOptions::new().from_xml(text)
}

/// Reads a document from bytes, strictly and with the default [`Limits`].
///
/// # Errors
///
/// When the bytes are no text, not well-formed, or not valid for `T`.
pub fn from_bytes<T: FromXml + Element>(bytes: &[u8]) -> Result<T, Error> {
    ReadOptions::new().from_bytes(bytes)
}
