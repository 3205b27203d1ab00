//! A document as a tree that can be written with faults in it, and where each part of it then stands.

use xmlparser::{ElementEnd, Token};

/// A part of a document, by its number in [`Tree::nodes`].
pub type Id = usize;

#[derive(Debug, Clone)]
pub struct Tree {
    /// What stands before the document element.
    pub prolog: String,
    pub nodes: Vec<Node>,
    pub root: Id,
}

#[derive(Debug, Clone)]
pub struct Node {
    pub parent: Option<Id>,
    pub kind: Kind,
}

#[derive(Debug, Clone)]
pub enum Kind {
    Element(Element),
    /// Text, a CDATA section, a comment or an instruction, as written.
    Other(String),
}

#[derive(Debug, Clone, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Id>,
    /// The end tag, when it is not that of the name.
    pub end: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Attribute {
    /// White space before it.
    pub space: String,
    pub name: String,
    /// With its quotes.
    pub value: String,
}

/// Where a part of an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Its start tag, or its text.
    Start,
    /// So far behind the start of a text.
    Within(usize),
    Attribute(usize),
    /// So far behind the opening quote.
    Value(usize, usize),
    End,
}

/// A tree as text, with the offsets of all its parts.
#[derive(Debug)]
pub struct Written {
    pub text: String,
    places: Vec<Place>,
}

#[derive(Debug, Clone, Default)]
struct Place {
    start: usize,
    attributes: Vec<(usize, usize)>,
    end: usize,
}

impl Tree {
    /// The tree of a text that is well-formed, with what stands behind its document element left out.
    pub fn of(text: &str) -> Self {
        let mut tree = Self { prolog: String::new(), nodes: Vec::new(), root: 0 };
        let mut open: Vec<Id> = Vec::new();
        for token in xmlparser::Tokenizer::from(text) {
            match token.expect("it is well-formed") {
                Token::ElementStart { span, .. } => {
                    if open.is_empty() {
                        tree.prolog = text[..span.start()].to_owned();
                    }
                    let name = span[1..].to_owned();
                    let id = tree.add(open.last().copied(), Kind::Element(Element { name, ..Element::default() }));
                    if let Some(parent) = open.last() {
                        tree.element_mut(*parent).children.push(id);
                    }
                    open.push(id);
                }
                Token::Attribute { span, .. } => {
                    let (name, value) = span.split_once('=').expect("an attribute has a value");
                    let value = value.trim_start().to_owned();
                    let attribute = Attribute { space: " ".into(), name: name.trim_end().to_owned(), value };
                    tree.element_mut(*open.last().expect("inside a tag")).attributes.push(attribute);
                }
                Token::ElementEnd { end: ElementEnd::Open, .. } => {}
                Token::ElementEnd { .. } => {
                    open.pop();
                    if open.is_empty() {
                        return tree;
                    }
                }
                Token::Text { text: span }
                | Token::Cdata { span, .. }
                | Token::Comment { span, .. }
                | Token::ProcessingInstruction { span, .. } => {
                    if let Some(parent) = open.last().copied() {
                        let id = tree.add(Some(parent), Kind::Other(span.to_string()));
                        tree.element_mut(parent).children.push(id);
                    }
                }
                _ => {}
            }
        }
        panic!("no document element: {text}")
    }

    pub fn add(&mut self, parent: Option<Id>, kind: Kind) -> Id {
        self.nodes.push(Node { parent, kind });
        self.nodes.len() - 1
    }

    /// Parses a fragment and puts it among the children of an element; answers its number.
    pub fn insert(&mut self, parent: Id, at: usize, fragment: &str) -> Id {
        let other = Self::of(fragment);
        let id = self.graft(&other, other.root, parent);
        self.element_mut(parent).children.insert(at, id);
        id
    }

