//! Types of one's own at extension points: what they claim, what stays, where they may stand.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use lip_types::imslip::{
    ContentType, Date, ExtActivity, ExtIdentification, Identification, LearnerInformation, LearnerInformationItem,
    RecData, RecFormat, TypeName,
};
use lip_types::{
    AnyContent, AnyElement, Binding, Bounded, ExtensionPoint, FromXml, Layout, OneOrMore, ToXml, WriteOptions, Xml,
};

const LIP: &str = "http://www.imsglobal.org/xsd/imslip_v1p0";

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "nationality", ns = "urn:example:lip", extends(ExtIdentification, ExtActivity))]
struct Nationality {
    #[xml(attribute = "since")]
    since: Option<lip_types::value::GYear>,
    #[xml(child)]
    typename: Option<TypeName>,
    #[xml(child)]
    contentype: Option<ContentType>,
    #[xml(child)]
    dates: Vec<Date>,
    #[xml(child = "country", ns = "urn:example:lip")]
    countries: OneOrMore<String>,
}

fn nationality(country: &str) -> Nationality {
    let countries = OneOrMore::new(country.to_owned());
    Nationality { since: None, typename: None, contentype: None, dates: Vec::new(), countries }
}

/// One of several elements, of two namespaces and one local name.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice, extends(ExtIdentification, RecData))]
enum Proof {
    #[xml(child = "passport", ns = "urn:example:lip")]
    Passport(String),
    #[xml(child = "passport", ns = "urn:example:other")]
    Other(Box<Note>),
    #[xml(child)]
    Open(Open),
}

