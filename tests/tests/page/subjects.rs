//! One subject is opened, and the change that mends it is taken along.

use std::fs;

use plimsoll_tests::browser::Browser;
use plimsoll_tests::reader::Site;
use tempfile::TempDir;

const SERVICES: &str = "\
services:
  web:
    image: nginx:1.27
    privileged: true
    restart: always
  db:
    image: postgres:17
";

/// The lines that the change takes out, as the page shows them.
async fn taken_out(browser: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.harden del')].map((it) => it.textContent)";
    let lines = browser.run(script, Vec::new()).await;
    let lines = lines.as_array().cloned().unwrap_or_default();
    lines
        .iter()
        .filter_map(|line| Some(line.as_str()?.trim().to_owned()))
        .collect()
}

async fn until_taken_out(browser: &Browser, expected: &[&str]) {
    let what = format!("the change to take out {expected:?}");
    browser
        .until(&what, async || {
            (taken_out(browser).await == expected).then_some(())
        })
        .await;
}

#[tokio::test]
async fn a_service_is_hardened_as_far_as_the_reader_confirms() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("compose.yaml");
    fs::write(&file, SERVICES).expect("a file in it");
    browser.assess(&[&file]).await;
    browser.go("Artifacts").await;
    browser.click("link", "web").await;
    browser.find("heading", "Harden this service").await;
    until_taken_out(&browser, &["privileged: true", "restart: always"]).await;

    let is_privileged = |name: &str| name.contains("give it the one device or capability");
    browser
        .click_matching("checkbox", "the privileges", is_privileged)
        .await;
    until_taken_out(&browser, &["restart: always"]).await;
    let script = "return document.activeElement?.type ?? ''";
    browser
        .until("the keyboard to stay on the box", async || {
            let kind = browser.run(script, Vec::new()).await;
            (kind.as_str() == Some("checkbox")).then_some(())
        })
        .await;

    browser.click("button", "Save as a patch").await;
    let (name, patch) = browser.download().await;
    let patch = String::from_utf8(patch).expect("a patch is text");
    assert_eq!(name, "harden-web.patch");
    assert!(patch.contains("\n-    restart: always\n"), "{patch}");
    assert!(!patch.contains("-    privileged"), "{patch}");

    browser.click("link", "← All artifacts").await;
    browser.find("heading", "Artifacts").await;
    browser.assert_quiet().await;
}
