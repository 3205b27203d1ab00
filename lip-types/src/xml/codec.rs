//! `#[xml(with = "module")]`: text that two functions read and write, of a type that is no value by itself.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::{FromXml, Name, Reader, Single, ToXml, Writer};
use crate::cardinality::{Bounded, OneOrMore};
use crate::value::{FromText, Scope, ToText, ValueError};

/// The functions of the codec number `FIELD` of the item that implements it.
pub trait Codec<V, const FIELD: usize> {
    /// `module::from_text`.
    ///
    /// # Errors
    ///
    /// When the text is no such value.
    fn from_text(text: &str) -> Result<V, ValueError>;

    /// `module::to_text`.
    ///
    /// # Errors
    ///
    /// When there is no text for the value.
    fn to_text(value: &V) -> Result<String, ValueError>;
}

/// What `to_text` of a module may answer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no text that `to_text` may answer",
    label = "the module of `with` answers this",
    note = "let `to_text` answer a `String`, or a `Result<String, ValueError>` where some values cannot be written"
)]
pub trait Written {
    /// The text.
    ///
    /// # Errors
    ///
    /// Those of the function.
    fn written(self) -> Result<String, ValueError>;
}

#[diagnostic::do_not_recommend]
impl Written for String {
    fn written(self) -> Result<String, ValueError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl Written for &str {
    fn written(self) -> Result<String, ValueError> {
        Ok(self.to_owned())
    }
}

#[diagnostic::do_not_recommend]
impl Written for Cow<'_, str> {
    fn written(self) -> Result<String, ValueError> {
        Ok(self.into_owned())
    }
}

#[diagnostic::do_not_recommend]
impl<T: Written> Written for Result<T, ValueError> {
    fn written(self) -> Result<String, ValueError> {
        self?.written()
    }
}

/// A value of the codec number `FIELD` of `I`: one that has been read, or that is to be written.
pub struct Coded<'v, V, I, const FIELD: usize> {
    value: Held<'v, V>,
    item: PhantomData<fn() -> I>,
}

enum Held<'v, V> {
    Read(V),
    ToWrite(&'v V),
}

impl<'v, V, I, const FIELD: usize> Coded<'v, V, I, FIELD> {
    /// A value as if it had been read.
    pub fn owned(value: V) -> Self {
        Self { value: Held::Read(value), item: PhantomData }
    }

    /// A value that is to be written.
    pub fn borrowed(value: &'v V) -> Self {
        Self { value: Held::ToWrite(value), item: PhantomData }
    }
}

impl<V, I, const FIELD: usize> Single for Coded<'_, V, I, FIELD> {}

impl<V, I: Codec<V, FIELD>, const FIELD: usize> FromText for Coded<'_, V, I, FIELD> {
    fn from_text(text: Cow<'_, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        I::from_text(&text).map(Self::owned)
    }
}

impl<V, I: Codec<V, FIELD>, const FIELD: usize> ToText for Coded<'_, V, I, FIELD> {
    fn to_text(&self, _: &Scope<'_>) -> Result<Cow<'_, str>, ValueError> {
        let value = match &self.value {
            Held::Read(value) => value,
            Held::ToWrite(value) => value,
        };
        I::to_text(value).map(Cow::Owned)
    }
}

impl<V, I: Codec<V, FIELD>, const FIELD: usize> FromXml for Coded<'_, V, I, FIELD> {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        crate::private::read_value(reader)
    }
}

impl<V, I: Codec<V, FIELD>, const FIELD: usize> ToXml for Coded<'_, V, I, FIELD> {
    fn write(&self, writer: &mut Writer, name: &Name) {
        crate::private::write_value(self, writer, name);
    }
}

/// From what has been read to what the field holds.
pub trait Decode {
    /// The type of the field.
    type Field;
    /// The field.
    fn decode(self) -> Option<Self::Field>;
}

impl<V, I, const FIELD: usize> Decode for Coded<'_, V, I, FIELD> {
    type Field = V;
    fn decode(self) -> Option<V> {
        match self.value {
            Held::Read(value) => Some(value),
            // Nothing that has been read borrows.
            Held::ToWrite(_) => None,
        }
    }
}

impl<T: Decode> Decode for Option<T> {
    type Field = Option<T::Field>;
    fn decode(self) -> Option<Self::Field> {
        match self {
            Some(item) => item.decode().map(Some),
            None => Some(None),
        }
    }
}

impl<T: Decode> Decode for Vec<T> {
    type Field = Vec<T::Field>;
    fn decode(self) -> Option<Self::Field> {
        self.into_iter().map(T::decode).collect()
    }
}

impl<T: Decode> Decode for OneOrMore<T> {
    type Field = OneOrMore<T::Field>;
    fn decode(self) -> Option<Self::Field> {
        OneOrMore::try_from(self.into_vec().decode()?).ok()
    }
}

impl<T: Decode, const MIN: usize, const MAX: usize> Decode for Bounded<T, MIN, MAX> {
    type Field = Bounded<T::Field, MIN, MAX>;
    fn decode(self) -> Option<Self::Field> {
        Bounded::try_from(self.into_vec().decode()?).ok()
    }
}
