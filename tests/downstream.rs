//! Crates as others write them (`downstream/*`): a workspace of their own, path dependencies, and what the README and the documentation
//! say. Their own tests pass; an edit of a schema breaks the code that must change, and no other; what is wrong
//! is told by `cargo build` in words that its reader understands.
//!
//! `BLESS=1` writes `downstream/expected/*.txt` anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use lip_tests::repository;
use serde_json::Value;

/// The compiler whose words stand in the expectations; others word them otherwise.
const RUSTC: &str = "rustc 1.95.";

/// A copy of one of the crates, so that the repository stays as it is.
struct Crate {
    folder: PathBuf,
}

impl Crate {
    /// A copy under a name of its own, as the crate stands in the repository.
    fn new(name: &str, copy: &str) -> Self {
        let root = repository().canonicalize().unwrap();
        let this = Self { folder: work().join(copy) };
        _ = std::fs::remove_dir_all(&this.folder);
        let from = root.join("tests/downstream").join(name);
        for file in files(&from) {
            let text = std::fs::read_to_string(&file).unwrap();
            this.write(file.strip_prefix(&from).unwrap(), &text.replace("../../..", root.to_str().unwrap()));
        }
        if name != copy {
            // Cargo tells packages in one target folder apart by their names, not by their paths.
            let package = format!("name = \"{copy}\"");
            this.edit("Cargo.toml", &format!("name = \"{name}\""), &package);
            this.edit("Cargo.toml", "[workspace]\n", &format!("[lib]\nname = \"{name}\"\n\n[workspace]\n"));
        }
        // The versions of the workspace, so that nothing is fetched.
        std::fs::copy(root.join("Cargo.lock"), this.folder.join("Cargo.lock")).unwrap();
        this
    }

    fn write(&self, file: impl AsRef<Path>, text: &str) {
        let file = self.folder.join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.folder.join(file)).unwrap()
    }

    /// Replaces what stands there once.
    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert_eq!(text.matches(from).count(), 1, "{from}");
        self.write(file, &text.replace(from, to));
    }

    /// `cargo`, in a target folder that all copies share: dependencies are built once.
    fn cargo(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--offline")
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", work().join("target"))
            .envs([("CARGO_PROFILE_DEV_DEBUG", "0"), ("CARGO_INCREMENTAL", "0"), ("CARGO_TERM_COLOR", "never")])
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .output()
            .unwrap();
        Run {
            ok: output.status.success(),
            messages: String::from_utf8(output.stdout).unwrap(),
            text: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn check(&self) -> Run {
        self.cargo(&["check", "--message-format=json"])
    }
}

/// What `cargo` said.
struct Run {
    ok: bool,
    /// Standard output: with `--message-format=json`, an object a line.
    messages: String,
    /// Standard error.
    text: String,
}

impl Run {
    fn json(&self, reason: &str) -> Vec<Value> {
        let all = self.messages.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        all.filter(|message| message["reason"] == reason).collect()
    }

    /// Place, code and message of every error and warning of the compiler.
    fn errors(&self) -> Vec<[String; 2]> {
        let mut errors = Vec::new();
        for message in self.json("compiler-message") {
            let message = &message["message"];
            let spans = message["spans"].as_array().unwrap();
            let Some(span) = spans.iter().find(|span| span["is_primary"] == true) else { continue };
            let code = message["code"]["code"].as_str().unwrap_or("no code");
            let place = format!("{}:{} {code}", span["file_name"].as_str().unwrap(), span["line_start"]);
            let words = [&message["message"], &span["label"]].into_iter().filter_map(Value::as_str);
            errors.push([place, words.collect::<Vec<_>>().join("; ")]);
        }
        errors
    }

    /// The folder in which the build script of a package writes.
    fn out_dir(&self, package: &str) -> PathBuf {
        let scripts = self.json("build-script-executed");
        let own = scripts.iter().find(|script| script["package_id"].as_str().unwrap().contains(package));
        own.unwrap_or_else(|| panic!("{}{}", self.messages, self.text))["out_dir"].as_str().unwrap().into()
    }

    /// What the build script has to say: warnings and errors by cargo, and its standard error.
    fn of_the_script(&self, folder: &Path) -> String {
        let mut told = String::new();
        let mut inside = false;
        for line in self.text.lines() {
            inside |= line.trim() == "--- stderr";
            let directly = ["warning: told@", "error: told@"].iter().any(|start| line.starts_with(start));
            if (directly || inside) && !line.starts_with("warning: build failed") {
                told += line.trim_end();
                told.push('\n');
            }
        }
        told.replace(&format!("{}/", folder.display()), "")
    }
}

/// Where the copies are, and what is built.
fn work() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if !path.is_dir() {
                files.push(path);
            } else if !path.ends_with("target") {
                open.push(path);
            }
        }
    }
    files.retain(|file| !file.ends_with("Cargo.lock"));
    files
}

