//! `lip-gen generate`

use lip_gen::{Config, Outcome, Output};

use super::{End, Entry, Generate, GenerateFormat, terminal};

pub(super) fn run(arguments: Generate) -> End {
    let mut config = match &arguments.config {
        Some(file) => match Config::from_file(file) {
            Ok(config) => config,
            Err(error) => return terminal::failure(&error),
        },
        None => Config::new(),
    };
    if let Some(path) = arguments.runtime {
        config = config.runtime_path(path);
    }
    if let Some(file) = arguments.xsd {
        config = config.xsd(file);
    }
    if let Some(file) = arguments.dtd {
        config = config.dtd(file);
    }
    for root in arguments.root {
        config = config.root(root);
    }
    config = Entry::all(arguments.catalog, config);
    if arguments.format == GenerateFormat::JsonSchema {
        config = config.json_schema();
    }
    let output = arguments.out.map_or(Output::Memory, if arguments.check { Output::Check } else { Output::Write });
    let report = match lip_gen::generate(&config, &output) {
        Ok(report) => report,
        Err(error) => return terminal::failure(&error),
    };
    terminal::findings(&report.findings);
    match &report.outcome {
        Outcome::Written(path) => terminal::say(format!("wrote {}", path.display())),
        Outcome::Unchanged(path) => terminal::say(format!("unchanged {}", path.display())),
        Outcome::Memory => return terminal::print(&report.text),
        Outcome::Stale { path, diff } => {
            let end = terminal::print(diff);
            terminal::say(format!("stale {}: the same command without `--check` writes it again", path.display()));
            return end.max(End::Findings);
        }
    }
    End::Done
}
