//! What is out of scope neither passes nor waits, and the rest is judged as it was.

use plimsoll_rules::catalogue::SubjectKind;
use plimsoll_rules::policy::Settings;
use plimsoll_rules::report::Report;
use plimsoll_rules::status::Status;
use plimsoll_rules::{Policy, assess, read};

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
