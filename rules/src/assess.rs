//! The whole way from artifacts to a report, stage by stage.

mod decisions;
mod frameworks;
mod imported;
mod inputs;
mod order;
mod resolve;
mod suppressions;
mod waivers;

pub(crate) use inputs::distinct;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::artifact::Artifact;
use crate::catalogue::{CONTROLS, Category, Control};
use crate::checks::{CHECKS, Check};
use crate::executor::{self, Executor, InTurn};
use crate::facts::{self, Subject};
use crate::finding::{Outcome, Tier};
use crate::policy::{Policy, Settings};
use crate::report::{Controlled, Judged, Report, Reported, Tally};
use crate::score::{Entry, Score, Tenths};
use crate::status::Status;
use resolve::{Place, Places, Word};

/// Judges artifacts under a policy. The order and repetition of artifacts change nothing.
pub fn assess(artifacts: &[Artifact], policy: &Policy) -> Report {
    assess_on(&InTurn, artifacts, policy)
}

/// The same, with the parts of the work that need nothing of each other done by `executor`.
pub fn assess_on(executor: &dyn Executor, artifacts: &[Artifact], policy: &Policy) -> Report {
    let artifacts = inputs::distinct(artifacts);
    let (policy, policy_problems) = decisions::gather(&artifacts, policy);
    let settings = &policy.settings;
    let mut subjects = facts::subjects(executor, &artifacts, &policy);
    let imported = imported::verdicts(&artifacts, &mut subjects);

    let places = Places::new(&artifacts);
    let mut findings = judge(executor, settings, &subjects, &places);
    let disagreements = imported::merge(imported, &subjects, &places, &mut findings);
    order::sort(&mut findings);
    order::number(&mut findings);
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

/// What every check that is on says of every subject, by control, word and subject.
fn judge(
    executor: &dyn Executor,
    settings: &Settings,
    subjects: &[Subject<'_>],
    places: &Places<'_>,
) -> Vec<Reported> {
    let is_on = |check: &&&'static Check| settings.is_on(check.control);
    let checks: Vec<&'static Check> = CHECKS.iter().filter(is_on).copied().collect();
    let mut subjects: Vec<&Subject<'_>> = subjects.iter().collect();
    subjects.sort_by(|a, b| a.id.cmp(&b.id));
    let mut words = executor::map(executor, subjects.len(), |part| {
        let subject = subjects.get(part).copied();
        let word = |check: &&'static Check| {
            let verdict = check.judge(subject?)?;
            Some(places.word(check.control, subject?, verdict))
        };
        checks.iter().map(word).collect::<Vec<_>>()
    });
    let declared = |subject: &&Subject<'_>| places.place(subject.declared, Outcome::NotApplicable);
    let declared: Vec<Place> = subjects.iter().map(declared).collect();
    let all = words.iter().flatten().flatten();
    let mut findings = Vec::with_capacity(all.map(Word::count).sum());
    for (index, check) in checks.iter().enumerate() {
        for outcome in Outcome::ALL {
            for ((subject, declared), words) in subjects.iter().zip(&declared).zip(&mut words) {
                let word = words.get_mut(index);
                let is_next = |word: &mut Word| word.outcome() == outcome;
                if let Some(word) = word.and_then(|word| word.take_if(is_next)) {
                    places.report(check.control, subject, declared, word, &mut findings);
                }
            }
        }
    }
    findings
}

/// Sentences about disagreeing sources, by control id.
type Disagreements = BTreeMap<&'static str, Vec<String>>;

fn controls(
    findings: &[Reported],
    disagreements: &Disagreements,
    settings: &Settings,
) -> Vec<Controlled> {
    let of_one = findings.chunk_by(|a, b| std::ptr::eq(a.control, b.control));
    let by_control: BTreeMap<&str, &[Reported]> = of_one
        .filter_map(|findings| Some((findings.first()?.control.id, findings)))
        .collect();
    let result = |control: &&'static Control| {
        let findings = by_control.get(control.id).copied().unwrap_or_default();
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
fn accepted_status(findings: &[Reported]) -> Status {
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
fn deciding_tier(findings: &[Reported]) -> Option<Tier> {
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

/// Counts subjects, each by its worst verdict; the findings are in the report's order.
fn tally(findings: &[Reported]) -> Tally {
    // A check says one word on each subject; another tool may say a second one.
    if findings.iter().all(|finding| finding.tier == Tier::Own) {
        return tally_of_own(findings);
    }
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

fn tally_of_own(findings: &[Reported]) -> Tally {
    let mut tally = Tally::default();
    let of_one = |a: &Reported, b: &Reported| {
        a.outcome == b.outcome && (Arc::ptr_eq(&a.subject, &b.subject) || a.subject == b.subject)
    };
    for one in findings.chunk_by(of_one) {
        one.iter().take(1).for_each(|it| tally.count(it.outcome));
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
