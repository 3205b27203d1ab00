//! The kinds of what can be wrong with a document; and a value that cannot be written.

use std::fmt;

/// What kind of fault a [`Finding`](super::Finding) is. Each has a code that never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// `LIP0001`: bytes that are no text in the encoding that they claim (XML 1.0, 4.3.3).
    Encoding,
    /// `LIP0002`: not well-formed (XML 1.0).
    Syntax,
    /// `LIP0003`: an undeclared prefix, a wrong declaration (Namespaces in XML 1.0).
    Namespace,
    /// `LIP0004`: an entity that is undeclared, external or refers to itself (XML 1.0, 4.1).
    Entity,
    /// `LIP0005`: a bound of [`Limits`](super::Limits) is passed.
    Limit,
    /// `LIP0006`: the document element is another one.
    Root,
    /// `LIP0007`: an element that the content model does not allow here.
    UnexpectedElement,
    /// `LIP0008`: an element ends before it has what the content model requires.
    MissingElement,
    /// `LIP0009`: text where only elements may stand.
    UnexpectedText,
    /// `LIP0010`: an attribute that is not declared.
    UnknownAttribute,
    /// `LIP0011`: a required attribute is not there.
    MissingAttribute,
    /// `LIP0012`: text that is no value of its datatype.
    Value,
    /// `LIP0013`: a construct of XML 1.0 that this version does not read.
    Unsupported,
    /// `LIP0014`: an element that stands at another place than the content model gives it.
    Order,
    /// `LIP0015`: the name of an unparsed entity that the document does not declare (XML 1.0, 3.3.1, Entity Name; XSD 1.0 part 2,
    /// 3.2.11); see [`ReadOptions::undeclared_entities`](super::ReadOptions::undeclared_entities).
    UndeclaredEntity,
    /// `LIP0101` and on: a [`Rule`](super::Rule) that no schema states.
    Rule {
        /// The code of the rule.
        code: &'static str,
    },
}

impl ErrorKind {
    /// The code, `LIP` and four digits.
    pub fn code(self) -> &'static str {
        match self {
            Self::Encoding => "LIP0001",
            Self::Syntax => "LIP0002",
            Self::Namespace => "LIP0003",
            Self::Entity => "LIP0004",
            Self::Limit => "LIP0005",
            Self::Root => "LIP0006",
            Self::UnexpectedElement => "LIP0007",
            Self::MissingElement => "LIP0008",
            Self::UnexpectedText => "LIP0009",
            Self::UnknownAttribute => "LIP0010",
            Self::MissingAttribute => "LIP0011",
            Self::Value => "LIP0012",
            Self::Unsupported => "LIP0013",
            Self::Order => "LIP0014",
            Self::UndeclaredEntity => "LIP0015",
            Self::Rule { code } => code,
        }
    }
}

/// A value that cannot be written: what, and where in the value.
///
/// The types hold what the schema allows. What they cannot rule out, since it lies in a `String` or in the document around, the writer
/// refuses; what is written can be read, and is the same value then:
///
/// | what | refused | written otherwise |
/// |---|---|---|
/// | text, attribute | a character that XML 1.0 forbids (production 2) | `<`, `&`, `>` or `"`, and white space that would change, as references |
/// | [`DateTime`](crate::value::DateTime) | a form that the binding does not admit | |
/// | [`Entity`](crate::value::Entity), [`Entities`](crate::value::Entities) | a name that the DOCTYPE does not declare: see [`Preserved::declare_entity`](super::Preserved::declare_entity) | |
/// | [`QName`](crate::value::QName), [`Notation`](crate::value::Notation) | a prefix that is not declared there | |
/// | CDATA section | a forbidden character | `]]>` in two sections, a carriage return as text |
/// | comment | a forbidden character, `--`, `-` at its end, a carriage return | |
/// | instruction | a forbidden character, `?>`, the target `xml`, a target that is no name, a carriage return, white space before its data | |
/// | element of open content | a name that is none (Namespaces in XML, production 4), a reserved namespace, in no namespace the name of an element that the DTD declares | another prefix, where its own means something else |
/// | element of open content that the schema declares | what its declaration does not allow, as in reading | |
/// | attribute of open content | a name that is none, the same name twice, `xmlns` and what declares a namespace, an `xml:lang` that is no language | another prefix |
/// | what is [kept](super::Preserved::kept) though its type has no place for it | always, unless [`WriteOptions::kept`](super::WriteOptions::kept) is set | |
/// | elements inside one another | more than 1,000; to read more than 160 takes other [`Limits`](super::Limits) | |
///
/// The path names the element, or the attribute; the first fault is told.
///
/// ```
/// use lip_types::{Binding, ToXml, imslip::{Comment, LearnerInformation}};
/// let mut learner = LearnerInformation::default();
/// learner.comment = Some(Comment::from("a bell: \u{7}"));
/// let error = learner.to_xml(Binding::Xsd).unwrap_err();
/// assert_eq!(error.path(), "/learnerinformation/comment");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError {
    pub(crate) path: String,
    pub(crate) message: String,
}

impl WriteError {
    /// The element, or the attribute behind an `@`, that could not be written.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong with it.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl std::error::Error for WriteError {}
