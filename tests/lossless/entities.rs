//! Entities that bring elements: their references stay where nothing that they bring is changed.

use lip_types::{AnyDocument, AnyNode, Binding, ReadOptions, ToXml};

use super::{A, Inline, T, edited_in, read, write};

const DOCTYPE: &str = "<!DOCTYPE a [\n\
<!ENTITY e '<t>x</t>\n<t k=\"1\"  >y</t>'><!ENTITY two '<t>2</t>&e;<!-- two -->'>\n\
<!ENTITY one '<t/>'><!ENTITY mixed 'in <i>i</i> out'><!ENTITY open ' o<?p?><x:x xmlns:x=\"urn:x\"  y=\"&#38;#38;\">&mixed;</x:x>'>]>\n";

fn edited(content: &str, edit: impl Fn(&mut A), changes: &[(&str, &str)]) {
    edited_in(&format!("{DOCTYPE}<a xmlns='urn:a'>{content}</a>\n"), edit, changes);
}

fn texts(a: &mut A) -> Vec<&mut T> {
    a.texts.iter_mut().collect()
}

#[test]
fn a_reference_stays_when_something_else_is_changed() {
    let content = "\n <s>1</s>&e;\n <t>z</t>&two;\n<!-- last --><t>l</t>";
    edited(content, |_| {}, &[]);
    edited(content, |a| texts(a)[2].text = "Z".into(), &[("<t>z", "<t>Z")]);
    edited(content, |a| a.strings[0] = "&".into(), &[("<s>1", "<s>&amp;")]);
    edited(content, |a| a.n = Some(1), &[("'urn:a'>", "'urn:a' n=\"1\">")]);
    // It takes what stood before it along, and so not all of the entity is left.
    edited(content, |a| drop(a.texts.pop()), &[("&two;\n<!-- last --><t>l</t>", "<t>2</t>&e;")]);
}

#[test]
fn what_a_reference_brings_is_written_where_it_is_changed() {
    let content = "\n <s>1</s>&e;\n <t>z</t>&two;\n &e;";
    let (e, two) = ("<t>x</t>\n<t k=\"1\"  >y</t>", "<t>2</t>&e;<!-- two -->");
    edited(content, |a| texts(a)[1].text = "Y".into(), &[("</s>&e;", &format!("</s>{}", e.replace('y', "Y")))]);
    // The one in it stays, or only the one in it goes.
    edited(content, |a| texts(a)[3].text = "3".into(), &[("&two;\n", &format!("{}\n", two.replace('2', "3")))]);
    let inner = two.replace("&e;", &e.replace('y', "Y"));
    edited(content, |a| texts(a)[5].text = "Y".into(), &[("&two;\n", &format!("{inner}\n"))]);
    edited(content, |a| texts(a)[7].k = Some("2".into()), &[("\n &e;", &format!("\n {}", e.replace('1', "2")))]);
    // What goes from it.
    edited(content, |a| drop(a.texts.remove(7)), &[("\n &e;", "\n <t>x</t>")]);
}

#[test]
fn what_moves_takes_its_reference_along_as_far_as_it_is_whole() {
    edited("<t>1</t>\n &e;", |a| a.texts.rotate_left(1), &[("<t>1</t>\n &e;", "\n &e;<t>1</t>")]);
    let apart = "\n <t>x</t><t>1</t>\n<t k=\"1\"  >y</t>";
    edited("<t>1</t>\n &e;", |a| a.texts.swap(0, 1), &[("<t>1</t>\n &e;", apart)]);
    edited("<t>1</t> &one;", |a| a.texts.extend_from_within(1..), &[("&one;", "&one;&one;")]);
    let xml = format!("{DOCTYPE}<a xmlns='urn:a'><m>&mixed;</m><o>&open;&mixed;</o></a>");
    let mut a = read(&xml);
    let other = read("<!DOCTYPE a [<!ENTITY mixed 'IN <i>i</i>'>]><a xmlns='urn:a'><m>&mixed;</m></a>");
    a.mixed = other.mixed;
    // The entity of another document is another one.
    assert!(write(&a).contains("<m>IN <i>i</i></m><o>&open;&mixed;</o>"), "{}", write(&a));
}

