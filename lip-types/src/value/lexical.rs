//! The one shape of the lexical types: a checked text.

use std::borrow::Cow;

use super::white_space::WhiteSpace;
use super::{Binding, Scope, ValueError};

/// What makes one lexical type differ from another.
pub(super) trait Datatype {
    /// What it does with white space.
    const WHITE_SPACE: WhiteSpace;

    /// Whether `text`, without the white space that the facet takes away, is a value in this scope.
    fn check(text: &str, scope: &Scope<'_>) -> Result<(), ValueError>;
}

/// What is known when a value is made in code: it is meant for the XSD.
pub(super) const CODE: Scope<'static> = Scope::new(Binding::Xsd);

/// The text as written, once it is checked: one scan, one allocation.
pub(super) fn read<D: Datatype>(text: Cow<'_, str>, scope: &Scope<'_>) -> Result<Box<str>, ValueError> {
    D::check(D::WHITE_SPACE.trim(&text), scope)?;
    Ok(text.into())
}

/// The text as it was read, once it is checked that it may stand where it is to be written.
pub(super) fn write<'t, D: Datatype>(text: &'t str, scope: &Scope<'_>) -> Result<Cow<'t, str>, ValueError> {
    D::check(D::WHITE_SPACE.trim(text), scope)?;
    Ok(Cow::Borrowed(text))
}

/// Declares lexical types.
///
/// - `Name(Facet) = holds, "what is expected"`: `holds: fn(&str) -> bool` decides;
/// - `… , hint mend`: `mend: fn(&str) -> Option<String>` says what the text was likely meant to be;
/// - `Name(Facet) in scope = check`: `check: fn(&str, &Scope) -> Result<(), ValueError>`; asked on writing too, since the scope differs.
macro_rules! lexical {
    ($(
        $(#[$doc:meta])*
        $name:ident ($facet:ident) $(in $scope:ident)? = $check:expr $(, $expected:literal $(, hint $mend:expr)?)? ;
    )+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(Box<str>);

        impl $crate::value::lexical::Datatype for $name {
            const WHITE_SPACE: $crate::value::white_space::WhiteSpace = $crate::value::white_space::WhiteSpace::$facet;

            #[inline]
            fn check(text: &str, scope: &$crate::value::Scope<'_>) -> Result<(), $crate::value::ValueError> {
                lexical!(@check text, scope, $check $(, $expected $(, $mend)?)?)
            }
        }

        impl $name {
            /// Makes a value for the XSD binding.
            ///
            /// # Errors
            ///
            /// When `text` is not in the lexical space of the type.
            pub fn new(text: &str) -> Result<Self, $crate::value::ValueError> {
                $crate::value::FromText::from_text(text.into(), &$crate::value::lexical::CODE)
            }

            /// The text, without the white space around it that the datatype does not count.
            #[must_use]
            pub fn as_str(&self) -> &str {
                <Self as $crate::value::lexical::Datatype>::WHITE_SPACE.trim(&self.0)
            }

            /// A value whose text is known to be in the lexical space.
            #[allow(dead_code)]
            pub(super) fn known(text: String) -> Self {
                debug_assert!(Self::new(&text).is_ok(), "{text}");
                $name(text.into_boxed_str())
            }
        }

        impl $crate::value::FromText for $name {
            #[inline]
            fn from_text(
                text: ::std::borrow::Cow<'_, str>,
                scope: &$crate::value::Scope<'_>,
            ) -> Result<Self, $crate::value::ValueError> {
                $crate::value::lexical::read::<Self>(text, scope).map($name)
            }
        }

        impl $crate::value::ToText for $name {
            #[inline]
            fn to_text(
                &self,
                #[allow(unused_variables)] scope: &$crate::value::Scope<'_>,
            ) -> Result<::std::borrow::Cow<'_, str>, $crate::value::ValueError> {
                lexical!(@write self, scope $(, $scope)?)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::value::ValueError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $name::new(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::value::ValueError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                $name::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::value::ValueError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                $crate::value::FromText::from_text(text.into(), &$crate::value::lexical::CODE)
            }
        }
    )+ };
    (@check $text:ident, $scope:ident, $check:expr) => { $check($text, $scope) };
    (@check $text:ident, $scope:ident, $check:expr, $expected:literal $(, $mend:expr)?) => {{
        let _ = $scope;
        if $check($text) {
            Ok(())
        } else {
            Err(lexical!(@error $text, $expected $(, $mend)?))
        }
    }};
    (@error $text:ident, $expected:literal) => { $crate::value::ValueError::new($expected) };
    (@error $text:ident, $expected:literal, $mend:expr) => { $crate::value::ValueError::mended($expected, $mend($text)) };
    (@write $value:ident, $scope:ident) => { Ok(::std::borrow::Cow::Borrowed(&$value.0)) };
    (@write $value:ident, $scope:ident, $in:ident) => { $crate::value::lexical::write::<Self>(&$value.0, $scope) };
}
pub(super) use lexical;

#[cfg(test)]
pub(super) mod table {
    use std::fmt::Debug;

    use super::{CODE, Cow, Scope};
    use crate::value::{FromText, ToText};

    /// Each of `valid` is read and written as it is; each of `invalid` is refused.
    pub(in super::super) fn check<T: FromText + ToText + Debug>(valid: &[&str], invalid: &[&str]) {
        check_in::<T>(&CODE, valid, invalid);
    }

    /// As [`check`], in a scope.
    pub(in super::super) fn check_in<T: FromText + ToText + Debug>(
        scope: &Scope<'_>,
        valid: &[&str],
        invalid: &[&str],
    ) {
        let read = |text| T::from_text(Cow::Borrowed(text), scope);
        for text in valid {
            let written = read(text).and_then(|value| value.to_text(scope).map(Cow::into_owned));
            assert_eq!(written.as_deref(), Ok(*text));
        }
        for text in invalid {
            let value = read(text);
            assert!(value.is_err(), "{text:?} is read as {value:?}");
        }
    }

    /// The hint for a text that is refused.
    pub(in super::super) fn hint<T: FromText + Debug>(scope: &Scope<'_>, text: &str) -> Option<String> {
        match T::from_text(Cow::Borrowed(text), scope) {
            Ok(_) => None,
            Err(error) => error.hint().map(str::to_owned),
        }
    }
}
