//! A progress bar, when there is somebody to see it and something to wait for.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work that takes no longer goes without.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far a command is with its documents.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    since: Instant,
    done: u64,
    total: u64,
    wanted: bool,
}

impl Progress {
    pub(super) fn new(total: usize, wanted: bool) -> Self {
        Self { bar: None, since: Instant::now(), done: 0, total: total as u64, wanted: wanted && total > 1 }
    }

    /// One document is done.
    pub(super) fn step(&mut self) {
        self.done += 1;
        if self.wanted && self.bar.is_none() && self.since.elapsed() > PATIENCE {
            let bar = ProgressBar::new(self.total).with_elapsed(self.since.elapsed());
            // A template that is wrong leaves the usual bar.
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} files, {eta} to go") {
                bar.set_style(style);
            }
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }

    /// Writes to the terminal while the bar is out of the way.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
