//! Who is called what: names that a user wants, names that are taken, and the search
//! for a free one.
//!
//! Names come from owner and role. When two would be equal, the one that is declared
//! first keeps the plain name and the other one gets a suffix that says what it is.

use std::collections::{BTreeMap, BTreeSet};

use super::words;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Name, Schema, TypeId};
use crate::source::Span;

/// Names that the user wants instead of the default ones (`lip-gen.toml`, [`crate::Config`]).
///
/// An entry that matches nothing is an error.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// `[words]`: wire name of an element → name of its Rust type. An element of another
    /// namespace than the schema's is written `{namespace}name`, here and wherever an owner is named.
    pub words: BTreeMap<String, Wanted>,
    /// `[types]`: default name of a choice, group, enumeration or complex type → its name.
    pub types: BTreeMap<String, Wanted>,
    /// `[fields]`: `owner.default` → name of the field or variant. The owner is the wire name of an
    /// element, or the default name of another generated type.
    pub fields: BTreeMap<String, Wanted>,
    /// `[accessors]`: `owner.child` → name of the iterator over these children.
    pub accessors: BTreeMap<String, Wanted>,
}

/// A name that the user wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The name.
    pub name: String,
    /// Where it is asked for, if a file asks.
    pub at: Option<Span>,
}

/// The tables of [`Names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    Words,
    Types,
    Fields,
    Accessors,
}

impl Table {
    const ALL: [Self; 4] = [Self::Words, Self::Types, Self::Fields, Self::Accessors];

    fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Types => "types",
            Self::Fields => "fields",
            Self::Accessors => "accessors",
        }
    }

    /// The method of the builder that asks for it.
    fn method(self) -> &'static str {
        match self {
            Self::Words => "rename",
            Self::Types => "rename_type",
            Self::Fields => "rename_field",
            Self::Accessors => "rename_accessor",
        }
    }

    pub(crate) fn of_mut(self, names: &mut Names) -> &mut BTreeMap<String, Wanted> {
        match self {
            Self::Words => &mut names.words,
            Self::Types => &mut names.types,
            Self::Fields => &mut names.fields,
            Self::Accessors => &mut names.accessors,
        }
    }

    fn of(self, names: &Names) -> &BTreeMap<String, Wanted> {
        match self {
            Self::Words => &names.words,
            Self::Types => &names.types,
            Self::Fields => &names.fields,
            Self::Accessors => &names.accessors,
        }
    }
}

/// The names of one module.
#[derive(Debug)]
pub(super) struct Registry<'a> {
    names: &'a Names,
    used: BTreeSet<(Table, String)>,
    /// Keys that were asked for, to say what an unused entry could have meant.
    asked: BTreeSet<(Table, String)>,
    /// Default names of types, which are the keys of `[types]`.
    defaults: BTreeSet<String>,
    /// Names of types.
    taken: BTreeSet<String>,
    /// Rust names of the types that are no elements, by key.
    derived: BTreeMap<String, String>,
    elements: BTreeMap<Name, String>,
    types: BTreeMap<TypeId, (String, String)>,
}

impl<'a> Registry<'a> {
    /// Names the global elements, in the order of declaration, and then the complex types.
    pub(super) fn new(schema: &Schema, names: &'a Names, diagnostics: &mut Diagnostics) -> Self {
        let mut this = Self {
            names,
            used: BTreeSet::new(),
            asked: BTreeSet::new(),
            defaults: BTreeSet::new(),
            taken: BTreeSet::new(),
            derived: BTreeMap::new(),
            elements: BTreeMap::new(),
            types: BTreeMap::new(),
        };
        // Wanted names first: they are not to be taken by a default one.
        for wanted in [true, false] {
            for element in &schema.elements {
                let key = element_key(schema, &element.name);
                if this.names.words.contains_key(&key) != wanted || this.elements.contains_key(&element.name) {
                    continue;
                }
                let name = match this.wanted(Table::Words, &key, diagnostics) {
                    Some(wanted) => {
                        if this.taken.contains(&wanted.name) {
                            diagnostics.push(taken(&wanted, &format!("the element `{key}`")));
                        }
                        wanted.name
                    }
                    None => this.free_element(&element.name, &key, element.origin, diagnostics),
                };
                this.taken.insert(name.clone());
                this.defaults.insert(name.clone());
                this.elements.insert(element.name.clone(), name);
            }
        }
        for (index, r#type) in schema.types.iter().enumerate() {
            if let Some(name) = &r#type.name {
                let default = words::type_name(&name.local);
                let names = this.derived(&default, "Type", r#type.origin, diagnostics);
                this.types.insert(TypeId(index), names);
            }
        }
        this
    }

    /// The Rust type of a global element.
    pub(super) fn element(&self, name: &Name) -> Option<&str> {
        self.elements.get(name).map(String::as_str)
    }

    /// The default name and the name of a named complex type.
    pub(super) fn complex_type(&self, id: TypeId) -> Option<&(String, String)> {
        self.types.get(&id)
    }

    fn free_element(&self, name: &Name, key: &str, origin: Option<Span>, diagnostics: &mut Diagnostics) -> String {
        let plain = words::type_name(&name.local);
        let twin = self.elements.keys().any(|other| other.local == name.local);
        let apart = match name.namespace.as_deref().filter(|_| twin) {
            Some(uri) => words::type_name(&words::namespace_word(uri)) + &plain,
            None => words::distinct_name(&name.local),
        };
        let candidates = [plain.clone(), apart, format!("{plain}Element")];
        candidates.into_iter().find(|name| !self.taken.contains(name)).unwrap_or_else(|| {
            let message = format!("no free Rust name for the element `{key}`: `{plain}` is taken");
            diagnostics.push(Diagnostic::error(origin, message).help(format!("add `\"{key}\" = \"…\"` to `[words]`")));
            plain
        })
    }

