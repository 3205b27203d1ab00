//! Documents that are read with `preserve`, edited or not, and written again. Those in `lossless/ok` are hard: each
//! says in its own way what can be said in many, and holds a value `BEFORE` that a program edits.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "lossless/entities.rs"]
mod entities;

use lip_types::imslip::{LearnerInformation, LearnerInformationItem};
use lip_types::{
    AnyContent, AnyDocument, AnyNode, Binding, EcoString, Preserved, ReadOptions, ToXml, WriteOptions, Xml,
};

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "a", ns = "urn:a")]
struct A {
    #[xml(attribute = "b")]
    b: Option<String>,
    #[xml(attribute = "n")]
    n: Option<u32>,
    #[xml(child = "s", ns = "urn:a")]
    strings: Vec<String>,
    #[xml(child = "t", ns = "urn:a")]
    texts: Vec<T>,
    #[xml(child = "m", ns = "urn:a")]
    mixed: Option<M>,
    #[xml(child = "o", ns = "urn:a")]
    open: Option<O>,
    #[xml(preserved)]
    preserved: Preserved,
}

#[derive(Debug, Clone, PartialEq, Xml)]
struct T {
    #[xml(attribute = "k")]
    k: Option<String>,
    #[xml(text)]
    text: String,
    #[xml(preserved)]
    preserved: Preserved,
}

