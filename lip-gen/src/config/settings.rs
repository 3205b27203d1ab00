//! `lip-gen.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::Config;
use crate::audit::difference::{Accepted, Kind};
use crate::error::Error;
use crate::lower::{Table, What};
use crate::shape::Derive;

/// The file as it is written. Every key is explained at [`Config::from_file`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    xsd: Option<String>,
    dtd: Option<String>,
    module: Option<String>,
    runtime: Option<String>,
    #[serde(default)]
    wider: bool,
    #[serde(default)]
    roots: Vec<Spanned<String>>,
    #[serde(default)]
    boxed: Vec<Spanned<String>>,
    #[serde(default)]
    catalog: BTreeMap<String, String>,
    #[serde(default)]
    catalogs: Vec<String>,
    #[serde(default)]
    words: Entries,
    #[serde(default)]
    types: Entries,
    #[serde(default)]
    fields: Entries,
    #[serde(default)]
    accessors: Entries,
    #[serde(default)]
    derive: Vec<DeriveEntry>,
    #[serde(default)]
    derive_for: BTreeMap<Spanned<String>, OneOrSeveral>,
    #[serde(default)]
    attribute_for: BTreeMap<Spanned<String>, OneOrSeveral>,
    #[serde(default)]
    extern_type: Entries,
    serde: Option<String>,
    #[serde(default)]
    accepted: Vec<Spanned<Difference>>,
}

/// An entry of `[[accepted]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    element: String,
    attribute: Option<String>,
    kind: Kind,
    reason: String,
}

/// An entry of `[[derive]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeriveEntry {
    path: String,
    feature: Option<String>,
    text: Option<String>,
}

/// `"Hash"` or `["Hash", "Ord"]`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrSeveral {
    One(String),
    Several(Vec<String>),
}

type Entries = BTreeMap<Spanned<String>, String>;

pub(super) fn read(path: &Path) -> Result<Config, Error> {
    let io = |source| Error::Io { action: "read", path: path.to_owned(), source };
    let text = std::fs::read_to_string(path).map_err(io)?;
    let wrong = |error: toml::de::Error| Error::Settings { path: path.to_owned(), message: error.to_string() };
    let settings: Settings = toml::from_str(&text).map_err(wrong)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut config = Config {
        xsd: settings.xsd.map(|file| folder.join(file)),
        dtd: settings.dtd.map(|file| folder.join(file)),
        module: settings.module,
        runtime: settings.runtime,
        wider: settings.wider,
        settings: Some((path.to_owned(), text)),
        ..Config::default()
    };
    let with_place = |name: Spanned<String>| (name.get_ref().clone(), Some(name.span()));
    config.roots = settings.roots.into_iter().map(with_place).collect();
    config.boxed = settings.boxed.into_iter().map(with_place).collect();
    for (identifier, file) in settings.catalog {
        config = config.catalog(identifier, folder.join(file));
    }
    for file in settings.catalogs {
        config = config.catalog_file(folder.join(file));
    }
    let tables = [
        (Table::Words, settings.words),
        (Table::Types, settings.types),
        (Table::Fields, settings.fields),
        (Table::Accessors, settings.accessors),
    ];
    for (table, entries) in tables {
        for (key, name) in entries {
            let at = key.span();
            config = config.name(table, key.into_inner(), name, Some(at));
        }
    }
    if let Some(feature) = settings.serde {
        config = config.serde(Some(feature.as_str()).filter(|feature| !feature.is_empty()));
    }
    for DeriveEntry { path, feature, text } in settings.derive {
        config.derives.push(Derive { path, feature, text });
    }
    let several =
        [(settings.derive_for, What::Derive as fn(String) -> What), (settings.attribute_for, What::Attribute)];
    for (entries, what) in several {
        for (key, list) in entries {
            let list = match list {
                OneOrSeveral::One(text) => vec![text],
                OneOrSeveral::Several(list) => list,
            };
            for text in list {
                config = config.extra(key.get_ref(), what(text), Some(key.span()));
            }
        }
    }
    for (key, path) in settings.extern_type {
        config = config.extra(key.get_ref(), What::Extern(path), Some(key.span()));
    }
    for entry in settings.accepted {
        let at = entry.span();
        let Difference { element, attribute, kind, reason } = entry.into_inner();
        if reason.trim().is_empty() {
            let message = format!("the accepted difference of `{element}` has no reason");
            return Err(Error::Settings { path: path.to_owned(), message });
        }
        config.accepted.push((Accepted { element, attribute, kind, reason, span: None }, Some(at)));
    }
    Ok(config)
}
