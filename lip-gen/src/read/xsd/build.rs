//! From syntax to meaning: names looked up, groups put in place, types derived.

mod attributes;
mod complex;
mod derivation;
mod facets;
mod identity;
mod particle;
mod restriction;
mod simple;

use std::collections::{HashMap, HashSet};

use super::redefine::Narrowed;
use super::syntax::{Attribute, AttributeGroup, ComplexType, Document, Element, ElementType, Group, Ref, SimpleType};
use super::xml::DEEPEST;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::documentation::join;
use crate::schema::{self, Content, Inventory, Name, Schema, TypeId, XML_NAMESPACE};
use crate::source::Span;

/// The particles and attributes of a schema, those of groups counted at each use. A few hundred bytes of
/// groups in groups could otherwise fill the memory.
const MOST_PARTICLES: usize = 1_000_000;
/// Documentation and values of attributes count as well.
const BYTES_PER_PARTICLE: usize = 64;

/// What an element is called among definitions that are being built.
const ELEMENT: &str = "element";

/// `narrowed` are the redefined groups that must restrict what they replace.
pub(super) fn build(documents: &[Document], narrowed: &[Narrowed], diagnostics: &mut Diagnostics) -> Schema {
    let mut builder = Builder::new(documents, diagnostics);
    builder.declare(documents);
    builder.identities(documents);
    let mut schema = Schema {
        namespace: documents.first().and_then(|d| d.target.clone()),
        documentation: documents.first().and_then(|d| d.documentation.clone()),
        elements: Vec::new(),
        types: Vec::new(),
        inventory: inventory(documents),
    };
    for id in 0..builder.complex_types.len() {
        builder.complete_type(TypeId(id));
    }
    for element in documents.iter().flat_map(|d| &d.elements) {
        schema.elements.push(builder.element(element));
    }
    // Nobody may refer to them, but they must mean something.
    for group in documents.iter().flat_map(|d| &d.groups) {
        builder.group(&Ref { name: group.name.clone(), span: group.span });
    }
    for group in documents.iter().flat_map(|d| &d.attribute_groups) {
        builder.attributes(&group.attributes, None, Vec::new());
    }
    for attribute in documents.iter().flat_map(|d| &d.attributes) {
        builder.attribute(attribute);
    }
    for r#type in documents.iter().flat_map(|d| &d.simple_types) {
        builder.simple_type(r#type);
    }
    for narrowed in narrowed {
        builder.narrowed(narrowed);
    }
    // Nothing but its redefinition refers to a type that was redefined.
    builder.built.truncate(builder.current);
    schema.types = builder.built.into_iter().flatten().collect();
    schema
}

/// The XML namespace's own declarations belong to XML, not to the schema.
fn inventory(documents: &[Document]) -> Inventory {
    let own = || documents.iter().filter(|d| d.target.as_deref() != Some(XML_NAMESPACE));
    Inventory {
        elements: own().map(|d| d.element_count).sum(),
        attributes: own().map(|d| d.attribute_count).sum(),
        types: own().map(|d| d.complex_types.len() + d.simple_types.len()).sum(),
        groups: own().map(|d| d.groups.len() + d.attribute_groups.len()).sum(),
        entities: 0,
    }
}

struct Builder<'d> {
    diagnostics: &'d mut Diagnostics,
    elements: HashMap<&'d Name, &'d Element>,
    attributes: HashMap<&'d Name, &'d Attribute>,
    groups: HashMap<&'d Name, &'d Group>,
    attribute_groups: HashMap<&'d Name, &'d AttributeGroup>,
    simple_types: HashMap<&'d Name, &'d SimpleType>,
    type_ids: HashMap<&'d Name, TypeId>,
    complex_types: Vec<&'d ComplexType>,
    /// How many of them are not redefined; these stand first.
    current: usize,
    /// The named complex types that are complete, by id.
    built: Vec<Option<schema::ComplexType>>,
    /// What is being built: a definition that leads to itself is found here. With the elements on the way that have a type of
    /// their own.
    open: Vec<(&'static str, Name)>,
    depth: usize,
    particles: usize,
    /// Whether the limit is passed.
    exhausted: bool,
    /// Restrictions whose facets were judged, by the first of them.
    judged: HashSet<Span>,
    /// Restrictions that were too large to be proved.
    unproved: usize,
}

impl<'d> Builder<'d> {
    fn new(documents: &'d [Document], diagnostics: &'d mut Diagnostics) -> Self {
        let mut complex_types: Vec<_> = documents.iter().flat_map(|d| &d.complex_types).collect();
        // No document can write a space in a name: what is redefined has one, and stands last.
        let is_old = |t: &&ComplexType| t.name.as_ref().is_some_and(|name| name.local.contains(' '));
        complex_types.sort_by_key(is_old);
        let current = complex_types.iter().filter(|t| !is_old(t)).count();
        Self {
            diagnostics,
            elements: HashMap::new(),
            attributes: HashMap::new(),
            groups: HashMap::new(),
            attribute_groups: HashMap::new(),
            simple_types: HashMap::new(),
            type_ids: HashMap::new(),
            built: vec![None; complex_types.len()],
            complex_types,
            current,
            open: Vec::new(),
            depth: 0,
            particles: 0,
            exhausted: false,
            judged: HashSet::new(),
            unproved: 0,
        }
    }

