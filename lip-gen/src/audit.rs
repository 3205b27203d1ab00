//! A DTD against an XSD of the same format.
//!
//! Both must declare the same elements, with content models that take the same and with the same attributes. Models are
//! compared as languages ([`crate::language`]), not as texts. What a DTD cannot say is a remark, not a difference:
//!
//! - datatypes of text, which narrow `#PCDATA`, and of attributes, which narrow `CDATA` or `NMTOKEN`;
//! - any attribute on an element whose content is `ANY`, as `xsd:anyType` has it.
//!
//! | kind | what is different |
//! |---|---|
//! | `element` | declared in one of the two only |
//! | `content` | what the element takes: children, their order and number, text |
//! | `limit` | unknown: the models are too large to be compared |
//! | `attribute` | declared in one of the two only |
//! | `attribute-type` | the type, or the list of values (compared as a set) |
//! | `attribute-use` | whether it must be there |
//! | `attribute-default` | the default or fixed value |
//! | `any-attribute` | the XSD takes attributes that nobody declares |
//!
//! An element that the XSD declares in place is compared wherever it is declared, since a DTD has one declaration
//! for all of them. Attributes of the namespace `http://www.w3.org/2001/XMLSchema-instance` are left out: an XSD
//! allows them without saying so.
//!
//! A difference that is meant stands in `lip-gen.toml` with its reason ([`Accepted`]); one that no longer
//! occurs must go.

mod attributes;
mod content;
mod declarations;
pub(crate) mod difference;
mod report;
mod values;

use std::collections::BTreeMap;

use serde::Serialize;

pub use difference::{Accepted, Difference, Fragment, Kind, Note, Side};

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::error::{Error, Findings};
use crate::read;
use crate::schema::Schema;
use crate::source::Sources;

/// A comparison of a DTD and an XSD.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Audit {
    /// Elements that both declare.
    pub elements: usize,
    /// All differences, the accepted ones too, by element.
    pub differences: Vec<Difference>,
    /// What is accepted and does not occur.
    pub stale: Vec<Accepted>,
    /// What a DTD cannot say.
    pub notes: Vec<Note>,
}

impl Audit {
    /// Whether both say the same, but for what is accepted, and all that is accepted occurs.
    pub fn passed(&self) -> bool {
        self.stale.is_empty() && self.open().next().is_none()
    }

    /// The differences that are not accepted.
    pub fn open(&self) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(|difference| difference.accepted.is_none())
    }
}

/// Compares a DTD with an XSD.
pub fn audit(dtd: &Schema, xsd: &Schema, accepted: &[Accepted]) -> Audit {
    let (in_dtd, in_xsd) = (declarations::of(dtd), declarations::of(xsd));
    let mut audit = Audit::default();
    for (name, declared) in &in_dtd {
        let Some(others) = in_xsd.get(name) else {
            audit.push(declarations::missing(name, declared, Side::Xsd));
            continue;
        };
        audit.elements += 1;
        for (one, other) in declared.iter().flat_map(|one| others.iter().map(move |other| (one, other))) {
            content::compare(name, (dtd, one), (xsd, other), &mut audit);
            attributes::compare(name, (dtd, one), (xsd, other), &mut audit);
        }
    }
    for (name, declared) in in_xsd.iter().filter(|(name, _)| !in_dtd.contains_key(*name)) {
        audit.push(declarations::missing(name, declared, Side::Dtd));
    }
    audit.differences.sort_by(|a, b| a.element.cmp(&b.element));
    audit.accept(accepted);
    audit
}

impl Audit {
    /// Adds a difference, unless another declaration of the element had it.
    fn push(&mut self, difference: Difference) {
        if !self.differences.contains(&difference) {
            self.differences.push(difference);
        }
    }

    fn note(&mut self, element: &str, attribute: Option<&str>, message: String) {
        let note = Note { element: element.to_owned(), attribute: attribute.map(str::to_owned), message };
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn accept(&mut self, accepted: &[Accepted]) {
        let mut open: BTreeMap<_, Vec<&mut Difference>> = BTreeMap::new();
        for difference in &mut self.differences {
            let key = (difference.element.clone(), difference.attribute.clone(), difference.kind);
            open.entry(key).or_default().push(difference);
        }
        for entry in accepted {
            let key = (entry.element.clone(), entry.attribute.clone(), entry.kind);
            // A second entry for the same accepts nothing.
            match open.remove(&key) {
                Some(list) => list.into_iter().for_each(|d| d.accepted = Some(entry.reason.clone())),
                None => self.stale.push(entry.clone()),
            }
        }
    }
}

/// Reads the two schemas of a configuration and compares them.
///
/// The findings are those of the readers.
///
/// # Errors
/// When a schema is not given, cannot be read or has errors.
pub fn run(config: &Config) -> Result<(Audit, Findings), Error> {
    let (Some(dtd), Some(xsd)) = (config.dtd_file(), config.xsd_file()) else {
        return Err(Error::Config("an audit takes two schemas: a DTD and an XSD".to_owned()));
    };
    config.readable()?;
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let accepted = config.accepted(config.source(&mut sources));
    let catalog = config.files(&mut sources, &mut diagnostics);
    let dtd = read::dtd(dtd, &catalog, &mut sources, &mut diagnostics);
    let xsd = read::xsd(xsd, &catalog, &mut sources, &mut diagnostics);
    let findings = |diagnostics: &mut Diagnostics, sources| Findings { sources, list: diagnostics.take() };
    match (dtd, xsd) {
        (Some(dtd), Some(xsd)) => Ok((audit(&dtd, &xsd, &accepted), findings(&mut diagnostics, sources))),
        _ => Err(Error::Findings(findings(&mut diagnostics, sources))),
    }
}
