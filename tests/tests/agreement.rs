//! The command and the page say the same, byte for byte.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use plimsoll_tests::browser::Browser;
use plimsoll_tests::corpus;
use plimsoll_tests::reader::Site;
use serde_json::Value;
use tempfile::TempDir;

/// Builds the command, unless it is built, and tells where it is.
fn plimsoll() -> PathBuf {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--package", "plimsoll", "--message-format=json"])
        .current_dir(corpus::root())
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo starts");
    assert!(built.status.success(), "the command does not build");
    let messages = String::from_utf8_lossy(&built.stdout);
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == "plimsoll")
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .expect("cargo names the executable")
}

/// What the command says of a folder, from the folder's parent.
fn said_by_command(folder: &Path, today: &str) -> String {
    let answered = Command::new(plimsoll())
        .args(["check", "--format", "json", "--all-files", "--today", today])
        .arg(folder.file_name().expect("a folder with a name"))
        .current_dir(folder.parent().expect("a folder in a folder"))
        .output()
        .expect("the command starts");
    let errors = String::from_utf8_lossy(&answered.stderr);
    assert!(answered.stdout.starts_with(b"{"), "no JSON: {errors}");
    String::from_utf8(answered.stdout).expect("JSON is UTF-8")
}

/// What the page says of it, and the reader's day.
async fn said_by_page(folder: &Path) -> (String, String) {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser.assess(&[folder]).await;
    let today = today(&browser).await;
    let (name, bytes) = browser.export("JSON report").await;
    assert_eq!(name, "plimsoll-report.json");
    (String::from_utf8(bytes).expect("JSON is UTF-8"), today)
}

async fn today(browser: &Browser) -> String {
    let script = "const now = new Date();
        const two = (number) => String(number).padStart(2, '0');
        return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`";
    let day = browser.run(script, Vec::new()).await;
    day.as_str().expect("a day").to_owned()
}

async fn assert_agreement(folder: &Path) {
    let (page, today) = said_by_page(folder).await;
    let command = said_by_command(folder, &today);
    let mut lines = (1..).zip(command.lines().zip(page.lines()));
    if let Some((number, (ours, its))) = lines.find(|(_, (ours, its))| ours != its) {
        panic!("line {number}\ncommand {ours}\npage    {its}");
    }
    assert!(command == page, "one is longer than the other");
}

#[tokio::test]
async fn on_a_project_with_a_policy() {
    assert_agreement(&corpus::root().join("tests/corpus/ferry")).await;
}

#[tokio::test]
async fn on_the_bundled_sample() {
    assert_agreement(&corpus::root().join("public/sample/harbour-shop")).await;
}

#[tokio::test]
async fn on_files_that_are_broken_or_foreign() {
    let folder = TempDir::new().expect("a temporary folder");
    corpus::write(&corpus::odd(), folder.path());
    assert_agreement(&folder.path().join("odd")).await;
}

#[tokio::test]
async fn on_every_fixture_at_once() {
    let fixtures = corpus::root().join("rules/fixtures");
    let folder = TempDir::new().expect("a temporary folder");
    // The inputs alone, with short names: snapshots are no artifacts.
    let inputs: Vec<corpus::File> = corpus::folder(&fixtures)
        .into_iter()
        .filter(|file| file.name.contains("/input/"))
        .collect();
    assert!(!inputs.is_empty(), "no fixtures in {}", fixtures.display());
    corpus::write(&inputs, folder.path());
    assert_agreement(&folder.path().join("fixtures")).await;
}
