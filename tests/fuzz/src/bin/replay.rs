//! Without an engine, on any toolchain: `cargo run --bin replay [SECONDS] [TARGET | FILE]…` asks the laws for every seed, and then for
//! mutations of seeds until the time is over. With files it asks for these: `replay 0 document crash-…`.
#![forbid(unsafe_code)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use lip_fuzz::{Law, TARGETS, dictionary, seeds};
use lip_tests::Random;

/// An input that takes longer is a hang.
const LONGEST: Duration = Duration::from_secs(5);

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let seconds = arguments.first().and_then(|first| first.parse().ok());
    if seconds.is_some() {
        arguments.remove(0);
    }
    let seconds = Duration::from_secs(seconds.unwrap_or(10));
    let (files, names): (Vec<String>, Vec<String>) = arguments.into_iter().partition(|name| Path::new(name).is_file());
    let mut broken = false;
    for (name, law) in TARGETS.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|wanted| wanted == name))
    {
        let mut run = Run { name, law: *law, asked: 0, broken: 0, slowest: Duration::ZERO };
        if files.is_empty() {
            run.mutations(seconds);
        } else {
            files.iter().filter_map(|file| std::fs::read(file).ok()).for_each(|data| run.ask(&data));
        }
        println!("{name}: {} inputs, {} break a law, slowest {:?}", run.asked, run.broken, run.slowest);
        broken |= run.broken > 0;
    }
    ExitCode::from(u8::from(broken))
}

struct Run<'r> {
    name: &'r str,
    law: Law,
    asked: usize,
    broken: usize,
    slowest: Duration,
}

impl Run<'_> {
    fn mutations(&mut self, seconds: Duration) {
        let seeds = seeds::seeds(self.name);
        assert!(!seeds.is_empty(), "there are no seeds");
        let words: Vec<String> = dictionary::words(self.name).into_iter().collect();
        seeds.iter().for_each(|seed| self.ask(seed));
        let (mut random, start) = (Random::new(20_010_312), Instant::now());
        while start.elapsed() < seconds {
            let seed = &seeds[random.below(seeds.len())];
            let other = &seeds[random.below(seeds.len())];
            let data = match self.name {
                "value" => (0..random.below(2_000)).map(|_| random.below(256) as u8).collect(),
                _ => mutated(seed, other, &words, &mut random),
            };
            self.ask(&data);
        }
    }

    fn ask(&mut self, data: &[u8]) {
        self.asked += 1;
        let start = Instant::now();
        let held = catch_unwind(AssertUnwindSafe(|| (self.law)(data))).is_ok();
        let took = start.elapsed();
        self.slowest = self.slowest.max(took);
        if held && took < LONGEST {
            return;
        }
        self.broken += 1;
        let file = std::env::temp_dir().join(format!("lip-fuzz-{}-{}", self.name, self.broken));
        let kept = std::fs::write(&file, data).map_or_else(|error| error.to_string(), |()| file.display().to_string());
        eprintln!("{}: broken after {took:?}: {kept}", self.name);
    }
}

/// One to eight changes: bytes, words of the dictionary, pieces of another seed.
fn mutated(seed: &[u8], other: &[u8], words: &[String], random: &mut Random) -> Vec<u8> {
    let mut data = seed.to_vec();
    for _ in 0..=random.below(8) {
        let at = random.below(data.len() + 1);
        let end = (at + 1 + random.below(24)).min(data.len());
        match random.below(8) {
            0 if at < data.len() => data[at] = random.below(256) as u8,
            1 if at < data.len() => data[at] ^= 1 << random.below(8),
            2 => _ = data.drain(at.min(end)..end),
            3 => {
                let again: Vec<u8> = data[at.min(end)..end].to_vec();
                data.splice(at..at, again);
            }
            4 if !other.is_empty() => {
                let from = random.below(other.len());
                let to = (from + 1 + random.below(200)).min(other.len());
                data.splice(at..at, other[from..to].iter().copied());
            }
            5 => data.truncate(data.len() - random.below(data.len().min(64) + 1)),
            _ => {
                let word = &words[random.below(words.len())];
                let replaced = if random.below(2) == 0 { at } else { end.max(at) };
                data.splice(at..replaced, word.bytes());
            }
        }
    }
    data
}
