//! What to generate, and how: the builder for `build.rs`.

mod settings;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::audit::{Accepted, Kind};
use crate::diagnostic::{Diagnostics, Severity};
use crate::emit::Language;
use crate::lower::{Extra, Names, Options, Table, Wanted, What};
use crate::output::Output;
use crate::read::Catalog;
use crate::report::{Error, Findings, Report};
use crate::shape::{Derive, Serde};
use crate::source::{SourceId, Sources, Span};

/// What to generate: schemas, names, where to.
///
/// In a `build.rs`:
///
/// ```no_run
/// fn main() -> Result<(), lip_gen::Error> {
///     lip_gen::Config::new()
///         .xsd("schemas/profile.xsd")
///         .root("learnerinformation")
///         .rename("learnerinformation", "LearnerInformation")
///         .module("profile")
///         .compile()?;
///     Ok(())
/// }
/// ```
///
/// and in the crate `mod profile { include!(concat!(env!("OUT_DIR"), "/profile.rs")); }`.
///
/// A name that is asked for and matches nothing is an error.
#[derive(Debug, Clone, Default)]
pub struct Config {
    xsd: Option<PathBuf>,
    dtd: Option<PathBuf>,
    catalog: Catalog,
    catalogs: Vec<PathBuf>,
    roots: Vec<(String, Place)>,
    boxed: Vec<(String, Place)>,
    names: BTreeMap<(Table, String), (String, Place)>,
    accepted: Vec<(Accepted, Place)>,
    module: Option<String>,
    runtime: Option<String>,
    derives: Vec<Derive>,
    extras: Vec<Extra>,
    serde: Option<Serde>,
    language: Language,
    out: Option<PathBuf>,
    /// Path and text of the `lip-gen.toml`.
    settings: Option<(PathBuf, String)>,
    /// The folder from which the header names files.
    base: PathBuf,
    command: Option<String>,
}

/// Bytes of the `lip-gen.toml`, if the entry stands there.
type Place = Option<Range<usize>>;

