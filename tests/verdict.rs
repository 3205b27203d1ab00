//! Mutations of valid documents: our verdict is that of libxml2.
//!
//! Random values of every element type are written, and one to three things in the tree changed: elements, attributes, text; so are the
//! documents of the corpus. xmllint judges against our XSD and our DTD. `LIP_LAW_VALUES=100000 cargo test --release --test verdict` makes a long run of it.

use std::collections::BTreeMap;

use lip_tests::element_types::TYPES;
use lip_tests::judge::Judge;
use lip_tests::{Random, files, xmllint};
use lip_types::{Binding, ErrorKind, Findings, Layout};

/// A part of a document, as written.
#[derive(Clone)]
enum Node {
    Element(Element),
    /// Text, a CDATA section, a comment or an instruction.
    Other(String),
}

#[derive(Clone)]
struct Element {
    name: String,
    /// Names, and values between their quotes.
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
}

/// What stands before the root, and the root.
fn parse(text: &str) -> (String, Element) {
    use xmlparser::{ElementEnd, Token};
    let mut prolog = 0;
    let mut open: Vec<Element> = Vec::new();
    for token in xmlparser::Tokenizer::from(text) {
        let token = token.expect("it was written well-formed");
        let node = match token {
            Token::ElementStart { span, .. } => {
                if open.is_empty() {
                    prolog = span.start();
                }
                open.push(Element { name: span[1..].to_owned(), attributes: Vec::new(), children: Vec::new() });
                continue;
            }
            Token::Attribute { span, value, .. } => {
                let name = span.split('=').next().unwrap_or_default().to_owned();
                open.last_mut().expect("inside a tag").attributes.push((name, value.to_string()));
                continue;
            }
            Token::ElementEnd { end: ElementEnd::Open, .. } => continue,
            Token::ElementEnd { .. } => Node::Element(open.pop().expect("an element ends")),
            Token::Text { text } => Node::Other(text.to_string()),
            Token::Cdata { span, .. } | Token::Comment { span, .. } | Token::ProcessingInstruction { span, .. } => {
                Node::Other(span.to_string())
            }
            _ => continue,
        };
        match (open.last_mut(), node) {
            (Some(parent), node) => parent.children.push(node),
            (None, Node::Element(root)) => return (text[..prolog].to_owned(), root),
            (None, Node::Other(_)) => {}
        }
    }
    panic!("no root: {text}")
}

fn show(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push_str(&format!(" {name}=\"{value}\""));
    }
    out.push('>');
    for child in &element.children {
        match child {
            Node::Element(child) => show(child, out),
            Node::Other(text) => out.push_str(text),
        }
    }
    out.push_str(&format!("</{}>", element.name));
}

/// The elements of a tree, the root first.
fn count(element: &Element) -> usize {
    let inner = element.children.iter().map(|child| if let Node::Element(child) = child { count(child) } else { 0 });
    1 + inner.sum::<usize>()
}

/// The element of this number.
fn pick<'e>(element: &'e mut Element, number: &mut usize) -> Option<&'e mut Element> {
    if *number == 0 {
        return Some(element);
    }
    *number -= 1;
    element.children.iter_mut().find_map(|child| match child {
        Node::Element(child) => pick(child, number),
        Node::Other(_) => None,
    })
}

const ATTRIBUTES: &[&str] = &[
    "xml:lang",
    "uri",
    "entityref",
    "mediamode",
    "contentreftype",
    "mimetype",
    "gender",
    "profmode",
    "sourcetype",
    "id",
    "fieldlabel",
    "xsi",
    "lang",
    "xml:space",
];
const VALUES: &[&str] = &[
    "",
    "en",
    "not a language",
    "photo",
    "nothing",
    "Text",
    "text",
    "M",
    "F",
    " M ",
    "imsdefault",
    "uri",
    "1",
    "-1",
    "1.0",
    "default",
    "2000-11-06",
    "2000-11-06T09:30:00",
    "2000:11:06",
    "09:30:00",
    "25:00:00",
    "+7",
    " 7 ",
    "x",
];

