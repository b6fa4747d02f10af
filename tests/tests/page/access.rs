//! The page for those who cannot see it, or use no mouse.

use plimsoll_tests::browser::Browser;
use plimsoll_tests::reader::{SCREENS, Site};
use serde_json::json;

async fn faults(browser: &Browser, place: &str, all: &mut Vec<String>) {
    let found = browser.accessibility_faults().await;
    all.extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
}

async fn every_screen(scheme: &str) {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    let features = json!([
        {"name": "prefers-color-scheme", "value": scheme},
        // Colours are judged as they end up, not on their way.
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]);
    browser
        .cdp("Emulation.setEmulatedMedia", json!({"features": features}))
        .await;
    let mut all = Vec::new();
    faults(&browser, "Start", &mut all).await;
    browser.open_sample().await;
    for screen in SCREENS {
        browser.go(screen).await;
        faults(&browser, screen, &mut all).await;
    }
    browser.go("Artifacts").await;
    browser.click("link", "proxy").await;
    browser.find("heading", "Harden this service").await;
    faults(&browser, "an open subject", &mut all).await;
    browser.open_control("docker-socket-unmounted").await;
    faults(&browser, "an open control", &mut all).await;
    browser.click("button", "Accept this risk…").await;
    browser.find("heading", "Accept this risk").await;
    faults(&browser, "the dialog for a risk", &mut all).await;
    browser.press("Escape").await;
    browser
        .until("Escape to close the dialog", async || {
            browser.all("dialog").await.is_empty().then_some(())
        })
        .await;
    assert!(all.is_empty(), "in {scheme}:\n{}", all.join("\n"));
}

#[tokio::test]
async fn axe_finds_nothing_in_light() {
    every_screen("light").await;
}

#[tokio::test]
async fn axe_finds_nothing_in_dark() {
    every_screen("dark").await;
}
