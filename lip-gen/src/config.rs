//! What to generate, and how: the builder for `build.rs`.

mod build_script;
mod naming;
mod request;
mod settings;
mod types;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::audit::difference::{Accepted, Kind};
use crate::diagnostic::Diagnostics;
use crate::emit::Language;
use crate::error::Error;
use crate::lower::{Extra, Table};
use crate::read::Catalog;
use crate::shape::{Derive, Serde};
use crate::source::{SourceId, Sources};

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
    wider: bool,
    module: Option<String>,
    runtime: Option<String>,
    derives: Vec<Derive>,
    extras: Vec<(Extra, Place)>,
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
    /// Nothing yet: [`xsd`](Self::xsd) or [`dtd`](Self::dtd) is needed.
    ///
    /// ```
    /// let error = lip_gen::generate(&lip_gen::Config::new(), &lip_gen::Output::Memory).unwrap_err();
    /// assert_eq!(error.to_string(), "no schema: name an XSD or a DTD");
    /// ```
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
    /// | `wider` | `true`: what only narrows documents and is not supported is left out; see [`allow_wider`](Self::allow_wider) |
    /// | `boxed` | large elements that optional fields hold in a box; see [`boxed`](Self::boxed) |
    /// | `[catalog]` | namespace, system or public identifier → file; see [`catalog`](Self::catalog) |
    /// | `catalogs` | XML catalogs; see [`catalog_file`](Self::catalog_file) |
    /// | `[words]` | element → type; see [`rename`](Self::rename) |
    /// | `[types]` | default type name → name; see [`rename_type`](Self::rename_type) |
    /// | `[fields]` | `"owner.default"` → name; see [`rename_field`](Self::rename_field) |
    /// | `[accessors]` | `"owner.child"` → name; see [`rename_accessor`](Self::rename_accessor) |
    /// | `serde` | the feature that gives the types their JSON form, or `""` for always; see [`serde`](Self::serde) |
    /// | `[[derive]]` | `path`, `feature`, `text`: a derive macro of another crate for every type; see [`derive`](Self::derive) |
    /// | `[derive_for]` | type → one derive or several; see [`derive_for`](Self::derive_for) |
    /// | `[attribute_for]` | type → one attribute or several; see [`attribute_for`](Self::attribute_for) |
    /// | `[extern_type]` | type → the path of yours; see [`extern_type`](Self::extern_type) |
    /// | `[[accepted]]` | `element`, `attribute`, `kind`, `reason`: a difference between DTD and XSD that is meant; see [`accept`](Self::accept) |
    ///
    /// An entry that matches nothing is an error at its line.
    ///
    /// ```
    /// let file = std::env::temp_dir().join(format!("lip-gen-{}.toml", std::process::id()));
    /// let dtd = std::env::current_dir()?.join("doc/course.dtd");
    /// std::fs::write(&file, format!("dtd = {dtd:?}\nroots = ['course']\n[words]\npart = 'Lesson'\n"))?;
    /// let config = lip_gen::Config::from_file(&file)?.module("courses");
    /// assert!(lip_gen::generate(&config, &lip_gen::Output::Memory)?.text.contains("pub struct Lesson {"));
    /// # std::fs::remove_file(file)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the file cannot be read, is no TOML, or has other keys.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        settings::read(path.as_ref())
    }

    /// The XSD. The types come from it, also when there is a DTD.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let report = lip_gen::generate(&Config::new().xsd("doc/course.xsd"), &Output::Memory)?;
    /// assert!(report.text.contains("pub struct Course {"));
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn xsd(mut self, file: impl Into<PathBuf>) -> Self {
        self.xsd = Some(file.into());
        self
    }

    /// The DTD. Beside an XSD it says that there are documents without a namespace too, whose document type
    /// declaration names this file, and it must declare the same; alone it is what the types come from.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let config = Config::new().xsd("doc/course.xsd").dtd("doc/course.dtd");
    /// assert!(lip_gen::generate(&config, &Output::Memory)?.agrees(), "both say the same");
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn dtd(mut self, file: impl Into<PathBuf>) -> Self {
        self.dtd = Some(file.into());
        self
    }

    /// The local file that stands for a namespace, a system identifier or a public identifier. Nothing is fetched.
    ///
    /// ```no_run
    /// # let config = lip_gen::Config::new();
    /// config
    ///     .catalog("http://www.imsglobal.org/xsd/imslip_v1p0", "schemas/imslip_v1p0p1.xsd")
    ///     .catalog("-//EXAMPLE//ENTITIES Text//EN", "schemas/text.mod")
    /// # ;
    /// ```
    #[must_use]
    pub fn catalog(mut self, identifier: impl Into<String>, file: impl Into<PathBuf>) -> Self {
        self.catalog.add(identifier, file);
        self
    }

    /// An XML catalog of OASIS, asked after what [`catalog`](Self::catalog) says; see
    /// [`Catalog::read`]. Nothing is fetched.
    ///
    /// ```no_run
    /// # let config = lip_gen::Config::new();
    /// config.catalog_file("/etc/xml/catalog")
    /// # ;
    /// ```
    #[must_use]
    pub fn catalog_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.catalogs.push(file.into());
        self
    }

    /// An element with which a document begins. The documentation of its type says so.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let report = lip_gen::generate(&Config::new().dtd("doc/course.dtd").root("course"), &Output::Memory)?;
    /// assert!(report.text.contains("a document begins with it"));
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn root(mut self, element: impl Into<String>) -> Self {
        self.roots.push((element.into(), None));
        self
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
    ///
    /// ```
    /// use lip_gen::{Config, Output, audit::Kind};
    ///
    /// let config = Config::new().xsd("doc/course.xsd").dtd("doc/course.dtd").accept("note", None, Kind::Content, "a try");
    /// let error = lip_gen::generate(&config, &Output::Memory).unwrap_err().to_string();
    /// assert!(error.contains("is accepted, but there is none"), "{error}");
    /// ```
    #[must_use]
    pub fn accept(mut self, element: &str, attribute: Option<&str>, kind: Kind, reason: impl Into<String>) -> Self {
        let (element, attribute) = (element.to_owned(), attribute.map(str::to_owned));
        self.accepted.push((Accepted { element, attribute, kind, reason: reason.into(), span: None }, None));
        self
    }

    /// What an XSD says that is not supported, and only narrows documents, is left out with a warning at its line instead of an
    /// error: facets but `xsd:enumeration` and `xsd:whiteSpace`, identity constraints. Types are then wider than the schema says:
    /// a document that they read may break what was left out.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let file = std::env::temp_dir().join(format!("lip-gen-wider-{}.xsd", std::process::id()));
    /// std::fs::write(&file, r#"<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    ///   <xsd:element name="code">
    ///     <xsd:simpleType><xsd:restriction base="xsd:token"><xsd:maxLength value="8"/></xsd:restriction></xsd:simpleType>
    ///   </xsd:element>
    /// </xsd:schema>"#)?;
    /// let config = Config::new().xsd(&file);
    /// assert!(lip_gen::generate(&config, &Output::Memory).is_err());
    /// let report = lip_gen::generate(&config.allow_wider(), &Output::Memory)?;
    /// assert!(report.findings.has_warnings() && report.text.contains("pub value: ::lip_types::value::Token,"));
    /// # std::fs::remove_file(file)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn allow_wider(mut self) -> Self {
        self.wider = true;
        self
    }

    /// The name of the module, and of its file: `profile` → `profile.rs`.
    /// Without it, the name of the schema file.
    ///
    /// ```
    /// use lip_gen::Config;
    ///
    /// let report = Config::new().dtd("doc/course.dtd").module("courses").out(std::env::temp_dir().join("courses.rs")).compile()?;
    /// assert!(report.text.contains("pub struct Course {"));
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// The path by which generated code names the runtime crate; `::lip_types` without it.
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let report = lip_gen::generate(&Config::new().dtd("doc/course.dtd").runtime_path("::lip::types"), &Output::Memory)?;
    /// assert!(report.text.contains("::lip::types::Xml") && report.text.contains("crate = ::lip::types"));
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.runtime = Some(path.into());
        self
    }

    /// Generates a JSON Schema (2020-12) of the JSON form that [`Config::serde`] gives the types, instead of the types. Its
    /// root is that of [`Config::root`].
    ///
    /// ```
    /// use lip_gen::{Config, Output};
    ///
    /// let config = Config::new().dtd("doc/course.dtd").root("course").json_schema();
    /// assert!(lip_gen::generate(&config, &Output::Memory)?.text.contains(r##""$ref": "#/$defs/Course""##));
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn json_schema(mut self) -> Self {
        self.language = Language::JsonSchema;
        self
    }

    /// The file to write; in the `OUT_DIR` of the build script without it.
    ///
    /// ```
    /// use lip_gen::Config;
    ///
    /// let file = std::env::temp_dir().join(format!("lip-gen-{}.rs", std::process::id()));
    /// Config::new().dtd("doc/course.dtd").out(&file).compile()?;
    /// assert!(file.exists());
    /// # std::fs::remove_file(file).ok();
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    #[must_use]
    pub fn out(mut self, file: impl Into<PathBuf>) -> Self {
        self.out = Some(file.into());
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

    /// A sink for messages, which weighs them as is wanted.
    pub(crate) fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        if self.wider {
            diagnostics.allow_wider();
        }
        diagnostics
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

    /// A file as the header names it: the same on every machine.
    fn shown(&self, file: &Path) -> String {
        let file = file.strip_prefix(&self.base).unwrap_or(file);
        match file_name(file).filter(|_| file.is_absolute()) {
            Some(name) => name,
            None => file.to_string_lossy().replace('\\', "/"),
        }
    }
}

fn file_name(file: &Path) -> Option<String> {
    file.file_name().map(|name| name.to_string_lossy().into_owned())
}
