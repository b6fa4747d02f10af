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

#[tokio::test]
async fn what_does_not_apply_is_folded_until_asked_for() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser.open_sample().await;
    browser.go("Controls").await;
    let script = "const aside = document.querySelector('.aside');
        return { open: aside.open, counted: Number(aside.querySelector('.count').textContent),
            inside: aside.querySelectorAll('.row').length,
            rows: document.querySelectorAll('.row').length }";
    let folded = browser.run(script, Vec::new()).await;
    let number = |of: &Value, key: &str| of[key].as_u64().unwrap_or_default();
    assert_eq!(folded["open"], Value::Bool(false));
    assert_eq!(number(&folded, "inside"), 0);
    let all = plimsoll_rules::catalogue::CONTROLS.len();
    let listed = number(&folded, "counted") + number(&folded, "rows");
    assert_eq!(usize::try_from(listed), Ok(all), "{folded}");
    let query = browser.find("searchbox", "Query").await;
    browser.fill(&query, "status:not-applicable").await;
    browser
        .until("what does not apply to be unfolded", async || {
            let asked = browser.run(script, Vec::new()).await;
            (asked["open"] == true && asked["inside"] == folded["counted"]).then_some(())
        })
        .await;
}

#[tokio::test]
async fn arrow_keys_walk_the_list_and_back_leads_to_the_same_place() {
    let Site {
        browser,
        server: _server,
    } = Site::open().await;
    browser.open_sample().await;
    browser.go("Controls").await;
    browser
        .run("document.querySelector('.row summary').focus()", Vec::new())
        .await;
    for _ in 0..25 {
        browser.press("ArrowDown").await;
    }
    // The row at the window's upper edge and where it begins.
    let script = "const rows = [...document.querySelectorAll('.row > details > summary')];
        const top = rows.findIndex((row) => row.getBoundingClientRect().bottom > 0);
        return [rows.indexOf(document.activeElement), top,
            Math.round(rows[top]?.getBoundingClientRect().top)]";
    let before = browser.run(script, Vec::new()).await;
    assert_eq!(before[0], 25);
    assert!(before[1].as_u64() > Some(0), "{before}");
    // A click of the driver's would scroll to its place first.
    browser.run("location.hash = '#tasks'", Vec::new()).await;
    browser.find("heading", "Tasks").await;
    browser.run("history.back()", Vec::new()).await;
    browser
        .until("the list to stand where it was left", async || {
            let after = browser.run(script, Vec::new()).await;
            (after[1] == before[1] && after[2] == before[2]).then_some(())
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
