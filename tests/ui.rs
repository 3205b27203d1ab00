//! What `#[derive(Xml)]` says to mistakes, by topic, and what it takes.
//!
//! A message that was changed with intent is written again by
//! `TRYBUILD=overwrite cargo test -p lip-tests --test ui`.

/// Cases whose messages are in part those of the compiler.
const OF_THE_COMPILER: &[&str] = &["extension_points.rs", "types_of_fields.rs"];

/// The compiler whose own words stand there; others word them otherwise.
const RUSTC: &str = "rustc 1.95.";

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    for file in lip_tests::files("ui/err", "rs") {
        if OF_THE_COMPILER.contains(&&*lip_tests::name(&file)) && !is_compiler_of_messages() {
            eprintln!("skipped: {}: its messages are those of {RUSTC}x", file.display());
            continue;
        }
        cases.compile_fail(&file);
    }
    cases.pass("ui/ok/*.rs");
}

fn is_compiler_of_messages() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let version = std::process::Command::new(rustc).arg("--version").output();
    version.is_ok_and(|output| output.stdout.starts_with(RUSTC.as_bytes()))
}
