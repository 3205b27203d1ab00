//! Open content: what stands where the schema allows anything.
//!
//! The 25 `ext_…` elements of LIP, `recformat` and `recdata` hold [`AnyContent`]:
//! an ordered tree that keeps elements, text, CDATA sections, comments, processing
//! instructions and prefixes as they were.
//!
//! ```
//! use lip_types::{AnyContent, AnyElement, AnyNode, Binding, ToXml, imslip::{ExtLearnerInfo, LearnerInformation}};
//! let mut badge = AnyElement::new("badge").in_namespace("urn:example:badges");
//! badge.content.push_text("First aid & rescue");
//! let mut ext = ExtLearnerInfo::default();
//! ext.content.push(badge);
//! let mut learner = LearnerInformation::default();
//! learner.items.push(ext.into());
//! let xml = learner.to_xml(Binding::Xsd)?;
//! assert!(xml.contains(r#"<badge xmlns="urn:example:badges">First aid &amp; rescue</badge>"#), "{xml}");
//! # Ok::<(), lip_types::WriteError>(())
//! ```
//!
//! Its names and texts are [`EcoString`]s: strings of which a short one stands where it is, and a copy of a long one shares
//! its memory. They are made of others by `into()`, and read as `&str`.
//!
//! What stands there can have a type of its own: see [`ExtensionPoint`].

mod convert;
mod fields;
mod point;

pub use fields::Field;
pub use point::{Extension, ExtensionPoint, FieldLabelText};

mod depth;

use ecow::EcoString;

use crate::xml::Preserved;
use crate::xml::origin::Origin;

/// Nodes in document order.
///
/// However deep it is, dropping, copying, comparing and showing it takes no stack.
#[derive(Default)]
pub struct AnyContent {
    /// The nodes.
    pub nodes: Vec<AnyNode>,
}

/// A node of [`AnyContent`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnyNode {
    /// An element with all that is in it.
    Element(Box<AnyElement>),
    /// Character data.
    Text(EcoString),
    /// A CDATA section.
    CData(EcoString),
    /// A comment.
    Comment(EcoString),
    /// A processing instruction.
    ProcessingInstruction(Box<AnyInstruction>),
}

/// A processing instruction (production 16).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnyInstruction {
    /// Its target (production 17).
    pub target: EcoString,
    /// What follows the target.
    pub data: EcoString,
}

/// An element of which nothing is known but what it says.
///
/// Two are equal when their expanded names, attributes and content are: prefixes and
/// the places of namespace declarations are the writer's choice.
#[derive(Debug, Clone, Default)]
pub struct AnyElement {
    /// The prefix, or nothing.
    pub prefix: EcoString,
    /// The local part of the name.
    pub local: EcoString,
    /// The URI of the namespace, or nothing.
    pub namespace: EcoString,
    /// The namespaces that its tag declares: prefix and URI.
    pub namespaces: Vec<(EcoString, EcoString)>,
    /// The attributes, in document order.
    pub attributes: Vec<AnyAttribute>,
    /// What stands between its tags.
    pub content: AnyContent,
    /// How it was written, when that is [kept](crate::ReadOptions::preserve).
    pub preserved: Preserved,
    /// Where it was read from.
    pub(crate) origin: Origin,
}

/// An attribute of which nothing is known but what it says; equal to others as
/// [`AnyElement`] is.
#[derive(Debug, Clone, Default)]
pub struct AnyAttribute {
    /// The prefix, or nothing.
    pub prefix: EcoString,
    /// The local part of the name.
    pub local: EcoString,
    /// The URI of the namespace, or nothing.
    pub namespace: EcoString,
    /// The value.
    pub value: EcoString,
}

/// The attributes of an element that the schema leaves open. Their order does not count for equality (XML 1.0, 3.1).
#[derive(Debug, Clone, Default)]
pub struct AnyAttributes {
    /// The attributes, in document order.
    pub attributes: Vec<AnyAttribute>,
}

impl AnyContent {
    /// Adds an element at the end.
    pub fn push(&mut self, element: AnyElement) {
        self.nodes.push(AnyNode::Element(Box::new(element)));
    }

    /// Adds text at the end: to the text that stands there, if there is some. In XML neighbouring texts are one, and an empty one
    /// is none.
    ///
    /// ```
    /// let mut content = lip_types::AnyContent::default();
    /// content.push_text("");
    /// content.push_text("First ");
    /// content.push_text("aid");
    /// assert_eq!(content.nodes, [lip_types::AnyNode::Text("First aid".into())]);
    /// ```
    pub fn push_text(&mut self, text: impl Into<EcoString>) {
        let text = text.into();
        match self.nodes.last_mut() {
            _ if text.is_empty() => {}
            Some(AnyNode::Text(before)) => before.push_str(&text),
            _ => self.nodes.push(AnyNode::Text(text)),
        }
    }

    /// The elements, in document order.
    pub fn elements(&self) -> impl Iterator<Item = &AnyElement> {
        self.nodes.iter().filter_map(|node| match node {
            AnyNode::Element(element) => Some(&**element),
            _ => None,
        })
    }

    /// All text in it, as an element with simple content would have it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut rest: Vec<&AnyNode> = self.nodes.iter().rev().collect();
        while let Some(node) = rest.pop() {
            match node {
                AnyNode::Text(t) | AnyNode::CData(t) => text.push_str(t),
                AnyNode::Element(e) => rest.extend(e.content.nodes.iter().rev()),
                AnyNode::Comment(_) | AnyNode::ProcessingInstruction { .. } => {}
            }
        }
        text
    }
}

impl AnyElement {
    /// An element without a namespace.
    pub fn new(local: impl Into<EcoString>) -> Self {
        Self { local: local.into(), ..Self::default() }
    }

    /// The same element in a namespace.
    #[must_use]
    pub fn in_namespace(mut self, uri: impl Into<EcoString>) -> Self {
        self.namespace = uri.into();
        self
    }

    /// The value of the attribute of this local name that has no namespace.
    pub fn attribute(&self, local: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.local == local && a.namespace.is_empty()).map(|a| a.value.as_str())
    }
}

impl PartialEq for AnyElement {
    fn eq(&self, other: &Self) -> bool {
        self.local == other.local
            && self.namespace == other.namespace
            && same_attributes(&self.attributes, &other.attributes)
            && self.content == other.content
    }
}

impl Eq for AnyElement {}

impl PartialEq for AnyAttribute {
    fn eq(&self, other: &Self) -> bool {
        self.local == other.local && self.namespace == other.namespace && self.value == other.value
    }
}

impl Eq for AnyAttribute {}

impl PartialEq for AnyAttributes {
    fn eq(&self, other: &Self) -> bool {
        same_attributes(&self.attributes, &other.attributes)
    }
}

impl Eq for AnyAttributes {}

/// The order of attributes is not significant (XML 1.0, 3.1); mostly it is the same.
fn same_attributes(one: &[AnyAttribute], other: &[AnyAttribute]) -> bool {
    if one == other || one.len() != other.len() {
        return one == other;
    }
    type Key<'a> = (&'a str, &'a str, &'a str);
    fn sorted(all: &[AnyAttribute]) -> Vec<Key<'_>> {
        let mut keys: Vec<Key<'_>> = all.iter().map(|a| (&*a.namespace, &*a.local, &*a.value)).collect();
        keys.sort_unstable();
        keys
    }
    sorted(one) == sorted(other)
}