#[test]
fn text_before_and_behind_elements_may_come_with_them() {
    let content = "<m>&mixed;</m><o>a<!-- b -->&open; c&mixed;<z/></o>";
    edited(content, |_| {}, &[]);
    edited(content, |a| a.mixed = None, &[("<m>&mixed;</m>", "")]);
    let text = |a: &mut A| a.mixed.as_mut().unwrap().items[0] = Inline::Text("IN ".into());
    edited(content, text, &[("<m>&mixed;", "<m>IN <i>i</i> out")]);
    let node = |at: usize, to: AnyNode| move |a: &mut A| a.open.as_mut().unwrap().content.nodes[at] = to.clone();
    edited(content, node(0, AnyNode::Text("A".into())), &[("<o>a", "<o>A")]);
    edited(content, node(1, AnyNode::Comment("B".into())), &[("<!-- b -->", "<!--B-->")]);
    // ` c` and what comes behind it are one text.
    let last = |a: &mut A| {
        let nodes = &mut a.open.as_mut().unwrap().content.nodes;
        let Some(AnyNode::Text(text)) = nodes.iter_mut().rfind(|node| matches!(node, AnyNode::Text(_))) else {
            panic!()
        };
        *text = text.replace("out", "OUT");
    };
    edited(content, last, &[("&mixed;<z/>", "in <i>i</i> OUT<z/>")]);
}

/// XML 1.0, 2.11 and 3.3.3: what is written as a reference in the declaration stands in the entity.
#[test]
fn carriage_returns_of_entities() {
    let xml = "<!DOCTYPE a [<!ENTITY e '<s>1&#13;</s><s&#13;>2</s><t k=\"a&#13;b\">2</t>'><!ENTITY c '<s><!-- &#13; -->3</s>'>]>\n<a xmlns='urn:a'>";
    let document = format!("{xml}<s/>&e;</a>");
    let mut a = read(&document);
    assert_eq!((a.strings[1].as_str(), a.texts[0].k.as_deref()), ("1\r", Some("a b")));
    a.strings[0] = "z".into();
    assert_eq!(write(&a), document.replace("<s/>", "<s>z</s>"));
    a.strings[1] = "1".into();
    assert!(write(&a).ends_with("<s>z</s><s>1</s><s >2</s><t k=\"a b\">2</t></a>"), "{}", write(&a));
    // In a comment it cannot be written; the comment is no part of the value.
    let document = format!("{xml}&c;<s/></a>");
    let mut a = read(&document);
    a.strings[1] = "z".into();
    let written = write(&a);
    assert_eq!(read(&written), a, "{written}");
}

/// Whatever is edited, what is written means what the value says.
#[test]
fn every_edit_of_one_text() {
    let xml = format!(
        "{DOCTYPE}<a xmlns='urn:a'><s>s</s>\n&e;&two;&e;<t/>&two; <m>&mixed;!</m><o>&open;<z>&mixed;</z></o></a>"
    );
    let a = read(&xml);
    let (strings, texts) = (a.strings.len(), a.texts.len());
    for at in 0..strings + texts {
        let mut edited = a.clone();
        match at.checked_sub(strings) {
            None => edited.strings[at].push('!'),
            Some(at) => edited.texts[at].text.push('!'),
        }
        let written = write(&edited);
        assert_eq!(read(&written), edited, "{written}");
        let references = |text: &str| text.matches(['&']).count();
        // `two` is written out at most, which holds another one.
        assert!(references(&written) + 1 >= references(&xml), "{written}");
        let plain: A = ReadOptions::new().from_xml(&written).unwrap();
        let all = |xml: &str| AnyDocument::from_xml(xml).unwrap().canonical(false);
        assert_eq!(plain, edited);
        assert_eq!(all(&written).matches('!').count(), all(&edited.to_xml(Binding::Xsd).unwrap()).matches('!').count());
    }
}
