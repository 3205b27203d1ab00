//! What `#[derive(Xml)]` says to mistakes, by topic, and what it takes.
//!
//! A message that was changed with intent is written again by
//! `TRYBUILD=overwrite cargo test -p lip-tests --test ui`.

/// The topics; `compiler` are mistakes that the compiler names, with our notes.
const TOPICS: &[&str] = &["compiler", "extensions", "fields", "items", "keys", "names", "types", "variants"];

/// The compiler whose own words stand there; others word them otherwise.
const RUSTC: &str = "rustc 1.95.";

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    for topic in TOPICS {
        let files = lip_tests::files(&format!("ui/{topic}"), "rs");
        assert!(!files.is_empty(), "no case of `{topic}`");
        if *topic == "compiler" && !is_compiler_of_messages() {
            eprintln!("skipped: ui/{topic}: its messages are those of {RUSTC}x");
            continue;
        }
        for file in files {
            cases.compile_fail(&file);
        }
    }
    cases.pass("ui/ok/*.rs");
}

fn is_compiler_of_messages() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let version = std::process::Command::new(rustc).arg("--version").output();
    version.is_ok_and(|output| output.stdout.starts_with(RUSTC.as_bytes()))
}
