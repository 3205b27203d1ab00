//! Schemas to Rust: every file in `codegen/ok` against the text beside it, every one in `codegen/err`
//! and `codegen/warn` against its messages. `BLESS=1 cargo test -p lip-gen` writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use lip_gen::diagnostic::{Severity, Style};
use lip_gen::{Config, Error, Findings, Outcome, Output};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codegen").join(name)
}

/// One case a name: the `lip-gen.toml` if there is one, else the schema.
fn cases(name: &str) -> Vec<(PathBuf, Result<Config, Error>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let is = |file: &Path, extension: &str| file.extension().is_some_and(|e| e == extension);
    let schemas = files.iter().filter(|f| is(f, "xsd") || is(f, "dtd"));
    let cases: Vec<_> = schemas
        .map(|file| {
            let settings = file.with_extension("toml");
            let config = match (settings.exists(), is(file, "xsd")) {
                (true, _) => Config::from_file(&settings),
                (false, true) => Ok(Config::new().xsd(file)),
                (false, false) => Ok(Config::new().dtd(file)),
            };
            (file.clone(), config)
        })
        .collect();
    assert!(!cases.is_empty());
    cases
}

/// Compares with the file, or writes it; whether they were equal.
fn same(file: &Path, text: &str) -> bool {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(file, text).unwrap();
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    if expected != text {
        let diff = similar::TextDiff::from_lines(expected.as_str(), text);
        println!("{}\n{}", file.display(), diff.unified_diff());
    }
    expected == text
}

fn beside(file: &Path, extension: &str) -> PathBuf {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    file.with_file_name(format!("{name}.{extension}"))
}

/// Rust that the parser takes, and that reads the same when it is generated again.
#[test]
fn ok() {
    let mut wrong = 0;
    for (file, config) in cases("ok") {
        let generate = || match lip_gen::generate(config.as_ref().unwrap(), &Output::Memory) {
            Ok(report) => report.text,
            Err(error) => panic!("{}: {error}", file.display()),
        };
        let text = generate();
        syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(!text.contains("NotAnIdentifier"), "{}", file.display());
        assert_eq!(text, generate(), "the same bytes on every run");
        wrong += usize::from(!same(&beside(&file, "rs"), &text));
    }
    assert_eq!(wrong, 0, "files differ; BLESS=1 writes them anew");
}

/// JSON Schemas of some of them: every reference leads somewhere, and the texts are those beside the schemas.
#[test]
fn json_schema() {
    let files =
        ["attribute.dtd", "cardinality.xsd", "choice.dtd", "group.dtd", "mixed.dtd", "namespaces.xsd", "open.xsd"];
    let mut wrong = 0;
    for (file, config) in cases("ok") {
        let config = config.unwrap().json_schema();
        let generate = || lip_gen::generate(&config, &Output::Memory).unwrap().text;
        let text = generate();
        assert_eq!(text, generate(), "the same bytes on every run");
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut parts = vec![&schema];
        while let Some(part) = parts.pop() {
            match part {
                serde_json::Value::Object(object) => {
                    if let Some(name) = object.get("$ref").and_then(|r| r.as_str()) {
                        let path = name.strip_prefix('#').unwrap();
                        assert!(schema.pointer(path).is_some(), "{}: {name}", file.display());
                    }
                    parts.extend(object.values());
                }
                serde_json::Value::Array(list) => parts.extend(list),
                _ => {}
            }
        }
        if files.iter().any(|name| file.ends_with(name)) {
            wrong += usize::from(!same(&beside(&file, "schema.json"), &text));
        }
    }
    assert_eq!(wrong, 0, "files differ; BLESS=1 writes them anew");
}

#[test]
fn err() {
    messages("err", |config| match config.and_then(|config| lip_gen::generate(&config, &Output::Memory)) {
        Err(Error::Findings(findings)) => Some(findings),
        _ => None,
    });
}

#[test]
fn warn() {
    messages("warn", |config| Some(lip_gen::generate(&config.unwrap(), &Output::Memory).unwrap().findings));
}

