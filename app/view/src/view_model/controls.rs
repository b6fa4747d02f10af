//! The list of controls.

use std::collections::BTreeMap;

use plimsoll_rules::catalogue::Section;
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::{Controlled, Report, Reported};
use plimsoll_rules::sorted::{InOrder, Sorted};
use serde::{Deserialize, Serialize};

use super::places;
use crate::words::{self, Severity, Status, count};

/// Positions that follow on each other: the first, and the one behind the last.
pub type Run = (usize, usize);

/// Every control, with the names its rows refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlList {
    /// Worst first: by status, then severity, security before quality, points, and title.
    pub rows: Vec<ControlRow>,
    /// The names of files in lower case, to be looked through.
    pub files: Vec<String>,
    /// The names of subjects, likewise.
    pub subjects: Vec<String>,
    /// Each section's word and title, in order.
    pub sections: Vec<(String, String)>,
}

/// One control, closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlRow {
    /// The control's id.
    pub id: String,
    /// A sentence that is true once it passes.
    pub title: String,
    /// The harm if it fails.
    pub severity: Severity,
    /// Accepted risks counted as failures.
    pub status: Status,
    /// Accepted risks shown as such.
    pub accepted: Status,
    /// `security` or `quality`.
    pub category: String,
    /// A section's word.
    pub section: String,
    /// What kind of weakness a failure is.
    pub concern: String,
    /// Where it fails or stays unknown, or on how many subjects it holds.
    pub place: String,
    /// What the score gains once it passes, in tenths.
    pub points: u32,
    /// What it weighs.
    pub weight: u64,
    /// Positions in the list's files, in runs: where it fails or stays unknown.
    pub files: Vec<Run>,
    /// Positions in the list's subjects, likewise.
    pub subjects: Vec<Run>,
    /// Other tools' names for it, as `peer:id`.
    pub aliases: Vec<String>,
}

impl ControlRow {
    /// Whether it is about a good build and not about security.
    pub fn is_quality(&self) -> bool {
        self.category == "quality"
    }

    /// `+4.8`, or nothing where nothing is to be gained.
    pub fn gain(&self) -> String {
        gain(self.points)
    }
}

/// Tenths of a point with their sign; nothing for none.
pub fn gain(tenths: u32) -> String {
    if tenths == 0 {
        String::new()
    } else {
        format!("+{}.{}", tenths / 10, tenths % 10)
    }
}

/// Makes the list.
pub(super) fn list(report: &Report) -> ControlList {
    let mut open: BTreeMap<&str, Vec<&Reported>> = BTreeMap::new();
    for finding in &report.findings {
        if matches!(finding.outcome, Outcome::Fail | Outcome::Unknown) {
            open.entry(finding.control.id).or_default().push(finding);
        }
    }
    let names: Vec<String> = report
        .subjects
        .iter()
        .map(|subject| subject.name.to_lowercase())
        .collect();
    let files: Vec<String> = report
        .inputs
        .iter()
        .map(|input| input.name.to_lowercase())
        .collect();
    let positions = Positions {
        subjects: report
            .subjects
            .iter()
            .enumerate()
            .map(|(at, it)| (&*it.id, at))
            .into_map(),
        files: report
            .inputs
            .iter()
            .enumerate()
            .map(|(at, it)| (&*it.name, at))
            .into_map(),
    };
    let mut rows: Vec<ControlRow> = report
        .controls
        .iter()
        .map(|result| {
            let findings = open.get(result.control.id).map_or(&[][..], Vec::as_slice);
            row(report, result, findings, &positions)
        })
        .collect();
    rows.order_by(|a, b| {
        // Security stands before quality, against the alphabet.
        (a.status, a.severity, &b.category, b.points, &a.title).cmp(&(
            b.status,
            b.severity,
            &a.category,
            a.points,
            &b.title,
        ))
    });
    let sections = Section::ALL
        .iter()
        .map(|section| {
            (
                section.word().to_owned(),
                words::section(*section).to_owned(),
            )
        })
        .collect();
    ControlList {
        rows,
        files,
        subjects: names,
        sections,
    }
}

struct Positions<'a> {
    subjects: BTreeMap<&'a str, usize>,
    files: BTreeMap<&'a str, usize>,
}

fn row(
    report: &Report,
    result: &Controlled,
    findings: &[&Reported],
    positions: &Positions<'_>,
) -> ControlRow {
    let control = result.control;
    let files = findings
        .iter()
        .filter_map(|finding| positions.files.get(finding.artifact.as_deref()?).copied());
    let subjects = findings
        .iter()
        .filter_map(|finding| positions.subjects.get(&*finding.subject).copied());
    ControlRow {
        id: control.id.to_owned(),
        title: control.title.to_owned(),
        severity: control.severity.into(),
        status: result.status.into(),
        accepted: result.status_accepted.into(),
        category: control.category.word().to_owned(),
        section: control.section.word().to_owned(),
        concern: control.concern.word().to_owned(),
        place: place(report, result, findings),
        points: result.points.0,
        weight: u64::from(control.severity.weight()),
        files: runs(files.collect()),
        subjects: runs(subjects.collect()),
        aliases: control
            .aliases
            .iter()
            .map(|it| format!("{}:{}", it.peer, it.id))
            .collect(),
    }
}

/// Positions as runs without a gap: of a fleet most fail the same controls.
fn runs(mut positions: Vec<usize>) -> Vec<Run> {
    positions.order_by(Ord::cmp);
    let mut runs: Vec<Run> = Vec::new();
    for at in positions {
        match runs.last_mut() {
            Some((_, end)) if at < *end => {}
            Some((_, end)) if at == *end => *end += 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

fn place(report: &Report, result: &Controlled, findings: &[&Reported]) -> String {
    let failed: Vec<&Reported> = findings
        .iter()
        .copied()
        .filter(|finding| finding.outcome == Outcome::Fail)
        .collect();
    match Status::from(result.status) {
        Status::Failed | Status::Waived => places::summary(report, &failed),
        Status::NotReviewed if findings.is_empty() => "no evidence given".to_owned(),
        Status::NotReviewed => places::summary(report, findings),
        Status::NotApplicable if report.settings.is_on(result.control) => {
            "nothing it concerns".to_owned()
        }
        Status::NotApplicable if !report.settings.concerns(result.control) => {
            "out of scope".to_owned()
        }
        Status::NotApplicable if result.control.is_opt_in => "off by default".to_owned(),
        Status::NotApplicable => "switched off by a policy".to_owned(),
        Status::Passed => {
            format!(
                "holds on {}",
                count(result.tally.pass, "subject", "subjects")
            )
        }
    }
}