fn mutate(root: &mut Element, other: &Element, random: &mut Random) {
    let elements = count(root);
    let mut number = random.below(elements);
    let Some(element) = pick(root, &mut number) else { return };
    let (children, attributes) = (element.children.len(), element.attributes.len());
    let child = random.below(children);
    let value = || VALUES;
    match random.below(15) {
        0 if children > 0 => _ = element.children.remove(child),
        1 if children > 0 => element.children.insert(child, element.children[child].clone()),
        2 if children > 1 => element.children.swap(child, random.below(children)),
        3 => TYPES[random.below(TYPES.len())].element.clone_into(&mut element.name),
        4 => element.name.push('x'),
        5 | 6 => {
            let mut number = random.below(count(other));
            let mut other = other.clone();
            if let Some(part) = pick(&mut other, &mut number) {
                element.children.insert(random.below(children + 1), Node::Element(part.clone()));
            }
        }
        7 if attributes > 0 => {
            let at = random.below(attributes);
            if !element.attributes[at].0.starts_with("xmlns") {
                element.attributes.remove(at);
            }
        }
        8 => {
            let name = ATTRIBUTES[random.below(ATTRIBUTES.len())].to_owned();
            if element.attributes.iter().all(|(known, _)| *known != name) {
                element.attributes.push((name, value()[random.below(VALUES.len())].to_owned()));
            }
        }
        9 if attributes > 0 => {
            let at = random.below(attributes);
            if !element.attributes[at].0.starts_with("xmlns") {
                VALUES[random.below(VALUES.len())].clone_into(&mut element.attributes[at].1);
            }
        }
        10 => element
            .children
            .insert(random.below(children + 1), Node::Other(VALUES[random.below(VALUES.len())].to_owned())),
        11 => element.children.insert(
            random.below(children + 1),
            Node::Other(["<!---->", "<?x?>", "<![CDATA[]]>", " ", "&#32;"][random.below(5)].to_owned()),
        ),
        12 => element.children.clear(),
        13 => element.children = vec![Node::Other(VALUES[random.below(VALUES.len())].to_owned())],
        14 if children > 0 => {
            if let Node::Element(inner) = element.children.remove(child) {
                element.children.splice(child..child, inner.children);
            }
        }
        _ => {}
    }
}

/// A difference that is meant, by its reason.
fn explained(binding: Binding, text: &str, ours: &Result<(), Findings>, complaints: &[String]) -> Option<&'static str> {
    let all = |words: &[&str]| complaints.iter().all(|complaint| words.iter().any(|word| complaint.contains(word)));
    let dtd = binding == Binding::Dtd;
    match ours {
        Err(findings) if dtd && findings.iter().all(|f| f.kind() == ErrorKind::Value) => {
            Some("the DTD does not type text; we do, in both bindings")
        }
        Err(findings) if dtd && findings.iter().all(|f| f.found().contains("&#32;")) => {
            Some("a reference is no white space in element content (XML 1.0, 3.2.1); libxml2 takes it for some")
        }
        // A DTD knows no namespaces: an element of another one with a name of ours is ours for it.
        Ok(()) if dtd && text.contains("xmlns") => Some("a DTD takes what is in another namespace for its own"),
        Ok(()) if dtd && all(&["No declaration for ", "parser warning"]) => {
            Some("in open content of the DTD binding we do not ask for declarations")
        }
        Ok(()) if !dtd && all(&["'xs:time'", "'xs:dateTime'"]) => {
            Some("white space around a time is collapsed (XSD 1.0 part 2, 4.3.6)")
        }
        Ok(()) if !dtd && all(&["'xs:integer'"]) => {
            Some("an integer has any number of digits (XSD 1.0 part 2, 3.3.13)")
        }
        Ok(()) if all(&["'xs:ID'", "already defined"]) => {
            Some("that identifiers differ is a rule, and not checked by reading")
        }
        _ => None,
    }
}

struct Mutant {
    text: String,
    ours: Result<(), Findings>,
}

/// Mutants that wait for xmllint, and what it has said of those before.
struct Verdicts {
    binding: Binding,
    judge: Judge,
    waiting: Vec<Mutant>,
    judged: usize,
    valid: usize,
    explained: BTreeMap<&'static str, usize>,
    unexplained: Vec<String>,
}

impl Verdicts {
    fn new(name: &str, binding: Binding) -> Self {
        let judge = Judge::new(env!("CARGO_TARGET_TMPDIR"), name, binding).expect("a folder for documents");
        let (explained, unexplained) = (BTreeMap::new(), Vec::new());
        Self { binding, judge, waiting: Vec::new(), judged: 0, valid: 0, explained, unexplained }
    }

