//! What derived code does, row by row of the tables in the documentation of the derive:
//! documents that are read and written again, and documents that are refused, with the
//! whole message. Messages that were changed with intent are written again by
//! `UPDATE_EXPECT=1 cargo test -p lip-tests --test derive`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Debug;

use expect_test::{Expect, expect};
use lip_types::value::{Date, DateTime, Lang, Token};
use lip_types::{
    AnyAttributes, AnyContent, Binding, Bounded, Element, FromXml, Namespace, OneOrMore, Preserved, ReadOptions, ToXml,
    WriteOptions, Xml,
};

static PEOPLE: Namespace = Namespace::new("urn:people");
static PLACES: Namespace = Namespace::new("urn:places");

/// Reads, writes in every layout, reads again: the value is the same.
#[track_caller]
fn reads<T: FromXml + ToXml + Element + PartialEq + Debug>(xml: &str) -> T {
    let value: T = lip_types::from_xml(xml).unwrap_or_else(|e| panic!("{xml}\n{e}"));
    for layout in [lip_types::Layout::Indented, lip_types::Layout::AsRead, lip_types::Layout::Compact] {
        let written = WriteOptions::new(Binding::Xsd).layout(layout).to_xml(&value).unwrap();
        let again: T = lip_types::from_xml(&written).unwrap_or_else(|e| panic!("{written}\n{e}"));
        assert_eq!(again, value, "{written}");
    }
    let kept: T = ReadOptions::new().preserve(true).from_xml(xml).unwrap();
    assert_eq!(kept, value);
    let written = WriteOptions::new(Binding::Xsd).layout(lip_types::Layout::AsRead).to_xml(&kept).unwrap();
    assert_eq!(lip_types::from_xml::<T>(&written).unwrap(), value, "{written}");
    value
}

/// What is written, without the XML declaration and the last line's end.
fn written<T: ToXml + Element>(value: &T) -> String {
    let text = WriteOptions::new(Binding::Xsd).layout(lip_types::Layout::Compact).to_xml(value).unwrap();
    text.split_once("?>\n").unwrap().1.trim_end().to_owned()
}

/// A document as it can stand in this file.
fn shown(xml: &str) -> String {
    if xml.trim().is_empty() {
        return format!("{xml:?}");
    }
    xml.chars()
        .map(|c| if c.is_control() && c != '\n' { c.escape_default().to_string() } else { c.to_string() })
        .collect()
}

/// One line for each document: kind and message.
#[track_caller]
fn refuses<T: FromXml + Element + Debug>(documents: &[&str], expected: Expect) {
    let mut lines = String::new();
    for xml in documents {
        match T::from_xml(xml) {
            Ok(value) => panic!("{xml}\nis read as {value:?}"),
            Err(error) => lines.push_str(&format!("{}\n    {:?} {error}\n", shown(xml), error[0].kind())),
        }
    }
    expected.assert_eq(&lines);
}

mod attributes;
mod children;
mod choices;
mod codecs;
mod defaults;
mod empty;
mod generics;
mod groups;
mod holders;
mod open;
mod preserved;
mod shapes;
mod text_and_mixed;
