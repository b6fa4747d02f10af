//! wasm-opt, which makes the page a third smaller. Everything works without it.
//!
//! The release on npm is preferred: Debian's 108 does not know every instruction our compiler
//! emits, and a program it refuses stays as it is.

use std::fs;
use std::path::PathBuf;
use std::process;

use anyhow::{Context, Result};

use super::{Apt, Outcome, announce, version_of};
use crate::versions::{self, Version};
use crate::{command, workspace};

/// The program and its version, if it is installed.
pub(crate) fn find() -> Option<(PathBuf, Version)> {
    let cached = cached().ok().filter(|path| path.is_file());
    [cached, workspace::on_path("wasm-opt")]
        .into_iter()
        .flatten()
        .find_map(|path| {
            let version = version_of(&path)?;
            Some((path, version))
        })
}

pub(super) fn ensure(apt: &mut Apt) -> Outcome<()> {
    let described = |(path, version): (PathBuf, Version)| format!("{version} ({})", path.display());
    let without = "optional: without it the page is larger (npm or Debian package binaryen)";
    let has_best = cached().is_ok_and(|path| path.is_file());
    let has_npm = workspace::on_path("npm").is_some();
    let is_best_there_is = has_best || !has_npm || !apt.may_install();
    if let Some(found) = find().filter(|_| is_best_there_is) {
        return Outcome::Found((), described(found));
    }
    if !apt.may_install() {
        return Outcome::Absent(without.to_owned());
    }
    let installed = if has_npm { by_npm() } else { by_apt(apt) };
    match (installed, find()) {
        (Ok(()), Some(found)) => Outcome::Installed((), described(found)),
        // The other way may have left an older one.
        (Err(_), Some(found)) => Outcome::Found((), described(found)),
        (Ok(()), None) => Outcome::Absent(without.to_owned()),
        (Err(error), None) => Outcome::Absent(format!("{without}; {error:#}")),
    }
}

/// Where npm's copy lies in the user's cache.
fn cached() -> Result<PathBuf> {
    let folder = workspace::tool("binaryen", versions::BINARYEN)?;
    Ok(folder.join("node_modules/binaryen/bin/wasm-opt"))
}

/// Installs beside the folder first, so that an interrupted run leaves no half of it.
fn by_npm() -> Result<()> {
    let package = format!("binaryen@{}", versions::BINARYEN);
    announce(&format!("npm install {package}"));
    let folder = workspace::tool("binaryen", versions::BINARYEN)?;
    let partial = folder.with_extension(format!("partial-{}", process::id()));
    fs::create_dir_all(&partial).with_context(|| format!("cannot make {}", partial.display()))?;
    let mut install = command::new("npm");
    install
        .args(["install", "--no-save", "--ignore-scripts", "--no-audit"])
        .args(["--no-fund", "--prefix"])
        .arg(&partial)
        .arg(package)
        .current_dir(&partial);
    let outcome = command::quiet(&mut install, |_| {}).and_then(|()| {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::rename(&partial, &folder).with_context(|| format!("cannot fill {}", folder.display()))
    });
    if outcome.is_err() {
        fs::remove_dir_all(&partial)?;
    }
    outcome
}

fn by_apt(apt: &mut Apt) -> Result<()> {
    anyhow::ensure!(
        apt.is_usable(),
        "there is neither npm nor apt to install with"
    );
    apt.install(&["binaryen"])
}
