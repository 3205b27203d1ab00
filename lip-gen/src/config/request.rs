//! What is asked of the lowering and of the audit: checked as Rust, with the places in the `lip-gen.toml`.

use super::{Config, Place, file_name};
use crate::audit::Accepted;
use crate::error::Error;
use crate::lower::{Extra, Names, Options, Wanted, What};
use crate::shape::Derive;
use crate::source::{SourceId, Span};

impl Config {
    /// The accepted differences, with their places in the `lip-gen.toml`.
    pub(crate) fn accepted(&self, source: Option<SourceId>) -> Vec<Accepted> {
        let span = |at: &Place| Some(Span::new(source?, at.as_ref()?.start, at.as_ref()?.end));
        self.accepted.iter().map(|(entry, at)| Accepted { span: span(at), ..entry.clone() }).collect()
    }

    /// What the lowering is told; `source` is the `lip-gen.toml`.
    pub(crate) fn options(&self, source: Option<SourceId>) -> Result<Options, Error> {
        let runtime = self.runtime.clone().unwrap_or_else(|| "::lip_types".to_owned());
        if syn::parse_str::<syn::Path>(&runtime).is_err() {
            return Err(Error::Config(format!("the runtime path `{runtime}` is not a Rust path")));
        }
        for Derive { path, text, .. } in &self.derives {
            if syn::parse_str::<syn::Path>(path).is_err() {
                return Err(Error::Config(format!("`{path}`, which is to be derived, is not a Rust path")));
            }
            if let Some(text) = text.as_ref().filter(|text| syn::parse_str::<syn::Meta>(text).is_err()) {
                return Err(Error::Config(format!("`{text}`, for fields that hold text, is not a Rust attribute")));
            }
        }
        for (Extra { of, what }, _) in &self.extras {
            let (text, kind, is_wrong) = match what {
                What::Derive(path) => (path, "path", syn::parse_str::<syn::Path>(path).is_err()),
                What::Attribute(text) => (text, "outer attribute", !is_attribute(text)),
                What::Extern(path) => (path, "path", syn::parse_str::<syn::TypePath>(path).is_err()),
            };
            if is_wrong {
                return Err(Error::Config(format!("`{text}`, for `{}`, is not a Rust {kind}", of.name)));
            }
        }
        let span = |at: &Place| Some(Span::new(source?, at.as_ref()?.start, at.as_ref()?.end));
        let mut names = Names::default();
        for ((table, key), (name, at)) in &self.names {
            let wanted = Wanted { name: name.clone(), at: span(at) };
            table.of_mut(&mut names).insert(key.clone(), wanted);
        }
        let wanted = |list: &[(String, Place)]| -> Vec<Wanted> {
            list.iter().map(|(name, at)| Wanted { name: name.clone(), at: span(at) }).collect()
        };
        let extras = self.extras.iter().map(|(Extra { of, what }, at)| {
            let of = Wanted { name: of.name.clone(), at: span(at) };
            Extra { of, what: what.clone() }
        });
        Ok(Options {
            names,
            runtime,
            dtd: self.dtd.as_ref().and_then(|file| file_name(file)),
            dtd_alone: self.xsd.is_none(),
            roots: wanted(&self.roots),
            boxed: wanted(&self.boxed),
            derives: self.derives.clone(),
            extras: extras.collect(),
            serde: self.serde.clone(),
            sources: self.inputs().map(|file| self.shown(file)).collect(),
            command: self.command.clone(),
        })
    }
}

/// Whether it is outer attributes and nothing else.
fn is_attribute(text: &str) -> bool {
    use syn::parse::Parser;
    syn::Attribute::parse_outer.parse_str(text).is_ok_and(|list| !list.is_empty())
}
