//! A risk is accepted: both scores stand side by side, and the decision outlives the visit.

use plimsoll_tests::browser::Browser;
use plimsoll_tests::reader::Site;

const CONTROL: &str = "docker-socket-unmounted";

/// The value beside a name in a list of names and values.
async fn value(browser: &Browser, name: &str) -> String {
    let script = "const term = [...document.querySelectorAll('dt')]
            .find((term) => term.textContent.trim() === arguments[0]);
        return term?.nextElementSibling?.textContent.trim() ?? ''";
    let what = format!("a value beside “{name}”");
    browser
        .until(&what, async || {
            let value = browser.run(script, vec![name.into()]).await;
            value
                .as_str()
                .filter(|value| !value.is_empty())
                .map(str::to_owned)
        })
        .await
}

async fn scores(browser: &Browser) -> (f64, f64) {
    browser.go("Decisions").await;
    let number = |text: String| {
        text.parse()
            .unwrap_or_else(|_| panic!("“{text}” is no score"))
    };
    (
        number(value(browser, "Strict score").await),
        number(value(browser, "With accepted risks").await),
    )
}

#[tokio::test]
async fn an_accepted_risk_changes_one_score_and_is_kept() {
    let Site { browser, server } = Site::open().await;
    browser.open_sample().await;
    let (strict, accepted) = scores(&browser).await;
    assert!(
        (strict - accepted).abs() < f64::EPSILON,
        "nothing is accepted yet"
    );

    browser.open_control(CONTROL).await;
    browser.click("button", "Accept this risk…").await;
    let owner = browser.find("textbox", "Who answers for it").await;
    browser.fill(&owner, "Platform team").await;
    let reason = browser.find("textbox", "Why the risk is acceptable").await;
    browser.fill(&reason, "The proxy reads labels only").await;
    let until = browser.find("date", "Until, at the latest").await;
    browser.set_value(&until, &in_a_year(&browser).await).await;
    browser.click("button", "Accept the risk").await;
    browser.rest().await;
    browser
        .until("the decision to be counted", async || {
            browser
                .first("link", |name| name.replace(' ', "") == "Decisions1")
                .await
        })
        .await;
    let (strict_after, accepted_after) = scores(&browser).await;
    assert!(
        (strict - strict_after).abs() < f64::EPSILON,
        "the strict score stands"
    );
    assert!(
        accepted_after > strict_after,
        "{accepted_after} against {strict_after}"
    );
    browser.reads("Platform team").await;

    browser.reload().await;
    browser.reads("Platform team").await;
    browser.open(&server.url()).await;
    browser.reads("1 decision is kept").await;
    browser.open_sample().await;
    let after = scores(&browser).await;
    assert_eq!(after, (strict_after, accepted_after), "kept over a reload");

    browser.click("button", "Withdraw").await;
    browser.reads("Nothing is accepted").await;
    let (strict, accepted) = scores(&browser).await;
    assert!((strict - accepted).abs() < f64::EPSILON);
    browser.assert_quiet().await;
    drop(server);
}

#[tokio::test]
async fn an_answer_settles_a_control_and_is_kept() {
    const QUESTION: &str = "enterprise-sessions-short";
    let Site { browser, server } = Site::open().await;
    browser.open_sample().await;
    browser.open_control(QUESTION).await;
    browser.click("button", "Answer…").await;
    let script = "const choice = document.querySelector('#decide select');
        choice.value = 'holds';
        choice.dispatchEvent(new Event('input', { bubbles: true }))";
    browser.run(script, Vec::new()).await;
    let who = browser.find("textbox", "Who answers").await;
    browser.fill(&who, "Ada of the platform team").await;
    let why = browser.find("textbox", "What the answer rests on").await;
    browser.fill(&why, "Report of the nightly scan").await;
    let until = browser.find("date", "Until, at the latest").await;
    browser.set_value(&until, &in_a_year(&browser).await).await;
    browser.click("button", "Give the answer").await;
    browser.rest().await;
    browser.go("Decisions").await;
    browser
        .reads("It holds, says Ada of the platform team")
        .await;
    browser.reads("Settles ").await;

    browser.open(&server.url()).await;
    browser.reads("1 decision is kept").await;
    browser.open_sample().await;
    browser.open_control(QUESTION).await;
    browser.reads("Ada of the platform team says on").await;
    browser.go("Decisions").await;
    browser.click("button", "Withdraw").await;
    browser.reads("Nothing is answered").await;
    browser.assert_quiet().await;
}

/// A day that is surely to come, as a date field takes it.
async fn in_a_year(browser: &Browser) -> String {
    let script = "const day = new Date(Date.now() + 365 * 86400000);
        return day.toISOString().slice(0, 10)";
    let day = browser.run(script, Vec::new()).await;
    day.as_str().expect("a day").to_owned()
}
