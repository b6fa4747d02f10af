//! Measures a large fleet in the command and in the page, and prints what it found.
//!
//! `cargo xtask measure-fleet` builds what this wants and names it in the environment. Nothing
//! fails because of a number.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use plimsoll_tests::browser::Browser;
use plimsoll_tests::fleet;
use plimsoll_tests::reader::{SCREENS, Site};
use serde_json::Value;
use tempfile::TempDir;

/// How long the document is where nobody says: a hundred megabytes, some ten thousand containers.
const BYTES: usize = 100_000_000;
/// How long a screen is given to be drawn to its end.
const SETTLED: Duration = Duration::from_secs(2);
/// How often the command reads it.
const ROUNDS: usize = 5;

#[tokio::main]
async fn main() {
    let bytes = env::args().nth(1).map_or(BYTES, |bytes| {
        bytes.parse().expect("the first word is a number of bytes")
    });
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("inspect.json");
    let text = fleet::inspect(bytes);
    let containers = text.matches("\"HostConfig\":").count();
    let megabytes = megabytes(text.len());
    println!("{containers} containers in {megabytes:.1} MB");
    fs::write(&path, text).expect("the document is written");
    command(&path, megabytes);
    page(&path, megabytes).await;
}

/// The command from its start to its end, bound to one processor and then on all.
fn command(path: &Path, megabytes: f64) {
    let program = env::var_os("PLIMSOLL_COMMAND").expect("PLIMSOLL_COMMAND");
    let bound = ["taskset", "--cpu-list", "0"].map(OsString::from);
    rounds(
        "one processor",
        &[&bound[..], std::slice::from_ref(&program)].concat(),
        path,
        megabytes,
    );
    rounds("all processors", &[program], path, megabytes);
}

/// Several runs of the words of a command, in one line.
fn rounds(on: &str, words: &[OsString], path: &Path, megabytes: f64) {
    let mut rounds: Vec<(Duration, u64)> = (0..ROUNDS).map(|_| one(words, path)).collect();
    rounds.sort_unstable();
    let (median, _) = rounds[ROUNDS / 2];
    let peak = rounds
        .iter()
        .map(|(_, peak)| *peak)
        .max()
        .unwrap_or_default();
    let speed = megabytes / median.as_secs_f64();
    println!(
        "the command, all checks and JSON, {on}: {:.2} s, {speed:.0} MB/s, {} MB at most",
        median.as_secs_f64(),
        peak / 1_000_000,
    );
}

/// One run: how long it takes, and how many bytes of memory it holds at most.
fn one(words: &[OsString], path: &Path) -> (Duration, u64) {
    let (program, arguments) = words.split_first().expect("a program");
    let started = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .args(["check", "--format", "json"])
        .arg(path)
        .stdout(Stdio::null())
        .spawn()
        .expect("the command starts");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = 0;
    loop {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let high = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let high = high.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok());
        // The system tells it in units of 1,024 bytes.
        peak = peak.max(high.unwrap_or_default() * 1024);
        if child
            .try_wait()
            .expect("the command can be asked")
            .is_some()
        {
            return (started.elapsed(), peak);
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// The page: how long until the report is there, and how long it was busy meanwhile.
async fn page(path: &Path, megabytes: f64) {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser
        .run(include_str!("../../tests/page/pulse.js"), Vec::new())
        .await;
    let started = Instant::now();
    browser
        .choose("input[type=file]:not([webkitdirectory])", &[path])
        .await;
    report(&browser).await;
    let taken = started.elapsed().as_secs_f64();
    let pulse = browser
        .run("return globalThis.pulse.read()", Vec::new())
        .await;
    println!(
        "the page, from the choice of the file to its report: {taken:.2} s, {:.0} MB/s; the \
         longest task of its main thread {}, the longest gap between two frames {} ms",
        megabytes / taken,
        task(&pulse),
        pulse["longestGapMs"],
    );
    for screen in SCREENS {
        browser.go(screen).await;
        tokio::time::sleep(SETTLED).await;
        let pulse = browser
            .run("return globalThis.pulse.read()", Vec::new())
            .await;
        println!("up to the screen {screen}: {}", task(&pulse));
    }
}

/// The longest task so far; a browser tells of those of 50 ms and more.
fn task(pulse: &Value) -> String {
    match pulse["longestTaskMs"].as_u64() {
        Some(0) | None => "under 50 ms".to_owned(),
        Some(longest) => format!("{longest} ms"),
    }
}

/// Waits for the report, however long it takes.
async fn report(browser: &Browser) {
    let limit = Instant::now() + Duration::from_mins(10);
    // What asks runs on the page's main thread too: it must cost nothing there.
    let is_there = "return document.querySelector('.score') !== null";
    while browser.run(is_there, Vec::new()).await != true {
        assert!(
            Instant::now() < limit,
            "there is no report after ten minutes"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sizes of files, to be read by people"
)]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1_000_000.0
}
