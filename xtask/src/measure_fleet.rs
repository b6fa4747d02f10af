//! `cargo xtask measure-fleet`: a hundred megabytes of inspect output in the command and the page.

use anyhow::{Result, ensure};

use crate::setup::Apt;
use crate::{command, dist, setup, workspace};

/// Builds both, and has the package of workloads measure them.
pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    ensure!(
        arguments.len() <= 1,
        "measure-fleet takes a number of bytes, or nothing for a hundred million"
    );
    let browser = setup::browser(&mut Apt::new())?;
    command::shown(command::cargo().args(["build", "--release", "--package", "plimsoll"]))?;
    dist::build()?;
    command::shown(
        command::cargo()
            .args(["run", "--release", "--package", "plimsoll-tests"])
            .args(["--features", "browser", "--bin", "fleet", "--"])
            .args(arguments)
            .env(
                "PLIMSOLL_COMMAND",
                workspace::root().join("target/release/plimsoll"),
            )
            .env("PLIMSOLL_DIST", workspace::dist())
            .env("PLIMSOLL_CHROMIUM", &browser.chromium)
            .env("PLIMSOLL_CHROMEDRIVER", &browser.chromedriver),
    )
}
