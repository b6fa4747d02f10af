//! Compose files are put in another order, and the order outlives the visit.

use std::fs;

use plimsoll_tests::browser::Browser;
use plimsoll_tests::reader::Site;
use tempfile::TempDir;

const WHOLE: &str = "services:\n  web:\n    image: nginx:1.27\n";
const PART: &str = "services:\n  web:\n    read_only: true\n";

/// The projects' names as the Artifacts screen lists them.
async fn projects(browser: &Browser) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll('.project b.path')].map((it) => it.textContent)";
    let names = browser.run(script, Vec::new()).await;
    let names = names.as_array().cloned().unwrap_or_default();
    names
        .iter()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

async fn until(browser: &Browser, expected: &[&str]) {
    let what = format!("the projects {expected:?}");
    browser
        .until(&what, async || {
            (projects(browser).await == expected).then_some(())
        })
        .await;
}

#[tokio::test]
async fn the_order_of_compose_files_is_changed_and_kept() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    let folder = TempDir::new().expect("a folder");
    for (name, text) in [("compose.yaml", WHOLE), ("prod.yml", PART)] {
        fs::write(folder.path().join(name), text).expect("a file in it");
    }
    let given = ["compose.yaml", "prod.yml"].map(|name| folder.path().join(name));
    let given: Vec<_> = given.iter().map(std::path::PathBuf::as_path).collect();
    browser.assess(&given).await;
    browser.go("Artifacts").await;
    until(&browser, &["compose.yaml", "compose.yaml + prod.yml"]).await;

    browser.click("button", "Move prod.yml up").await;
    until(&browser, &["compose.yaml", "prod.yml + compose.yaml"]).await;
    let script = "return document.activeElement?.getAttribute('aria-label') ?? ''";
    let focused = async || {
        let label = browser.run(script, Vec::new()).await;
        (label.as_str() == Some("Move prod.yml down")).then_some(())
    };
    browser
        .until("the keyboard to stay on the file", focused)
        .await;

    browser.reload().await;
    browser.assess(&given).await;
    browser.go("Artifacts").await;
    until(&browser, &["compose.yaml", "prod.yml + compose.yaml"]).await;
    browser.click("button", "Put together by name again").await;
    until(&browser, &["compose.yaml", "compose.yaml + prod.yml"]).await;
    browser.assert_quiet().await;
}
