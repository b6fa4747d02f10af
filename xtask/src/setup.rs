//! `cargo xtask setup`: whatever is missing, step by step.

mod apt;
mod browser;
mod cargo_tool;
mod test_programs;
mod wasm_opt;
mod wasm_target;

use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::{command, versions, workspace};
pub(crate) use apt::Apt;
pub(crate) use browser::Browser;
pub(crate) use wasm_opt::find as find_wasm_opt;
pub(crate) use wasm_target::{Toolchain, detect as detect_toolchain};

/// What building the page needs.
pub(crate) struct Tools {
    /// How wasm is compiled on this machine.
    pub(crate) toolchain: Toolchain,
    /// The bundler.
    pub(crate) trunk: std::path::PathBuf,
    /// The folder of the `wasm-bindgen` program, for the search path.
    pub(crate) bindgen: std::path::PathBuf,
}

/// What a step came to, for its one line.
pub(crate) enum Outcome<T> {
    /// It was there already.
    Found(T, String),
    /// It was not, and now is.
    Installed(T, String),
    /// It is not there, and this run may not or need not install it.
    Absent(String),
}

/// Reads the flags and sets up.
pub(crate) fn run(flags: &[&str]) -> Result<()> {
    let (mut with_browser, mut apt) = (false, Apt::new());
    for flag in flags {
        match *flag {
            "--test" => with_browser = true,
            "--check" => apt = Apt::forbidden(),
            _ => bail!("setup knows --test and --check, not {flag}"),
        }
    }
    if !apt.may_install() {
        return check();
    }
    let start = Instant::now();
    tools(&mut apt)?;
    if with_browser {
        browser(&mut apt)?;
    }
    println!("ready in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Lists everything and installs nothing.
fn check() -> Result<()> {
    let apt = &mut Apt::forbidden();
    let bindgen = workspace::wasm_bindgen_version()?;
    let missing = [
        step("wasm target", || wasm_target::ensure(apt))?.is_none(),
        step("trunk", || {
            cargo_tool::ensure(&cargo_tool::trunk(), apt.may_install())
        })?
        .is_none(),
        step("wasm-bindgen", || {
            cargo_tool::ensure(&cargo_tool::wasm_bindgen(&bindgen), apt.may_install())
        })?
        .is_none(),
        step("wasm-opt", || Ok(wasm_opt::ensure(apt)))?.is_none(),
        step("browser", || browser::ensure(apt))?.is_none(),
        step("test programs", || test_programs::ensure(apt))?.is_none(),
    ];
    match missing.iter().filter(|missing| **missing).count() {
        0 => println!("nothing is missing"),
        count => println!("{count} missing: cargo xtask setup --test installs what it can"),
    }
    Ok(())
}

/// Sets up what serving and building need.
pub(crate) fn tools(apt: &mut Apt) -> Result<Tools> {
    let version = workspace::wasm_bindgen_version()?;
    let needed = "a step that may install answers with what it installed";
    let toolchain = step("wasm target", || wasm_target::ensure(apt))?.context(needed)?;
    let trunk =
        step("trunk", || cargo_tool::ensure(&cargo_tool::trunk(), true))?.context(needed)?;
    let bindgen = step("wasm-bindgen", || {
        cargo_tool::ensure(&cargo_tool::wasm_bindgen(&version), true)
    })?
    .context(needed)?;
    step("wasm-opt", || Ok(wasm_opt::ensure(apt)))?;
    let bindgen = bindgen
        .parent()
        .context("a program lies in a folder")?
        .to_owned();
    Ok(Tools {
        toolchain,
        trunk,
        bindgen,
    })
}

/// Sets up what the tests in a browser need.
pub(crate) fn browser(apt: &mut Apt) -> Result<Browser> {
    let browser = step("browser", || browser::ensure(apt))?
        .context("the step fails when there is no browser")?;
    step("test programs", || test_programs::ensure(apt))?;
    Ok(browser)
}

/// Runs one step and prints its line.
fn step<T>(name: &str, ensure: impl FnOnce() -> Result<Outcome<T>>) -> Result<Option<T>> {
    let start = Instant::now();
    let outcome = ensure().with_context(|| format!("setup, step {name}"))?;
    let (word, what, value) = match outcome {
        Outcome::Found(value, what) => ("found", what, Some(value)),
        Outcome::Installed(value, what) => ("installed", what, Some(value)),
        Outcome::Absent(what) => ("absent", what, None),
    };
    println!(
        "  {name:<13} {word:<10} {what}  {:.1} s",
        start.elapsed().as_secs_f64()
    );
    Ok(value)
}

/// Says what takes long before it starts.
fn announce(what: &str) {
    println!("  … {what}");
}

/// The version a program prints of itself.
fn version_of(program: &std::path::Path) -> Option<versions::Version> {
    let words = command::output(command::new(program).arg("--version")).ok()?;
    versions::Version::in_line(words.lines().next()?)
}
