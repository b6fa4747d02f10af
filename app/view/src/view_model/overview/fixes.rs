//! The failed controls that bring most.

use std::cmp::Reverse;

use plimsoll_rules::catalogue::{Category, Fix as Edit, Severity};
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::{Controlled, Report, Reported};
use plimsoll_rules::sorted::InOrder;
use plimsoll_rules::status::Status;

use super::Fix;
use crate::view_model::places;

/// How many the screen has room for.
const SHOWN: usize = 6;

pub(super) fn fixes(report: &Report) -> Vec<Fix> {
    let mut failed: Vec<&Controlled> = report
        .controls
        .iter()
        .filter(|result| result.control.category == Category::Security)
        .filter(|result| result.status_accepted == Status::Failed)
        .collect();
    failed.order_by_key(|result| (Reverse(result.points), result.tally.fail, result.control.id));
    failed
        .into_iter()
        .take(SHOWN)
        .map(|result| fix(report, result))
        .collect()
}

fn fix(report: &Report, result: &Controlled) -> Fix {
    let control = result.control;
    let findings: Vec<&Reported> = report
        .open_findings_of(control.id)
        .filter(|finding| finding.outcome == Outcome::Fail && finding.accepted.is_none())
        .collect();
    let mut note = places::summary(report, &findings);
    match control.severity {
        Severity::Critical | Severity::High => {
            if report.score.caps.len() == 1 {
                note.push_str(" · lifts the cap on the grade");
            }
        }
        Severity::Medium | Severity::Low | Severity::Info => {}
    }
    if control.fix == Edit::Safe {
        note.push_str(" · a small, safe edit");
    }
    Fix {
        control: control.id.to_owned(),
        title: control.title.to_owned(),
        note,
        weight: u64::from(control.severity.weight()),
        points: result.points.0,
    }
}
