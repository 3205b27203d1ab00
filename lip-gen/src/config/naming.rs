//! Names that the user wants instead of the default ones.

use super::{Config, Place};
use crate::lower::Table;

impl Config {
    /// The Rust type of an element.
    ///
    /// Without it, the name is the element's, words split at `_`, `-` and `.`: `ext_goal` → `ExtGoal`.
    /// An element of another namespace than the schema's is written `{namespace}name`, here and as an owner.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let text = lip_gen::generate(&Config::new().dtd("doc/course.dtd").rename("part", "Lesson"), &Output::Memory)?.text;
    /// assert!(text.contains("pub part: ::std::vec::Vec<Lesson>,"), "{text}");
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn rename(self, element: impl Into<String>, name: impl Into<String>) -> Self {
        self.name(Table::Words, element.into(), name.into(), None)
    }

    /// Another name for a generated type that is no element's: a choice, a group, an enumeration.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let config = Config::new().dtd("doc/course.dtd").rename_type("CourseChoice", "Time");
    /// assert!(lip_gen::generate(&config, &Output::Memory)?.text.contains("pub enum Time {"));
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn rename_type(self, default: impl Into<String>, name: impl Into<String>) -> Self {
        self.name(Table::Types, default.into(), name.into(), None)
    }

    /// Another name for a field or a variant. The owner is an element, or another type by its default name.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let config = Config::new()
    ///     .dtd("doc/course.dtd")
    ///     .rename_field("course", "choice", "time")
    ///     .rename_field("CourseChoice", "Term", "Weekly");
    /// let text = lip_gen::generate(&config, &Output::Memory)?.text;
    /// assert!(text.contains("pub time: CourseChoice,") && text.contains("Weekly(Term),"), "{text}");
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn rename_field(self, owner: &str, default: &str, name: impl Into<String>) -> Self {
        self.name(Table::Fields, format!("{owner}.{default}"), name.into(), None)
    }

    /// Another name for the iterator over the `child` elements among the items of `owner`.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let config = Config::new().dtd("doc/course.dtd").rename_accessor("note", "term", "weekly");
    /// assert!(lip_gen::generate(&config, &Output::Memory)?.text.contains("pub fn weekly("));
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn rename_accessor(self, owner: &str, child: &str, name: impl Into<String>) -> Self {
        self.name(Table::Accessors, format!("{owner}.{child}"), name.into(), None)
    }

    pub(super) fn name(mut self, table: Table, key: String, name: String, at: Place) -> Self {
        self.names.insert((table, key), (name, at));
        self
    }
}
