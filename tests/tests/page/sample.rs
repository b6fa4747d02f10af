//! The bundled sample, and the way from the score to a line of a file.

use plimsoll_tests::corpus;
use plimsoll_tests::reader::{SCREENS, Site};
use serde_json::Value;

#[tokio::test]
async fn one_click_shows_a_graded_report() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser.open_sample().await;
    browser
        .matching("image", "of the score", |name| name.starts_with("Score "))
        .await;
    let text = browser.text().await;
    for word in [
        "Grade ",
        "Coverage",
        "Verified floor",
        "With accepted risks",
        "Best next fixes",
    ] {
        assert!(text.contains(word), "no “{word}” in:\n{text}");
    }
    for screen in SCREENS {
        browser.go(screen).await;
    }
    browser.assert_quiet().await;
}

#[tokio::test]
async fn every_control_is_in_the_list_and_a_query_leaves_few() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser.open_sample().await;
    browser.go("Controls").await;
    let all = shown(&browser).await;
    assert_eq!(all.0, all.1, "nothing is filtered at first");
    assert_eq!(all.1, plimsoll_rules::catalogue::CONTROLS.len());
    let query = browser.find("searchbox", "Query").await;
    browser
        .fill(&query, "docker-socket-unmounted status:failed")
        .await;
    browser
        .until("one control to be left", async || {
            (shown(&browser).await.0 == 1).then_some(())
        })
        .await;
    browser.fill(&query, "severity:nonsense").await;
    browser
        .until("the query's problem to be told", async || {
            let told = browser
                .run(
                    "return document.getElementById('query-problems').textContent",
                    Vec::new(),
                )
                .await;
            told.as_str()
                .is_some_and(|told| !told.is_empty())
                .then_some(())
        })
        .await;
}

/// How many controls the list says it shows, and of how many.
async fn shown(browser: &plimsoll_tests::browser::Browser) -> (usize, usize) {
    let script = "return document.querySelector('[role=search] output')?.textContent ?? ''";
    let text = browser.run(script, Vec::new()).await;
    let text = text.as_str().unwrap_or_default().to_owned();
    let numbers = text
        .split_once(" of ")
        .and_then(|(some, all)| Some((some.trim().parse().ok()?, all.trim().parse().ok()?)));
    numbers.unwrap_or_else(|| panic!("the count reads “{text}”"))
}

#[tokio::test]
async fn a_control_opens_to_the_lines_that_decide_it() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    let ferry = corpus::root().join("tests/corpus/ferry");
    browser.assess(&[&ferry]).await;
    browser.open_control("docker-socket-unmounted").await;
    let script = "const excerpt = [...document.querySelectorAll('pre.code')]
            .find((code) => code.getAttribute('aria-label')?.startsWith('ferry/compose.yaml:'));
        return [...excerpt?.querySelectorAll('.line') ?? []].map((line) => ({
            number: Number(line.querySelector('.number').textContent),
            text: line.querySelector('.text').textContent.replace(/\\n$/, ''),
            marked: [...line.querySelectorAll('mark')].map((mark) => mark.textContent).join(''),
        }))";
    let lines = browser
        .until("the lines of ferry/compose.yaml", async || {
            let lines = browser.run(script, Vec::new()).await;
            lines.as_array().filter(|lines| !lines.is_empty()).cloned()
        })
        .await;
    let file = corpus::text(&ferry.join("compose.yaml"));
    for line in &lines {
        let number = line["number"]
            .as_u64()
            .and_then(|number| usize::try_from(number).ok());
        let real = number.and_then(|number| file.lines().nth(number.checked_sub(1)?));
        assert_eq!(line["text"].as_str(), real, "line {number:?}");
    }
    let marked: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["marked"].as_str().filter(|marked| !marked.is_empty()))
        .collect();
    assert!(
        marked.iter().any(|marked| marked.contains("docker.sock")),
        "marked is {marked:?} of {}",
        Value::from(lines.clone())
    );
}
