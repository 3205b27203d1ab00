//! What the suite asks of a processor of the fifth edition of XML 1.0 with namespaces, which does not validate, opens no
//! external entity, and reads a document that says `version="1.1"` as XML 1.0 (production 26 of the fifth edition).

use super::{Conformance, Test};

/// What has to become of a document.
#[derive(Debug, Clone, Copy)]
pub enum Asked {
    Read,
    Refuse,
    /// It refers to entities that may be external, or declared in external ones.
    ReadOrNameEntity,
    /// The suite asks nothing of us; what becomes of it is counted, and xmllint asked.
    Either,
}

pub fn asked(test: &Test, bytes: &[u8]) -> Asked {
    let external = names_external(bytes);
    match test.conformance {
        // Section 1.2: processors are free to report an error.
        Conformance::Error => Asked::Either,
        // For XML 1.1, where other characters are allowed and some of XML 1.0 are not.
        _ if test.later => Asked::Either,
        // Colons in names, which are no names then.
        _ if !test.namespaces => Asked::Either,
        // Names of the fifth edition that the editions before did not have.
        Conformance::NotWellFormed if !test.fifth_edition() => Asked::Either,
        // What is wrong may stand where we do not look.
        Conformance::NotWellFormed if external && test.needs_entities() => Asked::Either,
        Conformance::NotWellFormed => Asked::Refuse,
        Conformance::Valid | Conformance::Invalid if external => Asked::ReadOrNameEntity,
        Conformance::Valid | Conformance::Invalid => Asked::Read,
    }
}

/// Whether a document, in any encoding of the suite, has an external identifier (production 75).
pub fn names_external(bytes: &[u8]) -> bool {
    let ascii: Vec<u8> = bytes.iter().copied().filter(|b| *b != 0).collect();
    [&b"SYSTEM"[..], b"PUBLIC"].iter().any(|word| ascii.windows(word.len()).any(|found| found == *word))
}
