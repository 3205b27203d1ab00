//! Whether a facet is for a type, has a value for it, and goes with other facets and with those of the base (XSD 1.0 part 2, 4.1.5, 4.3).

use std::cmp::Ordering;

use super::super::super::syntax::{Facet, FacetKind};
use super::pattern;
use crate::diagnostic::Diagnostic;
use crate::schema::Builtin;

/// How much of white space is left: the more, the less.
fn white_space(value: &str) -> Option<usize> {
    ["preserve", "replace", "collapse"].iter().position(|known| *known == value)
}

fn is_list(builtin: Builtin) -> bool {
    matches!(builtin, Builtin::NmTokens | Builtin::IdRefs | Builtin::Entities)
}

/// Whether a least length is that of the datatype itself: one item of a list, or nothing.
pub(super) fn is_least_length(facet: &Facet, builtin: Option<Builtin>) -> bool {
    let least = if builtin.is_some_and(is_list) { "1" } else { "0" };
    Builtin::Integer.compare(&facet.value, least) == Some(Ordering::Equal)
}

/// Whether a facet is for a datatype; `None` is a union (4.1.5 "applicable facets").
fn applies(kind: FacetKind, builtin: Option<Builtin>) -> bool {
    use FacetKind as Kind;
    let Some(builtin) = builtin else { return kind == Kind::Pattern };
    let is_number = builtin.derives_from(Builtin::Decimal);
    match kind {
        Kind::Pattern | Kind::WhiteSpace => true,
        Kind::TotalDigits | Kind::FractionDigits => is_number,
        Kind::Length | Kind::MinLength | Kind::MaxLength => {
            is_list(builtin)
                || builtin.derives_from(Builtin::String)
                || matches!(
                    builtin,
                    Builtin::AnyUri | Builtin::QName | Builtin::Notation | Builtin::HexBinary | Builtin::Base64Binary
                )
        }
        Kind::MinInclusive | Kind::MinExclusive | Kind::MaxInclusive | Kind::MaxExclusive => {
            is_number
                || matches!(
                    builtin,
                    Builtin::Float
                        | Builtin::Double
                        | Builtin::Duration
                        | Builtin::DateTime
                        | Builtin::Time
                        | Builtin::Date
                        | Builtin::GYearMonth
                        | Builtin::GYear
                        | Builtin::GMonthDay
                        | Builtin::GDay
                        | Builtin::GMonth
                )
        }
    }
}

/// What is wrong with a facet beside those of its own restriction and those of the base, one of a kind.
pub(super) fn fault(
    facet: &Facet,
    builtin: Option<Builtin>,
    own: &[Facet],
    inherited: &[&Facet],
) -> Option<Diagnostic> {
    use FacetKind as Kind;
    let (kind, value, name) = (facet.kind, facet.value.trim(), facet.kind.name());
    let wrong = |message: String| Diagnostic::error(facet.span, message);
    if !applies(kind, builtin) {
        let what = builtin.map_or("a union".to_owned(), |builtin| format!("`xsd:{}`", builtin.name()));
        return Some(
            wrong(format!("`xsd:{name}` is no facet of {what}")).help("leave it out, or restrict another type"),
        );
    }
    if kind == Kind::Pattern {
        let fault = pattern::fault(&facet.value)?;
        return Some(wrong(format!("this is no regular expression of XML Schema: {fault}")));
    }
    let builtin = builtin.unwrap_or(Builtin::String);
    let (holds, expected) = match kind {
        Kind::WhiteSpace => (white_space(value).is_some(), "`preserve`, `replace` or `collapse`"),
        Kind::Length | Kind::MinLength | Kind::MaxLength | Kind::FractionDigits => {
            (Builtin::NonNegativeInteger.allows(value), "a number from 0 on")
        }
        Kind::TotalDigits => (Builtin::PositiveInteger.allows(value), "a number from 1 on"),
        _ => (builtin.allows(value), "a value of the type that is restricted"),
    };
    if !holds {
        return Some(wrong(format!("`{}` is no value of `xsd:{name}`", facet.value)).help(format!("write {expected}")));
    }
    if let Some(message) = known(facet, builtin) {
        return Some(wrong(message));
    }
    // Lists of XML Schema have a least length.
    let again = inherited.iter().any(|old| old.kind == kind) || (is_list(builtin) && kind == Kind::MinLength);
    let others = own.iter().filter(|other| !std::ptr::eq(*other, facet)).map(|other| (other, false));
    for (other, is_old) in others.chain(inherited.iter().map(|old| (*old, true))) {
        if let Some(reason) = conflict(facet, other, is_old, again, builtin) {
            let label = if is_old { "restricted here" } else { "beside this" };
            let message = format!("`xsd:{name}` {reason} `xsd:{}`, `{}`", other.kind.name(), other.value.trim());
            return Some(wrong(message).related(other.span, label));
        }
    }
    None
}

