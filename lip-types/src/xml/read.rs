//! Reading a whole document: decode, prolog, then the type's own code.

use std::sync::Arc;

use super::any_document::AnyDocument;
use super::bind::{Element, FromXml};
use super::decode::{Mark, decode};
use super::document::{Declarations, Document};
use super::error::ErrorKind;
use super::fault::Fault;
use super::finding::Finding;
use super::findings::{Findings, Outcome};
use super::inline::{Inlined, inlined};
use super::limits::Limits;
use super::name::Namespace;
use super::policy::{Order, Policy, Unknown, Values};
use super::reader::Reader;
use super::rule::Rule;
use super::source::{Expanded, Source};

/// How a document is read.
///
/// ```
/// use lip_types::{ReadOptions, imslip::LearnerInformation};
/// let bytes = b"<learnerinformation><!-- empty -->\r</learnerinformation>";
/// let learner: LearnerInformation = ReadOptions::new().file("empty.xml").preserve(true).from_bytes(bytes)?;
/// assert!(!learner.preserved.is_empty());
/// # Ok::<(), lip_types::Findings>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    file: Option<String>,
    limits: Limits,
    preserve: bool,
    rules: Vec<&'static Rule>,
    policy: Policy,
    /// What is declared beside what the text declares itself.
    declarations: Option<Arc<Declarations>>,
    undeclared_entities: bool,
}

impl ReadOptions {
    /// Strict, bounded, and without the markup between elements.
    pub fn new() -> Self {
        Self::default()
    }

    /// Names the file in findings.
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
    /// a program has changed; see [`Preserved`](super::Preserved). What was left out with a warning does not come back.
    #[must_use]
    pub fn preserve(mut self, preserve: bool) -> Self {
        self.preserve = preserve;
        self
    }

    /// Sets what is done with elements, attributes and text that the schema does not know.
    #[must_use]
    pub fn unknown(mut self, unknown: Unknown) -> Self {
        self.policy.unknown = unknown;
        self
    }

    /// Sets whether children may stand in another order than the schema gives.
    #[must_use]
    pub fn order(mut self, order: Order) -> Self {
        self.policy.order = order;
        self
    }

    /// Sets what is done with what a type cannot hold.
    #[must_use]
    pub fn values(mut self, values: Values) -> Self {
        self.policy.values = values;
        self
    }

    /// Lets values of the types `ENTITY` and `ENTITIES` name what the document does not declare. Default: no, that is an error
    /// ([`ErrorKind::UndeclaredEntity`]).
    ///
    /// Such a value is written only when an entity of that name is declared:
    /// [`Preserved::declare_entity`](super::Preserved::declare_entity).
    ///
    /// ```
    /// use lip_types::{ReadOptions, imslip::LearnerInformation};
    /// let text = r#"<learnerinformation>
    ///   <identification><formname><text entityref="cv"/></formname></identification>
    /// </learnerinformation>"#;
    /// let error = ReadOptions::new().from_xml::<LearnerInformation>(text).unwrap_err();
    /// assert_eq!(error[0].code(), "LIP0015");
    /// let options = ReadOptions::new().undeclared_entities(true);
    /// assert!(options.from_xml::<LearnerInformation>(text).is_ok());
    /// ```
    #[must_use]
    pub fn undeclared_entities(mut self, undeclared_entities: bool) -> Self {
        self.undeclared_entities = undeclared_entities;
        self
    }

    /// Reads a document from bytes in any encoding that XML declares: the value, and all that is wrong.
    pub fn read_bytes<T: FromXml + Element>(&self, bytes: &[u8]) -> Outcome<T> {
        match decode(bytes) {
            Ok(text) => self.typed(&text, Mark::of(bytes)),
            Err(fault) => self.refused(&before(bytes, fault.at), fault),
        }
    }

    /// Rules that no schema states, to be looked at when the document can be read; such as
    /// [`lip::RULES`](crate::lip::RULES). Default: none.
    #[must_use]
    pub fn rules(mut self, rules: impl IntoIterator<Item = &'static Rule>) -> Self {
        self.rules = rules.into_iter().collect();
        self
    }

    /// Reads a document from text: the value, and all that is wrong. The encoding that it declares does not
    /// matter.
    pub fn read<T: FromXml + Element>(&self, text: &str) -> Outcome<T> {
        match text.strip_prefix('\u{FEFF}') {
            Some(behind) => self.typed(behind, Mark::Utf8),
            None => self.typed(text, Mark::None),
        }
    }

