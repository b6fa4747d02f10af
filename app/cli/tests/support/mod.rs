//! Folders to check and the command to check them with.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A Dockerfile with something to find in it.
pub(crate) const DOCKERFILE: &str = "\
FROM alpine
ENV DB_PASSWORD=hunter2 MODE=fast
CMD run --now
";

/// A compose file with something to find in it.
pub(crate) const COMPOSE: &str = "\
services:
  web:
    image: nginx:1.29
    privileged: true
    ports:
      - \"80:80\"
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
";

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The command in this folder, away from the surrounding terminal's settings.
pub(crate) fn plimsoll(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plimsoll"));
    command.current_dir(folder).args(arguments);
    for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// What the command says in this folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    plimsoll(folder, arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// What the command says about this standard input.
pub(crate) fn run_with(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = plimsoll(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

/// The standard output as text.
pub(crate) fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// The standard error as text.
pub(crate) fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The exit code.
pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// The names of the report's files.
pub(crate) fn inputs(output: &Output) -> Vec<String> {
    let document = plimsoll_rules::export::json::Document::from_json(out(output)).unwrap();
    document
        .inputs
        .into_iter()
        .map(|input| input.name)
        .collect()
}
