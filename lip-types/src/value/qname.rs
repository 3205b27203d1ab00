//! Names with a namespace (XSD 1.0 part 2, 3.2.18).

use super::lexical::lexical;
use super::{Scope, ValueError};
use crate::syntax::is_ncname;

lexical! {
    /// A name in a namespace, written with a prefix or without, `xsd:QName` (XSD 1.0 part 2, 3.2.18).
    ///
    /// What the prefix means depends on the place in the document: reading and writing ask the [`Scope`] for it, and refuse a prefix
    /// that is known not to be declared. Two values are equal when they are written alike.
    ///
    /// ```
    /// use lip_types::value::QName;
    ///
    /// let name = QName::new("xml:lang")?;
    /// assert_eq!((name.prefix(), name.local()), (Some("xml"), "lang"));
    /// assert_eq!(QName::new("lang")?.prefix(), None);
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    QName(Collapse) in scope = check;

    /// The name of a notation, `xsd:NOTATION` (XSD 1.0 part 2, 3.2.19): written as a [`QName`]. A schema never uses it as it is, only
    /// restricted to the notations that it declares; this one is for structs of your own.
    ///
    /// ```
    /// use lip_types::value::Notation;
    ///
    /// assert_eq!(Notation::new("jpeg")?.as_str(), "jpeg");
    /// assert!(Notation::new("image/jpeg").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Notation(Collapse) in scope = check;
}

fn check(text: &str, scope: &Scope<'_>) -> Result<(), ValueError> {
    let (prefix, local) = text.split_once(':').unwrap_or(("", text));
    let prefixed = local.len() < text.len();
    if !is_ncname(local) || (prefixed && !is_ncname(prefix)) {
        Err(ValueError::new("a name such as `title` or `lip:title`"))
    } else if scope.declares_prefix(prefix) == Some(false) {
        Err(ValueError::new("a name whose prefix is declared here"))
    } else {
        Ok(())
    }
}

impl QName {
    /// What stands before the colon, if there is one.
    #[must_use]
    pub fn prefix(&self) -> Option<&str> {
        self.as_str().split_once(':').map(|(prefix, _)| prefix)
    }

    /// The name without prefix.
    #[must_use]
    pub fn local(&self) -> &str {
        self.as_str().split_once(':').map_or(self.as_str(), |(_, local)| local)
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexical::table::{check, check_in};
    use super::super::{Binding, Context};
    use super::{QName, Scope};

    struct Lip;
    impl Context for Lip {
        fn declares_entity(&self, _: &str) -> Option<bool> {
            None
        }
        fn namespace(&self, prefix: &str) -> Option<&str> {
            (prefix == "lip").then_some("http://www.imsglobal.org/xsd/imslip_v1p0")
        }
    }

    #[test]
    fn qualified_names() {
        let none = ["", ":", ":a", "a:", "a:b:c", "1a", "t:1", "1:t", "t: a", "t :a", "a b"];
        check::<QName>(&["a", "t:a", " a ", " t:a", "xml:lang", "é:é"], &none);
        let scope = Scope::new(Binding::Xsd).with_context(&Lip);
        check_in::<QName>(&scope, &["a", "lip:a", " lip:a ", "xml:lang"], &none);
        check_in::<QName>(&scope, &[], &["t:a", "LIP:a"]);
        assert_eq!(scope.namespace("lip"), Some("http://www.imsglobal.org/xsd/imslip_v1p0"));
        assert_eq!(Scope::new(Binding::Xsd).declares_prefix("t"), None);
    }
}
