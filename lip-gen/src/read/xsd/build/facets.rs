//! The facets of simple types and of simple content: those of the base, and whether those of a restriction go with them. What is right
//! and not supported yet is told then.

mod pattern;
mod rules;

use super::super::syntax::{
    ComplexType, Derivation, Facet, FacetKind, Facets, SimpleNarrowing, SimpleType, SimpleUse, Variety,
};
use super::{Builder, DEEPEST};
use crate::diagnostic::Diagnostic;
use crate::schema::{self, Builtin};
use crate::source::Span;

impl<'d> Builder<'d> {
    /// The facets of a simple type, of several of a kind the nearest. Those of builtin datatypes are known without.
    pub(super) fn facets_of<'s>(&self, r#use: &'s SimpleUse) -> Vec<&'s Facet>
    where
        'd: 's,
    {
        let mut facets = Vec::new();
        let mut next = Some(r#use);
        // One that is derived from more, or from itself, has been told.
        for _ in 0..DEEPEST {
            let r#type = match next {
                Some(SimpleUse::Anonymous(r#type)) => Some(&**r#type),
                Some(SimpleUse::Named(target)) => self.simple_types.get(&target.name).copied(),
                Some(SimpleUse::Unwritten) | None => None,
            };
            let Some(r#type) = r#type else { break };
            let Variety::Restriction { base, facets: own } = &r#type.variety else { break };
            add(own, &mut facets);
            next = Some(base);
        }
        facets
    }

    /// The facets of simple content, in the same way.
    pub(super) fn facets_of_content<'s>(&self, r#type: &'s ComplexType) -> Vec<&'s Facet>
    where
        'd: 's,
    {
        let mut facets = Vec::new();
        let mut next = r#type;
        for _ in 0..DEEPEST {
            let target = match &next.derivation {
                Derivation::SimpleRestriction(target, narrowing) => {
                    add(&narrowing.facets, &mut facets);
                    if let Some(SimpleType { variety: Variety::Restriction { facets: own, .. }, .. }) =
                        &narrowing.r#type
                    {
                        add(own, &mut facets);
                    }
                    target
                }
                Derivation::SimpleExtension(target) => target,
                _ => break,
            };
            match self.complex_type_of(target) {
                Some(base) => next = base,
                None => {
                    let base = self.simple_types.get(&target.name).copied();
                    if let Some(SimpleType { variety: Variety::Restriction { base, facets: own }, .. }) = base {
                        add(own, &mut facets);
                        self.facets_of(base).into_iter().for_each(|old| add_one(old, &mut facets));
                    }
                    break;
                }
            }
        }
        facets
    }

    /// What a restriction makes of a base. Its facets are judged beside those that the base has by its own restrictions, once, however
    /// often it is used.
    pub(super) fn faceted<'s>(
        &mut self,
        facets: &Facets,
        inherited: impl FnOnce(&Self) -> Vec<&'s Facet>,
        base: schema::SimpleType,
    ) -> schema::SimpleType {
        let first = facets.others.first().map(|facet| facet.span).or(facets.values.first().map(|value| value.span));
        if first.is_some_and(|first| self.judged.insert(first)) {
            let inherited = inherited(self);
            self.judge(facets, &inherited, &base);
        }
        match base {
            schema::SimpleType::Builtin(builtin) => {
                let spaces = facets.others.iter().filter(|facet| facet.kind == FacetKind::WhiteSpace);
                let collapsed = spaces.fold(builtin, collapsed);
                schema::SimpleType::Builtin(bounded(collapsed, facets).unwrap_or(collapsed))
            }
            base => base,
        }
    }

    fn judge(&mut self, facets: &Facets, inherited: &[&Facet], base: &schema::SimpleType) {
        let builtin = match base {
            schema::SimpleType::Builtin(builtin) | schema::SimpleType::Enumeration { base: builtin, .. } => {
                Some(*builtin)
            }
            schema::SimpleType::Union(_) => None,
        };
        let mut seen: Vec<&Facet> = Vec::new();
        for facet in &facets.others {
            let kind = facet.kind;
            if let Some(earlier) = seen.iter().find(|earlier| earlier.kind == kind) {
                let message = format!("`xsd:{}` stands twice in one restriction", kind.name());
                self.error(Diagnostic::error(facet.span, message).related(earlier.span, "first here"));
                continue;
            }
            add_one(facet, &mut seen);
            if let Some(fault) = rules::fault(facet, builtin, &facets.others, inherited) {
                self.error(fault);
                continue;
            }
            let is_known = match (kind, base) {
                (FacetKind::WhiteSpace, schema::SimpleType::Enumeration { base, .. }) => {
                    collapsed(*base, facet) == *base
                }
                (FacetKind::WhiteSpace, _) => true,
                // They say what holds without them.
                (FacetKind::FractionDigits, _) if builtin.is_some_and(|b| b.derives_from(Builtin::Integer)) => true,
                (FacetKind::MinLength, _) if rules::is_least_length(facet, builtin) => true,
                (_, schema::SimpleType::Builtin(builtin)) => kind.is_bound() && bounded(*builtin, facets).is_some(),
                _ => false,
            };
            if !is_known {
                let narrowing = self.diagnostics.narrowing();
                facet.unsupported(narrowing).into_iter().for_each(|diagnostic| self.error(diagnostic));
            }
        }
        self.within_facets(facets, inherited, builtin);
    }

    /// "enumeration valid restriction" (4.3.5.5): values are in what the facets of the base leave.
    fn within_facets(&mut self, facets: &Facets, inherited: &[&Facet], builtin: Option<Builtin>) {
        let Some(builtin) = builtin else { return };
        for written in &facets.values {
            self.left_by(&written.value, builtin, inherited, written.span);
        }
    }

    /// A value is in what facets leave of a datatype. What is no value at all has been told.
    pub(super) fn left_by(&mut self, value: &str, builtin: Builtin, facets: &[&Facet], span: Span) {
        let value = builtin.normalize(value);
        let broken = facets.iter().find(|facet| builtin.allows(&value) && !rules::allows(facet, builtin, &value));
        if let Some(facet) = broken {
            let message = format!("`{value}` is not a value that `xsd:{}` leaves", facet.kind.name());
            let label = format!("`xsd:{}` is `{}`", facet.kind.name(), facet.value);
            self.error(Diagnostic::error(span, message).related(facet.span, label));
        }
    }

    /// The facets that a restriction of simple content starts from.
    pub(super) fn narrowed_facets<'s>(
        &self,
        narrowing: &'s SimpleNarrowing,
        base: Option<&'s ComplexType>,
    ) -> Vec<&'s Facet>
    where
        'd: 's,
    {
        match &narrowing.r#type {
            Some(r#type) => match &r#type.variety {
                Variety::Restriction { base, facets: own } => {
                    let mut facets = Vec::new();
                    add(own, &mut facets);
                    self.facets_of(base).into_iter().for_each(|old| add_one(old, &mut facets));
                    facets
                }
                Variety::Union(_) => Vec::new(),
            },
            None => base.map(|base| self.facets_of_content(base)).unwrap_or_default(),
        }
    }
}

