//! For a pull request or a changelog.

use std::fmt::Write as _;

use super::report::{Diff, Effect};
use super::words;

impl Diff {
    /// Markdown: a heading an element, a list of changes below it.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        _ = self.write_markdown(&mut out);
        out
    }

    fn write_markdown(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "# {} → {}\n\n{}", code(&self.old), code(&self.new), words::summary(self))?;
        for entry in &self.entries {
            let subject = words::subject(&entry.subject);
            match entry.subject.name.as_str() {
                "" => writeln!(out, "\n## The {subject}\n")?,
                name => writeln!(out, "\n## {}{} {}\n", subject[..1].to_uppercase(), &subject[1..], code(name))?,
            }
            for change in &entry.schema {
                out.push_str("- ");
                if let Some(attribute) = &change.attribute {
                    write!(out, "attribute {}: ", code(attribute))?;
                }
                out.push_str(&words::change(change));
                values(out, &change.old, &change.new)?;
                change.lost.iter().try_for_each(|lost| write!(out, "; accepted no more: {}", code(lost)))?;
                change.gained.iter().try_for_each(|gained| write!(out, "; accepted now: {}", code(gained)))?;
                out.push('\n');
            }
            for api in &entry.api {
                let effect = if api.effect == Effect::Breaking { "**breaking**" } else { "compatible" };
                write!(out, "- {effect}: {} {}", code(&api.item), words::api(api))?;
                values(out, &api.old, &api.new)?;
                out.push('\n');
            }
        }
        Ok(())
    }
}

fn values(out: &mut String, old: &Option<String>, new: &Option<String>) -> std::fmt::Result {
    match (old, new) {
        (None, None) => Ok(()),
        (Some(one), None) | (None, Some(one)) => write!(out, ": {}", code(one)),
        (Some(old), Some(new)) => write!(out, ": {} → {}", code(old), code(new)),
    }
}

/// A code span, whatever stands in it (CommonMark 0.31, 6.1).
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
