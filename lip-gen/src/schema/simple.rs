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

impl SimpleType {
    /// A value after white space is treated as the type says; that of a union as it is.
    pub fn normalize(&self, value: &str) -> String {
        match self {
            Self::Builtin(builtin) | Self::Enumeration { base: builtin, .. } => builtin.normalize(value),
            Self::Union(_) => value.to_owned(),
        }
    }

    /// Whether this is a base, or derived from it by restriction (XSD 1.0 part 1, 3.14.6 "Type Derivation OK (Simple)"). Types that mean
    /// the same count as one, whatever their names: a name is not kept where it adds nothing.
    pub fn restricts(&self, base: &Self) -> bool {
        match (self, base) {
            (_, Self::Builtin(Builtin::AnySimpleType)) => true,
            (Self::Builtin(own) | Self::Enumeration { base: own, .. }, Self::Builtin(base)) => own.derives_from(*base),
            (Self::Enumeration { base: own, values, .. }, Self::Enumeration { base, values: allowed, .. }) => {
                own.derives_from(*base) && values.iter().all(|value| allowed.contains(value))
            }
            (Self::Union(own), Self::Union(base)) => own == base,
            // The values of a union that is restricted have no other type.
            (Self::Enumeration { values, .. }, Self::Union(_)) => values.iter().all(|value| base.allows(value)),
            (own, Self::Union(members)) => members.iter().any(|member| own.restricts(member)),
            _ => false,
        }
    }
}

impl Builtin {
    /// The datatype that it restricts; those that XML Schema calls primitive, and lists, derive from
    /// `anySimpleType` (XSD 1.0 part 2, section 3).
    pub fn base(self) -> Self {
        match self {
            Self::NormalizedString => Self::String,
            Self::Token => Self::NormalizedString,
            Self::Language | Self::Name | Self::NmToken => Self::Token,
            Self::NcName => Self::Name,
            Self::Id | Self::IdRef | Self::Entity => Self::NcName,
            Self::Integer => Self::Decimal,
            Self::NonPositiveInteger | Self::NonNegativeInteger | Self::Long => Self::Integer,
            Self::NegativeInteger => Self::NonPositiveInteger,
            Self::PositiveInteger | Self::UnsignedLong => Self::NonNegativeInteger,
            Self::Int => Self::Long,
            Self::Short => Self::Int,
            Self::Byte => Self::Short,
            Self::UnsignedInt => Self::UnsignedLong,
            Self::UnsignedShort => Self::UnsignedInt,
            Self::UnsignedByte => Self::UnsignedShort,
            _ => Self::AnySimpleType,
        }
    }

    /// Whether it is another datatype, or restricts it, directly or not.
    pub fn derives_from(self, other: Self) -> bool {
        self == other || (self != Self::AnySimpleType && self.base().derives_from(other))
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
