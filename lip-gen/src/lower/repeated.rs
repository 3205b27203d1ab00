//! Enumerations that attributes of one name repeat, owner for owner: they share a type.
//!
//! A DTD has no named simple types. A parameter entity stands in for them, and gives a hundred elements the
//! same attribute with the same values. Which attributes share is decided here, by name and values alone: what two
//! owners or more declare alike is one type, called after the attribute. Another list that is repeated under
//! that name is called after the owner that declares it first; a list that stands once belongs to its owner.

use std::collections::BTreeMap;

use super::recursion::complex_type;
use crate::schema::{
    Attribute, AttributeDefault, ComplexType, Content, Element, ElementType, Name, Particle, Schema, SimpleType, Term,
};

/// The attribute's name and its values, with what the schema says of them.
pub(super) type Key = (Name, Vec<String>, BTreeMap<String, String>);

/// The lists that two owners or more declare alike.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    /// How often each is declared, and where in the order of declaration it comes first.
    lists: BTreeMap<Key, (usize, usize)>,
    /// The repeated list of each attribute name that is declared first.
    first: BTreeMap<Name, usize>,
}

impl Repeated {
    pub(super) fn of(schema: &Schema) -> Self {
        let mut this = Self::default();
        for element in &schema.elements {
            this.count(complex_type(schema, &element.r#type));
        }
        schema.types.iter().for_each(|r#type| this.count_inside(r#type));
        this.lists.retain(|_, (times, _)| *times > 1);
        for ((name, ..), (_, at)) in &this.lists {
            let first = this.first.entry(name.clone()).or_insert(*at);
            *first = (*first).min(*at);
        }
        this
    }

    /// What this attribute shares with others, and whether it is the first such list under its name.
    pub(super) fn find(&self, attribute: &Attribute) -> Option<(Key, bool)> {
        let key = key(attribute)?;
        let (_, at) = self.lists.get(&key)?;
        let first = self.first.get(&key.0) == Some(at);
        Some((key, first))
    }

    fn count(&mut self, r#type: &ComplexType) {
        for key in r#type.attributes.iter().filter_map(key) {
            let next = self.lists.len();
            self.lists.entry(key).or_insert((0, next)).0 += 1;
        }
        self.count_inside(r#type);
    }

    /// Elements that are declared in place.
    fn count_inside(&mut self, r#type: &ComplexType) {
        if let Content::Elements(particle) | Content::Mixed(particle) = &r#type.content {
            self.count_particle(particle);
        }
    }

    fn count_particle(&mut self, particle: &Particle) {
        match &particle.term {
            Term::Local(element) => self.count_local(element),
            Term::Group(_, parts) => parts.iter().for_each(|part| self.count_particle(part)),
            Term::Element(_) | Term::Any => {}
        }
    }

    fn count_local(&mut self, element: &Element) {
        if let ElementType::Anonymous(r#type) = &element.r#type {
            self.count(r#type);
        }
    }
}

/// What is the same where a type is shared; nothing for an attribute whose values are not listed, or have a type with a name.
fn key(attribute: &Attribute) -> Option<Key> {
    let name = attribute.name.clone();
    match (&attribute.default, &attribute.r#type) {
        // One value is an enumeration of one.
        (AttributeDefault::Fixed { value, .. }, _) => Some((name, vec![value.clone()], BTreeMap::new())),
        (_, SimpleType::Enumeration { name: None, values, documentation, .. }) => {
            Some((name, values.clone(), (**documentation).clone()))
        }
        _ => None,
    }
}
