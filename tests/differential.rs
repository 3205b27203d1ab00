//! Our reader against xmlparser with tag matching, over mutated documents.
//!
//! What xmlparser refuses, we must refuse; what it accepts and we do not must be
//! one of the rules that it does not check. xmllint, where it is there, judges a part.

use lip_tests::{Random, files, xmllint};
use lip_types::{AnyAttributes, AnyContent, ErrorKind, Finding, Findings, Xml};

/// A document element that holds whatever is well-formed.
#[derive(Debug, Xml)]
#[xml(element = "learnerinformation", ns = "http://www.imsglobal.org/xsd/imslip_v1p0")]
struct Anything {
    #[xml(any_attributes)]
    _attributes: AnyAttributes,
    #[xml(any)]
    _content: AnyContent,
}

/// What xmlparser says of a document, with what its users have to add: tags match,
/// and there is one root.
fn xmlparser_accepts(text: &str) -> bool {
    use xmlparser::{ElementEnd, Token};
    let mut open: Vec<(String, String)> = Vec::new();
    let mut roots = 0;
    // A start tag whose end has not come.
    let mut last = None;
    for token in xmlparser::Tokenizer::from(text) {
        match token {
            Err(_) => return false,
            Ok(Token::ElementStart { prefix, local, .. }) => {
                roots += usize::from(open.is_empty());
                last = Some((prefix.to_string(), local.to_string()));
            }
            Ok(Token::ElementEnd { end, .. }) => match end {
                ElementEnd::Open => open.extend(last.take()),
                ElementEnd::Empty => last = None,
                ElementEnd::Close(prefix, local) => {
                    if open.pop() != Some((prefix.to_string(), local.to_string())) {
                        return false;
                    }
                }
            },
            Ok(_) => {}
        }
    }
    open.is_empty() && last.is_none() && roots == 1
}

/// Rules of XML that xmlparser leaves to its users: whatever is in the prolog or in
/// entities, references, namespaces, duplicate attributes, colons in names, and the
/// target of an instruction.
fn is_left_to_users(error: &Finding) -> bool {
    let (found, expected) = (error.found(), error.expected().unwrap_or_default());
    match error.kind() {
        ErrorKind::Entity | ErrorKind::Namespace | ErrorKind::Encoding | ErrorKind::Unsupported => true,
        ErrorKind::Syntax => {
            error.path().is_empty()
                || found.contains("in the entity")
                || found.contains("an entity with")
                || found.contains("for the second time")
                || found.contains('&')
                || found.contains("XML declaration")
                || found == "`:`"
                || found == "`]]>` in text"
                || expected.ends_with("digits and `;`")
                || expected == "white space or `?>`"
        }
        _ => is_no_matter_of_xml(error),
    }
}

/// Another document element, or `xml:lang` in open content: well-formed all the same.
fn is_no_matter_of_xml(error: &Finding) -> bool {
    matches!(error.kind(), ErrorKind::Root | ErrorKind::Value | ErrorKind::UnknownAttribute)
}

/// xmlparser ends a notation declaration at a `>` in its literals.
fn is_fault_of_xmlparser(text: &str) -> bool {
    let mut notations = text.split("<!NOTATION").skip(1);
    notations.any(|rest| rest.lines().next().unwrap_or_default().matches('>').count() > 1)
}

/// A colon in a name of the document type declaration (Namespaces in XML, section 7),
/// and other spellings of encodings.
fn is_unchecked_by_xmllint(error: &Finding) -> bool {
    error.kind() == ErrorKind::Encoding || error.path().is_empty() && error.expected() == Some("a name")
}

const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "=",
    "\"",
    "'",
    "&",
    ";",
    "&amp;",
    "&#60;",
    "&#x0;",
    "&u;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "--",
    "<?",
    "?>",
    "<?x y?>",
    "<a>",
    "</a>",
    "<a/>",
    "<a b='c' b='d'/>",
    " ",
    "\n",
    "\r",
    "\u{1}",
    "\u{FFFE}",
    "é",
    "x",
    ":",
    "xmlns:p='u'",
    "<p:q/>",
    "xml:lang=\"e\"",
    "!",
    "<!DOCTYPE a>",
];

/// One to three small changes at any place.
fn mutate(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(2) {
        let at = random.below(chars.len() + 1);
        match random.below(16) {
            0 if at < chars.len() => {
                chars.remove(at);
            }
            1 | 2 => {
                let end = (at + random.below(12)).min(chars.len());
                chars.drain(at..end);
            }
            3 | 4 if at < chars.len() => {
                let other = random.below(chars.len());
                chars.swap(at, other);
            }
            5 => chars.truncate(at),
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                chars.splice(at..at, piece.chars());
            }
        }
    }
    chars.into_iter().collect()
}

/// The small ones of the corpus, as text.
fn seeds() -> Vec<String> {
    let all = files("corpus/valid", "xml").into_iter().chain(files("corpus/valid-dtd", "xml"));
    let texts = all.filter_map(|path| std::fs::read(path).ok()).filter_map(|bytes| String::from_utf8(bytes).ok());
    texts.filter(|t| t.len() < 6_000 && !t.starts_with('\u{FEFF}')).collect()
}

#[test]
fn what_xmlparser_refuses_is_refused() {
    let seeds = seeds();
    assert!(seeds.len() > 10, "too few seeds");
    let judge = xmllint("what_xmlparser_refuses_is_refused, its part with xmllint");
    let mut random = Random::new(20_041_215);
    let (mut accepted, mut refused, mut judged) = (0, 0, 0);
    let mut complaints = Vec::new();
    for round in 0..40_000 {
        let text = mutate(&seeds[random.below(seeds.len())], &mut random);
        let ours: Result<Anything, Findings> = lip_types::from_bytes(text.as_bytes());
        let theirs = xmlparser_accepts(&text);
        match &ours {
            Ok(_) => accepted += 1,
            Err(_) => refused += 1,
        }
        match &ours {
            Ok(_) if !theirs && !is_fault_of_xmlparser(&text) => {
                complaints.push(format!("accepted by us alone:\n{text}"))
            }
            Err(error) if theirs && !is_left_to_users(&error[0]) => {
                complaints.push(format!("refused by us alone: {error}\n{text}"));
            }
            _ => {}
        }
        // The slow judge for some, and for all that we refuse alone.
        let alone = theirs && ours.is_err();
        if let Some(judge) = judge.filter(|_| alone && round % 4 == 0 || round % 60 == 0) {
            if ours.as_ref().is_err_and(|e| is_no_matter_of_xml(&e[0]) || is_unchecked_by_xmllint(&e[0])) {
                continue;
            }
            judged += 1;
            let verdict = judge.well_formed(text.as_bytes());
            if verdict.is_ok() != ours.is_ok() {
                complaints.push(format!("xmllint differs: {:?} {verdict:?}\n{text}", ours.err()));
            }
        }
    }
    eprintln!("{accepted} accepted, {refused} refused, {judged} judged by xmllint");
    assert!(accepted > 1_000 && refused > 1_000, "one-sided mutations: {accepted} accepted, {refused} refused");
    assert!(
        complaints.is_empty(),
        "{} differences; the first:\n{}",
        complaints.len(),
        complaints[..complaints.len().min(3)].join("\n\n")
    );
}
