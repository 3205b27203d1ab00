//! With `preserve`, and without: what no struct claims is written as it was, also beside what a struct has changed.

use lip_types::ReadOptions;
use lip_types::imslip::LearnerInformation;

use super::*;

const BEFORE: &str = "\n  text &amp; <![CDATA[<raw>]]><!-- a  b -->\n<?pi  d ?>  <x:y  xmlns:x='urn:x'\n x:z = 'w&#9;'><x:y></x:y>&lt;</x:y >";
const AFTER: &str = "\t<v xmlns=\"\">&#x41;<!-- c --><w/></v><fieldlabel><typename><tyvalue>T</tyvalue></typename></fieldlabel>\
                     <fielddata>1</fielddata>  end\n";
const CLAIMED: &str = "<n:nationality xmlns:n='urn:example:lip'  since='1999'><!-- in --><n:country>Freedonia</n:country >\n</n:nationality>";

fn document(claimed: &str) -> String {
    format!(
        "<!-- first -->\n<learnerinformation  xmlns='{LIP}'><identification ><ext_identification>{BEFORE}{claimed}{AFTER}\
         </ext_identification></identification>\n</learnerinformation>\n<!-- last -->"
    )
}

#[test]
fn is_written_byte_for_byte() {
    let text = document(CLAIMED);
    let mut learner: LearnerInformation = ReadOptions::new().preserve(true).from_xml(&text).unwrap();
    assert!(point_in(&mut learner).get::<Nationality>().unwrap().is_some());
    assert_eq!(learner.to_xml(Binding::Xsd).unwrap(), text);
}

#[test]
fn keeps_its_place_beside_what_is_replaced_removed_and_added() {
    let text = document(CLAIMED);
    let read: LearnerInformation = ReadOptions::new().preserve(true).from_xml(&text).unwrap();
    let new = "<nationality xmlns=\"urn:example:lip\"><country>Sylvania</country></nationality>";

    let mut learner = read.clone();
    point_in(&mut learner).replace(&nationality("Sylvania")).unwrap();
    assert_eq!(learner.to_xml(Binding::Xsd).unwrap(), document(new));

    let mut learner = read.clone();
    assert_eq!(point_in(&mut learner).remove::<Nationality>(), 1);
    assert_eq!(learner.to_xml(Binding::Xsd).unwrap(), document(""));

    let mut learner = read.clone();
    point_in(&mut learner).push(&nationality("Sylvania")).unwrap();
    let added = document(CLAIMED).replace("end\n", &format!("end\n{new}"));
    assert_eq!(learner.to_xml(Binding::Xsd).unwrap(), added);

    // Of two that are claimed, the first is the place.
    let two = format!("{CLAIMED}<!-- between -->{CLAIMED}");
    let mut learner: LearnerInformation = ReadOptions::new().preserve(true).from_xml(&document(&two)).unwrap();
    point_in(&mut learner).replace(&nationality("Sylvania")).unwrap();
    assert_eq!(learner.to_xml(Binding::Xsd).unwrap(), document(&format!("{new}<!-- between -->")));
}

#[test]
fn without_preserve_says_the_same() {
    let mut learner = LearnerInformation::from_xml(&document(CLAIMED)).unwrap();
    point_in(&mut learner).replace(&nationality("Sylvania")).unwrap();
    let text = learner.to_xml(Binding::Xsd).unwrap();
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part}\n{text}"));
    let parts = [
        "\n  text &amp; <![CDATA[<raw>]]><!-- a  b -->\n<?pi d ?>  <x:y xmlns:x=\"urn:x\" x:z=\"w&#9;\"><x:y/>&lt;</x:y>",
        "<nationality xmlns=\"urn:example:lip\"><country>Sylvania</country></nationality>\t",
        "<v xmlns=\"\">A<!-- c --><w/></v><fieldlabel>",
        "<fielddata>1</fielddata>  end\n",
    ];
    assert!(parts.map(at).is_sorted(), "{text}");
}

#[test]
fn a_value_that_is_put_back_unchanged_is_the_same_document() {
    let read = LearnerInformation::from_xml(&document(CLAIMED)).unwrap();
    let mut learner = read.clone();
    let value: Nationality = point_in(&mut learner).get().unwrap().unwrap();
    point_in(&mut learner).replace(&value).unwrap();
    let value_again: Nationality = point_in(&mut learner).get().unwrap().unwrap();
    assert_eq!(value, value_again);
}
