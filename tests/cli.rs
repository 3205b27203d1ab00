//! The command `lip`: exit codes, findings for people and machines, rewriting.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod command;
#[path = "cli/convert.rs"]
mod convert;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use command::{Outcome, lip, lip_with};
use expect_test::{Expect, expect};
use lip_types::cli::{Streams, run};
use serde_json::Value;

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lip").join(name);
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn check(outcome: &Outcome, code: u8, output: &Expect, errors: &Expect) {
    output.assert_eq(&outcome.output);
    errors.assert_eq(&outcome.errors);
    assert_eq!(outcome.code, code);
}

const EMPTY: &str = "<learnerinformation/>";
const WRONG: &str = "corpus/invalid/tuple-wrong-order.xml";

#[test]
fn valid_documents_end_with_0() {
    check(
        &lip(&["validate", "corpus/valid/root-only.xml"]),
        0,
        &expect![""],
        &expect![[r#"
        1 file: valid
    "#]],
    );
    // What breaks a rule that no schema states is told, and valid.
    let outcome = lip(&["validate", "corpus/valid", "corpus/valid-dtd"]);
    assert_eq!(outcome.code, 0, "{}", outcome.errors);
    assert!(outcome.output.starts_with("warning[LIP0102]") && !outcome.output.contains("error["), "{}", outcome.output);
    let mut arguments = vec!["validate", "corpus/valid", "corpus/valid-dtd"];
    arguments.extend(["--without", "unique-indexid", "--without", "LIP0101", "--without", "language-tag"]);
    let outcome = lip(&arguments);
    assert_eq!((outcome.code, outcome.output.as_str()), (0, ""), "{}", outcome.errors);
    assert!(outcome.errors.ends_with(" files: all valid\n"), "{}", outcome.errors);
}

#[test]
fn findings_show_the_line_and_end_with_1() {
    let outcome = lip(&["validate", WRONG, "corpus/valid/root-only.xml"]);
    check(
        &outcome,
        1,
        &expect![[r#"
            error[LIP0014]: the element stands at another place than it may
             --> corpus/invalid/tuple-wrong-order.xml:9:7
              |
            9 |       <tupledest>
              |       ^^^^^^^^^^^ element `tupledest`
              |
              = path: /learnerinformation/relationship/tuple/tupledest
              = expected: `tuplerelation`
              = hint: `tupledest` belongs behind `tuplerelation`

        "#]],
        &expect![[r#"
        2 files: 1 valid, 1 invalid
    "#]],
    );
}

#[test]
fn json_is_one_object_a_line() {
    let outcome = lip(&["validate", "--format", "json", "corpus/invalid", "corpus/valid/root-only.xml"]);
    assert_eq!((outcome.code, outcome.errors.as_str()), (1, ""));
    let files = fs::read_dir("corpus/invalid").unwrap().count();
    assert!(outcome.output.lines().count() >= files);
    for line in outcome.output.lines() {
        let finding: Value = serde_json::from_str(line).unwrap();
        for text in ["file", "path", "code", "severity", "message", "found"] {
            assert!(finding[text].as_str().is_some_and(|t| !t.is_empty()), "{text}: {line}");
        }
        for number in ["line", "column"] {
            assert!(finding[number].as_u64() > Some(0), "{number}: {line}");
        }
        assert!(finding["offset"].is_u64() && finding["length"].is_u64(), "{line}");
        assert!(finding["expected"].is_string() || finding["expected"].is_null(), "{line}");
        assert!(finding["hint"].is_string() || finding["hint"].is_null(), "{line}");
    }
    check(
        &lip(&["validate", "--format=json", WRONG]),
        1,
        &expect![[r#"
            {"file":"corpus/invalid/tuple-wrong-order.xml","line":9,"column":7,"offset":281,"length":11,"path":"/learnerinformation/relationship/tuple/tupledest","code":"LIP0014","severity":"error","message":"element `tupledest`; expected `tuplerelation`","found":"element `tupledest`","expected":"`tuplerelation`","hint":"`tupledest` belongs behind `tuplerelation`"}
        "#]],
        &expect![""],
    );
}

/// Every document that is no XML is refused, shown and marked.
#[test]
fn malformed_documents_are_shown() {
    let outcome = lip(&["validate", "corpus/malformed"]);
    assert_eq!(outcome.code, 1);
    let files = fs::read_dir("corpus/malformed").unwrap().count();
    assert_eq!(outcome.errors, format!("{files} files: all invalid\n"));
    assert!(outcome.output.matches("error[LIP").count() >= files);
}

#[test]
fn what_cannot_run_ends_with_2() {
    let nothing = expect![""];
    check(
        &lip(&["validate", "nowhere.xml"]),
        2,
        &nothing,
        &expect![[r#"
        error: cannot read `nowhere.xml`: there is no such file or folder
        1 file: not read
    "#]],
    );
    // The others are checked all the same.
    check(
        &lip(&["validate", "nowhere", "corpus/valid/root-only.xml"]),
        2,
        &nothing,
        &expect![[r#"
        error: cannot read `nowhere`: there is no such file or folder
        2 files: 1 valid, 1 not read
    "#]],
    );
    let empty = folder("empty");
    let outcome = lip(&["validate", empty.to_str().unwrap(), "corpus/valid/root-only.xml"]);
    assert_eq!(outcome.code, 2);
    let fault = format!("error: there is no .xml file in the folder `{}`\n", empty.display());
    assert_eq!(outcome.errors, fault + "1 file: valid\n");
    check(
        &lip(&["format", "corpus"]),
        2,
        &nothing,
        &expect![[r#"
        error: cannot read `corpus`: it is a folder, not a file
    "#]],
    );
    check(
        &lip(&["format", "corpus/valid/root-only.xml", "--out", "nowhere/a.xml"]),
        2,
        &nothing,
        &expect![[r#"
        error: cannot write `nowhere/a.xml`: there is no such file or folder
    "#]],
    );
    for arguments in [&["validate", "--format", "xml", WRONG][..], &["format"], &["frob"], &[]] {
        let outcome = lip(arguments);
        assert_eq!((outcome.code, outcome.output.as_str()), (2, ""), "{arguments:?}");
        assert!(outcome.errors.contains("--help"), "{arguments:?}: {}", outcome.errors);
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    for arguments in [&["--help"][..], &["validate", "--help"], &["format", "--help"], &["--version"]] {
        let outcome = lip(arguments);
        assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""), "{arguments:?}");
        assert!(!outcome.output.is_empty(), "{arguments:?}");
    }
    assert!(lip(&["format", "--help"]).output.contains("UTF-8"));
}

#[test]
fn a_folder_means_its_documents() {
    let folder = folder("documents");
    fs::create_dir_all(folder.join("b/c")).unwrap();
    for name in ["z.xml", "b/c/deep.XML", "a.xml"] {
        fs::write(folder.join(name), "<learner/>").unwrap();
    }
    fs::write(folder.join("notes.txt"), "no XML").unwrap();
    let path = folder.to_str().unwrap();
    let outcome = lip(&["validate", "--format", "json", path, path]);
    let files: Vec<String> = outcome
        .output
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["file"].as_str().unwrap().replace(path, ""))
        .collect();
    assert_eq!(files, ["/a.xml", "/b/c/deep.XML", "/z.xml"]);
    assert_eq!(outcome.code, 1);
}

#[test]
fn a_bare_carriage_return_ends_a_line() {
    let text = "<learnerinformation>\r  <comment>é</comment>\r\t<gaol/>\r</learnerinformation>";
    check(
        &lip_with(&["validate", "-"], text.as_bytes()),
        1,
        &expect![[r#"
        error[LIP0007]: the element may not stand here
         --> <stdin>:3:2
          |
        3 |     <gaol/>
          |     ^^^^^^^ element `gaol`
          |
          = path: /learnerinformation/gaol
          = expected: `contentype`, `identification`, `goal`, `qcl`, `activity`, `competency`, `transcript`, `accessibility`, `interest`, `affiliation`, `securitykey`, `relationship`, `ext_learnerinfo` or the end of `learnerinformation`
          = hint: did you mean `goal`?

    "#]],
        &expect![[r#"
        1 file: invalid
    "#]],
    );
}

#[test]
fn utf_16_is_shown_as_text() {
    let text = "\u{feff}<?xml version='1.0' encoding='UTF-16'?>\n<learnerinformation>\n<comment>日本</coment>";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check(
        &lip_with(&["validate", "-"], &bytes),
        1,
        &expect![[r#"
            error[LIP0002]: this is not well-formed XML
             --> <stdin>:3:12
              |
            3 | <comment>日本</coment>
              |              ^^^^^^^^ `</coment>`
              |
              = path: /learnerinformation/comment
              = expected: `</comment>`

            error[LIP0002]: this is not well-formed XML
             --> <stdin>:3:21
              |
            3 | <comment>日本</coment>
              |                       ^ the end of the text
              |
              = path: /learnerinformation
              = expected: `</learnerinformation>`

        "#]],
        &expect![[r#"
        1 file: invalid
    "#]],
    );
}

#[test]
fn a_picture_is_no_document() {
    let bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    check(
        &lip_with(&["validate", "-"], bytes),
        1,
        &expect![[r#"
        error[LIP0001]: this is no text in the encoding that it claims
        --> <stdin>:1:1
         = found: the byte 0x89, which is no UTF-8
         = expected: UTF-8, or the name of the encoding in the XML declaration
         = hint: this looks like a binary file, not like XML

    "#]],
        &expect![[r#"
        1 file: invalid
    "#]],
    );
}

/// In an encoding with escapes it may look like one; it says that it is not.
#[test]
fn an_encoding_that_is_not_known_is_all_that_is_wrong() {
    let bytes = b"<?xml version='1.0' encoding='iso-2022-jp'?><learnerinformation>\x1b$B=5\x1b(B</learnerinformation>";
    check(
        &lip_with(&["validate", "-"], bytes),
        1,
        &expect![[r#"
        error[LIP0001]: this is no text in the encoding that it claims
        --> <stdin>:1:31
         = found: encoding `iso-2022-jp`
         = expected: an encoding that is known, such as `UTF-8`

    "#]],
        &expect![[r#"
        1 file: invalid
    "#]],
    );
}

#[test]
fn utf16_is_wrong_where_it_ends() {
    let mut bytes: Vec<u8> =
        "\u{feff}<learnerinformation>\n</learnerinformation>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.push(b'a');
    check(
        &lip_with(&["validate", "-"], &bytes),
        1,
        &expect![[r#"
        error[LIP0001]: this is no text in the encoding that it claims
         --> <stdin>:2:22
          |
        2 | </learnerinformation>�
          |                      ^ half a code unit of UTF-16
          |
          = expected: UTF-16 throughout, as the document begins

    "#]],
        &expect![[r#"
        1 file: invalid
    "#]],
    );
}

/// A pipe whose reader has gone, or a disk that is full.
struct Broken(io::ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let run = |arguments: &[&str], kind| {
        let mut errors = Vec::new();
        let mut streams = Streams {
            input: &mut io::empty(),
            output: &mut Broken(kind),
            errors: &mut errors,
            colour: false,
            errors_colour: false,
            progress: false,
        };
        let code = run([&["lip"], arguments].concat(), &mut streams);
        (code, String::from_utf8(errors).unwrap())
    };
    let kind = io::ErrorKind::BrokenPipe;
    assert_eq!(run(&["validate", "corpus/invalid"], kind), (1, String::new()));
    assert_eq!(run(&["format", "corpus/valid/root-only.xml"], kind), (0, String::new()));
    assert_eq!(run(&["--help"], kind), (0, String::new()));
    let (code, errors) = run(&["format", "corpus/valid/root-only.xml"], io::ErrorKind::StorageFull);
    assert_eq!((code, errors.as_str()), (2, "error: cannot write to standard output: no storage space\n"));
}

/// In either binding, what has been written is written again byte for byte.
#[test]
fn format_twice_gives_the_same_bytes() {
    for folder in ["corpus/valid", "corpus/valid-dtd"] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            for layout in [&[][..], &["--indent"]] {
                let once = lip(&[&["format", path.to_str().unwrap()], layout].concat());
                assert_eq!(once.code, 0, "{path:?}: {}", once.errors);
                let twice = lip_with(&[&["format", "-"], layout].concat(), once.output.as_bytes());
                assert_eq!((twice.code, twice.errors.as_str()), (0, ""), "{path:?}");
                assert!(twice.output == once.output, "{path:?} {layout:?}");
            }
        }
    }
}

#[test]
fn format_keeps_the_binding_or_changes_it() {
    let kept = lip_with(&["format", "-"], EMPTY.as_bytes());
    check(
        &kept,
        0,
        &expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE learnerinformation SYSTEM "imslip_v1p0p1.dtd">
        <learnerinformation/>
    "#]],
        &expect![""],
    );
    let changed = lip_with(&["format", "-", "--binding", "xsd"], kept.output.as_bytes());
    check(
        &changed,
        0,
        &expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <learnerinformation xmlns="http://www.imsglobal.org/xsd/imslip_v1p0"/>
    "#]],
        &expect![""],
    );
    let kept = lip_with(&["format", "-", "--indent"], changed.output.as_bytes());
    assert_eq!(kept.output, changed.output);
}

/// Nothing is dropped in silence.
#[test]
fn format_lays_out_anew_and_says_what_is_lost() {
    let text = "<learnerinformation><!-- a --><comment>b<!-- c --></comment><?d?></learnerinformation>";
    check(
        &lip_with(&["format", "-"], text.as_bytes()),
        0,
        &expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE learnerinformation SYSTEM "imslip_v1p0p1.dtd">
        <learnerinformation><!-- a --><comment>b</comment><?d?></learnerinformation>
    "#]],
        &expect![[r#"
        note: 1 comment or processing instruction of `<stdin>` left out
    "#]],
    );
    check(
        &lip_with(&["format", "-", "--indent"], text.as_bytes()),
        0,
        &expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE learnerinformation SYSTEM "imslip_v1p0p1.dtd">
        <learnerinformation>
          <comment>b</comment>
        </learnerinformation>
    "#]],
        &expect![[r#"
        note: 3 comments or processing instructions of `<stdin>` left out
    "#]],
    );
}

#[test]
fn format_replaces_a_file_as_a_whole() {
    let folder = folder("out");
    let file = folder.join("learner.xml");
    let path = file.to_str().unwrap();
    fs::write(&file, "<learnerinformation>\r<comment/>\r</learnerinformation>").unwrap();
    let outcome = lip(&["format", path, "--out", path]);
    check(&outcome, 0, &expect![""], &expect![""]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.ends_with("<learnerinformation>\n<comment/>\n</learnerinformation>\n"), "{text}");

    // A document with findings leaves the file alone.
    let outcome = lip_with(&["format", "-", "-o", path], b"<learnerinformation/");
    assert_eq!((outcome.code, outcome.output.as_str()), (1, ""));
    assert!(outcome.errors.starts_with("error[LIP0002]"), "{}", outcome.errors);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no temporary file is left");
}

#[cfg(unix)]
#[test]
fn format_keeps_links_and_permissions() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = folder("link");
    let (file, link) = (folder.join("learner.xml"), folder.join("link.xml"));
    fs::write(&file, EMPTY).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    symlink("learner.xml", &link).unwrap();
    let outcome = lip(&["format", "corpus/valid/root-only.xml", "--out", link.to_str().unwrap()]);
    assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&file).unwrap().contains("xmlns"));
}

/// They lie so that their references to one another hold: xmllint takes a document by each of them.
#[test]
fn schemas_are_written_for_others() {
    let out = folder("schemas");
    let argument = out.to_string_lossy().into_owned();
    let outcome = lip(&["schemas", &argument]);
    assert_eq!((outcome.code, outcome.errors.lines().count()), (0, 3), "{}", outcome.errors);
    let xsd = out.join("imslip-1.0.1/imslip_v1p0p1.xsd");
    assert_eq!(fs::read_to_string(&xsd).unwrap(), lip_types::schemas::IMSLIP_XSD);
    if let Some(xmllint) = lip_tests::xmllint("schemas_are_written_for_others") {
        let document = fs::read("corpus/valid/root-only.xml").unwrap();
        assert_eq!(xmllint.schema(&xsd, &document), Ok(()));
        let document = format!("<!DOCTYPE learnerinformation SYSTEM \"imslip_v1p0p1.dtd\">{EMPTY}");
        assert_eq!(xmllint.dtd(&out.join("imslip-1.0.1"), document.as_bytes()), Ok(()));
    }

    // Once more is no harm; what somebody has changed stays.
    assert_eq!(lip(&["schemas", &argument]).code, 0);
    fs::write(&xsd, "mine").unwrap();
    let outcome = lip(&["schemas", &argument]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.errors.contains("a file with another text is there"), "{}", outcome.errors);
    assert_eq!(fs::read_to_string(&xsd).unwrap(), "mine");
}

/// Old exports are seldom in UTF-8; what is repaired stays in the encoding that it was in, byte for byte elsewhere.
#[test]
fn fix_keeps_the_encoding() {
    let folder = folder("encodings");
    let document = |encoding: &str, date: &str| {
        format!(
            "<?xml version='1.0' encoding='{encoding}'?>\r\n<learnerinformation><!-- Ren\u{e9}e --><activity><date><datetime>{date}\
             </datetime></date></activity></learnerinformation>"
        )
    };
    type Encode<'e> = &'e dyn Fn(String) -> Vec<u8>;
    let latin = |text: String| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let utf_16 = |text: String| {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect::<Vec<u8>>()
    };
    let marked = |text: String| format!("\u{feff}{text}").into_bytes();
    let encodings: [(&str, Encode<'_>); 4] =
        [("ISO-8859-1", &latin), ("windows-1252", &latin), ("UTF-16", &utf_16), ("utf-8", &marked)];
    for (name, bytes) in encodings {
        let file = folder.join(name).with_extension("xml");
        fs::write(&file, bytes(document(name, "2000:11:06"))).unwrap();
        let outcome = lip(&["fix", "--write", &file.to_string_lossy()]);
        assert_eq!(outcome.code, 0, "{name}: {}", outcome.errors);
        assert_eq!(fs::read(&file).unwrap(), bytes(document(name, "2000-11-06")), "{name}");
    }
    // A lie about the encoding is no reason to write another text.
    let file = folder.join("lie.xml");
    fs::write(&file, latin(document("UTF-8", "2000:11:06"))).unwrap();
    let outcome = lip(&["fix", "--write", &file.to_string_lossy()]);
    assert_eq!(outcome.code, 1, "{}", outcome.errors);
    assert!(
        outcome.errors.ends_with("cannot be written in its encoding, and is left as it is\n"),
        "{}",
        outcome.errors
    );
    assert_eq!(fs::read(&file).unwrap(), latin(document("UTF-8", "2000:11:06")));
}
