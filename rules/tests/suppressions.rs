//! Comments that accept failures: which findings they accept, and that nothing else changes.

use plimsoll_rules::export::json::{Document, Verdicts, json};
use plimsoll_rules::export::markdown::tasks;
use plimsoll_rules::report::{Acceptance, Report, SuppressionEffect};
use plimsoll_rules::status::Status;
use plimsoll_rules::{Policy, assess, read};
use proptest::prelude::*;

const USER: &str = "container-user-nonroot";

fn judged(text: &str) -> Report {
    let policy = Policy {
        today: Some(jiff::civil::date(2026, 11, 22)),
        ..Policy::default()
    };
    assess(&[read("Dockerfile", text.as_bytes())], &policy)
}

fn accepted(report: &Report) -> Status {
    let result = report.control(USER).unwrap();
    assert_eq!(result.status, Status::Failed, "the strict word stays");
    result.status_accepted
}

fn effects(report: &Report) -> Vec<&SuppressionEffect> {
    report
        .suppressions
        .iter()
        .map(|told| &told.effect)
        .collect()
}

#[test]
fn every_tool_accepts_what_its_rule_asks_for() {
    for comment in [
        "# hadolint ignore=DL3002",
        "# hadolint global ignore=DL3002",
        "# trivy:ignore:AVD-DS-0002",
        "# trivy:ignore:DS002:exp:2026-11-22",
        "# trivy:ignore:*",
        "#checkov:skip=CKV_DOCKER_8:low port",
        "# nosemgrep: dockerfile.security.last-user-is-root.last-user-is-root",
        "# nosemgrep",
        "# kics-scan ignore-line",
        "# plimsoll: accept container-user-nonroot until=2026-11-22 owner=ann reason=Low port",
        "# plimsoll: accept hadolint:DL3002 until=2026-11-22 owner=ann reason=Low port",
    ] {
        let report = judged(&format!("FROM alpine:3.22\n{comment}\nUSER root\n"));
        assert_eq!(accepted(&report), Status::Waived, "{comment}");
        assert_eq!(
            effects(&report),
            [&SuppressionEffect::Applied(1)],
            "{comment}"
        );
        let finding = report
            .findings_of(USER)
            .find(|finding| finding.accepted.is_some())
            .unwrap();
        assert_eq!(finding.accepted, Some(Acceptance::Comment(0)));
    }
}

#[test]
fn what_accepts_nothing_says_why() {
    for (comment, effect) in [
        ("# hadolint ignore=DL3006", SuppressionEffect::Unmatched),
        (
            "# hadolint ignore=DL9999",
            SuppressionEffect::UnknownControl,
        ),
        (
            "# trivy:ignore:DS002:exp:2026-11-21",
            SuppressionEffect::Expired,
        ),
        (
            "# plimsoll: accept container-user-nonroot reason=Low port",
            SuppressionEffect::Incomplete(vec!["owner", "expires"]),
        ),
        (
            "# plimsoll: accept container-user-nonroot until=2026-11-21 owner=ann reason=Low port",
            SuppressionEffect::Expired,
        ),
    ] {
        let report = judged(&format!("FROM alpine:3.22\n{comment}\nUSER root\n"));
        assert_eq!(accepted(&report), Status::Failed, "{comment}");
        assert_eq!(effects(&report), [&effect], "{comment}");
    }
    let text = "FROM alpine:3.22\n# trivy:ignore:DS002:exp:2027-01-01\nUSER root\n";
    let undated = assess(&[read("Dockerfile", text.as_bytes())], &Policy::default());
    assert_eq!(effects(&undated), [&SuppressionEffect::Undated]);
}

#[test]
fn comments_of_several_tools_are_stacked() {
    let report =
        judged("FROM alpine:3.22\n# hadolint ignore=DL3002\n# trivy:ignore:DS-0002\nUSER root\n");
    assert_eq!(accepted(&report), Status::Waived);
    assert_eq!(effects(&report), [&SuppressionEffect::Applied(1); 2]);
}

#[test]
fn a_build_check_is_skipped_by_its_name_as_it_is_written() {
    let of = |line: &str, place: fn(&str) -> String| {
        let report = judged(&place(line));
        let result = report.control("command-exec-form").unwrap();
        assert_eq!(result.status, Status::Failed, "{line}");
        result.status_accepted
    };
    let at_the_top = |line: &str| format!("{line}\nFROM alpine:3.22\nCMD a\n");
    let above = |line: &str| format!("FROM alpine:3.22\n{line}\nCMD a\n");
    for place in [at_the_top, above] {
        let named = "# check=skip=JSONArgsRecommended";
        assert_eq!(of(named, place), Status::Waived);
        assert_eq!(of(&named.to_lowercase(), place), Status::Failed);
    }
}

#[test]
fn a_file_whose_first_words_ask_kics_to_ignore_it_is_accepted() {
    let line = "# kics-scan ignore";
    let first = judged(&format!("{line}\nFROM alpine:3.22\nUSER root\n"));
    assert_eq!(accepted(&first), Status::Waived);
    let later = judged(&format!("FROM alpine:3.22\n{line}\nUSER root\n"));
    assert_eq!(accepted(&later), Status::Failed);
}

#[test]
fn a_missing_thing_is_accepted_at_its_from() {
    let comment =
        "# plimsoll: accept container-health-checked until=2027-01-01 owner=ann reason=A job";
    let report = judged(&format!(
        "FROM alpine:3.22 AS a\n{comment}\nFROM alpine:3.22\nUSER 1\n"
    ));
    assert_eq!(effects(&report), [&SuppressionEffect::Applied(1)]);
    let elsewhere = judged(&format!(
        "{comment}\nFROM alpine:3.22 AS a\nFROM alpine:3.22\nUSER 1\n"
    ));
    assert_eq!(effects(&elsewhere), [&SuppressionEffect::Unmatched]);
}

