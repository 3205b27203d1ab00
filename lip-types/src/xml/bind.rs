//! The traits between values and XML, which `#[derive(Xml)]` implements.

use std::borrow::Cow;

use super::{Findings, Model, Name, Reader, WriteError, Writer};
use crate::value::Binding;

/// A type that is one thing in a content model, not a cardinality of it: an
/// element, a choice, a group or a value. `Option`, `Vec`, [`OneOrMore`](crate::OneOrMore)
/// and [`Bounded`](crate::Bounded) hold such types and are none themselves.
pub trait Single {}

/// A type that is bound to an element and knows its name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no element with a name of its own",
    note = "derive `Xml` for a struct, with `#[xml(element = \"…\")]`"
)]
pub trait Element {
    /// The expanded name of the element.
    const NAME: Name;
    /// Where the namespace is written out beside the name: its URI, and `{uri}local`, the key of the JSON form in other namespaces.
    #[doc(hidden)]
    const QUALIFIED: Option<(&'static str, &'static str)> = None;
}

/// A type that an element can be read into.
///
/// `#[derive(Xml)]` implements it; by hand it looks like this:
///
/// ```
/// use lip_types::xml::{Element, FromXml, Model, Name, Namespace, Reader, Single};
///
/// #[derive(Debug, PartialEq)]
/// struct Switch(bool);
///
/// impl Single for Switch {}
///
/// impl Element for Switch {
///     const NAME: Name = Name { namespace: Namespace::NONE, local: "switch" };
/// }
///
/// impl FromXml for Switch {
///     fn read(reader: &mut Reader<'_>) -> Option<Self> {
///         reader.start(&Model::Text).then_some(())?;
///         reader.no_attributes();
///         let on = reader.text::<bool>();
///         reader.end()?;
///         on.map(Self)
///     }
/// }
///
/// assert_eq!(Switch::from_xml("<switch>true</switch>")?, Switch(true));
/// assert_eq!(Switch::from_xml("<switch>on</switch>").unwrap_err()[0].found(), "`on`");
/// # Ok::<(), lip_types::Findings>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an element",
    note = "derive `Xml` for a struct; values such as `String` and those of `lip_types::value` can be read, too"
)]
pub trait FromXml: Single + Sized {
    /// Reads the element whose start tag the reader stands at.
    ///
    /// `None` means that the element was not valid; the reader has been told why.
    fn read(reader: &mut Reader<'_>) -> Option<Self>;

    /// Reads a document: strictly, from text.
    ///
    /// # Errors
    ///
    /// When the text is not well-formed, or not valid for this type.
    fn from_xml(text: &str) -> Result<Self, Findings>
    where
        Self: Element,
    {
        super::from_xml(text)
    }
}

/// A type that can be written as an element.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as an element",
    note = "derive `Xml` for a struct; values such as `String` and those of `lip_types::value` can be written, too"
)]
pub trait ToXml {
    /// Writes the element under a name.
    fn write(&self, writer: &mut Writer, name: &Name);

    /// Writes a document in one of the two bindings.
    ///
    /// # Errors
    ///
    /// When a text holds a character that XML 1.0 forbids, or a value that the
    /// binding does not admit; see [`WriteError`].
    fn to_xml(&self, binding: Binding) -> Result<String, WriteError>
    where
        Self: Element + Sized,
    {
        super::to_xml(self, binding)
    }
}

/// A choice or a sequence that stands in the content of an element without a tag of its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no choice or group",
    note = "derive `Xml` with `#[xml(choice)]` for an enum, or with `#[xml(group)]` for a struct"
)]
pub trait Group: Single + Sized {
    /// The content model.
    const MODEL: Model;
    /// Whether it may stand for nothing at all.
    const NULLABLE: bool;
    /// Whether the next child begins it.
    fn starts(reader: &mut Reader<'_>) -> bool;
    /// Reads it.
    fn read(reader: &mut Reader<'_>) -> Option<Self>;
    /// Writes it.
    fn write(&self, writer: &mut Writer);
}

impl<T: Single> Single for Box<T> {}

impl<T: Element> Element for Box<T> {
    const NAME: Name = T::NAME;
    const QUALIFIED: Option<(&'static str, &'static str)> = T::QUALIFIED;
}

impl<T: FromXml> FromXml for Box<T> {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        T::read(reader).map(Box::new)
    }
}

impl<T: ToXml> ToXml for Box<T> {
    fn write(&self, writer: &mut Writer, name: &Name) {
        T::write(self, writer, name);
    }
}

impl<T: Group> Group for Box<T> {
    const MODEL: Model = T::MODEL;
    const NULLABLE: bool = T::NULLABLE;
    fn starts(reader: &mut Reader<'_>) -> bool {
        T::starts(reader)
    }
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        T::read(reader).map(Box::new)
    }
    fn write(&self, writer: &mut Writer) {
        T::write(self, writer);
    }
}

/// An element without content and attributes: `Option<()>` is whether it stands there.
impl Single for () {}

impl FromXml for () {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.start(&Model::Sequence(&[])).then_some(())?;
        reader.no_attributes();
        reader.end().map(drop)
    }
}

impl ToXml for () {
    fn write(&self, writer: &mut Writer, name: &Name) {
        if writer.start(name, None) {
            writer.end();
        }
    }
}

/// Makes values readable and writable as elements with simple content and no attributes.
macro_rules! values_as_elements {
    ($($value:ty,)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Single for $value {}

        #[diagnostic::do_not_recommend]
        impl FromXml for $value {
            fn read(reader: &mut Reader<'_>) -> Option<Self> {
                crate::private::read_value(reader)
            }
        }

        #[diagnostic::do_not_recommend]
        impl ToXml for $value {
            fn write(&self, writer: &mut Writer, name: &Name) {
                crate::private::write_value(self, writer, name);
            }
        }
    )*};
}

values_as_elements! {
    String, Cow<'_, str>, bool, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64,
    crate::value::Lang, crate::value::Language, crate::value::NormalizedString, crate::value::Token,
    crate::value::XmlName, crate::value::NcName, crate::value::NmToken, crate::value::NmTokens,
    crate::value::Id, crate::value::IdRef, crate::value::IdRefs, crate::value::Entity,
    crate::value::Entities, crate::value::QName, crate::value::Notation, crate::value::AnyUri, crate::value::Boolean,
    crate::value::Decimal, crate::value::Integer, crate::value::NonPositiveInteger,
    crate::value::NegativeInteger, crate::value::NonNegativeInteger, crate::value::PositiveInteger,
    crate::value::Long, crate::value::Int, crate::value::Short, crate::value::Byte,
    crate::value::UnsignedLong, crate::value::UnsignedInt, crate::value::UnsignedShort,
    crate::value::UnsignedByte, crate::value::Float, crate::value::Double, crate::value::Duration,
    crate::value::DateTime, crate::value::Time, crate::value::Date, crate::value::GYearMonth,
    crate::value::GYear, crate::value::GMonthDay, crate::value::GDay, crate::value::GMonth,
    crate::value::HexBinary, crate::value::Base64Binary,
}
