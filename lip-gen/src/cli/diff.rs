//! `lip-gen diff`

use lip_gen::{Config, Error};

use super::{Diff, DiffFormat, End, Entry, terminal};

pub(super) fn run(arguments: Diff) -> End {
    let config = match &arguments.config {
        Some(file) => Config::from_file(file),
        None => Ok(Config::new()),
    };
    let config = config.map(|config| Entry::all(arguments.catalog, config));
    match config.and_then(|config| lip_gen::diff::diff(&arguments.old, &arguments.new, &config)) {
        Ok((diff, findings)) => {
            terminal::findings(&findings);
            let text = match arguments.format {
                DiffFormat::Human => diff.human(),
                DiffFormat::Json => diff.json(),
                DiffFormat::Markdown => diff.markdown(),
            };
            terminal::print(&text).max(if diff.is_empty() { End::Done } else { End::Findings })
        }
        Err(error @ Error::Findings(_)) => {
            terminal::failure(&error);
            // 1 says that the schemas differ: schemas with errors cannot be compared.
            End::CouldNotRun
        }
        Err(error) => terminal::failure(&error),
    }
}
