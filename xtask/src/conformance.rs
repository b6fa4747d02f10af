//! `cargo xtask conformance`: agreement with other tools' own test cases.

use anyhow::Result;

use crate::command;

/// Runs the comparison, which is a program of its own: it holds the engine, and the other tasks
/// would have to wait for that to compile.
pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    let mut run = command::cargo();
    run.args(["run", "--quiet", "--package", "plimsoll-conformance", "--"]);
    command::shown(run.args(arguments))
}
