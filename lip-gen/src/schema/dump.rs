//! A schema as text: one line an element, in an order that does not depend on the way it was written.

use std::fmt::Write as _;

use super::{
    Attribute, AttributeDefault, ComplexType, Compositor, Content, Element, ElementType, Name, Occurs, Particle,
    Schema, SimpleType, Term,
};

/// A content model in the notation of a DTD, with `{m,n}` for bounds that a DTD has no sign for.
///
/// Simple content is the name of its datatype, `xsd:dateTime`; a value list is `{a|b}`.
/// A wildcard is `ANY`.
///
/// ```
/// use lip_gen::schema::{content_model, Compositor, Content, Name, Occurs, Particle, Term};
///
/// let a = Particle { occurs: Occurs::OPTIONAL, term: Term::Element(Name::new(None, "a")) };
/// let b = Particle { occurs: Occurs { min: 2, max: Some(3) }, term: Term::Element(Name::new(None, "b")) };
/// let model = Particle { occurs: Occurs::ONCE, term: Term::Group(Compositor::Sequence, vec![a, b]) };
/// assert_eq!(content_model(&Content::Elements(model)), "(a?, b{2,3})");
/// ```
pub fn content_model(content: &Content) -> String {
    content_in(content, None)
}

/// The datatype of a simple type as in [`content_model`].
pub fn simple_type(r#type: &SimpleType) -> String {
    match r#type {
        SimpleType::Builtin(builtin) => format!("xsd:{}", builtin.name()),
        SimpleType::Enumeration { values, .. } => format!("{{{}}}", values.join("|")),
        SimpleType::Union(members) => members.iter().map(simple_type).collect::<Vec<_>>().join(" or "),
    }
}

impl Schema {
    /// The schema as text, to compare two of them line by line.
    ///
    /// One line for each global element, sorted by name: name, content model and attributes,
    /// separated by tabs; an attribute is name, type and use, `; ` between two. After these,
    /// lines for the named types (`type Name`). A local element that is no plain string has a line of its own,
    /// `owner/name`.
    pub fn dump(&self) -> String {
        let dump = Dump { schema: self, namespace: self.namespace.as_deref() };
        let mut lines = Vec::new();
        for element in &self.elements {
            dump.element(&dump.name(&element.name), element, &mut lines);
        }
        lines.sort();
        let mut types = Vec::new();
        for r#type in &self.types {
            let name = r#type.name.as_ref().map_or_else(String::new, |name| dump.name(name));
            dump.complex_type(&format!("type {name}"), r#type, &mut types);
        }
        types.sort();
        lines.append(&mut types);
        lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
    }
}

struct Dump<'s> {
    schema: &'s Schema,
    namespace: Option<&'s str>,
}

impl Dump<'_> {
    /// Names of the schema's own namespace are local parts.
    fn name(&self, name: &Name) -> String {
        qualified(name, self.namespace)
    }

    fn element(&self, label: &str, element: &Element, lines: &mut Vec<String>) {
        match &element.r#type {
            ElementType::Anonymous(r#type) => self.complex_type(label, r#type, lines),
            ElementType::Named(id) => {
                let r#type = self.schema.types.get(id.0).and_then(|t| t.name.as_ref());
                lines.push(format!("{label}\ttype {}\t", r#type.map_or_else(String::new, |name| self.name(name))));
            }
        }
    }

    fn complex_type(&self, label: &str, r#type: &ComplexType, lines: &mut Vec<String>) {
        let open = r#type.any_attribute.is_some();
        let content = match &r#type.content {
            Content::Any if open => "xsd:anyType".to_owned(),
            content => content_in(content, self.namespace),
        };
        let mut attributes: Vec<_> = r#type.attributes.iter().map(attribute).collect();
        if open && r#type.content != Content::Any {
            attributes.push("*".to_owned());
        }
        lines.push(format!("{label}\t{content}\t{}", attributes.join("; ")));
        if let Content::Elements(particle) | Content::Mixed(particle) = &r#type.content {
            self.locals(label, particle, lines);
        }
    }

    /// Lines for the elements declared in place; the readers limit the depth.
    fn locals(&self, label: &str, particle: &Particle, lines: &mut Vec<String>) {
        match &particle.term {
            Term::Local(element) => {
                self.element(&format!("{label}/{}", self.name(&element.name)), element, lines);
            }
            Term::Group(_, particles) => particles.iter().for_each(|p| self.locals(label, p, lines)),
            Term::Element(_) | Term::Any => {}
        }
    }
}

