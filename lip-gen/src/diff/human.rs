//! For people, on a terminal.

use std::fmt::Write as _;

use super::report::{Aspect, Diff, Effect};
use super::words;

impl Diff {
    /// Plain text: one paragraph an element, and a last line that says the step.
    pub fn human(&self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        _ = self.write_human(&mut out);
        out
    }

    fn write_human(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "{} → {}\n", self.old, self.new)?;
        for entry in &self.entries {
            match entry.subject.name.as_str() {
                "" => writeln!(out, "{}", words::subject(&entry.subject))?,
                name => writeln!(out, "{} `{name}`", words::subject(&entry.subject))?,
            }
            for change in &entry.schema {
                out.push_str("  ");
                if let Some(attribute) = &change.attribute {
                    write!(out, "attribute `{attribute}`: ")?;
                }
                out.push_str(&words::change(change));
                if change.aspect == Aspect::Content {
                    // Models are long: one above the other.
                    change.old.iter().try_for_each(|old| write!(out, "\n    old {old}"))?;
                    change.new.iter().try_for_each(|new| write!(out, "\n    new {new}"))?;
                } else {
                    values(out, &change.old, &change.new)?;
                }
                out.push('\n');
                change.lost.iter().try_for_each(|lost| writeln!(out, "    accepted no more: {lost}"))?;
                change.gained.iter().try_for_each(|gained| writeln!(out, "    accepted now: {gained}"))?;
            }
            for api in &entry.api {
                let effect = if api.effect == Effect::Breaking { "breaking  " } else { "compatible" };
                write!(out, "  {effect} {} {}", api.item, words::api(api))?;
                values(out, &api.old, &api.new)?;
                out.push('\n');
            }
            out.push('\n');
        }
        writeln!(out, "{}", words::summary(self))
    }
}

fn values(out: &mut String, old: &Option<String>, new: &Option<String>) -> std::fmt::Result {
    match (old, new) {
        (None, None) => Ok(()),
        (Some(one), None) | (None, Some(one)) => write!(out, ": {one}"),
        (Some(old), Some(new)) => write!(out, ": {old} → {new}"),
    }
}
