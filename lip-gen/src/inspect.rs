//! What is in a schema: counts, roots, recursion, open content, findings.

mod recursion;

use std::fmt::Write as _;

use serde::Serialize;

use crate::check;
use crate::diagnostic::{Diagnostics, Finding, Severity};
use crate::schema::{Content, ElementType, Schema};
use crate::source::Sources;

/// What is in a schema. As JSON, every field is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Inspection {
    /// The file.
    pub file: String,
    /// `targetNamespace`, or the `xmlns` that a DTD fixes.
    pub namespace: Option<String>,
    /// Declared element types.
    pub elements: usize,
    /// Declared attribute definitions.
    pub attributes: usize,
    /// Named types.
    pub types: usize,
    /// Named model groups and attribute groups.
    pub groups: usize,
    /// Declared entities.
    pub entities: usize,
    /// Elements that no other element refers to, in the order of declaration.
    pub roots: Vec<String>,
    /// Elements that may hold themselves, directly or through others.
    pub recursive: Vec<String>,
    /// Elements whose content is open: `ANY`, `xsd:anyType`, a wildcard.
    pub open: Vec<String>,
    /// Whether there is no error.
    pub ok: bool,
    /// Messages of the reader and of the checks.
    pub findings: Vec<Finding>,
}

/// Looks at a schema; `schema` is `None` when reading it failed, and the counts are zero then.
/// Checks the schema as well, so that the findings are complete.
///
/// ```
/// use lip_gen::{diagnostic::Diagnostics, inspect, schema::Schema, source::Sources};
///
/// let found = inspect::inspect("x.dtd", Some(&Schema::default()), &Sources::new(), &mut Diagnostics::new());
/// assert_eq!(found.elements, 0);
/// assert!(found.json().contains("\"roots\": []"));
/// ```
pub fn inspect(file: &str, schema: Option<&Schema>, sources: &Sources, diagnostics: &mut Diagnostics) -> Inspection {
    if let Some(schema) = schema {
        check::check(schema, sources, diagnostics);
    }
    let empty = Schema::default();
    let known = schema.unwrap_or(&empty);
    let names = |elements: Vec<&crate::schema::Element>| elements.into_iter().map(|e| e.name.to_string()).collect();
    let open = known.elements.iter().filter(|e| match &e.r#type {
        ElementType::Anonymous(r#type) => is_open(&r#type.content),
        ElementType::Named(id) => known.types.get(id.0).is_some_and(|t| is_open(&t.content)),
    });
    Inspection {
        file: file.to_owned(),
        namespace: known.namespace.clone(),
        elements: known.inventory.elements,
        attributes: known.inventory.attributes,
        types: known.inventory.types,
        groups: known.inventory.groups,
        entities: known.inventory.entities,
        roots: names(check::unreferenced(known)),
        recursive: names(recursion::recursive(known)),
        open: names(open.collect()),
        ok: schema.is_some() && !diagnostics.has_errors(),
        findings: diagnostics.iter().map(|d| d.finding(sources)).collect(),
    }
}

fn is_open(content: &Content) -> bool {
    let (Content::Elements(particle) | Content::Mixed(particle)) = content else { return *content == Content::Any };
    let mut pending = vec![particle];
    while let Some(particle) = pending.pop() {
        match &particle.term {
            crate::schema::Term::Any => return true,
            crate::schema::Term::Group(_, members) => pending.extend(members),
            _ => {}
        }
    }
    false
}

impl Inspection {
    /// One JSON object, indented, with a line end.
    pub fn json(&self) -> String {
        // Strings and numbers always serialize.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Text for people. The findings are counted, not shown; they are for stderr.
    pub fn human(&self) -> String {
        let mut out = format!("{}\n", self.file);
        let mut line = |name: &str, value: String| _ = writeln!(out, "  {name:<11} {value}");
        line("namespace", self.namespace.clone().unwrap_or_else(|| "none".to_owned()));
        for (name, count) in [
            ("elements", self.elements),
            ("attributes", self.attributes),
            ("types", self.types),
            ("groups", self.groups),
            ("entities", self.entities),
        ] {
            line(name, count.to_string());
        }
        for (name, list) in [("roots", &self.roots), ("recursive", &self.recursive), ("open", &self.open)] {
            line(
                name,
                if list.is_empty() { "none".to_owned() } else { format!("{}: {}", list.len(), list.join(", ")) },
            );
        }
        let count = |severity| self.findings.iter().filter(|f| f.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let some = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        line("findings", format!("{}, {}", some(errors, "error"), some(warnings, "warning")));
        out
    }
}
