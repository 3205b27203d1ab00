//! Time and memory of `lip validate` beside those of `xmllint --schema`, for what an attacker might send, for hard valid documents
//! and for the corpus: `cargo bench --bench beside_libxml2 [-- SCALE]`, SCALE is 10 where nothing else is said. Needs xmllint.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use lip_tests::hostile_inputs::inputs;
use nix::sys::resource::{UsageWho, getrusage};

/// Who takes longer is stopped.
const LONGEST: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if arguments.first().is_some_and(|a| a == "--measure") {
        return measure(&arguments[1..]);
    }
    let scale = arguments.first().and_then(|a| a.parse().ok()).unwrap_or(10);
    let root = lip_tests::repository();
    let lip = lip(&root);
    let schemas = root.join("schemas/imslip-1.0.1").display().to_string();
    let schema = format!("{schemas}/imslip_v1p0p1.xsd");
    let folder = std::env::temp_dir().join(format!("lip-beside-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for what is generated");
    println!("time in ms, memory in MB; the ratio is ours to that of libxml2");
    println!(
        "{:46} {:>9} {:>17} {:>17} {:>6} {:>6}",
        "", "bytes", "lip validate", "xmllint --schema", "time", "memory"
    );
    let mut documents: Vec<(String, PathBuf)> = Vec::new();
    for (i, input) in inputs(scale).into_iter().enumerate() {
        let file = folder.join(format!("{i}.xml"));
        std::fs::write(&file, &input.bytes).expect("an input");
        documents.push((input.name.into(), file));
    }
    for (folder, data) in [("hard", "lossless/ok"), ("valid", "corpus/valid"), ("valid-dtd", "corpus/valid-dtd")] {
        let files = lip_tests::files(data, "xml").into_iter();
        documents.extend(files.map(|file| (format!("{folder}/{}", lip_tests::name(&file)), file)));
    }
    let mut worst = [0.0_f64; 2];
    for (name, file) in &documents {
        let path = file.display().to_string();
        let ours = run(&[&lip.display().to_string(), "validate", "--format", "json", &path]);
        // Ours expands entities; libxml2 does when it is asked to.
        let mut theirs = vec!["xmllint", "--nonet", "--noent", "--noout"];
        if name.starts_with("valid-dtd/") {
            theirs.extend(["--valid", "--path", &schemas]);
        } else {
            theirs.extend(["--schema", &schema]);
        }
        theirs.push(&path);
        let theirs = run(&theirs);
        let ratios = [ours.seconds / theirs.seconds, ours.megabytes / theirs.megabytes];
        for (worst, ratio) in worst.iter_mut().zip(ratios) {
            *worst = worst.max(ratio);
        }
        let bytes = std::fs::metadata(file).map_or(0, |m| m.len());
        println!("{name:46.46} {bytes:>9} {ours:>17} {theirs:>17} {:>6.2} {:>6.2}", ratios[0], ratios[1]);
    }
    println!("at worst {:.2} times the time and {:.2} times the memory of libxml2", worst[0], worst[1]);
    _ = std::fs::remove_dir_all(&folder);
    ExitCode::SUCCESS
}

/// The command, built for release.
fn lip(root: &Path) -> PathBuf {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let build = ["build", "--quiet", "--release", "-p", "lip-types", "--features", "cli", "--bin", "lip"];
    let built = Command::new(cargo).args(build).current_dir(root).env_remove("RUSTFLAGS").status();
    assert!(built.is_ok_and(|status| status.success()), "lip cannot be built");
    root.join("target/release/lip")
}

/// What a command took.
struct Run {
    status: Option<i32>,
    seconds: f64,
    megabytes: f64,
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let verdict = match self.status {
            Some(0) => "valid".to_owned(),
            Some(126) => "stopped".to_owned(),
            Some(code) => format!("no ({code})"),
            None => "killed".to_owned(),
        };
        f.pad(&format!("{verdict} {:.0} {:.0}", self.seconds * 1e3, self.megabytes))
    }
}

/// The best of three, or one that takes long.
fn run(command: &[&str]) -> Run {
    let mut best = once(command);
    for _ in 0..2 {
        if best.seconds < 0.3 {
            let next = once(command);
            if next.seconds < best.seconds {
                best = next;
            }
        }
    }
    best
}

/// A small process between this one and the command: what a process has taken is told of its children only, and a child
/// begins with the memory of its parent.
fn once(command: &[&str]) -> Run {
    let this = std::env::current_exe().expect("this program");
    let output = Command::new(this).arg("--measure").args(command).output().expect("this program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().map(|n| n.parse::<f64>().unwrap_or(f64::NAN));
    let mut next = || numbers.next().unwrap_or(f64::NAN);
    let status = next();
    Run { status: (status >= 0.0).then_some(status as i32), seconds: next(), megabytes: next() }
}

/// Prints status, seconds and megabytes of a command.
fn measure(command: &[String]) -> ExitCode {
    let start = Instant::now();
    let child = Command::new(&command[0]).args(&command[1..]).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else { return ExitCode::FAILURE };
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status.code().unwrap_or(-1),
            Ok(None) if start.elapsed() > LONGEST => {
                _ = child.kill();
                _ = child.wait();
                break 126;
            }
            Ok(None) => std::thread::sleep(Duration::from_micros(200)),
            Err(_) => return ExitCode::FAILURE,
        }
    };
    // Processor time: others use the machine as well.
    let Ok(usage) = getrusage(UsageWho::RUSAGE_CHILDREN) else { return ExitCode::FAILURE };
    let seconds = |t: nix::sys::time::TimeVal| t.tv_sec() as f64 + t.tv_usec() as f64 / 1e6;
    println!(
        "{status} {} {}",
        seconds(usage.user_time()) + seconds(usage.system_time()),
        usage.max_rss() as f64 / 1024.0
    );
    ExitCode::SUCCESS
}
