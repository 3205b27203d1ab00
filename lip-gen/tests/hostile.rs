//! Schemas that nobody would write: cut off anywhere, altered anywhere, nested beyond reason, growing without end.
//! Each is read, or refused with a message; none of them panics, hangs, or fills stack or memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use lip_gen::diagnostic::{Diagnostics, Severity, Style};
use lip_gen::schema::Schema;
use lip_gen::source::Sources;
use lip_gen::{check, inspect, read};

/// A file of this test run that is removed in the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("lip-gen-{}-{name}", std::process::id())))
    }

    /// Reads, checks, inspects, renders and dumps; gives the messages back.
    fn run(&self, bytes: &[u8]) -> Result<Schema, String> {
        std::fs::write(&self.0, bytes).unwrap();
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let is_dtd = self.0.extension().unwrap() == "dtd";
        let reader = if is_dtd { read::dtd } else { read::xsd };
        let schema = reader(&self.0, &read::Catalog::new(), &mut sources, &mut diagnostics);
        assert_eq!(schema.is_none(), diagnostics.has_errors());
        if let Some(schema) = &schema {
            check::check(schema, &sources, &mut diagnostics);
            schema.dump();
        }
        let report = inspect::inspect("file", schema.as_ref(), &sources, &mut diagnostics);
        report.json();
        report.human();
        let messages = diagnostics.render(&sources, Severity::Info, Style::Plain);
        if diagnostics.has_errors() { Err(messages) } else { Ok(schema.unwrap()) }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        _ = std::fs::remove_file(&self.0);
    }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|e| e == "xsd" || e == "dtd")).collect()
}

/// In a thread with the stack that a test has in a debug build, and not longer than a minute.
fn within_a_minute(work: impl FnOnce() + Send + 'static) {
    let begin = Instant::now();
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
    assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", begin.elapsed());
}

fn xsd(body: &str) -> String {
    format!("<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'>{body}</s:schema>")
}

fn refused(name: &str, text: String, reason: &'static str) {
    let scratch = Scratch::new(name);
    within_a_minute(move || {
        let messages = scratch.run(text.as_bytes()).unwrap_err();
        assert!(messages.contains(reason), "{messages}");
    });
}

#[test]
fn cut_off_at_every_byte() {
    for (folder, extension) in [("xsd/ok", "xsd"), ("dtd/ok", "dtd"), ("dtd/err", "dtd")] {
        let scratch = Scratch::new(&format!("cut-{}.{extension}", folder.replace('/', "-")));
        for file in files(folder) {
            let bytes = std::fs::read(&file).unwrap();
            // The entity bombs are long and take their time.
            if bytes.len() > 4_000 || file.to_string_lossy().contains("bomb") {
                continue;
            }
            for end in 0..bytes.len() {
                let result = scratch.run(&bytes[..end]);
                let whole = extension == "dtd" || bytes[end..].iter().all(|b| b.is_ascii_whitespace());
                assert!(result.is_err() || whole, "{} cut at {end} is read", file.display());
            }
        }
    }
}

#[test]
fn altered_at_every_byte() {
    for (folder, extension) in [("xsd/ok", "xsd"), ("dtd/ok", "dtd")] {
        let scratch = Scratch::new(&format!("altered-{}.{extension}", folder.replace('/', "-")));
        for file in files(folder) {
            let bytes = std::fs::read(&file).unwrap();
            for at in 0..bytes.len() {
                let new = [b'<', b'>', b'"', b'%', b'&', b';', b'(', b')', b'\r', 0, 0x80, b'-'][at % 12];
                let mut altered = bytes.clone();
                altered[at] = new;
                // Only that it ends.
                _ = scratch.run(&altered);
            }
        }
    }
}

#[test]
fn nested_elements() {
    refused("deep.xsd", xsd(&"<s:sequence>".repeat(100_000)), "nested deeper");
}

#[test]
fn nested_groups() {
    refused("deep.dtd", format!("<!ELEMENT a {}", "(".repeat(100_000)), "nested deeper");
    let closed = format!("<!ELEMENT a {}a{}>", "(".repeat(100_000), ")".repeat(100_000));
    refused("deep-closed.dtd", closed, "nested deeper");
}

