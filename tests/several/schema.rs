//! What our XSD says of an element, read by `lip-gen`: no code of the reader is asked.

use std::collections::{BTreeMap, BTreeSet};

use lip_gen::diagnostic::Diagnostics;
use lip_gen::read;
use lip_gen::schema::{AttributeDefault, Builtin, Compositor, Content, ElementType, Particle, SimpleType, Term};
use lip_gen::source::Sources;
use lip_tests::repository;

pub struct Schema(BTreeMap<String, Type>);

pub struct Type {
    pub content: Is,
    pub attributes: Vec<Attribute>,
}

/// The kind of content.
pub enum Is {
    Empty,
    Text(Builtin),
    Elements(Model),
    Any,
}

pub struct Attribute {
    pub name: String,
    pub required: bool,
    pub enumerated: bool,
}

impl Schema {
    pub fn read() -> Self {
        let file = repository().join("schemas/imslip-1.0.1/imslip_v1p0p1.xsd");
        let schema = read::xsd(&file, &read::Catalog::new(), &mut Sources::new(), &mut Diagnostics::new())
            .expect("the schema is read");
        let types = schema.elements.iter().map(|element| {
            let ty = match &element.r#type {
                ElementType::Anonymous(ty) => ty,
                ElementType::Named(id) => schema.complex_type(*id),
            };
            let content = match &ty.content {
                Content::Empty => Is::Empty,
                Content::Simple(SimpleType::Builtin(builtin)) => Is::Text(*builtin),
                Content::Simple(_) => Is::Text(Builtin::String),
                Content::Elements(particle) => Is::Elements(Model::of(particle)),
                Content::Mixed(_) | Content::Any => Is::Any,
            };
            let attributes = ty.attributes.iter().map(|attribute| Attribute {
                name: attribute.name.to_string(),
                required: attribute.default == AttributeDefault::Required,
                enumerated: matches!(attribute.r#type, SimpleType::Enumeration { .. }),
            });
            (element.name.local.clone(), Type { content, attributes: attributes.collect() })
        });
        Self(types.collect())
    }

    pub fn of(&self, local: &str) -> Option<&Type> {
        self.0.get(local)
    }
}

/// A content model as an automaton: which name may follow which (Glushkov).
#[derive(Default)]
pub struct Model {
    names: Vec<String>,
    first: BTreeSet<usize>,
    follow: Vec<BTreeSet<usize>>,
    last: BTreeSet<usize>,
    nullable: bool,
}

/// Where a part of a model begins and ends.
struct Ends {
    first: BTreeSet<usize>,
    last: BTreeSet<usize>,
    nullable: bool,
}

impl Model {
    fn of(particle: &Particle) -> Self {
        let mut model = Self::default();
        let ends = model.particle(particle);
        (model.first, model.last, model.nullable) = (ends.first, ends.last, ends.nullable);
        model
    }

    fn particle(&mut self, particle: &Particle) -> Ends {
        let mut ends = self.term(&particle.term);
        match particle.occurs.max {
            None => self.join(&ends.last, &ends.first),
            Some(max) => assert!(max == 1, "LIP counts to one or not at all"),
        }
        ends.nullable |= particle.occurs.min == 0;
        ends
    }

    fn term(&mut self, term: &Term) -> Ends {
        match term {
            Term::Element(name) => {
                let at = self.names.len();
                self.names.push(name.local.clone());
                self.follow.push(BTreeSet::new());
                Ends { first: [at].into(), last: [at].into(), nullable: false }
            }
            Term::Group(Compositor::Choice, particles) => {
                let mut ends = Ends { first: BTreeSet::new(), last: BTreeSet::new(), nullable: false };
                for particle in particles {
                    let inner = self.particle(particle);
                    ends.first.extend(inner.first);
                    ends.last.extend(inner.last);
                    ends.nullable |= inner.nullable;
                }
                ends
            }
            Term::Group(Compositor::Sequence, particles) => {
                let mut ends = Ends { first: BTreeSet::new(), last: BTreeSet::new(), nullable: true };
                for particle in particles {
                    let inner = self.particle(particle);
                    self.join(&ends.last, &inner.first);
                    if ends.nullable {
                        ends.first.extend(&inner.first);
                    }
                    if !inner.nullable {
                        ends.last.clear();
                    }
                    ends.last.extend(inner.last);
                    ends.nullable &= inner.nullable;
                }
                ends
            }
            Term::Local(_) | Term::Any => panic!("LIP has none"),
        }
    }

    fn join(&mut self, last: &BTreeSet<usize>, first: &BTreeSet<usize>) {
        for at in last {
            self.follow[*at].extend(first);
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }

    /// Where one who reads from left to right cannot go on: behind all children when they end too early.
    pub fn stops(&self, children: &[&str]) -> Option<usize> {
        let mut states: Option<BTreeSet<usize>> = None;
        for (at, child) in children.iter().enumerate() {
            let next: BTreeSet<usize> = match &states {
                None => self.first.clone(),
                Some(states) => states.iter().flat_map(|state| self.follow[*state].iter().copied()).collect(),
            };
            let next: BTreeSet<usize> = next.into_iter().filter(|state| self.names[*state] == *child).collect();
            if next.is_empty() {
                return Some(at);
            }
            states = Some(next);
        }
        let ends = states.map_or(self.nullable, |states| !states.is_disjoint(&self.last));
        (!ends).then_some(children.len())
    }
}
