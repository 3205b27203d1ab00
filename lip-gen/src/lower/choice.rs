//! Choices to enums, and the iterators over the variants of those that repeat.

use super::names::Scope;
use super::normal::nullable;
use super::particle::{cardinality, local_name, models};
use super::recursion::complex_type;
use super::{Held, Lowering, Owner, docs, words};
use crate::diagnostic::Diagnostic;
use crate::schema::{ComplexType, Compositor, Content, Particle, Term};
use crate::shape::{Accessor, Binding, Cardinality, Choice, Docs, Item, Member, Type, Variant};

/// A choice that becomes an enum.
pub(super) struct Alternatives<'p> {
    /// The default name of the enum, and what sets it apart when that is taken.
    pub(super) default: &'p str,
    pub(super) suffix: &'p str,
    pub(super) parts: &'p [Particle],
    /// Whether text is an alternative.
    pub(super) text: bool,
}

/// An enum that was made.
pub(super) struct Made {
    pub(super) name: String,
    pub(super) variants: Vec<Variant>,
    /// What the variants are called in keys of `[accessors]`; text has no iterator.
    children: Vec<Option<String>>,
}

impl Lowering<'_> {
    /// The enum of a choice.
    pub(super) fn choice(&mut self, owner: &Owner, choice: Alternatives<'_>) -> Made {
        let (key, name) = self.registry.derived(choice.default, choice.suffix, owner.origin, self.diagnostics);
        let place = self.items.len();
        // A variant holds its value in a box or a `Vec` wherever that could lead back here.
        let owner = &Owner { held: Held::Apart, ..owner.clone() };
        let mut scope = Scope::default();
        let (mut variants, mut children) = (Vec::new(), Vec::new());
        for part in choice.parts {
            let plain = self.variant_name(part);
            let kind = if local_name(&part.term).is_some() { "Element" } else { "Group" };
            let candidates = [plain.clone(), format!("{plain}{kind}")];
            let variant = self.member_name((&key, owner.origin), &mut scope, candidates);
            if let Some(variant) = self.variant(owner, part, variant) {
                variants.push(variant);
                let child = local_name(&part.term).map_or_else(|| self.field_role(part), str::to_owned);
                children.push(Some(child));
            }
        }
        if choice.text {
            // Elements keep their names.
            let candidates = ["Text", "Characters", "TextBetween"].map(str::to_owned);
            let text = self.member_name((&key, owner.origin), &mut scope, candidates);
            let payload = Member::one(Type::String);
            let docs = Docs::line("Text.");
            variants.insert(0, Variant { name: text, docs, binding: Binding::Text, payload, convertible: false });
            children.insert(0, None);
        }
        for at in 0..variants.len() {
            let same = variants.iter().filter(|other| same_payload(&other.payload, &variants[at].payload)).count();
            variants[at].convertible = same == 1;
        }
        // With text, the field is a `Vec`, and needs no empty alternative.
        let mut alternatives = choice.parts.iter().zip(&variants).filter(|_| !choice.text);
        let empty = alternatives.find(|(part, _)| nullable(part)).map(|(_, variant)| variant.name.clone());
        let docs = match choice.text {
            true => Docs::line(format!("Text or an element in [`{}`].", owner.name)),
            false => {
                let model = models(choice.parts, Compositor::Choice);
                Docs::line(format!("One of {model} in [`{}`].", owner.name))
            }
        };
        let item = Choice { name: name.clone(), docs, variants: variants.clone(), default: empty };
        self.items.insert(place, Item::Choice(item));
        Made { name, variants, children }
    }

    fn variant_name(&self, part: &Particle) -> String {
        let repeated = part.occurs.max != Some(1);
        match &part.term {
            Term::Group(Compositor::Choice, inner) if repeated && inner.len() != 2 => self.type_role(part) + "s",
            Term::Group(..) => self.type_role(part),
            term if repeated => words::plural(&self.element_type_name(term)),
            term => self.element_type_name(term),
        }
    }

    fn variant(&mut self, owner: &Owner, part: &Particle, name: String) -> Option<Variant> {
        let cardinality = cardinality(part.occurs);
        let (docs, binding, payload) = match &part.term {
            Term::Element(..) | Term::Local(..) => {
                let large = cardinality == Cardinality::One && self.is_large(&part.term);
                let (binding, member) = self.element_member(owner, part);
                let local = docs::code(local_name(&part.term).unwrap_or_default());
                let docs = match cardinality {
                    Cardinality::One => format!("{local}."),
                    _ => format!("{local}, {}.", docs::times(cardinality)),
                };
                (docs, binding, Member { cardinality, boxed: large, item: member.item })
            }
            Term::Any => {
                let message = "`xsd:any` has no Rust type yet as one of several alternatives";
                let help = "put an element around it, whose type is `xsd:anyType`";
                self.diagnostics.push(Diagnostic::error(owner.origin, message).help(help));
                return None;
            }
            Term::Group(Compositor::Choice, parts) => {
                let suffix = if cardinality.repeats() { "Item" } else { "Choice" };
                let default = format!("{}{}", owner.base, self.type_role(part));
                let made = self.choice(owner, Alternatives { default: &default, suffix, parts, text: false });
                let docs = format!("{}, {}.", models(parts, Compositor::Choice), docs::times(cardinality));
                (docs, Binding::Choice, Member { cardinality, boxed: false, item: Type::Own(made.name) })
            }
            Term::Group(Compositor::Sequence, parts) => {
                let default = format!("{}{}", owner.base, self.type_role(part));
                let boxed = cardinality == Cardinality::One;
                let item = self.group(owner, &default, parts.clone(), Held::Apart);
                let docs = match cardinality {
                    Cardinality::One => format!("{}.", models(parts, Compositor::Sequence)),
                    _ => format!("{}, {}.", models(parts, Compositor::Sequence), docs::times(cardinality)),
                };
                (docs, Binding::Group, Member { cardinality, boxed, item })
            }
        };
        Some(Variant { name, docs: Docs::line(docs), binding, payload, convertible: false })
    }

    /// Whether a variant that holds this element needs a box so that the enum stays small: it has
    /// element content, open content, or many attributes. A local rule: no sizes are added up.
    fn is_large(&self, term: &Term) -> bool {
        let large = |r#type: &ComplexType| {
            matches!(r#type.content, Content::Elements(_) | Content::Any) || r#type.attributes.len() > 4
        };
        match term {
            Term::Element(name) => {
                self.schema.element(name).is_some_and(|element| large(complex_type(self.schema, &element.r#type)))
            }
            Term::Local(element) => large(complex_type(self.schema, &element.r#type)),
            Term::Any | Term::Group(..) => false,
        }
    }

    /// An iterator for every variant of a choice that repeats, text excepted.
    pub(super) fn accessors(
        &mut self,
        owner: &Owner,
        field: &str,
        made: &Made,
        methods: &mut Scope,
        accessors: &mut Vec<Accessor>,
    ) {
        let only = made.variants.len() == 1;
        for (variant, child) in made.variants.iter().zip(&made.children) {
            let Some(child) = child else { continue };
            let plain = words::plural(&words::field_name(child));
            let stem = plain.trim_end_matches('_');
            let free =
                methods.take([plain.clone(), format!("{stem}_in_{field}"), format!("{stem}_elements_in_{field}")]);
            let wanted = self.registry.accessor(&owner.key, child, self.diagnostics);
            let method = match (wanted, free) {
                (Some(wanted), _) => {
                    if wanted.name != plain && methods.take([wanted.name.clone()]).is_none() {
                        let message = format!("`{}` has two methods called `{}`", owner.name, wanted.name);
                        self.error(wanted.at.or(owner.origin), message);
                    }
                    wanted.name
                }
                (None, Some(free)) => free,
                (None, None) => continue,
            };
            let what = match variant.binding {
                Binding::Child(_) => format!("The {} elements", docs::code(child)),
                _ => format!("The [`{}::{}`]", made.name, variant.name),
            };
            accessors.push(Accessor {
                method,
                docs: Docs::line(format!("{what} among the {field}, in document order.")),
                field: field.to_owned(),
                choice: made.name.clone(),
                variant: variant.name.clone(),
                payload: variant.payload.clone(),
                only,
            });
        }
    }
}

/// The same type, whether boxed or not.
fn same_payload(a: &Member, b: &Member) -> bool {
    a.item == b.item && a.cardinality == b.cardinality
}