    /// A copy of a part of a tree, whose parent it becomes.
    pub fn graft(&mut self, other: &Self, id: Id, parent: Id) -> Id {
        let copy = self.add(Some(parent), other.nodes[id].kind.clone());
        if let Kind::Element(element) = &other.nodes[id].kind {
            let children = element.children.iter().map(|child| self.graft(other, *child, copy)).collect();
            self.element_mut(copy).children = children;
        }
        copy
    }

    pub fn element(&self, id: Id) -> &Element {
        match &self.nodes[id].kind {
            Kind::Element(element) => element,
            Kind::Other(text) => panic!("{text} is no element"),
        }
    }

    pub fn element_mut(&mut self, id: Id) -> &mut Element {
        match &mut self.nodes[id].kind {
            Kind::Element(element) => element,
            Kind::Other(text) => panic!("{text} is no element"),
        }
    }

    pub fn is_element(&self, id: Id) -> bool {
        matches!(self.nodes[id].kind, Kind::Element(_))
    }

    /// The places among its children of those that are elements.
    pub fn elements_in(&self, id: Id) -> Vec<usize> {
        let children = &self.element(id).children;
        (0..children.len()).filter(|at| self.is_element(children[*at])).collect()
    }

    /// The elements below one, itself first.
    pub fn below(&self, id: Id) -> Vec<Id> {
        let mut all = vec![id];
        let mut next = 0;
        while let Some(id) = all.get(next) {
            next += 1;
            all.extend(self.element(*id).children.iter().copied().filter(|child| self.is_element(*child)));
        }
        all
    }

    /// The XPath of an element: with positions where siblings have its name.
    pub fn path(&self, id: Id) -> String {
        let Some(parent) = self.nodes[id].parent else { return format!("/{}", self.element(id).name) };
        let name = &self.element(id).name;
        let children = self.element(parent).children.iter().copied();
        let same: Vec<Id> =
            children.filter(|child| self.is_element(*child) && self.element(*child).name == *name).collect();
        let position = same.iter().position(|child| *child == id).expect("among its siblings") + 1;
        let position = if same.len() > 1 { format!("[{position}]") } else { String::new() };
        format!("{}/{name}{position}", self.path(parent))
    }

    /// The text, and where everything stands in it.
    pub fn write(&self) -> Written {
        let places = vec![Place::default(); self.nodes.len()];
        let mut written = Written { text: self.prolog.clone(), places };
        self.show(self.root, &mut written);
        written
    }

    fn show(&self, id: Id, written: &mut Written) {
        written.places[id].start = written.text.len();
        let element = match &self.nodes[id].kind {
            Kind::Other(text) => return written.text.push_str(text),
            Kind::Element(element) => element,
        };
        written.text.push('<');
        written.text.push_str(&element.name);
        for Attribute { space, name, value } in &element.attributes {
            written.text.push_str(space);
            let at = written.text.len();
            written.text.push_str(name);
            written.text.push('=');
            written.places[id].attributes.push((at, written.text.len()));
            written.text.push_str(value);
        }
        if element.children.is_empty() && element.end.is_none() {
            return written.text.push_str("/>");
        }
        written.text.push('>');
        element.children.iter().for_each(|child| self.show(*child, written));
        written.places[id].end = written.text.len();
        match &element.end {
            Some(end) => written.text.push_str(end),
            None => written.text.push_str(&format!("</{}>", element.name)),
        }
    }
}

impl Written {
    pub fn offset(&self, id: Id, spot: Spot) -> usize {
        let place = &self.places[id];
        match spot {
            Spot::Start => place.start,
            Spot::Within(far) => place.start + far,
            Spot::Attribute(i) => place.attributes[i].0,
            Spot::Value(i, far) => place.attributes[i].1 + far,
            Spot::End => place.end,
        }
    }

    /// Line and column from 1, counted in characters; a line ends with LF, CR LF or CR.
    pub fn place(&self, offset: usize) -> (usize, usize) {
        let before = self.text[..offset].replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = before.split('\n').collect();
        (lines.len(), lines.last().map_or(0, |last| last.chars().count()) + 1)
    }
}
