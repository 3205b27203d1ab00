//! From an element of which nothing is known to a type, and back: by way of its text, so that
//! the strict reader and the writer stay the only ones that know what is valid.
//!
//! That text is in the XSD binding, where every name says its namespace; in which binding
//! the document was makes no difference.

use super::{AnyElement, AnyNode};
use crate::value::Binding;
use crate::xml::{
    ErrorKind, Findings, Layout, Model, Name, Namespace, ReadOptions, Reader, WriteError, WriteOptions, Writer,
};

/// Elements inside one another, as many as a writer lets pass by default.
const DEPTH: usize = 1_000;

/// Which element of a model this is.
pub(super) fn claimed(model: &Model, element: &AnyElement) -> Option<Name> {
    match model {
        Model::Element(name) => {
            (name.local == element.local && name.namespace.uri() == element.namespace).then_some(*name)
        }
        Model::Choice(all) => all.iter().find_map(|model| claimed(model, element)),
        Model::Occurs { inner, .. } => claimed(inner, element),
        Model::Sequence(_) | Model::Text | Model::Any => None,
    }
}

/// Reads an element where it stands in its document; or on its own, when it stands in none, or has been changed since.
pub(super) fn read_element<T>(
    element: &AnyElement,
    name: Name,
    read: impl Fn(&mut Reader<'_>) -> Option<T>,
) -> Result<T, Findings> {
    if let Some(again) = element.origin.again(element) {
        return again.read(ReadOptions::new().preserve(true), read);
    }
    let options = ReadOptions::new().preserve(true).file(format!("<{}>", element.local));
    let mut writer = Writer::new(&WriteOptions::new(Binding::Xsd).layout(Layout::Compact).depth(DEPTH));
    writer.any_alone(element);
    match writer.finish() {
        Ok(text) => options.alone(&text, name.namespace, read),
        Err(error) => Err(options.unreadable(ErrorKind::Syntax, error.to_string())),
    }
}

/// What is written, as nodes.
pub(super) fn nodes_of(write: impl FnOnce(&mut Writer)) -> Result<Vec<AnyNode>, WriteError> {
    // An element in no namespace: what is inside says its own.
    const AROUND: Name = Name { namespace: Namespace::NONE, local: "extension" };
    let mut writer = Writer::new(&WriteOptions::new(Binding::Xsd).layout(Layout::AsRead).depth(DEPTH)).of_part();
    if writer.start(&AROUND, None) {
        writer.mixed();
        write(&mut writer);
        writer.end();
    }
    let text = writer.finish()?;
    match ReadOptions::new().any_from_xml(&text) {
        Ok(mut document) => Ok(std::mem::take(&mut document.element.content.nodes)),
        Err(findings) => Err(WriteError {
            path: findings.first().map_or_else(String::new, |finding| finding.path().to_owned()),
            message: findings.first().map_or_else(String::new, |finding| finding.message()),
        }),
    }
}
