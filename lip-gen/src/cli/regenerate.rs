//! `lip-gen regenerate`

use std::path::{Path, PathBuf};

use lip_gen::Outcome;
use lip_gen::regenerate::{COMMAND, Regenerated, regenerate, workspace};

use super::{End, terminal};

pub(super) fn run(check: bool) -> End {
    let Some(root) = root() else {
        terminal::say("error: no `schemas/*/lip-gen.toml` here or in a folder above");
        return End::CouldNotRun;
    };
    let mut end = End::Done;
    let mut stale = false;
    for Regenerated { settings, result, schemas, .. } in regenerate(&root, check) {
        terminal::say(format!("read {}", settings.display()));
        let report = match result {
            Ok(report) => report,
            Err(error) => {
                end = end.max(terminal::failure(&error));
                continue;
            }
        };
        terminal::findings(&report.findings);
        // The files of this workspace are to be without reproach.
        if report.findings.has_warnings() {
            end = end.max(End::Findings);
        }
        let changed = outcomes(std::iter::once(&report.outcome).chain(&schemas));
        // Without `--check`, a file that would change is left stale for this reason only.
        if changed && !report.agrees() {
            terminal::say(format!(
                "not written while DTD and XSD differ: change both, or accept the difference in `lip-gen.toml`, \
                 then run `{COMMAND}`"
            ));
            end = end.max(End::Findings);
        } else {
            stale |= changed;
        }
    }
    if stale {
        terminal::say(format!("run `{COMMAND}` to write the files again"));
        end = end.max(End::Findings);
    }
    end
}

/// Says what became of the files; whether one of them is stale.
fn outcomes<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> bool {
    let mut stale = false;
    for outcome in outcomes {
        match outcome {
            Outcome::Written(path) => terminal::say(format!("wrote {}", path.display())),
            Outcome::Unchanged(path) => terminal::say(format!("unchanged {}", path.display())),
            Outcome::Memory => {}
            Outcome::Stale { path, diff } => {
                terminal::print(diff);
                terminal::say(format!("stale {}", path.display()));
                stale = true;
            }
        }
    }
    stale
}

/// The workspace, as a path from where we are, so that messages show short paths.
fn root() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let root = workspace(&here)?;
    let depth = here.ancestors().position(|folder| folder == root)?;
    Some(Path::new("..").components().cycle().take(depth).collect())
}
