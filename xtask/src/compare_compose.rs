//! `cargo xtask compare-compose`: our merged models beside Docker Compose's own output.

use anyhow::Result;

use crate::{command, python};

/// Runs the comparison, a program of its own, with Docker Compose from its Python package.
pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    let compose = python::program(&python::COMPOSE)?;
    let mut run = command::cargo();
    run.args(["run", "--quiet", "--package", "plimsoll-oracle", "--"]);
    command::shown(run.arg(compose).args(arguments))
}
