//! Waivers from a file, and the day they hold on.

mod support;

use plimsoll_rules::export::json::Document;
use support::{DOCKERFILE, code, err, folder, out, run};

const POLICY: &str = "\
waivers:
  - control: image-user-set
    owner: ann
    reason: It needs to bind to a low port.
    expires: 2026-06-30
";

fn effect(folder: &std::path::Path, day: &str) -> (String, String) {
    let output = run(
        folder,
        &[
            "check",
            "Dockerfile",
            "--policy",
            "policy.yaml",
            "--today",
            day,
            "--format",
            "json",
        ],
    );
    assert_eq!(code(&output), 0, "{}", err(&output));
    let report = Document::from_json(out(&output)).unwrap();
    let control = report
        .controls
        .into_iter()
        .find(|control| control.id == "image-user-set")
        .unwrap();
    assert_eq!(
        control.status, "failed",
        "a waiver leaves the strict word alone"
    );
    (report.waivers[0].effect.clone(), control.status_accepted)
}

#[test]
fn a_waiver_ends_after_its_day() {
    let folder = folder(&[("Dockerfile", DOCKERFILE), ("policy.yaml", POLICY)]);
    let words = |effect: &str, status: &str| (effect.to_owned(), status.to_owned());
    assert_eq!(
        effect(folder.path(), "2026-06-30"),
        words("applied", "waived")
    );
    assert_eq!(
        effect(folder.path(), "2026-07-01"),
        words("expired", "failed")
    );
}

#[test]
fn the_gate_does_not_move_with_waivers() {
    let folder = folder(&[("Dockerfile", DOCKERFILE), ("policy.yaml", POLICY)]);
    let arguments = [
        "check",
        "Dockerfile",
        "--today",
        "2026-06-01",
        "--fail-under",
        "99",
    ];
    let without = run(folder.path(), &arguments);
    let with = run(
        folder.path(),
        &[&arguments[..], &["--policy", "policy.yaml"]].concat(),
    );
    let gate = |output: &std::process::Output| -> String {
        let line = out(output)
            .lines()
            .find(|line| line.contains("The gate"))
            .unwrap();
        line.to_owned()
    };
    assert_eq!(gate(&without), gate(&with));
    assert_eq!((code(&without), code(&with)), (1, 1));
}

#[test]
fn problems_of_a_policy_have_their_place() {
    let faulty = POLICY.replace("owner", "ownr");
    let folder = folder(&[
        ("Dockerfile", DOCKERFILE),
        ("policy.yaml", &faulty),
        ("list.yaml", "waivers: none\n"),
    ]);
    let output = run(
        folder.path(),
        &["check", "Dockerfile", "--policy", "policy.yaml"],
    );
    assert_eq!(code(&output), 0);
    assert_eq!(
        err(&output),
        "warning: policy.yaml:3:5: A waiver has no key \"ownr\"\n"
    );
    let output = run(
        folder.path(),
        &["check", "Dockerfile", "--policy", "list.yaml"],
    );
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).contains("list.yaml:1:1: waivers is a list"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_comment_that_accepts_a_failure_is_told() {
    let text = "FROM alpine:3.22\n# hadolint ignore=DL3002 # It binds a low port.\nUSER root\n";
    let folder = folder(&[("Dockerfile", text)]);
    let output = run(folder.path(), &["check", "Dockerfile"]);
    let told = out(&output)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        told.contains(
            "Dockerfile:2, hadolint: DL3002: It accepts 1 failure. It names no owner or last \
             day. It binds a low port."
        ),
        "{told}"
    );
}

#[test]
fn settings_of_a_policy_and_targets_count() {
    let text = "FROM alpine:3.22 AS web\nUSER 1\nFROM alpine:3.22\nUSER root\n";
    let folder = folder(&[
        ("Dockerfile", text),
        ("policy.yaml", "controls: {off: [image-digest-pinned]}\n"),
    ]);
    let status = |arguments: &[&str], id: &str| {
        let fixed = ["check", "Dockerfile", "--format", "json"];
        let output = run(folder.path(), &[&fixed[..], arguments].concat());
        let report = Document::from_json(out(&output)).unwrap();
        let control = report.controls.into_iter().find(|it| it.id == id);
        control.unwrap().status
    };
    let (user, pinned) = ("container-user-nonroot", "image-digest-pinned");
    assert_eq!(status(&[], user), "failed");
    assert_eq!(status(&["--target", "web"], user), "passed");
    assert_eq!(status(&[], pinned), "failed");
    assert_eq!(
        status(&["--policy", "policy.yaml"], pinned),
        "not_applicable"
    );
}

const ANSWERS: &str = "\
attestations:
  - control: images-scanned
    answer: holds
    by: Ada
    evidence: Report of the nightly scan, ticket 12
    on: 2026-05-01
    until: 2026-06-30
  - control: no-such-control
    answer: holds
    by: Ada
    evidence: none
    on: 2026-05-01
    until: 2026-06-30
";

#[test]
fn answers_are_told_with_who_gave_them() {
    let folder = folder(&[("Dockerfile", DOCKERFILE), ("policy.yaml", ANSWERS)]);
    let told = |day: &str| {
        let policy = ["--policy", "policy.yaml", "--today", day];
        let output = run(
            folder.path(),
            &[&["check", "Dockerfile"], &policy[..]].concat(),
        );
        out(&output).to_owned()
    };
    let text = told("2026-06-01");
    for words in [
        "\nAnswers\n",
        "images-scanned holds, which settles 1 question until 2026-06-30.",
        "Report of the nightly scan, ticket 12 (Ada, 2026-05-01)",
        "no-such-control is no control, so nothing is answered.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let late = told("2026-07-01");
    assert!(late.contains("somebody has to look again"), "{late}");
}
