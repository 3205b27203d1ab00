//! The schemas of LIP from which the types were generated, for judges and for schemas of your own that build on them.
//!
//! A `build.rs` (with `lip-types` among its `build-dependencies`) puts them where a schema that includes or imports them
//! finds them; `lip schemas FOLDER` does the same by hand:
//!
//! ```
//! # let folder = std::env::temp_dir().join(format!("lip-schemas-{}", std::process::id()));
//! for (path, text) in lip_types::schemas::FILES {
//!     let path = folder.join(path);
//!     if let Some(parent) = path.parent() {
//!         std::fs::create_dir_all(parent)?;
//!     }
//!     std::fs::write(path, text)?;
//! }
//! assert!(folder.join("imslip-1.0.1/imslip_v1p0p1.xsd").is_file());
//! # std::fs::remove_dir_all(folder)?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! They are our own, written from the facts of LIP 1.0.1, and what they accept is what the official ones accept.

/// The XSD binding: target namespace `http://www.imsglobal.org/xsd/imslip_v1p0`. It imports [`XML_XSD`] as
/// `../xml/xml.xsd`.
pub const IMSLIP_XSD: &str = include_str!("generated/schemas/imslip-1.0.1/imslip_v1p0p1.xsd");

/// The DTD binding: the same format without a namespace.
pub const IMSLIP_DTD: &str = include_str!("generated/schemas/imslip-1.0.1/imslip_v1p0p1.dtd");

/// The attributes of the XML namespace, `xml:lang` among them.
pub const XML_XSD: &str = include_str!("generated/schemas/xml/xml.xsd");

/// All of them, with paths at which the references between them lead to one another.
pub const FILES: [(&str, &str); 3] = [
    ("imslip-1.0.1/imslip_v1p0p1.xsd", IMSLIP_XSD),
    ("imslip-1.0.1/imslip_v1p0p1.dtd", IMSLIP_DTD),
    ("xml/xml.xsd", XML_XSD),
];
