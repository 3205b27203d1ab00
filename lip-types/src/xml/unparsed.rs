//! What is no XML and has a name all the same: unparsed entities, and the notations that they are in
//! (XML 1.0, sections 4.2.2 and 4.7).

use std::fmt;

use super::document::{Document, Entity};
use super::limits::Limits;
use super::preserved::Markup;
use crate::syntax::{is_char, is_ncname};
use crate::value::ValueError;

/// Something that is no XML, named by an attribute of type `ENTITY`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnparsedEntity {
    pub(crate) name: Box<str>,
    pub(crate) id: ExternalId,
    pub(crate) notation: Notation,
}

/// What the entity is, such as `jpeg`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notation {
    pub(crate) name: Box<str>,
    pub(crate) id: ExternalId,
}

/// Productions 75 and 83. An entity has a system identifier always, a notation one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ExternalId {
    pub(crate) public: Option<Box<str>>,
    pub(crate) system: Option<Box<str>>,
}

impl ExternalId {
    pub(crate) fn system(id: &str) -> Self {
        Self { public: None, system: Some(id.into()) }
    }

    /// Of a declaration that has been read before.
    pub(crate) fn written(text: &str) -> Self {
        let is_public = text.starts_with("PUBLIC");
        let mut rest = text;
        let mut literal = || {
            let (_, behind) = rest.split_at_checked(rest.find(['"', '\''])?)?;
            let quote = behind.chars().next()?;
            let (value, after) = behind.get(1..)?.split_once(quote)?;
            rest = after;
            Some(Box::from(value))
        };
        let first = literal();
        if is_public { Self { public: first, system: literal() } } else { Self { public: None, system: first } }
    }
}

impl fmt::Display for ExternalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.public {
            Some(public) => write!(f, "PUBLIC \"{public}\"")?,
            None => f.write_str("SYSTEM")?,
        }
        // Production 11: one of the quotes is free.
        match &self.system {
            Some(system) if system.contains('"') => write!(f, " '{system}'"),
            Some(system) => write!(f, " \"{system}\""),
            None => Ok(()),
        }
    }
}

impl UnparsedEntity {
    /// Whether it can be declared.
    pub(crate) fn check(&self) -> Result<(), ValueError> {
        if [&self.name, &self.notation.name].iter().any(|name| !is_ncname(name)) {
            return Err(ValueError::new("a name without a colon for the entity, and one for its notation"));
        }
        // Production 11: one of the quotes is free.
        let quotable = |id: &str| !(id.contains('"') && id.contains('\''));
        let system = |id: &str| quotable(id) && !id.contains('#') && id.chars().all(is_char);
        // Production 13.
        let allowed = |c: char| c.is_ascii_alphanumeric() || " \r\n-'()+,./:=?;!*#@$_%".contains(c);
        for ExternalId { public, system: id } in [&self.id, &self.notation.id] {
            if id.as_ref().is_some_and(|id| !system(id)) {
                return Err(ValueError::new("a URI without a fragment, and without `\"` or without `'`"));
            }
            if public.as_ref().is_some_and(|public| !public.chars().all(allowed)) {
                return Err(ValueError::new(
                    "a public identifier of letters, digits, spaces and `-'()+,./:=?;!*#@$_%`",
                ));
            }
        }
        match self.id.system {
            Some(_) => Ok(()),
            None => Err(ValueError::new("the URI of the entity")),
        }
    }
}

impl Markup {
    /// All that the document declares, and a program has; by name. Only the JSON form asks.
    #[cfg_attr(not(feature = "serde"), allow(dead_code))]
    pub(crate) fn unparsed_entities(&self) -> Vec<UnparsedEntity> {
        let internal = self.around.as_ref().and_then(|around| around.doctype.as_ref()?.internal.as_deref());
        let document = internal.map(|internal| format!("<!DOCTYPE d [{internal}]><d/>"));
        let document = document.as_deref().and_then(|text| Document::parse(text, &Limits::default()).ok());
        let mut all = Vec::new();
        if let Some(declarations) = document.as_ref().map(|document| &document.declarations) {
            for (name, entity) in &declarations.entities {
                let Entity::Unparsed(declared) = entity else { continue };
                let notation = &declared.notation;
                let id = declarations.notations.get(notation).map(|id| ExternalId::written(id)).unwrap_or_default();
                let notation = Notation { name: notation.clone(), id };
                all.push(UnparsedEntity { name: name.clone(), id: ExternalId::written(&declared.id), notation });
            }
            // The first declaration counts, of whatever kind it is.
            all.extend(self.entities.iter().filter(|added| !declarations.entities.contains_key(&added.name)).cloned());
        } else {
            all.extend(self.entities.iter().cloned());
        }
        all.sort_by(|one, other| one.name.cmp(&other.name));
        all.dedup_by(|one, other| one.name == other.name);
        all
    }
}
