//! Schema to Rust shapes: every cardinality becomes a type, every name is chosen.
//!
//! What is made for one element depends on its own declaration, on names, and on
//! whether it holds itself; so an edit of one declaration changes one type. The exceptions:
//! the documentation says where an element stands, a variant holds an element
//! with element content in a box, and attributes that repeat a list of values share its type.
//!
//! | schema | Rust |
//! |---|---|
//! | `a`, `a?`, `a*`, `a+`, `a{m,n}` | `A`, `Option<A>`, `Vec<A>`, `OneOrMore<A>`, `Bounded<A, m, n>` |
//! | `(a \| b)` | field `choice`, enum `OwnerChoice` |
//! | `(a \| b)*` | field `items`, enum `OwnerItem`, an iterator per variant |
//! | `(a, b)*`, `(a, b)?` | fields `groups`, `group`, struct `OwnerGroup` |
//! | several of one kind in an owner | named after their elements: `a_or_b`, `a_items`, `a_and_b`, `a_groups` |
//! | `(#PCDATA \| a)*` | field `content`, enum `OwnerItem` with a variant for text |
//! | `ANY` | field `content`: `AnyContent` |
//! | an element again in one model | `a_after_b` |
//! | `a (b \| c)` of several owners | one enum, `AValue` |
//! | keyword | `type_` |

mod attribute;
mod choice;
mod content;
mod docs;
mod element;
mod foreign;
mod names;
mod normal;
mod particle;
mod recursion;
mod repeated;
mod role;
mod scalar;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use foreign::{Extra, What};
pub(crate) use names::Table;
pub use names::{Names, Wanted};
pub(crate) use words::{field_name, is_identifier};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Name, Occurs, Origin, Schema, TypeId};
use crate::shape::{Derive, Item, Module, Namespace, Serde, Space, Struct, StructKind, Wire};
use names::Registry;
use recursion::{Node, Recursion};
use repeated::Repeated;
use scalar::Scalar;

/// What is not in the schema.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Names that the user wants.
    pub names: Names,
    /// Path of the runtime crate; empty for `::lip_types`.
    pub runtime: String,
    /// The system identifier of the DTD, where there is one.
    pub dtd: Option<String>,
    /// Whether there is no XSD beside the DTD: where it fixes a namespace, names have it.
    pub dtd_alone: bool,
    /// Local names of the elements with which a document begins.
    pub roots: Vec<Wanted>,
    /// Local names of elements that optional members hold in a box.
    pub boxed: Vec<Wanted>,
    /// Derives of other crates.
    pub derives: Vec<Derive>,
    /// What is wanted of single types.
    pub extras: Vec<Extra>,
    /// Whether the items have a JSON form.
    pub serde: Option<Serde>,
    /// Schema files, for the header.
    pub sources: Vec<String>,
    /// The command that writes the file again, for the header.
    pub command: Option<String>,
}

/// Lowers a schema that passed [`crate::check`].
///
/// What has no Rust type is an error at its place; the module is then not complete.
pub fn lower(schema: &Schema, options: &Options, diagnostics: &mut Diagnostics) -> Module {
    let (module, unused) = lower_apart(schema, options, diagnostics);
    unused.into_iter().for_each(|unused| diagnostics.push(unused));
    module
}

