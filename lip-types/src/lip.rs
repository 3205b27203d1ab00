//! What LIP 1.0.1 asks of a record and no schema can state.
//!
//! Reading a value checks the schema. The [`RULES`] look across a whole document: they are
//! chosen by [`ReadOptions::rules`](crate::ReadOptions::rules), and `lip validate` applies them all unless
//! `--without NAME` takes one out.
//!
//! ```
//! use lip_types::{ReadOptions, imslip::LearnerInformation, lip};
//! let text = r#"<learnerinformation xmlns="http://www.imsglobal.org/xsd/imslip_v1p0">
//!   <goal><contentype><referential><indexid>goal_1</indexid></referential></contentype></goal>
//!   <goal><contentype><referential><indexid>goal_1</indexid></referential></contentype></goal>
//! </learnerinformation>"#;
//! let outcome = ReadOptions::new().rules(lip::RULES).read::<LearnerInformation>(text);
//! assert!(outcome.value.is_some());
//! let finding = &outcome.findings[0];
//! assert_eq!((finding.code(), finding.line()), ("LIP0102", 3));
//! assert_eq!(finding.path(), "/learnerinformation/goal[2]/contentype/referential/indexid");
//! ```

mod dates;
mod identity;
mod language;

use crate::generated::imslip::NAMESPACE;
use crate::xml::Rule;
use crate::xml::tree::{Node, Tree};

/// The rules of LIP 1.0.1, each with its code and name.
///
/// | code | name | holds | a document that breaks it |
/// |---|---|---|---|
/// | `LIP0101` | `referential-identity` | a `referential` has a `sourcedid` or an `indexid` (summary of changes, 2.5) | is told |
/// | `LIP0102` | `unique-indexid` | an `indexid` identifies one structure of a record | is told |
/// | `LIP0103` | `relationship-target` | a tuple that points into the record at hand points at an `indexid` that is there | is told |
/// | `LIP0104` | `unique-id` | a value of type `xsd:ID` stands once in a document (XSD 1.0 part 1, 3.15.4, cvc-id) | is wrong |
/// | `LIP0105` | `language-tag` | `xml:lang` is well-formed (RFC 5646, 2.1) | is told |
/// | `LIP0106` | `date-order` | what is named `Finish` is not before what is named `Start` | is told |
///
/// That an attribute of type `xsd:ENTITY` names a declared unparsed entity is a rule of the schema, `LIP0015`;
/// [`ReadOptions::undeclared_entities`](crate::ReadOptions::undeclared_entities) turns it off.
pub static RULES: &[Rule] = &[
    identity::REFERENTIAL_IDENTITY,
    identity::UNIQUE_INDEXID,
    identity::RELATIONSHIP_TARGET,
    identity::UNIQUE_ID,
    language::LANGUAGE_TAG,
    dates::DATE_ORDER,
];

/// Whether an element is LIP's own of that name; in the DTD binding those have no namespace.
fn is(tree: &Tree, node: &Node, local: &str) -> bool {
    tree.name(node).0 == local && in_lip(tree, node)
}

fn in_lip(tree: &Tree, node: &Node) -> bool {
    let (_, root) = tree.nodes().next().map_or(("", ""), |root| tree.name(root));
    let (_, namespace) = tree.name(node);
    namespace == NAMESPACE.uri() || namespace.is_empty() && root.is_empty()
}
