//! A narrowed profile of LIP in the DTD binding.

/// The types of `schemas/profile.dtd`.
pub mod profile {
    include!(concat!(env!("OUT_DIR"), "/profile.rs"));
}
