//! `extends(…)`: the extension points of an item.

use quote::ToTokens;
use syn::Path;

use crate::attr::{Key, Keys, Value};
use crate::ctxt::Ctxt;
use crate::symbol;

const MEND: &str = "write `extends(POINT)` with the type of an extension point, such as `extends(ExtIdentification)`";

/// The points of an item of this kind.
pub(super) fn points(ctxt: &Ctxt, keys: &Keys, kind: Option<&Key>) -> Vec<Path> {
    let Some(key) = keys.get(symbol::EXTENDS) else { return Vec::new() };
    match kind.map(|kind| kind.name.as_str()) {
        Some(symbol::ELEMENT | symbol::CHOICE) => {}
        None if keys.broken => {}
        None => {
            ctxt.error(
                &key.path,
                "an extension is an element; write `element = \"…\"`, on an enum `choice`, beside it",
            );
        }
        Some(kind) => {
            let message = format!(
                "`extends` beside `{kind}`: an extension is an element; take it away, or make this a struct with \
                 `element = \"…\"` or an enum with `choice`"
            );
            ctxt.error(&key.path, message);
        }
    }
    let paths = match &key.value {
        Value::Paths(paths) => paths.as_slice(),
        Value::None => {
            ctxt.error(&key.path, MEND);
            return Vec::new();
        }
        Value::Text(text) => {
            ctxt.error(text, MEND);
            return Vec::new();
        }
        Value::Path(path) => {
            ctxt.error(path, format!("write `extends({})`", path.to_token_stream()));
            return Vec::new();
        }
        Value::Other(tokens) => {
            ctxt.error(tokens, MEND);
            return Vec::new();
        }
    };
    if paths.is_empty() {
        ctxt.error(&key.path, MEND);
    }
    for (i, path) in paths.iter().enumerate() {
        if paths.iter().take(i).any(|earlier| same(earlier, path)) {
            ctxt.error(path, format!("the point `{}` stands here twice; write it once", path.to_token_stream()));
        }
    }
    paths.to_vec()
}

/// The points of an item that has mistakes, each once.
pub(crate) fn stubbed(keys: &Keys) -> Vec<Path> {
    let Some(Value::Paths(paths)) = keys.get(symbol::EXTENDS).map(|key| &key.value) else { return Vec::new() };
    let mut all: Vec<Path> = Vec::new();
    for path in paths {
        if !all.iter().any(|earlier| same(earlier, path)) {
            all.push(path.clone());
        }
    }
    all
}

fn same(a: &Path, b: &Path) -> bool {
    a.to_token_stream().to_string() == b.to_token_stream().to_string()
}
