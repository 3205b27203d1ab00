//! Which types may stand at which extension point, and how they get there.

use super::convert::{claimed, nodes_of, read_element};
use super::fields::{self, Field};
use super::{AnyContent, AnyNode};
use crate::imslip::{FieldData, FieldLabel};
use crate::xml::{Findings, Model, Reader, WriteError, Writer};

/// An element with open content: a place where extensions may stand.
///
/// `#[derive(Xml)]` implements it for every struct that has a field with `#[xml(any)]`: the
/// `ext_…` elements of LIP, `recformat`, `recdata`, and your own. What may be asked for
/// at a point, or put there, are the types that [extend](Extension) it.
///
/// What no type claims stays where it is, and is written as it was read.
///
/// ```
/// use lip_types::imslip::{ExtIdentification, ExtGoal};
/// use lip_types::{ExtensionPoint, Xml};
///
/// #[derive(Debug, PartialEq, Xml)]
/// #[xml(element = "nationality", ns = "urn:example:lip", extends(ExtIdentification))]
/// struct Nationality {
///     #[xml(text)]
///     country: String,
/// }
///
/// let mut ext = ExtIdentification::default();
/// ext.push(&Nationality { country: "Freedonia".into() })?;
/// ext.push(&Nationality { country: "Sylvania".into() })?;
/// let first: Option<Nationality> = ext.get()?;
/// assert_eq!(first.map(|n| n.country).as_deref(), Some("Freedonia"));
/// assert_eq!(ext.all::<Nationality>()?.len(), 2);
///
/// ext.replace(&Nationality { country: "Osterlich".into() })?;
/// assert_eq!(ext.all::<Nationality>()?, [Nationality { country: "Osterlich".into() }]);
/// assert_eq!(ext.remove::<Nationality>(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no extension point",
    label = "has no open content",
    note = "write one of the `ext_…` types of `lip_types::imslip`, `RecFormat`, `RecData`, or a struct that derives `Xml` with a field `#[xml(any)]`"
)]
pub trait ExtensionPoint {
    /// All that stands there.
    fn open_content(&self) -> &AnyContent;

    /// All that stands there, to be changed.
    fn open_content_mut(&mut self) -> &mut AnyContent;

    /// The first element that `T` claims.
    ///
    /// # Errors
    ///
    /// When it is not valid for `T`: what is wrong is told at its line, column and path in the document that the
    /// element was read from, and entities and prefixes mean what they mean there. One that a program has made or
    /// changed, or that comes out of an entity, is read on its own: as the file `<name>`, with its path from there, and
    /// entities and prefixes that it does not declare itself are taken as they are.
    fn get<T: Extension<Self>>(&self) -> Result<Option<T>, Findings>
    where
        Self: Sized,
    {
        let mut elements = self.open_content().elements();
        elements.find_map(|e| claimed(&T::CLAIMS, e).map(|name| read_element(e, name, T::read_extension))).transpose()
    }

    /// All elements that `T` claims, in document order.
    ///
    /// # Errors
    ///
    /// When one is not valid for `T`: what is wrong with any of them, as [`get`](Self::get) tells it.
    fn all<T: Extension<Self>>(&self) -> Result<Vec<T>, Findings>
    where
        Self: Sized,
    {
        let mut values = Vec::new();
        let mut findings: Option<Findings> = None;
        for element in self.open_content().elements() {
            let Some(name) = claimed(&T::CLAIMS, element) else { continue };
            match read_element(element, name, T::read_extension) {
                Ok(value) => values.push(value),
                Err(new) => findings.get_or_insert_default().extend(new),
            }
        }
        findings.map_or(Ok(values), Err)
    }

    /// Adds a value at the end.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as XML; nothing is added then.
    fn push<T: Extension<Self>>(&mut self, value: &T) -> Result<(), WriteError>
    where
        Self: Sized,
    {
        let nodes = nodes_of(|writer| value.write_extension(writer))?;
        self.open_content_mut().nodes.extend(nodes);
        Ok(())
    }