#[test]
fn names_that_lead_nowhere_are_listed_beside_those_that_do() {
    let report =
        judged("FROM alpine:3.22\n# hadolint ignore=DL3002,DL9999 # low port\nUSER root\n");
    let told = &report.suppressions[0];
    assert_eq!(told.unknown, ["DL9999"]);
    assert_eq!(
        told.outcome(),
        "It accepts 1 failure. No control is known as DL9999. It names no owner or last day."
    );
    let document = Document::new(&report, Verdicts::Failing);
    let by = document
        .findings
        .iter()
        .find_map(|finding| finding.accepted.as_ref())
        .unwrap();
    assert_eq!(
        (by.by.as_str(), by.tool.as_deref()),
        ("comment", Some("hadolint"))
    );
    assert_eq!(by.reason.as_deref(), Some("low port"));
    assert_eq!(document.suppressions[0].unknown_names, ["DL9999"]);
}

#[test]
fn enabling_some_rules_accepts_what_the_others_ask_for() {
    let of = |line: &str| judged(&format!("{line}\nFROM alpine:3.22\nUSER root\n"));
    let root = "67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae";
    assert_eq!(
        accepted(&of("# kics-scan enable=no-such-rule")),
        Status::Waived
    );
    assert_eq!(
        accepted(&of(&format!("# kics-scan enable={root}"))),
        Status::Failed
    );
    assert_eq!(
        accepted(&of(&format!("# kics-scan disable={root}"))),
        Status::Waived
    );
}

#[test]
fn settings_come_from_policy_files_too() {
    let files = [
        (
            "Dockerfile",
            "FROM alpine:3.22 AS web\nUSER 1\nFROM alpine:3.22\nUSER root\n",
        ),
        (
            "plimsoll.yaml",
            "targets: [web]\ncontrols: {off: [DL3006, image-digest-pinned]}\n",
        ),
    ];
    let files = files.map(|(name, text)| read(name, text.as_bytes()));
    let report = assess(&files, &Policy::default());
    assert_eq!(report.control(USER).unwrap().status, Status::Passed);
    assert_eq!(
        report.control("image-digest-pinned").unwrap().status,
        Status::NotApplicable
    );
    assert_eq!(report.settings.targets, ["web"]);
    let again = Policy {
        settings: report.settings.clone(),
        ..Policy::default()
    };
    assert_eq!(Policy::read(&again.write()).0, again);
}

#[test]
fn what_hadolint_was_told_to_leave_out_is_accepted_in_its_folder() {
    let root = "FROM alpine:3.22\nUSER root\n";
    let files = [
        (
            "web/.hadolint.yaml",
            "ignored: [DL3002]\ntrustedRegistries: [ghcr.io]\n",
        ),
        ("web/app/Dockerfile", root),
        ("api/Dockerfile", root),
    ];
    let files = files.map(|(name, text)| read(name, text.as_bytes()));
    let report = assess(&files, &Policy::default());
    assert_eq!(effects(&report), [&SuppressionEffect::Applied(1)]);
    assert_eq!(accepted(&report), Status::Failed, "the other folder stays");
    let of_web = report
        .findings_of(USER)
        .find(|it| it.accepted.is_some())
        .unwrap();
    assert_eq!(of_web.artifact.as_deref(), Some("web/app/Dockerfile"));
    assert_eq!(report.settings.registries, ["ghcr.io"]);
}

#[test]
fn a_secret_in_a_comment_goes_no_further() {
    let files = [
        (
            "Dockerfile",
            "FROM alpine:3.22\n# hadolint ignore=DL3002 # DB_PASSWORD=hunter2hunter2\n# plimsoll: accept DB_PASSWORD=hunter2hunter2 owner=DB_PASSWORD=hunter2hunter2\nUSER root\n",
        ),
        ("plimsoll.yaml", "controls: {on: [suppressions-absent]}\n"),
    ];
    let files = files.map(|(name, text)| read(name, text.as_bytes()));
    let report = assess(&files, &Policy::default());
    let shown = json(&report, Verdicts::All) + &tasks(&report);
    assert!(!shown.contains("hunter2"), "{shown}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A comment changes neither a verdict on anything but comments nor a strict score.
    #[test]
    fn comments_leave_the_strict_view(
        tool in prop::sample::select(vec![
            "# hadolint ignore=", "# hadolint global ignore=", "# trivy:ignore:", "# checkov:skip=",
            "# kics-scan disable=", "# kics-scan ", "# nosemgrep: ", "# plimsoll: accept ", "# check=skip=",
        ]),
        what in "(DL3002|DS002|\\*|all|ignore|CKV_DOCKER_8|container-user-nonroot| until=2027-01-01 owner=a reason=b|\\PC){0,4}",
        line in 0_usize..4,
    ) {
        let mut lines = vec!["FROM alpine", "USER root", "EXPOSE 22", "CMD sleep 9"];
        let before = judged(&lines.join("\n"));
        // The lines of a continued comment would be no comment.
        prop_assume!(!what.contains(['\u{85}', '\u{2028}', '\u{2029}']));
        let comment = format!("{tool}{what}");
        lines.insert(line, &comment);
        let after = judged(&lines.join("\n"));
        prop_assert_eq!(&before.score, &after.score);
        prop_assert!(after.score_accepted.s() >= before.score_accepted.s());
        for (before, after) in before.controls.iter().zip(&after.controls) {
            if !before.control.id.starts_with("suppressions-") {
                prop_assert_eq!(before.status, after.status, "{}", before.control.id);
            }
        }
    }
}
