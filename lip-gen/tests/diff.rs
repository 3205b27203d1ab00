//! One schema against another one: every pair in `diff/` (`x.old.dtd`, `x.new.xsd`, `x.toml` for names) against
//! the texts beside, in each format. `BLESS=1 cargo test -p lip-gen` writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use expect_test::expect;
use lip_gen::diff::{Aspect, Diff, Effect, Kind, Step, diff};
use lip_gen::{Config, Error};
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
    let told = |from: &str, to: &str| {
        assert!(xsd.contains(from), "{from}");
        let diff = run(&old, &folder.file("new.xsd", &xsd.replacen(from, to, 1)), &config);
        let lines = diff.human();
        let lines: Vec<_> = lines.lines().skip(2).map(str::trim).filter(|line| !line.is_empty()).collect();
        lines
            .iter()
            .filter(|line| !line.starts_with("old (") && !line.starts_with("new ("))
            .copied()
            .collect::<Vec<_>>()
            .join("\n")
    };
    let units = r#"<xsd:element ref="units" minOccurs="0"/>"#;
    expect![[r#"
        element `activity`
        content narrowed
        accepted no more: <activity/>
        breaking   Activity.units has another cardinality: Option<Units> → Units
        breaking   Activity has no `Default` any more: something is required: Activity::new(units: Units)
        1 change for documents; for Rust code 2 breaking and 0 compatible: a major step, with 0.x a minor step."#]].assert_eq(&told(units, r#"<xsd:element ref="units"/>"#));
    expect![[r#"
        element `activity`
        content widened
        accepted now: <activity><units/><units/></activity>
        breaking   Activity.units has another cardinality: Option<Units> → Vec<Units>
        1 change for documents; for Rust code 1 breaking and 0 compatible: a major step, with 0.x a minor step."#]].assert_eq(&told(units, r#"<xsd:element ref="units" minOccurs="0" maxOccurs="unbounded"/>"#));
    expect![[r#"
        element `gender`
        attribute `gender`: values changed: {M|F|NA} → {X|F|NA}
        breaking   GenderValue::M the variant is gone
        breaking   GenderValue::X the variant is new; the enum is exhaustive
        1 change for documents; for Rust code 2 breaking and 0 compatible: a major step, with 0.x a minor step."#]].assert_eq(&told(r#"<xsd:enumeration value="M""#, r#"<xsd:enumeration value="X""#));
    expect![[""]].assert_eq(
        &told(r#"name="learningactivityref""#, r#"name="learneractivityref""#).replace("learningactivityref", "…"),
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
    assert!(error(&good, &good, &config).to_string().contains("`b` in `[words]` matches nothing"));
    let other = folder.file("other.dtd", "<!ELEMENT a EMPTY>\n<!ELEMENT b EMPTY>\n");
    let diff = run(&good, &other, &config);
    assert_eq!((diff.count(Effect::Breaking), diff.count(Effect::Compatible)), (0, 1));
    assert_eq!((diff.step, diff.step_before_1), (Step::Minor, Step::Patch));
}

/// A model that is too large to compare is compared as text, and nothing hangs.
#[test]
fn large_models() {
    let folder = Folder::new("large");
    let model = |last: &str| {
        let any = "(a | b), ".repeat(20);
        format!("<!ELEMENT a EMPTY>\n<!ELEMENT b EMPTY>\n<!ELEMENT x ({any}{last})>\n")
    };
    let old = folder.file("old.dtd", &model("a"));
    assert!(run(&old, &old, &Config::new()).is_empty());
    let text = run(&old, &folder.file("new.dtd", &model("b")), &Config::new()).human();
    assert!(text.contains("content changed"), "{text}");
}
