//! The whole way from artifacts to a report, stage by stage.

mod decisions;
mod frameworks;
mod imported;
mod inputs;
mod resolve;
mod suppressions;
mod waivers;

pub(crate) use inputs::distinct;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::artifact::Artifact;
use crate::catalogue::{CONTROLS, Category, Control};
use crate::checks::CHECKS;
use crate::facts;
use crate::finding::{Outcome, Tier};
use crate::policy::{Policy, Settings};
use crate::report::{Controlled, Judged, Report, Reported, Tally};
use crate::score::{Entry, Score, Tenths};
use crate::status::Status;

/// Judges artifacts under a policy. The order and repetition of artifacts change nothing.
pub fn assess(artifacts: &[Artifact], policy: &Policy) -> Report {
    let artifacts = inputs::distinct(artifacts);
    let (policy, policy_problems) = decisions::gather(&artifacts, policy);
    let settings = &policy.settings;
    let mut subjects = facts::subjects(&artifacts, &policy);
    let imported = imported::verdicts(&artifacts, &mut subjects);

    let mut places = resolve::Places::new(&artifacts);
    let mut findings = Vec::new();
    for check in CHECKS {
        if !settings.is_on(check.control) {
            continue;
        }
        for subject in &subjects {
            if let Some(verdict) = check.judge(subject) {
                places.report(check.control, subject, &verdict, &mut findings);
            }
        }
    }
    let disagreements = imported::merge(imported, &subjects, &mut places, &mut findings);
    resolve::order_and_number(&mut findings);
    let waivers = waivers::apply(
        policy.waivers.clone(),
        policy.today,
        &subjects,
        &mut findings,
    );
    let suppressions = suppressions::apply(&artifacts, policy.today, &mut findings);

    let mut controls = controls(&findings, &disagreements, settings);
    let strict = |result: &Controlled| result.status;
    let security = score(&controls, Category::Security, strict);
    let quality = score(&controls, Category::Quality, strict);
    let score_accepted = score(&controls, Category::Security, |result| {
        result.status_accepted
    });
    for result in &mut controls {
        if result.status == Status::Failed {
            let score = match result.control.category {
                Category::Security => &security,
                Category::Quality => &quality,
            };
            result.points = score.points(u64::from(result.control.severity.weight()));
        }
    }
    Report {
        today: policy.today,
        inputs: inputs::report(&artifacts, &policy_problems),
        subjects: subjects
            .iter()
            .map(|subject| Judged {
                id: Arc::clone(&subject.id),
                kind: subject.kind,
                name: subject.name.clone(),
                artifacts: subject
                    .artifacts
                    .iter()
                    .filter_map(|index| artifacts.get(*index))
                    .map(|artifact| Arc::clone(&artifact.name))
                    .collect(),
                ties: subject.ties.clone(),
            })
            .collect(),
        frameworks: frameworks::report(&controls),
        controls,
        findings,
        score: security,
        score_accepted,
        score_quality: quality,
        waivers,
        suppressions,
        settings: settings.clone(),
    }
}

/// Sentences about disagreeing sources, by control id.
type Disagreements = BTreeMap<&'static str, Vec<String>>;

fn controls(
    findings: &[Reported],
    disagreements: &Disagreements,
    settings: &Settings,
) -> Vec<Controlled> {
    let mut by_control: BTreeMap<&str, Vec<&Reported>> = BTreeMap::new();
    for finding in findings {
        by_control
            .entry(finding.control.id)
            .or_default()
            .push(finding);
    }
    let result = |control: &&'static Control| {
        let findings = by_control.get(control.id).map_or(&[][..], Vec::as_slice);
        let is_off = findings.is_empty() && !settings.is_on(control);
        // What was switched off is out of scope: it neither passes nor waits for a review.
        let status = |status| {
            if is_off {
                Status::NotApplicable
            } else {
                status
            }
        };
        Controlled {
            control,
            status: status(Status::of(findings.iter().map(|finding| finding.outcome))),
            status_accepted: status(accepted_status(findings)),
            points: Tenths::default(),
            tier: deciding_tier(findings),
            tally: tally(findings),
            disagreements: disagreements.get(control.id).cloned().unwrap_or_default(),
        }
    };
    CONTROLS.iter().map(result).collect()
}

/// Waived where every failure is accepted and nothing else stands in the way; a failure that
/// nobody accepted keeps the control failed.
fn accepted_status(findings: &[&Reported]) -> Status {
    let strict = Status::of(findings.iter().map(|finding| finding.outcome));
    let mut failures = findings
        .iter()
        .filter(|finding| finding.outcome == Outcome::Fail);
    if strict == Status::Failed && failures.all(|finding| finding.accepted.is_some()) {
        Status::Waived
    } else {
        strict
    }
}

/// The strongest evidence behind the worst verdict: our own check before another tool's word.
fn deciding_tier(findings: &[&Reported]) -> Option<Tier> {
    let worst = findings
        .iter()
        .filter(|finding| finding.outcome != Outcome::NotApplicable)
        .map(|finding| finding.outcome)
        .min()?;
    findings
        .iter()
        .filter(|finding| finding.outcome == worst)
        .map(|finding| finding.tier)
        .min()
}

/// Counts subjects, each by its worst verdict.
fn tally(findings: &[&Reported]) -> Tally {
    let mut worst: BTreeMap<&str, Outcome> = BTreeMap::new();
    for finding in findings {
        worst
            .entry(&finding.subject)
            .and_modify(|outcome| *outcome = finding.outcome.min(*outcome))
            .or_insert(finding.outcome);
    }
    let mut tally = Tally::default();
    for outcome in worst.into_values() {
        tally.count(outcome);
    }
    tally
}

fn score(
    controls: &[Controlled],
    category: Category,
    status: impl Fn(&Controlled) -> Status,
) -> Score {
    let counted = controls
        .iter()
        .filter(|result| result.control.category == category);
    Score::of(counted.map(|result| Entry {
        control: result.control.id,
        severity: result.control.severity,
        status: status(result),
        tier: result.tier,
    }))
}
