//! Complex types and what they derive from (XSD 1.0 part 1, 3.4).

use super::super::syntax::{ComplexType, Derivation, Ref, Ways};
use super::Builder;
use super::simple::is_any_type;
use crate::diagnostic::Diagnostic;
use crate::schema::{self, AttributeWildcard, Compositor, Content, Occurs, Particle, ProcessContents, Term, TypeId};

/// What a type starts from.
pub(super) struct Base {
    pub(super) attributes: Vec<schema::Attribute>,
    pub(super) any_attribute: Option<AttributeWildcard>,
    pub(super) content: Content,
}

impl Builder<'_> {
    /// Builds a named type, unless it is there.
    pub(super) fn complete_type(&mut self, id: TypeId) {
        let Some(&r#type) = self.complex_types.get(id.0) else { return };
        let missing = self.built.get(id.0).is_some_and(Option::is_none);
        let Some(name) = r#type.name.as_ref().filter(|_| missing) else { return };
        let target = Ref { name: name.clone(), span: r#type.span };
        let built = self.within("type", &target, |b| b.complex_type(r#type));
        if let (Some(place), Some(built)) = (self.built.get_mut(id.0), built) {
            *place = Some(built);
        }
    }

    pub(super) fn complex_type(&mut self, r#type: &ComplexType) -> schema::ComplexType {
        let particle = r#type.particle.as_ref().and_then(|p| self.particle(p));
        match &r#type.derivation {
            Derivation::None => {}
            Derivation::SimpleExtension(target) | Derivation::ComplexExtension(target) => {
                self.not_final(target, Ways::EXTENSION);
            }
            Derivation::SimpleRestriction(target, _) | Derivation::ComplexRestriction(target) => {
                self.not_final(target, Ways::RESTRICTION);
            }
        }
        let base = match &r#type.derivation {
            Derivation::None => Some(Base { attributes: Vec::new(), any_attribute: None, content: Content::Empty }),
            Derivation::SimpleExtension(target) => self.simple_base(target),
            Derivation::SimpleRestriction(target, _) => self.simple_base(target).filter(|_| self.is_complex(target)),
            Derivation::ComplexExtension(target) => self.complex_base(target),
            Derivation::ComplexRestriction(target) => self.complex_base(target).filter(|_| self.has_no_text(target)),
        };
        if let (Derivation::SimpleRestriction(target, _) | Derivation::ComplexRestriction(target), Some(base)) =
            (&r#type.derivation, base.as_ref())
        {
            return self.restricted(r#type, target, base, particle);
        }
        // An error is reported; what follows only keeps the shape.
        let base = base.unwrap_or(Base { attributes: Vec::new(), any_attribute: None, content: Content::Empty });
        let content = match (&r#type.derivation, base.content) {
            (Derivation::None, _) => self.content(particle, r#type.mixed),
            (Derivation::SimpleExtension(_) | Derivation::SimpleRestriction(..), content) => content,
            (Derivation::ComplexRestriction(_), _) => self.content(particle, r#type.mixed),
            (Derivation::ComplexExtension(target), content) => self.extended(target, content, particle, r#type.mixed),
        };
        let (attributes, any_attribute) = self.attributes(&r#type.attributes, base.any_attribute, base.attributes);
        schema::ComplexType {
            name: r#type.name.clone(),
            documentation: r#type.documentation.clone(),
            attributes,
            any_attribute,
            content,
            origin: Some(r#type.span),
        }
    }

    /// A copy of a named complex type; its particles and attributes count again.
    fn base_type(&mut self, target: &Ref) -> Option<Base> {
        let id = *self.type_ids.get(&target.name)?;
        if self.built.get(id.0).is_some_and(Option::is_none) {
            let r#type = *self.complex_types.get(id.0)?;
            let built = self.within("type", target, |b| b.complex_type(r#type))?;
            *self.built.get_mut(id.0)? = Some(built);
        }
        let r#type = self.built.get(id.0)?.as_ref()?;
        let size = r#type.attributes.len() + size(&r#type.content);
        let base = Base {
            attributes: r#type.attributes.clone(),
            any_attribute: r#type.any_attribute.clone(),
            content: r#type.content.clone(),
        };
        (0..size).all(|_| self.spend(target.span)).then_some(base)
    }

    fn simple_base(&mut self, target: &Ref) -> Option<Base> {
        if is_any_type(&target.name) {
            self.error(Diagnostic::error(target.span, "`xsd:anyType` has no simple content"));
            return None;
        }
        if !self.type_ids.contains_key(&target.name) {
            let content = Content::Simple(self.named_simple_type(target));
            return Some(Base { attributes: Vec::new(), any_attribute: None, content });
        }
        let base = self.base_type(target)?;
        if !matches!(base.content, Content::Simple(_)) {
            let message = format!("`{}` has no simple content", target.name);
            self.error(Diagnostic::error(target.span, message).help("use `xsd:complexContent`"));
            return None;
        }
        Some(base)
    }

    /// What `xsd:simpleContent` restricts is a complex type ("src-ct.2").
    fn is_complex(&mut self, target: &Ref) -> bool {
        let complex = self.type_ids.contains_key(&target.name);
        if !complex {
            let message = format!("`{}` is a simple type; what `xsd:simpleContent` restricts is complex", target.name);
            let help = "write `xsd:extension`, and narrow its base in an `xsd:simpleType`";
            self.error(Diagnostic::error(target.span, message).help(help));
        }
        complex
    }

    /// What `xsd:complexContent` restricts has elements, or nothing ("derivation-ok-restriction.5").
    fn has_no_text(&mut self, target: &Ref) -> bool {
        let base = self.type_ids.get(&target.name).and_then(|id| self.complex_types.get(id.0));
        let simple = base.is_some_and(|base| {
            matches!(base.derivation, Derivation::SimpleExtension(_) | Derivation::SimpleRestriction(..))
        });
        if simple {
            let message = format!("`{}` has simple content, and so has its restriction", target.name);
            self.error(Diagnostic::error(target.span, message).help("use `xsd:simpleContent`"));
        }
        !simple
    }

    fn complex_base(&mut self, target: &Ref) -> Option<Base> {
        if is_any_type(&target.name) {
            let any_attribute = Some(AttributeWildcard::Any(ProcessContents::Lax));
            return Some(Base { attributes: Vec::new(), any_attribute, content: Content::Any });
        }
        if !self.type_ids.contains_key(&target.name) {
            if self.simple_types.contains_key(&target.name)
                || target.name.namespace.as_deref() == Some(super::super::syntax::XSD)
            {
                let message = format!("`{}` is no complex type", target.name);
                self.error(Diagnostic::error(target.span, message).help("use `xsd:simpleContent`"));
            } else {
                self.undeclared("type", target);
            }
            return None;
        }
        self.base_type(target)
    }

    /// The content of the base, then the type's own (3.4.2, 3.4.6 "Derivation Valid (Extension)").
    fn extended(&mut self, target: &Ref, base: Content, own: Option<Particle>, mixed: bool) -> Content {
        let own = own.and_then(schema::tidy);
        if own.is_none() && !mixed {
            // Nothing is added: the content is that of the base, text included.
            return base;
        }
        let base_type = self.type_ids.get(&target.name).and_then(|id| self.complex_types.get(id.0));
        let text_only = base_type.is_some_and(|base| base.mixed && matches!(base.derivation, Derivation::None));
        let (first, base_mixed) = match base {
            Content::Empty => return self.content(own, mixed),
            Content::Any if own.is_none() => return Content::Any,
            Content::Any => {
                let message = "elements after the content of `xsd:anyType` are not supported yet";
                self.error(Diagnostic::error(target.span, message));
                return Content::Any;
            }
            // Mixed content without elements is text as well.
            Content::Simple(_) if text_only && mixed => return self.content(own, mixed),
            Content::Simple(_) => {
                if own.is_some() {
                    let message = format!("`{}` has simple content; elements cannot be added to it", target.name);
                    self.error(Diagnostic::error(target.span, message));
                }
                return base;
            }
            Content::Elements(particle) => (particle, false),
            Content::Mixed(particle) => (particle, true),
        };
        if base_mixed != mixed {
            let (is, not) = if base_mixed { ("mixed", "not") } else { ("not mixed", "mixed") };
            let message = format!("`{}` is {is}, but this extension is {not}", target.name);
            self.error(Diagnostic::error(target.span, message).help("write the same `mixed` on both types"));
        }
        let particles = std::iter::once(first).chain(own).collect();
        let sequence = Particle { occurs: Occurs::ONCE, term: Term::Group(Compositor::Sequence, particles) };
        self.content(Some(sequence), mixed)
    }
}

/// Particles in a content model.
fn size(content: &Content) -> usize {
    fn count(particle: &Particle) -> usize {
        match &particle.term {
            Term::Group(_, particles) => 1 + particles.iter().map(count).sum::<usize>(),
            _ => 1,
        }
    }
    match content {
        Content::Elements(particle) | Content::Mixed(particle) => count(particle),
        _ => 1,
    }
}
