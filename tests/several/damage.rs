//! Faults that are put into a valid document, each with the finding that it must lead to.

use lip_gen::schema::Builtin;
use lip_tests::Random;

use super::schema::{Is, Schema, Type};
use super::tree::{Attribute, Id, Kind, Spot, Tree};

/// What must be told of a fault.
#[derive(Debug, Clone)]
pub struct Expected {
    pub fault: &'static str,
    pub code: &'static str,
    pub at: (Id, Spot),
    /// The element that the path names, and what stands behind it.
    pub path: Id,
    pub behind: String,
}

/// A document on its way to being damaged.
pub struct Patient<'s> {
    pub tree: Tree,
    pub expected: Vec<Expected>,
    schema: &'s Schema,
    marks: Vec<Marks>,
}

/// What has been done to an element: faults that would speak of each other are kept apart.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    tag: bool,
    content: State,
    /// Nothing is judged in it, or it is judged together with something that is damaged.
    sealed: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Whole,
    /// There is more than there may be, which says nothing of what is beside it.
    Crowded,
    /// Another fault would be told at another place.
    Full,
}

type Damage = fn(&mut Patient<'_>, Id, &mut Random) -> Option<()>;

/// All kinds of faults.
pub const DAMAGES: &[(&str, Damage)] = &[
    ("unknown element", |p, id, r| p.unknown_element(id, r)),
    ("element of another place", |p, id, r| p.misplaced(id, r)),
    ("misspelt element", |p, id, r| p.misspelt(id, r)),
    ("missing element", |p, id, r| p.missing(id, r)),
    ("element twice", |p, id, r| p.twice(id, r)),
    ("order", |p, id, r| p.order(id, r)),
    ("another namespace", |p, id, r| p.namespace(id, r)),
    ("undeclared prefix", |p, id, r| p.prefix(id, r)),
    ("text between elements", |p, id, r| p.text(id, r)),
    ("text in empty", |p, id, _| p.text_in_empty(id)),
    ("element in text", |p, id, r| p.element_in_text(id, r)),
    ("comment", |p, id, r| p.comment(id, r)),
    ("value", |p, id, r| p.value(id, r)),
    ("broken text", |p, id, r| p.broken_text(id, r)),
    ("no end tag", |p, id, r| p.unclosed(id, r)),
    ("misspelt end tag", |p, id, r| p.misspelt_end(id, r)),
    ("unknown attribute", |p, id, r| p.unknown_attribute(id, r)),
    ("misspelt attribute", |p, id, r| p.misspelt_attribute(id, r)),
    ("missing attribute", |p, id, r| p.missing_attribute(id, r)),
    ("attribute twice", |p, id, r| p.attribute_twice(id, r)),
    ("enumeration", |p, id, r| p.enumeration(id, r)),
    ("language", |p, id, r| p.language(id, r)),
    ("no quotes", |p, id, r| p.no_quotes(id, r)),
    ("no space", |p, id, r| p.no_space(id, r)),
    ("reference in a value", |p, id, r| p.value_reference(id, r)),
    ("schemalocation", |p, id, _| p.schema_location(id)),
];

fn one_of<'t, T>(all: &'t [T], random: &mut Random) -> Option<&'t T> {
    all.get(random.below(all.len()))
}

/// The local part of a name.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A name with two letters in the other order.
fn transposed(name: &str, random: &mut Random) -> Option<String> {
    if local(name).len() < 4 || !name.is_ascii() {
        return None;
    }
    let mut letters: Vec<char> = name.chars().collect();
    let at = name.len() - local(name).len() + 1 + random.below(local(name).len() - 2);
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect::<String>()).filter(|other| other != name)
}

impl<'s> Patient<'s> {
    pub fn new(tree: Tree, schema: &'s Schema) -> Self {
        let marks = vec![Marks::default(); tree.nodes.len()];
        let mut patient = Self { tree, expected: Vec::new(), schema, marks };
        for id in patient.tree.below(patient.tree.root) {
            let in_open = patient.tree.nodes[id].parent.is_some_and(|parent| {
                patient.marks[parent].sealed
                    || !matches!(patient.ty(parent).map(|ty| &ty.content), Some(Is::Elements(_)))
            });
            patient.marks[id].sealed = in_open || patient.ty(id).is_none();
            let others = patient.tree.element(id).children.iter();
            let refers = |child: &Id| matches!(&patient.tree.nodes[*child].kind, Kind::Other(t) if t.contains('&'));
            // What an entity holds is not looked at.
            if others.clone().any(refers) && matches!(patient.ty(id).map(|ty| &ty.content), Some(Is::Elements(_))) {
                patient.marks[id].content = State::Full;
            }
        }
        patient
    }