/// Mixed content.
#[derive(Debug, Clone, PartialEq, Xml)]
struct Note {
    #[xml(mixed)]
    items: Vec<NoteItem>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum NoteItem {
    #[xml(text)]
    Text(String),
    #[xml(child = "em", ns = "urn:example:other")]
    Em(String),
}

/// Open itself: a point of its own, inside another one.
#[derive(Debug, Clone, PartialEq, Default, Xml)]
#[xml(element = "open", ns = "urn:example:lip", extends(Open, RecFormat))]
struct Open {
    #[xml(any)]
    content: AnyContent,
}

fn point(content: &str) -> ExtIdentification {
    ExtIdentification::from_xml(&format!("<ext_identification xmlns='{LIP}'>{content}</ext_identification>"))
        .unwrap_or_else(|error| panic!("{content}\n{error}"))
}

/// The point of the last identification.
fn point_in(learner: &mut LearnerInformation) -> &mut ExtIdentification {
    let identifications = learner.items.iter_mut().filter_map(|item| match item {
        LearnerInformationItem::Identification(identification) => Some(identification),
        _ => None,
    });
    identifications.last().unwrap().ext_identification.as_mut().unwrap()
}

fn content(point: &ExtIdentification) -> String {
    let text = WriteOptions::new(Binding::Xsd).layout(Layout::Compact).to_xml(point).unwrap();
    let (_, rest) = text.split_once("<ext_identification").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    rest.trim_end().strip_suffix("</ext_identification>").unwrap_or_default().to_owned()
}

mod places;
mod points;
mod preserved;

#[test]
fn are_found_among_others_by_their_expanded_name() {
    let ext = point(
        "Text <nationality xmlns='urn:example:else'>no</nationality><!-- a -->\
         <n:nationality xmlns:n='urn:example:lip' since='1999'><n:country>Freedonia</n:country></n:nationality>\
         <nationality>no</nationality>\
         <nationality xmlns='urn:example:lip'><country>Sylvania</country><country>Osterlich</country></nationality>",
    );
    let first: Nationality = ext.get().unwrap().unwrap();
    assert_eq!(
        (first.since.map(|y| y.to_string()), first.countries.first().as_str()),
        (Some("1999".into()), "Freedonia")
    );
    let all = ext.all::<Nationality>().unwrap();
    assert_eq!(all.iter().map(|n| n.countries.len()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(point("").get::<Nationality>().unwrap(), None);
    assert_eq!(point("").all::<Nationality>().unwrap(), []);
}

#[test]
fn what_no_type_claims_stays_in_its_place() {
    let before = "a<x xmlns=\"\"/><!-- b --><?c d?>";
    let after = "<![CDATA[<e>]]>\n<p:f xmlns:p=\"urn:f\" p:g=\"h\"/>";
    let claimed = "<n:nationality xmlns:n='urn:example:lip'><n:country>Freedonia</n:country></n:nationality>";
    let mut ext = point(&format!("{before}{claimed}{after}{claimed} i"));
    ext.replace(&nationality("Sylvania")).unwrap();
    let new = "<nationality xmlns=\"urn:example:lip\"><country>Sylvania</country></nationality>";
    assert_eq!(content(&ext), format!("{before}{new}{after} i"));
    assert_eq!(ext.remove::<Nationality>(), 1);
    assert_eq!(content(&ext), format!("{before}{after} i"));
    assert_eq!(ext.remove::<Nationality>(), 0);
    ext.replace(&nationality("Osterlich")).unwrap();
    assert_eq!(content(&ext), format!("{before}{after} i{}", new.replace("Sylvania", "Osterlich")));
}

#[test]
fn hold_types_of_lip_in_both_bindings() {
    let mut value = nationality("Freedonia");
    value.since = Some("1999".parse().unwrap());
    value.typename = Some(TypeName::new("First"));
    value.contentype = Some(
        ContentType::from_xml(&format!(
            "<contentype xmlns='{LIP}'><referential><indexid>n1</indexid></referential></contentype>"
        ))
        .unwrap(),
    );
    let date = "<typename><tyvalue>Start</tyvalue></typename><datetime>1999-05-01T00:00:00</datetime>";
    value.dates.push(Date::from_xml(&format!("<date xmlns='{LIP}'>{date}</date>")).unwrap());
    let mut ext = ExtIdentification::default();
    ext.push(&value).unwrap();
    let mut identification = Identification::default();
    identification.ext_identification = Some(ext);
    let mut learner = LearnerInformation::default();
    learner.items.push(identification.into());
    for binding in [Binding::Xsd, Binding::Dtd] {
        let text = learner.to_xml(binding).unwrap();
        let again = LearnerInformation::from_xml(&text).unwrap_or_else(|error| panic!("{text}\n{error}"));
        let ext = again.identifications().next().unwrap().ext_identification.as_ref().unwrap();
        assert_eq!(ext.get::<Nationality>().unwrap().as_ref(), Some(&value), "{text}");
    }
}

#[test]
fn may_be_one_of_several_elements() {
    let mut ext = point(
        "<passport xmlns='urn:example:else'/><o:passport xmlns:o='urn:example:other'>F <o:em>0042</o:em>!</o:passport>",
    );
    let note =
        Note { items: vec![NoteItem::Text("F ".into()), NoteItem::Em("0042".into()), NoteItem::Text("!".into())] };
    assert_eq!(ext.all::<Proof>().unwrap(), [Proof::Other(Box::new(note.clone()))]);
    ext.push(&Proof::Passport("F 1".into())).unwrap();
    let mut open = Open::default();
    open.content.push_text("deep");
    ext.push(&Proof::Open(open.clone())).unwrap();
    let all = [Proof::Other(Box::new(note)), Proof::Passport("F 1".into()), Proof::Open(open)];
    assert_eq!(ext.all::<Proof>().unwrap(), all);
    assert_eq!(point(&content(&ext)).all::<Proof>().unwrap(), all);
    assert_eq!(ext.remove::<Proof>(), 3);
    assert_eq!(content(&ext), "<passport xmlns=\"urn:example:else\"/>");
    let mut data = RecData::default();
    data.push(&Proof::Passport("F 2".into())).unwrap();
    assert_eq!(data.get::<Proof>().unwrap(), Some(Proof::Passport("F 2".into())));
}

#[test]
fn may_be_generic() {
    #[derive(Debug, Clone, PartialEq, Xml)]
    #[xml(element = "rated", ns = "urn:example:lip", extends(ExtActivity))]
    struct Rated<T, const MOST: usize>(#[xml(child = "mark", ns = "urn:example:lip")] Bounded<T, 0, MOST>);

    let mut ext = ExtActivity::default();
    let rated = Rated::<u8, 3>(vec![1, 2].try_into().unwrap());
    ext.push(&rated).unwrap();
    assert_eq!(ext.get::<Rated<u8, 3>>().unwrap(), Some(rated));
    assert!(ext.get::<Rated<u8, 1>>().is_err());
    assert!(ext.get::<Rated<bool, 3>>().unwrap_err()[0].message().starts_with("`2`"));
}

#[test]
fn nest() {
    let mut innermost = Open::default();
    innermost.content.push(AnyElement::new("x").in_namespace("urn:x"));
    let mut open = Open::default();
    open.push(&innermost).unwrap();
    let mut format = RecFormat::default();
    format.push(&open).unwrap();
    let again = RecFormat::from_xml(&format.to_xml(Binding::Xsd).unwrap()).unwrap();
    let outer: Open = again.get().unwrap().unwrap();
    let inner: Open = outer.get().unwrap().unwrap();
    assert_eq!((outer, inner), (open, innermost));
}

#[test]
fn that_are_wrong_are_told_each() {
    let ext = point(
        "<nationality xmlns='urn:example:lip' since='99'><country/></nationality>\
         <nationality xmlns='urn:example:lip'><country/></nationality>\
         <nationality xmlns='urn:example:lip'/>",
    );
    assert_eq!(ext.get::<Nationality>().unwrap_err()[0].path(), "/ext_identification/nationality[1]/@since");
    let findings = ext.all::<Nationality>().unwrap_err();
    let shown: Vec<_> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert_eq!(
        shown,
        [
            "1:114: `99`; expected a year such as `2000` [LIP0012] at /ext_identification/nationality[1]/@since",
            "1:203: the end of `nationality`; expected `typename`, `contentype`, `date` or `country` [LIP0008] at \
             /ext_identification/nationality[3]",
        ]
    );
}

#[test]
fn that_cannot_be_written_change_nothing() {
    let mut ext = point("<nationality xmlns='urn:example:lip'><country>Freedonia</country></nationality>");
    let before = ext.clone();
    let error = ext.replace(&nationality("\u{1}")).unwrap_err();
    assert!(error.path().ends_with("/nationality/country"), "{error}");
    assert!(ext.push(&nationality("\u{1}")).is_err());
    assert!(ext.push_field("a", "\u{1}").is_err());
    assert_eq!(ext, before);
    // What no document can hold is told, not read.
    let mut element = AnyElement::new("nationality").in_namespace("urn:example:lip");
    element.content.push_text("\u{1}");
    ext.content.push(element);
    assert!(ext.all::<Nationality>().unwrap_err()[0].message().contains("U+0001"));
}

#[test]
fn fields_are_pairs_in_document_order() {
    let mut ext = point(
        "<fieldlabel><typename><tyvalue>Shoe size</tyvalue></typename></fieldlabel> <fielddata>42</fielddata>\
         <x xmlns='urn:x'/><fieldlabel><typename><tyvalue>Hat</tyvalue></typename></fieldlabel><!-- c --><fielddata/>",
    );
    ext.push_field("Glove", "L & XL").unwrap();
    let fields = ext.fields().unwrap();
    let pairs: Vec<_> =
        fields.iter().map(|f| (f.label.typename.tyvalue.value.as_str(), f.data.value.as_str())).collect();
    assert_eq!(pairs, [("Shoe size", "42"), ("Hat", ""), ("Glove", "L & XL")]);
    assert_eq!(point(&content(&ext)).fields().unwrap(), fields);
}

#[test]
fn fields_without_their_half_are_told() {
    let label = "<fieldlabel><typename><tyvalue>a</tyvalue></typename></fieldlabel>";
    for (xml, message) in [
        (
            "<fielddata/>".to_owned(),
            "1:70: `fielddata` alone; expected `fieldlabel` before it [LIP0008] at /ext_identification/fielddata",
        ),
        (
            label.to_owned(),
            "1:70: `fieldlabel` alone; expected `fielddata` behind it [LIP0008] at /ext_identification/fieldlabel",
        ),
        (
            format!("{label}{label}<fielddata/>"),
            "1:70: `fieldlabel` alone; expected `fielddata` behind it [LIP0008] at /ext_identification/fieldlabel[1]",
        ),
    ] {
        let findings = point(&xml).fields().unwrap_err();
        assert_eq!((findings.len(), &*findings[0].to_string()), (1, message), "{xml}");
    }
}
