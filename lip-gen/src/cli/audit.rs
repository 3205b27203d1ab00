//! `lip-gen audit`

use lip_gen::{Config, audit};

use super::{Audit, End, Entry, Format, terminal};

pub(super) fn run(arguments: Audit) -> End {
    let mut config = match &arguments.config {
        Some(file) => match Config::from_file(file) {
            Ok(config) => config,
            Err(error) => return terminal::failure(&error),
        },
        None => Config::new(),
    };
    if let Some(file) = arguments.dtd {
        config = config.dtd(file);
    }
    if let Some(file) = arguments.xsd {
        config = config.xsd(file);
    }
    config = Entry::all(arguments.catalog, config);
    let (audit, findings) = match audit::run(&config) {
        Ok(done) => done,
        Err(error) => {
            terminal::failure(&error);
            // A schema that cannot be read is not a different one.
            return End::CouldNotRun;
        }
    };
    let text = match arguments.format {
        Format::Json => audit.json(&findings),
        Format::Human => {
            terminal::findings(&findings);
            audit.human(&findings, terminal::result_style())
        }
    };
    terminal::print(&text).max(if audit.passed() { End::Done } else { End::Findings })
}