    fn add(&mut self, text: String, ours: Result<(), Findings>) {
        self.waiting.push(Mutant { text, ours });
        if self.waiting.len() == Judge::BATCH {
            self.judge();
        }
    }

    fn judge(&mut self) {
        let complaints = self.judge.complaints(self.waiting.iter().map(|mutant| mutant.text.as_str()));
        for (Mutant { text, ours }, complaints) in self.waiting.iter().zip(complaints.expect("xmllint runs")) {
            self.judged += 1;
            self.valid += usize::from(ours.is_ok());
            if ours.is_ok() == complaints.is_empty() {
                continue;
            }
            match explained(self.binding, text, ours, &complaints) {
                Some(reason) => *self.explained.entry(reason).or_default() += 1,
                None => {
                    let ours = ours.as_ref().map_err(Findings::to_string);
                    self.unexplained.push(format!("we: {ours:?}\nxmllint: {complaints:?}\n{text}\n"));
                }
            }
        }
        self.waiting.clear();
    }

    #[track_caller]
    fn finish(mut self) {
        self.judge();
        let Self { binding, judged, valid, explained, unexplained, .. } = self;
        println!("{binding:?}: {judged} documents, {valid} valid; differences explained: {explained:#?}");
        assert!(unexplained.is_empty(), "{binding:?}: {} differences:\n{}", unexplained.len(), unexplained.join("\n"));
    }
}

/// A mutant of a document, and the name of its root.
fn mutant(text: &str, others: &mut Option<Element>, random: &mut Random) -> (String, String) {
    let (prolog, mut root) = parse(text);
    let other = others.replace(root.clone()).unwrap_or_else(|| root.clone());
    for _ in 0..=random.below(2) {
        mutate(&mut root, &other, random);
    }
    let mut text = prolog;
    show(&root, &mut text);
    (text, root.name)
}

fn wanted(few: usize) -> usize {
    std::env::var("LIP_LAW_VALUES").ok().and_then(|number| number.parse().ok()).unwrap_or(few)
}