/// Compares with `downstream/expected/NAME.txt`, or writes it.
fn expect(name: &str, text: &str) {
    let file = repository().join("tests/downstream/expected").join(name).with_extension("txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, text).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    let diff = similar::TextDiff::from_lines(expected.as_str(), text);
    assert!(expected == text, "{name}; BLESS=1 accepts this:\n{}", diff.unified_diff());
}

fn is_compiler_of_messages() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    version.is_ok_and(|output| output.stdout.starts_with(RUSTC.as_bytes()))
}

/// Built without a warning, and their own tests pass.
#[test]
fn crates_of_strangers_work() {
    for name in ["accessibility", "catalogue2001", "extension", "profile", "profile2001", "strange"] {
        let run = Crate::new(name, name).cargo(&["test", "--quiet"]);
        assert!(run.ok, "{name}\n{}\n{}", run.messages, run.text);
        assert!(!run.text.contains("warning"), "{name}\n{}", run.text);
        assert!(run.messages.matches("test result: ok. ").count() > 1, "{name}\n{}", run.messages);
    }
    // No link of the documentation leads to a type that an extern type took away.
    let run = Crate::new("profile", "profile").cargo(&["doc", "--no-deps"]);
    assert!(run.ok && !run.text.contains("warning"), "{}", run.text);
}

/// Name, what the schema says, what it is edited to say.
const EDITS: [(&str, &str, &str); 6] = [
    (
        "an element is removed",
        r#"        <xsd:element ref="comment" minOccurs="0"/>
"#,
        "",
    ),
    (
        "an optional element is mandatory",
        "<xsd:element ref=\"title\"/>\n        <xsd:element ref=\"level\" minOccurs=\"0\"/>",
        "<xsd:element ref=\"title\"/>\n        <xsd:element ref=\"level\"/>",
    ),
    ("a value is removed", "      <xsd:enumeration value=\"low\"/>\n", ""),
    (
        "a value is added",
        "      <xsd:enumeration value=\"low\"/>\n",
        "      <xsd:enumeration value=\"low\"/>\n      <xsd:enumeration value=\"never\"/>\n",
    ),
    (
        "an element that repeats stands once",
        r#"<xsd:element ref="name" maxOccurs="3"/>"#,
        r#"<xsd:element ref="name"/>"#,
    ),
    // New and optional: no code has to follow.
    (
        "an optional element is added",
        r#"<xsd:element ref="title"/>"#,
        r#"<xsd:element ref="title"/><xsd:element ref="comment" minOccurs="0"/>"#,
    ),
];

#[test]
fn an_edit_of_the_schema_breaks_the_code_that_must_change() {
    let copy = Crate::new("profile", "edited");
    let schema = copy.read("schemas/profile.xsd");
    let (mut all, mut places) = (String::new(), String::new());
    for (name, from, to) in EDITS {
        copy.write("schemas/profile.xsd", &schema);
        copy.edit("schemas/profile.xsd", from, to);
        let run = copy.check();
        let errors = run.errors();
        assert_eq!(run.ok, errors.is_empty(), "{name}: {}", run.text);
        writeln!(all, "{name}").unwrap();
        writeln!(places, "{name}").unwrap();
        for [place, message] in &errors {
            let line = place.split([':', ' ']).nth(1).unwrap().parse::<usize>().unwrap();
            let code = copy.read("src/register.rs").lines().nth(line - 1).unwrap().trim().to_owned();
            writeln!(all, "  {place}: {message}\n    {code}").unwrap();
            writeln!(places, "  {place}").unwrap();
        }
        if errors.is_empty() {
            writeln!(all, "  nothing").unwrap();
            writeln!(places, "  nothing").unwrap();
        }
    }
    expect("edit-places", &places);
    if is_compiler_of_messages() {
        expect("edit-messages", &all);
    } else {
        eprintln!("skipped: the words of the messages are those of {RUSTC}x");
    }
    // And back: what was there compiles as before.
    copy.write("schemas/profile.xsd", &schema);
    assert!(copy.check().ok);
}