impl Config {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What a `lip-gen.toml` says. Its paths are relative to its folder.
    ///
    /// | key | meaning |
    /// |---|---|
    /// | `xsd`, `dtd` | the schema files; see [`xsd`](Self::xsd), [`dtd`](Self::dtd) |
    /// | `module` | name of the module; see [`module`](Self::module) |
    /// | `runtime` | path of the runtime crate; see [`runtime_path`](Self::runtime_path) |
    /// | `roots` | elements with which a document begins; see [`root`](Self::root) |
    /// | `boxed` | large elements that optional fields hold in a box; see [`boxed`](Self::boxed) |
    /// | `[catalog]` | namespace, system or public identifier → file; see [`catalog`](Self::catalog) |
    /// | `catalogs` | XML catalogs; see [`catalog_file`](Self::catalog_file) |
    /// | `[words]` | element → type; see [`rename`](Self::rename) |
    /// | `[types]` | default type name → name; see [`rename_type`](Self::rename_type) |
    /// | `[fields]` | `"owner.default"` → name; see [`rename_field`](Self::rename_field) |
    /// | `[accessors]` | `"owner.child"` → name; see [`rename_accessor`](Self::rename_accessor) |
    /// | `serde` | the feature that gives the types their JSON form, or `""` for always; see [`serde`](Self::serde) |
    /// | `[[derive]]` | `path`, `feature`, `text`: a derive macro of another crate for every type; see [`derive`](Self::derive) |
    /// | `[[accepted]]` | `element`, `attribute`, `kind`, `reason`: a difference between DTD and XSD that is meant; see [`accept`](Self::accept) |
    ///
    /// # Errors
    /// When the file cannot be read, is no TOML, or has other keys.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        settings::read(path.as_ref())
    }

    /// The XSD. The types come from it, also when there is a DTD.
    #[must_use]
    pub fn xsd(mut self, file: impl Into<PathBuf>) -> Self {
        self.xsd = Some(file.into());
        self
    }

    /// The DTD. Beside an XSD it says that there are documents without a namespace too, whose document type
    /// declaration names this file, and it must declare the same; alone it is what the types come from.
    #[must_use]
    pub fn dtd(mut self, file: impl Into<PathBuf>) -> Self {
        self.dtd = Some(file.into());
        self
    }

    /// The local file that stands for a namespace, a system identifier or a public identifier. Nothing is fetched.
    #[must_use]
    pub fn catalog(mut self, identifier: impl Into<String>, file: impl Into<PathBuf>) -> Self {
        self.catalog.add(identifier, file);
        self
    }

    /// An XML catalog of OASIS, asked after what [`catalog`](Self::catalog) says; see
    /// [`Catalog::read`]. Nothing is fetched.
    #[must_use]
    pub fn catalog_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.catalogs.push(file.into());
        self
    }

    /// An element with which a document begins. The documentation of its type says so.
    #[must_use]
    pub fn root(mut self, element: impl Into<String>) -> Self {
        self.roots.push((element.into(), None));
        self
    }

    /// A large element, which optional fields hold as `Option<Box<…>>`: their owners are then smaller
    /// to move, and cost little where the element is absent. What must be boxed since it holds
    /// itself is, without being named.
    #[must_use]
    pub fn boxed(mut self, element: impl Into<String>) -> Self {
        self.boxed.push((element.into(), None));
        self
    }

    /// The Rust type of an element: `rename("qcl", "Qualification")`.
    ///
    /// Without it, the name is the element's, words split at `_`, `-` and `.`: `ext_goal` → `ExtGoal`.
    /// An element of another namespace than the schema's is written `{namespace}name`, here and as an owner.
    #[must_use]
    pub fn rename(self, element: impl Into<String>, name: impl Into<String>) -> Self {
        self.name(Table::Words, element.into(), name.into(), None)
    }

    /// Another name for a generated type that is no element's: a choice, a group, an enumeration.
    /// `rename_type("GenderGender", "GenderValue")`.
    #[must_use]
    pub fn rename_type(self, default: impl Into<String>, name: impl Into<String>) -> Self {
        self.name(Table::Types, default.into(), name.into(), None)
    }

    /// Another name for a field or a variant. The owner is an element, or another type by its
    /// default name: `rename_field("activity", "items", "parts")`,
    /// `rename_field("ActivityItem", "Product", "Made")`.
    #[must_use]
    pub fn rename_field(self, owner: &str, default: &str, name: impl Into<String>) -> Self {
        self.name(Table::Fields, format!("{owner}.{default}"), name.into(), None)
    }

    /// Another name for the iterator over the `child` elements among the items of `owner`:
    /// `rename_accessor("identification", "contactinfo", "contact_infos")`.
    #[must_use]
    pub fn rename_accessor(self, owner: &str, child: &str, name: impl Into<String>) -> Self {
        self.name(Table::Accessors, format!("{owner}.{child}"), name.into(), None)
    }

    /// Accepts a difference between DTD and XSD, for a reason. The kinds are those of [`crate::audit`]; `attribute`
    /// is given for the kinds that are about one. A difference that is accepted and does not occur is an error.
    ///
    /// ```toml
    /// [[accepted]]
    /// element = "geo"
    /// kind = "content"
    /// reason = "the DTD of the year 2000 is not ours to change"
    /// ```
    #[must_use]
    pub fn accept(mut self, element: &str, attribute: Option<&str>, kind: Kind, reason: impl Into<String>) -> Self {
        let (element, attribute) = (element.to_owned(), attribute.map(str::to_owned));
        self.accepted.push((Accepted { element, attribute, kind, reason: reason.into(), span: None }, None));
        self
    }

    /// The name of the module, and of its file: `profile` → `profile.rs`.
    /// Without it, the name of the schema file.
    #[must_use]
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// The path by which generated code names the runtime crate; `::lip_types` without it.
    #[must_use]
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.runtime = Some(path.into());
        self
    }

    /// A derive macro of another crate for every generated type, by its path: `derive("::serde::Serialize", None)`. With a
    /// feature, of the crate that holds the generated code, it is behind it.
    ///
    /// In a `lip-gen.toml` it may bring an attribute for every field that holds text, where the macro needs one:
    ///
    /// ```toml
    /// [[derive]]
    /// path = "::arbitrary::Arbitrary"
    /// feature = "arbitrary"
    /// text = "arbitrary(with = ::lip_types::random::text)"
    /// ```
    #[must_use]
    pub fn derive(mut self, path: impl Into<String>, feature: Option<&str>) -> Self {
        self.derives.push(Derive { path: path.into(), feature: feature.map(str::to_owned), text: None });
        self
    }

    /// A derive for one type: `derive_for("activity", "Hash")`. The type is an element, or another one by its default name.
    /// What its fields hold must have the trait, too.
    #[must_use]
    pub fn derive_for(self, r#type: &str, path: &str) -> Self {
        self.attribute_for(r#type, format!("#[derive({path})]"))
    }

    /// An attribute for one type: `attribute_for("activity", "#[must_use]")`. The type is an element, or another one by its
    /// default name.
    #[must_use]
    pub fn attribute_for(self, r#type: &str, attribute: impl Into<String>) -> Self {
        self.extra(r#type, What::Attribute(attribute.into()))
    }

    /// A type of your own in place of a generated one: `extern_type("contentype", "::lip_types::imslip::ContentType")`, for an
    /// element or a complex type. What only the generated type needed is not generated either, unless it is a
    /// [`root`](Self::root). The path is as seen from the module, or absolute; the type has `#[derive(Xml)]`.
    #[must_use]
    pub fn extern_type(self, r#type: &str, path: impl Into<String>) -> Self {
        self.extra(r#type, What::Extern(path.into()))
    }

    fn extra(mut self, r#type: &str, what: What) -> Self {
        self.extras.push(Extra { of: Wanted { name: r#type.to_owned(), at: None }, what });
        self
    }

    /// Gives the generated types the JSON form that `lip_types::json` describes: `Serialize` and `Deserialize` of `serde`, with
    /// keys by the names in documents. With a feature, of the crate that holds the generated code, they are behind it.
    ///
    /// That crate depends on `serde`, and on `lip-types` with its feature `serde`.
    #[must_use]
    pub fn serde(mut self, feature: Option<&str>) -> Self {
        self.serde = Some(Serde { feature: feature.map(str::to_owned) });
        self
    }

    /// Generates a JSON Schema (2020-12) of the JSON form that [`Config::serde`] gives the types, instead of the types. Its
    /// root is that of [`Config::root`].
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use lip_gen::{Config, Output};
    ///
    /// let file = std::env::temp_dir().join(format!("lip-gen-note-{}.dtd", std::process::id()));
    /// std::fs::write(&file, "<!ELEMENT note (title, line*)> <!ELEMENT title (#PCDATA)> <!ELEMENT line (#PCDATA)>")?;
    /// let report = lip_gen::generate(&Config::new().dtd(&file).root("note").json_schema(), &Output::Memory)?;
    /// assert!(report.text.contains(r##""$ref": "#/$defs/Note""##), "{}", report.text);
    /// # std::fs::remove_file(file)?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn json_schema(mut self) -> Self {
        self.language = Language::JsonSchema;
        self
    }

    /// The file to write; in the `OUT_DIR` of the build script without it.
    #[must_use]
    pub fn out(mut self, file: impl Into<PathBuf>) -> Self {
        self.out = Some(file.into());
        self
    }

    /// Generates, as a `build.rs` does: writes the file if it changed, and tells cargo which
    /// files were read and what is to be warned of. When both a DTD and an XSD are given, they must say the same.
    ///
    /// # Errors
    /// When the schemas have errors, DTD and XSD differ beyond what is [accepted](Self::accept), a name matches nothing,
    /// or a file cannot be read or written.
    pub fn compile(&self) -> Result<Report, Error> {
        let out = match &self.out {
            Some(out) => out.clone(),
            None => {
                let folder = std::env::var_os("OUT_DIR")
                    .ok_or_else(|| Error::Config("no place to write to: `out` is not set, nor is `OUT_DIR`".into()))?;
                Path::new(&folder).join(format!("{}.rs", self.module_name()?))
            }
        };
        let mut sources = Sources::new();
        let result = crate::generate_from(self, &Output::Write(out), Severity::Error, &mut sources);
        let findings = match &result {
            Ok(report) => Some(&report.findings),
            Err(Error::Findings(findings)) => Some(findings),
            Err(_) => None,
        };
        // Also when it failed: the build is to run again when the file is mended.
        for line in self.cargo_lines(&sources, findings) {
            println!("{line}");
        }
        result
    }

    fn cargo_lines(&self, sources: &Sources, findings: Option<&Findings>) -> Vec<String> {
        let settings = self.settings.iter().map(|(path, _)| path.as_path());
        let catalogs = self.catalogs.iter().map(PathBuf::as_path);
        let read = findings.into_iter().flat_map(Findings::files).chain(sources.files());
        let mut files: Vec<_> = self.inputs().chain(settings).chain(catalogs).chain(read).collect();
        files.sort_unstable();
        files.dedup();
        let mut lines: Vec<_> =
            files.iter().map(|file| format!("cargo::rerun-if-changed={}", file.display())).collect();
        for finding in findings.into_iter().flat_map(Findings::resolved) {
            if finding.severity != Severity::Warning {
                continue;
            }
            let place = match (&finding.file, finding.line, finding.column) {
                (Some(file), Some(line), Some(column)) => format!("{file}:{line}:{column}: "),
                _ => String::new(),
            };
            let message = finding.message.replace(['\n', '\r'], " ");
            lines.push(format!("cargo::warning={place}{message}"));
        }
        lines
    }

    fn name(mut self, table: Table, key: String, name: String, at: Place) -> Self {
        self.names.insert((table, key), (name, at));
        self
    }

    /// Files in the header are named from this folder.
    pub(crate) fn named_from(mut self, base: &Path) -> Self {
        self.base = base.to_owned();
        self
    }

    /// The command for the header.
    pub(crate) fn written_by(mut self, command: &str) -> Self {
        self.command = Some(command.to_owned());
        self
    }

    /// What is generated.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The name of the module.
    pub(crate) fn module_name(&self) -> Result<String, Error> {
        let name = match &self.module {
            Some(name) => name.clone(),
            None => {
                let file = self.inputs().next().and_then(Path::file_stem);
                crate::lower::field_name(&file.unwrap_or_default().to_string_lossy())
            }
        };
        match crate::lower::is_identifier(&name) {
            true => Ok(name),
            false => Err(Error::Config(format!("the module name `{name}` is not a Rust identifier"))),
        }
    }

    /// The schema files that it names.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &Path> {
        [&self.xsd, &self.dtd].into_iter().flatten().map(PathBuf::as_path)
    }

    pub(crate) fn xsd_file(&self) -> Option<&Path> {
        self.xsd.as_deref()
    }

    pub(crate) fn dtd_file(&self) -> Option<&Path> {
        self.dtd.as_deref()
    }

    /// The catalogue, with the catalogue files read.
    pub(crate) fn files(&self, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Catalog {
        let mut catalog = self.catalog.clone();
        for file in &self.catalogs {
            catalog.read(file, sources, diagnostics);
        }
        catalog
    }

    /// The `lip-gen.toml` as a source, so that messages can show it.
    pub(crate) fn source(&self, sources: &mut Sources) -> Option<SourceId> {
        self.settings.as_ref().map(|(path, text)| sources.add(path, text.clone(), None))
    }

    /// Whether the schema files can be read: one that is not there is no finding in a schema.
    pub(crate) fn readable(&self) -> Result<(), Error> {
        for path in self.inputs() {
            std::fs::File::open(path).map_err(|source| Error::Io { action: "read", path: path.to_owned(), source })?;
        }
        Ok(())
    }

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
        for Extra { of, what } in &self.extras {
            let (text, kind, is_wrong) = match what {
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
        Ok(Options {
            names,
            runtime,
            dtd: self.dtd.as_ref().filter(|_| self.xsd.is_some()).and_then(|file| file_name(file)),
            roots: wanted(&self.roots),
            boxed: wanted(&self.boxed),
            derives: self.derives.clone(),
            extras: self.extras.clone(),
            serde: self.serde.clone(),
            sources: self.inputs().map(|file| self.shown(file)).collect(),
            command: self.command.clone(),
        })
    }

    /// A file as the header names it: the same on every machine.
    fn shown(&self, file: &Path) -> String {
        let file = file.strip_prefix(&self.base).unwrap_or(file);
        match file_name(file).filter(|_| file.is_absolute()) {
            Some(name) => name,
            None => file.to_string_lossy().replace('\\', "/"),
        }
    }
}

/// Whether it is outer attributes and nothing else.
fn is_attribute(text: &str) -> bool {
    use syn::parse::Parser;
    syn::Attribute::parse_outer.parse_str(text).is_ok_and(|list| !list.is_empty())
}

fn file_name(file: &Path) -> Option<String> {
    file.file_name().map(|name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_is_told_what_was_read_and_what_is_odd() {
        let folder = std::env::temp_dir().join(format!("lip-gen-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = |name: &str, text: &str| {
            std::fs::write(folder.join(name), text).unwrap();
            folder.join(name).display().to_string()
        };
        let dtd = file("a.dtd", "<!ELEMENT a EMPTY>\n");
        let xsd = file(
            "a.xsd",
            "<xsd:schema xmlns:xsd='http://www.w3.org/2001/XMLSchema'><xsd:element name='a' type='xsd:string'/></xsd:schema>",
        );
        let settings = file("lip-gen.toml", "xsd = 'a.xsd'\ndtd = 'a.dtd'\n");
        let config = Config::from_file(&settings).unwrap().out(folder.join("a.rs"));
        // Both must say the same, and nothing is written while they do not.
        let Err(Error::Findings(differ)) = config.compile() else { panic!("DTD and XSD differ") };
        assert!(differ.has_errors() && !folder.join("a.rs").exists());
        let report = crate::generate(&config, &Output::Memory).unwrap();
        let lines = config.cargo_lines(&Sources::new(), Some(&report.findings));
        for path in [&dtd, &xsd, &settings] {
            assert_eq!(lines.iter().filter(|line| **line == format!("cargo::rerun-if-changed={path}")).count(), 1);
        }
        let warning = format!("cargo::warning={dtd}:1:11: the content of `a` is not the same in DTD and XSD");
        assert!(lines.contains(&warning), "{lines:?}");
        assert_eq!(lines.len(), 4);

        // Also when it fails: the build runs again when the file is mended.
        file("a.dtd", "<!ELEMENT a (b>\n");
        let Err(Error::Findings(findings)) = config.compile() else { panic!("the group is open") };
        assert_eq!(config.cargo_lines(&Sources::new(), Some(&findings)).len(), 3);

        // And when it cannot be written: what the schema includes was read.
        file("b.ent", "<!ELEMENT b EMPTY>\n");
        let dtd = file("b.dtd", "<!ENTITY % b SYSTEM 'b.ent'> %b;\n");
        let config = Config::new().dtd(&dtd).out(folder.join("no/such/b.rs"));
        let mut sources = Sources::new();
        let output = Output::Write(folder.join("no/such/b.rs"));
        let result = crate::generate_from(&config, &output, Severity::Error, &mut sources);
        assert!(matches!(result, Err(Error::Io { action: "write", .. })));
        let lines = config.cargo_lines(&sources, None);
        assert!(lines.len() == 2 && lines[1].ends_with("b.ent"), "{lines:?}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
