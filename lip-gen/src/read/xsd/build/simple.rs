//! Simple types (XSD 1.0 part 1, 3.14).

use std::collections::{BTreeMap, HashMap};

use super::super::syntax::{EnumerationValue, Facet, Facets, Ref, SimpleType, SimpleUse, Variety, Ways, XSD};
use super::Builder;
use crate::diagnostic::Diagnostic;
use crate::schema::{self, Builtin, Name};
use crate::source::Span;

/// Whether a name is that of the type of all types.
pub(super) fn is_any_type(name: &Name) -> bool {
    name.namespace.as_deref() == Some(XSD) && name.local == "anyType"
}

impl Builder<'_> {
    pub(super) fn simple_use(&mut self, r#use: &SimpleUse) -> schema::SimpleType {
        match r#use {
            SimpleUse::Unwritten => ANY,
            SimpleUse::Anonymous(r#type) => self.simple_type(r#type),
            SimpleUse::Named(target) => self.named_simple_type(target),
        }
    }

    /// A builtin datatype or a named simple type. After an error, anything.
    pub(super) fn named_simple_type(&mut self, target: &Ref) -> schema::SimpleType {
        if target.name.namespace.as_deref() == Some(XSD) {
            return match Builtin::from_name(&target.name.local) {
                Some(builtin) => schema::SimpleType::Builtin(builtin),
                None => {
                    let message = format!("`xsd:{}` is not a simple type of XML Schema", target.name.local);
                    self.error(Diagnostic::error(target.span, message));
                    ANY
                }
            };
        }
        let Some(&r#type) = self.simple_types.get(&target.name) else {
            if self.type_ids.contains_key(&target.name) {
                let message = format!("`{}` is a complex type; a simple type is expected", target.name);
                self.error(Diagnostic::error(target.span, message));
            } else {
                self.undeclared("type", target);
            }
            return ANY;
        };
        self.within("type", target, |b| b.simple_type(r#type)).unwrap_or(ANY)
    }

    pub(super) fn simple_type(&mut self, r#type: &SimpleType) -> schema::SimpleType {
        // Each use of a type has a copy of its values.
        let size = match &r#type.variety {
            Variety::Restriction { facets: Facets { values, others }, .. } => {
                let length = |v: &EnumerationValue| v.value.len() + v.documentation.as_ref().map_or(0, String::len);
                let values: usize = values.iter().map(|value| length(value) + size_of::<String>()).sum();
                values + others.len() * size_of::<Facet>()
            }
            Variety::Union(members) => members.len() * size_of::<schema::SimpleType>(),
        };
        if !self.spend_text(size, r#type.span) {
            return ANY;
        }
        match &r#type.variety {
            Variety::Restriction { base: of, facets } => {
                if let SimpleUse::Named(target) = of {
                    self.restrictable(target);
                    self.not_final(target, Ways::RESTRICTION);
                }
                let base = self.simple_use(of);
                let base = self.faceted(facets, |b| b.facets_of(of), base);
                match facets.values.as_slice() {
                    [] => base,
                    values => self.enumeration((r#type.name.as_ref(), r#type.span), base, values),
                }
            }
            Variety::Union(members) => {
                let mut out = Vec::new();
                for member in members {
                    if let SimpleUse::Named(target) = member {
                        self.not_final(target, Ways::UNION);
                    }
                    // A union of unions is one union (2.5.1.3 of part 2).
                    match self.simple_use(member) {
                        schema::SimpleType::Union(inner) => out.extend(inner),
                        other => out.push(other),
                    }
                    if !self.spend(r#type.span) {
                        break;
                    }
                }
                schema::SimpleType::Union(out)
            }
        }
    }

    /// What is restricted is an atomic type, a list or a union (3.14.6 "Derivation Valid (Restriction, Simple)").
    fn restrictable(&mut self, target: &Ref) {
        if target.name.namespace.as_deref() == Some(XSD) && target.name.local == Builtin::AnySimpleType.name() {
            let message = "`xsd:anySimpleType` cannot be restricted";
            self.error(
                Diagnostic::error(target.span, message).help("restrict `xsd:string`, or another of its datatypes"),
            );
        }
    }

    /// `values` of a base; with the name of the type, and where it stands.
    pub(super) fn enumeration(
        &mut self,
        (name, span): (Option<&Name>, Span),
        base: schema::SimpleType,
        written: &[EnumerationValue],
    ) -> schema::SimpleType {
        let (builtin, allowed) = match base {
            schema::SimpleType::Builtin(builtin) => (builtin, None),
            schema::SimpleType::Enumeration { base, values, .. } => (base, Some(values)),
            schema::SimpleType::Union(_) => return self.enumerated_union((name, span), base, written),
        };
        if matches!(builtin, Builtin::QName | Builtin::Notation) {
            // The text of such a value is another name where other prefixes are declared; a type that holds texts cannot see to that.
            let message = format!("the enumeration of `xsd:{}` is not supported yet", builtin.name());
            let help = "write `xsd:NMTOKEN` with these values, which mean themselves then";
            self.error(Diagnostic::error(span, message).help(help));
        }
        let mut values: Vec<String> = Vec::with_capacity(written.len());
        let mut documentation = Box::new(BTreeMap::new());
        let mut seen = HashMap::new();
        for EnumerationValue { value, documentation: text, span } in written {
            let value = builtin.normalize(value);
            if let Some(first) = seen.insert(value.clone(), *span) {
                let message = format!("the value `{value}` stands twice in this enumeration");
                self.error(Diagnostic::warning(*span, message).related(first, "first here"));
                continue;
            }
            // "enumeration valid restriction" (part 2, 4.3.5.5)
            if allowed.as_ref().is_some_and(|allowed| !allowed.contains(&value)) {
                self.error(Diagnostic::error(
                    *span,
                    format!("`{value}` is not a value of the type that is restricted"),
                ));
            } else if !builtin.allows(&value) {
                self.error(no_value(&value, builtin, *span));
            }
            if let Some(text) = text {
                documentation.insert(value.clone(), text.clone());
            }
            values.push(value);
        }
        schema::SimpleType::Enumeration { name: name.cloned(), base: builtin, values, documentation }
    }

    /// Values of a union are texts that one of its members takes.
    fn enumerated_union(
        &mut self,
        name: (Option<&Name>, Span),
        union: schema::SimpleType,
        written: &[EnumerationValue],
    ) -> schema::SimpleType {
        let Some(builtin) = white_space(&union) else {
            let message =
                "the enumeration of a union is not supported yet, where its members treat white space in several ways";
            self.error(Diagnostic::error(name.1, message));
            return union;
        };
        for EnumerationValue { value, span, .. } in written.iter().filter(|written| !union.allows(&written.value)) {
            let message = format!("`{value}` is not a value of the union that is restricted");
            let note = format!("its members are {}", schema::simple_type(&union));
            self.error(Diagnostic::error(*span, message).note(note));
        }
        self.enumeration(name, schema::SimpleType::Builtin(builtin), written)
    }
}

/// How white space is treated by all members of a union alike: as by `xsd:string`, or by `xsd:token`.
fn white_space(union: &schema::SimpleType) -> Option<Builtin> {
    match union {
        schema::SimpleType::Builtin(builtin) | schema::SimpleType::Enumeration { base: builtin, .. } => match builtin {
            Builtin::String | Builtin::AnySimpleType => Some(Builtin::String),
            Builtin::NormalizedString => None,
            _ => Some(Builtin::Token),
        },
        schema::SimpleType::Union(members) => {
            let mut all = members.iter().map(white_space);
            let first = all.next()??;
            all.all(|other| other == Some(first)).then_some(first)
        }
    }
}

/// A text that is none of a builtin datatype.
pub(super) fn no_value(text: &str, builtin: Builtin, span: impl Into<Option<Span>>) -> Diagnostic {
    let text = if text.is_empty() { "the empty text".to_owned() } else { format!("`{text}`") };
    Diagnostic::error(span, format!("{text} is not a value of `xsd:{}`", builtin.name()))
        .help(format!("write one such as `{}`, or another datatype, such as `xsd:string`", builtin.example()))
}

/// `xsd:anySimpleType`
const ANY: schema::SimpleType = schema::SimpleType::Builtin(Builtin::AnySimpleType);
