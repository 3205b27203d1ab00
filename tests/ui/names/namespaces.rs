//! Namespaces: where they belong, and what they are.
use lip_types::Xml;

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
    #[xml(child = "d", ns = "urn: x")]
    d: String,
    #[xml(child = "e", ns = " http://example.org/")]
    e: String,
    #[xml(child = "f", ns = "http://www.w3.org/2000/xmlns/")]
    f: String,
    #[xml(attribute = "lang", ns = "http://www.w3.org/XML/1998/namespace")]
    g: String,
    #[xml(attribute = "xml:lang")]
    h: String,
}

#[derive(Xml)]
#[xml(element = "inner")]
struct Inner {}

fn main() {}
