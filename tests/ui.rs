//! What `#[derive(Xml)]` says to mistakes, by topic, and what it takes.
//!
//! A message that was changed with intent is written again by
//! `TRYBUILD=overwrite cargo test -p lip-tests --test ui`.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/err/*.rs");
    cases.pass("ui/ok/*.rs");
}
