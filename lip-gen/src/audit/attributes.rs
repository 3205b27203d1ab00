//! Attributes of one element.

use std::collections::BTreeMap;

use super::declarations::type_of;
use super::values::{self, Relation};
use super::{Audit, Difference, Fragment, Kind, Side};
use crate::language::key;
use crate::schema::{Attribute, AttributeDefault, Content, Element, Schema, SimpleType, simple_type};

/// An XSD allows these attributes everywhere (XSD 1.0 part 1, 2.6).
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

pub(super) fn compare(
    name: &str,
    (dtd, in_dtd): (&Schema, &Element),
    (xsd, in_xsd): (&Schema, &Element),
    audit: &mut Audit,
) {
    let (left, right) = (type_of(dtd, in_dtd), type_of(xsd, in_xsd));
    let ours = by_name(&left.attributes, dtd);
    let theirs = by_name(&right.attributes, xsd);
    let spans = |one: Option<&Attribute>, other: Option<&Attribute>| {
        let one = one.and_then(|attribute| attribute.origin).or(in_dtd.origin);
        (one, other.and_then(|attribute| attribute.origin).or(in_xsd.origin))
    };
    for (attribute, one) in &ours {
        let Some(other) = theirs.get(attribute) else {
            let message = format!("the attribute `{attribute}` of `{name}` is declared in the DTD, but not in the XSD");
            // Where the XSD leaves attributes open, it takes this one too.
            let open = right.any_attribute.is_some();
            let value = sample(one).filter(|_| !open);
            audit.push(Difference {
                attribute: Some(attribute.clone()),
                dtd: Some(shown(one)),
                fragment: value.map(|value| fragment(name, Some((attribute, &value)), Side::Dtd)),
                dtd_span: spans(Some(one), None).0,
                ..Difference::new(Kind::Attribute, name, message)
            });
            continue;
        };
        let (dtd_span, xsd_span) = spans(Some(one), Some(other));
        for (kind, what, fragment) in differences(name, attribute, one, other, audit) {
            let message = format!("{what} of the attribute `{attribute}` of `{name}` is not the same in DTD and XSD");
            audit.push(Difference {
                attribute: Some(attribute.clone()),
                dtd: Some(shown(one)),
                xsd: Some(shown(other)),
                fragment,
                dtd_span,
                xsd_span,
                ..Difference::new(kind, name, message)
            });
        }
    }
    for (attribute, other) in theirs.iter().filter(|(attribute, _)| !ours.contains_key(*attribute)) {
        let message = format!("the attribute `{attribute}` of `{name}` is declared in the XSD, but not in the DTD");
        audit.push(Difference {
            attribute: Some(attribute.clone()),
            xsd: Some(shown(other)),
            fragment: sample(other).map(|value| fragment(name, Some((attribute, &value)), Side::Xsd)),
            xsd_span: spans(None, Some(other)).1,
            ..Difference::new(Kind::Attribute, name, message)
        });
    }
    match (&left.content, &right.any_attribute) {
        (_, None) => {}
        (Content::Any, Some(_)) => audit.note(name, None, "any attribute is allowed".to_owned()),
        (_, Some(_)) => audit.push(Difference {
            fragment: Some(fragment(name, Some(("any-other-attribute", "")), Side::Xsd)),
            dtd_span: in_dtd.origin,
            xsd_span: in_xsd.origin,
            ..Difference::new(
                Kind::AnyAttribute,
                name,
                format!("the XSD allows any attribute of `{name}`, the DTD only declared ones"),
            )
        }),
    }
}

fn by_name<'s>(attributes: &'s [Attribute], schema: &Schema) -> BTreeMap<String, &'s Attribute> {
    let compared = attributes.iter().filter(|attribute| attribute.name.namespace.as_deref() != Some(INSTANCE));
    compared.map(|attribute| (key(&attribute.name, schema.namespace.as_deref()), attribute)).collect()
}

