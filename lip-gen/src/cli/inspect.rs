//! `lip-gen inspect`

use std::path::Path;

use lip_gen::diagnostic::{Diagnostics, Severity};
use lip_gen::read::{self, Catalog};
use lip_gen::source::Sources;

use super::{End, Entry, Format, terminal};

pub(super) fn run(file: &Path, format: Format, entries: Vec<Entry>) -> End {
    // A file that is not there is no finding in a schema.
    if let Err(error) = std::fs::File::open(file) {
        terminal::say(format!("error: cannot read {}: {error}", file.display()));
        return End::CouldNotRun;
    }
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let mut catalog = Catalog::new();
    for entry in entries {
        match entry {
            Entry::File(identifier, file) => catalog.add(identifier, file),
            Entry::Catalog(file) => _ = catalog.read(&file, &mut sources, &mut diagnostics),
        }
    }
    let reader = if read::is_dtd(file) { read::dtd } else { read::xsd };
    let schema = reader(file, &catalog, &mut sources, &mut diagnostics);
    let name = file.display().to_string();
    let found = lip_gen::inspect::inspect(&name, schema.as_ref(), &sources, &mut diagnostics);
    // In JSON the findings stand in the result.
    let text = match format {
        Format::Json => found.json(),
        Format::Human => {
            let least = Severity::Warning;
            let messages = diagnostics.render(&sources, least, terminal::style());
            if !messages.is_empty() {
                terminal::say(messages);
            }
            found.human()
        }
    };
    terminal::print(&text).max(if found.ok { End::Done } else { End::Findings })
}
