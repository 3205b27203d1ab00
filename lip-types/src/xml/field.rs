//! What a field of a derived type can be: one trait for each kind, so that a type
//! which cannot stand there is one message that says what can.
//!
//! Reading is inlined in optimised builds only: in a debug build all that is inlined stays
//! on the stack, at every level of a recursive type.

use super::{Attribute, Cardinality, Element, FromXml, Group, Model, Name, Preserved, Reader, ToXml, Writer};
use crate::ext::{AnyAttributes, AnyContent};
use crate::value::{FromText, ToText};

/// `#[xml(child)]`: elements whose type knows its name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field for `#[xml(child)]`",
    label = "holds no element that knows its name",
    note = "write `T`, `Option<T>`, `Vec<T>`, `OneOrMore<T>` or `Bounded<T, MIN, MAX>`, where `T` derives `Xml` with `#[xml(element = \"…\")]`",
    note = "a value such as `String`, or a type without a name, is named by the field: `#[xml(child = \"…\")]`"
)]
pub trait OwnChild: Sized {
    /// The content model.
    const MODEL: Model;
    /// Whether the field may hold nothing.
    const NULLABLE: bool;
    /// Whether the next child begins the field.
    fn starts(reader: &mut Reader<'_>) -> bool;
    /// Reads the field.
    fn read(reader: &mut Reader<'_>) -> Option<Self>;
    /// Writes the field.
    fn write(&self, writer: &mut Writer);
}

#[diagnostic::do_not_recommend]
impl<F: Cardinality<Item: Element + FromXml + ToXml>> OwnChild for F {
    const MODEL: Model = occurs::<F>(const { &Model::Element(<F::Item as Element>::NAME) });
    const NULLABLE: bool = F::MIN == 0;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn starts(reader: &mut Reader<'_>) -> bool {
        reader.at(&<F::Item as Element>::NAME)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        F::collect(
            reader,
            |reader| reader.at(&<F::Item as Element>::NAME),
            <F::Item as FromXml>::read,
            |reader| {
                reader.missing();
                None
            },
        )
    }

    #[inline]
    fn write(&self, writer: &mut Writer) {
        for item in self.items() {
            ToXml::write(item, writer, &<F::Item as Element>::NAME);
        }
    }
}

/// `#[xml(child = "…")]`: elements that the field names.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field for `#[xml(child = \"…\")]`",
    label = "cannot be read from elements, and written as such",
    note = "write `T`, `Option<T>`, `Vec<T>`, `OneOrMore<T>` or `Bounded<T, MIN, MAX>`, where `T` derives `Xml` or is a value such as `String` or those of `lip_types::value`",
    note = "the text of any other type is read and written by two functions: `#[xml(child = \"…\", with = \"module\")]`"
)]
pub trait NamedChild: Sized {
    /// At least so many elements.
    const MIN: usize;
    /// At most so many elements.
    const MAX: usize;
    /// Reads the field.
    fn read(reader: &mut Reader<'_>, name: &Name) -> Option<Self>;
    /// Writes the field.
    fn write(&self, writer: &mut Writer, name: &Name);
}

#[diagnostic::do_not_recommend]
impl<F: Cardinality<Item: FromXml + ToXml>> NamedChild for F {
    const MIN: usize = F::MIN;
    const MAX: usize = F::MAX;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read(reader: &mut Reader<'_>, name: &Name) -> Option<Self> {
        F::collect(
            reader,
            |reader| reader.at(name),
            <F::Item as FromXml>::read,
            |reader| {
                reader.missing();
                None
            },
        )
    }

