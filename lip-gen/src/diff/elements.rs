//! Elements and named types: which are there, and what became of each.

use std::collections::{BTreeMap, BTreeSet};

use super::declared::{by_key, key, type_of, types};
use super::rename::Renames;
use super::report::{Aspect, Builder, Change, Kind, Subject, SubjectKind};
use super::{attribute, model};
use crate::schema::{ComplexType, Content, Element, ElementType, Name, Particle, Schema, Term, content_model};

/// Compares all that both schemas declare.
pub(super) fn compare(old: &Schema, new: &Schema, renames: &Renames, report: &mut Builder) {
    if let (Some(before), Some(after)) = (&old.namespace, &new.namespace)
        && before != after
    {
        let change = Change::new(Kind::Changed, Aspect::Namespace).values(before.clone(), after.clone());
        report.change(&Subject::schema(), change);
    }
    let mut walk = Walk { old, new, open: Vec::new() };
    let (before, after) = (by_key(old), by_key(new));
    for (name, element) in &before {
        let now = renames.get(name).unwrap_or(name);
        let subject = Subject::element(now);
        match after.get(now) {
            Some(other) => {
                if now != name {
                    let change = Change::new(Kind::Renamed, Aspect::Declaration);
                    report.change(&subject, change.values(name.clone(), now.to_owned()).guessed());
                }
                walk.element(element, other, subject, None);
            }
            None => {
                let model = content_model(&type_of(old, element).content);
                report.change(&subject, Change::new(Kind::Removed, Aspect::Declaration).values(model, None));
            }
        }
    }
    for (name, element) in after.iter().filter(|(name, _)| !before.contains_key(*name) && !renames.is_new(name)) {
        let model = content_model(&type_of(new, element).content);
        report.change(&Subject::element(name), Change::new(Kind::Added, Aspect::Declaration).values(None, model));
    }
    let (before, after) = (types(old), types(new));
    for (name, r#type) in before {
        if let Some(other) = after.get(&name) {
            walk.open.push(Pair { old: r#type, new: other, subject: Subject::r#type(&name), root: None });
        }
    }
    walk.finish(renames, report);
}

/// What is still to be compared. Named types may hold each other: no recursion, and below one global
/// element each pair once.
struct Walk<'s> {
    old: &'s Schema,
    new: &'s Schema,
    open: Vec<Pair<'s>>,
}

struct Pair<'s> {
    old: &'s ComplexType,
    new: &'s ComplexType,
    subject: Subject,
    /// The global element or named type below which it stands, if it is not that itself.
    root: Option<Subject>,
}

impl<'s> Walk<'s> {
    fn element(&mut self, old: &'s Element, new: &'s Element, subject: Subject, root: Option<Subject>) {
        let (before, after) = (type_of(self.old, old), type_of(self.new, new));
        // Types of one name are compared as such.
        if let (ElementType::Named(_), ElementType::Named(_), Some(a), Some(b)) =
            (&old.r#type, &new.r#type, &before.name, &after.name)
            && key(self.old, a) == key(self.new, b)
        {
            return;
        }
        self.open.push(Pair { old: before, new: after, subject, root });
    }

    fn finish(mut self, renames: &Renames, report: &mut Builder) {
        let mut seen = BTreeSet::new();
        let globals = (globals(self.old), globals(self.new));
        while let Some(Pair { old, new, subject, root }) = self.open.pop() {
            let root = root.unwrap_or_else(|| subject.clone());
            if !seen.insert((root.clone(), std::ptr::from_ref(old), std::ptr::from_ref(new))) {
                continue;
            }
            let element = (subject.kind == SubjectKind::Element).then(|| last(&subject.name));
            if let Some(change) = model::change(&old.content, &new.content, element, renames) {
                report.change(&subject, change);
            }
            attribute::compare(old, new, &subject, report);
            let after = children(self.new, &globals.1, &new.content);
            for (name, (is_local, child)) in children(self.old, &globals.0, &old.content) {
                // Global elements are compared as such.
                if let Some((is_local_now, now)) = after.get(&name)
                    && (is_local || *is_local_now)
                {
                    let inner = Subject::element(&format!("{}/{name}", subject.name));
                    self.element(child, now, inner, Some(root.clone()));
                }
            }
        }
    }
}

/// The part behind the last owner; a namespace in `{}` may hold slashes, too.
fn last(name: &str) -> &str {
    let name = name.rsplit('}').next().unwrap_or(name);
    name.rsplit('/').next().unwrap_or(name)
}

type Globals<'s> = BTreeMap<&'s Name, &'s Element>;

fn globals(schema: &Schema) -> Globals<'_> {
    schema.elements.iter().map(|element| (&element.name, element)).collect()
}

/// The elements in a content model, and whether each is declared in place.
fn children<'s>(schema: &Schema, globals: &Globals<'s>, content: &'s Content) -> BTreeMap<String, (bool, &'s Element)> {
    let mut children = BTreeMap::new();
    let mut open: Vec<&Particle> = match content {
        Content::Elements(particle) | Content::Mixed(particle) => vec![particle],
        _ => return children,
    };
    while let Some(particle) = open.pop() {
        match &particle.term {
            Term::Local(element) => _ = children.insert(key(schema, &element.name), (true, &**element)),
            Term::Element(name) => {
                if let Some(element) = globals.get(name) {
                    children.entry(key(schema, name)).or_insert((false, *element));
                }
            }
            Term::Any => {}
            Term::Group(_, members) => open.extend(members),
        }
    }
    children
}
