//! Catalogues: read, changed, written, refused.

use catalogue2001::catalogue::{
    Catalogue, CatalogueItem, Course, CourseChoice, CourseLevel, Description, DescriptionItem, Price, PriceCurrency,
};
use catalogue2001::courses;
use lip::{Binding, FromXml, ToXml};

const AUTUMN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE catalogue SYSTEM "catalogue.dtd" [
  <!NOTATION gif SYSTEM "image/gif">
  <!ENTITY plan SYSTEM "plan.gif" NDATA gif>
]>
<catalogue year="2001">
  <title>Autumn &amp; winter</title>
  <course id="c1" level="advanced">
    <title>Markup</title>
    <term>Mondays</term>
    <price currency="EUR">120</price>
    <description>What <em>is <code> &lt;a  b&gt;</code></em> &#x2014; see <a href="http://example.org/">there</a>.</description>
    <media file="plan" kind="gif">the way</media>
  </course>
  <series>
    <title>Evenings</title>
    <course id="c2" needs="c1"><title>Schemas</title><from>2001-10-01</from><to>2001-12-01</to><description/><see course="c1"/></course>
  </series>
</catalogue>
"#;

fn autumn() -> Catalogue {
    Catalogue::from_xml(AUTUMN).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn is_read() {
    let catalogue = autumn();
    assert_eq!((catalogue.year.as_str(), catalogue.title.value.as_str()), ("2001", "Autumn & winter"));
    let all: Vec<&Course> = courses(&catalogue).collect();
    assert_eq!(all.iter().map(|course| course.title.value.as_str()).collect::<Vec<_>>(), ["Markup", "Schemas"]);
    assert_eq!(all[0].level_or_default(), CourseLevel::Advanced);
    assert!(CourseLevel::Beginner < CourseLevel::Advanced, "[derive_for]");
    assert_eq!(all[1].level_or_default(), CourseLevel::Beginner);
    assert!(matches!(&all[0].held, CourseChoice::Term(term) if term.value == "Mondays"));
    assert!(matches!(&all[1].held, CourseChoice::FromAndTo(_)));
    assert_eq!(all[0].price.as_ref().map(Price::currency_or_default), Some(PriceCurrency::Eur));
    assert_eq!(all[0].media[0].file.as_str(), "plan");
    assert_eq!(all[1].needs.as_ref().unwrap().to_string(), "c1");
    let DescriptionItem::Em(em) = &all[0].description.content[1] else { panic!("{:?}", all[0].description) };
    assert_eq!(em.content.len(), 2);
}

#[test]
fn is_changed_and_written() {
    let mut catalogue = autumn();
    let CatalogueItem::Course(course) = &mut catalogue.items[0] else { panic!("a course") };
    course.level = Some(CourseLevel::Intermediate);
    course.price = None;
    course.media.clear();
    let mut description = Description::default();
    description.content.push("Now < shorter".to_owned().into());
    course.description = description;
    let text = catalogue.to_xml(Binding::Dtd).unwrap();
    assert!(text.contains(r#"level="intermediate""#) && text.contains("Now &lt; shorter"), "{text}");
    assert!(!text.contains("edition"), "what is not written is not invented: {text}");
    assert_eq!(Catalogue::from_xml(&text).unwrap(), catalogue);

    // One that was never read names its DTD, too.
    let new = Catalogue::new("2002".parse::<lip::value::NmToken>().unwrap(), "Spring").to_xml(Binding::Dtd).unwrap();
    assert!(new.contains("<!DOCTYPE catalogue SYSTEM \"catalogue.dtd\">\n<catalogue year=\"2002\">"), "{new}");
}

#[test]
fn wrong_ones_are_refused() {
    for (from, to, line, message) in [
        ("year=\"2001\"", "", 6, "`year`"),
        ("year=\"2001\"", "year=\"2001\" edition=\"2\"", 6, "`2`"),
        ("level=\"advanced\"", "level=\"expert\"", 8, "`expert`"),
        ("currency=\"EUR\"", "currency=\"FRF\"", 11, "`FRF`"),
        ("<term>Mondays</term>", "<term>Mondays</term><from>a</from>", 10, "`from`"),
        ("<term>Mondays</term>", "", 11, "`price`"),
        ("<to>2001-12-01</to>", "", 17, "`to`"),
        ("<description/>", "<description><title/></description>", 17, "`title`"),
        ("<description/>", "<draft/>", 17, "`draft`"),
        ("<see course=\"c1\"/>", "<see/>", 17, "`course`"),
        ("id=\"c1\"", "id=\"1 c\"", 8, "`1 c`"),
    ] {
        let text = AUTUMN.replacen(from, to, 1);
        assert_ne!(text, AUTUMN);
        let findings = Catalogue::from_xml(&text).unwrap_err();
        assert!(findings[0].message().contains(message), "{findings}");
        assert_eq!(findings[0].line(), line, "{findings}");
    }
}

/// `[derive_for]` in the settings.
#[test]
fn a_price_can_be_hashed() {
    let set = std::collections::HashSet::from([Price::from("1"), Price::from("1"), Price::from("2")]);
    assert_eq!(set.len(), 2);
}
