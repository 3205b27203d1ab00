//! Simple types: the values of attributes and of text.

use std::collections::BTreeMap;

use super::Name;

/// A simple type.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SimpleType {
    /// A builtin datatype of XML Schema part 2; `CDATA` and `#PCDATA` are [`Builtin::String`].
    Builtin(Builtin),
    /// A restriction to a list of values; `(a | b)` in an `<!ATTLIST>`.
    Enumeration {
        /// The name, if the type has one.
        name: Option<Name>,
        /// The datatype that is restricted.
        base: Builtin,
        /// The values, in the order of declaration.
        values: Vec<String>,
        /// What `xsd:documentation` says of values.
        documentation: Box<BTreeMap<String, String>>,
    },
    /// `xsd:union`.
    Union(Vec<SimpleType>),
}

macro_rules! builtins {
    ($($variant:ident $name:literal,)*) => {
        /// A builtin datatype of XML Schema 1.0, part 2, section 3.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Builtin {
            $(#[doc = concat!("`xsd:", $name, "`")] $variant,)*
        }

        impl Builtin {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name without a prefix, as in the specification.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The datatype of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

impl Builtin {
    /// A value after white space is treated as the datatype says (XSD 1.0 part 2, 4.3.6):
    /// kept for `string`, made spaces for `normalizedString`, collapsed for all others.
    pub fn normalize(self, value: &str) -> String {
        match self {
            Self::String | Self::AnySimpleType => value.to_owned(),
            Self::NormalizedString => value.replace(['\t', '\n', '\r'], " "),
            _ => {
                let words: Vec<_> = value.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
                words.join(" ")
            }
        }
    }
}

builtins! {
    AnySimpleType "anySimpleType",
    String "string",
    NormalizedString "normalizedString",
    Token "token",
    Language "language",
    Name "Name",
    NcName "NCName",
    NmToken "NMTOKEN",
    NmTokens "NMTOKENS",
    Id "ID",
    IdRef "IDREF",
    IdRefs "IDREFS",
    Entity "ENTITY",
    Entities "ENTITIES",
    Notation "NOTATION",
    QName "QName",
    AnyUri "anyURI",
    Boolean "boolean",
    Decimal "decimal",
    Integer "integer",
    NonPositiveInteger "nonPositiveInteger",
    NegativeInteger "negativeInteger",
    NonNegativeInteger "nonNegativeInteger",
    PositiveInteger "positiveInteger",
    Long "long",
    Int "int",
    Short "short",
    Byte "byte",
    UnsignedLong "unsignedLong",
    UnsignedInt "unsignedInt",
    UnsignedShort "unsignedShort",
    UnsignedByte "unsignedByte",
    Float "float",
    Double "double",
    Duration "duration",
    DateTime "dateTime",
    Time "time",
    Date "date",
    GYearMonth "gYearMonth",
    GYear "gYear",
    GMonthDay "gMonthDay",
    GDay "gDay",
    GMonth "gMonth",
    HexBinary "hexBinary",
    Base64Binary "base64Binary",
}
