//! What the internal subset declares that counts for the document: entities, and the
//! types and defaults of attributes (XML 1.0, sections 3.3 and 4.2).

use std::collections::HashMap;

use super::super::error::ErrorKind;
use super::super::fault::{Fault, Scan};
use super::super::limits::Limits;
use super::super::scan::{self, Reference};

/// Declarations, as far as they count without validation. They own their texts: some
/// come from the replacement text of parameter entities.
#[derive(Debug, Default)]
pub(crate) struct Declarations {
    pub(crate) entities: HashMap<Box<str>, Entity>,
    /// The declared attributes of elements, by the name of the element as written.
    pub(crate) attributes: HashMap<Box<str>, Vec<Declared>>,
    pub(super) parameters: HashMap<Box<str>, Entity>,
}

/// An entity (section 4.2).
#[derive(Debug)]
pub(crate) enum Entity {
    /// Its replacement text (section 4.5).
    Internal(String),
    /// Parsed, but elsewhere.
    External,
    /// Named by attributes of type `ENTITY`.
    Unparsed,
}

/// Production 53: an attribute that an `<!ATTLIST>` declares.
#[derive(Debug)]
pub(crate) struct Declared {
    /// As written, with its prefix.
    pub(crate) name: Box<str>,
    /// Of another type than `CDATA`: section 3.3.3 takes more white space out of its values.
    pub(crate) tokenized: bool,
    /// The default between its quotes, if there is one.
    pub(crate) default: Option<Box<str>>,
}

impl Declarations {
    /// Section 3.3: the first definition binds.
    pub(super) fn declare(&mut self, element: &str, attribute: Declared, limits: &Limits) -> Result<(), String> {
        let declared = self.attributes.entry(element.into()).or_default();
        if declared.len() >= limits.attributes {
            return Err(format!("more than {} attributes of `{element}`", limits.attributes));
        }
        if !declared.iter().any(|d| d.name == attribute.name) {
            declared.push(attribute);
        }
        Ok(())
    }

    /// Whether the references in the default of an attribute can be expanded where it is
    /// declared (well-formedness constraints of section 4.1, and "No < in Attribute Values").
    pub(super) fn check_default<'d>(&'d self, literal: &'d str, at: usize, limits: &Limits) -> Scan<()> {
        let wrong = |kind, found: String, expected: &str| {
            Err(Fault::new(kind, at, literal.len(), format!("{found} in the default of an attribute"))
                .expected(expected))
        };
        let mut expanded = 0;
        // Texts that are still to be looked at, each with the entity that it is of.
        let mut open: Vec<(&'d str, &'d str)> = vec![("", literal)];
        while let Some((entity, rest)) = open.pop() {
            let Some(mark) = scan::markup(rest, 0) else { continue };
            if scan::byte(rest, mark) == b'<' {
                return wrong(ErrorKind::Syntax, "`<`".into(), "`&lt;`");
            }
            let (reference, end) = scan::reference(rest, mark).map_err(|mut fault| {
                fault.at = at;
                fault
            })?;
            open.push((entity, &rest[end..]));
            let Reference::Entity(name) = reference else { continue };
            match self.entities.get(name) {
                Some(Entity::Internal(_)) if open.iter().any(|(open, _)| *open == name) => {
                    let found = format!("the entity `{name}`, which refers to itself,");
                    return wrong(ErrorKind::Entity, found, "an entity that ends");
                }
                Some(Entity::Internal(replacement)) => {
                    expanded += replacement.len() + 1;
                    if open.len() > limits.entity_depth || expanded > limits.expansion {
                        return wrong(ErrorKind::Limit, "entities beyond the limit".into(), "what `Limits` allows");
                    }
                    open.push((name, replacement));
                }
                Some(_) => {
                    return wrong(ErrorKind::Entity, format!("the external entity `{name}`"), "an internal entity");
                }
                None => {
                    let found = format!("the undeclared entity `{name}`");
                    return wrong(ErrorKind::Entity, found, "an entity that is declared before");
                }
            }
        }
        Ok(())
    }
}