#[test]
fn libxml2_says_the_same_of_mutated_values() {
    if xmllint("libxml2_says_the_same_of_mutated_values").is_none() {
        return;
    }
    let mut random = Random::new(19_990_114);
    let mut verdicts = [Binding::Xsd, Binding::Dtd].map(|binding| Verdicts::new("mutated-values", binding));
    let mut others = [None, None];
    let (wanted, mut made) = (wanted(4_000), 0);
    while made < wanted {
        for r#type in TYPES {
            let length = 1 << (4 + random.below(6));
            let bytes: Vec<u8> = (0..length).map(|_| u8::try_from(random.below(256)).unwrap_or_default()).collect();
            let Some(written) = (r#type.case)(&bytes, Layout::Compact) else { continue };
            for (binding, text) in written.texts {
                let at = usize::from(binding == Binding::Dtd);
                let (text, name) = mutant(&text, &mut others[at], &mut random);
                // The root may have another name now.
                let Some(r#type) = TYPES.iter().find(|other| other.element == name) else { continue };
                let text = match text.find("<!DOCTYPE ").map(|at| at + "<!DOCTYPE ".len()) {
                    Some(at) => {
                        let end = at + text[at..].find([' ', '>']).unwrap_or(0);
                        format!("{}{name}{}", &text[..at], &text[end..])
                    }
                    None => text,
                };
                let ours = (r#type.read)(&text);
                verdicts[at].add(text, ours);
                made += 1;
            }
        }
    }
    verdicts.into_iter().for_each(Verdicts::finish);
}

#[test]
fn libxml2_says_the_same_of_the_mutated_corpus() {
    if xmllint("libxml2_says_the_same_of_the_mutated_corpus").is_none() {
        return;
    }
    let mut random = Random::new(20_010_309);
    for (folder, binding) in [("corpus/valid", Binding::Xsd), ("corpus/valid-dtd", Binding::Dtd)] {
        let mut verdicts = Verdicts::new("mutated-corpus", binding);
        let texts = files(folder, "xml").into_iter().filter_map(|file| std::fs::read_to_string(file).ok());
        // Of the declarations that a document brings for its open content, we take entities and defaults only.
        let taken = |text: &String| parse_root(text) == Some("learnerinformation") && !text.contains("<!ELEMENT");
        let texts: Vec<String> = texts.filter(taken).collect();
        let mut others = None;
        for number in 0..wanted(4_000) / 2 {
            let (text, name) = mutant(&texts[number % texts.len()], &mut others, &mut random);
            if name == "learnerinformation" {
                let ours = lip_types::from_xml::<lip_types::imslip::LearnerInformation>(&text).map(drop);
                verdicts.add(text, ours);
            }
        }
        verdicts.finish();
    }
}

/// The name of the root, of a document that is read as it is.
fn parse_root(text: &str) -> Option<&str> {
    lip_types::from_xml::<lip_types::imslip::LearnerInformation>(text).ok()?;
    let start = xmlparser::Tokenizer::from(text).find_map(|token| match token.ok()? {
        xmlparser::Token::ElementStart { span, .. } => Some(span.as_str()),
        _ => None,
    })?;
    start.strip_prefix('<')
}

/// What the mutations have found, by name.
#[test]
fn the_bindings_differ_in_what_is_between_elements() {
    use lip_types::FromXml;
    use lip_types::imslip::{Gender, Geo, Goal};

    let in_xsd = |name: &str, inner: &str| format!("<{name} xmlns=\"http://www.imsglobal.org/xsd/imslip_v1p0\"{inner}");
    let in_dtd = |name: &str, inner: &str| format!("<!DOCTYPE {name} SYSTEM \"imslip_v1p0p1.dtd\"><{name}{inner}");
    // White space by reference: characters for the XSD, not what matches `S` for the DTD.
    let geo = "><lat>47</lat>&#32;&#x9;<lon>8</lon>\n</geo>";
    assert!(Geo::from_xml(&in_xsd("geo", geo)).is_ok());
    let error = Geo::from_xml(&in_dtd("geo", geo)).expect_err("no `S`");
    assert_eq!((error[0].kind(), error[0].path()), (ErrorKind::UnexpectedText, "/geo"));
    assert!(Geo::from_xml(&in_xsd("geo", "><lat>47</lat>&#33;<lon>8</lon></geo>")).is_err());
    // Kept, and a space where a reference may not stand.
    let kept: Geo =
        lip_types::ReadOptions::new().preserve(true).from_xml(&in_xsd("geo", geo)).expect("it is valid in the XSD");
    for (binding, between) in [(Binding::Xsd, "</lat>&#32;&#x9;<lon>"), (Binding::Dtd, "</lat>  <lon>")] {
        let text = lip_types::WriteOptions::new(binding).to_xml(&kept).expect("it is valid in both");
        assert!(text.contains(between), "{text}");
        assert_eq!(Geo::from_xml(&text).expect("it is valid in both"), kept);
    }
    // `EMPTY` is also without comments; empty content of the XSD is not.
    for inner in ["<!-- -->", "<?x?>"] {
        let gender = format!(" gender=\"M\">{inner}</gender>");
        assert!(Gender::from_xml(&in_xsd("gender", &gender)).is_ok());
        let error = Gender::from_xml(&in_dtd("gender", &gender)).expect_err("`EMPTY`");
        assert_eq!(error[0].kind(), ErrorKind::UnexpectedText);
        assert!(error[0].found().ends_with("in `gender`, which is `EMPTY` in the DTD"), "{error}");
    }
    for inner in [" ", "&#32;", "x", "<![CDATA[]]>"] {
        let gender = format!(" gender=\"M\">{inner}</gender>");
        assert!(Gender::from_xml(&in_xsd("gender", &gender)).is_err());
        assert!(Gender::from_xml(&in_dtd("gender", &gender)).is_err());
    }
    // The attributes of the XML namespace have a schema of their own.
    for (attribute, is_valid) in [
        ("space=\"default\"", true),
        ("space=\"x\"", false),
        ("id=\"a\"", true),
        ("id=\"1\"", false),
        ("base=\"../a\"", true),
        ("base=\"%\"", false),
        ("lang=\"de\"", true),
        ("lang=\"de_CH\"", false),
    ] {
        let goal = format!("><ext_goal><b xml:{attribute}/></ext_goal></goal>");
        let read = Goal::from_xml(&in_xsd("goal", &goal));
        assert_eq!(read.is_ok(), is_valid, "{attribute}");
        if let Err(error) = read {
            let name = attribute.split('=').next().unwrap_or_default();
            assert_eq!(
                (error[0].kind(), error[0].path()),
                (ErrorKind::Value, &*format!("/goal/ext_goal/b/@xml:{name}"))
            );
        }
    }
}
