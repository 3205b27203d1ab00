//! An extension is read where it stands: entities and prefixes from outside mean the same in it, and what is wrong with it
//! has its line, column and path in the document.

use lip_types::imslip::{Goal, LearnerInformation};
use lip_types::value::{Entity, QName};
use lip_types::{AnyNode, Findings, ReadOptions};

use super::*;

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "kind", ns = "urn:example:lip", extends(ExtIdentification, Open))]
struct Kind {
    #[xml(attribute = "photo")]
    photo: Option<Entity>,
    #[xml(attribute = "of")]
    of: Option<QName>,
    #[xml(child = "is", ns = "urn:example:lip")]
    is: Vec<QName>,
    #[xml(child)]
    format: Option<RecFormat>,
}

fn point_of(learner: &LearnerInformation) -> &ExtIdentification {
    learner.identifications().last().unwrap().ext_identification.as_ref().unwrap()
}

fn learner(text: &str) -> LearnerInformation {
    ReadOptions::new().file("l.xml").from_xml(text).unwrap_or_else(|error| panic!("{text}\n{error}"))
}

/// In one of the bindings, with a prolog that declares two things that are no XML.
fn document(binding: Binding, content: &str) -> String {
    let xmlns = if binding == Binding::Xsd { format!(" xmlns='{LIP}'") } else { String::new() };
    format!(
        "<?xml version='1.0'?>\n<!DOCTYPE learnerinformation SYSTEM 'imslip_v1p0p1.dtd' [\n<!NOTATION png SYSTEM 'png'>\n\
         <!ENTITY face SYSTEM 'face.png' NDATA png>\n<!ENTITY country '<n:country>Freedonia</n:country>'>\n]>\n\
         <learnerinformation{xmlns} xmlns:n='urn:example:lip' xmlns:t='urn:t&amp;\"t'>\n<identification/>\n\
         <identification><ext_identification>\n{content}\n</ext_identification></identification></learnerinformation>"
    )
}

fn shown(findings: &Findings) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

#[test]
fn entities_and_prefixes_from_outside_are_in_scope() {
    for binding in [Binding::Xsd, Binding::Dtd] {
        let text = document(
            binding,
            "<n:kind photo='face' of='t:a'><n:is>n:b</n:is><n:is xmlns:u='urn:u'>u:c</n:is><n:is>d</n:is></n:kind>",
        );
        let learner = learner(&text);
        let kind: Kind = point_of(&learner).get().unwrap().unwrap();
        assert_eq!(kind.photo.as_ref().unwrap().as_str(), "face");
        assert_eq!(kind.is.iter().map(QName::as_str).collect::<Vec<_>>(), ["n:b", "u:c", "d"]);
        // A copy stands where the first does.
        let copy = point_of(&learner).clone();
        assert_eq!(copy.all::<Kind>().unwrap(), [kind]);
    }
}

#[test]
fn what_is_in_scope_nowhere_is_told_where_it_stands() {
    for binding in [Binding::Xsd, Binding::Dtd] {
        let text = document(binding, "  <n:kind photo='fase'\n of='v:a'><n:is>w:b</n:is></n:kind>");
        let findings = point_of(&learner(&text)).get::<Kind>().unwrap_err();
        let path = "/learnerinformation/identification[2]/ext_identification/n:kind";
        assert_eq!(
            shown(&findings),
            [
                format!(
                    "l.xml:10:18: `fase`; expected an unparsed entity that the DOCTYPE declares [LIP0015] at {path}/@photo"
                ),
                format!("l.xml:11:6: `v:a`; expected a name whose prefix is declared here [LIP0012] at {path}/@of"),
                format!("l.xml:11:17: `w:b`; expected a name whose prefix is declared here [LIP0012] at {path}/n:is"),
            ]
        );
        assert_eq!(text.get(findings[2].range()), Some("w:b"));
    }
}

#[test]
fn of_nested_extensions_and_types_of_lip() {
    for binding in [Binding::Xsd, Binding::Dtd] {
        let xmlns = if binding == Binding::Xsd { format!(" xmlns='{LIP}'") } else { " xmlns=''".to_owned() };
        let inner = format!(
            "<n:open xmlns:u='urn:u'>\n\n<n:open>é<n:kind of='u:x'><recformat{xmlns} entityref='face'/></n:kind>\
             <n:kind of='z:x'/></n:open></n:open>"
        );
        let text = document(binding, &inner);
        let learner = learner(&text);
        let outer = point_of(&learner).all::<Proof>().unwrap();
        let Proof::Open(outer) = &outer[0] else { panic!("{outer:?}") };
        let inner: Open = outer.get().unwrap().unwrap();
        let kind: Kind = inner.get().unwrap().unwrap();
        assert_eq!(kind.of.unwrap().as_str(), "u:x");
        assert_eq!(kind.format.unwrap().entityref.unwrap().as_str(), "face");
        let findings = inner.all::<Kind>().unwrap_err();
        let path = "/learnerinformation/identification[2]/ext_identification/n:open/n:open/n:kind[2]/@of";
        let column = if binding == Binding::Xsd { 126 } else { 86 };
        assert_eq!(
            shown(&findings),
            [format!("l.xml:12:{column}: `z:x`; expected a name whose prefix is declared here [LIP0012] at {path}")]
        );
    }
}