/// Adds facets behind nearer ones. Patterns are not compared.
fn add<'s>(facets: &'s Facets, nearer: &mut Vec<&'s Facet>) {
    facets.others.iter().for_each(|facet| add_one(facet, nearer));
}

fn add_one<'s>(facet: &'s Facet, nearer: &mut Vec<&'s Facet>) {
    if facet.kind != FacetKind::Pattern && nearer.iter().all(|near| near.kind != facet.kind) {
        nearer.push(facet);
    }
}

/// A datatype whose bounds are those of an integer with such facets, and which is written alike. `None` without bounds, and where there
/// is none.
fn bounded(builtin: Builtin, facets: &Facets) -> Option<Builtin> {
    /// Those that may have a sign.
    const SIGNED: [Builtin; 9] = [
        Builtin::Integer,
        Builtin::NonNegativeInteger,
        Builtin::PositiveInteger,
        Builtin::NonPositiveInteger,
        Builtin::NegativeInteger,
        Builtin::Long,
        Builtin::Int,
        Builtin::Short,
        Builtin::Byte,
    ];
    if !SIGNED.contains(&builtin) {
        return None;
    }
    let (mut least, mut most) = builtin.range().unwrap_or_default();
    for facet in facets.others.iter().filter(|facet| facet.kind.is_bound()) {
        let bound: i128 = facet.value.trim().parse().ok()?;
        match facet.kind {
            FacetKind::MinInclusive => least = least.max(Some(bound)),
            FacetKind::MinExclusive => least = least.max(Some(bound.checked_add(1)?)),
            FacetKind::MaxInclusive => most = Some(most.map_or(bound, |most| most.min(bound))),
            _ => {
                let bound = bound.checked_sub(1)?;
                most = Some(most.map_or(bound, |most| most.min(bound)));
            }
        }
    }
    SIGNED.into_iter().find(|known| known.range().unwrap_or_default() == (least, most))
}

/// A datatype whose white space is treated so. Strings have names for that; all others collapse it.
fn collapsed(builtin: Builtin, facet: &Facet) -> Builtin {
    match (builtin, facet.value.trim()) {
        (Builtin::String, "replace") => Builtin::NormalizedString,
        (Builtin::String | Builtin::NormalizedString, "collapse") => Builtin::Token,
        _ => builtin,
    }
}
