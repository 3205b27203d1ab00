//! Documents of the profile: read, changed, written; and those that are LIP and not of the profile. Each test runs over both
//! modules.

use lip_types::{Binding, FromXml, ToXml};

const PUPIL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<learnerinformation xmlns="http://www.imsglobal.org/xsd/imslip_v1p0" xml:lang="de">
  <contentype>
    <referential>
      <sourcedid><source>register.freedonia.example</source><id>4711</id></sourcedid>
    </referential>
  </contentype>
  <identification>
    <name>
      <partname><typename><tyvalue>First</tyvalue></typename><text>Rufus T.</text></partname>
      <partname><typename><tyvalue>Last</tyvalue></typename><text>Firefly</text></partname>
    </name>
  </identification>
  <qcl>
    <title>School leaving certificate</title>
    <level><text>with distinction</text></level>
    <date><datetime>1999-06-30T00:00:00</datetime></date>
  </qcl>
  <goal>
    <typename><tyvalue>Work</tyvalue></typename>
    <priority>high</priority>
    <description><short>Rule a country</short></description>
  </goal>
  <goal><priority>low</priority></goal>
  <activity>
    <typename><tyvalue>Education</tyvalue></typename>
    <date><datetime>1990-09-01T08:00:00</datetime></date>
    <date><datetime>1999-06-30T12:00:00</datetime></date>
    <description><short xml:lang="en">School of diplomacy</short></description>
  </activity>
</learnerinformation>
"#;

/// Every test for one module.
macro_rules! documents {
    ($module:ident) => {
        mod $module {
            use profile::$module::{Activity, Goal, LearnerInformation, LearnerInformationItem, Priority, PriorityValue};

            use super::*;

            fn pupil() -> LearnerInformation {
                LearnerInformation::from_xml(PUPIL).unwrap()
            }

            #[test]
            fn are_read() {
                let pupil = pupil();
                assert_eq!(pupil.contentype.referential.sourcedid.id.value, "4711");
                assert_eq!(pupil.identification.name.len(), 1);
                assert_eq!(pupil.goals().map(|g| g.priority.value).collect::<Vec<_>>(), [PriorityValue::High, PriorityValue::Low]);
                let qcl = pupil.qcls().next().unwrap();
                assert_eq!(qcl.level.as_ref().unwrap().text.value, "with distinction");
                assert_eq!(pupil.activities().next().unwrap().date.len(), 2);
            }

            #[test]
            fn are_changed_and_written() {
                let mut pupil = pupil();
                let goal = Goal::new(Priority::from(PriorityValue::Medium));
                pupil.items.push(goal.into());
                let LearnerInformationItem::Qcl(qcl) = &mut pupil.items[0] else { panic!("the first is a qualification") };
                qcl.level = None;
                let text = pupil.to_xml(Binding::Xsd).unwrap();
                assert!(text.contains("<priority>medium</priority>") && !text.contains("distinction"), "{text}");
                assert_eq!(LearnerInformation::from_xml(&text).unwrap(), pupil);
                // What the profile writes is LIP.
                lip_types::imslip::LearnerInformation::from_xml(&text).unwrap();
            }

            #[test]
            fn are_made_from_what_they_must_have() {
                let text = r#"<activity xmlns="http://www.imsglobal.org/xsd/imslip_v1p0">
                    <typename><tyvalue>Work</tyvalue></typename><date><datetime>2001-01-01T00:00:00</datetime></date>
                    <description><short>Ambassador</short></description></activity>"#;
                let read = Activity::from_xml(text).unwrap();
                let made = Activity::new(read.typename.clone(), read.date.clone(), read.description.clone());
                assert_eq!(made, read);
            }

            #[test]
            fn that_are_lip_and_not_of_the_profile_are_refused() {
                for (from, to, line, message) in [
                    ("<priority>low</priority>", "<priority>whenever</priority>", 24, "`whenever`; expected one of `high`, `medium`, `low`"),
                    ("<goal><priority>low</priority></goal>", "<goal/>", 24, "the end of `goal`; expected `typename`, `date` or `priority`"),
                    ("<goal><priority>low</priority></goal>", "<interest/>", 24, "`interest`"),
                    ("<title>School leaving certificate</title>", "", 16, "`level`; expected `typename` or `title`"),
                    (
                        "<date><datetime>1990-09-01T08:00:00</datetime></date>",
                        "<date><datetime>1990-09-01T08:00:00</datetime></date><date><datetime>1991-09-01T08:00:00</datetime></date>",
                        28,
                        "`date`; expected `description`",
                    ),
                ] {
                    let text = PUPIL.replace(from, to);
                    assert_ne!(text, PUPIL);
                    let findings = LearnerInformation::from_xml(&text).unwrap_err();
                    assert_eq!(findings[0].line(), line, "{findings}");
                    assert!(findings[0].message().contains(message), "{findings}");
                }
            }
        }
    };
}

documents!(whole);
documents!(reused);

#[test]
fn the_register_works_with_them() {
    use profile::{register, reused::LearnerInformation};

    let mut pupil = LearnerInformation::from_xml(PUPIL).unwrap();
    assert_eq!(register::name(&pupil), "Rufus T. Firefly");
    assert_eq!(register::urgent(&pupil).count(), 1);
    assert_eq!(register::certificate(pupil.qcls().next().unwrap()), "School leaving certificate (with distinction)");
    for item in &mut pupil.items {
        if let profile::reused::LearnerInformationItem::Activity(activity) = item {
            register::remark(activity, "seen");
        }
    }
    pupil.items.push(register::qualification("Swimming").into());
    let text = pupil.to_xml(Binding::Xsd).unwrap();
    assert!(text.contains("<comment>seen</comment>") && text.contains("<title>Swimming</title>"), "{text}");
    assert_eq!(LearnerInformation::from_xml(&text).unwrap(), pupil);
}

/// A part that the profile shares with LIP is the same type, so that code for LIP takes it.
#[test]
fn what_is_reused_is_the_type_of_lip() {
    fn label(typename: &lip_types::imslip::TypeName) -> &str {
        &typename.tyvalue.value
    }
    let pupil = profile::reused::LearnerInformation::from_xml(PUPIL).unwrap();
    assert_eq!(label(&pupil.activities().next().unwrap().typename), "Education");
}
