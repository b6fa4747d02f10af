//! Turns `catalogue/` into Rust constants before the crate is compiled.
//!
//! To add a control, copy a file in `catalogue/controls/`, name it after the new id and
//! build: what is wrong or missing in it is reported here, by file and key. Read
//! `build/shapes.rs` for the keys, `build/controls.rs` for the rules they must keep.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "the engine may not reach outside itself; what compiles it must"
)]

#[path = "build/controls.rs"]
mod controls;
#[path = "build/emit.rs"]
mod emit;
#[path = "build/frameworks.rs"]
mod frameworks;
#[path = "build/read.rs"]
mod read;
#[path = "build/shapes.rs"]
mod shapes;
#[path = "build/texts.rs"]
mod texts;
#[path = "build/validate.rs"]
mod validate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use read::File;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=catalogue");
    match compile(Path::new("catalogue")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => {
            for fault in faults {
                println!("cargo::error={}", fault.replace('\n', " "));
            }
            ExitCode::FAILURE
        }
    }
}

/// Reads the catalogue in `root` and writes it to `OUT_DIR` as Rust source.
fn compile(root: &Path) -> Result<(), Vec<String>> {
    let files = files_in(root).map_err(|problem| vec![problem])?;
    let catalogue = read::catalogue(&files)?;
    validate::catalogue(&catalogue)?;
    let out = env::var_os("OUT_DIR").ok_or_else(|| vec!["OUT_DIR is not set".to_owned()])?;
    let target = PathBuf::from(out).join("catalogue.rs");
    fs::write(&target, emit::source(&catalogue, &files))
        .map_err(|error| vec![format!("{}: {error}", target.display())])
}

/// Every file below `root`, by its path from there, sorted by name.
fn files_in(root: &Path) -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    collect(root, "", &mut files)
        .map_err(|(path, error)| format!("{}: cannot be read: {error}", path.display()))?;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, into: &mut Vec<File>) -> Result<(), (PathBuf, io::Error)> {
    let blame = |error| (folder.to_path_buf(), error);
    for entry in fs::read_dir(folder).map_err(blame)? {
        let entry = entry.map_err(blame)?;
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), into)?;
        } else {
            let text = fs::read_to_string(&path).map_err(|error| (path, error))?;
            into.push(File { name, text });
        }
    }
    Ok(())
}
