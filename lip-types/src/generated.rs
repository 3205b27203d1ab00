//! What `lip-gen` wrote from the schemas; regenerate with
//! `cargo run -p lip-gen -- regenerate`.

/// The 148 elements of LIP 1.0.1.
///
/// [`LearnerInformation`](imslip::LearnerInformation) is the document element. A type is
/// called as its element, words split: `contentype` is [`ContentType`](imslip::ContentType).
/// Required parts are arguments of `new`, the rest are public fields.
///
/// ```
/// use lip_types::imslip::{Email, ContactInfo, TypeName};
/// let mut contact = ContactInfo::new(Email::from("ada@campus.example"));
/// contact.typename = Some(TypeName::new("Work"));
/// ```
// The generator formats.
#[rustfmt::skip]
pub mod imslip;