    /// Reads a document from bytes in any encoding that XML declares.
    ///
    /// # Errors
    ///
    /// When the bytes are no text, not well-formed, or not valid for `T`.
    pub fn from_bytes<T: FromXml + Element>(&self, bytes: &[u8]) -> Result<T, Findings> {
        self.read_bytes(bytes).into_result()
    }

    /// Reads a document from text; the encoding that it declares does not matter.
    ///
    /// # Errors
    ///
    /// When the text is not well-formed, or not valid for `T`.
    pub fn from_xml<T: FromXml + Element>(&self, text: &str) -> Result<T, Findings> {
        self.read(text).into_result()
    }

    /// What breaks the rules of a document that has been read.
    fn broken_rules(&self, document: &Document<'_>) -> Findings {
        let mut findings = Findings::default();
        if self.rules.is_empty() {
            return findings;
        }
        let mut reader = Reader::new(document, self.limits, None, None);
        if let Some(tree) = reader.tree() {
            let faults = self.rules.iter().flat_map(|rule| rule.broken(&tree));
            findings.extend(faults.map(|fault| fault.into_finding(document.text, document.content, self.file.clone())));
        }
        findings
    }

    /// Reads a document of any type from bytes in any encoding that XML declares.
    ///
    /// # Errors
    ///
    /// When the bytes are no text, or not well-formed.
    pub fn any_from_bytes(&self, bytes: &[u8]) -> Result<AnyDocument, Findings> {
        match decode(bytes) {
            Ok(text) => self.any(&text, Mark::of(bytes)),
            Err(fault) => self.refused(&before(bytes, fault.at), fault),
        }
        .into_result()
    }

    /// Reads a document of any type from text; the encoding that it declares does not matter.
    ///
    /// # Errors
    ///
    /// When the text is not well-formed.
    pub fn any_from_xml(&self, text: &str) -> Result<AnyDocument, Findings> {
        match text.strip_prefix('\u{FEFF}') {
            Some(behind) => self.any(behind, Mark::Utf8),
            None => self.any(text, Mark::None),
        }
        .into_result()
    }

    fn any(&self, text: &str, mark: Mark) -> Outcome<AnyDocument> {
        self.outcome(text, mark, |reader| reader.any_document())
    }

    fn typed<T: FromXml + Element>(&self, text: &str, mark: Mark) -> Outcome<T> {
        self.outcome(text, mark, |reader| reader.root())
    }

    /// Reads a text that is a part of a document with these declarations.
    pub(crate) fn declaring(mut self, declarations: &Arc<Declarations>) -> Self {
        self.declarations = Some(Arc::clone(declarations));
        self
    }

    /// Reads the text of an element in the XSD binding, whose type is of the namespace `home`.
    pub(crate) fn alone<T>(
        &self,
        text: &str,
        home: &'static Namespace,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Result<T, Findings> {
        self.outcome(text, Mark::None, |reader| reader.alone(home, &read)).into_result()
    }

    /// What cannot even be made a text.
    pub(crate) fn unreadable(&self, kind: ErrorKind, found: String) -> Findings {
        self.refused::<()>("", Fault::new(kind, 0, 0, found)).findings
    }

