//! A person's answer settles what is open, never overrules a file, and ends with its day.

use plimsoll_rules::policy::{Answer, Attestation};
use plimsoll_rules::report::{AttestationEffect, Report};
use plimsoll_rules::status::Status;
use plimsoll_rules::{Policy, assess, read};

/// A control that a service's compose file alone leaves unknown.
const OPEN: &str = "container-health-checked";
/// A control that the service fails.
const FAILED: &str = "container-memory-limited";
/// A control that nothing here speaks of.
const SILENT: &str = "overlay-networks-encrypted";

fn answered(control: &str, answer: Answer) -> Attestation {
    Attestation {
        control: control.to_owned(),
        subject: None,
        answer: Some(answer),
        by: "Ada".to_owned(),
        evidence: "looked at on the host, ticket 12".to_owned(),
        on: "2026-11-01".parse().ok(),
        until: "2027-11-01".parse().ok(),
    }
}

fn report(attestation: Attestation, today: &str) -> Report {
    let service = read(
        "compose.yaml",
        b"services:\n  web:\n    image: registry.example.org/web:1.2\n",
    );
    let policy = Policy {
        today: today.parse().ok(),
        attestations: vec![attestation],
        ..Policy::default()
    };
    assess(&[service], &policy)
}

fn effect(report: &Report) -> &AttestationEffect {
    &report.attestations[0].effect
}

#[track_caller]
fn statuses(report: &Report, control: &str) -> (Status, Status) {
    let result = report.control(control).unwrap();
    (result.status, result.status_accepted)
}

#[test]
fn what_is_open_is_settled() {
    let holds = report(answered(OPEN, Answer::Holds), "2026-11-22");
    assert_eq!(statuses(&holds, OPEN), (Status::Passed, Status::Passed));
    assert_eq!(*effect(&holds), AttestationEffect::Applied(1));
    let finding = holds.findings_of(OPEN).next().unwrap();
    assert_eq!(finding.tier.word(), "attested");
    assert!(
        finding.message.contains("Ada says on 2026-11-01"),
        "{}",
        finding.message
    );
    let fails = report(answered(OPEN, Answer::Fails), "2026-11-22");
    assert_eq!(statuses(&fails, OPEN), (Status::Failed, Status::Failed));
}

#[test]
fn what_nothing_speaks_of_is_settled_for_all_that_was_given() {
    let holds = report(answered(SILENT, Answer::Holds), "2026-11-22");
    assert_eq!(statuses(&holds, SILENT), (Status::Passed, Status::Passed));
    let finding = holds.findings_of(SILENT).next().unwrap();
    let subject = holds.subject(&finding.subject).unwrap();
    assert_eq!(subject.name, "everything given");
}

#[test]
fn what_a_file_shows_stands() {
    for answer in [Answer::Holds, Answer::NotApplicable] {
        let report = report(answered(FAILED, answer), "2026-11-22");
        assert_eq!(statuses(&report, FAILED), (Status::Failed, Status::Failed));
        assert_eq!(*effect(&report), AttestationEffect::Decided);
    }
}

#[test]
fn what_does_not_concern_leaves_the_strict_view_as_it_is() {
    let report = report(answered(OPEN, Answer::NotApplicable), "2026-11-22");
    assert_eq!(
        statuses(&report, OPEN),
        (Status::NotReviewed, Status::NotApplicable)
    );
}

#[test]
fn an_answer_holds_from_its_day_to_its_last() {
    let cases = [
        ("2026-10-31", AttestationEffect::Early),
        ("2026-11-01", AttestationEffect::Applied(1)),
        ("2027-11-01", AttestationEffect::Applied(1)),
        ("2027-11-02", AttestationEffect::Expired),
        ("", AttestationEffect::Undated),
    ];
    for (today, expected) in cases {
        let report = report(answered(OPEN, Answer::Holds), today);
        assert_eq!(*effect(&report), expected, "{today}");
        let settles = matches!(expected, AttestationEffect::Applied(_));
        let status = report.control(OPEN).unwrap().status;
        assert_eq!(status == Status::Passed, settles, "{today}");
    }
}

#[test]
fn an_answer_without_a_name_or_a_subject_that_is_there_settles_nothing() {
    let nameless = Attestation {
        by: " ".to_owned(),
        ..answered(OPEN, Answer::Holds)
    };
    let judged = report(nameless, "2026-11-22");
    assert_eq!(*effect(&judged), AttestationEffect::Incomplete(vec!["by"]));
    let elsewhere = Attestation {
        subject: Some("api".to_owned()),
        ..answered(OPEN, Answer::Holds)
    };
    let judged = report(elsewhere, "2026-11-22");
    assert_eq!(*effect(&judged), AttestationEffect::UnknownSubject);
    let judged = report(answered("no-such-control", Answer::Holds), "2026-11-22");
    assert_eq!(*effect(&judged), AttestationEffect::UnknownControl);
    assert_eq!(judged.control(OPEN).unwrap().status, Status::NotReviewed);
}
