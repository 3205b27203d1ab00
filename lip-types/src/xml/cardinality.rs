//! How often a thing stands in a content model, told by the type of a field.

use super::{Attribute, Name, Reader, Single, Writer};
use crate::cardinality::{Bounded, OneOrMore};
use crate::value::{FromText, ToText};

/// A field of a content model: `T`, `Option<T>`, `Vec<T>`, [`OneOrMore<T>`] or
/// [`Bounded<T, MIN, MAX>`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field of a content model",
    note = "write `T`, `Option<T>`, `Vec<T>`, `OneOrMore<T>` or `Bounded<T, MIN, MAX>`, where `T` derives `Xml` or is a value"
)]
pub trait Cardinality: Sized {
    /// What stands there.
    type Item;
    /// At least so often.
    const MIN: usize;
    /// At most so often.
    const MAX: usize;

    /// Reads as many as there are; `absent` answers what holds, or reports, when a
    /// required one is not there.
    fn collect(
        reader: &mut Reader<'_>,
        starts: impl Fn(&mut Reader<'_>) -> bool,
        read: impl Fn(&mut Reader<'_>) -> Option<Self::Item>,
        absent: impl Fn(&mut Reader<'_>) -> Option<Self::Item>,
    ) -> Option<Self>;

    /// The items, in document order.
    fn items(&self) -> impl Iterator<Item = &Self::Item>;
}

#[diagnostic::do_not_recommend]
impl<T: Single> Cardinality for T {
    type Item = T;
    const MIN: usize = 1;
    const MAX: usize = 1;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn collect(
        reader: &mut Reader<'_>,
        starts: impl Fn(&mut Reader<'_>) -> bool,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
        absent: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Option<Self> {
        if starts(reader) { read(reader) } else { absent(reader) }
    }

    fn items(&self) -> impl Iterator<Item = &T> {
        std::iter::once(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Single> Cardinality for Option<T> {
    type Item = T;
    const MIN: usize = 0;
    const MAX: usize = 1;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn collect(
        reader: &mut Reader<'_>,
        starts: impl Fn(&mut Reader<'_>) -> bool,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
        _: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Option<Self> {
        if !starts(reader) {
            return Some(None);
        }
        let mark = reader.mark();
        let item = read(reader).map(Some);
        if item.is_none() && reader.does_without(mark) {
            return Some(None);
        }
        item
    }

    fn items(&self) -> impl Iterator<Item = &T> {
        self.iter()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Single> Cardinality for Vec<T> {
    type Item = T;
    const MIN: usize = 0;
    const MAX: usize = usize::MAX;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn collect(
        reader: &mut Reader<'_>,
        starts: impl Fn(&mut Reader<'_>) -> bool,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
        _: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Option<Self> {
        let mut items = Vec::new();
        let mut whole = true;
        while starts(reader) {
            let mark = reader.mark();
            let Some(item) = read(reader) else {
                whole &= reader.does_without(mark);
                if reader.goes_on() {
                    continue;
                }
                break;
            };
            // Large ones are mostly one or two: not four at once.
            if size_of::<T>() > 128 && items.len() == items.capacity() {
                items.reserve_exact(items.len().max(1));
            }
            items.push(item);
        }
        whole.then_some(items)
    }

    fn items(&self) -> impl Iterator<Item = &T> {
        self.iter()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Single> Cardinality for OneOrMore<T> {
    type Item = T;
    const MIN: usize = 1;
    const MAX: usize = usize::MAX;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn collect(
        reader: &mut Reader<'_>,
        starts: impl Fn(&mut Reader<'_>) -> bool,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
        absent: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Option<Self> {
        let mark = reader.mark();
        let first = if starts(reader) { read(reader) } else { absent(reader) };
        let Some(mut items) = first.map(OneOrMore::new) else {
            return behind_the_first(reader, mark, starts, read);
        };
        let mut whole = true;
        while starts(reader) {
            let mark = reader.mark();
            if push(&mut items, read(reader)).is_none() {
                whole &= reader.does_without(mark);
                if !reader.goes_on() {
                    break;
                }
            }
        }
        whole.then_some(items)
    }

    fn items(&self) -> impl Iterator<Item = &T> {
        self.iter()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Single, const LEAST: usize, const MOST: usize> Cardinality for Bounded<T, LEAST, MOST> {
    type Item = T;
    const MIN: usize = LEAST;
    const MAX: usize = MOST;

    fn collect(
        reader: &mut Reader<'_>,
        starts: impl Fn(&mut Reader<'_>) -> bool,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
        absent: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Option<Self> {
        let mut items = Vec::new();
        let mut lost = 0;
        let mark = reader.mark();
        while items.len() + lost < MOST && starts(reader) {
            let mark = reader.mark();
            if push(&mut items, read(reader)).is_none() {
                lost += 1;
                reader.lost(mark);
                if !reader.goes_on() {
                    return None;
                }
            }
        }
        while items.len() + lost < LEAST {
            push(&mut items, absent(reader))?;
        }
        Bounded::try_from(items).ok().filter(|_| lost == 0 || reader.does_without_lost(mark))
    }

    fn items(&self) -> impl Iterator<Item = &T> {
        self.iter()
    }
}

/// The items behind a first one that could not be read: one of them has to be there.
#[cold]
fn behind_the_first<T: Single>(
    reader: &mut Reader<'_>,
    mark: usize,
    starts: impl Fn(&mut Reader<'_>) -> bool,
    read: impl Fn(&mut Reader<'_>) -> Option<T>,
) -> Option<OneOrMore<T>> {
    reader.lost(mark);
    let mut items = Vec::new();
    while reader.goes_on() && starts(reader) {
        let mark = reader.mark();
        if push(&mut items, read(reader)).is_none() {
            reader.lost(mark);
        }
    }
    OneOrMore::try_from(items).ok().filter(|_| reader.does_without_lost(mark))
}

/// Adds what was read. In a frame of its own, so that a debug build does not hold copies
/// of an item at every level of a recursive type.
#[inline]
fn push<T>(items: &mut impl Extend<T>, item: Option<T>) -> Option<()> {
    items.extend(Some(item?));
    Some(())
}

/// A field for an attribute: `T` when it is required, `Option<T>` when it is not.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field for an attribute",
    label = "holds no value",
    note = "write `T` or `Option<T>`, where `T` is a value: `String`, a number, `bool`, one of `lip_types::value`, or an enum that derives `Xml` with `#[xml(value)]`",
    note = "a type of your own is a value when it implements `FromText`, `ToText` and `Single`; any other is read and written by two functions: `with = \"module\"`"
)]
pub trait Presence: Sized {
    /// Whether the attribute must be there.
    const REQUIRED: bool;

    /// Reads the attribute; `None` when it is no value of the type.
    fn read<'x>(reader: &mut Reader<'x>, attribute: &Attribute<'x>) -> Option<Self>;

    /// What the field holds when the attribute is not there; reports when it must be.
    fn absent(reader: &mut Reader<'_>, name: &Name) -> Option<Self>;

    /// Writes the attribute, if there is one.
    fn write(&self, writer: &mut Writer, name: &Name);
}

#[diagnostic::do_not_recommend]
impl<T: FromText + ToText + Single> Presence for T {
    const REQUIRED: bool = true;

    #[inline]
    fn read<'x>(reader: &mut Reader<'x>, attribute: &Attribute<'x>) -> Option<T> {
        reader.value(attribute)
    }

    fn absent(reader: &mut Reader<'_>, name: &Name) -> Option<T> {
        reader.missing_attribute(name);
        None
    }

    fn write(&self, writer: &mut Writer, name: &Name) {
        writer.attribute(name, self);
    }
}

#[diagnostic::do_not_recommend]
impl<T: FromText + ToText + Single> Presence for Option<T> {
    const REQUIRED: bool = false;

    #[inline]
    fn read<'x>(reader: &mut Reader<'x>, attribute: &Attribute<'x>) -> Option<Self> {
        let value = reader.value(attribute).map(Some);
        if value.is_none() {
            reader.does_without_attribute(attribute);
        }
        value
    }

    #[inline]
    fn absent(_: &mut Reader<'_>, _: &Name) -> Option<Self> {
        Some(None)
    }

    fn write(&self, writer: &mut Writer, name: &Name) {
        if let Some(value) = self {
            writer.attribute(name, value);
        }
    }
}