#[test]
fn as_deep_as_allowed() {
    let scratch = Scratch::new("allowed.dtd");
    within_a_minute(move || {
        let text = format!("<!ELEMENT b EMPTY><!ELEMENT a {}b, b?{}>", "(b, b,".repeat(250), ")*".repeat(250));
        scratch.run(text.as_bytes()).unwrap_err();
        let text = format!("<!ELEMENT b EMPTY><!ELEMENT a {}b{}>", "(b, ".repeat(250), ")?".repeat(250));
        scratch.run(text.as_bytes()).unwrap();
    });
    let scratch = Scratch::new("allowed.xsd");
    within_a_minute(move || {
        let inner = "<s:sequence minOccurs='0'><s:element ref='a'/>".repeat(240);
        let text = xsd(&format!(
            "<s:element name='a'><s:complexType>{inner}{}</s:complexType></s:element>",
            "</s:sequence>".repeat(240)
        ));
        scratch.run(text.as_bytes()).unwrap();
        let (open, close) =
            ("<s:element name='a'><s:complexType><s:sequence>", "</s:sequence></s:complexType></s:element>");
        scratch.run(xsd(&(open.repeat(80) + &close.repeat(80))).as_bytes()).unwrap();
    });
}

#[test]
fn long_chains() {
    let chain = |link: fn(usize) -> String| (0..20_000).map(link).collect::<String>();
    let groups =
        chain(|i| format!("<s:group name='g{i}'><s:sequence><s:group ref='g{}'/></s:sequence></s:group>", i + 1));
    refused("groups.xsd", xsd(&groups), "nested deeper");
    let types = chain(|i| {
        let next = i + 1;
        format!(
            "<s:complexType name='t{i}'><s:complexContent><s:extension base='t{next}'/></s:complexContent></s:complexType>"
        )
    });
    refused("types.xsd", xsd(&types), "nested deeper");
    let simple = chain(|i| format!("<s:simpleType name='t{i}'><s:restriction base='t{}'/></s:simpleType>", i + 1));
    refused("simple.xsd", xsd(&simple), "nested deeper");
    let entities = chain(|i| format!("<!ENTITY % e{} '%e{i};x'>", i + 1));
    let scratch = Scratch::new("entities.dtd");
    within_a_minute(move || {
        // Each holds the one before: the limit on what is expanded ends it.
        _ = scratch.run(format!("<!ENTITY % e0 ''>{entities}").as_bytes());
    });
    let elements = chain(|i| format!("<!ELEMENT e{i} (e{})>", i + 1));
    let scratch = Scratch::new("elements.dtd");
    within_a_minute(move || {
        scratch.run(format!("{elements}<!ELEMENT e20000 EMPTY>").as_bytes()).unwrap();
    });
}

#[test]
fn growth() {
    let groups: String = (1..40)
        .map(|i| {
            let inner = format!("<s:group ref='g{}'/>", i - 1).repeat(10);
            format!("<s:group name='g{i}'><s:sequence>{inner}</s:sequence></s:group>")
        })
        .collect();
    let first = "<s:group name='g0'><s:sequence><s:element name='a'/></s:sequence></s:group>";
    refused("growth.xsd", xsd(&format!("{first}{groups}")), "beyond the limit");
    let unions: String = (1..40)
        .map(|i| {
            format!(
                "<s:simpleType name='u{i}'><s:union memberTypes='{}'/></s:simpleType>",
                format!("u{} ", i - 1).repeat(10)
            )
        })
        .collect();
    let first = "<s:simpleType name='u0'><s:union memberTypes='s:int s:date'/></s:simpleType>";
    refused("unions.xsd", xsd(&format!("{first}{unions}")), "beyond the limit");
    let values: String = (0..10_000).map(|i| format!("<s:enumeration value='value-{i}'/>")).collect();
    let attributes: String = (0..10_000).map(|i| format!("<s:attribute name='a{i}' type='V'/>")).collect();
    let text = format!(
        "<s:simpleType name='V'><s:restriction base='s:token'>{values}</s:restriction></s:simpleType>\
         <s:complexType name='T'>{attributes}</s:complexType>"
    );
    refused("values.xsd", xsd(&text), "beyond the limit");
}