    /// Tries kinds and elements until one can be damaged.
    pub fn damage(&mut self, random: &mut Random) -> Option<&'static str> {
        for _ in 0..64 {
            let (name, damage) = one_of(DAMAGES, random)?;
            let id = *one_of(&self.tree.below(self.tree.root), random)?;
            if self.marks[id].sealed {
                continue;
            }
            let before = self.expected.len();
            if damage(self, id, random).is_some() {
                for expected in &mut self.expected[before..] {
                    expected.fault = name;
                }
                return Some(name);
            }
        }
        None
    }

    fn ty(&self, id: Id) -> Option<&'s Type> {
        self.schema.of(local(&self.tree.element(id).name))
    }

    fn expect(&mut self, code: &'static str, at: (Id, Spot), path: Id, behind: &str) {
        self.expected.push(Expected { fault: "", code, at, path, behind: behind.to_owned() });
    }

    fn add_marks(&mut self) {
        self.marks.resize(self.tree.nodes.len(), Marks { tag: true, content: State::Full, sealed: true });
    }

    fn is_untouched(&self, id: Id) -> bool {
        self.tree.below(id).iter().all(|id| !self.marks[*id].tag && self.marks[*id].content == State::Whole)
    }

    fn seal(&mut self, id: Id) {
        for id in self.tree.below(id) {
            self.marks[id].sealed = true;
        }
    }

    /// An element whose children are elements, in a state up to this.
    fn parent_of_elements(&self, id: Id, state: State) -> Option<&'s super::schema::Model> {
        let is_free = match state {
            State::Whole => self.marks[id].content == State::Whole,
            _ => self.marks[id].content != State::Full,
        };
        match &self.ty(id)?.content {
            Is::Elements(model) if is_free => Some(model),
            _ => None,
        }
    }

    fn locals(&self, id: Id) -> Vec<&str> {
        let children = &self.tree.element(id).children;
        self.tree.elements_in(id).into_iter().map(|at| local(&self.tree.element(children[at]).name)).collect()
    }

    /// A place among the children, of which none is behind text.
    fn gap(&self, id: Id, random: &mut Random) -> usize {
        random.below(self.tree.element(id).children.len() + 1)
    }

    /// The prefix of the namespace of an element, with its colon.
    fn prefix_of(&self, id: Id) -> String {
        let name = &self.tree.element(id).name;
        name[..name.len() - local(name).len()].to_owned()
    }

    fn unknown_element(&mut self, id: Id, random: &mut Random) -> Option<()> {
        self.parent_of_elements(id, State::Crowded)?;
        let prefix = self.prefix_of(id);
        let inner = *one_of(&["/>", ">text</P:unheardof>", "><P:deeper a='1'/></P:unheardof>"], random)?;
        let fragment = format!("<P:unheardof{inner}").replace("P:", &prefix);
        let at = self.gap(id, random);
        let child = self.tree.insert(id, at, &fragment);
        self.add_marks();
        self.marks[id].content = State::Crowded;
        self.expect("LIP0007", (child, Spot::Start), child, "");
        Some(())
    }

    fn misplaced(&mut self, id: Id, random: &mut Random) -> Option<()> {
        const VALID: &[&str] = &[
            "<P:fieldlabel><P:typename><P:tyvalue>x</P:tyvalue></P:typename></P:fieldlabel>",
            "<P:geo><P:lat>1</P:lat><P:lon>2</P:lon></P:geo>",
            "<P:gender gender='M'/>",
            "<P:noofattempts>3</P:noofattempts>",
        ];
        let model = self.parent_of_elements(id, State::Crowded)?;
        let fragment = one_of(VALID, random)?.replace("P:", &self.prefix_of(id));
        if model.has(local(&Tree::of(&fragment).element(0).name)) {
            return None;
        }
        let at = self.gap(id, random);
        let child = self.tree.insert(id, at, &fragment);
        self.add_marks();
        self.marks[id].content = State::Crowded;
        self.expect("LIP0007", (child, Spot::Start), child, "");
        Some(())
    }

    fn misspelt(&mut self, id: Id, random: &mut Random) -> Option<()> {
        self.parent_of_elements(id, State::Crowded)?;
        let places = self.tree.elements_in(id);
        let child = self.tree.element(id).children[*one_of(&places, random)?];
        let name = transposed(&self.tree.element(child).name, random)?;
        if self.marks[child].sealed || self.schema.of(local(&name)).is_some() || self.tree.element(child).end.is_some()
        {
            return None;
        }
        self.tree.element_mut(child).name = name;
        // It has no type by its new name.
        self.seal_if_open(child);
        self.marks[id].content = State::Crowded;
        self.expect("LIP0007", (child, Spot::Start), child, "");
        Some(())
    }

    /// What has lost its name is damaged no more, and neither is what its name spoke for.
    fn seal_if_open(&mut self, id: Id) {
        self.marks[id].sealed = true;
    }

    fn missing(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let model = self.parent_of_elements(id, State::Whole)?;
        let places = self.tree.elements_in(id);
        let number = random.below(places.len());
        let at = *places.get(number)?;
        let mut locals = self.locals(id);
        locals.remove(number);
        let stops = model.stops(&locals)?;
        if stops != number || !self.is_untouched(self.tree.element(id).children[at]) {
            return None;
        }
        let children = &self.tree.element(id).children;
        let next = places.get(number + 1).map(|at| children[*at]);
        // The end of an element in one tag is where its tag is.
        let spot = match next {
            Some(next) => (next, Spot::Start),
            None if children.len() == 1 => (id, Spot::Start),
            None => (id, Spot::End),
        };
        self.tree.element_mut(id).children.remove(at);
        self.marks[id].content = State::Full;
        self.expect("LIP0008", spot, id, "");
        Some(())
    }

    fn twice(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let model = self.parent_of_elements(id, State::Whole)?;
        let places = self.tree.elements_in(id);
        let number = random.below(places.len());
        let at = *places.get(number)?;
        let child = self.tree.element(id).children[at];
        let mut locals = self.locals(id);
        locals.insert(number, locals[number]);
        if model.stops(&locals) != Some(number + 1) || !self.is_untouched(child) || self.marks[child].sealed {
            return None;
        }
        let source = self.tree.clone();
        let copy = self.tree.graft(&source, child, id);
        self.tree.element_mut(id).children.insert(at + 1, copy);
        self.add_marks();
        self.seal(child);
        self.marks[id].content = State::Full;
        self.expect("LIP0007", (copy, Spot::Start), copy, "");
        Some(())
    }

    fn order(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let model = self.parent_of_elements(id, State::Whole)?;
        let places = self.tree.elements_in(id);
        let number = random.below(places.len());
        let (first, second) = (*places.get(number)?, *places.get(number + 1)?);
        let mut locals = self.locals(id);
        locals.swap(number, number + 1);
        let stops = model.stops(&locals)?;
        self.tree.element_mut(id).children.swap(first, second);
        let wrong = self.tree.element(id).children[*places.get(stops)?];
        self.marks[id].content = State::Full;
        self.expect("LIP0014", (wrong, Spot::Start), wrong, "");
        Some(())
    }

    fn namespace(&mut self, id: Id, random: &mut Random) -> Option<()> {
        self.parent_of_elements(id, State::Whole)?;
        let places = self.tree.elements_in(id);
        let child = self.tree.element(id).children[*one_of(&places, random)?];
        let element = self.tree.element(child);
        let declares = element.attributes.iter().any(|a| a.name.starts_with("xmlns"));
        if element.name.contains(':') || declares || !self.is_untouched(child) || element.end.is_some() {
            return None;
        }
        let attribute = Attribute { space: " ".into(), name: "xmlns".into(), value: "'urn:example:other'".into() };
        self.tree.element_mut(child).attributes.push(attribute);
        self.seal(child);
        self.marks[id].content = State::Full;
        self.expect("LIP0007", (child, Spot::Start), child, "");
        Some(())
    }

    fn prefix(&mut self, id: Id, random: &mut Random) -> Option<()> {
        self.parent_of_elements(id, State::Crowded)?;
        let places = self.tree.elements_in(id);
        let child = self.tree.element(id).children[*one_of(&places, random)?];
        if self.marks[child].sealed || self.tree.element(child).name.contains(':') {
            return None;
        }
        let element = self.tree.element_mut(child);
        element.name = format!("nix:{}", element.name);
        self.marks[child].sealed = true;
        self.marks[id].content = State::Crowded;
        self.expect("LIP0003", (child, Spot::Within(1)), child, "");
        Some(())
    }

    fn text(&mut self, id: Id, random: &mut Random) -> Option<()> {
        self.parent_of_elements(id, State::Crowded)?;
        let at = self.gap(id, random);
        let children = &self.tree.element(id).children;
        // One text between two elements.
        let before = children[..at].iter().rev().take_while(|c| !self.tree.is_element(**c));
        let mut around = before.chain(children[at..].iter().take_while(|c| !self.tree.is_element(**c)));
        if around.any(|c| self.marks[*c].tag) {
            return None;
        }
        let text = *one_of(&["text", "\n  Grüße, 𝄞!", "<![CDATA[<b>]]>", "&#228;", "&amp;", "ok<!-- - -->"], random)?;
        let child = self.tree.add(Some(id), Kind::Other(text.to_owned()));
        self.tree.element_mut(id).children.insert(at, child);
        self.add_marks();
        self.marks[id].content = State::Crowded;
        self.expect("LIP0009", (child, Spot::Within(text.len() - text.trim_start().len())), id, "");
        Some(())
    }

    fn text_in_empty(&mut self, id: Id) -> Option<()> {
        if !matches!(self.ty(id)?.content, Is::Empty) || self.marks[id].content != State::Whole {
            return None;
        }
        let child = self.tree.add(Some(id), Kind::Other("text".to_owned()));
        self.tree.element_mut(id).children = vec![child];
        self.add_marks();
        self.marks[id].content = State::Full;
        self.expect("LIP0009", (child, Spot::Start), id, "");
        Some(())
    }

    /// The datatype of an element that holds text and has not been damaged.
    fn leaf(&self, id: Id) -> Option<Builtin> {
        match self.ty(id)?.content {
            Is::Text(builtin) if self.marks[id].content == State::Whole => Some(builtin),
            _ => None,
        }
    }

    /// Gives an element this text.
    fn set_text(&mut self, id: Id, text: &str) -> Id {
        let child = self.tree.add(Some(id), Kind::Other(text.to_owned()));
        self.tree.element_mut(id).children = vec![child];
        self.add_marks();
        self.marks[id].content = State::Full;
        child
    }

    fn element_in_text(&mut self, id: Id, random: &mut Random) -> Option<()> {
        if self.leaf(id)? != Builtin::String {
            return None;
        }
        let prefix = self.prefix_of(id);
        let fragment =
            one_of(&["<P:b>bold</P:b>", "<P:br/>", "<P:comment>c</P:comment>"], random)?.replace("P:", &prefix);
        self.set_text(id, "text ");
        let child = self.tree.insert(id, 1, &fragment);
        self.add_marks();
        self.expect("LIP0007", (child, Spot::Start), child, "");
        Some(())
    }

    fn comment(&mut self, id: Id, random: &mut Random) -> Option<()> {
        self.parent_of_elements(id, State::Crowded)?;
        let text = *one_of(&["<!-- ä -- b -->", "<!-- a --->"], random)?;
        let at = self.gap(id, random);
        let child = self.tree.add(Some(id), Kind::Other(text.to_owned()));
        self.tree.element_mut(id).children.insert(at, child);
        self.add_marks();
        self.marks[id].content = State::Crowded;
        self.expect("LIP0002", (child, Spot::Within(text[4..].find("--").unwrap_or(0) + 4)), id, "");
        Some(())
    }

    fn value(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let all: &[&str] = match self.leaf(id)? {
            Builtin::DateTime => {
                &["2000:11:06", "yesterday", " 2000-13-01T00:00:00", "\n2000-02-30T10:00:00\n", "6.11.2000"]
            }
            Builtin::Time => &["noon", "25:00:00", "9:30"],
            Builtin::Integer => &["two", "1.5", "1 000"],
            Builtin::Id => &["1a", "a b", "a:b", ""],
            _ => return None,
        };
        let text = *one_of(all, random)?;
        let child = self.set_text(id, text);
        self.expect("LIP0012", (child, Spot::Within(text.len() - text.trim_start().len())), id, "");
        Some(())
    }

    fn broken_text(&mut self, id: Id, random: &mut Random) -> Option<()> {
        const PARTS: &[(&str, &str)] = &[
            ("LIP0002", "& co"),
            ("LIP0002", "&#0;"),
            ("LIP0002", "&#xFFFE;"),
            ("LIP0002", "&a b;"),
            ("LIP0004", "&nbsp;"),
            ("LIP0002", "< 5"),
            ("LIP0002", "<1"),
            ("LIP0002", "]]>"),
            ("LIP0002", "\u{1}"),
            ("LIP0002", "\u{FFFF}"),
        ];
        self.leaf(id)?;
        let mut text = String::new();
        let mut faults = Vec::new();
        for _ in 0..=random.below(3) {
            text.push_str(one_of(&["a ", "ä𝄞 ", "\r\n\t", "\r", "&amp; ", "<!-- -->"], random)?);
            let (code, part) = *one_of(PARTS, random)?;
            faults.push((code, text.len()));
            text.push_str(part);
            text.push(' ');
        }
        let child = self.set_text(id, &text);
        for (code, far) in faults {
            self.expect(code, (child, Spot::Within(far)), id, "");
        }
        Some(())
    }

    fn unclosed(&mut self, id: Id, _: &mut Random) -> Option<()> {
        let parent = self.tree.nodes[id].parent?;
        let is_last = self.tree.element(parent).children.last() == Some(&id);
        let is_free = self.marks[parent].content == State::Whole && self.marks[id].content == State::Whole;
        let element = self.tree.element(id);
        if !is_last || !is_free || element.end.is_some() || self.tree.element(parent).end.is_some() {
            return None;
        }
        // Its parent would be taken for it.
        if element.name == self.tree.element(parent).name {
            return None;
        }
        self.tree.element_mut(id).end = Some(String::new());
        self.marks[id].content = State::Full;
        self.marks[parent].content = State::Full;
        self.expect("LIP0002", (parent, Spot::End), id, "");
        Some(())
    }

    fn misspelt_end(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let name = self.tree.element(id).name.clone();
        let other = transposed(&name, random)?;
        let parent = self.tree.nodes[id].parent;
        if self.tree.element(id).end.is_some()
            || parent.is_some_and(|parent| self.tree.element(parent).name == name)
            || parent.is_some_and(|parent| self.marks[parent].content == State::Full)
            || self.marks[id].content == State::Full
        {
            return None;
        }
        self.tree.element_mut(id).end = Some(format!("</{other}>"));
        self.marks[id].content = State::Full;
        if let Some(parent) = parent {
            self.marks[parent].content = State::Crowded;
        }
        self.expect("LIP0002", (id, Spot::End), id, "");
        Some(())
    }

    /// An attribute of the schema that is written, of an element whose tag has not been damaged.
    fn attribute(&self, id: Id, random: &mut Random) -> Option<(usize, &'s super::schema::Attribute)> {
        let ty = self.ty(id).filter(|_| !self.marks[id].tag)?;
        let attributes = self.tree.element(id).attributes.iter().enumerate();
        let known: Vec<_> = attributes
            .filter_map(|(i, a)| Some((i, ty.attributes.iter().find(|known| known.name == a.name)?)))
            .collect();
        one_of(&known, random).copied()
    }

    fn push_attribute(&mut self, id: Id, name: &str, value: &str) -> Option<usize> {
        if self.marks[id].tag || self.tree.element(id).attributes.iter().any(|a| a.name == name) {
            return None;
        }
        self.marks[id].tag = true;
        let attribute = Attribute { space: " ".into(), name: name.into(), value: format!("\"{value}\"") };
        let attributes = &mut self.tree.element_mut(id).attributes;
        attributes.push(attribute);
        Some(attributes.len() - 1)
    }

    fn unknown_attribute(&mut self, id: Id, random: &mut Random) -> Option<()> {
        // Where anything may stand, any attribute may.
        if matches!(self.ty(id)?.content, Is::Any) {
            return None;
        }
        let name = *one_of(&["colour", "größe", "ID", "xml:nix"], random)?;
        let i = self.push_attribute(id, name, "1")?;
        self.expect("LIP0010", (id, Spot::Attribute(i)), id, &format!("/@{name}"));
        Some(())
    }

    fn misspelt_attribute(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let (i, known) = self.attribute(id, random)?;
        let name = transposed(&known.name, random)?;
        if matches!(self.ty(id)?.content, Is::Any) {
            return None;
        }
        self.tree.element_mut(id).attributes[i].name = name.clone();
        self.marks[id].tag = true;
        self.expect("LIP0010", (id, Spot::Attribute(i)), id, &format!("/@{name}"));
        Some(())
    }

    fn missing_attribute(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let (i, _) = self.attribute(id, random).filter(|(_, known)| known.required)?;
        self.tree.element_mut(id).attributes.remove(i);
        self.marks[id].tag = true;
        self.expect("LIP0011", (id, Spot::Start), id, "");
        Some(())
    }

    fn attribute_twice(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let (i, known) = self.attribute(id, random)?;
        let again = self.tree.element(id).attributes[i].clone();
        self.marks[id].tag = true;
        let attributes = &mut self.tree.element_mut(id).attributes;
        attributes.push(again);
        let last = attributes.len() - 1;
        self.expect("LIP0002", (id, Spot::Attribute(last)), id, &format!("/@{}", known.name));
        Some(())
    }

    fn enumeration(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let (i, known) = self.attribute(id, random).filter(|(_, known)| known.enumerated)?;
        let value = *one_of(&["'nothing'", "\"\"", "'m'"], random)?;
        self.tree.element_mut(id).attributes[i].value = value.to_owned();
        self.marks[id].tag = true;
        self.expect("LIP0012", (id, Spot::Value(i, 1)), id, &format!("/@{}", known.name));
        Some(())
    }

    fn language(&mut self, id: Id, random: &mut Random) -> Option<()> {
        self.ty(id)?.attributes.iter().find(|a| a.name == "xml:lang")?;
        let value = *one_of(&["de_CH", "in English", "123", "englishlanguage", "de-"], random)?;
        let i = self.push_attribute(id, "xml:lang", value)?;
        self.expect("LIP0012", (id, Spot::Value(i, 1)), id, "/@xml:lang");
        Some(())
    }

    fn no_quotes(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let (i, known) = self.attribute(id, random)?;
        let value = &mut self.tree.element_mut(id).attributes[i].value;
        let plain = value.trim_matches(['"', '\'']).to_owned();
        if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        *value = plain;
        self.marks[id].tag = true;
        self.expect("LIP0002", (id, Spot::Value(i, 0)), id, &format!("/@{}", known.name));
        Some(())
    }

    fn no_space(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let (i, _) = self.attribute(id, random).filter(|(i, _)| *i > 0)?;
        self.tree.element_mut(id).attributes[i].space.clear();
        self.marks[id].tag = true;
        self.expect("LIP0002", (id, Spot::Attribute(i)), id, "");
        Some(())
    }

    fn value_reference(&mut self, id: Id, random: &mut Random) -> Option<()> {
        let (i, known) = self.attribute(id, random)?;
        let (code, value) = *one_of(
            &[("LIP0004", "\"&nbsp;\""), ("LIP0002", "'&'"), ("LIP0002", "\"< 1\""), ("LIP0002", "\"&#1;\"")],
            random,
        )?;
        self.tree.element_mut(id).attributes[i].value = value.to_owned();
        self.marks[id].tag = true;
        let behind = format!("/@{}", known.name);
        self.expect(code, (id, Spot::Value(i, 1)), id, &behind);
        Some(())
    }

    fn schema_location(&mut self, id: Id) -> Option<()> {
        let attributes = &self.tree.element(id).attributes;
        if attributes.iter().any(|a| a.name.starts_with("xsi") || a.name == "xmlns:xsi") {
            return None;
        }
        let i = self.push_attribute(id, "xsi:schemalocation", "urn:a a.xsd")?;
        let xsi = Attribute {
            space: "\n".into(),
            name: "xmlns:xsi".into(),
            value: "'http://www.w3.org/2001/XMLSchema-instance'".into(),
        };
        self.tree.element_mut(id).attributes.push(xsi);
        self.expect("LIP0010", (id, Spot::Attribute(i)), id, "/@xsi:schemalocation");
        Some(())
    }
}
