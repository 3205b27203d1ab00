// DocBook: lists of NMTOKENs and IDREFs, an unparsed entity, an element from an entity within text, no namespace.

use lip_types::Element as _;
use types::*;

fn judge(article: &Article) {
    assert_eq!(Article::NAME.namespace.uri(), "");
    assert_eq!(article.class, Some(ArticleClass::Faq));
    assert_eq!(article.conformance.as_ref().unwrap().iter().collect::<Vec<_>>(), ["one", "two"]);
    let ArticleChoice::CalloutlistGroup(blocks) = &article.choice else { panic!("blocks before sections") };
    let paragraph = blocks.paras().next().unwrap();
    let kinds: Vec<_> = paragraph
        .content
        .iter()
        .map(|item| match item {
            ParaItem::Text(text) => text.as_str(),
            ParaItem::Emphasis(_) => "<emphasis>",
            ParaItem::Productname(name) => {
                assert_eq!(name.class_or_default(), ProductnameClass::Trade);
                "<productname>"
            }
            ParaItem::Xref(_) => "<xref>",
            ParaItem::Link(_) => "<link>",
            ParaItem::Footnote(_) => "<footnote>",
            _ => "?",
        })
        .collect();
    let expected =
        ["Text, ", "<emphasis>", ", and ", "<productname>", ":\n", "<xref>", "; ", "<link>", ".", "<footnote>"];
    assert_eq!(kinds, expected);
    let list = blocks.itemizedlists().next().unwrap();
    assert_eq!((list.spacing, list.listitem.len()), (Some(SpacingValue::Compact), 2));
    let ArticleCalloutlistGroupChoice::Sections(sections) = &blocks.choice else { panic!("then sections") };
    let SectionChoice::CalloutlistGroup(blocks) = &sections[0].choice else { panic!("blocks in the first") };
    let callout = &blocks.calloutlists().next().unwrap().callout[0];
    assert_eq!(callout.arearefs.iter().collect::<Vec<_>>(), ["c1", "s1"]);
    let MediaobjectItem::Imageobject(image) = &blocks.mediaobjects().next().unwrap().items[0] else {
        panic!("an image")
    };
    assert_eq!(image.imagedata.entityref.as_ref().map(|name| name.as_str()), Some("drawing"));
}
