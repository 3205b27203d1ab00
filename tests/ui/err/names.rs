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

#[derive(Xml)]
#[xml(ns = "urn:x")]
struct NamespaceAlone {
    #[xml(child, ns = "urn:x")]
    a: Inner,
    #[xml(text, ns = "urn:x")]
    b: String,
    #[xml(ns = "urn:x")]
    c: String,
    #[xml(any_attributes, ns = "urn:x")]
    d: lip_types::AnyAttributes,
}

#[derive(Xml)]
#[xml(group, ns = "urn:x")]
struct NamespaceOfAGroup {
    #[xml(group, ns = "urn:x")]
    a: Inner,
}

#[derive(Xml)]
#[xml(choice, ns = "urn:x")]
enum NamespaceOfAChoice {
    #[xml(child, ns = "urn:x")]
    A(Inner),
    #[xml(text, ns = "urn:x")]
    B(String),
}

#[derive(Xml)]
#[xml(value, ns = "urn:x")]
enum NamespaceOfValues {
    #[xml(value = "a", ns = "urn:x")]
    A,
}

#[derive(Xml)]
#[xml(element = "a", ns = "")]
struct EmptyNamespace {
    #[xml(attribute = "b", ns)]
    b: String,
    #[xml(child = "c", ns = 5)]
    c: String,
}

#[derive(Xml)]
#[xml(element = "inner")]
struct Inner {}

fn main() {}