/// `name type use`
fn attribute(attribute: &Attribute) -> String {
    let name = qualified(&attribute.name, None);
    // `xml:lang` has one meaning, however a schema spells its type.
    let r#type = if name == "xml:lang" { name.clone() } else { simple_type(&attribute.r#type) };
    let default = match &attribute.default {
        AttributeDefault::Required => "required".to_owned(),
        AttributeDefault::Optional => "optional".to_owned(),
        AttributeDefault::Value(value) => format!("default={value}"),
        AttributeDefault::Fixed { value, required: false } => format!("fixed={value}"),
        AttributeDefault::Fixed { value, required: true } => format!("required fixed={value}"),
    };
    // One line an element, whatever the default holds.
    let default = default.replace('\t', "&#9;").replace('\n', "&#10;").replace('\r', "&#13;");
    format!("{name} {} {default}", r#type)
}

fn qualified(name: &Name, own: Option<&str>) -> String {
    match name.namespace.as_deref() {
        namespace if namespace == own || name.is_xml() => name.to_string(),
        namespace => format!("{{{}}}{}", namespace.unwrap_or_default(), name.local),
    }
}

/// `own` is the namespace whose names need no mark; without it, none need one.
fn content_in(content: &Content, own: Option<&str>) -> String {
    let mut out = String::new();
    match content {
        Content::Empty => out.push_str("EMPTY"),
        Content::Any => out.push_str("ANY"),
        Content::Simple(r#type) => out.push_str(&simple_type(r#type)),
        Content::Elements(particle) => {
            let group = matches!(particle.term, Term::Group(..));
            if !group {
                out.push('(');
            }
            write(particle, own, &mut out);
            if !group {
                out.push(')');
            }
        }
        Content::Mixed(particle) => match &particle.term {
            // The only mixed content that a DTD can declare (XML 1.0, production 51).
            Term::Group(Compositor::Choice, members)
                if particle.occurs == Occurs::ANY && members.iter().all(|m| m.occurs == Occurs::ONCE) =>
            {
                out.push_str("(#PCDATA | ");
                separated(members, " | ", own, &mut out);
                out.push_str(")*");
            }
            Term::Element(_) | Term::Local(_) if particle.occurs == Occurs::ANY => {
                out.push_str("(#PCDATA | ");
                write(&Particle { occurs: Occurs::ONCE, ..particle.clone() }, own, &mut out);
                out.push_str(")*");
            }
            _ => {
                out.push_str("mixed ");
                out.push_str(&content_in(&Content::Elements(particle.clone()), own));
            }
        },
    }
    out
}

fn write(particle: &Particle, own: Option<&str>, out: &mut String) {
    match &particle.term {
        Term::Element(name) => out.push_str(&shown(name, own)),
        Term::Local(element) => out.push_str(&shown(&element.name, own)),
        Term::Any => out.push_str("ANY"),
        Term::Group(compositor, particles) => {
            out.push('(');
            let separator = if *compositor == Compositor::Choice { " | " } else { ", " };
            separated(particles, separator, own, out);
            out.push(')');
        }
    }
    match particle.occurs {
        Occurs::ONCE => {}
        Occurs::OPTIONAL => out.push('?'),
        Occurs::ANY => out.push('*'),
        Occurs::ONE_OR_MORE => out.push('+'),
        // Writing to a string cannot fail.
        Occurs { min, max: Some(max) } => _ = write!(out, "{{{min},{max}}}"),
        Occurs { min, max: None } => _ = write!(out, "{{{min},}}"),
    }
}

fn shown(name: &Name, own: Option<&str>) -> String {
    if own.is_none() { name.to_string() } else { qualified(name, own) }
}

fn separated(particles: &[Particle], separator: &str, own: Option<&str>, out: &mut String) {
    for (i, particle) in particles.iter().enumerate() {
        if i > 0 {
            out.push_str(separator);
        }
        write(particle, own, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_without_a_sign() {
        let a = |min, max| {
            Content::Elements(Particle { occurs: Occurs { min, max }, term: Term::Element(Name::new(None, "a")) })
        };
        assert_eq!(content_model(&a(1, Some(1))), "(a)");
        assert_eq!(content_model(&a(2, None)), "(a{2,})");
        assert_eq!(content_model(&a(0, Some(4))), "(a{0,4})");
    }
}