    /// Puts a value in the place of the first element that `T` claims, and removes the
    /// others that it claims; adds it at the end when there is none.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as XML; nothing is changed then.
    fn replace<T: Extension<Self>>(&mut self, value: &T) -> Result<(), WriteError>
    where
        Self: Sized,
    {
        let new = nodes_of(|writer| value.write_extension(writer))?;
        let nodes = &mut self.open_content_mut().nodes;
        let at = nodes.iter().position(|node| is_claimed(&T::CLAIMS, node)).unwrap_or(nodes.len());
        nodes.retain(|node| !is_claimed(&T::CLAIMS, node));
        nodes.splice(at..at, new);
        Ok(())
    }

    /// Removes all elements that `T` claims, valid or not; answers how many there were.
    fn remove<T: Extension<Self>>(&mut self) -> usize
    where
        Self: Sized,
    {
        let nodes = &mut self.open_content_mut().nodes;
        let before = nodes.len();
        nodes.retain(|node| !is_claimed(&T::CLAIMS, node));
        before - nodes.len()
    }

    /// The pairs of `fieldlabel` and `fielddata` that stand there bare, in document order: the
    /// extension that LIP itself knows.
    ///
    /// ```
    /// use lip_types::{ExtensionPoint, imslip::ExtGoal};
    /// let mut ext = ExtGoal::default();
    /// ext.push_field("Hours per week", "12")?;
    /// let fields = ext.fields()?;
    /// assert_eq!((fields[0].label.typename.tyvalue.value.as_str(), fields[0].data.value.as_str()), ("Hours per week", "12"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When one of the two is not valid, or stands without the other.
    fn fields(&self) -> Result<Vec<Field>, Findings> {
        fields::read(self.open_content())
    }

    /// Adds a pair of `fieldlabel` and `fielddata` at the end.
    ///
    /// # Errors
    ///
    /// When a text holds a character that XML 1.0 forbids; nothing is added then.
    fn push_field(&mut self, label: impl Into<FieldLabelText>, data: impl Into<FieldData>) -> Result<(), WriteError>
    where
        Self: Sized,
    {
        fields::push(self.open_content_mut(), &label.into().0, &data.into())
    }
}

/// What a field is called: a text, or a whole [`FieldLabel`].
#[derive(Debug, Clone, PartialEq)]
pub struct FieldLabelText(FieldLabel);

impl From<FieldLabel> for FieldLabelText {
    fn from(label: FieldLabel) -> Self {
        Self(label)
    }
}

impl From<&str> for FieldLabelText {
    fn from(label: &str) -> Self {
        Self(FieldLabel::new(crate::imslip::TypeName::new(label)))
    }
}

impl From<String> for FieldLabelText {
    fn from(label: String) -> Self {
        Self::from(label.as_str())
    }
}

/// A type whose elements may stand at the extension point `P`.
///
/// `#[derive(Xml)]` implements it for each point in `extends(…)`:
/// `#[xml(element = "…", extends(P))]` on a struct, `#[xml(choice, extends(P))]` on an enum
/// of several elements.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not extend `{P}`",
    label = "no extension of `{P}`",
    note = "write `extends({P})` in the `#[xml(…)]` of `{Self}`, beside `element = \"…\"` or `choice`; several points are separated by commas"
)]
pub trait Extension<P: ExtensionPoint>: Sized {
    /// The elements that belong to it.
    #[doc(hidden)]
    const CLAIMS: Model;

    /// Reads the element that the reader stands at.
    #[doc(hidden)]
    fn read_extension(reader: &mut Reader<'_>) -> Option<Self>;

    /// Writes the element.
    #[doc(hidden)]
    fn write_extension(&self, writer: &mut Writer);
}

fn is_claimed(claims: &Model, node: &AnyNode) -> bool {
    matches!(node, AnyNode::Element(element) if claimed(claims, element).is_some())
}
