//! Docker Compose's own output.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

/// The folder that `~` stands for in both outputs.
pub const HOME: &str = "/home/somebody";

/// The program, which is only run.
pub struct Docker<'a> {
    program: &'a str,
}

/// What it makes of a file: the model, or why it refuses.
pub type Config = std::result::Result<Value, String>;

impl<'a> Docker<'a> {
    /// The program at this path.
    pub const fn new(program: &'a str) -> Self {
        Self { program }
    }

    /// Loads the project of a folder, as Compose finds its files, with every profile active.
    pub fn project(&self, folder: &Path) -> Result<Config> {
        self.output(folder, &[])
    }

    /// Loads one file, seen from its own folder, with every profile active.
    pub fn config(&self, root: &Path, name: &str) -> Result<Config> {
        let path = root.join(name);
        let folder = path.parent().unwrap_or(root);
        let file = path.file_name().unwrap_or_default();
        self.output(folder, &["-f".as_ref(), file])
    }

    fn output(&self, folder: &Path, files: &[&OsStr]) -> Result<Config> {
        let output = Command::new(self.program)
            .args(files)
            .args(["--profile", "*", "config", "--format", "json"])
            .current_dir(folder)
            .env_clear()
            .env("HOME", HOME)
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot run {}", self.program))?;
        // Some refusals leave the program with success all the same.
        if output.status.success() && !output.stdout.is_empty() {
            let model = serde_json::from_slice(&output.stdout);
            return Ok(Ok(model.context("the output is no JSON")?));
        }
        let told = String::from_utf8_lossy(&output.stderr);
        let last = told.trim().lines().last().unwrap_or_default();
        Ok(Err(last.to_owned()))
    }
}
