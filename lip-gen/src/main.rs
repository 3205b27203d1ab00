//! The command `lip-gen`: thin over the library.
//!
//! Exit codes: 0 done, 1 findings or stale files, 2 could not run.

#![forbid(unsafe_code)]

mod cli;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    cli::run(cli::Arguments::parse())
}
