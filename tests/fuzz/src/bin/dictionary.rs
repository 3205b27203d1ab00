//! Prints the dictionary of a target for libFuzzer: `cargo run --bin dictionary document`.
#![forbid(unsafe_code)]

fn main() {
    let target = std::env::args().nth(1).unwrap_or_default();
    for word in lip_fuzz::dictionary::words(&target) {
        println!("{}", lip_fuzz::dictionary::line(&word));
    }
}
