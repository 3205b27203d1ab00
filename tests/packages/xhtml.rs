// XHTML: text and elements mixed, a list of IDREFs, defaults, the namespace that `xmlns` fixes.

use lip_types::Element as _;
use types::*;

fn judge(html: &Html) {
    assert_eq!(Html::NAME.namespace.uri(), "http://www.w3.org/1999/xhtml");
    assert_eq!(html.dir, Some(DirValue::Ltr));
    let paragraph = html.body.ps().next().unwrap();
    let PItem::Text(text) = &paragraph.content[0] else { panic!("text comes first") };
    assert_eq!(text, "One, ");
    let PItem::Strong(strong) = &paragraph.content[1] else { panic!("then what is strong") };
    assert!(matches!(&strong.content[..], [StrongItem::Text(two), StrongItem::Em(_)] if two == "two "));
    let PItem::A(a) = &paragraph.content[3] else { panic!("and a link") };
    assert_eq!(a.shape, Some(ShapeValue::Rect));
    let PItem::Text(text) = &paragraph.content[4] else { panic!("and text with an entity") };
    assert!(text.starts_with(", of Example & Sons."), "{text}");
    let table = html.body.tables().next().unwrap();
    assert_eq!(table.rules, Some(TableRules::Groups));
    let text = format!("{table:?}");
    assert!(text.contains("IdRefs"), "{text}");
    let pre = html.body.pres().next().unwrap();
    assert_eq!((pre.space, pre.space_or_default()), (None, XmlSpaceValue::Preserve));
}