fn messages(name: &str, run: impl Fn(Result<Config, Error>) -> Option<Findings>) {
    let mut wrong = 0;
    for (file, config) in cases(name) {
        let Some(findings) = run(config) else { panic!("{} has no findings", file.display()) };
        let text = findings.render(Style::Plain).replace(&format!("{}/", folder(name).display()), "");
        wrong += usize::from(!same(&beside(&file, "txt"), &text));
    }
    assert_eq!(wrong, 0, "files differ; BLESS=1 writes them anew");
}

/// A folder of its own that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("lip-gen-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

const STABLE: &str = "\
<!ELEMENT root (first, (second | third)*, fourth?)>
<!ELEMENT first (second?, third*)>
<!ELEMENT second (fourth | third)>
<!ELEMENT third (#PCDATA)>
<!ELEMENT fourth (first?, third)>
";

/// The Rust for a DTD.
fn generated(text: &str) -> String {
    let folder = Folder::new("stable");
    let file = folder.file("stable.dtd", text);
    lip_gen::generate(&Config::new().dtd(file), &Output::Memory).unwrap().text
}

/// Names of the types whose text, methods and conversions included, is not the same.
fn touched(old: &str, new: &str) -> Vec<String> {
    let types = |text: &str| {
        let mut types = std::collections::BTreeMap::<String, String>::new();
        let file = syn::parse_file(text).unwrap();
        for item in file.items {
            let name = match &item {
                syn::Item::Struct(item) => item.ident.to_string(),
                syn::Item::Enum(item) => item.ident.to_string(),
                syn::Item::Impl(item) => match &*item.self_ty {
                    syn::Type::Path(path) => path.path.segments[0].ident.to_string(),
                    _ => unreachable!("impls are of types"),
                },
                _ => continue,
            };
            types.entry(name).or_default().push_str(&quote::quote!(#item).to_string());
        }
        types
    };
    let (old, new) = (types(old), types(new));
    let names: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
    names.into_iter().filter(|name| old.get(*name) != new.get(*name)).cloned().collect()
}

#[test]
fn an_edit_of_one_line_touches_one_type() {
    let edit = |from: &str, to: &str| {
        assert!(STABLE.contains(from), "{from}");
        touched(&generated(STABLE), &generated(&STABLE.replace(from, to)))
    };
    assert_eq!(edit("(second?, third*)", "(second?, third+)"), ["First"]);
    assert_eq!(edit("(second?, third*)", "(third*, second?)"), ["First"]);
    assert_eq!(edit("third*)>", "third*)><!ATTLIST first kind (a|b) 'a'>"), ["First", "FirstKind"]);
    assert_eq!(edit("fourth?)>", "fourth*)>"), ["Root"]);
    assert_eq!(edit("(first, (second | third)*", "(first, (third | second)+"), ["Root", "RootItem"]);
    assert_eq!(edit("(fourth | third)>", "(fourth | third)?>"), ["Second"]);
    // A new child is told where it stands.
    assert_eq!(edit("(fourth | third)", "(fourth | third | first)"), ["First", "Second", "SecondChoice"]);
    // A new element touches nothing else.
    let new = STABLE.to_owned() + "<!ELEMENT fifth (first)>\n";
    assert_eq!(touched(&generated(STABLE), &generated(&new)), ["Fifth", "First"]);
}

#[test]
fn a_list_of_values_is_shared_by_who_repeats_it() {
    let list = |owner: &str, rest: &str| format!("<!ATTLIST {owner} kind (a|b) #IMPLIED {rest}>\n");
    let old = STABLE.to_owned() + &list("first", "") + &list("third", "");
    // One more owner of the list changes nobody else.
    let new = old.clone() + &list("fourth", "");
    assert_eq!(touched(&generated(&old), &generated(&new)), ["Fourth"]);
    // One that stands apart takes nothing from the others.
    let new = old.clone() + "<!ATTLIST fourth kind (b|a) #IMPLIED>";
    assert_eq!(touched(&generated(&old), &generated(&new)), ["Fourth", "FourthKind"]);
    // A list that is shared under the same name, but comes later, keeps out of the way.
    let other = |owner: &str| format!("<!ATTLIST {owner} kind (c|d) #IMPLIED>\n");
    let new = old.clone() + &other("second") + &other("fourth");
    assert_eq!(touched(&generated(&old), &generated(&new)), ["Fourth", "Second", "SecondKind"]);
    let text = generated(&new);
    assert!(text.contains("pub enum KindValue {") && !text.contains("FourthKind"), "{text}");
}

/// The same with the schema that counts: the DTD beside does not follow, which is warned of.
#[test]
fn an_edit_of_one_line_of_lip_touches_one_type() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let read = |file: &str| std::fs::read_to_string(schemas.join(file)).unwrap();
    let folder = Folder::new("lip");
    for file in ["xml/xml.xsd", "imslip-1.0.1/imslip_v1p0p1.dtd", "imslip-1.0.1/lip-gen.toml"] {
        folder.file(file, &read(file));
    }
    let run = |xsd: &str| {
        folder.file("imslip-1.0.1/imslip_v1p0p1.xsd", xsd);
        let config = Config::from_file(folder.0.join("imslip-1.0.1/lip-gen.toml")).unwrap();
        lip_gen::generate(&config, &Output::Memory).unwrap()
    };
    let xsd = read("imslip-1.0.1/imslip_v1p0p1.xsd");
    let edited = xsd.replace(r#"<xsd:element ref="units" minOccurs="0"/>"#, r#"<xsd:element ref="units"/>"#);
    assert_ne!(xsd, edited);
    let (old, new) = (run(&xsd), run(&edited));
    assert!(!old.findings.has_warnings(), "{}", old.findings.render(Style::Plain));
    assert_eq!(touched(&old.text, &new.text), ["Activity"]);
    let findings: Vec<_> = new.findings.resolved().filter(|finding| finding.severity > Severity::Info).collect();
    assert_eq!(findings.len(), 1);
    assert!(findings[0].message.contains("`activity` is not the same in DTD and XSD"), "{findings:?}");
    assert!(old.text.lines().count() < 8_000);
}

const EXTERN: &str = "\
<!ELEMENT root (one, two?, shared)>
<!ELEMENT one (only, shared, (left | right)*)>
<!ELEMENT only (#PCDATA)>
<!ELEMENT two (shared)>
<!ELEMENT shared (#PCDATA)>
<!ELEMENT left EMPTY>
<!ELEMENT right (one?)>
<!ELEMENT apart EMPTY>
";

/// The Rust for that DTD, or the messages.
fn with(change: impl FnOnce(Config) -> Config) -> Result<String, String> {
    static NUMBER: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let folder = Folder::new(&format!("extern-{number}"));
    let config = change(Config::new().dtd(folder.file("a.dtd", EXTERN)));
    lip_gen::generate(&config, &Output::Memory).map(|report| report.text).map_err(|error| error.to_string())
}

fn types(text: &str) -> Vec<String> {
    let items = syn::parse_file(text).unwrap().items;
    let name = |item: &syn::Item| match item {
        syn::Item::Struct(item) => Some(item.ident.to_string()),
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    };
    items.iter().filter_map(name).collect()
}

#[test]
fn a_type_of_the_users_takes_what_only_it_needed_away() {
    let text = with(|config| config.extern_type("one", "crate::mine::One")).unwrap();
    assert_eq!(types(&text), ["Root", "Two", "Shared", "Apart"]);
    assert!(text.contains("pub one: crate::mine::One,"), "{text}");
    let text = with(|config| config.extern_type("one", "::mine::One").root("right")).unwrap();
    assert_eq!(types(&text), ["Root", "Two", "Shared", "Right", "Apart"]);
    assert!(text.contains("pub one: ::core::option::Option<::mine::One>,"), "{text}");
    // One of a choice; two that are the same type have no `From`.
    let text = with(|config| config.extern_type("left", "::mine::Side").extern_type("right", "::mine::Side")).unwrap();
    assert!(text.contains("Left(::mine::Side)") && !text.contains("From<::mine::Side>"), "{text}");
}

#[test]
fn one_type_has_a_derive_and_an_attribute() {
    let text = with(|config| config.derive_for("two", "Hash").attribute_for("OneItem", "#[must_use]")).unwrap();
    let plain = with(|config| config).unwrap();
    assert_eq!(touched(&plain, &text), ["OneItem", "Two"]);
    assert!(text.contains("#[derive(Hash)]\n") && text.contains("#[must_use]\n"), "{text}");
}

#[test]
fn what_is_wanted_of_no_type_is_an_error() {
    for change in [
        (|config: Config| config.extern_type("shard", "::a::B")) as fn(Config) -> Config,
        |config| config.derive_for("shard", "Hash"),
        |config| config.attribute_for("shard", "#[must_use]"),
    ] {
        let text = with(change).unwrap_err();
        assert!(text.contains("_for` matches nothing") || text.contains("`extern_type` matches nothing"), "{text}");
        assert!(text.contains("there is `shared`"), "{text}");
    }
    let text = with(|config| config.extern_type("OneItem", "::a::B")).unwrap_err();
    assert!(text.contains("`OneItem` cannot be `::a::B`: a choice or a group"), "{text}");
    let text = with(|config| config.extern_type("one", "not a path")).unwrap_err();
    assert!(text.contains("`not a path`, for `one`, is not a Rust path"), "{text}");
    let text = with(|config| config.attribute_for("one", "must_use")).unwrap_err();
    assert!(text.contains("`must_use`, for `one`, is not a Rust outer attribute"), "{text}");
}

#[test]
fn an_enumeration_can_be_the_users() {
    let folder = Folder::new("enumeration");
    let dtd = folder.file("a.dtd", "<!ELEMENT a EMPTY>\n<!ATTLIST a kind (one|two) 'one' more (x|y) #REQUIRED>\n");
    let config = Config::new().dtd(dtd).extern_type("AKind", "::mine::Kind").extern_type("AMore", "More");
    let text = lip_gen::generate(&config, &Output::Memory).unwrap().text;
    assert_eq!(types(&text), ["A"]);
    assert!(text.contains("pub kind: ::core::option::Option<::mine::Kind>,"), "{text}");
    assert!(text.contains("pub more: More,"), "{text}");
    assert!(text.contains("-> ::mine::Kind {\n        self.kind.unwrap_or(::mine::Kind::One)"), "{text}");
}

#[test]
fn links_to_what_is_taken_away_are_code() {
    let text = with(|config| config.extern_type("first", "::mine::First")).unwrap_err();
    assert!(text.contains("`first` in `extern_type` matches nothing"), "{text}");
    // `OneKind` says that it is for `One`, and `Two` still has it.
    let list = |owner: &str, values: &str| format!("<!ATTLIST {owner} kind ({values}) #IMPLIED>");
    let list = list("root", "a|b") + &list("shared", "a|b") + &list("one", "c|d") + &list("two", "c|d");
    let folder = Folder::new("links");
    let config = Config::new().dtd(folder.file("a.dtd", &format!("{EXTERN}{list}")));
    let plain = lip_gen::generate(&config, &Output::Memory).unwrap().text;
    assert!(plain.contains("in [`One`], and wherever"), "{plain}");
    let text = lip_gen::generate(&config.extern_type("one", "::mine::One"), &Output::Memory).unwrap().text;
    assert!(text.contains("in `One`, and wherever"), "{text}");
}

#[test]
fn what_is_wanted_twice_is_an_error() {
    let error = |change: fn(Config) -> Config| with(change).unwrap_err();
    let text = error(|config| config.derive_for("two", "::core::clone::Clone"));
    assert!(text.contains("`Two` has `::core::clone::Clone` already"), "{text}");
    let text = error(|config| config.extern_type("one", "::a::B").extern_type("one", "::a::C"));
    assert!(text.contains("`one` cannot be both `::a::B` and `::a::C`"), "{text}");
    assert!(with(|config| config.extern_type("one", "::a::B").extern_type("one", "::a::B")).is_ok());
}

/// What the builder takes, a `lip-gen.toml` takes, too; its messages have a line.
#[test]
fn types_are_changed_by_the_settings() {
    let folder = Folder::new("settings");
    folder.file("a.dtd", EXTERN);
    let settings = |text: &str| {
        let file = folder.file("lip-gen.toml", &format!("dtd = 'a.dtd'\n{text}"));
        lip_gen::generate(&Config::from_file(file).unwrap(), &Output::Memory).map(|report| report.text)
    };
    let text = settings(
        "[derive_for]\ntwo = 'Hash'\nOneItem = ['Hash', '::a::B']\n[attribute_for]\nonly = '#[must_use]'\n\
         [extern_type]\nright = '::mine::Right'\n",
    );
    let built = with(|config| {
        config
            .derive_for("two", "Hash")
            .derive_for("OneItem", "Hash")
            .derive_for("OneItem", "::a::B")
            .attribute_for("only", "#[must_use]")
            .extern_type("right", "::mine::Right")
    });
    assert_eq!(text.unwrap(), built.unwrap());
    for (table, line) in [("derive_for", "to = 'Hash'"), ("attribute_for", "to = '#[a]'"), ("extern_type", "to = 'B'")]
    {
        let text = settings(&format!("[{table}]\n{line}\n")).unwrap_err().to_string();
        assert!(text.contains(&format!("`to` in `[{table}]` matches nothing")), "{text}");
        assert!(text.contains("lip-gen.toml:3:1") && text.contains("there is `two`"), "{text}");
    }
}

#[test]
fn a_file_is_written_once() {
    let folder = Folder::new("once");
    let schema = folder.file("a.dtd", "<!ELEMENT a EMPTY>\n");
    let out = folder.0.join("a.rs");
    let config = Config::new().dtd(&schema);
    let run = |output: &Output| lip_gen::generate(&config, output).unwrap().outcome;

    let Outcome::Stale { diff, .. } = run(&Output::Check(out.clone())) else { panic!("nothing is there yet") };
    assert!(diff.contains("+pub struct A {"), "{diff}");
    assert!(!out.exists(), "a check writes nothing");
    assert_eq!(run(&Output::Write(out.clone())), Outcome::Written(out.clone()));
    let modified = || std::fs::metadata(&out).unwrap().modified().unwrap();
    let before = modified();
    assert_eq!(run(&Output::Write(out.clone())), Outcome::Unchanged(out.clone()));
    assert_eq!(before, modified());
    assert_eq!(run(&Output::Check(out.clone())), Outcome::Unchanged(out.clone()));

    let nowhere = Output::Write(folder.0.join("no/such/folder/a.rs"));
    let error = lip_gen::generate(&config, &nowhere).unwrap_err();
    assert!(matches!(&error, Error::Io { action: "write", .. }), "{error}");
    assert!(error.to_string().contains("no/such/folder/a.rs"), "{error}");
}

#[test]
fn what_cannot_run_says_why() {
    let error = |config: Config| lip_gen::generate(&config, &Output::Memory).unwrap_err().to_string();
    assert!(error(Config::new()).contains("no schema"));
    assert!(error(Config::new().dtd("no-such.dtd")).starts_with("cannot read no-such.dtd"));
    let folder = Folder::new("why");
    let dtd = folder.file("a.dtd", "<!ELEMENT a EMPTY>\n");
    assert!(error(Config::new().dtd(&dtd).runtime_path("not a path")).contains("not a path"));
    assert!(error(Config::new().dtd(&dtd).derive("no path", None)).contains("`no path`, which is to be derived"));
    let settings = folder.file("derive.toml", "dtd = \"a.dtd\"\n[[derive]]\npath = \"::a::B\"\ntext = \"no (\"\n");
    assert!(error(Config::from_file(settings).unwrap()).contains("`no (`, for fields that hold text"));
    assert!(error(Config::new().dtd(&dtd).rename("b", "B")).contains("`b` in `rename` matches nothing"));
    assert!(error(Config::new().dtd(&dtd).root("b")).contains("the root `b` is declared nowhere"));
    let settings = folder.file("lip-gen.toml", "dtd = \"a.dtd\"\nword = 1\n");
    let text = Config::from_file(settings).unwrap_err().to_string();
    assert!(text.contains("lip-gen.toml") && text.contains("line 2") && text.contains("`word`"), "{text}");
}
