//! The controls that did not fail, on request: what is missing to decide them, and what passed.

use std::collections::BTreeMap;

use plimsoll_rules::Report;
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::Controlled;
use plimsoll_rules::status::Status;

use super::counted;
use crate::terminal::{BOLD, DIM, GOOD, Page, visible};

/// Adds a section for each status but failed.
pub(super) fn write(page: &mut Page, report: &Report) {
    let with = |status: Status| -> Vec<&Controlled> {
        report
            .controls
            .iter()
            .filter(|result| result.status == status)
            .collect()
    };
    let not_reviewed = with(Status::NotReviewed);
    if !not_reviewed.is_empty() {
        page.heading(Status::NotReviewed.title());
    }
    for result in not_reviewed {
        line(page, "?", DIM, result);
        for (message, count) in missing(report, result) {
            let times = if count > 1 {
                format!(" ({count} times)")
            } else {
                String::new()
            };
            page.styled("    ", "    ", DIM, &format!("{}{times}", visible(message)));
        }
    }
    for (status, mark) in [(Status::Passed, "✓"), (Status::NotApplicable, "-")] {
        let results = with(status);
        if !results.is_empty() {
            page.heading(status.title());
        }
        for result in results {
            let style = if status == Status::Passed { GOOD } else { DIM };
            line(page, mark, style, result);
        }
    }
}

fn line(page: &mut Page, mark: &str, style: anstyle::Style, result: &Controlled) {
    let control = result.control;
    let passed = result.tally.pass;
    let on = if passed > 1 {
        format!(" ({})", counted(passed, "subject"))
    } else {
        String::new()
    };
    page.wrapped(
        &format!("{style}{mark}{style:#} "),
        "  ",
        &format!("{BOLD}{}{BOLD:#}: {}{on}", control.id, control.title),
    );
}

/// What must be known first, and how often.
fn missing<'a>(report: &'a Report, result: &'a Controlled) -> BTreeMap<&'a str, usize> {
    let mut missing = BTreeMap::new();
    for finding in report.open_findings_of(result.control.id) {
        if finding.outcome == Outcome::Unknown {
            *missing.entry(&*finding.message).or_default() += 1;
        }
    }
    missing
}
