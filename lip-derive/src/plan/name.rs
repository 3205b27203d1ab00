//! Names and namespaces.

use quote::ToTokens;
use syn::{LitStr, Path};

use crate::attr::{Key, Value};
use crate::ctxt::Ctxt;

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// An expanded name.
#[derive(Clone)]
pub(crate) struct NamePlan {
    pub(crate) ns: Ns,
    pub(crate) local: String,
}

#[derive(Clone)]
pub(crate) enum Ns {
    None,
    Xml,
    Uri(String),
    /// The path of a `static` of type `Namespace`.
    Path(Path),
}

impl NamePlan {
    /// Whether both are sure to be the same name.
    pub(crate) fn same(&self, other: &Self) -> bool {
        self.local == other.local
            && match (&self.ns, &other.ns) {
                (Ns::None, Ns::None) | (Ns::Xml, Ns::Xml) => true,
                (Ns::Uri(a), Ns::Uri(b)) => a == b,
                (Ns::Path(a), Ns::Path(b)) => a.to_token_stream().to_string() == b.to_token_stream().to_string(),
                _ => false,
            }
    }
}

/// The name in `element = "…"` or `child = "…"`.
pub(crate) fn of_item(ctxt: &Ctxt, key: &Key, ns: Option<&Key>) -> Option<NamePlan> {
    let text = key.text(ctxt)?;
    let ns = namespace(ctxt, ns);
    let local = local(ctxt, text, &text.value())?;
    Some(NamePlan { ns: ns?, local })
}

/// The name in `attribute = "…"`; `xml:` is a prefix that everybody knows.
pub(crate) fn of_attribute(ctxt: &Ctxt, text: &LitStr, ns: Option<&Key>) -> Option<NamePlan> {
    let value = text.value();
    match value.split_once(':') {
        _ if value == "xmlns" || value.starts_with("xmlns:") => {
            ctxt.error(text, "`xmlns` declares a namespace, which is read and written by itself; take the field away");
            None
        }
        None => {
            let ns = namespace(ctxt, ns);
            let local = local(ctxt, text, &value)?;
            beside_schema(ctxt, text, &ns?, &local)
        }
        Some(("xml", name)) => {
            if let Some(ns) = ns {
                ctxt.error(&ns.path, "`xml:` says the namespace already; take `ns` away");
            }
            Some(NamePlan { ns: Ns::Xml, local: local(ctxt, text, name)? })
        }
        Some((prefix, name)) if !prefix.is_empty() && !name.is_empty() => {
            let message =
                format!("`{prefix}:` is a prefix, which documents choose; write `attribute = \"{name}\", ns = \"…\"`");
            ctxt.error(text, message);
            None
        }
        Some(_) => local(ctxt, text, &value).map(|local| NamePlan { ns: Ns::None, local }),
    }
}

/// Attributes of the `xsi` namespace may stand anywhere, and are kept elsewhere.
fn beside_schema(ctxt: &Ctxt, at: &LitStr, ns: &Ns, local: &str) -> Option<NamePlan> {
    if matches!(ns, Ns::Uri(uri) if uri == "http://www.w3.org/2001/XMLSchema-instance") {
        let message =
            format!("attributes of `xsi` are kept by a field with `#[xml(preserved)]`; ask it for `.xsi(\"{local}\")`");
        ctxt.error(at, message);
        return None;
    }
    Some(NamePlan { ns: ns.clone(), local: local.to_owned() })
}

fn namespace(ctxt: &Ctxt, ns: Option<&Key>) -> Option<Ns> {
    match ns {
        None => Some(Ns::None),
        Some(key) => match &key.value {
            Value::Text(uri) if uri.value().is_empty() => {
                ctxt.error(uri, "an empty namespace; take `ns` away for a name without one");
                None
            }
            Value::Text(uri) if uri.value().contains(char::is_whitespace) => {
                let mended = uri.value().split_whitespace().collect::<String>();
                ctxt.error(uri, format!("white space in the URI of a namespace; write `ns = \"{mended}\"`"));
                None
            }
            Value::Text(uri) if uri.value() == XMLNS => {
                ctxt.error(
                    uri,
                    "the namespace of declarations, which nothing else may have (Namespaces in XML, 3); write another",
                );
                None
            }
            Value::Text(uri) if uri.value() == XML => Some(Ns::Xml),
            Value::Text(uri) => Some(Ns::Uri(uri.value())),
            Value::Path(path) => Some(Ns::Path(path.clone())),
            Value::None | Value::Paths(_) | Value::Other(_) => {
                let at = match &key.value {
                    Value::Other(tokens) => tokens.clone(),
                    _ => key.path.to_token_stream(),
                };
                ctxt.error(at, "write `ns = \"…\"`, or `ns = PATH` with the path of a `static` of type `Namespace`");
                None
            }
        },
    }
}

/// Namespaces in XML, production 4: `NCName`.
fn local(ctxt: &Ctxt, at: &LitStr, name: &str) -> Option<String> {
    if name.starts_with(is_name_start) && name.chars().all(is_name_char) {
        return Some(name.to_owned());
    }
    match name.rsplit_once(':') {
        Some((_, local)) if !local.is_empty() => {
            ctxt.error(at, format!("a name with a prefix, which documents choose; write `\"{local}\", ns = \"…\"`"));
        }
        _ if name.is_empty() => ctxt.error(at, "an empty name; write the name as it stands in documents"),
        _ => ctxt.error(
            at,
            format!("`{name}` is no name of XML; write a letter or `_`, then letters, digits, `-`, `_` and `.`"),
        ),
    }
    None
}

/// XML 1.0, production 4: `NameStartChar`, without the colon.
fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// XML 1.0, production 4a: `NameChar`, without the colon.
fn is_name_char(c: char) -> bool {
    is_name_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
