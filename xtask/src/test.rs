//! `cargo xtask test`: everything CI runs, and a table of it.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::setup::{self, Apt, Browser, Tools};
use crate::{command, dist, workspace};

/// The packages of the page, which run as wasm.
const WASM: [&str; 6] = [
    "-p",
    "plimsoll-web",
    "-p",
    "plimsoll-engine",
    "-p",
    "plimsoll-pdf",
];
/// The package of the tests that want the finished page and a browser.
const WORKLOADS: &str = "plimsoll-tests";

/// The steps so far.
#[derive(Default)]
struct Steps(Vec<(&'static str, Verdict, Duration)>);

enum Verdict {
    Passed,
    Failed,
    Skipped(&'static str),
}

impl Steps {
    fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) -> bool {
        println!("\n── {name}");
        let start = Instant::now();
        let outcome = step();
        if let Err(error) = &outcome {
            eprintln!("{error:#}");
        }
        let verdict = if outcome.is_ok() {
            Verdict::Passed
        } else {
            Verdict::Failed
        };
        self.0.push((name, verdict, start.elapsed()));
        outcome.is_ok()
    }

    fn skip(&mut self, name: &'static str, why: &'static str) {
        self.0.push((name, Verdict::Skipped(why), Duration::ZERO));
    }

    /// Prints the table; an error if a step failed.
    fn finish(self) -> Result<()> {
        println!("\n{:<22} {:>8}", "step", "seconds");
        let mut failed = Vec::new();
        for (name, verdict, time) in self.0 {
            let words = match verdict {
                Verdict::Passed => "passed".to_owned(),
                Verdict::Failed => {
                    failed.push(name);
                    "FAILED".to_owned()
                }
                Verdict::Skipped(why) => format!("skipped: {why}"),
            };
            println!("{name:<22} {:>8.1}  {words}", time.as_secs_f64());
        }
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        Ok(())
    }
}

/// Runs every step, also after one failed, unless it needs what that one makes.
pub(crate) fn run(quick: bool) -> Result<()> {
    let mut steps = Steps::default();
    let mut found = None;
    if !quick {
        let ready = steps.run("setup", || {
            let apt = &mut Apt::new();
            found = Some((setup::tools(apt)?, setup::browser(apt)?));
            Ok(())
        });
        if !ready {
            return steps.finish();
        }
    }
    sources(&mut steps);
    native(&mut steps);
    match found {
        Some((tools, browser)) => page(&mut steps, &tools, &browser),
        None => steps.skip("page", "--quick"),
    }
    steps.finish()
}

/// What is judged without running it.
fn sources(steps: &mut Steps) {
    steps.run("format", || cargo(&["fmt", "--all", "--check"]));
    steps.run("clippy", || {
        cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ])
    });
    match setup::detect_toolchain() {
        Some(toolchain) if toolchain.has_clippy() => {
            steps.run("clippy, wasm", || {
                let mut clippy = command::cargo();
                clippy
                    .args(["clippy", "--target", "wasm32-unknown-unknown"])
                    .args(WASM);
                toolchain.apply(&mut clippy);
                shown(clippy.args(["--", "-D", "warnings"]))
            });
        }
        Some(_) => steps.skip("clippy, wasm", "Debian's Rust for wasm has no clippy"),
        None => steps.skip("clippy, wasm", "no wasm target here"),
    }
    steps.run("docs", || {
        let mut doc = command::cargo();
        shown(
            doc.args(["doc", "--workspace", "--no-deps"])
                .env("RUSTDOCFLAGS", "-D warnings"),
        )
    });
    for (name, program, arguments) in [
        ("cargo-deny", "cargo-deny", ["deny", "check"].as_slice()),
        ("typos", "typos", [].as_slice()),
    ] {
        match workspace::on_path(program) {
            Some(_) if arguments.is_empty() => {
                steps.run(name, || shown(&mut command::new(program)));
            }
            Some(_) => {
                steps.run(name, || cargo(arguments));
            }
            None => steps.skip(name, "not installed; its own job in CI"),
        }
    }
}

/// The tests that need no browser.
fn native(steps: &mut Steps) {
    steps.run("tests", || tests(&["--workspace"], |_| {}));
    steps.run("examples in docs", || {
        cargo(&["test", "--workspace", "--doc", "--quiet"])
    });
}

/// The finished page: built, driven by a browser, and weighed.
fn page(steps: &mut Steps, tools: &Tools, browser: &Browser) {
    if !steps.run("dist", || dist::build_with(tools)) {
        steps.skip("page in a browser", "there is no page");
        steps.skip("size budgets", "there is no page");
        return;
    }
    steps.run("page in a browser", || {
        tests(&["--package", WORKLOADS, "--features", "browser"], |run| {
            run.env("PLIMSOLL_DIST", workspace::dist())
                .env("PLIMSOLL_CHROMIUM", &browser.chromium)
                .env("PLIMSOLL_CHROMEDRIVER", &browser.chromedriver);
        })
    });
    steps.run("size budgets", || dist::measure(true));
}

/// Runs tests with nextest where it is installed; documentation's examples are a step of their own.
fn tests(packages: &[&str], prepare: impl FnOnce(&mut Command)) -> Result<()> {
    let mut run = command::cargo();
    if workspace::on_path("cargo-nextest").is_some() {
        run.args(["nextest", "run", "--no-tests=pass", "--no-fail-fast"])
            .args(packages);
    } else {
        run.arg("test").args(packages).args([
            "--lib",
            "--bins",
            "--tests",
            "--no-fail-fast",
            "--quiet",
        ]);
    }
    prepare(&mut run);
    shown(&mut run)
}

fn cargo(arguments: &[&str]) -> Result<()> {
    shown(command::cargo().args(arguments))
}

fn shown(command: &mut Command) -> Result<()> {
    command::shown(command.current_dir(workspace::root()))
}