/// The same, with what is wanted and matches nothing apart: the names may be meant for another schema, too.
pub(crate) fn lower_apart(
    schema: &Schema,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> (Module, Vec<Diagnostic>) {
    let registry = Registry::new(schema, &options.names, diagnostics);
    let mut lowering = Lowering {
        schema,
        options,
        registry,
        diagnostics,
        recursion: Recursion::of(schema),
        parents: docs::parents(schema),
        wanted_types: Vec::new(),
        seen_types: BTreeSet::new(),
        shared: BTreeMap::new(),
        repeated: Repeated::of(schema),
        shared_lists: BTreeMap::new(),
        boxed: BTreeSet::new(),
        late: Vec::new(),
        items: Vec::new(),
    };
    let mut unused: Vec<_> = lowering.unknown_roots().collect();
    lowering.elements();
    lowering.complex_types();
    unused.extend(lowering.unused_boxes());
    let late = std::mem::take(&mut lowering.late);
    lowering.items.extend(late);
    unused.extend(lowering.registry.unused());
    let names = lowering.registry.by_key(schema);
    let is_root = |name: &Name| options.roots.iter().any(|root| root.name == name.local);
    let roots = schema.elements.iter().filter(|element| is_root(&element.name));
    let roots = roots.filter_map(|element| lowering.registry.element(&element.name).map(str::to_owned)).collect();
    let mut module = Module {
        attributes: BTreeMap::new(),
        sources: options.sources.clone(),
        command: options.command.clone(),
        runtime: if options.runtime.is_empty() { "::lip_types".to_owned() } else { options.runtime.clone() },
        derives: options.derives.clone(),
        serde: options.serde.clone(),
        namespace: lowering.namespace(),
        roots: lowering.roots(),
        items: lowering.items,
    };
    unused.extend(foreign::apply(&options.extras, &names, &roots, &mut module));
    (module, unused)
}

/// The work on one schema.
struct Lowering<'a> {
    schema: &'a Schema,
    options: &'a Options,
    registry: Registry<'a>,
    diagnostics: &'a mut Diagnostics,
    recursion: Recursion,
    /// Who holds an element.
    parents: BTreeMap<Name, Vec<String>>,
    /// Named complex types that a member needs, in the order of need.
    wanted_types: Vec<TypeId>,
    seen_types: BTreeSet<TypeId>,
    /// Named enumerations: their Rust names.
    shared: BTreeMap<Name, String>,
    /// Lists of values that attributes of several owners repeat.
    repeated: Repeated,
    /// The types made for them.
    shared_lists: BTreeMap<repeated::Key, Scalar>,
    /// Elements of `options.boxed` that a member holds.
    boxed: BTreeSet<String>,
    /// Items that belong to no single owner, written last.
    late: Vec<Item>,
    items: Vec<Item>,
}

/// Whose members are being made.
#[derive(Debug, Clone)]
struct Owner {
    /// The key in `[fields]`: the wire name of an element, the default name of another type.
    key: String,
    /// What the default names of its types begin with.
    base: String,
    /// The Rust name, for documentation.
    name: String,
    /// The element or named type in which it stands.
    node: Node,
    /// How its node holds it.
    held: Held,
    /// Where it is declared.
    origin: Origin,
}

/// How a node holds a struct or enum that is made for a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    /// Always, and inline.
    Always,
    /// Perhaps, and inline.
    Perhaps,
    /// In a `Vec` or a box.
    Apart,
}

impl Held {
    /// How something is held that this holds so often.
    fn then(self, occurs: Occurs) -> Self {
        match (self, occurs) {
            (Self::Apart, _) => Self::Apart,
            (_, Occurs { max, .. }) if max != Some(1) => Self::Apart,
            (_, Occurs { min: 0, .. }) => Self::Perhaps,
            (held, _) => held,
        }
    }
}

impl Owner {
    /// For names of its members.
    fn place(&self) -> (&str, Origin) {
        (&self.key, self.origin)
    }
}

