//! The controls that failed: what is wrong, where, and what to do about it.

use std::collections::BTreeMap;

use plimsoll_rules::Report;
use plimsoll_rules::catalogue::Category;
use plimsoll_rules::finding::{Outcome, Tier};
use plimsoll_rules::report::{Controlled, Reported};
use plimsoll_rules::status::Status;

use super::source::Sources;
use super::{Telling, counted, excerpt};
use crate::terminal::{BOLD, DIM, Page, accent_of, mark_of, visible};

/// Places of one message that are listed unless all are asked for.
const MOST_PLACES: usize = 10;

/// Adds every failed control, security before quality, the worst first.
pub(super) fn write(page: &mut Page, telling: &Telling<'_>, sources: &Sources<'_>) {
    for (category, title) in [
        (Category::Security, "Security"),
        (Category::Quality, "Build quality"),
    ] {
        let mut failed: Vec<&Controlled> = telling
            .report
            .controls
            .iter()
            .filter(|result| result.status == Status::Failed && result.control.category == category)
            .collect();
        failed.sort_by_key(|result| std::cmp::Reverse(result.control.severity));
        if !failed.is_empty() {
            page.heading(title);
        }
        for result in failed {
            control(page, telling, sources, result);
        }
    }
}

fn control(page: &mut Page, telling: &Telling<'_>, sources: &Sources<'_>, result: &Controlled) {
    let control = result.control;
    let accent = accent_of(control.severity);
    page.gap();
    let (mark, word) = (mark_of(control.severity), control.severity.word());
    page.styled(
        &format!("{accent}{mark} {word}{accent:#}  "),
        "  ",
        BOLD,
        control.title,
    );
    page.styled("  ", "  ", DIM, &facts(telling.report, result));

    let mut by_message: BTreeMap<&str, Vec<&Reported>> = BTreeMap::new();
    for finding in failures(telling.report, result) {
        by_message
            .entry(&finding.message)
            .or_default()
            .push(finding);
    }
    for (message, findings) in by_message {
        page.wrapped("  ", "  ", &visible(message));
        places(page, telling, sources, &findings);
    }
    for disagreement in &result.disagreements {
        page.wrapped("  ", "  ", &visible(disagreement));
    }
    page.wrapped("  → ", "    ", control.remediation);
}

fn failures<'a>(report: &'a Report, result: &'a Controlled) -> impl Iterator<Item = &'a Reported> {
    report
        .findings_of(result.control.id)
        .filter(|finding| finding.outcome == Outcome::Fail)
}

/// The id, how many subjects fail, what mending is worth, and what was accepted.
fn facts(report: &Report, result: &Controlled) -> String {
    let mut facts = vec![result.control.id.to_owned()];
    let decided = result.tally.fail + result.tally.pass;
    facts.push(if decided > 1 {
        format!("{} of {decided} fail", result.tally.fail)
    } else {
        "fails".to_owned()
    });
    if result.points.0 > 0 {
        facts.push(format!("worth {} points", result.points));
    }
    let accepted = failures(report, result)
        .filter(|finding| finding.accepted.is_some())
        .count();
    if accepted > 0 {
        facts.push(format!("{accepted} accepted"));
    }
    facts.join(" · ")
}

fn places(page: &mut Page, telling: &Telling<'_>, sources: &Sources<'_>, findings: &[&Reported]) {
    let listed = if telling.full {
        findings.len()
    } else {
        MOST_PLACES
    };
    for (at, finding) in findings.iter().take(listed).enumerate() {
        place(page, telling.report, finding);
        let source = finding
            .artifact
            .as_deref()
            .and_then(|name| sources.get(name));
        if let (true, Some(source), Some(span)) = (at == 0 || telling.full, source, finding.span) {
            let accent = accent_of(finding.control.severity);
            excerpt::write(page, source, span, "      ", accent);
        }
    }
    if findings.len() > listed {
        let more = counted(findings.len() - listed, "more place");
        page.styled(
            "    ",
            "    ",
            DIM,
            &format!("and {more}; --full lists all"),
        );
    }
}

/// `file:line:column`, and of what, where the file is about more than one thing.
fn place(page: &mut Page, report: &Report, finding: &Reported) {
    let subject = report.subject(&finding.subject);
    let subject_name = subject.map_or(&*finding.subject, |subject| &subject.name);
    let mut line = String::from("    ");
    let mut names_subject = true;
    match &finding.artifact {
        None => line.push_str(&visible(subject_name)),
        Some(artifact) => {
            line.push_str(&visible(artifact));
            if let Some(region) = finding.region {
                line.push_str(&format!(":{}:{}", region.start.line, region.start.column));
            }
            names_subject = subject_name != &**artifact;
        }
    }
    if let Some(path) = &finding.path {
        line.push_str(&format!("  {DIM}{}{DIM:#}", visible(path)));
    }
    if let (true, Some(subject)) = (names_subject && finding.artifact.is_some(), subject) {
        let kind = subject.kind.word();
        line.push_str(&format!("  {DIM}{kind} {}{DIM:#}", visible(&subject.name)));
    }
    if finding.tier != Tier::Own {
        let tool = visible(&finding.source_tool);
        line.push_str(&format!("  {DIM}says {tool}{DIM:#}"));
    }
    if finding.accepted.is_some() {
        line.push_str(&format!("  {DIM}accepted{DIM:#}"));
    }
    page.line(&line);
}
