//! Two mistakes give two messages, and what uses the types gives none.
use lip_types::{Binding, FromXml, OneOrMore, ToXml, Xml};

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "learner", nss = "urn:x")]
struct Learner {
    #[xml(atribute = "id")]
    id: Gender,
    #[xml(child)]
    goal: Vec<Goal>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "goal")]
struct Goal {
    when: String,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(value)]
enum Gender {
    F,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Item {
    #[xml(child)]
    Goal,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "wrapper")]
struct Wrapper<T> {
    inner: T,
}

/// Without a mistake, but of those above.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "class")]
struct Class {
    #[xml(attribute = "gender")]
    gender: Option<Gender>,
    #[xml(child)]
    learner: OneOrMore<Learner>,
    #[xml(choice)]
    items: Vec<Item>,
    #[xml(child = "goal")]
    last: Option<Box<Goal>>,
    #[xml(child)]
    wrapped: Option<Wrapper<Goal>>,
}

fn main() {
    let learner = Learner::from_xml("<learner/>").unwrap();
    learner.to_xml(Binding::Xsd).unwrap();
    let class: Class = lip_types::from_xml("<class/>").unwrap();
    lip_types::to_xml(&class, Binding::Dtd).unwrap();
    Wrapper::<String>::from_xml("<wrapper/>").unwrap();
}
