//! Restriction (XSD 1.0 part 1, 3.4.2, 3.4.6, 4.2.2): what is allowed is written anew, and is allowed by the base as well.
//!
//! Whether a content model restricts another is asked of their languages, as XML Schema 1.1 does (3.4.6.4 there), not of the way in which
//! they are written; whether the elements in it do, of the derivation of their types.

use super::super::redefine::Narrowed;
use super::super::syntax::{ComplexType, Derivation, Redefinable, Ref, SimpleNarrowing};
use super::Builder;
use super::complex::Base;
use super::simple::is_any_type;
use crate::diagnostic::Diagnostic;
use crate::language::{Language, TooLarge};
use crate::schema::{self, Attribute, AttributeDefault, AttributeWildcard, Content, SimpleType};
use crate::source::Span;

/// After so many restrictions that are too large to be proved, no others are tried.
const MOST_UNPROVED: usize = 10;

impl Builder<'_> {
    /// A type that restricts its base.
    pub(super) fn restricted(
        &mut self,
        r#type: &ComplexType,
        target: &Ref,
        base: &Base,
        particle: Option<schema::Particle>,
    ) -> schema::ComplexType {
        let content = match (&r#type.derivation, &base.content) {
            (Derivation::SimpleRestriction(_, narrowing), Content::Simple(of)) => {
                Content::Simple(self.narrowed_simple(narrowing, target, of))
            }
            _ => {
                let content = self.content(particle, r#type.mixed);
                self.must_restrict(&content, &base.content, target);
                if let Some(wide) = self.complex_type_of(target) {
                    let (narrow, wide) = (self.leaves_of_type(r#type), self.leaves_of_type(wide));
                    self.leaves_restrict(&narrow, &wide, target);
                }
                content
            }
        };
        let (own, any_attribute) = self.attributes(&r#type.attributes, None, Vec::new());
        if any_attribute.is_some() && base.any_attribute.is_none() {
            let message = format!("`{}` takes no attributes but its own; its restriction takes any", target.name);
            self.error(Diagnostic::error(target.span, message).help("leave out `xsd:anyAttribute`"));
        }
        // "derivation-ok-restriction.4.3"; `xsd:anyType` is excepted.
        if let (Some(AttributeWildcard::Any(own)), Some(AttributeWildcard::Any(needed))) =
            (&any_attribute, &base.any_attribute)
            && own < needed
            && !is_any_type(&target.name)
        {
            let (own, needed) = (own.name(), needed.name());
            let message = format!(
                "`processContents=\"{own}\"` takes more attributes than `{needed}`, which `{}` has",
                target.name
            );
            self.error(Diagnostic::error(target.span, message).help(format!("write `processContents=\"{needed}\"`")));
        }
        let prohibited = &r#type.attributes.prohibited;
        let attributes =
            self.restricted_attributes(own, prohibited, (&base.attributes, base.any_attribute.as_ref()), target);
        schema::ComplexType {
            name: r#type.name.clone(),
            documentation: r#type.documentation.clone(),
            attributes,
            any_attribute,
            content,
            origin: Some(r#type.span),
        }
    }

    /// Every content of the one is one of the other.
    fn must_restrict(&mut self, narrow: &Content, wide: &Content, target: &Ref) {
        let unproved = self.unproved;
        let witness = || {
            // Each takes some tenths of a second.
            if unproved >= MOST_UNPROVED {
                return Err(TooLarge);
            }
            let (narrow, wide) = (Language::of(narrow, None)?, Language::of(wide, None)?);
            Ok::<_, TooLarge>(narrow.witness(&wide)?.map(|witness| witness.fragment()))
        };
        match witness() {
            Ok(None) => {}
            Ok(Some(fragment)) => {
                let shown = if fragment.is_empty() { "empty content".to_owned() } else { format!("`{fragment}`") };
                let message = format!("this is no restriction: it takes {shown}, which `{}` does not", target.name);
                self.error(
                    Diagnostic::error(target.span, message).help(
                        "what a restriction takes, its base takes as well; to add something, write `xsd:extension`",
                    ),
                );
            }
            Err(too_large) => {
                self.unproved += 1;
                let message = format!("whether this restricts `{}` is not known: {too_large}", target.name);
                self.error(Diagnostic::warning(target.span, message));
            }
        }
    }

    /// The attributes of the base, but for those that are written anew or prohibited.
    fn restricted_attributes(
        &mut self,
        own: Vec<Attribute>,
        prohibited: &[schema::Name],
        (base, any): (&[Attribute], Option<&AttributeWildcard>),
        target: &Ref,
    ) -> Vec<Attribute> {
        let is_required = |attribute: &Attribute| {
            matches!(attribute.default, AttributeDefault::Required | AttributeDefault::Fixed { required: true, .. })
        };
        for attribute in &own {
            let Some(old) = base.iter().find(|old| old.name == attribute.name) else {
                if any.is_none() {
                    let message = format!("`{}` has no attribute `{}` to restrict", target.name, attribute.name);
                    self.error(Diagnostic::error(attribute.origin, message).related(target.span, "restricted here"));
                }
                continue;
            };
            if is_required(old) && !is_required(attribute) {
                let message =
                    format!("`{}` is required by `{}`, and so by its restriction", attribute.name, target.name);
                let diagnostic = Diagnostic::error(attribute.origin, message).related(old.origin, "required here");
                self.error(diagnostic.help("add `use=\"required\"`"));
            }
            if let Some(value) = widened(&attribute.r#type, &old.r#type) {
                let message = format!("`{value}` is not a value of `{}` in `{}`", attribute.name, target.name);
                self.error(Diagnostic::error(attribute.origin, message).related(old.origin, "restricted here"));
            } else if !attribute.r#type.restricts(&old.r#type) {
                let message =
                    format!("the type of `{}` is no restriction of that in `{}`", attribute.name, target.name);
                let (new, was) = (schema::simple_type(&attribute.r#type), schema::simple_type(&old.r#type));
                let diagnostic = Diagnostic::error(attribute.origin, message).related(old.origin, "restricted here");
                self.error(diagnostic.note(format!("{new} is not derived from {was}")));
            }
            // "derivation-ok-restriction.2.1.3"
            if let Some(value) = fixed(old).filter(|value| {
                let is_same = |own: &str| old.r#type.normalize(own) == old.r#type.normalize(value);
                !fixed(attribute).is_some_and(is_same)
            }) {
                let message = format!(
                    "`{}` is fixed to `{value}` by `{}`, and so by its restriction",
                    attribute.name, target.name
                );
                let diagnostic = Diagnostic::error(attribute.origin, message).related(old.origin, "fixed here");
                self.error(diagnostic.help(format!("write `fixed=\"{value}\"`")));
            }
        }
        for name in prohibited {
            if let Some(old) = base.iter().find(|old| old.name == *name && is_required(old)) {
                let message = format!("`{name}` is required by `{}` and cannot be prohibited", target.name);
                self.error(Diagnostic::error(target.span, message).related(old.origin, "required here"));
            }
        }
        let is_kept = |old: &&Attribute| !prohibited.contains(&old.name);
        let attributes =
            base.iter().filter(is_kept).map(|old| own.iter().find(|new| new.name == old.name).unwrap_or(old));
        let added = own.iter().filter(|new| base.iter().all(|old| old.name != new.name));
        attributes.chain(added).cloned().collect()
    }

    fn narrowed_simple(&mut self, narrowing: &SimpleNarrowing, target: &Ref, base: &SimpleType) -> SimpleType {
        let own = narrowing.r#type.as_ref().map(|r#type| self.simple_type(r#type));
        if let Some(value) = own.as_ref().and_then(|own| widened(own, base)) {
            let message = format!("`{value}` is not a value of the type that is restricted");
            self.error(Diagnostic::error(narrowing.span, message));
        } else if let Some(own) = own.as_ref().filter(|own| !own.restricts(base)) {
            // "derivation-ok-restriction.5.1"
            let message = format!("the type of this content is no restriction of that of `{}`", target.name);
            let (own, base) = (schema::simple_type(own), schema::simple_type(base));
            self.error(Diagnostic::error(narrowing.span, message).note(format!("{own} is not derived from {base}")));
        }
        let base = own.unwrap_or_else(|| base.clone());
        let inherited = |b: &Self| b.narrowed_facets(narrowing, b.complex_type_of(target));
        let base = self.faceted(&narrowing.facets, inherited, base);
        match narrowing.facets.values.as_slice() {
            [] => base,
            values => self.enumeration((None, narrowing.span), base, values),
        }
    }

    /// A redefined group that does not refer to what it replaces.
    pub(super) fn narrowed(&mut self, Narrowed { kind, new, old }: &Narrowed) {
        match kind {
            Redefinable::Type => {}
            Redefinable::Group => {
                let [narrow, wide] = [new, old].map(|group| self.group(group));
                let [narrow, wide] = [narrow, wide].map(|particle| self.content(particle, false));
                self.must_restrict(&narrow, &wide, &named(new, old));
                let (narrow, wide) = (self.leaves_of_group(new), self.leaves_of_group(old));
                self.leaves_restrict(&narrow, &wide, &named(new, old));
            }
            Redefinable::AttributeGroup => {
                let groups = [new, old].map(|group| self.attribute_groups.get(&group.name).copied());
                let [Some(narrow), Some(wide)] = groups else { return };
                let (own, _) = self.attributes(&narrow.attributes, None, Vec::new());
                let (base, any) = self.attributes(&wide.attributes, None, Vec::new());
                // Those that are not written anew are gone.
                let gone = base.iter().map(|old| &old.name).filter(|old| own.iter().all(|new| new.name != **old));
                let gone: Vec<_> = gone.cloned().collect();
                self.restricted_attributes(own, &gone, (&base, any.as_ref()), &named(new, old));
            }
        }
    }
}

/// The old one at the place of the new one.
fn named(new: &Ref, old: &Ref) -> Ref {
    let span: Span = new.span;
    Ref { name: old.name.clone(), span }
}

/// The value that an attribute always has.
fn fixed(attribute: &Attribute) -> Option<&str> {
    match &attribute.default {
        AttributeDefault::Fixed { value, .. } => Some(value),
        _ => None,
    }
}

/// A value of the one enumeration that the other does not have.
fn widened<'v>(narrow: &'v SimpleType, wide: &SimpleType) -> Option<&'v str> {
    match (narrow, wide) {
        (SimpleType::Enumeration { values, .. }, SimpleType::Enumeration { values: allowed, .. }) => {
            values.iter().find(|value| !allowed.contains(value)).map(String::as_str)
        }
        _ => None,
    }
}
