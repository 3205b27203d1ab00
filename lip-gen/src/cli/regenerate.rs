//! `lip-gen regenerate`

use std::path::{Path, PathBuf};

use lip_gen::Outcome;
use lip_gen::regenerate::{COMMAND, regenerate, workspace};

use super::{End, terminal};

pub(super) fn run(check: bool) -> End {
    let Some(root) = root() else {
        terminal::say("error: no `schemas/*/lip-gen.toml` here or in a folder above");
        return End::CouldNotRun;
    };
    let mut end = End::Done;
    let mut stale = false;
    for (settings, result) in regenerate(&root, check) {
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
        // Without `--check`, a file that would change is left stale for this reason only.
        let refused = !report.agrees();
        match &report.outcome {
            Outcome::Written(path) => terminal::say(format!("wrote {}", path.display())),
            Outcome::Unchanged(path) => terminal::say(format!("unchanged {}", path.display())),
            Outcome::Memory => {}
            Outcome::Stale { path, diff } => {
                terminal::print(diff);
                terminal::say(format!("stale {}", path.display()));
                if refused {
                    terminal::say(format!(
                        "not written while DTD and XSD differ: change both, or accept the difference in `lip-gen.toml`, \
                         then run `{COMMAND}`"
                    ));
                    end = end.max(End::Findings);
                } else {
                    stale = true;
                }
            }
        }
    }
    if stale {
        terminal::say(format!("run `{COMMAND}` to write the files again"));
        end = end.max(End::Findings);
    }
    end
}

/// The workspace, as a path from where we are, so that messages show short paths.
fn root() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let root = workspace(&here)?;
    let depth = here.ancestors().position(|folder| folder == root)?;
    Some(Path::new("..").components().cycle().take(depth).collect())
}
