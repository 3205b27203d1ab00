//! One struct, and one enum, at many points: `get`, `all`, `push`, `replace` and `remove` at each.

use lip_types::imslip as lip;
use lip_types::value::Token;

use super::*;

macro_rules! points {
    ($($point:ident)*) => {
        #[derive(Debug, Clone, PartialEq, Xml)]
        #[xml(element = "badge", ns = "urn:example:badges", extends($(lip::$point),*))]
        struct Badge {
            #[xml(attribute = "level")]
            level: u8,
            #[xml(child)]
            names: Vec<lip::TypeName>,
            #[xml(child)]
            content: Option<lip::ContentType>,
            #[xml(child)]
            dates: Vec<lip::Date>,
            #[xml(choice)]
            more: Vec<More>,
        }

        #[derive(Debug, Clone, PartialEq, Xml)]
        #[xml(choice, extends($(lip::$point),*))]
        enum More {
            #[xml(child = "text", ns = "urn:example:badges")]
            Text(Mixed),
            #[xml(child = "none", ns = "urn:example:badges")]
            None,
            #[xml(child)]
            Own(lip::Description),
        }

        #[test]
        fn take_all_that_extends_them() {
            $(at::<lip::$point>(stringify!($point));)*
        }

        /// All that may be done at the point.
        fn at<P>(name: &str)
        where
            P: ExtensionPoint + ToXml + FromXml + lip_types::Element + Default + Clone + PartialEq + std::fmt::Debug,
            Badge: lip_types::Extension<P>,
            More: lip_types::Extension<P>,
        {
            let mut point = P::default();
            point.open_content_mut().push_text("before ");
            let (one, two) = (badge(1), badge(2));
            point.push(&one).unwrap();
            point.open_content_mut().push(AnyElement::new("other").in_namespace("urn:o"));
            for more in &two.more {
                point.push(more).unwrap();
            }
            point.push(&two).unwrap();
            for binding in [Binding::Xsd, Binding::Dtd] {
                let text = point.to_xml(binding).unwrap();
                let again = P::from_xml(&text).unwrap_or_else(|error| panic!("{name}\n{text}\n{error}"));
                assert_eq!(again.get::<Badge>().unwrap().as_ref(), Some(&one), "{name}\n{text}");
                assert_eq!(again.all::<Badge>().unwrap(), [one.clone(), two.clone()], "{name}");
                assert_eq!(again.all::<More>().unwrap(), two.more, "{name}");
                let mut changed = again.clone();
                changed.replace(&badge(3)).unwrap();
                assert_eq!(changed.all::<Badge>().unwrap(), [badge(3)], "{name}");
                assert_eq!(changed.remove::<Badge>(), 1, "{name}");
                assert_eq!(changed.remove::<More>(), two.more.len(), "{name}");
                assert_eq!(changed.get::<Badge>().unwrap(), None, "{name}");
                let left: Vec<_> = changed.open_content().elements().map(|e| e.local.as_str()).collect();
                assert_eq!((left, changed.open_content().text().trim()), (vec!["other"], "before"), "{name}");
                let mut text = text.replace("level=\"1\"", "level=\"x\"");
                text = text.replace("before ", "before\n");
                let again = P::from_xml(&text).unwrap();
                let findings = again.get::<Badge>().unwrap_err();
                let finding = &findings[0];
                assert_eq!(text.get(finding.range()), Some("x"), "{name}: {finding}");
                assert!(finding.path().ends_with("/badge[1]/@level"), "{name}: {finding}");
            }
        }
    };
}

points! {
    ExtAccessibility ExtActivity ExtAffiliation ExtCompetency ExtContentType ExtDate ExtDefinition ExtDisability
    ExtEligibility ExtEvaluation ExtExRefRecord ExtGoal ExtIdentification ExtInterest ExtLanguage ExtLearnerInfo
    ExtObjectives ExtPreference ExtProduct ExtQcl ExtRelationship ExtRole ExtSecurityKey ExtTestimonial ExtTranscript
    RecFormat RecData
}

/// Mixed content.
#[derive(Debug, Clone, PartialEq, Xml)]
struct Mixed {
    #[xml(attribute = "id")]
    id: Option<Token>,
    #[xml(mixed)]
    items: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Piece {
    #[xml(text)]
    Text(String),
    #[xml(child = "em", ns = "urn:example:badges")]
    Em(Mixed),
    #[xml(child)]
    Date(Box<lip::Date>),
}

fn badge(level: u8) -> Badge {
    let date =
        lip::Date::from_xml(&format!("<date xmlns='{LIP}'><datetime>2000-11-06T09:30:00</datetime></date>")).unwrap();
    let em = Mixed { id: Some("e".parse().unwrap()), items: vec![Piece::Text("b ".into())] };
    let items =
        vec![Piece::Text(" a".into()), Piece::Em(em), Piece::Date(Box::new(date.clone())), Piece::Text("c".into())];
    let description = format!("<description xmlns='{LIP}'><short>s</short></description>");
    Badge {
        level,
        names: vec![lip::TypeName::new("First"), lip::TypeName::new("Second")],
        content: None,
        dates: vec![date],
        more: vec![
            More::Text(Mixed { id: None, items }),
            More::None,
            More::Own(lip::Description::from_xml(&description).unwrap()),
        ],
    }
}
