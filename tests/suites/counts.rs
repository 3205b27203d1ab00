//! How often something was seen, as a file of expectations.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Rows and how often each was seen.
#[derive(Default)]
pub struct Counts(BTreeMap<String, usize>);

impl Counts {
    pub fn see(&mut self, row: String) {
        *self.0.entry(row).or_default() += 1;
    }

    /// Compares with a file beside the tests, or writes it when `BLESS` is set.
    pub fn expect(&self, file: &str) {
        let mut text = String::new();
        for (row, count) in &self.0 {
            writeln!(text, "{count:5}  {row}").unwrap();
        }
        lip_tests::expect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("suites").join(file), &text);
    }
}