/// What is different between two declarations of one attribute.
fn differences(
    element: &str,
    name: &str,
    dtd: &Attribute,
    xsd: &Attribute,
    audit: &mut Audit,
) -> Vec<(Kind, &'static str, Option<Fragment>)> {
    let mut out = Vec::new();
    let with = |value: &str, side| fragment(element, Some((name, value)), side);
    match values::compare(&dtd.r#type, &xsd.r#type) {
        Relation::Same => {}
        Relation::Narrower => {
            audit.note(element, Some(name), format!("the value is `{}`", simple_type(&xsd.r#type)));
        }
        Relation::Different(sample) => {
            out.push((Kind::AttributeType, "the type", sample.map(|(value, side)| with(&value, side))));
        }
    }
    match (must(dtd), must(xsd)) {
        (true, false) => out.push((Kind::AttributeUse, "the use", Some(fragment(element, None, Side::Xsd)))),
        (false, true) => out.push((Kind::AttributeUse, "the use", Some(fragment(element, None, Side::Dtd)))),
        _ => {}
    }
    let (a, b) = (value(dtd), value(xsd));
    // That one is required and the other has a default is said already.
    if a != b
        && (a.is_some() || b.is_some())
        && !(out.iter().any(|(kind, ..)| *kind == Kind::AttributeUse) && (a.is_none() || b.is_none()))
    {
        let fragment = match (fixed(dtd), fixed(xsd)) {
            (Some(value), Some(_)) => Some(with(value, Side::Dtd)),
            (Some(value), None) => values::other_than(value, &xsd.r#type).map(|value| with(&value, Side::Xsd)),
            (None, Some(value)) => values::other_than(value, &dtd.r#type).map(|value| with(&value, Side::Dtd)),
            (None, None) => None,
        };
        out.push((Kind::AttributeDefault, "the default", fragment));
    }
    out
}

fn must(attribute: &Attribute) -> bool {
    matches!(attribute.default, AttributeDefault::Required | AttributeDefault::Fixed { required: true, .. })
}

/// The default as the type means it, and whether it is the only value.
fn value(attribute: &Attribute) -> Option<(String, bool)> {
    let normal = |value: &str| match &attribute.r#type {
        SimpleType::Builtin(base) | SimpleType::Enumeration { base, .. } => base.normalize(value),
        SimpleType::Union(_) => value.to_owned(),
    };
    match &attribute.default {
        AttributeDefault::Required | AttributeDefault::Optional => None,
        AttributeDefault::Value(value) => Some((normal(value), false)),
        AttributeDefault::Fixed { value, .. } => Some((normal(value), true)),
    }
}

fn fixed(attribute: &Attribute) -> Option<&str> {
    match &attribute.default {
        AttributeDefault::Fixed { value, .. } => Some(value),
        _ => None,
    }
}

/// A value that the attribute takes.
fn sample(attribute: &Attribute) -> Option<String> {
    match &attribute.default {
        AttributeDefault::Value(value) | AttributeDefault::Fixed { value, .. } => Some(value.clone()),
        // No value is like this one.
        _ => values::other_than("\0", &attribute.r#type),
    }
}

/// Type and use in the notation of an `<!ATTLIST>`.
fn shown(attribute: &Attribute) -> String {
    let default = match &attribute.default {
        AttributeDefault::Required => "#REQUIRED".to_owned(),
        AttributeDefault::Optional => "#IMPLIED".to_owned(),
        AttributeDefault::Value(value) => format!("\"{value}\""),
        AttributeDefault::Fixed { value, required: false } => format!("#FIXED \"{value}\""),
        AttributeDefault::Fixed { value, required: true } => format!("#REQUIRED #FIXED \"{value}\""),
    };
    format!("{} {default}", type_shown(&attribute.r#type))
}

fn type_shown(r#type: &SimpleType) -> String {
    use crate::schema::Builtin::{Entities, Entity, Id, IdRef, IdRefs, NmToken, NmTokens, Notation, String};
    match r#type {
        SimpleType::Builtin(String) => "CDATA".to_owned(),
        SimpleType::Builtin(b @ (Id | IdRef | IdRefs | Entity | Entities | NmToken | NmTokens)) => b.name().to_owned(),
        SimpleType::Enumeration { values, base: Notation, .. } => format!("NOTATION ({})", values.join(" | ")),
        SimpleType::Enumeration { values, .. } => format!("({})", values.join(" | ")),
        other => simple_type(other),
    }
}

/// The element with an attribute, or with none.
fn fragment(element: &str, attribute: Option<(&str, &str)>, accepted_by: Side) -> Fragment {
    let local = |name: &str| name.rsplit_once('}').map_or(name, |(_, local)| local).to_owned();
    let text = match attribute {
        Some((name, value)) => {
            let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            format!("<{} {}=\"{value}\"/>", local(element), local(name))
        }
        None => format!("<{}/>", local(element)),
    };
    Fragment { text, accepted_by }
}
