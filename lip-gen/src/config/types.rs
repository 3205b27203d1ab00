//! What generated types are beside what the schema says: derives, attributes, boxes, types of the user's in their place.

use super::{Config, Place};
use crate::lower::{Extra, Wanted, What};
use crate::shape::{Derive, Serde};

impl Config {
    /// A derive macro of another crate for every generated type, by its path. With a feature, of the crate that holds the generated
    /// code, it is behind it.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let config = Config::new().dtd("doc/course.dtd").derive("::arbitrary::Arbitrary", Some("arbitrary"));
    /// let text = lip_gen::generate(&config, &Output::Memory)?.text;
    /// assert!(text.contains(r#"#[cfg_attr(feature = "arbitrary", derive(::arbitrary::Arbitrary))]"#));
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    ///
    /// In a `lip-gen.toml` it may bring an attribute for every field that holds text, where the macro needs one:
    ///
    /// ```toml
    /// [[derive]]
    /// path = "::arbitrary::Arbitrary"
    /// feature = "arbitrary"
    /// text = "arbitrary(with = ::lip_types::random::text)"
    /// ```
    #[must_use]
    pub fn derive(mut self, path: impl Into<String>, feature: Option<&str>) -> Self {
        self.derives.push(Derive { path: path.into(), feature: feature.map(str::to_owned), text: None });
        self
    }

    /// A derive for one type: an element, or another one by its default name. What its fields hold must have the trait, too.
    ///
    /// Every type has `Debug`, `Clone`, `PartialEq` and `Eq`, an enumeration `Copy` and `Hash` as well, and what can be made from nothing
    /// `Default`: to ask for one of these again is an error.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let config = Config::new().dtd("doc/course.dtd").derive_for("title", "Hash").derive_for("CourseLevel", "PartialOrd");
    /// let text = lip_gen::generate(&config, &Output::Memory)?.text;
    /// assert_eq!(text.matches("#[derive(Hash)]").count(), 1);
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    ///
    /// In a `lip-gen.toml`, with one or several for a type:
    ///
    /// ```toml
    /// [derive_for]
    /// title = "Hash"
    /// CourseLevel = ["PartialOrd", "Ord"]
    /// ```
    #[must_use]
    pub fn derive_for(self, r#type: &str, path: impl Into<String>) -> Self {
        self.extra(r#type, What::Derive(path.into()), None)
    }

    /// An attribute for one type: an element, or another one by its default name.
    ///
    /// `#[xml(…)]` of one's own adds to what is generated. So a generated type can extend a point of another schema:
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let config = Config::new()
    ///     .dtd("doc/course.dtd")
    ///     .attribute_for("note", "#[must_use]")
    ///     .attribute_for("course", "#[xml(extends(::lip_types::imslip::ExtActivity))]");
    /// let text = lip_gen::generate(&config, &Output::Memory)?.text;
    /// assert!(text.contains("#[must_use]\n#[xml(element = \"note\""), "{text}");
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    ///
    /// In a `lip-gen.toml`, with one or several for a type:
    ///
    /// ```toml
    /// [attribute_for]
    /// note = "#[must_use]"
    /// ```
    #[must_use]
    pub fn attribute_for(self, r#type: &str, attribute: impl Into<String>) -> Self {
        self.extra(r#type, What::Attribute(attribute.into()), None)
    }

    /// A type of your own in place of a generated one, for an element, a complex type, or an enumeration by its default name. What
    /// only the generated type needed is not generated either, unless it is a [`root`](Self::root). The path is as seen from the
    /// module, or absolute; the type has `#[derive(Xml)]`, and reads what it reads: that it says the same as the schema is not looked at.
    /// An enumeration is any type with `FromText` and `ToText` of `lip_types::value`; where an attribute has a default, it is `Copy` and has
    /// the variant of that name.
    ///
    /// So a changed schema of LIP takes from `lip-types` what it did not change:
    /// `extern_type("contentype", "::lip_types::imslip::ContentType")`, or, where LIP is imported,
    /// `extern_type("{http://www.imsglobal.org/xsd/imslip_v1p0}contentype", …)`.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let config = Config::new().dtd("doc/course.dtd").extern_type("note", "crate::Note");
    /// let text = lip_gen::generate(&config, &Output::Memory)?.text;
    /// assert!(text.contains("pub note: ::core::option::Option<crate::Note>,"), "{text}");
    /// assert!(!text.contains("NoteItem"), "what only a generated `Note` would hold");
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    ///
    /// In a `lip-gen.toml`:
    ///
    /// ```toml
    /// [extern_type]
    /// note = "crate::Note"
    /// ```
    #[must_use]
    pub fn extern_type(self, r#type: &str, path: impl Into<String>) -> Self {
        self.extra(r#type, What::Extern(path.into()), None)
    }

    pub(super) fn extra(mut self, r#type: &str, what: What, at: Place) -> Self {
        self.extras.push((Extra { of: Wanted { name: r#type.to_owned(), at: None }, what }, at));
        self
    }

    /// Gives the generated types the JSON form that `lip_types::json` describes, by its derive `Json`: `Serialize` and
    /// `Deserialize` of `serde`, with keys by the names in documents. With a feature, of the crate that holds the generated code,
    /// it is behind it.
    ///
    /// That crate depends on `lip-types` with its feature `serde`. A type of your own among them has both traits, too.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let text = lip_gen::generate(&Config::new().dtd("doc/course.dtd").serde(None), &Output::Memory)?.text;
    /// assert!(text.contains("#[derive(::lip_types::Json)]"), "{text}");
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn serde(mut self, feature: Option<&str>) -> Self {
        self.serde = Some(Serde { feature: feature.map(str::to_owned) });
        self
    }

    /// A large element, which optional fields hold as `Option<Box<…>>`: their owners are then smaller
    /// to move, and cost little where the element is absent. What must be boxed since it holds
    /// itself is, without being named.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let text = lip_gen::generate(&Config::new().dtd("doc/course.dtd").boxed("note"), &Output::Memory)?.text;
    /// assert!(text.contains("pub note: ::core::option::Option<::std::boxed::Box<Note>>,"), "{text}");
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn boxed(mut self, element: impl Into<String>) -> Self {
        self.boxed.push((element.into(), None));
        self
    }
}
