//! The documents and the peers that the benchmarks measure.
#![forbid(unsafe_code)]

pub mod documents;
pub mod serde_types;