    /// The default name and the final name of a type that is no element's.
    pub(super) fn derived(
        &mut self,
        default: &str,
        suffix: &str,
        origin: Option<Span>,
        diagnostics: &mut Diagnostics,
    ) -> (String, String) {
        let mut key = default.to_owned();
        while self.defaults.contains(&key) {
            key.push_str(suffix);
        }
        self.defaults.insert(key.clone());
        let name = match self.wanted(Table::Types, &key, diagnostics) {
            Some(wanted) => {
                if self.taken.contains(&wanted.name) {
                    diagnostics.push(taken(&wanted, &format!("`{key}`")).related(origin, "declared here"));
                }
                wanted.name
            }
            None => {
                let mut name = key.clone();
                while self.taken.contains(&name) {
                    name.push_str(suffix);
                }
                name
            }
        };
        self.taken.insert(name.clone());
        self.derived.insert(key.clone(), name.clone());
        (key, name)
    }

    /// The Rust names of all types: of elements by their names, of others by their default names.
    pub(super) fn by_key(&self, schema: &Schema) -> BTreeMap<String, String> {
        let mut names = self.derived.clone();
        // `element_key` of an element wins, as it does for the members of an owner.
        names.extend(self.elements.iter().map(|(name, rust)| (element_key(schema, name), rust.clone())));
        names
    }

    /// The name that the user wants for a field or variant.
    pub(super) fn member(&mut self, owner: &str, default: &str, diagnostics: &mut Diagnostics) -> Option<Wanted> {
        self.wanted(Table::Fields, &format!("{owner}.{default}"), diagnostics)
    }

    /// The name that the user wants for an iterator.
    pub(super) fn accessor(&mut self, owner: &str, child: &str, diagnostics: &mut Diagnostics) -> Option<Wanted> {
        self.wanted(Table::Accessors, &format!("{owner}.{child}"), diagnostics)
    }

    fn wanted(&mut self, table: Table, key: &str, diagnostics: &mut Diagnostics) -> Option<Wanted> {
        self.asked.insert((table, key.to_owned()));
        let wanted = table.of(self.names).get(key)?;
        self.used.insert((table, key.to_owned()));
        if words::is_identifier(&wanted.name) {
            return Some(wanted.clone());
        }
        let message = format!("`{}`, wanted for `{key}`, is not a Rust identifier", wanted.name);
        diagnostics.push(Diagnostic::error(wanted.at, message));
        None
    }

    /// Complaints of entries that matched nothing.
    pub(super) fn unused(&self) -> Vec<Diagnostic> {
        let entries =
            Table::ALL.into_iter().flat_map(|table| table.of(self.names).iter().map(move |entry| (table, entry)));
        let unused = entries.filter(|(table, (key, _))| !self.used.contains(&(*table, (*key).clone())));
        let complaint = |(table, (key, wanted)): (Table, (&String, &Wanted))| {
            let of = Wanted { name: key.clone(), at: wanted.at };
            let diagnostic = Diagnostic::error(wanted.at, matches_nothing(table.name(), table.method(), &of));
            match self.nearest(table, key) {
                Some(near) => diagnostic.help(format!("there is `{near}`")),
                None => diagnostic,
            }
        };
        unused.map(complaint).collect()
    }

    /// What was asked for and looks like `key`.
    fn nearest(&self, table: Table, key: &str) -> Option<&str> {
        nearest(key, self.asked.iter().filter(|(t, _)| *t == table).map(|(_, k)| k.as_str()))
    }
}

/// How an element is called in keys: by its local name, when it is the schema's own.
pub(super) fn element_key(schema: &Schema, name: &Name) -> String {
    match &name.namespace {
        Some(uri) if name.namespace != schema.namespace => format!("{{{uri}}}{}", name.local),
        _ => name.local.clone(),
    }
}

/// What is wanted and matches nothing, in the words of who asks: a table of a `lip-gen.toml`, or a method of the builder.
pub(super) fn matches_nothing(table: &str, method: &str, wanted: &Wanted) -> String {
    match wanted.at {
        Some(_) => format!("`{}` in `[{table}]` matches nothing", wanted.name),
        None => format!("`{}` in `{method}` matches nothing", wanted.name),
    }
}

/// The candidate that looks most like `key`, if one looks like it at all.
pub(super) fn nearest<'c>(key: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let ratio = |other: &str| similar::TextDiff::from_chars(key, other).ratio();
    let best = candidates.map(|other| (ratio(other), other)).max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (best.0 > 0.6).then_some(best.1)
}

fn taken(wanted: &Wanted, what: &str) -> Diagnostic {
    Diagnostic::error(wanted.at, format!("the name `{}`, wanted for {what}, is taken", wanted.name))
}

/// Names that are taken within one struct or enum, or among its methods.
#[derive(Debug, Default)]
pub(super) struct Scope(BTreeSet<String>);

impl Scope {
    /// Takes the first candidate that is free.
    pub(super) fn take(&mut self, candidates: impl IntoIterator<Item = String>) -> Option<String> {
        let name = candidates.into_iter().find(|name| !self.0.contains(name))?;
        self.0.insert(name.clone());
        Some(name)
    }
}
