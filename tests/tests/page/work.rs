//! Long work: the page answers meanwhile, and can end it.

use std::path::{Path, PathBuf};

use plimsoll_tests::browser::Browser;
use plimsoll_tests::corpus::{self, File};
use plimsoll_tests::fleet;
use plimsoll_tests::reader::Site;
use tempfile::TempDir;

/// A file of inspect output of about so many bytes.
fn inspect_of(bytes: usize) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let file = File::new("inspect.json", fleet::inspect(bytes));
    corpus::write(&[file], folder.path());
    let path = folder.path().join("inspect.json");
    (folder, path)
}

async fn choose(browser: &Browser, path: &Path) {
    browser
        .choose("input[type=file]:not([webkitdirectory])", &[path])
        .await;
}

#[tokio::test]
async fn the_page_answers_while_a_large_file_is_read() {
    let (_folder, path) = inspect_of(30_000_000);
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser.run(include_str!("pulse.js"), Vec::new()).await;
    choose(&browser, &path).await;
    browser.find("button", "Cancel").await;
    let started = std::time::Instant::now();
    while browser.first("progressbar", |_| true).await.is_some() {
        let Some(theme) = browser
            .first("button", |name| name.starts_with("Switch to the "))
            .await
        else {
            continue;
        };
        browser.try_click(&theme).await;
        assert!(started.elapsed().as_secs() < 120, "the work does not end");
    }
    browser.find("heading", "inspect.json").await;
    let pulse = browser
        .run("return globalThis.pulse.read()", Vec::new())
        .await;
    println!("while 30 MB were read: {pulse}");
    assert!(
        pulse["answers"].as_u64() > Some(0),
        "no click was answered while the work went on: {pulse}"
    );
    browser.assert_quiet().await;
}

#[tokio::test]
async fn work_can_be_cancelled_and_begun_anew() {
    let (_folder, path) = inspect_of(60_000_000);
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    choose(&browser, &path).await;
    browser.click("button", "Cancel").await;
    browser.rest().await;
    browser.find("button", "Open the sample project").await;
    browser.open_sample().await;
    browser.go("Artifacts").await;
    let text = browser.text().await;
    assert!(text.contains("harbour-shop/compose.yaml"), "{text}");
    // What is cancelled takes nothing else along.
    choose(&browser, &path).await;
    browser.click("button", "Cancel").await;
    browser.rest().await;
    browser.reads("harbour-shop/compose.yaml").await;
    browser.assert_quiet().await;
}

#[tokio::test]
async fn long_lists_are_drawn_to_their_end_and_grow() {
    let (_folder, path) = inspect_of(3_000_000);
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    choose(&browser, &path).await;
    browser.find("heading", "inspect.json").await;
    browser.go("Controls").await;
    let number = async |selector: &str| {
        let script = "return document.querySelectorAll(arguments[0]).length";
        let found = browser.run(script, vec![selector.into()]).await;
        found.as_u64().unwrap_or_default()
    };
    let listed = "const count = (it) => Number(it.textContent);
        return [...document.querySelectorAll('.group-title > .count')]
            .map(count).reduce((a, b) => a + b, 0)
            - count(document.querySelector('.aside .count'))";
    browser
        .until("every control to be drawn", async || {
            let told = browser.run(listed, Vec::new()).await;
            let drawn = number(".rows > .row").await;
            (drawn > 100 && told == drawn).then_some(())
        })
        .await;
    let failed = "const row = [...document.querySelectorAll('.row[data-status=failed]')]
        .find((row) => row.querySelector('.row-place').textContent.endsWith(' places'));
        return row.dataset.control";
    let control = browser.run(failed, Vec::new()).await;
    browser
        .open_control(control.as_str().unwrap_or_default())
        .await;
    let findings = async |wanted: u64| {
        browser
            .until(&format!("{wanted} findings"), async || {
                (number(".finding").await == wanted).then_some(())
            })
            .await;
    };
    findings(50).await;
    let marked = "document.querySelector('.finding').dataset.seen = 'yes'";
    browser.run(marked, Vec::new()).await;
    browser
        .click_matching("button", "Show more", |name| {
            name.starts_with("Show more of ")
        })
        .await;
    findings(150).await;
    assert_eq!(number(".finding[data-seen]").await, 1);
    browser.assert_quiet().await;
}
