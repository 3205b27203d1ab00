//! A register of schools that speaks a narrowed profile of LIP.

/// The profile, every type made from `schemas/profile.xsd`.
pub mod whole {
    include!(concat!(env!("OUT_DIR"), "/whole.rs"));
}

/// The profile, with the types of `lip-types` where it does not change LIP.
pub mod reused {
    include!(concat!(env!("OUT_DIR"), "/reused.rs"));
}

pub mod register;
