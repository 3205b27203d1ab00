//! Bytes that a value is made of.

use lip_tests::element_types::TYPES;
use lip_types::Layout;

/// A value of the element type that the first byte names is written and read back equal, as XML and as JSON.
pub fn value(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let of_type = &TYPES[usize::from(*first) % TYPES.len()];
    (of_type.case)(rest, if rest.len() % 2 == 0 { Layout::Indented } else { Layout::Compact });
    (of_type.json)(rest);
}
