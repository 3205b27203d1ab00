//! Writes the seeds of a target to a folder: `cargo run --bin seeds document FOLDER`.
#![forbid(unsafe_code)]

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (target, folder) = (arguments.next().unwrap_or_default(), PathBuf::from(arguments.next().unwrap_or_default()));
    std::fs::create_dir_all(&folder)?;
    for (number, seed) in lip_fuzz::seeds::seeds(&target).iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{number}")), seed)?;
    }
    Ok(())
}
