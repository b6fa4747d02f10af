//! What runs: the collector is offered, and a bundle is a host with its daemon.

use std::fs;

use plimsoll_tests::corpus;
use plimsoll_tests::reader::{Site, single_file};
use tempfile::TempDir;

/// A host that says how its daemon logs.
const BUNDLE: &str = concat!(
    r#"{"plimsoll_bundle":{"version":1,"made":"2026-11-22T10:00:00Z","redacted":true,"root":true},"#,
    r#""uname":{"rc":0,"b64":"TGludXggc2hpcC0xIDYuMS4wCg==","from":"uname -a"},"#,
    r#""daemon_json":{"rc":0,"b64":"ewogICJsb2ctbGV2ZWwiOiAiZGVidWciCn0K","from":"cat /etc/docker/daemon.json"}}"#
);

#[tokio::test]
async fn the_collector_is_handed_over() {
    let own = corpus::text(&corpus::root().join("public/collect.sh"));
    let Site {
        browser: hosted,
        server: _server,
    } = Site::open().await;
    for browser in [hosted, single_file().await] {
        browser.click("button", "Download collect.sh").await;
        let (name, text) = browser.download().await;
        assert_eq!(name, "collect.sh");
        assert!(text == own.as_bytes(), "the very file");
        browser.assert_quiet().await;
    }
}

#[tokio::test]
async fn a_bundle_is_one_artifact_and_its_parts_show_lines() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("bundle.json");
    fs::write(&file, BUNDLE).expect("a file in it");
    browser.assess(&[&file]).await;
    browser.go("Artifacts").await;
    let unfold = "document.querySelectorAll('.artifact-more').forEach((it) => { it.open = true; })";
    browser.run(unfold, Vec::new()).await;
    let script = "return [document.querySelectorAll('.artifact').length,
        document.querySelectorAll('.artifact .parts > li').length,
        document.querySelectorAll('.artifact select').length,
        document.querySelectorAll('.tree [data-depth=\"1\"]').length]";
    browser
        .until("one file with two parts", async || {
            let counted = browser.run(script, Vec::new()).await;
            (counted == serde_json::json!([1, 2, 1, 1])).then_some(())
        })
        .await;
    browser.open_control("daemon-log-level-informative").await;
    browser.reads("bundle.json/daemon_json:2").await;
    browser.reads("\"log-level\": \"debug\"").await;
    browser.assert_quiet().await;
}
