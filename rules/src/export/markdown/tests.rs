use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::tasks;
use crate::policy::{Policy, Waiver};
use crate::report::Report;
use crate::status::Status;
use crate::{assess, read};

const ROOT: &str = "FROM alpine:3.22\nUSER root\n";

fn report(name: &str, policy: &Policy) -> Report {
    assess(&[read(name, ROOT.as_bytes())], policy)
}

fn waiver(owner: &str, reason: &str) -> Policy {
    Policy {
        today: Some(jiff::civil::date(2026, 11, 22)),
        waivers: vec![Waiver {
            control: "container-user-nonroot".to_owned(),
            owner: owner.to_owned(),
            reason: reason.to_owned(),
            expires: Some(jiff::civil::date(2027, 1, 31)),
            ..Waiver::default()
        }],
        ..Policy::default()
    }
}

fn failed(report: &Report) -> usize {
    let results = report.controls.iter();
    results
        .filter(|result| result.status_accepted == Status::Failed)
        .count()
}

#[test]
fn a_task_names_place_reason_and_cure() {
    let markdown = tasks(&report("web/Dockerfile", &Policy::default()));
    assert!(
        markdown.contains("`container-user-nonroot`)\n  - `web/Dockerfile:2`"),
        "{markdown}"
    );
    assert!(markdown.contains("\n  Fix: "), "{markdown}");
    assert!(markdown.contains(" <!-- plimsoll:"), "{markdown}");
    assert!(!markdown.contains("## Accepted risks"), "{markdown}");
}

#[test]
fn an_accepted_risk_is_no_task() {
    let markdown = tasks(&report("Dockerfile", &waiver("Ana", "until the move")));
    let (open, accepted) = markdown
        .split_once("## Accepted risks")
        .expect("one is accepted");
    assert!(!open.contains("container-user-nonroot"), "{markdown}");
    assert!(
        accepted.contains("accepted by `Ana` until 2027-01-31: until the move"),
        "{markdown}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Names, owners and reasons start neither tasks nor headings nor tags.
    #[test]
    fn untrusted_text_adds_nothing(
        folder in "(\\PC|[-+*#<>&`\\[\\]()!|~=_:@. \n\r\t]){0,40}",
        owner in "(\\PC|[-+*#<>&`\\[\\]()!|~=_:@. \n\r\t]){1,40}",
    ) {
        for policy in [Policy::default(), waiver(&owner, &owner)] {
            let report = report(&format!("{folder}/Dockerfile"), &policy);
            let markdown = tasks(&report);
            prop_assert_eq!(&markdown, &tasks(&report));
            let (mut boxes, mut titles) = (0, 0);
            for event in Parser::new_ext(&markdown, Options::all()) {
                match event {
                    Event::TaskListMarker(_) => boxes += 1,
                    Event::Start(Tag::Heading { .. }) => titles += 1,
                    Event::Html(html) | Event::InlineHtml(html) => {
                        let ours = html.starts_with("<!-- ") && html.trim_end().ends_with("-->");
                        prop_assert!(ours, "{}", html);
                    }
                    Event::Start(Tag::Link { dest_url, .. }) => {
                        prop_assert!(dest_url.starts_with("https://"), "{}", dest_url);
                    }
                    _ => {}
                }
            }
            prop_assert_eq!(boxes, failed(&report));
            let plain = markdown.lines().filter(|line| line.starts_with('#')).count();
            prop_assert_eq!(titles, plain);
            prop_assert!(titles <= 9);
        }
    }
}
