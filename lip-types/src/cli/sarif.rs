//! Findings as SARIF 2.1.0, for code hosts and editors.

use serde_json::{Value, json};

use super::pages::PAGES;
use crate::xml::{Finding, Severity};

/// One result.
pub(super) fn result(name: &str, finding: &Finding) -> Value {
    let level = if finding.severity() == Severity::Warning { "warning" } else { "error" };
    let mut text = finding.message();
    if let Some(hint) = finding.hint() {
        text = format!("{text}; {hint}");
    }
    // Columns are counted in characters, which the run says.
    json!({
        "ruleId": finding.code(),
        "level": level,
        "message": { "text": text },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(name) },
                "region": {
                    "startLine": finding.line(),
                    "startColumn": finding.column(),
                    "byteOffset": finding.offset(),
                    "byteLength": finding.length(),
                },
            },
            "logicalLocations": [{ "fullyQualifiedName": finding.path(), "kind": "element" }],
        }],
    })
}

/// The whole log.
pub(super) fn log(results: Vec<Value>) -> String {
    let pages = PAGES.iter().map(|page| {
        json!({
            "id": page.code,
            "shortDescription": { "text": page.title },
            "fullDescription": { "text": page.meaning },
            "help": { "text": page.mend },
        })
    });
    let rules = crate::lip::RULES
        .iter()
        .map(|rule| json!({ "id": rule.code, "name": rule.name, "shortDescription": { "text": rule.about } }));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "lip",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": pages.chain(rules).collect::<Vec<_>>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// A path as a relative reference (RFC 3986, 4.2).
fn uri(name: &str) -> String {
    let mut uri = String::new();
    for b in name.bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(b as char),
            b'\\' => uri.push('/'),
            _ => uri.push_str(&format!("%{b:02X}")),
        }
    }
    uri
}
