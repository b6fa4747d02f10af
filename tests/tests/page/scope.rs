//! What the report is about: chosen by keyboard, kept, written down, and told from a policy file.

use std::fs;

use plimsoll_tests::browser::Browser;
use plimsoll_tests::reader::Site;
use serde_json::{Value, json};
use tempfile::TempDir;

const IMAGE: &str = "FROM alpine:3.22\nRUN adduser -D app\nUSER app\nCMD [\"/srv/app\"]\n";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file in it");
    }
    folder
}

/// The coverage that the Overview shows, in tenths of a per cent.
async fn coverage(browser: &Browser) -> u64 {
    let script = "const term = [...document.querySelectorAll('.neighbours dt')]
            .find((term) => term.textContent === 'Coverage');
        return Math.round(parseFloat(term?.nextElementSibling?.textContent) * 10)";
    let what = "the coverage";
    browser
        .until(what, async || {
            browser.run(script, Vec::new()).await.as_u64()
        })
        .await
}

/// Waits until the report is about this, as the panel says it.
async fn is_about(browser: &Browser, words: &str) {
    browser.reads(words).await;
    browser.rest().await;
}

/// The id of the element that the keyboard is on.
async fn focused(browser: &Browser, id: &str) {
    browser
        .until(&format!("the keyboard to be on {id}"), async || {
            let active = "return document.activeElement?.id ?? ''";
            (browser.run(active, Vec::new()).await == id).then_some(())
        })
        .await;
}

#[tokio::test]
async fn a_lone_dockerfile_is_judged_by_what_it_can_show() {
    let Site { browser, server } = Site::open().await;
    let given = folder(&[("Dockerfile", IMAGE)]);
    let file = given.path().join("Dockerfile");
    browser.assess(&[&file]).await;
    let whole = coverage(&browser).await;
    is_about(&browser, "Every control counts.").await;

    browser
        .click_matching("radio", "what was given", |it| {
            it.starts_with("What was given")
        })
        .await;
    is_about(&browser, "Judged: images. ").await;
    assert!(coverage(&browser).await > 2 * whole);
    focused(&browser, "scope-given").await;

    browser.press("ArrowDown").await;
    focused(&browser, "scope-kinds").await;
    let faults = browser.accessibility_faults().await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let script = "return document.getElementById('scope-image').disabled";
    let is_fixed = browser.run(script, Vec::new()).await;
    assert_eq!(is_fixed, Value::Bool(true), "one kind stays");
    browser
        .click_matching("checkbox", "hosts", |it| it.starts_with("hosts"))
        .await;
    is_about(&browser, "Judged: images and hosts. ").await;
    focused(&browser, "scope-host").await;

    let (_, policy) = browser.export("Policy YAML").await;
    let policy = String::from_utf8(policy).expect("a text");
    assert!(policy.contains("scope:"), "{policy}");
    let (_, report) = browser.export("JSON report").await;
    let report: Value = serde_json::from_slice(&report).expect("a report");
    assert_eq!(report["scope"], json!(["image", "host"]));

    browser.open(&server.url()).await;
    browser.assess(&[&file]).await;
    is_about(&browser, "Judged: images and hosts. ").await;
    browser
        .click_matching("radio", "the whole checklist", |it| {
            it.starts_with("The whole checklist")
        })
        .await;
    is_about(&browser, "Every control counts.").await;
    assert_eq!(coverage(&browser).await, whole);
    browser.assert_quiet().await;
}

#[tokio::test]
async fn what_a_policy_file_narrows_is_said() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    let given = folder(&[
        ("Dockerfile", IMAGE),
        ("compose.yaml", "services:\n  web: {image: web}\n"),
        ("plimsoll.yaml", "scope: [image]\n"),
    ]);
    let files = ["Dockerfile", "compose.yaml", "plimsoll.yaml"].map(|it| given.path().join(it));
    let files: Vec<_> = files.iter().map(std::path::PathBuf::as_path).collect();
    browser.assess(&files).await;
    is_about(&browser, "Judged: images. ").await;
    browser
        .reads("Given, and not judged: 1 service and 1 compose project.")
        .await;
    let as_said = browser
        .matching("radio", "of the policy file", |it| {
            it.starts_with("As a policy file says")
        })
        .await;
    assert!(
        as_said.state.iter().any(|it| it == "checked"),
        "{:?}",
        as_said.state
    );
    browser.open_control("live-restore-on").await;
    browser
        .reads("the scope of this report leaves those out")
        .await;
    browser.assert_quiet().await;
}
