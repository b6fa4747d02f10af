//! The whole way from artifacts to a report, stage by stage.

mod attestations;
mod decisions;
mod editable;
mod frameworks;
mod imported;
mod inputs;
mod judge;
mod order;
mod problems;
mod projects;
mod resolve;
mod suppressions;
mod unused;
mod waivers;

pub(crate) use inputs::distinct;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::artifact::Artifact;
use crate::catalogue::{CONTROLS, Category, Control};
use crate::executor::{Executor, InTurn};
use crate::facts;
use crate::finding::{Outcome, Tier};
use crate::policy::{Policy, Settings};
use crate::project;
use crate::report::{Controlled, Findings, Judged, Report, Reported, Tally};
use crate::score::{Entry, Score, Tenths};
use crate::sorted::Sorted;
use crate::status::Status;
use judge::judge;
use problems::Problems;
use resolve::Places;

/// Judges artifacts under a policy. The order and repetition of artifacts change nothing.
pub fn assess(artifacts: &[Artifact], policy: &Policy) -> Report {
    assess_on(&InTurn, artifacts, policy)
}

/// The same, with the parts of the work that need nothing of each other done by `executor`.
pub fn assess_on(executor: &dyn Executor, artifacts: &[Artifact], policy: &Policy) -> Report {
    let artifacts = inputs::distinct(artifacts);
    let mut problems = Problems::default();
    let (policy, doubts) = decisions::gather(&artifacts, policy);
    problems.extend(doubts);
    let settings = &policy.settings;
    let (projects, notes) = project::projects_and_notes(executor, &artifacts, &policy);
    problems.extend(notes);
    let (mut subjects, later) = facts::subjects(executor, &artifacts, &projects, &policy);
    problems.extend(unused::notes(&artifacts, &subjects));
    let (mut imported, notes) = imported::verdicts(&artifacts, &mut subjects);
    problems.extend(notes);
    // Nobody's word brings back what the report is not about.
    imported.retain(|it| settings.concerns(it.control()));

    problems.extend(projects.iter().flat_map(|it| it.problems.iter().cloned()));
    let places = Places::new(&artifacts);
    let of_all = (subjects.as_slice(), &later);
    let mut findings = judge(executor, settings, of_all, &places, &mut problems);
    let disagreements = imported::merge(imported, &subjects, &places, &mut findings);
    // What is looked up by control lies together.
    order::sort(findings.loud_mut());
    let given = policy.attestations.clone();
    let is_asked = |control: &Control| settings.concerns(control);
    let answered =
        attestations::apply(given, policy.today, &is_asked, &mut subjects, &mut findings);
    order::sort(findings.loud_mut());
    order::number(findings.loud_mut());
    let waivers = waivers::apply(
        policy.waivers.clone(),
        policy.today,
        &subjects,
        findings.loud_mut(),
    );
    let suppressions = suppressions::apply(&artifacts, policy.today, findings.loud_mut());

    let mut controls = controls(&findings, &disagreements, &answered.set_aside, settings);
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
        inputs: inputs::report(&artifacts, &problems.told()),
        subjects: subjects
            .iter()
            .map(|subject| Judged {
                id: Arc::clone(&subject.id),
                kind: subject.kind,
                name: subject.name.clone(),
                profiles: subject.profiles.clone(),
                artifacts: subject
                    .artifacts
                    .iter()
                    .filter_map(|index| artifacts.get(*index))
                    .map(|artifact| Arc::clone(&artifact.name))
                    .collect(),
                ties: subject.ties.clone(),
                relations: subject.relations.clone(),
            })
            .collect(),
        projects: projects::report(&artifacts, &projects, &subjects, findings.loud()),
        frameworks: frameworks::report(&controls),
        controls,
        findings,
        score: security,
        score_accepted,
        score_quality: quality,
        waivers,
        attestations: answered.attestations,
        suppressions,
        settings: settings.clone(),
        positions: OnceLock::new(),
    }
}

/// Sentences about disagreeing sources, by control id.
type Disagreements = BTreeMap<&'static str, Vec<String>>;

fn controls(
    findings: &Findings,
    disagreements: &Disagreements,
    set_aside: &BTreeSet<&'static str>,
    settings: &Settings,
) -> Vec<Controlled> {
    let of_one = findings
        .loud()
        .chunk_by(|a, b| std::ptr::eq(a.control, b.control));
    let by_control: BTreeMap<&str, &[Reported]> = of_one
        .filter_map(|findings| Some((findings.first()?.control.id, findings)))
        .into_map();
    let quiet = findings.quiet_tallies();
    let quiet: BTreeMap<&str, Tally> = quiet.map(|(it, tally)| (it.id, tally)).into_map();
    let result = |control: &&'static Control| {
        let findings = by_control.get(control.id).copied().unwrap_or_default();
        let quiet = quiet.get(control.id).copied().unwrap_or_default();
        let is_off = findings.is_empty() && quiet.total() == 0 && !settings.is_on(control);
        // What was switched off is out of scope: it neither passes nor waits for a review.
        let status = |status| {
            if is_off {
                Status::NotApplicable
            } else {
                status
            }
        };
        let strict = strict_status(findings, quiet);
        let accepted = accepted_status(strict, findings);
        // A person may set aside what is open, and never what fails.
        let is_aside = accepted == Status::NotReviewed && set_aside.contains(control.id);
        let accepted = if is_aside {
            Status::NotApplicable
        } else {
            accepted
        };
        Controlled {
            control,
            status: status(strict),
            status_accepted: status(accepted),
            points: Tenths::default(),
            tier: deciding_tier(findings).or((quiet.pass > 0).then_some(Tier::Own)),
            tally: tally(findings).plus(quiet),
            disagreements: disagreements.get(control.id).cloned().unwrap_or_default(),
        }
    };
    CONTROLS.iter().map(result).collect()
}

fn strict_status(findings: &[Reported], quiet: Tally) -> Status {
    let passes = (quiet.pass > 0).then_some(Outcome::Pass);
    let exempt = (quiet.not_applicable > 0).then_some(Outcome::NotApplicable);
    let loud = findings.iter().map(|finding| finding.outcome);
    Status::of(loud.chain(passes).chain(exempt))
}

/// Waived where every failure is accepted and nothing else stands in the way; a failure that
/// nobody accepted keeps the control failed.
fn accepted_status(strict: Status, findings: &[Reported]) -> Status {
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
