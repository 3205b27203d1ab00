//! Types of strange schemas.
#![deny(warnings)]

macro_rules! modules {
    ($($name:ident),*) => {
        $(
            #[allow(missing_docs)]
            pub mod $name {
                include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
            }
        )*
    };
}

modules!(empty, keywords, letters, nested, nothing, recursive, spaces, wide);
