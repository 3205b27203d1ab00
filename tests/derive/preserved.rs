//! What stands beside the schema.

use super::*;

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "list", ns = PEOPLE)]
struct List {
    #[xml(child = "item", ns = PEOPLE)]
    items: Vec<String>,
    #[xml(preserved)]
    preserved: Preserved,
}

#[test]
fn what_stands_between_elements_is_written_again() {
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a -->\n<list xmlns=\"urn:people\" \
               xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:people p.xsd\">\n\t\
               <!-- b --><item>1</item>\n\n\t<?c d?><item>2</item><!-- e -->\n</list>\n<!-- f -->\n";
    let list: List = ReadOptions::new().preserve(true).from_xml(xml).unwrap();
    assert_eq!(list.preserved.xsi("schemaLocation"), Some("urn:people p.xsd"));
    assert_eq!(list.to_xml(Binding::Xsd).unwrap(), xml);
    let plain: List = reads(xml);
    assert_eq!(plain, list);
    let mut fewer = list.clone();
    fewer.items.clear();
    assert!(List::from_xml(&fewer.to_xml(Binding::Xsd).unwrap()).is_ok());
}
