//! Trunk and wasm-bindgen: programs that cargo compiles, kept in the user's cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::{Outcome, announce, version_of};
use crate::{command, versions, workspace};

/// How often a long compilation says where it is.
const PULSE: Duration = Duration::from_secs(20);
/// Compiled for quick compilation: these programs run for moments.
const LOW_EFFORT: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
    ("CARGO_PROFILE_RELEASE_STRIP", "true"),
];

/// A program published as a package.
pub(crate) struct Tool<'version> {
    package: &'static str,
    program: &'static str,
    version: &'version str,
    /// Flags of `cargo install`, the preferred set first.
    attempts: &'static [&'static [&'static str]],
    minutes: u32,
}

/// The bundler, without its update check and TLS.
pub(crate) fn trunk() -> Tool<'static> {
    Tool {
        package: "trunk",
        program: "trunk",
        version: versions::TRUNK,
        attempts: &[&["--no-default-features", "--locked"]],
        minutes: 4,
    }
}

/// The half of wasm-bindgen that writes the glue.
pub(crate) fn wasm_bindgen(version: &str) -> Tool<'_> {
    Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version,
        // Its lock file may name versions that a registry does not carry yet.
        attempts: &[&["--locked"], &[]],
        minutes: 2,
    }
}

/// Finds the tool in the cache or on the search path, or installs it into the cache.
pub(crate) fn ensure(tool: &Tool, may_install: bool) -> Result<Outcome<PathBuf>> {
    let folder = workspace::tool(tool.package, tool.version)?;
    let cached =
        folder
            .join("bin")
            .join(format!("{}{}", tool.program, std::env::consts::EXE_SUFFIX));
    let is_pinned = |path: &Path| version_of(path).is_some_and(|version| version.is(tool.version));
    let known = [Some(cached.clone()), workspace::on_path(tool.program)];
    if let Some(path) = known.into_iter().flatten().find(|path| is_pinned(path)) {
        let what = format!("{} ({})", tool.version, path.display());
        return Ok(Outcome::Found(path, what));
    }
    if !may_install {
        return Ok(Outcome::Absent(format!(
            "{} would be compiled into {}",
            tool.version,
            folder.display()
        )));
    }
    install(tool, &folder)?;
    let what = format!("{} ({})", tool.version, cached.display());
    Ok(Outcome::Installed(cached, what))
}

fn install(tool: &Tool, folder: &Path) -> Result<()> {
    announce(&format!(
        "compiling {} {}, once a version: about {} minutes on two cores",
        tool.package, tool.version, tool.minutes
    ));
    let mut last = Ok(());
    for flags in tool.attempts {
        last = attempt(tool, folder, flags);
        match &last {
            Ok(()) => return Ok(()),
            Err(error) => announce(&format!("that failed: {error:#}")),
        }
    }
    last.with_context(|| {
        format!(
            "{} {} could not be installed: cargo needs its package registry for this. \
             A copy of that very version on the search path is used too",
            tool.package, tool.version
        )
    })
}

/// Installs beside the folder first, so that an interrupted run leaves no half of it.
fn attempt(tool: &Tool, folder: &Path, flags: &[&str]) -> Result<()> {
    let partial = folder.with_extension(format!("partial-{}", process::id()));
    fs::create_dir_all(&partial).with_context(|| format!("cannot make {}", partial.display()))?;
    let mut install = command::cargo();
    install
        .args(["install", tool.package, "--version", tool.version])
        .args(flags)
        .arg("--root")
        .arg(&partial)
        .envs(LOW_EFFORT)
        // Away from the repository: its settings are not meant for tools.
        .current_dir(&partial);

    let (start, mut pulse, mut crates) = (Instant::now(), Instant::now(), 0_u32);
    let outcome = command::quiet(&mut install, |line| {
        crates += u32::from(line.trim_start().starts_with("Compiling"));
        if pulse.elapsed() >= PULSE {
            pulse = Instant::now();
            announce(&format!(
                "{}: {crates} crates, {} s",
                tool.package,
                start.elapsed().as_secs()
            ));
        }
    })
    .and_then(|()| {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::rename(&partial, folder).with_context(|| format!("cannot fill {}", folder.display()))
    });
    if outcome.is_err() {
        fs::remove_dir_all(&partial)
            .with_context(|| format!("cannot remove {}", partial.display()))?;
    }
    outcome
}
