//! Vectors whose length a schema bounds, and what is kept beside the schema.

use arbitrary::{Arbitrary, Error, Result, Unstructured};

use super::few;
use crate::{Bounded, OneOrMore, Preserved};

impl<'a, T: Arbitrary<'a>> Arbitrary<'a> for OneOrMore<T> {
    fn arbitrary(data: &mut Unstructured<'a>) -> Result<Self> {
        let mut items = OneOrMore::new(T::arbitrary(data)?);
        for item in data.arbitrary_iter()? {
            items.push(item?);
        }
        Ok(items)
    }
}

impl<'a, T: Arbitrary<'a>, const MIN: usize, const MAX: usize> Arbitrary<'a> for Bounded<T, MIN, MAX> {
    fn arbitrary(data: &mut Unstructured<'a>) -> Result<Self> {
        let length = MIN + few(data, MAX.saturating_sub(MIN).min(4))?;
        let items: Result<Vec<T>> = (0..length).map(|_| T::arbitrary(data)).collect();
        Bounded::try_from(items?).map_err(|_| Error::IncorrectFormat)
    }
}

/// Nothing is kept: the value was not read.
impl<'a> Arbitrary<'a> for Preserved {
    fn arbitrary(_: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Preserved::new())
    }
}
