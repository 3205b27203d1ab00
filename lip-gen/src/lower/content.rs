//! Content models to fields: cardinality, and the names of what has none in documents.

use std::collections::BTreeSet;

use super::choice::Alternatives;
use super::names::Scope;
use super::normal::{normal, nullable};
use super::particle::{cardinality, local_name, model, models, name_of};
use super::recursion::Node;
use super::role::Kind;
use super::scalar::Role;
use super::{Held, Lowering, Owner, docs, words};
use crate::schema::{Compositor, Content, ElementType, Name, Occurs, Particle, Term};
use crate::shape::{Accessor, Binding, Cardinality, Docs, Field, Item, Member, Struct, StructKind, Type};

/// A particle that becomes a field.
pub(super) struct Slot {
    particle: Particle,
    /// The field's name; empty until it is known.
    name: String,
}

/// Fields, and the iterators over their choices.
#[derive(Default)]
pub(super) struct Members {
    pub(super) fields: Vec<Field>,
    pub(super) accessors: Vec<Accessor>,
}

impl Lowering<'_> {
    /// The particles of a content model; those of elements have their names already.
    pub(super) fn plan(&mut self, owner: &Owner, content: &Content, scope: &mut Scope) -> Vec<Slot> {
        let Content::Elements(particle) = content else { return Vec::new() };
        if is_open(particle) {
            return Vec::new();
        }
        let parts = match normal(particle) {
            None => Vec::new(),
            Some(Particle { occurs: Occurs::ONCE, term: Term::Group(Compositor::Sequence, parts) }) => parts,
            Some(other) => vec![other],
        };
        self.slots(owner, parts, scope)
    }

    fn slots(&mut self, owner: &Owner, parts: Vec<Particle>, scope: &mut Scope) -> Vec<Slot> {
        let mut before = String::new();
        let mut seen = BTreeSet::new();
        let mut slots = Vec::new();
        for particle in parts {
            let mut name = String::new();
            if let Some(element) = name_of(&particle.term) {
                let plain = words::field_name(&element.local);
                let stem = plain.trim_end_matches('_');
                let again = format!("{stem}_after_{before}");
                // The same element again, one of another namespace, or one whose Rust name is the same.
                let second = match &element.namespace {
                    _ if seen.contains(element) => again.clone(),
                    Some(uri) if seen.iter().any(|other: &Name| other.local == element.local) => {
                        format!("{}_{stem}", words::namespace_word(uri))
                    }
                    _ => words::field_name(&words::distinct_name(&element.local)),
                };
                seen.insert(element.clone());
                name = self.member_name(owner.place(), scope, [plain, second, again]);
                before.clone_from(&name);
            } else {
                before = self.field_role(&particle);
            }
            slots.push(Slot { particle, name });
        }
        slots
    }

    /// Names choices, groups and open content, after everything that has a name in documents.
    pub(super) fn name_rest(&mut self, owner: &Owner, slots: &mut [Slot], scope: &mut Scope) {
        for at in 0..slots.len() {
            let Some(kind) = Kind::of(&slots[at].particle) else { continue };
            let alone = slots.iter().filter(|slot| Kind::of(&slot.particle) == Some(kind)).count() == 1;
            let role = self.field_role(&slots[at].particle);
            let plain = if alone { kind.field().to_owned() } else { role.clone() };
            let before = at.checked_sub(1).map(|at| slots[at].name.clone()).unwrap_or_default();
            let last = format!("{role}_after_{before}");
            slots[at].name = self.member_name(owner.place(), scope, [plain, role, last]);
        }
    }

    /// The fields of a content model.
    pub(super) fn content(&mut self, owner: &Owner, content: &Content, slots: Vec<Slot>, scope: &mut Scope) -> Members {
        let mut members = Members::default();
        match content {
            Content::Empty => {}
            Content::Simple(r#type) => {
                let what = "the text".to_owned();
                let scalar = self.scalar(owner, r#type, &Role { suffix: "Value", what, origin: owner.origin });
                let name = self.content_name(owner, scope, ["value", "text", "text_value"]);
                members.fields.push(Field {
                    name,
                    docs: Docs::line("The text."),
                    binding: Binding::Text,
                    member: Member::one(scalar.r#type),
                    required: !scalar.is_default,
                });
            }
            Content::Elements(particle) | Content::Mixed(particle) if is_open(particle) => {
                members.fields.push(self.any_content(owner, scope));
            }
            Content::Elements(_) => self.fields(owner, slots, &mut members),
            Content::Mixed(particle) => self.mixed(owner, particle, scope, &mut members),
            Content::Any => members.fields.push(self.any_content(owner, scope)),
        }
        members
    }

    fn content_name(&mut self, owner: &Owner, scope: &mut Scope, names: [&str; 3]) -> String {
        self.member_name(owner.place(), scope, names.map(str::to_owned))
    }

    fn any_content(&mut self, owner: &Owner, scope: &mut Scope) -> Field {
        Field {
            name: self.content_name(owner, scope, ["content", "any", "any_content"]),
            docs: Docs::line("Any elements and text."),
            binding: Binding::Any,
            member: Member::one(Type::Runtime("AnyContent")),
            required: false,
        }
    }

    fn fields(&mut self, owner: &Owner, slots: Vec<Slot>, members: &mut Members) {
        let mut methods = Scope::default();
        methods.take(["new".to_owned()]);
        let kinds: Vec<_> = slots.iter().map(|slot| Kind::of(&slot.particle)).collect();
        for (at, Slot { particle, name }) in slots.into_iter().enumerate() {
            let occurs = particle.occurs;
            let cardinality = cardinality(occurs);
            let times = docs::times(cardinality);
            let alone = kinds.iter().filter(|kind| **kind == kinds[at]).count() == 1;
            let required = occurs.min > 0 && !nullable(&particle);
            let field = match &particle.term {
                Term::Element(..) | Term::Local(..) => {
                    let (binding, mut member) = self.element_member(owner, &particle);
                    member.cardinality = cardinality;
                    let local = local_name(&particle.term).unwrap_or_default();
                    let docs = Docs::line(format!("{}, {times}.", docs::code(local)));
                    Field { name, docs, binding, member, required }
                }
                Term::Any => {
                    let message = "`xsd:any` has a Rust type only as all of the content, any number of times";
                    self.error(owner.origin, message);
                    continue;
                }
                Term::Group(Compositor::Choice, parts) => {
                    let repeated = cardinality.repeats();
                    let suffix = if repeated { "Item" } else { "Choice" };
                    let default = match alone {
                        true => format!("{}{suffix}", owner.base),
                        false => format!("{}{}", owner.base, self.type_role(&particle)),
                    };
                    let made = self.choice(owner, Alternatives { default: &default, suffix, parts, text: false });
                    if repeated {
                        self.accessors(owner, &name, &made, &mut methods, &mut members.accessors);
                    }
                    let order = if repeated { "The alternatives in document order" } else { "One of the alternatives" };
                    let member = Member { cardinality, boxed: false, item: Type::Own(made.name) };
                    Field {
                        name,
                        docs: Docs::line(format!("{order}, {times}.")),
                        binding: Binding::Choice,
                        member,
                        required,
                    }
                }
                Term::Group(Compositor::Sequence, parts) => {
                    let default = match alone {
                        true => format!("{}Group", owner.base),
                        false => format!("{}{}", owner.base, self.type_role(&particle)),
                    };
                    let item = self.group(owner, &default, parts.clone(), owner.held.then(occurs));
                    let docs = Docs::line(format!("{}, {times}.", model(&particle)));
                    let member = Member { cardinality, boxed: false, item };
                    Field { name, docs, binding: Binding::Group, member, required }
                }
            };
            members.fields.push(field);
        }
    }

    /// A struct for a sequence that is no struct's own.
    pub(super) fn group(&mut self, owner: &Owner, default: &str, parts: Vec<Particle>, held: Held) -> Type {
        let (key, name) = self.registry.derived(default, "Group", owner.origin, self.diagnostics);
        let inner = Owner { key: key.clone(), base: key, name: name.clone(), held, ..owner.clone() };
        let place = self.items.len();
        let docs = Docs {
            schema: None,
            lines: vec![format!("A {} in [`{}`].", models(&parts, Compositor::Sequence), owner.name)],
        };
        let mut scope = Scope::default();
        let mut members = Members::default();
        let mut slots = self.slots(&inner, parts, &mut scope);
        self.name_rest(&inner, &mut slots, &mut scope);
        self.fields(&inner, slots, &mut members);
        let item = Struct {
            name: name.clone(),
            docs,
            kind: StructKind::Group,
            fields: members.fields,
            conversion: None,
            defaults: Vec::new(),
            accessors: members.accessors,
        };
        self.items.insert(place, Item::Struct(item));
        Type::Own(name)
    }

    fn mixed(&mut self, owner: &Owner, particle: &Particle, scope: &mut Scope, members: &mut Members) {
        let parts = match normal(particle) {
            None => Vec::new(),
            Some(Particle { occurs: Occurs::ANY, term: Term::Group(Compositor::Choice, parts) }) => parts,
            Some(Particle { occurs: Occurs::ANY, term }) => vec![Particle { occurs: Occurs::ONCE, term }],
            Some(_) => {
                let message = "mixed content has a Rust type only when its elements stand in any order and number";
                self.error(owner.origin, message);
                return;
            }
        };
        let name = self.content_name(owner, scope, ["content", "mixed", "mixed_content"]);
        let default = format!("{}Item", owner.base);
        let made = self.choice(owner, Alternatives { default: &default, suffix: "Item", parts: &parts, text: true });
        let mut methods = Scope::default();
        methods.take(["new".to_owned()]);
        self.accessors(owner, &name, &made, &mut methods, &mut members.accessors);
        let member = Member { cardinality: Cardinality::Any, boxed: false, item: Type::Own(made.name) };
        let docs = Docs::line("Text and elements in document order.");
        members.fields.push(Field { name, docs, binding: Binding::Mixed, member, required: false });
    }

    /// What a member holds that is one element, and its name when the type has none.
    pub(super) fn element_member(&mut self, owner: &Owner, particle: &Particle) -> (Binding, Member) {
        let held = owner.held.then(particle.occurs);
        let (binding, item, target) = match &particle.term {
            Term::Local(element) => {
                let wire = self.wire(&element.name, element.origin);
                let target = match &element.r#type {
                    ElementType::Named(id) => Some(Node::Type(*id)),
                    ElementType::Anonymous(_) => None,
                };
                (Binding::Child(Some(wire)), self.local(owner, element, held), target)
            }
            Term::Element(name) => {
                let item = self.registry.element(name).map(|name| Type::Own(name.to_owned()));
                if item.is_none() {
                    self.error(owner.origin, format!("the element `{name}` is declared nowhere"));
                }
                let item = item.unwrap_or(Type::Runtime("AnyContent"));
                (Binding::Child(None), item, Some(Node::Element(name.clone())))
            }
            Term::Any | Term::Group(..) => (Binding::Any, Type::Runtime("AnyContent"), None),
        };
        let needed = held != Held::Apart
            && target.is_some_and(|t| self.recursion.needs_box(&owner.node, &t, held == Held::Always));
        let boxed = needed || matches!(&particle.term, Term::Element(name) if self.wants_box(name, particle.occurs));
        (binding, Member { cardinality: Cardinality::One, boxed, item })
    }
}

/// Whether a model is `xsd:any` alone, any number of times.
fn is_open(particle: &Particle) -> bool {
    matches!(normal(particle), Some(Particle { occurs: Occurs::ANY, term: Term::Any }))
}
