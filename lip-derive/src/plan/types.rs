//! What the type of a field says, as far as it can be seen: how often, and whether it can be read at all.

use quote::ToTokens;
use syn::{Expr, ExprLit, GenericArgument, Lit, PathArguments, Type};

use crate::ctxt::Ctxt;

/// How often the item of a field stands there.
pub(crate) enum Holder<'t> {
    One,
    Option,
    Vec,
    OneOrMore,
    Bounded(&'t GenericArgument, &'t GenericArgument),
}

impl Holder<'_> {
    /// Whether it may hold nothing; also when that cannot be seen.
    pub(super) fn may_be_empty(&self) -> bool {
        match self {
            Self::One | Self::OneOrMore => false,
            Self::Option | Self::Vec => true,
            Self::Bounded(least, _) => number(least).is_none_or(|least| least == 0),
        }
    }

    /// Whether it holds the same number of items always.
    pub(super) fn is_fixed(&self) -> bool {
        match self {
            Self::One => true,
            Self::Bounded(least, most) => number(least).is_some() && number(least) == number(most),
            Self::Option | Self::Vec | Self::OneOrMore => false,
        }
    }
}

/// How often, and what.
pub(crate) fn held(ty: &Type) -> (Holder<'_>, &Type) {
    let one = (Holder::One, ty);
    let Some((name, arguments)) = generic(ty) else { return one };
    match (name.as_str(), arguments.as_slice()) {
        ("Option", [GenericArgument::Type(item)]) => (Holder::Option, item),
        ("Vec", [GenericArgument::Type(item)]) => (Holder::Vec, item),
        ("OneOrMore", [GenericArgument::Type(item)]) => (Holder::OneOrMore, item),
        ("Bounded", [GenericArgument::Type(item), least, most]) => (Holder::Bounded(least, most), item),
        _ => one,
    }
}

/// `Name<…>` by its last segment.
fn generic(ty: &Type) -> Option<(String, Vec<&GenericArgument>)> {
    let Type::Path(path) = bare(ty) else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => Some((last.ident.to_string(), arguments.args.iter().collect())),
        _ => None,
    }
}

/// Macros put types into invisible groups.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        other => other,
    }
}

/// A type as one writes it.
pub(super) fn shown(ty: &impl ToTokens) -> String {
    let tokens = ty.to_token_stream().to_string();
    [(" < ", "<"), ("< ", "<"), (" <", "<"), (" >", ">"), (" ,", ","), ("& ", "&"), (" :: ", "::"), (" ;", ";")]
        .iter()
        .fold(tokens, |shown, (from, to)| shown.replace(from, to))
}

/// The type of a field of element content. `coded`: a module reads and writes its items.
pub(super) fn check_child(ctxt: &Ctxt, ty: &Type, coded: bool) -> bool {
    let (holder, item) = held(ty);
    if let Holder::Bounded(least, most) = &holder
        && !check_bounds(ctxt, item, least, most)
    {
        return false;
    }
    if !check_owned(ctxt, item) {
        return false;
    }
    if coded {
        return true;
    }
    if let (inner @ (Holder::Option | Holder::Vec | Holder::OneOrMore | Holder::Bounded(..)), innermost) = held(item)
        && !matches!(holder, Holder::One)
    {
        let mend = match (&holder, &inner) {
            (Holder::Option, Holder::Option) => "Option",
            (Holder::OneOrMore, Holder::OneOrMore) => "OneOrMore",
            _ => "Vec",
        };
        let message = format!(
            "`{}`: a field says once how often its elements stand there; write `{mend}<{}>`",
            shown(ty),
            shown(innermost)
        );
        ctxt.error(ty, message);
        return false;
    }
    if let Some((name, arguments)) = generic(item)
        && let ("Box", [GenericArgument::Type(boxed)]) = (name.as_str(), arguments.as_slice())
        && let (Holder::Option | Holder::Vec | Holder::OneOrMore | Holder::Bounded(..), innermost) = held(boxed)
    {
        let (outer, item) = (shown(boxed), shown(innermost));
        let mended = outer.replacen(&item, &format!("Box<{item}>"), 1);
        ctxt.error(ty, format!("a `Box` around how often; write it around the element: `{mended}`"));
        return false;
    }
    if let Type::Array(array) = bare(item) {
        let (item, length) = (shown(&*array.elem), shown(&array.len));
        ctxt.error(ty, format!("an array cannot be read one by one; write `Bounded<{item}, {length}, {length}>`"));
        return false;
    }
    true
}

/// The type of an attribute that no module reads.
pub(super) fn check_attribute(ctxt: &Ctxt, ty: &Type) -> bool {
    let (holder, item) = held(ty);
    if matches!(holder, Holder::Vec | Holder::OneOrMore | Holder::Bounded(..)) {
        let item = shown(item);
        ctxt.error(
            ty,
            format!(
                "an attribute stands once; write `{item}` or `Option<{item}>`, or `with = \"module\"` for a list in one value"
            ),
        );
        return false;
    }
    check_owned(ctxt, item)
}

/// The type of text that no module reads.
pub(super) fn check_text(ctxt: &Ctxt, ty: &Type) -> bool {
    let (holder, item) = held(ty);
    let shown = shown(item);
    let message = match holder {
        Holder::One => return check_owned(ctxt, ty),
        Holder::Option => format!(
            "text is always there, if empty; write `{shown}`, beside `default` where an empty element means another value"
        ),
        _ => format!("text is one value; write `{shown}`, or `with = \"module\"` for a list in one text"),
    };
    ctxt.error(ty, message);
    false
}

/// What is read borrows from nothing.
pub(super) fn check_owned(ctxt: &Ctxt, ty: &Type) -> bool {
    let Type::Reference(reference) = bare(ty) else { return true };
    let target = shown(&*reference.elem);
    let message = if target == "str" {
        let lifetime = reference.lifetime.as_ref().map_or("'a".to_owned(), ToString::to_string);
        format!(
            "what has been read must be owned; write `String`, or `Cow<{lifetime}, str>`, which is owned when it has been read"
        )
    } else {
        format!("what has been read must be owned; write `{target}`")
    };
    ctxt.error(ty, message);
    false
}

fn check_bounds(ctxt: &Ctxt, item: &Type, least: &GenericArgument, most: &GenericArgument) -> bool {
    let (Some(min), Some(max)) = (number(least), number(most)) else { return true };
    let item = shown(item);
    if max == 0 {
        ctxt.error(most, "at most 0: nothing can stand there; take the field away");
    } else if min > max {
        ctxt.error(least, format!("at least {min} and at most {max}; write `Bounded<{item}, {max}, {min}>`"));
    }
    max > 0 && min <= max
}

fn number(argument: &GenericArgument) -> Option<usize> {
    match argument {
        GenericArgument::Const(Expr::Lit(ExprLit { lit: Lit::Int(number), .. })) => number.base10_parse().ok(),
        _ => None,
    }
}