    #[inline]
    fn write(&self, writer: &mut Writer, name: &Name) {
        for item in self.items() {
            ToXml::write(item, writer, name);
        }
    }
}

/// `#[xml(choice)]`, `#[xml(group)]` and `#[xml(mixed)]`: content without a tag of its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field for `#[xml(choice)]`, `#[xml(group)]` or `#[xml(mixed)]`",
    label = "holds no choice or group",
    note = "write `T`, `Option<T>`, `Vec<T>`, `OneOrMore<T>` or `Bounded<T, MIN, MAX>`, where `T` is an enum that derives `Xml` with `#[xml(choice)]`, or a struct that derives it with `#[xml(group)]`"
)]
pub trait GroupField: Sized {
    /// The content model.
    const MODEL: Model;
    /// Whether the field may hold nothing.
    const NULLABLE: bool;
    /// Whether the next child begins the field.
    fn starts(reader: &mut Reader<'_>) -> bool;
    /// Reads the field.
    fn read(reader: &mut Reader<'_>) -> Option<Self>;
    /// Writes the field.
    fn write(&self, writer: &mut Writer);
}

#[diagnostic::do_not_recommend]
impl<F: Cardinality<Item: Group>> GroupField for F {
    const MODEL: Model = occurs::<F>(const { &<F::Item as Group>::MODEL });
    const NULLABLE: bool = F::MIN == 0 || <F::Item as Group>::NULLABLE;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn starts(reader: &mut Reader<'_>) -> bool {
        <F::Item as Group>::starts(reader)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        // One that is not there and not nullable reports what is missing.
        F::collect(reader, <F::Item as Group>::starts, <F::Item as Group>::read, <F::Item as Group>::read)
    }

    #[inline]
    fn write(&self, writer: &mut Writer) {
        for item in self.items() {
            Group::write(item, writer);
        }
    }
}

/// `#[xml(text)]`: a value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field for `#[xml(text)]`",
    label = "no value",
    note = "write a type that implements `FromText` and `ToText`: `String`, a number, `bool`, one of `lip_types::value`, or an enum that derives `Xml` with `#[xml(value)]`",
    note = "the text of any other type is read and written by two functions: `#[xml(text, with = \"module\")]`"
)]
pub trait TextField: Sized {
    /// The text of an element that holds nothing else; see [`Reader::leaf`].
    fn leaf(reader: &mut Reader<'_>) -> Option<Option<Self>>;
    /// Reads the text.
    fn read(reader: &mut Reader<'_>) -> Option<Self>;
    /// Writes the text.
    fn write(&self, writer: &mut Writer);
}

#[diagnostic::do_not_recommend]
impl<T: FromText + ToText> TextField for T {
    #[inline(always)]
    fn leaf(reader: &mut Reader<'_>) -> Option<Option<Self>> {
        reader.leaf()
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.text()
    }

    #[inline]
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

/// `#[xml(any)]`: open content.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field for `#[xml(any)]`",
    label = "does not hold open content",
    note = "write `AnyContent`"
)]
pub trait AnyField: Sized {
    /// Reads the content.
    fn read(reader: &mut Reader<'_>) -> Option<Self>;
    /// Writes the content of this element.
    fn write(&self, writer: &mut Writer, name: &Name);
    /// The content.
    fn content(&self) -> &AnyContent;
    /// The content, to be changed.
    fn content_mut(&mut self) -> &mut AnyContent;
}

#[diagnostic::do_not_recommend]
impl AnyField for AnyContent {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.any()
    }

    fn write(&self, writer: &mut Writer, name: &Name) {
        writer.any(self, name);
    }

    fn content(&self) -> &AnyContent {
        self
    }

    fn content_mut(&mut self) -> &mut AnyContent {
        self
    }
}

/// `#[xml(any_attributes)]`: all attributes that no other field names.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field for `#[xml(any_attributes)]`",
    label = "does not hold attributes of any name",
    note = "write `AnyAttributes`"
)]
pub trait AnyAttributesField: Sized {
    /// None yet.
    fn none() -> Self;
    /// Reads one more.
    fn push<'x>(&mut self, reader: &mut Reader<'x>, attribute: &Attribute<'x>);
    /// Writes them.
    fn write(&self, writer: &mut Writer);
}

#[diagnostic::do_not_recommend]
impl AnyAttributesField for AnyAttributes {
    fn none() -> Self {
        Self::default()
    }

    fn push<'x>(&mut self, reader: &mut Reader<'x>, attribute: &Attribute<'x>) {
        self.attributes.extend(reader.any_attribute(attribute));
    }

    fn write(&self, writer: &mut Writer) {
        writer.any_attributes(self);
    }
}

/// `#[xml(preserved)]`: what the document says beside the schema.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field for `#[xml(preserved)]`",
    label = "does not hold what stands beside the schema",
    note = "write `Preserved`"
)]
pub trait PreservedField: Sized {
    /// Nothing was said.
    fn none() -> Self;
    /// Ends the element, and keeps what it said beside the schema.
    fn end(reader: &mut Reader<'_>) -> Option<Self>;
    /// What was kept.
    fn kept(&self) -> &Preserved;
}

#[diagnostic::do_not_recommend]
impl PreservedField for Preserved {
    #[inline]
    fn none() -> Self {
        Self::new()
    }

    #[inline]
    fn end(reader: &mut Reader<'_>) -> Option<Self> {
        reader.end()
    }

    #[inline]
    fn kept(&self) -> &Preserved {
        self
    }
}

/// A model, as often as the field holds it.
const fn occurs<F: Cardinality>(inner: &'static Model) -> Model {
    Model::Occurs { inner, min: F::MIN, max: F::MAX }
}
