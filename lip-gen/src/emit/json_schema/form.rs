//! A schema object with the keywords that are used here, in the order in which they are written.

use serde::{Serialize, Serializer};

/// A schema, or a part of one (JSON Schema core 2020-12, 4.3).
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Form {
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub(super) schema: Option<&'static str>,
    #[serde(rename = "$comment", skip_serializing_if = "Option::is_none")]
    pub(super) comment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<String>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    values: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<Form>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_items: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_items: Option<u32>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(super) properties: Table,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    required: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_properties: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) one_of: Vec<Form>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    any_of: Vec<Form>,
    #[serde(rename = "$defs", skip_serializing_if = "Table::is_empty")]
    pub(super) defs: Table,
}

/// Schemas by name, in an order that is kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Table(Vec<(String, Form)>);

impl Table {
    pub(super) fn push(&mut self, name: &str, form: Form) {
        self.0.push((name.to_owned(), form));
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, form)| (name, form)))
    }
}

impl Form {
    /// Values of a type.
    pub(super) fn of(kind: &'static str) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }

    pub(super) fn string() -> Self {
        Self::of("string")
    }

    /// One of these texts.
    pub(super) fn one_of_texts(values: Vec<String>) -> Self {
        Self { values, ..Self::string() }
    }

    /// A text of this form.
    pub(super) fn text(pattern: Option<String>) -> Self {
        Self { pattern, ..Self::string() }
    }

    /// An object without other keys than those that follow.
    pub(super) fn object() -> Self {
        Self { additional_properties: Some(false), ..Self::of("object") }
    }

    /// Whether it is an object.
    pub(super) fn is_object(&self) -> bool {
        self.kind == Some("object")
    }

    /// An object with this key and no other.
    pub(super) fn entry(key: &str, value: Self) -> Self {
        let mut form = Self::object();
        form.require(key, true);
        form.properties.push(key, value);
        form
    }

    pub(super) fn array(items: Self, min: u32, max: Option<u32>) -> Self {
        let min = (min > 0).then_some(min);
        Self { items: Some(Box::new(items)), min_items: min, max_items: max, ..Self::of("array") }
    }

    /// A type of `$defs`. Rust names need no escape in a JSON pointer.
    pub(super) fn reference(name: &str) -> Self {
        Self { reference: Some(format!("#/$defs/{name}")), ..Self::default() }
    }

    /// One of them, or several.
    pub(super) fn any_of(mut forms: Vec<Self>) -> Self {
        match forms.len() {
            1 => forms.remove(0),
            _ => Self { any_of: forms, ..Self::default() },
        }
    }

    pub(super) fn about(mut self, description: Option<String>) -> Self {
        self.description = description.or(self.description);
        self
    }

    pub(super) fn require(&mut self, key: &str, needed: bool) {
        if needed {
            self.required.push(key.to_owned());
        }
    }
}
