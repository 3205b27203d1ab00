//! Records with a library's extensions: read, changed, written, refused.

use extension::{Barred, Card, Item, LIBRARY, Loan, Notice, ShelfItem};
use lip_types::imslip::{
    ExtActivity, ExtIdentification, ExtLearnerInfo, LearnerInformation, LearnerInformationItem, RecData, TypeName,
};
use lip_types::{Binding, Extension, ExtensionPoint, FromXml, OneOrMore, ToXml};

const READER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<learnerinformation xmlns="http://www.imsglobal.org/xsd/imslip_v1p0" xmlns:l="urn:example:library">
  <identification>
    <ext_identification>
      <!-- other systems keep theirs here, too -->
      <badge xmlns="urn:example:else">42</badge>
      <l:card number="7">
        <typename><tyvalue>Adult</tyvalue></typename>
        <date><typename><tyvalue>Start</tyvalue></typename><datetime>2001-05-01T00:00:00</datetime></date>
        <l:branch>Main Street</l:branch>
        <l:branch>Harbour</l:branch>
      </l:card>
    </ext_identification>
  </identification>
  <activity>
    <ext_activity>
      <l:loan until="2001-06-30"><l:isbn>0-00-000000-0</l:isbn><l:shelf>in <l:room>4</l:room>, left</l:shelf></l:loan>
      <l:loan until="2001-07-15"><l:film>http://films.example/9</l:film></l:loan>
    </ext_activity>
  </activity>
  <transcript>
    <exrefrecord>
      <recformat>library</recformat>
      <recdata>As of today: <l:fee>250</l:fee></recdata>
    </exrefrecord>
  </transcript>
  <ext_learnerinfo>
    <l:fee>250</l:fee>
    <l:barred><date><datetime>2001-05-20T00:00:00</datetime></date></l:barred>
  </ext_learnerinfo>
</learnerinformation>
"#;

fn reader() -> LearnerInformation {
    LearnerInformation::from_xml(READER).unwrap()
}

fn identification(learner: &mut LearnerInformation) -> &mut ExtIdentification {
    let LearnerInformationItem::Identification(identification) = &mut learner.items[0] else { panic!("the first") };
    identification.ext_identification.as_mut().unwrap()
}

fn activity(learner: &LearnerInformation) -> &ExtActivity {
    learner.activities().next().unwrap().ext_activity.as_ref().unwrap()
}

fn record(learner: &LearnerInformation) -> &ExtLearnerInfo {
    let found = learner.items.iter().find_map(|item| match item {
        LearnerInformationItem::ExtLearnerInfo(ext) => Some(ext),
        _ => None,
    });
    found.unwrap()
}

fn data(learner: &LearnerInformation) -> &RecData {
    &learner.transcripts().next().unwrap().exrefrecord.as_ref().unwrap().recdata
}

#[test]
fn three_points_are_read() {
    let mut learner = reader();
    let card: Card = identification(&mut learner).get().unwrap().unwrap();
    assert_eq!((card.number, card.typename.tyvalue.value.as_str(), card.branches.len()), (7, "Adult", 2));
    assert_eq!(card.dates[0].datetime.value.to_string(), "2001-05-01T00:00:00");

    let loans: Vec<Loan> = activity(&learner).all().unwrap();
    assert_eq!(loans[0].item, Item::Book("0-00-000000-0".into()));
    assert_eq!(loans[0].shelf.as_ref().unwrap().content[1], ShelfItem::Room("4".into()));
    assert!(matches!(&loans[1].item, Item::Film(uri) if uri.as_str() == "http://films.example/9"));

    let notices: Vec<Notice> = record(&learner).all().unwrap();
    assert_eq!(notices[0], Notice::Fee(250));
    assert!(matches!(&notices[1], Notice::Barred(Barred { reason: None, .. })));
}

#[test]
fn open_record_data_has_text_beside() {
    let learner = reader();
    assert_eq!(data(&learner).get::<Notice>().unwrap(), Some(Notice::Fee(250)));
    assert_eq!(data(&learner).content.text(), "As of today: 250");
}

#[test]
fn they_are_changed_and_written_in_both_bindings() {
    let mut learner = reader();
    let ext = identification(&mut learner);
    let mut card: Card = ext.get().unwrap().unwrap();
    card.branches = OneOrMore::new("Castle".to_owned());
    card.typename = TypeName::new("Senior");
    ext.replace(&card).unwrap();
    for binding in [Binding::Xsd, Binding::Dtd] {
        let text = learner.to_xml(binding).unwrap();
        assert!(text.contains("Castle") && !text.contains("Harbour"), "{text}");
        // What nobody claims is still there.
        assert!(
            text.contains("<!-- other systems keep theirs here, too -->") && text.contains(">42</badge>"),
            "{text}"
        );
        let mut again = LearnerInformation::from_xml(&text).unwrap_or_else(|error| panic!("{text}\n{error}"));
        assert_eq!(identification(&mut again).get::<Card>().unwrap().as_ref(), Some(&card));
        assert_eq!(activity(&again).all::<Loan>().unwrap(), activity(&learner).all::<Loan>().unwrap());
    }
}

#[test]
fn they_are_removed() {
    let mut learner = reader();
    assert_eq!(identification(&mut learner).remove::<Card>(), 1);
    let text = learner.to_xml(Binding::Xsd).unwrap();
    assert!(!text.contains("Main Street") && text.contains(">42</badge>"), "{text}");
}

/// The record is LIP, whatever stands in an extension; what is wrong there is told when it is asked for.
#[test]
fn wrong_ones_are_refused() {
    for (from, to, message) in [
        ("number=\"7\"", "number=\"seven\"", "`seven`"),
        (" number=\"7\"", "", "number"),
        ("<l:branch>Main Street</l:branch>\n        <l:branch>Harbour</l:branch>", "", "the end of `l:card`; expected"),
        ("<typename><tyvalue>Adult</tyvalue></typename>", "", "`date`; expected `typename`"),
    ] {
        let text = READER.replace(from, to);
        assert_ne!(text, READER);
        let mut learner = LearnerInformation::from_xml(&text).unwrap();
        let findings = identification(&mut learner).get::<Card>().unwrap_err();
        assert!(findings[0].message().contains(message), "{findings}");
        let place = "/learnerinformation/identification/ext_identification/l:card";
        assert!(findings[0].path().starts_with(place) && findings[0].line() > 6, "{findings}");
    }
}

/// An extension that is a document of its own.
#[test]
fn an_extension_is_an_element_like_any_other() {
    let text = format!("<fee xmlns='{LIBRARY}'>3</fee>");
    assert!(Card::from_xml(&text).is_err());
    let card = format!(
        "<card xmlns='{LIBRARY}' number='1' xmlns:i='http://www.imsglobal.org/xsd/imslip_v1p0'>\
         <i:typename><i:tyvalue>Child</i:tyvalue></i:typename><branch>Harbour</branch></card>"
    );
    let card = Card::from_xml(&card).unwrap();
    assert_eq!(Card::from_xml(&card.to_xml(Binding::Xsd).unwrap()).unwrap(), card);
}

/// All that takes an extension can be written for any point and any type.
#[test]
fn code_over_any_extension() {
    fn count<P: ExtensionPoint, T: Extension<P>>(point: &P) -> usize {
        point.all::<T>().map_or(0, |all| all.len())
    }
    let learner = reader();
    assert_eq!(count::<_, Loan>(activity(&learner)), 2);
    assert_eq!(count::<_, Notice>(record(&learner)), 2);
    assert_eq!(count::<_, Notice>(data(&learner)), 1);
}
