//! `cargo xtask build` and `dist`: the finished site, its one-file edition and their sizes.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::setup::{self, Apt, Tools};
use crate::{command, sizes, workspace};

/// Builds both editions into dist/.
pub(crate) fn build() -> Result<()> {
    let tools = setup::tools(&mut Apt::new())?;
    build_with(&tools)
}

/// Builds, measures, writes dist/sizes.json, and with `check` insists on the budgets.
pub(crate) fn run(check: bool) -> Result<()> {
    build()?;
    measure(check)
}

/// Builds with tools that are set up.
pub(crate) fn build_with(tools: &Tools) -> Result<()> {
    command::shown(trunk(tools)?.args(["build", "--release"])).context("the page was not built")
}

/// Measures dist/.
pub(crate) fn measure(check: bool) -> Result<()> {
    let measured = sizes::measure(&workspace::dist())?;
    println!("{}", measured.table());
    let path = workspace::dist().join("sizes.json");
    fs::write(&path, measured.json())
        .with_context(|| format!("cannot write {}", path.display()))?;
    let exceeded = measured.exceeded();
    if check && !exceeded.is_empty() {
        bail!("over the size budget: {}", exceeded.join("; "));
    }
    Ok(())
}

/// Trunk with its tools on the search path and the variables that compiling wasm takes.
pub(crate) fn trunk(tools: &Tools) -> Result<Command> {
    let mut trunk = command::new(&tools.trunk);
    tools.toolchain.apply(&mut trunk);
    trunk
        .current_dir(workspace::root())
        .env("PATH", path_with(&tools.bindgen)?)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env(
            "PLIMSOLL_XTASK",
            env::current_exe().context("this program has no path")?,
        );
    Ok(trunk)
}

fn path_with(folder: &Path) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(
        [folder.to_owned()]
            .into_iter()
            .chain(env::split_paths(&path)),
    )
    .context("the tools' folder does not fit into the search path")
}
