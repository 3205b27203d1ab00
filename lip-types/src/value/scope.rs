//! What the lexical form of a value may depend on.

use std::fmt;

/// The two bindings of LIP: how a document says what it is, and what it may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Binding {
    /// The namespace of the XML schema; values are those of the XSD.
    Xsd,
    /// A DOCTYPE and no namespace; text is not typed by the DTD, so that dates are any form of ISO 8601 that [`DateTime`] names.
    ///
    /// [`DateTime`]: super::DateTime
    Dtd,
}

/// The place in a document where a value stands, as far as values ask for it.
pub trait Context {
    /// Whether the DOCTYPE declares an unparsed entity of this name; `None` when that is not known.
    fn declares_entity(&self, name: &str) -> Option<bool>;

    /// The namespace that is bound to `prefix` here; for the prefix `""` the default namespace, if there is one.
    /// The prefix `xml` is never asked for.
    fn namespace(&self, prefix: &str) -> Option<&str>;
}

/// What the lexical form of a value may depend on: the binding, and, where a [`Context`] is given, the unparsed entities that the
/// DOCTYPE declares and the namespaces in scope.
///
/// Without a context nothing is known of entities and prefixes, and values do not ask. A scope is three words; make one where it is needed.
///
/// ```
/// use lip_types::value::{Binding, Context, Entity, FromText, Scope};
///
/// struct Doctype;
/// impl Context for Doctype {
///     fn declares_entity(&self, name: &str) -> Option<bool> { Some(name == "photo") }
///     fn namespace(&self, _prefix: &str) -> Option<&str> { None }
/// }
///
/// let scope = Scope::new(Binding::Dtd).with_context(&Doctype);
/// assert!(Entity::from_text("photo".into(), &scope).is_ok());
/// let error = Entity::from_text("sound".into(), &scope).unwrap_err();
/// assert_eq!(error.expected(), "an unparsed entity that the DOCTYPE declares");
/// ```
#[derive(Clone, Copy)]
pub struct Scope<'s> {
    binding: Binding,
    context: Option<&'s dyn Context>,
}

impl<'s> Scope<'s> {
    /// A scope of which only the binding is known.
    #[must_use]
    pub const fn new(binding: Binding) -> Self {
        Scope { binding, context: None }
    }

    /// The same scope in a document of which `context` knows the entities and the namespaces.
    #[must_use]
    pub const fn with_context(self, context: &'s dyn Context) -> Self {
        Scope { binding: self.binding, context: Some(context) }
    }

    /// The binding.
    #[must_use]
    pub const fn binding(&self) -> Binding {
        self.binding
    }

    /// Whether the DOCTYPE declares an unparsed entity of this name; `None` when that is not known.
    #[must_use]
    pub fn declares_entity(&self, name: &str) -> Option<bool> {
        self.context?.declares_entity(name)
    }

    /// The namespace that is bound to `prefix` (Namespaces in XML 1.0, 6); `""` asks for the default namespace.
    /// `None` when there is none, or when that is not known.
    #[must_use]
    pub fn namespace(&self, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some("http://www.w3.org/XML/1998/namespace");
        }
        self.context?.namespace(prefix)
    }

    /// Whether `prefix` may be used; `None` when that is not known. No prefix at all always may.
    #[must_use]
    pub fn declares_prefix(&self, prefix: &str) -> Option<bool> {
        self.context.map(|_| prefix.is_empty() || self.namespace(prefix).is_some())
    }
}

impl fmt::Debug for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").field("binding", &self.binding).field("context", &self.context.is_some()).finish()
    }
}
