//! One schema against another one: every pair in `diff/` (`x.old.dtd`, `x.new.xsd`, `x.toml` for names) against
//! the texts beside, in each format. `BLESS=1 cargo test -p lip-gen` writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};
use lip_gen::diff::{Aspect, Diff, Effect, Kind, Step, diff};
use lip_gen::{Config, Error, Output};
use similar::TextDiff;

/// The file of this stem, a DTD or an XSD.
fn schema(stem: &str) -> Option<PathBuf> {
    ["dtd", "xsd"].into_iter().map(|end| PathBuf::from(format!("tests/diff/{stem}.{end}"))).find(|file| file.exists())
}

fn run(old: &Path, new: &Path, config: &Config) -> Diff {
    let (diff, findings) = diff(old, new, config).unwrap_or_else(|error| panic!("{}: {error}", new.display()));
    assert!(!findings.has_errors());
    diff
}

/// From new to old, what was narrowed is widened, what was lost is gained.
fn mirrored(diff: &Diff, back: &Diff) {
    let found = |diff: &Diff, swapped: bool| {
        let mut found = Vec::new();
        for entry in &diff.entries {
            for change in entry.schema.iter().filter(|change| !change.guess) {
                let kind = match change.kind {
                    Kind::Narrowed if swapped => Kind::Widened,
                    Kind::Widened if swapped => Kind::Narrowed,
                    Kind::Added if swapped => Kind::Removed,
                    Kind::Removed if swapped => Kind::Added,
                    kind => kind,
                };
                let (lost, gained) = (&change.lost, &change.gained);
                let words = if swapped { (gained, lost) } else { (lost, gained) };
                let about = (&entry.subject.name, &change.attribute, change.aspect, kind);
                found.push(format!("{about:?} {words:?}"));
            }
        }
        found.sort();
        found
    };
    assert_eq!(found(diff, false), found(back, true));
}