/// The facets that builtin datatypes have of their own.
fn known(facet: &Facet, builtin: Builtin) -> Option<String> {
    let value = facet.value.trim();
    let is_zero = Builtin::Integer.compare(value, "0") == Some(Ordering::Equal);
    match facet.kind {
        FacetKind::FractionDigits if builtin.derives_from(Builtin::Integer) && !is_zero => {
            Some(format!("`xsd:{}` has no fraction digits", builtin.name()))
        }
        FacetKind::MaxExclusive | FacetKind::MinExclusive => {
            let (least, most) = builtin.range().unwrap_or_default();
            let end = if facet.kind == FacetKind::MaxExclusive { least } else { most };
            match end.is_some_and(|end| value.parse() == Ok(end)) {
                true => {
                    Some(format!("`xsd:{}` of `{value}` leaves nothing of `xsd:{}`", facet.kind.name(), builtin.name()))
                }
                false => None,
            }
        }
        FacetKind::Length | FacetKind::MinLength | FacetKind::MaxLength if is_list(builtin) && is_zero => {
            Some(format!("`xsd:{}` has one item at least", builtin.name()))
        }
        FacetKind::WhiteSpace => {
            let needed = match builtin {
                Builtin::String => "preserve",
                Builtin::NormalizedString => "replace",
                _ => "collapse",
            };
            match white_space(value) < white_space(needed) {
                true => Some(format!("the white space of `xsd:{}` is `{needed}`, and not `{value}`", builtin.name())),
                false => None,
            }
        }
        _ => None,
    }
}

/// How the value of a facet must be to that of another one.
#[derive(Clone, Copy)]
enum Needs {
    AtMost,
    Less,
    AtLeast,
    More,
    Same,
}

impl Needs {
    fn mirrored(self) -> Self {
        match self {
            Self::AtMost => Self::AtLeast,
            Self::Less => Self::More,
            Self::AtLeast => Self::AtMost,
            Self::More => Self::Less,
            Self::Same => Self::Same,
        }
    }

    /// What is wrong with an order. One that is not known may be right.
    fn broken(self, order: Option<Ordering>) -> Option<&'static str> {
        let order = order?;
        let (holds, otherwise) = match self {
            Self::AtMost => (order.is_le(), "cannot be more than"),
            Self::Less => (order.is_lt(), "must be less than"),
            Self::AtLeast => (order.is_ge(), "cannot be less than"),
            Self::More => (order.is_gt(), "must be more than"),
            Self::Same => (order.is_eq(), "cannot differ from"),
        };
        (!holds).then_some(otherwise)
    }
}

/// A least beside a most: the constraints of 4.3.1.4, 4.3.2.4, 4.3.7.4 to 4.3.10.4, 4.3.12.4.
fn least_to_most(least: FacetKind, most: FacetKind) -> Option<Needs> {
    use FacetKind as Kind;
    match (least, most) {
        (Kind::MinLength, Kind::MaxLength | Kind::Length)
        | (Kind::Length, Kind::MaxLength)
        | (Kind::MinInclusive, Kind::MaxInclusive)
        | (Kind::MinExclusive, Kind::MaxExclusive)
        | (Kind::FractionDigits, Kind::TotalDigits) => Some(Needs::AtMost),
        (Kind::MinInclusive, Kind::MaxExclusive) | (Kind::MinExclusive, Kind::MaxInclusive) => Some(Needs::Less),
        _ => None,
    }
}

