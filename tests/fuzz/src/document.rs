//! Bytes that claim to be a LIP document.

use std::fmt::Debug;

use lip_types::imslip::LearnerInformation;
use lip_types::{
    AnyAttributes, AnyContent, Binding, Element, FromXml, Layout, Preserved, ReadOptions, ToXml, WriteOptions, Xml,
};

use crate::exact::exact;
use crate::lenient::lenient;

/// The document element with anything in it: more of what is random is well-formed than is valid.
#[derive(Debug, PartialEq, Xml)]
#[xml(element = "learnerinformation", ns = "http://www.imsglobal.org/xsd/imslip_v1p0")]
pub(crate) struct Anything {
    #[xml(any_attributes)]
    attributes: AnyAttributes,
    #[xml(any)]
    pub(crate) content: AnyContent,
    #[xml(preserved)]
    pub(crate) preserved: Preserved,
}

/// What is read can be written in one binding at least, and what is written is read back equal.
pub fn document(data: &[u8]) {
    for preserve in [false, true] {
        let options = ReadOptions::new().preserve(preserve);
        round::<LearnerInformation>(data, &options);
        round::<Anything>(data, &options);
    }
    exact(data);
    lenient(data);
}

fn round<T: FromXml + ToXml + Element + PartialEq + Debug>(data: &[u8], options: &ReadOptions) {
    let Ok(value) = options.from_bytes::<T>(data) else { return };
    let mut refused = Vec::new();
    for binding in [Binding::Xsd, Binding::Dtd] {
        for layout in [Layout::AsRead, Layout::Indented, Layout::Compact] {
            match WriteOptions::new(binding).layout(layout).to_xml(&value) {
                Ok(text) => match options.from_xml::<T>(&text) {
                    Ok(again) => assert_eq!(again, value, "{binding:?} {layout:?}: {text}"),
                    Err(error) => panic!("{binding:?} {layout:?}: {error}: {text}"),
                },
                Err(error) => refused.push(error),
            }
        }
    }
    assert!(refused.len() < 6, "neither binding takes what was read: {refused:?}");
}
