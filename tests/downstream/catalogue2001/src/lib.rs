//! A catalogue of courses, as a DTD of 2001 has it.

/// The types of `schemas/catalogue.dtd`.
pub mod catalogue {
    include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
}

use catalogue::{Catalogue, CatalogueItem, Course};

/// All courses, those of series included.
pub fn courses(catalogue: &Catalogue) -> impl Iterator<Item = &Course> {
    catalogue.items.iter().flat_map(|item| match item {
        CatalogueItem::Course(course) => std::slice::from_ref(&**course).iter(),
        CatalogueItem::Series(series) => series.course.iter(),
    })
}
