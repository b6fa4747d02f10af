//! `cargo xtask compare-compose FOLDER…`: our merged models beside Docker Compose's own.
//!
//! Every compose file below the folders is loaded alone, by us and by `docker-compose … config`,
//! with nothing set in the environment. What both make of it is compared service by service;
//! what one of them refuses, the other should refuse, too. Where we differ on purpose,
//! `differences.yaml` says why.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use plimsoll_oracle::compare::{Outcome, Tally};
use plimsoll_oracle::differences::Differences;
use plimsoll_oracle::docker::Docker;
use plimsoll_oracle::ours::Tree;
use plimsoll_oracle::recorded;

const USAGE: &str = "\
cargo xtask compare-compose FOLDER… [--differences PATH] [--verbose]
cargo xtask compare-compose --record

Compares our merged models with Docker Compose's own output, for every compose file below the
folders; --record keeps its output for the projects of our own.";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the comparison and tells whether every difference is listed.
fn run() -> Result<bool> {
    let mut out = io::stdout().lock();
    let mut arguments = std::env::args().skip(1);
    let binary = arguments
        .next()
        .context("the program of Docker Compose is not named")?;
    let mut folders = Vec::new();
    let mut listed = PathBuf::from("tests/oracle/differences.yaml");
    let mut is_verbose = false;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--verbose" => is_verbose = true,
            "--record" => {
                let count = recorded::record(&Docker::new(&binary))?;
                writeln!(out, "{count} projects recorded")?;
                return Ok(true);
            }
            "--differences" => {
                listed = arguments
                    .next()
                    .context("--differences needs a path")?
                    .into();
            }
            "--help" => {
                writeln!(out, "{USAGE}")?;
                return Ok(true);
            }
            option if option.starts_with('-') => bail!("{option} is no option\n\n{USAGE}"),
            folder => folders.push(PathBuf::from(folder)),
        }
    }
    let differences = Differences::read(&listed)?;
    let docker = Docker::new(&binary);
    let mut all = Tally::default();
    for folder in &folders {
        let tree = Tree::read(folder, &[])?;
        let mut tally = Tally::default();
        for file in tree.compose_files() {
            let theirs = docker.config(&tree.root, &tree.name(file))?;
            let ours = tree.load(file);
            let outcome = Outcome::of(&tree.name(file), &ours, &theirs, &differences);
            if outcome.is_open() || (is_verbose && outcome.is_different()) {
                writeln!(out, "{outcome}")?;
            }
            tally.add(&outcome);
        }
        writeln!(out, "{}: {tally}\n", folder.display())?;
        all.join(&tally);
    }
    writeln!(out, "all: {all}")?;
    Ok(all.open == 0)
}
