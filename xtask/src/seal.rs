//! `cargo xtask seal`, the hook of Trunk.toml: makes of trunk's output what we publish.
//!
//! It shrinks the programs, ties every reference to this build, writes the content policy, and
//! packs the whole page into plimsoll.html.

mod html;
mod module;
mod policy;
mod single_file;
mod wasm;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

pub(crate) use single_file::gzip;
pub(crate) use wasm::optimizer;

/// The page's program.
const PAGE: &str = "page";
/// The programs that run in workers. Their glue is part of the page; the programs are not.
const WORKERS: [&str; 2] = ["engine", "pdf"];
/// The edition in one file.
pub(crate) const SINGLE_FILE: &str = "plimsoll.html";

/// Seals the folder that trunk is about to publish.
pub(crate) fn run() -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("seal runs as trunk's hook: `cargo xtask build` starts it")?;
    let release = env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    seal(&folder, release).context("the page was built, but not sealed")
}

fn seal(folder: &Path, release: bool) -> Result<()> {
    if release {
        wasm::shrink(folder, &[PAGE, WORKERS[0], WORKERS[1]])?;
    }
    let index = folder.join("index.html");
    let page = html::without_comments(&read_text(&index)?);
    let page = add_glue(folder, &page)?;

    // Unoptimised programs are tens of megabytes: nobody wants those in one file.
    if release {
        let single = single_file::assemble(folder, &page)?;
        let path = folder.join(SINGLE_FILE);
        fs::write(&path, &single).with_context(|| format!("cannot write {}", path.display()))?;
        println!("{SINGLE_FILE}: SHA-256 {}", hex(&Sha256::digest(&single)));
    }

    let page = html::versioned(&page, &build_id(folder, &page)?);
    let page = html::with_policy(&page, &policy::hosted(&page))?;
    fs::write(&index, page).with_context(|| format!("cannot write {}", index.display()))
}

/// Puts the workers' glue into the page as inert text, from which boot.js starts them.
fn add_glue(folder: &Path, page: &str) -> Result<String> {
    let mut blocks = String::new();
    for name in WORKERS {
        let path = folder.join(format!("{name}.js"));
        let glue = html::script_text(&read_text(&path)?);
        writeln!(
            blocks,
            "<script type=\"text/plain\" id=\"plimsoll-{name}.js\">{glue}</script>"
        )?;
        // It lives in the page now.
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    html::before_body_ends(page, &blocks)
}

/// Short for the content of every file of this build.
fn build_id(folder: &Path, page: &str) -> Result<String> {
    let mut names = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?
    {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name() != "index.html" {
            names.push(entry.path());
        }
    }
    names.sort();
    let mut hash = Sha256::new_with_prefix(page);
    for path in names {
        hash.update(read(&path)?);
    }
    Ok(hex(&hash.finalize()[..6]))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The SHA-256 of these bytes in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
