//! What is out of scope neither passes nor waits, and the rest is judged as it was.

use plimsoll_rules::catalogue::SubjectKind;
use plimsoll_rules::export::json::{self, Document, Verdicts};
use plimsoll_rules::policy::{Answer, Attestation, Settings};
use plimsoll_rules::report::{AttestationEffect, Report};
use plimsoll_rules::status::Status;
use plimsoll_rules::{Artifact, Policy, assess, day, read};

fn report(scope: &[SubjectKind]) -> Report {
    let files = [
        read("Dockerfile", b"FROM alpine:3.22\nUSER root\n"),
        read(
            "compose.yaml",
            b"services:\n  web: {image: web, privileged: true}\n",
        ),
    ];
    let settings = Settings {
        scope: scope.to_vec(),
        ..Settings::default()
    };
    let policy = Policy {
        settings,
        ..Policy::default()
    };
    assess(&files, &policy)
}

/// A run of docker-bench-security that warns about the daemon.
const RUN: &[u8] = include_bytes!("../../public/sample/harbour-shop/docker-bench.log");

#[track_caller]
fn status(report: &Report, control: &str) -> Status {
    report.control(control).unwrap().status
}

#[test]
fn what_is_out_of_scope_weighs_nothing() {
    let (all, builds) = (report(&[]), report(&[SubjectKind::Image]));
    assert_eq!(status(&all, "live-restore-on"), Status::NotReviewed);
    assert_eq!(status(&builds, "live-restore-on"), Status::NotApplicable);
    assert_eq!(
        status(&builds, "published-ports-bound"),
        Status::NotApplicable
    );
    assert_eq!(status(&builds, "container-user-nonroot"), Status::Failed);
    assert!(builds.score.coverage() > all.score.coverage());
}

#[test]
fn nobody_brings_back_what_is_out_of_scope() {
    let control = "live-restore-on";
    let answer = Attestation {
        control: control.to_owned(),
        answer: Some(Answer::Fails),
        by: "Ada".to_owned(),
        evidence: "looked at the host".to_owned(),
        on: day::parse("2026-11-01"),
        until: day::parse("2027-11-01"),
        ..Attestation::default()
    };
    let judged = |scope: &[SubjectKind], answers: Vec<Attestation>, files: &[Artifact]| {
        let settings = Settings {
            scope: scope.to_vec(),
            ..Settings::default()
        };
        let policy = Policy {
            today: day::parse("2026-11-22"),
            attestations: answers,
            settings,
            ..Policy::default()
        };
        assess(files, &policy)
    };
    let run = [read("docker-bench.log", RUN)];
    assert_eq!(status(&judged(&[], vec![], &run), control), Status::Failed);
    let images = [SubjectKind::Image];
    let out = judged(&images, vec![], &run);
    assert_eq!(status(&out, control), Status::NotApplicable);

    let answered = judged(&[], vec![answer.clone()], &[]);
    assert_eq!(status(&answered, control), Status::Failed);
    let out = judged(&images, vec![answer], &[]);
    assert_eq!(status(&out, control), Status::NotApplicable);
    assert_eq!(
        out.attestations.first().map(|it| &it.effect),
        Some(&AttestationEffect::OutOfScope)
    );
}

#[test]
fn the_json_says_what_the_report_is_about() {
    let kinds = [
        SubjectKind::Service,
        SubjectKind::Image,
        SubjectKind::Service,
    ];
    let told = |scope: &[SubjectKind]| {
        let text = json::json(&report(scope), Verdicts::Failing);
        let document = Document::from_json(&text).unwrap();
        (text.contains("\n  \"scope\": ["), document.scope)
    };
    assert_eq!(told(&[]), (false, vec![]));
    let both = vec!["image".to_owned(), "service".to_owned()];
    assert_eq!(told(&kinds), (true, both));
}