#[test]
fn of_all_that_are_wrong_and_of_fields() {
    let text = document(
        Binding::Dtd,
        "<n:nationality><n:country/></n:nationality>\n<n:nationality since='99'/>\n<n:nationality><n:contry/></n:nationality>\n\
         <fielddata>a</fielddata><fieldlabel><typename><tyvalue>b</tyvalue></typename></fieldlabel>",
    );
    let learner = learner(&text);
    let point = point_of(&learner);
    let path = "/learnerinformation/identification[2]/ext_identification";
    assert_eq!(
        shown(&point.all::<Nationality>().unwrap_err()),
        [
            format!(
                "l.xml:11:1: the end of `n:nationality`; expected `typename`, `contentype`, `date` or `country` [LIP0008] at {path}/n:nationality[2]"
            ),
            format!("l.xml:11:23: `99`; expected a year such as `2000` [LIP0012] at {path}/n:nationality[2]/@since"),
            format!(
                "l.xml:12:16: element `n:contry` in the namespace `urn:example:lip`; expected `typename`, `contentype`, `date` or `country` [LIP0007] at {path}/n:nationality[3]/n:contry; did you mean `country`?"
            ),
        ]
    );
    assert_eq!(
        shown(&point.fields().unwrap_err()),
        [
            format!("l.xml:13:1: `fielddata` alone; expected `fieldlabel` before it [LIP0008] at {path}/fielddata"),
            format!("l.xml:13:25: `fieldlabel` alone; expected `fielddata` behind it [LIP0008] at {path}/fieldlabel"),
        ]
    );
}

#[test]
fn of_what_has_been_changed_or_made_are_those_of_its_own_text() {
    let mut learner = learner(&document(Binding::Dtd, "<n:kind of='t:a' photo='face'/><n:kind of='t:b'/>"));
    let point = point_in(&mut learner);
    let AnyNode::Element(first) = &mut point.content.nodes[1] else { panic!("{point:?}") };
    // It is read on its own, and what it names outside is taken as it is.
    first.attributes[0].value = "n:c".into();
    assert_eq!(point.all::<Kind>().unwrap()[0].of.as_ref().unwrap().as_str(), "n:c");
    let AnyNode::Element(first) = &mut point.content.nodes[1] else { panic!("{point:?}") };
    first.attributes[0].value = "1".into();
    let wrong = "<kind>:1:35: `1`; expected a name such as `title` or `lip:title` [LIP0012] at /kind/@of";
    assert_eq!(shown(&point.all::<Kind>().unwrap_err()), [wrong]);
    // What is made in a program stands nowhere yet: its scope is not asked for.
    let kind =
        Kind { photo: Some("any".parse().unwrap()), of: Some("any:x".parse().unwrap()), is: vec![], format: None };
    point.replace(&kind).unwrap();
    assert_eq!(point.get::<Kind>().unwrap(), Some(kind));
}

#[test]
fn in_entities_are_read_all_the_same() {
    for preserve in [false, true] {
        let text = document(Binding::Xsd, "<n:nationality>&country;</n:nationality>");
        let learner: LearnerInformation = ReadOptions::new().preserve(preserve).from_xml(&text).unwrap();
        assert_eq!(point_of(&learner).get::<Nationality>().unwrap().unwrap().countries.first(), "Freedonia");
        // In whole, also in an entity.
        let text = text
            .replace("'<n:country>", "'<n:nationality><n:country>")
            .replace("country>'>", "country></n:nationality>'>");
        let text = text.replace("<n:nationality>&country;</n:nationality>", "&country;");
        let learner: LearnerInformation = ReadOptions::new().preserve(preserve).from_xml(&text).unwrap();
        assert_eq!(point_of(&learner).get::<Nationality>().unwrap(), Some(nationality("Freedonia")));
    }
}

#[test]
fn without_a_document_are_those_of_the_point() {
    let goal = format!("<goal xmlns='{LIP}'><ext_goal>\n<fielddata/></ext_goal></goal>");
    let goal = Goal::from_xml(&goal).unwrap();
    let findings = goal.ext_goal.unwrap().fields().unwrap_err();
    assert_eq!((findings[0].line(), findings[0].path()), (2, "/goal/ext_goal/fielddata"));
    let mut made = ExtIdentification::default();
    made.content.push(AnyElement::new("fielddata").in_namespace(LIP));
    let told = "<fielddata>:1:1: `fielddata` alone; expected `fieldlabel` before it [LIP0008]";
    assert_eq!(shown(&made.fields().unwrap_err()), [told]);
}

#[test]
fn of_what_is_pushed_are_those_of_the_document_it_is_written_to() {
    let mut format = RecFormat::default();
    format.entityref = Some("face".parse().unwrap());
    let kind =
        Kind { photo: Some("face".parse().unwrap()), of: None, is: vec!["n:a".parse().unwrap()], format: Some(format) };
    // The entity and the prefix are declared here, and not there.
    let mut here = learner(&document(Binding::Dtd, ""));
    point_in(&mut here).push(&kind).unwrap();
    let text = here.to_xml(Binding::Dtd).unwrap();
    assert_eq!(point_of(&learner(&text)).get::<Kind>().unwrap().as_ref(), Some(&kind), "{text}");

    let mut there = LearnerInformation::from_xml("<learnerinformation/>").unwrap();
    there.items.extend(here.items.into_iter().skip(1));
    let error = there.to_xml(Binding::Dtd).unwrap_err();
    assert_eq!(
        error.to_string(),
        "/learnerinformation/identification/ext_identification/kind/recformat/@entityref: `face`; expected an unparsed \
         entity that the DOCTYPE declares"
    );
    there.preserved.declare_entity("face", "face.png", "png").unwrap();
    let text = there.to_xml(Binding::Dtd).unwrap();
    let error = point_of(&learner(&text)).get::<Kind>().unwrap_err();
    assert_eq!((error.len(), error[0].found()), (1, "`n:a`"), "{text}");
    let text = text.replace("<learnerinformation", "<learnerinformation xmlns:n='urn:n'");
    assert_eq!(point_of(&learner(&text)).get::<Kind>().unwrap(), Some(kind), "{text}");
}
