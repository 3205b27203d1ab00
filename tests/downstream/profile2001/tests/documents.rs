//! Documents of the profile, without a namespace.

use lip_types::imslip::TypeName;
use lip_types::{Binding, FromXml, ToXml};
use profile2001::profile::{Activity, LearnerInformation};

const PUPIL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE learnerinformation SYSTEM "profile.dtd">
<learnerinformation>
  <comment xml:lang="de">Neu</comment>
  <activity>
    <typename><tyvalue>Education</tyvalue></typename>
    <date><datetime>1990-09-01T08:00:00</datetime></date>
    <description><short>School of diplomacy</short></description>
  </activity>
</learnerinformation>
"#;

#[test]
fn are_read_changed_and_written() {
    let mut pupil = LearnerInformation::from_xml(PUPIL).unwrap();
    assert_eq!(pupil.comment.as_ref().unwrap().value, "Neu");
    let mut activity = Activity::new(TypeName::new("Work"));
    activity.comment = Some("Ambassador".into());
    pupil.items.push(activity.into());
    let text = pupil.to_xml(Binding::Dtd).unwrap();
    assert!(!text.contains("xmlns"), "{text}");
    assert_eq!(LearnerInformation::from_xml(&text).unwrap(), pupil);
    // What the profile writes is LIP.
    lip_types::imslip::LearnerInformation::from_xml(&text).unwrap();
}

#[test]
fn that_are_lip_and_not_of_the_profile_are_refused() {
    let text = PUPIL.replace("<typename><tyvalue>Education</tyvalue></typename>", "");
    lip_types::imslip::LearnerInformation::from_xml(&text).unwrap();
    let findings = LearnerInformation::from_xml(&text).unwrap_err();
    assert_eq!(findings[0].line(), 7, "{findings}");
    assert!(findings[0].message().contains("`date`; expected `typename`"), "{findings}");
    // A fault within a type of LIP.
    let findings = LearnerInformation::from_xml(&PUPIL.replace("1990-09", "1990:09")).unwrap_err();
    assert_eq!(findings[0].path(), "/learnerinformation/activity/date/datetime", "{findings}");
}
