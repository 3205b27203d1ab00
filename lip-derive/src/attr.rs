//! The only place that looks at `syn::Attribute`: keys and values of `#[xml(…)]`.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::parse::Parse;
use syn::{Attribute, Error, Expr, ExprLit, Ident, Lit, LitStr, Meta, Path, Token, parenthesized, token};

use crate::ctxt::Ctxt;
use crate::symbol;

/// One `#[xml(…)]` or several, on one item, field or variant.
pub(crate) struct Keys {
    /// In the order in which they stand.
    pub(crate) keys: Vec<Key>,
    /// Something stands there that is no key, and has been told: what is missing may be what was meant by it.
    pub(crate) broken: bool,
}

/// `name`, `name = "text"`, `name = path` or `extends(path, …)`.
pub(crate) struct Key {
    pub(crate) name: String,
    /// Where it stands.
    pub(crate) path: Path,
    pub(crate) value: Value,
}

pub(crate) enum Value {
    None,
    Text(LitStr),
    Path(Path),
    /// Paths in parentheses.
    Paths(Vec<Path>),
    /// What no key can have.
    Other(TokenStream),
}

impl Keys {
    /// Reads the keys; each of `allowed`, and at most once.
    pub(crate) fn read(ctxt: &Ctxt, attributes: &[Attribute], allowed: &[&str]) -> Self {
        let mut all = Self { keys: Vec::new(), broken: false };
        for attribute in attributes.iter().filter(|a| a.path().is_ident(symbol::XML)) {
            if !matches!(attribute.meta, Meta::List(_)) {
                ctxt.error(&attribute.meta, format!("write `#[xml(…)]`; known here: {}", list(allowed)));
                all.broken = true;
                continue;
            }
            let parsed = attribute.parse_nested_meta(|meta| {
                all.add(ctxt, key(&meta)?, allowed);
                Ok(())
            });
            if let Err(error) = parsed {
                let message = format!("{error}; write `#[xml(key, key = value)]`, known here: {}", list(allowed));
                ctxt.push(Error::new(error.span(), message));
                all.broken = true;
            }
        }
        all
    }

    fn add(&mut self, ctxt: &Ctxt, key: Key, allowed: &[&str]) {
        if !allowed.contains(&key.name.as_str()) {
            ctxt.error(&key.path, unknown(&key.name, allowed));
            self.broken = true;
        } else if self.keys.iter().any(|k| k.name == key.name) {
            ctxt.error(&key.path, format!("`{}` stands here twice; write it once", key.name));
        } else {
            self.keys.push(key);
        }
    }

    /// No `#[xml(…)]` belongs here, but `there`.
    pub(crate) fn none(ctxt: &Ctxt, attributes: &[Attribute], there: &str) {
        for attribute in attributes.iter().filter(|a| a.path().is_ident(symbol::XML)) {
            ctxt.error(attribute, format!("`#[xml(…)]` means nothing here; write it {there}"));
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|k| k.name == name)
    }
}

fn key(meta: &ParseNestedMeta<'_>) -> syn::Result<Key> {
    let name = meta.path.to_token_stream().to_string();
    let value = if meta.input.peek(Token![=]) {
        match meta.value()?.parse()? {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Value::Text(text),
            Expr::Path(path) if path.qself.is_none() => Value::Path(path.path),
            other => Value::Other(other.into_token_stream()),
        }
    } else if meta.input.is_empty() || meta.input.peek(Token![,]) {
        Value::None
    } else if meta.path.is_ident(symbol::EXTENDS) && meta.input.peek(token::Paren) {
        let paths;
        parenthesized!(paths in meta.input);
        Value::Paths(paths.parse_terminated(Path::parse, Token![,])?.into_iter().collect())
    } else {
        Value::Other(meta.input.parse::<TokenTree>()?.into())
    };
    Ok(Key { name, path: meta.path.clone(), value })
}

fn list(keys: &[&str]) -> String {
    keys.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")
}

fn unknown(name: &str, allowed: &[&str]) -> String {
    let list = list(allowed);
    if let Some(instead) = symbol::otherwise(name) {
        return format!("unknown key `{name}`: {instead}");
    }
    match symbol::nearest(name, allowed) {
        Some(near) => format!("unknown key `{name}`; did you mean `{near}`? Known here: {list}"),
        None => {
            let place = symbol::PLACES.iter().find(|(keys, _)| keys.contains(&name));
            match place {
                Some((_, place)) => format!("`{name}` belongs {place}; known here: {list}"),
                None => format!("unknown key `{name}`; known here: {list}"),
            }
        }
    }
}

impl Key {
    /// The text that the key must have.
    pub(crate) fn text(&self, ctxt: &Ctxt) -> Option<&LitStr> {
        let message = format!("write `{} = \"…\"`", self.name);
        match &self.value {
            Value::Text(text) => return Some(text),
            Value::None => ctxt.error(&self.path, message),
            Value::Path(path) => ctxt.error(path, format!("{message} with the text itself")),
            Value::Other(tokens) => ctxt.error(tokens, message),
            Value::Paths(_) => ctxt.error(&self.path, message),
        }
        None
    }

    /// The path that the key must have, in quotes or without.
    pub(crate) fn path(&self, ctxt: &Ctxt, message: &str) -> Option<Path> {
        match &self.value {
            Value::Path(path) => return Some(path.clone()),
            Value::Text(text) => match text.parse() {
                Ok(path) => return Some(path),
                Err(_) => ctxt.error(text, message),
            },
            Value::None | Value::Paths(_) => ctxt.error(&self.path, message),
            Value::Other(tokens) => ctxt.error(tokens, message),
        }
        None
    }

    /// The key must stand alone.
    pub(crate) fn alone(&self, ctxt: &Ctxt) {
        let message = format!("write `{}` without a value", self.name);
        match &self.value {
            Value::None => {}
            Value::Text(text) => ctxt.error(text, message),
            Value::Path(path) => ctxt.error(path, message),
            Value::Other(tokens) => ctxt.error(tokens, message),
            Value::Paths(_) => ctxt.error(&self.path, message),
        }
    }
}

/// The name of a field as it stands in XML.
pub(crate) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}
