//! Documents that are read to be written as they were.

use lip_types::imslip::LearnerInformation;
use lip_types::{AnyNode, Element, FromXml, ReadOptions, ToXml, WriteOptions};

use crate::document::Anything;

/// Written again, it is the same byte for byte; with one text changed, it differs in one place.
pub(crate) fn exact(data: &[u8]) {
    if let Some((learner, options)) = again::<LearnerInformation>(data, |learner| learner.preserved.binding()) {
        let mut edited = learner;
        if let Some(comment) = &mut edited.comment {
            comment.value.push('!');
            one_place(data, &edited, &options);
        }
    }
    if let Some((anything, options)) = again::<Anything>(data, |anything| anything.preserved.binding()) {
        let mut edited = anything;
        if let Some(AnyNode::Text(text)) = edited.content.nodes.iter_mut().find(|n| matches!(n, AnyNode::Text(_))) {
            text.push('!');
            one_place(data, &edited, &options);
        }
    }
}

type Of<T> = fn(&T) -> Option<lip_types::Binding>;

fn again<T: FromXml + ToXml + Element>(data: &[u8], binding: Of<T>) -> Option<(T, WriteOptions)> {
    let value = ReadOptions::new().preserve(true).from_bytes::<T>(data).ok()?;
    let options = WriteOptions::new(binding(&value).expect("it was kept"));
    // What the types take and DTDs do not is written in the other binding only.
    let written = options.to_bytes(&value).ok()?;
    assert!(written == data, "{}", String::from_utf8_lossy(&written));
    Some((value, options))
}

/// Where there was one text, is another one.
fn one_place<T: ToXml + Element>(data: &[u8], edited: &T, options: &WriteOptions) {
    let Ok(written) = options.to_bytes(edited) else { return };
    let start = data.iter().zip(&written).take_while(|(a, b)| a == b).count();
    let rest = data.len().min(written.len()) - start;
    let end = data.iter().rev().zip(written.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let was = String::from_utf8_lossy(&data[start..data.len() - end]);
    assert!(!has_tag(&was), "{was}\n{}", String::from_utf8_lossy(&written));
}

/// Whether there is more than text, comments, instructions and CDATA sections.
fn has_tag(content: &str) -> bool {
    let mut rest = content;
    while let Some(at) = rest.find('<') {
        let markup = &rest[at..];
        let end = match markup {
            _ if markup.starts_with("<!--") => "-->",
            _ if markup.starts_with("<![CDATA[") => "]]>",
            _ if markup.starts_with("<?") => "?>",
            _ => return true,
        };
        rest = markup.split_once(end).map_or("", |(_, behind)| behind);
    }
    false
}
