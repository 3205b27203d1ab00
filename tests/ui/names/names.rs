//! Names that XML does not allow, prefixes, and namespaces.
use lip_types::Xml;

#[derive(Xml)]
#[xml(element = "first name")]
struct Space {
    #[xml(attribute = "1st")]
    a: String,
    #[xml(child = "")]
    b: String,
    #[xml(child = "a/b")]
    c: String,
    #[xml(child = "×")]
    d: String,
}

#[derive(Xml)]
#[xml(element = "lip:goal")]
struct Prefix {
    #[xml(attribute = "xlink:href")]
    a: String,
    #[xml(child = "lip:date")]
    b: String,
    #[xml(attribute = ":")]
    c: String,
}

#[derive(Xml)]
#[xml(element = "a")]
struct Declarations {
    #[xml(attribute = "xmlns")]
    a: String,
    #[xml(attribute = "xmlns:lip")]
    b: String,
    #[xml(attribute = "xsi:type")]
    c: String,
    #[xml(attribute = "xml:lang", ns = "http://www.w3.org/XML/1998/namespace")]
    d: String,
    #[xml(attribute = "schemaLocation", ns = "http://www.w3.org/2001/XMLSchema-instance")]
    e: Option<String>,
}

fn main() {}