#[derive(Debug, Clone, PartialEq, Xml)]
struct M {
    #[xml(mixed)]
    items: Vec<Inline>,
    #[xml(preserved)]
    preserved: Preserved,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Inline {
    #[xml(text)]
    Text(String),
    #[xml(child = "i", ns = "urn:a")]
    I(String),
}

#[derive(Debug, Clone, PartialEq, Xml)]
struct O {
    #[xml(any)]
    content: AnyContent,
    #[xml(preserved)]
    preserved: Preserved,
}

/// All that a document can say in more than one way.
const HARD: &str = "<?xml version = '1.0'  standalone='no' ?>\r\n\
<!-- before --><!DOCTYPE p:a [\n<!ENTITY e 'x &#38;#38; y'><!-- in -->\n\
<!ATTLIST p:t k NMTOKENS '  d  e ' ><!ENTITY % q \"<!ENTITY f 'z'>\">%q; ]  >\n\
<?pi  x?>\n\
<p:a  n='+007'\n   xmlns:p=\"urn:a\" xmlns:unused='urn:unused'\txmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'\n\
     xsi:schemaLocation=' urn:a  a.xsd ' b = '&lt;\"&#x20;&e;' >\r\n\
\t<!-- one -->\n  <p:s>x<!-- in text -->y</p:s  >\n\
<q:s xmlns:q='urn:a'><![CDATA[<&]]>&amp;&#62;></q:s><p:s ></p:s><p:s/><p:s><?t?></p:s>\n\
  <p:t k=' l   m '>&e;&f;\r\n</p:t>  <p:t>n</p:t><s:t xmlns:s='urn:a' ><![CDATA[]]></s:t>\n\
  <p:m>a<p:i>b</p:i>&#99;<!-- d --><p:i ></p:i><![CDATA[e]]>f </p:m>\n\
  <p:o>  <x  y='1'  xmlns='urn:x'\n z=\"&quot;'\" >&e;<![CDATA[>]]></x > <?u v?><!-- w --><x/><x></x>\n</p:o>\n\
<!-- last --></p:a >\n<!-- after -->";

fn read(xml: &str) -> A {
    ReadOptions::new().preserve(true).from_xml(xml).unwrap()
}

fn write(a: &A) -> String {
    a.to_xml(Binding::Xsd).unwrap()
}

fn edited(edit: impl Fn(&mut A), changes: &[(&str, &str)]) {
    edited_in(HARD, edit, changes);
}

/// Reads, edits, writes: the text differs in these places only, and says what the value says.
fn edited_in(xml: &str, edit: impl Fn(&mut A), changes: &[(&str, &str)]) {
    let mut a = read(xml);
    edit(&mut a);
    let mut expected = xml.to_owned();
    for (from, to) in changes {
        assert_eq!(expected.matches(from).count(), 1, "{from}");
        expected = expected.replace(from, to);
    }
    let written = write(&a);
    assert_eq!(written, expected);
    assert_eq!(read(&written), a);
}

#[test]
fn nothing_changes_when_nothing_is_changed() {
    edited(|_| {}, &[]);
}

#[test]
fn a_changed_value_is_one_change() {
    edited(|a| a.n = Some(8), &[("'+007'", "'8'")]);
    edited(|a| a.b = Some("it's \"<\"".into()), &[("'&lt;\"&#x20;&e;'", "'it&apos;s \"&lt;\"'")]);
    edited(|a| a.b = None, &[(" b = '&lt;\"&#x20;&e;'", "")]);
    edited(|a| a.strings[0] = "z<".into(), &[("x<!-- in text -->y", "z&lt;<!-- in text -->")]);
    // Of several texts, the one that has changed; in the way that it was written.
    edited(|a| a.strings[0] = "xz".into(), &[("x<!-- in text -->y", "x<!-- in text -->z")]);
    edited(|a| a.strings[0] = "zy".into(), &[("x<!-- in text -->y", "z<!-- in text -->y")]);
    edited(|a| a.strings[0] = "xyz".into(), &[("x<!-- in text -->y", "x<!-- in text -->yz")]);
    edited(|a| a.strings[0] = "x".into(), &[("x<!-- in text -->y", "x<!-- in text -->")]);
    edited(|a| a.strings[0] = "y".into(), &[("x<!-- in text -->y", "<!-- in text -->y")]);
    edited(|a| a.strings[0] = String::new(), &[("x<!-- in text -->y", "<!-- in text -->")]);
    edited(|a| a.strings[1] = "]]>&&>>".into(), &[("<![CDATA[<&]]>", "<![CDATA[]]]]><![CDATA[>&]]>")]);
    edited(|a| a.texts[2].text = "<".into(), &[("<![CDATA[]]>", "<![CDATA[<]]>")]);
    edited(|a| a.strings[2] = "z".into(), &[("<p:s ></p:s>", "<p:s >z</p:s>")]);
    edited(|a| a.strings[3] = "z".into(), &[("<p:s/>", "<p:s>z</p:s>")]);
    edited(|a| a.texts[0].text = String::new(), &[("&e;&f;\r\n</p:t>", "</p:t>")]);
    edited(|a| a.texts[0].k = Some("l".into()), &[("' l   m '", "'l'")]);
    edited(|a| a.texts[1].k = Some("n".into()), &[("<p:t>n", "<p:t k=\"n\">n")]);
    edited(|a| a.mixed.as_mut().unwrap().items[2] = Inline::Text("C".into()), &[("&#99;<!-- d -->", "C<!-- d -->")]);
    edited(|a| a.mixed.as_mut().unwrap().items[1] = Inline::I("B".into()), &[("<p:i>b</p:i>", "<p:i>B</p:i>")]);
    edited(
        |a| {
            let AnyNode::Element(x) = &mut a.open.as_mut().unwrap().content.nodes[1] else { panic!() };
            x.attributes[0].value = "2".into();
        },
        &[("y='1'", "y='2'")],
    );
    edited(
        |a| {
            let nodes = &mut a.open.as_mut().unwrap().content.nodes;
            let comment = nodes.iter().position(|node| matches!(node, AnyNode::Comment(_))).unwrap();
            nodes[comment] = AnyNode::Comment("W".into());
        },
        &[("<!-- w -->", "<!--W-->")],
    );
}

#[test]
fn what_is_removed_takes_what_stood_before_it_along() {
    edited(|a| drop(a.texts.remove(1)), &[("  <p:t>n</p:t>", "")]);
    edited(|a| a.mixed = None, &[("\n<p:m>a<p:i>b</p:i>&#99;<!-- d --><p:i ></p:i><![CDATA[e]]>f </p:m>", "")]);
    edited(|a| a.strings.truncate(4), &[("<p:s><?t?></p:s>", "")]);
}

#[test]
fn elements_move_with_their_markup() {
    edited(
        |a| a.texts.swap(0, 1),
        &[("\n<p:t k=' l   m '>&e;&f;\r\n</p:t>  <p:t>n</p:t>", "  <p:t>n</p:t>\n<p:t k=' l   m '>&e;&f;\r\n</p:t>")],
    );
    edited(|a| a.texts.push(a.texts[1].clone()), &[("</s:t>", "</s:t>\n  <p:t>n</p:t>")]);
    let new = T { k: None, text: "new".into(), preserved: Preserved::new() };
    let mut a = read("<a xmlns='urn:a'>\n  <t>1</t>\n</a>");
    a.texts.push(new.clone());
    a.texts.insert(0, new.clone());
    assert_eq!(write(&a), "<a xmlns='urn:a'>\n  <t>new</t>\n  <t>1</t>\n  <t>new</t>\n</a>");
    let mut a = read("<a xmlns='urn:a'/>");
    a.texts.push(new);
    assert_eq!(write(&a), "<a xmlns='urn:a'><t>new</t></a>");
}

#[test]
fn what_comes_from_another_document_means_the_same() {
    let hard = read(HARD);
    for other in ["<a xmlns='urn:a'/>", "<z:a xmlns:z='urn:a' xmlns:p='urn:other'>\n <z:s>1</z:s>\n</z:a>"] {
        let mut a = read(other);
        a.texts.clone_from(&hard.texts);
        a.mixed.clone_from(&hard.mixed);
        a.open.clone_from(&hard.open);
        a.strings.extend(hard.strings.iter().cloned());
        assert_eq!(read(&write(&a)), a, "{}", write(&a));
        // Without declarations, it brings its markup along.
        let plain = read("<p:a xmlns:p='urn:a'><p:t  k='1' >a<![CDATA[b]]></p:t></p:a>");
        a.texts.clone_from(&plain.texts);
        let written = write(&a);
        assert!(written.contains("t  k='1' >a<![CDATA[b]]></"), "{written}");
        assert_eq!(read(&written), a);
    }
}

#[test]
fn marks_and_encodings() {
    let bytes = "\u{FEFF}<?xml version='1.0' encoding='utf-8'?><a xmlns='urn:a'/>".as_bytes();
    let a: A = ReadOptions::new().preserve(true).from_bytes(bytes).unwrap();
    assert_eq!(write(&a).as_bytes(), bytes);
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1' ?>\r<a xmlns='urn:a' b='\xe9'/>";
    let a: A = ReadOptions::new().preserve(true).from_bytes(latin).unwrap();
    // A `String` is UTF-8, and says so; bytes are what they were.
    assert_eq!(write(&a), "<?xml version='1.0' encoding='UTF-8' ?>\r<a xmlns='urn:a' b='\u{e9}'/>");
    let windows = b"<?xml version='1.0' encoding='windows-1252'?><a xmlns='urn:a' b='\x80'><!-- \x80 --></a>";
    let sixteen = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let text = "\u{FEFF}<?xml version='1.0'?>\r\n<a xmlns='urn:a' b='\u{1F600}'/>";
    let declared = "\u{FEFF}<?xml version='1.0' encoding='utf-16'?>\r\n<a xmlns='urn:a' b='\u{1F600}'/>";
    let japanese = b"<?xml version='1.0' encoding='Shift_JIS'?><a xmlns='urn:a' b='\x93\xfa\x96\x7b'/>";
    for bytes in [
        latin.to_vec(),
        windows.to_vec(),
        japanese.to_vec(),
        sixteen(text, u16::to_le_bytes),
        sixteen(declared, u16::to_be_bytes),
        bytes.to_vec(),
    ] {
        let mut a: A = ReadOptions::new().preserve(true).from_bytes(&bytes).unwrap();
        let options = WriteOptions::new(Binding::Xsd);
        assert_eq!(options.to_bytes(&a).unwrap(), bytes);
        // A value that the encoding lacks is written all the same.
        a.b = Some("\u{441}\u{142}\u{20AC}".into());
        let edited = options.to_bytes(&a).unwrap();
        assert!(edited.starts_with(&bytes[..40]));
        assert_eq!(ReadOptions::new().from_bytes::<A>(&edited).unwrap(), a);
    }
}

/// Edits the value at its place in a hard document.
type Place = fn(&mut LearnerInformation, &dyn Fn(&str) -> String);

fn comment(learner: &mut LearnerInformation, edit: &dyn Fn(&str) -> String) {
    let text = &mut learner.comment.as_mut().unwrap().value;
    *text = edit(text);
}

fn goal_short(learner: &mut LearnerInformation, edit: &dyn Fn(&str) -> String) {
    let Some(LearnerInformationItem::Goal(goal)) = learner.items.first_mut() else { panic!() };
    let text = &mut goal.description.as_mut().unwrap().short.value;
    *text = edit(text);
}

fn activity_short(learner: &mut LearnerInformation, edit: &dyn Fn(&str) -> String) {
    let Some(LearnerInformationItem::Activity(activity)) = learner.items.first_mut() else { panic!() };
    let text = &mut activity.description.as_mut().unwrap().short.value;
    *text = edit(text);
}

/// The first attribute with that value in open content.
fn attribute(learner: &mut LearnerInformation, edit: &dyn Fn(&str) -> String) {
    fn find(content: &mut AnyContent) -> Option<&mut EcoString> {
        content.nodes.iter_mut().find_map(|node| {
            let AnyNode::Element(element) = node else { return None };
            match element.attributes.iter_mut().find(|a| a.value == "BEFORE") {
                Some(attribute) => Some(&mut attribute.value),
                None => find(&mut element.content),
            }
        })
    }
    let Some(LearnerInformationItem::Goal(goal)) = learner.items.first_mut() else { panic!() };
    let value = find(&mut goal.ext_goal.as_mut().unwrap().content).unwrap();
    *value = edit(value).into();
}

#[test]
fn hard_documents_are_written_byte_for_byte_but_for_one_edit() {
    let places: [(&str, Place); 17] = [
        ("cdata", activity_short),
        ("comments", comment),
        ("cr-lf", comment),
        ("cr", comment),
        ("default-namespaces", comment),
        ("dtd", comment),
        ("element-entities", goal_short),
        ("entities", goal_short),
        ("instructions", comment),
        ("latin-1", comment),
        ("mixed-prefixes", goal_short),
        ("nested", attribute),
        ("non-ascii", comment),
        ("references", goal_short),
        ("reserved", comment),
        ("spacing", comment),
        ("utf-16", comment),
    ];
    let judge = lip_tests::xmllint("hard_documents_are_written_byte_for_byte_but_for_one_edit");
    let files = lip_tests::files("lossless/ok", "xml");
    assert_eq!(files.len(), places.len());
    let mut wrong = Vec::new();
    for (file, (name, place)) in files.iter().zip(places) {
        assert_eq!(lip_tests::name(file), format!("{name}.xml"));
        let bytes = std::fs::read(file).unwrap();
        let mut learner: LearnerInformation =
            ReadOptions::new().preserve(true).from_bytes(&bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
        let options = WriteOptions::new(learner.preserved.binding().unwrap());
        assert!(options.to_bytes(&learner).unwrap() == bytes, "{name}: {}", options.to_xml(&learner).unwrap());
        let ours = AnyDocument::from_bytes(&bytes).unwrap().canonical(true);
        if let Some(theirs) = judge.map(|judge| judge.canonical_with_comments(&bytes).unwrap())
            && ours.trim_end() != theirs.trim_end()
        {
            wrong.push(format!("{name}, canonical:\n{ours}\nxmllint:\n{theirs}"));
        }
        // As it was, but for one place.
        place(&mut learner, &|before| before.replace("BEFORE", "AFTER & <"));
        let written = options.to_bytes(&learner).unwrap();
        let (start, end) = ends(&bytes, &written);
        let (was, is) = (&bytes[start..bytes.len() - end], &written[start..written.len() - end]);
        if was.len() > 40 || is.len() > 60 {
            wrong.push(format!("{name}: {:?} → {:?}", String::from_utf8_lossy(was), String::from_utf8_lossy(is)));
        }
        let again: LearnerInformation = ReadOptions::new().from_bytes(&written).unwrap();
        if again != learner {
            wrong.push(format!("{name}: read again, it is another value"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How many bytes are the same from the start, and behind these from the end.
fn ends(one: &[u8], other: &[u8]) -> (usize, usize) {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let end = one[start..].iter().rev().zip(other[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    (start, end)
}

#[test]
fn documents_of_the_corpus_stay_as_they_are() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for folder in ["valid", "valid-dtd"] {
        for entry in std::fs::read_dir(corpus.join(folder)).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            let Ok(learner) = ReadOptions::new().preserve(true).from_bytes::<LearnerInformation>(&bytes) else {
                continue;
            };
            let binding = learner.preserved.binding().unwrap();
            let written = WriteOptions::new(binding).to_xml(&learner).unwrap();
            let canonical = |bytes| AnyDocument::from_bytes(bytes).unwrap().canonical(true);
            assert_eq!(canonical(written.as_bytes()), canonical(&bytes));
            if let Ok(text) = std::str::from_utf8(&bytes)
                && !text.contains("us-ascii")
            {
                assert_eq!(written, text);
            }
            // Every order of the items is a document that says so.
            let mut turned = learner.clone();
            turned.items.reverse();
            turned.items.extend(learner.items.iter().take(2).cloned());
            let again = WriteOptions::new(binding).to_xml(&turned).unwrap();
            let again: Vec<LearnerInformationItem> =
                ReadOptions::new().from_xml::<LearnerInformation>(&again).unwrap().items;
            assert_eq!(again, turned.items);
        }
    }
}

#[test]
fn references_to_empty_entities_stay() {
    let xml = "<!DOCTYPE p:a [<!ENTITY z ''>]><p:a xmlns:p='urn:a'>&z;<p:s>&z;</p:s><p:t>&z;<!-- c -->&z;x&z;</p:t>\
        <p:m>&z;<p:i>b&z;</p:i>&z;</p:m><p:o>&z;<x>&z;</x>&z;<!-- d -->&z;<y>a<?b?>&z;<![CDATA[c]]>&z;</y></p:o></p:a>";
    assert_eq!(write(&read(xml)), xml);
}
