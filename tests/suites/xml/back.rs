//! What is read comes back.

use lip_types::{ErrorKind, ReadOptions};

use super::list::suite;
use crate::wrapped::Lost;
use crate::{canonical, wrapped};

#[test]
fn what_is_read_comes_back() {
    let Some(suite) = suite("what_is_read_comes_back") else { return };
    let mut read = 0;
    for test in &suite {
        let bytes = test.bytes();
        let Ok(document) = super::taken(&bytes) else { continue };
        read += 1;
        let kept = ReadOptions::new().preserve(true).any_from_bytes(&bytes);
        assert_eq!(kept.as_ref(), Ok(&document), "{}", test.id);
        canonical::comes_back(document).unwrap_or_else(|lost| panic!("{}: {lost}", test.id));
    }
    assert!(read > 1_000, "{read}");
}

/// What is refused at an extension point, and why.
const REFUSED: &[(&str, &str)] = &[
    ("v-lang04", "`xs:language` has no subtag of more than eight letters"),
    ("rmt-e2e-57", "`xml:space` is `default` or `preserve`; the suite calls it an error, too"),
];

#[test]
fn documents_come_back_byte_for_byte_from_an_extension_point() {
    let Some(suite) = suite("documents_come_back_byte_for_byte_from_an_extension_point") else { return };
    let (mut wrong, mut same, mut other) = (Vec::new(), 0, 0);
    for test in &suite {
        let bytes = test.bytes();
        let Ok(document) = super::taken(&bytes) else { continue };
        let refused = REFUSED.iter().any(|(id, _)| *id == test.id);
        match wrapped::comes_back(&bytes, &document) {
            Ok(()) if !refused => same += 1,
            Err(Lost::Encoding) => other += 1,
            Err(Lost::Refused(findings)) if refused && findings[0].kind() == ErrorKind::Value => {}
            Ok(()) => wrong.push(format!("{}: taken", test.id)),
            Err(lost) => wrong.push(format!("{}: {lost}", test.id)),
        }
    }
    assert!(wrong.is_empty(), "{} {}", wrong.len(), wrong.join("\n"));
    // The others are in Latin-1, Japanese encodings, or UTF-16 without a mark.
    assert_eq!((same, other), (1_377, 17));
}

#[test]
fn edited_documents_come_back_as_what_they_are_now() {
    let Some(suite) = suite("edited_documents_come_back_as_what_they_are_now") else { return };
    let mut wrong = Vec::new();
    for test in suite.iter().filter(|test| REFUSED.iter().all(|(id, _)| *id != test.id)) {
        let bytes = test.bytes();
        if super::taken(&bytes).is_ok() {
            match wrapped::edited_comes_back(&bytes) {
                Ok(()) | Err(Lost::Encoding) => {}
                Err(lost) => wrong.push(format!("{}: {lost}", test.id)),
            }
        }
    }
    assert!(wrong.is_empty(), "{} {}", wrong.len(), wrong.join("\n"));
}
