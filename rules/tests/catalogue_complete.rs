//! Every control has the cases it needs: for each kind of artifact that can decide it one
//! that passes and one that fails, and one that is unknown wherever the check can say so.
//! `fixtures/<control>/settled.txt` says in one sentence why a check never says unknown.

mod cases;

use std::collections::{BTreeMap, BTreeSet};

use cases::Case;
use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::assess;
use plimsoll_rules::catalogue::{BENCH, CONTROLS, Control, SubjectKind};
use plimsoll_rules::checks::{CHECKS, Decide};
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::status::Status;

/// What cannot be had in a kind of artifact, each with the reason.
const NEVER: [(&str, Outcome, Kind, &str); 10] = [
    (
        "image-contact-labelled",
        Outcome::Fail,
        Kind::Dockerfile,
        "builds add labels that the file does not show",
    ),
    (
        "exec-sessions-absent",
        Outcome::Fail,
        Kind::Inspect,
        "no container tells with which rights somebody works in it",
    ),
    (
        "image-origin-known",
        Outcome::Fail,
        Kind::Inspect,
        "who built an image is a question and nothing wrong",
    ),
    (
        "service-settings-secret-free",
        Outcome::Pass,
        Kind::Dockerfile,
        "the text of a Dockerfile is another control's",
    ),
    (
        "service-settings-secret-free",
        Outcome::Fail,
        Kind::Dockerfile,
        "the text of a Dockerfile is another control's",
    ),
    (
        "daemon-seccomp-kept",
        Outcome::Fail,
        Kind::BenchText,
        "the script passes or remarks and never warns",
    ),
    (
        "swarm-certificates-short",
        Outcome::Fail,
        Kind::BenchText,
        "the script passes or remarks and never warns",
    ),
    (
        "swarm-secrets-used",
        Outcome::Fail,
        Kind::BenchText,
        "the script passes or remarks and never warns",
    ),
    (
        "dockerignore-covers-secrets",
        Outcome::Fail,
        Kind::Dockerfile,
        "what is missing is missing in the .dockerignore",
    ),
    (
        "project-inputs-given",
        Outcome::Fail,
        Kind::Compose,
        "what was not given is unknown and nothing wrong",
    ),
];

/// What a person answers: no artifact passes or fails it.
const ANSWERED: [&str; 4] = [
    "base-images-trusted",
    "image-packages-needed",
    "images-scanned",
    "setuid-programs-needed",
];

/// The ways of a check, each by itself.
fn ways(decide: &'static Decide) -> Vec<&'static Decide> {
    match decide {
        Decide::First(all) => all.iter().flat_map(ways).collect(),
        Decide::Mended(decide, _) => ways(decide),
        decide => vec![decide],
    }
}

/// The kinds of artifact that can decide a control.
fn kinds(control: &Control) -> BTreeSet<Kind> {
    let check = CHECKS.iter().find(|check| check.control.id == control.id);
    let ways = check.map_or_else(Vec::new, |check| ways(&check.decide));
    let mut kinds = BTreeSet::new();
    for (subject, way) in control
        .subjects
        .iter()
        .flat_map(|subject| ways.iter().map(move |way| (subject, way)))
    {
        kinds.extend(match (subject, way) {
            (SubjectKind::Image, Decide::Build(_) | Decide::Built(_) | Decide::Common(_)) => {
                Some(Kind::Dockerfile)
            }
            (
                SubjectKind::Service,
                Decide::Service(_)
                | Decide::Runtime(_)
                | Decide::Linux(_)
                | Decide::Built(_)
                | Decide::Common(_),
            )
            | (SubjectKind::Project, Decide::Project(_))
            | (_, Decide::Declaration(_)) => Some(Kind::Compose),
            (
                SubjectKind::Container,
                Decide::Runtime(_)
                | Decide::Linux(_)
                | Decide::Built(_)
                | Decide::Common(_)
                | Decide::Running(_),
            )
            | (SubjectKind::Image, Decide::Picture(_) | Decide::History(_))
            | (SubjectKind::Network, Decide::Network(_))
            | (SubjectKind::Volume, Decide::Volume(_))
            | (SubjectKind::Config, Decide::Config(_)) => Some(Kind::Inspect),
            _ => None,
        });
    }
    let is_decided_by_bench = BENCH
        .iter()
        .any(|item| item.decides.is_some_and(|decided| decided.id == control.id));
    if is_decided_by_bench {
        kinds.insert(Kind::BenchText);
    }
    kinds
}

/// Whether docker-bench-security's word on a control counts where it warns only; its entry in
/// the catalogue says why.
fn is_never_passed_by_bench(control: &Control) -> bool {
    let mut items = BENCH.iter().filter(|item| {
        let decided = item.decides;
        decided.is_some_and(|decided| decided.id == control.id)
    });
    items.all(|item| item.fails_only)
}

#[test]
fn every_control_has_one_check() {
    let mut checked: Vec<&str> = CHECKS.iter().map(|check| check.control.id).collect();
    checked.sort_unstable();
    let controls: Vec<&str> = CONTROLS.iter().map(|control| control.id).collect();
    assert_eq!(checked, controls);
}

#[test]
fn every_control_has_the_cases_it_needs() {
    let mut seen: BTreeSet<(String, Outcome, Kind)> = BTreeSet::new();
    let mut statuses: BTreeMap<String, BTreeSet<Status>> = BTreeMap::new();
    for folder in cases::folders() {
        let case = Case::at(&folder);
        let report = assess(&case.artifacts(), &case.policy());
        let result = report
            .control(&case.control)
            .expect("folders are named after controls");
        let known = statuses.entry(case.control.clone()).or_default();
        known.insert(result.status);
        for finding in report.findings_of(&case.control) {
            let input = report
                .inputs
                .iter()
                .find(|input| Some(&*input.name) == finding.artifact.as_deref());
            // Only the verdict that the folder is named after counts for it.
            if let Some(input) = input
                && Status::of([finding.outcome]) == result.status
            {
                seen.insert((case.control.clone(), finding.outcome, input.kind));
            }
        }
    }

    let mut missing = Vec::new();
    for control in CONTROLS {
        for kind in kinds(control) {
            for outcome in [Outcome::Pass, Outcome::Fail] {
                let is_excused = NEVER
                    .iter()
                    .any(|(id, what, of, _)| (*id, *what, *of) == (control.id, outcome, kind));
                let is_excused = is_excused
                    || (kind, outcome) == (Kind::BenchText, Outcome::Pass)
                        && is_never_passed_by_bench(control)
                    || ANSWERED.contains(&control.id);
                if !is_excused && !seen.contains(&(control.id.to_owned(), outcome, kind)) {
                    missing.push(format!("{}: {} by {kind:?}", control.id, outcome.word()));
                }
            }
        }
        let is_settled = cases::always_settled(control.id)
            .is_some_and(|reason| reason.trim_end().ends_with('.'));
        let has_unknown = statuses
            .get(control.id)
            .is_some_and(|statuses| statuses.contains(&Status::NotReviewed));
        if is_settled == has_unknown {
            missing.push(format!("{}: unknown", control.id));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