/// A facet that narrows one of the base on the same side.
fn new_to_old(new: FacetKind, old: FacetKind) -> Option<Needs> {
    use FacetKind as Kind;
    match (new, old) {
        (Kind::Length, Kind::Length) => Some(Needs::Same),
        (Kind::MinLength, Kind::MinLength)
        | (Kind::MinInclusive, Kind::MinInclusive)
        | (Kind::MinExclusive, Kind::MinExclusive | Kind::MinInclusive) => Some(Needs::AtLeast),
        (Kind::MinInclusive, Kind::MinExclusive) => Some(Needs::More),
        (Kind::MaxLength, Kind::MaxLength)
        | (Kind::MaxInclusive, Kind::MaxInclusive)
        | (Kind::MaxExclusive, Kind::MaxExclusive | Kind::MaxInclusive)
        | (Kind::TotalDigits, Kind::TotalDigits)
        | (Kind::FractionDigits, Kind::FractionDigits) => Some(Needs::AtMost),
        (Kind::MaxInclusive, Kind::MaxExclusive) => Some(Needs::Less),
        _ => None,
    }
}

/// Why a facet cannot stand beside another one, or restrict it. `again`: whether the base has one of this kind, too.
fn conflict(facet: &Facet, other: &Facet, is_old: bool, again: bool, builtin: Builtin) -> Option<&'static str> {
    use FacetKind as Kind;
    let (kind, value, limit) = (facet.kind, facet.value.trim(), other.value.trim());
    let order = match kind {
        Kind::Pattern => None,
        Kind::WhiteSpace => Some(white_space(value).cmp(&white_space(limit))),
        Kind::MinInclusive | Kind::MinExclusive | Kind::MaxInclusive | Kind::MaxExclusive => {
            builtin.compare(value, limit)
        }
        _ => Builtin::Integer.compare(value, limit),
    };
    match (kind, other.kind) {
        (same, old) if same == old && is_old && other.fixed => {
            return order.is_none_or(Ordering::is_ne).then_some("cannot differ from the fixed");
        }
        (Kind::WhiteSpace, Kind::WhiteSpace) => return Needs::AtLeast.broken(order).map(|_| "cannot leave more than"),
        // In one restriction only where the base has one of this kind (4.3.1.4).
        (Kind::MinLength | Kind::MaxLength, Kind::Length) if !is_old && !again => return Some("cannot stand beside"),
        (Kind::MinInclusive, Kind::MinExclusive) | (Kind::MaxInclusive, Kind::MaxExclusive) if !is_old => {
            return Some("cannot stand beside");
        }
        _ => {}
    }
    let needs = match is_old {
        // A bound is a value of the base, but for one that excludes it (4.3.8.4, 4.3.9.4).
        true if (kind, other.kind) == (Kind::MinExclusive, Kind::MaxExclusive) => Some(Needs::Less),
        true if (kind, other.kind) == (Kind::MaxExclusive, Kind::MinExclusive) => Some(Needs::More),
        true => new_to_old(kind, other.kind)
            .or(least_to_most(kind, other.kind))
            .or(least_to_most(other.kind, kind).map(Needs::mirrored)),
        // The other one looks the other way.
        false => least_to_most(kind, other.kind),
    };
    needs.and_then(|needs| needs.broken(order))
}

/// Whether a value is in what a facet leaves. Patterns are not looked at, nor is what is not known.
pub(super) fn allows(facet: &Facet, builtin: Builtin, value: &str) -> bool {
    use FacetKind as Kind;
    let limit = facet.value.trim();
    let length = || match builtin {
        _ if is_list(builtin) => Some(value.split(' ').count()),
        Builtin::HexBinary => Some(value.len() / 2),
        // The length of names does not count (4.3.1), that of base64 not here.
        Builtin::QName | Builtin::Notation | Builtin::Base64Binary => None,
        _ => Some(value.chars().count()),
    };
    let order = match facet.kind {
        Kind::Length | Kind::MinLength | Kind::MaxLength => {
            length().and_then(|length| Builtin::Integer.compare(&length.to_string(), limit))
        }
        Kind::TotalDigits | Kind::FractionDigits => {
            let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
            let whole = whole.trim_start_matches(['+', '-', '0']);
            let fraction = fraction.trim_end_matches('0');
            let digits = if facet.kind == Kind::TotalDigits { whole.len() } else { 0 } + fraction.len();
            Builtin::Integer.compare(&digits.to_string(), limit)
        }
        Kind::Pattern | Kind::WhiteSpace => None,
        _ => builtin.compare(value, limit),
    };
    let Some(order) = order else { return true };
    match facet.kind {
        Kind::Length => order.is_eq(),
        Kind::MinLength | Kind::MinInclusive => order.is_ge(),
        Kind::MinExclusive => order.is_gt(),
        Kind::MaxExclusive => order.is_lt(),
        _ => order.is_le(),
    }
}
