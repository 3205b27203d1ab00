//! Facets: what an `xsd:restriction` of a simple type holds (XSD 1.0 part 2, 4.3).

use super::super::xml::Node;
use super::markup::Context;
use super::{EnumerationValue, unsupported};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// All facets of one restriction.
#[derive(Debug, Default)]
pub(in super::super) struct Facets {
    /// `xsd:enumeration`
    pub(in super::super) values: Vec<EnumerationValue>,
    pub(in super::super) others: Vec<Facet>,
}

/// A facet that is no `xsd:enumeration`.
#[derive(Debug)]
pub(in super::super) struct Facet {
    pub(in super::super) kind: FacetKind,
    pub(in super::super) value: String,
    /// Whether types that are derived further have the same.
    pub(in super::super) fixed: bool,
    pub(in super::super) span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum FacetKind {
    Length,
    MinLength,
    MaxLength,
    Pattern,
    WhiteSpace,
    MinInclusive,
    MinExclusive,
    MaxInclusive,
    MaxExclusive,
    TotalDigits,
    FractionDigits,
}

const KINDS: [(&str, FacetKind); 11] = [
    ("length", FacetKind::Length),
    ("minLength", FacetKind::MinLength),
    ("maxLength", FacetKind::MaxLength),
    ("pattern", FacetKind::Pattern),
    ("whiteSpace", FacetKind::WhiteSpace),
    ("minInclusive", FacetKind::MinInclusive),
    ("minExclusive", FacetKind::MinExclusive),
    ("maxInclusive", FacetKind::MaxInclusive),
    ("maxExclusive", FacetKind::MaxExclusive),
    ("totalDigits", FacetKind::TotalDigits),
    ("fractionDigits", FacetKind::FractionDigits),
];

impl FacetKind {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    pub(in super::super) fn is_bound(self) -> bool {
        matches!(self, Self::MinInclusive | Self::MinExclusive | Self::MaxInclusive | Self::MaxExclusive)
    }

    /// Whether a datatype has some such facets of its own.
    fn may_be_builtin(self) -> bool {
        self.is_bound() || matches!(self, Self::WhiteSpace | Self::FractionDigits | Self::MinLength)
    }

    pub(in super::super) fn name(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| *name)
    }
}

impl Facet {
    /// That it is not supported; `narrowing` is how bad it is when what only narrows is left out.
    pub(in super::super) fn unsupported(&self, narrowing: Severity) -> Option<Diagnostic> {
        let name = self.kind.name();
        unsupported::facet(name).map(|found| found.diagnostic(self.span, &format!("`xsd:{name}`"), narrowing))
    }
}

impl Context<'_> {
    /// Takes a facet in; `false` when the element is none.
    pub(super) fn facet(&mut self, node: &Node, facets: &mut Facets) -> bool {
        let name = node.name.local.as_str();
        let kind = FacetKind::from_name(name);
        if kind.is_none() && name != "enumeration" {
            return false;
        }
        // Only what is one value can be fixed.
        let fixed = !matches!(kind, None | Some(FacetKind::Pattern));
        self.only_attributes(node, if fixed { &["value", "fixed"] } else { &["value"] });
        let documentation = self.no_children(node);
        let fixed = fixed && self.boolean(node, "fixed");
        let Some(attribute) = node.attribute("value") else {
            self.error(Diagnostic::error(node.span, format!("`xsd:{name}` needs a `value`")));
            return true;
        };
        let (value, span) = (attribute.value.clone(), node.span);
        match kind {
            None => facets.values.push(EnumerationValue { value, documentation, span }),
            Some(kind) => {
                let facet = Facet { kind, value, fixed, span };
                // What may be that of a datatype is told when the type is known.
                let narrowing = self.diagnostics.narrowing();
                let unsupported = facet.unsupported(narrowing).filter(|_| !kind.may_be_builtin());
                self.unsupported.extend(unsupported);
                facets.others.push(facet);
            }
        }
        true
    }
}
