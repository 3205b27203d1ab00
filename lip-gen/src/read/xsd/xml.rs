//! An XML document as a tree that knows its places.
//!
//! `xmlparser` finds the tokens. What it leaves open is checked here: matching tags, one
//! root, namespaces, unique attributes, references, depth.

mod error;

use std::collections::BTreeMap;
use std::rc::Rc;

use xmlparser::{ElementEnd, EntityDefinition, StrSpan, Token, Tokenizer};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::reference::{Entities, Fault, Value};
use crate::schema::{Name, XML_NAMESPACE};
use crate::source::{SourceId, Sources, Span};

/// Elements nested deeper than this are refused. What walks the tree may then recurse.
pub(in crate::read) const DEEPEST: usize = 256;

/// An element.
#[derive(Debug)]
pub(in crate::read) struct Node {
    /// The expanded name.
    pub(in crate::read) name: Name,
    /// The start tag, from `<` to the end of the name.
    pub(in crate::read) span: Span,
    /// In the order of writing, namespace declarations left out.
    pub(in crate::read) attributes: Vec<Attribute>,
    pub(in crate::read) children: Vec<Child>,
    pub(in crate::read) scope: Rc<Scope>,
}

#[derive(Debug)]
pub(in crate::read) struct Attribute {
    pub(in crate::read) name: Name,
    /// References resolved, white space characters made spaces (XML 1.0, 3.3.3).
    pub(in crate::read) value: String,
    /// From the name to the closing quote.
    pub(in crate::read) span: Span,
    /// The value between the quotes.
    pub(in crate::read) value_span: Span,
}

#[derive(Debug)]
pub(in crate::read) enum Child {
    Node(Node),
    /// Text or CDATA, references resolved, line ends normalised.
    Text(String, Span),
}

/// The prefixes that an element binds, and those around it.
#[derive(Debug)]
pub(in crate::read) struct Scope {
    around: Option<Rc<Self>>,
    bindings: Vec<(String, Option<String>)>,
}

impl Scope {
    /// The namespace of a prefix; `""` is the default namespace. The outer `None`: not declared.
    pub(in crate::read) fn namespace(&self, prefix: &str) -> Option<Option<&str>> {
        if prefix == "xml" {
            return Some(Some(XML_NAMESPACE));
        }
        let mut scope = Some(self);
        while let Some(Self { around, bindings }) = scope {
            if let Some((_, namespace)) = bindings.iter().find(|(p, _)| p == prefix) {
                return Some(namespace.as_deref());
            }
            scope = around.as_deref();
        }
        prefix.is_empty().then_some(None)
    }
}

impl Node {
    pub(in crate::read) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.name.namespace.is_none() && a.name.local == name)
    }
}

/// Reads a document; `None` when it is not well-formed.
pub(in crate::read) fn parse(source: SourceId, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Node> {
    let text = Rc::<str>::from(&**sources.text(source));
    match Parser::new(source).run(&text, diagnostics) {
        Ok(root) => Some(root),
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            None
        }
    }
}

fn fault(span: Span, message: impl Into<String>) -> Fault {
    Box::new(Diagnostic::error(span, message))
}

struct Parser<'t> {
    source: SourceId,
    open: Vec<Open<'t>>,
    root: Option<Node>,
    entities: Entities,
}

/// An element whose end tag has not come yet; `tag` until its `>`.
struct Open<'t> {
    qname: &'t str,
    node: Node,
    raw: Vec<Raw<'t>>,
}

/// An attribute as written: namespaces are known only when all of them are.
struct Raw<'t> {
    prefix: &'t str,
    local: &'t str,
    value: String,
    span: Span,
    value_span: Span,
}

impl<'t> Parser<'t> {
    fn new(source: SourceId) -> Self {
        Self { source, open: Vec::new(), root: None, entities: Entities::default() }
    }

    fn span(&self, s: StrSpan<'_>) -> Span {
        Span::new(self.source, s.start(), s.end())
    }

    fn run(mut self, text: &'t str, diagnostics: &mut Diagnostics) -> Result<Node, Fault> {
        for token in Tokenizer::from(text) {
            let token = token.map_err(|e| Box::new(error::explain(&e, text, self.source)))?;
            self.token(token, text, diagnostics)?;
        }
        let end = Span::new(self.source, text.len(), text.len());
        if let Some(open) = self.open.last() {
            let message = format!("the document ends before `</{}>`", open.qname);
            return Err(Box::new(Diagnostic::error(end, message).related(open.node.span, "opened here")));
        }
        self.root.ok_or_else(|| fault(end, "the document has no element"))
    }

