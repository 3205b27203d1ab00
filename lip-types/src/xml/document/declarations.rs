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
    /// The declared attributes of elements, by the name of the element as written; sorted by their names.
    pub(crate) attributes: HashMap<Box<str>, Vec<Declared>>,
    pub(super) parameters: HashMap<Box<str>, Entity>,
    /// Identifiers of notations, as written, by their names.
    pub(crate) notations: HashMap<Box<str>, Box<str>>,
    /// What entities that refer to others expand to, in bytes.
    pub(crate) totals: HashMap<Box<str>, usize>,
    /// What has been gone over to check defaults, in bytes.
    checked: usize,
}

/// An entity (section 4.2).
#[derive(Debug)]
pub(crate) enum Entity {
    /// Its replacement text (section 4.5).
    Internal(String),
    /// Parsed, but elsewhere.
    External,
    /// Named by attributes of type `ENTITY`.
    Unparsed(Box<Unparsed>),
}

/// What is declared of an unparsed entity (production 76).
#[derive(Debug)]
pub(crate) struct Unparsed {
    /// Production 75, as written.
    pub(crate) id: Box<str>,
    /// The name of its notation.
    pub(crate) notation: Box<str>,
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

impl Declared {
    /// The declaration of an attribute, among those of its element.
    pub(crate) fn find<'d>(declared: &'d [Self], name: &str) -> Option<&'d Self> {
        let place = declared.binary_search_by(|d| (*d.name).cmp(name)).ok()?;
        declared.get(place)
    }
}

impl Declarations {
    /// Section 3.3: the first definition binds.
    pub(super) fn declare(&mut self, element: &str, attribute: Declared, limits: &Limits) -> Result<(), String> {
        let declared = self.attributes.entry(element.into()).or_default();
        if declared.len() >= limits.attributes {
            return Err(format!("more than {} attributes of `{element}`", limits.attributes));
        }
        if let Err(place) = declared.binary_search_by(|d| d.name.cmp(&attribute.name)) {
            declared.insert(place, attribute);
        }
        Ok(())
    }

    /// Adds up what entities expand to, as far as they refer to others.
    pub(super) fn add_up(&mut self) {
        let mut totals: HashMap<Box<str>, usize> = HashMap::new();
        for name in self.entities.keys() {
            if totals.contains_key(name) {
                continue;
            }
            // Entities that are gone over, with what is left of each and what it has come to.
            let mut open: Vec<(&str, &str, usize)> = Vec::new();
            let mut begun = Some(&**name);
            loop {
                if let Some(name) = begun.take() {
                    let Some(Entity::Internal(text)) = self.entities.get(name) else { break };
                    // Those that are on their way are a loop, which the reader finds.
                    totals.insert(name.into(), 0);
                    open.push((name, text, text.len() + 1));
                }
                let Some((name, rest, total)) = open.last_mut() else { break };
                let Some(mark) = memchr::memchr(b'&', rest.as_bytes()) else {
                    let total = *total;
                    totals.insert((*name).into(), total);
                    open.pop();
                    if let Some((.., outer)) = open.last_mut() {
                        *outer = outer.saturating_add(total);
                    }
                    continue;
                };
                let Ok((reference, end)) = scan::reference(rest, mark) else {
                    *rest = &rest[mark + 1..];
                    continue;
                };
                *rest = &rest[end..];
                if let Reference::Entity(inner) = reference {
                    match totals.get(inner) {
                        Some(known) => *total = total.saturating_add(*known),
                        None if matches!(self.entities.get(inner), Some(Entity::Internal(_))) => begun = Some(inner),
                        None => {}
                    }
                }
            }
        }
        totals.retain(
            |name, total| matches!(self.entities.get(name), Some(Entity::Internal(text)) if *total > text.len() + 1),
        );
        self.totals = totals;
    }

    /// Whether the references in the default of an attribute can be expanded where it is
    /// declared (well-formedness constraints of section 4.1, and "No < in Attribute Values").
    pub(super) fn check_default(&mut self, literal: &str, at: usize, limits: &Limits) -> Scan<()> {
        let checked = self.expansion(literal, at, limits)?;
        self.checked += checked;
        Ok(())
    }

    /// How much more is gone over to check a default.
    fn expansion<'d>(&'d self, literal: &'d str, at: usize, limits: &Limits) -> Scan<usize> {
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
                    if open.len() > limits.entity_depth || self.checked + expanded > limits.expansion {
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
        Ok(expanded)
    }
}
