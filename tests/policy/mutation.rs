//! Edits of a document that leave it well-formed, and mostly make it wrong.

use std::ops::Range;

use proptest::prelude::*;
use xmlparser::{ElementEnd, Token};

/// One edit: what, and where.
#[derive(Debug, Clone)]
pub struct Mutation {
    kind: u8,
    element: prop::sample::Index,
    other: prop::sample::Index,
}

impl Arbitrary for Mutation {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (0..14_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>())
            .prop_map(|(kind, element, other)| Self { kind, element, other })
            .boxed()
    }
}

/// An element as written.
struct Element {
    name: Range<usize>,
    /// Between the name and the end of the start tag.
    attributes: usize,
    content: Range<usize>,
    all: Range<usize>,
    empty_tag: bool,
}

fn elements(text: &str) -> Vec<Element> {
    let (mut all, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    for token in xmlparser::Tokenizer::from(text) {
        match token.expect("it is well-formed") {
            Token::ElementStart { span, .. } => {
                open.push(all.len());
                let (start, end) = (span.start(), span.end());
                all.push(Element {
                    name: start + 1..end,
                    attributes: end,
                    content: end..end,
                    all: start..end,
                    empty_tag: false,
                });
            }
            Token::ElementEnd { end: ElementEnd::Open, span } => {
                let element = &mut all[*open.last().expect("inside a tag")];
                (element.attributes, element.content) = (span.start(), span.end()..span.end());
            }
            Token::ElementEnd { end, span } => {
                let element = &mut all[open.pop().expect("an element ends")];
                element.all.end = span.end();
                match end {
                    ElementEnd::Empty => (element.attributes, element.empty_tag) = (span.start(), true),
                    _ => element.content.end = span.start(),
                }
            }
            _ => {}
        }
    }
    all
}

const TEXTS: &[&str] = &["", "x", "2000:11:06", "2000-11-06", "&#32;", "a &amp; b", "<![CDATA[<c>]]>", "M", "7", " "];
const ATTRIBUTES: &[&str] = &[
    " unknown='1'",
    " xml:lang='de'",
    " xml:lang='not a language'",
    " gender='F'",
    " gender='?'",
    " xmlns:p='urn:p' p:a=' b  c '",
    " uri='a&#9;b'",
    " entityref='none'",
    " xsi='x'",
];
const CHILDREN: &[&str] = &[
    "<unknown/>",
    "<unknown a='1' b=\"2\"> text <goal/><!-- c --><deep><deeper/></deep></unknown>",
    "<p:other xmlns:p='urn:p' p:x='y'><goal xmlns='urn:q'/></p:other>",
    "<goal/>",
    "<date><datetime>never</datetime></date>",
    "<comment>said</comment>",
    "<description><long>without a short one</long></description>",
    "<?pi data?>",
    "<!-- comment -->",
    "<typename><tyvalue>x</tyvalue></typename>",
    "stray",
];

/// The document with these edits made, one after the other.
pub fn mutated(text: &str, mutations: &[Mutation]) -> String {
    mutations.iter().fold(text.to_owned(), |text, mutation| edited(&text, mutation))
}

fn edited(text: &str, Mutation { kind, element, other }: &Mutation) -> String {
    let all = elements(text);
    let one = &all[element.index(all.len())];
    let two = &all[other.index(all.len())];
    let has_content = !one.empty_tag;
    let replace = |range: Range<usize>, new: &str| format!("{}{new}{}", &text[..range.start], &text[range.end..]);
    let pick = |list: &[&'static str]| list[other.index(list.len())];
    let root = one.all.start == all[0].all.start;
    match kind {
        0 if !root => replace(one.all.clone(), ""),
        1 if !root => replace(one.all.end..one.all.end, &text[one.all.clone()]),
        2 if !root && has_content => {
            // Under another name.
            let name = if other.index(2) == 0 { "unknown" } else { &text[two.name.clone()] };
            let inner = &text[one.name.end..one.content.end];
            replace(one.all.clone(), &format!("<{name}{inner}</{name}>"))
        }
        3 | 4 if has_content => replace(one.content.clone(), pick(TEXTS)),
        5 | 6 => {
            let added = pick(ATTRIBUTES);
            let name = added.trim_start().split('=').next().unwrap_or_default();
            let local = added.rsplit([' ', ':']).next().and_then(|a| a.split('=').next()).unwrap_or_default();
            let tag = &text[one.name.end..one.attributes];
            if tag.contains(&format!("{name}=")) || tag.contains(&format!("{local}=")) {
                return text.to_owned();
            }
            replace(one.attributes..one.attributes, added)
        }
        7 | 8 if has_content => replace(one.content.start..one.content.start, pick(CHILDREN)),
        9 | 10 if has_content => replace(one.content.end..one.content.end, pick(CHILDREN)),
        11 | 12 if !root => replace(one.all.end..one.all.end, pick(CHILDREN)),
        13 if !root && two.all.end <= one.all.start => {
            // Somewhere else.
            let moved = text[one.all.clone()].to_owned();
            let without = replace(one.all.clone(), "");
            format!(
                "{}{moved}{}",
                &without[..two.all.start.max(all[0].content.start)],
                &without[two.all.start.max(all[0].content.start)..]
            )
        }
        _ => text.to_owned(),
    }
}