/// What code can see of each generated type: fields, variants, derives, signatures, conversions, and the bodies of
/// methods that answer a default. No documentation, no binding, no order of fields.
fn surface(schema: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let config = if lip_gen::read::is_dtd(schema) { Config::new().dtd(schema) } else { Config::new().xsd(schema) };
    let report = lip_gen::generate(&config, &Output::Memory).unwrap();
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let derives = |attributes: &[syn::Attribute]| {
        let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
        derives.map(|derive| quote::quote!(#derive).to_string()).collect::<String>()
    };
    for item in syn::parse_file(&report.text).unwrap().items {
        match item {
            syn::Item::Struct(item) => {
                let lines = types.entry(item.ident.to_string()).or_default();
                lines.insert(format!("struct {}", derives(&item.attrs)));
                for syn::Field { ident, ty, .. } in &item.fields {
                    lines.insert(quote::quote!(#ident: #ty).to_string());
                }
            }
            syn::Item::Enum(item) => {
                let lines = types.entry(item.ident.to_string()).or_default();
                lines.insert(format!("enum {}", derives(&item.attrs)));
                for syn::Variant { ident, fields, .. } in &item.variants {
                    lines.insert(quote::quote!(#ident #fields).to_string());
                }
            }
            syn::Item::Impl(item) => {
                let syn::ItemImpl { self_ty, .. } = &item;
                let lines = types.entry(quote::quote!(#self_ty).to_string()).or_default();
                if let Some((of, _)) = &item.trait_ {
                    lines.insert(quote::quote!(impl #of).to_string());
                }
                for method in &item.items {
                    let syn::ImplItem::Fn(syn::ImplItemFn { sig, block, .. }) = method else { continue };
                    lines.insert(quote::quote!(#sig).to_string());
                    if sig.ident.to_string().ends_with("_or_default") || sig.ident == "default" {
                        lines.insert(quote::quote!(#sig #block).to_string());
                    }
                }
            }
            _ => {}
        }
    }
    types
}

/// Judged by the generated code: what the texts show to be changed is reported, and nothing else is.
#[test]
fn what_is_said_of_rust_is_what_the_code_shows() {
    let mut judged = 0;
    for entry in std::fs::read_dir("tests/diff").unwrap() {
        let file = entry.unwrap().file_name();
        let Some((name, _)) = file.to_str().unwrap().split_once(".old.") else { continue };
        let [old, new] = ["old", "new"].map(|side| schema(&format!("{name}.{side}")).unwrap());
        for (old, new) in [(&old, &new), (&new, &old)] {
            let (before, after) = (surface(old), surface(new));
            let names: BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
            let shown: BTreeSet<_> = names.into_iter().filter(|name| before.get(name) != after.get(name)).collect();
            let diff = run(old, new, &Config::new());
            let (mut said, mut breaking) = (BTreeSet::new(), BTreeSet::new());
            for api in diff.entries.iter().flat_map(|entry| &entry.api).filter(|api| api.item != "NAMESPACE") {
                let item = api.item.split(['.', ':']).next().unwrap().to_owned();
                if api.effect == Effect::Breaking {
                    breaking.insert(item.clone());
                }
                said.insert(item);
                if api.what.contains("another name") && !api.item.contains(['.', ':']) {
                    said.extend(api.new.clone());
                }
            }
            assert_eq!(said, shown, "{name}: {}", diff.human());
            for (name, lines) in &before {
                let gone = after.get(name).is_none_or(|now| !lines.is_subset(now));
                assert!(!gone || breaking.contains(name), "{name} lost something: {}", diff.human());
            }
            judged += said.len();
        }
    }
    assert!(judged > 50, "{judged}");
}

#[test]
fn pairs() {
    let mut names: Vec<_> = std::fs::read_dir("tests/diff")
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.split_once(".old.")?.0.to_owned()))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    let mut wrong = String::new();
    for name in &names {
        let settings = PathBuf::from(format!("tests/diff/{name}.toml"));
        let config = if settings.exists() { Config::from_file(&settings).unwrap() } else { Config::new() };
        let [old, new] = ["old", "new"].map(|side| schema(&format!("{name}.{side}")).unwrap());
        let diff = run(&old, &new, &config);
        assert_eq!(diff, run(&old, &new, &config), "the same on every run");
        assert!(run(&old, &old, &Config::new()).is_empty(), "{name}: the old one is like itself");
        mirrored(&diff, &run(&new, &old, &config));
        let json: serde_json::Value = serde_json::from_str(&diff.json()).unwrap();
        assert_eq!(json["entries"].as_array().unwrap().len(), diff.entries.len());
        for (end, text) in [("txt", diff.human()), ("md", diff.markdown()), ("json", diff.json())] {
            let expected = PathBuf::from(format!("tests/diff/{name}.{end}"));
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&expected, &text).unwrap();
                continue;
            }
            let before = std::fs::read_to_string(&expected).unwrap_or_default();
            if before != text {
                let difference = TextDiff::from_lines(&before, &text);
                wrong += &difference.unified_diff().header(&expected.display().to_string(), "now").to_string();
            }
        }
    }
    assert!(wrong.is_empty(), "BLESS=1 accepts these:\n{wrong}");
}

/// A folder of its own that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("lip-gen-diff-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        std::fs::write(self.0.join(name), text).unwrap();
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

fn lip(file: &str) -> PathBuf {
    Path::new("../schemas/imslip-1.0.1").join(file)
}

fn lip_config() -> Config {
    Config::from_file(lip("lip-gen.toml")).unwrap()
}

#[test]
fn lip_is_like_itself() {
    for file in ["imslip_v1p0p1.xsd", "imslip_v1p0p1.dtd"] {
        let diff = run(&lip(file), &lip(file), &lip_config());
        assert!(diff.is_empty(), "{}", diff.human());
        assert_eq!((diff.step, diff.step_before_1), (Step::None, Step::None));
    }
}

/// The DTD cannot say datatypes, nor that attributes are open.
#[test]
fn lip_as_dtd_and_as_xsd() {
    let diff = run(&lip("imslip_v1p0p1.dtd"), &lip("imslip_v1p0p1.xsd"), &lip_config());
    let mut datatypes = 0;
    for change in diff.entries.iter().flat_map(|entry| &entry.schema) {
        match change.aspect {
            Aspect::Datatype => {
                assert_eq!(change.kind, Kind::Narrowed, "{}", diff.human());
                datatypes += 1;
            }
            Aspect::AnyAttributes => assert_eq!(change.kind, Kind::Widened, "{}", diff.human()),
            _ => panic!("{}", diff.human()),
        }
    }
    assert!(datatypes > 0);
    for entry in &diff.entries {
        assert!(!entry.schema.is_empty(), "Rust changes only where documents do: {}", diff.human());
    }
}

/// One edit of the XSD, and what is said of it: the changes for documents, and those for Rust.
#[test]
fn edits_of_lip() {
    let xsd = std::fs::read_to_string(lip("imslip_v1p0p1.xsd")).unwrap();
    let folder = Folder::new("lip");
    let old = folder.file("old.xsd", &xsd);
    let config = lip_config();
    let says = |from: &str, to: &str, expected: Expect| {
        assert!(xsd.contains(from), "{from}");
        let diff = run(&old, &folder.file("new.xsd", &xsd.replace(from, to)), &config);
        assert!(!diff.is_empty());
        // Whole models of LIP are long.
        let is_model = |line: &str| line.starts_with("    old ") || line.starts_with("    new ");
        let text = diff.human();
        let lines = text.lines().skip(2).filter(|line| !is_model(line) && !line.is_empty());
        expected.assert_eq(&lines.map(|line| format!("{line}\n")).collect::<String>());
    };
    let units = r#"<xsd:element ref="units" minOccurs="0"/>"#;
    says(
        units,
        r#"<xsd:element ref="units"/>"#,
        expect![[r#"
        element `activity`
          content narrowed
            accepted no more: <activity/>
          breaking   Activity.units has another cardinality: Option<Units> → Units
          breaking   Activity has no `Default` any more: something is required: Activity::new(units: Units)
        1 change for documents; for Rust code 2 breaking and 0 compatible: a major step, with 0.x a minor step.
    "#]],
    );
    says(
        units,
        r#"<xsd:element ref="units" minOccurs="0" maxOccurs="unbounded"/>"#,
        expect![[r#"
        element `activity`
          content widened
            accepted now: <activity><units/><units/></activity>
          breaking   Activity.units has another cardinality: Option<Units> → Vec<Units>
        1 change for documents; for Rust code 1 breaking and 0 compatible: a major step, with 0.x a minor step.
    "#]],
    );
    says(
        units,
        "",
        expect![[r#"
        element `activity`
          content narrowed
            accepted no more: <activity><units/></activity>
          breaking   Activity.units the field is gone: Option<Units>
        1 change for documents; for Rust code 1 breaking and 0 compatible: a major step, with 0.x a minor step.
    "#]],
    );
    says(
        r#"<xsd:enumeration value="M""#,
        r#"<xsd:enumeration value="X""#,
        expect![[r#"
        element `gender`
          attribute `gender`: values changed: {M|F|NA} → {X|F|NA}
          breaking   GenderValue::M the variant is gone
          breaking   GenderValue::X the variant is new; the enum is exhaustive
        1 change for documents; for Rust code 2 breaking and 0 compatible: a major step, with 0.x a minor step.
    "#]],
    );
    says(
        "learningactivityref",
        "learneractivityref",
        expect![[r#"
        element `activity`
          content changed by new names alone (a guess)
          breaking   Activity::learningactivityrefs the iterator is gone
          breaking   ActivityItem::LearningActivityRef the variant has another name (a guess): LearningActivityRef → Learneractivityref
          compatible Activity::learneractivityrefs the iterator is new: Learneractivityref
        element `learneractivityref`
          renamed (a guess): learningactivityref → learneractivityref
          breaking   LearningActivityRef the struct has another name (a guess): LearningActivityRef → Learneractivityref
          breaking   Learneractivityref.items has another type (a guess): OneOrMore<LearningActivityRefItem> → OneOrMore<LearneractivityrefItem>
          breaking   Learneractivityref::new takes other arguments: LearningActivityRef::new(items: OneOrMore<LearningActivityRefItem>) → Learneractivityref::new(items: OneOrMore<LearneractivityrefItem>)
          breaking   LearningActivityRefItem the enum has another name (a guess): LearningActivityRefItem → LearneractivityrefItem
        2 changes for documents; for Rust code 6 breaking and 1 compatible: a major step, with 0.x a minor step.
    "#]],
    );
}

#[test]
fn what_cannot_run_says_why() {
    let folder = Folder::new("why");
    let good = folder.file("good.dtd", "<!ELEMENT a EMPTY>\n");
    let bad = folder.file("bad.dtd", "<!ELEMENT a (b)>\n");
    let error = |old: &Path, new: &Path, config: &Config| diff(old, new, config).unwrap_err();
    assert!(matches!(error(&good, &folder.0.join("no.dtd"), &Config::new()), Error::Io { action: "read", .. }));
    assert!(error(&bad, &good, &Config::new()).to_string().contains("bad.dtd:1:"));
    assert!(error(&good, &bad, &Config::new()).to_string().contains("bad.dtd:1:"));
    let config = Config::new().rename("b", "Other");
    assert!(error(&good, &good, &config).to_string().contains("`b` in `rename` matches nothing"));
    let other = folder.file("other.dtd", "<!ELEMENT a EMPTY>\n<!ELEMENT b EMPTY>\n");
    let diff = run(&good, &other, &config);
    assert_eq!((diff.count(Effect::Breaking), diff.count(Effect::Compatible)), (0, 1));
    assert_eq!((diff.step, diff.step_before_1), (Step::Minor, Step::Patch));
}

/// A model that is too large to compare is compared as text, and nothing hangs.
#[test]
fn large_models() {
    let folder = Folder::new("large");
    let model = |most: u32| {
        format!(
            r#"<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
                <xsd:element name="a"/>
                <xsd:element name="x"><xsd:complexType><xsd:sequence>
                    <xsd:element ref="a" maxOccurs="{most}"/>
                </xsd:sequence></xsd:complexType></xsd:element>
            </xsd:schema>"#
        )
    };
    for (most, kind) in [(30_000, Kind::Widened), (100_000, Kind::Changed)] {
        let old = folder.file("old.xsd", &model(most));
        assert!(run(&old, &old, &Config::new()).is_empty());
        let diff = run(&old, &folder.file("new.xsd", &model(most + 1)), &Config::new());
        let [entry] = diff.entries.as_slice() else { panic!("{}", diff.human()) };
        let [change] = entry.schema.as_slice() else { panic!("{}", diff.human()) };
        assert_eq!((change.kind, &change.lost, change.gained.is_some()), (kind, &None, kind == Kind::Widened));
        assert!(change.gained.as_ref().is_none_or(|fragment| fragment.ends_with("<!-- 29977 more --></x>")));
    }
}
