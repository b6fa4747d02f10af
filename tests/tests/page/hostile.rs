//! Files that hurt: each is listed, nothing in them runs, and the page lives on.

use std::collections::BTreeSet;

use plimsoll_tests::browser::Browser;
use plimsoll_tests::corpus::{self, File};
use plimsoll_tests::reader::{SCREENS, Site};
use serde_json::Value;
use tempfile::TempDir;

const INJECTION: &str = "<img src=x onerror='globalThis.injected=1'><script>injected=1</script>";

fn files() -> Vec<File> {
    // A file's name cannot hold a slash.
    let name = "<img src=x onerror=globalThis.injected=1><b id=injected>";
    let compose = format!(
        "services:\n  \"{INJECTION}\":\n    image: \"{INJECTION}\"\n    privileged: true\n    \
         volumes: [\"/var/run/docker.sock:/{INJECTION}\"]\n"
    );
    let mut files = corpus::odd();
    files.extend([
        File::new(
            format!("odd/{name}.Dockerfile"),
            format!("FROM {INJECTION}\nUSER root\n"),
        ),
        File::new(format!("odd/{name}/compose.yaml"), compose),
        File::new(
            "odd/line/Dockerfile",
            format!("FROM alpine\nRUN echo {}\n", "x".repeat(5_000_000)),
        ),
        File::new(
            "odd/line/compose.yaml",
            format!("services: {{a: {{image: {}}}}}", "y".repeat(5_000_000)),
        ),
    ]);
    files.extend((0..1_000).map(|number| {
        File::new(
            format!("odd/many/{number:04}/Dockerfile"),
            format!("FROM alpine:3.{number}\n"),
        )
    }));
    files
}

async fn listed(browser: &Browser) -> BTreeSet<String> {
    let script =
        "return [...document.querySelectorAll('.artifact .path')].map((it) => it.textContent)";
    let names = browser.run(script, Vec::new()).await;
    let names = names.as_array().cloned().unwrap_or_default();
    names
        .iter()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

async fn assert_nothing_injected(browser: &Browser) {
    let script = "return {
        elements: document.querySelectorAll('img, #injected, body script:not([type]), iframe').length,
        variable: typeof globalThis.injected }";
    let found = browser.run(script, Vec::new()).await;
    assert_eq!(found["elements"], Value::from(0), "{found}");
    assert_eq!(found["variable"], "undefined", "{found}");
}

#[tokio::test]
async fn the_page_lives_on() {
    let folder = TempDir::new().expect("a temporary folder");
    let files = files();
    corpus::write(&files, folder.path());
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    // What the page has of its own before anything is given.
    assert_nothing_injected(&browser).await;
    browser.assess(&[&folder.path().join("odd")]).await;
    browser.go("Artifacts").await;
    let expected: BTreeSet<String> = files.into_iter().map(|file| file.name).collect();
    browser
        .until("every file to be listed", async || {
            let names = listed(&browser).await;
            if names.len() < expected.len()
                && let Some(more) = browser
                    .first("button", |name| name == "Show more files")
                    .await
            {
                browser.try_click(&more).await;
                return None;
            }
            assert!(
                names.len() >= expected.len(),
                "missing: {:?}",
                expected.difference(&names).collect::<Vec<_>>()
            );
            Some(())
        })
        .await;
    assert_eq!(listed(&browser).await, expected);
    for screen in SCREENS {
        browser.go(screen).await;
        assert_nothing_injected(&browser).await;
    }
    for control in ["docker-socket-unmounted", "container-user-nonroot"] {
        browser.open_control(control).await;
        assert_nothing_injected(&browser).await;
    }
    browser.assert_quiet().await;
}
