//! axe-core, which judges how usable the page is without eyes or a mouse.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::Browser;

/// The version the page is held to.
const VERSION: &str = "4.14.1";

impl Browser {
    /// What axe-core has against the page as it stands, one line each.
    pub async fn accessibility_faults(&self) -> Vec<String> {
        self.run(
            &fs::read_to_string(script()).expect("axe-core's script"),
            Vec::new(),
        )
        .await;
        let found = self
            .client
            .execute_async(include_str!("axe.js"), Vec::new())
            .await
            .unwrap_or_else(|why| panic!("axe-core: {why}"));
        let Value::Array(faults) = found else {
            panic!("axe-core answered {found}");
        };
        let line = |fault: Value| {
            fault
                .as_str()
                .map_or_else(|| fault.to_string(), str::to_owned)
        };
        faults.into_iter().map(line).collect()
    }
}

/// axe-core's script in the user's cache, where npm puts it the first time.
fn script() -> PathBuf {
    let folder = cache().join(format!("axe-core-{VERSION}"));
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if !script.is_file() {
        install(&folder);
    }
    script
}

/// Installs beside the place and moves there in one step: tests may ask at the same time.
fn install(folder: &Path) {
    let parent = folder.parent().expect("a folder in the cache");
    fs::create_dir_all(parent).unwrap_or_else(|why| panic!("{}: {why}", parent.display()));
    let fresh = tempfile::tempdir_in(parent).expect("a folder in the cache");
    let done = Command::new("npm")
        .args(["install", "--prefix"])
        .arg(fresh.path())
        .args([
            "--no-save",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--silent",
        ])
        .arg(format!("axe-core@{VERSION}"))
        .status()
        .unwrap_or_else(|why| {
            panic!(
                "axe-core {VERSION} is fetched with npm, which does not start ({why}): install \
                 npm and run `cargo xtask test` again"
            )
        });
    assert!(
        done.success(),
        "npm did not install axe-core {VERSION}: {done}"
    );
    // Another test may have been quicker; its copy is the same.
    if fs::rename(fresh.path(), folder).is_ok() {
        let _moved = fresh.keep();
    }
}

/// The folder that `cargo xtask setup` keeps its tools in.
fn cache() -> PathBuf {
    env::var_os("XDG_CACHE_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .expect("a home folder, or XDG_CACHE_HOME")
        .join("plimsoll/tools")
}
