//! The command `lip`: all of it is in the library.

#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    lip_types::cli::main()
}
