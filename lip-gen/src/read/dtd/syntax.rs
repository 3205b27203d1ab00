//! The declarations of a DTD as written: every name with its place, nothing looked up.

mod attlist;
mod content;
mod declaration;
mod entity;
mod markup;
mod section;
mod sgml;
mod text_declaration;

use std::collections::HashSet;

use crate::read::{Catalog, reference};
use crate::schema::{AttributeDefault, Compositor, Occurs};
use crate::source::{SourceId, Sources, Span};

use super::entity::Entities;
use super::external;
use super::input::Input;
use crate::diagnostic::Diagnostics;
use section::Section;

/// All that stands in a DTD.
#[derive(Debug, Default)]
pub(super) struct Dtd {
    /// The first comment, when it is about the whole.
    pub(super) documentation: Option<String>,
    pub(super) elements: Vec<Element>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) notations: Vec<Named>,
    /// Notations that declarations refer to.
    pub(super) notation_references: Vec<Named>,
    /// Declared entities, parameter and general.
    pub(super) entities: usize,
}

/// A name and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) span: Span,
}

/// `<!ELEMENT name content>` (production 45).
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: Named,
    /// The comment directly before it.
    pub(super) documentation: Option<String>,
    pub(super) content: Content,
}

/// `contentspec` (production 46).
#[derive(Debug)]
pub(super) enum Content {
    Empty,
    Any,
    /// `(#PCDATA)` with the names that may stand between the text.
    Mixed(Vec<Named>),
    Children(Particle),
}

/// `cp` (production 48).
#[derive(Debug)]
pub(super) struct Particle {
    pub(super) occurs: Occurs,
    pub(super) term: Term,
}

#[derive(Debug)]
pub(super) enum Term {
    Element(Named),
    Group(Compositor, Vec<Particle>),
}

/// One `AttDef` (production 53) with the element that it belongs to.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) element: Named,
    pub(super) name: Named,
    pub(super) r#type: AttributeType,
    pub(super) default: AttributeDefault,
}

/// `AttType` (production 54).
#[derive(Debug, PartialEq, Eq)]
pub(super) enum AttributeType {
    Cdata,
    /// `ID`, `IDREF`, …, `NMTOKENS`: the name of the builtin datatype.
    Tokenized(crate::schema::Builtin),
    Notation(Vec<Named>),
    Enumeration(Vec<Named>),
}

/// Reads the declarations; errors are in `diagnostics`.
pub(super) fn parse(source: SourceId, catalog: &Catalog, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Dtd {
    if let Err(fault) = external::characters(source, sources) {
        diagnostics.push(*fault);
        return Dtd::default();
    }
    let mut parser = Parser {
        input: Input::new(source, catalog, sources),
        diagnostics,
        dtd: Dtd::default(),
        parameter: Entities::new(),
        general: Entities::new(),
        values: reference::Entities::default(),
        sections: Vec::new(),
        unknown: HashSet::new(),
        comment: None,
        declared: false,
    };
    parser.declarations();
    parser.dtd
}

struct Parser<'s, 'd> {
    input: Input<'s>,
    diagnostics: &'d mut Diagnostics,
    dtd: Dtd,
    parameter: Entities,
    general: Entities,
    /// The general entities, for default values of attributes.
    values: reference::Entities,
    /// The conditional sections around what is read now.
    sections: Vec<Section>,
    /// Parameter entities that are not declared, and were told of.
    unknown: HashSet<String>,
    /// The comment after which nothing but white space has come yet.
    comment: Option<String>,
    /// Whether a declaration has come yet.
    declared: bool,
}