impl Lowering<'_> {
    fn error(&mut self, origin: Origin, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(origin, message));
    }

    /// The types of the elements that are named as roots, in that order.
    fn roots(&self) -> Vec<String> {
        let is = |item: &Item, root: &Wanted| match item {
            Item::Struct(Struct { kind: StructKind::Element(wire), .. }) => wire.local == root.name,
            _ => false,
        };
        let types = |root| self.items.iter().filter(move |item| is(item, root)).map(|item| item.name().to_owned());
        self.options.roots.iter().flat_map(types).collect()
    }

    fn unknown_roots(&self) -> impl Iterator<Item = Diagnostic> {
        let locals = || self.schema.elements.iter().map(|element| element.name.local.as_str());
        let unknown = self.options.roots.iter().filter(move |root| !locals().any(|local| local == root.name));
        unknown.map(move |root| {
            let diagnostic = Diagnostic::error(root.at, format!("the root `{}` is declared nowhere", root.name));
            match names::nearest(&root.name, locals()) {
                Some(near) => diagnostic.help(format!("there is `{near}`")),
                None => diagnostic,
            }
        })
    }

    /// Whether the user wants this optional member in a box.
    fn wants_box(&mut self, name: &Name, occurs: Occurs) -> bool {
        let wanted = occurs == Occurs::OPTIONAL && self.options.boxed.iter().any(|boxed| boxed.name == name.local);
        if wanted {
            self.boxed.insert(name.local.clone());
        }
        wanted
    }

    fn unused_boxes(&self) -> impl Iterator<Item = Diagnostic> {
        let unused = self.options.boxed.iter().filter(|boxed| !self.boxed.contains(&boxed.name));
        unused.map(|unused| {
            let message = format!("no optional field holds an element `{}` that could be boxed", unused.name);
            Diagnostic::error(unused.at, message)
        })
    }

    /// The name in documents, seen from this module.
    fn wire(&mut self, name: &Name, origin: Origin) -> Wire {
        if let Some((prefix, _)) = name.local.split_once(':') {
            let message = format!("nothing says which namespace the prefix of `{}` stands for", name.local);
            let help = format!("say it in the DTD, for any element: `<!ATTLIST … xmlns:{prefix} CDATA #FIXED \"…\">`");
            self.diagnostics.push(Diagnostic::error(origin, message).help(help));
        }
        let space = match &name.namespace {
            None => Space::Unqualified,
            Some(_) if name.is_xml() => Space::Xml,
            namespace if *namespace == self.schema.namespace => Space::Module,
            Some(uri) => Space::Uri(uri.clone()),
        };
        Wire { space, local: name.local.clone() }
    }

    fn namespace(&self) -> Option<Namespace> {
        let dtd = self.dtd();
        if self.schema.namespace.is_none() && dtd.is_none() {
            return None;
        }
        let own = self.schema.elements.iter().filter(|e| e.name.namespace == self.schema.namespace);
        // Sorted by wire name, in byte order.
        let sorted: BTreeMap<_, _> =
            own.filter_map(|e| Some((&e.name.local, self.registry.element(&e.name)?.to_owned()))).collect();
        let uri = self.schema.namespace.clone().unwrap_or_default();
        Some(Namespace { uri, dtd: dtd.cloned(), declarations: sorted.into_values().collect() })
    }

    /// The system identifier of the DTD in which names have no namespace.
    fn dtd(&self) -> Option<&String> {
        let fixes = self.options.dtd_alone && self.schema.namespace.is_some();
        self.options.dtd.as_ref().filter(|_| !fixes)
    }

    /// The name of a global element: of the module also where the binding is by a DTD without a namespace.
    fn global(&mut self, name: &Name, origin: Origin) -> Wire {
        let mut wire = self.wire(name, origin);
        if name.namespace == self.schema.namespace && self.dtd().is_some() {
            wire.space = Space::Module;
        }
        wire
    }

    /// The name of a member, where the user does not want another one.
    fn member_name(
        &mut self,
        (key, origin): (&str, Origin),
        scope: &mut names::Scope,
        candidates: impl IntoIterator<Item = String>,
    ) -> String {
        let mut candidates = candidates.into_iter().peekable();
        let plain = candidates.peek().cloned().unwrap_or_default();
        let Some(default) = scope.take(candidates) else {
            let message = format!("no free Rust name for a second `{plain}` in `{key}`");
            self.error(origin, message);
            return plain;
        };
        let Some(wanted) = self.registry.member(key, &default, self.diagnostics) else { return default };
        if wanted.name != default && scope.take([wanted.name.clone()]).is_none() {
            let message = format!("`{key}` has two members called `{}`", wanted.name);
            self.error(wanted.at.or(origin), message);
        }
        wanted.name
    }
}