    /// Fills the symbol spaces (XSD 1.0 part 1, 2.5). Simple and complex types share one.
    fn declare(&mut self, documents: &'d [Document]) {
        for d in documents {
            declare("element", &d.elements, |e| (&e.name, e.span), &mut self.elements, self.diagnostics);
            declare("attribute", &d.attributes, |a| (&a.name, a.span), &mut self.attributes, self.diagnostics);
            declare("group", &d.groups, |g| (&g.name, g.span), &mut self.groups, self.diagnostics);
            let groups = &mut self.attribute_groups;
            declare("attribute group", &d.attribute_groups, |g| (&g.name, g.span), groups, self.diagnostics);
            let types = d.simple_types.iter().filter_map(|t| t.name.as_ref().map(|name| (name, t)));
            for (name, r#type) in types {
                if let Some(first) = self.simple_types.insert(name, r#type) {
                    self.diagnostics.push(twice("type", name, r#type.span, first.span));
                }
            }
        }
        let mut notations = HashMap::new();
        for d in documents {
            declare("notation", &d.notations, |n| (&n.name, n.span), &mut notations, self.diagnostics);
        }
        for (id, r#type) in self.complex_types.iter().enumerate() {
            let Some(name) = &r#type.name else { continue };
            let first =
                self.type_ids.insert(name, TypeId(id)).and_then(|id| self.complex_types.get(id.0)).map(|t| t.span);
            if let Some(first) = first.or(self.simple_types.get(name).map(|t| t.span)) {
                self.diagnostics.push(twice("type", name, r#type.span, first));
            }
        }
    }

    fn error(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn undeclared(&mut self, what: &str, target: &Ref) {
        let message = match &target.name.namespace {
            Some(namespace) => format!("the {what} `{}` is not declared in the namespace `{namespace}`", target.name),
            None => format!("the {what} `{}` is not declared (it has no namespace)", target.name),
        };
        self.error(Diagnostic::error(target.span, message));
    }

    /// Runs `inner` one level deeper, unless that is too deep or leads in a circle.
    fn within<T>(&mut self, kind: &'static str, target: &Ref, inner: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if let Some(at) = self.open.iter().position(|(k, name)| *k == kind && *name == target.name) {
            if self.open.iter().skip(at).any(|(kind, _)| *kind == ELEMENT) {
                let message =
                    format!("a {kind} that refers to itself in an element that it declares is not supported yet");
                let help =
                    "give the type of that element a name, or declare the element in `xsd:schema` and refer to it";
                self.error(Diagnostic::error(target.span, message).help(help));
                return None;
            }
            let message = format!("the {kind} `{}` refers to itself", target.name);
            let note = "a definition cannot contain itself; only elements that are referred to, and named types of elements, may be recursive";
            self.error(Diagnostic::error(target.span, message).note(note));
            return None;
        }
        self.open.push((kind, target.name.clone()));
        let result = self.deeper(target.span, inner);
        self.open.pop();
        result
    }

    fn deeper<T>(&mut self, span: Span, inner: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEEPEST {
            self.error(Diagnostic::error(span, format!("definitions are nested deeper than {DEEPEST} levels")));
            return None;
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        Some(result)
    }

    fn element(&mut self, element: &Element) -> schema::Element {
        let anonymous = |content, any_attribute| schema::ComplexType {
            name: None,
            documentation: None,
            attributes: Vec::new(),
            any_attribute,
            content,
            origin: Some(element.span),
        };
        let any_type = || anonymous(Content::Any, Some(schema::AttributeWildcard::Any(schema::ProcessContents::Lax)));
        let r#type = match &element.r#type {
            ElementType::Unwritten => schema::ElementType::Anonymous(any_type()),
            ElementType::Complex(r#type) => {
                self.open.push((ELEMENT, element.name.clone()));
                let built = self.deeper(r#type.span, |b| b.complex_type(r#type));
                self.open.pop();
                schema::ElementType::Anonymous(built.unwrap_or_else(any_type))
            }
            ElementType::Simple(r#type) => {
                schema::ElementType::Anonymous(anonymous(Content::Simple(self.simple_type(r#type)), None))
            }
            ElementType::Named(target) => match self.type_ids.get(&target.name) {
                Some(id) => schema::ElementType::Named(*id),
                None if simple::is_any_type(&target.name) => schema::ElementType::Anonymous(any_type()),
                None => {
                    let r#type = self.named_simple_type(target);
                    schema::ElementType::Anonymous(anonymous(Content::Simple(r#type), None))
                }
            },
        };
        schema::Element {
            name: element.name.clone(),
            documentation: join(element.documentation.clone()),
            r#type,
            origin: Some(element.span),
        }
    }
}

fn declare<'d, T>(
    what: &str,
    declarations: &'d [T],
    key: impl Fn(&'d T) -> (&'d Name, Span),
    symbols: &mut HashMap<&'d Name, &'d T>,
    diagnostics: &mut Diagnostics,
) {
    for declaration in declarations {
        let (name, span) = key(declaration);
        if let Some(first) = symbols.insert(name, declaration) {
            diagnostics.push(twice(what, name, span, key(first).1));
        }
    }
}

fn twice(what: &str, name: &Name, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(second, format!("the {what} `{name}` is declared twice")).related(first, "first here")
}