    fn token(&mut self, token: Token<'t>, text: &'t str, diagnostics: &mut Diagnostics) -> Result<(), Fault> {
        match token {
            Token::Declaration { .. } | Token::Comment { .. } | Token::DtdEnd { .. } => {}
            Token::ProcessingInstruction { target, span, .. } => {
                if target.as_str().eq_ignore_ascii_case("xml") && span.start() > 0 {
                    return Err(fault(self.span(span), "the XML declaration may stand at the very start only"));
                }
            }
            Token::DtdStart { external_id, span, .. } | Token::EmptyDtd { external_id, span, .. } => {
                if external_id.is_some() {
                    let message = "the external DTD of this schema document is not read";
                    diagnostics.push(Diagnostic::info(self.span(span), message));
                }
            }
            Token::EntityDeclaration { name, definition, span } => {
                self.entity(name.as_str(), definition, span)?;
            }
            Token::ElementStart { prefix, local, span } => {
                if self.open.len() >= DEEPEST {
                    let message = format!("elements are nested deeper than {DEEPEST} levels");
                    return Err(fault(self.span(span), message));
                }
                let around = self.open.last().map(|open| Rc::clone(&open.node.scope));
                self.open.push(Open {
                    qname: text.get(span.start() + 1..span.end()).unwrap_or_default(),
                    node: Node {
                        name: Name::new(Some(prefix.as_str()), local.as_str()),
                        span: self.span(span),
                        attributes: Vec::new(),
                        children: Vec::new(),
                        scope: Rc::new(Scope { around, bindings: Vec::new() }),
                    },
                    raw: Vec::new(),
                });
            }
            Token::Attribute { prefix, local, value, span } => {
                let value_span = self.span(value);
                let raw = Raw {
                    prefix: prefix.as_str(),
                    local: local.as_str(),
                    value: self.entities.resolve(value.as_str(), value_span, Value::Attribute)?,
                    span: self.span(span),
                    value_span,
                };
                if let Some(open) = self.open.last_mut() {
                    open.raw.push(raw);
                }
            }
            Token::ElementEnd { end: ElementEnd::Open, .. } => self.tag_ends()?,
            Token::ElementEnd { end: ElementEnd::Empty, .. } => {
                self.tag_ends()?;
                self.element_ends();
            }
            Token::ElementEnd { end: ElementEnd::Close(..), span } => {
                let written = text.get(span.start() + 2..span.end() - 1).unwrap_or_default().trim_end();
                let open = self.open.last().ok_or_else(|| fault(self.span(span), "nothing is open here"))?;
                if written != open.qname {
                    let message = format!("`</{written}>` stands where `</{}>` is expected", open.qname);
                    return Err(Box::new(
                        Diagnostic::error(self.span(span), message).related(open.node.span, "opened here"),
                    ));
                }
                self.element_ends();
            }
            Token::Text { text } => {
                let span = self.span(text);
                let value = self.entities.resolve(text.as_str(), span, Value::Text)?;
                self.add_text(value, span);
            }
            Token::Cdata { text, span } => {
                let value = text.as_str().replace("\r\n", "\n").replace('\r', "\n");
                self.add_text(value, self.span(span));
            }
        }
        Ok(())
    }

    fn add_text(&mut self, value: String, span: Span) {
        if let Some(open) = self.open.last_mut() {
            open.node.children.push(Child::Text(value, span));
        }
    }

    fn entity(&mut self, name: &str, definition: EntityDefinition<'_>, span: StrSpan<'_>) -> Result<(), Fault> {
        let declared = span.as_str().trim_start_matches("<!ENTITY").trim_start();
        if declared.starts_with('%') {
            return Err(fault(self.span(span), "parameter entities in a schema document are not supported"));
        }
        match definition {
            EntityDefinition::EntityValue(value) => {
                self.entities.declare(name, Some((value.as_str(), self.span(value))))
            }
            EntityDefinition::ExternalId(_) => self.entities.declare(name, None),
        }
    }

    /// The `>` of a start tag: all its namespace declarations are known now.
    fn tag_ends(&mut self) -> Result<(), Fault> {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        let mut bindings = Vec::new();
        for raw in &open.raw {
            let prefix = match (raw.prefix, raw.local) {
                ("", "xmlns") => "",
                ("xmlns", prefix) => prefix,
                _ => continue,
            };
            if prefix == "xmlns" || (prefix == "xml") != (raw.value == XML_NAMESPACE) {
                return Err(fault(
                    raw.span,
                    "the prefixes `xml` and `xmlns` and their namespaces cannot be bound otherwise",
                ));
            }
            if !prefix.is_empty() && raw.value.is_empty() {
                return Err(fault(raw.span, format!("the prefix `{prefix}` is bound to no namespace")));
            }
            if bindings.iter().any(|(p, _)| p == prefix) {
                return Err(fault(raw.span, "this namespace declaration stands twice in one tag"));
            }
            let namespace = Some(raw.value.clone()).filter(|n| !n.is_empty());
            bindings.push((prefix.to_owned(), namespace));
        }
        if bindings.is_empty()
            && let Some(around) = open.node.scope.around.clone()
        {
            open.node.scope = around;
        } else {
            let around = open.node.scope.around.clone();
            open.node.scope = Rc::new(Scope { around, bindings });
        }
        let scope = Rc::clone(&open.node.scope);
        let expand = |prefix: &str, local: &str, span, default: bool| {
            let namespace = if prefix.is_empty() && !default { Some(None) } else { scope.namespace(prefix) };
            let namespace = namespace.ok_or_else(|| fault(span, format!("the prefix `{prefix}` is not declared")))?;
            Ok::<_, Fault>(Name::new(namespace, local))
        };
        let prefix = open.node.name.namespace.take().unwrap_or_default();
        open.node.name = expand(&prefix, &open.node.name.local, open.node.span, true)?;
        let mut seen = BTreeMap::new();
        for raw in std::mem::take(&mut open.raw) {
            if raw.prefix == "xmlns" || (raw.prefix.is_empty() && raw.local == "xmlns") {
                continue;
            }
            let name = expand(raw.prefix, raw.local, raw.span, false)?;
            if let Some(first) = seen.insert(name.clone(), raw.span) {
                let message = format!("the attribute `{name}` stands twice in one tag");
                return Err(Box::new(Diagnostic::error(raw.span, message).related(first, "first here")));
            }
            open.node.attributes.push(Attribute { name, value: raw.value, span: raw.span, value_span: raw.value_span });
        }
        Ok(())
    }

    fn element_ends(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.node.children.push(Child::Node(open.node)),
            None => self.root = Some(open.node),
        }
    }
}
