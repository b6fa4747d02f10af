//! wasm-opt, which makes the page a third smaller. Everything works without it.

use std::path::PathBuf;

use super::{Apt, Outcome, version_of};
use crate::versions::Version;
use crate::workspace;

/// The program and its version, if it is installed.
pub(crate) fn find() -> Option<(PathBuf, Version)> {
    let path = workspace::on_path("wasm-opt")?;
    let version = version_of(&path)?;
    Some((path, version))
}

pub(super) fn ensure(apt: &mut Apt) -> Outcome<()> {
    let described = |(path, version): (PathBuf, Version)| format!("{version} ({})", path.display());
    if let Some(found) = find() {
        return Outcome::Found((), described(found));
    }
    let without = "optional: without it the page is larger (package binaryen)";
    if !apt.is_usable() {
        return Outcome::Absent(without.to_owned());
    }
    if let Err(error) = apt.install(&["binaryen"]) {
        return Outcome::Absent(format!("{without}; {error:#}"));
    }
    find().map_or_else(
        || Outcome::Absent(without.to_owned()),
        |found| Outcome::Installed((), described(found)),
    )
}