#[test]
fn wide() {
    let scratch = Scratch::new("wide.dtd");
    within_a_minute(move || {
        let names: Vec<_> = (0..20_000).map(|i| format!("e{i}?")).collect();
        let declarations: String = (0..20_000).map(|i| format!("<!ELEMENT e{i} EMPTY>")).collect();
        scratch.run(format!("<!ELEMENT a ({})>{declarations}", names.join(",")).as_bytes()).unwrap();
        scratch.run(format!("<!ELEMENT a ({})*>{declarations}", names.join("|")).as_bytes()).unwrap();
    });
    let scratch = Scratch::new("attributes.dtd");
    within_a_minute(move || {
        let attributes: String = (0..20_000).map(|i| format!(" a{i} CDATA #IMPLIED")).collect();
        scratch.run(format!("<!ELEMENT a EMPTY><!ATTLIST a{attributes}>").as_bytes()).unwrap();
    });
    let scratch = Scratch::new("faults.dtd");
    within_a_minute(move || {
        let messages = scratch.run("<!ELEMENT>\n".repeat(50_000).as_bytes()).unwrap_err();
        assert!(messages.contains("49000 more messages"), "{}", &messages[messages.len() - 100..]);
    });
}

#[test]
fn conditional_sections() {
    refused("sections.dtd", "<![INCLUDE[".repeat(100_000), "nested deeper");
    refused("sections-closed.dtd", "<![INCLUDE[".repeat(100_000) + &"]]>".repeat(100_000), "nested deeper");
    refused("ignored.dtd", "<![IGNORE[".repeat(1_000_000), "does not end");
    refused("keyword.dtd", "<![ANY[".repeat(100_000), "`INCLUDE` or `IGNORE` is expected");
    let scratch = Scratch::new("ignored-closed.dtd");
    within_a_minute(move || {
        let text = "<![IGNORE[".repeat(500_000) + &"]]>".repeat(500_000) + "<!ELEMENT a EMPTY>";
        assert_eq!(scratch.run(text.as_bytes()).unwrap().elements.len(), 1);
    });
}

#[test]
fn external_entities() {
    let part = |name: &str, text: &str| {
        let scratch = Scratch::new(name);
        std::fs::write(&scratch.0, text).unwrap();
        (scratch.0.file_name().unwrap().to_string_lossy().into_owned(), scratch)
    };
    // A large one, again and again.
    let (name, _large) = part("large.mod", &" ".repeat(1 << 20));
    refused("again.dtd", format!("<!ENTITY % l SYSTEM '{name}'>{}", "%l;".repeat(100_000)), "beyond the limit");
    // One that cannot be read, again and again, by one name and by many.
    let (name, _broken) = part("broken.mod", &format!("{}\u{1}", " ".repeat(1 << 20)));
    refused("broken.dtd", format!("<!ENTITY % l SYSTEM '{name}'>{}", "%l;".repeat(100_000)), "not allowed in XML");
    let many: String =
        (0..20_000).map(|i| format!("<!ENTITY % e{i} SYSTEM './{}{name}'>%e{i};", "./".repeat(i % 50))).collect();
    refused("broken-many.dtd", many, "not allowed in XML");
    let absent: String = (0..20_000).map(|i| format!("<!ENTITY % e{i} SYSTEM 'absent-{i}'>%e{i};")).collect();
    refused("absent.dtd", absent, "more messages are not shown");
    // Two that hold each other, by ever new names.
    let (first, second) = (Scratch::new("first.mod"), Scratch::new("second.mod"));
    let name = |scratch: &Scratch| scratch.0.file_name().unwrap().to_string_lossy().into_owned();
    let module = |other: &str| {
        let names: String = (0..9).map(|i| format!("<!ENTITY % n{i} SYSTEM '{other}'>")).collect();
        names + &(0..9).map(|i| format!("%n{i};")).collect::<String>()
    };
    std::fs::write(&first.0, module(&name(&second))).unwrap();
    std::fs::write(&second.0, module(&name(&first))).unwrap();
    refused("circle.dtd", format!("<!ENTITY % f SYSTEM '{}'>%f;", name(&first)), "refers to itself");
    // What has no end, and what has none yet.
    let devices = "<!ENTITY % z SYSTEM '/dev/zero'>%z;<!ENTITY % t SYSTEM '/dev/tty'>%t;<!ENTITY % d SYSTEM '.'>%d;";
    refused("devices.dtd", devices.to_owned(), "cannot read");
}
