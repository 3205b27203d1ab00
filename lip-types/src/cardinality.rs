//! Vectors whose length a schema bounds.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// One or more: the schema's `+`.
///
/// ```
/// use lip_types::OneOrMore;
/// let mut some = OneOrMore::new("first");
/// some.push("second");
/// assert_eq!(some.len(), 2);
/// assert_eq!(*some.first(), "first");
/// assert!(OneOrMore::<u8>::try_from(vec![]).is_err());
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OneOrMore<T>(Vec<T>);

impl<T> OneOrMore<T> {
    /// One item.
    pub fn new(first: T) -> Self {
        Self(vec![first])
    }

    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        self.0.push(item);
    }

    /// The first item; there always is one.
    pub fn first(&self) -> &T {
        &self.0[0]
    }

    /// Takes the item at `index` out.
    ///
    /// # Errors
    ///
    /// When it is the only one, or there is none at `index`.
    pub fn remove(&mut self, index: usize) -> Result<T, LengthError> {
        let left = self.0.len() - 1;
        if left == 0 || index > left {
            return Err(LengthError { length: left, min: 1, max: usize::MAX });
        }
        Ok(self.0.remove(index))
    }

    /// All items as a vector.
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T> From<T> for OneOrMore<T> {
    fn from(first: T) -> Self {
        Self::new(first)
    }
}

impl<T> TryFrom<Vec<T>> for OneOrMore<T> {
    type Error = LengthError;

    fn try_from(items: Vec<T>) -> Result<Self, LengthError> {
        if items.is_empty() {
            return Err(LengthError { length: 0, min: 1, max: usize::MAX });
        }
        Ok(Self(items))
    }
}

impl<T> Extend<T> for OneOrMore<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.0.extend(items);
    }
}

/// At least `MIN` and at most `MAX`: the schema's `minOccurs` and `maxOccurs`.
///
/// ```
/// use lip_types::Bounded;
/// let mut two: Bounded<u8, 2, 3> = Bounded::try_from(vec![1, 2])?;
/// two.push(3)?;
/// assert_eq!(two.push(4).unwrap_err().to_string(), "4 items where 2 to 3 may stand");
/// # Ok::<(), lip_types::LengthError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bounded<T, const MIN: usize, const MAX: usize>(Vec<T>);

impl<T, const MIN: usize, const MAX: usize> Bounded<T, MIN, MAX> {
    /// Adds an item at the end.
    ///
    /// # Errors
    ///
    /// When there are `MAX` already.
    pub fn push(&mut self, item: T) -> Result<(), LengthError> {
        check::<MIN, MAX>(self.0.len() + 1)?;
        self.0.push(item);
        Ok(())
    }

    /// Takes the item at `index` out.
    ///
    /// # Errors
    ///
    /// When there are only `MIN`, or there is none at `index`.
    pub fn remove(&mut self, index: usize) -> Result<T, LengthError> {
        let left = self.0.len().checked_sub(1);
        match left {
            Some(left) if index <= left => {
                check::<MIN, MAX>(left)?;
                Ok(self.0.remove(index))
            }
            _ => Err(LengthError { length: self.0.len(), min: MIN, max: MAX }),
        }
    }

    /// All items as a vector.
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

/// None, where none is enough.
impl<T, const MAX: usize> Default for Bounded<T, 0, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MIN: usize, const MAX: usize> TryFrom<Vec<T>> for Bounded<T, MIN, MAX> {
    type Error = LengthError;

    fn try_from(items: Vec<T>) -> Result<Self, LengthError> {
        check::<MIN, MAX>(items.len())?;
        Ok(Self(items))
    }
}

fn check<const MIN: usize, const MAX: usize>(length: usize) -> Result<(), LengthError> {
    if (MIN..=MAX).contains(&length) { Ok(()) } else { Err(LengthError { length, min: MIN, max: MAX }) }
}

macro_rules! as_slice {
    ($([$($generics:tt)*] $vector:ty,)*) => {$(
        impl<T, $($generics)*> Deref for $vector {
            type Target = [T];
            fn deref(&self) -> &[T] {
                &self.0
            }
        }

        impl<T, $($generics)*> DerefMut for $vector {
            fn deref_mut(&mut self) -> &mut [T] {
                &mut self.0
            }
        }

        impl<T: fmt::Debug, $($generics)*> fmt::Debug for $vector {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<T, $($generics)*> IntoIterator for $vector {
            type Item = T;
            type IntoIter = std::vec::IntoIter<T>;
            fn into_iter(self) -> Self::IntoIter {
                self.0.into_iter()
            }
        }

        impl<'v, T, $($generics)*> IntoIterator for &'v $vector {
            type Item = &'v T;
            type IntoIter = std::slice::Iter<'v, T>;
            fn into_iter(self) -> Self::IntoIter {
                self.0.iter()
            }
        }
    )*};
}

as_slice! {
    [] OneOrMore<T>,
    [const MIN: usize, const MAX: usize] Bounded<T, MIN, MAX>,
}

/// A number of items that the schema does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LengthError {
    length: usize,
    min: usize,
    max: usize,
}

impl fmt::Display for LengthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { length, min, max } = self;
        if *max == usize::MAX {
            write!(f, "{length} items where at least {min} must stand")
        } else {
            write!(f, "{length} items where {min} to {max} may stand")
        }
    }
}

impl std::error::Error for LengthError {}
