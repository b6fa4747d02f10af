//! Every way in for files: dragged, chosen, a folder, pasted.

use plimsoll_tests::browser::Browser;
use plimsoll_tests::corpus;
use plimsoll_tests::reader::{Site, single_file};

/// The files' names as the Artifacts screen lists them.
async fn listed(browser: &Browser) -> Vec<String> {
    browser.go("Artifacts").await;
    let script =
        "return [...document.querySelectorAll('.artifact .path')].map((it) => it.textContent)";
    let names = browser.run(script, Vec::new()).await;
    let names = names.as_array().cloned().unwrap_or_default();
    names
        .iter()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

/// What the project's files are called when its folder is given.
fn expected() -> Vec<String> {
    corpus::ferry().into_iter().map(|file| file.name).collect()
}

#[tokio::test]
async fn a_folder_is_dropped() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser
        .assess(&[&corpus::root().join("tests/corpus/ferry")])
        .await;
    assert_eq!(listed(&browser).await, expected());
    browser.assert_quiet().await;
}

#[tokio::test]
async fn a_folder_is_chosen() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    let ferry = corpus::root().join("tests/corpus/ferry");
    browser
        .choose("input[type=file][webkitdirectory]", &[&ferry])
        .await;
    browser.find("heading", "ferry").await;
    assert_eq!(listed(&browser).await, expected());
}

#[tokio::test]
async fn files_are_chosen_and_more_are_added() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    let ferry = corpus::root().join("tests/corpus/ferry");
    let input = "input[type=file]:not([webkitdirectory])";
    let (compose, dockerfile) = (ferry.join("compose.yaml"), ferry.join("app/Dockerfile"));
    browser.choose(input, &[&compose]).await;
    browser.find("heading", "compose.yaml").await;
    browser
        .choose(input, &[&dockerfile, &ferry.join("ops/inspect.json")])
        .await;
    browser.find("heading", "Report on 3 artifacts").await;
    assert_eq!(
        listed(&browser).await,
        ["Dockerfile", "compose.yaml", "inspect.json"]
    );
}

#[tokio::test]
async fn text_is_pasted() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser.click("button", "Paste text").await;
    let name = browser
        .matching("textbox", "Name", |name| name.starts_with("Name"))
        .await;
    browser.fill(&name, "Dockerfile").await;
    let text = browser
        .matching("textbox", "the text", |name| {
            !name.starts_with("Name") && !name.is_empty()
        })
        .await;
    browser.fill(&text, "FROM alpine:latest\nUSER root\n").await;
    let script =
        "document.querySelector('dialog[open] [type=submit], dialog[open] button.primary').click()";
    browser.run(script, Vec::new()).await;
    browser.find("heading", "Dockerfile").await;
    assert_eq!(listed(&browser).await, ["Dockerfile"]);
}

/// Pastes a text with nothing under the keyboard.
async fn paste(browser: &Browser, text: &str) {
    let script = "const clipboardData = new DataTransfer(); \
                  clipboardData.setData('text/plain', arguments[0]); \
                  document.body.dispatchEvent(\
                  new ClipboardEvent('paste', { clipboardData, bubbles: true }))";
    browser.run(script, vec![text.into()]).await;
}

#[tokio::test]
async fn a_command_is_pasted_anywhere() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser.find("button", "Paste text").await;
    paste(&browser, "docker run -d --privileged --name web nginx:1.27").await;
    browser.find("heading", "pasted.txt").await;
    paste(&browser, "docker run --rm redis:8").await;
    browser.find("heading", "Report on 2 artifacts").await;
    assert_eq!(listed(&browser).await, ["pasted-2.txt", "pasted.txt"]);
    browser.reads("docker run command").await;
    browser.assert_quiet().await;
}

#[tokio::test]
async fn the_page_in_one_file_takes_a_folder_too() {
    let browser = single_file().await;
    let ferry = corpus::root().join("tests/corpus/ferry");
    browser
        .choose("input[type=file][webkitdirectory]", &[&ferry])
        .await;
    browser.find("heading", "ferry").await;
    assert_eq!(listed(&browser).await, expected());
    browser.assert_quiet().await;
}

#[tokio::test]
async fn the_page_in_one_file_takes_dropped_files() {
    let browser = single_file().await;
    let ferry = corpus::root().join("tests/corpus/ferry");
    browser
        .assess(&[&ferry.join("compose.yaml"), &ferry.join("app/Dockerfile")])
        .await;
    assert_eq!(listed(&browser).await, ["Dockerfile", "compose.yaml"]);
    browser.assert_quiet().await;
}

/// Browsers do not open a dropped folder for a page from disk, and its picker works: so say that.
#[tokio::test]
async fn a_folder_dropped_in_vain_leads_to_the_picker() {
    let browser = single_file().await;
    browser
        .drop(&[&corpus::root().join("tests/corpus/ferry")])
        .await;
    let script = "return document.querySelector('.notices')?.innerText ?? ''";
    browser
        .until("the folder, or where to choose it", async || {
            let said = browser.run(script, Vec::new()).await;
            let said = said.as_str().unwrap_or_default();
            let told = said.contains("ferry") && said.contains("Choose a folder");
            let opened = browser.first("heading", |name| name == "ferry").await;
            (told || opened.is_some()).then_some(())
        })
        .await;
}
