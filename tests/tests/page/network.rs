//! Nothing leaves: what the server, the proxy and the browser's own log saw.

use plimsoll_tests::browser::Browser;
use plimsoll_tests::corpus;
use plimsoll_tests::reader::{SCREENS, Site, single_file};

/// Everything a reader does with a report, short of the PDF.
async fn use_the_page(browser: &Browser) {
    browser.open_sample().await;
    for screen in SCREENS {
        browser.go(screen).await;
    }
    browser.open_control("docker-socket-unmounted").await;
    let ferry = corpus::root().join("tests/corpus/ferry");
    browser
        .pick(&[&ferry.join("compose.yaml"), &ferry.join("app/Dockerfile")])
        .await;
    let (name, bytes) = browser.export("JSON report").await;
    assert!(
        name == "plimsoll-report.json" && bytes.starts_with(b"{"),
        "{name}"
    );
    browser.export("Markdown tasks").await;
    browser.export("Policy YAML").await;
}

/// What is made in the page itself goes nowhere.
fn is_local(address: &str) -> bool {
    address.starts_with("blob:") || address.starts_with("data:")
}

fn without_local(addresses: Vec<String>) -> Vec<String> {
    addresses
        .into_iter()
        .filter(|address| !is_local(address))
        .collect()
}

#[tokio::test]
async fn a_site_is_asked_for_its_own_files_and_then_for_nothing() {
    let Site { browser, server } = Site::open().await;
    // The engine may still be on its way when the page shows.
    browser.open_sample().await;
    let loaded = server.asked();
    let requests = without_local(browser.requests().await);
    let strange: Vec<&String> = requests
        .iter()
        .filter(|it| !it.starts_with(&server.url()))
        .collect();
    assert!(strange.is_empty(), "the page asked elsewhere: {strange:?}");
    assert!(
        loaded.iter().all(|line| line.starts_with("GET /")),
        "{loaded:?}"
    );
    assert!(
        loaded.iter().any(|line| line.contains("engine_bg.wasm"))
            && !loaded.iter().any(|line| line.contains("pdf")),
        "the engine comes at once, the PDF writer does not: {loaded:?}"
    );

    browser.reload().await;
    let again = server.asked().len();
    use_the_page(&browser).await;
    let later: Vec<String> = server.asked().split_off(again);
    let late: Vec<&String> = later.iter().filter(|line| !loaded.contains(line)).collect();
    assert!(late.is_empty(), "using the page asked for {late:?}");
    // The log is taken here, so that only the PDF's part is left.
    browser.requests().await;

    let before = server.asked().len();
    let (name, bytes) = browser.export("PDF").await;
    assert!(
        name == "plimsoll-report.pdf" && bytes.starts_with(b"%PDF"),
        "{name}"
    );
    let writer = server.asked().split_off(before);
    assert!(
        !writer.is_empty() && writer.iter().all(|line| line.starts_with("GET /pdf")),
        "the PDF asked for {writer:?}"
    );
    let before = server.asked().len();
    browser.export("PDF").await;
    assert_eq!(server.asked().len(), before, "the writer is fetched once");
    let requests = without_local(browser.requests().await);
    assert!(
        requests
            .iter()
            .all(|it| it.starts_with(&format!("{}pdf", server.url()))),
        "{requests:?}"
    );
    assert_eq!(browser.strayed(), Vec::<String>::new(), "past this machine");
    browser.assert_quiet().await;
}

#[tokio::test]
async fn the_page_in_one_file_asks_for_nothing_at_all() {
    let browser = single_file().await;
    use_the_page(&browser).await;
    let (name, bytes) = browser.export("PDF").await;
    assert!(
        name == "plimsoll-report.pdf" && bytes.starts_with(b"%PDF"),
        "{name}"
    );
    let requests = without_local(browser.requests().await);
    let others: Vec<&String> = requests
        .iter()
        .filter(|it| !it.ends_with("/plimsoll.html"))
        .collect();
    assert!(others.is_empty(), "{others:?}");
    assert_eq!(browser.strayed(), Vec::<String>::new(), "past the page");
    browser.assert_quiet().await;
}

#[tokio::test]
async fn what_a_page_tries_is_refused_and_counted() {
    let Site { browser, server } = Site::open().await;
    let other = plimsoll_tests::server::Server::refusing();
    let script = "const [address] = arguments;
        const image = new Image();
        image.src = `${address}image`;
        navigator.sendBeacon(`${address}beacon`, 'x');
        return Promise.allSettled([
            fetch(`${address}fetch`, { mode: 'no-cors' }),
            new Promise((done) => { image.onerror = image.onload = done; }),
        ]).then((all) => all[0].status)";
    let outcome = browser.run(script, vec![other.url().into()]).await;
    assert_eq!(outcome, "rejected");
    browser
        .until("three refusals to be counted", async || {
            (browser.violations().await >= 3).then_some(())
        })
        .await;
    assert_eq!(other.asked(), Vec::<String>::new());
    browser.reads("Blocked egress attempts").await;
    drop(server);
}
