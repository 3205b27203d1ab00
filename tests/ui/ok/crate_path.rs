//! The runtime under another name, by path and by text, and a struct without the prelude's names.
#![no_implicit_prelude]

mod runtime {
    pub(crate) use ::lip_types as lip;
}

#[allow(dead_code)]
struct Option;
#[allow(dead_code)]
struct String;

#[derive(::lip_types::Xml)]
#[xml(element = "a", crate = runtime::lip)]
struct ByPath {
    #[xml(attribute = "id")]
    id: ::core::option::Option<::std::string::String>,
    #[xml(child = "b")]
    b: ::std::vec::Vec<ByText>,
}

#[derive(::lip_types::Xml)]
#[xml(crate = "crate::runtime::lip")]
struct ByText {
    #[xml(text)]
    text: ::std::string::String,
}

fn main() {
    use ::lip_types::FromXml;
    let a = ByPath::from_xml("<a id='1'><b>x</b></a>").unwrap();
    ::std::assert_eq!(a.id.as_deref(), ::core::option::Option::Some("1"));
    ::std::assert_eq!(a.b[0].text, "x");
}
