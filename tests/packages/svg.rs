// SVG: attributes of other namespaces, enumerations with defaults, an entity within text.

use lip_types::Element as _;
use types::*;

fn judge(svg: &Svg) {
    assert_eq!(Svg::NAME.namespace.uri(), "http://www.w3.org/2000/svg");
    assert_eq!(svg.version_or_default(), SvgVersion::V1_1);
    assert_eq!((svg.zoom_and_pan, svg.zoom_and_pan_or_default()), (None, ZoomAndPanValue::Magnify));
    let group = svg.gs().next().unwrap();
    assert_eq!(group.style.as_deref(), Some("fill:#f00"));
    assert_eq!((group.text_anchor, group.font_style), (Some(TextAnchorValue::Middle), Some(FontStyleValue::Italic)));
    assert_eq!(group.space, Some(XmlSpaceValue::Preserve));
    let text = group.texts().next().unwrap();
    let kinds: Vec<_> = text
        .content
        .iter()
        .map(|item| match item {
            TextItem::Text(text) => text.as_str(),
            TextItem::Tspan(_) => "<tspan>",
            TextItem::A(link) => {
                assert_eq!((link.show, link.actuate_or_default()), (Some(AShow::New), AActuate::OnRequest));
                assert_eq!(link.href, "#g");
                "<a>"
            }
            _ => "?",
        })
        .collect();
    assert_eq!(kinds, ["A ", "<tspan>", " c ten < eleven ", "<a>", " z"]);
}
