//! Truth values (XSD 1.0 part 2, 3.2.2).

use super::lexical::lexical;
use super::primitive::parse_bool;

lexical! {
    /// A truth value, `xsd:boolean` (XSD 1.0 part 2, 3.2.2): `true`, `false`, `1` or `0`.
    ///
    /// ```
    /// use lip_types::value::Boolean;
    ///
    /// assert!(Boolean::new("1")?.get());
    /// assert_eq!(Boolean::from(false).as_str(), "false");
    /// assert!(Boolean::new("yes").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Boolean(Collapse) = is_boolean, "`true`, `false`, `1` or `0`", hint mend;
}

fn is_boolean(text: &str) -> bool {
    parse_bool(text).is_some()
}

/// The value that `TRUE`, `Yes` and the like stand for.
pub(super) fn mend(text: &str) -> Option<String> {
    let value = match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "t" => "true",
        "false" | "no" | "n" | "f" => "false",
        _ => return None,
    };
    Some(value.to_owned())
}

impl Boolean {
    /// The value.
    #[must_use]
    pub fn get(&self) -> bool {
        parse_bool(self.as_str()).unwrap_or_default()
    }
}

impl From<bool> for Boolean {
    fn from(value: bool) -> Self {
        Boolean::known(value.to_string())
    }
}

impl From<Boolean> for bool {
    fn from(value: Boolean) -> Self {
        value.get()
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexical::table::{check, hint};
    use super::super::{Binding, Scope};
    use super::Boolean;

    #[test]
    fn truth() {
        check::<Boolean>(
            &["true", "false", "1", "0", " true ", "\n0\t"],
            &["", "TRUE", "True", "yes", "01", "00", "2", "-1", "t", "true false"],
        );
        let scope = Scope::new(Binding::Xsd);
        assert_eq!(hint::<Boolean>(&scope, "No").as_deref(), Some("write `false`"));
        assert_eq!(hint::<bool>(&scope, " TRUE ").as_deref(), Some("write `true`"));
        assert_eq!(hint::<Boolean>(&scope, "2"), None);
    }
}