/// Name, and what is done to the crate.
type Mistake = (&'static str, fn(&Crate));

/// The last two are odd, and no errors.
const MISTAKES: [Mistake; 10] = [
    ("a name that matches nothing", |c| c.edit("build.rs", "rename(\"partname\"", "rename(\"partnames\"")),
    ("an extern type that matches nothing", |c| {
        c.edit("build.rs", "extern_type(\"comment\"", "extern_type(\"coment\"")
    }),
    ("a derive that is there already", |c| c.edit("build.rs", "\"PartialOrd\"", "\"Hash\"")),
    ("a file that is not there", |c| {
        let include = "<xsd:include schemaLocation=\"words.xsd\"/>";
        c.edit(
            "schemas/profile.xsd",
            "  <xsd:attributeGroup name=\"lang\">",
            &format!("  {include}\n\n  <xsd:attributeGroup name=\"lang\">"),
        );
    }),
    ("an error in the schema", |c| {
        c.edit("schemas/profile.xsd", "<xsd:element ref=\"sourcedid\"/>", "<xsd:element ref=\"sourceid\"/>");
    }),
    ("a construct that is not known", |c| {
        c.edit("schemas/profile.xsd", "<xsd:enumeration value=\"low\"/>", "<xsd:pattern value=\"l.w\"/>");
    }),
    ("a schema that is not there", |c| std::fs::remove_file(c.folder.join("schemas/profile.xsd")).unwrap()),
    ("a DTD that says something else", |c| {
        c.write("build.rs", PAIR);
        c.write("schemas/pair.xsd", XSD);
        c.write("schemas/pair.dtd", "<!ELEMENT list (entry*)>\n<!ELEMENT entry (#PCDATA)>\n");
    }),
    ("a facet that is left out as wanted", |c| {
        c.edit("build.rs", ".xsd(\"schemas/profile.xsd\")", ".xsd(\"schemas/profile.xsd\")\n        .allow_wider()");
        c.edit(
            "schemas/profile.xsd",
            "<xsd:element name=\"id\" type=\"xsd:string\"/>",
            "<xsd:element name=\"id\"><xsd:simpleType><xsd:restriction base=\"xsd:string\"><xsd:maxLength value=\"8\"/></xsd:restriction></xsd:simpleType></xsd:element>",
        );
    }),
    ("a DTD that is odd", |c| {
        c.write("build.rs", PAIR);
        c.write("schemas/pair.xsd", XSD);
        c.write(
            "schemas/pair.dtd",
            "<!ELEMENT list (entry+)>\n<!ELEMENT entry (#PCDATA)>\n<!ATTLIST entri id ID #IMPLIED>\n",
        );
        c.write("src/lib.rs", "include!(concat!(env!(\"OUT_DIR\"), \"/pair.rs\"));\n");
    }),
];

const PAIR: &str = "fn main() -> Result<(), lip_gen::Error> {
    lip_gen::Config::new().xsd(\"schemas/pair.xsd\").dtd(\"schemas/pair.dtd\").compile()?;
    Ok(())
}
";

const XSD: &str = r#"<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <xsd:element name="list">
    <xsd:complexType><xsd:sequence><xsd:element ref="entry" maxOccurs="unbounded"/></xsd:sequence></xsd:complexType>
  </xsd:element>
  <xsd:element name="entry" type="xsd:string"/>
</xsd:schema>
"#;

#[test]
fn what_is_wrong_is_told_by_the_build() {
    let mut all = String::new();
    for (at, (name, mistake)) in MISTAKES.into_iter().enumerate() {
        let copy = Crate::new("profile", "told");
        mistake(&copy);
        let run = copy.cargo(&["check"]);
        assert_eq!(run.ok, at + 2 >= MISTAKES.len(), "{name}: {}", run.text);
        let told = run.of_the_script(&copy.folder);
        assert!(!told.is_empty(), "{}", run.text);
        writeln!(all, "## {name}\n\n{told}").unwrap();
    }
    expect("mistakes", &all);
}

#[test]
fn unchanged_input_touches_no_file() {
    let copy = Crate::new("profile", "fresh");
    let run = copy.check();
    assert!(run.ok, "{}", run.text);
    let file = run.out_dir("fresh").join("reused.rs");
    let written = || std::fs::metadata(&file).unwrap().modified().unwrap();
    let before = written();
    let fresh = |run: &Run| {
        assert!(run.ok, "{}", run.text);
        let own = |artifact: &&Value| artifact["package_id"].as_str().unwrap().contains("/fresh");
        run.json("compiler-artifact").iter().filter(own).all(|artifact| artifact["fresh"] == true)
    };
    assert!(fresh(&copy.check()), "nothing runs");
    // The same text with another time: the script runs, and writes nothing.
    copy.write("schemas/profile.xsd", &copy.read("schemas/profile.xsd"));
    copy.check();
    assert_eq!(written(), before);
    // What is read is watched, and what is looked for.
    copy.edit("schemas/profile.xsd", "One pupil:", "A pupil:");
    copy.check();
    assert_ne!(written(), before);
    let declaration = "  <xsd:element name=\"id\" type=\"xsd:string\"/>\n";
    copy.edit("schemas/profile.xsd", declaration, "");
    let include = "<xsd:include schemaLocation=\"part.xsd\"/>";
    copy.edit(
        "schemas/profile.xsd",
        "  <xsd:attributeGroup name=\"lang\">",
        &format!("{include}<xsd:attributeGroup name=\"lang\">"),
    );
    assert!(!copy.check().ok);
    let schema = copy.read("schemas/profile.xsd");
    let (head, _) = schema.split_once("<xsd:annotation>").unwrap();
    copy.write("schemas/part.xsd", &format!("{head}{declaration}</xsd:schema>\n"));
    assert!(copy.check().ok);
    assert!(fresh(&copy.check()));
    copy.edit("schemas/part.xsd", "xsd:string", "xsd:token");
    assert!(!fresh(&copy.check()), "an included file is watched");
}
