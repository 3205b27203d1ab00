//! Elements and complex types to structs.

use super::content::Members;
use super::names::{Scope, element_key};
use super::recursion::{Node, complex_type};
use super::scalar::Role;
use super::{Held, Lowering, Owner, docs, words};
use crate::diagnostic::Diagnostic;
use crate::schema::{
    AttributeWildcard, ComplexType, Compositor, Content, Element, ElementType, Term, TypeId, content_model,
};
use crate::shape::{Binding, Cardinality, Conversion, Docs, Field, Item, Member, Struct, StructKind, Type};

impl Lowering<'_> {
    /// A struct for every global element.
    pub(super) fn elements(&mut self) {
        let schema = self.schema;
        for element in &schema.elements {
            let Some(name) = self.registry.element(&element.name).map(str::to_owned) else { continue };
            let r#type = complex_type(schema, &element.r#type);
            let owner = Owner {
                key: element_key(schema, &element.name),
                base: name.clone(),
                name,
                node: Node::Element(element.name.clone()),
                held: Held::Always,
                origin: element.origin,
            };
            if let Content::Elements(particle) = &r#type.content
                && matches!(&particle.term, Term::Group(Compositor::Choice, members) if members.is_empty())
            {
                let message = format!("no content fits the model of `{}`, so there is no type for it", element.name);
                self.diagnostics.push(Diagnostic::error(element.origin, message));
            }
            let wire = self.global(&element.name, element.origin);
            let docs = self.element_docs(element, r#type);
            self.structure(&owner, StructKind::Element(wire), docs, r#type);
        }
    }

    /// A struct for every named complex type that a member holds.
    pub(super) fn complex_types(&mut self) {
        let schema = self.schema;
        let mut next = 0;
        while let Some(&id) = self.wanted_types.get(next) {
            next += 1;
            let Some((key, name)) = self.registry.complex_type(id).cloned() else { continue };
            let r#type = schema.complex_type(id);
            let wire = r#type.name.as_ref().map(|name| name.local.clone()).unwrap_or_default();
            let owner = Owner {
                key: key.clone(),
                base: key,
                name,
                node: Node::Type(id),
                held: Held::Always,
                origin: r#type.origin,
            };
            let mut docs = Docs::schema_or(r#type.documentation.as_ref(), format!("The complex type `{wire}`."));
            docs.lines.extend(model_line(&r#type.content));
            self.structure(&owner, StructKind::Complex, docs, r#type);
        }
    }

    /// The type of a member that is declared in place.
    pub(super) fn local(&mut self, owner: &Owner, element: &Element, held: Held) -> Type {
        match &element.r#type {
            ElementType::Named(id) => self.named(*id),
            ElementType::Anonymous(r#type) => self.anonymous(owner, element, r#type, held),
        }
    }

    fn named(&mut self, id: TypeId) -> Type {
        if self.seen_types.insert(id) {
            self.wanted_types.push(id);
        }
        let name = self.registry.complex_type(id).map(|(_, name)| name.clone());
        name.map_or(Type::Runtime("AnyContent"), Type::Own)
    }

    fn anonymous(&mut self, owner: &Owner, element: &Element, r#type: &ComplexType, held: Held) -> Type {
        let suffix = words::type_name(&element.name.local);
        if let (Content::Simple(simple), true, None) =
            (&r#type.content, r#type.attributes.is_empty(), &r#type.any_attribute)
        {
            let what = docs::code(&element.name.local);
            return self.scalar(owner, simple, &Role { suffix: &suffix, what, origin: element.origin }).r#type;
        }
        let default = format!("{}{suffix}", owner.base);
        let (key, name) = self.registry.derived(&default, "Type", element.origin, self.diagnostics);
        let inner = Owner {
            key: key.clone(),
            base: key,
            name: name.clone(),
            node: owner.node.clone(),
            held,
            origin: element.origin,
        };
        let documentation = element.documentation.as_ref().or(r#type.documentation.as_ref());
        let line = format!("The element `{}` in [`{}`].", element.name.local, owner.name);
        let mut docs = Docs::schema_or(documentation, line);
        docs.lines.extend(model_line(&r#type.content));
        self.structure(&inner, StructKind::Complex, docs, r#type);
        Type::Own(name)
    }

    /// The struct of an element or complex type; its own items follow it.
    fn structure(&mut self, owner: &Owner, kind: StructKind, docs: Docs, r#type: &ComplexType) {
        let place = self.items.len();
        let mut scope = Scope::default();
        // Children keep their names, then attributes, then what has no name in the document.
        let mut plan = self.plan(owner, &r#type.content, &mut scope);
        let mut fields = Vec::new();
        let mut defaults = Vec::new();
        for attribute in &r#type.attributes {
            let (field, default) = self.attribute(owner, attribute, &mut scope);
            fields.push(field);
            defaults.extend(default);
        }
        self.name_rest(owner, &mut plan, &mut scope);
        let Members { fields: content, accessors } = self.content(owner, &r#type.content, plan, &mut scope);
        let conversion = conversion(&content, fields.iter().all(|field| !field.required));
        fields.extend(content);
        if let Some(AttributeWildcard::Any(_)) = r#type.any_attribute {
            fields.push(self.runtime_field(
                owner,
                &mut scope,
                ["attributes", "any_attributes"],
                Binding::AnyAttributes,
                "AnyAttributes",
                "Attributes that the schema leaves open.",
            ));
        }
        fields.push(self.runtime_field(
            owner,
            &mut scope,
            ["preserved", "preserved_markup"],
            Binding::Preserved,
            "Preserved",
            "Comments, processing instructions and white space.",
        ));
        let item = Struct { name: owner.name.clone(), docs, kind, fields, conversion, defaults, accessors };
        self.items.insert(place, Item::Struct(item));
    }

    /// A field of a type of the runtime, never required.
    pub(super) fn runtime_field(
        &mut self,
        owner: &Owner,
        scope: &mut Scope,
        names: [&str; 2],
        binding: Binding,
        item: &'static str,
        doc: &str,
    ) -> Field {
        Field {
            name: self.member_name(owner.place(), scope, names.map(str::to_owned)),
            docs: Docs::line(doc),
            binding,
            member: Member::one(Type::Runtime(item)),
            required: false,
        }
    }

    fn element_docs(&self, element: &Element, r#type: &ComplexType) -> Docs {
        let documentation = element.documentation.as_ref().or(r#type.documentation.as_ref());
        let mut docs = Docs::schema_or(documentation, format!("The element `{}`.", element.name.local));
        docs.lines.extend(model_line(&r#type.content));
        let is_root = self.options.roots.iter().any(|root| root.name == element.name.local);
        let stands = match self.parents.get(&element.name) {
            Some(parents) => {
                let parents: Vec<_> = parents.iter().map(|parent| docs::code(parent)).collect();
                format!("Stands in: {}.", parents.join(", "))
            }
            None if is_root => "Stands in: no other element; a document begins with it.".to_owned(),
            None => "Stands in: no other element.".to_owned(),
        };
        docs.lines.push(stands);
        docs
    }
}

fn model_line(content: &Content) -> Option<String> {
    Some(format!("Content model: {}.", docs::code(&content_model(content))))
}

/// Simple content is made from its text when nothing else is required.
fn conversion(content: &[Field], nothing_else: bool) -> Option<Conversion> {
    let [field] = content else { return None };
    if field.binding != Binding::Text || field.member.cardinality != Cardinality::One || !nothing_else {
        return None;
    }
    Some(match &field.member.item {
        Type::String => Conversion::Text(field.name.clone()),
        item => Conversion::Value(field.name.clone(), item.clone()),
    })
}
