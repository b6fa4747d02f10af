//! Set-up, serve, test, dist: one small module per verb.

mod command;
mod compare_compose;
mod compare_speed;
mod conformance;
mod dist;
mod lock;
mod measure_fleet;
mod python;
mod seal;
mod serve;
mod setup;
mod sizes;
mod test;
mod versions;
mod workspace;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask setup [--test] [--check]    install what is missing; --test: the browser too;
                                        --check: only list it
cargo xtask serve [--port N] [--debug]  the page on this machine, built again on every change
cargo xtask build                       dist/: the page, and plimsoll.html, the same in one file
cargo xtask dist [--check-sizes]        build, and dist/sizes.json; over budget is an error
cargo xtask test [--quick]              everything CI runs; --quick: no build, no browser
cargo xtask ci                          the same as test
cargo xtask conformance FILE…           agreement with other tools' own test cases; --help
cargo xtask compare-compose FOLDER…     our merged models and Docker Compose's own output; --help
cargo xtask compare-speed [--compose] [FOLDER]
                                        the command and hadolint on the same Dockerfiles, or
                                        compose-lint on the same compose files
cargo xtask measure-fleet [BYTES]       how fast command and page read many containers

PLIMSOLL_WASM=debian     compile the page with Debian's Rust even where rustup has the target
PLIMSOLL_CHROMIUM=…      the browser for the tests
PLIMSOLL_CHROMEDRIVER=…  its driver";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<()> {
    match words {
        ["setup", flags @ ..] => setup::run(flags),
        ["serve", flags @ ..] => serve::run(flags),
        ["build"] => dist::build(),
        ["dist"] => dist::run(false),
        ["dist", "--check-sizes"] => dist::run(true),
        // CI runs what everybody runs.
        ["test" | "ci"] => test::run(false),
        ["test", "--quick"] => test::run(true),
        ["conformance", arguments @ ..] => conformance::run(arguments),
        ["compare-compose", arguments @ ..] => compare_compose::run(arguments),
        ["measure-fleet", arguments @ ..] => measure_fleet::run(arguments),
        ["compare-speed", folders @ ..] => compare_speed::run(folders),
        // The hook of Trunk.toml.
        ["seal"] => seal::run(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("no such task: {}\n\n{USAGE}", words.join(" ")),
    }
}
