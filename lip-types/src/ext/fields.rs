//! LIP's own way to extend: pairs of `fieldlabel` and `fielddata`, bare in an extension point.

use super::convert::{claimed, nodes_of, read_element};
use super::{AnyContent, AnyElement};
use crate::imslip::{FieldData, FieldLabel};
use crate::xml::{Element, ErrorKind, Findings, FromXml, Model, Name, Reader, ToXml, WriteError};

/// A field: what it is called, and its value.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Field {
    /// What it is called.
    pub label: FieldLabel,
    /// Its value.
    pub data: FieldData,
}

pub(super) fn read(content: &AnyContent) -> Result<Vec<Field>, Findings> {
    let mut fields = Vec::new();
    let mut findings: Option<Findings> = None;
    let mut label: Option<(&AnyElement, Result<FieldLabel, Findings>)> = None;
    for element in content.elements() {
        if let Some(read) = one::<FieldLabel>(element) {
            if let Some((alone, _)) = label.replace((element, read)) {
                findings.get_or_insert_default().extend(without(alone, "`fielddata` behind it"));
            }
        } else if let Some(data) = one::<FieldData>(element) {
            match (label.take(), data) {
                (Some((_, Ok(label))), Ok(data)) => fields.push(Field { label, data }),
                (None, _) => {
                    findings.get_or_insert_default().extend(without(element, "`fieldlabel` before it"));
                }
                (Some((_, label)), data) => {
                    for new in label.err().into_iter().chain(data.err()) {
                        findings.get_or_insert_default().extend(new);
                    }
                }
            }
        }
    }
    if let Some((alone, _)) = label {
        findings.get_or_insert_default().extend(without(alone, "`fielddata` behind it"));
    }
    findings.map_or(Ok(fields), Err)
}

pub(super) fn push(content: &mut AnyContent, label: &FieldLabel, data: &FieldData) -> Result<(), WriteError> {
    let nodes = nodes_of(|writer| {
        label.write(writer, &FieldLabel::NAME);
        data.write(writer, &FieldData::NAME);
    })?;
    content.nodes.extend(nodes);
    Ok(())
}

/// The element as a `T`, if it is one.
fn one<T: Element + FromXml>(element: &AnyElement) -> Option<Result<T, Findings>> {
    let name: Name = claimed(&Model::Element(T::NAME), element)?;
    let read = |reader: &mut Reader<'_>| reader.at(&T::NAME).then(|| T::read(reader)).flatten();
    Some(read_element(element, name, read))
}

/// One half of a pair, alone.
fn without(element: &AnyElement, missing: &str) -> Findings {
    let found = format!("`{}` alone", element.local);
    element.origin.finding(&element.local, ErrorKind::MissingElement, &found, missing).into()
}