    fn outcome<T>(&self, text: &str, mark: Mark, read: impl Fn(&mut Reader<'_>) -> Option<T>) -> Outcome<T> {
        let document = match Document::parse(text, &self.limits) {
            Ok(document) => document.declaring(self.declarations.as_ref()),
            Err(fault) => return self.behind_prolog(text, fault, read),
        };
        let source = self.source(&document, mark, &[]);
        let mut quick = self.reader(&document, source);
        if let Some(value) = read(&mut quick) {
            let value = self.inlined(&document, mark, read).unwrap_or(value);
            let findings = self.broken_rules(&document);
            return Outcome { value: (!findings.has_errors()).then_some(value), findings };
        }
        if quick.is_beyond_limit() {
            return Outcome { value: None, findings: quick.into_findings() };
        }
        // Refused: it is read once more, to collect all that is wrong; elements of entities in their places.
        let written_out = inlined(&document, &self.limits);
        let long = written_out.as_ref().and_then(|long| Some((long, Document::parse(&long.text, &self.limits).ok()?)));
        let (value, mut findings) = match &long {
            Some((inlined, long)) => self.collected(long, mark, Some((inlined, text)), read),
            None => self.collected(&document, mark, None, read),
        };
        if findings.is_empty() || value.is_none() && !findings.has_errors() {
            // What stopped the quick way stands, whatever the other made of it.
            findings.extend(quick.into_findings());
        }
        if findings.is_empty() {
            let found = "a type that reads nothing and reports nothing";
            return self.refused(text, Fault::new(ErrorKind::Unsupported, 0, 0, found));
        }
        // What is left out or kept of an entity has not been looked at: whatever passes is well-formed.
        if value.is_some() && long.is_none() && !document.declarations.entities.is_empty() && !findings.has_errors() {
            findings.extend(self.any_from_xml(text).err().into_iter().flatten());
        }
        if value.is_some() && !findings.has_errors() {
            findings.extend(self.broken_rules(&document));
        }
        Outcome { value: value.filter(|_| !findings.has_errors()), findings }
    }

    fn reader<'x>(&self, document: &'x Document<'x>, source: Option<Arc<Source>>) -> Reader<'x> {
        let mut reader = Reader::new(document, self.limits, source, self.file.clone());
        reader.undeclared_entities = self.undeclared_entities;
        reader
    }

    /// The value, if any, and all that is wrong; `inlined` tells from which text entities were written out.
    fn collected<T>(
        &self,
        document: &Document<'_>,
        mark: Mark,
        inlined: Option<(&Inlined, &str)>,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> (Option<T>, Findings) {
        let source = self.source(document, mark, inlined.map_or(&[], |(inlined, _)| &inlined.expanded));
        let mut reader = self.reader(document, source);
        reader.collect_all(self.policy);
        let value = read(&mut reader);
        (value, reader.findings(inlined))
    }

    /// What is wrong behind a prolog that is.
    fn behind_prolog<T>(
        &self,
        text: &str,
        fault: Box<Fault>,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Outcome<T> {
        let document = Document::behind_prolog(text).filter(|_| fault.kind != ErrorKind::Limit);
        let mut outcome = self.refused(text, fault);
        if let Some(document) = document {
            let mut reader = Reader::new(&document, self.limits, None, self.file.clone());
            reader.collect_all(self.policy);
            read(&mut reader);
            // Which entities the prolog declares is not known.
            let findings = reader.into_findings();
            outcome.findings.extend(findings.into_iter().filter(|finding| finding.kind() != ErrorKind::Entity));
        }
        outcome
    }

    /// The same document with entities of elements written out, when it is to be kept and has some.
    fn inlined<T>(
        &self,
        document: &Document<'_>,
        mark: Mark,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let inlined = self.preserve.then(|| inlined(document, &self.limits))??;
        let long = Document::parse(&inlined.text, &self.limits).ok()?;
        let source = self.source(&long, mark, &inlined.expanded);
        read(&mut self.reader(&long, source))
    }

    /// The document as written, when it is to be kept.
    fn source(&self, document: &Document<'_>, mark: Mark, expanded: &[Expanded]) -> Option<Arc<Source>> {
        // Only then is the text copied.
        self.preserve.then(|| {
            let (text, content) = (document.text.into(), document.content);
            let declarations = document.declarations.clone();
            Arc::new(Source { text, expanded: expanded.to_vec(), mark, content, declarations })
        })
    }

    /// A fault before there is a document: it has no path.
    #[expect(clippy::boxed_local, reason = "faults come boxed, to keep results small")]
    fn refused<T>(&self, text: &str, fault: Box<Fault>) -> Outcome<T> {
        let finding: Finding = fault.into_finding(text, usize::MAX, self.file.clone());
        Outcome { value: None, findings: finding.into() }
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

/// Reads a document from text: the value, and all that is wrong with it.
///
/// ```
/// use lip_types::{ReadOptions, imslip::LearnerInformation};
/// let outcome = lip_types::read::<LearnerInformation>("<learnerinformation><gaol/></learnerinformation>", &ReadOptions::new());
/// assert!(outcome.value.is_none());
/// assert_eq!(outcome.findings[0].hint(), Some("did you mean `goal`?"));
/// ```
pub fn read<T: FromXml + Element>(text: &str, options: &ReadOptions) -> Outcome<T> {
    options.read(text)
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
/// # Ok::<(), lip_types::Findings>(())
/// ```
pub fn from_xml<T: FromXml + Element>(text: &str) -> Result<T, Findings> {
    ReadOptions::new().from_xml(text)
}

/// Reads a document from bytes, strictly and with the default [`Limits`].
///
/// # Errors
///
/// When the bytes are no text, not well-formed, or not valid for `T`.
pub fn from_bytes<T: FromXml + Element>(bytes: &[u8]) -> Result<T, Findings> {
    ReadOptions::new().from_bytes(bytes)
}
