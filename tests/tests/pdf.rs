//! The PDF that the page saves, judged by other people's tools.

use std::fs;
use std::path::Path;
use std::process::Command;

use plimsoll_tests::browser::Browser;
use plimsoll_tests::reader::{Site, single_file};
use tempfile::TempDir;

/// What a tool says of a file; the tool must accept it.
fn tool(program: &str, before: &[&str], file: &Path, after: &[&str]) -> String {
    let ran = Command::new(program)
        .args(before)
        .arg(file)
        .args(after)
        .output()
        .unwrap_or_else(|why| {
            panic!(
                "{program} does not start ({why}): `cargo xtask setup --test` installs it \
                 (Debian: qpdf poppler-utils)"
            )
        });
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(
        ran.status.success(),
        "{program}: {}\n{said}\n{errors}",
        ran.status
    );
    said
}

async fn saved(browser: &Browser) -> Vec<u8> {
    let (name, bytes) = browser.export("PDF").await;
    assert_eq!(name, "plimsoll-report.pdf");
    bytes
}

fn assert_sound(bytes: &[u8]) {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("report.pdf");
    fs::write(&file, bytes).expect("a file in a temporary folder");
    let checked = tool("qpdf", &["--check"], &file, &[]);
    assert!(
        checked.contains("No syntax or stream encoding errors"),
        "{checked}"
    );
    let facts = tool("pdfinfo", &[], &file, &[]);
    let fact = |name: &str| {
        let line = facts.lines().find_map(|line| line.strip_prefix(name));
        line.map(|value| value.trim_start_matches(':').trim())
            .unwrap_or_default()
    };
    assert_eq!(fact("Tagged"), "yes", "{facts}");
    assert!(!fact("Title").is_empty(), "{facts}");
    let text = tool("pdftotext", &["-layout"], &file, &["-"]);
    // Lines break anywhere.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let control = plimsoll_rules::catalogue::CONTROLS
        .iter()
        .find(|control| control.id == "docker-socket-unmounted")
        .expect("the sample's worst control");
    let words = control
        .title
        .split_whitespace()
        .take(4)
        .collect::<Vec<_>>()
        .join(" ");
    assert!(text.contains(&words), "no “{words}” in:\n{text}");
    assert!(!text.contains("tide-and-timber"), "a secret is printed");
}

#[tokio::test]
async fn a_saved_report_is_sound_tagged_and_the_same_again() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser.open_sample().await;
    let first = saved(&browser).await;
    assert_sound(&first);
    let second = saved(&browser).await;
    assert!(
        first == second,
        "two saves differ: {} and {} bytes",
        first.len(),
        second.len()
    );
    browser.assert_quiet().await;
}

#[tokio::test]
async fn the_page_in_one_file_saves_the_same() {
    let browser = single_file().await;
    browser.open_sample().await;
    let from_disk = saved(&browser).await;
    assert_sound(&from_disk);
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser.open_sample().await;
    let from_site = saved(&browser).await;
    assert!(
        from_disk == from_site,
        "{} and {} bytes",
        from_disk.len(),
        from_site.len()
    );
}
