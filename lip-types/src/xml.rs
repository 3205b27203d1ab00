//! XML 1.0 (fifth edition) with namespaces: from bytes to values and back.
//!
//! ```text
//! bytes ── decode ──▶ text ── document ──▶ prolog, entities ── reader ──▶ FromXml ──▶ value
//! value ── ToXml ──▶ writer ──▶ text
//! ```
//!
//! Generated code walks a content model and asks the [`Reader`]: is the next
//! child this one, what is its text, is this the end? Nothing is queued, and
//! text is borrowed until a value owns it.

mod align;
mod any_document;
mod automaton;
mod bind;
mod cardinality;
pub(crate) mod codec;
mod decode;
pub(crate) mod default;
pub(crate) mod deterministic;
mod document;
mod encode;
mod error;
mod fault;
mod field;
mod finding;
mod findings;
mod inline;
mod kept;
mod limits;
mod locate;
mod model;
mod name;
pub(crate) mod origin;
mod outline;
mod policy;
mod preserved;
mod read;
mod reader;
mod reserved;
pub(crate) mod rule;
mod scan;
mod source;
pub(crate) mod tree;
mod unparsed;
mod write;
mod writer;

use crate::syntax;
#[cfg(feature = "serde")]
pub(crate) use crate::syntax::is_char;
pub use any_document::AnyDocument;
pub use bind::{Element, FromXml, Group, Single, ToXml};
pub use cardinality::{Cardinality, Presence};
#[cfg(feature = "cli")]
pub(crate) use decode::{Mark, decode};
#[cfg(feature = "cli")]
pub(crate) use encode::encode;
pub use error::{ErrorKind, WriteError};
pub use field::{AnyAttributesField, AnyField, GroupField, NamedChild, OwnChild, PreservedField, TextField};
pub use finding::{Finding, Repair, Severity};
pub use findings::{Findings, Outcome};
pub use kept::Kept;
pub use limits::Limits;
#[cfg(feature = "json")]
pub(crate) use locate::line_column;
pub use model::Model;
pub use name::{Declaration, Name, Namespace};
pub use policy::{Order, Unknown, Values};
pub use preserved::Preserved;
pub use read::{ReadOptions, from_bytes, from_xml, read};
pub(crate) use reader::nearest;
pub use reader::{Attribute, Reader};
pub use rule::Rule;
pub(crate) use scan::clip;
#[cfg(feature = "serde")]
pub(crate) use unparsed::{ExternalId, Notation, UnparsedEntity};
pub use write::{Layout, WriteOptions, to_xml};
pub use writer::Writer;
