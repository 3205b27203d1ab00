//! Preferences in a LIP record and on their own: read, changed, written, refused.

use accessibility::{
    AccessForAll, AlternativeTo, Content, Context, ControlItem, Display, ScreenReader, ScreenReaderLink, Usage,
};
use lip_types::imslip::{LearnerInformation, LearnerInformationItem, TypeName};
use lip_types::value::{Decimal, Id};
use lip_types::{Binding, ExtensionPoint, FromXml, OneOrMore, ToXml};

const LEARNER: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<learnerinformation xmlns="http://www.imsglobal.org/xsd/imslip_v1p0">
  <accessibility>
    <disability><typename><tyvalue>Visual</tyvalue></typename></disability>
    <ext_accessibility>
      <a:accessForAll xmlns:a="urn:example:access" version="1.0">
        <contentype><referential><indexid>access</indexid></referential></contentype>
        <a:context identifier="home">
          <typename><tyvalue>At home</tyvalue></typename>
          <date><datetime>2001-05-01T00:00:00</datetime></date>
          <a:display>
            <a:screenReader usage="required"><a:link>differentVoice</a:link><a:speechRate>180</a:speechRate></a:screenReader>
            <a:screenEnhancement>
              <a:fontSize>24</a:fontSize>
              <a:foreground>ffffff</a:foreground>
              <a:background>000000</a:background>
            </a:screenEnhancement>
          </a:display>
          <a:control>
            <a:voice>de</a:voice>
            <a:keyboard><a:sticky>true</a:sticky><a:delay>PT0.5S</a:delay></a:keyboard>
          </a:control>
          <a:content><a:alternative to="visual" as="audioDescription" lang="de"/></a:content>
          <preference><prefcode>quiet</prefcode></preference>
        </a:context>
      </a:accessForAll>
    </ext_accessibility>
  </accessibility>
</learnerinformation>
"##;

fn preferences(learner: &LearnerInformation) -> AccessForAll {
    let accessibility = learner.accessibilities().next().unwrap();
    accessibility.ext_accessibility.as_ref().unwrap().get().unwrap().unwrap()
}

fn learner() -> LearnerInformation {
    LearnerInformation::from_xml(LEARNER).unwrap()
}

#[test]
fn they_are_read_with_the_types_of_both_schemas() {
    let all = preferences(&learner());
    let home: &Context = all.context("home").unwrap();
    assert_eq!(home.typename.tyvalue.value, "At home");
    let display: &Display = home.display.as_ref().unwrap();
    let reader: &ScreenReader = display.screen_reader.as_ref().unwrap();
    assert_eq!((reader.usage, reader.link), (Some(Usage::Required), Some(ScreenReaderLink::DifferentVoice)));
    let enhancement = display.screen_enhancement.as_ref().unwrap();
    assert_eq!(enhancement.usage_or_default(), Usage::Preferred);
    assert!(reader.usage > Some(enhancement.usage_or_default()));
    let items: Vec<_> = home.control.as_ref().unwrap().items.iter().collect();
    assert!(matches!(items[0], ControlItem::Voice(_)));
    let ControlItem::Keyboard(keys) = items[1] else { panic!("the keyboard") };
    assert!(keys.sticky.get());
    let content: &Content = home.content.as_ref().unwrap();
    assert_eq!(content.alternative[0].to, AlternativeTo::Visual);
    assert_eq!(home.preference[0].prefcode.as_ref().unwrap().value, "quiet");
}

#[test]
fn they_are_changed_and_written_into_the_record() {
    let mut learner = learner();
    let mut all = preferences(&learner);
    let mut school = Context::new("school".parse::<Id>().unwrap(), TypeName::new("At school"));
    school.display = all.context("home").unwrap().display.clone();
    all.context.push(school);
    let LearnerInformationItem::Accessibility(accessibility) = &mut learner.items[0] else { panic!("the first") };
    accessibility.ext_accessibility.as_mut().unwrap().replace(&all).unwrap();
    let text = learner.to_xml(Binding::Xsd).unwrap();
    let again = LearnerInformation::from_xml(&text).unwrap();
    assert_eq!(preferences(&again), all, "{text}");
    assert_eq!(preferences(&again).context.len(), 2);
}

#[test]
fn they_are_a_document_of_their_own() {
    let all = preferences(&learner());
    let text = all.to_xml(Binding::Xsd).unwrap();
    assert_eq!(AccessForAll::from_xml(&text).unwrap(), all);

    let context = Context::new("any".parse::<Id>().unwrap(), TypeName::new("Anywhere"));
    let made = AccessForAll::new("1.0".parse::<Decimal>().unwrap(), OneOrMore::new(context));
    let text = made.to_xml(Binding::Xsd).unwrap();
    // Both namespaces are declared.
    for namespace in ["urn:example:access", "http://www.imsglobal.org/xsd/imslip_v1p0"] {
        assert!(text.contains(&format!("=\"{namespace}\"")), "{text}");
    }
    assert_eq!(AccessForAll::from_xml(&text).unwrap(), made);
}

#[test]
fn wrong_ones_are_refused() {
    let document = preferences(&learner()).to_xml(Binding::Xsd).unwrap();
    assert!(AccessForAll::from_xml(&document).is_ok());
    for (from, to, message) in [
        ("usage=\"required\"", "usage=\"always\"", "`always`"),
        ("identifier=\"home\"", "identifier=\"my home\"", "`my home`"),
        ("<a:fontSize>24<", "<a:fontSize>0<", "`0`"),
        ("<a:background>000000</a:background>", "", "`background`"),
        ("<a:voice>", "<a:speech/><a:voice>", "`a:speech`"),
        ("to=\"visual\"", "", "`to`"),
        // A fault in what is LIP's.
        ("<prefcode>", "<prefercode/><prefcode>", "`prefercode`"),
    ] {
        let text = document.replacen(from, to, 1);
        assert_ne!(text, document, "{from}\n{document}");
        let findings = AccessForAll::from_xml(&text).unwrap_err();
        assert!(findings[0].message().contains(message), "{findings}");
    }
}
